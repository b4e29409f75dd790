//! Finds a rule's pattern in a sentence.

use std::ops::Range;

use crate::text::{Class, PartOfSpeech};

use super::rules::{Element, ElementKind};
use super::words::{Word, clause};

/// Words of a gap at most.
const GAP_WORDS: usize = 6;

/// Words of a subject at most.
const SUBJECT_WORDS: usize = 4;

/// Words of a phrase that something must follow, at most.
const PHRASE_WORDS: usize = 7;

/// What each element of a pattern matched, as ranges of the words.
pub(super) type Found = Vec<Range<usize>>;

/// Matches a pattern from the word at `at` on.
pub(super) fn matches(pattern: &[Element], words: &[Word<'_>], at: usize) -> Option<Found> {
    let mut found = Vec::new();
    let search = Search { words };
    search.go(pattern, at, &mut found).then_some(found)
}

struct Search<'a, 'd> {
    words: &'a [Word<'d>],
}

impl Search<'_, '_> {
    /// Matches the rest of a pattern from `at` on; lengths are tried from the shortest, the last phrase takes all.
    fn go(&self, pattern: &[Element], at: usize, found: &mut Found) -> bool {
        let Some((element, rest)) = pattern.split_first() else {
            return true;
        };
        let last = rest.is_empty();
        for length in self.lengths(element, at, last) {
            let range = at..at + length;
            if length > 0 && !self.fits(element, range.clone(), rest, found.is_empty()) {
                continue;
            }
            found.push(range.clone());
            if self.go(rest, range.end, found) {
                return true;
            }
            found.pop();
        }
        false
    }

    /// The lengths that an element may have at a place.
    fn lengths(&self, element: &Element, at: usize, last: bool) -> impl Iterator<Item = usize> {
        let rest = self.words.get(at..).unwrap_or_default();
        let crosses = rest.first().is_some_and(|word| word.breaks);
        let lengths = match element.kind {
            ElementKind::Gap => 0..=GAP_WORDS,
            ElementKind::Phrase | ElementKind::Rest => {
                // A phrase does not begin with the end of a clause.
                let clause = if crosses { 0 } else { clause(rest).len() };
                if last {
                    clause.max(1)..=clause
                } else {
                    1..=PHRASE_WORDS.min(clause)
                }
            }
            ElementKind::Subject => 1..=SUBJECT_WORDS.min(clause(rest).len()),
            _ => 1..=1,
        };
        let most = rest.len();
        lengths
            .take_while(move |&length| length <= most)
            .chain(element.optional.then_some(0))
    }

    fn fits(&self, element: &Element, range: Range<usize>, rest: &[Element], first: bool) -> bool {
        let words = &self.words[range.clone()];
        let word = &words[0];
        match &element.kind {
            ElementKind::Words(list) => (first || !word.breaks) && list.contains(&word.lower),
            ElementKind::Gap | ElementKind::Rest => true,
            ElementKind::Phrase => {
                words.iter().any(Word::is_content) || words.len() > 1 && is_telling(words)
            }
            ElementKind::Subject => {
                let last = &words[words.len() - 1];
                words.iter().all(|word| !word.meaning.never)
                    && last.class >= Class::Generic
                    && is_nominal(last.part_of_speech)
                    && words.iter().skip(1).all(|word| !word.breaks)
                    && (word.class >= Class::Generic
                        || matches!(word.lower, "the" | "a" | "an" | "your"))
            }
            ElementKind::Verb => !word.breaks && self.is_verb(range.start, rest),
            ElementKind::Gerund => {
                word.part_of_speech == PartOfSpeech::Gerund && word.class >= Class::Generic
            }
            ElementKind::Describing => {
                !word.breaks
                    && matches!(
                        word.part_of_speech,
                        PartOfSpeech::Adjective | PartOfSpeech::Participle
                    )
            }
        }
    }

    /// Whether the word can only be a verb here: the table says so, or what follows does.
    fn is_verb(&self, at: usize, rest: &[Element]) -> bool {
        let word = &self.words[at];
        if word.class < Class::Generic || word.meaning.weak {
            return false;
        }
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        let after_pronoun = before.is_some_and(|before| {
            before.class == Class::Function || before.class == Class::Generic
        });
        let acts_on = self.words.get(at + 1).is_some_and(|next| {
            !next.breaks && matches!(next.lower, "the" | "a" | "an" | "your" | "their" | "our")
        });
        match word.part_of_speech {
            PartOfSpeech::Verb | PartOfSpeech::NounOrVerb => {
                !word.lower.ends_with("ed") || lower_is_base(word.lower)
            }
            PartOfSpeech::Noun | PartOfSpeech::Unknown => {
                let plural = word.lower.ends_with('s')
                    && !word.lower.ends_with("ss")
                    && !word.lower.ends_with("us");
                (after_pronoun || acts_on) && !rest.is_empty() && !plural
            }
            _ => false,
        }
    }
}

fn is_telling(words: &[Word<'_>]) -> bool {
    words
        .iter()
        .any(|word| word.class == Class::Generic && !word.meaning.never)
}

/// Base forms that look like past forms.
fn lower_is_base(lower: &str) -> bool {
    matches!(
        lower,
        "need" | "feed" | "speed" | "embed" | "succeed" | "proceed" | "exceed" | "seed" | "shed"
    )
}

fn is_nominal(part_of_speech: PartOfSpeech) -> bool {
    matches!(
        part_of_speech,
        PartOfSpeech::Noun
            | PartOfSpeech::Proper
            | PartOfSpeech::Unknown
            | PartOfSpeech::Gerund
            | PartOfSpeech::NounOrVerb
    )
}
