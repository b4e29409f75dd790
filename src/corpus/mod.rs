//! Finds files, recognises their format by content, reads and cleans them: bytes in, [`Episode`]s out.
//!
//! Bad text is a [`Warning`] on the episode, never an error; only a file that cannot be read at all is a [`LoadError`].
//! Nothing here ranks or judges the talk.

mod episode;
mod parsed;
mod stand_in;

pub use episode::{
    Episode, Format, HumanChapter, Link, Meta, Role, Span, Speaker, SpeakerId, Sponsor, TimeMark,
    Turn, Warning,
};
pub use stand_in::{Discovery, LoadError, LoadOptions, Source, discover, load};
