//! Azure Speech: the phrases of batch transcription, which come channel by channel and count in ticks, and those of fast
//! transcription.

use serde::Deserialize;

use super::loose::{List, Number, Object, Text};
use super::said::{Interval, Said};

/// Ticks of 100 ns in a second.
const TICKS_PER_S: f64 = 1e7;

/// One of `recognizedPhrases` or `phrases`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Phrase<'a> {
    #[serde(borrow)]
    channel: Text<'a>,
    speaker: Text<'a>,
    offset_in_ticks: Number,
    duration_in_ticks: Number,
    offset_milliseconds: Number,
    duration_milliseconds: Number,
    offset: Number,
    duration: Number,
    text: Text<'a>,
    n_best: List<Object<Reading<'a>>>,
}

/// How a phrase may be read; the first one is the likeliest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reading<'a> {
    #[serde(borrow)]
    display: Text<'a>,
    lexical: Text<'a>,
}

impl Phrase<'_> {
    fn at(&self) -> Interval {
        let milliseconds = |time: Number| time.0.map(|time| time / 1000.0);
        let ticks = |time: Number| time.0.map(|time| time / TICKS_PER_S);
        let start = ticks(self.offset_in_ticks)
            .or(milliseconds(self.offset_milliseconds))
            .or(milliseconds(self.offset));
        let length = ticks(self.duration_in_ticks)
            .or(milliseconds(self.duration_milliseconds))
            .or(milliseconds(self.duration));
        let end = start.and_then(|start| length.map(|length| start + length));
        Interval::seconds(start, end)
    }
}

/// What was said on all channels, in order of time.
pub(super) fn said(mut phrases: Vec<Object<Phrase<'_>>>) -> Vec<Said<'_>> {
    let channels = phrases.iter().map(|phrase| &phrase.0.channel);
    let several = channels
        .clone()
        .zip(channels.skip(1))
        .any(|(one, other)| one != other);
    let start = |phrase: &Object<Phrase<'_>>| phrase.0.at().start.unwrap_or_default();
    phrases.sort_by(|one, other| start(one).total_cmp(&start(other)));
    let said = phrases.into_iter().filter_map(|Object(phrase)| {
        let at = phrase.at();
        let channel = phrase.channel.0.filter(|_| several);
        let reading = phrase.n_best.0.into_iter().next().unwrap_or_default().0;
        Some(Said {
            speaker: phrase
                .speaker
                .0
                .or_else(|| channel.map(|number| format!("Channel {number}").into())),
            at,
            text: Text::first([phrase.text, reading.display, reading.lexical])?,
            ..Said::default()
        })
    });
    said.collect()
}
