//! Document frequencies: how many episodes of a catalogue say each phrase, under one form for all its spellings.
//!
//! Everything here is a count, so that the frequencies of two halves of a catalogue add up to those of the whole,
//! whatever the halves and the order.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::text::Language;

use super::normal::{joined, normal_form};
use super::terms::{Candidate, EpisodeTerms};

/// What so large a share of a show's episodes say is the show's own name or habit and tells none of them apart; a show is
/// a folder with so many episodes at least.
const SHOW_SHARE: f64 = 0.8;

/// What so large a share of a show's titles name is the name of the show or of a series.
const TITLE_SHARE: f64 = 0.25;

const SHOW_EPISODES: usize = 5;

/// What this share of a show's episodes say, and half of them in their first words, is part of how the show opens: its
/// hosts, its slogan. In a short talk the first words say what it is about.
const OPENING_SHARE: f64 = 0.1;
const OPENING_EPISODES: usize = 5;
const OPENING_WORDS: f32 = 30.0;
const LONG_TALK: usize = 600;

/// What the catalogue knows of one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// Episodes that say it.
    pub(super) sayers: usize,
    /// Episodes whose title names it.
    pub(super) titled: usize,
    /// Episodes that say it in the middle of their talk, for each spelling.
    spellings: BTreeMap<String, usize>,
    /// Episodes that people have given it to, for each spelling.
    given: BTreeMap<String, usize>,
    shows: BTreeMap<String, Said>,
}

/// How a show speaks of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Said {
    /// Episodes that say it.
    sayers: usize,
    /// Episodes whose title names it.
    titled: usize,
    /// Episodes that open with it.
    opened: usize,
}

impl Said {
    /// Whether the form belongs to a show of so many episodes as a whole.
    fn is_the_shows_own(self, episodes: usize) -> bool {
        let all = episodes as f64;
        let is_in = |count: usize, share: f64| count as f64 >= share * all;
        let is_opening = self.sayers >= OPENING_EPISODES
            && is_in(self.sayers, OPENING_SHARE)
            && 2 * self.opened >= self.sayers;
        episodes >= SHOW_EPISODES
            && (is_in(self.sayers, SHOW_SHARE) || is_in(self.titled, TITLE_SHARE) || is_opening)
    }
}

impl Shared {
    /// What only one episode says, as this candidate.
    pub(super) fn alone(candidate: &Candidate) -> Self {
        Self {
            sayers: 1,
            titled: usize::from(candidate.titled),
            ..Self::default()
        }
    }

    /// As people would type it: as they have typed it, or else as most episodes say it; of equals the shortest, then the
    /// first by letters.
    pub(super) fn spelling(&self) -> Option<&str> {
        commonest(&self.given).or_else(|| commonest(&self.spellings))
    }

    /// Episodes that people have given it to.
    pub(super) fn given(&self) -> usize {
        self.given.values().sum()
    }

    fn merge(&mut self, other: Self) {
        self.sayers += other.sayers;
        self.titled += other.titled;
        for (mine, others) in [
            (&mut self.spellings, other.spellings),
            (&mut self.given, other.given),
        ] {
            for (text, count) in others {
                *mine.entry(text).or_default() += count;
            }
        }
        for (show, said) in other.shows {
            let mine = self.shows.entry(show).or_default();
            mine.sayers += said.sayers;
            mine.titled += said.titled;
            mine.opened += said.opened;
        }
    }
}

fn commonest(spellings: &BTreeMap<String, usize>) -> Option<&str> {
    let best = spellings
        .iter()
        .min_by_key(|&(text, &count)| (std::cmp::Reverse(count), text.len(), text));
    best.map(|(text, _)| text.as_str())
}

/// The document frequencies of a catalogue or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    episodes: usize,
    /// By form.
    forms: BTreeMap<String, Shared>,
    /// Episodes of each show.
    shows: BTreeMap<String, usize>,
    /// Episodes in each language.
    languages: BTreeMap<String, usize>,
}

impl Frequencies {
    /// Counts over the episodes of a whole catalogue; their order does not matter. What one episode alone says is most of
    /// what is said and is left out: nothing depends on it.
    pub fn of(episodes: &[EpisodeTerms]) -> Self {
        let mut sayers: FxHashMap<u64, u32> = FxHashMap::default();
        for episode in episodes {
            for number in numbers(episode) {
                *sayers.entry(number).or_default() += 1;
            }
            // What people have given counts, whoever says it.
            for form in given(episode) {
                *sayers.entry(number(&form)).or_default() += 2;
            }
        }
        let mut counted = Self::default();
        for episode in episodes {
            counted.count(episode, |form| {
                sayers.get(&number(form)).is_some_and(|count| *count > 1)
            });
        }
        counted
    }

    /// Counts over a part of a catalogue, to be merged with others.
    pub fn of_part(episodes: &[EpisodeTerms]) -> Self {
        let mut counted = Self::default();
        for episode in episodes {
            counted.count(episode, |_| true);
        }
        counted
    }

    fn count(&mut self, episode: &EpisodeTerms, is_counted: impl Fn(&str) -> bool) {
        let show = show_of(&episode.id);
        self.episodes += 1;
        *self.shows.entry(show.to_owned()).or_default() += 1;
        *self.languages.entry(episode.language.clone()).or_default() += 1;
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for candidate in &episode.phrases {
            let form = form(&episode.language, &candidate.key);
            if !is_counted(&form) {
                continue;
            }
            let shared = self.forms.entry(form.clone()).or_default();
            *shared.spellings.entry(candidate.text.clone()).or_default() += 1;
            // `devtools` and `dev tools` in one episode are one thing said.
            if seen.insert(form) {
                shared.sayers += 1;
                shared.titled += usize::from(candidate.titled);
                let said = shared.shows.entry(show.to_owned()).or_default();
                said.sayers += 1;
                said.titled += usize::from(candidate.titled);
                let opens = episode.words >= LONG_TALK
                    && candidate.first * (episode.words as f32) < OPENING_WORDS;
                said.opened += usize::from(opens);
            }
        }
        for (tag, form) in episode.existing.iter().zip(given(episode)) {
            let shared = self.forms.entry(form).or_default();
            *shared.given.entry(tag.clone()).or_default() += 1;
        }
    }

    /// The frequencies of two parts of a catalogue together.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.episodes += other.episodes;
        for (form, shared) in other.forms {
            self.forms.entry(form).or_default().merge(shared);
        }
        for (mine, others) in [
            (&mut self.shows, other.shows),
            (&mut self.languages, other.languages),
        ] {
            for (name, count) in others {
                *mine.entry(name).or_default() += count;
            }
        }
        self
    }

    /// Number of episodes counted.
    pub(super) fn episodes(&self) -> usize {
        self.episodes
    }

    /// What is known of a form.
    pub(super) fn shared(&self, form: &str) -> Option<&Shared> {
        self.forms.get(form)
    }

    /// Codes of the languages that several episodes speak.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        let spoken = self.languages.iter().filter(|(_, count)| **count > 1);
        spoken.map(|(code, _)| code.as_str())
    }

    /// Whether a form belongs to a show as a whole and not to any of its episodes.
    pub(super) fn is_a_shows_own(&self, shared: &Shared) -> bool {
        let mut shows = shared.shows.iter();
        shows.any(|(show, said)| {
            let of = self.shows.get(show).copied().unwrap_or_default();
            said.is_the_shows_own(of)
        })
    }
}

/// What a normal form is counted under: its spellings are one thing, but stems of two languages are two, though they be
/// spelt alike.
pub(super) fn form(language: &str, key: &str) -> String {
    format!("{language} {}", joined(key))
}

/// A number for each form that an episode says.
fn numbers(episode: &EpisodeTerms) -> Vec<u64> {
    let forms = episode
        .phrases
        .iter()
        .map(|candidate| number(&form(&episode.language, &candidate.key)));
    let mut numbers: Vec<u64> = forms.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The forms of the tags that people gave an episode.
fn given(episode: &EpisodeTerms) -> impl Iterator<Item = String> + '_ {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let tags = episode.existing.iter();
    tags.map(move |tag| form(&episode.language, &normal_form(language, tag)))
}

fn number(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    form.hash(&mut hasher);
    hasher.finish()
}

/// The folder part of an id: where catalogues hold several shows, each has its folder.
fn show_of(id: &str) -> &str {
    let id = id.split('#').next().unwrap_or(id);
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
#[path = "frequencies_tests.rs"]
mod tests;
