//! Where drafts go: printed, into one file, or into a folder with one file for each episode.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};

use super::exit::ExitStatus;
use super::file_names::file_name;
use super::inputs::{identity, source_files};
use super::stream::{Stdout, Stream};
use crate::cli::FormatName;
use crate::corpus::Source;
use crate::report::writer;

/// Held while a file is written, so that an interrupt does not fall into it.
static WRITING: Mutex<()> = Mutex::new(());

/// From now on an interrupt waits for the file that is being written, then ends the program: no partial and no
/// temporary file stays behind.
#[expect(clippy::exit, reason = "an interrupt ends the program")]
pub fn finish_writing_before_an_interrupt() {
    // Where no handler can be set, an interrupt ends the program as it always did.
    let _ = ctrlc::set_handler(|| {
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(ExitStatus::Interrupted.code().into());
    });
}

/// Writes a whole file, and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_by(path, |out| out.write_all(bytes))
}

/// Writes what `fill` writes as a whole file, and the folders above it.
pub(super) fn write_by(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| writer::write_file_by(path, fill))
        .with_context(|| {
            format!(
                "{}: cannot be written; choose another --output",
                path.display()
            )
        })
}

/// Gives a file that is there new bytes.
pub(super) fn write_in_place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    writer::write_file(path, bytes)
}

/// Makes a folder to write to, so that a bad name fails before the work and not after it.
pub(super) fn make_folder(path: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(path).with_context(|| {
        format!(
            "{}: cannot be made; choose another --output",
            path.display()
        )
    })
}

/// Where drafts go.
pub(super) enum Output {
    /// Printed as they come.
    Stdout(Stream<Stdout>),
    /// Collected, then written at once.
    File(PathBuf, Stream<Vec<u8>>),
    /// A file for each episode.
    Folder(Folder),
}

impl Output {
    /// Chooses by what was typed. `many`: the inputs are several, or a folder.
    pub(super) fn choose(
        target: Option<&Path>,
        format: FormatName,
        color: bool,
        many: bool,
        sources: &[Source],
    ) -> anyhow::Result<Self> {
        let Some(target) = target else {
            return Ok(Self::Stdout(Stream::new(Stdout::new(color), format, many)));
        };
        if is_folder(target, many) {
            let folder = Folder::open(target, format, sources)?;
            return Ok(Self::Folder(folder));
        }
        if source_files(sources).contains(&identity(target)) {
            bail!(
                "{}: is an input and would be overwritten; choose another --output",
                target.display()
            );
        }
        Ok(Self::File(
            target.to_path_buf(),
            Stream::new(Vec::new(), format, many),
        ))
    }

    /// Takes one rendered episode.
    pub(super) fn episode(&mut self, id: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        match self {
            Self::Stdout(stream) => stream
                .episode(bytes)
                .context("standard output cannot be written"),
            Self::File(_, stream) => stream.episode(bytes).context("out of memory"),
            Self::Folder(folder) => folder.episode(id, &bytes),
        }
    }

    /// Sends on what was held back; to be called when all episodes of an input are in.
    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(stream) => stream.flush().context("standard output cannot be written"),
            Self::File(..) | Self::Folder(_) => Ok(()),
        }
    }

    /// Ends the output.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        match &mut self {
            Self::Stdout(stream) => stream
                .finish()
                .context("standard output cannot be written")?,
            Self::File(path, stream) => {
                stream.finish().context("out of memory")?;
                write(path, stream.bytes())?;
            }
            Self::Folder(_) => {}
        }
        self.flush()
    }
}

/// Whether `target` means a folder: it is one, is written like one, or has to take many episodes and has not the
/// name of a file.
fn is_folder(target: &Path, many: bool) -> bool {
    let written_so = target
        .as_os_str()
        .to_string_lossy()
        .ends_with(['/', std::path::MAIN_SEPARATOR]);
    target.is_dir() || written_so || (many && target.extension().is_none() && !target.exists())
}

/// A folder that gets one file for each episode.
pub(super) struct Folder {
    root: PathBuf,
    format: FormatName,
    /// Never to be overwritten.
    inputs: HashSet<PathBuf>,
    /// Names given so far, in lower case: some file systems do not tell cases apart.
    given: HashSet<String>,
}

impl Folder {
    fn open(root: &Path, format: FormatName, sources: &[Source]) -> anyhow::Result<Self> {
        make_folder(root)?;
        let inputs = source_files(sources);
        Ok(Self {
            root: root.to_path_buf(),
            format,
            inputs,
            given: HashSet::new(),
        })
    }

    fn episode(&mut self, id: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let name = self.name(id);
        let path = self.root.join(name);
        if path.exists() && self.inputs.contains(&identity(&path)) {
            bail!(
                "{}: is an input and would be overwritten; choose another --output",
                path.display()
            );
        }
        write(&path, bytes)
    }

    /// A name below the root that no other episode has.
    fn name(&mut self, id: &str) -> String {
        let id = file_name(id);
        let extension = self.format.extension();
        let mut name = format!("{id}.{extension}");
        let mut number = 1;
        while self.given.contains(&name.to_lowercase()) {
            number += 1;
            name = format!("{id}-{number}.{extension}");
        }
        self.given.insert(name.to_lowercase());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn episodes_of_the_same_name_do_not_overwrite_each_other() {
        let root = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(root.path(), FormatName::Md, &[]).unwrap();
        assert_eq!(
            ["ep", "EP", "ep"].map(|id| folder.name(id)),
            ["ep.md", "EP-2.md", "ep-3.md"]
        );
    }
}
