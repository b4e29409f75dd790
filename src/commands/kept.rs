//! What lies among the tables of an earlier run and holds in this one: the vocabulary file, and the lock that keeps the
//! tags of episodes where people keep the vocabulary.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::{lists, output};
use crate::tags::{Lock, TagOptions, Tagging, Vocabulary, parse_vocabulary, with_tags};

/// The tags in use, for people to keep.
pub(super) const VOCABULARY_NAME: &str = "vocab.toml";

/// The tags that episodes keep.
pub(super) const LOCK_NAME: &str = "tags.lock";

/// The vocabulary file among the tables: kept up to date unless people have named one of their own.
pub(super) struct KeptVocabulary {
    path: PathBuf,
    /// What stands in it; `None` if another is used.
    text: Option<String>,
}

impl KeptVocabulary {
    /// The one in the folder `target`, if there is a folder; `named`: whether another has been named.
    pub(super) fn read(target: Option<&Path>, named: bool) -> anyhow::Result<Self> {
        let path = target.unwrap_or(Path::new("")).join(VOCABULARY_NAME);
        let is_used = target.is_some() && !named;
        let text = is_used.then(|| lists::read_if_there(&path)).transpose()?;
        Ok(Self { path, text })
    }

    /// Names and prohibitions in it.
    pub(super) fn names(&self) -> anyhow::Result<Vocabulary> {
        let text = self.text.as_deref().unwrap_or_default();
        parse_vocabulary(text).with_context(|| self.path.display().to_string())
    }

    /// What stands in it, as the next run would find it.
    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Adds the tags in use; what stands there stays.
    pub(super) fn update(&mut self, tagging: &Tagging) -> anyhow::Result<()> {
        let Some(text) = &self.text else {
            return Ok(());
        };
        let tags = tagging.vocabulary.iter().map(|usage| usage.tag.as_str());
        let new = with_tags(text, tags).with_context(|| self.path.display().to_string())?;
        output::write(&self.path, new.as_bytes())?;
        self.text = Some(new);
        Ok(())
    }
}

/// The lock in the folder `target`. It holds only where there is a vocabulary, and only what was locked under the same
/// settings.
pub(super) fn lock(target: &Path, options: &TagOptions) -> anyhow::Result<Lock> {
    let path = target.join(LOCK_NAME);
    if options.vocabulary.is_none() || !path.exists() {
        return Ok(Lock::default());
    }
    let text = lists::read(&path)?;
    Lock::parse(&text).map_err(|error| anyhow!("{}:{error}", path.display()))
}
