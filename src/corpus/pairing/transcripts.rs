//! Gives each entry of a feed its transcript and its chapters, where they are on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::WalkDir;

use super::super::discover::{is_hidden, is_plausible};
use super::super::feed::{Entry, missing_chapters, missing_transcript};
use super::super::{Discovery, Source, Warning};
use super::matching::{File, by_address, by_name, siblings};
use super::names::address_parts;
use super::{OpenFeed, beside, richness};

/// So far below the folder of a feed that was named itself its files are looked for.
const MOST_DEPTH: usize = 4;
/// So many files there are looked at.
const MOST_FILES: usize = 20_000;

/// Puts the entries of `feeds` beside their transcripts; entries that have none stay with their feed. `taken`: sources
/// that are now part of another.
pub(super) fn pair(
    found: &mut Discovery,
    feeds: Vec<OpenFeed>,
    output: Option<&Path>,
    taken: &mut Vec<bool>,
) {
    add_files_of_named_feeds(found, &feeds, output, taken);
    let is_feed: FxHashSet<usize> = feeds.iter().map(|feed| feed.source).collect();
    // Files in the order of their paths, so that the order of the sources does not matter.
    let mut sources: Vec<usize> = (0..found.sources.len())
        .filter(|index| !found.sources[*index].stdin && !is_feed.contains(index))
        .collect();
    sources.sort_by(|&a, &b| found.sources[a].path.cmp(&found.sources[b].path));
    let files: Vec<File> = sources
        .iter()
        .map(|&index| File::new(found.sources[index].path.clone(), !taken[index]))
        .collect();
    let (owners, entries) = flatten(feeds, found);
    let pairs = Pairs::find(&entries, &files);
    let mut left: BTreeMap<usize, Vec<Entry>> =
        owners.iter().map(|&feed| (feed, Vec::new())).collect();
    for (index, mut entry) in entries.into_iter().enumerate() {
        let feed = owners[index];
        let warnings = &mut found.sources[feed].warnings;
        if let Some(file) = pairs.chapters.get(&index) {
            taken[sources[*file]] = true;
            match beside::read(&files[*file].path) {
                Ok(chapters) => entry.chapters = chapters,
                Err(what) => warnings.push(Warning {
                    line: entry.line,
                    message: format!("{}: {what}; left out", files[*file].path.display()),
                }),
            }
        } else if pairs.transcripts.contains_key(&index) {
            warnings.extend(missing_chapters(&entry));
        }
        let Some(own) = pairs.transcripts.get(&index) else {
            warnings.extend(match pairs.unclear.get(&index) {
                Some(two) => Some(unclear(&entry, two.map(|file| files[file].path.as_path()))),
                None => missing_transcript(&entry),
            });
            left.entry(feed).or_default().push(entry);
            continue;
        };
        for &file in &own.others {
            taken[sources[file]] = true;
        }
        let chosen = sources[own.chosen];
        taken[chosen] = false;
        found.sources[chosen].beside.entry = Some(entry);
    }
    for (feed, entries) in left {
        let feed = &mut found.sources[feed];
        feed.warnings.sort_by_key(|warning| warning.line);
        feed.beside.entries = Some(entries);
    }
}

/// All entries with the source of their feed. An episode that several feeds have is the first one's.
fn flatten(feeds: Vec<OpenFeed>, found: &mut Discovery) -> (Vec<usize>, Vec<Entry>) {
    let (mut owners, mut entries) = (Vec::new(), Vec::new());
    let mut elsewhere: FxHashSet<String> = FxHashSet::default();
    for feed in feeds {
        found.sources[feed.source].warnings = feed.warnings;
        found.sources[feed.source].beside.entries = Some(Vec::new());
        let guids: Vec<_> = feed
            .entries
            .iter()
            .filter_map(|entry| entry.guid.clone())
            .collect();
        for entry in feed.entries {
            if entry
                .guid
                .as_ref()
                .is_none_or(|guid| !elsewhere.contains(guid))
            {
                owners.push(feed.source);
                entries.push(entry);
            }
        }
        elsewhere.extend(guids);
    }
    (owners, entries)
}

/// The files beside and below a feed that was named itself may be its transcripts: as sources that are taken, until an
/// entry wants them.
fn add_files_of_named_feeds(
    found: &mut Discovery,
    feeds: &[OpenFeed],
    output: Option<&Path>,
    taken: &mut Vec<bool>,
) {
    let named: BTreeSet<PathBuf> = feeds
        .iter()
        .filter(|feed| found.sources[feed.source].named)
        .map(|feed| folder_of(&found.sources[feed.source].path))
        .collect();
    if named.is_empty() {
        return;
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let output = output
        .map(real)
        .filter(|output| named.iter().all(|folder| !real(folder).starts_with(output)));
    let mut known: FxHashSet<PathBuf> = found
        .sources
        .iter()
        .map(|source| real(&source.path))
        .collect();
    for folder in named {
        let walk = WalkDir::new(&folder)
            .max_depth(MOST_DEPTH)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file() && is_plausible(entry.path()))
            .take(MOST_FILES);
        for path in walk.map(walkdir::DirEntry::into_path) {
            let written = output
                .as_ref()
                .is_some_and(|output| real(&path).starts_with(output));
            if !written && known.insert(real(&path)) {
                let path = path
                    .strip_prefix("./")
                    .map(Path::to_path_buf)
                    .unwrap_or(path);
                let below = path.strip_prefix(&folder).unwrap_or(&path).to_path_buf();
                found.sources.push(Source::file(path, &below, false));
                taken.push(true);
            }
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The files of one entry.
struct Own {
    chosen: usize,
    others: Vec<usize>,
}

/// Which files belong to which entry.
struct Pairs {
    transcripts: BTreeMap<usize, Own>,
    chapters: BTreeMap<usize, usize>,
    unclear: BTreeMap<usize, [usize; 2]>,
}

impl Pairs {
    fn find(entries: &[Entry], files: &[File]) -> Self {
        let addresses: Vec<(usize, &str)> = entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.chapters_url.as_deref()?)))
            .collect();
        let chapters: BTreeMap<usize, usize> = by_address(&addresses, files).into_iter().collect();
        let addresses: Vec<(usize, &str)> = entries
            .iter()
            .enumerate()
            .flat_map(|(index, entry)| {
                entry
                    .transcripts
                    .iter()
                    .map(move |transcript| (index, transcript.url.as_str()))
            })
            .collect();
        let by_address = by_address(&addresses, files);
        let mut free_files = vec![true; files.len()];
        let mut free_entries = vec![true; entries.len()];
        for &file in chapters.values() {
            free_files[file] = false;
        }
        for &(entry, file) in &by_address {
            free_entries[entry] = false;
            free_files[file] = false;
        }
        let all: Vec<&Entry> = entries.iter().collect();
        let by_name = by_name(&all, files, (&free_entries, &free_files));
        let mut own: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (entry, file) in by_address.into_iter().chain(by_name.pairs) {
            own.entry(entry).or_default().insert(file);
            free_files[file] = false;
        }
        let siblings = siblings(files);
        let transcripts = own
            .into_iter()
            .map(|(entry, mut own)| {
                let more: Vec<usize> = own
                    .iter()
                    .filter_map(|&file| siblings.get(&files[file].group()))
                    .flatten()
                    .copied()
                    .filter(|&file| free_files[file])
                    .collect();
                own.extend(more);
                (entry, choose(&entries[entry], own, files))
            })
            .collect();
        Self {
            transcripts,
            chapters,
            unclear: by_name.unclear,
        }
    }
}

/// The richest of the files, in the language of the feed if there is a choice.
fn choose(entry: &Entry, own: BTreeSet<usize>, files: &[File]) -> Own {
    let foreign: FxHashSet<usize> = own
        .iter()
        .copied()
        .filter(|&file| is_translation(entry, &files[file]))
        .collect();
    let chosen = own
        .iter()
        .copied()
        .min_by_key(|file| {
            let path = &files[*file].path;
            (foreign.contains(file), richness::rank(path), path)
        })
        .unwrap_or_default();
    Own {
        chosen,
        others: own
            .into_iter()
            .filter(|&file| file != chosen && !files[file].is_markdown())
            .collect(),
    }
}

/// Whether the feed says that a file is in another language than the feed.
fn is_translation(entry: &Entry, file: &File) -> bool {
    let primary = |code: &str| code.split(['-', '_']).next().unwrap_or(code).to_lowercase();
    let Some(own) = entry.language.as_deref().map(primary) else {
        return false;
    };
    entry.transcripts.iter().any(|transcript| {
        let named = || {
            address_parts(&transcript.url)
                .pop()
                .is_some_and(|name| name == file.name())
        };
        transcript
            .language
            .as_deref()
            .is_some_and(|code| primary(code) != own)
            && named()
    })
}

fn unclear(entry: &Entry, files: [&Path; 2]) -> Warning {
    let [one, other] = files.map(Path::display);
    Warning {
        line: entry.line,
        message: format!(
            "`{}` could be {one} or {other}; taken for neither, only its description is read",
            entry.title
        ),
    }
}
