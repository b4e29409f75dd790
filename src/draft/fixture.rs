//! What tests of drafts read.

use crate::corpus::Span;
use crate::text::{Document, Language};

/// Something said, as one turn in a language.
pub(super) fn read<'t>(code: &str, said: &'t str) -> Document<'t> {
    let language = Language::from_code(code).unwrap_or(Language::UNKNOWN);
    Document::new(said, [Span::new(0, said.len())], language)
}
