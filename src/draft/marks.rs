//! The marks of a sentence that tell whether it is whole: quotation marks and brackets in pairs, dashes, dots.

use crate::corpus::byte_set::byte_set;

/// What the marks in a text tell of how it was said.
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// Whether a quotation mark or bracket stands without its partner.
    pub(super) half_a_pair: bool,
    /// Whether somebody starts anew, at more than one dash.
    pub(super) dashed: bool,
    /// Whether it trails off.
    pub(super) broken_off: bool,
    /// Whether it has a digit.
    pub(super) figures: bool,
}

impl Marks {
    /// Of a sentence in a language.
    pub(super) fn of(text: &str, language: &str) -> Self {
        let (mut quotes, mut round, mut square, mut curly) = (0_i32, 0_i32, 0_i32, 0_i32);
        let (mut dashes, mut figures, mut dots) = (0_usize, false, false);
        let mut after_hyphen = 0;
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            if !MARKS[usize::from(byte)] {
                continue;
            }
            match byte {
                b'"' => quotes += 1,
                b'(' => round += 1,
                b')' => round -= 1,
                b'[' => square += 1,
                b']' => square -= 1,
                // A blank is counted with one hyphen only.
                b'-' if at > after_hyphen && bytes[at - 1..].starts_with(b" - ") => {
                    after_hyphen = at + 2;
                    dashes += 1;
                }
                b'.' => dots |= bytes[at..].starts_with(b"..."),
                b'0'..=b'9' => figures = true,
                _ => match text[at..].chars().next() {
                    Some('“') => curly += 1,
                    Some('”') => curly -= 1,
                    Some('—' | '–') => dashes += 1,
                    _ => {}
                },
            }
        }
        // German closes with what English opens with, and Swedish uses one mark for both.
        let curly = if language == "en" { curly } else { 0 };
        let trails = |text: &str| text.ends_with(['…', '—', '–', '-']);
        Self {
            half_a_pair: quotes % 2 == 1 || [round, square, curly] != [0; 3],
            dashed: dashes > 1,
            broken_off: dots || trails(text.trim_end_matches(['"', '”'])),
            figures,
        }
    }
}

/// Whether a byte is one that [`Marks`] looks at. `0xE2` begins dashes and curly quotation marks.
const MARKS: [bool; 256] = byte_set(b"\"()[]-.0123456789\xE2");
