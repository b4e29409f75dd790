//! The parts of the notes that can be published beside the tags, and what stands under their keys.

use serde_json::{Map, Value, json};

use super::episode::EpisodeNotes;

/// A part of the notes, beside the tags, that can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The highlights, with speaker and time.
    Highlights,
    /// The chapters, with their times.
    Chapters,
    /// The summary as one paragraph.
    Summary,
    /// Hosts and guests by name.
    People,
}

/// The key of a part and what stands under it; `None` where the episode has nothing of the kind.
pub fn part_value(episode: &EpisodeNotes, part: Part) -> (&'static str, Option<Value>) {
    let filled = |items: Vec<Value>| (!items.is_empty()).then_some(Value::Array(items));
    match part {
        Part::Highlights => {
            let items = episode.highlights.iter().map(|highlight| {
                let mut fields = Map::new();
                fields.insert("text".to_owned(), json!(highlight.text));
                if let Some(speaker) = &highlight.speaker {
                    fields.insert("speaker".to_owned(), json!(speaker));
                }
                if let Some(start) = highlight.start_s {
                    fields.insert("start".to_owned(), seconds(start));
                }
                Value::Object(fields)
            });
            ("highlights", filled(items.collect()))
        }
        Part::Chapters => {
            let items = episode.chapters.iter().map(|chapter| {
                let mut fields = Map::new();
                fields.insert("title".to_owned(), json!(chapter.title));
                if let Some(start) = chapter.start_s {
                    fields.insert("start".to_owned(), seconds(start));
                }
                Value::Object(fields)
            });
            ("chapters", filled(items.collect()))
        }
        Part::Summary => {
            let summary = &episode.summary;
            ("summary", (!summary.is_empty()).then(|| json!(summary)))
        }
        Part::People => (
            "people",
            filled(episode.people.iter().map(|name| json!(name)).collect()),
        ),
    }
}

/// Seconds to the hundredth; whole ones as an integer.
fn seconds(value: f64) -> Value {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded.fract() == 0.0 {
        json!(rounded as i64)
    } else {
        json!(rounded)
    }
}
