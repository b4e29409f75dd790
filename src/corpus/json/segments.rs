//! Lists of segments, utterances, sentences or words, which most tools write: Podcasting 2.0, Podlove, Whisper and its
//! relatives, `AssemblyAI`.

use std::borrow::Cow;

use memchr::memmem;
use serde::Deserialize;
use serde::de::Deserializer;

use super::loose::{List, Number, Object, Text, each};
use super::said::{Interval, Said};
use crate::corpus::joining::closes_sentence;

/// From this many bytes on, a segment that carries word times is split at sentence ends, so that its sentences get them.
const LONG_SEGMENT: usize = 400;

/// A list of segments, taken apart one by one into what was said; anything else is an empty list.
#[derive(Debug, Default)]
pub(super) struct Segments<'a> {
    pub(super) said: Vec<Said<'a>>,
    /// How many items the list had.
    pub(super) items: usize,
    /// Whether any of them has its text where Podcasting 2.0 has it.
    pub(super) bodies: bool,
}

impl<'a> Segments<'a> {
    fn push(&mut self, segment: Segment<'a>) {
        self.items += 1;
        self.bodies |= segment.body.0.is_some();
        segment.pour(&mut self.said);
    }
}

impl<'a> FromIterator<Object<Segment<'a>>> for Segments<'a> {
    fn from_iter<I: IntoIterator<Item = Object<Segment<'a>>>>(list: I) -> Self {
        let mut segments = Self::default();
        list.into_iter()
            .for_each(|Object(segment)| segments.push(segment));
        segments
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Segments<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut segments = Self::default();
        each(deserializer, |Object(segment)| segments.push(segment))?;
        Ok(segments)
    }
}

/// One segment, with all the names that its parts go by; each tool fills some of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Segment<'a> {
    #[serde(rename = "startTime")]
    podcast_start: Number,
    #[serde(rename = "endTime")]
    podcast_end: Number,
    start_time: Number,
    end_time: Number,
    start_ms: Number,
    end_ms: Number,
    offsets: Object<Offsets>,
    start: Number,
    end: Number,
    timestamp: List<Number>,
    #[serde(borrow)]
    body: Text<'a>,
    text: Text<'a>,
    transcript: Text<'a>,
    punctuated_word: Text<'a>,
    word: Text<'a>,
    speaker: Text<'a>,
    speaker_label: Text<'a>,
    voice: Text<'a>,
    /// Whether somebody else speaks in the next one.
    speaker_turn_next: Number,
    words: List<Object<Word<'a>>>,
    items: List<Object<Word<'a>>>,
}

/// `whisper.cpp`: milliseconds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Offsets {
    from: Number,
    to: Number,
}

/// A word or a short group of words inside a segment; unaligned ones have no time.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Word<'a> {
    start: Number,
    start_ms: Number,
    end: Number,
    end_ms: Number,
    #[serde(borrow)]
    text: Text<'a>,
    #[serde(rename = "word")]
    plain: Text<'a>,
    #[serde(rename = "punctuated_word")]
    punctuated: Text<'a>,
}

impl Word<'_> {
    fn at(&self) -> Interval {
        let plain = Interval {
            start: self.start.0,
            end: self.end.0,
            unitless: true,
        };
        in_milliseconds(self.start_ms, self.end_ms).unwrap_or(plain)
    }
}

fn in_milliseconds(start: Number, end: Number) -> Option<Interval> {
    let seconds = |time: Number| time.0.map(|time| time / 1000.0);
    let at = Interval::seconds(seconds(start), seconds(end));
    at.start.is_some().then_some(at)
}

impl<'a> Segment<'a> {
    /// Adds what it says, in several parts if it is long and its words have times.
    fn pour(self, said: &mut Vec<Said<'a>>) {
        let at = self.at();
        let speaker = Text::first([self.speaker, self.speaker_label, self.voice]);
        let turn_over = self.speaker_turn_next.0.is_some_and(|next| next != 0.0);
        let words = if self.items.0.is_empty() {
            self.words.0
        } else {
            self.items.0
        };
        let text = Text::first([
            self.body,
            self.text,
            self.transcript,
            self.punctuated_word,
            self.word,
        ]);
        let Some(text) = text else {
            said.extend(words.into_iter().filter_map(|Object(word)| {
                Some(Said {
                    speaker: speaker.clone(),
                    at: word.at(),
                    text: Text::first([word.punctuated, word.text, word.plain])?,
                    ..Said::default()
                })
            }));
            return;
        };
        let cuts = if text.len() < LONG_SEGMENT {
            Vec::new()
        } else {
            sentence_starts(&text, &words)
        };
        let mut part = Said {
            speaker,
            at,
            ..Said::default()
        };
        let mut from = 0;
        for (cut, word) in cuts {
            part.text = slice(&text, from, cut);
            part.at.end = None;
            said.push(part.clone());
            (from, part.at) = (cut, word);
        }
        part.at.end = at.end.filter(|_| part.at.unitless == at.unitless);
        part.text = if from == 0 {
            text
        } else {
            slice(&text, from, text.len())
        };
        part.turn_over = turn_over;
        said.push(part);
    }

    fn at(&self) -> Interval {
        let podcast = Interval::seconds(self.podcast_start.0, self.podcast_end.0);
        let aws = Interval::seconds(self.start_time.0, self.end_time.0);
        [podcast, aws]
            .into_iter()
            .find(|at| at.start.is_some())
            .or_else(|| in_milliseconds(self.start_ms, self.end_ms))
            .or_else(|| in_milliseconds(self.offsets.0.from, self.offsets.0.to))
            .unwrap_or_else(|| Interval {
                start: self.start.0.or_else(|| self.pair(0)),
                end: self.end.0.or_else(|| self.pair(1)),
                unitless: true,
            })
    }

    fn pair(&self, index: usize) -> Option<f64> {
        self.timestamp.0.get(index).and_then(|time| time.0)
    }
}

/// Where in `text` a sentence begins, the first one aside, and when, as far as its words can be found there.
fn sentence_starts(text: &str, words: &[Object<Word<'_>>]) -> Vec<(usize, Interval)> {
    let mut starts = Vec::new();
    let mut from = 0;
    for Object(word) in words {
        let spelling = [&word.punctuated, &word.text, &word.plain];
        let Some(spelling) = spelling.into_iter().find_map(|text| text.0.as_deref()) else {
            continue;
        };
        let spelling = spelling.trim();
        // Words follow each other closely; one that does not was spelled otherwise.
        let near = &text.as_bytes()[from..text.len().min(from + spelling.len() + 40)];
        let Some(at) = memmem::find(near, spelling.as_bytes()) else {
            continue;
        };
        let at = from + at;
        if at > 0 && closes_sentence(&text[..at]) {
            starts.push((at, word.at()));
        }
        from = at + spelling.len();
    }
    starts
}

fn slice<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) => Cow::Owned(text[from..to].to_owned()),
    }
}
