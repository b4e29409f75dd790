//! Where the phrases of a catalogue find the episodes that they become tags of.
//!
//! A phrase becomes a tag where it is likeliest: on at least so many episodes as are wanted and on no more than the
//! largest share allowed, however many say it. Each episode takes as many as make the expected F1 greatest
//! ([`super::cutoff`]).

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::TagOptions;
use super::cutoff::how_many;
use super::likelihood::likelihood;
use super::normal::nested;
use super::shared::Shared;
use super::weighing::{Chance, Listing, Weighed, is_meant};

/// Tags given to an episode at least where it has so many.
const FEWEST: usize = 3;

/// A tag that only one episode would take is given to a second one, too, if it is so likely there against that episode's
/// likeliest phrase.
const SECOND: f32 = 0.1;

/// Below this likelihood against the episode's likeliest phrase none is given.
const WEAKEST: f32 = 0.1;

/// Share of the vocabulary that may be used once, so that no episode goes without.
const MOST_USED_ONCE: f64 = 0.1;

/// A phrase is another one cut short if such a share of the episodes that say it say the other, too, and so many do.
const CUT_SHORT: f64 = 0.55;
const FOLDED: u32 = 3;

/// Rounds of dropping tags that too few episodes carry; each round can only drop more.
const ROUNDS: usize = 24;

/// Of the tags that too few episodes carry, the unlikeliest one in so many is dropped at a time: what goes makes room
/// for what stays. The last rounds drop all.
const DROPPED: usize = 3;
const LAST_ROUNDS: usize = 6;

/// One form over all episodes.
#[derive(Clone, Debug, Default)]
struct Form<'w> {
    spelling: Cow<'w, str>,
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
pub(super) struct Market<'w> {
    weighed: &'w Weighed<'w>,
    listing: &'w Listing,
    taken: Vec<Taken>,
    options: &'w TagOptions,
    forms: Vec<Form<'w>>,
    /// Of each episode, likeliest first.
    chances: Vec<Vec<Chance>>,
    least: usize,
}

impl<'w> Market<'w> {
    /// Looks at all episodes and what they have.
    pub(super) fn open(
        weighed: &'w Weighed<'w>,
        listing: &'w Listing,
        taken: Vec<Taken>,
        options: &'w TagOptions,
    ) -> Self {
        let forms = weighed.forms.iter().map(|form| Form {
            spelling: Cow::Borrowed(&form.spelling),
            ..Form::default()
        });
        let mut market = Self {
            weighed,
            listing,
            taken,
            options,
            forms: forms.collect(),
            chances: listing.chances.clone(),
            least: options.least(weighed.episodes.len()),
        };
        for (episode, taken) in weighed.episodes.iter().zip(&market.taken) {
            for key in &taken.keys {
                if let Some(number) = weighed.number(&episode.language, key) {
                    market.forms[number as usize].given += 1;
                }
            }
        }
        market.limit();
        market.fold();
        market.close_what_is_taken();
        market
    }

    /// How the tag of a chance is spelt, in its own language.
    pub(super) fn spelling(&self, chance: Chance) -> &str {
        &self.forms[chance.form as usize].spelling
    }

    /// Leaves each form to the episodes where it is likeliest, no more than the largest share allowed.
    fn limit(&mut self) {
        let count = self.chances.len();
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

    /// A word that is seldom said without a longer phrase that holds it is that phrase cut short: of `Core` and `Bitcoin
    /// Core`, the likelier one stays.
    fn fold(&mut self) {
        let mut said = vec![0_u32; self.forms.len()];
        let mut worth = vec![0.0_f32; self.forms.len()];
        let mut together: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (number, chances) in self.chances.iter().enumerate() {
            for (place, &chance) in chances.iter().enumerate() {
                said[chance.form as usize] += 1;
                worth[chance.form as usize] +=
                    chance.likelihood * f32::from(u8::from(chance.is_open));
                for &other in &chances[place + 1..] {
                    if self.listing.are_nested(number, chance, other)
                        && let Some(pair) = self.short_and_long(chance.form, other.form)
                    {
                        *together.entry(pair).or_default() += 1;
                    }
                }
            }
        }
        for ((short, long), times) in together {
            let (short, long) = (short as usize, long as usize);
            if times >= FOLDED && f64::from(times) >= CUT_SHORT * f64::from(said[short]) {
                let less = if worth[long] >= worth[short] {
                    short
                } else {
                    long
                };
                self.forms[less].is_dropped = true;
            }
        }
    }

    /// Two forms in order, if one is a part of the other's spelling.
    fn short_and_long(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        let words = |form: u32| self.forms[form as usize].spelling.to_lowercase();
        let (first, second) = (words(a), words(b));
        match first.len().cmp(&second.len()) {
            Ordering::Less if nested(&first, &second) => Some((a, b)),
            Ordering::Greater if nested(&first, &second) => Some((b, a)),
            _ => None,
        }
    }

    /// No episode is given what says the same or more than it has, nor what it has rejected.
    fn close_what_is_taken(&mut self) {
        let episodes = self.weighed.episodes.iter().zip(&self.taken);
        for ((episode, taken), chances) in episodes.zip(&mut self.chances) {
            if taken.keys.is_empty() && episode.decided.rejected.is_empty() {
                continue;
            }
            let opened = episode.phrases.open();
            let candidates = opened.candidates();
            for chance in chances {
                let key = candidates[usize::from(chance.phrase)].key;
                let other = self.weighed.frequencies.other(&episode.language, key);
                let says_it =
                    |tag: &str| nested(tag, key) || other.is_some_and(|other| nested(tag, other));
                let spelling = &self.forms[chance.form as usize].spelling;
                chance.is_open &= !taken.keys.iter().any(|tag| says_it(tag))
                    && !episode.decided.rejects(spelling);
            }
        }
    }

    /// Gives each episode its tags. Forms that fewer episodes would carry than are wanted are barred until every tag is
    /// given often enough: what many mention and one is about is no tag, unless a second episode has room for it.
    pub(super) fn settle(&mut self) -> Vec<Vec<Chance>> {
        let mut round = 0;
        loop {
            let mut chosen: Vec<Vec<Chance>> = (0..self.chances.len())
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
        let weighed = self.weighed;
        let frequencies = weighed.frequencies;
        let episode = &weighed.episodes[number];
        let opened = episode.phrases.open();
        let mut best: Option<(Chance, String)> = None;
        for (phrase, candidate) in opened.candidates().iter().enumerate() {
            let known = frequencies.shared(&episode.language, candidate.key);
            let shared = known.map_or_else(|| Cow::Owned(Shared::alone(candidate)), Cow::Borrowed);
            let own = likelihood(&episode.language, candidate, &shared, frequencies) as f32;
            let is_less = |(best, _): &(Chance, _)| best.likelihood >= own;
            if !is_meant(candidate) || best.as_ref().is_some_and(is_less) {
                continue;
            }
            let form = weighed.form(&shared, candidate);
            if !form.is_barred && !episode.decided.rejects(&form.spelling) {
                let chance = Chance {
                    phrase: phrase as u16,
                    place: 0,
                    is_open: false,
                    form: self.forms.len() as u32,
                    likelihood: own,
                };
                best = Some((chance, form.spelling));
            }
        }
        let (chance, spelling) = best?;
        self.forms.push(Form {
            spelling: Cow::Owned(spelling),
            ..Form::default()
        });
        Some(chance)
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
            if self.suits(number, chance, &taken) {
                taken.push(chance);
            }
        }
        let likelihoods: Vec<f64> = taken
            .iter()
            .map(|chance| f64::from(chance.likelihood))
            .collect();
        let enough = how_many(&likelihoods, self.weighed.totals[number], likelihoods.len());
        taken.truncate(enough.max(FEWEST));
        taken
    }

    /// Whether a tag may be given beside those that the episode is to get.
    fn suits(&self, number: usize, chance: Chance, taken: &[Chance]) -> bool {
        let is_nested = |&other: &Chance| self.listing.are_nested(number, chance, other);
        chance.is_open
            && !self.forms[chance.form as usize].is_dropped
            && !taken.iter().any(is_nested)
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
