//! `shownotes check`: reads drafts and the transcripts that they name, and says where they disagree.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::exit::ExitStatus;
use super::guard::guarded;
use crate::check::{self, DraftRecord, Verdict};
use crate::cli::CheckArgs;
use crate::config::{Config, Layer};
use crate::corpus::{self, Discovery, Episode, LoadOptions, Source};
use crate::terminal::{Messages, sanitize_plain, shown};

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<ExitStatus> {
    let messages = Messages::new(args.quiet, crate::cli::ColorWhen::Auto);
    let mut sums = Sums::default();
    let mut shelves = Shelves::default();
    for path in &args.drafts {
        let drafts = match read(path) {
            Ok(drafts) => drafts,
            Err(error) => {
                messages.error(format_args!("{error:#}"));
                sums.unreadable += 1;
                continue;
            }
        };
        sums.files += 1;
        for draft in &drafts {
            match verify(draft, args, &mut shelves) {
                Ok(verdict) => sums.add(draft, &verdict)?,
                Err(error) => {
                    messages.error(format_args!("{}: {}: {error:#}", shown(path), draft.id));
                    sums.unreadable += 1;
                }
            }
        }
    }
    messages.note(format_args!(
        "{} pieces of evidence of {} episodes checked, {} wrong",
        sums.checked, sums.episodes, sums.wrong
    ));
    Ok(sums.status())
}

#[derive(Default)]
struct Sums {
    files: usize,
    episodes: usize,
    checked: usize,
    wrong: usize,
    unreadable: usize,
}

impl Sums {
    /// Counts a verdict and prints its faults.
    fn add(&mut self, draft: &DraftRecord, verdict: &Verdict) -> anyhow::Result<()> {
        self.episodes += 1;
        self.checked += verdict.checked;
        self.wrong += verdict.faults.len();
        let mut out = io::stdout().lock();
        for fault in &verdict.faults {
            let line = format!("{}: {fault}", draft.id);
            writeln!(out, "{}", sanitize_plain(&line))
                .context("standard output cannot be written")?;
        }
        Ok(())
    }

    fn status(&self) -> ExitStatus {
        match self {
            Self { files: 0, .. } => ExitStatus::Unusable,
            Self {
                wrong: 0,
                unreadable: 0,
                ..
            } => ExitStatus::Done,
            _ => ExitStatus::Incomplete,
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<DraftRecord>> {
    let name = || shown(path);
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let text = String::from_utf8(bytes.with_context(name)?).with_context(name)?;
    check::read_drafts(&text).map_err(|error| {
        anyhow!(
            "{}: {error}; give what `shownotes draft --format json` or `jsonl` wrote",
            shown(path)
        )
    })
}

/// Reads the draft's transcript again, under the configuration that holds for it, and checks the draft.
fn verify(draft: &DraftRecord, args: &CheckArgs, shelves: &mut Shelves) -> anyhow::Result<Verdict> {
    let path = Path::new(&draft.path);
    if draft.path == "-" {
        bail!("drafted from standard input, so there is no transcript to check it against");
    }
    let config = Config::resolve(Layer::of_check(args), args.config.as_deref(), Some(path))?;
    let options = LoadOptions {
        keep_sponsors: config.keep_sponsors,
        speakers: config.speakers,
    };
    let alone = corpus::pair(corpus::discover(&[path.to_path_buf()]), None);
    if let Some(error) = alone.errors.into_iter().next() {
        return Err(error.into());
    }
    let source = alone.sources.first().with_context(|| shown(path))?;
    let verdict = hold_against(draft, source, &options)?;
    if verdict.faults.is_empty() {
        return Ok(verdict);
    }
    // Drafted from a folder, it also follows what a feed or a chapter file there says.
    match shelves.source(path, &draft.id) {
        Some(source) => {
            let with_the_rest = hold_against(draft, source, &options)?;
            Ok(if with_the_rest.faults.len() < verdict.faults.len() {
                with_the_rest
            } else {
                verdict
            })
        }
        None => Ok(verdict),
    }
}

fn hold_against(
    draft: &DraftRecord,
    source: &Source,
    options: &LoadOptions,
) -> anyhow::Result<Verdict> {
    let verdict = guarded(|| -> anyhow::Result<Verdict> {
        let episodes = corpus::load(source, options)?;
        let episode = the_one(&episodes, draft).with_context(|| {
            format!(
                "{}: there is no such episode in it any more",
                shown(&source.path)
            )
        })?;
        Ok(check::verify(draft, episode))
    });
    verdict.unwrap_or_else(|panic| bail!("internal error: {panic}; please report this one"))
}

/// Transcripts with what lies in their folder and above it, each set of folders read once.
#[derive(Default)]
struct Shelves(BTreeMap<(PathBuf, PathBuf), Discovery>);

impl Shelves {
    /// A transcript with what the files beside it say, from its own folder up to the one that its id starts from.
    fn source(&mut self, path: &Path, id: &str) -> Option<&Source> {
        let folder = path.parent()?;
        let steps = id.matches('/').count();
        let root = folder.ancestors().nth(steps).unwrap_or(folder);
        let key = (folder.to_path_buf(), root.to_path_buf());
        let shelf = self.0.entry(key).or_insert_with(|| {
            let folders = folder.ancestors().take(steps + 1);
            let files: Vec<PathBuf> = folders.flat_map(files_in).collect();
            corpus::pair(corpus::discover(&files), None)
        });
        shelf.sources.iter().find(|source| source.path == path)
    }
}

/// The files of a folder, sorted; none if it cannot be read.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let listed = if folder.as_os_str().is_empty() {
        std::fs::read_dir(".")
    } else {
        std::fs::read_dir(folder)
    };
    let entries = listed.into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| folder.join(entry.file_name()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// The draft's episode among those of one file: they are numbered `#2`, `#3` at the end of their ids.
fn the_one<'e>(episodes: &'e [Episode], draft: &DraftRecord) -> Option<&'e Episode> {
    let number = |id: &str| -> usize {
        let number = id
            .rsplit_once('#')
            .and_then(|(_, number)| number.parse().ok());
        number.unwrap_or(1)
    };
    match episodes {
        [only] => Some(only),
        _ => episodes
            .iter()
            .find(|episode| number(&episode.id) == number(&draft.id)),
    }
}
