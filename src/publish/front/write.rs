//! A key with another value, where it stands, and a key taken out.

use serde_json::Value;

use super::fence::Notation;
use super::insert::{indented, insert, json_indent};
use super::list::spliced;
use super::render::{json_value, toml_value, yaml_value};
use super::toml::Header;
use super::tree::{self, Body, Entry, Node, line_end, line_ending, line_start};
use super::{Doubt, toml};

/// The source with a value under a path: in the place of the one that stands there, if any.
pub(super) fn set(
    notation: Notation,
    source: &str,
    path: &[&str],
    value: &Value,
) -> Result<String, Doubt> {
    let root = tree::read(notation, source)?;
    let written = written(notation, source, &root, path, value)?;
    let Some(old) = root.entry(path) else {
        return insert(notation, source, &root, path, &written);
    };
    if let Some(new) = in_place(notation, source, old, &written) {
        return Ok(new);
    }
    let cleared = remove(notation, source, path)?;
    let root = tree::read(notation, &cleared)?;
    insert(notation, &cleared, &root, path, &written)
}

/// A value in a notation, as it stands behind a key at the start of a line.
fn written(
    notation: Notation,
    source: &str,
    root: &Node,
    path: &[&str],
    value: &Value,
) -> Result<String, Doubt> {
    let eol = line_ending(source);
    match notation {
        Notation::Yaml => Ok(yaml_value(value, eol)),
        Notation::Toml => Ok(toml_value(value, true, eol)),
        Notation::Json => {
            let unit = source.contains('\n').then(|| json_indent(source, root));
            Ok(json_value(value, unit.as_deref(), eol))
        }
        Notation::Lines | Notation::FieldList => match value {
            Value::String(text) if !text.contains(['\n', '\r']) => Ok(text.clone()),
            _ => Err(Doubt::Odd {
                key: path.join("."),
                reason: "would have to be one line of text",
            }),
        },
    }
}

/// The source with another value behind a key; `None` if key and value do not follow each other plainly.
fn in_place(notation: Notation, source: &str, entry: &Entry, written: &str) -> Option<String> {
    let value = &entry.value;
    let mark = match notation {
        Notation::Toml => "=",
        _ => ":",
    };
    let between = source.get(entry.key.end..value.span.start)?;
    let plain = match between.trim().strip_prefix(mark).map(str::trim_start) {
        // The span of a list begins behind its first dash, that of a block of text behind its sign.
        Some("" | "-") => true,
        Some(sign) => sign.starts_with(['|', '>']) && !sign.contains('#'),
        None => false,
    };
    if value.tangled || value.span.is_empty() || !plain {
        return None;
    }
    let end = source[..value.span.end].trim_end().len();
    if notation != Notation::Yaml {
        return Some(spliced(
            source,
            vec![(value.span.start..end, written.to_owned())],
        ));
    }
    let indent = &source[line_start(source, entry.key.start)..entry.key.start];
    if !indent.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let gap = if written.starts_with(['\r', '\n']) {
        ""
    } else {
        " "
    };
    let eol = line_ending(source);
    let text = indented(&format!("{gap}{written}"), indent, eol);
    let colon = entry.key.end + between.find(mark)? + mark.len();
    Some(spliced(
        source,
        vec![(colon..end, text[indent.len()..].to_owned())],
    ))
}

/// The source without an entry.
pub(super) fn remove(notation: Notation, source: &str, path: &[&str]) -> Result<String, Doubt> {
    let root = tree::read(notation, source)?;
    let odd = |reason| Doubt::Odd {
        key: path.join("."),
        reason,
    };
    let parent = match path {
        [_] => &root,
        [table, ..] => root
            .entry(&[*table])
            .map(|entry| &entry.value)
            .ok_or_else(|| odd("is not there"))?,
        [] => return Err(odd("is not named")),
    };
    let entry = root.entry(path).ok_or_else(|| odd("is not there"))?;
    if entry.value.tangled {
        return Err(odd("has an anchor, an alias or a type"));
    }
    if let Body::Map {
        flow: true,
        entries,
    } = &parent.body
    {
        return Ok(spliced(
            source,
            vec![(member(entries, entry), String::new())],
        ));
    }
    let alone = path.len() == 2 && parent.entries().len() == 1;
    let mut start = line_start(source, entry.key.start);
    let mut end = entry.value.span.end;
    if alone && notation == Notation::Yaml {
        start = root
            .entry(&path[..1])
            .map_or(start, |table| line_start(source, table.key.start));
    }
    if alone && notation == Notation::Toml {
        let headers = toml::headers(source, &root);
        if let Some(header) = headers
            .iter()
            .rfind(|header| header.end <= start && header.name == path[0])
        {
            start = before_header(source, header, start).unwrap_or(start);
        }
    }
    end = line_end(source, end.max(entry.key.end));
    Ok(spliced(source, vec![(start..end, String::new())]))
}

/// Where a table begins that holds nothing but the line at `start`, with the blank line above it.
fn before_header(source: &str, header: &Header, start: usize) -> Option<usize> {
    if header.end != start {
        return None;
    }
    let above = &source[..header.start];
    let bare = above
        .strip_suffix('\n')
        .map(|above| above.strip_suffix('\r').unwrap_or(above));
    let blank = bare.filter(|bare| bare.ends_with('\n'));
    Some(blank.map_or(header.start, str::len))
}

/// A member of an object in braces with one comma.
fn member(entries: &[Entry], entry: &Entry) -> std::ops::Range<usize> {
    let at = entries.iter().position(|other| other == entry).unwrap_or(0);
    if at > 0 {
        entries[at - 1].value.span.end..entry.value.span.end
    } else if let Some(next) = entries.get(1) {
        entry.key.start..next.key.start
    } else {
        entry.key.start..entry.value.span.end
    }
}
