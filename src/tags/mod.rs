//! Tags over a catalogue: candidates from all episodes, one vocabulary, an assignment for each episode.
//!
//! Looks at nothing but an episode's terms, title, description and existing tags ([`EpisodeTerms`]); keeps no text.

mod acronyms;
mod bag;
mod barred;
mod catalogue;
mod changes;
mod cutoff;
mod definitions;
mod discovery;
mod evidence;
#[cfg(test)]
mod fixture;
mod frequencies;
mod health;
mod initials;
mod inquiry;
mod judge;
mod learning;
mod likelihood;
mod lock;
mod logistic;
mod market;
mod mentions;
mod normal;
mod people;
mod phrases;
mod proposals;
mod related;
mod repeated;
mod ridge;
mod shared;
mod skos;
mod terms;
mod uses;
mod vocabulary;
mod vocabulary_file;
mod weighing;

pub use bag::Bag;
pub use catalogue::{Catalogue, Tagger, tag_catalogue};
pub use changes::{ChangeKind, Changes, TagChange};
pub use frequencies::Frequencies;
pub use health::{Duplicate, Health, Likeness, TaggedEntry, examine};
pub use inquiry::{Inquiry, LearntOf, Refusal};
pub use lock::{Lock, LockError};
pub use mentions::{Mention, Place, places};
pub use normal::normal_form;
pub use phrases::{Candidate, Opened, Phrases};
pub use skos::{SkosError, parse_json_ld, parse_turtle};
pub use terms::{Collector, EpisodeTerms};
pub use vocabulary::{Term, Vocabulary};
pub use vocabulary_file::{
    Change, VocabularyError, parse as parse_vocabulary, parse_changes, with_changes, with_tags,
};

use crate::draft::TagSource;

/// What a catalogue may be tagged with, and how freely.
#[derive(Clone, Debug, PartialEq)]
pub struct TagOptions {
    /// Tags given to an episode at most, beside the existing ones.
    pub per_episode: usize,
    /// Episodes that must say a phrase before it can be a tag.
    pub min_episodes: usize,
    /// Share of the catalogue above which a phrase is too common to be a tag, 0 to 1.
    pub max_share: f64,
    /// Related episodes listed for each.
    pub related: usize,
    /// Whether to fill the `why` fields.
    pub explain: bool,
    /// Language code that overrides what the sources state and what is detected.
    pub language: Option<String>,
    /// The only tags allowed, if given.
    pub vocabulary: Option<Vocabulary>,
    /// Names and prohibitions that people have settled on where other tags may be given, too.
    pub names: Vocabulary,
    /// Tags known for some episodes: path and tag; with a minus before it, a tag taken out.
    pub known: Vec<(String, String)>,
    /// Tags never given.
    pub never: Vec<String>,
    /// Whether to look for terms to propose.
    pub propose: bool,
}

impl Default for TagOptions {
    fn default() -> Self {
        Self {
            per_episode: 6,
            min_episodes: 2,
            max_share: 0.25,
            related: 5,
            explain: false,
            language: None,
            vocabulary: None,
            names: Vocabulary::default(),
            known: Vec::new(),
            never: Vec::new(),
            propose: false,
        }
    }
}

impl TagOptions {
    /// Episodes of so many that must carry a phrase before it is a tag: in fewer than three, one is enough.
    pub(crate) fn least(&self, episodes: usize) -> usize {
        if episodes < 3 { 1 } else { self.min_episodes }
    }

    /// Whether people have not ruled a tag out.
    pub(crate) fn allows(&self, tag: &str) -> bool {
        let lists = self.vocabulary.iter().chain([&self.names]);
        let ruled_out = lists.flat_map(|own| &own.never);
        !self
            .never
            .iter()
            .chain(ruled_out)
            .any(|never| never.eq_ignore_ascii_case(tag))
    }
}

/// One row of `tags.csv`: an episode carries a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// As people would type it.
    pub tag: String,
    /// For addresses: lower case, ASCII, hyphens.
    pub slug: String,
    /// 0 to 1.
    pub score: f64,
    /// From 1, within the episode.
    pub rank: usize,
    /// Where it comes from.
    pub source: TagSource,
    /// How often the talk says it.
    pub count: u32,
    /// When it is said first, in seconds.
    pub first_s: Option<f64>,
    /// A short exact piece of the talk, title or description that says it.
    pub evidence: String,
    /// Why it was given; empty unless asked for.
    pub why: String,
}

/// Another episode that is alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Its id.
    pub id: String,
    /// 0 to 1.
    pub score: f64,
    /// The shared tags that make it so, strongest first.
    pub shared: Vec<String>,
}

/// One episode of a tagged catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedEpisode {
    /// The episode's id.
    pub id: String,
    /// The episode's path.
    pub path: String,
    /// The episode's title.
    pub title: String,
    /// ISO date, where known.
    pub date: Option<String>,
    /// Language code.
    pub language: String,
    /// Words spoken.
    pub words: usize,
    /// Audio length in seconds, where known.
    pub duration_s: Option<f64>,
    /// Hosts and guests by name.
    pub people: Vec<String>,
    /// Its tags, best first.
    pub tags: Vec<Assignment>,
    /// Whether it keeps the tags of before, since it has not changed.
    pub kept: bool,
    /// Episodes alike, best first.
    pub related: Vec<Related>,
}

/// One tag of the vocabulary with its use.
#[derive(Clone, Debug, PartialEq)]
pub struct TagUse {
    /// As people would type it.
    pub tag: String,
    /// For addresses.
    pub slug: String,
    /// Episodes that carry it.
    pub episodes: usize,
    /// Other names for it that the catalogue shows: its acronym, or what it is short for.
    pub aliases: Vec<String>,
}

/// A term that is no tag, and that a person may want as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// As people would type it.
    pub tag: String,
    /// For addresses.
    pub slug: String,
    /// Episodes that would carry it.
    pub episodes: usize,
    /// Episodes that say it at all.
    pub said_by: usize,
    /// The episodes that say it most, first the one that says it most often.
    pub places: Vec<ProposalPlace>,
    /// What speaks for it, and why it is no tag.
    pub why: String,
}

/// Where a proposal is said.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalPlace {
    /// The episode's id.
    pub episode: String,
    /// The episode's path.
    pub path: String,
    /// How often the episode says it.
    pub count: u32,
    /// When it is said first, in seconds.
    pub first_s: Option<f64>,
    /// A short exact piece of the talk that says it.
    pub evidence: String,
}

/// A tagged catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// Sorted by id.
    pub episodes: Vec<TaggedEpisode>,
    /// Sorted by number of episodes, falling, then by tag.
    pub vocabulary: Vec<TagUse>,
    /// Terms that are no tags, the most carried first; empty unless asked for.
    pub proposals: Vec<Proposal>,
}
