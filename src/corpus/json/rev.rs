//! Rev.ai: monologues of words and punctuation, blanks among the punctuation.

use serde::Deserialize;

use super::loose::{List, Number, Object, Text};
use super::said::{Interval, Said};

/// One of `monologues`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Monologue<'a> {
    #[serde(borrow)]
    speaker: Text<'a>,
    speaker_info: Object<SpeakerInfo<'a>>,
    elements: List<Object<Element<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SpeakerInfo<'a> {
    #[serde(borrow)]
    display_name: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Element<'a> {
    #[serde(borrow)]
    value: Text<'a>,
    ts: Number,
    end_ts: Number,
}

/// What was said.
pub(super) fn said(monologues: Vec<Object<Monologue<'_>>>) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for Object(monologue) in monologues {
        let speaker = Text::first([monologue.speaker_info.0.display_name, monologue.speaker]);
        let mut glued = false;
        for Object(element) in monologue.elements.0 {
            let Some(text) = element.value.0 else {
                continue;
            };
            if text.trim_ascii().is_empty() {
                glued = false;
                continue;
            }
            all.push(Said {
                speaker: speaker.clone(),
                at: Interval::seconds(element.ts.0, element.end_ts.0),
                text,
                glued,
                turn_over: false,
            });
            glued = true;
        }
    }
    all
}
