//! `shownotes check`: reads drafts and the transcripts that they name, and says where they disagree.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::exit::ExitStatus;
use super::guard::guarded;
use crate::check::{self, DraftRecord, Verdict};
use crate::cli::CheckArgs;
use crate::config::{Config, Layer};
use crate::corpus::{self, Episode, LoadOptions};
use crate::terminal::{Messages, sanitize_plain, shown};

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<ExitStatus> {
    let messages = Messages::new(args.quiet, crate::cli::ColorWhen::Auto);
    let mut sums = Sums::default();
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
            match verify(draft, args) {
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
fn verify(draft: &DraftRecord, args: &CheckArgs) -> anyhow::Result<Verdict> {
    let path = Path::new(&draft.path);
    if draft.path == "-" {
        bail!("drafted from standard input, so there is no transcript to check it against");
    }
    let config = Config::resolve(Layer::of_check(args), args.config.as_deref(), Some(path))?;
    let found = corpus::pair(corpus::discover(&[path.to_path_buf()]), None);
    if let Some(error) = found.errors.into_iter().next() {
        return Err(error.into());
    }
    let source = found.sources.first().with_context(|| shown(path))?;
    let options = LoadOptions {
        keep_sponsors: config.keep_sponsors,
        speakers: config.speakers,
    };
    let verdict = guarded(|| -> anyhow::Result<Verdict> {
        let episodes = corpus::load(source, &options)?;
        let episode = the_one(&episodes, draft)
            .with_context(|| format!("{}: there is no such episode in it any more", shown(path)))?;
        Ok(check::verify(draft, episode))
    });
    verdict.unwrap_or_else(|panic| bail!("internal error: {panic}; please report this one"))
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
