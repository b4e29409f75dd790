//! What people write for the program beside transcripts: decisions, vocabularies, drafts, front matter.

use std::sync::OnceLock;

use serde_json::json;
use shownotes::check::{read_drafts, verify as verify_draft};
use shownotes::corpus::{self, Episode, LoadOptions};
use shownotes::decisions;
use shownotes::draft::{self, DraftOptions};
use shownotes::publish::{ListChange, Page, Site};
use shownotes::tags::{parse_changes, parse_vocabulary, with_changes, with_tags};

/// The talk that decisions and drafts are held against.
fn talk() -> &'static Episode {
    static TALK: OnceLock<Episode> = OnceLock::new();
    TALK.get_or_init(|| {
        let bytes = include_bytes!("../seeds/pipeline/talk.md");
        let read = corpus::parse(bytes, "a", "a.md", &LoadOptions::default());
        read.expect("the seed is read").remove(0)
    })
}

/// Reads decisions; they are written as they were read, and the places that they name lie in the talk.
pub fn decide(text: &str) {
    let Ok(decisions) = decisions::parse(text) else {
        return;
    };
    let written = serde_json::to_string(&decisions).expect("decisions can be written");
    assert_eq!(decisions::parse(&written).as_ref(), Ok(&decisions));
    for about in decisions.episodes.values() {
        let (standing, lost) = decisions::renewed(talk(), about);
        assert_eq!(
            standing.highlights.len() + lost.highlights.len(),
            about.highlights.len()
        );
        let spans = standing.highlights.iter().map(|decision| decision.span);
        for span in spans.chain(standing.chapters.iter().map(|decision| decision.span)) {
            assert!(talk().text.get(span.range()).is_some(), "{span:?}");
        }
        let (settled, _) = decisions::settle(talk(), about);
        let options = DraftOptions {
            settled,
            ..DraftOptions::default()
        };
        draft::compose(talk(), &options);
    }
}

/// Reads a vocabulary and changes it; what was changed can be read, and to add the same again changes nothing.
pub fn change_vocabulary(text: &str) {
    let changes = parse_changes(text);
    if parse_vocabulary(text).is_err() {
        return;
    }
    let others = ["cordage".to_owned()];
    let tags: [(&str, &[String]); 2] = [("bees", &[]), ("rope", &others)];
    let added = with_tags(text, tags).expect("tags can be added");
    assert!(parse_vocabulary(&added).is_ok(), "{added}");
    assert_eq!(with_tags(&added, tags).as_ref().ok(), Some(&added));
    let changed = with_changes(text, &changes.unwrap_or_default()).expect("changes can be made");
    assert!(parse_vocabulary(&changed).is_ok(), "{changed}");
}

/// Holds drafts, whoever wrote them, against the talk.
pub fn verify(text: &str) {
    for draft in read_drafts(text).unwrap_or_default() {
        verify_draft(&draft, talk());
    }
}

/// Puts tags and a text into front matter and takes them out. What is written reads as it should, and to write it
/// again changes nothing. `choice`: the site and what is done.
pub fn publish(choice: usize, text: &str) {
    let site = Site::ALL[choice % Site::ALL.len()];
    let path: &[&str] = match site {
        Site::Zola => &["taxonomies", "tags"],
        _ => &["tags"],
    };
    let change = match choice / Site::ALL.len() % 3 {
        0 => ListChange::Add,
        1 => ListChange::Replace,
        _ => ListChange::Remove,
    };
    let Ok(page) = Page::read(site, text) else {
        return;
    };
    let tags = ["bees".to_owned(), "wild yeast: \"rye\"".to_owned()];
    let same = |a: &str, b: &str| a == b;
    if let Ok(Some(new)) = page.edit_list(path, &tags, change, same) {
        let again = Page::read(site, &new).expect("what was written can be read");
        let list = again.list(path);
        let there = |tag: &String| list.contains(tag);
        assert!(match change {
            ListChange::Remove => !tags.iter().any(there),
            _ => tags.iter().all(there),
        });
        assert_eq!(again.edit_list(path, &tags, change, same), Ok(None), "{new}");
    }
    let summary = json!("Bees, and rope.\nAlso: knots.");
    if let Ok(Some(new)) = page.set(&["summary"], &summary, true) {
        let again = Page::read(site, &new).expect("what was written can be read");
        assert_eq!(again.set(&["summary"], &summary, true), Ok(None), "{new}");
    }
    let _ = page.remove(&["summary"]);
}
