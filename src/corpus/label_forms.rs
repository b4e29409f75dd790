//! The forms of speaker labels: takes one line apart as if it began with a label.
//!
//! Whether a file's lines really do is decided in `labels`, over the file as a whole.

use super::byte_set::byte_set;
use super::clock::{clock, stamp_prefix};
use super::label_names::{ends_sentence, plausible};

/// How a label is set off from the words that follow it; the earlier, the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `<v Name>`.
    Voice,
    /// `**Name** (0:12)`, `**Name:** [0:12]`.
    MarkedTimed,
    /// `**Name:**`, `__Name__:`.
    Marked,
    /// `[SPEAKER_00]:`.
    Bracketed,
    /// `Name (00:01:02):`, `Name: 0:12` or `[Name] 0:12` alone on its line.
    Timed,
    /// `Name [00:12] text`, `Name: 00:12 text`, `Name  0:12` alone on its line.
    LooselyTimed,
    /// `Name: text`.
    Colon,
    /// `Q - text`.
    Dash,
    /// `**Name** text`.
    Bare,
}

/// The start of a line, taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Head<'a> {
    /// As written, without markup, colon and time.
    pub(super) name: &'a str,
    /// How it was told apart.
    pub(super) mark: Mark,
    /// Seconds, if a time is written with it.
    pub(super) start_s: Option<f64>,
    /// What is said on the rest of the line.
    pub(super) rest: &'a str,
}

/// Longest label in bytes.
const LONGEST: usize = 90;

/// Whether a time may begin with a byte.
const OPENS_TIME: [bool; 256] = byte_set(b"0123456789([\\`");

/// The first byte of `：`.
const WIDE_COLON_LEAD: u8 = 0xEF;

/// Takes a line apart as if it began with a label; whether it does, the file as a whole must tell.
pub(super) fn candidate(line: &str) -> Option<Head<'_>> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // A time inside emphasis belongs to what the emphasis marks.
    if !line.starts_with(['*', '_'])
        && let Some(stamp) = stamp_prefix(line)
    {
        let rest = line[stamp.len..].trim_start_matches([' ', '\t', '-', '–']);
        let head = unstamped(rest)?;
        return Some(Head {
            start_s: head.start_s.or(stamp.seconds),
            ..head
        });
    }
    unstamped(line)
}

fn unstamped(line: &str) -> Option<Head<'_>> {
    let line = after_stage_direction(line);
    match line.as_bytes().first()? {
        b'<' => voice(line),
        b'*' | b'_' => marked(line),
        b'[' => bracketed(line),
        _ => {
            let window = &line.as_bytes()[..line.len().min(LONGEST)];
            let opens_time = |&byte: &u8| OPENS_TIME[usize::from(byte)];
            // Most lines of a talk have neither, and this is asked of each.
            let time = window.iter().any(opens_time).then(|| timed(line)).flatten();
            time.or_else(|| {
                let has_colon = memchr::memchr2(b':', WIDE_COLON_LEAD, window).is_some();
                has_colon.then(|| colon(line)).flatten()
            })
            .or_else(|| dash(line))
        }
    }
}

/// `(Video) Name: text` without its first part.
fn after_stage_direction(line: &str) -> &str {
    let Some(inner) = line.strip_prefix('(') else {
        return line;
    };
    match inner.as_bytes().iter().take(24).position(|&b| b == b')') {
        Some(end) if inner[..end].bytes().all(|b| b.is_ascii_alphabetic()) => {
            inner[end + 1..].trim_start()
        }
        _ => line,
    }
}

/// `<v Name>text</v>`, with classes (`<v.loud Name>`).
fn voice(line: &str) -> Option<Head<'_>> {
    let inner = line.strip_prefix("<v")?;
    let end = position_within(inner, b'>')?;
    let name = inner[..end]
        .trim_start_matches(|c: char| !c.is_whitespace())
        .trim();
    let rest = inner[end + 1..].trim();
    (!name.is_empty()).then(|| Head {
        name,
        mark: Mark::Voice,
        start_s: None,
        rest: rest.strip_suffix("</v>").unwrap_or(rest),
    })
}

/// A line in parts that each begin with a voice, where voices change in its middle.
pub(super) fn by_voice(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        // A time in front of the voice stays with it.
        let stamp = stamp_prefix(text).map_or(0, |stamp| stamp.len);
        let own = text.len() - text[stamp..].trim_start().len();
        let next = memchr::memchr_iter(b'<', text.as_bytes())
            .find(|&at| at > own && text[at..].starts_with("<v "));
        rest = next.map(|at| &text[at..]);
        Some(next.map_or(text, |at| &text[..at]))
    })
}

/// Labels in emphasis, with the colon inside or outside and a time before or after it.
fn marked(line: &str) -> Option<Head<'_>> {
    let marker = ["***", "**", "__", "*", "_"]
        .into_iter()
        .find(|marker| line.starts_with(marker))?;
    let inner = &line[marker.len()..];
    let window = floor(inner, LONGEST);
    let end = window.find(marker)?;
    let mut name = inner[..end].trim();
    let mut rest = inner[end + marker.len()..].trim_start_matches(['*', '_']);
    let mut has_colon = false;
    strip_colon_end(&mut name, &mut has_colon);
    let mut time = None;
    if let Some(stamp) = stamp_prefix(name) {
        time = Some(stamp.seconds);
        name = name[stamp.len..].trim_start();
    } else if let Some((before, stamp)) = trailing_stamp(name) {
        time = Some(stamp);
        name = before;
    }
    strip_colon_end(&mut name, &mut has_colon);
    strip_colon_start(&mut rest, &mut has_colon);
    if let Some(stamp) = stamp_prefix(rest.trim_start()) {
        let tail = &rest.trim_start()[stamp.len..];
        // A bare time may be the first word of a sentence, unless nothing says otherwise.
        if stamp.bracketed || has_colon || tail.trim().is_empty() || !tail.starts_with(' ') {
            time = time.or(Some(stamp.seconds));
            rest = tail;
            strip_colon_start(&mut rest, &mut has_colon);
        }
    }
    let strong = marker.len() > 1;
    let mark = if strong && time.is_some() {
        Mark::MarkedTimed
    } else if strong && has_colon {
        Mark::Marked
    } else if has_colon {
        Mark::Colon
    } else if strong {
        Mark::Bare
    } else {
        return None;
    };
    // `**Name.**` ends like a sentence, but a name it is.
    if name.split_whitespace().count() <= 3 && ends_sentence(name) {
        name = name.trim_end_matches('.');
    }
    plausible(name, true).then(|| Head {
        name,
        mark,
        start_s: time.flatten(),
        rest: rest.trim(),
    })
}

/// `[SPEAKER_00]: text`, `[Name] 10:05:09` alone on its line.
fn bracketed(line: &str) -> Option<Head<'_>> {
    let inner = &line[1..];
    let end = position_within(inner, b']')?;
    let name = inner[..end].trim();
    let mut rest = &inner[end + 1..];
    if let Some(start_s) = clock(rest)
        && plausible(name, false)
    {
        return Some(Head {
            name,
            mark: Mark::Timed,
            start_s: Some(start_s),
            rest: "",
        });
    }
    let mut has_colon = false;
    strip_colon_start(&mut rest, &mut has_colon);
    let machine = name.contains('_') && name.ends_with(|c: char| c.is_ascii_digit());
    let leads_away = rest
        .trim_start()
        .trim_start_matches('<')
        .starts_with("http");
    ((has_colon || machine) && !leads_away && plausible(name, false)).then(|| Head {
        name: name.trim_matches(['[', ']']),
        mark: if machine {
            Mark::Bracketed
        } else {
            Mark::Colon
        },
        start_s: None,
        rest: rest.trim_start_matches(']').trim(),
    })
}

/// `Name (00:01:02): text`, `Name 00:01:02:`, `Name 0:12`, `Name: 00:00:29`.
fn timed(line: &str) -> Option<Head<'_>> {
    let window = floor(line, LONGEST);
    let at = window
        .char_indices()
        .find(|&(at, c)| {
            (c.is_ascii_digit() || matches!(c, '(' | '[' | '\\' | '`'))
                && at > 0
                && stamp_prefix(&line[at..]).is_some()
        })
        .map(|(at, _)| at)?;
    let mut name = line[..at].trim_end();
    if name.len() == at && line.as_bytes()[at].is_ascii_digit() {
        return None;
    }
    let stamp = stamp_prefix(&line[at..])?;
    let mut rest = &line[at + stamp.len..];
    let (mut before, mut after) = (false, false);
    strip_colon_end(&mut name, &mut before);
    strip_colon_start(&mut rest, &mut after);
    let rest = rest.trim();
    let mark = if after || (before && rest.is_empty()) {
        Mark::Timed
    } else if before || stamp.bracketed || rest.is_empty() {
        Mark::LooselyTimed
    } else {
        return None;
    };
    plausible(name, false).then_some(Head {
        name,
        mark,
        start_s: stamp.seconds,
        rest,
    })
}

/// `Name: text`, with an ordinary or a full-width colon.
fn colon(line: &str) -> Option<Head<'_>> {
    let window = floor(line, LONGEST);
    let at = window.find([':', '：'])?;
    let (name, mut rest) = (line[..at].trim(), &line[at..]);
    let mut has_colon = false;
    strip_colon_start(&mut rest, &mut has_colon);
    let apart =
        line[at..].starts_with('：') || rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    (apart && plausible(name, false)).then(|| Head {
        name,
        mark: Mark::Colon,
        start_s: None,
        rest: rest.trim(),
    })
}

/// `Q - text`.
fn dash(line: &str) -> Option<Head<'_>> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let (at, _) = chars.next()?;
    let rest = [" - ", " – ", " — "]
        .into_iter()
        .find_map(|dash| line[at..].strip_prefix(dash))?;
    first.is_uppercase().then(|| Head {
        name: &line[..at],
        mark: Mark::Dash,
        start_s: None,
        rest: rest.trim(),
    })
}

fn strip_colon_end(text: &mut &str, found: &mut bool) {
    if let Some(stripped) = text.trim_end().strip_suffix([':', '：']) {
        *text = stripped.trim_end();
        *found = true;
    }
}

fn strip_colon_start(text: &mut &str, found: &mut bool) {
    if let Some(stripped) = text.trim_start().strip_prefix([':', '：']) {
        *text = stripped;
        *found = true;
    }
}

/// `Name (00:12)` as the name and the time.
fn trailing_stamp(text: &str) -> Option<(&str, Option<f64>)> {
    let at = text.rfind([' ', '(', '['])?;
    let stamp = stamp_prefix(text[at..].trim_start())?;
    Some((text[..at].trim_end(), stamp.seconds))
}

fn position_within(text: &str, byte: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(byte, &bytes[..bytes.len().min(LONGEST)])
}

/// The longest prefix of at most `most` bytes.
fn floor(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_in_mid_line_begin_a_part_of_their_own() {
        for (line, parts) in [
            ("no voice", &["no voice"][..]),
            (
                "0:01 <v Ann>one <v Bo>two",
                &["0:01 <v Ann>one ", "<v Bo>two"],
            ),
            ("<v Ann>one", &["<v Ann>one"]),
            ("so <v Ann>one", &["so ", "<v Ann>one"]),
        ] {
            assert_eq!(by_voice(line).collect::<Vec<_>>(), parts, "{line}");
        }
    }
}
