//! Finds the phrases of a list wherever they stand in a text as whole words.

use rustc_hash::FxHashMap;

use super::byte_set::byte_set;

/// Bytes at the start of a phrase by which most places in a text are ruled out at once.
const KEY: usize = 4;
/// ASCII letters and digits.
const IN_WORDS: [bool; 256] =
    byte_set(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
/// Bits of a [`slot`].
const SLOT_BITS: u32 = 12;

/// Phrases made ready for searching.
pub(super) struct Phrases {
    /// By their [`key`], the longest first.
    by_key: FxHashMap<u32, Vec<String>>,
    /// Whether any phrase has a key in this [`slot`].
    slots: Box<[bool; 1 << SLOT_BITS]>,
}

impl Phrases {
    /// Phrases in lower case with straight apostrophes; they match in either case, with either apostrophe. Phrases
    /// shorter than [`KEY`] bytes are too short to mark anything and left out.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut by_key: FxHashMap<u32, Vec<String>> = FxHashMap::default();
        let mut slots = Box::new([false; 1 << SLOT_BITS]);
        let mut spellings: Vec<String> = phrases
            .flat_map(|phrase| {
                let curly = phrase.contains('\'').then(|| phrase.replace('\'', "’"));
                std::iter::once(phrase.to_owned()).chain(curly)
            })
            .collect();
        spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        for phrase in spellings {
            if let Some(key) = key(phrase.as_bytes()) {
                slots[slot(key)] = true;
                by_key.entry(key).or_default().push(phrase);
            }
        }
        Self { by_key, slots }
    }

    /// Where the first phrase that is not part of longer words starts and ends.
    pub(super) fn first_in(&self, text: &str) -> Option<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            if let Some(key) = key(&bytes[at..])
                && self.slots[slot(key)]
                && let Some(end) = self.end_at(text, at, key)
            {
                return Some((at, end));
            }
            // The next place with no ASCII letter or digit before it.
            at += 1 + bytes[at..]
                .iter()
                .position(|&byte| !IN_WORDS[usize::from(byte)])?;
        }
    }

    /// Where the longest phrase that stands at `at` ends, unless it is part of longer words.
    fn end_at(&self, text: &str, at: usize, key: u32) -> Option<usize> {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !text.is_char_boundary(at) || joins(text[..at].chars().next_back()) {
            return None;
        }
        let here = &text.as_bytes()[at..];
        let stands = |phrase: &&String| {
            here.get(..phrase.len())
                .is_some_and(|words| words.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        let end = at + self.by_key.get(&key)?.iter().find(stands)?.len();
        (!joins(text[end..].chars().next())).then_some(end)
    }
}

/// The first [`KEY`] bytes as a number that is the same in either case.
fn key(bytes: &[u8]) -> Option<u32> {
    let first: [u8; KEY] = bytes.first_chunk().copied()?;
    Some(u32::from_le_bytes(first) | 0x2020_2020)
}

fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (u32::BITS - SLOT_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words_in_either_case_the_longest_first() {
        let phrases = Phrases::new(
            [
                "brought to you",
                "brought to you by",
                "don't miss",
                "пока",
                "ad",
            ]
            .into_iter(),
        );
        for (text, found) in [
            ("So, Brought to you by Rope.", Some("Brought to you by")),
            ("brought to your door", None),
            ("(brought to you)", Some("brought to you")),
            ("xbrought to you", None),
            ("äbrought to you", None),
            ("Don’t miss it", Some("Don’t miss")),
            ("don't missing", None),
            ("ну пока", Some("пока")),
            ("покак", None),
            ("an ad", None),
            ("", None),
        ] {
            let at = phrases.first_in(text);
            assert_eq!(at.map(|(start, end)| &text[start..end]), found, "{text}");
        }
    }
}
