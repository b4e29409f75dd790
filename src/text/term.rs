//! What is known of a word in a language: its class, part of speech, stem and how common it is.
//!
//! Looking all that up is the dearest part of reading a text; [`super::memory`] sees to it that it is done once a word.

use rust_stemmers::Stemmer;

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

/// Looks up a word, which is lower case with straight apostrophes.
pub(super) fn entry(language: Language, word: &str) -> Entry {
    let numeric =
        word.starts_with(|c: char| c.is_numeric()) && word.chars().all(|c| !c.is_alphabetic());
    let Some(pack) = language.pack else {
        let class = if numeric {
            Class::Number
        } else {
            Class::Content
        };
        return Entry {
            zipf: 0,
            class,
            part_of_speech: PartOfSpeech::Unknown,
        };
    };
    let class = if numeric {
        Class::Number
    } else if pack.function.contains(word)
        || pack.fillers.contains(word)
        || pack.backchannels.contains(word)
    {
        Class::Function
    } else if pack.generic.contains(word) {
        Class::Generic
    } else {
        Class::Content
    };
    Entry {
        zipf: pack.frequencies.get(word).copied().unwrap_or(0),
        part_of_speech: word_class::part_of_speech(language, word),
        class,
    }
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
