//! What must be found in tags, and what must be left alone.

use super::*;

fn entry(episode: &str, date: &str, tags: &[&str]) -> TaggedEntry {
    TaggedEntry {
        episode: episode.to_owned(),
        date: Some(date.to_owned()),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
    }
}

fn pairs(tags: &[&str]) -> Vec<(String, String, Likeness)> {
    let english = Language::from_code("en").unwrap();
    let mut entries: Vec<TaggedEntry> = tags.iter().map(|tag| entry(tag, "2024", &[tag])).collect();
    // The first is used most.
    entries.push(entry("more", "2024", &tags[..1]));
    examine(&entries, None, english)
        .duplicates
        .into_iter()
        .map(|pair| (pair.from, pair.into, pair.likeness))
        .collect()
}

#[test]
fn near_duplicates_are_told_by_kind() {
    for (kept, other, likeness) in [
        ("Go", "go", Likeness::Case),
        ("open source", "Open-Source", Likeness::Spacing),
        ("dev tools", "devtools", Likeness::Spacing),
        ("tools", "Tool", Likeness::Plural),
        ("testing", "tests", Likeness::Stem),
        ("large language model", "LLM", Likeness::Acronym),
        ("LLMs", "large language models", Likeness::Acronym),
        ("Internet of Things", "IoT", Likeness::Acronym),
        ("AI", "artificial intelligence", Likeness::Acronym),
        ("javascript", "javascipt", Likeness::Letter),
    ] {
        assert_eq!(
            pairs(&[kept, other]),
            [(other.to_owned(), kept.to_owned(), likeness)]
        );
    }
}

#[test]
fn different_things_are_left_alone() {
    for tags in [
        &["C", "C++", "C#"][..],
        &["Java", "JavaScript"],
        &[".net", "net"],
        &["css", "cs"],
        &["python 2", "python 3"],
        &["bus", "bu"],
        &["go", "global optimization"],
        &["PM", "product manager", "project manager"],
    ] {
        assert_eq!(pairs(tags), [], "{tags:?}");
    }
}

#[test]
fn use_and_time_are_counted() {
    let mut entries: Vec<TaggedEntry> = (0..8)
        .map(|number| entry(&format!("e{number}"), "2024-01-01", &["all", "all"]))
        .collect();
    entries.push(entry("old1", "2019-01-01", &["radio", "once"]));
    entries.push(entry("old2", "2019-05-01", &["radio"]));
    entries.push(entry("old3", "2020-05-01", &["radio"]));
    entries.push(entry("bare", "2023-05-01", &[]));
    let vocabulary = Vocabulary::of_names(["radio".to_owned(), "tape".to_owned()]);
    let health = examine(&entries, Some(&vocabulary), Language::UNKNOWN);
    assert_eq!(health.once, ["once"]);
    assert_eq!(health.untagged, ["bare"]);
    assert_eq!(health.common, [("all".to_owned(), 8)]);
    assert_eq!(health.unused, ["tape"]);
    assert_eq!(health.outside, ["all", "once"]);
    assert_eq!(health.faded, [("radio".to_owned(), "2020".to_owned())]);
    assert_eq!(health.years[0], ("2019".to_owned(), 2, 2));
    assert!(
        health
            .addresses
            .iter()
            .any(|said| said.contains("`all` means something else")),
        "{:?}",
        health.addresses
    );
}

#[test]
fn a_tag_of_the_vocabulary_need_not_be_in_use_to_be_a_duplicate() {
    let entries = [entry("a", "2024", &["LLM"])];
    let vocabulary = Vocabulary::of_names(["LLM".to_owned(), "large language model".to_owned()]);
    let duplicates = examine(&entries, Some(&vocabulary), Language::UNKNOWN).duplicates;
    let expected = Duplicate {
        from: "large language model".to_owned(),
        into: "LLM".to_owned(),
        likeness: Likeness::Acronym,
    };
    assert_eq!(duplicates, [expected]);
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let mut entries = vec![
        entry("a", "2024", &["Go", "open-source"]),
        entry("b", "2023", &["go", "open source"]),
        entry("c", "2022", &["Go"]),
    ];
    let health = examine(&entries, None, Language::UNKNOWN);
    entries.reverse();
    assert_eq!(examine(&entries, None, Language::UNKNOWN), health);
}
