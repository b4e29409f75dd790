//! AWS Transcribe: words and punctuation as items, speakers with the items or in a list of their own.

use serde::Deserialize;

use super::loose::{List, Number, Object, Text};
use super::said::{Interval, Said};

/// One of `results.items`: a word with times, or punctuation without, which belongs to the word before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item<'a> {
    start_time: Number,
    end_time: Number,
    #[serde(borrow)]
    alternatives: List<Object<Alternative<'a>>>,
    #[serde(rename = "type")]
    kind: Text<'a>,
    speaker_label: Text<'a>,
    channel_label: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Alternative<'a> {
    #[serde(borrow)]
    content: Text<'a>,
}

/// `results.speaker_labels`: who speaks when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SpeakerLabels<'a> {
    #[serde(borrow)]
    segments: List<Object<SpeakerSegment<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SpeakerSegment<'a> {
    start_time: Number,
    end_time: Number,
    #[serde(borrow)]
    speaker_label: Text<'a>,
}

/// What was said; `labels` name the speakers of items that do not do so themselves.
pub(super) fn said<'a>(items: Vec<Object<Item<'a>>>, labels: SpeakerLabels<'a>) -> Vec<Said<'a>> {
    let mut segments: Vec<_> = labels
        .segments
        .0
        .into_iter()
        .filter_map(|Object(segment)| {
            let start = segment.start_time.0?;
            Some((start, segment.end_time.0?, segment.speaker_label.0?))
        })
        .collect();
    segments.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut speaker = None;
    let said = items.into_iter().filter_map(|Object(item)| {
        let Object(alternative) = item.alternatives.0.into_iter().next()?;
        let punctuation = item.kind.0.as_deref() == Some("punctuation");
        let named = item.speaker_label.0.or(item.channel_label.0);
        if named.is_some() {
            speaker = named;
        } else if let Some(start) = item.start_time.0 {
            let before = segments.partition_point(|segment| segment.0 <= start);
            if let Some((_, end, label)) = before.checked_sub(1).map(|at| &segments[at])
                && start < *end
            {
                speaker = Some(label.clone());
            }
        }
        Some(Said {
            speaker: speaker.clone(),
            at: Interval::seconds(item.start_time.0, item.end_time.0),
            text: alternative.content.0?,
            glued: punctuation,
            turn_over: false,
        })
    });
    said.collect()
}
