//! Reads plain text.

use super::Format;
use super::parsed::{Block, Parsed};

pub(super) fn read(text: &str) -> Parsed {
    let mut parsed = Parsed::new(Format::Plain);
    parsed.blocks = text
        .split("\n\n")
        .map(|paragraph| Block {
            text: paragraph.to_owned(),
            line: 1,
            ..Block::default()
        })
        .collect();
    parsed
}
