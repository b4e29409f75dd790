//! Podcast feeds: what an RSS or Atom file says about each episode, which transcript on disk belongs to which of its
//! entries, and how an entry completes what the transcript says.
//!
//! Nothing is fetched. A feed is read once, before the transcripts; of it stay titles, descriptions and names.

mod enrich;
mod entry;
mod read;

use super::dates::Date;
use super::parsed::ParsedChapter;
use super::{Link, Speaker, Warning};

pub(super) use enrich::{
    add_chapters, described, enrich, ids, missing_chapters, missing_transcript,
};
pub(super) use read::{is_feed, read};

/// A feed as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct Feed {
    /// In the feed's order.
    pub(super) entries: Vec<Entry>,
    /// What was odd.
    pub(super) warnings: Vec<Warning>,
}

/// What a feed says about one episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// Line of the feed, from 1.
    pub(super) line: u32,
    /// Empty where the feed has none.
    pub(super) title: String,
    /// The episode's identity over all feeds, as written.
    pub(super) guid: Option<String>,
    /// The episode's page.
    pub(super) link: Option<String>,
    /// The audio.
    pub(super) enclosure: Option<String>,
    /// When it was published.
    pub(super) date: Option<Date>,
    /// Seconds.
    pub(super) duration_s: Option<f64>,
    /// Season and number within it.
    pub(super) season: Option<u32>,
    /// See `season`.
    pub(super) number: Option<u32>,
    /// Language code, of the feed.
    pub(super) language: Option<String>,
    /// Plain text, in lines.
    pub(super) description: Option<String>,
    /// Links of the description.
    pub(super) links: Vec<Link>,
    /// Categories and keywords.
    pub(super) tags: Vec<String>,
    /// Who takes part: the entry's own people, or the feed's where it has none.
    pub(super) people: Vec<Speaker>,
    /// Who made it, where the feed names no people; may be a company.
    pub(super) author: Option<String>,
    /// Where the transcripts are.
    pub(super) transcripts: Vec<Transcript>,
    /// Where a file of chapters is.
    pub(super) chapters_url: Option<String>,
    /// Chapters in the feed itself, or in the file that it names.
    pub(super) chapters: Vec<ParsedChapter>,
    /// The times that the description lists.
    pub(super) listed: Vec<ParsedChapter>,
}

/// A transcript that a feed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transcript {
    /// As written.
    pub(super) url: String,
    /// Language code, where stated.
    pub(super) language: Option<String>,
}
