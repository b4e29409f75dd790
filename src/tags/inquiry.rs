//! Why an episode has a tag, or why it has it not: everything that speaks for and against it, in numbers.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::draft::is_same_tag;
use crate::text::Language;

use super::catalogue::Tagger;
use super::judge::{Considered, LIKELY, SURE};
use super::normal::{nested, normal_form};
use super::terms::EpisodeTerms;
use super::vocabulary::Term;
use super::{Assignment, TaggedEpisode, Tagging};

/// All that is known of one tag on one episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Inquiry {
    /// The episode's id.
    pub episode: String,
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The tag as it is written in the catalogue or vocabulary, else as it was asked for.
    pub tag: String,
    /// All names of the tag.
    pub term: Term,
    /// The row that gives it, if it is given.
    pub given: Option<Assignment>,
    /// Why it is not given, if it is not.
    pub refusal: Option<Refusal>,
    /// Tags of the episode.
    pub tags: usize,
    /// Episodes in all.
    pub episodes: usize,
    /// Episodes that say it.
    pub said_by: usize,
    /// Episodes that carry it.
    pub carried_by: usize,
    /// How likely it is, 0 to 1, where a vocabulary is judged.
    pub probability: Option<f64>,
    /// What the episodes that carry it teach, where enough do.
    pub lesson: Option<LearntOf>,
}

/// What tagged episodes teach about a tag on another.
#[derive(Clone, Debug, PartialEq)]
pub struct LearntOf {
    /// Episodes that it was learnt from.
    pub examples: usize,
    /// How alike the words are, about 0 to 1.
    pub likeness: f64,
    /// The words that speak most for it, as stems, with their shares of the likeness.
    pub words: Vec<(String, f64)>,
}

/// Why a tag is not given.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A person took it out of this episode.
    TakenOut,
    /// People have ruled it out everywhere.
    RuledOut,
    /// There is a vocabulary, and it is not in it.
    NotInVocabulary,
    /// Neither said nor alike.
    NotSaid,
    /// Others are likelier.
    Unlikely {
        /// How likely it is.
        probability: f64,
        /// What the least likely tag of the episode has, if it has any.
        least: Option<f64>,
        /// The episode has as many tags as are allowed.
        full: bool,
    },
    /// People have tagged the episode; only what is at least as likely as not is added.
    NotSure {
        /// How likely it is.
        probability: f64,
    },
    /// So few episodes say it.
    TooFew {
        /// Episodes that say it.
        said_by: usize,
        /// Episodes that must.
        least: usize,
    },
    /// It belongs to the show as a whole, and tells none of its episodes apart.
    OfTheShow {
        /// Episodes that say it.
        said_by: usize,
    },
    /// Said once, and not by title or description.
    SaidOnce,
    /// Another tag of the episode says the same or more.
    CoveredBy(String),
    /// Others come before it.
    Outranked {
        /// Its place among what the episode could be tagged with, from 1.
        place: usize,
        /// Tags that the episode got.
        given: usize,
    },
    /// Too weak here against the best of the episode, or not what enough episodes are about.
    TooWeak {
        /// Episodes that must be about it.
        least: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakenOut => write!(out, "a person took it out of this episode"),
            Self::RuledOut => write!(out, "people ruled it out (never)"),
            Self::NotInVocabulary => write!(out, "it is not in the vocabulary"),
            Self::NotSaid => write!(
                out,
                "the episode does not say it, nor does it speak like those that carry it"
            ),
            Self::Unlikely {
                probability,
                least,
                full,
            } => {
                write!(out, "its probability is {probability:.2}")?;
                match least {
                    Some(least) if *full => write!(
                        out,
                        "; the episode has as many tags as allowed, the last one with {least:.2}"
                    ),
                    Some(least) => write!(
                        out,
                        "; with tags down to {least:.2} the choice is expected to be best"
                    ),
                    None if *probability < LIKELY => {
                        write!(out, "; what is not said needs {LIKELY:.2}")
                    }
                    None => Ok(()),
                }
            }
            Self::NotSure { probability } => write!(
                out,
                "its probability is {probability:.2}; on an episode that people have tagged, {SURE:.2} is needed"
            ),
            Self::TooFew { said_by, least } => {
                write!(out, "{said_by} of the episodes say it, a tag needs {least}")
            }
            Self::OfTheShow { said_by } => write!(
                out,
                "{said_by} of the episodes say it, and it is the show's own: its name, what it opens with, or what it \
                 always speaks of"
            ),
            Self::SaidOnce => write!(
                out,
                "the episode says it once, and neither title nor description does"
            ),
            Self::CoveredBy(tag) => write!(out, "the tag {tag} says the same or more"),
            Self::Outranked { place, given } => write!(
                out,
                "it comes {place}. among what the episode could be tagged with, and {given} are given"
            ),
            Self::TooWeak { least } => write!(
                out,
                "it is weak beside the best of this episode, or fewer than {least} episodes are about it"
            ),
        }
    }
}

/// Episodes that say each phrase, by language and normal form.
pub(super) type Sayers = BTreeMap<String, FxHashMap<String, usize>>;

fn sayers(episodes: &[EpisodeTerms]) -> Sayers {
    let mut sayers = Sayers::new();
    for episode in episodes {
        let keys = sayers.entry(episode.language.clone()).or_default();
        for candidate in episode.phrases.open().candidates() {
            *keys.entry(candidate.key.to_owned()).or_default() += 1;
        }
    }
    sayers
}

impl Tagger<'_> {
    /// What is known of a tag, in any of its spellings, on the episode with this id or path, as tagged by
    /// [`Self::tag_all`]. `None` if there is no such episode.
    pub fn inquire(&self, tagging: &Tagging, episode: &str, tag: &str) -> Option<Inquiry> {
        let number = self.find(episode)?;
        Some(self.inquire_at(tagging, number, tag))
    }

    /// The number of the episode with this id, or else with this path or the end of it.
    fn find(&self, wanted: &str) -> Option<usize> {
        let position = |is_it: &dyn Fn(&EpisodeTerms) -> bool| self.episodes.iter().position(is_it);
        position(&|episode| episode.id == wanted)
            .or_else(|| position(&|episode| episode.path == wanted))
            .or_else(|| {
                let end = format!("/{wanted}");
                let is_it = |episode: &EpisodeTerms| {
                    episode.id.ends_with(&end) || episode.path.ends_with(&end)
                };
                let mut found = (0..self.episodes.len()).filter(|&at| is_it(&self.episodes[at]));
                found.next().filter(|_| found.next().is_none())
            })
    }

    pub(super) fn inquire_at(&self, tagging: &Tagging, number: usize, asked: &str) -> Inquiry {
        let episode = &self.episodes[number];
        let tagged = &tagging.episodes[number];
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let key = normal_form(language, asked);
        let considered = self
            .judge
            .as_ref()
            .and_then(|judge| judge.consider(number, episode, asked));
        let settled = self.settled_name(episode, &key);
        let name = considered
            .as_ref()
            .map(|one| one.name)
            .or(settled)
            .unwrap_or(asked);
        let is_it = |tag: &str| is_same_tag(tag, name) || normal_form(language, tag) == key;
        let given = tagged.tags.iter().find(|tag| is_it(&tag.tag)).cloned();
        let said_by = considered.as_ref().map_or_else(
            || self.said_by(&episode.language, &key),
            |one| one.said_by as usize,
        );
        let refusal = given
            .is_none()
            .then(|| self.refusal(number, tagged, &key, name, said_by, considered.as_ref()));
        Inquiry {
            episode: episode.id.clone(),
            path: episode.path.clone(),
            title: episode.title.clone(),
            tag: given
                .as_ref()
                .map_or_else(|| name.to_owned(), |given| given.tag.clone()),
            term: self.term(name),
            refusal,
            tags: tagged.tags.len(),
            episodes: self.episodes.len(),
            said_by,
            carried_by: tagging
                .episodes
                .iter()
                .filter(|other| other.tags.iter().any(|tag| is_it(&tag.tag)))
                .count(),
            probability: considered.as_ref().map(|one| one.judged.probability),
            lesson: considered.and_then(|one| one.lesson),
            given,
        }
    }

    fn term(&self, name: &str) -> Term {
        let lists = self.options.vocabulary.iter().chain([&self.options.names]);
        let mut terms = lists.flat_map(|own| &own.terms);
        let known = terms.find(|term| term.tag == name).cloned();
        known.unwrap_or_else(|| Term::named(name))
    }

    fn said_by(&self, language: &str, key: &str) -> usize {
        let sayers = self.sayers.get_or_init(|| sayers(self.episodes));
        let said = sayers.get(language).and_then(|keys| keys.get(key));
        said.copied().unwrap_or_default()
    }

    fn refusal(
        &self,
        number: usize,
        tagged: &TaggedEpisode,
        key: &str,
        name: &str,
        said_by: usize,
        considered: Option<&Considered<'_>>,
    ) -> Refusal {
        let episode = &self.episodes[number];
        if episode.decided.rejects(name) {
            return Refusal::TakenOut;
        }
        if !self.options.allows(name) {
            return Refusal::RuledOut;
        }
        match considered {
            Some(considered) => self.improbable(episode, tagged, considered),
            None if self.options.vocabulary.is_some() => Refusal::NotInVocabulary,
            None => self.undiscovered(number, episode, tagged, key, said_by),
        }
    }

    fn improbable(
        &self,
        episode: &EpisodeTerms,
        tagged: &TaggedEpisode,
        considered: &Considered<'_>,
    ) -> Refusal {
        let probability = considered.judged.probability;
        let is_alike = considered
            .lesson
            .as_ref()
            .is_some_and(|lesson| lesson.likeness > 0.0);
        if considered.judged.mention.is_none() && !is_alike {
            return Refusal::NotSaid;
        }
        if !episode.existing.is_empty() && probability < SURE {
            return Refusal::NotSure { probability };
        }
        let judged = tagged.tags.iter().filter(|tag| tag.score < 1.0);
        Refusal::Unlikely {
            probability,
            least: judged.map(|tag| tag.score).reduce(f64::min),
            full: tagged.tags.len() >= self.options.per_episode,
        }
    }

    fn undiscovered(
        &self,
        number: usize,
        episode: &EpisodeTerms,
        tagged: &TaggedEpisode,
        key: &str,
        said_by: usize,
    ) -> Refusal {
        let least = self.options.min_episodes;
        let opened = episode.phrases.open();
        let candidates = opened.candidates();
        let Some(candidate) = candidates.iter().find(|candidate| candidate.key == key) else {
            return Refusal::NotSaid;
        };
        if said_by < least {
            return Refusal::TooFew { said_by, least };
        }
        let discovery = self.discovery.as_ref();
        if discovery.is_some_and(|discovery| discovery.is_a_shows_own(episode, candidate)) {
            return Refusal::OfTheShow { said_by };
        }
        if candidate.count < 2 && !candidate.named() {
            return Refusal::SaidOnce;
        }
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let other = discovery.and_then(|discovery| discovery.other(episode, key));
        let covers = |tag: &&Assignment| {
            let tag = normal_form(language, &tag.tag);
            nested(&tag, key) || other.is_some_and(|other| nested(&tag, other))
        };
        if let Some(tag) = tagged.tags.iter().find(covers) {
            return Refusal::CoveredBy(tag.tag.clone());
        }
        let place = discovery.and_then(|_| self.weighed().place(number, key));
        match place {
            Some(place) => Refusal::Outranked {
                place: place + 1,
                given: tagged.tags.len(),
            },
            None => Refusal::TooWeak { least },
        }
    }
}
