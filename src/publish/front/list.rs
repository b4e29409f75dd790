//! A list of tags with some items taken out and new ones put after the others, in the style that it has.

use std::ops::Range;

use serde_json::Value;

use super::fence::Notation;
use super::scalar::{self, Split};
use super::tree::{self, Body, Node, Quote, line_end, line_ending, line_start};
use super::{Doubt, insert, json, toml, write, yaml};
use crate::publish::site::Site;

/// A change of a list.
pub(super) struct Edit<'a> {
    pub(super) path: &'a [&'a str],
    pub(super) site: Site,
    pub(super) notation: Notation,
    /// For each item that is there, whether it stays.
    pub(super) keep: &'a [bool],
    /// New items.
    pub(super) add: &'a [String],
}

/// The tags that a value holds.
pub(super) fn items_of(value: &Value, site: Site, notation: Notation) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(scalar_text).collect(),
        Value::String(text) => match scalar::split(text, site, notation) {
            Ok(split) => scalar::parts(text, split),
            Err(_) => vec![text.clone()],
        },
        Value::Null | Value::Object(_) => Vec::new(),
        other => vec![scalar_text(other)],
    }
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Text in a notation, in the style of its neighbours.
pub(super) fn quoted(notation: Notation, text: &str, like: Quote) -> String {
    match notation {
        Notation::Yaml => yaml::quoted(text, like),
        Notation::Toml => toml::quoted(text, like),
        Notation::Json => json::quoted(text),
        Notation::Lines | Notation::FieldList => text.to_owned(),
    }
}

impl Edit<'_> {
    /// The source with the list changed.
    pub(super) fn apply(&self, source: &str) -> Result<String, Doubt> {
        let root = tree::read(self.notation, source)?;
        if root.entries().iter().any(|entry| entry.name == "<<") {
            return Err(self.odd("may come from a merged anchor"));
        }
        let Some(entry) = root.entry(self.path) else {
            return self.insert(source);
        };
        let value = &entry.value;
        if value.tangled {
            return Err(self.odd("has an anchor, an alias or a type"));
        }
        let empties = self.add.is_empty() && self.keep.iter().all(|keep| !keep);
        match &value.body {
            Body::Null if self.add.is_empty() => Ok(source.to_owned()),
            Body::Null => self.fill(source, value),
            _ if empties => write::remove(self.notation, source, self.path),
            Body::List { items, .. } if items.len() != self.keep.len() => {
                Err(self.odd("cannot be read item by item"))
            }
            Body::List { items, .. } if !items.iter().all(is_scalar) => {
                Err(self.odd("holds more than plain items"))
            }
            Body::List { flow: true, items } => Ok(self.in_brackets(source, value, items)),
            Body::List { flow: false, items } => self.in_lines(source, items),
            Body::Scalar(text, quote) => self.in_string(source, value, text, *quote),
            Body::Map { .. } => Err(self.odd("is a table")),
            Body::Other => Err(self.odd("is written over several lines")),
        }
    }

    fn odd(&self, reason: &'static str) -> Doubt {
        Doubt::Odd {
            key: self.path.join("."),
            reason,
        }
    }

    fn insert(&self, source: &str) -> Result<String, Doubt> {
        match self.notation {
            Notation::Lines | Notation::FieldList => {
                let text = self.joined_fields("")?;
                write::set(self.notation, source, self.path, &Value::from(text))
            }
            _ => insert::insert_list(self.notation, source, self.path, self.add),
        }
    }

    /// New tags as Pelican takes them, after `before`.
    fn joined_fields(&self, before: &str) -> Result<String, Doubt> {
        let comma = self.add.iter().any(|tag| tag.contains(',')) || before.contains(';');
        let mark = if comma { "; " } else { ", " };
        let lone = comma && self.add.len() == 1 && before.is_empty();
        if self.add.iter().any(|tag| tag.contains(';')) || lone {
            return Err(self.odd("cannot hold a tag with this separator in it"));
        }
        Ok(self.add.join(mark))
    }

    /// A key without a value gets a list.
    fn fill(&self, source: &str, value: &Node) -> Result<String, Doubt> {
        let list = match self.notation {
            Notation::Lines | Notation::FieldList => self.joined_fields("")?,
            _ => {
                let items: Vec<_> = self
                    .add
                    .iter()
                    .map(|tag| self.quoted(tag, Quote::Plain))
                    .collect();
                format!("[{}]", items.join(", "))
            }
        };
        let range = value.span.clone();
        let bare = source[..range.start].ends_with(':');
        let gap = if bare { " " } else { "" };
        Ok(spliced(source, vec![(range, format!("{gap}{list}"))]))
    }

    fn quoted(&self, tag: &str, like: Quote) -> String {
        quoted(self.notation, tag, like)
    }

    fn in_brackets(&self, source: &str, value: &Node, items: &[Node]) -> String {
        let inside = value.span.start + 1..value.span.end - 1;
        let like = items
            .last()
            .map_or_else(|| default_quote(self.notation), quote_of);
        let new: Vec<_> = self.add.iter().map(|tag| self.quoted(tag, like)).collect();
        if !self.keep.contains(&true) {
            let padding = padding(&source[inside.clone()]);
            return spliced(
                source,
                vec![(inside, format!("{padding}{}{padding}", new.join(", ")))],
            );
        }
        let mut splices: Vec<(Range<usize>, String)> = Vec::new();
        let last_kept = self.keep.iter().rposition(|keep| *keep).unwrap_or(0);
        for (at, _) in self.keep.iter().enumerate().filter(|(_, keep)| !**keep) {
            if at < last_kept {
                splices.push((
                    items[at].span.start..items[at + 1].span.start,
                    String::new(),
                ));
            } else {
                splices.push((items[at - 1].span.end..items[at].span.end, String::new()));
            }
        }
        let end = items[items.len() - 1].span.end;
        let separator = separator(source, inside.start, items);
        let mut text = String::new();
        for tag in &new {
            text.extend([separator.as_str(), tag]);
        }
        splices.push((end..end, text));
        spliced(source, splices)
    }

    fn in_lines(&self, source: &str, items: &[Node]) -> Result<String, Doubt> {
        let mut splices = Vec::new();
        let mut head = "";
        for (item, keep) in items.iter().zip(self.keep) {
            let start = line_start(source, item.span.start);
            let before = &source[start..item.span.start];
            let dash = before.trim_start_matches(' ');
            if !dash.starts_with('-') || !dash[1..].trim_matches([' ', '\t']).is_empty() {
                return Err(self.odd("has items that do not stand on lines of their own"));
            }
            head = before;
            if !keep {
                splices.push((start..line_end(source, item.span.end), String::new()));
            }
        }
        let last = &items[items.len() - 1];
        let end = line_end(source, last.span.end);
        let eol = line_ending(source);
        let like = quote_of(last);
        let lines = self
            .add
            .iter()
            .map(|tag| format!("{head}{}{eol}", self.quoted(tag, like)));
        let mut text: String = lines.collect();
        if !text.is_empty() && !source[..end].ends_with('\n') {
            text.insert_str(0, eol);
        }
        splices.push((end..end, text));
        Ok(spliced(source, splices))
    }

    fn in_string(
        &self,
        source: &str,
        value: &Node,
        text: &str,
        quote: Quote,
    ) -> Result<String, Doubt> {
        let split = match scalar::split(text, self.site, self.notation) {
            Ok(split) => split,
            Err(reason) => return Err(self.odd(reason)),
        };
        if let Some(new) = scalar::rebuilt(text, split, self.site, self.keep, self.add) {
            let written = &source[value.span.clone()];
            // What was written with escapes stays so where only an end is added.
            let new = match new.strip_prefix(text) {
                Some(added) if quote == Quote::Double && !added.contains(['"', '\\']) => {
                    format!("{}{added}\"", &written[..written.len() - 1])
                }
                _ if written == text && self.is_bare(&new) => new,
                _ => self.quoted(
                    &new,
                    if quote == Quote::Plain {
                        Quote::Double
                    } else {
                        quote
                    },
                ),
            };
            return Ok(spliced(source, vec![(value.span.clone(), new)]));
        }
        if matches!(self.notation, Notation::Lines | Notation::FieldList)
            || matches!(split, Split::At(_))
        {
            return Err(self.odd("is a string, which cannot hold a tag with its separator in it"));
        }
        // A string that is one tag, or words, becomes a list.
        let parts = scalar::parts(text, split);
        let kept = parts.iter().zip(self.keep).filter(|(_, keep)| **keep);
        let all = kept.map(|(part, _)| part).chain(self.add);
        let items: Vec<_> = all.map(|tag| self.quoted(tag, quote)).collect();
        Ok(spliced(
            source,
            vec![(value.span.clone(), format!("[{}]", items.join(", ")))],
        ))
    }

    /// Whether a string can stand without quotes where it stands.
    fn is_bare(&self, text: &str) -> bool {
        match self.notation {
            Notation::Lines | Notation::FieldList => true,
            // Commas are only special within brackets.
            Notation::Yaml => {
                yaml::quoted(&text.replace(',', " "), Quote::Plain) == text.replace(',', " ")
            }
            _ => false,
        }
    }
}

fn is_scalar(item: &Node) -> bool {
    matches!(item.body, Body::Scalar(..)) && !item.tangled
}

fn quote_of(item: &Node) -> Quote {
    match item.body {
        Body::Scalar(_, quote) => quote,
        _ => Quote::Plain,
    }
}

fn default_quote(notation: Notation) -> Quote {
    if notation == Notation::Yaml {
        Quote::Plain
    } else {
        Quote::Double
    }
}

/// The blanks of `[ ]`.
fn padding(inside: &str) -> &str {
    if inside.bytes().all(|byte| byte == b' ') && inside.len() == 1 {
        inside
    } else {
        ""
    }
}

/// What stands between two items of a list in brackets.
fn separator(source: &str, inside: usize, items: &[Node]) -> String {
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    if let [.., before, last] = items {
        let between = &source[before.span.end..last.span.start];
        if let Some(rest) = between.strip_prefix(',').filter(|rest| blank(rest)) {
            return format!(",{rest}");
        }
        let start = line_start(source, last.span.start);
        let indent = &source[start..last.span.start];
        if between.contains('\n') && blank(indent) {
            return format!(",{}{indent}", line_ending(source));
        }
    } else if let [only] = items {
        let before = &source[inside..only.span.start];
        if before.contains('\n') && blank(before) {
            return format!(",{before}");
        }
    }
    ", ".to_owned()
}

/// The source with ranges replaced; they are in order and do not overlap.
pub(super) fn spliced(source: &str, splices: Vec<(Range<usize>, String)>) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    let mut at = 0;
    for (range, text) in splices {
        out.push_str(source.get(at..range.start).unwrap_or_default());
        out.push_str(&text);
        at = range.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}
