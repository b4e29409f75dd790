//! What single words do in a clause: begin one, end none, stand for a subject. The lists are data
//! (`stopwords/<code>/clauses.txt`); what they add up to is for [`super::clause`] to say.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon;
use crate::text::Document;

/// What a word does in a clause; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part(u32);

/// Names of the parts as they stand in the lists, by the number of their bit.
const NAMES: [&str; 19] = [
    "subject",
    "person",
    "finite",
    "bare",
    "side",
    "side-before-person",
    "adverbial",
    "half",
    "coordinating",
    "preposition",
    "determiner",
    "passed-over",
    "after-is",
    "object",
    "leads-on",
    "measuring",
    "contradicting",
    "insight",
    "teller",
];

/// A word that can only be a subject, or stands for one.
pub(super) const SUBJECT: Part = Part(1);
/// One of them that always begins a clause.
pub(super) const PERSON: Part = Part(1 << 1);
/// A helping verb that is always finite.
pub(super) const FINITE: Part = Part(1 << 2);
/// One that may be an infinitive.
pub(super) const BARE: Part = Part(1 << 3);
/// Begins a side clause.
pub(super) const SIDE: Part = Part(1 << 4);
/// Does so before a person only: `after we left`, `after work`.
pub(super) const SIDE_BEFORE_PERSON: Part = Part(1 << 5);
/// Begins a side clause that may come before the main clause.
pub(super) const ADVERBIAL: Part = Part(1 << 6);
/// The same, in a language without a table of verbs.
pub(super) const HALF: Part = Part(1 << 7);
pub(super) const COORDINATING: Part = Part(1 << 8);
pub(super) const PREPOSITION: Part = Part(1 << 9);
pub(super) const DETERMINER: Part = Part(1 << 10);
/// May stand between subject and verb.
pub(super) const PASSED_OVER: Part = Part(1 << 11);
/// Tells that the `'s` before it is a verb.
pub(super) const AFTER_IS: Part = Part(1 << 12);
/// Tells that the word before it is a verb.
pub(super) const OBJECT: Part = Part(1 << 13);
/// A sentence cannot end with it.
pub(super) const LEADS_ON: Part = Part(1 << 14);
/// Says how much behind `so`.
pub(super) const MEASURING: Part = Part(1 << 15);
/// Takes back at the start of a sentence what the one before says.
pub(super) const CONTRADICTING: Part = Part(1 << 16);
/// The past form of a verb by which people tell what they think or have learnt.
pub(super) const INSIGHT: Part = Part(1 << 17);
/// A person of whom something is told.
pub(super) const TELLER: Part = Part(1 << 18);

impl Part {
    pub(super) fn of(code: &str, lower: &str) -> Self {
        static TABLES: [(&str, LazyLock<FxHashMap<&'static str, Part>>); 3] = [
            ("de", LazyLock::new(|| read("de"))),
            ("en", LazyLock::new(|| read("en"))),
            ("sv", LazyLock::new(|| read("sv"))),
        ];
        let table = TABLES.iter().find(|(language, _)| *language == code);
        let part = table.and_then(|(_, table)| table.get(lower));
        part.copied().unwrap_or_default()
    }

    pub(super) fn is(self, part: Self) -> bool {
        self.0 & part.0 != 0
    }
}

fn read(code: &str) -> FxHashMap<&'static str, Part> {
    let mut table: FxHashMap<&str, Part> = FxHashMap::default();
    for line in lexicon::clause_words(code).into_iter().flatten() {
        let mut words = line.split(' ');
        let name = words.next();
        if let Some(bit) = NAMES.iter().position(|of| Some(*of) == name) {
            words.for_each(|word| table.entry(word).or_default().0 |= 1 << bit);
        }
    }
    table
}

/// Whether a word at the start of a sentence begins a side clause, so that another clause must follow. In English
/// [`super::clause::main_clause`] tells.
pub(super) fn begins_half(code: &str, lower: &str) -> bool {
    Part::of(code, lower).is(HALF)
}

/// Whether a sentence cannot end with a word: automatic punctuation sets stops where people take breath.
pub(super) fn leads_on(code: &str, lower: &str) -> bool {
    Part::of(code, lower).is(LEADS_ON)
}

/// Whether a word says how much: `so much`.
pub(super) fn measures(code: &str, lower: &str) -> bool {
    Part::of(code, lower).is(MEASURING)
}

/// Whether a word at the start of a sentence takes back what the sentence before says.
pub(super) fn contradicts(code: &str, lower: &str) -> bool {
    Part::of(code, lower).is(CONTRADICTING)
}

/// Whether an English word may stand between a subject and its verb: `we also mend nets`.
pub(super) fn may_stand_between(lower: &str) -> bool {
    Part::of("en", lower).is(PASSED_OVER)
}

/// Whether an English verb in its past form tells what somebody thinks or has learnt, and not what they did.
pub(super) fn tells_insight(lower: &str) -> bool {
    Part::of("en", lower).is(INSIGHT)
}

/// Whether some words begin with somebody of whom something is told: `we`, `she's`.
pub(super) fn begins_with_teller(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let first = document.tokens[tokens.clone()].first();
    first.is_some_and(|first| {
        let lower = &*document.term(first).lower;
        let head = lower.split_once('\'').map_or(lower, |(head, _)| head);
        Part::of(document.language.code, head).is(TELLER)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_has_a_name_that_is_read() {
        for code in ["de", "en", "sv"] {
            for line in lexicon::clause_words(code).unwrap() {
                let name = line.split(' ').next();
                assert!(NAMES.iter().any(|of| Some(*of) == name), "{code}: {line}");
            }
        }
    }
}
