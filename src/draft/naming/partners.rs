//! What goes with a phrase in a title: another one that is said with it.

use std::ops::Range;

use super::super::phrase_forms::WORDS;
use super::{Naming, places};

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

/// A topic that goes with another one in a title.
pub(super) struct Partner {
    pub(super) topic: usize,
    pub(super) said: Said,
}

/// How two topics are said.
pub(super) enum Said {
    /// With these tokens, in which nothing stands between them but prepositions and articles.
    AsOne(Range<usize>),
    /// Near each other, the second at this place.
    Apart(usize),
}

impl Naming<'_> {
    /// The topic that adds most to a title of another one, said with these tokens, if it adds enough.
    pub(super) fn partner(
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

/// Joins two names in the language; with a comma where we do not know its `and`.
pub(super) fn join(language: &str, first: &str, second: &str) -> String {
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
