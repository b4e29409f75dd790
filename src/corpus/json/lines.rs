//! Source lines of JSON strings, which the JSON reader does not tell.

use memchr::{memchr_iter, memmem};

/// Finds the source line of each string.
pub(super) struct Lines<'s> {
    source: &'s [u8],
    /// Where each line but the first begins.
    begins: Vec<u32>,
    /// Where the string before was found.
    position: usize,
    /// Bytes that may still be searched; keeps the whole linear where the words are not found.
    budget: usize,
}

impl<'s> Lines<'s> {
    /// Starts at the first line.
    pub(super) fn new(source: &'s str) -> Self {
        let source = source.as_bytes();
        Self {
            source,
            begins: memchr_iter(b'\n', source).map(|at| at as u32 + 1).collect(),
            position: 0,
            budget: source.len().saturating_mul(2),
        }
    }

    /// The line, from 1, that `text` stands on. A string that was borrowed from the file tells where it stands; one that
    /// had escapes in it is searched for by its first words, behind the one before; where they are not found, the line
    /// of the one before is given.
    pub(super) fn of(&mut self, text: &str) -> u32 {
        if let Some(place) = self.place(text).or_else(|| self.search(text)) {
            self.position = place;
        }
        let position = self.position as u32;
        1 + self.begins.partition_point(|&begin| begin <= position) as u32
    }

    /// Where a text that is borrowed from the source begins.
    fn place(&self, text: &str) -> Option<usize> {
        let place = text
            .as_ptr()
            .addr()
            .checked_sub(self.source.as_ptr().addr())?;
        (place < self.source.len()).then_some(place)
    }

    fn search(&mut self, text: &str) -> Option<usize> {
        let plain = text
            .bytes()
            .take(32)
            .take_while(|byte| (0x20..0x80).contains(byte) && !b"\"\\/".contains(byte))
            .count();
        if plain < 3 {
            return None;
        }
        let rest = &self.source[self.position..];
        let rest = &rest[..rest.len().min(self.budget)];
        let found = memmem::find(rest, &text.as_bytes()[..plain]);
        self.budget -= found.unwrap_or(rest.len());
        found.map(|at| self.position + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_s_line_is_told_whether_it_has_escapes_or_not() {
        let source = "[\n\"one\",\n\"two \\u00e9\",\n\"th\\u00e9\",\n\"four\"]";
        let mut lines = Lines::new(source);
        let borrowed = |text: &str| &source[source.find(text).unwrap()..][..text.len()];
        assert_eq!(lines.of(borrowed("one")), 2);
        assert_eq!(lines.of("two é"), 3);
        assert_eq!(lines.of("thé"), 3);
        assert_eq!(lines.of(borrowed("four")), 5);
        assert_eq!(lines.of(borrowed("one")), 2);
    }
}
