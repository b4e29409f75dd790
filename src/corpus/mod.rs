//! Finds files, recognises their format by content, reads and cleans them: bytes in, [`Episode`]s out.
//!
//! Bad text is a [`Warning`] on the episode, never an error; only a file that cannot be read at all is a [`LoadError`].
//! Nothing here ranks or judges the talk.

mod addresses;
mod asides;
mod assemble;
mod blanks;
pub(crate) mod byte_set;
mod captions;
mod chapter_borders;
mod chapter_lists;
mod clean;
mod clock;
mod cues;
mod dates;
mod decode;
mod discover;
mod episode;
mod error;
#[cfg(test)]
mod exports;
mod feed;
mod frame;
mod front_fields;
mod front_matter;
mod html;
mod html_names;
mod html_text;
mod inline;
mod introductions;
mod joining;
mod json;
mod label_forms;
mod label_names;
mod label_words;
mod labels;
mod lines;
mod links;
mod loops;
mod markdown;
mod markdown_kinds;
mod markdown_lines;
mod markdown_notes;
mod namesakes;
mod notes;
mod page;
mod pairing;
mod paragraph;
mod parsed;
mod phrases;
mod plain;
mod prefixes;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod quirks_tests;
mod roles;
mod sniff;
mod speakers;
mod spoken_hosts;
mod spoken_names;
mod sponsor_read;
mod sponsor_visit;
mod sponsors;
mod stage;
mod table;
mod talk;
mod teaser;
mod time_of_day;
mod timecode;
mod timing;
mod title;
mod voices;
mod wrong_notes;
mod xml;
mod xml_nodes;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub use discover::{Discovery, Source, discover};
pub use episode::{
    Aside, AsideKind, Episode, Format, HumanChapter, Link, Meta, Role, Span, Speaker, SpeakerId,
    Sponsor, TimeMark, Turn, Warning, taken_out,
};
pub use error::LoadError;
pub use pairing::pair;

use feed::Entry;
use json::JsonError;
use pairing::Beside;
use parsed::Parsed;
use sniff::Sniffed;

/// Largest source that is read, in bytes; never more than that is held of one.
pub const MAX_BYTES: u64 = 100_000_000;

/// How sources are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// Leave sponsor reads and asides unmarked, so that they count as talk.
    pub keep_sponsors: bool,
    /// Names for labels: `("A", "Ada Lovelace")`.
    pub speakers: Vec<(String, String)>,
}

/// Reads one source. Most give one episode; a scraped page may give more.
pub fn load(source: &Source, options: &LoadOptions) -> Result<Vec<Episode>, LoadError> {
    load_read(source, read_source(source)?, options)
}

/// The bytes of a source; none of a feed, which has been read by the time that it is a source.
pub fn read_source(source: &Source) -> Result<Vec<u8>, LoadError> {
    if source.beside.entries.is_some() {
        return Ok(Vec::new());
    }
    read_all(source, &source.path.to_string_lossy())
}

/// As [`load`], with the bytes that [`read_source`] gave, which it frees as soon as they are taken apart.
pub fn load_read(
    source: &Source,
    bytes: Vec<u8>,
    options: &LoadOptions,
) -> Result<Vec<Episode>, LoadError> {
    let path = source.path.to_string_lossy();
    if let Some(entries) = &source.beside.entries {
        return Ok(feed_episodes(entries, &source.id, &path, options));
    }
    parse_with(bytes.into(), &source.id, &path, options, &source.beside)
}

/// The episodes that only a feed knows of.
fn feed_episodes(entries: &[Entry], id: &str, path: &str, options: &LoadOptions) -> Vec<Episode> {
    feed::ids(id, entries)
        .into_iter()
        .zip(entries)
        .map(|(id, entry)| finish(feed::described(entry), id, path, options))
        .collect()
}

fn read_all(source: &Source, path: &str) -> Result<Vec<u8>, LoadError> {
    let too_large = || LoadError::TooLarge {
        path: path.to_owned(),
    };
    let mut bytes = Vec::new();
    let read = if source.stdin {
        io::stdin()
            .lock()
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        if is_named_pipe(&source.path) {
            return Err(LoadError::NamedPipe {
                path: path.to_owned(),
            });
        }
        let file = File::open(&source.path).map_err(|error| LoadError::from_io(path, error))?;
        let length = file.metadata().map_or(0, |meta| meta.len());
        if length > MAX_BYTES {
            return Err(too_large());
        }
        bytes.reserve_exact(length as usize + 1);
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)
    };
    read.map_err(|error| LoadError::from_io(path, error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Whether `path` is a pipe in the file system, which nobody may ever write to: opening it could wait for ever. The
/// pipe that a shell makes for `<(…)` has a writer and no place in the file system.
#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata()
        .is_ok_and(|metadata| metadata.file_type().is_fifo())
        && path.canonicalize().is_ok()
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path) -> bool {
    false
}

/// Reads bytes as [`load`] does, without a file. `path` is what messages and [`Episode::path`] say; its extension only
/// breaks the tie between Markdown and plain text.
pub fn parse(
    bytes: &[u8],
    id: &str,
    path: &str,
    options: &LoadOptions,
) -> Result<Vec<Episode>, LoadError> {
    parse_with(bytes.into(), id, path, options, &Beside::default())
}

fn parse_with(
    bytes: Cow<'_, [u8]>,
    id: &str,
    path: &str,
    options: &LoadOptions,
    beside: &Beside,
) -> Result<Vec<Episode>, LoadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LoadError::TooLarge {
            path: path.to_owned(),
        });
    }
    let (text, warnings) = decode::decode(&bytes).map_err(|what| LoadError::Binary {
        path: path.to_owned(),
        what,
    })?;
    let extension = discover::extension(Path::new(path));
    if feed::is_feed(&text) {
        return read_feed(&text, id, path, options);
    }
    let mut parsed = read(&text, extension.as_deref(), path)?;
    // The blocks are about as large as the source, and the episode will be.
    drop(text);
    drop(bytes);
    if let Some(first) = parsed.first_mut() {
        first.warnings.splice(0..0, warnings);
        if let Some(entry) = &beside.entry {
            feed::enrich(first, entry);
        }
        feed::add_chapters(first, &beside.chapters);
    }
    let episodes = parsed.into_iter().enumerate().map(|(index, parsed)| {
        let id = match index {
            0 => id.to_owned(),
            _ => format!("{id}#{}", index + 1),
        };
        finish(parsed, id, path, options)
    });
    Ok(episodes.collect())
}

fn finish(mut parsed: Parsed, id: String, path: &str, options: &LoadOptions) -> Episode {
    if parsed.chapters.len() < 2
        && let Some(description) = &parsed.meta.description
    {
        let listed = chapter_lists::of_lines(description, parsed.meta.duration_s);
        if !listed.is_empty() {
            parsed.chapters = listed;
        }
    }
    parsed.meta.part_tags();
    parsed.meta.title = clean::short(&parsed.meta.title);
    let mut episode = assemble::assemble(parsed, id, path, options);
    if episode.meta.title.trim().is_empty() && path != "-" {
        episode.meta.title = title::from_stem(&episode.id);
    }
    wrong_notes::warn(&mut episode);
    episode
}

/// A feed that could not be looked at before, as that of standard input: there is no folder to find transcripts in.
fn read_feed(
    text: &str,
    id: &str,
    path: &str,
    options: &LoadOptions,
) -> Result<Vec<Episode>, LoadError> {
    let feed = feed::read(text);
    let mut warnings = feed.warnings;
    warnings.extend(feed.entries.iter().filter_map(feed::missing_transcript));
    let mut episodes = feed_episodes(&feed.entries, id, path, options);
    let Some(first) = episodes.first_mut() else {
        return Err(LoadError::UnknownFormat {
            path: path.to_owned(),
            what: "a feed without episodes".to_owned(),
        });
    };
    first.warnings.splice(0..0, warnings);
    Ok(episodes)
}

fn read(text: &str, extension: Option<&str>, path: &str) -> Result<Vec<Parsed>, LoadError> {
    let path = || path.to_owned();
    match sniff::sniff(text, extension) {
        Sniffed::Transcript(Format::Markdown) => Ok(vec![markdown::read(text)]),
        Sniffed::Transcript(Format::Page) => Ok(page::read(text)),
        Sniffed::Transcript(format @ (Format::WebVtt | Format::Srt)) => {
            Ok(vec![captions::read(text, format)])
        }
        Sniffed::Transcript(Format::Html) => match html::read(text) {
            Some(parsed) => Ok(vec![parsed]),
            None => Err(LoadError::UnknownFormat {
                path: path(),
                what: "an HTML page without a transcript".to_owned(),
            }),
        },
        Sniffed::Transcript(Format::Xml) => Ok(vec![xml::read(text)]),
        Sniffed::Transcript(Format::Table) => Ok(vec![table::read(text)]),
        Sniffed::Transcript(_) => Ok(vec![plain::read(text)]),
        Sniffed::Json => match json::read(text) {
            Ok(parsed) => Ok(vec![parsed]),
            Err(JsonError::Malformed(line, what)) => Err(LoadError::Malformed {
                path: path(),
                line,
                what,
            }),
            Err(JsonError::FrontMatter) => Ok(vec![markdown::read(text)]),
            Err(JsonError::Unknown(what)) => Err(LoadError::UnknownFormat { path: path(), what }),
        },
        Sniffed::Other(what) => Err(LoadError::UnknownFormat {
            path: path(),
            what: what.to_owned(),
        }),
    }
}
