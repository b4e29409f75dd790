//! What must hold of every draft of every sample episode, whatever is chosen for it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::collections::HashSet;
use std::sync::LazyLock;

use common::Desk;
use serde_json::Value;

/// A sample episode as other tools see it.
struct Sample {
    /// The object of `--format json`.
    draft: Value,
    /// What `--format text-only` gives.
    text: String,
}

/// All sample episodes, those without a transcript too.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let desk = Desk::with_samples();
    for (format, target) in [("jsonl", "all.jsonl"), ("text-only", "text/")] {
        let run = desk.run(&["draft", "corpus", "--all", "--format", format, "-o", target]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    let drafts = desk.read("all.jsonl");
    let samples: Vec<_> = drafts
        .lines()
        .map(|line| {
            let draft: Value = serde_json::from_str(line).unwrap();
            let text = desk.read(&format!("text/{}.txt", draft["id"].as_str().unwrap()));
            Sample { draft, text }
        })
        .collect();
    assert!(samples.len() >= 24, "{} episodes", samples.len());
    samples
});

impl Sample {
    fn list(&self, pointer: &str) -> &[Value] {
        self.draft.pointer(pointer).unwrap().as_array().unwrap()
    }

    /// The words under a span; the test fails where there are none.
    fn under(&self, span: &Value) -> &str {
        let (start, end) = range(span);
        self.text
            .get(start..end)
            .unwrap_or_else(|| panic!("{}: no text under {span}", self.id()))
    }

    fn id(&self) -> &str {
        self.draft["id"].as_str().unwrap()
    }
}

fn range(span: &Value) -> (usize, usize) {
    let at = |index: usize| span[index].as_u64().unwrap() as usize;
    (at(0), at(1))
}

/// The items of a list over all episodes, each with its episode; the test that asks for none would hold nothing.
fn items(pointer: &str) -> Vec<(&'static Sample, &'static Value)> {
    let items: Vec<_> = SAMPLES
        .iter()
        .flat_map(|sample| sample.list(pointer).iter().map(move |item| (sample, item)))
        .collect();
    assert!(!items.is_empty(), "no {pointer} in the sample catalogue");
    items
}

#[test]
fn every_quote_and_every_summary_sentence_is_what_was_said_at_its_span() {
    for (sample, highlight) in items("/highlights") {
        assert_eq!(
            highlight["quote"],
            sample.under(&highlight["span"]),
            "{}",
            sample.id()
        );
    }
    for (sample, sentence) in items("/summary/sentences") {
        assert_eq!(
            sentence["text"],
            sample.under(&sentence["span"]),
            "{}",
            sample.id()
        );
    }
}

#[test]
fn no_quote_is_empty_or_taken_out_of_what_is_not_content() {
    items("/sponsors");
    items("/asides");
    for list in ["/highlights", "/summary/sentences"] {
        for (sample, item) in items(list) {
            let (start, end) = range(&item["span"]);
            assert!(start < end, "{}", sample.id());
            for left_out in ["/sponsors", "/asides"] {
                for marked in sample.list(left_out) {
                    let (from, to) = range(&marked["span"]);
                    assert!(
                        end <= from || to <= start,
                        "{}: {item} is in {left_out}",
                        sample.id()
                    );
                }
            }
        }
    }
}

#[test]
fn everything_stands_in_conversation_order() {
    for sample in SAMPLES.iter() {
        for list in ["/highlights", "/summary/sentences", "/chapters"] {
            let places: Vec<_> = sample
                .list(list)
                .iter()
                .map(|item| (item["turn"].as_u64(), range(&item["span"]).0))
                .collect();
            let turns_ascend = places.windows(2).all(|pair| pair[0].0 <= pair[1].0);
            assert!(turns_ascend, "{} {list}: {places:?}", sample.id());
            // A chapter's span is where its title comes from, which may lie anywhere in it.
            if list != "/chapters" {
                let spans_ascend = places.windows(2).all(|pair| pair[0].1 < pair[1].1);
                assert!(spans_ascend, "{} {list}: {places:?}", sample.id());
            }
        }
    }
}

#[test]
fn times_ascend_and_are_never_negative() {
    for sample in SAMPLES.iter() {
        for list in ["/highlights", "/chapters"] {
            let times: Vec<_> = sample
                .list(list)
                .iter()
                .filter_map(|item| item["start_s"].as_f64())
                .collect();
            assert!(times.is_sorted(), "{} {list}: {times:?}", sample.id());
            assert!(times.iter().all(|&time| time >= 0.0), "{}", sample.id());
        }
        for highlight in sample.list("/highlights") {
            if let (Some(start), Some(end)) =
                (highlight["start_s"].as_f64(), highlight["end_s"].as_f64())
            {
                assert!(start <= end, "{}: {highlight}", sample.id());
            }
        }
    }
}

#[test]
fn every_chapter_has_a_title_and_a_place_of_its_own() {
    for sample in SAMPLES.iter() {
        let mut places = HashSet::new();
        for chapter in sample.list("/chapters") {
            assert_ne!(chapter["title"].as_str().unwrap().trim(), "");
            sample.under(&chapter["span"]);
            assert!(
                places.insert((chapter["turn"].as_u64(), range(&chapter["span"]))),
                "{}: two chapters at one place, {chapter}",
                sample.id()
            );
        }
    }
}

#[test]
fn every_tag_has_a_slug_that_no_other_tag_of_the_episode_has() {
    items("/tags");
    for sample in SAMPLES.iter() {
        let mut slugs = HashSet::new();
        for tag in sample.list("/tags") {
            let slug = tag["slug"].as_str().unwrap();
            assert!(!slug.is_empty(), "{}: {tag}", sample.id());
            assert!(slugs.insert(slug), "{}: {tag} stands twice", sample.id());
        }
    }
}

#[test]
fn nothing_is_longer_than_asked_for() {
    let desk = Desk::with_samples();
    for most in [1, 3, 12] {
        let number = most.to_string();
        let words = most * 12;
        let run = desk.run(&[
            "draft",
            "corpus",
            "--format",
            "jsonl",
            "-n",
            &number,
            "--keyphrases",
            &number,
            "--words",
            &words.to_string(),
        ]);
        assert_eq!(run.code, Some(0), "{run:?}");
        for line in run.stdout.lines() {
            let draft: Value = serde_json::from_str(line).unwrap();
            for list in ["highlights", "keyphrases"] {
                let length = draft[list].as_array().unwrap().len();
                assert!(length <= most, "{}: {length} {list}", draft["id"]);
            }
            let summary = draft["summary"]["text"].as_str().unwrap();
            let length = summary.split_whitespace().count();
            assert!(length <= words, "{}: {length} words", draft["id"]);
        }
    }
}
