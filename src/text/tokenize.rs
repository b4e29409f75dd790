//! Finds the words of a text as byte ranges; nothing is copied.
//!
//! A word is a run of letters, digits and combining marks. Some signs belong to a word when they stand between two
//! word characters: the apostrophe in `don't`, the hyphen in `cloud-native`, the stop in `node.js` and `v1.2`, the
//! comma in `1,000`, `&` in `R&D`, `/` in `TCP/IP`; and `C++`, `C#` keep their ends. This is narrower than the words of
//! UAX #29 (which splits hyphens and drops `++`) because tags and key phrases are made of what people type. Scripts
//! written without spaces give one token a character.

use unicode_normalization::char::is_combining_mark;

/// Calls `emit(start, end)` for each word of `text`, in order.
pub(super) fn words(text: &str, mut emit: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            let end = word_end(text, at);
            emit(at, end);
            at = end;
        } else if byte < 0x80 {
            at += 1;
        } else {
            let Some(first) = text[at..].chars().next() else {
                break;
            };
            if stands_alone(first) {
                emit(at, at + first.len_utf8());
                at += first.len_utf8();
            } else if first.is_alphanumeric() {
                let end = word_end(text, at);
                emit(at, end);
                at = end;
            } else {
                at += first.len_utf8();
            }
        }
    }
}

/// The end of the word that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte < 0x80 {
            match joined(bytes, start, at) {
                Some(next) => at = next,
                None => break,
            }
        } else {
            let Some(here) = text[at..].chars().next() else {
                break;
            };
            let after = at + here.len_utf8();
            if stands_alone(here) {
                break;
            }
            let inner =
                matches!(here, '\u{2019}' | '\u{2010}' | '\u{2011}') && starts_word(&text[after..]);
            if !(inner || here.is_alphanumeric() || is_combining_mark(here)) {
                break;
            }
            at = after;
        }
    }
    at
}

/// Whether the ASCII sign at `at` belongs to the word that began at `start`; if so, where to go on.
fn joined(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    let before = *bytes.get(at.checked_sub(1)?)?;
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    let letter_after = after.is_ascii_alphabetic() || after >= 0x80;
    let inner = match bytes[at] {
        b'\'' | b'_' => letter_after || (bytes[at] == b'_' && after.is_ascii_digit()),
        b'-' => (letter_after || after.is_ascii_digit()) && before != b'-',
        // A capital after a stop is a new sentence whose blank was lost, unless it is an initialism (`U.S.A`).
        b'.' => {
            after.is_ascii_digit() && before.is_ascii_digit()
                || after.is_ascii_lowercase() && before.is_ascii_alphanumeric()
                || after.is_ascii_uppercase()
                    && before.is_ascii_uppercase()
                    && single(bytes, start, at)
                || after.is_ascii_digit() && before.is_ascii_alphabetic() && at - start < 3
        }
        b',' => {
            before.is_ascii_digit()
                && bytes
                    .get(at + 1..at + 4)
                    .is_some_and(|next| next.iter().all(u8::is_ascii_digit))
                && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
        }
        b'&' => before.is_ascii_uppercase() && after.is_ascii_uppercase(),
        b'/' => {
            before.is_ascii_uppercase() && (after.is_ascii_uppercase() || after.is_ascii_digit())
        }
        b'+' | b'#' => return suffix(bytes, start, at),
        _ => false,
    };
    inner.then_some(at + 1)
}

/// Whether the part of the word before `at` is one letter since the last stop, as in `U.S`.
fn single(bytes: &[u8], start: usize, at: usize) -> bool {
    at - start == 1 || bytes[at - 2] == b'.'
}

/// `C++`, `C#`, `F#`, `A+`: signs after one to two letters that end the word.
fn suffix(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    let stem = &bytes[start..at];
    if stem.len() > 2 || !stem.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let signs = bytes[at..]
        .iter()
        .take_while(|&&sign| sign == bytes[at])
        .count();
    let end = at + signs;
    let ended = bytes
        .get(end)
        .is_none_or(|next| !next.is_ascii_alphanumeric());
    (signs <= 2 && ended).then_some(end)
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// Characters of scripts that are written without blanks between words.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        words(text, |start, end| found.push(&text[start..end]));
        found
    }

    #[test]
    fn words_are_what_people_type() {
        for (text, expected) in [
            ("Don't panic, it’s fine.", "Don't|panic|it’s|fine"),
            (
                "cloud-native - and well--known",
                "cloud-native|and|well|known",
            ),
            (
                "v1.2 of node.js, e.g. 3.14 or 1,000",
                "v1.2|of|node.js|e.g|3.14|or|1,000",
            ),
            ("in 1999,2000 too", "in|1999|2000|too"),
            (
                "the end.They left the U.S.A. in May",
                "the|end|They|left|the|U.S.A|in|May",
            ),
            ("C++ and C#, F# (A+)", "C++|and|C#|F#|A+"),
            ("R&D, TCP/IP and/or I/O", "R&D|TCP/IP|and|or|I/O"),
            ("snake_case and _emphasis_", "snake_case|and|emphasis"),
            ("naïve façade — Größe", "naïve|façade|Größe"),
            ("比特币 is money", "比|特|币|is|money"),
            ("தமிழ் மொழி", "தமிழ்|மொழி"),
            ("'quoted' \"words\" dogs' tails", "quoted|words|dogs|tails"),
            ("...", ""),
        ] {
            assert_eq!(split(text).join("|"), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn spans_ascend_and_lie_on_character_borders(text in "\\PC{0,80}") {
            let mut last = 0;
            words(&text, |start, end| {
                assert!(last <= start && start < end && text.get(start..end).is_some());
                last = end;
            });
        }
    }
}
