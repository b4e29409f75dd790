//! Reads JSON transcripts: Podcasting 2.0, Whisper and its relatives, `AssemblyAI`, bare lists of segments.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Format;
use super::joining::{Change, Joiner, Segment as Joined, closes_sentence};
use super::json_lines::Lines;
use super::loose::{List, Number, Object, Text};
use super::parsed::Parsed;

/// From this many bytes on, a segment that carries word times is split at sentence ends, so that its sentences get them.
const LONG_SEGMENT: usize = 400;
/// Most keys named of a JSON file that is no transcript.
const KEYS_NAMED: usize = 12;

/// Why a JSON file gave no transcript.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum JsonError {
    /// Not JSON, or cut off; with the line.
    Malformed(usize, String),
    /// Valid, but no transcript; says what was seen.
    Unknown(String),
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
struct Document {
    title: Text,
    language: Text,
    language_code: Text,
    audio_duration: Number,
    result: Object<Outcome>,
    segments: List<Object<Segment>>,
    transcription: List<Object<Segment>>,
    utterances: List<Object<Segment>>,
    words: List<Object<Segment>>,
    text: Text,
}

/// `whisper.cpp` states the language one level down.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Outcome {
    language: Text,
}

/// One cue, utterance or word.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Segment {
    #[serde(rename = "startTime")]
    start_time: Number,
    #[serde(rename = "endTime")]
    end_time: Number,
    start: Number,
    end: Number,
    offsets: Object<Offsets>,
    body: Text,
    text: Text,
    word: Text,
    speaker: Text,
    /// Whether somebody else speaks in the next one.
    #[serde(rename = "speaker_turn_next")]
    turn_over: Number,
    words: List<Object<Word>>,
}

/// `whisper.cpp`: milliseconds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Offsets {
    from: Number,
    to: Number,
}

/// A word inside a segment; unaligned ones have no time.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Word {
    start: Number,
    text: Text,
    #[serde(rename = "word")]
    spoken: Text,
}

/// The list that holds the talk, and how to read it.
struct Talk {
    format: Format,
    segments: Vec<Object<Segment>>,
    /// How many seconds one unit of `start` and `end` is.
    unit_s: f64,
}

/// Reads a JSON file of any of the known shapes.
pub(super) fn read(text: &str) -> Result<Parsed, JsonError> {
    if text.trim_ascii_start().starts_with('[') {
        let List(segments) = serde_json::from_str(text)?;
        return list_of_segments(segments, text);
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Object<Document>>();
    let Object(mut document) = values.next().transpose()?.unwrap_or_default();
    if values.next().is_some() {
        let lines = serde_json::Deserializer::from_str(text).into_iter();
        return list_of_segments(lines.collect::<Result<_, _>>()?, text);
    }
    let talk = talk_of(&mut document);
    let mut parsed = Parsed::new(talk.format);
    if talk.segments.is_empty() {
        let Text(whole) = document.text;
        let whole = whole.unwrap_or_default();
        if whole.trim_ascii().is_empty() {
            check_keys(text)?;
        }
        parsed.blocks = join_lines(&whole);
    } else {
        parsed.blocks = join(talk, text);
    }
    let meta = &mut parsed.meta;
    meta.title = document.title.0.unwrap_or_default();
    meta.duration_s = document.audio_duration.0.filter(|&length| length > 0.0);
    meta.language = document
        .language
        .0
        .or(document.language_code.0)
        .or(document.result.0.language.0)
        .filter(|code| !code.is_empty());
    Ok(parsed)
}

fn list_of_segments(segments: Vec<Object<Segment>>, text: &str) -> Result<Parsed, JsonError> {
    if !segments.is_empty()
        && segments
            .iter()
            .all(|segment| words_of(&segment.0).is_empty())
    {
        return Err(JsonError::Unknown(
            "a JSON list whose items have no text".to_owned(),
        ));
    }
    let talk = Talk {
        format: format_of(&segments),
        unit_s: guessed_unit(&segments),
        segments,
    };
    let mut parsed = Parsed::new(talk.format);
    parsed.blocks = join(talk, text);
    Ok(parsed)
}

fn talk_of(document: &mut Document) -> Talk {
    let mut take = |list: fn(&mut Document) -> &mut List<Object<Segment>>| {
        let List(segments) = std::mem::take(list(document));
        segments
    };
    let segments = take(|document| &mut document.utterances);
    if !segments.is_empty() {
        return Talk {
            format: Format::AssemblyJson,
            unit_s: guessed_unit(&segments),
            segments,
        };
    }
    let mut segments = take(|document| &mut document.segments);
    if segments.is_empty() {
        segments = take(|document| &mut document.transcription);
    }
    if !segments.is_empty() {
        return Talk {
            format: format_of(&segments),
            unit_s: 1.0,
            segments,
        };
    }
    let segments = take(|document| &mut document.words);
    Talk {
        format: Format::AssemblyJson,
        unit_s: guessed_unit(&segments),
        segments,
    }
}

fn format_of(segments: &[Object<Segment>]) -> Format {
    if segments.iter().any(|segment| segment.0.body.0.is_some()) {
        Format::PodcastJson
    } else {
        Format::WhisperJson
    }
}

/// Nobody speaks less than half a character a second for long, nor more than that in a millisecond: the rate tells
/// whether a list counts in the one or the other.
fn guessed_unit(segments: &[Object<Segment>]) -> f64 {
    let (mut bytes, mut length) = (0.0, 0.0);
    for Object(segment) in segments {
        if let (Some(start), Some(end)) = (segment.start.0, segment.end.0) {
            bytes += words_of(segment).len() as f64;
            length += (end - start).max(0.0);
        }
    }
    if length > 0.0 && bytes / length < 0.5 {
        0.001
    } else {
        1.0
    }
}

fn words_of(segment: &Segment) -> &str {
    [&segment.body, &segment.text, &segment.word]
        .into_iter()
        .find_map(|text| text.0.as_deref())
        .unwrap_or_default()
}

fn join(talk: Talk, source: &str) -> Vec<super::parsed::Block> {
    let mut joiner = Joiner::new();
    let mut lines = Lines::new(source);
    let mut turn_over = false;
    for Object(segment) in talk.segments {
        let seconds = |named: Number, plain: Number, milliseconds: Number| {
            let plain = plain.0.map(|time| time * talk.unit_s);
            named
                .0
                .or(milliseconds.0.map(|time| time / 1000.0))
                .or(plain)
        };
        let start_s = seconds(segment.start_time, segment.start, segment.offsets.0.from);
        let end_s = seconds(segment.end_time, segment.end, segment.offsets.0.to);
        let words = words_of(&segment);
        let line = lines.of(words);
        let mut change = match &segment.speaker.0 {
            Some(name) if !name.trim().is_empty() => Some(Change::Named(name.trim().to_owned())),
            _ => turn_over.then_some(Change::Unnamed),
        };
        turn_over = segment.turn_over.0.is_some_and(|next| next != 0.0);
        let sentences = timed_sentences(&segment, talk.unit_s);
        if sentences.len() < 2 {
            joiner.push(Joined {
                change,
                start_s,
                end_s,
                text: words.to_owned(),
                line,
            });
            continue;
        }
        let last = sentences.len() - 1;
        for (index, (time_s, text)) in sentences.into_iter().enumerate() {
            joiner.push(Joined {
                change: change.take(),
                start_s: if index == 0 {
                    start_s.or(time_s)
                } else {
                    time_s
                },
                end_s: end_s.filter(|_| index == last),
                text,
                line,
            });
        }
    }
    joiner.finish()
}

/// The sentences of a long segment with the time of their first word; empty where words have no times.
fn timed_sentences(segment: &Segment, unit_s: f64) -> Vec<(Option<f64>, String)> {
    let mut sentences: Vec<(Option<f64>, String)> = Vec::new();
    if words_of(segment).len() < LONG_SEGMENT {
        return sentences;
    }
    let mut closed = true;
    for Object(word) in &segment.words.0 {
        let Some(text) = word.text.0.as_deref().or(word.spoken.0.as_deref()) else {
            continue;
        };
        if closed {
            sentences.push((word.start.0.map(|time| time * unit_s), String::new()));
        }
        if let Some((_, sentence)) = sentences.last_mut() {
            if !sentence.is_empty() && !text.starts_with(' ') {
                sentence.push(' ');
            }
            sentence.push_str(text);
        }
        closed = closes_sentence(text);
    }
    sentences
}

/// Talk without times: each line a paragraph.
fn join_lines(text: &str) -> Vec<super::parsed::Block> {
    text.lines()
        .filter(|line| !line.trim_ascii().is_empty())
        .map(|line| super::parsed::Block {
            text: line.to_owned(),
            line: 1,
            ..super::parsed::Block::default()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(json: &str) -> Vec<(Option<String>, Option<f64>, String, bool)> {
        read(json)
            .unwrap()
            .blocks
            .into_iter()
            .map(|block| (block.speaker, block.start_s, block.text, block.continues))
            .collect()
    }

    fn block(
        speaker: Option<&str>,
        start_s: f64,
        text: &str,
        continues: bool,
    ) -> (Option<String>, Option<f64>, String, bool) {
        (
            speaker.map(str::to_owned),
            Some(start_s),
            text.to_owned(),
            continues,
        )
    }

    #[test]
    fn each_tool_s_shape_gives_the_same_talk() {
        for (json, format) in [
            (
                r#"{"version":"1.0.0","segments":[{"speaker":"A","startTime":0.5,"endTime":1,"body":"Hi there,"},
                {"speaker":"A","startTime":1,"body":"you."},{"speaker":"B","startTime":"2.0","body":"Yes."}]}"#,
                Format::PodcastJson,
            ),
            (
                r#"{"text":"x","language":"en","segments":[{"id":0,"start":0.5,"end":1,"text":"Hi there,","speaker":"A"},
                {"start":1,"end":2,"text":"you.","tokens":[1,2]},{"start":2,"end":3,"text":"Yes.","speaker":"B"}]}"#,
                Format::WhisperJson,
            ),
            (
                r#"{"utterances":[{"speaker":"A","start":500,"end":1000,"text":"Hi there,"},
                {"speaker":"A","start":1000,"end":2000,"text":"you."},{"speaker":"B","start":2000,"end":3000,"text":"Yes."}]}"#,
                Format::AssemblyJson,
            ),
            (
                r#"{"result":{"language":"en"},"transcription":[
                {"timestamps":{"from":"00:00:00,500"},"offsets":{"from":500,"to":1000},"text":"Hi there,","speaker":"A"},
                {"offsets":{"from":1000,"to":2000},"text":"you."},{"offsets":{"from":2000,"to":3000},"text":"Yes.","speaker":"B"}]}"#,
                Format::WhisperJson,
            ),
            (
                r#"[{"start":500,"end":1000,"text":"Hi there,","speaker":"A"},{"start":1000,"end":2000,"text":"you."},
                {"start":2000,"end":3000,"text":"Yes.","speaker":"B"}]"#,
                Format::WhisperJson,
            ),
        ] {
            let expected = [
                block(Some("A"), 0.5, "Hi there,", false),
                block(None, 1.0, "you.", true),
                block(Some("B"), 2.0, "Yes.", false),
            ];
            assert_eq!(talk(json), expected, "{json}");
            assert_eq!(read(json).unwrap().format, format);
        }
    }

    #[test]
    fn values_of_the_wrong_kind_are_left_out() {
        let json = r#"{"segments":[{"start":"x","end":null,"text":"Hi."},{"text":7},null,{"text":["a"],"speaker":3}],
            "utterances":null,"words":"none"}"#;
        let texts: Vec<_> = talk(json).into_iter().map(|block| block.2).collect();
        assert_eq!(texts, ["Hi.", "7"]);
    }

    #[test]
    fn other_json_is_refused_with_its_keys_and_broken_json_with_its_line() {
        assert_eq!(
            read(r#"{"name":"x","version":1}"#),
            Err(JsonError::Unknown(
                "JSON without a transcript (keys: name, version)".to_owned()
            ))
        );
        assert!(matches!(
            read("{\"segments\":[\n{\"text\":"),
            Err(JsonError::Malformed(2, _))
        ));
        assert!(matches!(
            read(&("[".repeat(100_000) + "x")),
            Err(JsonError::Malformed(..) | JsonError::Unknown(_))
        ));
        assert!(read(&("{\"segments\":".repeat(100_000))).is_err());
    }

    #[test]
    fn a_long_segment_with_word_times_is_split_at_sentence_ends() {
        let words: Vec<_> = (0..100)
            .map(|at| {
                let text = if at % 50 == 49 { "end." } else { "wording" };
                format!(
                    r#"{{"text":"{text}","start":{},"end":{}}}"#,
                    at * 300,
                    at * 300 + 200
                )
            })
            .collect();
        let json = format!(
            r#"{{"utterances":[{{"speaker":"A","start":0,"end":30000,"text":"{}","words":[{}]}}]}}"#,
            "wording ".repeat(100),
            words.join(",")
        );
        let starts: Vec<_> = talk(&json).into_iter().map(|block| block.1).collect();
        assert_eq!(starts, [Some(0.0), Some(15.0)]);
    }

    #[test]
    fn segments_know_their_line() {
        let json = "{\"text\": \"one two three four\",\n\"segments\": [\n{\"text\": \"one two\"},\n\n{\"text\": \"three four\"}\n]}";
        let lines: Vec<_> = read(json)
            .unwrap()
            .blocks
            .iter()
            .map(|block| block.line)
            .collect();
        assert_eq!(lines, [3, 5]);
    }
}
