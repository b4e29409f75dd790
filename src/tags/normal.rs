//! One normal form for a tag, however it is typed: case, hyphens, blanks, plurals and possessives do not matter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Language, stem};

/// Bytes of a form whose last `s` belongs to it.
const SHORT: usize = 4;

/// Stems joined by blanks: `Cloud-Natives`, `cloud_native` and `#CloudNative's` as far as their letters agree.
pub fn normal_form(language: Language, tag: &str) -> String {
    let lower: String = tag.nfkc().collect::<String>().to_lowercase();
    let lower = lower.replace(['\u{2019}', '\u{2bc}'], "'");
    let words = lower.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '_' | '/' | ',' | '\u{2010}'..='\u{2015}')
    });
    let stems: Vec<String> = words
        .map(|word| word.trim_start_matches('#'))
        .filter(|word| !word.is_empty())
        .map(|word| stem(language, word))
        .collect();
    stems.join(" ")
}

/// A normal form as one word, under which all its spellings are counted: `devtools` and `dev tools`, `Node.js` and
/// `node js` are one thing, and so is a genitive without an apostrophe. A stop at the front stays: `.NET` is not the net.
pub(super) fn joined(normal: &str) -> Cow<'_, str> {
    let is_mark = |(at, c): (usize, char)| matches!(c, ' ' | '\'') || c == '.' && at > 0;
    let mut joined = Cow::Borrowed(normal);
    if normal.char_indices().any(is_mark) {
        let letters = normal.char_indices().filter(|&place| !is_mark(place));
        joined = Cow::Owned(letters.map(|(_, c)| c).collect());
    }
    if joined.len() > SHORT && joined.ends_with('s') && !joined.ends_with("ss") {
        let end = joined.len() - 1;
        joined = match joined {
            Cow::Borrowed(joined) => Cow::Borrowed(&joined[..end]),
            Cow::Owned(joined) => Cow::Owned(joined[..end].to_owned()),
        };
    }
    joined
}

/// Whether one normal form holds the other as whole words: `open sourc` and `open sourc licens`.
pub(super) fn nested(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let starts_with_it = |rest: &str| {
        rest.strip_prefix(short)
            .is_some_and(|after| after.is_empty() || after.starts_with(' '))
    };
    let mut later = long.match_indices(' ').map(|(blank, _)| &long[blank + 1..]);
    !short.is_empty() && (starts_with_it(long) || later.any(starts_with_it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_tag_have_one_normal_form() {
        let english = Language::from_code("en").unwrap();
        for spellings in [
            &["open source", "Open-Source", "open_source", "#open sources"][..],
            &["C++", "c++"],
            &["children's book", "Children\u{2019}s books"],
            &["\u{ff32}\u{ff55}\u{ff53}\u{ff54}", "Rust"],
        ] {
            let forms: Vec<String> = spellings
                .iter()
                .map(|tag| normal_form(english, tag))
                .collect();
            assert!(forms.iter().all(|form| *form == forms[0]), "{forms:?}");
        }
        assert_ne!(normal_form(english, "C#"), normal_form(english, "C++"));
        assert_ne!(normal_form(english, "C"), normal_form(english, "C#"));
    }

    #[test]
    fn joined_and_open_spellings_are_counted_as_one() {
        for (open, closed) in [
            ("dev tool", "devtool"),
            ("node js", "node.js"),
            ("open sourc", "opensourc"),
            ("kristoffers", "kristoffer"),
        ] {
            assert_eq!(joined(open), joined(closed));
        }
        assert_ne!(joined(".net"), joined("net"));
        assert_ne!(joined("c++"), joined("c"));
        assert_ne!(joined("aws"), joined("aw"));
    }

    #[test]
    fn a_form_is_nested_at_word_borders_only() {
        assert!(nested("open sourc", "open sourc licens"));
        assert!(nested("licens", "open sourc licens"));
        assert!(!nested("pen", "open sourc"));
        assert!(!nested("", "open"));
    }
}
