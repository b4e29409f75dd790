//! Options of the commands about a whole catalogue's tags: `tag`, `vocab`, `doctor`, `review`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::shared::{ChoiceArgs, CommonArgs, DecisionsArg, ReportArg};

/// The examples of `shownotes tag --help`.
pub(super) const TAG_EXAMPLES: &str = "\
Examples:
  shownotes tag transcripts/ -o tags/
      Write tags.csv and other tables, report.md and vocab.toml into tags/; read report.md first.
  shownotes tag season1/ season2/ -o tags/ --vocab my-tags.txt
      Use only the tags of my-tags.txt, one a line; others go to proposed.csv.
  shownotes tag transcripts/ -o tags/ --known published.csv
      Learn from the tags that some episodes already have.
  shownotes tag transcripts/ -o tags/ --vocab tags/vocab.toml --diff tags/tags.csv
      No new tags any more; say what the new episodes changed.
  shownotes tag transcripts/ --why ep012 kubernetes
      Why is this tag on this episode, or why not?";

/// `shownotes tag`.
#[derive(Debug, Args)]
pub struct TagArgs {
    /// Folders of transcripts, or single transcripts
    #[arg(value_name = "DIR", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// Folder to write the tables to; made if it is not there
    #[arg(short, long, value_name = "FOLDER", help_heading = "Output")]
    #[arg(required_unless_present_any = ["dump_config", "why"])]
    pub output: Option<PathBuf>,
    /// Say what has changed against an earlier tags.csv, and why; may be the one in the folder
    #[arg(long, value_name = "OLD.csv", help_heading = "Output")]
    pub diff: Option<PathBuf>,
    /// Say why an episode has a tag or has it not, with every place where it is said; nothing is written
    #[arg(
        long,
        num_args = 2,
        value_names = ["EPISODE", "TAG"],
        conflicts_with = "diff",
        help_heading = "Output"
    )]
    pub why: Option<Vec<String>>,
    /// Tags for each episode at most [default: 6]
    #[arg(long, value_name = "N", help_heading = "Choice of tags")]
    pub tags: Option<usize>,
    /// Use only the tags of this file: vocab.toml, SKOS (.ttl, .jsonld), CSV with the header tag[,alias...], one tag a line
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub vocab: Option<PathBuf>,
    /// With --vocab: tag all episodes anew, also those whose tags are kept in tags.lock
    #[arg(long, help_heading = "Choice of tags")]
    pub retag: bool,
    /// Work on all inputs anew, also those that have not changed since the last run into the same folder
    #[arg(long, help_heading = "Running")]
    pub no_cache: bool,
    /// How freely to tag.
    #[command(flatten)]
    pub choice: ChoiceArgs,
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

/// Options of `vocab`.
#[derive(Args, Debug)]
pub struct VocabArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: VocabCommand,
}

/// What `vocab` can do.
#[derive(Subcommand, Debug)]
pub enum VocabCommand {
    /// Tag the catalogue and add the tags in use to the file; what stands there already is kept
    Build(BuildArgs),
    /// Make the changes of a fixes.toml in the vocabulary file
    Apply {
        /// Changes, as `shownotes doctor --fixes` writes them
        #[arg(value_name = "FIXES")]
        fixes: PathBuf,
        /// The vocabulary file to change; made if it is not there
        #[arg(long, value_name = "FILE", default_value = "vocab.toml")]
        vocab: PathBuf,
    },
}

/// Options of `vocab build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// Folders of transcripts, or single transcripts
    #[arg(value_name = "DIR", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// The vocabulary file to make or update
    #[arg(short, long, value_name = "FILE", default_value = "vocab.toml")]
    pub output: PathBuf,
    /// How freely to tag.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The examples of `shownotes doctor --help`.
pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  shownotes doctor content/episodes                    what is wrong with the tags of a site
  shownotes doctor tags.csv --fixes fixes.toml         and changes to look through";

/// Options of `doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// Folders or files with front matter, or tables (.csv) with the columns path and tag
    #[arg(value_name = "PATH", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// The vocabulary that the tags should come from
    #[arg(long, value_name = "FILE")]
    pub vocab: Option<PathBuf>,
    /// Write changes to look through and to make with `shownotes vocab apply`
    #[arg(long, value_name = "FILE")]
    pub fixes: Option<PathBuf>,
    /// List every name, not only the first twelve of each finding
    #[arg(long)]
    pub all: bool,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The examples of `shownotes review --help`.
pub(super) const REVIEW_EXAMPLES: &str = "\
Examples:
  shownotes review episode.vtt -o review.html
      Open review.html in a browser, press ? for its keys, and export decisions.json.
  shownotes draft episode.vtt
      Drafts as decided, if decisions.json lies beside the episode.
  shownotes review transcripts/ -o review.html
      All episodes, their tags as a picture, and the vocabulary's health.";

/// `shownotes review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Transcripts, or folders of transcripts
    #[arg(value_name = "PATH", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// The page to write
    #[arg(
        short,
        long,
        value_name = "FILE",
        default_value = "review.html",
        help_heading = "Output"
    )]
    pub output: PathBuf,
    /// Highlights at most [default: 7]
    #[arg(short = 'n', long, value_name = "N", help_heading = "Length")]
    pub highlights: Option<usize>,
    /// Tags for each episode at most [default: 6]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub tags: Option<usize>,
    /// Use only the tags of this file: vocab.toml, SKOS (.ttl, .jsonld), CSV with the header tag[,alias...], one tag a line
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub vocab: Option<PathBuf>,
    /// How freely to tag.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// What people decided before.
    #[command(flatten)]
    pub decided: DecisionsArg,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}
