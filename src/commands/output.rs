//! Where drafts go: printed, into one file, or into a folder with one file for each episode.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};

use super::exit::ExitStatus;
use crate::cli::FormatName;
use crate::corpus::Source;
use crate::report::{self, writer};
use crate::terminal::sanitize;

/// Bytes of one part of a file's path at most; systems take 255, and number and ending must fit, too.
const PART_BYTES: usize = 200;

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
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| writer::write_file(path, bytes))
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
        if inputs(sources).contains(&identity(target)) {
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
            Self::Stdout(stream) => stream
                .out
                .flush()
                .context("standard output cannot be written"),
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
                write(path, &stream.out)?;
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

/// Episodes one after the other in one stream, joined as the format wants it.
pub(super) struct Stream<W> {
    out: W,
    format: FormatName,
    /// In a JSON array even if there is only one.
    many: bool,
    /// The first JSON object, as long as it is not known whether a second follows.
    held: Option<Vec<u8>>,
    written: usize,
}

impl<W: Write> Stream<W> {
    fn new(out: W, format: FormatName, many: bool) -> Self {
        Self {
            out,
            format,
            many,
            held: None,
            written: 0,
        }
    }

    fn episode(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.written += 1;
        if self.format != FormatName::Json {
            if self.written > 1 {
                let separator: &[u8] = report::separator(report_format(self.format)).as_ref();
                self.out.write_all(separator)?;
            }
            return self.out.write_all(&bytes);
        }
        if self.written == 1 && !self.many {
            self.held = Some(bytes);
            return Ok(());
        }
        if let Some(first) = self.held.take() {
            self.item(b"[\n", &first)?;
        }
        let before: &[u8] = if self.written == 1 { b"[\n" } else { b",\n" };
        self.item(before, &bytes)
    }

    fn item(&mut self, before: &[u8], object: &[u8]) -> io::Result<()> {
        self.out.write_all(before)?;
        self.out.write_all(object.trim_ascii_end())
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(only) = self.held.take() {
            return self.out.write_all(&only);
        }
        match (self.format, self.written) {
            (FormatName::Json, 0) => self.out.write_all(b"[]\n"),
            (FormatName::Json, _) => self.out.write_all(b"\n]\n"),
            _ => Ok(()),
        }
    }
}

/// Standard output; what goes to a terminal is made safe to show.
pub(super) struct Stdout {
    out: BufWriter<io::Stdout>,
    terminal: bool,
    color: bool,
}

impl Stdout {
    fn new(color: bool) -> Self {
        let out = io::stdout();
        Self {
            terminal: out.is_terminal(),
            out: BufWriter::with_capacity(1 << 16, out),
            color,
        }
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.terminal {
            let safe = String::from_utf8_lossy(bytes);
            self.out.write_all(sanitize(&safe, self.color).as_bytes())?;
            return Ok(bytes.len());
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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
        let inputs = inputs(sources);
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

/// An id as a relative path that never leads out of the folder it is put into, on any system.
fn file_name(id: &str) -> String {
    let parts: Vec<_> = id
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .map(|part| {
            if part == ".." {
                "_".to_owned()
            } else {
                file_name_part(part)
            }
        })
        .collect();
    if parts.is_empty() {
        "episode".to_owned()
    } else {
        parts.join("/")
    }
}

/// One part of a path, without what some file system forbids.
fn file_name_part(part: &str) -> String {
    part.char_indices()
        .take_while(|(start, c)| start + c.len_utf8() <= PART_BYTES)
        .map(|(_, c)| c)
        .map(|c| {
            if c.is_control() || r#"<>:"|?*"#.contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect()
}

/// The inputs, each as the file system knows it.
fn inputs(sources: &[Source]) -> HashSet<PathBuf> {
    sources
        .iter()
        .filter(|source| !source.stdin)
        .map(|source| identity(&source.path))
        .collect()
}

/// The one path that all ways to a file lead to, as far as it can be told.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Takes out of `sources` what an earlier run has written: everything below `target`, or the files `names` in it where
/// the inputs themselves lie below `target`.
pub(super) fn leave_out_earlier_output(
    sources: &mut Vec<Source>,
    arguments: &[PathBuf],
    target: &Path,
    names: &[&str],
) {
    let Ok(folder) = target.canonicalize() else {
        return;
    };
    if arguments
        .iter()
        .any(|argument| identity(argument).starts_with(&folder))
    {
        let earlier: HashSet<_> = names.iter().map(|name| folder.join(name)).collect();
        sources.retain(|source| source.stdin || !earlier.contains(&identity(&source.path)));
    } else {
        sources.retain(|source| source.stdin || !identity(&source.path).starts_with(&folder));
    }
}

/// The format as the report room knows it.
pub(super) fn report_format(format: FormatName) -> report::Format {
    match format {
        FormatName::Md => report::Format::Markdown,
        FormatName::Text => report::Format::Text,
        FormatName::Html => report::Format::Html,
        FormatName::Json => report::Format::Json,
        FormatName::Jsonl => report::Format::Jsonl,
        FormatName::TextOnly => report::Format::TextOnly,
        FormatName::ChaptersJson => report::Format::ChaptersJson,
        FormatName::WebvttChapters => report::Format::WebvttChapters,
        FormatName::Youtube => report::Format::Youtube,
        FormatName::Soundbites => report::Format::Soundbites,
        FormatName::JsonLd => report::Format::JsonLd,
        FormatName::Feed => report::Format::Feed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(format: FormatName, many: bool, episodes: &[&str]) -> String {
        let mut stream = Stream::new(Vec::new(), format, many);
        for episode in episodes {
            stream.episode(episode.as_bytes().to_vec()).unwrap();
        }
        stream.finish().unwrap();
        String::from_utf8(stream.out).unwrap()
    }

    #[test]
    fn json_is_one_object_for_one_episode_and_an_array_for_several_or_a_folder() {
        for (many, episodes, expected) in [
            (false, vec!["{1}\n"], "{1}\n"),
            (
                false,
                vec!["{1}\n", "{2}\n", "{3}\n"],
                "[\n{1},\n{2},\n{3}\n]\n",
            ),
            (true, vec!["{1}\n"], "[\n{1}\n]\n"),
            (true, vec![], "[]\n"),
        ] {
            assert_eq!(joined(FormatName::Json, many, &episodes), expected);
        }
    }

    #[test]
    fn json_lines_are_joined_by_nothing() {
        assert_eq!(
            joined(FormatName::Jsonl, true, &["{1}\n", "{2}\n"]),
            "{1}\n{2}\n"
        );
    }

    #[test]
    fn no_id_leads_out_of_the_folder() {
        for (id, name) in [
            ("season 1/ep#2", "season 1/ep#2"),
            ("../../etc/passwd", "_/_/etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\up", "_/up"),
            ("C:\\x", "C_/x"),
            ("a/./b//c", "a/b/c"),
            ("bell\u{7}", "bell_"),
            ("..", "_"),
            ("", "episode"),
        ] {
            assert_eq!(file_name(id), name);
        }
    }

    #[test]
    fn a_long_id_is_cut_between_characters() {
        assert_eq!(file_name(&"aä".repeat(100)).len(), 199);
    }

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
