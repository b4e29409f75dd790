//! TOML: where keys and values stand, and where its tables begin.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Doubt;
use super::tree::{Body, Entry, Node, Quote, line_end};

/// The tree of a document.
pub(super) fn tree(source: &str) -> Result<Node, Doubt> {
    let table =
        DeTable::parse(source).map_err(|error| Doubt::Unreadable(error.message().to_owned()))?;
    Ok(Node {
        span: 0..source.len(),
        body: map(table.get_ref(), source),
        tangled: false,
    })
}

fn map(table: &DeTable<'_>, source: &str) -> Body {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.span(),
            name: key.get_ref().to_string(),
            value: node(value, source),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.start);
    Body::Map {
        flow: false,
        entries,
    }
}

fn node(value: &Spanned<DeValue<'_>>, source: &str) -> Node {
    let span = value.span();
    let written = source.get(span.clone()).unwrap_or_default();
    let body = match value.get_ref() {
        DeValue::String(text)
            if written.contains('\n')
                || written.starts_with("'''")
                || written.starts_with("\"\"\"") =>
        {
            let _ = text;
            Body::Other
        }
        DeValue::String(text) if written.starts_with('\'') => {
            Body::Scalar(text.to_string(), Quote::Single)
        }
        DeValue::String(text) => Body::Scalar(text.to_string(), Quote::Double),
        DeValue::Array(items) if written.starts_with('[') && written.ends_with(']') => Body::List {
            flow: true,
            items: items.iter().map(|item| node(item, source)).collect(),
        },
        DeValue::Array(_) => Body::Other,
        DeValue::Table(table) => match map(table, source) {
            Body::Map { entries, .. } => Body::Map {
                flow: written.starts_with('{'),
                entries,
            },
            other => other,
        },
        _ => Body::Scalar(written.to_owned(), Quote::Plain),
    };
    Node {
        span,
        body,
        tangled: false,
    }
}

/// Text as a string in the style of its neighbours.
pub(super) fn quoted(text: &str, like: Quote) -> String {
    let literal = !text.contains('\'') && text.chars().all(|c| !c.is_control());
    if like == Quote::Single && literal {
        return format!("'{text}'");
    }
    // JSON's escapes are TOML's, too.
    super::json::quoted(text)
}

/// A line that opens a table, `[name]` or `[[name]]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Where its line starts.
    pub(super) start: usize,
    /// Where the next line starts.
    pub(super) end: usize,
    /// What stands in the brackets of a plain table; empty for one of an array of tables.
    pub(super) name: String,
}

/// Every table's header, in order.
pub(super) fn headers(source: &str, root: &Node) -> Vec<Header> {
    let mut values = Vec::new();
    leaves(root, &mut values);
    values.sort_unstable();
    let (mut found, mut at, mut next) = (Vec::new(), 0, 0);
    while at < source.len() {
        let end = line_end(source, at);
        while next < values.len() && values[next].1 <= at {
            next += 1;
        }
        let inside = values.get(next).is_some_and(|(start, _)| *start <= at);
        let line = source[at..end].trim();
        if !inside && line.starts_with('[') {
            let name = line[1..].split(']').next().unwrap_or_default().trim();
            found.push(Header {
                start: at,
                end,
                name: name.trim_matches(['"', '\'']).to_owned(),
            });
        }
        at = end;
    }
    found
}

/// Where values stand that are no tables with a header.
pub(super) fn leaves(node: &Node, into: &mut Vec<(usize, usize)>) {
    match &node.body {
        Body::Map {
            flow: false,
            entries,
        } => entries.iter().for_each(|entry| leaves(&entry.value, into)),
        _ => into.push((node.span.start, node.span.end)),
    }
}
