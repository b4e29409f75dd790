//! Pelican's metadata: one field a line, values without quotes; further lines of a value are indented.

use super::fence::Notation;
use super::tree::{Body, Entry, Node, Quote, line_end};

/// The tree of the lines; names in lower case, as Pelican takes them.
pub(super) fn tree(notation: Notation, source: &str) -> Node {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let end = line_end(source, at);
        let line = source[at..end].trim_end();
        let mark = usize::from(notation == Notation::FieldList);
        let colon = line.get(mark..).and_then(|rest| rest.find(':'));
        match (colon, entries.last_mut()) {
            (Some(colon), _) if !line.starts_with([' ', '\t']) => {
                let key = at + mark..at + mark + colon;
                let after = key.end + 1;
                let written = &source[after..at + line.len()];
                let value = written.trim_start();
                let start = if value.is_empty() {
                    after
                } else {
                    after + written.len() - value.len()
                };
                entries.push(Entry {
                    name: source[key.clone()].to_ascii_lowercase(),
                    key,
                    value: Node {
                        span: start..start + value.len(),
                        body: if value.is_empty() {
                            Body::Null
                        } else {
                            Body::Scalar(value.to_owned(), Quote::Plain)
                        },
                        tangled: false,
                    },
                });
            }
            (_, Some(last)) if !line.trim().is_empty() => {
                last.value.span.end = at + line.len();
                last.value.body = Body::Other;
            }
            _ => {}
        }
        at = end;
    }
    Node {
        span: 0..source.len(),
        body: Body::Map {
            flow: false,
            entries,
        },
        tangled: false,
    }
}
