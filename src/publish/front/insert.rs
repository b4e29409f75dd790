//! A key that is not there yet, in its fixed place: the end of the front matter, in TOML the end of the key's table, and
//! before the first table for a key of the top level.

use super::fence::Notation;
use super::list::{quoted, spliced};
use super::tree::{self, Body, Entry, Node, Quote, line_end, line_ending, line_start};
use super::{Doubt, toml};

/// The source with a list of texts under a path that is not there.
pub(super) fn insert_list(
    notation: Notation,
    source: &str,
    path: &[&str],
    items: &[String],
) -> Result<String, Doubt> {
    let root = tree::read(notation, source)?;
    let like = usual_quote(&root, notation);
    let eol = line_ending(source);
    let all: Vec<_> = items
        .iter()
        .map(|item| quoted(notation, item, like))
        .collect();
    let lines = match notation {
        Notation::Yaml => usual_indent(source, &root),
        _ => None,
    };
    let value = match (lines, notation) {
        (Some(indent), _) => {
            let lines = all.iter().map(|item| format!("{eol}{indent}- {item}"));
            lines.collect()
        }
        (None, Notation::Json) if source.contains('\n') => {
            let unit = json_indent(source, &root);
            let lines: Vec<_> = all
                .iter()
                .map(|item| format!("{eol}{unit}{unit}{item}"))
                .collect();
            format!("[{}{eol}{unit}]", lines.join(","))
        }
        _ => format!("[{}]", all.join(", ")),
    };
    insert(notation, source, &root, path, &value)
}

/// The source with `value`, written out, under a path that is not there.
pub(super) fn insert(
    notation: Notation,
    source: &str,
    root: &Node,
    path: &[&str],
    value: &str,
) -> Result<String, Doubt> {
    let eol = line_ending(source);
    match notation {
        Notation::Json => Ok(insert_json(source, root, path, value, eol)),
        Notation::Toml => insert_toml(source, root, path, value, eol),
        Notation::Yaml => insert_yaml(source, root, path, value, eol),
        Notation::Lines => {
            let titled = root.entries().iter().any(|entry| {
                source[entry.key.start..].starts_with(|c: char| c.is_ascii_uppercase())
            });
            let key = if titled {
                capitalised(path[0])
            } else {
                path[0].to_owned()
            };
            Ok(appended(source, &format!("{key}: {value}"), eol))
        }
        Notation::FieldList => Ok(appended(source, &format!(":{}: {value}", path[0]), eol)),
    }
}

fn capitalised(key: &str) -> String {
    let mut chars = key.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A line at the end.
fn appended(source: &str, line: &str, eol: &str) -> String {
    let gap = if source.is_empty() || source.ends_with('\n') {
        ""
    } else {
        eol
    };
    format!("{source}{gap}{line}{eol}")
}

fn insert_yaml(
    source: &str,
    root: &Node,
    path: &[&str],
    value: &str,
    eol: &str,
) -> Result<String, Doubt> {
    let odd = || Doubt::Odd {
        key: path[0].to_owned(),
        reason: "is not one key a line",
    };
    let gap = if value.starts_with(['\r', '\n']) {
        ""
    } else {
        " "
    };
    let column = |entries: &[Entry]| {
        entries.first().map_or(0, |first| {
            first.key.start - line_start(source, first.key.start)
        })
    };
    if let [key] = path {
        let indent = " ".repeat(column(root.entries()));
        return Ok(appended(
            source,
            &indented(&format!("{key}:{gap}{value}"), &indent, eol),
            eol,
        ));
    }
    match root.entry(&path[..1]).map(|entry| &entry.value) {
        None => {
            let indent = " ".repeat(column(root.entries()));
            let below = indented(&format!("{}:{gap}{value}", path[1]), "  ", eol);
            let text = format!("{}:{eol}{below}", path[0]);
            Ok(appended(source, &indented(&text, &indent, eol), eol))
        }
        Some(Node {
            body: Body::Map {
                flow: false,
                entries,
            },
            tangled: false,
            span,
        }) if !entries.is_empty() => {
            let indent = " ".repeat(column(entries));
            let text = indented(&format!("{}:{gap}{value}", path[1]), &indent, eol);
            let end = line_end(source, span.end.max(1) - 1);
            Ok(spliced(source, vec![(end..end, format!("{text}{eol}"))]))
        }
        Some(_) => Err(odd()),
    }
}

/// Lines moved to the right.
pub(super) fn indented(text: &str, indent: &str, eol: &str) -> String {
    let lines: Vec<_> = text
        .split(eol)
        .map(|line| format!("{indent}{line}"))
        .collect();
    lines.join(eol)
}

fn insert_toml(
    source: &str,
    root: &Node,
    path: &[&str],
    value: &str,
    eol: &str,
) -> Result<String, Doubt> {
    let headers = toml::headers(source, root);
    if let [key] = path {
        let end = headers.first().map_or(source.len(), |header| header.start);
        return Ok(line_in_table(
            source,
            root,
            0,
            end,
            &format!("{key} = {value}"),
            eol,
        ));
    }
    let line = format!("{} = {value}", path[1]);
    if let Some(at) = headers.iter().position(|header| header.name == path[0]) {
        let end = headers.get(at + 1).map_or(source.len(), |next| next.start);
        return Ok(line_in_table(
            source,
            root,
            headers[at].end,
            end,
            &line,
            eol,
        ));
    }
    if root.entry(&path[..1]).is_some() {
        return Err(Doubt::Odd {
            key: path[0].to_owned(),
            reason: "is not a table with a header",
        });
    }
    let blank =
        if source.trim().is_empty() || source.ends_with("\n\n") || source.ends_with("\n\r\n") {
            ""
        } else {
            eol
        };
    Ok(appended(
        source,
        &format!("{blank}[{}]{eol}{line}", path[0]),
        eol,
    ))
}

/// A line after the last value between `start` and `end`.
fn line_in_table(
    source: &str,
    root: &Node,
    start: usize,
    end: usize,
    line: &str,
    eol: &str,
) -> String {
    let mut values = Vec::new();
    toml::leaves(root, &mut values);
    let last = values
        .iter()
        .filter(|(_, to)| (start..=end).contains(to))
        .map(|(_, to)| *to)
        .max();
    let at = last.map_or(start, |last| line_end(source, last));
    let gap = if at == 0 || source[..at].ends_with('\n') {
        ""
    } else {
        eol
    };
    spliced(source, vec![(at..at, format!("{gap}{line}{eol}"))])
}

fn insert_json(source: &str, root: &Node, path: &[&str], value: &str, eol: &str) -> String {
    let key = super::json::quoted(path[0]);
    let Some(last) = root.entries().last() else {
        let inside = root.span.start + 1..root.span.end - 1;
        let text = if source.contains('\n') {
            format!("{eol}  {key}: {value}{eol}")
        } else {
            format!("{key}: {value}")
        };
        return spliced(source, vec![(inside, text)]);
    };
    let before = &source[..last.key.start];
    let blanks = &before[before.trim_end_matches([' ', '\t', '\r', '\n']).len()..];
    let after = &source[last.key.end..last.value.span.start];
    let end = last.value.span.end;
    spliced(
        source,
        vec![(end..end, format!(",{blanks}{key}{after}{value}"))],
    )
}

/// The quotes that a file uses, if it uses any.
fn usual_quote(root: &Node, notation: Notation) -> Quote {
    if notation != Notation::Yaml {
        return Quote::Double;
    }
    let used = |wanted| {
        root.entries()
            .iter()
            .any(|entry| matches!(entry.value.body, Body::Scalar(_, quote) if quote == wanted))
    };
    if used(Quote::Double) {
        Quote::Double
    } else if used(Quote::Single) {
        Quote::Single
    } else {
        Quote::Plain
    }
}

/// What stands before the dashes of a file's lists of plain items, if it has one with an item a line.
fn usual_indent<'a>(source: &'a str, root: &Node) -> Option<&'a str> {
    root.entries()
        .iter()
        .find_map(|entry| match &entry.value.body {
            Body::List { flow: false, items } => {
                let first = items
                    .first()
                    .filter(|item| matches!(item.body, Body::Scalar(..)))?;
                let start = line_start(source, first.span.start);
                let before = &source[start..first.span.start];
                before
                    .find('-')
                    .map(|dash| &before[..dash])
                    .filter(|indent| indent.bytes().all(|b| b == b' '))
            }
            _ => None,
        })
}

/// One level of a JSON object's indentation.
pub(super) fn json_indent(source: &str, root: &Node) -> String {
    let first = root.entries().first();
    let indent = first.map(|first| &source[line_start(source, first.key.start)..first.key.start]);
    let blank = indent
        .filter(|indent| !indent.is_empty() && indent.bytes().all(|b| matches!(b, b' ' | b'\t')));
    blank.unwrap_or("  ").to_owned()
}
