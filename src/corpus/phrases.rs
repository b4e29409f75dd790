//! Finds the phrases of a list wherever they stand in a text as whole words.

use rustc_hash::FxHashMap;

/// Bytes at the start of a phrase by which most places in a text are ruled out at once.
const KEY: usize = 4;
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
        if let Some(found) = self.at(text, 0) {
            return Some(found);
        }
        let (eights, rest) = text.as_bytes().as_chunks();
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        for (eight, start) in eights.iter().chain([&last]).zip((0..).step_by(8)) {
            let mut apart = separators(u64::from_le_bytes(*eight));
            while apart != 0 {
                let at = start + apart.trailing_zeros() as usize / 8 + 1;
                if let Some(found) = self.at(text, at) {
                    return Some(found);
                }
                apart &= apart - 1;
            }
        }
        None
    }

    /// A phrase at a place with no ASCII letter or digit before it.
    fn at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let key = key(text.as_bytes().get(at..)?)?;
        let end = self.slots[slot(key)].then(|| self.end_at(text, at, key))??;
        Some((at, end))
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

/// The highest bit of each of eight bytes that is no ASCII letter or digit.
fn separators(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = eight & (EACH * 0x7F);
    // The highest bit of each byte of `bytes`, which are below 0x80, that is `least` or more.
    let from = |bytes: u64, least: u8| bytes + EACH * u64::from(0x80 - least);
    let lower = low | (EACH * 0x20);
    let letter = from(lower, b'a') & !from(lower, b'z' + 1);
    let digit = from(low, b'0') & !from(low, b'9' + 1);
    (eight | !(letter | digit)) & (EACH * 0x80)
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
    fn separators_are_all_bytes_but_letters_and_digits() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"a0Zz9Aqx";
                eight[place] = byte;
                let apart = separators(u64::from_le_bytes(eight));
                let expected = u64::from(!byte.is_ascii_alphanumeric()) << (8 * place + 7);
                assert_eq!(apart, expected, "{byte} at {place}");
            }
        }
    }

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
