//! Clock times (`1:04:09`, `[00:07:00]`) and lengths (`35min`, `1 h 12 min`) as people write them.

/// Reads `MM:SS` or `H:MM:SS`, with an optional fraction, at the start of `text`: seconds, and the bytes it took.
pub(super) fn clock_prefix(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let mut end = digits(bytes, 0, 3)?;
    let mut seconds = number(&text[..end]);
    let mut groups = 1;
    while groups < 3 && bytes.get(end) == Some(&b':') {
        let Some(next) = digits(bytes, end + 1, 2).filter(|next| next - end == 3) else {
            break;
        };
        let part = number(&text[end + 1..next]);
        if part >= 60.0 {
            return None;
        }
        seconds = seconds * 60.0 + part;
        end = next;
        groups += 1;
    }
    if groups < 2 {
        return None;
    }
    if let Some(after) = fraction(bytes, end) {
        let parts = 10_u16.pow((after - end - 1) as u32);
        seconds += number(&text[end + 1..after]) / f64::from(parts);
        end = after;
    }
    let runs_on = match bytes.get(end) {
        Some(b':') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    };
    (!runs_on).then_some((seconds, end))
}

/// `text` as a clock time and nothing else.
pub(super) fn clock(text: &str) -> Option<f64> {
    let text = text.trim();
    clock_prefix(text)
        .filter(|&(_, end)| end == text.len())
        .map(|(seconds, _)| seconds)
}

/// A length in seconds: a clock time, numbers with units in several languages, or ISO 8601 (`PT1H2M`).
///
/// `None` for a bare number, which says nothing of its unit.
pub(super) fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'p' | 'P')) {
        return None;
    }
    if let Some(seconds) = clock(text) {
        return Some(seconds);
    }
    let lower = text.to_lowercase();
    let mut rest = lower.strip_prefix("pt").unwrap_or(&lower).trim_start();
    let mut total = None;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let value: f64 = rest[..end].parse().ok()?;
        rest = rest[end..].trim_start();
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        total = Some(total.unwrap_or(0.0) + value * unit(&rest[..end])?);
        rest = rest[end..].trim_start_matches(|c: char| c == '.' || c == ',' || c.is_whitespace());
    }
    total
}

/// Seconds in a unit of time, by its name or short form.
fn unit(name: &str) -> Option<f64> {
    const HOURS: &[&str] = &[
        "h", "t", "u", "st", "hr", "hrs", "std", "tim", "ore", "ora", "hour", "hours", "timme",
        "timmar", "time", "timer", "stunde", "stunden", "heure", "heures", "hora", "horas", "uur",
        "tuntia", "tunti",
    ];
    const MINUTES: &[&str] = &[
        "m",
        "min",
        "mins",
        "minut",
        "minute",
        "minutes",
        "minuter",
        "minutter",
        "minuten",
        "minuto",
        "minutos",
        "minuti",
        "minuuttia",
    ];
    const SECONDS: &[&str] = &[
        "s", "sec", "secs", "sek", "second", "seconds", "sekund", "sekunder", "sekunde",
        "sekunden", "seconde", "secondes", "segundo", "segundos", "secondi",
    ];
    if HOURS.contains(&name) {
        Some(3600.0)
    } else if MINUTES.contains(&name) {
        Some(60.0)
    } else {
        SECONDS.contains(&name).then_some(1.0)
    }
}

/// A time that stands apart from the words around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Seconds; `None` where the source says that it does not know (`(None)`).
    pub(super) seconds: Option<f64>,
    /// Whether brackets or a code span set it off.
    pub(super) bracketed: bool,
    /// Bytes taken, with brackets.
    pub(super) len: usize,
}

/// Reads a time at the start of `text`: bare, or in round, square, escaped or back-ticked brackets, or in emphasis.
/// A range (`00:01 - 00:05`, `00:01 --> 00:05`) counts as its start.
pub(super) fn stamp_prefix(text: &str) -> Option<Stamp> {
    // Most lines begin with a letter, and this is asked of each.
    let first = text.as_bytes().first()?;
    if !(first.is_ascii_digit() || b"\\*_([`@".contains(first)) {
        return None;
    }
    let inner = text.trim_start_matches(['\\', '*', '_', '(', '[', '`', '@']);
    let open = text.len() - inner.len();
    let bracketed = text[..open].contains(['(', '[', '`']);
    if open > 6 {
        return None;
    }
    if bracketed && let Some(after) = inner.strip_prefix("None") {
        let close = closing(after)?;
        return Some(Stamp {
            seconds: None,
            bracketed,
            len: open + 4 + close,
        });
    }
    let (seconds, mut end) = clock_prefix(inner)?;
    if let Some(to) = range_end(&inner[end..]) {
        end += to;
    }
    let close = if open > 0 { closing(&inner[end..])? } else { 0 };
    Some(Stamp {
        seconds: Some(seconds),
        bracketed,
        len: open + end + close,
    })
}

/// The bytes of the closing brackets at the start of `text`; none there is no stamp.
fn closing(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(['\\', '*', '_', ')', ']', '`']);
    let len = text.len() - rest.len();
    (len > 0 && len <= 8).then_some(len)
}

/// The bytes of ` - 00:05` or ` --> 00:05` at the start of `text`.
fn range_end(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let rest = ["-->", "->", "–", "-"]
        .iter()
        .find_map(|dash| rest.strip_prefix(dash))?
        .trim_start();
    let (_, len) = clock_prefix(rest)?;
    Some(text.len() - rest.len() + len)
}

/// Reads at most `most` digits from `from`; where they end.
fn digits(bytes: &[u8], from: usize, most: usize) -> Option<usize> {
    let count = bytes
        .get(from..)?
        .iter()
        .take(most)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (count > 0).then_some(from + count)
}

/// Where a fraction of a second at `from` ends: `.06`, `,000`.
fn fraction(bytes: &[u8], from: usize) -> Option<usize> {
    let end = match bytes.get(from)? {
        b'.' => digits(bytes, from + 1, 3)?,
        b',' => digits(bytes, from + 1, 3).filter(|end| end - from == 4)?,
        _ => return None,
    };
    (!bytes.get(end).is_some_and(u8::is_ascii_digit)).then_some(end)
}

/// The value of a few digits.
fn number(text: &str) -> f64 {
    text.parse().map_or(0.0, |number: u16| number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_needs_two_digit_minutes_and_seconds_below_sixty() {
        for (text, seconds) in [
            ("0:03", Some(3.0)),
            ("1:04:09", Some(3849.0)),
            ("00:00:22,000", Some(22.0)),
            ("90:15", Some(5415.0)),
            ("00:04:01.5", Some(241.5)),
            ("1:75", None),
            ("3:1", None),
            ("12", None),
            ("1:00:00:00", None),
            ("10:30am", None),
        ] {
            assert_eq!(clock(text), seconds, "{text}");
        }
    }

    #[test]
    fn a_length_is_read_with_units_of_several_languages_and_never_from_a_bare_number() {
        for (text, seconds) in [
            ("35min", Some(2100.0)),
            ("1t 5min", Some(3900.0)),
            ("1h 2m", Some(3720.0)),
            ("1 h 12 min", Some(4320.0)),
            ("1 Std. 3 Min.", Some(3780.0)),
            ("PT1H2M3S", Some(3723.0)),
            ("00:35:10", Some(2110.0)),
            ("2100", None),
            ("35 apples", None),
            ("", None),
        ] {
            assert_eq!(length(text), seconds, "{text}");
        }
    }

    #[test]
    fn a_stamp_is_read_in_every_bracket_and_nothing_is_read_from_an_open_one() {
        for (text, seconds, len) in [
            ("[00:07:00] so", 420.0, 10),
            ("(2:57): so", 177.0, 6),
            (r"\[00:04:01.50\] so", 241.5, 15),
            ("`00:03:28`", 208.0, 10),
            ("*[00:03:11]* so", 191.0, 12),
            ("[@01:55] - so", 115.0, 8),
            ("[00:01 - 00:05] so", 1.0, 15),
            ("0:03", 3.0, 4),
        ] {
            let stamp = stamp_prefix(text).expect(text);
            assert_eq!((stamp.seconds, stamp.len), (Some(seconds), len), "{text}");
        }
        assert_eq!(
            stamp_prefix("(None): so").map(|s| (s.seconds, s.len)),
            Some((None, 6))
        );
        for text in ["[00:07 and more]", "(12)", "[laughs]", "None"] {
            assert_eq!(stamp_prefix(text), None, "{text}");
        }
    }
}
