//! Makes text from outside safe to show: a file name or a transcript must not be able to steer the terminal.

use std::borrow::Cow;

/// Replaces control characters and marks that reorder text by `U+FFFD`; line breaks, tabs and, if `keep_colors`, the
/// colour sequences (`ESC [ 1 ; 31 m`) stay.
pub fn sanitize(text: &str, keep_colors: bool) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let color = if keep_colors { color_sequence(rest) } else { 0 };
        let (taken, left) = rest.split_at(color.max(first.len_utf8()));
        if color == 0 && is_unsafe(first) {
            safe.push(char::REPLACEMENT_CHARACTER);
        } else {
            safe.push_str(taken);
        }
        rest = left;
    }
    Cow::Owned(safe)
}

/// Like [`sanitize`], for text that must stay on one line: line breaks are replaced too.
pub fn sanitize_plain(text: &str) -> Cow<'_, str> {
    match sanitize(text, false) {
        text if text.contains('\n') => text.replace('\n', "\u{fffd}").into(),
        text => text,
    }
}

/// Length in bytes of the colour sequence that `text` starts with, or 0.
fn color_sequence(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let parameters = inner
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b';')
        .count();
    if inner.as_bytes().get(parameters) == Some(&b'm') {
        parameters + 3
    } else {
        0
    }
}

fn is_unsafe(character: char) -> bool {
    let reorders = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    reorders || (character.is_control() && !matches!(character, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        for (text, safe) in [
            ("plain åß 日本 👩‍💻\n\t.", "plain åß 日本 👩‍💻\n\t."),
            ("\u{1b}[2Jgone", "\u{fffd}[2Jgone"),
            ("\u{1b}]0;title\u{7}", "\u{fffd}]0;title\u{fffd}"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("over\rwritten\u{9b}31m", "over\u{fffd}written\u{fffd}31m"),
        ] {
            assert_eq!(sanitize(text, false), safe);
            assert_eq!(sanitize(text, true), safe);
        }
    }

    #[test]
    fn our_own_colours_stay_where_they_are_wanted() {
        let red = "\u{1b}[1;31mred\u{1b}[0m";
        assert_eq!(sanitize(red, true), red);
        assert_eq!(sanitize(red, false), "\u{fffd}[1;31mred\u{fffd}[0m");
        assert_eq!(sanitize("\u{1b}[1;", true), "\u{fffd}[1;");
    }

    #[test]
    fn a_message_stays_on_its_line() {
        assert_eq!(sanitize_plain("a\nb"), "a\u{fffd}b");
    }
}
