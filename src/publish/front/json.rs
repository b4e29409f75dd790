//! JSON: where keys and values stand. `serde_json` says what they are, but not where.

use std::ops::Range;

use super::Doubt;
use super::tree::{Body, Entry, Node, Quote};

/// Depth of nesting that is still followed.
const DEEPEST: usize = 64;

/// Where the value that begins at `start` ends, if it is valid JSON.
pub(super) fn end_of_value(text: &str, start: usize) -> Option<usize> {
    let mut values =
        serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    Some(start + values.byte_offset())
}

/// The tree of an object.
pub(super) fn tree(source: &str) -> Result<Node, Doubt> {
    // From here on the scanner may rely on valid JSON.
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(source) {
        return Err(Doubt::Unreadable(error.to_string()));
    }
    let mut scanner = Scanner { source, at: 0 };
    scanner
        .value(0)
        .ok_or_else(|| Doubt::Unreadable("it is nested too deeply".to_owned()))
}

/// Text as a string with quotes, which YAML and TOML read as the same text: nothing that they do not print stays.
pub(super) fn quoted(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    if !quoted.contains(is_unprintable) {
        return quoted;
    }
    let escaped = quoted.chars().map(|c| {
        if is_unprintable(c) {
            format!("\\u{:04x}", u32::from(c))
        } else {
            c.to_string()
        }
    });
    escaped.collect()
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
        )
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&mut self) -> u8 {
        let bytes = self.source.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(0)
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        let first = self.peek();
        let start = self.at;
        let body = match first {
            b'{' => Body::Map {
                flow: true,
                entries: self.members(depth)?,
            },
            b'[' => Body::List {
                flow: true,
                items: self.items(depth)?,
            },
            b'"' => Body::Scalar(self.string()?.1, Quote::Double),
            _ => {
                let end = self.source[start..].find([',', ']', '}', ' ', '\t', '\r', '\n']);
                self.at = end.map_or(self.source.len(), |end| start + end);
                match &self.source[start..self.at] {
                    "null" => Body::Null,
                    text => Body::Scalar(text.to_owned(), Quote::Plain),
                }
            }
        };
        Some(Node {
            span: start..self.at,
            body,
            tangled: false,
        })
    }

    fn members(&mut self, depth: usize) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        self.at += 1;
        while self.peek() != b'}' {
            let (key, name) = self.string()?;
            self.peek();
            self.at += 1;
            let value = self.value(depth + 1)?;
            entries.push(Entry { key, name, value });
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(entries)
    }

    fn items(&mut self, depth: usize) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        self.at += 1;
        while self.peek() != b']' {
            items.push(self.value(depth + 1)?);
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(items)
    }

    fn string(&mut self) -> Option<(Range<usize>, String)> {
        let start = self.at;
        let bytes = self.source.as_bytes();
        self.at += 1;
        while *bytes.get(self.at)? != b'"' {
            self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        let text = serde_json::from_str(&self.source[start..self.at]).ok()?;
        Some((start..self.at, text))
    }
}
