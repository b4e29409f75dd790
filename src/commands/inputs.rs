//! What the commands do with their inputs before they read them.

use std::path::{Path, PathBuf};

use super::decided::leave_out_decisions;
use super::output::leave_out_earlier_output;
use crate::config::Config;
use crate::corpus::{self, Discovery};
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
