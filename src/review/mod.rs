//! The page on which people review drafts: one HTML file with everything in it, for one episode or a catalogue.
//!
//! Drafts and tags in, the bytes of the page out. The page itself stands in `page/`, as the files that browsers read;
//! here it gets its data. Each episode is a block of JSON of its own, which the page parses when the episode is opened.

mod document;
mod overview;
mod talk;

pub use document::{is_page, page};
pub use overview::{Overview, overview};
pub use talk::episode_json;
