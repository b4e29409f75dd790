//! The most likely part of speech of a word of English, German or Swedish: a table for common words, endings for the rest.
//!
//! A tagger would look at the sentence; this looks at the word alone, which is a hundred times faster and enough to
//! tell a noun phrase from a clause. Other languages have no table, and say so.

use crate::lexicon::{self, Pack};

use super::term::PartOfSpeech;

/// The most likely part of speech of a word, lower case, in the language of `pack`.
pub fn part_of_speech(pack: &Pack, word: &str) -> PartOfSpeech {
    let Some(classes) = lexicon::word_classes(pack.code) else {
        return PartOfSpeech::Unknown;
    };
    match classes.get(word) {
        Some(&letter) => from_letter(letter),
        None => by_ending(pack, word),
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
const ENGLISH: &[(&str, PartOfSpeech)] = &[
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

const GERMAN: &[(&str, PartOfSpeech)] = &[
    ("ieren", PartOfSpeech::Verb),
    ("ierst", PartOfSpeech::Verb),
    ("ierte", PartOfSpeech::Verb),
    ("ierten", PartOfSpeech::Verb),
    ("iert", PartOfSpeech::Verb),
];

const SWEDISH: &[(&str, PartOfSpeech)] = &[
    ("era", PartOfSpeech::Verb),
    ("erar", PartOfSpeech::Verb),
    ("eras", PartOfSpeech::Verb),
    ("erat", PartOfSpeech::Verb),
    ("ade", PartOfSpeech::Verb),
    ("ades", PartOfSpeech::Verb),
    ("iska", PartOfSpeech::Adjective),
    ("iskt", PartOfSpeech::Adjective),
    ("liga", PartOfSpeech::Adjective),
    ("ligt", PartOfSpeech::Adjective),
    ("lig", PartOfSpeech::Adjective),
    ("ande", PartOfSpeech::Adjective),
];

fn by_ending(pack: &Pack, word: &str) -> PartOfSpeech {
    let endings = match pack.code {
        "de" => GERMAN,
        "sv" => SWEDISH,
        _ => {
            if let Some((_, last)) = word.rsplit_once('-') {
                return of_hyphenated(pack, last);
            }
            ENGLISH
        }
    };
    endings
        .iter()
        .find(|(ending, _)| word.len() > ending.len() + 2 && word.ends_with(ending))
        .map_or(PartOfSpeech::Unknown, |&(_, class)| class)
}

/// `peer-to-peer`, `long-term`, `real-time` describe; what follows the last hyphen decides little.
fn of_hyphenated(pack: &Pack, last: &str) -> PartOfSpeech {
    match part_of_speech(pack, last) {
        PartOfSpeech::Noun | PartOfSpeech::Proper => PartOfSpeech::Noun,
        PartOfSpeech::Adverb => PartOfSpeech::Adverb,
        _ => PartOfSpeech::Adjective,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(code: &str, expected: &[(&str, PartOfSpeech)]) {
        let pack = lexicon::pack(code).unwrap();
        for &(word, class) in expected {
            assert_eq!(part_of_speech(pack, word), class, "{code}: {word}");
        }
    }

    #[test]
    fn endings_decide_for_words_outside_the_table() {
        classes(
            "en",
            &[
                ("zorbling", PartOfSpeech::Gerund),
                ("zorbly", PartOfSpeech::Adverb),
                ("zorbical", PartOfSpeech::Adjective),
                ("zorb", PartOfSpeech::Unknown),
            ],
        );
        classes(
            "de",
            &[
                ("zorbieren", PartOfSpeech::Verb),
                ("zorb", PartOfSpeech::Unknown),
            ],
        );
        classes(
            "sv",
            &[
                ("zorberar", PartOfSpeech::Verb),
                ("zorbligt", PartOfSpeech::Adjective),
                ("zorb", PartOfSpeech::Unknown),
            ],
        );
    }

    #[test]
    fn a_table_without_nouns_tells_what_is_none() {
        classes(
            "sv",
            &[
                ("använder", PartOfSpeech::Verb),
                ("jobbar", PartOfSpeech::Verb),
                ("snabbt", PartOfSpeech::Adjective),
                ("svar", PartOfSpeech::Unknown),
                ("lösenord", PartOfSpeech::Unknown),
            ],
        );
        classes(
            "de",
            &[
                ("geschrieben", PartOfSpeech::Verb),
                ("nutzen", PartOfSpeech::NounOrVerb),
                ("thema", PartOfSpeech::Unknown),
            ],
        );
        classes("fr", &[("parler", PartOfSpeech::Unknown)]);
    }
}
