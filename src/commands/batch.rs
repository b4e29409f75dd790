//! The parallel loop: reads and works on many inputs at once, hands results on in input order.
//!
//! Inputs are taken in groups, so that memory follows the size of a group and never that of the folder. One bad input
//! never stops the others.

use std::path::Path;
use std::thread;

use anyhow::Context;
use rayon::prelude::*;

use super::exit::ExitStatus;
use super::guard::guarded;
use super::output;
use crate::config::Config;
use crate::corpus::{self, Discovery, Episode, Format, LoadOptions, Source, Warning};
use crate::report::{InputReport, format_name, run_report};
use crate::terminal::{Messages, shown};

/// Inputs in one group, for each thread: enough that threads seldom wait for the slowest of a group.
const GROUP_PER_JOB: usize = 16;

/// Bytes of input after which a group is full, once each thread has one.
const GROUP_BYTES: u64 = 64 << 20;

/// Stack of each thread: deeply nested input is read by recursion, within limits.
const STACK_BYTES: usize = 8 << 20;

/// How inputs fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) read: usize,
    pub(super) warned: usize,
    pub(super) failed: usize,
}

impl Tally {
    /// The exit status that follows.
    pub(super) fn status(self, strict: bool) -> ExitStatus {
        match self {
            Self { read: 0, .. } => ExitStatus::Unusable,
            Self {
                failed: 0, warned, ..
            } if warned == 0 || !strict => ExitStatus::Done,
            _ => ExitStatus::Incomplete,
        }
    }

    /// The closing line, where there was more than one input.
    pub(super) fn say(self, messages: &Messages) {
        let Self {
            read,
            warned,
            failed,
        } = self;
        if read + failed > 1 {
            messages.note(format_args!(
                "{read} read, {warned} with warnings, {failed} failed"
            ));
        }
    }
}

/// What became of all inputs.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) tally: Tally,
    /// One for each input.
    pub(super) inputs: Vec<InputReport>,
}

impl Outcome {
    /// Counts a file that is no input, but was needed for one.
    pub(super) fn add_failed(&mut self, path: &str, error: String) {
        self.tally.failed += 1;
        self.inputs.push(failed(path, error));
    }

    /// Says the closing line, and writes the report of the run if somebody wants it.
    pub(super) fn conclude(self, report: Option<&Path>, messages: &Messages) -> anyhow::Result<()> {
        self.tally.say(messages);
        report.map_or(Ok(()), |path| output::write(path, &run_report(self.inputs)))
    }
}

/// What the work on one episode gives.
pub(super) struct Worked<T> {
    /// Handed on.
    pub(super) value: T,
    /// Beside the episode's own warnings.
    pub(super) warnings: Vec<String>,
    /// Words spoken.
    pub(super) words: usize,
}

/// What became of one input.
pub(super) struct Read<T> {
    pub(super) values: Vec<T>,
    pub(super) report: InputReport,
}

/// Remembers what inputs gave in earlier runs.
pub(super) trait Recall<T>: Sync {
    /// What the result for a source with these bytes is remembered under.
    fn key(&self, source: &Source, bytes: &[u8]) -> String;

    /// The result, if it is remembered.
    fn recall(&self, key: &str) -> Option<Read<T>>;

    /// Remembers a result.
    fn remember(&self, key: &str, read: &Read<T>);
}

/// Remembers nothing.
struct NoMemory;

impl<T> Recall<T> for NoMemory {
    fn key(&self, _: &Source, _: &[u8]) -> String {
        String::new()
    }

    fn recall(&self, _: &str) -> Option<Read<T>> {
        None
    }

    fn remember(&self, _: &str, _: &Read<T>) {}
}

/// Works on every episode of every input, on `config.jobs` threads, and calls `emit` with an input's results, in
/// the order of the inputs. Failures and warnings are said and counted.
///
/// # Errors
/// What `emit` fails with, at once; or that no threads are to be had.
pub(super) fn run<T: Send>(
    found: &Discovery,
    config: &Config,
    messages: &Messages,
    work: impl Fn(Episode) -> Worked<T> + Sync,
    emit: impl FnMut(&Source, Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    run_recalling(found, config, messages, None, work, emit)
}

/// As many threads as `config.jobs` says, or one a core.
pub(super) fn threads(config: &Config) -> anyhow::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(config.jobs.map_or_else(cores, usize::from))
        .stack_size(STACK_BYTES)
        .build()
        .context("cannot start threads; try a smaller --jobs")
}

/// As [`run`]; what `memory` remembers is not worked on.
pub(super) fn run_recalling<T: Send>(
    found: &Discovery,
    config: &Config,
    messages: &Messages,
    memory: Option<&dyn Recall<T>>,
    work: impl Fn(Episode) -> Worked<T> + Sync,
    mut emit: impl FnMut(&Source, Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let memory = memory.unwrap_or(&NoMemory);
    let pool = threads(config)?;
    let jobs = pool.current_num_threads();
    let options = load_options(config);
    let mut tally = Tally {
        failed: found.errors.len(),
        ..Tally::default()
    };
    let mut inputs = Vec::with_capacity(found.sources.len() + found.errors.len());
    for error in &found.errors {
        messages.error(error);
        inputs.push(failed(error.path(), error.to_string()));
    }
    let mut left = found.sources.as_slice();
    while !left.is_empty() {
        let (group, rest) = left.split_at(group_size(left, jobs));
        left = rest;
        let results: Vec<_> = pool.install(|| {
            group
                .par_iter()
                .with_max_len(1)
                .map(|source| {
                    let result = work_on(source, &options, memory, &work);
                    messages.progress().advance();
                    result
                })
                .collect()
        });
        for (source, result) in group.iter().zip(results) {
            match result {
                Ok(read) => {
                    tally.read += 1;
                    tally.warned += usize::from(!read.report.warnings.is_empty());
                    messages.file_warnings(&source.path, &read.report.warnings);
                    inputs.push(read.report);
                    emit(source, read.values)?;
                }
                Err(message) => {
                    tally.failed += 1;
                    messages.error(&message);
                    inputs.push(failed(&source.path.to_string_lossy(), message));
                }
            }
        }
    }
    Ok(Outcome { tally, inputs })
}

/// How the configuration wants sources to be read.
pub(super) fn load_options(config: &Config) -> LoadOptions {
    LoadOptions {
        keep_sponsors: config.keep_sponsors,
        speakers: config.speakers.clone(),
    }
}

fn failed(path: &str, error: String) -> InputReport {
    InputReport {
        path: path.to_owned(),
        error: Some(error),
        ..InputReport::default()
    }
}

fn work_on<T>(
    source: &Source,
    options: &LoadOptions,
    memory: &dyn Recall<T>,
    work: &impl Fn(Episode) -> Worked<T>,
) -> Result<Read<T>, String> {
    let read = guarded(|| {
        let said = |error: corpus::LoadError| error.to_string();
        let bytes = corpus::read_source(source).map_err(said)?;
        let key = memory.key(source, &bytes);
        if let Some(read) = memory.recall(&key) {
            return Ok(read);
        }
        let episodes = corpus::load_read(source, bytes, options).map_err(said)?;
        // A feed whose episodes all have transcripts gives none of its own.
        let format = episodes.first().map_or(Format::Feed, |first| first.format);
        let mut read = Read {
            values: Vec::with_capacity(episodes.len()),
            report: InputReport {
                path: source.path.to_string_lossy().into_owned(),
                read: true,
                format: Some(format_name(format).into()),
                episodes: episodes.len(),
                warnings: source.warnings.clone(),
                ..InputReport::default()
            },
        };
        for episode in episodes {
            read.report
                .warnings
                .extend(episode.warnings.iter().cloned());
            let worked = work(episode);
            read.values.push(worked.value);
            read.report.words += worked.words;
            let more = worked.warnings.into_iter();
            read.report
                .warnings
                .extend(more.map(|message| Warning { line: 0, message }));
        }
        memory.remember(&key, &read);
        Ok(read)
    });
    read.unwrap_or_else(|panic| {
        let path = shown(&source.path);
        Err(format!(
            "{path}: internal error: {panic}; the other inputs go on, please report this one"
        ))
    })
}

/// How many of `left` to take at once.
fn group_size(left: &[Source], jobs: usize) -> usize {
    let mut bytes = 0;
    let full = left.iter().take(jobs * GROUP_PER_JOB).position(|source| {
        bytes += size(&source.path);
        bytes > GROUP_BYTES
    });
    let most = left.len().min(jobs * GROUP_PER_JOB);
    full.map_or(most, |full| full.max(jobs).min(most))
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |metadata| metadata.len())
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layer;

    fn quiet(jobs: usize) -> Config {
        let file = tempfile::NamedTempFile::new().unwrap();
        let text = format!("jobs = {jobs}\nquiet = true\n");
        crate::report::writer::write_file(file.path(), text.as_bytes()).unwrap();
        Config::resolve(Layer::default(), Some(file.path()), None).unwrap()
    }

    #[test]
    fn a_panic_in_one_episode_fails_that_input_and_the_others_come_out_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<_> = (0..100).map(|number| format!("ep{number:03}")).collect();
        for name in &names {
            let path = folder.path().join(format!("{name}.txt"));
            crate::report::writer::write_file(&path, b"Ann: We talk about talking.\n").unwrap();
        }
        let found = corpus::discover(&[folder.path().to_path_buf()]);
        for jobs in [1, 3] {
            let config = quiet(jobs);
            let mut seen = Vec::new();
            let tally = run(
                &found,
                &config,
                &Messages::new(true, config.color),
                |episode| {
                    assert_ne!(episode.id, "ep041", "on purpose");
                    let odd = episode.id == "ep007";
                    let warnings = if odd { vec!["odd".to_owned()] } else { vec![] };
                    Worked {
                        value: (episode.id, odd || !episode.warnings.is_empty()),
                        warnings,
                        words: 1,
                    }
                },
                |_, episodes| {
                    seen.extend(episodes);
                    Ok(())
                },
            );
            let ids: Vec<_> = seen.iter().map(|(id, _)| id).collect();
            let expected: Vec<_> = names.iter().filter(|name| *name != "ep041").collect();
            assert_eq!(ids, expected);
            let warned = seen.iter().filter(|(_, warned)| *warned).count();
            let outcome = tally.unwrap();
            assert_eq!(outcome.inputs.len(), 100);
            let tally = outcome.tally;
            assert_eq!(
                tally,
                Tally {
                    read: 99,
                    warned,
                    failed: 1
                }
            );
            assert_eq!(tally.status(false), ExitStatus::Incomplete);
        }
    }

    #[test]
    fn the_exit_status_follows_from_how_the_inputs_fared() {
        for (read, warned, failed, strict, status) in [
            (2, 0, 0, true, ExitStatus::Done),
            (2, 1, 0, false, ExitStatus::Done),
            (2, 1, 0, true, ExitStatus::Incomplete),
            (1, 0, 1, false, ExitStatus::Incomplete),
            (0, 0, 2, false, ExitStatus::Unusable),
            (0, 0, 0, false, ExitStatus::Unusable),
        ] {
            let tally = Tally {
                read,
                warned,
                failed,
            };
            assert_eq!(tally.status(strict), status, "{tally:?}");
        }
    }
}
