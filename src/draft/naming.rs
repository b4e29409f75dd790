//! Names a segment after the phrase that is most its own, widened to what it was said with: `preparing for interviews`,
//! `the future of sail`.

use std::ops::Range;

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::text::{Class, Document, PartOfSpeech, Token};

use super::questions::gerund;
use super::segments::Segment;
use super::title_words::{Known, TitleWords};

/// What is left of a phrase's worth once it has named a segment.
const USED: f64 = 0.1;

/// Phrases of a segment that are looked at as names, the most telling ones.
const CONSIDERED: usize = 12;

/// What a name of one word is worth: it seldom says enough.
const BARE: f64 = 0.85;

/// How much more must be expected of two phrases than of one.
const JOINED: f64 = 1.1;

/// Words of a name at most.
const WORDS: usize = 7;

/// Occurrences of a phrase looked at to widen it.
const OCCURRENCES: usize = 12;

/// The worth of a form that begins with a verb after `to`, and of any that begins with a verb.
const TO_VERB: u8 = 6;
const VERBAL: u8 = 4;

/// What a segment is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// As the middle of a sentence would have it.
    pub(super) text: String,
    /// Where it was said.
    pub(super) span: Span,
    /// Whether it tells what is done and not only of what: `planting a hedge`.
    pub(super) verbal: bool,
}

/// A way to say a phrase in a title.
struct Form {
    text: String,
    tokens: Range<usize>,
    worth: u8,
}

/// Names segment after segment; phrases that are used up give way to others.
pub(super) struct Naming<'a> {
    episode: &'a Episode,
    document: &'a Document<'a>,
    topics: &'a [Topic],
    known: Known<'a>,
    words: TitleWords,
    used: Vec<bool>,
}

impl<'a> Naming<'a> {
    pub(super) fn new(
        episode: &'a Episode,
        document: &'a Document<'a>,
        topics: &'a [Topic],
        known: Known<'a>,
    ) -> Self {
        Self {
            episode,
            document,
            topics,
            known,
            words: TitleWords::new(document),
            used: vec![false; topics.len()],
        }
    }

    /// A name that is not among the `taken` ones (lower case); `None` for a segment without a phrase of its own.
    pub(super) fn name(&mut self, segment: &Segment, taken: &[String]) -> Option<Name> {
        let range = tokens_of(self.document, segment);
        self.words
            .read(self.episode, self.document, segment, &range, self.known);
        let telling = self.telling(&range);
        let (number, form) = self.best_form(&telling, &range, taken)?;
        self.used[number] = true;
        let mut text = form.text;
        if let Some(partner) = self.partner(&form.tokens, &telling) {
            self.used[partner] = true;
            text = join(
                self.document.language.code,
                &text,
                &self.topics[partner].text,
            );
        }
        Some(Name {
            text,
            span: self.span(&form.tokens),
            verbal: form.worth >= VERBAL,
        })
    }

    /// The topics of a segment that a title is most likely to name, best first.
    fn telling(&self, range: &Range<usize>) -> Vec<usize> {
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (number, topic) in self.topics.iter().enumerate() {
            if places(topic, range).is_empty() {
                continue;
            }
            let stems: Vec<u32> = topic.phrase.candidate.stems.iter().map(|of| of.0).collect();
            let used = if self.used[number] { USED } else { 1.0 };
            found.push((used * self.words.expected_f1(&stems), number));
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(CONSIDERED);
        found.into_iter().map(|(_, number)| number).collect()
    }

    /// The topic and the way it was said of which most is to be expected.
    fn best_form(
        &self,
        telling: &[usize],
        range: &Range<usize>,
        taken: &[String],
    ) -> Option<(usize, Form)> {
        let mut best: Option<(f64, usize, Form)> = None;
        for &number in telling {
            let topic = &self.topics[number];
            let used = if self.used[number] { USED } else { 1.0 };
            for &place in places(topic, range) {
                let plain = Form {
                    text: self.as_noun(topic, place),
                    tokens: place..place + topic.words(),
                    worth: 0,
                };
                let forms = [Some(plain), self.widen(place, topic.words())];
                for form in forms.into_iter().flatten() {
                    let bare = if form.tokens.len() == 1 { BARE } else { 1.0 };
                    let expected = used * bare * self.words.expected_f1(&self.stems(&form.tokens));
                    if best.as_ref().is_none_or(|(most, _, _)| expected > *most)
                        && !taken.contains(&form.text.to_lowercase())
                    {
                        best = Some((expected, number, form));
                    }
                }
            }
        }
        best.map(|(_, number, form)| (number, form))
    }

    /// The topic that adds most to a title of these tokens, if it adds enough.
    fn partner(&self, tokens: &Range<usize>, telling: &[usize]) -> Option<usize> {
        let own = self.stems(tokens);
        let alone = self.words.expected_f1(&own);
        let mut best: Option<(f64, usize)> = None;
        for &number in telling {
            let stems = &self.topics[number].phrase.candidate.stems;
            if stems.iter().any(|stem| own.contains(&stem.0))
                || tokens.len() + 1 + stems.len() > WORDS
            {
                continue;
            }
            let both: Vec<u32> = own
                .iter()
                .copied()
                .chain(stems.iter().map(|of| of.0))
                .collect();
            let expected = self.words.expected_f1(&both);
            if expected > JOINED * alone && best.is_none_or(|(most, _)| expected > most) {
                best = Some((expected, number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// The stems of some tokens that carry meaning, each once.
    fn stems(&self, tokens: &Range<usize>) -> Vec<u32> {
        let mut stems: Vec<u32> = Vec::new();
        for at in tokens.clone() {
            let stem = self.document.stem(self.token(at)).0;
            if self.class(at) >= Class::Generic && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }

    fn sentence_at(&self, place: usize) -> Range<usize> {
        let sentences = &self.document.sentences;
        let number = sentences.partition_point(|sentence| sentence.tokens.end <= place);
        sentences[number].tokens.clone()
    }

    /// The phrase as it is; one that begins with a verb (`use the library`) begins with its `-ing` form.
    fn as_noun(&self, topic: &Topic, place: usize) -> String {
        match topic.text.split_once(' ') {
            Some((verb, rest))
                if self.is(place, &[PartOfSpeech::Verb])
                    && !verb.ends_with("ed")
                    && !verb.ends_with('s') =>
            {
                format!("{} {rest}", gerund(self.lower(place)))
            }
            _ => topic.text.clone(),
        }
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        Span {
            start: self.document.tokens[tokens.start].span.start,
            end: self.document.tokens[tokens.end - 1].span.end,
        }
    }

    /// The phrase at `place` with the gerund, the verb after `to`, or the noun and preposition before it, or with the
    /// preposition and noun behind it. The worth orders these forms.
    fn widen(&self, place: usize, words: usize) -> Option<Form> {
        if !matches!(self.document.language.code, "en" | "de") {
            return None;
        }
        let bounds = self.sentence_at(place);
        let (start, end) = self.whole_phrase(place..place + words, &bounds);
        let (from, worth) = self.lead_in(start, &bounds).unwrap_or((start, 0));
        let to = self.follow_up(end, &bounds).unwrap_or(end);
        let forms = [(from, to), (from, end), (start, to), (start, end)];
        let (from, to) = forms.into_iter().find(|(from, to)| to - from <= WORDS)?;
        let worth = if from < start { 2 * worth } else { 0 } + u8::from(to > end);
        (to - from > words).then(|| Form {
            text: self.text(from, to, from < start && worth >= TO_VERB),
            tokens: from..to,
            worth,
        })
    }

    /// The whole noun phrase around a phrase: adjectives and nouns joined to it without a mark.
    fn whole_phrase(&self, tokens: Range<usize>, bounds: &Range<usize>) -> (usize, usize) {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while end < bounds.end
            && end - start < 4
            && !self.document.tokens[end].breaks
            && self.is_noun(end)
        {
            end += 1;
        }
        while start > bounds.start
            && end - start < 4
            && !self.document.tokens[start].breaks
            && self.describes(start - 1)
        {
            start -= 1;
        }
        (start, end)
    }

    /// Where a gerund (worth 2), a verb after `to` (3) or a noun with a preposition (1) starts that leads to `start`.
    fn lead_in(&self, start: usize, bounds: &Range<usize>) -> Option<(usize, u8)> {
        let mut at = start;
        let step =
            |at: usize| (at > bounds.start && !self.document.tokens[at].breaks).then(|| at - 1);
        let (mut linked, mut of) = (false, false);
        for _ in 0..2 {
            let before = step(at)?;
            let lower = self.lower(before);
            let article = matches!(lower, "the" | "a" | "an" | "your" | "our");
            let preposition = matches!(
                lower,
                "of" | "for" | "in" | "with" | "on" | "to" | "into" | "from"
            );
            if !(article || preposition) {
                break;
            }
            linked |= preposition;
            of |= lower == "of";
            at = before;
        }
        let head = step(at)?;
        let content = self.class(head) >= Class::Generic;
        if content && !of && self.is(head, &[PartOfSpeech::Gerund]) && !is_light(self.lower(head)) {
            return Some((head, 2));
        }
        let after_to = step(head).is_some_and(|before| self.lower(before) == "to");
        if after_to
            && content
            && self.is(head, &[PartOfSpeech::Verb, PartOfSpeech::NounOrVerb])
            && !is_light(self.lower(head))
        {
            return Some((head, 3));
        }
        (linked && self.is_noun(head)).then_some((head, 1))
    }

    /// Where a preposition and noun end that follow a phrase.
    fn follow_up(&self, end: usize, bounds: &Range<usize>) -> Option<usize> {
        let mut at = end;
        let open = |at: usize| at < bounds.end && !self.document.tokens[at].breaks;
        let links: &[&str] = match self.document.language.code {
            "de" => &[
                "von", "für", "in", "im", "mit", "bei", "der", "des", "und", "zu",
            ],
            _ => &[
                "of", "for", "in", "with", "between", "and", "vs", "versus", "as",
            ],
        };
        if !open(at) || !links.contains(&self.lower(at)) {
            return None;
        }
        at += 1;
        if open(at)
            && matches!(
                self.lower(at),
                "the" | "a" | "an" | "der" | "die" | "das" | "den" | "dem"
            )
        {
            at += 1;
        }
        let first = at;
        while open(at) && at - first < 3 && self.describes(at) {
            at += 1;
        }
        let last = at.checked_sub(1).filter(|&last| last >= first)?;
        (self.class(last) == Class::Content && !self.is(last, &[PartOfSpeech::Adjective]))
            .then_some(at)
    }

    fn text(&self, start: usize, end: usize, verb_first: bool) -> String {
        let words = (start..end).map(|at| {
            let token = &self.document.tokens[at];
            let word = token.span.of(self.document.text).replace('\u{2019}', "'");
            match self.lower(at) {
                _ if at == start && verb_first => gerund(self.lower(at)),
                "your" | "our" => "the".to_owned(),
                _ => word,
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn token(&self, at: usize) -> &Token {
        &self.document.tokens[at]
    }

    fn lower(&self, at: usize) -> &str {
        &self.document.term(self.token(at)).lower
    }

    fn class(&self, at: usize) -> Class {
        self.document.term(self.token(at)).class
    }

    /// Whether a word is a noun with a meaning; German writes nouns with a capital.
    fn is_noun(&self, at: usize) -> bool {
        let content = self.class(at) == Class::Content;
        match self.document.language.code {
            "de" => content && self.token(at).capital,
            _ => content && self.is(at, &[PartOfSpeech::Noun, PartOfSpeech::Proper]),
        }
    }

    /// Whether a word can stand before a noun and belong to it.
    fn describes(&self, at: usize) -> bool {
        self.is_noun(at)
            || self.class(at) == Class::Content && self.is(at, &[PartOfSpeech::Adjective])
    }

    fn is(&self, at: usize, wanted: &[PartOfSpeech]) -> bool {
        let term = self.document.term(self.token(at));
        term.class >= Class::Generic && wanted.contains(&term.part_of_speech)
    }
}

/// The first occurrences of a topic in a range.
fn places<'t>(topic: &'t Topic, range: &Range<usize>) -> &'t [usize] {
    let first = topic.places.partition_point(|&place| place < range.start);
    let here = &topic.places[first..];
    let count = here.partition_point(|&place| place < range.end);
    &here[..count.min(OCCURRENCES)]
}

/// Joins two names in the language; with a comma where we do not know its `and`.
fn join(language: &str, first: &str, second: &str) -> String {
    let and = match language {
        "en" => " and ",
        "de" => " und ",
        "sv" => " och ",
        "da" | "no" => " og ",
        "nl" => " en ",
        "fr" => " et ",
        "es" => " y ",
        "it" | "pt" => " e ",
        _ => ", ",
    };
    format!("{first}{and}{second}")
}

/// Verbs that say nothing about what follows them.
fn is_light(lower: &str) -> bool {
    matches!(
        lower,
        "being"
            | "doing"
            | "going"
            | "having"
            | "getting"
            | "saying"
            | "using"
            | "something"
            | "anything"
            | "thing"
            | "everything"
            | "nothing"
            | "talking"
            | "looking"
            | "trying"
            | "coming"
            | "taking"
            | "interesting"
            | "amazing"
            | "be"
            | "do"
            | "go"
            | "have"
            | "get"
            | "say"
            | "talk"
            | "look"
            | "come"
            | "see"
            | "know"
            | "want"
            | "think"
            | "try"
            | "mean"
            | "give"
            | "take"
            | "put"
            | "let"
            | "tell"
            | "ask"
            | "like"
            | "need"
            | "seeing"
            | "thinking"
            | "putting"
            | "wondering"
            | "working"
            | "asking"
    )
}

/// The tokens of a segment.
pub(super) fn tokens_of(document: &Document<'_>, segment: &Segment) -> Range<usize> {
    match (
        document.sentences.get(segment.sentences.start),
        segment.sentences.end.checked_sub(1),
    ) {
        (Some(first), Some(last)) if !segment.sentences.is_empty() => {
            first.tokens.start..document.sentences[last].tokens.end
        }
        _ => 0..0,
    }
}
