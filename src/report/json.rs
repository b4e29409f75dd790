//! The JSON contract: the names and the order that other tools rely on. Fields may be added at the end, never renamed.

use serde::Serialize;

use super::notes::summary_text;
use super::number::{score, seconds};
use crate::corpus::{Episode, Format, Link, Role, Span, Sponsor, Warning};
use crate::draft::{self, Draft, HighlightKind, SpeakerShare, TagSource};

/// One indented object and a line feed.
pub(super) fn pretty(episode: &Episode, draft: &Draft, explain: bool) -> String {
    finish(serde_json::to_string_pretty(&Record::new(
        episode, draft, explain,
    )))
}

/// One object on one line.
pub(super) fn line(episode: &Episode, draft: &Draft, explain: bool) -> String {
    finish(serde_json::to_string(&Record::new(episode, draft, explain)))
}

/// Rendered values as one array, one level further in.
pub(super) fn array<I>(items: I) -> Vec<u8>
where
    I: IntoIterator,
    I::Item: AsRef<[u8]>,
{
    let mut out = b"[".to_vec();
    for (index, item) in items.into_iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        // A line feed within a JSON string is always written as an escape, so every one seen here is layout.
        for (index, line) in item
            .as_ref()
            .trim_ascii_end()
            .split(|&b| b == b'\n')
            .enumerate()
        {
            out.extend_from_slice(if index == 0 { b"  " } else { b"\n  " });
            out.extend_from_slice(line);
        }
    }
    out.extend_from_slice(if out.len() > 1 { b"\n]\n" } else { b"]\n" });
    out
}

/// Text with its line feed. Records are plain strings and numbers, which always serialise.
pub(super) fn finish(serialised: serde_json::Result<String>) -> String {
    serialised.expect("records of strings and numbers serialise") + "\n"
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    language: &'a str,
    date: Option<&'a str>,
    duration_s: Option<f64>,
    words: usize,
    speakers: Vec<SpeakerRecord<'a>>,
    highlights: Vec<HighlightRecord<'a>>,
    summary: SummaryRecord<'a>,
    chapters: Vec<ChapterRecord<'a>>,
    keyphrases: Vec<KeyPhraseRecord<'a>>,
    tags: Vec<TagRecord<'a>>,
    links: &'a [Link],
    people: &'a [String],
    sponsors: &'a [Sponsor],
    warnings: Vec<Warning>,
    date_text: Option<&'a str>,
    description: Option<&'a str>,
    format: &'static str,
    reference_highlights: &'a [String],
    generated: bool,
}

#[derive(Serialize)]
struct SpeakerRecord<'a> {
    name: &'a str,
    role: Role,
    turns: usize,
    words: usize,
}

#[derive(Serialize)]
struct HighlightRecord<'a> {
    text: &'a str,
    kind: HighlightKind,
    quote: &'a str,
    speaker: Option<&'a str>,
    role: Option<Role>,
    start_s: Option<f64>,
    end_s: Option<f64>,
    turn: usize,
    span: Span,
    score: f64,
    phrases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct SummaryRecord<'a> {
    text: String,
    sentences: Vec<SentenceRecord<'a>>,
}

#[derive(Serialize)]
struct SentenceRecord<'a> {
    text: &'a str,
    turn: usize,
    span: Span,
    score: f64,
}

#[derive(Serialize)]
struct ChapterRecord<'a> {
    title: &'a str,
    start_s: Option<f64>,
    turn: usize,
    span: Span,
}

#[derive(Serialize)]
struct KeyPhraseRecord<'a> {
    text: &'a str,
    score: f64,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct TagRecord<'a> {
    tag: &'a str,
    slug: &'a str,
    score: f64,
    source: TagSource,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

impl<'a> Record<'a> {
    fn new(episode: &'a Episode, draft: &'a Draft, explain: bool) -> Self {
        let meta = &episode.meta;
        let reason = |why: &'a str| explain.then_some(why);
        Self {
            id: &episode.id,
            path: &episode.path,
            title: &meta.title,
            language: if draft.language.is_empty() {
                "und"
            } else {
                &draft.language
            },
            date: meta.date.as_deref(),
            duration_s: seconds(meta.duration_s),
            words: draft.words,
            speakers: speakers(episode, draft),
            highlights: draft
                .highlights
                .iter()
                .map(|highlight| HighlightRecord::new(highlight, reason(&highlight.why)))
                .collect(),
            summary: SummaryRecord {
                text: summary_text(draft),
                sentences: draft.summary.iter().map(SentenceRecord::new).collect(),
            },
            chapters: draft.chapters.iter().map(ChapterRecord::new).collect(),
            keyphrases: draft
                .keyphrases
                .iter()
                .map(|phrase| KeyPhraseRecord {
                    text: &phrase.text,
                    score: score(phrase.score),
                    count: phrase.count,
                    why: reason(&phrase.why),
                })
                .collect(),
            tags: draft
                .tags
                .iter()
                .map(|tag| TagRecord {
                    tag: &tag.tag,
                    slug: &tag.slug,
                    score: score(tag.score),
                    source: tag.source,
                    why: reason(&tag.why),
                })
                .collect(),
            links: &episode.links,
            people: &draft.people,
            sponsors: &episode.sponsors,
            warnings: warnings(episode, draft),
            date_text: meta.date_text.as_deref(),
            description: meta.description.as_deref(),
            format: format_name(episode.format),
            reference_highlights: &meta.highlights,
            generated: true,
        }
    }
}

impl<'a> HighlightRecord<'a> {
    fn new(highlight: &'a draft::Highlight, why: Option<&'a str>) -> Self {
        Self {
            text: &highlight.text,
            kind: highlight.kind,
            quote: &highlight.quote,
            speaker: highlight.speaker.as_deref(),
            role: highlight.role,
            start_s: seconds(highlight.start_s),
            end_s: seconds(highlight.end_s),
            turn: highlight.turn,
            span: highlight.span,
            score: score(highlight.score),
            phrases: &highlight.phrases,
            why,
        }
    }
}

impl<'a> SentenceRecord<'a> {
    fn new(sentence: &'a draft::SummarySentence) -> Self {
        Self {
            text: &sentence.text,
            turn: sentence.turn,
            span: sentence.span,
            score: score(sentence.score),
        }
    }
}

impl<'a> ChapterRecord<'a> {
    fn new(chapter: &'a draft::Chapter) -> Self {
        Self {
            title: &chapter.title,
            start_s: seconds(chapter.start_s),
            turn: chapter.turn,
            span: chapter.span,
        }
    }
}

fn speakers<'a>(episode: &'a Episode, draft: &Draft) -> Vec<SpeakerRecord<'a>> {
    let shares = draft
        .speaker_shares
        .iter()
        .copied()
        .chain(std::iter::repeat(SpeakerShare::default()));
    let speakers = episode.speakers.iter().zip(shares);
    speakers
        .map(|(speaker, share)| SpeakerRecord {
            name: &speaker.name,
            role: speaker.role,
            turns: share.turns,
            words: share.words,
        })
        .collect()
}

/// The episode's warnings, then the draft's, which concern no line in particular.
fn warnings(episode: &Episode, draft: &Draft) -> Vec<Warning> {
    let drafting = draft.warnings.iter().map(|message| Warning {
        line: 0,
        message: message.clone(),
    });
    episode.warnings.iter().cloned().chain(drafting).collect()
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "markdown",
        Format::Plain => "plain",
        Format::Page => "page",
        Format::WebVtt => "webvtt",
        Format::Srt => "srt",
        Format::PodcastJson => "podcast-json",
        Format::WhisperJson => "whisper-json",
        Format::AssemblyJson => "assembly-json",
    }
}
