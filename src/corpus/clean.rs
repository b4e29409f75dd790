//! From raw block text to clean text in one pass: entities decoded, composed (NFC), invisible characters and stage
//! directions removed, white space folded, stray blanks before punctuation closed up.
//!
//! Works on runs: as long as nothing special comes, whole stretches are copied.

use std::borrow::Cow;

use memchr::{memchr, memchr2};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::stage;

/// Copied as it stands.
const PLAIN: u8 = 0;
/// A blank: copied with what follows, if that is plain as well.
const BLANK: u8 = 1;
/// Needs a look.
const SPECIAL: u8 = 2;
/// Starts a character of which some need a look.
const LEAD: u8 = 3;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = SPECIAL;
        byte += 1;
    }
    table[b' ' as usize] = BLANK;
    table[0x7F] = SPECIAL;
    table[b'[' as usize] = SPECIAL;
    table[b'(' as usize] = SPECIAL;
    table[b'*' as usize] = SPECIAL;
    let leads = [0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0];
    let mut index = 0;
    while index < leads.len() {
        table[leads[index] as usize] = LEAD;
        index += 1;
    }
    table
}

/// How many bytes [`is_plain`] looks at in one go.
const STRIDE: usize = 32;

/// Whether nothing in the first [`STRIDE`] bytes needs a look, the two behind them considered. Never wrong when it says
/// so.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the loop becomes instructions that take many bytes at once"
)]
fn is_plain(window: &[u8; STRIDE + 2]) -> bool {
    let mut looks = false;
    for at in 0..STRIDE {
        let (byte, next, after) = (window[at], window[at + 1], window[at + 2]);
        let special = (byte < b' ')
            | (byte == 0x7F)
            | (byte == b'[')
            | (byte == b'(')
            | (byte == b'*')
            | (byte == 0xC2)
            | (byte == 0xD8)
            | (byte.wrapping_sub(0xE1) < 3)
            | (byte >= 0xEF);
        let letter = (next | 0x20).wrapping_sub(b'a') < 26;
        let digit = next.wrapping_sub(b'0') < 10;
        let negation = (next == b'n') & ((after == b'\'') | (after >= 0x80));
        looks |= special | (byte == b' ') & (!(letter | digit) | negation);
    }
    !looks
}

/// What was taken out of a block besides white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Removed {
    /// A stage direction or lyrics.
    pub(super) direction: bool,
}

/// Appends the clean form of `raw` to `out`. With `join`, words go on after a blank; otherwise nothing stands before
/// them. `is_stage` tells the words of stage directions, given in lower case.
pub(super) fn append(
    out: &mut String,
    raw: &str,
    join: bool,
    is_stage: fn(&str) -> bool,
) -> Removed {
    let decoded = decode_entities(raw);
    let text = compose(&decoded);
    let mut pass = Pass {
        text: &text,
        at: 0,
        floor: if join { 0 } else { out.len() },
        start: out.len(),
        blank: join,
        out,
        removed: Removed::default(),
    };
    pass.run(is_stage);
    pass.removed
}

/// A label, title or the like in clean form, without judging stage directions.
pub(super) fn short(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    append(&mut out, raw, false, |_| false);
    out
}

fn decode_entities(raw: &str) -> Cow<'_, str> {
    match memchr(b'&', raw.as_bytes()) {
        Some(at) if memchr(b';', &raw.as_bytes()[at..]).is_some() => {
            html_escape::decode_html_entities(raw)
        }
        _ => Cow::Borrowed(raw),
    }
}

/// NFC. Most text is composed already, and up to U+02FF it cannot be otherwise.
fn compose(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes();
    while let Some(at) = bytes.iter().position(|&byte| byte >= 0xCC) {
        if bytes[at] == 0xE2 && bytes.get(at + 1) == Some(&0x80) {
            bytes = &bytes[at + 3..];
            continue;
        }
        return if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.nfc().collect())
        };
    }
    Cow::Borrowed(text)
}

struct Pass<'t, 'o> {
    text: &'t str,
    at: usize,
    /// Below this length of `out` nothing stands that a blank would separate from.
    floor: usize,
    /// Length of `out` before this block.
    start: usize,
    /// A blank is due before the next word.
    blank: bool,
    out: &'o mut String,
    removed: Removed,
}

impl Pass<'_, '_> {
    fn run(&mut self, is_stage: fn(&str) -> bool) {
        while self.at < self.text.len() {
            let end = self.plain_end();
            if end > self.at {
                self.copy(end);
            } else {
                self.special(is_stage);
            }
        }
    }

    /// The end of the plain stretch that starts here, single blanks between words included.
    fn plain_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        if CLASSES[usize::from(bytes[at])] == PLAIN {
            while let Some(window) = bytes[at..].first_chunk()
                && is_plain(window)
            {
                at += STRIDE;
            }
        }
        while at < bytes.len() {
            match CLASSES[usize::from(bytes[at])] {
                PLAIN => at += 1,
                BLANK => {
                    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                    if at == self.at || !(next.is_ascii_alphanumeric() && next != b'n') {
                        break;
                    }
                    at += 2;
                }
                LEAD if !is_special(&bytes[at..]) => at += 1,
                _ => break,
            }
        }
        at
    }

    fn copy(&mut self, end: usize) {
        let run = &self.text[self.at..end];
        if self.blank && self.out.len() > self.floor && !self.closes_up(run) {
            self.out.push(' ');
        }
        self.blank = false;
        self.out.push_str(run);
        self.at = end;
    }

    /// Whether what follows a blank belongs to the word before it: `broadcasts . Now`, `we 'll`, `do n't`.
    fn closes_up(&self, run: &str) -> bool {
        if !self
            .out
            .ends_with(|last: char| last.is_alphanumeric() || matches!(last, '"' | ')' | '”'))
        {
            return false;
        }
        let rest = &self.text[self.at..];
        match run.as_bytes()[0] {
            b'.' | b',' => rest[1..]
                .chars()
                .next()
                .is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '”')),
            b'\'' => ["'ll", "'s", "'re", "'ve", "'d", "'m", "'t"]
                .iter()
                .any(|ending| starts_with_word(rest, ending)),
            b'n' => starts_with_word(rest, "n't") || starts_with_word(rest, "n’t"),
            0xE2 => ["’ll", "’s", "’re", "’ve", "’d", "’m", "’t"]
                .iter()
                .any(|ending| starts_with_word(rest, ending)),
            _ => false,
        }
    }

    fn special(&mut self, is_stage: fn(&str) -> bool) {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else {
            return;
        };
        let direction = match first {
            '[' | '(' | '*' => stage::direction(rest, is_stage),
            _ if stage::is_note(first) => Some(stage::lyrics(rest, self.out.len() == self.start)),
            _ => None,
        };
        if let Some(length) = direction {
            self.removed.direction = true;
            self.blank = true;
            self.at += length;
        } else if first.is_whitespace() || first == '\u{FFFD}' {
            self.blank = true;
            self.at += first.len_utf8();
        } else if is_invisible(first) && !self.joins_script(first) {
            self.at += first.len_utf8();
        } else {
            self.copy(self.at + first.len_utf8());
        }
    }

    /// Joiners mean something between letters of scripts beyond Greek and Cyrillic, and within emoji.
    fn joins_script(&self, first: char) -> bool {
        let beyond = |c: Option<char>| c.is_some_and(|c| c >= '\u{590}');
        matches!(first, '\u{200C}' | '\u{200D}')
            && !self.blank
            && beyond(self.out.chars().next_back())
            && beyond(self.text[self.at..].chars().nth(1))
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric() && next != '\'')
    })
}

/// Whether the character that starts with a [`LEAD`] byte needs a look.
fn is_special(bytes: &[u8]) -> bool {
    let second = bytes.get(1).copied().unwrap_or(0);
    let third = bytes.get(2).copied().unwrap_or(0);
    match bytes[0] {
        0xC2 => second <= 0xA0 || second == 0xAD,
        0xD8 => second == 0x9C,
        0xE1 => matches!((second, third), (0x9A, 0x80) | (0xA0, 0x8E)),
        // U+2010 to U+2027 and U+2030 to U+203F are dashes, quotes and the like.
        0xE2 => match second {
            0x80 => !((0x90..=0xA7).contains(&third) || third >= 0xB0),
            0x81 => third >= 0x9F,
            0x99 => (0xA9..=0xAC).contains(&third),
            _ => false,
        },
        0xE3 => (second, third) == (0x80, 0x80),
        0xEF => second == 0xBB || second == 0xBF,
        0xF0 => (second, third) == (0x9F, 0x8E) && matches!(bytes.get(3), Some(0xB5 | 0xB6)),
        _ => true,
    }
}

/// Characters that take no room: soft hyphens, zero-width and direction marks, byte order marks, controls.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
        )
}

/// Whether there is anything in `text` that is said, as opposed to punctuation.
pub(super) fn has_words(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphanumeric()) || text.chars().any(char::is_alphanumeric)
}

/// Whether a raw text starts like a stage direction.
pub(super) fn starts_as_direction(raw: &str) -> bool {
    let raw = raw.trim_start();
    memchr2(b'[', b'(', &raw.as_bytes()[..raw.len().min(1)]).is_some()
        || raw.chars().next().is_some_and(stage::is_note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_stage(word: &str) -> bool {
        [
            "laughter",
            "laughs",
            "music",
            "inaudible",
            "crosstalk",
            "applause",
        ]
        .contains(&word)
    }

    fn clean(raw: &str) -> String {
        let mut out = String::new();
        append(&mut out, raw, false, is_stage);
        out
    }

    #[test]
    fn each_kind_of_dirt_goes_and_the_words_stay() {
        for (raw, expected) in [
            ("  plain  words\n over\tlines ", "plain words over lines"),
            ("it&#39;s R&amp;D &lt;3", "it's R&D <3"),
            ("AT&T; no entity", "AT&T; no entity"),
            ("a\u{308}r", "är"),
            ("co\u{AD}op\u{200B}er\u{FEFF}ate\u{200E}", "cooperate"),
            ("a\u{A0}\u{2009}b\u{3000}c\u{2028}d", "a b c d"),
            ("a\u{1D}b\u{85}c", "ab c"),
            ("lost\u{FFFD}word \u{FFFD}", "lost word"),
            ("so [laughter] yes (laughs). *laughs* Ok", "so yes. Ok"),
            ("[Music playing] Hi [00:01:02] there", "Hi there"),
            ("I [inaudible 00:12] know [ __ ].", "I know."),
            (
                "an array[0] (see above) *really*",
                "an array[0] (see above) *really*",
            ),
            (
                "(music theory is a wide field) yes",
                "(music theory is a wide field) yes",
            ),
            ("♪ la la la ♪ Hello", "Hello"),
            ("♪ la la la", ""),
            (
                "broadcasts . Now um , we 'll see , it 's do n't",
                "broadcasts. Now um, we'll see, it's don't",
            ),
            ("use .NET , 'n it ’s", "use .NET, 'n it’s"),
            ("Ça va ?", "Ça va ?"),
            ("“Quoted” — he’s… 日本語。", "“Quoted” — he’s… 日本語。"),
            ("👩\u{200D}💻 x\u{200D}y", "👩\u{200D}💻 xy"),
            (
                "unclosed [laughter and ( so * on",
                "unclosed [laughter and ( so * on",
            ),
        ] {
            assert_eq!(clean(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn joined_blocks_stand_one_blank_apart_or_close_up_with_punctuation() {
        let mut out = String::from("one");
        append(&mut out, " two", true, is_stage);
        append(&mut out, ", and three", true, is_stage);
        append(&mut out, "[laughter]", true, is_stage);
        assert_eq!(out, "one two, and three");
    }
}
