//! Episodes for tests, reduced to what tagging sees.

use super::normal::normal_form;
use super::terms::{Candidate, EpisodeTerms};
use crate::text::{Language, PartOfSpeech};

/// An English episode that says each of the phrases, nouns all, three times, the first loudest.
pub(super) fn saying(id: &str, phrases: &[&str]) -> EpisodeTerms {
    let english = Language::from_code("en").unwrap_or(Language::UNKNOWN);
    let candidate = |(rank, text): (usize, &&str)| Candidate {
        key: normal_form(english, text),
        text: (*text).to_owned(),
        score: 1.0 / (1.0 + rank as f64),
        count: 3,
        first: 0.4,
        spread: 0.1,
        first_s: None,
        evidence: format!("about {text}"),
        titled: false,
        described: false,
        keyness: 6.0,
        capitals: 0.0,
        part_of_speech: PartOfSpeech::Noun,
    };
    EpisodeTerms {
        id: id.to_owned(),
        path: format!("{id}.md"),
        language: "en".to_owned(),
        words: 4000,
        phrases: phrases.iter().enumerate().map(candidate).collect(),
        ..EpisodeTerms::default()
    }
}
