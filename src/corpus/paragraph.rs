//! Joins the hard-wrapped lines of a paragraph.

use super::clock::stamp_prefix;

/// The lines of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    line: u32,
    continues: bool,
}

impl Paragraph {
    /// Begins a paragraph, which may go on with the one before.
    pub(super) fn begin(&mut self, text: &str, line: u32, continues: bool) {
        self.text.clear();
        self.continues = continues;
        self.push(text, line);
    }

    /// Adds a line. A line break is a blank, except between characters of scripts that write none.
    pub(super) fn push(&mut self, text: &str, line: u32) {
        if self.text.is_empty() {
            self.line = line;
        } else if !(self.text.ends_with(unspaced) && text.starts_with(unspaced)) {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// The paragraph, its first line, and whether it goes on with the one before; empties it.
    pub(super) fn take(&mut self) -> Option<(String, u32, bool)> {
        let continues = std::mem::take(&mut self.continues);
        let text = std::mem::take(&mut self.text);
        (!text.is_empty()).then_some((text, self.line, continues))
    }
}

/// Chinese and Japanese characters and their punctuation.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether the lines of a file begin with bare times (`00:00:09 text`), as those of some caption dumps do.
pub(super) fn bare_time_lines<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut timed, mut all) = (0_usize, 0_usize);
    for line in lines {
        all += 1;
        let bare = stamp_prefix(line)
            .is_some_and(|stamp| !stamp.bracketed && line[stamp.len..].starts_with([' ', '\t']));
        timed += usize::from(bare);
    }
    timed >= 3 && timed * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hard_wrap_is_a_blank_and_nothing_in_scripts_without_blanks() {
        let mut paragraph = Paragraph::default();
        for (first, second, joined) in [("one", "two", "one two"), ("我们", "在这里", "我们在这里")]
        {
            paragraph.push(first, 3);
            paragraph.push(second, 4);
            assert_eq!(paragraph.take(), Some((joined.to_owned(), 3, false)));
        }
        assert_eq!(paragraph.take(), None);
    }

    #[test]
    fn bare_times_count_only_where_most_lines_have_them() {
        assert!(bare_time_lines(["0:01 a", "0:02 b", "0:03 c"].into_iter()));
        assert!(!bare_time_lines(["0:01 a", "0:02 b"].into_iter()));
        let prose = ["x"; 9].into_iter().chain(["0:01 a", "0:02 b", "0:03 c"]);
        assert!(!bare_time_lines(prose));
    }
}
