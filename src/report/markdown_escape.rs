//! Escapes what Markdown would interpret, and no more, so that the source still reads like text.
//!
//! Aimed at `CommonMark`, GitHub's dialect and Python-Markdown at once: `<`, `&` and `~` become entities, since not
//! every dialect knows a backslash before them, and `{{` is broken up, since site generators run templates over
//! Markdown. A pipe stays: nothing here stands directly above another line of its block, so no table can form.

use std::borrow::Cow;

/// Escapes the words of a heading.
pub(super) fn heading(line: &str) -> Cow<'_, str> {
    let escaped = block(line);
    // Number signs may close a heading, in Python-Markdown even without a blank before them: "C#" would lose its end.
    match escaped.strip_suffix('#') {
        Some(words) if !words.ends_with('\\') => format!("{words}\\#").into(),
        _ => escaped,
    }
}

/// Escapes a line that starts a block: a paragraph, a list item.
pub(super) fn block(line: &str) -> Cow<'_, str> {
    let escaped = inline(line);
    match marker_to_escape(&escaped) {
        Some(at) => {
            let (before, after) = escaped.split_at(at);
            format!("{before}\\{after}").into()
        }
        None => escaped,
    }
}

/// Escapes text that stands within a line.
pub(super) fn inline(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '*', '_', '`', '<', '&', '[', '~', '{']) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let run = rest.chars().take_while(|&other| other == c).count();
        let (run_text, after) = rest.split_at(run * c.len_utf8());
        match replacement(c, before, after) {
            Some(with) => (0..run).for_each(|_| escaped.push_str(with)),
            None => push_run(&mut escaped, run_text, after),
        }
        before = Some(c);
        rest = after;
    }
    escaped.into()
}

/// Escapes the words of a link.
pub(super) fn link_label(text: &str) -> String {
    inline(text).replace(']', "\\]")
}

/// An address fit for `(…)` and `<…>`: what would end it early is percent-encoded.
pub(super) fn link_target(url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' => target.push_str("%20"),
            '"' => target.push_str("%22"),
            '(' => target.push_str("%28"),
            ')' => target.push_str("%29"),
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            '{' => target.push_str("%7B"),
            '}' => target.push_str("%7D"),
            other => target.push(other),
        }
    }
    target
}

/// What each character of a run of `c` is replaced with, if the whole run is to be.
fn replacement(c: char, before: Option<char>, after: &str) -> Option<&'static str> {
    let next = after.chars().next();
    let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let stands_alone = is_blank(before) && is_blank(next);
    match c {
        '\\' => Some("\\\\"),
        '`' => Some("\\`"),
        '[' => Some("\\["),
        '*' if !stands_alone => Some("\\*"),
        '_' if !(stands_alone || is_word(before) && is_word(next)) => Some("\\_"),
        // A tilde after a blank can open a deletion but not close one: "~30" needs a partner.
        '~' if !is_blank(before) => Some("&#126;"),
        _ => None,
    }
}

/// Writes a run of which at most the last character depends on what follows: `<`, `&` and `{`.
fn push_run(escaped: &mut String, run: &str, after: &str) {
    let next = after.chars().next();
    let is_bare = next.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit() || "=-".contains(c));
    match run.chars().next() {
        Some('<') if !is_bare => {
            escaped.push_str(&run[1..]);
            escaped.push_str("&lt;");
        }
        Some('&') if is_entity(after) => {
            escaped.push_str(&run[1..]);
            escaped.push_str("&amp;");
        }
        Some('{') if run.len() > 1 || next == Some('%') => {
            (0..run.len()).for_each(|_| escaped.push_str("&#123;"));
        }
        _ => escaped.push_str(run),
    }
}

/// Whether an ampersand before `after` would be read as a character reference: `name;` or `#digits;`.
fn is_entity(after: &str) -> bool {
    const LONGEST: usize = 32; // `CounterClockwiseContourIntegral` is the longest name there is
    let name = after.strip_prefix('#').unwrap_or(after);
    let length = name
        .bytes()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

/// Where a backslash keeps the start of a line from being read as a heading, quotation, list or rule.
fn marker_to_escape(line: &str) -> Option<usize> {
    let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mut characters = rest.chars();
    let first = characters.next()?;
    let after = characters.as_str();
    let escape = if digits > 0 {
        matches!(first, '.' | ')') && ends_marker(after)
    } else {
        match first {
            '#' | '>' => true,
            '-' => ends_marker(after) || after.starts_with('-'),
            '+' => ends_marker(after),
            _ => false,
        }
    };
    escape.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_markdown_would_interpret_is_escaped() {
        let table = [
            (
                "plain words, C# and snake_case",
                "plain words, C# and snake_case",
            ),
            ("AT&T, R&D & co", "AT&T, R&D & co"),
            ("fish &amp; chips &#38;", "fish &amp;amp; chips &amp;#38;"),
            ("2 * 3 is 6", "2 * 3 is 6"),
            ("a *very* good **day**", r"a \*very\* good \*\*day\*\*"),
            ("call __init__ or _x", r"call \_\_init\_\_ or \_x"),
            ("run `ls`", r"run \`ls\`"),
            ("[laughter] [a](b)", r"\[laughter] \[a](b)"),
            ("if a < b, I <3 it", "if a < b, I <3 it"),
            (
                "a <b>bold</b> <!-- x -->",
                "a &lt;b>bold&lt;/b> &lt;!-- x -->",
            ),
            ("<<b>", "<&lt;b>"),
            ("write <ada@example.org>", "write &lt;ada@example.org>"),
            ("about ~30 or ~40", "about ~30 or ~40"),
            ("gone ~~now~~", "gone ~~now&#126;&#126;"),
            ("C:\\new", r"C:\\new"),
            ("a | b", "a | b"),
            (
                "{{ site.title }} {% raw %} {x}",
                "&#123;&#123; site.title }} &#123;% raw %} {x}",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(inline(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_start_of_a_block_is_never_taken_for_a_marker() {
        let table = [
            ("# one", r"\# one"),
            ("#one", r"\#one"),
            ("> said", r"\> said"),
            ("- minus", r"\- minus"),
            ("-5 degrees", "-5 degrees"),
            ("---", r"\---"),
            ("+ plus", r"\+ plus"),
            ("* star", r"\* star"),
            ("2020. It was", r"2020\. It was"),
            ("3) third", r"3\) third"),
            ("3.5 million", "3.5 million"),
            ("2020", "2020"),
            ("~~~", "&#126;&#126;&#126;"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(block(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_heading_keeps_the_number_signs_at_its_end() {
        let table = [
            ("Learn C#", r"Learn C\#"),
            ("Learn F ##", r"Learn F #\#"),
            ("#", r"\#"),
            ("C# and F", "C# and F"),
        ];
        for (text, expected) in table {
            assert_eq!(heading(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_link_keeps_its_words_and_its_address_whole() {
        assert_eq!(link_label("notes [1]"), r"notes \[1\]");
        assert_eq!(
            link_target("https://example.org/a_(b) <c>"),
            "https://example.org/a_%28b%29%20%3Cc%3E"
        );
    }

    proptest! {
        #[test]
        fn no_tag_survives_escaping(text in "[<>/!?a-z&;# \\\\*_`]{0,40}") {
            let escaped = block(&text);
            let opens_tag = |at: usize| {
                escaped[at + 1..].starts_with(|c: char| c.is_alphabetic() || "/!?".contains(c))
            };
            let tags = escaped.match_indices('<').filter(|(at, _)| opens_tag(*at)).count();
            prop_assert_eq!(tags, 0, "{}", escaped);
        }

        #[test]
        fn removing_the_escapes_gives_the_text_back(text in "\\PC{0,40}") {
            let mut plain = String::new();
            let escaped = inline(&text).replace("&lt;", "<").replace("&#123;", "{").replace("&#126;", "~");
            let mut characters = escaped.chars();
            while let Some(c) = characters.next() {
                plain.push(if c == '\\' { characters.next().unwrap() } else { c });
            }
            prop_assume!(!text.contains(';'));
            prop_assert_eq!(plain, text);
        }
    }
}
