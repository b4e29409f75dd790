//! Splits caption files into cues: where each starts and ends, and its raw text. `WebVTT` and `SubRip` share it, since
//! real files of either kind bend the rules in the same ways. What the text means is left to `voices`.

use super::lines::whole_lines;
use super::timecode::timing_line;
use super::{Format, Warning};

/// How many odd cues are named one by one before only their number is said.
const NAMED_WARNINGS: usize = 3;

/// One cue as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cue<'a> {
    /// Line of the timing, from 1.
    pub(super) line: u32,
    /// Seconds.
    pub(super) start_s: f64,
    /// Seconds; never before the start.
    pub(super) end_s: Option<f64>,
    /// Everything up to the next cue, line breaks and blank lines included.
    pub(super) text: &'a str,
}

/// The line before the one at hand, if it is not blank.
#[derive(Clone, Copy)]
struct Above {
    start: usize,
    after_blank: bool,
    is_number: bool,
}

/// The cues of a file in source order, with what was odd about them. What stands before the first cue is skipped, so are
/// `NOTE`, `STYLE` and `REGION` blocks of `WebVTT`.
pub(super) fn scan(text: &str, format: Format) -> (Vec<Cue<'_>>, Vec<Warning>) {
    let vtt = format == Format::WebVtt;
    let mut cues: Vec<Cue> = Vec::new();
    let mut ends_early = Vec::new();
    let mut open: Option<usize> = None;
    let mut above: Option<Above> = None;
    let mut skipping = false;
    let (mut position, mut number) = (0usize, 0u32);
    for whole_line in whole_lines(text) {
        let start = position;
        position += whole_line.len();
        number += 1;
        let line = whole_line.trim_ascii();
        if line.is_empty() {
            above = None;
            skipping = false;
            continue;
        }
        if let Some((start_s, end_s)) = timing_line(line) {
            close(&mut cues, open, text, id_start(above, vtt, open, start));
            if end_s.is_some_and(|end_s| end_s < start_s) {
                ends_early.push(number);
            }
            cues.push(Cue {
                line: number,
                start_s,
                end_s: end_s.filter(|&end_s| end_s >= start_s),
                text: "",
            });
            open = Some(position);
            above = None;
            skipping = false;
            continue;
        }
        let after_blank = above.is_none();
        if vtt && after_blank && open != Some(start) && is_comment(line) {
            close(&mut cues, open.take(), text, start);
            skipping = true;
        }
        if !skipping {
            above = Some(Above {
                start,
                after_blank,
                is_number: line.bytes().all(|byte| byte.is_ascii_digit()),
            });
        }
    }
    close(&mut cues, open, text, text.len());
    let mut warnings = named_warnings(
        &ends_early,
        "cue ends before it starts; end ignored",
        "cues end before they start; ends ignored",
    );
    warnings.extend(order_warnings(&cues));
    (cues, warnings)
}

fn close<'a>(cues: &mut [Cue<'a>], open: Option<usize>, text: &'a str, end: usize) {
    if let (Some(start), Some(cue)) = (open, cues.last_mut()) {
        cue.text = text[start..end.max(start)].trim_ascii();
    }
}

/// Where the cue before a timing line ends: before that line, or before the cue number or identifier above it.
fn id_start(above: Option<Above>, vtt: bool, open: Option<usize>, timing: usize) -> usize {
    match above {
        Some(id) if (id.is_number || (vtt && id.after_blank)) && open != Some(id.start) => id.start,
        _ => timing,
    }
}

fn is_comment(line: &str) -> bool {
    line == "NOTE"
        || line.starts_with("NOTE ")
        || line.starts_with("NOTE\t")
        || line == "STYLE"
        || line == "REGION"
}

/// One warning a line for the first few, then one for the rest.
pub(super) fn named_warnings(lines: &[u32], one: &str, many: &str) -> Vec<Warning> {
    let (named, rest) = lines.split_at(lines.len().min(NAMED_WARNINGS));
    let mut warnings: Vec<_> = named
        .iter()
        .map(|&line| Warning {
            line,
            message: one.to_owned(),
        })
        .collect();
    if let Some(&line) = rest.first() {
        warnings.push(Warning {
            line,
            message: format!("{} more {many}", rest.len()),
        });
    }
    warnings
}

/// Says once that cues overlap, once that they run backwards; the order of the source is kept in any case.
fn order_warnings(cues: &[Cue]) -> Vec<Warning> {
    // Rounding makes neighbours overlap by a frame or so, which is no news.
    const ROUNDING_S: f64 = 0.05;
    let (mut backwards, mut overlapping) = (Vec::new(), Vec::new());
    for pair in cues.windows(2) {
        if pair[1].start_s < pair[0].start_s {
            backwards.push(pair[1].line);
        } else if pair[0]
            .end_s
            .is_some_and(|end_s| pair[1].start_s + ROUNDING_S < end_s)
        {
            overlapping.push(pair[1].line);
        }
    }
    [
        (
            backwards,
            "starts before the one above",
            "start before the one above",
        ),
        (
            overlapping,
            "overlaps the one above",
            "overlap the one above",
        ),
    ]
    .into_iter()
    .filter_map(|(lines, one, many)| {
        let first = *lines.first()?;
        let count = lines.len();
        let cues = if count == 1 { "cue" } else { "cues" };
        let what = if count == 1 { one } else { many };
        Some(Warning {
            line: first,
            message: format!("{count} {cues} {what}, the first here; source order kept"),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, format: Format) -> Vec<String> {
        scan(text, format)
            .0
            .iter()
            .map(|cue| cue.text.replace('\n', "|"))
            .collect()
    }

    #[test]
    fn vtt_cues_come_without_header_ids_notes_and_styles() {
        let text = "WEBVTT - talk\nKind: captions\n\nNOTE\nby hand\n\nSTYLE\n::cue{}\n\nintro\n\
            00:01.000 --> 00:02.000 align:start\nOne\ntwo\n\n\n00:02.000 --> 00:03.000\n\nThree\n\nNOTE x\n\n\
            4\n00:03.000 --> 00:04.000\nFour";
        assert_eq!(texts(text, Format::WebVtt), ["One|two", "Three", "Four"]);
    }

    #[test]
    fn srt_cues_survive_missing_blank_lines_missing_numbers_and_restarts() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\n42\n\n\
            00:00:03.000 --> 00:00:04.000\nThree\n\nstill three\n\n1\n00:00:04,000 --> 00:00:05,000\n\n\
            2\n00:00:05,000 --> 00:00:06,000\nFive";
        assert_eq!(
            texts(text, Format::Srt),
            ["One", "42", "Three||still three", "", "Five"]
        );
    }

    #[test]
    fn odd_times_are_counted_not_listed() {
        let mut text = String::new();
        for _ in 0..6 {
            text.push_str("00:00:09,000 --> 00:00:01,000\nx\n\n");
        }
        text.push_str("00:00:01,000 --> 00:00:09,000\nx\n\n00:00:02,000 --> 00:00:03,000\nx\n");
        let (cues, warnings) = scan(&text, Format::Srt);
        assert_eq!(cues[0].end_s, None);
        let said: Vec<_> = warnings
            .iter()
            .map(|warning| (warning.line, warning.message.as_str()))
            .collect();
        assert_eq!(said.len(), 6);
        assert_eq!(
            said[3],
            (10, "3 more cues end before they start; ends ignored")
        );
        assert_eq!(
            said[4],
            (
                19,
                "1 cue starts before the one above, the first here; source order kept"
            )
        );
    }
}
