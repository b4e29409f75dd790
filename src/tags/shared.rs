//! What a catalogue knows of one form: counts of episodes, which add up over parts of the catalogue.

use std::cmp::Reverse;

use super::phrases::Candidate;

/// What so large a share of a show's episodes say is the show's own name or habit and tells none of them apart; a show is
/// a folder with so many episodes at least.
const SHOW_SHARE: f64 = 0.8;

/// What so large a share of a show's titles name is the name of the show or of a series.
const TITLE_SHARE: f64 = 0.25;

const SHOW_EPISODES: usize = 5;

/// What this share of a show's episodes say, and half of them in their first words, is part of how the show opens: its
/// hosts, its slogan.
const OPENING_SHARE: f64 = 0.1;
const OPENING_EPISODES: u32 = 5;

/// What the catalogue knows of one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// Episodes that say it.
    pub(super) sayers: usize,
    /// Episodes whose title names it.
    pub(super) titled: usize,
    /// Episodes that say it in the middle of their talk, for each spelling.
    pub(super) spellings: Spellings,
    /// Episodes that people have given it to, for each spelling.
    pub(super) given: Spellings,
    /// By the number of the show, ascending.
    pub(super) shows: Vec<(u32, Said)>,
}

/// How a show speaks of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Episodes that say it.
    pub(super) sayers: u32,
    /// Episodes whose title names it.
    pub(super) titled: u32,
    /// Episodes that open with it.
    pub(super) opened: u32,
}

impl Said {
    /// Whether the form belongs to a show of so many episodes as a whole.
    pub(super) fn is_the_shows_own(self, episodes: usize) -> bool {
        let all = episodes as f64;
        let is_in = |count: u32, share: f64| f64::from(count) >= share * all;
        let is_opening = self.sayers >= OPENING_EPISODES
            && is_in(self.sayers, OPENING_SHARE)
            && 2 * self.opened >= self.sayers;
        episodes >= SHOW_EPISODES
            && (is_in(self.sayers, SHOW_SHARE) || is_in(self.titled, TITLE_SHARE) || is_opening)
    }

    /// What holds of both of two forms in one episode.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            sayers: self.sayers.min(other.sayers),
            titled: self.titled.min(other.titled),
            opened: self.opened.min(other.opened),
        }
    }

    fn add(&mut self, other: Self) {
        self.sayers += other.sayers;
        self.titled += other.titled;
        self.opened += other.opened;
    }

    fn take_off(&mut self, other: Self) {
        self.sayers = self.sayers.saturating_sub(other.sayers);
        self.titled = self.titled.saturating_sub(other.titled);
        self.opened = self.opened.saturating_sub(other.opened);
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

    pub(super) fn add_said(&mut self, show: u32, said: Said) {
        match self.shows.binary_search_by_key(&show, |(show, _)| *show) {
            Ok(place) => self.shows[place].1.add(said),
            Err(place) => self.shows.insert(place, (show, said)),
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
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

    /// Counts an episode of a show that says it.
    pub(super) fn count(&mut self, show: u32, said: Said) {
        self.sayers += 1;
        self.titled += said.titled as usize;
        self.add_said(show, said);
    }

    /// This form with another that means the same, under the spellings of this one; `both` counts the episodes that say
    /// both of them.
    pub(super) fn join(&mut self, other: Self, both: &Self) {
        let spellings = std::mem::take(&mut self.spellings);
        self.merge(other);
        self.spellings = spellings;
        self.sayers = self.sayers.saturating_sub(both.sayers);
        self.titled = self.titled.saturating_sub(both.titled);
        for &(show, said) in &both.shows {
            if let Ok(place) = self.shows.binary_search_by_key(&show, |(show, _)| *show) {
                self.shows[place].1.take_off(said);
            }
        }
    }
}

/// A few spellings and how many episodes have each, by letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spellings(Vec<(Box<str>, usize)>);

impl Spellings {
    pub(super) fn add(&mut self, spelling: &str, episodes: usize) {
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
