//! What is known of a word in a language: its class, part of speech, stem and how common it is.
//!
//! Looking all that up is the dearest part of reading a text; [`super::memory`] sees to it that it is done once a word.

use rust_stemmers::Stemmer;

use crate::lexicon::Pack;

use super::language::is_commoner;
use super::{Language, word_class};

/// How much meaning a word carries by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Function words, fillers and back-channels: separate phrases.
    Function,
    /// Numbers.
    Number,
    /// Too vague to be a topic alone (`thing`, `people`), yet part of longer phrases.
    Generic,
    /// Everything else.
    Content,
}

/// The most likely part of speech; `Unknown` wherever a language has no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PartOfSpeech {
    /// Common noun.
    Noun,
    /// Name.
    Proper,
    /// Verb form that is seldom a noun.
    Verb,
    /// Verb more often than noun, but both (`run`).
    NounOrVerb,
    /// `-ing` form.
    Gerund,
    /// Past participle (`distributed`).
    Participle,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Closed class.
    Other,
    /// No table, or not in it.
    Unknown,
}

/// What is known of one word of one language.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Zipf frequency in hundredths; 0: not in the table, so rarer than any word in it.
    pub(super) zipf: u16,
    pub(super) class: Class,
    pub(super) part_of_speech: PartOfSpeech,
}

/// Looks up a word, which is lower case with straight apostrophes. Where a second language is spoken, too, a word that is
/// commoner there is what it is there.
pub(super) fn entry(language: Language, word: &str) -> Entry {
    let first = language.pack.map(|pack| (pack, class(pack, word)));
    let second = (language.also)
        .filter(|also| is_commoner(word, also, language.pack))
        .map(|also| (also, class(also, word)));
    let numeric =
        word.starts_with(|c: char| c.is_numeric()) && word.chars().all(|c| !c.is_alphabetic());
    let known = second.or(first);
    let class = match known {
        _ if numeric => Class::Number,
        Some((_, class)) => class.min(first.map_or(class, |(_, class)| class)),
        None => Class::Content,
    };
    Entry {
        zipf: known.map_or(0, |(pack, _)| zipf(pack, word)),
        part_of_speech: known.map_or(PartOfSpeech::Unknown, |(pack, _)| {
            word_class::part_of_speech(pack, word)
        }),
        class,
    }
}

/// How much meaning a word carries in a language.
fn class(pack: &Pack, word: &str) -> Class {
    if pack.function.contains(word)
        || pack.fillers.contains(word)
        || pack.backchannels.contains(word)
    {
        Class::Function
    } else if pack.generic.contains(word) {
        Class::Generic
    } else {
        Class::Content
    }
}

fn zipf(pack: &Pack, word: &str) -> u16 {
    pack.frequencies.get(word).copied().unwrap_or(0)
}

/// The stem of a word, lower case; of each part of a hyphenated word, joined by blanks. The one place that knows the
/// stemmer.
pub fn stem(language: Language, word: &str) -> String {
    let Some(pack) = language.pack else {
        return word.to_owned();
    };
    let stemmer = Stemmer::create(pack.stemmer);
    let mut out = String::with_capacity(word.len());
    for part in word.split('-').filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&stemmer.stem(singular(language, part)));
    }
    out
}

/// Without the `s` of a plural that the English stemmer leaves on, for want of a vowel: `llms`, `pms`, `sdks`.
fn singular(language: Language, word: &str) -> &str {
    let vowels = ['a', 'e', 'i', 'o', 'u', 'y'];
    word.strip_suffix('s')
        .filter(|rest| {
            language.code == "en"
                && rest.len() > 1
                && !rest.ends_with('s')
                && rest.chars().all(|c| c.is_ascii_lowercase())
                && !rest.contains(vowels)
        })
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphenated_open_and_plural_spellings_have_one_stem_form() {
        let english = Language::from_code("en").unwrap();
        assert_eq!(stem(english, "cloud-natives"), "cloud nativ");
        assert_eq!(stem(english, "engines"), "engin");
        assert_eq!(stem(english, "llms"), "llm");
        assert_eq!(stem(english, "css"), "css");
        assert_eq!(stem(Language::UNKNOWN, "engines"), "engines");
    }

    #[test]
    fn a_word_is_what_it_is_in_the_language_where_it_is_commoner() {
        let swedish = Language::from_code("sv").unwrap();
        let mixed = Language {
            also: crate::lexicon::pack("en"),
            ..swedish
        };
        for (word, alone, beside) in [
            ("because", Class::Content, Class::Function),
            ("thing", Class::Content, Class::Generic),
            ("is", Class::Content, Class::Function),
            ("och", Class::Function, Class::Function),
            ("lösenord", Class::Content, Class::Content),
            ("password", Class::Content, Class::Content),
        ] {
            assert_eq!(entry(swedish, word).class, alone, "{word}");
            assert_eq!(entry(mixed, word).class, beside, "{word}");
        }
        assert!(entry(mixed, "security").zipf > entry(swedish, "security").zipf);
    }

    #[test]
    fn numbers_are_numbers_and_versions_are_content() {
        for (word, class) in [
            ("1,000", Class::Number),
            ("3.14", Class::Number),
            ("2fa", Class::Content),
            ("v1.2", Class::Content),
        ] {
            let english = Language::from_code("en").unwrap();
            let found = entry(english, word).class;
            assert_eq!(found, class, "{word}");
        }
    }
}
