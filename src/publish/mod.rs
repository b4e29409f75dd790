//! Feeding a website: what a generator makes of tags, and its content files with tags put in.
//!
//! Plain values in, plain values out: text of a file in, the edited text out. Nothing here reads or writes files, and
//! nothing decides which tags an episode has.

mod decided;
mod episode;
mod front;
mod matching;
mod parts;
mod plan;
mod site;
mod slug_check;
mod slugs;
mod transliterate;

pub use episode::{ChapterNote, EpisodeNotes, HighlightNote, TagNote};
pub use front::{Doubt, ListChange, Page};
pub use matching::{ContentFile, Matches, match_files, page_name};
pub use parts::{Part, part_value};
pub use plan::{ContentText, Plan, PublishOptions, plan, tags_of};
pub use site::Site;
pub use slug_check::{SlugFault, SlugProblem, TagInUse, check_slugs};
pub use slugs::slug;
