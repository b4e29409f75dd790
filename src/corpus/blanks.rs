//! White space in running text: one blank between words, none at the ends.

use memchr::memmem;

/// As [`squeeze`]; most text has nothing to squeeze and is given back.
pub(super) fn squeezed(text: String) -> String {
    if is_squeezed(&text) {
        text
    } else {
        squeeze(&text)
    }
}

/// Whether [`squeeze`] would change nothing.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let blank = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b' ');
    if bytes.is_empty() {
        return true;
    }
    let other_space = bytes
        .iter()
        .fold(false, |found, &byte| found | matches!(byte, 0x09..=0x0D));
    !other_space
        && !blank(bytes.first())
        && !blank(bytes.last())
        && memmem::find(bytes, b"  ").is_none()
}

/// `text` with every run of white space made one blank, and none at its ends.
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_given_back_is_what_squeezing_makes_of_it() {
        for text in [
            "", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\nb c", "é  ü",
        ] {
            assert_eq!(squeezed(text.to_owned()), squeeze(text), "{text:?}");
        }
        assert_eq!(squeeze("\n a\t b \u{a0}c "), "a b \u{a0}c");
    }
}
