//! What must hold for every draft, whatever it says: checked over the whole sample catalogue through the JSON that
//! others rely on.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::path::Path;

use common::Desk;
use serde_json::Value;
use shownotes::corpus::{Episode, LoadOptions, Span, discover, load};

/// Each episode of the catalogue with its JSON, drafted with `highlights` highlights.
fn drafted(highlights: usize) -> Vec<(Episode, Value)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let sources = discover(std::slice::from_ref(&corpus)).sources;
    let episodes: Vec<Episode> = sources
        .iter()
        .flat_map(|source| load(source, &LoadOptions::default()).unwrap())
        .collect();
    let count = highlights.to_string();
    let run = Desk::new().run(&[
        "draft",
        corpus.to_str().unwrap(),
        "--format",
        "jsonl",
        "-n",
        &count,
    ]);
    let drafts: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(episodes.len(), drafts.len(), "{}", run.stderr);
    assert!(drafts.len() > 20);
    episodes.into_iter().zip(drafts).collect()
}

fn span(value: &Value) -> Span {
    let end = |at: usize| usize::try_from(value["span"][at].as_u64().unwrap()).unwrap();
    Span::new(end(0), end(1))
}

#[test]
fn every_quote_is_exactly_what_stands_under_its_span() {
    for (episode, draft) in drafted(9) {
        for highlight in draft["highlights"].as_array().unwrap() {
            assert_eq!(
                highlight["quote"],
                span(highlight).of(&episode.text),
                "{}",
                episode.id
            );
        }
        for sentence in draft["summary"]["sentences"].as_array().unwrap() {
            assert_eq!(
                sentence["text"],
                span(sentence).of(&episode.text),
                "{}",
                episode.id
            );
        }
    }
}

#[test]
fn highlights_are_as_many_as_asked_for_at_most_and_follow_the_conversation() {
    for (episode, draft) in drafted(5) {
        let highlights = draft["highlights"].as_array().unwrap();
        assert!(highlights.len() <= 5);
        assert_eq!(
            highlights.is_empty(),
            !episode.has_transcript(),
            "{}",
            episode.id
        );
        assert!(
            highlights.is_sorted_by_key(|highlight| span(highlight).start),
            "{}",
            episode.id
        );
        let times: Vec<f64> = highlights
            .iter()
            .filter_map(|highlight| highlight["start_s"].as_f64())
            .collect();
        assert!(
            times.is_sorted() && times.iter().all(|&time| time >= 0.0),
            "{}: {times:?}",
            episode.id
        );
    }
}

#[test]
fn no_highlight_and_no_summary_is_taken_from_a_sponsor_read() {
    let mut sponsored = 0;
    for (episode, draft) in drafted(9) {
        sponsored += usize::from(!episode.sponsors.is_empty());
        let highlights = draft["highlights"].as_array().unwrap();
        for said in highlights
            .iter()
            .chain(draft["summary"]["sentences"].as_array().unwrap())
        {
            let said = span(said);
            for sponsor in &episode.sponsors {
                let apart = said.end <= sponsor.span.start || sponsor.span.end <= said.start;
                assert!(apart, "{}: {:?}", episode.id, said.of(&episode.text));
            }
        }
    }
    assert!(
        sponsored >= 4,
        "only {sponsored} episodes with a sponsor read were recognised"
    );
}

#[test]
fn chapters_ascend_and_have_titles() {
    for (episode, draft) in drafted(7) {
        let chapters = draft["chapters"].as_array().unwrap();
        assert!(
            chapters.is_sorted_by_key(|chapter| chapter["turn"].as_u64()),
            "{}",
            episode.id
        );
        let times: Vec<f64> = chapters
            .iter()
            .filter_map(|chapter| chapter["start_s"].as_f64())
            .collect();
        assert!(times.is_sorted(), "{}: {times:?}", episode.id);
        assert!(
            chapters
                .iter()
                .all(|chapter| !chapter["title"].as_str().unwrap().is_empty()),
            "{}",
            episode.id
        );
    }
}

#[test]
fn people_are_not_tags_and_slugs_are_not_empty() {
    for (episode, draft) in drafted(7) {
        for tag in draft["tags"].as_array().unwrap() {
            assert!(
                !tag["slug"].as_str().unwrap().is_empty(),
                "{}: {tag}",
                episode.id
            );
            let name = tag["tag"].as_str().unwrap();
            assert!(
                tag["source"] == "existing"
                    || !episode.people().iter().any(|person| person == name),
                "{name}"
            );
        }
    }
}
