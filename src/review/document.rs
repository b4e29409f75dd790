//! Puts the page together: markup, styles, scripts, data, and the policy that lets nothing else in.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use html_escape::encode_text;
use sha2::{Digest, Sha256};

const STYLES: [&str; 4] = [
    include_str!("page/colours.css"),
    include_str!("page/frame.css"),
    include_str!("page/episode.css"),
    include_str!("page/catalogue.css"),
];

/// In the order in which they build on each other.
const SCRIPTS: [&str; 13] = [
    include_str!("page/dom.js"),
    include_str!("page/text.js"),
    include_str!("page/store.js"),
    include_str!("page/items.js"),
    include_str!("page/markdown.js"),
    include_str!("page/transcript.js"),
    include_str!("page/timeline.js"),
    include_str!("page/cards.js"),
    include_str!("page/tags.js"),
    include_str!("page/selection.js"),
    include_str!("page/catalogue.js"),
    include_str!("page/keys.js"),
    include_str!("page/main.js"),
];

/// How every page begins.
const BEGINNING: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
                         <meta name=\"generator\" content=\"shownotes review\">";

/// Whether a file that begins so is such a page, and no transcript.
pub fn is_page(beginning: &[u8]) -> bool {
    beginning.starts_with(BEGINNING.as_bytes())
}

const BODY: &str = include_str!("page/body.html");

/// The whole page: `overview` and `episodes` are JSON, the episodes in the order in which the overview lists them.
pub fn page<'e>(title: &str, overview: &str, episodes: impl Iterator<Item = &'e str>) -> Vec<u8> {
    let style = STYLES.concat();
    let script = format!("\"use strict\";\n(() => {{\n{}}})();\n", SCRIPTS.concat());
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let mut html = format!(
        "{BEGINNING}\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{BODY}",
        encode_text(title)
    );
    push_data(&mut html, "overview", overview);
    for (number, episode) in episodes.enumerate() {
        push_data(&mut html, &format!("episode-{number}"), episode);
    }
    html.push_str("<script>");
    html.push_str(&script);
    html.push_str("</script>\n</body>\n</html>\n");
    html.into_bytes()
}

/// A block of data that the browser neither shows nor runs.
fn push_data(html: &mut String, id: &str, json: &str) {
    html.push_str("<script type=\"application/json\" id=\"");
    html.push_str(id);
    html.push_str("\">");
    push_inert(html, json.trim_end());
    html.push_str("</script>\n");
}

/// JSON in which nothing can be taken for markup. Within JSON, the letters that matter stand in strings only.
fn push_inert(html: &mut String, json: &str) {
    for c in json.chars() {
        match c {
            '<' => html.push_str("\\u003c"),
            '>' => html.push_str("\\u003e"),
            '&' => html.push_str("\\u0026"),
            '\u{2028}' => html.push_str("\\u2028"),
            '\u{2029}' => html.push_str("\\u2029"),
            c => html.push(c),
        }
    }
}

/// A text as a source of a content security policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rendered(title: &str, overview: &str) -> String {
        String::from_utf8(page(title, overview, ["{}"].into_iter())).unwrap()
    }

    fn data(html: &str) -> &str {
        let start = "<script type=\"application/json\" id=\"overview\">";
        let (_, rest) = html.split_once(start).unwrap();
        rest.split_once("</script>").unwrap().0
    }

    #[test]
    fn the_page_asks_nobody_for_anything() {
        let html = rendered("Bread", "{}");
        for outside in ["http:", "//fonts", "<link", "src=\"", "@import", "url("] {
            let found = html.replace("http://www.w3.org/2000/svg", "");
            assert!(!found.contains(outside), "{outside}");
        }
        assert!(html.contains("default-src 'none'"));
        assert!(!html.contains("unsafe-"));
    }

    #[test]
    fn no_script_or_style_stands_in_an_attribute_where_the_policy_would_stop_it() {
        let html = rendered("Bread", "{}");
        for attribute in [
            " onclick=",
            " onload=",
            " style=\"",
            "javascript:",
            "innerHTML",
        ] {
            assert!(!html.contains(attribute), "{attribute}");
        }
    }

    #[test]
    fn the_policy_names_the_very_style_and_script_of_the_page() {
        let html = rendered("Bread", "{}");
        let between = |from: &str, to: &str| {
            let (_, rest) = html.split_once(from).unwrap();
            rest.split_once(to).unwrap().0
        };
        for text in [
            between("<style>", "</style>"),
            between("<script>", "</script>"),
        ] {
            assert!(html.contains(&format!("'{}'", hash(text))));
        }
    }

    #[test]
    fn a_title_is_text() {
        let html = rendered("</title><script>alert(1)</script>", "{}");
        assert!(
            html.contains("<title>&lt;/title&gt;&lt;script&gt;"),
            "{html}"
        );
    }

    proptest! {
        #[test]
        fn whatever_the_data_say_they_stay_data(text in any::<String>(), mark in "</script>|<!--|<script>|]]>|\u{2028}") {
            let said = format!("{text}{mark}{text}");
            let html = rendered("x", &serde_json::to_string(&said).unwrap());
            let block = data(&html);
            let dangerous = block.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!dangerous);
            prop_assert_eq!(serde_json::from_str::<String>(block).unwrap(), said);
        }
    }
}
