//! What was typed on the command line, and the help that goes with it.
//!
//! Uses nothing but `clap`, so that it can be included elsewhere. Options are `Option`s here: what is not typed may
//! stand in the configuration file, and defaults are put in by `config`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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

/// The examples of `shownotes draft --help`.
const DRAFT_EXAMPLES: &str = "\
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

const DOCTOR_EXAMPLES: &str = "\
Examples:
  shownotes doctor content/episodes                    what is wrong with the tags of a site
  shownotes doctor tags.csv --fixes fixes.toml         and changes to look through";

/// The examples of `shownotes tag --help`.
const TAG_EXAMPLES: &str = "\
Examples:
  shownotes tag transcripts/ -o tags/
      Write tags.csv, episodes.csv, related.csv and catalogue.json into tags/.
  shownotes tag season1/ season2/ -o tags/ --vocab my-tags.txt
      Use only the tags of my-tags.txt, one a line.
  shownotes tag transcripts/ -o tags/ --known published.csv
      Learn from the tags that some episodes already have.";

/// The examples of `shownotes check --help`.
const CHECK_EXAMPLES: &str = "\
Examples:
  shownotes draft transcripts/ --format jsonl -o all.jsonl
  shownotes check all.jsonl
      Check every draft; run it where the drafts were made, since they name their transcripts.";

/// The examples of `shownotes review --help`.
const REVIEW_EXAMPLES: &str = "\
Examples:
  shownotes review episode.vtt -o review.html
      Open review.html in a browser, press ? for its keys, and export decisions.json.
  shownotes draft episode.vtt
      Drafts as decided, if decisions.json lies beside the episode.
  shownotes review transcripts/ -o review.html
      All episodes, their tags as a picture, and the vocabulary's health.";

/// The examples of `shownotes publish --help`.
const PUBLISH_EXAMPLES: &str = "\
Examples:
  shownotes tag transcripts/ -o tags/
  shownotes publish --site hugo content/episodes/ --from tags/ --dry-run
      Show as a diff which tags would go into which page; without --dry-run, write them.
  shownotes draft transcripts/ --format jsonl -o drafts.jsonl
  shownotes publish --site eleventy content/ --from tags/ --from drafts.jsonl --with chapters,highlights
      Write chapters and highlights, too.
  shownotes publish --site jekyll _episodes/ --with summary
      The content files hold the transcripts themselves: tag and draft them, and write it into them.
  shownotes publish --site hugo --data . --from tags/
      Touch no page; write data/episodes.json and assets/episode_tags.csv.";

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
    #[command(after_long_help = DRAFT_EXAMPLES)]
    Draft(DraftArgs),
    /// Tag all episodes of a folder with one consistent vocabulary
    ///
    /// What is said over the whole catalogue decides what is worth a tag; tags that people gave are kept and marked as
    /// theirs.
    #[command(after_long_help = TAG_EXAMPLES)]
    Tag(TagArgs),
    /// Make and update the vocabulary file, vocab.toml
    Vocab(VocabArgs),
    /// Examine the tags that episodes have: near duplicates, used once, too common, missing
    ///
    /// Reads front matter, or CSV with the columns path and tag; no transcript is needed.
    #[command(after_long_help = DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Check drafts against their transcripts
    ///
    /// Reads the transcript of each draft again, by the path that the draft gives, and lists every quote, place, time and
    /// speaker that is not there. The exit code is 1 if anything is wrong.
    #[command(after_long_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Make a page on which to accept, edit and reject drafts
    ///
    /// One HTML file that works offline, for one episode or a whole catalogue. It exports decisions.json, which draft,
    /// tag and publish obey.
    #[command(after_long_help = REVIEW_EXAMPLES)]
    Review(ReviewArgs),
    /// Write tags and notes into the content or data files of a website
    ///
    /// Finds the content file of each episode and changes the lines of one key in its front matter, nothing else. Tags
    /// that are there stay. A file in doubt is left alone and named; a second run changes nothing.
    #[command(after_long_help = PUBLISH_EXAMPLES)]
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
    /// Tags for each episode at most [default: 8]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub tags: Option<usize>,
    /// Also write what was read, with every warning and failure, as JSON to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,
    /// Decisions of people to obey [default: decisions.json beside the episodes]
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub decisions: Option<PathBuf>,
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
    /// Episodes that must share a tag before it is used [default: 2]
    #[arg(long, value_name = "N", help_heading = "Choice of tags")]
    pub min_episodes: Option<usize>,
    /// Largest share of the episodes that may carry a tag, above 0 and up to 1 [default: 0.5]
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Choice of tags")]
    pub max_share: Option<f64>,
    /// Tags that episodes already have: CSV with the header path,tag
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub known: Option<PathBuf>,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

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

/// `shownotes tag`.
#[derive(Debug, Args)]
pub struct TagArgs {
    /// Folders of transcripts, or single transcripts
    #[arg(value_name = "DIR", required_unless_present = "dump_config")]
    pub paths: Vec<PathBuf>,
    /// Folder to write the tables to; made if it is not there
    #[arg(short, long, value_name = "FOLDER", help_heading = "Output")]
    #[arg(required_unless_present = "dump_config")]
    pub output: Option<PathBuf>,
    /// Tags for each episode at most [default: 8]
    #[arg(long, value_name = "N", help_heading = "Choice of tags")]
    pub tags: Option<usize>,
    /// Episodes that must share a tag before it is used [default: 2]
    #[arg(long, value_name = "N", help_heading = "Choice of tags")]
    pub min_episodes: Option<usize>,
    /// Largest share of the episodes that may carry a tag, above 0 and up to 1 [default: 0.5]
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Choice of tags")]
    pub max_share: Option<f64>,
    /// Use only the tags of this file: vocab.toml, one tag a line, or CSV with the header tag[,alias...]
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub vocab: Option<PathBuf>,
    /// Tags that episodes already have: CSV with the header path,tag
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub known: Option<PathBuf>,
    /// Also write what was read, with every warning and failure, as JSON to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub report: Option<PathBuf>,
    /// Decisions of people to obey [default: decisions.json beside the episodes]
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub decisions: Option<PathBuf>,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

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
    /// Tags for each episode at most [default: 8]
    #[arg(long, value_name = "N", help_heading = "Length")]
    pub tags: Option<usize>,
    /// Use only the tags of this file: vocab.toml, one tag a line, or CSV with the header tag[,alias...]
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub vocab: Option<PathBuf>,
    /// Tags that episodes already have: CSV with the header path,tag
    #[arg(long, value_name = "FILE", help_heading = "Choice of tags")]
    pub known: Option<PathBuf>,
    /// Decisions of people to obey, as `shownotes review` exports them [default: decisions.json beside the episodes]
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub decisions: Option<PathBuf>,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

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

/// `shownotes publish`.
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Folder of the site's content files
    #[arg(value_name = "CONTENT_DIR", required_unless_present_any = ["data", "dump_config"])]
    pub content: Option<PathBuf>,
    /// The site generator, which decides about front matter, addresses and data files
    #[arg(
        long,
        value_name = "SITE",
        required_unless_present = "dump_config",
        help_heading = "Site"
    )]
    pub site: Option<SiteName>,
    /// What to publish: folder of `tag`, its catalogue.json or tags.csv, or drafts as JSON [default: made of CONTENT_DIR]
    #[arg(long, value_name = "PATH", help_heading = "Site")]
    pub from: Vec<PathBuf>,
    /// Parts to publish beside the tags
    #[arg(
        long,
        value_name = "PART,...",
        value_delimiter = ',',
        help_heading = "Site"
    )]
    pub with: Vec<PartName>,
    /// Pairs that cannot be found out: CSV with the header episode,path
    #[arg(long, value_name = "FILE", help_heading = "Site")]
    pub map: Option<PathBuf>,
    /// Write data files below this folder, the root of the site, and touch no content file
    #[arg(long, value_name = "SITE_DIR", help_heading = "Site")]
    pub data: Option<PathBuf>,
    /// Spell a tag otherwise; may be given several times
    #[arg(long, value_name = "OLD=NEW", value_parser = rename, help_heading = "Tags")]
    pub rename: Vec<(String, String)>,
    /// Take out tags, and other values, that are not among those to publish
    #[arg(long, conflicts_with = "remove", help_heading = "Tags")]
    pub replace: bool,
    /// Take out again what was published; tags that people gave stay
    #[arg(long, conflicts_with = "data", help_heading = "Tags")]
    pub remove: bool,
    /// Print what would change as a unified diff, and write nothing
    #[arg(long, help_heading = "Running")]
    pub dry_run: bool,
    /// Decisions of people to obey [default: decisions.json beside the episodes]
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub decisions: Option<PathBuf>,
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
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
    /// What all commands share.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The name of a site generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SiteName {
    /// Hugo: YAML, TOML or JSON front matter
    Hugo,
    /// Zola: tags in the table of taxonomies, the rest in that of extra
    Zola,
    /// Jekyll
    Jekyll,
    /// Eleventy
    Eleventy,
    /// Astro
    Astro,
    /// Pelican: `Tags: a, b` in Markdown, `:tags:` in reStructuredText
    Pelican,
    /// One JSON file for each episode
    Json,
}

/// A part of the notes that can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartName {
    /// Highlights with speaker and time
    Highlights,
    /// Chapters with their times
    Chapters,
    /// The summary as one paragraph
    Summary,
    /// Hosts and guests by name
    People,
}

/// How scores are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A line for each episode
    Table,
    /// One JSON object
    Json,
}

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

/// The name of an output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// Markdown, to paste or publish
    Md,
    /// Plain text with bullets
    Text,
    /// HTML list, for feeds and web pages
    Html,
    /// JSON, indented; an array if there are several episodes
    Json,
    /// JSON Lines: one object a line for each episode
    Jsonl,
    /// Only the cleaned words, without labels and times
    TextOnly,
    /// Chapters for podcast players (Podcasting 2.0, JSON)
    ChaptersJson,
    /// Chapters as WebVTT
    WebvttChapters,
    /// Chapters for a YouTube description
    Youtube,
    /// Highlights as podcast:soundbite lines for the feed
    Soundbites,
    /// The episode and its clips for search engines (schema.org)
    JsonLd,
    /// Tags as itunes:keywords and category lines for the feed
    Feed,
}

impl FormatName {
    /// The ending of files in this format, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Text | Self::TextOnly => "txt",
            Self::Html => "html",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::ChaptersJson => "chapters.json",
            Self::WebvttChapters => "chapters.vtt",
            Self::Youtube => "youtube.txt",
            Self::Soundbites => "soundbites.xml",
            Self::JsonLd => "jsonld",
            Self::Feed => "feed.xml",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always, also into files and pipes
    Always,
    /// Never
    Never,
}

/// A shell that completions can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Elvish
    Elvish,
    /// Friendly interactive shell
    Fish,
    /// `PowerShell`
    #[value(name = "powershell")]
    PowerShell,
    /// Z shell
    Zsh,
}

fn speaker(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((label, name)) if !label.trim().is_empty() && !name.trim().is_empty() => {
            Ok((label.trim().to_owned(), name.trim().to_owned()))
        }
        _ => Err("write the label, =, and the name, such as A=Andy".to_owned()),
    }
}

fn rename(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((old, new)) if !old.trim().is_empty() && !new.trim().is_empty() => {
            Ok((old.trim().to_owned(), new.trim().to_owned()))
        }
        _ => Err("write the tag, =, and the new spelling, such as C++=cpp".to_owned()),
    }
}

fn jobs(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(jobs @ 1..=1024) => Ok(jobs),
        _ => Err("write a whole number from 1 to 1024".to_owned()),
    }
}

fn offset(typed: &str) -> Result<f64, String> {
    match typed.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds.abs() <= 86_400.0 => Ok(seconds),
        _ => Err("write a number of seconds, such as 12.5 or -30".to_owned()),
    }
}

fn share(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("write a number above 0 and up to 1, such as 0.5".to_owned()),
    }
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
