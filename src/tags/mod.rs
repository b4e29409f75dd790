//! Tags over a catalogue: candidates from all episodes, one vocabulary, an assignment for each episode.
//!
//! Looks at nothing but an episode's terms, title, description and existing tags ([`EpisodeTerms`]); keeps no text.

mod stand_in;

pub use stand_in::{EpisodeTerms, TagOptions, tag_catalogue};

use crate::draft::TagSource;

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
}

/// A tagged catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// Sorted by id.
    pub episodes: Vec<TaggedEpisode>,
    /// Sorted by number of episodes, falling, then by tag.
    pub vocabulary: Vec<TagUse>,
}
