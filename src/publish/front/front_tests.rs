//! Ugly front matter: what an edit makes of it, what is left alone, and that everything else stays byte for byte.

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// What becomes of the file.
enum Becomes {
    /// This part of it is replaced by that; everything else stays.
    Edit(&'static str, &'static str),
    /// Nothing.
    Same,
    /// It is left alone, for a reason that contains this.
    Doubt(&'static str),
}
use Becomes::{Doubt as Doubtful, Edit, Same};

fn tags_path(site: Site) -> &'static [&'static str] {
    if site == Site::Zola {
        &["taxonomies", "tags"]
    } else {
        &["tags"]
    }
}

fn alike(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Publishes the tags `Rust` and `open source`.
fn publish(site: Site, text: &str, change: ListChange) -> Result<Option<String>, Doubt> {
    let given = ["Rust".to_owned(), "open source".to_owned()];
    Page::read(site, text)?.edit_list(tags_path(site), &given, change, alike)
}

const UGLY: &[(Site, &str, Becomes)] = &[
    // Lists in brackets
    (
        Site::Hugo,
        "---\ntitle: A\ntags: [go, Rust]\n---\nBody\n",
        Edit("Rust]", "Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags: [ 'go' ,  'x' ]   # ours\ndate: 2024-01-01\n---\n",
        Edit("'x' ]", "'x', 'Rust', 'open source' ]"),
    ),
    (
        Site::Hugo,
        "---\ntags: [\"go\",\"x\"]\n---\n",
        Edit("\"x\"]", "\"x\",\"Rust\",\"open source\"]"),
    ),
    (
        Site::Hugo,
        "---\ntags: []\n---\n",
        Edit("[]", "[Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags: [ ]\n---\n",
        Edit("[ ]", "[ Rust, open source ]"),
    ),
    (
        Site::Hugo,
        "---\ntags: [\n  go,\n  x,\n]\nz: 1\n---\n",
        Edit("  x,\n", "  x,\n  Rust,\n  open source,\n"),
    ),
    (
        Site::Hugo,
        "---\ntags: [\n  \"go\" # first\n]\nz: 1\n---\n",
        Edit("\"go\"", "\"go\",\n  \"Rust\",\n  \"open source\""),
    ),
    (
        Site::Hugo,
        "---\ntags: [a: 1]\n---\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Hugo,
        "---\ntags: [[a], b]\n---\n",
        Doubtful("more than plain items"),
    ),
    // Lists with an item a line
    (
        Site::Jekyll,
        "---\ntags:\n- go\n- x\nz: 1\n---\n",
        Edit("- x\n", "- x\n- Rust\n- open source\n"),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n    -   go\n    -   'x'\nz: 1\n---\n",
        Edit(
            "    -   'x'\n",
            "    -   'x'\n    -   'Rust'\n    -   'open source'\n",
        ),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n  # the big ones\n  - go # yes\n\n  - x\n\n# end\nz: 1\n---\n",
        Edit("  - x\n", "  - x\n  - Rust\n  - open source\n"),
    ),
    (
        Site::Jekyll,
        "---\r\ntags:\r\n- go\r\nz: 1\r\n---\r\nBody\r\n",
        Edit("- go\r\n", "- go\r\n- Rust\r\n- open source\r\n"),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n- - go\n---\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n- name: go\n---\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n- go\n-\n---\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Jekyll,
        "---\ntags:\n- |\n  long\n---\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Jekyll,
        "---\n\"tags\" :\n- 2024\n---\n",
        Edit("- 2024\n", "- 2024\n- Rust\n- open source\n"),
    ),
    // Strings
    (
        Site::Jekyll,
        "---\ntags: go x\n---\n",
        Edit("go x", "[go, x, Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags: go x\n---\n",
        Edit("go x", "[go x, Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags: \"go, x\"\n---\n",
        Doubtful("Hugo takes as one tag"),
    ),
    (
        Site::Astro,
        "---\ntags: go, x\n---\n",
        Edit("go, x", "go, x, Rust, open source"),
    ),
    (
        Site::Eleventy,
        "---\ntags: \"go,x\"\n---\n",
        Edit("go,x", "go,x,Rust,open source"),
    ),
    (
        Site::Eleventy,
        "---\ntags: 'it''s'\n---\n",
        Edit("'it''s'", "'it''s,Rust,open source'"),
    ),
    (
        Site::Astro,
        "---\ntags: >\n  go,\n  x\n---\n",
        Doubtful("several lines"),
    ),
    (
        Site::Astro,
        "---\ntags: go,\n  x\n---\n",
        Doubtful("several lines"),
    ),
    // Nothing yet
    (
        Site::Hugo,
        "---\ntags:\nz: 1\n---\n",
        Edit("tags:", "tags: [Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags:   # later\nz: 1\n---\n",
        Edit("tags:", "tags: [Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntags: ~\nz: 1\n---\n",
        Edit("~", "[Rust, open source]"),
    ),
    (
        Site::Hugo,
        "---\ntitle: A\n---\n",
        Edit("A\n", "A\ntags: [Rust, open source]\n"),
    ),
    (
        Site::Hugo,
        "---\ntitle: \"A\"\n---\n",
        Edit("\"A\"\n", "\"A\"\ntags: [\"Rust\", \"open source\"]\n"),
    ),
    (
        Site::Hugo,
        "---\ntitle: A\nguests:\n  - Bo\n---\n",
        Edit("- Bo\n", "- Bo\ntags:\n  - Rust\n  - open source\n"),
    ),
    (
        Site::Hugo,
        "---\n---\nBody\n",
        Edit("---\n---", "---\ntags: [Rust, open source]\n---"),
    ),
    (
        Site::Hugo,
        "---\nnote: |\n  tags: [x]\n  more\n\n---\n",
        Edit("more\n\n", "more\n\ntags: [Rust, open source]\n"),
    ),
    (
        Site::Hugo,
        "---\n  title: A\n---\n",
        Edit("A\n", "A\n  tags: [Rust, open source]\n"),
    ),
    (
        Site::Hugo,
        "\u{feff}---\r\ntitle: A\r\n---\r\nBody\r\n",
        Edit("A\r\n", "A\r\ntags: [Rust, open source]\r\n"),
    ),
    (
        Site::Hugo,
        "---\ntitle: A\n---\nBody\n\n---\ntags: [x]\n---\n",
        Edit("A\n", "A\ntags: [Rust, open source]\n"),
    ),
    (
        Site::Hugo,
        "---\ntitle: A\n...\nBody\n",
        Edit("A\n", "A\ntags: [Rust, open source]\n"),
    ),
    // Nothing to do, or better left alone
    (Site::Hugo, "---\ntags: [RUST, Open Source]\n---\n", Same),
    (
        Site::Hugo,
        "---\nbase: &base [a]\ntags: *base\n---\n",
        Doubtful("anchor"),
    ),
    (
        Site::Hugo,
        "---\ntags: &t [a]\nother: *t\n---\n",
        Doubtful("anchor"),
    ),
    (Site::Hugo, "---\ntags: !!seq [a]\n---\n", Doubtful("type")),
    (
        Site::Hugo,
        "---\nbase: &b\n  tags: [x]\n<<: *b\n---\n",
        Doubtful("merged anchor"),
    ),
    (
        Site::Hugo,
        "---\ntags: [a]\ntitle: A\ntags: [b]\n---\n",
        Doubtful("does not parse"),
    ),
    (
        Site::Hugo,
        "---\ntags: [a\n---\n",
        Doubtful("does not parse"),
    ),
    (
        Site::Hugo,
        "---\ntitle: A: B: C\n---\n",
        Doubtful("does not parse"),
    ),
    (
        Site::Hugo,
        "---\n\ttitle: A\n---\n",
        Doubtful("does not parse"),
    ),
    (
        Site::Hugo,
        "---\n{title: A}\n---\n",
        Doubtful("one key a line"),
    ),
    (
        Site::Hugo,
        "---\ntags:\n  a: 1\n---\n",
        Doubtful("is a table"),
    ),
    (
        Site::Hugo,
        "# No front matter\n\n---\n\ntags: [a]\n",
        Doubtful("no front matter"),
    ),
    (
        Site::Hugo,
        "---\ntitle: never closed\n",
        Doubtful("no front matter"),
    ),
    (Site::Hugo, "", Doubtful("no front matter")),
    // TOML
    (
        Site::Hugo,
        "+++\ntags = ['go']\n+++\n",
        Edit("'go'", "'go', 'Rust', 'open source'"),
    ),
    (
        Site::Hugo,
        "+++\ntags = [ \"go\" ] \t\nz = 1\n+++\n",
        Edit("\"go\" ]", "\"go\", \"Rust\", \"open source\" ]"),
    ),
    (
        Site::Hugo,
        "+++\ntags = [\n  \"go\", # yes\n  \"x\",\n]\n+++\n",
        Edit("\"x\",\n", "\"x\",\n  \"Rust\",\n  \"open source\",\n"),
    ),
    (
        Site::Hugo,
        "+++\ntitle = \"A\"\n\n[params]\ntags = [\"x\"]\n+++\n",
        Edit("\"A\"\n", "\"A\"\ntags = [\"Rust\", \"open source\"]\n"),
    ),
    (
        Site::Hugo,
        "+++\n[params]\nx = 1\n+++\n",
        Edit(
            "+++\n[params]",
            "+++\ntags = [\"Rust\", \"open source\"]\n[params]",
        ),
    ),
    (
        Site::Hugo,
        "+++\ntext = \"\"\"\n[params]\n\"\"\"\n+++\n",
        Edit(
            "\"\"\"\n+++",
            "\"\"\"\ntags = [\"Rust\", \"open source\"]\n+++",
        ),
    ),
    (
        Site::Hugo,
        "+++\ntags = [1, [2]]\n+++\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Hugo,
        "+++\ntags = \"a\"\ntags = \"b\"\n+++\n",
        Doubtful("does not parse"),
    ),
    (
        Site::Zola,
        "+++\ntitle = \"A\"\n\n[taxonomies]\ntags = [\"go\"]\n\n[extra]\nx = 1\n+++\n",
        Edit("\"go\"", "\"go\", \"Rust\", \"open source\""),
    ),
    (
        Site::Zola,
        "+++\ntitle = \"A\"\n[taxonomies]\n[extra]\nx = 1\n+++\n",
        Edit(
            "[taxonomies]\n",
            "[taxonomies]\ntags = [\"Rust\", \"open source\"]\n",
        ),
    ),
    (
        Site::Zola,
        "+++\ntitle = \"A\"\n[taxonomies]\nguests = [\"Bo\"]\n\n[extra]\nx = 1\n+++\n",
        Edit("\"Bo\"]\n", "\"Bo\"]\ntags = [\"Rust\", \"open source\"]\n"),
    ),
    (
        Site::Zola,
        "+++\ntitle = \"A\"\ntags = [\"x\"]\n+++\n",
        Edit(
            "\"x\"]\n",
            "\"x\"]\n\n[taxonomies]\ntags = [\"Rust\", \"open source\"]\n",
        ),
    ),
    (
        Site::Zola,
        "+++\ntaxonomies.tags = [\"go\"]\n+++\n",
        Edit("\"go\"", "\"go\", \"Rust\", \"open source\""),
    ),
    (
        Site::Zola,
        "+++\ntaxonomies = { tags = [\"go\"] }\n+++\n",
        Edit("\"go\"", "\"go\", \"Rust\", \"open source\""),
    ),
    (
        Site::Zola,
        "+++\ntaxonomies = { guests = [\"go\"] }\n+++\n",
        Doubtful("not a table with a header"),
    ),
    (
        Site::Zola,
        "---\ntitle: A\ntaxonomies:\n  tags:\n    - go\n---\n",
        Edit("- go\n", "- go\n    - Rust\n    - open source\n"),
    ),
    (
        Site::Zola,
        "---\ntitle: A\ntaxonomies:\n  guests: [Bo]\ndraft: true\n---\n",
        Edit("[Bo]\n", "[Bo]\n  tags: [Rust, open source]\n"),
    ),
    (
        Site::Zola,
        "---\ntitle: A\n---\n",
        Edit("A\n", "A\ntaxonomies:\n  tags: [Rust, open source]\n"),
    ),
    // JSON
    (
        Site::Hugo,
        "{\n  \"title\": \"A\",\n  \"tags\": [\n    \"go\"\n  ],\n  \"x\": null\n}\n\nBody {\"tags\": []}\n",
        Edit("\"go\"\n", "\"go\",\n    \"Rust\",\n    \"open source\"\n"),
    ),
    (
        Site::Hugo,
        "{\n  \"title\": \"A\"\n}\nBody\n",
        Edit(
            "\"A\"\n",
            "\"A\",\n  \"tags\": [\n    \"Rust\",\n    \"open source\"\n  ]\n",
        ),
    ),
    (
        Site::Hugo,
        "{\"title\":\"A\"}\nBody\n",
        Edit("\"A\"", "\"A\",\"tags\":[\"Rust\", \"open source\"]"),
    ),
    (
        Site::Hugo,
        "{\"a\": {\"tags\": []}, \"b]\\\"\": \"}\", \"tags\": null}\n",
        Edit("null", "[\"Rust\", \"open source\"]"),
    ),
    (
        Site::Hugo,
        "{\"tags\": [], \"tags\": []}\nBody\n",
        Doubtful("duplicate key"),
    ),
    (
        Site::Hugo,
        "{\"tags\": [{}]}\nBody\n",
        Doubtful("more than plain items"),
    ),
    (
        Site::Eleventy,
        "---json\n{\n  \"tags\": [\"go\"]\n}\n---\nBody\n",
        Edit("\"go\"", "\"go\", \"Rust\", \"open source\""),
    ),
    (
        Site::Json,
        "{\n\t\"title\": \"A\"\n}\n",
        Edit(
            "\"A\"\n",
            "\"A\",\n\t\"tags\": [\n\t\t\"Rust\",\n\t\t\"open source\"\n\t]\n",
        ),
    ),
    (
        Site::Json,
        "{\"title\": \"A\"} and more",
        Doubtful("no front matter"),
    ),
    // Pelican
    (
        Site::Pelican,
        "Title: A\nTags: go, x\n\nBody: text\n",
        Edit("go, x", "go, x, Rust, open source"),
    ),
    (
        Site::Pelican,
        "Title: A\nTags: go; x, y\n\nBody\n",
        Edit("x, y", "x, y; Rust; open source"),
    ),
    (
        Site::Pelican,
        "Title: A\nDate: 2024-01-01\n\nBody\n",
        Edit("01-01\n", "01-01\nTags: Rust, open source\n"),
    ),
    (
        Site::Pelican,
        "---\ntitle: A\n---\nBody\n",
        Edit("A\n", "A\ntags: Rust, open source\n"),
    ),
    (
        Site::Pelican,
        "Title: A\nTags:\n\nBody\n",
        Edit("Tags:", "Tags: Rust, open source"),
    ),
    (
        Site::Pelican,
        "Title: A\nTags: go,\n    x\n\nBody\n",
        Doubtful("several lines"),
    ),
    (
        Site::Pelican,
        "A\n=\n\n:date: 2024-01-01\n:tags: go\n\nBody\n",
        Edit("go", "go, Rust, open source"),
    ),
    (
        Site::Pelican,
        "A\n=\n\n:date: 2024-01-01\n\nBody\n",
        Edit("01-01\n", "01-01\n:tags: Rust, open source\n"),
    ),
    (
        Site::Pelican,
        "Just text.\n\nTags: go\n",
        Doubtful("no front matter"),
    ),
];

#[test]
fn an_edit_changes_the_lines_of_one_key_and_nothing_else() {
    assert!(UGLY.len() >= 40);
    for (site, text, becomes) in UGLY {
        let new = publish(*site, text, ListChange::Add);
        match becomes {
            Edit(old, new_part) => {
                assert_eq!(text.matches(old).count() > 0, true, "{text}");
                let expected = text.replacen(old, new_part, 1);
                assert_eq!(new, Ok(Some(expected.clone())), "{text}");
                assert_eq!(
                    publish(*site, &expected, ListChange::Add),
                    Ok(None),
                    "again: {expected}"
                );
            }
            Same => assert_eq!(new, Ok(None), "{text}"),
            Doubtful(reason) => {
                let doubt = new.expect_err(text).to_string();
                assert!(doubt.contains(reason), "{doubt}: {text}");
            }
        }
    }
}

#[test]
fn what_was_put_in_can_be_taken_out_again_to_the_byte() {
    for (site, text, becomes) in UGLY {
        let Edit(old, _) = becomes else { continue };
        // An empty list and a key without a value go with their last tag; words have become a list.
        if ["[]", "[ ]", "~", "null", "tags:", "Tags:", "go x"].contains(old)
            || text.contains("Rust]")
            || text.contains("[taxonomies]\n[")
        {
            continue;
        }
        let new = publish(*site, text, ListChange::Add).unwrap().unwrap();
        assert_eq!(
            publish(*site, &new, ListChange::Remove),
            Ok(Some((*text).to_owned())),
            "{new}"
        );
    }
}

#[test]
fn replacing_keeps_what_is_wanted_where_it_is_and_takes_out_the_rest() {
    for (site, text, expected) in [
        (
            Site::Hugo,
            "---\ntags: [a, Rust, b]\n---\n",
            "---\ntags: [Rust, open source]\n---\n",
        ),
        (
            Site::Hugo,
            "---\ntags: [a, b]\n---\n",
            "---\ntags: [Rust, open source]\n---\n",
        ),
        (
            Site::Hugo,
            "---\ntags:\n  - a\n  - rust # ours\n  - b\nz: 1\n---\n",
            "---\ntags:\n  - rust # ours\n  - open source\nz: 1\n---\n",
        ),
        (
            Site::Hugo,
            "---\ntags:\n  - a\nz: 1\n---\n",
            "---\ntags:\n  - Rust\n  - open source\nz: 1\n---\n",
        ),
        (
            Site::Pelican,
            "Title: A\nTags: a, Rust\n\nB\n",
            "Title: A\nTags: Rust, open source\n\nB\n",
        ),
        (
            Site::Hugo,
            "{\"tags\": [\"a\", \"b\", \"Rust\"]}\n",
            "{\"tags\": [\"Rust\", \"open source\"]}\n",
        ),
    ] {
        assert_eq!(
            publish(site, text, ListChange::Replace),
            Ok(Some(expected.to_owned())),
            "{text}"
        );
        assert_eq!(
            publish(site, expected, ListChange::Replace),
            Ok(None),
            "{expected}"
        );
    }
}

#[test]
fn tags_that_need_quotes_get_them() {
    let given: Vec<String> = [
        "C#", "yes", "2024", "a: b", "it's", "a, b", "- x", "\"q\"", "null", "x #y", "é\u{7f}",
        "@me", "*",
    ]
    .map(str::to_owned)
    .into();
    for (site, text) in [
        (Site::Hugo, "---\ntitle: A\n---\n"),
        (Site::Hugo, "---\ntags: [go]\n---\n"),
        (Site::Hugo, "---\ntags:\n- 'go'\n---\n"),
        (Site::Hugo, "---\ntags:\n- go\n---\n"),
        (Site::Hugo, "+++\ntags = ['go']\n+++\n"),
        (Site::Zola, "+++\ntitle = 'A'\n+++\n"),
        (Site::Hugo, "{\"tags\": []}\n"),
    ] {
        let page = Page::read(site, text).unwrap();
        let new = page
            .edit_list(tags_path(site), &given, ListChange::Add, alike)
            .expect(text)
            .unwrap();
        let list = Page::read(site, &new).unwrap().list(tags_path(site));
        assert_eq!(list[list.len() - given.len()..], given, "{new}");
    }
}

#[test]
fn other_values_are_put_in_as_data_and_come_out_again() {
    let chapters = json!([{"title": "Who: \"we\"", "start": 0}, {"title": "Why", "start": 61.5}]);
    for (site, text) in [
        (Site::Hugo, "---\ntitle: A\nlist:\n- x\n---\nBody\n"),
        (Site::Hugo, "---\r\ntitle: A\r\n---\r\n"),
        (Site::Hugo, "+++\ntitle = \"A\"\n[params]\nx = 1\n+++\n"),
        (Site::Hugo, "{\n  \"title\": \"A\"\n}\nBody\n"),
        (Site::Hugo, "{\"title\": \"A\"}\nBody\n"),
        (
            Site::Zola,
            "+++\ntitle = \"A\"\n[taxonomies]\ntags = []\n+++\n",
        ),
        (Site::Zola, "+++\ntitle = \"A\"\n[extra]\nx = 1\n+++\n"),
        (Site::Zola, "---\ntitle: A\n---\n"),
    ] {
        let path: &[&str] = if site == Site::Zola {
            &["extra", "chapters"]
        } else {
            &["chapters"]
        };
        let page = Page::read(site, text).unwrap();
        let new = page.set(path, &chapters, false).unwrap().unwrap();
        let again = Page::read(site, &new).unwrap();
        assert_eq!(again.set(path, &chapters, true), Ok(None), "{new}");
        assert_eq!(again.set(path, &json!([]), false), Ok(None), "{new}");
        assert_eq!(again.remove(path), Ok(Some(text.to_owned())), "{new}");
        let other = again
            .set(path, &json!([{"title": "Z", "start": 1}]), true)
            .unwrap()
            .unwrap();
        assert!(!other.contains("Why"), "{other}");
    }
    let page = Page::read(Site::Pelican, "Title: A\n\nBody\n").unwrap();
    assert!(page.set(&["chapters"], &chapters, false).is_err());
    let summary = page.set(&["summary"], &json!("One line."), false).unwrap();
    assert_eq!(
        summary.as_deref(),
        Some("Title: A\nSummary: One line.\n\nBody\n")
    );
}

#[test]
fn a_thousand_lines_stay_as_they_are() {
    let lines: String = (0..1000)
        .map(|n| format!("- line: \"said: so, #{n}\"\n  who: Ann\n  sec: {n}\n"))
        .collect();
    let text = format!("---\ntitle: A\ntags: [go]\ntranscript:\n{lines}---\nBody\n");
    let expected = text.replacen("[go]", "[go, Rust, open source]", 1);
    assert_eq!(
        publish(Site::Jekyll, &text, ListChange::Add),
        Ok(Some(expected))
    );
}

/// Fields around the tags, in the three notations.
fn field() -> impl Strategy<Value = (String, String)> {
    let yaml = prop_oneof![
        Just("[a, b]".to_owned()),
        Just("\n  - a\n  - b: c\n".trim_end().to_owned()),
        Just("|\n  tags: [x]\n  text".to_owned()),
        Just(">-\n  text\n  - more".to_owned()),
        Just("\"quo\\\"ted # text\"".to_owned()),
        Just("'it''s'   # comment".to_owned()),
        Just("2024-01-01".to_owned()),
        Just("{a: [b, c]}".to_owned()),
        Just("&x text".to_owned()),
        Just(String::new()),
        "[a-z][a-z ]{0,8}[a-z]",
    ];
    ("[a-z]{3,8}", yaml)
}

fn old_tags() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("tags: [go, 'x y']\n".to_owned()),
        Just("tags: [\n  go,  # one\n  x\n]\n".to_owned()),
        Just("tags:\n- go\n- x # two\n".to_owned()),
        Just("# above\ntags:\n\n    - \"go\"\n\n".to_owned()),
    ]
}

proptest! {
    #[test]
    fn publishing_and_taking_out_again_gives_the_original_bytes(
        before in prop::collection::vec(field(), 0..5),
        old in old_tags(),
        after in prop::collection::vec(field(), 0..5),
        new in prop::collection::btree_set("[A-Za-z0-9#+.:,' \"-]{1,12}", 1..4),
        crlf: bool,
        bom: bool,
    ) {
        let line = |(at, (key, value)): (usize, &(String, String))| format!("{key}{at}: {value}\n");
        let head: String = before.iter().enumerate().map(line).collect();
        let tail: String = after.iter().enumerate().map(|(at, field)| line((at + 10, field))).collect();
        let mut text = format!("---\n{head}{old}{tail}---\nBody\n---\ntags: [no]\n");
        if crlf { text = text.replace('\n', "\r\n"); }
        if bom { text.insert(0, '\u{feff}'); }
        let given: Vec<String> = new.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty() && !["go", "x", "x y"].contains(&tag.as_str())).collect();
        prop_assume!(!given.is_empty());
        let page = Page::read(Site::Hugo, &text).unwrap();
        let fields = page.fields();
        let same = |a: &str, b: &str| a == b;
        let published = page.edit_list(&["tags"], &given, ListChange::Add, same).unwrap().unwrap();
        let again = Page::read(Site::Hugo, &published).unwrap();
        let strip = |mut fields: serde_json::Map<String, serde_json::Value>| { fields.shift_remove("tags"); fields };
        prop_assert_eq!(strip(again.fields()), strip(fields));
        prop_assert_eq!(again.edit_list(&["tags"], &given, ListChange::Add, same).unwrap(), None);
        let removed = again.edit_list(&["tags"], &given, ListChange::Remove, same).unwrap();
        prop_assert_eq!(removed, Some(text));
    }

    #[test]
    fn no_text_makes_it_panic_and_every_edit_is_checked(text in "(---\n|\\+\\+\\+\n|\\{|)[-a-z:=\\[\\]{}\"'#&*!|> ,\n\t\r]{0,60}(---\n|\\+\\+\\+\n|\\}|)") {
        for site in Site::ALL {
            if let Ok(Some(new)) = publish(site, &text, ListChange::Add) {
                prop_assert_eq!(publish(site, &new, ListChange::Add), Ok(None));
            }
        }
    }
}
