//! The JSON contract: the names and the order that other tools rely on. Fields may be added at the end, never renamed.

use serde::Serialize;

use super::notes::summary_text;
use super::number::{score, seconds};
use crate::corpus::{Aside, Episode, Format, Link, Role, Span, Sponsor, Warning};
use crate::draft::{self, Draft, HighlightKind, SpeakerShare, TagSource, Verdict};

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
    guid: Option<&'a str>,
    page_url: Option<&'a str>,
    audio_url: Option<&'a str>,
    season: Option<u32>,
    episode: Option<u32>,
    asides: &'a [Aside],
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
    listen_s: Option<f64>,
    turn: usize,
    span: Span,
    score: f64,
    phrases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Verdict>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Verdict>,
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
            guid: meta.guid.as_deref(),
            page_url: meta.page_url.as_deref(),
            audio_url: meta.audio_url.as_deref(),
            season: meta.season,
            episode: meta.episode,
            asides: &episode.asides,
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
            listen_s: seconds(highlight.listen_s),
            turn: highlight.turn,
            span: highlight.span,
            score: score(highlight.score),
            phrases: &highlight.phrases,
            why,
            decision: highlight.decision,
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
            decision: chapter.decision,
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

pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "markdown",
        Format::Plain => "plain",
        Format::Page => "page",
        Format::WebVtt => "webvtt",
        Format::Srt => "srt",
        Format::PodcastJson => "podcast-json",
        Format::WhisperJson => "whisper-json",
        Format::AssemblyJson => "assembly-json",
        Format::ServiceJson => "service-json",
        Format::Html => "html",
        Format::Xml => "xml",
        Format::Table => "table",
        Format::Feed => "feed",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{empty, lighthouse};
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn parsed(episode: &Episode, draft: &Draft, explain: bool) -> Value {
        let one_line = line(episode, draft, explain);
        let value: Value = serde_json::from_str(&one_line).unwrap();
        let indented: Value = serde_json::from_str(&pretty(episode, draft, explain)).unwrap();
        assert_eq!(value, indented);
        assert_eq!(one_line.matches('\n').count(), 1);
        value
    }

    fn keys(value: &Value) -> String {
        let keys: Vec<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        keys.join(" ")
    }

    #[test]
    fn names_and_order_are_those_of_the_contract() {
        let (episode, draft) = lighthouse();
        let value = parsed(&episode, &draft, false);
        let table = [
            (
                "",
                "id path title language date duration_s words speakers highlights summary chapters \
                 keyphrases tags links people sponsors warnings date_text description format \
                 reference_highlights generated guid page_url audio_url season episode asides",
            ),
            ("/speakers/0", "name role turns words"),
            (
                "/highlights/0",
                "text kind quote speaker role start_s end_s listen_s turn span score phrases",
            ),
            ("/summary", "text sentences"),
            ("/summary/sentences/0", "text turn span score"),
            ("/chapters/0", "title start_s turn span"),
            ("/keyphrases/0", "text score count"),
            ("/tags/0", "tag slug score source"),
            ("/links/0", "text url"),
            ("/sponsors/0", "turn span"),
            ("/warnings/0", "line message"),
        ];
        for (pointer, expected) in table {
            assert_eq!(keys(value.pointer(pointer).unwrap()), expected, "{pointer}");
        }
    }

    #[test]
    fn values_are_written_as_the_contract_says() {
        let (episode, draft) = lighthouse();
        let value = parsed(&episode, &draft, false);
        let table = [
            ("/duration_s", json!(2101.5)),
            (
                "/speakers/1",
                json!({"name": "Bruno", "role": "guest", "turns": 1, "words": 13}),
            ),
            ("/highlights/0/kind", json!("question")),
            ("/highlights/1/kind", json!("quote")),
            ("/highlights/1/role", json!("guest")),
            ("/highlights/1/start_s", json!(723.46)),
            ("/highlights/1/end_s", Value::Null),
            ("/highlights/1/score", json!(0.03123)),
            ("/summary/text", json!("With <sensors> and patience.")),
            ("/chapters/2/start_s", Value::Null),
            ("/tags/1/source", json!("proposed")),
            (
                "/warnings/1",
                json!({"line": 0, "message": "few words; drafted all the same"}),
            ),
            ("/format", json!("markdown")),
            ("/generated", json!(true)),
        ];
        for (pointer, expected) in table {
            assert_eq!(value.pointer(pointer), Some(&expected), "{pointer}");
        }
    }

    #[test]
    fn every_quote_is_what_stands_under_its_span() {
        let (episode, draft) = lighthouse();
        let value = parsed(&episode, &draft, false);
        for highlight in value["highlights"].as_array().unwrap() {
            let at = |end: usize| highlight["span"][end].as_u64().unwrap() as usize;
            assert_eq!(highlight["quote"], episode.text[at(0)..at(1)]);
        }
    }

    #[test]
    fn reasons_are_there_when_asked_for() {
        let (episode, draft) = lighthouse();
        let value = parsed(&episode, &draft, true);
        for pointer in ["/highlights/0/why", "/keyphrases/0/why", "/tags/0/why"] {
            assert!(
                value.pointer(pointer).is_some_and(Value::is_string),
                "{pointer}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_null_and_the_language_undetermined() {
        let value = parsed(&empty(), &Draft::default(), true);
        assert_eq!(value["language"], "und");
        for key in ["date", "duration_s", "date_text", "description"] {
            assert!(value[key].is_null(), "{key}");
        }
    }

    #[test]
    fn an_array_of_episodes_holds_each_of_them() {
        let (episode, draft) = lighthouse();
        let first = pretty(&episode, &draft, false);
        let second = pretty(&empty(), &Draft::default(), false);
        let values: Vec<Value> = serde_json::from_slice(&array([&first, &second])).unwrap();
        assert_eq!(values[0], parsed(&episode, &draft, false));
        assert_eq!(values[1], parsed(&empty(), &Draft::default(), false));
        assert_eq!(values.len(), 2);
        assert_eq!(array::<[&str; 0]>([]), b"[]\n");
        assert_eq!(
            array(["{\n  \"a\": 1\n}\n"]),
            b"[\n  {\n    \"a\": 1\n  }\n]\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_and_any_number_give_valid_json(
            outside in any::<String>(),
            number in any::<f64>(),
        ) {
            let (mut episode, mut draft) = lighthouse();
            episode.meta.title.clone_from(&outside);
            episode.meta.duration_s = Some(number);
            draft.highlights[0].text.clone_from(&outside);
            draft.highlights[0].score = number;
            draft.highlights[0].start_s = Some(number);
            let value = parsed(&episode, &draft, true);
            prop_assert_eq!(value["title"].as_str(), Some(outside.as_str()));
            prop_assert!(value["highlights"][0]["score"].is_number());
        }
    }
}
