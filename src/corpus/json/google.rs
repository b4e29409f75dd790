//! Google Speech-to-Text, versions 1 and 2: results with words; with speakers told apart, the last result repeats all.

use std::borrow::Cow;

use serde::Deserialize;

use super::loose::{List, Number, Object, Text};
use super::said::{Interval, Said};

/// One of `results`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Outcome<'a> {
    #[serde(borrow)]
    alternatives: List<Object<Alternative<'a>>>,
    #[serde(rename = "languageCode")]
    language_code: Text<'a>,
    #[serde(rename = "resultEndTime")]
    end_time: Number,
    #[serde(rename = "resultEndOffset")]
    end_offset: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Alternative<'a> {
    #[serde(borrow)]
    transcript: Text<'a>,
    words: List<Object<Word<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Word<'a> {
    #[serde(rename = "startTime")]
    start_time: Number,
    #[serde(rename = "endTime")]
    end_time: Number,
    #[serde(rename = "startOffset")]
    start_offset: Number,
    #[serde(rename = "endOffset")]
    end_offset: Number,
    #[serde(borrow, rename = "word")]
    text: Text<'a>,
    #[serde(rename = "speakerTag")]
    speaker_tag: Text<'a>,
    #[serde(rename = "speakerLabel")]
    speaker_label: Text<'a>,
}

impl Word<'_> {
    fn start(&self) -> Option<f64> {
        self.start_time.0.or(self.start_offset.0)
    }

    fn end(&self) -> Option<f64> {
        self.end_time.0.or(self.end_offset.0)
    }

    fn has_speaker(&self) -> bool {
        let tag = self.speaker_tag.0.as_deref();
        tag.is_some_and(|tag| tag != "0") || self.speaker_label.0.is_some()
    }
}

/// What was said, and in which language.
pub(super) fn said(
    mut outcomes: Vec<Object<Outcome<'_>>>,
) -> (Vec<Said<'_>>, Option<Cow<'_, str>>) {
    let language = outcomes
        .iter()
        .find_map(|Object(outcome)| outcome.language_code.0.clone());
    if repeats_all(&outcomes) {
        outcomes.drain(..outcomes.len() - 1);
    }
    let mut all = Vec::new();
    let mut before = None;
    for Object(outcome) in outcomes {
        let end = outcome.end_time.0.or(outcome.end_offset.0);
        if let Some(Object(alternative)) = outcome.alternatives.0.into_iter().next() {
            alternative.pour(before, end, &mut all);
        }
        before = end.or(before);
    }
    (all, language)
}

/// Whether the last result has all the words from the start once more, now with their speakers.
fn repeats_all(outcomes: &[Object<Outcome<'_>>]) -> bool {
    fn words<'o, 'a>(outcome: &'o Object<Outcome<'a>>) -> &'o [Object<Word<'a>>] {
        let alternative = outcome.0.alternatives.0.first();
        alternative.map_or(&[], |Object(alternative)| &alternative.words.0)
    }
    let Some((last, others)) = outcomes.split_last() else {
        return false;
    };
    let Some(first) = others.iter().find_map(|outcome| words(outcome).first()) else {
        return false;
    };
    let start = |word: &Object<Word<'_>>| word.0.start().unwrap_or_default();
    words(last)
        .first()
        .is_some_and(|word| word.0.has_speaker() && start(word) <= start(first))
}

impl<'a> Alternative<'a> {
    /// Adds the words, or else the text as a whole, which lies between the ends of two results.
    fn pour(self, before: Option<f64>, end: Option<f64>, all: &mut Vec<Said<'a>>) {
        if self.words.0.is_empty() {
            all.extend(self.transcript.0.map(|text| Said {
                at: Interval::seconds(before.or(Some(0.0)).filter(|_| end.is_some()), end),
                text,
                ..Said::default()
            }));
            return;
        }
        for Object(word) in self.words.0 {
            let (start, end) = (word.start(), word.end());
            let speaker = if word.has_speaker() {
                word.speaker_label.0.or(word.speaker_tag.0)
            } else {
                None
            };
            // A time that is zero may be left out.
            let first = all.is_empty() && end.is_some();
            all.extend(word.text.0.map(|text| Said {
                speaker,
                at: Interval::seconds(start.or(first.then_some(0.0)), end),
                text,
                ..Said::default()
            }));
        }
    }
}
