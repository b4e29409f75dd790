//! Acronyms, and the phrases whose initials they are.

use crate::lexicon::{function_word_of, language_bits};

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// The letters of a word that is said as an acronym, lower case: in capitals, of which some inner ones may be small
/// (`IoT`, `SaaS`), without what makes it a plural or a genitive, without stops.
pub(super) fn letters(word: &str) -> Option<String> {
    let base = word.strip_suffix('s').unwrap_or(word);
    let base = base.strip_suffix(['\'', '\u{2019}']).unwrap_or(base);
    let letters = base.chars().filter(|c| !matches!(c, '.' | '&'));
    // Nearly every word ends in a small letter.
    if !(letters.clone().next_back()?.is_uppercase() && letters.clone().next()?.is_uppercase()) {
        return None;
    }
    let count = letters.clone().count();
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let is_one = LETTERS.contains(&count)
        && 2 * capitals >= count
        && letters.clone().all(char::is_alphabetic);
    is_one.then(|| letters.collect::<String>().to_lowercase())
}

/// The words of a phrase; hyphens split them.
pub(super) fn words(phrase: &str) -> impl Iterator<Item = &str> {
    let words = phrase.split([' ', '-', '/', '\u{2010}', '\u{2011}']);
    words.filter(|word| !word.is_empty())
}

/// The initials of a phrase of several words, lower case: of all its words, and without inner function words where it
/// has some. Nothing where it is written in capitals throughout.
pub(super) fn initials(language: &str, phrase: &str) -> Vec<String> {
    if !phrase.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let bits = language_bits(std::iter::once(language));
    let initial = |word: &str| word.chars().next().map(|c| c.to_lowercase().to_string());
    let all: String = words(phrase).filter_map(initial).collect();
    let content = words(phrase).filter(|word| function_word_of(&word.to_lowercase()) & bits == 0);
    let content: String = content.filter_map(initial).collect();
    let mut found = vec![all, content];
    found.dedup();
    found.retain(|initials| LETTERS.contains(&initials.chars().count()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_is_said_in_capitals() {
        for (word, expected) in [
            ("LLM", Some("llm")),
            ("LLMs", Some("llm")),
            ("AI's", Some("ai")),
            ("A.I.", Some("ai")),
            ("R&D", Some("rd")),
            ("\u{d6}PNV", Some("\u{f6}pnv")),
            ("IoT", Some("iot")),
            ("SaaS", Some("saas")),
            ("DevOps", None),
            ("llm", None),
            ("Seo", None),
            ("A", None),
            ("As", None),
            ("GPT4", None),
            ("GOVERNMENT", None),
        ] {
            assert_eq!(letters(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn hyphens_split_words_and_inner_function_words_may_count() {
        for (language, phrase, expected) in [
            ("en", "large language models", &["llm"][..]),
            ("en", "Internet of Things", &["iot", "it"]),
            ("en", "object-oriented programming", &["oop"]),
            ("de", "K\u{fc}nstliche Intelligenz", &["ki"]),
            ("en", "language", &[]),
            ("en", "LARGE LANGUAGE MODEL", &[]),
        ] {
            assert_eq!(initials(language, phrase), expected, "{phrase}");
        }
    }
}
