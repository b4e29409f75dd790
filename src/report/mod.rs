//! Every output format, and the one function that writes files.

mod stand_in;
pub mod writer;

pub use stand_in::{Format, RenderOptions, catalogue_files, render_episode, separator};
