//! Tags that stay. Where people keep the vocabulary, an episode that has not changed keeps the tags it got, whatever
//! other episodes come: how common a word is and what tagged episodes teach then counts for new and changed ones only.
//!
//! The lock is a file among the tables, to be kept with them. It has one line for each episode:
//!
//! ```json
//! {"version": 1,
//! "settings": "5e884898da280471",
//! "episodes": {
//! "ep01": {"print": "2bd806c97f0e00af", "tags": [{"tag": "peat", "score": 0.71, "source": "vocabulary", "count": 4,
//!   "first_s": 12.5, "evidence": "cut peat in winter"}]}
//! }}
//! ```
//!
//! `settings` is a print of the vocabulary and of the options that choose tags, `print` one of all that an episode brings
//! along; where one differs, the episode is tagged anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::terms::EpisodeTerms;
use super::{Assignment, TagOptions, Tagging};
use crate::draft::TagSource;

/// The version of the format that this program reads and writes.
const VERSION: u32 = 1;

/// What holds of the tags that episodes got before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    settings: String,
    episodes: BTreeMap<String, Held>,
}

/// Why a lock cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It is not what this program writes.
    #[error(
        "{line}: not a lock of tags ({what}); take the file away to have all episodes tagged anew"
    )]
    Malformed {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// Another version has written it.
    #[error(
        "1: version {0} of the lock is not known here; take the file away to have all episodes tagged anew"
    )]
    Version(u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Held {
    print: String,
    tags: Vec<HeldTag>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct HeldTag {
    tag: String,
    score: f64,
    source: TagSource,
    count: u32,
    first_s: Option<f64>,
    evidence: String,
}

#[derive(Deserialize)]
struct Document {
    version: u32,
    settings: String,
    episodes: BTreeMap<String, Held>,
}

impl Lock {
    /// Reads what [`Self::to_json`] has written.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let document: Document =
            serde_json::from_str(text).map_err(|error| LockError::Malformed {
                line: error.line().max(1),
                what: error.to_string(),
            })?;
        if document.version != VERSION {
            return Err(LockError::Version(document.version));
        }
        let mut episodes = document.episodes;
        // What is read may be off by the last bit.
        for tag in episodes.values_mut().flat_map(|held| &mut held.tags) {
            tag.score = rounded(tag.score, 1e4);
            tag.first_s = tag.first_s.map(|seconds| rounded(seconds, 1e2));
        }
        Ok(Self {
            settings: document.settings,
            episodes,
        })
    }

    /// The lock as a file: one line for each episode, so that a change is easy to read.
    pub fn to_json(&self) -> String {
        let line = |(id, held): (&String, &Held)| {
            let text = |value: serde_json::Result<String>| value.unwrap_or_default();
            format!(
                "{}: {}",
                text(serde_json::to_string(id)),
                text(serde_json::to_string(held))
            )
        };
        let lines: Vec<String> = self.episodes.iter().map(line).collect();
        format!(
            "{{\"version\": {VERSION},\n\"settings\": \"{}\",\n\"episodes\": {{\n{}\n}}}}\n",
            self.settings,
            lines.join(",\n")
        )
    }

    /// What holds from now on: the tags that episodes have got beside those that people gave them.
    pub fn of(episodes: &[EpisodeTerms], tagging: &Tagging, options: &TagOptions) -> Self {
        let held = episodes.iter().zip(&tagging.episodes);
        let held = held.map(|(terms, tagged)| {
            let given = tagged.tags.iter();
            let given = given.filter(|tag| tag.source != TagSource::Existing);
            let held = Held {
                print: print(terms),
                tags: given.map(HeldTag::of).collect(),
            };
            (terms.id.clone(), held)
        });
        Self {
            settings: settings(options),
            episodes: held.collect(),
        }
    }

    /// Whether it was made under the same settings; else it holds nothing.
    pub fn fits(&self, options: &TagOptions) -> bool {
        self.settings == settings(options)
    }

    /// Whether it says nothing of any episode.
    pub fn is_empty(&self) -> bool {
        self.episodes.is_empty()
    }

    /// The tags that an episode keeps, if it has not changed.
    pub(super) fn tags(&self, episode: &EpisodeTerms) -> Option<Vec<Assignment>> {
        let held = self.episodes.get(&episode.id)?;
        (held.print == print(episode)).then(|| held.tags.iter().map(HeldTag::assignment).collect())
    }
}

impl HeldTag {
    fn of(tag: &Assignment) -> Self {
        Self {
            tag: tag.tag.clone(),
            score: rounded(tag.score, 1e4),
            source: tag.source,
            count: tag.count,
            first_s: tag.first_s.map(|seconds| rounded(seconds, 1e2)),
            evidence: tag.evidence.clone(),
        }
    }

    fn assignment(&self) -> Assignment {
        Assignment {
            slug: slug::slugify(&self.tag),
            tag: self.tag.clone(),
            score: self.score,
            rank: 0,
            source: self.source,
            count: self.count,
            first_s: self.first_s,
            evidence: self.evidence.clone(),
            why: String::new(),
        }
    }
}

/// As the tables show it, so that what is kept reads as it did.
fn rounded(value: f64, unit: f64) -> f64 {
    (value * unit).round() / unit
}

/// A print of all that an episode brings along, what people gave and decided included.
fn print(episode: &EpisodeTerms) -> String {
    let decided = &episode.decided;
    let given = [&episode.existing, &decided.kept, &decided.rejected];
    let given = format!("{given:?}");
    short_hash([episode.print.as_str(), &episode.language, &given])
}

/// A print of what chooses tags in every episode.
fn settings(options: &TagOptions) -> String {
    let vocabulary = format!("{:?}", options.vocabulary);
    let others = format!(
        "{:?}",
        (options.per_episode, &options.never, &options.language)
    );
    short_hash([vocabulary.as_str(), &others])
}

/// The beginning of the SHA-256 of texts one after the other, in hexadecimal.
pub(super) fn short_hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    }
    let digest = hash.finalize();
    digest[..8].iter().fold(String::new(), |mut print, byte| {
        let _ = write!(print, "{byte:02x}");
        print
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same_lock() {
        let held = Held {
            print: "00".to_owned(),
            tags: vec![HeldTag {
                tag: "C++ \"\u{e9}\"".to_owned(),
                score: 0.123_4,
                source: TagSource::Learnt,
                count: 2,
                first_s: Some(1.25),
                evidence: String::new(),
            }],
        };
        let lock = Lock {
            settings: "ff".to_owned(),
            episodes: BTreeMap::from([("a/1".to_owned(), held.clone()), ("b".to_owned(), held)]),
        };
        let text = lock.to_json();
        assert_eq!(Lock::parse(&text).unwrap(), lock);
        assert_eq!(text.lines().count(), 6, "{text}");
    }

    #[test]
    fn what_is_no_lock_is_refused_with_its_line() {
        for (text, error) in [
            ("{\"version\": 1,\n<<<<<<< ours\n", "2: not a lock of tags"),
            ("", "1: not a lock of tags"),
            (
                "{\"version\": 9, \"settings\": \"\", \"episodes\": {}}",
                "1: version 9",
            ),
        ] {
            let message = Lock::parse(text).unwrap_err().to_string();
            assert!(message.starts_with(error), "{message}");
        }
    }
}
