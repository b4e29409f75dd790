//! Files of chapters beside a transcript, by their names: `ep12.chapters.json` beside `ep12.vtt`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::discover::extension;
use super::super::parsed::ParsedChapter;
use super::super::{Discovery, LoadError, Source, chapter_lists, decode};
use super::Beside;

/// What follows the name of the transcript.
const MARKS: [&str; 3] = [".chapters", "_chapters", "-chapters"];
const EXTENSIONS: [&str; 3] = ["json", "txt", "xml"];
/// Largest file of chapters, in bytes.
const MOST_BYTES: u64 = 4 << 20;

/// Puts files of chapters beside their transcripts. `taken`: sources that are now part of another.
pub(super) fn pair(found: &mut Discovery, taken: &mut [bool]) {
    let talks = talks(&found.sources, taken);
    let lists: Vec<(usize, PathBuf, bool)> = found
        .sources
        .iter()
        .enumerate()
        .filter(|(index, source)| !taken[*index] && !source.stdin)
        .filter_map(|(index, source)| {
            talk_of(&source.path).map(|(talk, certain)| (index, talk, certain))
        })
        .collect();
    for (index, talk, certain) in lists {
        let path = &found.sources[index].path;
        let Ok(chapters) = read(path) else {
            continue;
        };
        if let Some(One::Only(source)) = talks.get(&talk) {
            taken[index] = true;
            found.sources[*source].beside.chapters = chapters;
        } else if certain {
            // Without its transcript such a file is nothing; whatever else ends so is read as it is.
            taken[index] = true;
            found.errors.push(LoadError::NoTalk {
                path: path.to_string_lossy().into_owned(),
            });
        }
    }
    for (source, _) in found
        .sources
        .iter_mut()
        .zip(taken)
        .filter(|(_, taken)| !**taken)
    {
        if source.named && !source.stdin && source.beside.chapters.is_empty() {
            source.beside.chapters = unnamed_chapters(&source.path);
        }
    }
}

enum One {
    Only(usize),
    Several,
}

/// The transcripts by path without extension.
fn talks(sources: &[Source], taken: &[bool]) -> BTreeMap<PathBuf, One> {
    let mut talks = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        if source.stdin || taken[index] || is_feed(&source.beside) {
            continue;
        }
        talks
            .entry(source.path.with_extension(""))
            .and_modify(|one| *one = One::Several)
            .or_insert(One::Only(index));
    }
    talks
}

fn is_feed(beside: &Beside) -> bool {
    beside.entries.is_some()
}

/// The path, without extension, of the transcript that a file of chapters belongs to by its name; and whether the name
/// leaves no doubt.
fn talk_of(path: &Path) -> Option<(PathBuf, bool)> {
    let extension = extension(path)?;
    let stem = path.file_stem()?.to_str()?;
    let (talk, mark) = MARKS
        .iter()
        .find_map(|mark| Some((stem.strip_suffix(mark)?, *mark)))?;
    (EXTENSIONS.contains(&extension.as_str()) && !talk.is_empty())
        .then(|| (path.with_file_name(talk), mark.starts_with('.')))
}

/// The chapters beside a transcript that was named itself, where nobody has looked through the folder.
fn unnamed_chapters(talk: &Path) -> Vec<ParsedChapter> {
    let Some(stem) = talk.file_stem().and_then(|stem| stem.to_str()) else {
        return Vec::new();
    };
    MARKS
        .iter()
        .flat_map(|mark| {
            EXTENSIONS
                .iter()
                .map(move |ending| format!("{stem}{mark}.{ending}"))
        })
        .map(|name| talk.with_file_name(name))
        .find_map(|path| read(&path).ok())
        .unwrap_or_default()
}

/// Reads a file of chapters; what is wrong with it otherwise.
pub(super) fn read(path: &Path) -> Result<Vec<ParsedChapter>, &'static str> {
    use std::io::Read;
    if !path.is_file() {
        return Err("no such file");
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|_| "cannot be read")?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err("too large for a list of chapters");
    }
    decode::decode(&bytes)
        .ok()
        .and_then(|(text, _)| chapter_lists::read(&text))
        .ok_or("no list of chapters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_chapters_is_named_like_its_transcript() {
        for (path, talk) in [
            ("a/ep12.chapters.json", Some(("a/ep12", true))),
            ("a/ep12_chapters.txt", Some(("a/ep12", false))),
            ("a/ep12-chapters.XML", Some(("a/ep12", false))),
            ("a/ep12.json", None),
            ("a/chapters.json", None),
            ("a/new-chapters.md", None),
            ("a/.chapters.json", None),
        ] {
            let found = talk_of(Path::new(path));
            let found = found
                .as_ref()
                .map(|(talk, certain)| (talk.to_str().unwrap(), *certain));
            assert_eq!(found, talk, "{path}");
        }
    }
}
