//! Episodes for tests, reduced to what tagging sees.

use super::normal::normal_form;
use super::phrases::{Candidate, Phrases};
use super::terms::EpisodeTerms;
use crate::text::{Language, PartOfSpeech};

/// An English episode that says each of the phrases, nouns all, three times, the first loudest.
pub(super) fn saying(id: &str, phrases: &[&str]) -> EpisodeTerms {
    saying_so(id, phrases, |_| {})
}

/// The same, each phrase changed.
pub(super) fn saying_so(
    id: &str,
    phrases: &[&str],
    change: impl Fn(&mut Candidate<'_>),
) -> EpisodeTerms {
    let english = Language::from_code("en").unwrap_or(Language::UNKNOWN);
    let keys: Vec<String> = phrases
        .iter()
        .map(|text| normal_form(english, text))
        .collect();
    let texts = keys.iter().zip(phrases).enumerate();
    let candidates: Vec<Candidate<'_>> = texts
        .map(|(rank, (key, text))| {
            let mut candidate = Candidate {
                key,
                text,
                score: 1.0 / (1.0 + rank as f64),
                first: 0.4,
                first_s: None,
                count: 3,
                spread: 0.1,
                titled: false,
                described: false,
                keyness: 6.0,
                capitals: 0.0,
                part_of_speech: PartOfSpeech::Noun,
            };
            change(&mut candidate);
            candidate
        })
        .collect();
    let excerpts: Vec<String> = phrases.iter().map(|text| format!("about {text}")).collect();
    let excerpts: Vec<&str> = excerpts.iter().map(String::as_str).collect();
    EpisodeTerms {
        id: id.to_owned(),
        path: format!("{id}.md"),
        language: "en".to_owned(),
        words: 4000,
        phrases: Phrases::pack(&candidates, &excerpts),
        ..EpisodeTerms::default()
    }
}
