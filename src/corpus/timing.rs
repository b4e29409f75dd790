//! Makes an episode's clock run forwards.

use super::parsed::Parsed;
use super::{Format, TimeMark};

/// A time as the source has it, and its line.
pub(super) struct Mark {
    pub(super) offset: u32,
    pub(super) seconds: f64,
    pub(super) line: u32,
}

/// As many of the marks as can be kept so that time never runs backwards: teasers and restarts fall out, the episode's
/// own clock stays.
pub(super) fn ascending(marks: &[Mark], parsed: &mut Parsed) -> Vec<TimeMark> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let length = tails.partition_point(|&tail| marks[tail].seconds <= mark.seconds);
        before.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut kept = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(index) = next {
        kept.push(index);
        next = before[index];
    }
    kept.reverse();
    let dropped = marks.len() - kept.len();
    // Captions have been told off for this already, cue by cue.
    if dropped > 0 && !matches!(parsed.format, Format::WebVtt | Format::Srt) {
        let odd = (0..marks.len())
            .find(|&index| kept.get(index) != Some(&index))
            .map_or(0, |index| marks[index].line);
        let times = if dropped == 1 { "time is" } else { "times are" };
        let message = format!("{dropped} {times} out of order, the first here; not used");
        parsed.warn(odd, message);
    }
    kept.into_iter()
        .map(|index| TimeMark {
            offset: marks[index].offset,
            seconds: marks[index].seconds,
        })
        .collect()
}
