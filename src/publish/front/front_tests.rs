//! Ugly front matter: what an edit makes of it, what is left alone, and that everything else stays byte for byte.

use proptest::prelude::*;
use serde_json::json;

use super::ugly_shapes::{Becomes, UGLY};
use super::*;
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

#[test]
fn an_edit_changes_the_lines_of_one_key_and_nothing_else() {
    assert!(UGLY.len() >= 40);
    for (site, text, becomes) in UGLY {
        let new = publish(*site, text, ListChange::Add);
        match becomes {
            Edit(old, new_part) => {
                assert!(text.contains(old), "{text}");
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
fn a_value_is_replaced_where_it_stands() {
    let given = json!([{"title": "New", "start": 1}]);
    for (site, text, expected) in [
        (
            Site::Hugo,
            "---\nchapters:\n- title: Old\n  start: 9\n# The end.\nz: 1\n---\n",
            "---\nchapters:\n  - title: \"New\"\n    start: 1\n# The end.\nz: 1\n---\n",
        ),
        (
            Site::Hugo,
            "---\r\nchapters: [] # none yet\r\nz: 1\r\n---\r\n",
            "---\r\nchapters:\r\n  - title: \"New\"\r\n    start: 1 # none yet\r\nz: 1\r\n---\r\n",
        ),
        (
            Site::Hugo,
            "---\nchapters: |\n  0:00 Old\n\nz: 1\n---\n",
            "---\nchapters:\n  - title: \"New\"\n    start: 1\n\nz: 1\n---\n",
        ),
        (
            Site::Zola,
            "---\nextra:\n  chapters: old\n  x: 1\n---\n",
            "---\nextra:\n  chapters:\n    - title: \"New\"\n      start: 1\n  x: 1\n---\n",
        ),
        (
            Site::Hugo,
            "+++\nchapters = [\"old\"] # ours\nz = 1\n+++\n",
            "+++\nchapters = [\n  { title = \"New\", start = 1 },\n] # ours\nz = 1\n+++\n",
        ),
        (
            Site::Hugo,
            "{\"chapters\": \"old\", \"z\": 1}\n",
            "{\"chapters\": [{\"title\":\"New\",\"start\":1}], \"z\": 1}\n",
        ),
    ] {
        let path: &[&str] = if site == Site::Zola {
            &["extra", "chapters"]
        } else {
            &["chapters"]
        };
        let page = Page::read(site, text).unwrap();
        assert_eq!(page.set(path, &given, true), Ok(Some(expected.to_owned())));
    }
}

#[test]
fn a_block_of_text_goes_with_its_key_and_no_more() {
    let text = "---\nsummary: >-\n  One\n  two.\n\nz: 1\n---\n";
    let page = Page::read(Site::Hugo, text).unwrap();
    let without = "---\n\nz: 1\n---\n".to_owned();
    assert_eq!(page.remove(&["summary"]), Ok(Some(without)));
}

#[test]
fn a_thousand_lines_stay_as_they_are() {
    let lines: Vec<_> = (0..1000)
        .map(|n| format!("- line: \"said: so, #{n}\"\n  who: Ann\n  sec: {n}\n"))
        .collect();
    let lines = lines.concat();
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
        let strip = |mut fields: serde_json::Map<String, Value>| { fields.shift_remove("tags"); fields };
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
