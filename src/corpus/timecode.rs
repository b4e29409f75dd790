//! Times as captions write them: `01:02:03.456`, `02:03,4`, `1:02:03`.

/// The time at the very start of `text`, in seconds, and the bytes it takes. Hours may be missing or exceed 99.
pub(super) fn leading(text: &[u8]) -> Option<(f64, usize)> {
    let (first, mut used) = digits(text, 6)?;
    let (second, length) = after_colon(text, used)?;
    used += length;
    let mut seconds = f64::from(first) * 60.0 + f64::from(second);
    if let Some((third, length)) = after_colon(text, used) {
        used += length;
        seconds = seconds * 60.0 + f64::from(third);
    }
    if matches!(text.get(used), Some(b'.' | b','))
        && let Some((fraction, length)) = digits(&text[used + 1..], 9)
    {
        used += 1 + length;
        // `length` is 9 at most.
        seconds += f64::from(fraction) / f64::from(10u32.pow(length as u32));
    }
    Some((seconds, used))
}

/// A text that is one time and nothing else, in seconds.
pub(super) fn whole(text: &str) -> Option<f64> {
    leading(text.as_bytes())
        .filter(|&(_, used)| used == text.len())
        .map(|(seconds, _)| seconds)
}

/// A caption's timing line, `start --> end settings`: both in seconds. The end is `None` where it cannot be read.
pub(super) fn timing_line(line: &str) -> Option<(f64, Option<f64>)> {
    let line = line.trim_ascii_start();
    if !line.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (start, used) = leading(line.as_bytes())?;
    let rest = line[used..].trim_ascii_start();
    let rest = rest
        .strip_prefix("-->")
        .or_else(|| rest.strip_prefix("--&gt;"))?;
    let end = leading(rest.trim_ascii_start().as_bytes()).map(|(seconds, _)| seconds);
    Some((start, end))
}

fn after_colon(text: &[u8], at: usize) -> Option<(u32, usize)> {
    if text.get(at) != Some(&b':') {
        return None;
    }
    digits(&text[at + 1..], 2).map(|(number, length)| (number, length + 1))
}

/// A number of 1 to `most` digits; more digits than that are no part of a time.
fn digits(text: &[u8], most: usize) -> Option<(u32, usize)> {
    let length = text
        .iter()
        .take(most + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if length == 0 || length > most {
        return None;
    }
    let number = text[..length]
        .iter()
        .fold(0u32, |sum, &byte| sum * 10 + u32::from(byte - b'0'));
    Some((number, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_hours_and_fractions() {
        for (text, seconds) in [
            ("00:00:01.500", Some(1.5)),
            ("00:01,25", Some(1.25)),
            ("1:02:03", Some(3723.0)),
            ("123:00:00.000", Some(442_800.0)),
            ("12", None),
            ("1:234", None),
            ("00:00:01.500 ", None),
        ] {
            assert_eq!(whole(text), seconds, "{text}");
        }
    }

    #[test]
    fn a_timing_line_may_have_settings_and_a_broken_end() {
        assert_eq!(
            timing_line("00:01.000 --> 00:02.000 align:start"),
            Some((1.0, Some(2.0)))
        );
        assert_eq!(timing_line(" 00:01,0-->x"), Some((1.0, None)));
        assert_eq!(timing_line("a --> b"), None);
        assert_eq!(timing_line("00:01 -> 00:02"), None);
    }
}
