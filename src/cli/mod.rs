//! What was typed on the command line, and the help that goes with it.
//!
//! Uses nothing but `clap`, so that it can be included elsewhere. Options are `Option`s here: what is not typed may
//! stand in the configuration file, and defaults are put in by `config`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]

mod catalogue;
mod draft;
mod publish;
mod shared;
mod values;

use clap::{Parser, Subcommand};

pub use catalogue::{BuildArgs, DoctorArgs, ReviewArgs, TagArgs, VocabArgs, VocabCommand};
pub use draft::{CheckArgs, DraftArgs, EvalArgs, ScoreFormat};
pub use publish::{PartName, PublishArgs, SiteName};
pub use shared::{ChoiceArgs, CommonArgs, DecisionsArg, ReportArg};
pub use values::{ColorWhen, FormatName, Shell};

/// What each exit code means: the one table behind `--help`, the man page and the README.
pub const EXIT_CODES: [(u8, &str); 4] = [
    (
        0,
        "all done; warnings are allowed, a closed pipe counts as done",
    ),
    (
        1,
        "output written, but at least one input failed (--strict: or had a warning; check: is wrong)",
    ),
    (
        2,
        "wrong usage or configuration, nothing readable, or output not writable",
    ),
    (130, "stopped from outside, as by Ctrl-C"),
];

/// The examples of `shownotes --help`.
const EXAMPLES: &str = "\
Examples:
  shownotes draft episode.vtt              show notes of one episode, as Markdown
  shownotes draft transcripts/ -o notes/   one file for each episode of a folder
  shownotes tag transcripts/ -o tags/      one consistent set of tags for all episodes
  shownotes publish --site hugo content/ --from tags/   tags into the front matter of each page
  shownotes draft --help                   every option of a command";

/// The table of exit codes, as the long help shows it.
pub fn exit_code_table() -> String {
    EXIT_CODES
        .map(|(code, meaning)| format!("  {code:<5}{meaning}"))
        .join("\n")
}

fn closing_help() -> String {
    format!("{EXAMPLES}\n\nExit codes:\n{}", exit_code_table())
}

/// Drafts podcast show notes and tags whole catalogues from transcripts, offline.
///
/// Reads transcripts as they are (WebVTT, SRT, JSON, Markdown, plain text, a saved episode page) and drafts what a
/// producer would otherwise write by hand. Every line it drafts points back to the words that were spoken. Nothing
/// is sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "shownotes", version, after_long_help = closing_help())]
#[command(after_help = "See `shownotes --help` for examples and exit codes.")]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Draft the show notes of one or more episodes
    ///
    /// Show notes have highlights, a summary, chapters, topics, people and links. Without --output they are printed, in
    /// the order of the paths.
    #[command(after_long_help = draft::DRAFT_EXAMPLES)]
    Draft(DraftArgs),
    /// Tag all episodes of a folder with one consistent vocabulary
    ///
    /// What is said over the whole catalogue decides what is worth a tag; tags that people gave are kept and marked as
    /// theirs.
    #[command(after_long_help = catalogue::TAG_EXAMPLES)]
    Tag(TagArgs),
    /// Make and update the vocabulary file, vocab.toml
    Vocab(VocabArgs),
    /// Examine the tags that episodes have: near duplicates, used once, too common, missing
    ///
    /// Reads front matter, or CSV with the columns path and tag; no transcript is needed.
    #[command(after_long_help = catalogue::DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Check drafts against their transcripts
    ///
    /// Reads the transcript of each draft again, by the path that the draft gives, and lists every quote, place, time and
    /// speaker that is not there. The exit code is 1 if anything is wrong.
    #[command(after_long_help = draft::CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Make a page on which to accept, edit and reject drafts
    ///
    /// One HTML file that works offline, for one episode or a whole catalogue. It exports decisions.json, which draft,
    /// tag and publish obey.
    #[command(after_long_help = catalogue::REVIEW_EXAMPLES)]
    Review(ReviewArgs),
    /// Write tags and notes into the content or data files of a website
    ///
    /// Finds the content file of each episode and changes the lines of one key in its front matter, nothing else. Tags
    /// that are there stay. A file in doubt is left alone and named; a second run changes nothing.
    #[command(after_long_help = publish::PUBLISH_EXAMPLES)]
    Publish(PublishArgs),
    /// Score drafts against what people wrote about the same episodes
    ///
    /// Drafts each episode without looking at its human chapters and description, then compares: chapter starts and
    /// titles, highlights, the summary. Episodes about which people wrote nothing are left out.
    Eval(EvalArgs),
    /// Print a completion script for your shell
    Completions {
        /// The shell to write it for
        shell: Shell,
    },
    /// Print the manual page, in the format of man(1)
    Man,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_has_one_clear_line_of_help() {
        for command in Cli::command().get_subcommands() {
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.len() > 10, "{}: {}", command.get_name(), arg.get_id());
                assert!(!help.contains('\n'), "{help}");
            }
        }
    }
}
