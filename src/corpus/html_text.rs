//! HTML of descriptions and show notes to the lines that a reader sees. Its links are kept.
//!
//! One pass over tags, whatever is broken in them; entities are decoded at the end of each run of text.

use html_escape::decode_html_entities;
use memchr::memchr;

use super::addresses;
use super::blanks::squeeze;
use super::links::Links;

/// Tags that begin a line.
const LINE_TAGS: [&str; 18] = [
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "table",
    "tr",
    "ul",
];

/// The text of `html`, one line for each that is shown, paragraphs apart by an empty one. Text without tags keeps its
/// own lines.
pub(super) fn lines(html: &str, links: &mut Links) -> String {
    let mut writer = Writer {
        links,
        lines: Lines::default(),
        anchor: None,
        marked_up: has_line_tags(html),
    };
    let mut rest = html;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        let (text, tag) = rest.split_at(open);
        writer.text(text);
        let name = tag_name(tag);
        if name.is_empty() {
            writer.text("<");
            rest = &tag[1..];
            continue;
        }
        let end = tag_end(tag);
        writer.tag(&tag[..end], name);
        rest = &tag[end..];
        if matches!(name, "script" | "style") && !tag.starts_with("</") {
            rest = rest.find("</").map_or("", |close| &rest[close..]);
        }
    }
    writer.text(rest);
    writer.lines.finish()
}

/// The name in `<name …>`, `</name>` or `<!--`; empty where none follows the bracket.
fn tag_name(tag: &str) -> &str {
    let inner = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    if inner.starts_with('!') {
        return "!";
    }
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    &inner[..end]
}

/// Where a tag or comment ends; one that nothing closes takes the rest.
fn tag_end(tag: &str) -> usize {
    if tag.starts_with("<!--") {
        return tag.find("-->").map_or(tag.len(), |at| at + 3);
    }
    memchr(b'>', tag.as_bytes()).map_or(tag.len(), |at| at + 1)
}

fn has_line_tags(html: &str) -> bool {
    html.split('<').skip(1).any(|tag| {
        let end = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        is_line_tag(&tag[..end]) || tag[..end].eq_ignore_ascii_case("p")
    })
}

fn is_line_tag(name: &str) -> bool {
    LINE_TAGS.iter().any(|line| name.eq_ignore_ascii_case(line))
}

struct Writer<'l> {
    links: &'l mut Links,
    lines: Lines,
    /// The address of the link that is open, and its words so far.
    anchor: Option<(String, String)>,
    /// Whether tags make the lines, and line ends in the source are blanks.
    marked_up: bool,
}

impl Writer<'_> {
    fn text(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let text = decode_html_entities(raw);
        match &mut self.anchor {
            Some((_, words)) => words.push_str(&text),
            None => addresses::find(&text, |url| self.links.add("", url)),
        }
        if self.marked_up {
            self.lines.push(&text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.lines.end();
            }
            self.lines.push(line);
        }
    }

    fn tag(&mut self, tag: &str, name: &str) {
        let closes = tag.starts_with("</");
        if name.eq_ignore_ascii_case("a") {
            if let Some((url, words)) = self.anchor.take() {
                self.links.add(&squeeze(&words), &url);
            }
            self.anchor = attribute(tag, "href")
                .filter(|_| !closes)
                .map(|url| (url, String::new()));
        } else if name.eq_ignore_ascii_case("p") {
            self.lines.end();
            self.lines.gap();
        } else if is_line_tag(name) {
            self.lines.end();
            if name.eq_ignore_ascii_case("li") && !closes {
                self.lines.push("• ");
            }
        }
    }
}

/// An attribute of a tag, decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower[from..].find(name)?;
        let after = tag[at + name.len()..].trim_start();
        from = at + name.len();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            continue;
        };
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next()?,
            _ => value
                .split(|c: char| c.is_whitespace() || c == '>')
                .next()?,
        };
        return Some(decode_html_entities(value.trim()).into_owned());
    }
}

/// Lines as they fill.
#[derive(Default)]
struct Lines {
    done: String,
    line: String,
    /// Whether an empty line is due before the next one.
    gap: bool,
}

impl Lines {
    fn push(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// An empty line, unless one is there.
    fn gap(&mut self) {
        self.gap = true;
    }

    fn end(&mut self) {
        let line = squeeze(&self.line.replace('\u{a0}', " "));
        self.line.clear();
        if line.is_empty() || line == "•" {
            return;
        }
        if !self.done.is_empty() {
            self.done.push_str(if self.gap { "\n\n" } else { "\n" });
        }
        self.gap = false;
        self.done.push_str(&line);
    }

    fn finish(mut self) -> String {
        self.end();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_the_lines_that_are_shown() {
        for (html, shown) in [
            ("One\ntwo.\n\n\n00:00 Three", "One\ntwo.\n00:00 Three"),
            (
                "<p>One\ntwo.</p><p>Three<br/>four</p>",
                "One two.\n\nThree\nfour",
            ),
            (
                "<ul><li>A &amp; b</li>\n<li><b>C</b></li><li></li></ul>",
                "• A & b\n• C",
            ),
            (
                "1 < 2 and <!-- no --> x<script>if (a) b</script>y",
                "1 < 2 and xy",
            ),
            ("a&nbsp;b <", "a b <"),
            ("<p unclosed", ""),
        ] {
            assert_eq!(lines(html, &mut Links::default()), shown, "{html}");
        }
    }

    #[test]
    fn links_keep_their_words_and_bare_addresses_are_links() {
        let mut links = Links::default();
        let html = "See <a class='x' HREF='https://a.example/?a=1&amp;b=2'>the <i>book</i></a>, \
                    https://b.example/x. <a href=\"#t=3\">no</a><a href=https://c.example>c</a>";
        assert_eq!(
            lines(html, &mut links),
            "See the book, https://b.example/x. noc"
        );
        let found: Vec<_> = links
            .into_vec()
            .into_iter()
            .map(|link| (link.text, link.url))
            .collect();
        let expected = [
            ("the book", "https://a.example/?a=1&b=2"),
            ("https://b.example/x", "https://b.example/x"),
            ("c", "https://c.example"),
        ];
        assert_eq!(
            found,
            expected.map(|(text, url)| (text.to_owned(), url.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>/apbr&; \n!=\"'é-]{0,120}") {
            let shown = lines(&html, &mut Links::default());
            prop_assert!(!shown.ends_with('\n') && !shown.starts_with('\n'));
        }
    }
}
