//! Finds a cold open: lines of the talk that are played before it and come again in their place.

use std::hash::Hasher;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHasher};

use super::sponsor_read::sentence_end;
use super::{Aside, AsideKind, Episode, Span};

/// A cold open ends within so many bytes, and within this share of the talk.
const WINDOW: usize = 5000;
const SHARE: usize = 6;
/// Shorter talk has no cold open, in bytes.
const SHORTEST: usize = 6000;
/// So many words in a row make lines the same.
const RUN: usize = 5;
/// A line comes again if so much of it does.
const COVERED: f64 = 0.6;
/// Fewer words that come again may be chance.
const FEWEST: usize = 12;
/// The first lines of its own that the opening has of this length end the cold open, in bytes.
const OWN: usize = 400;
/// Words in a row of the first lines that are looked for in all of the talk before anything else is done.
const PROBE_WORDS: usize = 5;
const PROBES: usize = 24;

/// The lines of the cold open, ascending; none for most episodes. Only talk with speakers or times has one.
pub(super) fn find(episode: &Episode) -> Vec<Aside> {
    let text = &*episode.text;
    if text.len() < SHORTEST || episode.speakers.is_empty() && episode.times.is_empty() {
        return Vec::new();
    }
    let window = window(episode);
    if !comes_again(text, window) {
        return Vec::new();
    }
    let words: Vec<Word> = words(&text[..window]).collect();
    let places = places_in(&words, &text[window..]);
    let mut asides = Vec::new();
    let (mut again, mut end) = (0, 0);
    for (turn, of) in episode.turns.iter().enumerate() {
        if of.span.end as usize > window {
            break;
        }
        for line in lines(text, of.span.range()) {
            if line.start > end + OWN {
                break;
            }
            let first = words.partition_point(|word| word.start < line.start);
            let last = words.partition_point(|word| word.start < line.end);
            let count = together(&places[first..last]);
            if count >= RUN && count as f64 >= COVERED * (last - first) as f64 {
                again += count;
                end = line.end;
                push(&mut asides, turn, &line);
            }
        }
    }
    if again < FEWEST { Vec::new() } else { asides }
}

/// Adds a line, to the one before if it follows that in its turn.
fn push(asides: &mut Vec<Aside>, turn: usize, line: &Range<usize>) {
    match asides.last_mut() {
        Some(last) if last.turn == turn && last.span.end as usize + 1 == line.start => {
            last.span.end = line.end as u32;
        }
        _ => asides.push(Aside {
            kind: AsideKind::Teaser,
            turn,
            span: Span::new(line.start, line.end),
        }),
    }
}

/// Where the window in which a cold open may stand ends: at the end of a turn.
fn window(episode: &Episode) -> usize {
    let most = (episode.text.len() / SHARE).min(WINDOW);
    let turns = episode
        .turns
        .partition_point(|turn| turn.span.end as usize <= most);
    turns
        .checked_sub(1)
        .map_or(0, |last| episode.turns[last].span.end as usize)
}

/// Whether any few words of the first lines stand in the rest of the talk. They nearly always do not, and this is much
/// faster than comparing all words.
fn comes_again(text: &str, window: usize) -> bool {
    let head: Vec<Word> = words(&text[..window]).take(PROBES * RUN).collect();
    let probes: Vec<&str> = head
        .windows(PROBE_WORDS)
        .step_by(RUN)
        .map(|run| &text[run[0].start..run[PROBE_WORDS - 1].end])
        .filter(|probe| probe.len() >= 16 && !probe.contains(['.', '?', '!', '\n']))
        .collect();
    if probes.is_empty() {
        return false;
    }
    // Its search for all first bytes at once does nearly all of the work; a better automaton costs more than it saves.
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .match_kind(MatchKind::LeftmostFirst)
        .build(&probes);
    automaton.is_ok_and(|automaton| automaton.is_match(&text[window..]))
}

/// A word and where it stands.
struct Word {
    start: usize,
    end: usize,
    /// Of its letters in lower case.
    hash: u64,
}

fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let mut hasher = FxHasher::default();
        at = start;
        while let Some(&byte) = text.as_bytes().get(at) {
            if byte.is_ascii_alphanumeric() {
                hasher.write_u32(byte.to_ascii_lowercase().into());
                at += 1;
            } else if byte == b'\'' {
                at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                if c.is_alphanumeric() {
                    c.to_lowercase().for_each(|c| hasher.write_u32(c.into()));
                } else if c != '’' {
                    break;
                }
                at += c.len_utf8();
            }
        }
        Some(Word {
            start,
            end: at,
            hash: hasher.finish(),
        })
    })
}

/// One number for a run of words.
fn run_hash(run: &[u64; RUN]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in run {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

/// For each word of the window, which word of `rest` it is again, if it is part of a run that stands there.
fn places_in(window: &[Word], rest: &str) -> Vec<Option<usize>> {
    let mut runs: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, run) in window.windows(RUN).enumerate() {
        let run = std::array::from_fn(|word| run[word].hash);
        runs.entry(run_hash(&run)).or_default().push(at);
    }
    let mut places = vec![None; window.len()];
    let mut last = [0; RUN];
    for (place, word) in words(rest).enumerate() {
        if runs.is_empty() {
            break;
        }
        last.rotate_left(1);
        last[RUN - 1] = word.hash;
        if place + 1 >= RUN
            && let Some(found) = runs.remove(&run_hash(&last))
        {
            for at in found {
                for (offset, slot) in places[at..at + RUN].iter_mut().enumerate() {
                    *slot = slot.or(Some(place + 1 + offset - RUN));
                }
            }
        }
    }
    places
}

/// How many words of a line come again in one place, and not here and there.
fn together(places: &[Option<usize>]) -> usize {
    let mut found: Vec<usize> = places.iter().copied().flatten().collect();
    found.sort_unstable();
    let reach = places.len() * 2;
    let most = found
        .iter()
        .enumerate()
        .map(|(at, &first)| found.partition_point(|&place| place <= first + reach) - at);
    most.max().unwrap_or(0)
}

/// The sentences of a turn.
fn lines(text: &str, turn: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut from = turn.start;
    std::iter::from_fn(move || {
        (from < turn.end).then(|| {
            let start = from;
            let end = sentence_end(text, start, turn.end);
            from = end + usize::from(text[end..turn.end].starts_with(' '));
            start..end
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, Parsed};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    const QUOTE: &str = "The river took the bridge in one night and nobody heard a thing of it.";

    fn found(opening: &[&str]) -> Vec<String> {
        let talk = (0..120)
            .map(|n| format!("In the year {n} the town built wall number {n} at the bank."))
            .collect::<Vec<_>>()
            .join(" ");
        let mut blocks: Vec<String> = opening.iter().map(|&text| text.to_owned()).collect();
        blocks.push(talk.clone());
        blocks.push(format!(
            "You know, {} We rebuilt it.",
            QUOTE.replace("The", "the")
        ));
        blocks.push(talk);
        let mut parsed = Parsed::new(Format::Plain);
        parsed.blocks = blocks
            .into_iter()
            .map(|text| Block {
                speaker: Some("Ada".to_owned()),
                text,
                ..Block::default()
            })
            .collect();
        let episode = assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        episode
            .asides
            .iter()
            .filter(|aside| aside.kind == AsideKind::Teaser)
            .map(|aside| aside.span.of(&episode.text).to_owned())
            .collect()
    }

    #[test]
    fn lines_that_come_again_are_the_cold_open() {
        assert_eq!(
            found(&[
                QUOTE,
                "Hello and good evening to all who are here.",
                "Ann, what happened?"
            ]),
            [QUOTE]
        );
    }

    #[test]
    fn an_opening_of_its_own_stays() {
        assert_eq!(
            found(&["Good evening to all who listen on this cold night by the river, we begin."]),
            Vec::<String>::new()
        );
    }
}
