//! The most likely part of speech of an English word: a table for common words, suffixes for the rest.
//!
//! A tagger would look at the sentence; this looks at the word alone, which is a hundred times faster and enough to
//! tell a noun phrase from a clause. Other languages have no table, and say so.

use crate::lexicon;

use super::Language;
use super::term::PartOfSpeech;

/// The most likely part of speech of a word, lower case.
pub fn part_of_speech(language: Language, word: &str) -> PartOfSpeech {
    if language.code != "en" {
        return PartOfSpeech::Unknown;
    }
    match lexicon::english_class(word) {
        Some(letter) => from_letter(letter),
        None => by_suffix(word),
    }
}

fn from_letter(letter: u8) -> PartOfSpeech {
    match letter {
        b'n' => PartOfSpeech::Noun,
        b'p' => PartOfSpeech::Proper,
        b'v' => PartOfSpeech::Verb,
        b'b' => PartOfSpeech::NounOrVerb,
        b'g' => PartOfSpeech::Gerund,
        b'd' => PartOfSpeech::Participle,
        b'a' => PartOfSpeech::Adjective,
        b'r' => PartOfSpeech::Adverb,
        b'x' => PartOfSpeech::Other,
        _ => PartOfSpeech::Unknown,
    }
}

/// Endings that decide, longest first where one contains another.
const SUFFIXES: [(&str, PartOfSpeech); 14] = [
    ("ing", PartOfSpeech::Gerund),
    ("ed", PartOfSpeech::Participle),
    ("ly", PartOfSpeech::Adverb),
    ("ous", PartOfSpeech::Adjective),
    ("ful", PartOfSpeech::Adjective),
    ("less", PartOfSpeech::Adjective),
    ("able", PartOfSpeech::Adjective),
    ("ible", PartOfSpeech::Adjective),
    ("ical", PartOfSpeech::Adjective),
    ("ional", PartOfSpeech::Adjective),
    ("ive", PartOfSpeech::Adjective),
    ("ish", PartOfSpeech::Adjective),
    ("ary", PartOfSpeech::Adjective),
    ("ic", PartOfSpeech::Adjective),
];

fn by_suffix(word: &str) -> PartOfSpeech {
    if let Some((_, last)) = word.rsplit_once('-') {
        // `peer-to-peer`, `long-term`, `real-time` describe; what follows the last hyphen decides little.
        let class = lexicon::english_class(last).map_or_else(|| by_suffix(last), from_letter);
        return match class {
            PartOfSpeech::Noun | PartOfSpeech::Proper => PartOfSpeech::Noun,
            PartOfSpeech::Adverb => PartOfSpeech::Adverb,
            _ => PartOfSpeech::Adjective,
        };
    }
    SUFFIXES
        .iter()
        .find(|(suffix, _)| word.len() > suffix.len() + 2 && word.ends_with(suffix))
        .map_or(PartOfSpeech::Unknown, |&(_, class)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_decide_for_words_outside_the_table() {
        let english = Language::from_code("en").unwrap();
        for (word, expected) in [
            ("zorbling", PartOfSpeech::Gerund),
            ("zorbly", PartOfSpeech::Adverb),
            ("zorbical", PartOfSpeech::Adjective),
            ("zorb", PartOfSpeech::Unknown),
        ] {
            assert_eq!(part_of_speech(english, word), expected, "{word}");
        }
        let german = Language::from_code("de").unwrap();
        assert_eq!(part_of_speech(german, "wohnung"), PartOfSpeech::Unknown);
    }
}
