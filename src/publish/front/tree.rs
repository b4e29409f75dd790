//! Front matter as a tree of values that know where they stand, whatever the notation.

use std::ops::Range;

use super::fence::Notation;
use super::{Doubt, json, metadata, toml, yaml};

/// A value and its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// From its first byte to the end of its last; empty for a value that is not written out.
    pub(super) span: Range<usize>,
    pub(super) body: Body,
    /// Whether an anchor, an alias or a YAML tag is part of it.
    pub(super) tangled: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    /// Text, or any other scalar that is not null.
    Scalar(String, Quote),
    Null,
    /// In brackets, or else one item a line.
    List {
        flow: bool,
        items: Vec<Node>,
    },
    /// In braces, or else one key a line.
    Map {
        flow: bool,
        entries: Vec<Entry>,
    },
    /// Text over several lines, and what has no business in a list of tags.
    Other,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) name: String,
    pub(super) value: Node,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    Plain,
    Single,
    Double,
}

/// The tree of a source.
pub(super) fn read(notation: Notation, source: &str) -> Result<Node, Doubt> {
    match notation {
        Notation::Yaml => yaml::tree(source),
        Notation::Toml => toml::tree(source),
        Notation::Json => json::tree(source),
        Notation::Lines | Notation::FieldList => Ok(metadata::tree(notation, source)),
    }
}

impl Node {
    /// The entries of a map; none for anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.body {
            Body::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The entry under a path.
    pub(super) fn entry(&self, path: &[&str]) -> Option<&Entry> {
        let (first, rest) = path.split_first()?;
        let entry = self.entries().iter().find(|entry| entry.name == *first)?;
        if rest.is_empty() {
            Some(entry)
        } else {
            entry.value.entry(rest)
        }
    }
}

/// The start of the line that `at` is on.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line that `at` is on, after its line feed.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    source[at..]
        .find('\n')
        .map_or(source.len(), |newline| at + newline + 1)
}

/// The line ending of a source.
pub(super) fn line_ending(source: &str) -> &'static str {
    if source.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    }
}
