//! Finds files, recognises their format by content, reads and cleans them: bytes in, [`Episode`]s out.
//!
//! Bad text is a [`Warning`] on the episode, never an error; only a file that cannot be read at all is a [`LoadError`].
//! Nothing here ranks or judges the talk.

mod clock;
mod dates;
mod episode;
mod front_fields;
mod front_matter;
mod inline;
mod label_forms;
mod label_words;
mod labels;
mod markdown;
mod markdown_lines;
mod markdown_notes;
mod notes;
mod page;
mod paragraph;
mod parsed;
mod plain;
mod talk;

pub use episode::{
    Episode, Format, HumanChapter, Link, Meta, Role, Span, Speaker, SpeakerId, Sponsor, TimeMark,
    Turn, Warning,
};
