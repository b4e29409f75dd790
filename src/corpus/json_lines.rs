//! Source lines of JSON segments, which the JSON reader does not tell.

use memchr::{memchr_iter, memmem};

/// Finds the source line of each segment, in order, by its first words.
pub(super) struct Lines<'s> {
    source: &'s [u8],
    position: usize,
    line: u32,
    /// Bytes that may still be searched; keeps the whole linear where the words are not found.
    budget: usize,
}

impl<'s> Lines<'s> {
    /// Starts at the list: many files have the whole text once more before it.
    pub(super) fn new(source: &'s str) -> Self {
        let source = source.as_bytes();
        let position = ["utterances", "segments", "transcription", "words"]
            .iter()
            .find_map(|key| list_start(source, key))
            .unwrap_or(0);
        Self {
            source,
            position,
            line: 1 + memchr_iter(b'\n', &source[..position]).count() as u32,
            budget: source.len().saturating_mul(4),
        }
    }

    /// The line, from 1, of the next segment with these words; where they are not found, that of the one before.
    pub(super) fn of(&mut self, words: &str) -> u32 {
        let plain = words
            .bytes()
            .take(32)
            .take_while(|byte| (0x20..0x80).contains(byte) && !b"\"\\/".contains(byte))
            .count();
        let rest = &self.source[self.position..];
        let rest = &rest[..rest.len().min(self.budget)];
        if plain < 3 {
            return self.line;
        }
        if let Some(at) = memmem::find(rest, &words.as_bytes()[..plain]) {
            self.line += memchr_iter(b'\n', &rest[..at]).count() as u32;
            self.position += at;
            self.budget -= at;
        } else {
            self.budget -= rest.len();
        }
        self.line
    }
}

/// Where the list under `key` starts, if there is one with something in it.
fn list_start(source: &[u8], key: &str) -> Option<usize> {
    let quoted = format!("\"{key}\"");
    memmem::find_iter(source, &quoted).find_map(|at| {
        let rest = source[at + quoted.len()..].trim_ascii_start();
        let list = rest.strip_prefix(b":")?.trim_ascii_start();
        let item = list.strip_prefix(b"[")?.trim_ascii_start();
        item.starts_with(b"{").then_some(at)
    })
}
