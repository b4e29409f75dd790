//! Tags a catalogue: the tags that people gave, those of a known vocabulary that fit, and where there is none those that
//! the catalogue itself suggests.

use std::collections::BTreeMap;

use crate::draft::{TagSource, is_same_tag};
use crate::text::Language;

use super::discovery::{Discovered, Discovery};
use super::judge::{Judge, Judged, keys};
use super::normal::normal_form;
use super::proposals::propose;
use super::terms::EpisodeTerms;
use super::vocabulary::Vocabulary;
use super::{Assignment, TagOptions, TagUse, TaggedEpisode, Tagging, related};

/// Episodes that must carry a tag before it counts as one of the catalogue's own.
const OWN_TAG_EPISODES: usize = 2;

/// Without a vocabulary file, phrases are added to the catalogue's own tags until an episode has so many.
const FILLED: usize = 3;

/// Tags a catalogue. The order of `episodes` does not matter.
pub fn tag_catalogue(mut episodes: Vec<EpisodeTerms>, options: &TagOptions) -> Tagging {
    episodes.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
    let own;
    let (vocabulary, given) = if let Some(vocabulary) = &options.vocabulary {
        (vocabulary, true)
    } else {
        own = own_vocabulary(&episodes);
        (&own, false)
    };
    let judge =
        (given || !vocabulary.terms.is_empty()).then(|| Judge::new(&episodes, vocabulary, given));
    let discovery = (!given).then(|| Discovery::new(&episodes, options));
    let tagger = Tagger {
        options,
        names: keys(&episodes, &options.names),
        judge,
        discovery,
    };
    let mut tagged: Vec<TaggedEpisode> = episodes
        .iter()
        .enumerate()
        .map(|(number, episode)| tagger.tag(number, episode))
        .collect();
    related::relate(&mut tagged, options.related);
    let vocabulary = uses(&tagged);
    let proposals = if options.propose {
        let discovery = tagger.discovery;
        let discovery = discovery.unwrap_or_else(|| Discovery::new(&episodes, options));
        propose(&episodes, &tagged, &discovery, options)
    } else {
        Vec::new()
    };
    Tagging {
        episodes: tagged,
        vocabulary,
        proposals,
    }
}

/// The tags that people have given to several episodes.
fn own_vocabulary(episodes: &[EpisodeTerms]) -> Vocabulary {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in episodes.iter().flat_map(|episode| &episode.existing) {
        *counts.entry(tag).or_default() += 1;
    }
    let own = counts
        .into_iter()
        .filter(|(_, count)| *count >= OWN_TAG_EPISODES);
    Vocabulary::of_names(own.map(|(tag, _)| tag.to_owned()))
}

struct Tagger<'a> {
    options: &'a TagOptions,
    /// Normal form to the number of the name that people have settled on, for each language.
    names: BTreeMap<String, BTreeMap<String, u32>>,
    judge: Option<Judge<'a>>,
    discovery: Option<Discovery<'a>>,
}

impl Tagger<'_> {
    fn tag(&self, number: usize, episode: &EpisodeTerms) -> TaggedEpisode {
        let decided = &episode.decided;
        let added = decided.kept.iter().filter(|tag| {
            let mut given = episode.existing.iter();
            !given.any(|given| is_same_tag(given, tag))
        });
        let mut tags: Vec<Assignment> = episode
            .existing
            .iter()
            .chain(added)
            .map(|tag| existing(tag, episode))
            .collect();
        let limit = self.options.per_episode;
        if let Some(judge) = &self.judge {
            let allowed = |tag: &str| {
                self.options.allows(tag) && !decided.rejects(tag) && !decided.keeps(tag)
            };
            for judged in judge.choose(number, episode, limit, allowed) {
                tags.push(self.judged(judge, episode, &judged));
            }
        }
        if let Some(discovery) = &self.discovery {
            let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
            let taken: Vec<String> = tags
                .iter()
                .map(|tag| normal_form(language, &tag.tag))
                .collect();
            let room = if self.judge.is_some() {
                FILLED.min(limit).saturating_sub(tags.len())
            } else {
                limit
            };
            for found in discovery.choose(episode, &taken, room, |tag| !decided.rejects(tag)) {
                let tag = self.discovered(discovery, episode, &found);
                let is_there = tags.iter().any(|other| other.tag == tag.tag);
                if !is_there && !decided.rejects(&tag.tag) && self.options.allows(&tag.tag) {
                    tags.push(tag);
                }
            }
        }
        for (number, tag) in tags.iter_mut().enumerate() {
            tag.rank = number + 1;
        }
        TaggedEpisode {
            id: episode.id.clone(),
            path: episode.path.clone(),
            title: episode.title.clone(),
            date: episode.date.clone(),
            language: episode.language.clone(),
            words: episode.words,
            duration_s: episode.duration_s,
            people: episode.people.clone(),
            tags,
            related: Vec::new(),
        }
    }

    fn judged(&self, judge: &Judge<'_>, episode: &EpisodeTerms, judged: &Judged) -> Assignment {
        let tag = judge.name(judged.tag);
        let mention = judged.mention.as_ref();
        Assignment {
            tag: tag.to_owned(),
            slug: slug::slugify(tag),
            score: judged.probability,
            rank: 0,
            source: judged.source,
            count: mention.map_or(0, |mention| mention.count),
            first_s: mention.and_then(|mention| mention.first_s),
            evidence: mention.map_or_else(String::new, |mention| mention.evidence.clone()),
            why: if self.options.explain {
                judge.why(episode, judged)
            } else {
                String::new()
            },
        }
    }

    fn discovered(
        &self,
        discovery: &Discovery<'_>,
        episode: &EpisodeTerms,
        found: &Discovered<'_>,
    ) -> Assignment {
        let candidate = found.candidate;
        let named = self
            .names
            .get(&episode.language)
            .and_then(|names| names.get(&candidate.key));
        let tag = match named {
            Some(&number) => &self.options.names.terms[number as usize].tag,
            None => discovery.spelling(episode, candidate),
        };
        Assignment {
            tag: tag.to_owned(),
            slug: slug::slugify(tag),
            score: found.score,
            rank: 0,
            source: TagSource::Proposed,
            count: candidate.count,
            first_s: candidate.first_s,
            evidence: candidate.evidence.clone(),
            why: if self.options.explain {
                discovery.why(episode, candidate)
            } else {
                String::new()
            },
        }
    }
}

fn existing(tag: &str, episode: &EpisodeTerms) -> Assignment {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let key = normal_form(language, tag);
    let said = episode
        .phrases
        .iter()
        .find(|candidate| candidate.key == key);
    Assignment {
        tag: tag.to_owned(),
        slug: slug::slugify(tag),
        score: 1.0,
        rank: 0,
        source: TagSource::Existing,
        count: said.map_or(0, |candidate| candidate.count),
        first_s: said.and_then(|candidate| candidate.first_s),
        evidence: said
            .map(|candidate| candidate.evidence.clone())
            .unwrap_or_default(),
        why: String::new(),
    }
}

fn uses(episodes: &[TaggedEpisode]) -> Vec<TagUse> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for tag in episodes.iter().flat_map(|episode| &episode.tags) {
        *counts.entry((&tag.tag, &tag.slug)).or_default() += 1;
    }
    let mut uses: Vec<TagUse> = counts
        .into_iter()
        .map(|((tag, slug), episodes)| TagUse {
            tag: tag.to_owned(),
            slug: slug.to_owned(),
            episodes,
        })
        .collect();
    uses.sort_by(|a, b| b.episodes.cmp(&a.episodes).then_with(|| a.tag.cmp(&b.tag)));
    uses
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
