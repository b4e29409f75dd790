//! What a thread remembers of the words that it has met, so that a catalogue that says the same words over and over has
//! each of them looked up and stemmed once a thread.
//!
//! This changes no result: numbers that a document shows ([`TermId`], [`StemId`]) count in the order of the document.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::document::{StemId, Term, TermId};
use super::term::{self, Class, PartOfSpeech};
use super::{Language, apostrophe};

/// Words remembered for a language before the memory starts anew; a bound, far above any real catalogue.
const WORDS: usize = 300_000;

/// Marks a word or stem that the present document has not used yet.
const UNUSED: u32 = u32::MAX;

thread_local! {
    static MEMORIES: RefCell<FxHashMap<(&'static str, Option<&'static str>), Memory>> = RefCell::new(FxHashMap::default());
}

/// What a spelling stands for, with all that a document asks of it: beside its key, so that a word which the document
/// has not used yet is one place to look at. The words of a catalogue do not fit the processor's cache.
#[derive(Clone, Copy)]
struct Spelling {
    /// Index into the words remembered.
    word: u32,
    /// Index into the stems remembered.
    stem: u32,
    zipf: u16,
    class: Class,
    part_of_speech: PartOfSpeech,
    /// Bytes of the word that are its stem; 0 where the stem is not how the word begins.
    stem_bytes: u8,
    /// Whether it starts with a capital.
    capital: bool,
    /// Whether it is the word as it stands, in lower case.
    plain: bool,
    /// Bytes at its end that are a possessive ending and not part of the word.
    possessive: u8,
}

/// What a spelling stands for in the present document.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The document's number for the word.
    pub(super) term: TermId,
    /// The document's number for its stem.
    pub(super) stem: StemId,
    pub(super) class: Class,
    pub(super) part_of_speech: PartOfSpeech,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
    /// Bytes at its end that are a possessive ending and not part of the word.
    pub(super) possessive: u8,
}

/// The words of one language that were met on this thread, and the numbers that the present document gives them.
pub(super) struct Memory {
    language: Language,
    /// Spellings of up to 15 bytes, by the bytes themselves: neither a pointer to follow nor a text to compare.
    short: FxHashMap<u128, Spelling>,
    long: FxHashMap<Box<str>, Spelling>,
    numbers: FxHashMap<Rc<str>, u32>,
    /// Each word as it is spelt in lower case.
    words: Vec<Spelling>,
    lower: Vec<Rc<str>>,
    /// For each word, the present document's number for it, or [`UNUSED`].
    term_of: Vec<u32>,
    stem_numbers: FxHashMap<Rc<str>, u32>,
    stems: Vec<Rc<str>>,
    /// For each stem, the present document's number for it, or [`UNUSED`].
    stem_of: Vec<u32>,
    used_words: Vec<u32>,
    used_stems: Vec<u32>,
}

/// The distinct words and stems of one document, in order of first appearance.
#[derive(Default)]
pub(super) struct Distinct<'t> {
    pub(super) terms: Vec<Term<'t>>,
    pub(super) stems: Vec<Cow<'t, str>>,
    /// Short spellings met in the document: a few thousand, which stay in the processor's cache where those of a
    /// catalogue do not.
    readings: FxHashMap<u128, Reading>,
}

impl Distinct<'_> {
    /// Room for the words of a text of so many bytes.
    pub(super) fn of_text(bytes: usize) -> Self {
        let words = (bytes / 20).min(4096);
        Self {
            terms: Vec::with_capacity(words),
            readings: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            ..Self::default()
        }
    }
}

/// Calls `read` with this thread's memory of `language`, ready for a new document.
pub(super) fn with_memory<T>(language: Language, read: impl FnOnce(&mut Memory) -> T) -> T {
    MEMORIES.with_borrow_mut(|memories| {
        let memory = memories
            .entry((language.code, language.also.map(|also| also.code)))
            .or_insert_with(|| Memory::new(language));
        memory.begin();
        read(memory)
    })
}

impl Memory {
    fn new(language: Language) -> Self {
        Self {
            language,
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            numbers: FxHashMap::default(),
            words: Vec::new(),
            lower: Vec::new(),
            term_of: Vec::new(),
            stem_numbers: FxHashMap::default(),
            stems: Vec::new(),
            stem_of: Vec::new(),
            used_words: Vec::new(),
            used_stems: Vec::new(),
        }
    }

    /// Forgets the numbers of the document before.
    fn begin(&mut self) {
        if self.words.len() > WORDS || self.short.len() + self.long.len() > 2 * WORDS {
            *self = Self::new(self.language);
        }
        for word in self.used_words.drain(..) {
            self.term_of[word as usize] = UNUSED;
        }
        for stem in self.used_stems.drain(..) {
            self.stem_of[stem as usize] = UNUSED;
        }
    }

    /// What the spelling stands for that takes the bytes `at` of the document's text.
    pub(super) fn read<'t>(
        &mut self,
        text: &'t str,
        at: Range<usize>,
        distinct: &mut Distinct<'t>,
    ) -> Reading {
        let key = key(text.as_bytes(), &at);
        if let Some(key) = key
            && let Some(&known) = distinct.readings.get(&key)
        {
            return known;
        }
        let written = &text[at];
        let spelling = self.spelling(written, key);
        let term = self.term(spelling, written, distinct);
        let word = &distinct.terms[term.0 as usize];
        let reading = Reading {
            term,
            stem: word.stem,
            class: word.class,
            part_of_speech: word.part_of_speech,
            capital: spelling.capital,
            possessive: spelling.possessive,
        };
        if let Some(key) = key {
            distinct.readings.insert(key, reading);
        }
        reading
    }

    /// What `spelling` stands for; `key` is its [`key`], if it is short enough for one.
    fn spelling(&mut self, spelling: &str, key: Option<u128>) -> Spelling {
        let known = match key {
            Some(key) => self.short.get(&key),
            None => self.long.get(spelling),
        };
        if let Some(&known) = known {
            return known;
        }
        let met = self.meet(spelling);
        match key {
            Some(key) => self.short.insert(key, met),
            None => self.long.insert(spelling.into(), met),
        };
        met
    }

    /// The document's number for the word that `spelling` stands for at `text`, given when it is first used.
    fn term<'t>(
        &mut self,
        spelling: Spelling,
        text: &'t str,
        distinct: &mut Distinct<'t>,
    ) -> TermId {
        let term = &mut self.term_of[spelling.word as usize];
        if *term != UNUSED {
            return TermId(*term);
        }
        let stem = &mut self.stem_of[spelling.stem as usize];
        // Most words come in lower case first, and most stems are how they begin: nothing to copy.
        if *stem == UNUSED {
            *stem = distinct.stems.len() as u32;
            distinct.stems.push(match spelling.stem_bytes {
                bytes @ 1.. if spelling.plain => Cow::Borrowed(&text[..usize::from(bytes)]),
                _ => Cow::Owned(self.stems[spelling.stem as usize].as_ref().to_owned()),
            });
            self.used_stems.push(spelling.stem);
        }
        *term = distinct.terms.len() as u32;
        distinct.terms.push(Term {
            lower: if spelling.plain {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(self.lower[spelling.word as usize].as_ref().to_owned())
            },
            stem: StemId(*stem),
            class: spelling.class,
            part_of_speech: spelling.part_of_speech,
            zipf: spelling.zipf,
        });
        self.used_words.push(spelling.word);
        TermId(*term)
    }

    fn meet(&mut self, spelling: &str) -> Spelling {
        let (lower, possessive) = apostrophe::word(self.language, spelling);
        Spelling {
            capital: spelling.starts_with(char::is_uppercase),
            plain: lower == spelling,
            possessive,
            ..self.word(&lower)
        }
    }

    /// A word as it is spelt in lower case.
    fn word(&mut self, lower: &str) -> Spelling {
        if let Some(&known) = self.numbers.get(lower) {
            return self.words[known as usize];
        }
        let stem = term::stem(self.language, lower);
        let begins = lower.starts_with(&stem);
        let stem_bytes = u8::try_from(stem.len()).ok().filter(|_| begins);
        let known = self.stem_numbers.get(stem.as_str()).copied();
        let stem = known.unwrap_or_else(|| {
            let number = self.stems.len() as u32;
            let stem: Rc<str> = stem.into();
            self.stem_numbers.insert(stem.clone(), number);
            self.stems.push(stem);
            self.stem_of.push(UNUSED);
            number
        });
        let entry = term::entry(self.language, lower);
        let number = self.words.len() as u32;
        let word = Spelling {
            word: number,
            stem,
            zipf: entry.zipf,
            class: entry.class,
            part_of_speech: entry.part_of_speech,
            stem_bytes: stem_bytes.unwrap_or(0),
            capital: false,
            plain: true,
            possessive: 0,
        };
        self.words.push(word);
        self.term_of.push(UNUSED);
        let lower: Rc<str> = lower.into();
        self.lower.push(lower.clone());
        self.numbers.insert(lower, number);
        word
    }
}

/// The bytes of a short spelling with their number: different for different spellings.
fn key(text: &[u8], at: &Range<usize>) -> Option<u128> {
    let length = at.len();
    if length > 15 {
        return None;
    }
    let bytes = match text[at.start..].first_chunk() {
        Some(chunk) => u128::from_le_bytes(*chunk) & !(u128::MAX << (8 * length)),
        None => {
            (text[at.clone()].iter().rev()).fold(0, |bytes, &byte| bytes << 8 | u128::from(byte))
        }
    };
    Some(bytes | (length as u128) << 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_and_its_key_lie_in_half_a_line_of_the_cache() {
        assert_eq!(size_of::<(u128, Spelling)>(), 32);
    }

    #[test]
    fn a_spelling_has_the_same_key_wherever_it_stands_and_no_other_has_it() {
        let text = "tide tides a tide at the tide";
        let of = |at: Range<usize>| key(text.as_bytes(), &at);
        assert_eq!(of(0..4), of(13..17));
        assert_eq!(of(0..4), of(25..29));
        assert_ne!(of(0..4), of(5..10));
        assert_eq!(of(0..16), None);
        assert_ne!(of(0..15), of(0..14));
    }
}
