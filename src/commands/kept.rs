//! What lies among the tables of an earlier run and holds in this one: the vocabulary file, and the lock that keeps the
//! tags of episodes where people keep the vocabulary.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::{lists, output};
use crate::tags::{Lock, TagOptions, Tagger, Tagging, parse_vocabulary, with_tags};

/// The tags in use, for people to keep.
pub(super) const VOCABULARY_NAME: &str = "vocab.toml";

/// The tags that episodes keep.
pub(super) const LOCK_NAME: &str = "tags.lock";

/// What holds from an earlier run.
pub(super) struct Kept {
    /// The folder of the tables.
    target: PathBuf,
    /// The text of the vocabulary file among the tables; `None` if people have named another, or there is no folder.
    vocabulary: Option<String>,
    /// The tags that episodes keep; empty where there is no vocabulary or all are to be tagged anew.
    pub(super) lock: Lock,
}

impl Kept {
    /// What lies in the folder `target`, if there is one; names and prohibitions of the vocabulary go into `options`.
    /// `retag`: the lock is to be left out of account.
    pub(super) fn read(
        target: Option<&Path>,
        options: &mut TagOptions,
        retag: bool,
    ) -> anyhow::Result<Self> {
        let mut kept = Self {
            target: target.unwrap_or(Path::new("")).to_path_buf(),
            vocabulary: None,
            lock: Lock::default(),
        };
        let is_named = options.vocabulary.is_some();
        if target.is_some() && !is_named {
            let path = kept.target.join(VOCABULARY_NAME);
            let text = lists::read_if_there(&path)?;
            options.names = parse_vocabulary(&text).with_context(|| path.display().to_string())?;
            kept.vocabulary = Some(text);
        }
        let path = kept.target.join(LOCK_NAME);
        if target.is_some() && is_named && !retag && path.exists() {
            let text = lists::read(&path)?;
            kept.lock =
                Lock::parse(&text).map_err(|error| anyhow!("{}:{error}", path.display()))?;
        }
        Ok(kept)
    }

    /// The text of the vocabulary file, as the next run would find it.
    pub(super) fn vocabulary(&self) -> &str {
        self.vocabulary.as_deref().unwrap_or_default()
    }

    /// Adds the tags in use to the vocabulary file, in which all else stays, or else locks the tags. Returns the name of
    /// the file that was written.
    pub(super) fn update(
        &mut self,
        tagger: &Tagger<'_>,
        tagging: &Tagging,
    ) -> anyhow::Result<&'static str> {
        let Some(text) = &self.vocabulary else {
            self.lock = tagger.lock(tagging);
            let text = self.lock.to_json();
            output::write(&self.target.join(LOCK_NAME), text.as_bytes())?;
            return Ok(LOCK_NAME);
        };
        let path = self.target.join(VOCABULARY_NAME);
        let tags = tagging
            .vocabulary
            .iter()
            .map(|usage| (usage.tag.as_str(), &*usage.aliases));
        let new = with_tags(text, tags).with_context(|| path.display().to_string())?;
        output::write(&path, new.as_bytes())?;
        self.vocabulary = Some(new);
        Ok(VOCABULARY_NAME)
    }
}
