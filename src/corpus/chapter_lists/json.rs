//! Chapters in JSON or front matter: Podcasting 2.0 (`startTime`), Podlove (`start` as a clock time) and what sites
//! make of them.

use serde_json::{Map, Value};

use super::super::clock::clock;
use super::super::parsed::ParsedChapter;
use super::{MOST, chapter};

/// The keys of a start, and those of a title.
const STARTS: [&str; 8] = [
    "startTime",
    "start",
    "start_time",
    "start_s",
    "time",
    "timestamp",
    "sec",
    "seconds",
];
const TITLES: [&str; 5] = ["title", "name", "label", "headline", "text"];

/// The chapters in a list, or in the object that holds one. Chapters that are to stay out of sight (`toc: false`) and
/// those without a title or a time are left out.
pub(in super::super) fn of_value(value: &Value) -> Vec<ParsedChapter> {
    let items = match value {
        Value::Array(items) => items,
        Value::Object(fields) => match fields.get("chapters") {
            Some(Value::Array(items)) => items,
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    items
        .iter()
        .filter_map(|item| of_item(item.as_object()?))
        .take(MOST + 1)
        .collect()
}

fn of_item(item: &Map<String, Value>) -> Option<ParsedChapter> {
    if item.get("toc") == Some(&Value::Bool(false)) {
        return None;
    }
    let title = TITLES.iter().find_map(|key| item.get(*key)?.as_str())?;
    let start_s = STARTS.iter().find_map(|key| match item.get(*key)? {
        Value::Number(number) => number.as_f64().filter(|seconds| *seconds >= 0.0),
        Value::String(text) => seconds_of(text),
        _ => None,
    });
    chapter(title, start_s)
}

/// A clock time or a number of seconds.
pub(super) fn seconds_of(text: &str) -> Option<f64> {
    let text = text.trim();
    clock(text)
        .or_else(|| text.parse().ok())
        .filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::super::shown;
    use super::*;

    #[test]
    fn silent_untitled_and_untimed_chapters_are_left_out() {
        let value = serde_json::json!([
            {"startTime": 1, "title": "A"}, {"startTime": 2, "toc": false, "title": "B"},
            {"startTime": 3}, {"title": "D"}, {"start": "0:05", "title": " E  e ", "toc": true}, 7, null,
            {"startTime": -4, "title": "F"}, {"time": "soon", "title": "G"}
        ]);
        let chapters = of_value(&value);
        assert_eq!(shown(&chapters), [(1.0, "A"), (5.0, "E e")]);
    }
}
