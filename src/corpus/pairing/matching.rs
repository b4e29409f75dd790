//! Finds the file that a feed means, by names alone and only where no other can be meant.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::super::feed::Entry;
use super::names::{address_parts, address_stem, path_parts, slug, without_number};

/// So many last parts of an address and a path are compared, the most first.
const MOST_PARTS: usize = 4;

/// A file that may belong to a feed's entry.
pub(super) struct File {
    pub(super) path: PathBuf,
    parts: Vec<String>,
    /// Whether the user gave it. Others lie below a feed, among them what this program has written.
    given: bool,
}

impl File {
    pub(super) fn new(path: PathBuf, given: bool) -> Self {
        Self {
            parts: path_parts(&path),
            path,
            given,
        }
    }

    /// The file's name in lower case.
    pub(super) fn name(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    fn is_captions(&self) -> bool {
        matches!(self.extension(), "vtt" | "srt")
    }

    pub(super) fn is_markdown(&self) -> bool {
        matches!(self.extension(), "md" | "mdx" | "markdown")
    }

    fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What the files of one episode in several formats share: everything but the extension.
    pub(super) fn group(&self) -> PathBuf {
        self.path.with_file_name(self.stem())
    }
}

/// For each address (with the entry that it belongs to) the file that it means: the one file whose path ends like it,
/// where no other entry's address does so as well. Pairs of entry and file, ascending.
pub(super) fn by_address(addresses: &[(usize, &str)], files: &[File]) -> Vec<(usize, usize)> {
    let wanted: Vec<(usize, Vec<String>)> = addresses
        .iter()
        .map(|&(entry, url)| (entry, address_parts(url)))
        .collect();
    let mut owner: Vec<Option<usize>> = vec![None; files.len()];
    let mut served = vec![false; wanted.len()];
    for count in (1..=MOST_PARTS).rev() {
        let mut ends: FxHashMap<&[String], (One, One)> = FxHashMap::default();
        for (entry, parts) in &wanted {
            if let Some(end) = last(parts, count) {
                ends.entry(end).or_default().0.add(*entry);
            }
        }
        for (index, file) in files.iter().enumerate() {
            if let Some(both) = last(&file.parts, count).and_then(|end| ends.get_mut(end)) {
                both.1.add(index);
            }
        }
        for (wanted, served) in wanted.iter().zip(&mut served) {
            let both = last(&wanted.1, count).and_then(|end| ends.get(end));
            if let Some((One::Only(entry), One::Only(file))) = both
                && !*served
                && owner[*file].is_none()
            {
                owner[*file] = Some(*entry);
                *served = true;
            }
        }
    }
    let mut pairs: Vec<_> = owner
        .iter()
        .enumerate()
        .filter_map(|(file, entry)| Some(((*entry)?, file)))
        .collect();
    pairs.sort_unstable();
    pairs
}

fn last(parts: &[String], count: usize) -> Option<&[String]> {
    parts.len().checked_sub(count).map(|from| &parts[from..])
}

/// How many have something: nobody, one, or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum One {
    #[default]
    Nobody,
    Only(usize),
    Several,
}

impl One {
    fn add(&mut self, index: usize) {
        *self = match *self {
            Self::Nobody => Self::Only(index),
            Self::Only(known) if known == index => Self::Only(known),
            Self::Only(_) | Self::Several => Self::Several,
        };
    }
}

/// What names tell about entries that no address has served.
#[derive(Default)]
pub(super) struct ByName {
    /// Entry and file, ascending.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Entries that several files could belong to, each with two of them.
    pub(super) unclear: BTreeMap<usize, [usize; 2]>,
}

/// Matches entries to files by guid, by the name of the audio file, by the address of the page, by the title; each in
/// turn, among what is left. `free` tells which entries and files are.
pub(super) fn by_name(entries: &[&Entry], files: &[File], free: (&[bool], &[bool])) -> ByName {
    let mut free_entries = free.0.to_vec();
    let mut free_files = free.1.to_vec();
    let mut found = ByName::default();
    let keys: [fn(&Entry) -> Option<String>; 4] = [
        |entry| address_stem(entry.guid.as_deref()?),
        |entry| address_stem(entry.enclosure.as_deref()?),
        |entry| address_stem(entry.link.as_deref()?),
        |entry| slug(&entry.title),
    ];
    for key in keys {
        let mut wanted: BTreeMap<String, One> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(key) = key(entry) {
                wanted.entry(key).or_default().add(index);
            }
        }
        let groups = groups(files, &wanted);
        for (key, entry) in wanted {
            let (One::Only(entry), Some(groups)) = (entry, groups.get(&key)) else {
                continue;
            };
            let left: Vec<_> = groups
                .iter()
                .filter(|(_, file)| free_files[**file])
                .collect();
            match left[..] {
                [(_, &file)] if free_entries[entry] => {
                    free_entries[entry] = false;
                    free_files[file] = false;
                    found.pairs.push((entry, file));
                }
                [(_, &one), (_, &other), ..] if free_entries[entry] => {
                    found.unclear.entry(entry).or_insert([one, other]);
                }
                _ => {}
            }
        }
    }
    found.unclear.retain(|&entry, _| free_entries[entry]);
    found.pairs.sort_unstable();
    found
}

/// For each wanted key the files that have it, one for each group of formats: the first by path.
fn groups(
    files: &[File],
    wanted: &BTreeMap<String, One>,
) -> FxHashMap<String, BTreeMap<PathBuf, usize>> {
    let mut groups: FxHashMap<String, BTreeMap<PathBuf, usize>> = FxHashMap::default();
    let eligible = |file: &File| file.given || file.is_captions();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| eligible(file)) {
        let Some(whole) = slug(file.stem()) else {
            continue;
        };
        for key in [Some(whole.as_str()), without_number(&whole)]
            .into_iter()
            .flatten()
        {
            if wanted.contains_key(key) {
                groups
                    .entry(key.to_owned())
                    .or_default()
                    .entry(file.group())
                    .or_insert(index);
            }
        }
    }
    groups
}

/// For each of `files` the others of its group: the same episode in another format. Markdown is left out; it may be the
/// page of a website, which says more than the talk.
pub(super) fn siblings(files: &[File]) -> FxHashMap<PathBuf, Vec<usize>> {
    let mut groups: FxHashMap<PathBuf, Vec<usize>> = FxHashMap::default();
    for (index, file) in files.iter().enumerate() {
        if !file.is_markdown() {
            groups.entry(file.group()).or_default().push(index);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Vec<File> {
        paths
            .iter()
            .map(|path| File::new(PathBuf::from(path), true))
            .collect()
    }

    #[test]
    fn an_address_means_the_file_whose_path_ends_like_it_most() {
        let files = files(&[
            "in/ep1/t.vtt",
            "in/ep2/t.vtt",
            "in/a.vtt",
            "in/x/a.vtt",
            "in/B c.srt",
        ]);
        let addresses = [
            (0, "https://h.example/s/ep1/t.vtt"),
            (1, "https://h.example/s/ep2/t.vtt?x"),
            (2, "https://h.example/s/ep3/t.vtt"),
            (3, "https://h.example/a.vtt"),
            (4, "https://h.example/b%20c.srt"),
        ];
        assert_eq!(by_address(&addresses, &files), [(0, 0), (1, 1), (4, 4)]);
    }

    #[test]
    fn one_entry_may_have_several_files_and_a_file_has_one_entry() {
        let files = files(&["a.vtt", "a.srt", "b.vtt"]);
        let addresses = [
            (0, "a.vtt"),
            (0, "a.srt"),
            (0, "a.srt"),
            (1, "b.vtt"),
            (2, "b.vtt"),
        ];
        assert_eq!(by_address(&addresses, &files), [(0, 0), (0, 1)]);
    }

    #[test]
    fn names_match_by_guid_audio_page_and_title_only_where_one_is_meant() {
        let entry = |guid: &str, enclosure: &str, link: &str, title: &str| Entry {
            guid: Some(guid.to_owned()),
            enclosure: Some(enclosure.to_owned()),
            link: Some(link.to_owned()),
            title: title.to_owned(),
            ..Entry::default()
        };
        let entries = [
            entry("g-1", "default.mp3", "", "One"),
            entry("x", "default.mp3", "https://h.example/two-boats/", "Zwei"),
            entry("y", "m/ep3.mp3", "", "Three"),
            entry("z", "", "", "Four: the Sea"),
            entry("w", "", "", "Five"),
        ];
        let entries: Vec<&Entry> = entries.iter().collect();
        let files = files(&[
            "g-1.vtt",
            "default.vtt",
            "02-two-boats.txt",
            "ep3.srt",
            "ep3.vtt",
            "4_four-the-sea.md",
            "a/five.vtt",
            "b/five.vtt",
        ]);
        let found = by_name(&entries, &files, (&[true; 5], &[true; 8]));
        assert_eq!(found.pairs, [(0, 0), (1, 2), (2, 3), (3, 5)]);
        assert_eq!(found.unclear, BTreeMap::from([(4, [6, 7])]));
    }
}
