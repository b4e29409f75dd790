//! Options that several commands have, in groups.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]

use std::path::PathBuf;

use clap::Args;

use super::values::{ColorWhen, jobs, share, speaker};

/// What all commands that read transcripts share.
#[derive(Debug, Default, Args)]
pub struct CommonArgs {
    /// Language of the talk, as a code such as en or sv [default: found out from the text]
    #[arg(long, value_name = "CODE", help_heading = "Reading")]
    pub lang: Option<String>,
    /// Names for the transcript's speaker labels, such as A=Andy,B=Wolfi
    #[arg(long, value_name = "LABEL=NAME,...", value_delimiter = ',', value_parser = speaker)]
    #[arg(help_heading = "Reading")]
    pub speakers: Vec<(String, String)>,
    /// Treat advertising, cold opens, welcome and goodbye like the rest of the talk, instead of leaving them out
    #[arg(long, overrides_with = "no_keep_sponsors", help_heading = "Reading")]
    pub keep_sponsors: bool,
    /// Undo `keep_sponsors = true` of the configuration file
    #[arg(long, overrides_with = "keep_sponsors", hide = true)]
    pub no_keep_sponsors: bool,
    /// Say for each highlight, phrase and tag why it is there
    #[arg(long, overrides_with = "no_explain", help_heading = "Output")]
    pub explain: bool,
    /// Undo `explain = true` of the configuration file
    #[arg(long, overrides_with = "explain", hide = true)]
    pub no_explain: bool,
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are honoured [default: auto]
    #[arg(long, value_name = "WHEN", help_heading = "Output")]
    pub color: Option<ColorWhen>,
    /// Print no warnings and no summary line; errors are always printed
    #[arg(short, long, overrides_with = "no_quiet", help_heading = "Running")]
    pub quiet: bool,
    /// Undo `quiet = true` of the configuration file
    #[arg(long, overrides_with = "quiet", hide = true)]
    pub no_quiet: bool,
    /// Let warnings make the exit code 1
    #[arg(long, overrides_with = "no_strict", help_heading = "Running")]
    pub strict: bool,
    /// Undo `strict = true` of the configuration file
    #[arg(long, overrides_with = "strict", hide = true)]
    pub no_strict: bool,
    /// Episodes to work on at the same time [default: one for each processor core]
    #[arg(short, long, value_name = "N", value_parser = jobs, help_heading = "Running")]
    pub jobs: Option<usize>,
    /// Configuration file [default: shownotes.toml in the folder of the first input or above it]
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub config: Option<PathBuf>,
    /// Print the configuration in force, ready to be saved as shownotes.toml, and stop
    #[arg(long, help_heading = "Running")]
    pub dump_config: bool,
}

/// How freely a catalogue is tagged, and what is known of its tags.
#[derive(Debug, Default, Args)]
pub struct ChoiceArgs {
    /// Episodes that must share a tag before it is used [default: 2]
    #[arg(long, value_name = "N", help_heading = "Choice of tags")]
    pub min_episodes: Option<usize>,
    /// Largest share of the episodes that may carry a tag, above 0 and up to 1 [default: 0.25]
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Choice of tags")]
    pub max_share: Option<f64>,
    /// Tags that episodes already have: CSV with the header path,tag
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub known: Option<PathBuf>,
}

/// Which decisions to obey.
#[derive(Debug, Default, Args)]
pub struct DecisionsArg {
    /// Decisions of people to obey, as `shownotes review` exports them [default: decisions.json beside the episodes]
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub decisions: Option<PathBuf>,
}

/// Where to report on the run.
#[derive(Debug, Default, Args)]
pub struct ReportArg {
    /// Also write what was read, with every warning and failure, as JSON to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,
}
