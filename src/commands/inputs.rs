//! What the commands do with their inputs before they read them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::decided::leave_out_decisions;
use crate::config::Config;
use crate::corpus::{self, Discovery, Source};
use crate::lexicon;
use crate::terminal::{Messages, shown};

/// The inputs below `paths`, without what an earlier run has written to `target` (`names`: files that it may have
/// written between the inputs). `None`, with a message, if there is nothing to read.
pub(super) fn find(
    paths: &[PathBuf],
    target: Option<&Path>,
    names: &[&str],
    messages: &Messages,
) -> Option<Discovery> {
    let mut found = corpus::discover(paths);
    leave_out_decisions(&mut found);
    if let Some(target) = target {
        leave_out_earlier_output(&mut found.sources, paths, target, names);
    }
    let found = corpus::pair(found, target);
    if !found.sources.is_empty() {
        return Some(found);
    }
    for error in &found.errors {
        messages.error(error);
    }
    if found.errors.is_empty() {
        for path in paths {
            let path = shown(path);
            messages.error(format_args!(
                "{path}: no transcripts in it; name a file, or another folder"
            ));
        }
    }
    None
}

/// Says so if there are no word lists for the language that was asked for.
pub(super) fn check_language(config: &Config, messages: &Messages) {
    let Some(code) = config
        .lang
        .as_deref()
        .filter(|code| lexicon::pack(code).is_none())
    else {
        return;
    };
    let known: Vec<_> = lexicon::PACKS.iter().map(|pack| pack.code).collect();
    messages.warning(format_args!(
        "no word lists for the language `{code}`, going on without; there are lists for {}",
        known.join(", ")
    ));
}

/// The inputs, each as the file system knows it.
pub(super) fn source_files(sources: &[Source]) -> HashSet<PathBuf> {
    sources
        .iter()
        .filter(|source| !source.stdin)
        .map(|source| identity(&source.path))
        .collect()
}

/// The one path that all ways to a file lead to, as far as it can be told.
pub(super) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Takes out of `sources` what an earlier run has written: everything below `target`, or the files `names` in it where
/// the inputs themselves lie below `target`.
fn leave_out_earlier_output(
    sources: &mut Vec<Source>,
    arguments: &[PathBuf],
    target: &Path,
    names: &[&str],
) {
    let Ok(folder) = target.canonicalize() else {
        return;
    };
    if arguments
        .iter()
        .any(|argument| identity(argument).starts_with(&folder))
    {
        let earlier: HashSet<_> = names.iter().map(|name| folder.join(name)).collect();
        sources.retain(|source| source.stdin || !earlier.contains(&identity(&source.path)));
    } else {
        sources.retain(|source| source.stdin || !identity(&source.path).starts_with(&folder));
    }
}
