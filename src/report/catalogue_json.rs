//! A tagged catalogue as one JSON object: all that its tables hold, and the vocabulary.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::number::{score, seconds};
use crate::draft::TagSource;
use crate::tags::{Assignment, Related, TagUse, TaggedEpisode, Tagging};

/// Writes the indented object and a line feed, piece by piece: it is the largest file of a catalogue.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_catalogue_json(tagging: &Tagging, out: &mut dyn Write) -> io::Result<()> {
    let catalogue = CatalogueRecord {
        episodes: Episodes(&tagging.episodes),
        vocabulary: tagging.vocabulary.iter().map(TagUseRecord::new).collect(),
        generated: true,
    };
    serde_json::to_writer_pretty(&mut *out, &catalogue)?;
    out.write_all(b"\n")
}

/// The same in memory.
#[expect(
    clippy::missing_panics_doc,
    reason = "memory takes whatever is written"
)]
pub fn catalogue_json(tagging: &Tagging) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_catalogue_json(tagging, &mut bytes).expect("memory takes records of strings and numbers");
    bytes
}

#[derive(Serialize)]
struct CatalogueRecord<'a> {
    episodes: Episodes<'a>,
    vocabulary: Vec<TagUseRecord<'a>>,
    generated: bool,
}

/// One record after the other, each made when it is written.
struct Episodes<'a>(&'a [TaggedEpisode]);

impl Serialize for Episodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(EpisodeRecord::new))
    }
}

#[derive(Serialize)]
struct EpisodeRecord<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    language: &'a str,
    words: usize,
    duration_s: Option<f64>,
    people: &'a [String],
    tags: Vec<TagRecord<'a>>,
    related: Vec<RelatedRecord<'a>>,
}

#[derive(Serialize)]
struct TagRecord<'a> {
    tag: &'a str,
    slug: &'a str,
    score: f64,
    rank: usize,
    source: TagSource,
    count: u32,
    first_s: Option<f64>,
    evidence: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    id: &'a str,
    score: f64,
    shared: &'a [String],
}

#[derive(Serialize)]
struct TagUseRecord<'a> {
    tag: &'a str,
    slug: &'a str,
    episodes: usize,
}

impl<'a> EpisodeRecord<'a> {
    fn new(episode: &'a TaggedEpisode) -> Self {
        Self {
            id: &episode.id,
            path: &episode.path,
            title: &episode.title,
            date: episode.date.as_deref(),
            language: &episode.language,
            words: episode.words,
            duration_s: seconds(episode.duration_s),
            people: &episode.people,
            tags: episode.tags.iter().map(TagRecord::new).collect(),
            related: episode.related.iter().map(RelatedRecord::new).collect(),
        }
    }
}

impl<'a> TagRecord<'a> {
    fn new(tag: &'a Assignment) -> Self {
        Self {
            tag: &tag.tag,
            slug: &tag.slug,
            score: score(tag.score),
            rank: tag.rank,
            source: tag.source,
            count: tag.count,
            first_s: seconds(tag.first_s),
            evidence: &tag.evidence,
            why: &tag.why,
        }
    }
}

impl<'a> RelatedRecord<'a> {
    fn new(related: &'a Related) -> Self {
        Self {
            id: &related.id,
            score: score(related.score),
            shared: &related.shared,
        }
    }
}

impl<'a> TagUseRecord<'a> {
    fn new(usage: &'a TagUse) -> Self {
        Self {
            tag: &usage.tag,
            slug: &usage.slug,
            episodes: usage.episodes,
        }
    }
}
