//! How likely each phrase of each episode is to be a tag of it, and under which form it would be one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::TagOptions;
use super::barred::Barred;
use super::frequencies::Frequencies;
use super::likelihood::likelihood;
use super::normal::nested;
use super::phrases::{Candidate, Opened};
use super::shared::Shared;
use super::terms::EpisodeTerms;

/// Likeliest phrases of an episode looked at; fewer than a mask has bits.
const LOOKED_AT: usize = 40;

/// Episodes whose phrases are unpacked at the same time.
const AT_ONCE: usize = 256;

/// One phrase that may become a tag of an episode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    /// Its place among the episode's phrases.
    pub(super) phrase: u16,
    /// Its place among the episode's chances.
    pub(super) place: u8,
    /// Whether the episode is among those that its form may be given to.
    pub(super) is_open: bool,
    pub(super) form: u32,
    pub(super) likelihood: f32,
}

/// What a phrase of several episodes would be as a tag.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) spelling: String,
    /// Whether it is no tag on any episode.
    pub(super) is_barred: bool,
}

/// The share of its mentions from which a phrase is only a part of another one.
const PART: f64 = 0.6;

/// The likeliest phrases of each episode, likeliest first.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) chances: Vec<Vec<Chance>>,
    /// Of each chance the places of those that say the same or more, as the bits of a mask; nothing for an episode where
    /// each says something else.
    nested: Vec<Vec<u64>>,
}

impl Listing {
    /// Adds the next episode.
    fn push(&mut self, listed: Listed) {
        self.chances.push(listed.chances);
        self.nested.push(listed.nested);
    }

    /// Whether two chances of an episode say the same, or one of them more.
    pub(super) fn are_nested(&self, episode: usize, a: Chance, b: Chance) -> bool {
        let mask = self.nested[episode].get(usize::from(a.place));
        a.place == b.place || mask.is_some_and(|mask| mask >> b.place & 1 == 1)
    }
}

/// The likeliest phrases of one episode, and which of them say the same or more.
struct Listed {
    chances: Vec<Chance>,
    nested: Vec<u64>,
}

impl Listed {
    /// `names`: the normal forms of each phrase.
    fn new(mut chances: Vec<Chance>, forms: &[Form], names: &[Names<'_>]) -> Self {
        chances.sort_by(|a, b| {
            let text = |chance: &Chance| &forms[chance.form as usize].spelling;
            let likelier = b.likelihood.total_cmp(&a.likelihood);
            likelier.then_with(|| text(a).cmp(text(b)))
        });
        chances.truncate(LOOKED_AT);
        chances.shrink_to_fit();
        for (place, chance) in chances.iter_mut().enumerate() {
            chance.place = place as u8;
        }
        let nested = nested_in(&chances, names);
        Self { chances, nested }
    }
}

/// The normal form of a phrase, and the one of its acronym or of what it is short for.
type Names<'n> = (&'n str, Option<&'n str>);

fn nested_in(chances: &[Chance], names: &[Names<'_>]) -> Vec<u64> {
    let names = |place: usize| {
        let (key, other) = names[usize::from(chances[place].phrase)];
        std::iter::once(key).chain(other)
    };
    let mut masks = vec![0; chances.len()];
    for a in 0..chances.len() {
        for b in 0..a {
            if names(a).any(|a| names(b).any(|b| nested(a, b))) {
                masks[a] |= 1 << b;
                masks[b] |= 1 << a;
            }
        }
    }
    if masks.iter().all(|mask| *mask == 0) {
        masks = Vec::new();
    }
    masks
}

/// All phrases of a catalogue that may become tags.
pub(super) struct Weighed<'a> {
    pub(super) frequencies: &'a Frequencies,
    barred: Barred<'a>,
    pub(super) episodes: &'a [EpisodeTerms],
    pub(super) forms: Vec<Form>,
    /// The number of each form that several episodes say, by language and form.
    numbers: BTreeMap<&'a str, FxHashMap<&'a str, u32>>,
    /// Of each form the last episode that it was met in, counted from 1.
    met: Vec<u32>,
    /// Phrases of forms that enough episodes say, or carry.
    pub(super) common: Listing,
    /// All phrases; filled only if terms of single episodes are to be proposed.
    pub(super) all: Listing,
    /// Sum of the likelihoods of all phrases of each episode.
    pub(super) totals: Vec<f64>,
}

impl<'a> Weighed<'a> {
    /// Weighs all phrases; those that fewer than `least` episodes say, or carry, are listed only if `alone`.
    pub(super) fn new(
        frequencies: &'a Frequencies,
        episodes: &'a [EpisodeTerms],
        options: &'a TagOptions,
        least: usize,
        alone: bool,
    ) -> Self {
        let mut weighed = Self {
            frequencies,
            barred: Barred::new(frequencies, episodes, options),
            episodes,
            forms: Vec::new(),
            numbers: BTreeMap::new(),
            met: Vec::new(),
            common: Listing::default(),
            all: Listing::default(),
            totals: Vec::with_capacity(episodes.len()),
        };
        for part in episodes.chunks(AT_ONCE) {
            weighed.add(part, least, alone);
        }
        weighed
    }

    /// Weighs the phrases of the next episodes. Forms are numbered one after the other, so that the numbers do not depend
    /// on the threads.
    fn add(&mut self, part: &'a [EpisodeTerms], least: usize, alone: bool) {
        let frequencies = self.frequencies;
        let opened: Vec<_> = part.par_iter().map(|of| of.phrases.open()).collect();
        let candidates: Vec<_> = opened.par_iter().map(Opened::candidates).collect();
        let read: Vec<Vec<Likely<'a, '_>>> = part
            .par_iter()
            .zip(&candidates)
            .map(|(episode, candidates)| likely(episode, candidates, frequencies))
            .collect();
        let chances: Vec<_> = part
            .iter()
            .zip(candidates.iter().zip(read))
            .map(|(episode, (candidates, read))| {
                self.weigh(episode, candidates, read, least, alone)
            })
            .collect();
        let forms = &self.forms;
        let listed: Vec<_> = part
            .par_iter()
            .zip(candidates.par_iter().zip(chances))
            .map(|(episode, (candidates, (common, others)))| {
                let other = |key| frequencies.other(&episode.language, key);
                let names = candidates.iter().map(|own| (own.key, other(own.key)));
                let names: Vec<Names<'_>> = names.collect();
                let all = alone.then(|| {
                    let all = common.iter().copied().chain(others).collect();
                    Listed::new(all, forms, &names)
                });
                (all, Listed::new(common, forms, &names))
            })
            .collect();
        for (all, common) in listed {
            if let Some(all) = all {
                self.all.push(all);
            }
            self.common.push(common);
        }
    }

    /// The chances of the next episode: those of forms that enough episodes say, and the others if they are wanted.
    fn weigh(
        &mut self,
        episode: &'a EpisodeTerms,
        candidates: &[Candidate<'_>],
        read: Vec<Likely<'a, '_>>,
        least: usize,
        alone: bool,
    ) -> (Vec<Chance>, Vec<Chance>) {
        let language = episode.language.as_str();
        let (mut common, mut others) = (Vec::new(), Vec::new());
        let mut own: FxHashMap<Cow<'_, str>, u32> = FxHashMap::default();
        let mut barred: Vec<&Candidate<'_>> = Vec::new();
        let mut total = 0.0;
        for (phrase, (candidate, likely)) in candidates.iter().zip(read).enumerate() {
            total += likely.likelihood;
            let shared = likely.known.map_or_else(
                || Cow::Owned(Shared::alone(candidate)),
                |(_, shared)| Cow::Borrowed(shared),
            );
            let is_common = shared.sayers.max(shared.given()) >= least;
            if !is_common && !alone {
                continue;
            }
            let next = self.forms.len() as u32;
            let number = match likely.known {
                Some((form, _)) => *self
                    .numbers
                    .entry(language)
                    .or_default()
                    .entry(form)
                    .or_insert(next),
                None => *own.entry(likely.form).or_insert(next),
            };
            if number == next {
                let form = self.form(&shared, candidate);
                self.forms.push(form);
                self.met.push(0);
            }
            let at = number as usize;
            let here = self.totals.len() as u32 + 1;
            if self.forms[at].is_barred {
                barred.push(candidate);
                continue;
            }
            if !is_meant(candidate) {
                continue;
            }
            let list = if is_common { &mut common } else { &mut others };
            let chance = Chance {
                phrase: phrase as u16,
                place: 0,
                is_open: false,
                form: number,
                likelihood: likely.likelihood as f32,
            };
            if self.met[at] != here {
                self.met[at] = here;
                list.push(chance);
            } else if let Some(met) = list.iter_mut().find(|met| met.form == number)
                && met.likelihood < chance.likelihood
            {
                *met = chance;
            }
        }
        for list in [&mut common, &mut others] {
            list.retain(|chance| {
                let candidate = &candidates[usize::from(chance.phrase)];
                !barred.iter().any(|barred| is_part(candidate, barred))
            });
        }
        self.totals.push(total);
        (common, others)
    }

    /// What a phrase would be as a tag.
    pub(super) fn form(&self, shared: &Shared, candidate: &Candidate<'_>) -> Form {
        let spelling = shared.spelling().unwrap_or(candidate.text).to_owned();
        Form {
            is_barred: self.barred.bars(candidate, shared, &spelling),
            spelling,
        }
    }

    /// The number of the form of a key, if several episodes say it.
    pub(super) fn number(&self, language: &str, key: &str) -> Option<u32> {
        let form = self.frequencies.form(language, key);
        self.numbers.get(language)?.get(&*form).copied()
    }

    /// The place of a normal form among the chances of an episode, from 0.
    pub(super) fn place(&self, episode: usize, key: &str) -> Option<usize> {
        let episode_terms = &self.episodes[episode];
        let opened = episode_terms.phrases.open();
        let candidates = opened.candidates();
        let form = |key| self.frequencies.form(&episode_terms.language, key);
        let asked = form(key);
        let mut chances = self.common.chances[episode].iter();
        chances.position(|chance| form(candidates[usize::from(chance.phrase)].key) == asked)
    }
}

/// One phrase of an episode before it is numbered.
struct Likely<'a, 'c> {
    form: Cow<'c, str>,
    /// The form as the catalogue has it, with what is known of it, if several episodes say it.
    known: Option<(&'a String, &'a Shared)>,
    likelihood: f64,
}

fn likely<'a: 'c, 'c>(
    episode: &EpisodeTerms,
    candidates: &'c [Candidate<'_>],
    frequencies: &'a Frequencies,
) -> Vec<Likely<'a, 'c>> {
    let language = episode.language.as_str();
    let spoken = frequencies.spoken(language);
    let read = |candidate: &'c Candidate<'_>| {
        let form = frequencies.form(language, candidate.key);
        let known = spoken.and_then(|spoken| spoken.get_key_value(&*form));
        let shared = known.map_or_else(
            || Cow::Owned(Shared::alone(candidate)),
            |(_, shared)| Cow::Borrowed(shared),
        );
        let likelihood = likelihood(language, candidate, &shared, frequencies);
        Likely {
            form,
            known,
            likelihood,
        }
    };
    candidates.iter().map(read).collect()
}

/// Whether an episode says a phrase more than in passing.
pub(super) fn is_meant(candidate: &Candidate<'_>) -> bool {
    candidate.count > 1 || candidate.named()
}
/// Whether a phrase is said mostly as a part of another one: `science` where they say `data science`.
fn is_part(candidate: &Candidate<'_>, whole: &Candidate<'_>) -> bool {
    candidate.key.len() < whole.key.len()
        && nested(candidate.key, whole.key)
        && f64::from(whole.count) >= PART * f64::from(candidate.count)
}
