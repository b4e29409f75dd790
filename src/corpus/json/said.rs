//! What somebody said, as every JSON shape has it, and how it becomes blocks: words are gathered into phrases, units made
//! seconds, speakers named.

use std::borrow::Cow;

use super::lines::Lines;
use crate::corpus::joining::{Change, Joiner, Segment, closes_sentence};
use crate::corpus::parsed::Block;

/// A phrase gathered from words gets no longer than this, in bytes.
const LONGEST_PHRASE: usize = 120;
/// Longest text that is taken for a single word, in bytes.
const LONGEST_WORD: usize = 32;
/// Silence that ends a phrase, in seconds.
const PAUSE_S: f64 = 1.0;

/// When something starts and ends, as far as the file says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::corpus) struct Interval {
    pub(in crate::corpus) start: Option<f64>,
    pub(in crate::corpus) end: Option<f64>,
    /// Whether the file leaves open what it counts in: seconds or milliseconds.
    pub(in crate::corpus) unitless: bool,
}

impl Interval {
    /// An interval in seconds.
    pub(in crate::corpus) fn seconds(start: Option<f64>, end: Option<f64>) -> Self {
        Self {
            start,
            end,
            unitless: false,
        }
    }
}

/// A segment, a word, or a mark of punctuation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::corpus) struct Said<'a> {
    pub(in crate::corpus) speaker: Option<Cow<'a, str>>,
    pub(in crate::corpus) at: Interval,
    pub(in crate::corpus) text: Cow<'a, str>,
    /// Whether it belongs to the word before, without a blank.
    pub(in crate::corpus) glued: bool,
    /// Whether somebody else speaks after it.
    pub(in crate::corpus) turn_over: bool,
}

/// The talk of a file.
#[derive(Debug)]
pub(in crate::corpus) struct Talk<'a> {
    pub(in crate::corpus) said: Vec<Said<'a>>,
    /// How many seconds one unit is where the file does not say; `None`: to be guessed.
    pub(in crate::corpus) unit_s: Option<f64>,
}

impl<'a> Talk<'a> {
    /// A talk whose times are all in seconds.
    pub(in crate::corpus) fn in_seconds(said: Vec<Said<'a>>) -> Self {
        Self {
            said,
            unit_s: Some(1.0),
        }
    }

    /// The blocks of the talk; `source` is the file, for the lines.
    pub(in crate::corpus) fn into_blocks(self, source: &str) -> Vec<Block> {
        let unit_s = self.unit_s.unwrap_or_else(|| guessed_unit(&self.said));
        let mut phrases = Phrases {
            joiner: Joiner::new(),
            lines: Lines::new(source),
            open: None,
            turn_over: false,
        };
        for mut said in self.said {
            if said.at.unitless {
                said.at.start = said.at.start.map(|time| time * unit_s);
                said.at.end = said.at.end.map(|time| time * unit_s);
            }
            phrases.add(said);
        }
        phrases.close();
        phrases.joiner.finish()
    }
}

/// Nobody speaks less than half a character a second for long, nor more than that in a millisecond: the rate tells
/// whether a list counts in the one or the other.
fn guessed_unit(said: &[Said<'_>]) -> f64 {
    let (mut bytes, mut length) = (0.0, 0.0);
    for Said { at, text, .. } in said.iter().filter(|said| said.at.unitless) {
        if let (Some(start), Some(end)) = (at.start, at.end) {
            bytes += text.len() as f64;
            length += (end - start).max(0.0);
        }
    }
    if length > 0.0 && bytes / length < 0.5 {
        0.001
    } else {
        1.0
    }
}

/// Gathers words into phrases on their way to the joiner; a time for every word would help nobody.
struct Phrases<'a, 's> {
    joiner: Joiner,
    lines: Lines<'s>,
    open: Option<(Said<'a>, u32)>,
    turn_over: bool,
}

impl<'a> Phrases<'a, '_> {
    fn add(&mut self, said: Said<'a>) {
        let line = self.lines.of(&said.text);
        if let Some((open, _)) = &mut self.open
            && continues(open, &said)
        {
            let text = open.text.to_mut();
            if !said.glued && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(said.text.trim_start());
            open.at.start = open.at.start.or(said.at.start);
            open.at.end = said.at.end.or(open.at.end);
            open.turn_over |= said.turn_over;
            return;
        }
        self.close();
        self.open = Some((said, line));
    }

    fn close(&mut self) {
        let Some((said, line)) = self.open.take() else {
            return;
        };
        let change = match said.speaker.as_deref().and_then(named) {
            Some(name) => Some(Change::Named(name)),
            None => self.turn_over.then_some(Change::Unnamed),
        };
        self.turn_over = said.turn_over;
        self.joiner.push(Segment {
            change,
            start_s: said.at.start,
            end_s: said.at.end,
            text: said.text.into_owned(),
            line,
        });
    }
}

/// Whether `next` goes on with the phrase `open`: punctuation always, a word if no sentence, voice or breath ended.
fn continues(open: &Said<'_>, next: &Said<'_>) -> bool {
    if open.turn_over || next.speaker.is_some() && open.speaker != next.speaker {
        return false;
    }
    if next.glued {
        return true;
    }
    let paused = match (open.at.end, next.at.start) {
        (Some(end), Some(start)) => start - end >= PAUSE_S || start < end - PAUSE_S,
        _ => false,
    };
    is_word(&next.text)
        && open.text.len() < LONGEST_PHRASE
        && !paused
        && !closes_sentence(&open.text)
        && open.text.trim() != next.text.trim()
}

fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_WORD && !text.trim().contains(char::is_whitespace)
}

/// The label of a speaker; those that only have a number are called by it.
fn named(speaker: &str) -> Option<String> {
    let speaker = speaker.trim();
    if speaker.is_empty() || speaker == "?" {
        None
    } else if speaker.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(format!("Speaker {speaker}"))
    } else {
        Some(speaker.to_owned())
    }
}
