//! Why an episode has a tag or has it not, as text for the terminal.

use std::fmt::Write as _;

use super::plain::one_line;
use super::time::{HOUR_S, clock};
use crate::draft::TagSource;
use crate::tags::{Inquiry, Place};

/// The answer, with every place where the episode says the tag.
pub fn inquiry_report(inquiry: &Inquiry, places: &[Place]) -> String {
    let mut out = String::new();
    let tag = one_line(&inquiry.tag);
    let episode = one_line(&inquiry.episode);
    match (&inquiry.given, &inquiry.refusal) {
        (Some(given), _) => {
            let source = match given.source {
                TagSource::Existing => "given by people",
                TagSource::Vocabulary => "in the vocabulary, and said",
                TagSource::Learnt => "learnt from tagged episodes",
                TagSource::Proposed => "found in the talk",
            };
            let _ = writeln!(
                out,
                "{tag} is tag {} of {} on {episode}: {source}, score {:.2}.",
                given.rank, inquiry.tags, given.score
            );
        }
        (None, Some(refusal)) => {
            let refusal = one_line(&refusal.to_string());
            let _ = writeln!(out, "{tag} is not on {episode}: {refusal}.");
        }
        (None, None) => {}
    }
    let _ = writeln!(
        out,
        "In the catalogue: said by {} of {} episodes, carried by {}.",
        inquiry.said_by, inquiry.episodes, inquiry.carried_by
    );
    if let (Some(probability), None) = (inquiry.probability, &inquiry.refusal) {
        let _ = writeln!(out, "Probability: {probability:.2}.");
    }
    if let Some(lesson) = &inquiry.lesson {
        let _ = writeln!(
            out,
            "Learnt from {} episodes that carry it: likeness {:.2}.",
            lesson.examples, lesson.likeness
        );
        if !lesson.words.is_empty() {
            let words: Vec<String> = lesson
                .words
                .iter()
                .map(|(word, share)| format!("{} {share:+.3}", one_line(word)))
                .collect();
            let _ = writeln!(out, "Words that speak most for it: {}.", words.join(", "));
        }
    }
    let count = places.len();
    match count {
        0 => out.push_str("The episode does not say it.\n"),
        1 => out.push_str("The episode says it once:\n"),
        _ => {
            let _ = writeln!(out, "The episode says it {count} times:");
        }
    }
    for place in places {
        let time = place.start_s.map_or_else(String::new, |seconds| {
            format!("{}  ", clock(seconds, seconds >= HOUR_S))
        });
        let _ = writeln!(out, "  {time}{}", one_line(&place.quote));
    }
    out
}
