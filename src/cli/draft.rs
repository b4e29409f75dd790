//! Options of the commands about single drafts: `draft`, `check`, `eval`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{ChoiceArgs, CommonArgs, DecisionsArg, ReportArg};
use super::values::{FormatName, offset, speaker};

/// The examples of `shownotes draft --help`.
pub(super) const DRAFT_EXAMPLES: &str = "\
Examples:
  shownotes draft episode.vtt
      Print show notes to the terminal, to paste where you publish.
  shownotes draft episode.srt -n 5 --speakers A=Andy,B=Wolfi
      Five highlights, with names instead of the transcript's labels.
  shownotes draft transcripts/ --format html -o notes/
      Write notes/<episode>.html for every transcript found in the folder.
  shownotes draft transcripts/ --format jsonl -o all.jsonl
      Everything that is known, one line of JSON for each episode, in one file.
  shownotes draft episode.vtt --format youtube --shift 12.5
      Chapters for the video, whose audio starts 12.5 seconds later.
  yt-dlp ... | shownotes draft - --format text
      Read one transcript from standard input.";

/// `shownotes draft`.
#[derive(Debug, Args)]
pub struct DraftArgs {
    /// Transcripts, folders of transcripts, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// Output format [default: md]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<FormatName>,
    /// File or folder to write to, instead of printing; a folder gets one file for each episode
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Also print episodes without a transcript (md, text, html and text-only leave them out)
    #[arg(long, overrides_with = "no_all", help_heading = "Output")]
    pub all: bool,
    /// Undo `all = true` of the configuration file
    #[arg(long, overrides_with = "all", hide = true)]
    pub no_all: bool,
    /// Seconds that the published audio starts later than the transcript's times; below zero: earlier
    #[arg(long, value_name = "SECONDS", value_parser = offset, allow_hyphen_values = true, help_heading = "Output")]
    pub shift: Option<f64>,
    /// Highlights at most [default: 7]
    #[arg(short = 'n', long, value_name = "N", help_heading = "Length")]
    pub highlights: Option<usize>,
    /// Words in the summary at most [default: 150]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub words: Option<usize>,
    /// Key phrases at most [default: 15]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub keyphrases: Option<usize>,
    /// Tags for each episode at most [default: 6]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub tags: Option<usize>,
    /// What people decided.
    #[command(flatten)]
    pub decided: DecisionsArg,
    /// What to say of the run.
    #[command(flatten)]
    pub run: ReportArg,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The examples of `shownotes check --help`.
pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  shownotes draft transcripts/ --format jsonl -o all.jsonl
  shownotes check all.jsonl
      Check every draft; run it where the drafts were made, since they name their transcripts.";

/// `shownotes check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Drafts as JSON or JSON Lines, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// The names that were given for speaker labels, such as A=Andy,B=Wolfi
    #[arg(long, value_name = "LABEL=NAME,...", value_delimiter = ',', value_parser = speaker)]
    pub speakers: Vec<(String, String)>,
    /// The drafts were made with --keep-sponsors
    #[arg(long)]
    pub keep_sponsors: bool,
    /// Print no closing line; what is wrong is always printed
    #[arg(short, long)]
    pub quiet: bool,
    /// Configuration file [default: shownotes.toml in the folder of each transcript or above it]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `shownotes eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Transcripts with human notes, or folders of them
    #[arg(value_name = "PATH", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// How to print the scores
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        help_heading = "Output"
    )]
    pub format: ScoreFormat,
    /// Highlights at most [default: 7]
    #[arg(short = 'n', long, value_name = "N", help_heading = "Length")]
    pub highlights: Option<usize>,
    /// Words in the summary at most [default: 150]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub words: Option<usize>,
    /// Tags for each episode at most [default: 6]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub tags: Option<usize>,
    /// Use only the tags of this file: vocab.toml, SKOS (.ttl, .jsonld), CSV with the header tag[,alias...], one tag a line
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub vocab: Option<PathBuf>,
    /// How freely to tag.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// How scores are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A line for each episode
    Table,
    /// One JSON object
    Json,
}
