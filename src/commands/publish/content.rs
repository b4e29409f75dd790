//! The content files of a site: found, read, replaced one by one; and a lock, so that two publishes do not meet.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::super::output;
use super::with_slashes;
use crate::corpus::MAX_BYTES;
use crate::decisions::is_named_so;
use crate::publish::{ContentText, Site};
use crate::report::writer;

/// Folders that hold no content of one's own.
const NOT_CONTENT: [&str; 3] = ["node_modules", "public", "_site"];

/// A folder of content, locked for writing as long as this value lives.
pub(super) struct Content {
    /// In order of their paths.
    pub(super) files: Vec<ContentText>,
    paths: Vec<PathBuf>,
    lock: Option<File>,
}

/// What became of a file.
pub(super) enum Written {
    /// It has its new text.
    Done,
    /// It is not any more what was read.
    Changed,
    /// It could not be written.
    Failed(anyhow::Error),
}

impl Content {
    /// Reads all content files of the folder.
    ///
    /// # Errors
    /// If the folder cannot be read, or another publish is at work in it.
    pub(super) fn open(folder: &Path, site: Site, read_only: bool) -> anyhow::Result<Self> {
        if !folder.is_dir() {
            bail!("{}: no such folder of content", folder.display());
        }
        let held = if read_only { None } else { lock(folder)? };
        let mut content = Self {
            files: Vec::new(),
            paths: Vec::new(),
            lock: held,
        };
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        let wanted = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let ours = writer::is_temporary(&name);
            entry.depth() == 0
                || ours
                || !(name.starts_with('.') || NOT_CONTENT.contains(&name.as_ref()))
        };
        for entry in walk.filter_entry(wanted) {
            let entry =
                entry.with_context(|| format!("{}: cannot be searched", folder.display()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let name = entry.file_name().to_string_lossy();
            if writer::is_temporary(&name) {
                // Left behind by a publish that was killed; nobody else writes here now.
                if content.lock.is_some() {
                    let _ = fs::remove_file(entry.path());
                }
            } else if is_content(entry.path(), site) {
                content.read(folder, entry.into_path());
            }
        }
        Ok(content)
    }

    /// Reads one file. What is not text is no content file.
    fn read(&mut self, folder: &Path, path: PathBuf) {
        let small = path
            .metadata()
            .is_ok_and(|metadata| metadata.len() <= MAX_BYTES);
        let text = small.then(|| fs::read_to_string(&path).ok()).flatten();
        if let Some(text) = text {
            self.files.push(ContentText {
                path: with_slashes(path.strip_prefix(folder).unwrap_or(&path)),
                full_path: with_slashes(&path),
                text,
            });
            self.paths.push(path);
        }
    }

    /// Gives a file its new text, if it still is what was read.
    pub(super) fn replace(&self, file: usize, text: &str) -> Written {
        let path = &self.paths[file];
        match fs::read(path) {
            Ok(now) if now == self.files[file].text.as_bytes() => {}
            Ok(_) => return Written::Changed,
            Err(error) => return Written::Failed(error.into()),
        }
        match output::write_in_place(path, text.as_bytes()) {
            Ok(()) => Written::Done,
            Err(error) => Written::Failed(error.into()),
        }
    }
}

/// Where the system can lock a folder, it is locked; where it cannot, nobody is kept out.
fn lock(folder: &Path) -> anyhow::Result<Option<File>> {
    let Ok(handle) = File::open(folder) else {
        return Ok(None);
    };
    match handle.try_lock() {
        Ok(()) => Ok(Some(handle)),
        Err(TryLockError::WouldBlock) => bail!(
            "{}: another publish is at work in it; wait for it to end",
            folder.display()
        ),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn is_content(path: &Path, site: Site) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let stem = path.file_stem().unwrap_or_default();
    let kinds: &[&str] = match site {
        Site::Json => &["json"],
        Site::Pelican => &["md", "markdown", "mkd", "rst"],
        Site::Astro => &["md", "mdx"],
        Site::Eleventy => &["md", "html", "njk", "liquid"],
        Site::Hugo | Site::Zola | Site::Jekyll => &["md", "markdown", "mdx", "html"],
    };
    // `_index.md` is about the folder, in Hugo and in Zola; decisions are about the drafts.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !is_named_so(&name)
        && stem != "_index"
        && extension.is_some_and(|extension| kinds.contains(&extension.as_str()))
}
