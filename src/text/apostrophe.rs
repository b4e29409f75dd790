//! What an apostrophe hides: the word behind a spelling (`Google's`, `l'eau`, `Don’t`).

use super::Language;

/// The word that a spelling stands for, lower case with straight apostrophes and hyphens, and the bytes at the end of
/// the spelling that are an English possessive ending and not part of the word.
pub(super) fn word(language: Language, spelling: &str) -> (String, u8) {
    let ascii = spelling.is_ascii();
    let mut lower = if ascii {
        spelling.to_ascii_lowercase()
    } else {
        spelling.to_lowercase()
    };
    if !ascii && lower.contains(['\u{2019}', '\u{2010}', '\u{2011}']) {
        lower = lower
            .replace('\u{2019}', "'")
            .replace(['\u{2010}', '\u{2011}'], "-");
    }
    let mut possessive = 0;
    if language.code == "en" && lower.ends_with("'s") && !is_function(language, &lower) {
        lower.truncate(lower.len() - 2);
        possessive = spelling.chars().rev().take(2).map(char::len_utf8).sum();
    }
    (lower, possessive as u8)
}

/// Whether words of this language run together with a function word before them.
pub(super) fn elides(language: Language) -> bool {
    matches!(language.code, "fr" | "it" | "ca")
}

/// Where an elided function word ends inside `l'eau`, `dell'acqua`; bytes from the start of the word.
pub(super) fn border(language: Language, word: &str) -> Option<usize> {
    let (at, mark) = word
        .char_indices()
        .find(|(_, c)| matches!(c, '\'' | '\u{2019}'))?;
    let prefix = format!("{}'", word[..at].to_lowercase());
    is_function(language, &prefix).then_some(at + mark.len_utf8())
}

fn is_function(language: Language, lower: &str) -> bool {
    language
        .pack
        .is_some_and(|pack| pack.function.contains(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_are_cut_and_contractions_are_not() {
        let english = Language::from_code("en").unwrap();
        for (spelling, expected) in [
            ("Google’s", ("google", 4)),
            ("Google's", ("google", 2)),
            ("It's", ("it's", 0)),
            ("Don’t", ("don't", 0)),
        ] {
            let (lower, possessive) = word(english, spelling);
            assert_eq!((lower.as_str(), possessive), expected, "{spelling}");
        }
    }

    #[test]
    fn elided_articles_end_at_their_apostrophe() {
        let french = Language::from_code("fr").unwrap();
        for (word, expected) in [
            ("l’eau", Some(4)),
            ("d'accord", Some(2)),
            ("aujourd'hui", None),
        ] {
            assert_eq!(border(french, word), expected, "{word}");
        }
    }
}
