//! The files of a tagged catalogue: three tables for spreadsheets and scripts, and one JSON file with all of it.

use serde::Serialize;

use super::json;
use super::number::{score, score_cell, seconds, seconds_cell};
use crate::draft::TagSource;
use crate::tags::{Assignment, Related, TagUse, TaggedEpisode, Tagging};

/// File name and bytes of each: `tags.csv`, `episodes.csv`, `related.csv`, `catalogue.json`.
///
/// Tables have a header even when they are empty, LF line ends and RFC 4180 quoting.
pub fn catalogue_files(tagging: &Tagging) -> Vec<(String, Vec<u8>)> {
    let files = [
        ("tags.csv", tags_table(tagging)),
        ("episodes.csv", episodes_table(tagging)),
        ("related.csv", related_table(tagging)),
        ("catalogue.json", catalogue_json(tagging)),
    ];
    files.map(|(name, bytes)| (name.to_owned(), bytes)).into()
}

fn tags_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "episode", "path", "tag", "slug", "score", "rank", "source", "count", "first_s", "evidence",
    ];
    let rows = tagging.episodes.iter().flat_map(|episode| {
        episode.tags.iter().map(|tag| {
            [
                text_cell(&episode.id),
                text_cell(&episode.path),
                text_cell(&tag.tag),
                text_cell(&tag.slug),
                score_cell(tag.score),
                tag.rank.to_string(),
                source_name(tag.source).to_owned(),
                tag.count.to_string(),
                seconds_cell(tag.first_s),
                text_cell(&tag.evidence),
            ]
        })
    });
    table(HEADER, rows)
}

fn episodes_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "id",
        "path",
        "title",
        "date",
        "language",
        "words",
        "duration_s",
        "people",
        "tags",
        "tag_count",
    ];
    let rows = tagging.episodes.iter().map(|episode| {
        [
            text_cell(&episode.id),
            text_cell(&episode.path),
            text_cell(&episode.title),
            text_cell(episode.date.as_deref().unwrap_or_default()),
            text_cell(&episode.language),
            episode.words.to_string(),
            seconds_cell(episode.duration_s),
            text_cell(&joined(episode.people.iter(), "; ")),
            text_cell(&joined(episode.tags.iter().map(|tag| &tag.tag), ";")),
            episode.tags.len().to_string(),
        ]
    });
    table(HEADER, rows)
}

fn related_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 5] = ["episode", "related", "rank", "score", "shared"];
    let rows = tagging.episodes.iter().flat_map(|episode| {
        episode.related.iter().enumerate().map(|(index, related)| {
            [
                text_cell(&episode.id),
                text_cell(&related.id),
                (index + 1).to_string(),
                score_cell(related.score),
                text_cell(&joined(related.shared.iter(), ";")),
            ]
        })
    });
    table(HEADER, rows)
}

fn table<const COLUMNS: usize>(
    header: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = header.map(str::to_owned);
    for row in std::iter::once(header).chain(rows) {
        writer
            .write_record(row)
            .expect("rows of one length are written to memory");
    }
    writer
        .into_inner()
        .expect("memory takes what is flushed to it")
}

/// Text as a cell that no spreadsheet runs: an apostrophe before what would start a formula.
fn text_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A list in one cell. A semicolon within an item becomes a comma, so that splitting gives the items back.
fn joined<'a>(items: impl Iterator<Item = &'a String>, separator: &str) -> String {
    let items: Vec<String> = items.map(|item| item.replace(';', ",")).collect();
    items.join(separator)
}

fn source_name(source: TagSource) -> &'static str {
    match source {
        TagSource::Vocabulary => "vocabulary",
        TagSource::Learnt => "learnt",
        TagSource::Proposed => "proposed",
        TagSource::Existing => "existing",
    }
}

fn catalogue_json(tagging: &Tagging) -> Vec<u8> {
    let catalogue = CatalogueRecord {
        episodes: tagging.episodes.iter().map(EpisodeRecord::new).collect(),
        vocabulary: tagging.vocabulary.iter().map(TagUseRecord::new).collect(),
        generated: true,
    };
    json::finish(serde_json::to_string_pretty(&catalogue)).into_bytes()
}

#[derive(Serialize)]
struct CatalogueRecord<'a> {
    episodes: Vec<EpisodeRecord<'a>>,
    vocabulary: Vec<TagUseRecord<'a>>,
    generated: bool,
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
