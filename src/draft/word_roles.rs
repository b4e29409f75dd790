//! What the words of a text are in their places: nouns, what describes nouns, `-ing` forms.
//!
//! Words are given by the numbers of their tokens.

use std::ops::Range;

use crate::text::{Class, Document, PartOfSpeech, Token};

use super::questions;

/// The words of one document.
#[derive(Clone, Copy)]
pub(super) struct WordRoles<'a> {
    document: &'a Document<'a>,
}

impl<'a> WordRoles<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self { document }
    }

    /// The tokens of the sentence at a place.
    pub(super) fn sentence_at(self, place: usize) -> Range<usize> {
        let sentences = &self.document.sentences;
        let number = sentences.partition_point(|sentence| sentence.tokens.end <= place);
        sentences[number].tokens.clone()
    }

    /// Whether a word is an `-ing` form.
    pub(super) fn is_gerund(self, at: usize) -> bool {
        self.is(at, &[PartOfSpeech::Gerund])
    }

    /// Whether some tokens are a short phrase without a preposition or an article in it.
    pub(super) fn is_bare(self, tokens: &Range<usize>) -> bool {
        tokens.len() < 4 && tokens.clone().all(|at| self.class(at) >= Class::Generic)
    }

    /// Whether some tokens are said as a noun with what belongs to it. Only English tells; elsewhere they are taken for one.
    pub(super) fn is_noun_phrase(self, tokens: Range<usize>) -> bool {
        if self.document.language.code != "en" {
            return true;
        }
        let last = tokens.end - 1;
        if self.is(
            last,
            &[
                PartOfSpeech::Noun,
                PartOfSpeech::Proper,
                PartOfSpeech::Gerund,
                PartOfSpeech::Unknown,
            ],
        ) {
            return true;
        }
        let before = tokens
            .start
            .checked_sub(1)
            .filter(|_| !self.token(tokens.start).breaks);
        self.is(last, &[PartOfSpeech::NounOrVerb])
            && (tokens.len() > 1
                || before.is_some_and(|at| {
                    matches!(
                        self.lower(at),
                        "the" | "a" | "an" | "your" | "our" | "my" | "of"
                    ) || self.is(at, &[PartOfSpeech::Adjective])
                }))
    }

    /// Whether a word is a preposition that can stand between the nouns of a title.
    pub(super) fn is_preposition(self, at: usize) -> bool {
        questions::is_preposition(self.document.language.code, self.lower(at))
    }

    /// Whether a word is an article.
    pub(super) fn is_article(self, at: usize) -> bool {
        let list: &[&str] = match self.document.language.code {
            "de" => &[
                "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer",
                "eines",
            ],
            "en" => &["a", "an", "the"],
            "sv" => &["den", "det", "de", "en", "ett"],
            _ => &[],
        };
        list.contains(&self.lower(at))
    }

    /// Whether the tokens from `end` to `start`, at which another phrase begins, are a preposition and maybe articles.
    pub(super) fn are_linked(self, end: usize, start: usize) -> bool {
        let unbroken = |at: usize| !self.token(at).breaks;
        self.is_preposition(end)
            && (end..=start).all(unbroken)
            && (end + 1..start).all(|at| self.is_article(at) || self.is_preposition(at))
    }

    /// The word itself.
    pub(super) fn token(self, at: usize) -> &'a Token {
        &self.document.tokens[at]
    }

    /// The word in lower case.
    pub(super) fn lower(self, at: usize) -> &'a str {
        &self.document.term(self.token(at)).lower
    }

    /// How much the word means by itself.
    pub(super) fn class(self, at: usize) -> Class {
        self.token(at).class
    }

    /// Whether a word is a noun with a meaning; German writes nouns with a capital.
    pub(super) fn is_noun(self, at: usize) -> bool {
        let content = self.class(at) == Class::Content;
        match self.document.language.code {
            "de" => content && self.token(at).capital,
            _ => content && self.is(at, &[PartOfSpeech::Noun, PartOfSpeech::Proper]),
        }
    }

    /// Whether a word can stand before a noun and belong to it.
    pub(super) fn describes(self, at: usize) -> bool {
        self.is_noun(at)
            || self.class(at) == Class::Content && self.is(at, &[PartOfSpeech::Adjective])
    }

    /// Whether a word that means something is of one of these parts of speech.
    pub(super) fn is(self, at: usize, wanted: &[PartOfSpeech]) -> bool {
        let token = self.token(at);
        token.class >= Class::Generic && wanted.contains(&token.part_of_speech)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Span;
    use crate::text::Language;

    fn read(said: &str) -> Document<'_> {
        let english = Language::from_code("en").unwrap();
        Document::new(said, [Span::new(0, said.len())], english)
    }

    #[test]
    fn a_word_that_is_noun_and_verb_is_a_noun_after_an_article() {
        for (said, at, noun) in [
            ("We fixed the build on Monday.", 3, true),
            ("We build ships of oak.", 1, false),
            ("The lighthouse was dark.", 1, true),
            ("It was explainable in the end.", 2, false),
        ] {
            let document = read(said);
            let roles = WordRoles::new(&document);
            assert_eq!(roles.is_noun_phrase(at..at + 1), noun, "{said}");
        }
    }

    #[test]
    fn a_bare_phrase_has_neither_preposition_nor_article_in_it() {
        let document = read("The old lighthouse keeper wrote of the future of sail.");
        let roles = WordRoles::new(&document);
        assert!(roles.is_bare(&(1..4)));
        assert!(!roles.is_bare(&(7..10)));
    }

    #[test]
    fn words_are_linked_by_a_preposition_with_no_mark_between() {
        for (said, linked) in [
            ("Research at the institute.", true),
            ("Research and the institute.", false),
            ("Research, at the institute.", false),
            ("Research at our institute.", false),
        ] {
            let document = read(said);
            assert_eq!(WordRoles::new(&document).are_linked(1, 3), linked, "{said}");
        }
    }
}
