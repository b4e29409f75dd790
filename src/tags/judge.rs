//! Judges each tag of a known vocabulary for each episode: one probability from all evidence, and a choice of as many
//! tags as fit.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::draft::TagSource;
use crate::text::Language;

use super::LearntOf;
use super::cutoff::how_many;
use super::evidence::{
    self, FEATURES, Features, TAUGHT, UNTAUGHT, Usage, UsageSums, learnt_share, said_share,
};
use super::learning::Learning;
use super::logistic::{Logistic, Row};
use super::mentions::Mention;
use super::normal::normal_form;
use super::phrases::Candidate;
use super::terms::EpisodeTerms;
use super::vocabulary::Vocabulary;

/// Pull of the compiled-in weights against the catalogue's own examples.
const PENALTY: f64 = 100.0;

/// Of examples that nothing speaks for, one in so many is looked at, and counts for all.
const THINNING: usize = 10;

/// Below this likeness nothing speaks for a tag that is not said.
const UNLIKE: f32 = 0.02;

/// A tag that is not said is given only if it is so likely.
pub(super) const LIKELY: f64 = 0.1;

/// A tag is added to an episode that people have tagged only if it is at least as likely as not.
pub(super) const SURE: f64 = 0.5;

/// Judges the tags of one vocabulary on one catalogue.
pub(super) struct Judge<'c> {
    vocabulary: &'c Vocabulary,
    /// Whether episodes carry mentions of this vocabulary; else their phrases are looked through.
    given: bool,
    usages: Vec<Usage>,
    several_words: Vec<bool>,
    /// Normal form to tag, for each language.
    keys: BTreeMap<String, BTreeMap<String, u32>>,
    model: Logistic<FEATURES>,
    learning: Option<Learning>,
    episodes: usize,
}

/// One tag that an episode gets.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) tag: u32,
    /// 0 to 1.
    pub(super) probability: f64,
    pub(super) source: TagSource,
    pub(super) mention: Option<Mention>,
}

/// One tag, looked at by itself.
pub(super) struct Considered<'j> {
    /// As the vocabulary writes it.
    pub(super) name: &'j str,
    /// Episodes that say it.
    pub(super) said_by: u32,
    pub(super) judged: Judged,
    /// What is learnt, where enough episodes carry it.
    pub(super) lesson: Option<LearntOf>,
}

/// All tags of one episode with what speaks for them.
struct Hearing {
    /// Tags that something speaks for.
    heard: Vec<(u32, Features)>,
    /// Tags that nothing speaks for, with what is known of them.
    silent: Vec<(u32, Features)>,
}

impl<'c> Judge<'c> {
    /// Looks at all episodes, in their order, and learns from those that carry tags.
    pub(super) fn new(episodes: &[EpisodeTerms], vocabulary: &'c Vocabulary, given: bool) -> Self {
        let tags = vocabulary.terms.len();
        let mut judge = Self {
            vocabulary,
            given,
            usages: Vec::new(),
            several_words: vocabulary
                .terms
                .iter()
                .map(|term| term.tag.trim().contains([' ', '-', '_']))
                .collect(),
            keys: keys(episodes, vocabulary),
            model: UNTAUGHT,
            learning: None,
            episodes: episodes.len(),
        };
        let mut sums = vec![UsageSums::default(); tags];
        let mut said = Vec::with_capacity(episodes.len());
        for episode in episodes {
            let mentions = judge.mentions(episode);
            for mention in mentions.iter() {
                sums[mention.tag as usize].add(mention, episode.words);
            }
            said.push(
                mentions
                    .iter()
                    .map(|mention| mention.tag)
                    .collect::<Vec<u32>>(),
            );
        }
        judge.usages = sums
            .into_iter()
            .map(|sums| sums.usage(episodes.len()))
            .collect();
        let carried: Vec<Vec<u32>> = episodes
            .iter()
            .map(|episode| judge.carried(episode))
            .collect();
        judge.learning = Learning::new(episodes, &carried, &said, tags);
        if judge.learning.is_some() {
            judge.model = TAUGHT.refit(&judge.examples(episodes, &carried), PENALTY);
        }
        judge
    }

    /// The name of a tag.
    pub(super) fn name(&self, tag: u32) -> &str {
        &self.vocabulary.terms[tag as usize].tag
    }

    /// Numbers of the vocabulary's tags that people gave the episode, ascending.
    fn carried(&self, episode: &EpisodeTerms) -> Vec<u32> {
        let Some(keys) = self.keys.get(&episode.language) else {
            return Vec::new();
        };
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let mut carried: Vec<u32> = episode
            .existing
            .iter()
            .filter_map(|tag| keys.get(&normal_form(language, tag)).copied())
            .collect();
        carried.sort_unstable();
        carried.dedup();
        carried
    }

    fn mentions<'e>(&self, episode: &'e EpisodeTerms) -> Cow<'e, [Mention]> {
        if self.given {
            return Cow::Borrowed(&episode.mentions);
        }
        let Some(keys) = self.keys.get(&episode.language) else {
            return Cow::Borrowed(&[]);
        };
        let opened = episode.phrases.open();
        let mention = |(number, candidate): (usize, Candidate<'_>)| {
            Some(Mention {
                tag: *keys.get(candidate.key)?,
                count: candidate.count,
                first: candidate.first,
                spread: candidate.spread,
                named: candidate.named(),
                first_s: candidate.first_s,
                evidence: opened.excerpt(number).to_owned(),
            })
        };
        let candidates = opened.candidates().into_iter().enumerate();
        let mut mentions: Vec<Mention> = candidates.filter_map(mention).collect();
        mentions.sort_by_key(|mention| mention.tag);
        mentions.dedup_by_key(|mention| mention.tag);
        Cow::Owned(mentions)
    }

    fn hear(&self, number: usize, episode: &EpisodeTerms, mentions: &[Mention]) -> Hearing {
        let loudest = mentions
            .iter()
            .map(|mention| evidence::loudness(mention, &self.usages[mention.tag as usize]))
            .fold(0.0, f64::max);
        let likeness = self
            .learning
            .as_ref()
            .map(|learning| learning.likeness(number, episode));
        let mut hearing = Hearing {
            heard: Vec::new(),
            silent: Vec::new(),
        };
        let mut left = mentions.iter().peekable();
        for tag in 0..self.usages.len() as u32 {
            let mention = left.next_if(|mention| mention.tag == tag);
            let mut features = mention.map_or([0.0; FEATURES], |mention| {
                let several = self.several_words[tag as usize];
                let usage = &self.usages[tag as usize];
                evidence::said(mention, usage, loudest, episode.words, several)
            });
            let mut is_like = false;
            if let (Some(learning), Some(likeness)) = (&self.learning, &likeness) {
                let likeness = likeness[tag as usize];
                let lesson = learning.lesson(number, tag, likeness, mention.is_some());
                is_like = !lesson.few && likeness > UNLIKE;
                evidence::learnt(&mut features, &lesson);
            }
            if mention.is_some() || is_like {
                hearing.heard.push((tag, features));
            } else {
                hearing.silent.push((tag, features));
            }
        }
        hearing
    }

    /// What the tagged episodes show of right and wrong tags, each judged without itself.
    fn examples(&self, episodes: &[EpisodeTerms], carried: &[Vec<u32>]) -> Vec<Row<FEATURES>> {
        let mut rows = Vec::new();
        for (number, episode) in episodes.iter().enumerate() {
            if !self
                .learning
                .as_ref()
                .is_some_and(|learning| learning.taught_by(number))
            {
                continue;
            }
            let hearing = self.hear(number, episode, &self.mentions(episode));
            let positive = |tag: u32| carried[number].binary_search(&tag).is_ok();
            rows.extend(hearing.heard.into_iter().map(|(tag, features)| Row {
                features,
                positive: positive(tag),
                weight: 1.0,
            }));
            for (tag, features) in hearing.silent {
                let positive = positive(tag);
                let kept = (number + 7 * tag as usize).is_multiple_of(THINNING);
                if positive || kept {
                    rows.push(Row {
                        features,
                        positive,
                        weight: if positive { 1.0 } else { THINNING as f64 },
                    });
                }
            }
        }
        rows
    }

    /// The tags that an episode should get beside those that people gave it, best first.
    pub(super) fn choose(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        limit: usize,
        allowed: impl Fn(&str) -> bool,
    ) -> Vec<Judged> {
        let mentions = self.mentions(episode);
        let hearing = self.hear(number, episode, &mentions);
        let silent: f64 = hearing
            .silent
            .iter()
            .map(|(_, features)| self.model.probability(features))
            .sum();
        let mut judged: Vec<Judged> = hearing
            .heard
            .iter()
            .filter(|(tag, _)| allowed(self.name(*tag)))
            .map(|(tag, features)| self.judged(*tag, features, &mentions))
            .filter(|judged| judged.mention.is_some() || judged.probability >= LIKELY)
            .collect();
        judged.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then_with(|| self.name(a.tag).cmp(self.name(b.tag)))
        });
        let carried = self.carried(episode);
        if !episode.existing.is_empty() {
            judged.retain(|judged| {
                judged.probability >= SURE && carried.binary_search(&judged.tag).is_err()
            });
            judged.truncate(limit);
            return judged;
        }
        let probabilities: Vec<f64> = judged.iter().map(|judged| judged.probability).collect();
        let total = probabilities.iter().sum::<f64>() + silent;
        judged.truncate(how_many(&probabilities, total, limit));
        judged
    }

    fn judged(&self, tag: u32, features: &Features, mentions: &[Mention]) -> Judged {
        let place = mentions.binary_search_by_key(&tag, |mention| mention.tag);
        let mention = place.ok().map(|at| mentions[at].clone());
        let by_likeness = learnt_share(&self.model, features);
        let source = if mention.is_none() || by_likeness > said_share(&self.model, features) {
            TagSource::Learnt
        } else {
            TagSource::Vocabulary
        };
        Judged {
            tag,
            probability: self.model.probability(features),
            source,
            mention,
        }
    }

    /// What speaks for a tag, under any of its names, on one episode; `None` if the vocabulary has no such tag.
    pub(super) fn consider(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        name: &str,
    ) -> Option<Considered<'_>> {
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let keys = self.keys.get(&episode.language)?;
        let tag = *keys.get(&normal_form(language, name))?;
        let mentions = self.mentions(episode);
        let hearing = self.hear(number, episode, &mentions);
        let mut all = hearing.heard.iter().chain(&hearing.silent);
        let (_, features) = all.find(|(other, _)| *other == tag)?;
        let learning = self.learning.as_ref().filter(|own| own.knows(tag));
        Some(Considered {
            name: self.name(tag),
            said_by: self.usages[tag as usize].episodes,
            judged: self.judged(tag, features, &mentions),
            lesson: learning.map(|learning| LearntOf {
                examples: learning.examples(tag) as usize,
                likeness: f64::from(learning.likeness(number, episode)[tag as usize]),
                words: telling_words(learning, episode, tag),
            }),
        })
    }

    /// Why an episode got a tag, in words.
    pub(super) fn why(&self, episode: &EpisodeTerms, judged: &Judged) -> String {
        let usage = &self.usages[judged.tag as usize];
        let mut why = match &judged.mention {
            Some(mention) => format!(
                "said {} times here, by {} of {} episodes{}",
                mention.count,
                usage.episodes,
                self.episodes,
                if mention.named {
                    "; the title or description names it"
                } else {
                    ""
                }
            ),
            None => "not said here".to_owned(),
        };
        if let Some(learning) = &self.learning
            && learning.knows(judged.tag)
        {
            let words = telling_words(learning, episode, judged.tag);
            let examples = learning.examples(judged.tag);
            let _ = write!(why, "; learnt from {examples} episodes");
            if !words.is_empty() {
                let words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
                let _ = write!(why, " that also say {}", words.join(", "));
            }
        }
        why
    }
}

/// The words of the episode that speak most for a tag with their shares of the likeness, where they were kept.
fn telling_words(learning: &Learning, episode: &EpisodeTerms, tag: u32) -> Vec<(String, f64)> {
    const SHOWN: usize = 5;
    let names: BTreeMap<u32, &str> = episode
        .stems
        .iter()
        .map(|(number, stem)| (*number, stem.as_str()))
        .collect();
    let reasons = learning.reasons(episode, tag).into_iter();
    reasons
        .filter_map(|(word, share)| Some(((*names.get(&word)?).to_owned(), f64::from(share))))
        .take(SHOWN)
        .collect()
}

/// Normal form of each name to the number of its tag, for each language of the catalogue.
pub(super) fn keys(
    episodes: &[EpisodeTerms],
    vocabulary: &Vocabulary,
) -> BTreeMap<String, BTreeMap<String, u32>> {
    let mut keys: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for episode in episodes {
        if keys.contains_key(&episode.language) {
            continue;
        }
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let mut own = BTreeMap::new();
        for (number, term) in vocabulary.terms.iter().enumerate() {
            for name in std::iter::once(&term.tag).chain(&term.aliases) {
                own.entry(normal_form(language, name))
                    .or_insert(number as u32);
            }
        }
        keys.insert(episode.language.clone(), own);
    }
    keys
}
