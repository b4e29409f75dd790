//! Where decisions come from: the file that was named, or those beside the episodes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::batch::Outcome;
use super::tag::REPORT_NAME;
use crate::corpus::{Discovery, Episode};
use crate::decisions::{
    self, Decisions, EpisodeDecisions, FILE_ENDING, FILE_NAME, parse, renewed, settle,
};
use crate::draft::{Settled, SettledTags};
use crate::report::is_catalogue_report;
use crate::review::is_page;
use crate::terminal::{Messages, shown};

/// Largest file of decisions, in bytes.
const MOST_BYTES: u64 = 32 << 20;

/// All files of decisions that concern a run, read before the work begins.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// The file that was named; others do not count then.
    named: Option<Decisions>,
    /// Those beside the episodes, by path; `None` for what is not there or broken.
    beside: BTreeMap<PathBuf, Option<Decisions>>,
    /// Path and error of each file that cannot be obeyed.
    broken: Vec<(PathBuf, String)>,
}

impl Decided {
    /// Reads `named`, or else the files beside what was found.
    ///
    /// # Errors
    /// If the file that was named cannot be obeyed. One beside an episode that cannot is an error of the run's, see
    /// [`Self::say_what_is_broken`], and stops nothing.
    pub(super) fn gather(named: Option<&Path>, found: &Discovery) -> anyhow::Result<Self> {
        let sources = found.sources.iter().filter(|source| !source.stdin);
        Self::of_episodes(
            named,
            sources.map(|source| (source.path.as_path(), source.id.as_str())),
        )
    }

    /// The same, for episodes by path and id.
    pub(super) fn of_episodes<'e>(
        named: Option<&Path>,
        episodes: impl Iterator<Item = (&'e Path, &'e str)>,
    ) -> anyhow::Result<Self> {
        let mut decided = Self::default();
        if let Some(path) = named {
            let read = read(path)
                .map_err(|error| anyhow!(error))?
                .with_context(|| format!("{}: no such file; check --decisions", path.display()))?;
            decided.named = Some(read);
            return Ok(decided);
        }
        for (path, id) in episodes {
            for place in places(path, id) {
                if !decided.beside.contains_key(&place) {
                    let read = read(&place).unwrap_or_else(|error| {
                        decided.broken.push((place.clone(), error));
                        None
                    });
                    decided.beside.insert(place, read);
                }
            }
        }
        Ok(decided)
    }

    /// Says which files are not obeyed, and why.
    pub(super) fn say_what_is_broken(&self, messages: &Messages) {
        for (_, error) in &self.broken {
            messages.error(format_args!("{error}; nothing in this file was obeyed"));
        }
    }

    /// Counts the broken files among the failures.
    pub(super) fn count_in(&self, mut outcome: Outcome) -> Outcome {
        for (path, error) in &self.broken {
            outcome.add_failed(&path.to_string_lossy(), error.clone());
        }
        outcome
    }

    /// Whether a file that should be obeyed for this episode is broken.
    pub(super) fn is_broken_for(&self, path: &Path, id: &str) -> bool {
        let mut places = places(path, id).into_iter();
        places.any(|place| self.broken.iter().any(|(broken, _)| *broken == place))
    }

    /// What is decided about an episode: in the file that was named; or else in the nearest one that speaks of it.
    pub(super) fn of(&self, path: &Path, id: &str) -> Option<&EpisodeDecisions> {
        if let Some(named) = &self.named {
            return named.of(id);
        }
        places(path, id).into_iter().find_map(|place| {
            let decisions = self.beside.get(&place)?.as_ref()?;
            decisions.of(id).or_else(|| {
                // The name of the file says which episode it is about, however its key is spelt.
                let own = place.file_name().is_some_and(|name| name != FILE_NAME);
                let mut all = decisions.episodes.values();
                all.next().filter(|_| own && all.next().is_none())
            })
        })
    }

    /// What is decided about an episode, with the places where its words stand now; and what has none any more.
    pub(super) fn renewed(&self, episode: &Episode) -> (EpisodeDecisions, EpisodeDecisions) {
        self.of(Path::new(&episode.path), &episode.id)
            .map_or_else(Default::default, |decisions| renewed(episode, decisions))
    }

    /// What is decided about the tags of an episode.
    pub(super) fn tags(&self, episode: &Episode) -> SettledTags {
        self.tags_of(&episode.path, &episode.id)
    }

    /// The same, for an episode by path and id.
    pub(super) fn tags_of(&self, path: &str, id: &str) -> SettledTags {
        self.of(Path::new(path), id)
            .map_or_else(SettledTags::default, EpisodeDecisions::choice_of_tags)
    }

    /// What is settled about an episode, and what of it could not be found in the talk.
    pub(super) fn settle(&self, episode: &Episode) -> (Settled, Vec<String>) {
        self.of(Path::new(&episode.path), &episode.id)
            .map_or_else(Default::default, |decisions| settle(episode, decisions))
    }

    /// Says so if a file was named that speaks of none of these episodes.
    pub(super) fn warn_if_unused<'i>(
        &self,
        mut ids: impl Iterator<Item = &'i str>,
        messages: &Messages,
    ) {
        let Some(named) = &self.named else { return };
        if !named.episodes.is_empty() && ids.all(|id| named.of(id).is_none()) {
            let first = named.episodes.keys().next().map_or("", String::as_str);
            messages.warning(format_args!(
                "--decisions: it speaks of none of these episodes, but of `{first}`"
            ));
        }
    }
}

/// Where decisions about an episode may lie: in a file of its own beside it, in that of its folder, and in those of the
/// folders above, up to the one that the id starts from. The nearest first.
fn places(path: &Path, id: &str) -> Vec<PathBuf> {
    let Some(stem) = path.file_stem() else {
        return Vec::new();
    };
    let own = format!("{}{FILE_ENDING}", stem.to_string_lossy());
    let above = path.ancestors().skip(1).take(1 + id.matches('/').count());
    std::iter::once(path.with_file_name(own))
        .chain(above.map(|folder| folder.join(FILE_NAME)))
        .collect()
}

/// Reads a file of decisions; `None` if there is none.
fn read(path: &Path) -> Result<Option<Decisions>, String> {
    let name = shown(path);
    let cannot = |error: &dyn std::fmt::Display| {
        format!("{name}: cannot be read: {error}; mend it or take it away")
    };
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot(&error)),
        Ok(file) if !file.is_file() => return Ok(None),
        Ok(file) if file.len() > MOST_BYTES => return Err(cannot(&"too large for decisions")),
        Ok(_) => {}
    }
    let bytes = fs::read(path).map_err(|error| cannot(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot(&"not UTF-8 text"))?;
    match parse(&text) {
        Ok(read) => Ok(Some(read)),
        Err(error) => Err(format!("{name}:{error}")),
    }
}

/// Takes files of decisions, and pages that the program has written about a catalogue, out of what was found: they are no
/// transcripts.
pub(super) fn leave_out_decisions(found: &mut Discovery) {
    found.sources.retain(|source| {
        let name = source.path.file_name().unwrap_or_default();
        source.stdin
            || !(decisions::is_named_so(&name.to_string_lossy()) || is_own_page(&source.path))
    });
}

/// Whether it is a page of `review` or the report of `tag`.
fn is_own_page(path: &Path) -> bool {
    use std::io::Read;
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_own: fn(&[u8]) -> bool = match ending.as_deref().and_then(std::ffi::OsStr::to_str) {
        Some("html") => is_page,
        Some("md") if path.file_name().is_some_and(|name| name == REPORT_NAME) => {
            is_catalogue_report
        }
        _ => return false,
    };
    let mut beginning = Vec::new();
    path.is_file()
        && fs::File::open(path)
            .and_then(|file| file.take(256).read_to_end(&mut beginning))
            .is_ok()
        && is_own(&beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_lie_beside_the_episode_or_above_it_as_far_as_its_id_reaches() {
        for (path, id, expected) in [
            (
                "t/s1/ep.vtt",
                "s1/ep",
                vec![
                    "t/s1/ep.decisions.json",
                    "t/s1/decisions.json",
                    "t/decisions.json",
                ],
            ),
            (
                "ep.1.vtt",
                "ep.1",
                vec!["ep.1.decisions.json", "decisions.json"],
            ),
            ("-", "stdin", vec!["-.decisions.json", "decisions.json"]),
        ] {
            let found = places(Path::new(path), id);
            let expected: Vec<_> = expected.into_iter().map(PathBuf::from).collect();
            assert_eq!(found, expected, "{path}");
        }
    }
}
