//! Cold start: finds the tags of a catalogue that nobody has tagged yet, and says what is known of each.
//!
//! Each phrase of an episode has a probability of being a tag that people would give it ([`super::likelihood`]); which
//! episodes take it is settled by [`super::market`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::TagOptions;
use super::frequencies::Frequencies;
use super::market::{Market, Taken};
use super::normal::joined;
use super::phrases::Candidate;
use super::shared::Shared;
use super::terms::EpisodeTerms;
use super::weighing::{Chance, Listing, Weighed};

/// The tags that a catalogue suggests for each of its episodes.
pub(super) struct Discovery<'a> {
    frequencies: &'a Frequencies,
    /// What each episode is tagged with, likeliest first.
    settled: Vec<Vec<Chance>>,
    /// Spellings of tags that languages of the catalogue spell differently (`backups`, `Backup`), with the one shown.
    spellings: BTreeMap<String, String>,
}

/// A phrase that an episode gets as a tag.
pub(super) struct Discovered<'e> {
    /// Its place among the episode's phrases.
    pub(super) number: usize,
    pub(super) candidate: &'e Candidate<'e>,
    /// How likely people would give it, 0 to 1.
    pub(super) score: f64,
}

impl<'a> Discovery<'a> {
    /// Settles which phrases of a catalogue are worth a tag beside what its episodes have.
    pub(super) fn new(
        weighed: &Weighed<'a>,
        listing: &Listing,
        taken: Vec<Taken>,
        options: &TagOptions,
    ) -> Self {
        let mut market = Market::open(weighed, listing, taken, options);
        let settled = market.settle();
        let carried = settled.iter().flatten();
        let aliases = weighed.frequencies.aliases();
        let spellings = shown_spellings(carried.map(|&chance| market.spelling(chance)), &aliases);
        Self {
            frequencies: weighed.frequencies,
            settled,
            spellings,
        }
    }

    /// The tags that an episode takes, likeliest first; none but `wanted` ones. `number` is its place among the episodes.
    pub(super) fn choose<'e>(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        candidates: &'e [Candidate<'e>],
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Discovered<'e>> {
        self.settled[number]
            .iter()
            .map(|chance| Discovered {
                number: usize::from(chance.phrase),
                candidate: &candidates[usize::from(chance.phrase)],
                score: f64::from(chance.likelihood),
            })
            .filter(|found| wanted(self.spelling(episode, found.candidate)))
            .collect()
    }

    /// Whether a phrase belongs to a show as a whole and not to any of its episodes.
    pub(super) fn is_a_shows_own(&self, episode: &EpisodeTerms, candidate: &Candidate<'_>) -> bool {
        let shared = self.frequencies.shared(&episode.language, candidate.key);
        shared.is_some_and(|shared| self.frequencies.is_a_shows_own(shared))
    }

    /// As people would type a phrase of this catalogue.
    pub(super) fn spelling<'s>(&'s self, episode: &EpisodeTerms, found: &Candidate<'s>) -> &'s str {
        let shared = self.frequencies.shared(&episode.language, found.key);
        let spelling = shared.and_then(Shared::spelling).unwrap_or(found.text);
        self.spellings
            .get(spelling)
            .map_or(spelling, String::as_str)
    }

    /// The form that a phrase is counted under.
    pub(super) fn form<'f>(&'f self, episode: &EpisodeTerms, key: &'f str) -> Cow<'f, str> {
        self.frequencies.form(&episode.language, key)
    }

    /// The acronym of a normal form, or what it is short for.
    pub(super) fn other(&self, episode: &EpisodeTerms, key: &str) -> Option<&str> {
        self.frequencies.other(&episode.language, key)
    }

    /// Other names of each tag: acronyms, and what they are short for.
    pub(super) fn aliases(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut aliases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (spelling, alias) in self.frequencies.aliases() {
            let shown = self.spellings.get(spelling);
            let shown = shown.map_or(spelling, String::as_str);
            if shown != alias {
                aliases.entry(shown).or_default().push(alias);
            }
        }
        aliases
    }

    /// Episodes that say a phrase.
    pub(super) fn said_by(&self, episode: &EpisodeTerms, candidate: &Candidate<'_>) -> usize {
        let shared = self.frequencies.shared(&episode.language, candidate.key);
        shared.map_or(0, |shared| shared.sayers)
    }

    /// Why an episode got a tag, in words.
    pub(super) fn why(&self, episode: &EpisodeTerms, candidate: &Candidate<'_>) -> String {
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
/// carry, of equals the first by letters. `carried` has the spelling of each tag on each episode; of `aliases`, which one
/// language has joined, another may carry both.
fn shown_spellings<'s>(
    carried: impl Iterator<Item = &'s str>,
    aliases: &BTreeSet<(&str, &str)>,
) -> BTreeMap<String, String> {
    let folded = |spelling: &str| {
        let open = spelling.to_lowercase().replace('-', " ");
        joined(&open).into_owned()
    };
    let mut leaders: BTreeMap<String, String> = BTreeMap::new();
    for (shown, alias) in aliases {
        let (shown, alias) = (folded(shown), folded(alias));
        leaders.insert(shown.clone().max(alias.clone()), shown.min(alias));
    }
    let mut groups: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for spelling in carried {
        let folded = folded(spelling);
        let leader = leaders.get(&folded).cloned();
        let group = groups.entry(leader.unwrap_or(folded));
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
