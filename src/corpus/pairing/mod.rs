//! Puts files that speak of the same episode together, before any transcript is read: feeds with the transcripts and
//! chapters that they name, chapter files with the transcript beside them.
//!
//! Only names are compared, and only what is unambiguous is paired. The result depends on which files there are, not on
//! the order in which they were given.

mod beside;
mod matching;
mod names;
mod richness;
mod transcripts;

use std::path::Path;

use super::discover::make_ids_unique;
use super::feed::{self, Entry};
use super::parsed::ParsedChapter;
use super::{Discovery, LoadError, Source, Warning, decode};

pub(super) use names::slug;

/// What other files say about a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Beside {
    /// What a feed says.
    pub(super) entry: Option<Entry>,
    /// What a file of chapters says.
    pub(super) chapters: Vec<ParsedChapter>,
    /// The entries that make episodes of their own, where the source is a feed that has been read.
    pub(super) entries: Option<Vec<Entry>>,
}

/// A feed among the sources.
struct OpenFeed {
    source: usize,
    entries: Vec<Entry>,
    warnings: Vec<Warning>,
}

/// Reads the feeds and chapter files among the sources and puts what they say beside the transcripts. A transcript that a
/// feed named on the command line brings along becomes a source; files that are now part of another source are none.
///
/// What lies below `output` has been written by an earlier run and is no transcript.
pub fn pair(mut found: Discovery, output: Option<&Path>) -> Discovery {
    let mut taken = vec![false; found.sources.len()];
    let feeds = open_feeds(&found.sources);
    if !feeds.is_empty() {
        transcripts::pair(&mut found, feeds, output, &mut taken);
    }
    beside::pair(&mut found, &mut taken);
    let mut taken = taken.into_iter();
    found.sources.retain(|_| !taken.next().unwrap_or(false));
    make_ids_unique(&mut found.sources);
    found
}

/// The feeds among the sources that can be read, by path.
fn open_feeds(sources: &[Source]) -> Vec<OpenFeed> {
    let mut order: Vec<usize> = (0..sources.len())
        .filter(|&index| may_be_feed(&sources[index]))
        .collect();
    order.sort_by(|&a, &b| sources[a].path.cmp(&sources[b].path));
    let open = |source: usize| {
        let text = text_of(&sources[source]).ok()?;
        let feed = feed::read(&text);
        // One without entries is left to the loader, which says so.
        (!feed.entries.is_empty()).then_some(OpenFeed {
            source,
            entries: feed.entries,
            warnings: feed.warnings,
        })
    };
    order.into_iter().filter_map(open).collect()
}

/// Whether a source can be a feed, by its name and by its beginning. What is no file (a pipe) cannot be read twice.
fn may_be_feed(source: &Source) -> bool {
    use std::io::Read;
    let extension = super::discover::extension(&source.path);
    let by_name = source.named || matches!(extension.as_deref(), Some("xml" | "rss") | None);
    if source.stdin || !by_name || !source.path.is_file() {
        return false;
    }
    let mut start = Vec::new();
    let read = std::fs::File::open(&source.path)
        .and_then(|file| file.take(1 << 14).read_to_end(&mut start));
    read.is_ok() && decode::decode(&start).is_ok_and(|(text, _)| feed::is_feed(&text))
}

/// A whole file, as text.
fn text_of(source: &Source) -> Result<String, LoadError> {
    let path = source.path.to_string_lossy();
    let bytes = super::read_all(source, &path)?;
    match decode::decode(&bytes) {
        Ok((text, _)) => Ok(text.into_owned()),
        Err(what) => Err(LoadError::Binary {
            path: path.into_owned(),
            what,
        }),
    }
}
