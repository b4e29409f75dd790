//! Finds the sources below the given paths and gives each its id. Opens nothing.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::pairing::Beside;
use super::{LoadError, Warning};

/// Extensions that make a file inside a folder a plausible transcript; a file without one is plausible too.
const EXTENSIONS: [&str; 12] = [
    "md", "mdx", "markdown", "txt", "vtt", "srt", "json", "html", "htm", "xml", "tsv", "rss",
];

/// File names, without extension and in lower case, that speak of the folder they lie in.
const ABOUT_THE_FOLDER: [&str; 5] = [
    "readme",
    "license",
    "changelog",
    "contributing",
    "code_of_conduct",
];

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As given, or found below what was given; `-` for standard input.
    pub path: PathBuf,
    /// Path without extension, relative to the argument, with `/`; unique among the sources of one run.
    pub id: String,
    /// Whether it is standard input.
    pub stdin: bool,
    /// What was odd when it was put together with the files beside it; a feed has been read by then.
    pub warnings: Vec<Warning>,
    /// The id before ids were made unique.
    pub(super) plain_id: String,
    /// Whether it was named itself, and not found in a folder.
    pub(super) named: bool,
    /// What other files say about it.
    pub(super) beside: Beside,
}

impl Source {
    /// A file with the path `name` below what was given.
    pub(super) fn file(path: PathBuf, name: &Path, named: bool) -> Self {
        Self {
            path,
            named,
            ..Self::with_id(id_of(name))
        }
    }

    fn with_id(id: String) -> Self {
        Self {
            path: PathBuf::from("-"),
            plain_id: id.clone(),
            id,
            stdin: false,
            warnings: Vec::new(),
            named: true,
            beside: Beside::default(),
        }
    }
}

/// What was found below the given paths.
#[derive(Debug, Default)]
pub struct Discovery {
    /// In the order of the arguments; within a folder by path bytes.
    pub sources: Vec<Source>,
    /// Paths that could not be followed.
    pub errors: Vec<LoadError>,
}

/// Finds every source: files as named, folders recursively (without hidden entries and files that are no transcripts
/// by their extension), `-` for standard input. A file reached twice is read once.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    let mut seen = FxHashSet::default();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                found.sources.push(Source {
                    stdin: true,
                    ..Source::with_id("stdin".to_owned())
                });
            }
        } else if path.is_dir() {
            add_folder(path, &mut seen, &mut found);
        } else if path.exists() {
            let name = path.file_name().map_or(path.as_path(), Path::new);
            add_file(
                Source::file(path.clone(), name, true),
                &mut seen,
                &mut found,
            );
        } else {
            found.errors.push(LoadError::NotFound {
                path: path.to_string_lossy().into_owned(),
            });
        }
    }
    make_ids_unique(&mut found.sources);
    found
}

fn add_folder(folder: &Path, seen: &mut FxHashSet<PathBuf>, found: &mut Discovery) {
    let mut files = Vec::new();
    let mut failed = false;
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_plausible(entry.path()) => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            // A link back to a folder above: everything in it has been seen already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                if path.is_dir() || is_plausible(&path) {
                    failed = true;
                    found.errors.push(LoadError::from_io(
                        &path.to_string_lossy(),
                        error
                            .into_io_error()
                            .unwrap_or_else(|| std::io::Error::other("cannot be followed")),
                    ));
                }
            }
        }
    }
    if files.is_empty() && !failed {
        found.errors.push(LoadError::NoTranscripts {
            path: folder.to_string_lossy().into_owned(),
            extensions: EXTENSIONS.join(", "),
        });
    }
    files.sort_by(|a, b| {
        a.as_os_str()
            .as_encoded_bytes()
            .cmp(b.as_os_str().as_encoded_bytes())
    });
    for file in files {
        let below = file.strip_prefix(folder).unwrap_or(&file).to_path_buf();
        add_file(Source::file(file, &below, false), seen, found);
    }
}

fn add_file(source: Source, seen: &mut FxHashSet<PathBuf>, found: &mut Discovery) {
    let real = source
        .path
        .canonicalize()
        .unwrap_or_else(|_| source.path.clone());
    if seen.insert(real) {
        found.sources.push(source);
    }
}

pub(super) fn is_hidden(entry: &DirEntry) -> bool {
    entry
        .file_name()
        .as_encoded_bytes()
        .first()
        .is_some_and(|&byte| byte == b'.')
}

pub(super) fn is_plausible(path: &Path) -> bool {
    let named_so = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .map(str::to_ascii_lowercase);
    !named_so.is_some_and(|stem| ABOUT_THE_FOLDER.contains(&stem.as_str()))
        && extension(path).is_none_or(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// The extension in lower case. What does not start with a letter (`1.42-1.43`) is part of the name.
pub(super) fn extension(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?;
    (extension.starts_with(|first: char| first.is_ascii_alphabetic())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    .then(|| extension.to_ascii_lowercase())
}

fn id_of(name: &Path) -> String {
    let whole = name
        .components()
        .filter_map(|component| match component {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join("/");
    let cut = extension(name).map_or(0, |extension| extension.len() + 1);
    whole[..whole.len() - cut].to_owned()
}

/// Gives every source its own id, from its plain one. Sources that came to share an id all get their extension; those that still do are numbered by path. Which argument
/// came first must not matter.
pub(super) fn make_ids_unique(sources: &mut [Source]) {
    for source in &mut *sources {
        source.id.clone_from(&source.plain_id);
    }
    for group in clashes(sources) {
        for index in group {
            if let Some(extension) = extension(&sources[index].path) {
                let id = &mut sources[index].id;
                id.push('.');
                id.push_str(&extension);
            }
        }
    }
    let mut taken: FxHashSet<String> = sources.iter().map(|source| source.id.clone()).collect();
    for mut group in clashes(sources) {
        group.sort_by(|&a, &b| sources[a].path.cmp(&sources[b].path));
        let mut number = 2;
        for &index in &group[1..] {
            let mut id = format!("{}-{number}", sources[index].id);
            while !taken.insert(id.clone()) {
                number += 1;
                id = format!("{}-{number}", sources[index].id);
            }
            sources[index].id = id;
        }
    }
}

fn clashes(sources: &[Source]) -> Vec<Vec<usize>> {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        by_id.entry(&source.id).or_default().push(index);
    }
    by_id
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "builds the folders to look through"
)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    fn ids(found: &Discovery) -> Vec<&str> {
        found
            .sources
            .iter()
            .map(|source| source.id.as_str())
            .collect()
    }

    #[test]
    fn a_folder_gives_its_transcripts_sorted_without_hidden_and_foreign_files() {
        let root = folder(&[
            "b.vtt",
            "a/z.MD",
            "a/1.42-1.43.md",
            "a/notes",
            "cover.png",
            ".git/x.md",
            ".hidden.md",
        ]);
        let found = discover(&[root.path().to_path_buf()]);
        assert_eq!(ids(&found), ["a/1.42-1.43", "a/notes", "a/z", "b"]);
        assert!(found.errors.is_empty());
    }

    #[test]
    fn a_named_file_is_always_read_once_and_its_id_is_its_stem() {
        let root = folder(&["sub/talk.weird"]);
        let file = root.path().join("sub/talk.weird");
        let again = root.path().join("sub/../sub/talk.weird");
        assert_eq!(ids(&discover(&[file, again])), ["talk"]);
    }

    #[test]
    fn equal_ids_become_distinct_whatever_the_order_of_arguments() {
        let root = folder(&["one/a.md", "one/a.vtt", "two/a.md", "two/b.md"]);
        let (one, two) = (root.path().join("one"), root.path().join("two"));
        let forth = discover(&[one.clone(), two.clone()]);
        assert_eq!(ids(&forth), ["a.md", "a.vtt", "a.md-2", "b"]);
        let back = discover(&[two, one]);
        assert_eq!(ids(&back), ["a.md-2", "b", "a.md", "a.vtt"]);
    }

    #[test]
    fn what_is_not_there_and_a_folder_without_transcripts_are_errors() {
        let root = folder(&["cover.png"]);
        let found = discover(&[root.path().to_path_buf(), root.path().join("gone.md")]);
        assert!(matches!(found.errors[0], LoadError::NoTranscripts { .. }));
        assert!(matches!(found.errors[1], LoadError::NotFound { .. }));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_to_its_own_folder_ends() {
        let root = folder(&["a.md"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("loop")).unwrap();
        let found = discover(&[root.path().to_path_buf()]);
        assert_eq!(ids(&found), ["a"]);
        assert!(found.errors.is_empty());
    }

    #[test]
    fn a_dash_is_standard_input() {
        let found = discover(&[PathBuf::from("-")]);
        assert!(found.sources[0].stdin);
        assert_eq!(ids(&found), ["stdin"]);
    }
}
