//! Marks sponsor reads, so that nobody ranks them. Precision comes first: a mention in passing is talk.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::{Episode, Span, Sponsor, Turn};
use crate::lexicon::PACKS;

/// A turn of at most so many bytes (about 120 words) is a read as a whole once the phrase is in it.
const SHORT_TURN: usize = 700;
/// A read takes at most so many paragraphs.
const MOST_TURNS: usize = 3;
/// Where nobody is named, a read is only followed over paragraphs to one that has such a phrase again.
const LONGEST_UNNAMED_TURN: usize = 1400;

/// Bytes of a phrase by which most places in a text are ruled out at once.
const KEY: usize = 4;

/// The phrases that mark sponsor reads, in all languages.
pub(super) struct Phrases {
    automaton: Option<AhoCorasick>,
    /// Whether a phrase may begin with bytes of this [`slot`].
    begins: Box<[bool; 1 << 12]>,
}

impl Phrases {
    /// Phrases in lower case with straight apostrophes; they match in either case, with either apostrophe. Phrases
    /// shorter than [`KEY`] bytes are too short to mark anything and left out.
    fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut patterns: Vec<String> = phrases
            .filter(|phrase| phrase.len() >= KEY)
            .flat_map(|phrase| {
                let curly = phrase.contains('\'').then(|| phrase.replace('\'', "’"));
                std::iter::once(phrase.to_owned()).chain(curly)
            })
            .collect();
        patterns.sort();
        patterns.dedup();
        let mut begins = Box::new([false; 1 << 12]);
        for slot in patterns.iter().filter_map(|phrase| slot(phrase.as_bytes())) {
            begins[slot] = true;
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(&patterns);
        Self {
            automaton: automaton.ok(),
            begins,
        }
    }

    /// Where the first phrase stands that is not part of longer words.
    fn first_in(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut within_word = false;
        bytes.iter().enumerate().position(|(at, &byte)| {
            let begins = !within_word
                && slot(&bytes[at..]).is_some_and(|slot| self.begins[slot])
                && self.stands_at(text, at);
            within_word = JOINS[usize::from(byte)];
            begins
        })
    }

    /// Whether a phrase stands at `at` that is not part of longer words.
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let found = |automaton: &AhoCorasick| {
            automaton.find(Input::new(text).range(at..).anchored(Anchored::Yes))
        };
        text.is_char_boundary(at)
            && !joins(text[..at].chars().next_back())
            && self
                .automaton
                .as_ref()
                .and_then(found)
                .is_some_and(|found| !joins(text[found.end()..].chars().next()))
    }
}

/// Whether a byte is an ASCII letter or digit.
const JOINS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// A number below 2^12 for the first [`KEY`] bytes, letters taken in lower case.
fn slot(bytes: &[u8]) -> Option<usize> {
    let first: [u8; KEY] = bytes.first_chunk().copied()?;
    let key = u32::from_le_bytes(first.map(|byte| byte.to_ascii_lowercase()));
    Some((key.wrapping_mul(0x9E37_79B1) >> 20) as usize)
}

/// The phrases of the language packs.
pub(super) fn phrases() -> &'static Phrases {
    static ALL: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(PACKS.iter().flat_map(|pack| pack.sponsor.iter().copied())));
    &ALL
}

/// All sponsor reads of an episode, ascending, at most one a turn.
pub(super) fn find(episode: &Episode, phrases: &Phrases) -> Vec<Sponsor> {
    let mut sponsors: Vec<Sponsor> = Vec::new();
    let mut index = 0;
    while index < episode.turns.len() {
        let Some(span) = opening(episode, index, phrases) else {
            index += 1;
            continue;
        };
        let to_the_end = span.end == episode.turns[index].span.end;
        sponsors.push(Sponsor { turn: index, span });
        let end = if to_the_end {
            read_end(episode, index, phrases)
        } else {
            index + 1
        };
        sponsors.extend((index + 1..end).map(|turn| Sponsor {
            turn,
            span: episode.turns[turn].span,
        }));
        index = end;
    }
    sponsors
}

/// What of a turn is a sponsor read: from the sentence with the phrase to the end, if the turn is short or the phrase
/// comes early; of a long turn only that sentence.
fn opening(episode: &Episode, turn: usize, phrases: &Phrases) -> Option<Span> {
    let span = episode.turns[turn].span;
    let text = span.of(&episode.text);
    let at = phrases.first_in(text)?;
    let start = sentence_start(text, at);
    let end = if text.len() <= SHORT_TURN || at * 3 <= text.len() {
        text.len()
    } else {
        sentence_end(text, at)
    };
    let base = span.start as usize;
    Some(Span::new(base + start, base + end))
}

fn is_stop(text: &str, at: usize) -> bool {
    text[..=at].ends_with(['.', '!', '?']) && text[at + 1..].starts_with(' ')
}

fn sentence_start(text: &str, at: usize) -> usize {
    (0..at)
        .rev()
        .find(|&stop| text.as_bytes()[stop].is_ascii_punctuation() && is_stop(text, stop))
        .map_or(0, |stop| stop + 2)
        .min(at)
}

fn sentence_end(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&stop| text.as_bytes()[stop].is_ascii_punctuation() && is_stop(text, stop))
        .map_or(text.len(), |stop| stop + 1)
}

/// The turn after the read that starts in turn `first`: the talk is back with another speaker or a question.
fn read_end(episode: &Episode, first: usize, phrases: &Phrases) -> usize {
    let speaker = episode.turns[first].speaker;
    let text = |turn: &Turn| turn.span.of(&episode.text);
    let goes_on = episode.turns[first + 1..]
        .iter()
        .take(MOST_TURNS - 1)
        .take_while(|turn| turn.speaker == speaker && !text(turn).contains('?'))
        .count();
    let candidates = &episode.turns[first + 1..=first + goes_on];
    if speaker.is_some() {
        return first + 1 + goes_on;
    }
    let last = candidates
        .iter()
        .rposition(|turn| {
            turn.span.len() <= LONGEST_UNNAMED_TURN && phrases.first_in(text(turn)).is_some()
        })
        .map_or(0, |last| last + 1);
    first + 1 + last
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, Parsed};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    fn marked(turns: &[(&str, &str)]) -> Vec<(usize, String)> {
        let mut parsed = Parsed::new(Format::Plain);
        parsed.blocks = turns
            .iter()
            .map(|(speaker, text)| Block {
                speaker: Some((*speaker).to_owned()).filter(|speaker| !speaker.is_empty()),
                text: (*text).to_owned(),
                ..Block::default()
            })
            .collect();
        let episode = assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        find(
            &episode,
            &Phrases::new(["brought to you by", "today's sponsor"].into_iter()),
        )
        .iter()
        .map(|sponsor| (sponsor.turn, sponsor.span.of(&episode.text).to_owned()))
        .collect()
    }

    fn at(turn: usize, text: &str) -> (usize, String) {
        (turn, text.to_owned())
    }

    #[test]
    fn a_read_runs_from_its_sentence_until_the_talk_is_back() {
        assert_eq!(
            marked(&[
                (
                    "Ada",
                    "Hello all. This show is Brought to you by Soap. Buy it."
                ),
                ("Ada", "It is good soap."),
                ("Ada", "So, how are you?"),
                ("Bo", "Fine."),
                ("Ada", "Today’s sponsor is Rope."),
                ("Bo", "It is good rope."),
            ]),
            [
                at(0, "This show is Brought to you by Soap. Buy it."),
                at(1, "It is good soap."),
                at(4, "Today’s sponsor is Rope."),
            ]
        );
    }

    #[test]
    fn a_late_mention_in_a_long_turn_is_one_sentence() {
        let long =
            "We talk. ".repeat(150) + "It was brought to you by Ann. " + &"And on. ".repeat(20);
        assert_eq!(
            marked(&[("Ada", &long)]),
            [at(0, "It was brought to you by Ann.")]
        );
    }

    #[test]
    fn unnamed_paragraphs_are_only_marked_up_to_one_with_a_phrase() {
        assert_eq!(
            marked(&[
                ("", "Brought to you by Soap."),
                ("", "It cleans."),
                ("", "Today's sponsor was Soap."),
                ("", "Talk."),
                ("", "wellbrought to you byte"),
            ])
            .len(),
            3
        );
    }
}
