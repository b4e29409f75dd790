//! Finds the loops of a recogniser that heard silence: one line or a few words again and again.
//!
//! Lines that are repeated as blocks are read once. Where the words of one block go round, the text stays as it is and
//! the repetitions are marked, so that nobody ranks them. Either way a warning says where and how often.

use std::hash::Hasher;
use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHasher;

use super::clean;
use super::parsed::{Block, Parsed};
use super::{Aside, AsideKind, Episode, Span, Warning};

/// So many rounds of the same lines are a loop, not talk.
const ROUNDS: usize = 4;
/// A round has at most so many lines.
const LINES: usize = 3;
/// So many rounds of the same words are a loop; people say `no, no, no, no`.
const WORD_ROUNDS: usize = 6;
/// A loop of words goes on for so many words at least.
const FEWEST_WORDS: usize = 16;
/// A round has at most so many words.
const ROUND_WORDS: usize = 12;
/// Every so many bytes of a turn it is tried whether the next few bytes stand in it again and again right after.
const STEP: usize = 160;
const TRIED: usize = 10;
/// How far after, in bytes, and how often.
const NEAR: usize = 480;
const OFTEN: usize = 4;

/// Empties the repetitions of lines that follow each other; the blocks stay for their indexes.
pub(super) fn collapse(parsed: &mut Parsed) {
    let mut start = 0;
    while start < parsed.blocks.len() {
        let Some((lines, end)) = lines_at(&parsed.blocks, start) else {
            start += 1;
            continue;
        };
        let round = &parsed.blocks[start..start + lines];
        if !round.iter().any(|block| says_something(&block.text)) {
            start = end;
            continue;
        }
        let (line, rounds) = (round[0].line, (end - start) / lines);
        for block in &mut parsed.blocks[start + lines..end] {
            block.text.clear();
        }
        let what = match lines {
            1 => "the same line".to_owned(),
            lines => format!("the same {lines} lines"),
        };
        parsed.warn(line, format!("{what} {rounds} times in a row; read once"));
        start = end;
    }
}

/// How many lines go round from `start`, and where they stop.
fn lines_at(blocks: &[Block], start: usize) -> Option<(usize, usize)> {
    (1..=LINES).find_map(|lines| {
        let goes_on = |&at: &usize| {
            let (block, before) = (&blocks[at], &blocks[at - lines]);
            same_voice(block, &blocks[at - 1]) && block.text.trim() == before.text.trim()
        };
        let repeated = (start + lines..blocks.len()).take_while(goes_on).count();
        let rounds = repeated / lines + 1;
        (rounds >= ROUNDS).then_some((lines, start + rounds * lines))
    })
}

/// A line of dialogue may be repeated by others; a recogniser's loop has one voice.
fn same_voice(block: &Block, before: &Block) -> bool {
    block.continues || block.speaker.is_none() || block.speaker == before.speaker
}

fn says_something(text: &str) -> bool {
    clean::has_words(text) && !clean::starts_as_direction(text)
}

/// Marks the rounds of words after the first, and warns of each loop.
pub(super) fn find(episode: &Episode) -> (Vec<Aside>, Vec<Warning>) {
    let (mut asides, mut warnings) = (Vec::new(), Vec::new());
    for (turn, of) in episode.turns.iter().enumerate() {
        let text = of.span.of(&episode.text);
        if !may_loop(text) {
            continue;
        }
        for Round { span, count } in rounds(text) {
            let base = of.span.start as usize;
            warnings.push(Warning {
                line: of.line,
                message: format!("the same words {count} times in a row; ranked once"),
            });
            asides.push(Aside {
                kind: AsideKind::Loop,
                turn,
                span: Span::new(base + span.start, base + span.end),
            });
        }
    }
    (asides, warnings)
}

/// A quick look: nearly all talk is sorted out here.
fn may_loop(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 100
        && (0..bytes.len() - TRIED).step_by(STEP).any(|at| {
            let near = &bytes[at + 1..bytes.len().min(at + NEAR)];
            bytes[at..].first_chunk().is_some_and(|tried| {
                may_hold(near, tried) && memmem::find_iter(near, tried).take(OFTEN).count() == OFTEN
            })
        })
}

/// Whether `near` may hold what is tried: never wrong when it says no.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the loop becomes instructions that take many bytes at once"
)]
fn may_hold(near: &[u8], tried: &[u8; TRIED]) -> bool {
    const STRIDE: usize = 32;
    let mut rest = near;
    while let Some(window) = rest.first_chunk::<{ STRIDE + TRIED - 1 }>() {
        let mut met = false;
        for at in 0..STRIDE {
            met |= (window[at] == tried[0])
                & (window[at + TRIED / 2] == tried[TRIED / 2])
                & (window[at + TRIED - 1] == tried[TRIED - 1]);
        }
        if met {
            return true;
        }
        rest = &rest[STRIDE..];
    }
    rest.windows(TRIED).any(|window| window == tried)
}

/// Words that go round, without their first round.
struct Round {
    span: Range<usize>,
    count: usize,
}

fn rounds(text: &str) -> Vec<Round> {
    // A turn may be all of a file and each of its words a letter: where they stand is looked up again for the few that
    // go round. That two words of many have one number by chance makes no loop.
    let words: Vec<u32> = spans(text).map(|span| number(&text[span])).collect();
    let mut spans = spans(text).enumerate();
    let mut span_of = |word: usize| spans.find(|(at, _)| *at == word).map(|(_, span)| span);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, count)) = round_at(&words, at) else {
            at += 1;
            continue;
        };
        let (first, last) = (at + length, at + length * count - 1);
        if let Some(first) = span_of(first)
            && let Some(last) = span_of(last)
        {
            found.push(Round {
                span: first.start..last.end,
                count,
            });
        }
        at = last + 1;
    }
    found
}

/// The shortest round from the word at `at`, and how often it comes.
fn round_at(words: &[u32], at: usize) -> Option<(usize, usize)> {
    (1..=ROUND_WORDS).find_map(|length| {
        let same = |&next: &usize| words[next] == words[next - length];
        let repeated = (at + length..words.len()).take_while(same).count();
        let count = repeated / length + 1;
        (count >= WORD_ROUNDS && count * length >= FEWEST_WORDS).then_some((length, count))
    })
}

/// Where the words between blanks stand.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at
            + bytes[at..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())?;
        let blank = bytes[start..].iter().position(u8::is_ascii_whitespace);
        at = blank.map_or(bytes.len(), |blank| start + blank);
        Some(start..at)
    })
}

/// The same for words that differ only in case and marks.
fn number(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    for c in word.chars().filter(|c| c.is_alphanumeric()) {
        hasher.write_u32(c.to_ascii_lowercase().into());
    }
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    fn episode(format: Format, lines: &[&str]) -> Episode {
        let mut parsed = Parsed::new(format);
        parsed.blocks = (1..)
            .zip(lines)
            .map(|(line, text)| Block {
                text: (*text).to_owned(),
                line,
                continues: line % 3 != 1,
                ..Block::default()
            })
            .collect();
        assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default())
    }

    fn messages(episode: &Episode) -> Vec<(u32, &str)> {
        let warnings = episode.warnings.iter();
        warnings
            .map(|warning| (warning.line, warning.message.as_str()))
            .collect()
    }

    #[test]
    fn lines_that_go_round_are_read_once_and_said() {
        let mut lines = vec!["Hello."];
        lines.extend(["Thank you."; 9]);
        lines.push("Bye.");
        let found = episode(Format::WhisperJson, &lines);
        assert_eq!(found.text, "Hello. Thank you.\n\nBye.");
        assert_eq!(
            messages(&found),
            [(2, "the same line 9 times in a row; read once")]
        );
        let found = episode(Format::Markdown, &["A hive.", "Of bees."].repeat(5));
        assert_eq!(found.text, "A hive. Of bees.");
        assert_eq!(
            messages(&found),
            [(1, "the same 2 lines 5 times in a row; read once")]
        );
    }

    #[test]
    fn words_that_go_round_stay_and_are_left_out_of_ranking() {
        let text = format!("The bees sleep. {}And wake.", "and so we go, ".repeat(30));
        let found = episode(Format::WhisperJson, &[&text]);
        assert_eq!(found.text, text);
        assert_eq!(
            messages(&found),
            [(1, "the same words 30 times in a row; ranked once")]
        );
        assert_eq!(
            found.asides[0].span.of(&found.text),
            "and so we go, ".repeat(29).trim_end()
        );
    }

    #[test]
    fn what_is_tried_is_seen_wherever_it_stands() {
        let tried = b"and so on.";
        for before in 0..90 {
            let near = [&b"x".repeat(before)[..], &tried[..], b"y"].concat();
            assert!(may_hold(&near, tried), "{before}");
        }
        assert!(!may_hold(&b"and so it goes on. ".repeat(9), tried));
    }

    #[test]
    fn people_may_say_a_thing_a_few_times() {
        for lines in [
            &["No.", "No.", "No."][..],
            &[
                "No, no, no, no, no, no, no. We said very, very, very, very clearly what we meant by it, and that was all we said to them of it.",
            ],
        ] {
            assert_eq!(messages(&episode(Format::WhisperJson, lines)), []);
        }
    }
}
