//! What is no tag of a catalogue, however likely it looks on an episode.

use crate::lexicon::{function_word_of, language_bits};

use super::TagOptions;
use super::frequencies::Frequencies;
use super::people::People;
use super::phrases::Candidate;
use super::shared::Shared;
use super::terms::EpisodeTerms;

/// Bars phrases for the whole catalogue.
pub(super) struct Barred<'a> {
    frequencies: &'a Frequencies,
    options: &'a TagOptions,
    people: People,
    /// The languages that several episodes speak.
    languages: u32,
}

impl<'a> Barred<'a> {
    pub(super) fn new(
        frequencies: &'a Frequencies,
        episodes: &[EpisodeTerms],
        options: &'a TagOptions,
    ) -> Self {
        Self {
            frequencies,
            options,
            people: People::of(episodes),
            languages: language_bits(frequencies.languages()),
        }
    }

    /// Whether a phrase is the show's own, a name of those who take part, without meaning, or ruled out by people.
    pub(super) fn bars(&self, candidate: &Candidate<'_>, shared: &Shared, spelling: &str) -> bool {
        self.frequencies.is_a_shows_own(shared)
            || is_of_function_words(self.languages, candidate)
            || self.people.are_named_by(candidate)
            || !self.options.allows(spelling)
    }
}

/// Whether a phrase is made of words without meaning in some of these languages: a talk in one language quotes others,
/// and its language may be taken for one of them.
fn is_of_function_words(languages: u32, candidate: &Candidate<'_>) -> bool {
    // `IT` and `WHO` are names.
    if candidate.text.chars().filter(|c| c.is_uppercase()).count() > 1 {
        return false;
    }
    let lower = candidate.text.to_lowercase();
    let mut words = lower.split([' ', '-']);
    words.all(|word| function_word_of(word) & languages != 0)
}
