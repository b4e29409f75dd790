//! Where the front matter of a content file begins and ends, and in which notation it is written.

use std::ops::Range;

use super::json;
use crate::publish::site::Site;

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
    Json,
    /// `Key: value` lines, as Pelican reads them from Markdown.
    Lines,
    /// `:key: value` lines, as Pelican reads them from reStructuredText.
    FieldList,
}

/// Front matter found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) notation: Notation,
    /// What stands between the fences, whole lines; for JSON the object from brace to brace.
    pub(super) source: Range<usize>,
}

/// The front matter as the generator would find it; `None` if there is none.
pub(super) fn find(site: Site, text: &str) -> Option<Front> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if site == Site::Pelican {
        return lines(text, start);
    }
    let body = text[start..].trim_start_matches([' ', '\t', '\r', '\n']);
    let object = text.len() - body.len();
    if body.starts_with('{') {
        return json_object(text, object, site == Site::Json);
    }
    let first = text[start..].split_inclusive('\n').next()?;
    let (notation, close): (_, &[&str]) = match first.trim_end() {
        "---" | "---yaml" => (Notation::Yaml, &["---", "..."]),
        "---toml" => (Notation::Toml, &["---"]),
        "+++" => (Notation::Toml, &["+++"]),
        "---json" => (Notation::Json, &["---"]),
        _ => return None,
    };
    let source = between(text, start + first.len(), close)?;
    if notation == Notation::Json {
        let inside = &text[source.clone()];
        let object = source.start + inside.find('{')?;
        let end = json::end_of_value(text, object)?;
        let alone = end <= source.end && text[end..source.end].trim().is_empty();
        return alone.then_some(Front {
            notation,
            source: object..end,
        });
    }
    Some(Front { notation, source })
}

fn json_object(text: &str, start: usize, alone: bool) -> Option<Front> {
    let end = json::end_of_value(text, start)?;
    if alone && !text[end..].trim().is_empty() {
        return None;
    }
    Some(Front {
        notation: Notation::Json,
        source: start..end,
    })
}

/// The lines up to one that is a closing fence.
fn between(text: &str, from: usize, close: &[&str]) -> Option<Range<usize>> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some(from..at);
        }
        at += line.len();
    }
    None
}

/// Pelican's metadata: from the first line to a blank one, with or without rules around it; or the field list below
/// the title of a reStructuredText file.
fn lines(text: &str, start: usize) -> Option<Front> {
    let mut at = start;
    let mut fenced = false;
    let mut field_list: Option<usize> = None;
    let mut from = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if at == start && bare == "---" {
            fenced = true;
            from = start + line.len();
        } else if let Some(fields) = field_list {
            if !bare.starts_with([':', ' ', '\t']) {
                return front(Notation::FieldList, fields, at);
            }
        } else if from == at && is_field(bare, ':') {
            field_list = Some(at);
            from = usize::MAX;
        } else if from != usize::MAX && is_key_line(bare) {
        } else if from < at && (bare.is_empty() || (fenced && matches!(bare, "---" | "..."))) {
            return front(Notation::Lines, from, at);
        } else if from < at && from != usize::MAX && bare.starts_with("    ") {
        } else if is_field(bare, ':') {
            field_list = Some(at);
            from = usize::MAX;
        } else if fenced || (from < at && from != usize::MAX && from != start) {
            return None;
        } else {
            // A title and its underline may come before the field list.
            from = usize::MAX;
        }
        at += line.len();
    }
    match field_list {
        Some(fields) => front(Notation::FieldList, fields, at),
        None if from < at && from != usize::MAX && !fenced => front(Notation::Lines, from, at),
        None => None,
    }
}

fn front(notation: Notation, from: usize, to: usize) -> Option<Front> {
    (from < to).then_some(Front {
        notation,
        source: from..to,
    })
}

/// `:key: value`
fn is_field(line: &str, mark: char) -> bool {
    let name = line
        .strip_prefix(mark)
        .and_then(|rest| rest.split_once(mark));
    name.is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ')
    })
}

/// `Key: value`
fn is_key_line(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}
