//! Cold start: finds the tags of a catalogue that nobody has tagged yet.
//!
//! Each phrase of an episode has a probability of being a tag that people would give it ([`super::likelihood`]). A phrase
//! becomes a tag where it is likeliest: on at least so many episodes as are wanted and on no more than the largest share
//! allowed, however many say it. Each episode takes as many as make the expected F1 greatest ([`super::cutoff`]).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::lexicon::{PACKS, function_word_of};

use super::TagOptions;
use super::cutoff::how_many;
use super::frequencies::{Frequencies, Shared, form};
use super::likelihood::likelihood;
use super::normal::{joined, nested};
use super::people::People;
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
struct Chance {
    /// Its place among the episode's phrases.
    phrase: u16,
    form: u32,
    likelihood: f32,
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
        let (spellings, chances) = (market.spellings(&settled), market.chances);
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

/// Where forms find their episodes.
struct Market<'a> {
    episodes: &'a [EpisodeTerms],
    taken: Vec<Taken>,
    options: &'a TagOptions,
    forms: Vec<Form>,
    /// Of each episode, likeliest first, of forms that enough episodes say.
    chances: Vec<Vec<Chance>>,
    frequencies: &'a Frequencies,
    people: People,
    /// Sum of the likelihoods of all phrases of each episode.
    totals: Vec<f64>,
    least: usize,
}

impl<'a> Market<'a> {
    fn open(
        frequencies: &'a Frequencies,
        episodes: &'a [EpisodeTerms],
        taken: Vec<Taken>,
        options: &'a TagOptions,
    ) -> Self {
        let count = episodes.len();
        let mut market = Self {
            frequencies,
            people: People::of(episodes),
            episodes,
            taken,
            options,
            forms: Vec::new(),
            chances: Vec::with_capacity(count),
            totals: Vec::with_capacity(count),
            least: if count < 3 { 1 } else { options.min_episodes },
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

    /// Finds the likelihood of each phrase of each episode; returns the number of each form.
    fn weigh(&mut self) -> FxHashMap<String, u32> {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for episode in self.episodes {
            let mut total = 0.0;
            let mut chances: Vec<Chance> = Vec::new();
            for (phrase, candidate) in episode.phrases.iter().enumerate() {
                let key = form(&episode.language, &candidate.key);
                let alone = Shared::alone(candidate);
                let shared = self.frequencies.shared(&key).unwrap_or(&alone);
                let likelihood = likelihood(&episode.language, candidate, shared, self.frequencies);
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
                let is_meant = candidate.count > 1 || candidate.named();
                if is_meant && !is_there && !self.forms[form as usize].is_barred {
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

    fn add_form(&mut self, shared: &Shared, candidate: &Candidate) -> u32 {
        let spelling = shared.spelling().unwrap_or(&candidate.text).to_owned();
        self.forms.push(Form {
            is_barred: self.frequencies.is_a_shows_own(shared)
                || is_of_foreign_function_words(self.frequencies, candidate)
                || self.people.are_named_by(candidate)
                || !self.options.allows(&spelling),
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
    fn settle(&mut self) -> Vec<Vec<Chance>> {
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
            let alone = Shared::alone(candidate);
            let shared = self
                .frequencies
                .shared(&form(&episode.language, &candidate.key));
            let shared = shared.unwrap_or(&alone);
            let likelihood =
                likelihood(&episode.language, candidate, shared, self.frequencies) as f32;
            let is_meant = candidate.count > 1 || candidate.named();
            if !is_meant || best.is_some_and(|best| best.likelihood >= likelihood) {
                continue;
            }
            let form = self.add_form(shared, candidate);
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

    /// One spelling for tags of several languages that differ in case, blanks and plural alone: the one that most
    /// episodes carry, of equals the first by letters.
    fn spellings(&self, settled: &[Vec<Chance>]) -> BTreeMap<String, String> {
        let mut groups: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for chance in settled.iter().flatten() {
            let spelling = &self.forms[chance.form as usize].spelling;
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

/// Whether a phrase is made of words without meaning in languages of the catalogue: a talk in one language quotes others,
/// and its language may be taken for one of them.
fn is_of_foreign_function_words(frequencies: &Frequencies, candidate: &Candidate) -> bool {
    // `IT` and `WHO` are names.
    if candidate.text.chars().filter(|c| c.is_uppercase()).count() > 1 {
        return false;
    }
    let lower = candidate.text.to_lowercase();
    lower.split([' ', '-']).all(|word| {
        let languages = function_word_of(word);
        let mut spoken = frequencies.languages();
        spoken.any(|code| {
            let number = PACKS.iter().position(|pack| pack.code == code);
            number.is_some_and(|number| languages & 1 << number != 0)
        })
    })
}
