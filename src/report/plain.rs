//! Text from outside made fit to print: one line, nothing that steers a terminal or reorders what stands around it.

/// `text` on one line: runs of white space become one blank, none at the ends; control characters and marks that
/// change the writing direction of what follows are dropped.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let kept = line.len();
        if kept > 0 {
            line.push(' ');
        }
        let before = line.len();
        line.extend(word.chars().filter(|&c| !steers(c)));
        if line.len() == before {
            line.truncate(kept);
        }
    }
    line
}

/// Control characters, embeddings, overrides and isolates of bidirectional text, and the byte order mark.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_out_on_one_line_without_anything_that_steers() {
        let table = [
            ("  two\n\n words\t", "two words"),
            ("red \u{1b}[31mlight", "red [31mlight"),
            ("bell \u{7} gone", "bell gone"),
            ("\u{7}", ""),
            ("\u{7} first", "first"),
            ("abc\u{202e}def\u{9b}1m", "abcdef1m"),
            ("\u{feff}start", "start"),
            ("க்ஷ‌ stays", "க்ஷ‌ stays"),
        ];
        for (text, expected) in table {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
