//! `shownotes draft`: each episode becomes show notes, on its own.

use std::io;

use super::batch::{self, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::output::Output;
use super::stream::report_format;
use super::{generate, inputs};
use crate::cli::{DraftArgs, FormatName};
use crate::config::{Config, Layer};
use crate::corpus::Episode;
use crate::draft::{self, DraftOptions};
use crate::report::{self, RenderOptions};
use crate::terminal::{Messages, wants_color};

/// One rendered episode.
struct Rendered {
    id: String,
    has_transcript: bool,
    bytes: Vec<u8>,
}

/// Runs the command.
pub(super) fn run(args: &DraftArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(std::path::PathBuf::as_path);
    let config = Config::resolve(Layer::of_draft(args), common.config.as_deref(), first)?;
    if common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(mut found) = inputs::find(&args.paths, args.output.as_deref(), &[], &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    let decided = Decided::gather(args.decided.decisions.as_deref(), &found)?;
    decided.say_what_is_broken(&messages);
    if args.output.is_some() {
        // Names must not depend on the order in which the paths were typed.
        found
            .sources
            .sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
        messages.show_progress(found.sources.len());
    }
    let color = args.output.is_none() && wants_color(config.color, &io::stdout());
    let many = found.sources.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let target = args.output.as_deref();
    let output = Output::choose(target, config.format, color, many, &found.sources)?;
    let mut sheaf = Sheaf::new(output, &config);
    let outcome = batch::run(
        &found,
        &config,
        &messages,
        |mut episode| work(&mut episode, &config, &decided, color, args.shift),
        |_, episodes| sheaf.take(episodes),
    )?;
    let outcome = decided.count_in(outcome);
    decided.warn_if_unused(sheaf.ids.iter().map(String::as_str), &messages);
    let tally = outcome.tally;
    sheaf.finish(tally.read, &messages)?;
    outcome.conclude(args.run.report.as_deref(), &messages)?;
    Ok(tally.status(config.strict))
}

/// How long the parts of a draft may be; nothing is settled.
pub(super) fn options(config: &Config) -> DraftOptions {
    DraftOptions {
        highlights: config.highlights,
        summary_words: config.words,
        keyphrases: config.keyphrases,
        tags: config.tags,
        language: config.lang.clone(),
        explain: config.explain,
        ..DraftOptions::default()
    }
}

fn work(
    episode: &mut Episode,
    config: &Config,
    decided: &Decided,
    color: bool,
    shift: Option<f64>,
) -> Worked<Rendered> {
    let (settled, lost) = decided.settle(episode);
    let options = DraftOptions {
        settled,
        ..options(config)
    };
    let mut draft = draft::compose(episode, &options);
    draft.warnings.extend(lost);
    if let Some(seconds) = shift {
        report::shift(episode, &mut draft, seconds);
    }
    let format = report_format(config.format);
    let render = RenderOptions {
        color,
        explain: config.explain,
    };
    let bytes = report::render_episode(format, episode, &draft, &render);
    draft
        .warnings
        .extend(report::shortfall(format, episode, &draft));
    Worked {
        value: Rendered {
            id: episode.id.clone(),
            has_transcript: episode.has_transcript(),
            bytes,
        },
        warnings: draft.warnings,
        words: draft.words,
    }
}

/// Episodes on their way out: those without a transcript are left out, unless nobody has one.
struct Sheaf {
    output: Output,
    /// Whether episodes without a transcript are wanted in any case.
    all: bool,
    /// Those left out, as long as no episode with a transcript was seen.
    left_out: Vec<Rendered>,
    transcripts: usize,
    /// Of all episodes.
    ids: Vec<String>,
}

impl Sheaf {
    fn new(output: Output, config: &Config) -> Self {
        let data = matches!(config.format, FormatName::Json | FormatName::Jsonl);
        Self {
            output,
            all: config.all || data,
            left_out: Vec::new(),
            transcripts: 0,
            ids: Vec::new(),
        }
    }

    fn take(&mut self, episodes: Vec<Rendered>) -> anyhow::Result<()> {
        for episode in episodes {
            self.ids.push(episode.id.clone());
            if episode.has_transcript {
                self.transcripts += 1;
                self.left_out.clear();
            }
            if self.all || episode.has_transcript {
                self.output.episode(&episode.id, episode.bytes)?;
            } else if self.transcripts == 0 {
                self.left_out.push(episode);
            }
        }
        self.output.flush()
    }

    fn finish(mut self, read: usize, messages: &Messages) -> anyhow::Result<()> {
        if read == 0 {
            return Ok(());
        }
        if self.transcripts == 0 {
            messages.warning(
                "no transcript in what was read; only titles and descriptions are drafted",
            );
        }
        for episode in std::mem::take(&mut self.left_out) {
            self.output.episode(&episode.id, episode.bytes)?;
        }
        self.output.finish()
    }
}
