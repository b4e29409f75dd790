//! Options of `publish`.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{CommonArgs, DecisionsArg};
use super::values::rename;

/// The examples of `shownotes publish --help`.
pub(super) const PUBLISH_EXAMPLES: &str = "\
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
    /// What people decided.
    #[command(flatten)]
    pub decided: DecisionsArg,
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
