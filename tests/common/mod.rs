//! A folder of its own for each test, and the program run in it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A transcript that every test may use.
pub(crate) const TALK: &str = "\
Ann: Welcome back. Today we talk about sourdough bread, and how wild yeast makes it rise.

Bo: Thanks for having me. I have baked sourdough bread for eleven years now, mostly with rye flour.

Ann: So how do you keep a starter alive when you travel?

Bo: You dry it. Spread the starter thinly on baking paper, leave it for two days, and crumble it into a jar.

Ann: And what goes wrong most often when people bake their first loaf?

Bo: They bake too early. The dough needs time; a cold kitchen makes the wild yeast slow.
";

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A temporary folder in which the program runs.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With files of the given names and texts.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    /// With a copy of the sample catalogue in `corpus/`.
    pub(crate) fn with_samples() -> Self {
        let desk = Self::new();
        for entry in walkdir::WalkDir::new(sample_catalogue()) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(project()).unwrap();
                let bytes = std::fs::read(entry.path()).unwrap();
                desk.write(name.to_str().unwrap(), &bytes);
            }
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        shownotes::report::writer::write_file(&path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// All files below a folder, sorted, with their bytes; without what `tag` only remembers.
    pub(crate) fn files(&self, below: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let root = self.path(below);
        let mut files: Vec<_> = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_entry(|entry| entry.file_name() != ".shownotes-cache")
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(&root).unwrap().to_path_buf();
                (name, std::fs::read(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shownotes"));
        command.args(args).current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Outcome {
        self.run_with(args, b"")
    }

    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, args: &[S], stdin: &[u8]) -> Outcome {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end without having read everything.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The folder of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample catalogue of the project.
pub(crate) fn sample_catalogue() -> PathBuf {
    project().join("corpus")
}

/// Whether the environment variable `name` asks to take what the program prints now for what it should print.
pub(crate) fn accepting(name: &str) -> bool {
    std::env::var(name).is_ok_and(|value| value == "accept")
}

/// The first line in which two texts differ, with its number, as a message; `None` if they are the same bytes.
pub(crate) fn first_difference(accepted: &str, printed: &str) -> Option<String> {
    if accepted == printed {
        return None;
    }
    let (mut old, mut new) = (accepted.split('\n'), printed.split('\n'));
    let mut number = 1;
    loop {
        match (old.next(), new.next()) {
            (old, new) if old == new => number += 1,
            (old, new) => {
                let show =
                    |line: Option<&str>| line.map_or("(end)".to_owned(), |l| format!("{l:?}"));
                return Some(format!(
                    "line {number}\n  accepted: {}\n  now:      {}",
                    show(old),
                    show(new)
                ));
            }
        }
    }
}
