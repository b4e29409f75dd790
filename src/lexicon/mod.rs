//! The word lists of each language, compiled in from `stopwords/`.
//!
//! One [`Pack`] a language. Lists are parsed the first time a language is met, and only that language's. What the lists
//! are for, and where each comes from, is in `stopwords/README.md`; how they are applied is the business of the rooms
//! that use them.

mod table;

use std::sync::LazyLock;

use rust_stemmers::Algorithm;
use rustc_hash::{FxHashMap, FxHashSet};

pub use table::PACKS;

/// A parsed list of words or short phrases: lower case, NFC, straight apostrophes.
pub type WordSet = LazyLock<FxHashSet<&'static str>>;

/// Phrases by their first word, the longest first.
pub type PhraseList = LazyLock<FxHashMap<&'static str, Vec<&'static str>>>;

/// Word → Zipf frequency in hundredths (`the` in English: 773): ten to the power of it, per billion words.
pub type FrequencyTable = LazyLock<FxHashMap<&'static str, u16>>;

/// Everything that is known of one language.
pub struct Pack {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// Its stemmer.
    pub stemmer: Algorithm,
    /// Function words: never part of a phrase's border, never content.
    pub function: WordSet,
    /// Words with too little meaning of their own to make a phrase or a tag by themselves (`thing`, `lot`).
    pub generic: WordSet,
    /// Hesitations and spoken padding (`um`, `you know`); some have several words.
    pub fillers: WordSet,
    /// Those of the fillers that are mere sounds (`um`) and may be left out wherever they stand.
    pub hesitations: WordSet,
    /// Words that only keep the talk going (`yeah`, `okay`).
    pub backchannels: WordSet,
    /// Words of stage directions in brackets (`laughter`, `music`).
    pub stage: WordSet,
    /// Abbreviations whose full stop does not end a sentence, without the last stop (`dr`, `e.g`).
    pub abbreviations: WordSet,
    /// Phrases that open or mark a sponsor read (`brought to you by`).
    pub sponsor: WordSet,
    /// Phrases of the words that open and close a show (`thanks for listening`); looked for there only.
    pub frame: WordSet,
    /// What is said where people are introduced, with what it tells as its first word (`guest joined by`).
    pub introductions: WordSet,
    /// Words for the one who speaks (`first me`) and for the one who is spoken to (`second you`).
    pub persons: WordSet,
    /// Words and phrases that may be cut from the start of a sentence without loss (`well`, `I think`).
    pub openers: WordSet,
    /// Words that point back when they start a sentence, so that it does not stand alone (`that`, `they`).
    pub deixis: WordSet,
    /// What a line worth quoting says: superlatives, contrasts, absolutes, amounts (`the biggest`, `instead of`).
    pub claims: PhraseList,
    /// What belongs to the frame of a show and not to its subject (`welcome to`, `thanks for`, `find me`).
    pub boilerplate: PhraseList,
    /// How common each word is in the language at large.
    pub frequencies: FrequencyTable,
}

/// The pack of a language code (`en`, `en-GB`, `EN_us`), if there is one.
pub fn pack(code: &str) -> Option<&'static Pack> {
    let primary = code.split(['-', '_']).next()?.to_ascii_lowercase();
    let primary = if matches!(primary.as_str(), "nb" | "nn") {
        "no"
    } else {
        &primary
    };
    PACKS.iter().find(|pack| pack.code == primary)
}

/// The languages of which a word, lower case, is a function word: bit `n` stands for the `n`th of [`PACKS`].
pub fn function_word_of(word: &str) -> u32 {
    static ALL: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
        let of = |(number, pack): (usize, &'static Pack)| {
            pack.function.iter().map(move |word| (*word, 1 << number))
        };
        let mut languages: FxHashMap<&str, u32> = FxHashMap::default();
        PACKS
            .iter()
            .enumerate()
            .flat_map(of)
            .for_each(|(word, bit)| *languages.entry(word).or_default() |= bit);
        languages
    });
    ALL.get(word).copied().unwrap_or(0)
}

/// The bits of languages in the answer of [`function_word_of`]; a language without word lists has none.
pub fn language_bits<'c>(codes: impl Iterator<Item = &'c str>) -> u32 {
    let number = |code: &str| PACKS.iter().position(|pack| pack.code == code);
    codes
        .filter_map(number)
        .fold(0, |bits, number| bits | 1 << number)
}

/// Whether a word, lower case, belongs to stage directions in any language. In brackets only; outside them `music` is
/// a word like any other.
pub fn is_stage_word(word: &str) -> bool {
    static ALL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        PACKS
            .iter()
            .flat_map(|pack| pack.stage.iter().copied())
            .collect()
    });
    ALL.contains(word)
}

/// Word → the letter of its most likely part of speech; what the letters mean is in `stopwords/README.md`.
pub type ClassTable = LazyLock<FxHashMap<&'static str, u8>>;

/// The table of word classes of a language, if it has one: that of English has nearly all common words, those of German and
/// Swedish have the ones that are no nouns.
pub fn word_classes(code: &str) -> Option<&'static ClassTable> {
    static GERMAN: ClassTable =
        LazyLock::new(|| classes(include_str!("../../stopwords/de/classes.txt")));
    static ENGLISH: ClassTable =
        LazyLock::new(|| classes(include_str!("../../stopwords/en/classes.txt")));
    static SWEDISH: ClassTable =
        LazyLock::new(|| classes(include_str!("../../stopwords/sv/classes.txt")));
    match code {
        "de" => Some(&GERMAN),
        "en" => Some(&ENGLISH),
        "sv" => Some(&SWEDISH),
        _ => None,
    }
}

/// The lines of a language's rules that turn questions into titles; what they mean is in `stopwords/README.md`.
pub fn title_rules(code: &str) -> Option<impl Iterator<Item = &'static str>> {
    let file = match code {
        "de" => include_str!("../../stopwords/de/titles.txt"),
        "en" => include_str!("../../stopwords/en/titles.txt"),
        "sv" => include_str!("../../stopwords/sv/titles.txt"),
        _ => return None,
    };
    Some(entries(file))
}

/// The lines of a language that say what words do in a clause, if it has them; `stopwords/README.md` tells what they mean.
pub fn clause_words(code: &str) -> Option<impl Iterator<Item = &'static str>> {
    let file = match code {
        "de" => include_str!("../../stopwords/de/clauses.txt"),
        "en" => include_str!("../../stopwords/en/clauses.txt"),
        "sv" => include_str!("../../stopwords/sv/clauses.txt"),
        _ => return None,
    };
    Some(entries(file))
}

/// The base form of an irregular English verb, given its past form or past participle.
pub fn irregular_base(form: &str) -> Option<&'static str> {
    static BASES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let mut bases = FxHashMap::default();
        for line in entries(include_str!("../../stopwords/en/verbs.txt")) {
            let mut forms = line.split(' ');
            if let Some(base) = forms.next() {
                forms.for_each(|form| {
                    bases.entry(form).or_insert(base);
                });
            }
        }
        bases
    });
    BASES.get(form).copied()
}

/// Past form and past participle of an irregular English verb, given its base form.
pub fn irregular_verb(base: &str) -> Option<(&'static str, &'static str)> {
    static VERBS: LazyLock<FxHashMap<&'static str, (&'static str, &'static str)>> =
        LazyLock::new(|| {
            entries(include_str!("../../stopwords/en/verbs.txt"))
                .filter_map(|line| {
                    let mut forms = line.split(' ');
                    Some((forms.next()?, (forms.next()?, forms.next()?)))
                })
                .collect()
        });
    VERBS.get(base).copied()
}

/// The entries of a list file: one a line, `#` starts a comment line.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(file: &'static str) -> FxHashSet<&'static str> {
    entries(file).collect()
}

fn phrases(file: &'static str) -> FxHashMap<&'static str, Vec<&'static str>> {
    let mut list: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for phrase in entries(file) {
        let first = phrase.split_once(' ').map_or(phrase, |(first, _)| first);
        let of_first = list.entry(first).or_default();
        of_first.push(phrase);
        of_first.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), *phrase));
    }
    list
}

/// Parses a frequency file: each line is a Zipf value in hundredths, then the words that have it.
fn frequencies(file: &'static str) -> FxHashMap<&'static str, u16> {
    let mut table = FxHashMap::default();
    table.reserve(file.len() / 10);
    for line in entries(file) {
        let mut cells = line.split(' ');
        let Some(zipf) = cells.next().and_then(|cell| cell.parse().ok()) else {
            continue;
        };
        table.extend(cells.map(|word| (word, zipf)));
    }
    table
}

/// Parses a table of word classes: each line is a letter, then the words of that class.
fn classes(file: &'static str) -> FxHashMap<&'static str, u8> {
    let mut table = FxHashMap::default();
    for line in entries(file) {
        let mut cells = line.split(' ');
        let Some(letter) = cells.next().and_then(|cell| cell.bytes().next()) else {
            continue;
        };
        table.extend(cells.map(|word| (word, letter)));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regional_codes_and_both_norwegians_find_their_pack() {
        assert_eq!(pack("en-GB").map(|pack| pack.code), Some("en"));
        assert_eq!(pack("nb").map(|pack| pack.code), Some("no"));
        assert!(pack("zz").is_none());
    }

    #[test]
    fn every_list_is_sorted_unique_lower_case_and_nfc() {
        use unicode_normalization::UnicodeNormalization;
        for (name, file) in table::LIST_FILES {
            let list: Vec<_> = entries(file).collect();
            for pair in list.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{name}: {:?} before {:?}",
                    pair[0],
                    pair[1]
                );
            }
            for entry in list {
                assert_eq!(entry, entry.to_lowercase(), "{name}: not lower case");
                assert_eq!(entry, entry.nfc().collect::<String>(), "{name}: not NFC");
                assert!(
                    !entry.contains('\u{2019}'),
                    "{name}: curly apostrophe in {entry}"
                );
            }
        }
    }

    #[test]
    fn every_language_has_function_words_and_frequencies_for_most_of_them() {
        for pack in &PACKS {
            assert!(
                pack.function.len() >= 60,
                "{}: {} function words",
                pack.code,
                pack.function.len()
            );
            let known = pack
                .function
                .iter()
                .filter(|word| pack.frequencies.contains_key(*word))
                .count();
            assert!(
                known * 2 > pack.function.len(),
                "{}: function words are not of this language",
                pack.code
            );
        }
    }
}
