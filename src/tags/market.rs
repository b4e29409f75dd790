//! Where the phrases of a catalogue find the episodes that they become tags of.
//!
//! A phrase becomes a tag where it is likeliest: on at least so many episodes as are wanted and on no more than the
//! largest share allowed, however many say it. Each episode takes as many as make the expected F1 greatest
//! ([`super::cutoff`]).

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::TagOptions;
use super::barred::Barred;
use super::cutoff::how_many;
use super::frequencies::{Frequencies, Shared, form};
use super::likelihood::likelihood;
use super::normal::nested;
use super::terms::{Candidate, EpisodeTerms};

/// Likeliest phrases of an episode looked at.
const LOOKED_AT: usize = 40;

/// Tags given to an episode at least where it has so many.
const FEWEST: usize = 3;

/// A tag that only one episode would take is given to a second one, too, if it is so likely there against that episode's
/// likeliest phrase.
const SECOND: f32 = 0.1;

/// Below this likelihood against the episode's likeliest phrase none is given.
const WEAKEST: f32 = 0.1;

/// Share of the vocabulary that may be used once, so that no episode goes without.
const MOST_USED_ONCE: f64 = 0.1;

/// Rounds of dropping tags that too few episodes carry; each round can only drop more.
const ROUNDS: usize = 24;

/// Of the tags that too few episodes carry, the unlikeliest one in so many is dropped at a time: what goes makes room
/// for what stays. The last rounds drop all.
const DROPPED: usize = 3;
const LAST_ROUNDS: usize = 6;

/// One phrase that may become a tag of an episode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    /// Its place among the episode's phrases.
    pub(super) phrase: u16,
    form: u32,
    pub(super) likelihood: f32,
    /// Whether the episode is among those that its form may be given to.
    is_open: bool,
}

/// One form over all episodes.
#[derive(Clone, Debug, Default)]
struct Form {
    spelling: String,
    /// Whether it is no tag on any episode.
    is_barred: bool,
    /// Whether too few episodes would carry it.
    is_dropped: bool,
    /// Episodes that have it already.
    given: usize,
    /// The episodes that it may be given to, likeliest first.
    takers: Vec<(f32, u32)>,
}

/// What an episode has already.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    /// Normal forms of its tags.
    pub(super) keys: Vec<String>,
    /// Tags that it may get beside them at most.
    pub(super) room: usize,
}

impl Taken {
    /// Episodes without any tags, each with the same room.
    pub(super) fn nothing(episodes: usize, room: usize) -> Vec<Self> {
        let keys = Vec::new();
        vec![Self { keys, room }; episodes]
    }
}

/// Where forms find their episodes.
pub(super) struct Market<'a> {
    episodes: &'a [EpisodeTerms],
    taken: Vec<Taken>,
    options: &'a TagOptions,
    forms: Vec<Form>,
    /// Of each episode, likeliest first, of forms that enough episodes say.
    chances: Vec<Vec<Chance>>,
    frequencies: &'a Frequencies,
    barred: Barred<'a>,
    /// Sum of the likelihoods of all phrases of each episode.
    totals: Vec<f64>,
    least: usize,
}

impl<'a> Market<'a> {
    /// Looks at all episodes and what they have.
    pub(super) fn open(
        frequencies: &'a Frequencies,
        episodes: &'a [EpisodeTerms],
        taken: Vec<Taken>,
        options: &'a TagOptions,
    ) -> Self {
        let count = episodes.len();
        let mut market = Self {
            frequencies,
            barred: Barred::new(frequencies, episodes, options),
            episodes,
            taken,
            options,
            forms: Vec::new(),
            chances: Vec::with_capacity(count),
            totals: Vec::with_capacity(count),
            least: options.least(count),
        };
        let numbers = market.weigh();
        for (episode, taken) in episodes.iter().zip(&market.taken) {
            for key in &taken.keys {
                if let Some(&number) = numbers.get(&form(&episode.language, key)) {
                    market.forms[number as usize].given += 1;
                }
            }
        }
        market.limit();
        market
    }

    /// How the tag of a chance is spelt, in its own language.
    pub(super) fn spelling(&self, chance: Chance) -> &str {
        &self.forms[chance.form as usize].spelling
    }

    /// What each episode could be tagged with, likeliest first.
    pub(super) fn into_chances(self) -> Vec<Vec<Chance>> {
        self.chances
    }

    /// Finds the likelihood of each phrase of each episode; returns the number of each form.
    fn weigh(&mut self) -> FxHashMap<String, u32> {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for episode in self.episodes {
            let mut total = 0.0;
            let mut chances: Vec<Chance> = Vec::new();
            for (phrase, candidate) in episode.phrases.iter().enumerate() {
                let key = form(&episode.language, &candidate.key);
                let (shared, likelihood) = self.weigh_one(episode, candidate, &key);
                let shared = shared.as_ref();
                total += likelihood;
                if shared.sayers.max(shared.given()) < self.least {
                    continue;
                }
                let form = if let Some(&form) = numbers.get(&key) {
                    form
                } else {
                    let form = self.add_form(shared, candidate);
                    numbers.insert(key, form);
                    form
                };
                let is_there = chances.iter().any(|other| other.form == form);
                if is_meant(candidate) && !is_there && !self.forms[form as usize].is_barred {
                    chances.push(Chance {
                        phrase: phrase as u16,
                        form,
                        likelihood: likelihood as f32,
                        is_open: false,
                    });
                }
            }
            chances.sort_by(|a, b| {
                let text = |chance: &Chance| &self.forms[chance.form as usize].spelling;
                let likelier = b.likelihood.total_cmp(&a.likelihood);
                likelier.then_with(|| text(a).cmp(text(b)))
            });
            chances.truncate(LOOKED_AT);
            chances.shrink_to_fit();
            self.chances.push(chances);
            self.totals.push(total);
        }
        numbers
    }

    /// What the catalogue knows of a phrase with this form, and how likely it is to be a tag of this episode.
    fn weigh_one<'s>(
        &self,
        episode: &EpisodeTerms,
        candidate: &Candidate,
        form: &str,
    ) -> (Cow<'s, Shared>, f64)
    where
        'a: 's,
    {
        let known = self.frequencies.shared(form).map(Cow::Borrowed);
        let shared = known.unwrap_or_else(|| Cow::Owned(Shared::alone(candidate)));
        let likelihood = likelihood(&episode.language, candidate, &shared, self.frequencies);
        (shared, likelihood)
    }

    fn add_form(&mut self, shared: &Shared, candidate: &Candidate) -> u32 {
        let spelling = shared.spelling().unwrap_or(&candidate.text).to_owned();
        self.forms.push(Form {
            is_barred: self.barred.bars(candidate, shared, &spelling),
            is_dropped: false,
            given: 0,
            spelling,
            takers: Vec::new(),
        });
        self.forms.len() as u32 - 1
    }

    /// Leaves each form to the episodes where it is likeliest, no more than the largest share allowed.
    fn limit(&mut self) {
        let count = self.episodes.len();
        // In a handful of episodes a quarter is less than two; there, whatever not all of them take may be a tag.
        let share = (self.options.max_share * count as f64).floor() as usize;
        let most = share.max(if count < 3 { count } else { (count - 1).min(3) });
        for (number, chances) in self.chances.iter().enumerate() {
            for chance in chances {
                let takers = &mut self.forms[chance.form as usize].takers;
                takers.push((chance.likelihood, number as u32));
            }
        }
        for (number, form) in self.forms.iter_mut().enumerate() {
            form.takers
                .sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            form.takers.truncate(most.saturating_sub(form.given));
            for &(_, taker) in &form.takers {
                let mut chances = self.chances[taker as usize].iter_mut();
                if let Some(chance) = chances.find(|chance| chance.form as usize == number) {
                    chance.is_open = true;
                }
            }
        }
    }

    /// Gives each episode its tags. Forms that fewer episodes would carry than are wanted are barred until every tag is
    /// given often enough: what many mention and one is about is no tag, unless a second episode has room for it.
    pub(super) fn settle(&mut self) -> Vec<Vec<Chance>> {
        let mut round = 0;
        loop {
            let mut chosen: Vec<Vec<Chance>> = (0..self.episodes.len())
                .map(|number| self.take(number))
                .collect();
            let (carriers, mut lone) = self.lone(&chosen);
            lone.retain(|&form| !self.second(form, carriers[form], &mut chosen));
            round += 1;
            if lone.is_empty() || round == ROUNDS {
                for tags in &mut chosen {
                    tags.retain(|chance| !lone.contains(&(chance.form as usize)));
                }
                self.cover(&mut chosen);
                return chosen;
            }
            let kept = if round + LAST_ROUNDS < ROUNDS {
                lone.len() - lone.len().div_ceil(DROPPED)
            } else {
                0
            };
            for &form in &lone[kept..] {
                self.forms[form].is_dropped = true;
            }
        }
    }

    /// Episodes that share no tag with others get the likeliest one of their own, as long as few tags are used once.
    fn cover(&mut self, chosen: &mut [Vec<Chance>]) {
        let mut used: Vec<u32> = chosen.iter().flatten().map(|chance| chance.form).collect();
        used.sort_unstable();
        used.dedup();
        let numbers: Vec<usize> = (0..chosen.len())
            .filter(|&number| {
                let taken = &self.taken[number];
                chosen[number].is_empty() && taken.keys.is_empty() && taken.room > 0
            })
            .collect();
        let mut bare: Vec<(usize, Chance)> = numbers
            .into_iter()
            .filter_map(|number| Some((number, self.foremost(number)?)))
            .collect();
        bare.sort_by(|(a, own), (b, other)| {
            let likelier = other.likelihood.total_cmp(&own.likelihood);
            likelier.then(a.cmp(b))
        });
        bare.truncate((used.len() as f64 * MOST_USED_ONCE / (1.0 - MOST_USED_ONCE)) as usize);
        for (number, chance) in bare {
            chosen[number].push(chance);
        }
    }

    /// The likeliest phrase of an episode that may be a tag, whether others say it or not.
    fn foremost(&mut self, number: usize) -> Option<Chance> {
        let episode = &self.episodes[number];
        let mut best: Option<Chance> = None;
        for (phrase, candidate) in episode.phrases.iter().enumerate() {
            let key = form(&episode.language, &candidate.key);
            let (shared, likelihood) = self.weigh_one(episode, candidate, &key);
            let likelihood = likelihood as f32;
            if !is_meant(candidate) || best.is_some_and(|best| best.likelihood >= likelihood) {
                continue;
            }
            let form = self.add_form(&shared, candidate);
            let Form {
                is_barred,
                spelling,
                ..
            } = &self.forms[form as usize];
            if !is_barred && !episode.decided.rejects(spelling) {
                best = Some(Chance {
                    phrase: phrase as u16,
                    form,
                    likelihood,
                    is_open: false,
                });
            }
        }
        best
    }

    /// The tags that an episode would take, likeliest first.
    fn take(&self, number: usize) -> Vec<Chance> {
        let chances = &self.chances[number];
        let best = chances.first().map_or(0.0, |chance| chance.likelihood);
        let mut taken: Vec<Chance> = Vec::new();
        for &chance in chances {
            if taken.len() == self.taken[number].room || chance.likelihood < WEAKEST * best {
                break;
            }
            if chance.is_open && self.suits(number, chance, &taken) {
                taken.push(chance);
            }
        }
        let likelihoods: Vec<f64> = taken
            .iter()
            .map(|chance| f64::from(chance.likelihood))
            .collect();
        let enough = how_many(&likelihoods, self.totals[number], likelihoods.len());
        taken.truncate(enough.max(FEWEST));
        taken
    }

    /// Whether a tag says something else than those that the episode has.
    fn suits(&self, number: usize, chance: Chance, taken: &[Chance]) -> bool {
        let episode = &self.episodes[number];
        let form = &self.forms[chance.form as usize];
        let key = |chance: Chance| episode.phrases[usize::from(chance.phrase)].key.as_str();
        !form.is_dropped
            && !episode.decided.rejects(&form.spelling)
            && !taken.iter().any(|&other| nested(key(other), key(chance)))
            && !self.taken[number]
                .keys
                .iter()
                .any(|other| nested(other, key(chance)))
    }

    /// How many episodes carry each form, and the forms that too few carry, likeliest first.
    fn lone(&self, chosen: &[Vec<Chance>]) -> (Vec<usize>, Vec<usize>) {
        let mut carriers = vec![0; self.forms.len()];
        let mut best = vec![0.0_f32; self.forms.len()];
        for chance in chosen.iter().flatten() {
            let form = chance.form as usize;
            carriers[form] += 1;
            best[form] = best[form].max(chance.likelihood);
        }
        let mut lone: Vec<usize> = (0..self.forms.len())
            .filter(|&form| carriers[form] > 0)
            .filter(|&form| carriers[form] + self.forms[form].given < self.least)
            .collect();
        lone.sort_by(|&a, &b| {
            let likelier = best[b].total_cmp(&best[a]);
            likelier.then_with(|| self.forms[a].spelling.cmp(&self.forms[b].spelling))
        });
        (carriers, lone)
    }

    /// Gives a form that too few episodes carry to the next likeliest ones, if it is likely enough there and they have
    /// room. Whether it then has enough.
    fn second(&self, form: usize, carriers: usize, chosen: &mut [Vec<Chance>]) -> bool {
        let wanted = self.least - self.forms[form].given - carriers;
        let mut seconds: Vec<(usize, Chance)> = Vec::new();
        for &(_, taker) in &self.forms[form].takers {
            let number = taker as usize;
            let chances = &self.chances[number];
            let Some(&chance) = chances.iter().find(|chance| chance.form as usize == form) else {
                continue;
            };
            let is_likely = chance.likelihood >= SECOND * chances[0].likelihood;
            let has_room = chosen[number].len() < self.taken[number].room;
            if is_likely && has_room && self.suits(number, chance, &chosen[number]) {
                seconds.push((number, chance));
                if seconds.len() == wanted {
                    break;
                }
            }
        }
        let is_enough = seconds.len() == wanted;
        if is_enough {
            for (number, chance) in seconds {
                let tags = &mut chosen[number];
                let place = tags.partition_point(|other| other.likelihood >= chance.likelihood);
                tags.insert(place, chance);
            }
        }
        is_enough
    }
}

/// Whether an episode says a phrase more than in passing.
fn is_meant(candidate: &Candidate) -> bool {
    candidate.count > 1 || candidate.named()
}
