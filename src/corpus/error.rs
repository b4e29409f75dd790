//! What can make a source unreadable. Everything less than that is a [`Warning`](super::Warning) on the episode.

use std::io;

/// Why one source could not be read. The text says what it was and what to do; the batch goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Nothing is there.
    #[error("{path}: no such file or folder")]
    NotFound {
        /// As given or found.
        path: String,
    },
    /// The operating system refused.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// As given or found.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A folder without a single transcript in it.
    #[error("{path}: no transcripts in this folder (looked for {extensions})")]
    NoTranscripts {
        /// As given.
        path: String,
        /// The extensions that count.
        extensions: String,
    },
    /// A pipe that lies in the file system.
    #[error(
        "{path}: a named pipe, which may never be written to: give `-` and redirect it to standard input"
    )]
    NamedPipe {
        /// As given.
        path: String,
    },
    /// More than [`MAX_BYTES`](super::MAX_BYTES).
    #[error("{path}: larger than 100 MB: split it into episodes")]
    TooLarge {
        /// As given or found.
        path: String,
    },
    /// Not text.
    #[error("{path}: {what}, not a transcript: export it as text, Markdown, VTT, SRT or JSON")]
    Binary {
        /// As given or found.
        path: String,
        /// What it is, with an article.
        what: &'static str,
    },
    /// Text, but of a kind that holds no transcript we know.
    #[error("{path}: {what}: give a transcript as text, Markdown, VTT, SRT or JSON")]
    UnknownFormat {
        /// As given or found.
        path: String,
        /// What was seen instead.
        what: String,
    },
    /// Chapters, and no transcript beside them.
    #[error(
        "{path}: a list of chapters without its transcript: put it beside one, as ep12.chapters.json beside ep12.vtt"
    )]
    NoTalk {
        /// As found.
        path: String,
    },
    /// A known format, but broken.
    #[error("{path}: line {line}: {what}: export it again")]
    Malformed {
        /// As given or found.
        path: String,
        /// From 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
}

impl LoadError {
    /// The path it is about, as given or found.
    pub fn path(&self) -> &str {
        match self {
            Self::NotFound { path }
            | Self::Unreadable { path, .. }
            | Self::NoTranscripts { path, .. }
            | Self::NamedPipe { path }
            | Self::TooLarge { path }
            | Self::Binary { path, .. }
            | Self::NoTalk { path }
            | Self::UnknownFormat { path, .. }
            | Self::Malformed { path, .. } => path,
        }
    }

    /// From what the system said when opening or reading `path`.
    pub(super) fn from_io(path: &str, source: io::Error) -> Self {
        let path = path.to_owned();
        if source.kind() == io::ErrorKind::NotFound {
            Self::NotFound { path }
        } else {
            Self::Unreadable { path, source }
        }
    }
}
