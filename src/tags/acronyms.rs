//! Which phrases of a catalogue are what its acronyms are short for: `LLM` and `large language model` are one tag.
//!
//! That the initials agree is not enough: `OS` is no open source. What speaks for a pair is counted by episode and adds
//! up over parts of a catalogue: that a talk says itself what the acronym is short for ([`super::definitions`]), and that
//! it says both.

use std::collections::BTreeMap;

use super::initials::{initials, letters};
use super::normal::joined;
use super::phrases::Candidate;
use super::shared::Shared;

/// Acronyms of fewer letters meet phrases with their initials by chance.
const LONG: usize = 3;

/// Episodes that say both, where none says that one is short for the other: of short acronyms one more.
const TOGETHER: usize = 2;

/// How many times as often as by chance an acronym and its phrase meet in one episode.
const LIFT: usize = 2;

/// How much more must speak for a pair than for any other with its acronym or its phrase.
const CLEAR: usize = 2;

/// The acronym and the phrase, each as the one form of all its spellings.
pub(super) type Pair = (String, String);

/// The pairs of one language and what speaks for each.
pub(super) type Pairs = BTreeMap<Pair, Evidence>;

/// What speaks for a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The episodes that say both.
    pub(super) both: Shared,
    /// Episodes that say what the acronym is short for.
    pub(super) defined: usize,
    /// Both as normal forms; of several the first by letters.
    pub(super) keys: Option<Pair>,
}

impl Evidence {
    /// Notes how an episode spells both.
    pub(super) fn note(&mut self, acronym: &str, phrase: &str) {
        let is_less = |(a, b): &Pair| (a.as_str(), b.as_str()) <= (acronym, phrase);
        if !self.keys.as_ref().is_some_and(is_less) {
            self.keys = Some((acronym.to_owned(), phrase.to_owned()));
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.both.merge(other.both);
        self.defined += other.defined;
        if let Some((acronym, phrase)) = &other.keys {
            self.note(acronym, phrase);
        }
    }

    fn weight(&self) -> usize {
        self.both.sayers + self.defined
    }

    /// Whether enough speaks for a pair of which one is said by `acronym`, the other by `phrase` of all `episodes`.
    fn is_enough(&self, letters: usize, [acronym, phrase]: [usize; 2], episodes: usize) -> bool {
        let both = self.both.sayers;
        let least = if letters < LONG {
            TOGETHER + 1
        } else {
            TOGETHER
        };
        let is_defined = self.defined > 0 && self.weight() >= least;
        let goes_together = both >= least
            && 2 * both >= acronym.min(phrase)
            && both * episodes >= LIFT * acronym * phrase;
        is_defined || goes_together
    }
}

/// The pairs of which an episode says both, by their places among its phrases: each pair of forms once.
pub(super) fn pairs_of(language: &str, candidates: &[Candidate<'_>]) -> Vec<(usize, usize)> {
    let acronyms = candidates.iter().enumerate();
    let acronyms = acronyms.filter_map(|(place, own)| Some((place, letters(own.text)?)));
    let acronyms: Vec<(usize, String)> = acronyms.collect();
    if acronyms.is_empty() {
        return Vec::new();
    }
    let mut pairs: BTreeMap<Pair, (usize, usize)> = BTreeMap::new();
    for (phrase, candidate) in candidates.iter().enumerate() {
        if !candidate.key.contains(' ') {
            continue;
        }
        let initials = initials(language, candidate.text);
        for (acronym, letters) in &acronyms {
            if initials.contains(letters) {
                let form = |place: usize| joined(candidates[place].key).into_owned();
                let places = (*acronym, phrase);
                pairs
                    .entry((form(*acronym), form(phrase)))
                    .or_insert(places);
            }
        }
    }
    pairs.into_values().collect()
}

/// The pairs that are one thing each, in a language with so many episodes; `sayers` of a form may be none.
pub(super) fn settle(
    pairs: Pairs,
    sayers: impl Fn(&str) -> usize,
    episodes: usize,
) -> Vec<(Pair, Evidence)> {
    let mut rivals: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for ((acronym, phrase), evidence) in &pairs {
        for form in [acronym, phrase] {
            rivals
                .entry(form.clone())
                .or_default()
                .push(evidence.weight());
        }
    }
    let is_clear = |form: &str, weight: usize| {
        let stronger = rivals[form].iter().filter(|rival| CLEAR * **rival > weight);
        stronger.count() == 1
    };
    let is_one = |(pair, evidence): &(Pair, Evidence)| {
        let said = [sayers(&pair.0), sayers(&pair.1)];
        let weight = evidence.weight();
        !said.contains(&0)
            && evidence.is_enough(pair.0.chars().count(), said, episodes)
            && is_clear(&pair.0, weight)
            && is_clear(&pair.1, weight)
    };
    pairs.into_iter().filter(is_one).collect()
}

#[cfg(test)]
#[path = "acronyms_tests.rs"]
mod tests;
