//! Which forms more than one episode of a catalogue says. Most forms are said by one alone, so this is told from numbers,
//! which take little room.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::frequencies::given;
use super::normal::joined;
use super::terms::EpisodeTerms;

/// The forms that more than one episode says, or that people have given.
pub(super) struct Repeated {
    /// By the number of a form.
    sayers: FxHashMap<u64, u32>,
}

impl Repeated {
    /// Of the episodes of a whole catalogue, in any order.
    pub(super) fn of(episodes: &[EpisodeTerms]) -> Self {
        let parts = episodes.par_chunks(part_of(episodes.len()));
        let sayers = parts.map(sayers_of).reduce(FxHashMap::default, together);
        Self { sayers }
    }

    /// Whether a form is one of them.
    pub(super) fn has(&self, language: &str, form: &str) -> bool {
        let sayers = self.sayers.get(&number(language, form));
        sayers.is_some_and(|count| *count > 1)
    }
}

/// How many of so many episodes one thread counts.
pub(super) fn part_of(episodes: usize) -> usize {
    episodes.div_ceil(rayon::current_num_threads()).max(1)
}

/// How many of some episodes say each form, by number; twice as many for what people have given, which counts whoever says
/// it.
fn sayers_of(episodes: &[EpisodeTerms]) -> FxHashMap<u64, u32> {
    let mut sayers: FxHashMap<u64, u32> = FxHashMap::default();
    for episode in episodes {
        for number in numbers(episode) {
            *sayers.entry(number).or_default() += 1;
        }
        for form in given(episode) {
            *sayers.entry(number(&episode.language, &form)).or_default() += 2;
        }
    }
    sayers
}

/// The sums of two sets of counts.
fn together(
    mut counts: FxHashMap<u64, u32>,
    mut others: FxHashMap<u64, u32>,
) -> FxHashMap<u64, u32> {
    if counts.len() < others.len() {
        std::mem::swap(&mut counts, &mut others);
    }
    #[expect(clippy::iter_over_hash_type, reason = "goes into a map, in any order")]
    for (number, count) in others {
        *counts.entry(number).or_default() += count;
    }
    counts
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

fn number(language: &str, form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (language, form).hash(&mut hasher);
    hasher.finish()
}
