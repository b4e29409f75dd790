//! Lists of times as people write them into descriptions and show notes: `00:00 Intro`, `1:00:12 - Wrap up`,
//! `• 30:00 Chapter 2`, `[@01:55] - Title`, `* **[01:31](#t=01:31)** Title`, `Title (12:34)`.

use super::super::clock::{clock, stamp_prefix};
use super::super::inline::resolve;
use super::super::links::Links;
use super::super::notes::bullet;
use super::super::parsed::ParsedChapter;

/// A list of fewer times is none.
const LEAST: usize = 3;
/// Longest title in bytes.
const LONGEST_TITLE: usize = 160;

/// The chapters that a text lists, one a line: the longest run of at least three times that ascend. Empty if the text
/// has none, or times that go beyond `length_s`, the length of the audio.
pub(in super::super) fn of_lines(text: &str, length_s: Option<f64>) -> Vec<ParsedChapter> {
    let listed: Vec<ParsedChapter> = text.lines().filter_map(listed).collect();
    let chapters = longest_run(listed);
    let fits = |end: f64| length_s.is_none_or(|length| end <= length + 60.0);
    match chapters.last().and_then(|last| last.start_s) {
        Some(end) if chapters.len() >= LEAST && fits(end) => chapters,
        _ => Vec::new(),
    }
}

/// The longest run of neighbours whose times ascend, the first of several.
fn longest_run(listed: Vec<ParsedChapter>) -> Vec<ParsedChapter> {
    let (mut best, mut from) = (0..0, 0);
    for index in 1..=listed.len() {
        let goes_on = index < listed.len() && listed[index].start_s > listed[index - 1].start_s;
        if !goes_on {
            if index - from > best.len() {
                best = from..index;
            }
            from = index;
        }
    }
    listed
        .into_iter()
        .skip(best.start)
        .take(best.len())
        .collect()
}

/// One line of a list, with a bullet or a number before it and Markdown in it, or without.
fn listed(line: &str) -> Option<ParsedChapter> {
    let line = line.trim();
    // Nothing longer than a title, a time and a link is a line of a list.
    if line.len() > 600 || !line.contains(':') {
        return None;
    }
    let line = without_number(bullet(line).unwrap_or(line));
    let resolved;
    let line = if line.contains(['*', '_', '`', '[']) {
        resolved = resolve(line, &mut Links::default());
        resolved.as_str()
    } else {
        line
    };
    timed_title(line).or_else(|| title_first(line))
}

/// `1. ` and `2) ` before an item.
fn without_number(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return line;
    }
    match line[digits..].strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

/// A time, then its title: `00:00 Intro`, `[00:01:15] Title`, `[@01:55] - Title`.
pub(in super::super) fn timed_title(line: &str) -> Option<ParsedChapter> {
    let line = line.trim();
    let stamp = stamp_prefix(line)?;
    let title = line[stamp.len..].trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '→' | '·' | '•')
    });
    titled(title, stamp.seconds)
}

/// A title, then its time, set off: `Intro (00:00)`, `Intro - 00:00`, `Intro | 00:00`.
fn title_first(line: &str) -> Option<ParsedChapter> {
    const DASHES: [char; 6] = ['-', '–', '—', '|', '@', '…'];
    let bracketed = line.strip_suffix([')', ']']);
    let inner = bracketed.unwrap_or(line);
    let from = inner
        .char_indices()
        .rev()
        .find(|&(_, c)| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .map(|(at, c)| at + c.len_utf8())?;
    let (title, time) = inner.split_at(from);
    let seconds = clock(time)?;
    let title = if bracketed.is_some() {
        title.strip_suffix(['(', '['])?
    } else {
        title.trim_end().strip_suffix(DASHES)?
    };
    let title = title.trim_end().trim_end_matches(DASHES);
    titled(title, Some(seconds))
}

fn titled(title: &str, start_s: Option<f64>) -> Option<ParsedChapter> {
    let title = title.trim();
    (!title.is_empty() && title.len() <= LONGEST_TITLE).then(|| ParsedChapter {
        title: title.to_owned(),
        start_s,
        block: None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::shown;
    use super::*;

    #[test]
    fn a_line_of_times_gives_title_and_start() {
        for (line, title, start) in [
            ("00:00 Intro", "Intro", 0.0),
            ("[00:01:15] The start", "The start", 75.0),
            ("[@01:55] - The start", "The start", 115.0),
            ("(1:00:12) - Wrap up", "Wrap up", 3612.0),
            ("1:00:12 - Wrap up", "Wrap up", 3612.0),
            ("• 30:00 Chapter 2", "Chapter 2", 1800.0),
            ("* **[01:31](#t=01:31)** The boat", "The boat", 91.0),
            ("- *[00:03:11]* The boat", "The boat", 191.0),
            ("2. 05:10 The boat", "The boat", 310.0),
            ("00:05:10.500 | The boat", "The boat", 310.5),
            ("The boat (05:10)", "The boat", 310.0),
            ("The boat - 1:05:10", "The boat", 3910.0),
            ("00:00 - 01:30 The boat", "The boat", 0.0),
        ] {
            let chapter = listed(line).expect(line);
            assert_eq!(shown(&[chapter]), [(start, title)], "{line}");
        }
        for line in [
            "[00:01:15]",
            "At 00:15 we",
            "We left at 10:30",
            "The boat: part 2",
            "",
        ] {
            assert_eq!(listed(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_has_at_least_three_times_that_ascend_within_the_audio() {
        let notes =
            "About boats.\n\n00:00 Intro\nmore on it\n59:30 Water\n1:00:12 Wrap up\n\nBye 1:00.";
        let found = of_lines(notes, None);
        assert_eq!(
            shown(&found),
            [(0.0, "Intro"), (3570.0, "Water"), (3612.0, "Wrap up")]
        );
        assert_eq!(of_lines(notes, Some(3600.0)).len(), 3);
        assert_eq!(of_lines(notes, Some(1800.0)), []);
        assert_eq!(of_lines("00:00 A\n05:00 B", None), []);
        assert_eq!(of_lines("10:00 Doors\n05:00 B\n07:00 C", None), []);
        let two = of_lines("00:00 A\n05:00 B\n07:00 C\n01:00 link\n02:00 link", None);
        assert_eq!(two.len(), 3);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_found_ascends(text in "[0-9:()\\[\\]*#@•a. \n-]{0,120}") {
            let found = of_lines(&text, None);
            for pair in found.windows(2) {
                prop_assert!(pair[0].start_s < pair[1].start_s);
            }
        }
    }
}
