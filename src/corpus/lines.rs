//! The lines of a text.

use memchr::memchr;

/// The lines of `text`, without their ends. As [`str::lines`] for text without `\r`, by a faster search.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { rest: text }
}

/// What [`lines`] gives.
#[derive(Clone)]
pub(super) struct Lines<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = match memchr(b'\n', self.rest.as_bytes()) {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, ""),
        };
        self.rest = rest;
        Some(line)
    }
}

/// The lines of `text` with their ends. As [`str::split_inclusive`] at `\n`, by a faster search.
pub(super) fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "a", "a\n", "a\n\nb", "\na\n\n"] {
            assert!(lines(text).eq(text.lines()), "{text:?}");
            assert!(whole_lines(text).eq(text.split_inclusive('\n')), "{text:?}");
        }
    }
}
