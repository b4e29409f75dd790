//! The ways to say a phrase in a title: as it is, and widened to what it was said with, `preparing for interviews`, `the
//! future of sail`.
//!
//! Which of them is best is for `naming` to say.

use std::ops::Range;

use crate::corpus::Span;
use crate::text::{Class, Document, PartOfSpeech};

use super::questions::{base, gerund, is_light};
use super::word_roles::WordRoles;

/// Words of a form at most.
pub(super) const WORDS: usize = 7;

/// The worth of a form that begins with a verb after `to`, and of any that begins with a verb.
const TO_VERB: u8 = 6;
const VERBAL: u8 = 4;

/// A way to say a phrase in a title.
pub(super) struct Form {
    /// Where it was said.
    pub(super) tokens: Range<usize>,
    worth: u8,
    wording: Wording,
}

/// How a form is worded.
enum Wording {
    /// As the phrase is.
    Plain,
    /// As it was said.
    Said,
    /// As it was said, but for the verb that it begins with.
    Gerund,
}

impl Form {
    /// Whether it tells what is done and not only of what: `planting a hedge`.
    pub(super) fn is_verbal(&self) -> bool {
        self.worth >= VERBAL
    }
}

/// Finds the forms of phrases in one document.
pub(super) struct PhraseForms<'a> {
    document: &'a Document<'a>,
    roles: WordRoles<'a>,
}

impl<'a> PhraseForms<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self {
            document,
            roles: WordRoles::new(document),
        }
    }

    /// A phrase that was said at `tokens`, plain and, if there is more to it, widened.
    pub(super) fn of(&self, tokens: Range<usize>) -> impl Iterator<Item = Form> {
        let widened = self.widen(tokens.start, tokens.len());
        let plain = Form {
            tokens,
            worth: 0,
            wording: Wording::Plain,
        };
        [Some(plain), widened].into_iter().flatten()
    }

    /// A form of a phrase as the middle of a sentence would have it.
    pub(super) fn text(&self, phrase: &str, form: &Form) -> String {
        match form.wording {
            // Key phrases have no genitives: `Ada's harbour pilot` is ranked as `Ada harbour pilot`.
            Wording::Plain if self.has_genitive(&form.tokens) => self.said(&form.tokens),
            Wording::Plain => self.as_noun(phrase, form.tokens.start),
            Wording::Said => self.said(&form.tokens),
            Wording::Gerund => self.gerund_first(&form.tokens),
        }
    }

    /// Whether a word before the last is said as a genitive.
    fn has_genitive(&self, tokens: &Range<usize>) -> bool {
        let inner = tokens.start..tokens.end - 1;
        inner.into_iter().any(|at| {
            let token = self.roles.token(at);
            self.document.said(token).len() > token.span.len()
        })
    }

    /// What some tokens take of the episode's text.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        Span {
            start: self.document.tokens[tokens.start].span.start,
            end: self.document.tokens[tokens.end - 1].span.end,
        }
    }

    /// The stems of some tokens that carry meaning, each once.
    pub(super) fn stems(&self, tokens: &Range<usize>) -> Vec<u32> {
        let mut stems: Vec<u32> = Vec::new();
        for at in tokens.clone() {
            let stem = self.roles.token(at).stem.0;
            if self.roles.class(at) >= Class::Generic && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }

    /// The phrase as it is; one that begins with a verb (`use the library`) begins with its `-ing` form, and one word is
    /// what it is at its place: `deployment`, though the phrase as a whole is mostly `deployed`.
    pub(super) fn as_noun(&self, phrase: &str, place: usize) -> String {
        match phrase.split_once(' ') {
            None if phrase.to_lowercase() != self.roles.lower(place) => {
                if phrase.starts_with(char::is_uppercase) {
                    self.said(&(place..place + 1))
                } else {
                    self.roles.lower(place).to_owned()
                }
            }
            Some((verb, rest))
                if self.roles.is(place, &[PartOfSpeech::Verb])
                    && !self.roles.token(place).capital
                    && !verb.ends_with("ed")
                    && !verb.ends_with('s') =>
            {
                format!("{} {rest}", gerund(self.roles.lower(place)))
            }
            _ => phrase.to_owned(),
        }
    }

    /// The phrase at `place` with the gerund, the verb after `to`, or the noun and preposition before it, or with the
    /// preposition and noun behind it. The worth orders these forms.
    fn widen(&self, place: usize, words: usize) -> Option<Form> {
        if !matches!(self.document.language.code, "en" | "de") {
            return None;
        }
        let bounds = self.roles.sentence_at(place);
        let (start, end) = self.whole_phrase(place..place + words, &bounds);
        let (from, worth) = self.lead_in(start, &bounds).unwrap_or((start, 0));
        let to = self.follow_up(end, &bounds).unwrap_or(end);
        let forms = [(from, to), (from, end), (start, to), (start, end)];
        let (from, to) = forms.into_iter().find(|(from, to)| to - from <= WORDS)?;
        let worth = if from < start { 2 * worth } else { 0 } + u8::from(to > end);
        (to - from > words).then_some(Form {
            tokens: from..to,
            worth,
            wording: if from < start && worth >= TO_VERB {
                Wording::Gerund
            } else {
                Wording::Said
            },
        })
    }

    /// The whole noun phrase around a phrase: adjectives and nouns joined to it without a mark.
    fn whole_phrase(&self, tokens: Range<usize>, bounds: &Range<usize>) -> (usize, usize) {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while end < bounds.end
            && end - start < 4
            && !self.document.tokens[end].breaks
            && (self.roles.is_noun(end) || self.continues_name(end))
        {
            end += 1;
        }
        while start > bounds.start
            && end - start < 4
            && !self.document.tokens[start].breaks
            && self.roles.describes(start - 1)
        {
            start -= 1;
        }
        (start, end)
    }

    /// Whether a word with a capital follows another one, as in `the Machine Learning Zoomcamp`.
    fn continues_name(&self, at: usize) -> bool {
        let capital = |at: usize| self.document.tokens[at].capital;
        self.roles.class(at) >= Class::Generic && capital(at) && capital(at - 1)
    }

    /// Where a gerund (worth 2), a verb after `to` (3) or a noun with a preposition (1) starts that leads to `start`.
    fn lead_in(&self, start: usize, bounds: &Range<usize>) -> Option<(usize, u8)> {
        let mut at = start;
        let step =
            |at: usize| (at > bounds.start && !self.document.tokens[at].breaks).then(|| at - 1);
        let (mut linked, mut of, mut inside) = (false, false, false);
        for _ in 0..2 {
            let before = step(at)?;
            let lower = self.roles.lower(before);
            let article =
                self.roles.is_article(before) || matches!(lower, "your" | "our" | "my" | "their");
            let preposition = self.roles.is_preposition(before);
            // `choosing between a model` wants another one.
            if matches!(lower, "between" | "zwischen") {
                return None;
            }
            if !(article || preposition) {
                break;
            }
            linked |= preposition;
            of |= lower == "of";
            inside |= matches!(lower, "of" | "in" | "on" | "into");
            at = before;
        }
        let head = step(at)?;
        let content = self.roles.class(head) >= Class::Generic;
        if content && !of && self.roles.is_gerund(head) && !self.is_light(self.roles.lower(head)) {
            return Some((head, 2));
        }
        let after_to = step(head).is_some_and(|before| self.roles.lower(before) == "to");
        if after_to
            && content
            && self
                .roles
                .is(head, &[PartOfSpeech::Verb, PartOfSpeech::NounOrVerb])
            && !self.is_light(self.roles.lower(head))
        {
            return Some((head, 3));
        }
        if content && !inside && self.is_told(head, bounds) {
            return Some((head, 3));
        }
        (linked && self.roles.is_noun(head)).then_some((head, 1))
    }

    /// Whether a verb says nothing about what follows it.
    fn is_light(&self, lower: &str) -> bool {
        is_light(self.document.language.code, lower)
    }

    /// Whether a word is a verb that tells what people do or did: `we built`.
    fn is_told(&self, at: usize, bounds: &Range<usize>) -> bool {
        let lower = self.roles.lower(at);
        let verb = self.document.language.code == "en"
            && self.roles.is(
                at,
                &[
                    PartOfSpeech::Verb,
                    PartOfSpeech::NounOrVerb,
                    PartOfSpeech::Participle,
                ],
            );
        verb && self.has_subject(at, bounds)
            && base(lower).is_some_and(|base| !self.is_light(&base))
    }

    /// Whether a verb follows people, with no more than helping verbs and a few adverbs between.
    fn has_subject(&self, verb: usize, bounds: &Range<usize>) -> bool {
        let mut before = verb;
        while before > bounds.start && !self.document.tokens[before].breaks {
            before -= 1;
            match self.roles.lower(before) {
                "i" | "we" | "you" | "they" | "i've" | "we've" | "you've" | "they've"
                | "people" => return true,
                "have" | "had" | "can" | "could" | "will" | "would" | "should" | "might"
                | "just" | "also" | "really" | "actually" | "then" | "always" => {}
                _ => return false,
            }
        }
        false
    }

    /// Where a preposition and noun end that follow a phrase.
    fn follow_up(&self, end: usize, bounds: &Range<usize>) -> Option<usize> {
        let mut at = end;
        let open = |at: usize| at < bounds.end && !self.document.tokens[at].breaks;
        let links = |at: usize| {
            self.roles.is_preposition(at) && !matches!(self.roles.lower(at), "between" | "zwischen")
                || matches!(self.roles.lower(at), "and" | "und" | "der" | "des")
        };
        if !open(at) || !links(at) {
            return None;
        }
        at += 1;
        if open(at) && self.roles.is_article(at) {
            at += 1;
        }
        let first = at;
        while open(at) && at - first < 3 && self.roles.describes(at) {
            at += 1;
        }
        let last = at.checked_sub(1).filter(|&last| last >= first)?;
        (self.roles.class(last) == Class::Content
            && !self.roles.is(last, &[PartOfSpeech::Adjective]))
        .then_some(at)
    }

    /// Some tokens as they were said, but for whose it is.
    pub(super) fn said(&self, tokens: &Range<usize>) -> String {
        let words = tokens.clone().map(|at| match self.roles.lower(at) {
            "your" | "our" | "my" | "their" => "the".to_owned(),
            _ => {
                let token = &self.document.tokens[at];
                let said = if at + 1 < tokens.end {
                    self.document.said(token)
                } else {
                    token.span.of(self.document.text)
                };
                said.replace('\u{2019}', "'")
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The same, beginning with the `-ing` form of the verb that it begins with.
    fn gerund_first(&self, tokens: &Range<usize>) -> String {
        let lower = self.roles.lower(tokens.start);
        let verb = gerund(&base(lower).unwrap_or_else(|| lower.to_owned()));
        format!("{verb} {}", self.said(&(tokens.start + 1..tokens.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn read(said: &str) -> Document<'_> {
        let english = Language::from_code("en").unwrap();
        Document::new(said, [Span::new(0, said.len())], english)
    }

    /// The forms of the words of `phrase` where they stand in `said`.
    fn forms(said: &str, phrase: &str) -> Vec<String> {
        let document = read(said);
        let start = said.find(phrase.split(' ').next().unwrap()).unwrap();
        let mut tokens = document.tokens.iter();
        let first = tokens.position(|token| token.span.start as usize == start);
        let first = first.unwrap();
        let forms = PhraseForms::new(&document);
        forms
            .of(first..first + phrase.split(' ').count())
            .map(|form| forms.text(phrase, &form))
            .collect()
    }

    #[test]
    fn a_phrase_is_said_plainly_and_with_what_belongs_to_it() {
        for (said, phrase, expected) in [
            (
                "We spent a year preparing for interviews.",
                "interviews",
                &["interviews", "preparing for interviews"][..],
            ),
            (
                "It is about the future of sail.",
                "sail",
                &["sail", "future of sail"],
            ),
            (
                "They have joined the AI Guild.",
                "AI Guild",
                &["AI Guild", "joining the AI Guild"],
            ),
            (
                "Then I planned my route.",
                "route",
                &["route", "planning the route"],
            ),
            // Not done, said by nobody, done in it, and a verb that says nothing.
            ("We never joined the AI Guild.", "AI Guild", &["AI Guild"]),
            ("It joined the AI Guild.", "AI Guild", &["AI Guild"]),
            ("We sang in the AI Guild.", "AI Guild", &["AI Guild"]),
            ("We love the AI Guild.", "AI Guild", &["AI Guild"]),
            (
                "It was Ada's harbour pilot.",
                "Ada harbour pilot",
                &["Ada's harbour pilot"],
            ),
            (
                "The React conference was small.",
                "React conference",
                &["React conference"],
            ),
            (
                "You explain weather charts well.",
                "explain weather charts",
                &["explaining weather charts"],
            ),
        ] {
            assert_eq!(forms(said, phrase), expected, "{said}");
        }
    }

    #[test]
    fn a_word_takes_the_form_that_it_has_where_it_is_a_noun() {
        let document = read("We deployed it. The deployment was slow.");
        let forms = PhraseForms::new(&document);
        assert_eq!(forms.as_noun("deployed", 4), "deployment");
        assert_eq!(forms.as_noun("deployment", 4), "deployment");
    }
}
