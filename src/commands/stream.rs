//! Rendered episodes one after the other, joined as their format wants it, and standard output as one place for them.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::cli::FormatName;
use crate::report;
use crate::terminal::sanitize;

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
    /// An empty stream. `many`: a JSON array even if there is only one episode.
    pub(super) fn new(out: W, format: FormatName, many: bool) -> Self {
        Self {
            out,
            format,
            many,
            held: None,
            written: 0,
        }
    }

    /// Takes one rendered episode.
    pub(super) fn episode(&mut self, bytes: Vec<u8>) -> io::Result<()> {
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

    /// Ends the stream.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if let Some(only) = self.held.take() {
            return self.out.write_all(&only);
        }
        match (self.format, self.written) {
            (FormatName::Json, 0) => self.out.write_all(b"[]\n"),
            (FormatName::Json, _) => self.out.write_all(b"\n]\n"),
            _ => Ok(()),
        }
    }

    /// Sends on what was held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Stream<Vec<u8>> {
    /// What was collected.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.out
    }
}

/// Standard output; what goes to a terminal is made safe to show.
pub(super) struct Stdout {
    out: BufWriter<io::Stdout>,
    terminal: bool,
    color: bool,
}

impl Stdout {
    /// `color`: whether colour codes may pass.
    pub(super) fn new(color: bool) -> Self {
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
}
