//! Reads JSON transcripts of all kinds; one file for each family of shapes.
//!
//! A file is read once into a [`Document`] that has room for every shape; which lists are filled tells the shape. Texts are
//! borrowed from the source, and long lists are taken apart while they are read.

mod aws;
mod azure;
mod deepgram;
mod google;
mod lines;
mod loose;
mod rev;
mod said;
mod segments;
#[cfg(test)]
mod tests;
mod youtube;

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Format;
use super::parsed::{Block, Parsed};
use loose::{Either, List, Number, Object, Text};
pub(super) use said::{Interval, Said, Talk};
use segments::Segments;

/// Most keys named of a JSON file that is no transcript.
const KEYS_NAMED: usize = 12;

/// Why a JSON file gave no transcript.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum JsonError {
    /// Not JSON, or cut off; with the line.
    Malformed(usize, String),
    /// Valid, but no transcript; says what was seen.
    Unknown(String),
    /// An object with something below it that is not JSON, as front matter has.
    FrontMatter,
}

impl From<serde_json::Error> for JsonError {
    fn from(error: serde_json::Error) -> Self {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        Self::Malformed(error.line().max(1), format!("malformed JSON: {what}"))
    }
}

/// All the shapes at once; each tool fills some of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Document<'a> {
    #[serde(borrow)]
    title: Text<'a>,
    language: Text<'a>,
    language_code: Text<'a>,
    audio_duration: Number,
    result: Object<Stated<'a>>,
    utterances: Segments<'a>,
    segments: Segments<'a>,
    transcription: Segments<'a>,
    transcript: Segments<'a>,
    sentences: Segments<'a>,
    paragraphs: Segments<'a>,
    speakers: Segments<'a>,
    chunks: Segments<'a>,
    words: Segments<'a>,
    text: Text<'a>,
    results: Results<'a>,
    response: Object<Response<'a>>,
    monologues: List<Object<rev::Monologue<'a>>>,
    #[serde(rename = "recognizedPhrases")]
    recognized_phrases: List<Object<azure::Phrase<'a>>>,
    phrases: List<Object<azure::Phrase<'a>>>,
    events: List<Object<youtube::Event<'a>>>,
}

/// `whisper.cpp` states the language one level down.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Stated<'a> {
    #[serde(borrow)]
    language: Text<'a>,
}

/// A finished operation of Google's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Response<'a> {
    #[serde(borrow)]
    results: Results<'a>,
}

/// What is found under `results`: a list is Google's, an object that of another service.
type Results<'a> = Either<Object<google::Outcome<'a>>, Services<'a>>;

/// `results` as an object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Services<'a> {
    #[serde(borrow)]
    utterances: List<Object<deepgram::Utterance<'a>>>,
    channels: List<Object<deepgram::Channel<'a>>>,
    items: List<Object<aws::Item<'a>>>,
    speaker_labels: Object<aws::SpeakerLabels<'a>>,
    audio_segments: Segments<'a>,
    language_code: Text<'a>,
}

/// Reads a JSON file of any of the known shapes.
pub(super) fn read(text: &str) -> Result<Parsed, JsonError> {
    if text.trim_ascii_start().starts_with('[') {
        return list_of_segments(serde_json::from_str(text)?, text);
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Object<Document<'_>>>();
    let Object(mut document) = values.next().transpose()?.unwrap_or_default();
    match text[values.byte_offset()..]
        .trim_ascii_start()
        .bytes()
        .next()
    {
        None => {}
        Some(b'{') => {
            let lines = serde_json::Deserializer::from_str(text).into_iter();
            let segments = lines.collect::<Result<Segments<'_>, serde_json::Error>>()?;
            return list_of_segments(segments, text);
        }
        Some(_) => return Err(JsonError::FrontMatter),
    }
    let (blocks, format, language) = blocks_of(&mut document, text);
    let mut parsed = Parsed::new(format);
    parsed.blocks = blocks;
    if parsed.blocks.is_empty() {
        let whole = document.text.0.unwrap_or_default();
        if whole.trim_ascii().is_empty() {
            check_keys(text)?;
        }
        parsed.blocks = join_lines(&whole);
    }
    let meta = &mut parsed.meta;
    meta.title = document.title.0.unwrap_or_default().into_owned();
    meta.duration_s = document.audio_duration.0.filter(|&length| length > 0.0);
    let language = Text::first([
        document.language,
        document.language_code,
        document.result.0.language,
        Text(language),
    ]);
    meta.language = language.map(Cow::into_owned);
    Ok(parsed)
}

fn list_of_segments(segments: Segments<'_>, source: &str) -> Result<Parsed, JsonError> {
    if segments.items > 0 && segments.said.is_empty() {
        return Err(JsonError::Unknown(
            "a JSON list whose items have no text".to_owned(),
        ));
    }
    let mut parsed = Parsed::new(format_of(&segments));
    let talk = Talk {
        said: segments.said,
        unit_s: None,
    };
    parsed.blocks = talk.into_blocks(source);
    Ok(parsed)
}

fn format_of(segments: &Segments<'_>) -> Format {
    if segments.bodies {
        Format::PodcastJson
    } else {
        Format::WhisperJson
    }
}

/// The talk of a document, from the list that says most, what the list makes it, and the language stated with it.
fn blocks_of<'a>(
    document: &mut Document<'a>,
    source: &str,
) -> (Vec<Block>, Format, Option<Cow<'a, str>>) {
    use std::mem::take;
    for segments in [&mut document.segments, &mut document.transcription] {
        if !segments.said.is_empty() && document.utterances.said.is_empty() {
            let format = format_of(segments);
            let talk = Talk::in_seconds(take(&mut segments.said));
            return (talk.into_blocks(source), format, None);
        }
    }
    let lists = [
        &mut document.utterances,
        &mut document.speakers,
        &mut document.sentences,
        &mut document.paragraphs,
        &mut document.transcript,
        &mut document.chunks,
        &mut document.words,
    ];
    if let Some(list) = lists.into_iter().find(|list| !list.said.is_empty()) {
        let talk = Talk {
            said: take(&mut list.said),
            unit_s: None,
        };
        return (talk.into_blocks(source), Format::AssemblyJson, None);
    }
    if !document.events.0.is_empty() {
        let blocks = youtube::blocks(take(&mut document.events.0), source);
        return (blocks, Format::ServiceJson, None);
    }
    let (said, language) = service(document);
    let blocks = Talk::in_seconds(said).into_blocks(source);
    (blocks, Format::ServiceJson, language)
}

/// What was said according to one of the services with shapes of their own.
fn service<'a>(document: &mut Document<'a>) -> (Vec<Said<'a>>, Option<Cow<'a, str>>) {
    use std::mem::take;
    let mut results = take(&mut document.results);
    if results.list.is_empty() {
        results.list = take(&mut document.response.0.results.list);
    }
    if !results.list.is_empty() {
        return google::said(results.list);
    }
    let other = results.object;
    let said = if !other.utterances.0.is_empty() || !other.channels.0.is_empty() {
        deepgram::said(other.utterances.0, other.channels.0)
    } else if !other.items.0.is_empty() {
        aws::said(other.items.0, other.speaker_labels.0)
    } else if !other.audio_segments.said.is_empty() {
        other.audio_segments.said
    } else if !document.monologues.0.is_empty() {
        rev::said(take(&mut document.monologues.0))
    } else {
        let mut phrases = take(&mut document.recognized_phrases.0);
        phrases.append(&mut document.phrases.0);
        azure::said(phrases)
    };
    (said, other.language_code.0)
}

/// Talk without times: each line a paragraph.
fn join_lines(text: &str) -> Vec<Block> {
    text.lines()
        .filter(|line| !line.trim_ascii().is_empty())
        .map(|line| Block {
            text: line.to_owned(),
            line: 1,
            ..Block::default()
        })
        .collect()
}

/// An object without talk is fine if it is where a transcript would be, as of a silent file.
fn check_keys(text: &str) -> Result<(), JsonError> {
    let Keys(keys) = serde_json::from_str(text)?;
    let known = ["segments", "transcription", "utterances"];
    if keys.iter().any(|key| known.contains(&key.as_str())) {
        return Ok(());
    }
    let shown = keys
        .iter()
        .take(KEYS_NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>();
    let more = if keys.len() > KEYS_NAMED { ", …" } else { "" };
    Err(JsonError::Unknown(if shown.is_empty() {
        "JSON without any keys".to_owned()
    } else {
        format!(
            "JSON without a transcript (keys: {}{more})",
            shown.join(", ")
        )
    }))
}

/// The keys of an object, in order.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Any)
    }
}
