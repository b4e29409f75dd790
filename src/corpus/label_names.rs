//! Whether the words of a label can be somebody's name.

use std::borrow::Cow;

use super::label_words::{is_lone_key, is_particle, is_title};

/// More words are no name, however it is marked.
const MOST_WORDS: usize = 8;

/// Whether `name` could name a speaker at all; `marked` names are set off by markup and may be freer.
pub(super) fn plausible(name: &str, marked: bool) -> bool {
    let forbidden = |c: char| {
        matches!(
            c,
            '?' | '!'
                | ';'
                | '"'
                | '“'
                | '”'
                | '<'
                | '>'
                | '{'
                | '}'
                | '|'
                | '='
                | '/'
                | '\\'
                | '@'
                | '$'
                | '%'
                | '^'
                | '*'
                | '~'
                | '`'
                | '。'
                | '，'
                | '、'
                | '…'
                | ':'
        )
    };
    // A machine's label may have its underscores escaped.
    let bare = if name.contains('\\') {
        Cow::Owned(name.replace("\\_", "_"))
    } else {
        Cow::Borrowed(name)
    };
    if name.is_empty() || bare.contains(forbidden) {
        return false;
    }
    let mut split = name.split_whitespace();
    let words: Vec<&str> = split.by_ref().take(MOST_WORDS).collect();
    let is_title = |word: &&str| is_title(word) || word.starts_with('(');
    let few = marked || words.len() <= 4 || words.len() == 5 && words.iter().any(is_title);
    if !few || split.next().is_some() {
        return false;
    }
    let Some(first) = name.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    let machine = name.contains('_') && name.ends_with(|c: char| c.is_ascii_digit());
    let begins = !name.starts_with('(') && first.is_uppercase()
        || machine
        || lower_case_name(&words)
        || uncased(first) && name.chars().count() <= 8;
    begins
        && name.chars().any(char::is_alphabetic)
        && words.iter().all(|word| !ends_sentence(word))
        && lower_words(&words) <= if marked { 4 } else { 2 }
        && !is_lone_key(name)
}

/// Whether a label is one word that somebody typed without a capital; only one that comes often will pass.
pub(super) fn lower_case_name(words: &[&str]) -> bool {
    matches!(words, [word] if word.len() > 1 && word.chars().all(char::is_lowercase))
}

fn uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether a word ends as a sentence does, rather than as an initial or a short form does.
pub(super) fn ends_sentence(word: &str) -> bool {
    word.strip_suffix('.')
        .is_some_and(|stem| stem.chars().count() > 4 || !stem.starts_with(char::is_uppercase))
        || word
            .strip_suffix(',')
            .is_some_and(|stem| stem.starts_with(char::is_lowercase))
}

/// Words that begin in lower case and are not part of names (`van`, `de`).
pub(super) fn lower_words(words: &[&str]) -> usize {
    words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && !is_particle(word))
        .count()
}
