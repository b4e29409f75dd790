//! What every format's reader hands over: raw [`Block`]s and metadata, not yet cleaned, joined or given spans.
//!
//! Readers only split; `assemble` turns a [`Parsed`] into an [`Episode`](super::Episode).

use super::{Format, Link, Meta, Warning};

/// A stretch of raw talk as the source has it: a labelled paragraph, a caption cue, a JSON segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    /// The label as written, without markup, colon or time. `None`: the source does not say; whether the speaker
    /// before goes on is in `continues`.
    pub(super) speaker: Option<String>,
    /// Seconds; as written, so it may run backwards.
    pub(super) start_s: Option<f64>,
    /// Seconds; as written, so it may lie before `start_s`.
    pub(super) end_s: Option<f64>,
    /// The words. Inline markup is resolved by the reader; entities, stage directions and invisible characters are
    /// still in it.
    pub(super) text: String,
    /// Source line, from 1.
    pub(super) line: u32,
    /// Whether this is the same paragraph of the same speaker as the block before (a further cue, a stamp in the
    /// middle of a sentence).
    pub(super) continues: bool,
}

/// A section marked by a person.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ParsedChapter {
    /// As written.
    pub(super) title: String,
    /// Seconds, if written.
    pub(super) start_s: Option<f64>,
    /// Index of the first block that belongs to it, if its place in the text is known; otherwise the time decides.
    pub(super) block: Option<usize>,
}

/// One episode as split by a reader.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parsed {
    /// What it was read as.
    pub(super) format: Format,
    /// What the source says about the episode.
    pub(super) meta: Meta,
    /// The talk, in source order.
    pub(super) blocks: Vec<Block>,
    /// Sections, in source order.
    pub(super) chapters: Vec<ParsedChapter>,
    /// Blocks that begin a turn of their own although they go on with what is before them: a chapter begins there.
    /// Ascending.
    pub(super) borders: Vec<usize>,
    /// Names that the source gives for the labels of its talk.
    pub(super) names: Vec<(String, String)>,
    /// Links, in source order.
    pub(super) links: Vec<Link>,
    /// What was odd.
    pub(super) warnings: Vec<Warning>,
}

impl Parsed {
    /// An episode with nothing in it yet.
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            meta: Meta::default(),
            blocks: Vec::new(),
            chapters: Vec::new(),
            borders: Vec::new(),
            names: Vec::new(),
            links: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Notes something odd at a source line (0: the whole file).
    pub(super) fn warn(&mut self, line: u32, message: impl Into<String>) {
        self.warnings.push(Warning {
            line,
            message: message.into(),
        });
    }
}

/// A talk of labelled turns, for tests.
#[cfg(test)]
pub(super) fn talk(title: &str, turns: &[(&str, &str)]) -> super::Episode {
    let mut parsed = Parsed::new(Format::Plain);
    title.clone_into(&mut parsed.meta.title);
    parsed.blocks = turns
        .iter()
        .map(|(speaker, text)| Block {
            speaker: Some((*speaker).to_owned()),
            text: (*text).to_owned(),
            ..Block::default()
        })
        .collect();
    super::assemble::assemble(parsed, "a".to_owned(), "a", &super::LoadOptions::default())
}
