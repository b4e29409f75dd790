//! Language, words and sentences: one text becomes a [`Document`] of spans and numbers.
//!
//! Nothing here knows about podcasts or ranks anything. No `String` is made for a token: tokens are byte ranges, and
//! each distinct word is lower-cased, looked up and stemmed once.

mod apostrophe;
mod document;
mod language;
mod memory;
mod phrase_matcher;
mod sentence;
mod term;
mod tokenize;
mod word_class;

pub use document::{Document, Seams, Sentence, StemId, Term, TermId, Token};
pub use language::Language;
pub use phrase_matcher::{PhraseMatcher, TermNumbers};
pub use sentence::Punctuation;
pub use term::{Class, PartOfSpeech, stem};
pub use word_class::part_of_speech;
