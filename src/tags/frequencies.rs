//! Document frequencies: how many episodes of a catalogue say each phrase, under one form for all its spellings.
//!
//! Everything here is a count, so that the frequencies of two halves of a catalogue add up to those of the whole,
//! whatever the halves and the order.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::text::Language;

use super::normal::{joined, normal_form};
use super::phrases::Candidate;
use super::terms::EpisodeTerms;

/// What so large a share of a show's episodes say is the show's own name or habit and tells none of them apart; a show is
/// a folder with so many episodes at least.
const SHOW_SHARE: f64 = 0.8;

/// What so large a share of a show's titles name is the name of the show or of a series.
const TITLE_SHARE: f64 = 0.25;

const SHOW_EPISODES: usize = 5;

/// What this share of a show's episodes say, and half of them in their first words, is part of how the show opens: its
/// hosts, its slogan. In a short talk the first words say what it is about.
const OPENING_SHARE: f64 = 0.1;
const OPENING_EPISODES: u32 = 5;
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
    spellings: Spellings,
    /// Episodes that people have given it to, for each spelling.
    given: Spellings,
    /// By the number of the show, ascending.
    shows: Vec<(u32, Said)>,
}

/// How a show speaks of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Said {
    /// Episodes that say it.
    sayers: u32,
    /// Episodes whose title names it.
    titled: u32,
    /// Episodes that open with it.
    opened: u32,
}

impl Said {
    /// Whether the form belongs to a show of so many episodes as a whole.
    fn is_the_shows_own(self, episodes: usize) -> bool {
        let all = episodes as f64;
        let is_in = |count: u32, share: f64| f64::from(count) >= share * all;
        let is_opening = self.sayers >= OPENING_EPISODES
            && is_in(self.sayers, OPENING_SHARE)
            && 2 * self.opened >= self.sayers;
        episodes >= SHOW_EPISODES
            && (is_in(self.sayers, SHOW_SHARE) || is_in(self.titled, TITLE_SHARE) || is_opening)
    }

    fn add(&mut self, other: Self) {
        self.sayers += other.sayers;
        self.titled += other.titled;
        self.opened += other.opened;
    }
}

impl Shared {
    /// What only one episode says, as this candidate.
    pub(super) fn alone(candidate: &Candidate<'_>) -> Self {
        Self {
            sayers: 1,
            titled: usize::from(candidate.titled),
            ..Self::default()
        }
    }

    /// As people would type it: as they have typed it, or else as most episodes say it; of equals the shortest, then the
    /// first by letters.
    pub(super) fn spelling(&self) -> Option<&str> {
        self.given
            .commonest()
            .or_else(|| self.spellings.commonest())
    }

    /// Episodes that people have given it to.
    pub(super) fn given(&self) -> usize {
        self.given.0.iter().map(|(_, count)| count).sum()
    }

    fn add_said(&mut self, show: u32, said: Said) {
        match self.shows.binary_search_by_key(&show, |(show, _)| *show) {
            Ok(place) => self.shows[place].1.add(said),
            Err(place) => self.shows.insert(place, (show, said)),
        }
    }

    fn merge(&mut self, other: Self) {
        self.sayers += other.sayers;
        self.titled += other.titled;
        for (mine, others) in [
            (&mut self.spellings, other.spellings),
            (&mut self.given, other.given),
        ] {
            for (text, count) in others.0 {
                mine.add(&text, count);
            }
        }
        for (show, said) in other.shows {
            self.add_said(show, said);
        }
    }
}

/// A few spellings and how many episodes have each, by letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Spellings(Vec<(Box<str>, usize)>);

impl Spellings {
    fn add(&mut self, spelling: &str, episodes: usize) {
        match self
            .0
            .binary_search_by(|(known, _)| (**known).cmp(spelling))
        {
            Ok(place) => self.0[place].1 += episodes,
            Err(place) => self.0.insert(place, (spelling.into(), episodes)),
        }
    }

    fn commonest(&self) -> Option<&str> {
        let best = self
            .0
            .iter()
            .min_by_key(|(text, count)| (Reverse(*count), text.len(), text));
        best.map(|(text, _)| &**text)
    }
}

/// The document frequencies of a catalogue or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    episodes: usize,
    /// By language and form.
    forms: BTreeMap<String, FxHashMap<String, Shared>>,
    /// Each show with its episodes, by name; its place is its number.
    shows: Vec<(String, usize)>,
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
                *sayers.entry(number(&episode.language, &form)).or_default() += 2;
            }
        }
        Self::count(episodes, |language, form| {
            sayers
                .get(&number(language, form))
                .is_some_and(|count| *count > 1)
        })
    }

    /// Counts over a part of a catalogue, to be merged with others.
    pub fn of_part(episodes: &[EpisodeTerms]) -> Self {
        Self::count(episodes, |_, _| true)
    }

    fn count(episodes: &[EpisodeTerms], is_counted: impl Fn(&str, &str) -> bool) -> Self {
        let mut shows: BTreeMap<&str, usize> = BTreeMap::new();
        for episode in episodes {
            *shows.entry(show_of(&episode.id)).or_default() += 1;
        }
        let mut counted = Self::default();
        let numbers: FxHashMap<&str, u32> = shows.keys().copied().zip(0..).collect();
        for episode in episodes {
            counted.add(episode, numbers[show_of(&episode.id)], &is_counted);
        }
        let shows = shows.into_iter();
        counted.shows = shows
            .map(|(name, count)| (name.to_owned(), count))
            .collect();
        counted
    }

    fn add(&mut self, episode: &EpisodeTerms, show: u32, is_counted: impl Fn(&str, &str) -> bool) {
        let language = episode.language.as_str();
        self.episodes += 1;
        *self.languages.entry(language.to_owned()).or_default() += 1;
        let forms = self.forms.entry(language.to_owned()).or_default();
        let opened = episode.phrases.open();
        let candidates = opened.candidates();
        let mut seen: FxHashSet<Cow<'_, str>> = FxHashSet::default();
        for candidate in &candidates {
            let form = joined(candidate.key);
            if !is_counted(language, &form) {
                continue;
            }
            let Some(shared) = shared_of(forms, &form) else {
                continue;
            };
            shared.spellings.add(candidate.text, 1);
            // `devtools` and `dev tools` in one episode are one thing said.
            if seen.insert(form) {
                let opens = episode.words >= LONG_TALK
                    && candidate.first * (episode.words as f32) < OPENING_WORDS;
                let said = Said {
                    sayers: 1,
                    titled: u32::from(candidate.titled),
                    opened: u32::from(opens),
                };
                shared.sayers += 1;
                shared.titled += usize::from(candidate.titled);
                shared.add_said(show, said);
            }
        }
        for (tag, form) in episode.existing.iter().zip(given(episode)) {
            if let Some(shared) = shared_of(forms, &form) {
                shared.given.add(tag, 1);
            }
        }
    }

    /// The frequencies of two parts of a catalogue together.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        let mut shows: BTreeMap<String, usize> = BTreeMap::new();
        for (name, episodes) in self.shows.iter().chain(&other.shows) {
            *shows.entry(name.clone()).or_default() += episodes;
        }
        let shows: Vec<(String, usize)> = shows.into_iter().collect();
        self.place_shows(&shows);
        other.place_shows(&shows);
        self.shows = shows;
        self.episodes += other.episodes;
        for (language, forms) in other.forms {
            let mine = self.forms.entry(language).or_default();
            #[expect(clippy::iter_over_hash_type, reason = "goes into a map, in any order")]
            for (form, shared) in forms {
                mine.entry(form).or_default().merge(shared);
            }
        }
        for (code, count) in other.languages {
            *self.languages.entry(code).or_default() += count;
        }
        self
    }

    /// Numbers the shows by their places among more of them.
    fn place_shows(&mut self, all: &[(String, usize)]) {
        let numbers: FxHashMap<&str, u32> =
            all.iter().map(|(name, _)| name.as_str()).zip(0..).collect();
        let mine = self.shows.iter();
        let new: Vec<u32> = mine.map(|(name, _)| numbers[name.as_str()]).collect();
        for shared in self.forms.values_mut().flat_map(FxHashMap::values_mut) {
            for (show, _) in &mut shared.shows {
                *show = new[*show as usize];
            }
        }
    }

    /// Number of episodes counted.
    pub(super) fn episodes(&self) -> usize {
        self.episodes
    }

    /// What is known of the forms of one language.
    pub(super) fn spoken(&self, language: &str) -> Option<&FxHashMap<String, Shared>> {
        self.forms.get(language)
    }

    /// What is known of the form of a key.
    pub(super) fn shared(&self, language: &str, key: &str) -> Option<&Shared> {
        self.forms.get(language)?.get(&*joined(key))
    }

    /// Codes of the languages that several episodes speak.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        let spoken = self.languages.iter().filter(|(_, count)| **count > 1);
        spoken.map(|(code, _)| code.as_str())
    }

    /// Whether a form belongs to a show as a whole and not to any of its episodes.
    pub(super) fn is_a_shows_own(&self, shared: &Shared) -> bool {
        let mut shows = shared.shows.iter();
        shows.any(|(show, said)| said.is_the_shows_own(self.shows[*show as usize].1))
    }
}

/// What is known of a form so far.
fn shared_of<'f>(forms: &'f mut FxHashMap<String, Shared>, form: &str) -> Option<&'f mut Shared> {
    if !forms.contains_key(form) {
        forms.insert(form.to_owned(), Shared::default());
    }
    forms.get_mut(form)
}

/// A number for each form that an episode says. A normal form is counted under its joined one: its spellings are one
/// thing, but stems of two languages are two, though they be spelt alike.
fn numbers(episode: &EpisodeTerms) -> Vec<u64> {
    let opened = episode.phrases.open();
    let candidates = opened.candidates();
    let forms = candidates
        .iter()
        .map(|candidate| number(&episode.language, &joined(candidate.key)));
    let mut numbers: Vec<u64> = forms.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The forms of the tags that people gave an episode.
fn given(episode: &EpisodeTerms) -> impl Iterator<Item = String> + '_ {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let tags = episode.existing.iter();
    tags.map(move |tag| joined(&normal_form(language, tag)).into_owned())
}

fn number(language: &str, form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (language, form).hash(&mut hasher);
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
