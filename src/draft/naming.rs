//! Names a segment after the phrases of it that a person would most likely put into its title.
//!
//! What a phrase can be called is found by `phrase_forms`, how likely its words are by `title_words`.

use std::ops::Range;

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::text::{Class, Document, PartOfSpeech};
use crate::textrank::phrases::TITLE_BIAS;

use super::phrase_forms::{Form, PhraseForms, WORDS};
use super::segments::Segment;
use super::title_words::{Known, TitleWords};
use super::word_roles::WordRoles;

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

/// So many of the first topics are what the whole episode is about, and add nothing to another phrase.
const MAIN: usize = 3;

/// How much more must be expected of two phrases than of one: if they were said as one, as in `research at the institute`;
/// if `and` must join them; and the same where no table of word classes finds anything better.
const SAID_AS_ONE: f64 = 1.1;
const JOINED: f64 = 1.3;
const JOINED_UNCLASSED: f64 = 1.1;

/// Words that may stand between two phrases that are said as one.
const LINK_WORDS: usize = 3;

/// Words around the sentence of one phrase in which another must be said to be joined to it: what is never said in one
/// breath has little to do with each other.
const BREATH: usize = 15;

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

/// A topic that goes with another one in a title.
struct Partner {
    topic: usize,
    said: Said,
}

/// How two topics are said.
enum Said {
    /// With these tokens, in which nothing stands between them but prepositions and articles.
    AsOne(Range<usize>),
    /// Near each other, the second at this place.
    Apart(usize),
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

    /// The topic that adds most to a title of another one, said with these tokens, if it adds enough.
    fn partner(
        &self,
        topic: usize,
        tokens: &Range<usize>,
        telling: &[usize],
        range: &Range<usize>,
    ) -> Option<Partner> {
        let own = self.forms.stems(tokens);
        let alone = self.words.expected_f1(&own);
        let mut best: Option<(f64, Partner)> = None;
        for &number in telling {
            let stems = &self.topics[number].phrase.candidate.stems;
            if stems.iter().any(|stem| own.contains(&stem.0))
                || tokens.len() + 1 + stems.len() > WORDS
            {
                continue;
            }
            let Some((said, least)) = self.said_with(topic, number, &own, range) else {
                continue;
            };
            let both: Vec<u32> = own
                .iter()
                .copied()
                .chain(stems.iter().map(|of| of.0))
                .collect();
            let gained = self.words.expected_f1(&both) / least;
            if gained > alone && best.as_ref().is_none_or(|(most, _)| gained > *most) {
                let topic = number;
                best = Some((gained, Partner { topic, said }));
            }
        }
        best.map(|(_, partner)| partner)
    }

    /// How a topic is said with another one, whose stems are given, and how much more must be expected of both.
    fn said_with(
        &self,
        topic: usize,
        other: usize,
        stems: &[u32],
        range: &Range<usize>,
    ) -> Option<(Said, f64)> {
        let anywhere = 0..self.document.tokens.len();
        if let Some(tokens) = self.said_as_one(topic, other, &anywhere) {
            return Some((Said::AsOne(tokens), SAID_AS_ONE));
        }
        if self.is_english() && other < MAIN {
            return None;
        }
        let place = self.place_as_noun(other, range)?;
        let joined = if self.is_english() {
            JOINED
        } else {
            JOINED_UNCLASSED
        };
        self.said_together(other, stems, range)
            .then_some((Said::Apart(place), joined))
    }

    /// Where two topics are said with nothing but prepositions and articles between them.
    fn said_as_one(&self, one: usize, other: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let orders = [(one, other), (other, one)];
        orders.into_iter().find_map(|(first, second)| {
            let (first, second) = (&self.topics[first], &self.topics[second]);
            let seconds = places(second, range);
            places(first, range).iter().find_map(|&place| {
                let end = place + first.words();
                let next = seconds.partition_point(|&at| at <= end);
                let start = *seconds.get(next)?;
                (start - end <= LINK_WORDS && self.roles.are_linked(end, start))
                    .then(|| place..start + second.words())
            })
        })
    }

    /// Whether a topic is somewhere in a range said in one breath with one of these stems.
    fn said_together(&self, number: usize, stems: &[u32], range: &Range<usize>) -> bool {
        let document = self.document;
        places(&self.topics[number], range).iter().any(|&place| {
            let said = self.roles.sentence_at(place);
            let from = said.start.saturating_sub(BREATH);
            let to = (said.end + BREATH).min(document.tokens.len());
            document.tokens[from..to]
                .iter()
                .any(|token| stems.contains(&token.stem.0))
        })
    }

    /// Where in a range a topic is first said as a noun: `the build`, not `we build`.
    fn place_as_noun(&self, number: usize, range: &Range<usize>) -> Option<usize> {
        let topic = &self.topics[number];
        places(topic, range).iter().copied().find(|&place| {
            let tokens = place..place + topic.words();
            // `Learning and leveraging` says of neither what.
            let bare = tokens.len() == 1 && self.roles.is_gerund(place);
            !bare && self.roles.is_noun_phrase(tokens)
        })
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
