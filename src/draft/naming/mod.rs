//! Names a segment after the phrases of it that a person would most likely put into its title.
//!
//! What a phrase can be called is found by `phrase_forms`, how likely its words are by `title_words`, and which other phrase
//! goes with it by `partners`.

mod partners;

use std::ops::Range;

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::text::{Class, Document, PartOfSpeech};
use crate::textrank::phrases::TITLE_BIAS;

use super::phrase_forms::{Form, PhraseForms};
use super::segments::Segment;
use super::title_words::{Known, TitleWords};
use super::word_roles::WordRoles;

use partners::{Said, join};

/// What is left of a phrase's worth once it has named a segment.
const USED: f64 = 0.1;

/// Phrases of a segment that are looked at as names, the most telling ones.
const CONSIDERED: usize = 12;

/// What a word alone is worth: `teaching` seldom says enough, `Shopify` a little more.
const BARE: f64 = 0.35;
const NAME: f64 = 0.55;

/// The same of an `-ing` form: `paying` asks whom and for what.
const BARE_GERUND: f64 = 0.5;

/// What a name is worth that is neither a noun nor begins with what is done, such as `explainable`.
const FRAGMENT: f64 = 0.2;

/// The same of a form that tells what is done: people's titles do, too.
const VERBAL: f64 = 1.2;

/// The same if a word of it is said in one sentence of the section only, and nobody asks about it; and if it says a word
/// twice.
const PASSING: f64 = 0.3;
const REPEATED: f64 = 0.1;

/// What a short name is worth whose words are all in the episode's title: every section is about that. Not in German, whose
/// titles are made of one compound.
const GENERAL: f64 = 0.5;
const GENERAL_WORDS: usize = 3;

/// Occurrences of a phrase looked at to widen it.
const OCCURRENCES: usize = 12;

/// What a segment is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// As the middle of a sentence would have it.
    pub(super) text: String,
    /// Where it was said.
    pub(super) span: Span,
}

/// Names segment after segment; phrases that are used up give way to others.
pub(super) struct Naming<'a> {
    episode: &'a Episode,
    document: &'a Document<'a>,
    forms: PhraseForms<'a>,
    roles: WordRoles<'a>,
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
            forms: PhraseForms::new(document),
            roles: WordRoles::new(document),
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
        let (number, form, mut text) = self.best_form(&telling, &range, taken)?;
        self.used[number] = true;
        // `The future of sail and hemp` would read as one thing.
        if !form.is_verbal()
            && self.roles.is_bare(&form.tokens)
            && let Some(partner) = self.partner(number, &form.tokens, &telling, &range)
        {
            self.used[partner.topic] = true;
            text = match partner.said {
                Said::AsOne(tokens) => self.forms.said(&tokens),
                Said::Apart(place) => {
                    let other = self.forms.as_noun(&self.topics[partner.topic].text, place);
                    join(self.document.language.code, &text, &other)
                }
            };
        }
        if let Some(whole) = self.whole(number, &form) {
            text = self.forms.said(&whole);
        }
        Some(Name {
            text,
            span: self.forms.span(&form.tokens),
        })
    }

    /// A form that begins with a topic, with the word before it that stands before it nearly always: `first principles`.
    fn whole(&self, number: usize, form: &Form) -> Option<Range<usize>> {
        let topic = &self.topics[number];
        let start = form.tokens.start;
        let with_before = |place: usize| {
            (place > 0 && !self.roles.token(place).breaks).then(|| self.roles.token(place - 1))
        };
        let begins = topic.places.binary_search(&start).is_ok();
        let before = with_before(start).filter(|_| begins && !form.is_verbal())?;
        let belongs = before.class >= Class::Number || self.roles.lower(start - 1) == "first";
        let describes = matches!(
            before.part_of_speech,
            PartOfSpeech::Adjective
                | PartOfSpeech::Noun
                | PartOfSpeech::Proper
                | PartOfSpeech::Unknown
        );
        let said =
            |&&place: &&usize| with_before(place).is_some_and(|other| other.stem == before.stem);
        let times = topic.places.iter().filter(said).count();
        (self.is_english() && belongs && describes && times > 1 && 2 * times >= topic.places.len())
            .then(|| start - 1..form.tokens.end)
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

    /// The topic and the way it was said of which most is to be expected, and its text.
    fn best_form(
        &self,
        telling: &[usize],
        range: &Range<usize>,
        taken: &[String],
    ) -> Option<(usize, Form, String)> {
        let mut best: Option<(f64, (usize, Form, String))> = None;
        for &number in telling {
            let topic = &self.topics[number];
            let used = if self.used[number] { USED } else { 1.0 };
            for &place in places(topic, range) {
                for form in self.forms.of(place..place + topic.words()) {
                    let bare = match form.tokens.len() {
                        1 if self.roles.is_gerund(form.tokens.start) => BARE_GERUND,
                        1 if self.roles.token(form.tokens.start).capital => NAME,
                        1 => BARE,
                        _ => 1.0,
                    };
                    let verbal = if form.is_verbal() { VERBAL } else { 1.0 };
                    let whole =
                        if form.is_verbal() || self.roles.is_noun_phrase(form.tokens.clone()) {
                            1.0
                        } else {
                            FRAGMENT
                        };
                    let expected = used
                        * bare
                        * self.general(&form.tokens)
                        * verbal
                        * whole
                        * self.passing(&form.tokens)
                        * self.words.expected_f1(&self.forms.stems(&form.tokens));
                    if best.as_ref().is_some_and(|(most, _)| expected <= *most) {
                        continue;
                    }
                    let text = self.forms.text(&topic.text, &form);
                    if !taken.contains(&text.to_lowercase()) {
                        best = Some((expected, (number, form, text)));
                    }
                }
            }
        }
        best.map(|(_, form)| form)
    }

    /// What a form keeps of its worth if it only says what the episode is called.
    fn general(&self, tokens: &Range<usize>) -> f64 {
        let titled = |&stem: &u32| self.known.bias[stem as usize] >= TITLE_BIAS;
        let general = self.is_english()
            && tokens.len() <= GENERAL_WORDS
            && self.forms.stems(tokens).iter().all(titled);
        if general { GENERAL } else { 1.0 }
    }

    fn is_english(&self) -> bool {
        self.document.language.code == "en"
    }

    /// What a form keeps of its worth if a word of it is only said in passing, or one is said twice in it.
    fn passing(&self, tokens: &Range<usize>) -> f64 {
        let stems = self.forms.stems(tokens);
        let said = tokens
            .clone()
            .filter(|&at| self.roles.class(at) >= Class::Generic);
        if said.count() > stems.len() {
            return REPEATED;
        }
        let passing = |&stem: &u32| self.words.is_said_in_passing(stem);
        if stems.iter().any(passing) {
            PASSING
        } else {
            1.0
        }
    }
}

/// The first occurrences of a topic in a range.
fn places<'t>(topic: &'t Topic, range: &Range<usize>) -> &'t [usize] {
    let first = topic.places.partition_point(|&place| place < range.start);
    let here = &topic.places[first..];
    let count = here.partition_point(|&place| place < range.end);
    &here[..count.min(OCCURRENCES)]
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
