//! Tags a catalogue: the tags that people gave, those of a known vocabulary that fit, and where there is none those that
//! the catalogue itself suggests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::draft::{TagSource, is_same_tag};
use crate::text::Language;

use super::discovery::{Discovered, Discovery};
use super::frequencies::Frequencies;
use super::inquiry::Sayers;
use super::judge::{Judge, Judged, keys};
use super::lock::Lock;
use super::market::Taken;
use super::normal::normal_form;
use super::phrases::{Candidate, Opened};
use super::proposals::{is_alone_enough, propose};
use super::terms::EpisodeTerms;
use super::uses::uses;
use super::vocabulary::Vocabulary;
use super::weighing::Weighed;
use super::{Assignment, Proposal, TagOptions, TaggedEpisode, Tagging, related};

/// Episodes that must carry a tag before it counts as one of the catalogue's own.
const OWN_TAG_EPISODES: usize = 2;

/// Without a vocabulary file, phrases are added to the catalogue's own tags until an episode has so many.
const FILLED: usize = 3;

/// Tags a catalogue. The order of `episodes` does not matter.
pub fn tag_catalogue(episodes: Vec<EpisodeTerms>, options: &TagOptions) -> Tagging {
    let catalogue = Catalogue::new(episodes, options);
    catalogue.tagger().tag_all(&Lock::default())
}

/// All episodes, and the vocabulary that holds for them.
pub struct Catalogue<'o> {
    episodes: Vec<EpisodeTerms>,
    options: &'o TagOptions,
    /// The tags that people have given several times, where no vocabulary is given.
    own: Option<Vocabulary>,
    /// Normal form to the number of the name that people have settled on, for each language.
    names: BTreeMap<String, BTreeMap<String, u32>>,
    /// Counted when they are first asked for.
    frequencies: OnceLock<Frequencies>,
}

impl<'o> Catalogue<'o> {
    /// The order of `episodes` does not matter.
    pub fn new(mut episodes: Vec<EpisodeTerms>, options: &'o TagOptions) -> Self {
        episodes.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
        let own = options.vocabulary.is_none();
        Self {
            own: own.then(|| own_vocabulary(&episodes)),
            names: keys(&episodes, &options.names),
            episodes,
            options,
            frequencies: OnceLock::new(),
        }
    }

    /// With document frequencies that were counted before, in parts perhaps and on several machines.
    #[must_use]
    pub fn counted(mut self, frequencies: Frequencies) -> Self {
        let joined =
            frequencies.join_acronyms(|language, key| number_of(&self.names, language, key));
        self.frequencies = OnceLock::from(joined);
        self
    }

    /// Looks at all episodes and learns from those that carry tags.
    pub fn tagger(&self) -> Tagger<'_> {
        let (episodes, options) = (self.episodes.as_slice(), self.options);
        let given = self.own.is_none();
        let vocabulary = options.vocabulary.as_ref().or(self.own.as_ref());
        let vocabulary = vocabulary.filter(|own| given || !own.terms.is_empty());
        let mut tagger = Tagger {
            episodes,
            options,
            names: &self.names,
            spellings: options
                .names
                .terms
                .iter()
                .map(|term| term.tag.as_str())
                .collect(),
            judge: vocabulary.map(|own| Judge::new(episodes, own, given)),
            discovery: None,
            frequencies: &self.frequencies,
            weighed: OnceLock::new(),
            sayers: OnceLock::new(),
        };
        if !given {
            let taken = tagger.taken();
            let weighed = tagger.weighed();
            let discovery = Discovery::new(weighed, &weighed.common, taken, options);
            tagger.discovery = Some(discovery);
        }
        tagger
    }

    /// The episodes, sorted by id.
    pub fn episodes(&self) -> &[EpisodeTerms] {
        &self.episodes
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

/// Tags the episodes of one catalogue, and says why.
pub struct Tagger<'a> {
    /// Sorted by id.
    pub(super) episodes: &'a [EpisodeTerms],
    pub(super) options: &'a TagOptions,
    /// Normal form to the number of the name that people have settled on, for each language.
    names: &'a BTreeMap<String, BTreeMap<String, u32>>,
    /// These names as they are written: what is spelt so already stays so.
    spellings: BTreeSet<&'a str>,
    pub(super) judge: Option<Judge<'a>>,
    pub(super) discovery: Option<Discovery<'a>>,
    frequencies: &'a OnceLock<Frequencies>,
    weighed: OnceLock<Weighed<'a>>,
    pub(super) sayers: OnceLock<Sayers>,
}

impl<'a> Tagger<'a> {
    /// Tags all episodes; those that have not changed since `held` was made under the same settings keep their tags.
    pub fn tag_all(&self, held: &Lock) -> Tagging {
        let held = held.fits(self.options).then_some(held);
        let mut tagged: Vec<TaggedEpisode> = self
            .episodes
            .iter()
            .enumerate()
            .map(|(number, episode)| {
                let kept = held.and_then(|held| held.tags(episode));
                self.tag(number, episode, kept)
            })
            .collect();
        related::relate(&mut tagged, self.options.related);
        Tagging {
            vocabulary: uses(&tagged, &self.aliases()),
            proposals: self.proposals(&tagged),
            episodes: tagged,
        }
    }

    /// What holds from now on if people keep the vocabulary.
    pub fn lock(&self, tagging: &Tagging) -> Lock {
        Lock::of(self.episodes, tagging, self.options)
    }

    /// Other names of tags that the catalogue itself shows.
    fn aliases(&self) -> BTreeMap<&str, Vec<&str>> {
        let discovery = self.discovery.as_ref();
        discovery.map(Discovery::aliases).unwrap_or_default()
    }

    fn proposals(&self, tagged: &[TaggedEpisode]) -> Vec<Proposal> {
        if !self.options.propose {
            return Vec::new();
        }
        propose(self.weighed(), tagged, self.options)
    }

    /// How likely the phrases of all episodes are to be tags.
    pub(super) fn weighed(&self) -> &Weighed<'a> {
        let (episodes, options) = (self.episodes, self.options);
        self.weighed.get_or_init(|| {
            let frequencies = self.frequencies.get_or_init(|| {
                let name = |language: &str, key: &str| number_of(self.names, language, key);
                Frequencies::of(episodes).join_acronyms(name)
            });
            let least = options.least(episodes.len());
            let alone = is_alone_enough(episodes.len(), options);
            Weighed::new(frequencies, episodes, options, least, alone)
        })
    }

    /// The name that people have settled on for a normal form.
    pub(super) fn settled_name(&self, episode: &EpisodeTerms, key: &str) -> Option<&str> {
        let number = number_of(self.names, &episode.language, key)?;
        Some(&self.options.names.terms[number as usize].tag)
    }

    /// `kept`: the tags that the episode keeps beside those that people gave it, if it keeps any.
    fn tag(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        kept: Option<Vec<Assignment>>,
    ) -> TaggedEpisode {
        let opened = episode.phrases.open();
        let candidates = opened.candidates();
        let given = given(episode).into_iter();
        let mut tags: Vec<Assignment> = given
            .map(|tag| existing(tag, episode, &opened, &candidates))
            .collect();
        let keeps = kept.is_some();
        match kept {
            Some(mut kept) => {
                self.explain_kept(number, episode, &mut kept);
                tags.append(&mut kept);
            }
            None => self.choose(number, episode, &opened, &candidates, &mut tags),
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
            kept: keeps,
            related: Vec::new(),
        }
    }

    fn explain_kept(&self, number: usize, episode: &EpisodeTerms, kept: &mut [Assignment]) {
        let Some(judge) = self.judge.as_ref().filter(|_| self.options.explain) else {
            return;
        };
        for tag in kept {
            if let Some(judged) = judge.consider(number, episode, &tag.tag) {
                tag.why = judge.why(episode, &judged.judged);
            }
        }
    }

    /// What the tags that people gave, and those of the vocabulary, leave to be discovered.
    fn taken(&self) -> Vec<Taken> {
        let limit = self.options.per_episode;
        let of = |(number, episode): (usize, &EpisodeTerms)| {
            let mut tags = given(episode);
            let judged = self.judged(number, episode);
            tags.extend(judged.iter().map(|(judge, judged)| judge.name(judged.tag)));
            let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
            Taken {
                room: match self.judge {
                    Some(_) => FILLED.min(limit).saturating_sub(tags.len()),
                    None => limit,
                },
                keys: tags.iter().map(|tag| normal_form(language, tag)).collect(),
            }
        };
        self.episodes.iter().enumerate().map(of).collect()
    }

    /// Adds what the vocabulary and the catalogue give the episode.
    fn choose(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        opened: &Opened<'_>,
        candidates: &[Candidate<'_>],
        tags: &mut Vec<Assignment>,
    ) {
        let judged = self.judged(number, episode).into_iter();
        tags.extend(judged.map(|(judge, judged)| self.of_vocabulary(judge, episode, &judged)));
        let Some(discovery) = &self.discovery else {
            return;
        };
        let decided = &episode.decided;
        let wanted = |tag: &str| !decided.rejects(tag);
        for found in discovery.choose(number, episode, candidates, wanted) {
            let evidence = opened.excerpt(found.number);
            let tag = self.discovered(discovery, episode, &found, evidence);
            let is_there = tags.iter().any(|other| other.tag == tag.tag);
            if !is_there && !decided.rejects(&tag.tag) && self.options.allows(&tag.tag) {
                tags.push(tag);
            }
        }
    }

    /// What the vocabulary gives the episode, and who judged it.
    fn judged(&self, number: usize, episode: &EpisodeTerms) -> Vec<(&Judge<'a>, Judged)> {
        let Some(judge) = &self.judge else {
            return Vec::new();
        };
        let decided = &episode.decided;
        let allowed =
            |tag: &str| self.options.allows(tag) && !decided.rejects(tag) && !decided.keeps(tag);
        let judged = judge.choose(number, episode, self.options.per_episode, allowed);
        judged.into_iter().map(|judged| (judge, judged)).collect()
    }

    fn of_vocabulary(
        &self,
        judge: &Judge<'_>,
        episode: &EpisodeTerms,
        judged: &Judged,
    ) -> Assignment {
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
        evidence: &str,
    ) -> Assignment {
        let candidate = found.candidate;
        let spelling = discovery.spelling(episode, candidate);
        let tag = if self.spellings.contains(spelling) {
            spelling
        } else {
            let other = || discovery.other(episode, candidate.key);
            let settled = self.settled_name(episode, candidate.key);
            let settled = settled.or_else(|| self.settled_name(episode, other()?));
            settled.unwrap_or(spelling)
        };
        Assignment {
            tag: tag.to_owned(),
            slug: slug::slugify(tag),
            score: found.score,
            rank: 0,
            source: TagSource::Proposed,
            count: candidate.count,
            first_s: candidate.first_s,
            evidence: evidence.to_owned(),
            why: if self.options.explain {
                discovery.why(episode, candidate)
            } else {
                String::new()
            },
        }
    }
}

/// The tags that people gave an episode, or added to it.
fn given(episode: &EpisodeTerms) -> Vec<&str> {
    let decided = &episode.decided;
    let added = decided.kept.iter().filter(|tag| {
        let mut given = episode.existing.iter();
        !given.any(|given| is_same_tag(given, tag))
    });
    let given = episode.existing.iter().chain(added);
    given.map(String::as_str).collect()
}

fn existing(
    tag: &str,
    episode: &EpisodeTerms,
    opened: &Opened<'_>,
    candidates: &[Candidate<'_>],
) -> Assignment {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let key = normal_form(language, tag);
    let number = candidates.iter().position(|candidate| candidate.key == key);
    let said = number.map(|number| &candidates[number]);
    Assignment {
        tag: tag.to_owned(),
        slug: slug::slugify(tag),
        score: 1.0,
        rank: 0,
        source: TagSource::Existing,
        count: said.map_or(0, |candidate| candidate.count),
        first_s: said.and_then(|candidate| candidate.first_s),
        evidence: number.map_or_else(String::new, |number| opened.excerpt(number).to_owned()),
        why: String::new(),
    }
}

fn number_of(
    names: &BTreeMap<String, BTreeMap<String, u32>>,
    language: &str,
    key: &str,
) -> Option<u32> {
    names.get(language)?.get(key).copied()
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
