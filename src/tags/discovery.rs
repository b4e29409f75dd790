//! Cold start: finds the tags of a catalogue that nobody has tagged yet, and says what is known of each.
//!
//! Each phrase of an episode has a probability of being a tag that people would give it ([`super::likelihood`]); which
//! episodes take it is settled by [`super::market`].

use std::collections::BTreeMap;

use super::TagOptions;
use super::frequencies::{Frequencies, Shared, form};
use super::market::{Chance, Market, Taken};
use super::normal::joined;
use super::terms::{Candidate, EpisodeTerms};

/// The tags that a catalogue suggests for each of its episodes.
pub(super) struct Discovery {
    frequencies: Frequencies,
    /// What each episode could be tagged with, likeliest first.
    chances: Vec<Vec<Chance>>,
    /// What it is tagged with, likeliest first.
    settled: Vec<Vec<Chance>>,
    /// Spellings of tags that languages of the catalogue spell differently (`backups`, `Backup`), with the one shown.
    spellings: BTreeMap<String, String>,
}

/// A phrase that an episode gets as a tag.
pub(super) struct Discovered<'e> {
    pub(super) candidate: &'e Candidate,
    /// How likely people would give it, 0 to 1.
    pub(super) score: f64,
}

impl Discovery {
    /// Looks at all episodes and settles which phrases are worth a tag beside what the episodes have.
    pub(super) fn new(
        frequencies: Frequencies,
        episodes: &[EpisodeTerms],
        taken: Vec<Taken>,
        options: &TagOptions,
    ) -> Self {
        let mut market = Market::open(&frequencies, episodes, taken, options);
        let settled = market.settle();
        let carried = settled.iter().flatten();
        let spellings = shown_spellings(carried.map(|&chance| market.spelling(chance)));
        let chances = market.into_chances();
        Self {
            frequencies,
            chances,
            settled,
            spellings,
        }
    }

    /// The tags that an episode takes, likeliest first; none but `wanted` ones. `number` is its place among the episodes.
    pub(super) fn choose<'e>(
        &self,
        number: usize,
        episode: &'e EpisodeTerms,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Discovered<'e>> {
        self.settled[number]
            .iter()
            .map(|chance| Discovered {
                candidate: &episode.phrases[usize::from(chance.phrase)],
                score: f64::from(chance.likelihood),
            })
            .filter(|found| wanted(self.spelling(episode, found.candidate)))
            .collect()
    }

    /// The place of a normal form among what an episode could be tagged with, from 0.
    pub(super) fn place(&self, number: usize, episode: &EpisodeTerms, key: &str) -> Option<usize> {
        let mut chances = self.chances[number].iter();
        chances.position(|chance| episode.phrases[usize::from(chance.phrase)].key == key)
    }

    /// Whether a phrase belongs to a show as a whole and not to any of its episodes.
    pub(super) fn is_a_shows_own(&self, episode: &EpisodeTerms, candidate: &Candidate) -> bool {
        let shared = self
            .frequencies
            .shared(&form(&episode.language, &candidate.key));
        shared.is_some_and(|shared| self.frequencies.is_a_shows_own(shared))
    }

    /// As people would type a phrase of this catalogue.
    pub(super) fn spelling<'s>(&'s self, episode: &EpisodeTerms, found: &'s Candidate) -> &'s str {
        let shared = self
            .frequencies
            .shared(&form(&episode.language, &found.key));
        let spelling = shared.and_then(Shared::spelling).unwrap_or(&found.text);
        self.spellings
            .get(spelling)
            .map_or(spelling, String::as_str)
    }

    /// Episodes that say a phrase.
    pub(super) fn said_by(&self, episode: &EpisodeTerms, candidate: &Candidate) -> usize {
        let shared = self
            .frequencies
            .shared(&form(&episode.language, &candidate.key));
        shared.map_or(0, |shared| shared.sayers)
    }

    /// Why an episode got a tag, in words.
    pub(super) fn why(&self, episode: &EpisodeTerms, candidate: &Candidate) -> String {
        format!(
            "said {} times here, by {} of {} episodes{}",
            candidate.count,
            self.said_by(episode, candidate),
            self.frequencies.episodes(),
            if candidate.named() {
                "; the title or description names it"
            } else {
                ""
            },
        )
    }
}

/// One spelling for tags of several languages that differ in case, blanks and plural alone: the one that most episodes
/// carry, of equals the first by letters. `carried` has the spelling of each tag on each episode.
fn shown_spellings<'s>(carried: impl Iterator<Item = &'s str>) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for spelling in carried {
        let group = groups.entry(joined(&spelling.to_lowercase().replace('-', " ")));
        *group.or_default().entry(spelling).or_default() += 1;
    }
    let mut shown = BTreeMap::new();
    for spellings in groups.into_values().filter(|group| group.len() > 1) {
        let best = spellings
            .iter()
            .min_by_key(|&(text, &count)| (std::cmp::Reverse(count), text));
        let Some((&best, _)) = best else { continue };
        for spelling in spellings.keys() {
            shown.insert((*spelling).to_owned(), best.to_owned());
        }
    }
    shown
}
