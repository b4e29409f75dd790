//! Times by the clock on the wall, as captions saved in a meeting have them, or by that of a stream: made to count from
//! the beginning of the talk.

use super::assemble::plausible;
use super::parsed::Parsed;

/// Talk does not begin so late in a recording, in seconds.
const LATEST_BEGINNING_S: f64 = 3.0 * 3600.0;
const DAY_S: f64 = 24.0 * 3600.0;

/// Counts from the first time where that is later than a recording can begin. Says so.
pub(super) fn count_from_start(parsed: &mut Parsed) {
    let starts = || {
        parsed
            .blocks
            .iter()
            .filter_map(|block| plausible(block.start_s))
    };
    let Some(first) = starts().next().filter(|&first| is_too_late(first, parsed)) else {
        return;
    };
    let passes_midnight = starts().any(|start| first - start > DAY_S / 2.0);
    let shifted = |time: f64| {
        let next_day = passes_midnight && first - time > DAY_S / 2.0;
        let since = time - first + if next_day { DAY_S } else { 0.0 };
        (since * 1000.0).round() / 1000.0
    };
    if starts().any(|start| shifted(start) < 0.0) {
        return;
    }
    for block in &mut parsed.blocks {
        block.start_s = plausible(block.start_s).map(shifted);
        block.end_s = plausible(block.end_s).map(shifted);
    }
    for chapter in &mut parsed.chapters {
        chapter.start_s = plausible(chapter.start_s)
            .map(|start| if start < first { start } else { shifted(start) });
    }
    let line = parsed.blocks.iter().find(|block| block.start_s.is_some());
    let line = line.map_or(0, |block| block.line);
    let whole = first as u32;
    let (hour, minute, second) = (whole / 3600, whole / 60 % 60, whole % 60);
    let message = format!("times begin at {hour}:{minute:02}:{second:02}; counted from there");
    parsed.warn(line, message);
}

/// Whether no recording has talk that begins then: it would be over, or nearly so.
fn is_too_late(first: f64, parsed: &Parsed) -> bool {
    let over = parsed.meta.duration_s.is_none_or(|length| first > length);
    over && first >= LATEST_BEGINNING_S
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::parsed::{Block, ParsedChapter};
    use super::*;

    fn counted(starts: &[f64], length: Option<f64>) -> (Vec<f64>, Option<String>) {
        let mut parsed = Parsed::new(Format::Plain);
        parsed.meta.duration_s = length;
        parsed.blocks = starts
            .iter()
            .zip(1..)
            .map(|(&start, line)| Block {
                start_s: Some(start),
                end_s: Some(start + 1.0),
                line,
                ..Block::default()
            })
            .collect();
        count_from_start(&mut parsed);
        for block in &parsed.blocks {
            let length = block.end_s.unwrap_or_default() - block.start_s.unwrap_or_default();
            assert!((length - 1.0).abs() < 1e-6);
        }
        let starts = parsed.blocks.iter().filter_map(|block| block.start_s);
        let said = parsed
            .warnings
            .first()
            .map(|warning| warning.message.clone());
        (starts.collect(), said)
    }

    #[test]
    fn a_talk_by_the_clock_on_the_wall_begins_at_its_first_time() {
        for (starts, length, expected) in [
            (
                &[36303.1, 36309.7, 39603.0][..],
                None,
                &[0.0, 6.6, 3299.9][..],
            ),
            (&[86390.0, 5.0, 65.0], None, &[0.0, 15.0, 75.0]),
            (&[36303.0, 36309.0], Some(2700.0), &[0.0, 6.0]),
            // A part of a long recording; a later hour of it; the end shown before the beginning.
            (&[3720.0, 3730.0], None, &[3720.0, 3730.0]),
            (&[10900.0, 10910.0], Some(14400.0), &[10900.0, 10910.0]),
            (
                &[12000.0, 0.0, 60.0, 12010.0],
                None,
                &[12000.0, 0.0, 60.0, 12010.0],
            ),
        ] {
            let (found, said) = counted(starts, length);
            assert_eq!(found, expected, "{starts:?}");
            assert_eq!(said.is_some(), starts != expected, "{starts:?}");
        }
        let said = counted(&[36303.1], None).1;
        assert_eq!(
            said.as_deref(),
            Some("times begin at 10:05:03; counted from there")
        );
    }

    #[test]
    fn chapters_follow_unless_they_count_from_the_beginning_already() {
        for (chapter_s, expected) in [(36363.0, 60.0), (60.0, 60.0)] {
            let mut parsed = Parsed::new(Format::Plain);
            parsed.blocks = vec![Block {
                start_s: Some(36303.0),
                ..Block::default()
            }];
            parsed.chapters = vec![ParsedChapter {
                title: "T".to_owned(),
                start_s: Some(chapter_s),
                block: None,
            }];
            count_from_start(&mut parsed);
            assert_eq!(parsed.chapters[0].start_s, Some(expected));
        }
    }
}
