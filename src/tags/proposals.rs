//! Terms that are no tags here, and that a person may want as tags: kept apart, with what speaks for each.
//!
//! Two kinds: what the vocabulary leaves out though enough episodes are about it; and, where people have given no
//! vocabulary, what one episode says loudly enough for a tag that no second one needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Language;

use super::discovery::{Discovered, Discovery};
use super::market::Taken;
use super::normal::normal_form;
use super::terms::EpisodeTerms;
use super::weighing::Weighed;
use super::{Proposal, ProposalPlace, TagOptions, TaggedEpisode};

/// Places shown of each proposal.
const PLACES: usize = 3;

/// Of one episode's own terms only its first are proposed,
const FOREMOST: usize = 2;

/// and only what it says so often at least.
const OFTEN: u32 = 4;

/// Everything worth proposing beside the tags that episodes have got, the most carried first.
pub(super) fn propose(
    weighed: &Weighed<'_>,
    tagged: &[TaggedEpisode],
    options: &TagOptions,
) -> Vec<Proposal> {
    let episodes = weighed.episodes;
    let untagged = |room| Taken::nothing(episodes.len(), room);
    let discovery = Discovery::new(
        weighed,
        &weighed.common,
        untagged(options.per_episode),
        options,
    );
    let known = Known::new(episodes, tagged, options);
    let least = options.least(episodes.len());
    let gathered = Gathered::of(episodes, &discovery, |episode, found| {
        !known.has(episode, &discovery, found.candidate.key)
    });
    let all = episodes.len();
    let why_not = match options.vocabulary {
        Some(_) => "it is not in the vocabulary",
        None => "they have other tags",
    };
    let mut proposals = gathered.proposals(least, |carriers, said| {
        format!("{carriers} of {all} episodes are about it, {said} say it; {why_not}")
    });
    if is_alone_enough(episodes.len(), options) {
        let alone = TagOptions {
            min_episodes: 1,
            ..options.clone()
        };
        let discovery = Discovery::new(weighed, &weighed.all, untagged(FOREMOST), &alone);
        let gathered = Gathered::of(episodes, &discovery, |episode, found| {
            let candidate = found.candidate;
            let is_loud = candidate.named() && candidate.count >= OFTEN;
            is_loud && !known.has(episode, &discovery, candidate.key)
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

/// Whether terms of single episodes are proposed: where people have given no vocabulary and a tag needs several.
pub(super) fn is_alone_enough(episodes: usize, options: &TagOptions) -> bool {
    options.propose && options.vocabulary.is_none() && options.least(episodes) > 1
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

    fn has(&self, episode: &EpisodeTerms, discovery: &Discovery<'_>, key: &str) -> bool {
        let forms = self.forms.get(episode.language.as_str());
        let other = discovery.other(episode, key);
        let mut names = std::iter::once(key).chain(other);
        forms.is_some_and(|forms| names.any(|name| forms.contains(name)))
    }
}

/// Terms with the places of each.
#[derive(Default)]
struct Gathered<'a> {
    /// By language and form.
    terms: BTreeMap<(&'a str, String), Term<'a>>,
}

struct Term<'a> {
    tag: String,
    said: usize,
    places: Vec<Loud<'a>>,
}

/// An episode that is about a term.
struct Loud<'a> {
    episode: &'a EpisodeTerms,
    count: u32,
    first_s: Option<f64>,
    /// Its place among the episode's phrases.
    number: usize,
}

impl<'a> Gathered<'a> {
    /// What a discovery gives to episodes that have not rejected it, as far as it is `wanted`.
    fn of(
        episodes: &'a [EpisodeTerms],
        discovery: &Discovery<'_>,
        wanted: impl Fn(&EpisodeTerms, &Discovered<'_>) -> bool,
    ) -> Self {
        let mut gathered = Self::default();
        for (number, episode) in episodes.iter().enumerate() {
            let opened = episode.phrases.open();
            let candidates = opened.candidates();
            let may_have = |tag: &str| !episode.decided.rejects(tag);
            for found in discovery.choose(number, episode, &candidates, may_have) {
                if wanted(episode, &found) {
                    gathered.insert(episode, discovery, &found);
                }
            }
        }
        gathered
    }

    fn insert(
        &mut self,
        episode: &'a EpisodeTerms,
        discovery: &Discovery<'_>,
        found: &Discovered<'_>,
    ) {
        let candidate = found.candidate;
        let form = discovery.form(episode, candidate.key).into_owned();
        let key = (episode.language.as_str(), form);
        let term = self.terms.entry(key).or_insert_with(|| Term {
            tag: discovery.spelling(episode, candidate).to_owned(),
            said: discovery.said_by(episode, candidate),
            places: Vec::new(),
        });
        term.places.push(Loud {
            episode,
            count: candidate.count,
            first_s: candidate.first_s,
            number: found.number,
        });
    }

    /// The terms that so many episodes are about, with a reason made of that number and of how many say it.
    fn proposals(self, least: usize, why: impl Fn(usize, usize) -> String) -> Vec<Proposal> {
        let mut proposals: Vec<Proposal> = self
            .terms
            .into_values()
            .filter(|term| term.places.len() >= least)
            .map(|mut term| {
                let episodes = term.places.len();
                term.places.sort_by(|a, b| {
                    let loud = b.count.cmp(&a.count);
                    loud.then_with(|| a.episode.id.cmp(&b.episode.id))
                });
                term.places.truncate(PLACES);
                Proposal {
                    slug: slug::slugify(&term.tag),
                    why: why(episodes, term.said),
                    tag: term.tag,
                    episodes,
                    said_by: term.said,
                    places: term.places.into_iter().map(Loud::place).collect(),
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

impl Loud<'_> {
    fn place(self) -> ProposalPlace {
        ProposalPlace {
            episode: self.episode.id.clone(),
            path: self.episode.path.clone(),
            count: self.count,
            first_s: self.first_s,
            evidence: self.episode.phrases.open().excerpt(self.number).to_owned(),
        }
    }
}

#[cfg(test)]
#[path = "proposals_tests.rs"]
mod tests;
