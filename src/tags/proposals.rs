//! Terms that are no tags here, and that a person may want as tags: kept apart, with what speaks for each.
//!
//! Two kinds: what the vocabulary leaves out though enough episodes are about it; and, where people have given no
//! vocabulary, what one episode says loudly enough for a tag that no second one needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Language;

use super::discovery::{Discovered, Discovery};
use super::frequencies::Frequencies;
use super::market::Taken;
use super::normal::normal_form;
use super::terms::EpisodeTerms;
use super::{Proposal, ProposalPlace, TagOptions, TaggedEpisode};

/// Places shown of each proposal.
const PLACES: usize = 3;

/// Of one episode's own terms only its first are proposed,
const FOREMOST: usize = 2;

/// and only what it says so often at least.
const OFTEN: u32 = 4;

/// Everything worth proposing beside the tags that episodes have got, the most carried first.
pub(super) fn propose(
    episodes: &[EpisodeTerms],
    tagged: &[TaggedEpisode],
    options: &TagOptions,
) -> Vec<Proposal> {
    let frequencies = Frequencies::of(episodes);
    let untagged = |room| Taken::nothing(episodes.len(), room);
    let all = untagged(options.per_episode);
    let discovery = Discovery::new(frequencies.clone(), episodes, all, options);
    let known = Known::new(episodes, tagged, options);
    let least = options.least(episodes.len());
    let gathered = Gathered::of(episodes, &discovery, |episode, found| {
        !known.has(episode, &found.candidate.key)
    });
    let all = episodes.len();
    let why_not = match options.vocabulary {
        Some(_) => "it is not in the vocabulary",
        None => "they have other tags",
    };
    let mut proposals = gathered.proposals(least, |carriers, said| {
        format!("{carriers} of {all} episodes are about it, {said} say it; {why_not}")
    });
    if options.vocabulary.is_none() && least > 1 {
        let alone = TagOptions {
            min_episodes: 1,
            ..options.clone()
        };
        let discovery = Discovery::new(frequencies, episodes, untagged(FOREMOST), &alone);
        let gathered = Gathered::of(episodes, &discovery, |episode, found| {
            let candidate = found.candidate;
            let is_loud = candidate.named() && candidate.count >= OFTEN;
            is_loud && !known.has(episode, &candidate.key)
        });
        let taken: BTreeSet<String> = proposals.iter().map(|own| own.tag.clone()).collect();
        let alone = gathered.proposals(1, |carriers, said| {
            format!(
                "title or description name it on {carriers} of {all} episodes, {said} say it; a tag needs {least} \
                 episodes that are about it"
            )
        });
        proposals.extend(alone.into_iter().filter(|own| !taken.contains(&own.tag)));
    }
    proposals
}

/// What need not be proposed, as normal forms in each language of the catalogue.
struct Known<'a> {
    forms: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Known<'a> {
    fn new(episodes: &'a [EpisodeTerms], tagged: &[TaggedEpisode], options: &TagOptions) -> Self {
        let given = tagged.iter().flat_map(|episode| &episode.tags);
        let vocabulary = options.vocabulary.iter();
        let mut names: BTreeSet<&str> = given.map(|tag| tag.tag.as_str()).collect();
        for vocabulary in vocabulary {
            names.extend(vocabulary.never.iter().map(String::as_str));
            for term in &vocabulary.terms {
                names.insert(&term.tag);
                names.extend(term.aliases.iter().map(String::as_str));
            }
        }
        let mut forms: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for episode in episodes {
            forms.entry(&episode.language).or_insert_with(|| {
                let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
                let forms = names.iter().map(|name| normal_form(language, name));
                forms.collect()
            });
        }
        Self { forms }
    }

    fn has(&self, episode: &EpisodeTerms, key: &str) -> bool {
        let forms = self.forms.get(episode.language.as_str());
        forms.is_some_and(|forms| forms.contains(key))
    }
}

/// Terms with the places of each.
#[derive(Default)]
struct Gathered<'a> {
    /// By language and normal form.
    terms: BTreeMap<(&'a str, &'a str), Term<'a>>,
}

struct Term<'a> {
    tag: String,
    said: usize,
    places: Vec<(&'a EpisodeTerms, Discovered<'a>)>,
}

impl<'a> Gathered<'a> {
    /// What a discovery gives to episodes that have not rejected it, as far as it is `wanted`.
    fn of(
        episodes: &'a [EpisodeTerms],
        discovery: &Discovery,
        wanted: impl Fn(&EpisodeTerms, &Discovered<'a>) -> bool,
    ) -> Self {
        let mut gathered = Self::default();
        for (number, episode) in episodes.iter().enumerate() {
            let may_have = |tag: &str| !episode.decided.rejects(tag);
            for found in discovery.choose(number, episode, may_have) {
                if wanted(episode, &found) {
                    gathered.insert(episode, discovery, found);
                }
            }
        }
        gathered
    }

    fn insert(&mut self, episode: &'a EpisodeTerms, discovery: &Discovery, found: Discovered<'a>) {
        let candidate = found.candidate;
        let key = (episode.language.as_str(), candidate.key.as_str());
        let term = self.terms.entry(key).or_insert_with(|| Term {
            tag: discovery.spelling(episode, candidate).to_owned(),
            said: discovery.said_by(episode, candidate),
            places: Vec::new(),
        });
        term.places.push((episode, found));
    }

    /// The terms that so many episodes are about, with a reason made of that number and of how many say it.
    fn proposals(self, least: usize, why: impl Fn(usize, usize) -> String) -> Vec<Proposal> {
        let mut proposals: Vec<Proposal> = self
            .terms
            .into_values()
            .filter(|term| term.places.len() >= least)
            .map(|mut term| {
                let episodes = term.places.len();
                term.places.sort_by(|(a, found_a), (b, found_b)| {
                    let loud = found_b.candidate.count.cmp(&found_a.candidate.count);
                    loud.then_with(|| a.id.cmp(&b.id))
                });
                term.places.truncate(PLACES);
                Proposal {
                    slug: slug::slugify(&term.tag),
                    why: why(episodes, term.said),
                    tag: term.tag,
                    episodes,
                    said_by: term.said,
                    places: term.places.into_iter().map(place).collect(),
                }
            })
            .collect();
        proposals.sort_by(|a, b| {
            let use_of = |proposal: &Proposal| (proposal.episodes, proposal.said_by);
            use_of(b).cmp(&use_of(a)).then_with(|| a.tag.cmp(&b.tag))
        });
        proposals
    }
}

fn place((episode, found): (&EpisodeTerms, Discovered<'_>)) -> ProposalPlace {
    ProposalPlace {
        episode: episode.id.clone(),
        path: episode.path.clone(),
        count: found.candidate.count,
        first_s: found.candidate.first_s,
        evidence: found.candidate.evidence.clone(),
    }
}

#[cfg(test)]
#[path = "proposals_tests.rs"]
mod tests;
