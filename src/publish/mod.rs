//! Feeding a website: what a generator makes of tags, and its content files with tags put in.
//!
//! Plain values in, plain values out: text of a file in, the edited text out. Nothing here reads or writes files, and
//! nothing decides which tags an episode has.

mod site;
mod slug_check;
mod slugs;
mod transliterate;

pub use site::Site;
pub use slug_check::{SlugProblem, TagInUse, check_slugs};
pub use slugs::slug;
