//! Stand-in for tagging until it is merged.

use super::{TaggedEpisode, Tagging};
use crate::corpus::Episode;

/// How to tag.
#[derive(Clone, Debug)]
pub struct TagOptions {
    /// Tags an episode at most.
    pub per_episode: usize,
    /// Episodes that a tag must be on.
    pub min_episodes: usize,
    /// Share of the catalogue that a tag may be on.
    pub max_share: f64,
    /// Related episodes.
    pub related: usize,
    /// Fill the reasons.
    pub explain: bool,
    /// Language override.
    pub language: Option<String>,
    /// The only tags allowed.
    pub vocabulary: Option<Vec<String>>,
    /// Path, tag: what people gave.
    pub known: Vec<(String, String)>,
    /// Never tags.
    pub never: Vec<String>,
}

impl Default for TagOptions {
    fn default() -> Self {
        Self {
            per_episode: 8,
            min_episodes: 2,
            max_share: 0.5,
            related: 5,
            explain: false,
            language: None,
            vocabulary: None,
            known: Vec::new(),
            never: Vec::new(),
        }
    }
}

/// What tagging keeps of an episode.
#[derive(Clone, Debug)]
pub struct EpisodeTerms {
    id: String,
    path: String,
}

impl EpisodeTerms {
    /// Collects them.
    pub fn collect(episode: &Episode, options: &TagOptions) -> Self {
        let _ = options;
        Self {
            id: episode.id.clone(),
            path: episode.path.clone(),
        }
    }
}

/// Tags a catalogue.
pub fn tag_catalogue(terms: Vec<EpisodeTerms>, options: &TagOptions) -> Tagging {
    let _ = options;
    let mut episodes: Vec<_> = terms
        .into_iter()
        .map(|terms| TaggedEpisode {
            id: terms.id,
            path: terms.path,
            title: String::new(),
            date: None,
            language: "und".into(),
            words: 0,
            duration_s: None,
            people: Vec::new(),
            tags: Vec::new(),
            related: Vec::new(),
        })
        .collect();
    episodes.sort_by(|a, b| a.id.cmp(&b.id));
    Tagging {
        episodes,
        vocabulary: Vec::new(),
    }
}
