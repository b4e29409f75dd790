//! `YouTube`'s `json3` captions, automatic or written by hand: events made of pieces of text.

use serde::Deserialize;

use super::lines::Lines;
use super::loose::{List, Number, Object, Text};
use super::said::Interval;
use crate::corpus::captions;
use crate::corpus::cues::Cue;
use crate::corpus::parsed::Block;

/// One of `events`. The first is a window without text; one that appends holds only a line break.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event<'a> {
    #[serde(rename = "tStartMs")]
    start_ms: Number,
    #[serde(rename = "dDurationMs")]
    duration_ms: Number,
    #[serde(borrow)]
    segs: List<Object<Piece<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Piece<'a> {
    #[serde(borrow)]
    utf8: Text<'a>,
}

/// The captions as blocks; `source` is the file, for the lines.
pub(super) fn blocks(events: Vec<Object<Event<'_>>>, source: &str) -> Vec<Block> {
    let mut lines = Lines::new(source);
    let mut shown: Vec<(u32, Interval, String)> = Vec::new();
    for Object(event) in events {
        let mut text = String::new();
        let mut line = None;
        for Object(piece) in event.segs.0 {
            if let Some(piece) = piece.utf8.0 {
                line.get_or_insert_with(|| lines.of(&piece));
                text.push_str(&piece);
            }
        }
        if let Some(line) = line.filter(|_| !text.trim_ascii().is_empty()) {
            let start = event.start_ms.0.map(|time| time / 1000.0);
            let length = event.duration_ms.0.map(|time| time / 1000.0);
            let end = start.and_then(|start| length.map(|length| start + length));
            shown.push((line, Interval::seconds(start, end), text));
        }
    }
    let cues: Vec<_> = shown
        .iter()
        .map(|(line, at, text)| Cue {
            line: *line,
            start_s: at.start.unwrap_or_default(),
            end_s: at.end.filter(|&end| Some(end) >= at.start),
            text,
        })
        .collect();
    captions::blocks(&cues)
}
