//! Whether a sentence has a main clause: a subject, and behind it a finite verb that belongs to no side clause.
//!
//! People break off, and automatic punctuation sets stops where they take breath, so much of a transcript is no sentence:
//! `a runtime that would support all of these`. A parser would know; this walks once over the words, counts the side clauses
//! that wait for their verb, and when in doubt takes a word for a verb. Only English has the word classes that it needs.

use std::ops::Range;

use crate::text::{Document, PartOfSpeech, Token};

use super::clause_words::{
    ADVERBIAL, AFTER_IS, BARE, COORDINATING, DETERMINER, FINITE, OBJECT, PASSED_OVER, PERSON,
    PREPOSITION, Part, SIDE, SIDE_BEFORE_PERSON, SUBJECT,
};

/// What a sentence is by its main clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MainClause {
    /// It says something of something.
    Statement,
    /// It begins with a verb in its base form: `light the lamp`.
    Command,
    /// It has none.
    Missing,
    /// The language has no table that would tell.
    Unknown,
}

/// Looks for the main clause of some words of a document.
pub(super) fn main_clause(document: &Document<'_>, tokens: Range<usize>) -> MainClause {
    if document.language.code != "en" {
        return MainClause::Unknown;
    }
    let words: Vec<Word<'_>> = document.tokens[tokens]
        .iter()
        .map(|token| Word::new(document, token))
        .collect();
    let forbids = (words.first()).is_some_and(|first| matches!(first.lower, "don't" | "let's"));
    if !forbids && Search::new(&words).finds_verb() {
        MainClause::Statement
    } else if forbids || is_command(&words) {
        MainClause::Command
    } else {
        MainClause::Missing
    }
}

/// Whether it begins with the base form of a verb, or with `never` or `just` before it.
fn is_command(words: &[Word<'_>]) -> bool {
    let first = words
        .iter()
        .find(|word| !matches!(word.lower, "never" | "always" | "just" | "please"));
    first.is_some_and(|word| {
        matches!(word.lower, "do" | "be")
            || word.is_lexical_verb()
                && !word.lower.ends_with('s')
                && !super::questions::is_past(word.lower)
    })
}

/// A word as the search sees it.
struct Word<'a> {
    lower: &'a str,
    part: Part,
    class: PartOfSpeech,
    breaks: bool,
    /// Whether an `'s` follows that is not part of it.
    possessive: bool,
    is_name: bool,
}

impl<'a> Word<'a> {
    fn new(document: &'a Document<'_>, token: &Token) -> Self {
        let lower: &str = &document.term(token).lower;
        let behind = &document.text[token.span.end as usize..];
        Self {
            lower,
            part: Part::of("en", lower),
            class: token.part_of_speech,
            breaks: token.breaks,
            possessive: behind.starts_with("'s") || behind.starts_with("\u{2019}s"),
            is_name: token.capital,
        }
    }

    fn is_lexical_verb(&self) -> bool {
        matches!(self.class, PartOfSpeech::Verb | PartOfSpeech::NounOrVerb)
    }

    fn may_be_noun(&self) -> bool {
        matches!(
            self.class,
            PartOfSpeech::Noun
                | PartOfSpeech::Proper
                | PartOfSpeech::NounOrVerb
                | PartOfSpeech::Unknown
                | PartOfSpeech::Gerund
        )
    }

    /// `we're`, `there's`, `don't`, `that'll`: a finite verb with what it belongs to.
    fn is_contraction(&self) -> bool {
        match self.lower.rsplit_once('\'') {
            Some((_, "re" | "m" | "ve" | "ll" | "d" | "t")) => true,
            Some((head, "s")) => {
                Part::of("en", head).is(SUBJECT)
                    || matches!(head, "how" | "where" | "what" | "here" | "let")
            }
            _ => false,
        }
    }

    fn is_person(&self) -> bool {
        self.part.is(PERSON) || self.is_contraction()
    }
}

/// One walk over the words.
struct Search<'a> {
    words: &'a [Word<'a>],
    /// Side clauses that wait for their verb.
    waiting: usize,
    /// Whether something has been said that can be the subject.
    subject: bool,
    /// Whether the word before is a verb or belongs to one, so that another verb form belongs to it.
    in_verb: bool,
    lead: Lead,
}

/// What stands before the main clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Nothing,
    /// A side clause: `if a lamp is out`.
    SideClause,
    /// A side clause and a comma, behind which the main clause may begin.
    Parted,
}

impl<'a> Search<'a> {
    fn new(words: &'a [Word<'a>]) -> Self {
        Self {
            words,
            waiting: 0,
            subject: false,
            in_verb: false,
            lead: Lead::Nothing,
        }
    }

    fn finds_verb(mut self) -> bool {
        for (at, word) in self.words.iter().enumerate() {
            if word.breaks && self.lead == Lead::SideClause {
                self.lead = Lead::Parted;
            }
            if at > 0 && word.part.is(COORDINATING) && !self.begins_side_clause(at) {
                self.in_verb = false;
                if self.next(at).is_some_and(Word::is_person) && at > 1 {
                    match self.lead {
                        Lead::SideClause => self.waiting += 1,
                        // `And we` begins another clause, and so far there was none.
                        Lead::Nothing if self.waiting == 0 => return false,
                        Lead::Nothing | Lead::Parted => {}
                    }
                }
                continue;
            }
            if self.begins_side_clause(at) {
                if at == 0 && word.part.is(ADVERBIAL) {
                    self.lead = Lead::SideClause;
                }
                self.waiting += 1;
                self.subject = true;
                self.in_verb = false;
                continue;
            }
            let begins_main = word.breaks && self.lead == Lead::Parted;
            if begins_main && word.is_person() {
                self.waiting = 0;
            }
            let object = self.next(at).is_some_and(|next| next.part.is(OBJECT));
            let command = begins_main && (word.is_lexical_verb() || object);
            if command && self.waiting == 0 {
                return true;
            }
            if self.is_finite(at) {
                if self.waiting == 0 {
                    return true;
                }
                self.waiting -= 1;
                self.in_verb = true;
                continue;
            }
            self.pass(word);
        }
        false
    }

    fn next(&self, at: usize) -> Option<&'a Word<'a>> {
        self.words.get(at + 1)
    }

    /// What a word that is neither a finite verb nor a link leaves behind.
    fn pass(&mut self, word: &Word<'_>) {
        let verbal = matches!(
            word.class,
            PartOfSpeech::Verb
                | PartOfSpeech::NounOrVerb
                | PartOfSpeech::Participle
                | PartOfSpeech::Gerund
                | PartOfSpeech::Adverb
        );
        if !verbal && !word.part.is(PASSED_OVER) && !word.part.is(BARE) {
            self.in_verb = false;
        }
        let closed = word.part.is(PREPOSITION) || word.part.is(PASSED_OVER);
        self.subject |= !closed && !matches!(word.class, PartOfSpeech::Adverb | PartOfSpeech::Verb);
    }

    fn begins_side_clause(&self, at: usize) -> bool {
        let word = &self.words[at];
        let next = self.next(at);
        let person = next.is_some_and(Word::is_person);
        if word.lower == "that" {
            // `That lamp shines`, `before that`: it points.
            let before = at.checked_sub(1).map(|before| &self.words[before]);
            return before.is_some_and(|before| !before.part.is(PREPOSITION) && !word.breaks);
        }
        word.part.is(SIDE) && next.is_none_or(|next| next.class != PartOfSpeech::Gerund)
            || word.part.is(SIDE_BEFORE_PERSON) && person && at + 2 < self.words.len()
    }

    fn is_finite(&self, at: usize) -> bool {
        let word = &self.words[at];
        let next = self.next(at);
        if word.is_contraction() {
            return true;
        }
        if word.part.is(FINITE) {
            return self.subject;
        }
        let infinitive = at > 0 && self.words[at - 1].lower == "to";
        if word.part.is(BARE) {
            return self.subject && !self.in_verb && !infinitive;
        }
        let is =
            next.is_some_and(|next| next.part.is(AFTER_IS) || next.class == PartOfSpeech::Gerund);
        if word.possessive && is {
            return true;
        }
        // `The lamp they bought shines`: no helping verb goes with such a form.
        let third_person = word.class == PartOfSpeech::Verb && word.lower.ends_with('s');
        self.subject && (!self.in_verb || third_person) && !infinitive && self.is_lexical(at)
    }

    /// Whether a word is a verb by what stands before and behind it.
    fn is_lexical(&self, at: usize) -> bool {
        let word = &self.words[at];
        let before = self.words[..at].iter().rev().find(|before| {
            !before.part.is(PASSED_OVER) && before.class != PartOfSpeech::Adverb
                || before.part.is(SUBJECT)
        });
        let Some(before) = before else {
            return false;
        };
        let helped = self.next(at).is_some_and(|next| next.part.is(FINITE));
        let noun =
            helped && word.class != PartOfSpeech::Verb && !matches!(before.lower, "what" | "who");
        if noun || before.part.is(DETERMINER) || before.part.is(PREPOSITION) {
            return false;
        }
        let of_person = before.part.is(SUBJECT);
        if word.lower == "like" {
            return before.part.is(PERSON);
        }
        let takes_object = self.next(at).is_some_and(|next| {
            next.part.is(OBJECT) || next.part.is(DETERMINER) || next.part.is(PREPOSITION)
        });
        let described = self
            .next(at)
            .is_none_or(|next| matches!(next.class, PartOfSpeech::Adverb | PartOfSpeech::Gerund));
        let s = word.lower.ends_with('s');
        let many = !s && before.lower.ends_with('s') && !before.lower.ends_with("ss");
        match word.class {
            PartOfSpeech::Verb => true,
            PartOfSpeech::Participle => before.class != PartOfSpeech::Adjective,
            PartOfSpeech::NounOrVerb => {
                of_person
                    || !word.breaks
                        && before.may_be_noun()
                        && (many
                            || before.class == PartOfSpeech::Proper
                            || before.is_name && !word.is_name
                            || s && (takes_object || described))
            }
            PartOfSpeech::Noun => {
                let named = (s || many) && !word.breaks && before.may_be_noun() && takes_object;
                of_person && (s || before.part.is(PERSON)) || named
            }
            // `We close the door`, `they dogfooded it`.
            PartOfSpeech::Adjective | PartOfSpeech::Unknown => before.part.is(PERSON),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::fixture::read;

    fn clause_of(said: &str) -> MainClause {
        let document = read("en", said);
        main_clause(&document, 0..document.tokens.len())
    }

    #[test]
    fn a_sentence_that_says_something_is_a_statement() {
        for said in [
            "The keeper was tired.",
            "Keepers oil the hinges of the door.",
            "Before that, I mended nets for a living.",
            "What we do is light the lamps.",
            "What matters is the oil.",
            "The lamp that they bought shines all night.",
            "If the wind turns, we close the door.",
            "If you have a lamp, light it.",
            "If a lamp is out, a lamp of the tower, oil first and you're done.",
            "While mending the net, we saw the ship.",
            "Ada's going to the island.",
            "There's a lamp in the tower.",
            "Anything that ends in the harbour gets mended.",
            "The captain said that the lamp was out.",
            "Recently with the storm, a lot of keepers and captains are worried.",
            "Mending nets takes a week.",
            "So many people sail.",
        ] {
            assert_eq!(clause_of(said), MainClause::Statement, "{said}");
        }
    }

    #[test]
    fn what_has_lost_its_verb_or_its_subject_is_none() {
        for said in [
            "A lamp that would have lit the whole harbour.",
            "A lamp that would have lit the harbour, but we sold the oil.",
            "Undergrad at the school of the island and I took the boat.",
            "The oil contract and that at least the keeper seemed to have one.",
            "Probably argue that the lamps were better.",
            "On the same topic of how I write my letters.",
            "Just making it a good lamp that people enjoy watching.",
            "Lamps, ropes, nets on the islands.",
            "For very old lamps, for like, big towers.",
        ] {
            assert_eq!(clause_of(said), MainClause::Missing, "{said}");
        }
    }

    #[test]
    fn a_command_has_no_subject_and_needs_none() {
        for said in [
            "Make sure that the lamp is lit.",
            "Never sell the oil before the winter.",
            "Don't trust a lamp in a storm.",
        ] {
            assert_eq!(clause_of(said), MainClause::Command, "{said}");
        }
    }

    #[test]
    fn languages_without_a_table_of_verbs_say_so() {
        let document = read("sv", "Fyren.");
        assert_eq!(main_clause(&document, 0..1), MainClause::Unknown);
    }
}
