//! Finds where in a talk the chapters begin that people have given a time, and lets a turn begin there.
//!
//! A speaker who talks alone is one long turn; a chapter that starts within it needs a border at the end of a sentence
//! near its time. Where the talk has no times, a chapter stands as far into the text as into the audio.

use super::assemble::plausible;
use super::joining::closes_sentence;
use super::parsed::Parsed;

/// A chapter's time may lie so much after the words that it begins with, in seconds.
const SLACK_S: f64 = 1.0;
/// So much earlier or later than its time a chapter may begin, at the end of a sentence, in seconds.
const EARLIER_S: f64 = 8.0;
/// See [`EARLIER_S`].
const LATER_S: f64 = 15.0;

/// Gives chapters that have only a time the block that they begin with.
pub(super) fn place(parsed: &mut Parsed) {
    if parsed
        .chapters
        .iter()
        .all(|chapter| chapter.block.is_some())
    {
        return;
    }
    let timed: Vec<(f64, usize)> = parsed
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| Some((plausible(block.start_s)?, index)))
        .collect();
    if timed.is_empty() {
        place_in_proportion(parsed);
    } else if timed.is_sorted_by(|a, b| a.0 <= b.0) {
        place_by_time(parsed, &timed);
    }
}

fn place_by_time(parsed: &mut Parsed, timed: &[(f64, usize)]) {
    for index in 0..parsed.chapters.len() {
        let chapter = &parsed.chapters[index];
        let Some(start_s) = plausible(chapter.start_s).filter(|_| chapter.block.is_none()) else {
            continue;
        };
        let Some(block) = border(parsed, timed, start_s) else {
            continue;
        };
        parsed.borders.push(block);
        parsed.chapters[index].block = Some(block);
    }
    parsed.borders.sort_unstable();
    parsed.borders.dedup();
}

/// The block that a chapter begins with: the next turn, if it begins right then; else the end of a sentence that is
/// nearest; in a text without sentences whatever is said then.
fn border(parsed: &Parsed, timed: &[(f64, usize)], start_s: f64) -> Option<usize> {
    let opens = |block: usize| {
        !parsed.blocks[block].continues
            || block
                .checked_sub(1)
                .is_none_or(|before| closes_sentence(&parsed.blocks[before].text))
    };
    let next = timed.partition_point(|&(at, _)| at + SLACK_S < start_s);
    let (at, block) = *timed.get(next)?;
    if !parsed.blocks[block].continues && at <= start_s + LATER_S {
        return Some(block);
    }
    let from = timed.partition_point(|&(at, _)| at < start_s - EARLIER_S);
    let near = timed[from..]
        .iter()
        .take_while(|(at, _)| *at <= start_s + LATER_S);
    let nearest = near
        .clone()
        .filter(|(_, block)| opens(*block))
        .min_by(|a, b| {
            (a.0 - start_s)
                .abs()
                .total_cmp(&(b.0 - start_s).abs())
                .then(a.1.cmp(&b.1))
        });
    match nearest {
        Some(&(_, block)) => Some(block),
        None if !parsed.blocks[block].continues || has_sentences(parsed, block) => None,
        None => Some(block),
    }
}

/// Whether sentences end in the blocks before this one.
fn has_sentences(parsed: &Parsed, block: usize) -> bool {
    parsed.blocks[block.saturating_sub(40)..block]
        .iter()
        .any(|block| closes_sentence(&block.text))
}

/// Where no word has a time: as far into the text as into the audio, whose length is the source's or follows from the
/// chapters.
fn place_in_proportion(parsed: &mut Parsed) {
    let starts: Vec<f64> = parsed
        .chapters
        .iter()
        .filter_map(|chapter| plausible(chapter.start_s))
        .collect();
    let last = starts.iter().copied().fold(0.0, f64::max);
    if starts.len() < 2 || last <= 0.0 {
        return;
    }
    // Without a length, the last chapter is taken to be as long as the others are on average.
    let usual = last * starts.len() as f64 / (starts.len() - 1) as f64;
    let length_s = parsed
        .meta
        .duration_s
        .filter(|&length| length > last)
        .unwrap_or(usual);
    let mut offsets = Vec::with_capacity(parsed.blocks.len());
    let mut total = 0;
    for block in &parsed.blocks {
        offsets.push(total);
        total += block.text.len();
    }
    for chapter in parsed
        .chapters
        .iter_mut()
        .filter(|chapter| chapter.block.is_none())
    {
        if let Some(start_s) = plausible(chapter.start_s) {
            let target = (start_s / length_s * total as f64) as usize;
            let after = offsets.partition_point(|&offset| offset < target);
            let before = after.saturating_sub(1);
            let nearer = |at: usize| {
                offsets
                    .get(at)
                    .map_or(usize::MAX, |offset| offset.abs_diff(target))
            };
            chapter.block = Some(if nearer(before) < nearer(after) {
                before
            } else {
                after
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, ParsedChapter};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    /// The turns that chapters at `starts` begin, with their first words and speakers.
    fn placed(
        blocks: &[(Option<f64>, Option<&str>, bool, &str)],
        starts: &[f64],
        duration_s: Option<f64>,
    ) -> Vec<String> {
        let mut parsed = Parsed::new(Format::WebVtt);
        parsed.meta.duration_s = duration_s;
        for (index, &(start_s, speaker, continues, text)) in blocks.iter().enumerate() {
            parsed.blocks.push(Block {
                speaker: speaker.map(str::to_owned),
                start_s,
                end_s: None,
                text: text.to_owned(),
                line: index as u32 + 1,
                continues,
            });
        }
        for start_s in starts {
            parsed.chapters.push(ParsedChapter {
                title: "T".to_owned(),
                start_s: Some(*start_s),
                block: None,
            });
        }
        let episode = assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        episode
            .chapters
            .iter()
            .map(|chapter| match episode.turns.get(chapter.turn) {
                Some(_) => {
                    let speaker = episode
                        .speaker_of(chapter.turn)
                        .map_or("-", |speaker| &speaker.name);
                    format!("{speaker}: {}", episode.turn_text(chapter.turn))
                }
                None => "end".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_chapter_within_a_long_turn_begins_a_turn_of_the_same_speaker_at_the_end_of_a_sentence() {
        let blocks = [
            (Some(0.0), Some("Ann"), false, "One is"),
            (Some(5.0), None, true, "said."),
            (Some(10.0), None, true, "Two goes"),
            (Some(20.0), None, true, "on. Three."),
            (Some(30.0), None, true, "Four."),
        ];
        let placed = placed(&blocks, &[0.0, 12.0, 30.2, 99.0], None);
        assert_eq!(
            placed,
            [
                "Ann: One is said.",
                "Ann: Two goes on. Three.",
                "Ann: Four.",
                "end"
            ]
        );
    }

    #[test]
    fn without_sentences_a_chapter_begins_with_what_is_said_then() {
        let blocks = [
            (Some(0.0), None, false, "one two"),
            (Some(10.0), None, true, "three"),
            (Some(20.0), None, true, "four"),
        ];
        assert_eq!(
            placed(&blocks, &[0.0, 10.5], None),
            ["-: one two", "-: three four"]
        );
    }

    #[test]
    fn without_times_a_chapter_stands_as_far_into_the_text_as_into_the_audio() {
        let block = |text| (None, None, false, text);
        let blocks = [
            block("One one."),
            block("Two two."),
            block("Six six."),
            block("Ten ten."),
        ];
        let at = |starts: &[f64], duration_s| placed(&blocks, starts, duration_s);
        assert_eq!(
            at(&[0.0, 50.0], Some(100.0)),
            ["-: One one.", "-: Six six."]
        );
        assert_eq!(at(&[0.0, 50.0], None), ["-: One one.", "-: Six six."]);
        assert_eq!(at(&[0.0, 100.0, 300.0], Some(400.0))[2], "-: Ten ten.");
    }
}
