//! Cold start: finds the tags of a catalogue that nobody has tagged yet.
//!
//! A phrase is worth a tag when several episodes share it, but not most: how many episodes say it decides before how
//! loudly one says it. Each episode then takes the few that it says far more than others do.

use std::collections::BTreeMap;

use crate::text::Language;

use super::TagOptions;
use super::normal::{nested, normal_form};
use super::terms::{Candidate, EpisodeTerms};

/// Of an episode's phrases, so many can become its tags; the rest only count as said.
const SALIENT: usize = 60;

/// A tag below this share of the episode's best is not given.
const WEAKEST: f64 = 0.12;

/// What the title or description says counts so many times more.
const NAMED: f64 = 2.0;

/// What so large a share of a show's episodes say is the show's own name or habit and tells none of them apart; a show is
/// a folder with so many episodes at least.
const SHOW_SHARE: f64 = 0.8;
const SHOW_EPISODES: usize = 5;

/// Rounds of dropping tags that too few episodes carry; each round can only drop more.
const ROUNDS: usize = 12;

/// What the catalogue knows of one normal form.
#[derive(Default)]
struct Shared {
    /// Episodes that say it.
    episodes: usize,
    /// Spellings and how many episodes use each.
    spellings: BTreeMap<String, usize>,
}

/// The normal forms that may become tags, with how many episodes share each.
pub(super) struct Discovery<'o> {
    options: &'o TagOptions,
    episodes: usize,
    forms: BTreeMap<String, Shared>,
    least: usize,
    most: usize,
}

/// A phrase that an episode gets as a tag.
pub(super) struct Discovered<'e> {
    pub(super) candidate: &'e Candidate,
    /// 1 for the episode's best, falling.
    pub(super) score: f64,
}

impl<'o> Discovery<'o> {
    /// Looks at all episodes and settles which phrases are worth a tag.
    pub(super) fn new(episodes: &[EpisodeTerms], options: &'o TagOptions) -> Self {
        let mut discovery = Self::share(episodes, options);
        discovery.settle(episodes);
        discovery
    }

    fn share(episodes: &[EpisodeTerms], options: &'o TagOptions) -> Self {
        let mut forms: BTreeMap<String, Shared> = BTreeMap::new();
        let mut shows: BTreeMap<&str, usize> = BTreeMap::new();
        let mut said_in: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for episode in episodes {
            let show = show_of(&episode.id);
            *shows.entry(show).or_default() += 1;
            for candidate in &episode.phrases {
                let form = form(episode, &candidate.key);
                *said_in.entry((form.clone(), show)).or_default() += 1;
                let shared = forms.entry(form).or_default();
                shared.episodes += 1;
                *shared.spellings.entry(candidate.text.clone()).or_default() += 1;
            }
        }
        for ((key, show), said) in said_in {
            let of = shows[show];
            if of >= SHOW_EPISODES && said as f64 >= SHOW_SHARE * of as f64 {
                forms.remove(&key);
            }
        }
        let count = episodes.len();
        // In a handful of episodes a quarter is less than two; there, whatever not all of them say may be a tag.
        let quarter = (options.max_share * count as f64).floor() as usize;
        Self {
            options,
            episodes: count,
            forms,
            least: if count < 3 { 1 } else { options.min_episodes },
            most: quarter.max(if count < 3 { count } else { (count - 1).min(3) }),
        }
    }

    /// Bars tags that fewer episodes would carry than are wanted, until every tag given is given often enough: what
    /// many mention and one is about is no tag.
    fn settle(&mut self, episodes: &[EpisodeTerms]) {
        if self.least < 2 {
            return;
        }
        for _ in 0..ROUNDS {
            let mut carried: BTreeMap<String, usize> = BTreeMap::new();
            for episode in episodes {
                for found in self.choose(episode, &[], self.options.per_episode, |_| true) {
                    let form = form(episode, &found.candidate.key);
                    *carried.entry(form).or_default() += 1;
                }
                // A tag that a person gave elsewhere needs no second episode here.
                for key in existing_keys(episode) {
                    *carried.entry(form(episode, &key)).or_default() += 1;
                }
            }
            let mut dropped = false;
            for (key, count) in carried {
                if count < self.least {
                    dropped |= self.forms.remove(&key).is_some();
                }
            }
            if !dropped {
                break;
            }
        }
    }

    /// The tags an episode takes beside its existing ones and those of the normal forms `taken`, best first; none but
    /// `wanted` ones.
    pub(super) fn choose<'e>(
        &self,
        episode: &'e EpisodeTerms,
        taken: &[String],
        limit: usize,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Discovered<'e>> {
        let mut keys = existing_keys(episode);
        keys.extend_from_slice(taken);
        let mut chosen: Vec<Discovered<'_>> = Vec::new();
        let scored = self.scored(episode);
        let best = scored.first().map_or(0.0, |(score, _)| *score);
        for (score, candidate) in scored {
            if chosen.len() == limit || score < WEAKEST * best {
                break;
            }
            if wanted(self.spelling(episode, candidate))
                && !keys.iter().any(|key| nested(key, &candidate.key))
            {
                keys.push(candidate.key.clone());
                chosen.push(Discovered {
                    candidate,
                    score: score / best,
                });
            }
        }
        chosen
    }

    /// The episode's candidates by score, best first.
    fn scored<'e>(&self, episode: &'e EpisodeTerms) -> Vec<(f64, &'e Candidate)> {
        let mut scored: Vec<(f64, &Candidate)> = episode
            .phrases
            .iter()
            .take(SALIENT)
            .filter(|candidate| candidate.count > 1 || candidate.named)
            .filter_map(|candidate| {
                let shared = self.forms.get(&form(episode, &candidate.key))?;
                let named = if candidate.named { NAMED } else { 1.0 };
                let allowed = (self.least..=self.most).contains(&shared.episodes)
                    && self.options.allows(&candidate.text);
                allowed.then(|| {
                    (
                        candidate.score.sqrt() * self.rarity(shared) * named,
                        candidate,
                    )
                })
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
        scored
    }

    /// Inverse document frequency, smoothed so that it is never zero.
    fn rarity(&self, shared: &Shared) -> f64 {
        (1.0 + self.episodes as f64 / shared.episodes as f64).ln()
    }

    /// The spelling most episodes use; of equals the shortest, then the first by letters.
    pub(super) fn spelling<'s>(&'s self, episode: &EpisodeTerms, found: &'s Candidate) -> &'s str {
        let spellings = self
            .forms
            .get(&form(episode, &found.key))
            .map(|shared| shared.spellings.iter());
        spellings
            .into_iter()
            .flatten()
            .min_by_key(|&(text, &count)| (std::cmp::Reverse(count), text.len(), text))
            .map_or(&found.text, |(text, _)| text)
    }

    /// Episodes that say a phrase.
    pub(super) fn said_by(&self, episode: &EpisodeTerms, candidate: &Candidate) -> usize {
        let shared = self.forms.get(&form(episode, &candidate.key));
        shared.map_or(0, |shared| shared.episodes)
    }

    /// Why an episode got a tag, in words.
    pub(super) fn why(&self, episode: &EpisodeTerms, candidate: &Candidate) -> String {
        let shared = self.forms.get(&form(episode, &candidate.key));
        format!(
            "said {} times here, by {} of {} episodes{}",
            candidate.count,
            shared.map_or(0, |shared| shared.episodes),
            self.episodes,
            if candidate.named {
                "; the title or description names it"
            } else {
                ""
            },
        )
    }
}

/// What a normal form is counted under: stems of two languages are two things, though they be spelt alike.
fn form(episode: &EpisodeTerms, key: &str) -> String {
    format!("{} {key}", episode.language)
}

/// The folder part of an id: where catalogues hold several shows, each has its folder.
fn show_of(id: &str) -> &str {
    let id = id.split('#').next().unwrap_or(id);
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn existing_keys(episode: &EpisodeTerms) -> Vec<String> {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    episode
        .existing
        .iter()
        .map(|tag| normal_form(language, tag))
        .collect()
}
