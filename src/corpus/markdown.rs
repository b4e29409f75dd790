//! Reads Markdown.

use super::parsed::Parsed;
use super::{Format, plain};

pub(super) fn read(text: &str) -> Parsed {
    Parsed {
        format: Format::Markdown,
        ..plain::read(text)
    }
}
