//! A file of decisions as it is written, and what is wrong with one.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::corpus::Span;
use crate::draft::{HighlightKind, SettledTags};

/// The version of the format that this program reads and writes.
pub const VERSION: u32 = 1;

/// What a person did with a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Keep it as it is, even if the ranking changes.
    Accept,
    /// Keep it, worded anew.
    Edit,
    /// Never draft it again.
    Reject,
    /// Put it in: it was not drafted.
    Add,
}

/// A file of decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// [`VERSION`].
    pub version: u32,
    /// By the episode's id.
    #[serde(deserialize_with = "each_once")]
    pub episodes: BTreeMap<String, EpisodeDecisions>,
}

/// What is decided about one episode.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EpisodeDecisions {
    /// In any order.
    pub highlights: Vec<HighlightDecision>,
    /// In any order.
    pub chapters: Vec<ChapterDecision>,
    /// Tags put in and taken out.
    pub tags: TagDecisions,
}

/// What is decided about a highlight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "HighlightFields")]
pub struct HighlightDecision {
    /// What to do.
    pub action: Action,
    /// Where its quote stood in the episode's text.
    pub span: Span,
    /// The words it rests on; never empty.
    pub quote: String,
    /// The line to publish; of what is rejected, the line that was drafted. The quote itself where none is given.
    pub text: String,
    /// How the line was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<HighlightKind>,
    /// Who says it; for `publish --from`, which does not look at the transcript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// When it is said, in seconds; as `speaker`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_s: Option<f64>,
    /// When it ends, in seconds; as `speaker`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_s: Option<f64>,
}

/// What is decided about a chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ChapterFields")]
pub struct ChapterDecision {
    /// What to do.
    pub action: Action,
    /// Where the words stood that it begins with.
    pub span: Span,
    /// The words it begins with; never empty.
    pub quote: String,
    /// The title to publish; of what is rejected, the title that was drafted. Never empty.
    pub title: String,
    /// When it starts, in seconds; found out from its place where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_s: Option<f64>,
}

/// Tags put in and taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TagDecisions {
    /// Stay, whatever is drafted.
    pub add: Vec<String>,
    /// Do not come back.
    pub remove: Vec<String>,
}

impl EpisodeDecisions {
    /// What holds for its tags.
    pub fn choice_of_tags(&self) -> SettledTags {
        SettledTags {
            kept: self.tags.add.clone(),
            rejected: self.tags.remove.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HighlightFields {
    action: Action,
    #[serde(deserialize_with = "span")]
    span: Span,
    quote: String,
    text: Option<String>,
    kind: Option<HighlightKind>,
    speaker: Option<String>,
    start_s: Option<f64>,
    end_s: Option<f64>,
}

impl TryFrom<HighlightFields> for HighlightDecision {
    type Error = &'static str;

    fn try_from(fields: HighlightFields) -> Result<Self, Self::Error> {
        let text = fields.text.filter(|text| !text.trim().is_empty());
        if fields.quote.trim().is_empty() {
            return Err(NO_QUOTE);
        }
        if text.is_none() && fields.action == Action::Edit {
            return Err(
                "`edit` has no `text`; write the line that is to stand there, or reject it",
            );
        }
        Ok(Self {
            action: fields.action,
            span: fields.span,
            text: text.unwrap_or_else(|| fields.quote.clone()),
            quote: fields.quote,
            kind: fields.kind,
            speaker: fields.speaker,
            start_s: time(fields.start_s)?,
            end_s: time(fields.end_s)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChapterFields {
    action: Action,
    #[serde(deserialize_with = "span")]
    span: Span,
    quote: String,
    title: String,
    start_s: Option<f64>,
}

impl TryFrom<ChapterFields> for ChapterDecision {
    type Error = &'static str;

    fn try_from(fields: ChapterFields) -> Result<Self, Self::Error> {
        if fields.quote.trim().is_empty() {
            return Err(NO_QUOTE);
        }
        if fields.title.trim().is_empty() {
            return Err("a chapter without a title; write one, or reject the chapter");
        }
        Ok(Self {
            action: fields.action,
            span: fields.span,
            quote: fields.quote,
            title: fields.title,
            start_s: time(fields.start_s)?,
        })
    }
}

const NO_QUOTE: &str = "`quote` is empty; copy the words of the talk that this is about";

fn span<'de, D: Deserializer<'de>>(input: D) -> Result<Span, D::Error> {
    let [start, end] = <[u32; 2]>::deserialize(input)?;
    if end < start {
        return Err(de::Error::custom(
            "a span that ends before it starts; write the first byte and the one behind the last",
        ));
    }
    Ok(Span { start, end })
}

fn time(seconds: Option<f64>) -> Result<Option<f64>, &'static str> {
    match seconds {
        Some(at) if !(at.is_finite() && at >= 0.0) => Err("a time below zero; write seconds"),
        seconds => Ok(seconds),
    }
}

/// A map in which no key stands twice: the first of the two would be lost without a word.
fn each_once<'de, D: Deserializer<'de>>(
    input: D,
) -> Result<BTreeMap<String, EpisodeDecisions>, D::Error> {
    struct Episodes;

    impl<'de> Visitor<'de> for Episodes {
        type Value = BTreeMap<String, EpisodeDecisions>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("episodes by their ids")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut episodes = BTreeMap::new();
            while let Some(id) = map.next_key::<String>()? {
                if episodes.contains_key(&id) {
                    return Err(de::Error::custom(format!(
                        "episode `{id}` stands twice; put its decisions together"
                    )));
                }
                episodes.insert(id, map.next_value()?);
            }
            Ok(episodes)
        }
    }

    input.deserialize_map(Episodes)
}

/// Why a text is no file of decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionsError {
    /// From 1.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl fmt::Display for DecisionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl std::error::Error for DecisionsError {}

/// Reads a file of decisions.
///
/// # Errors
/// With its line, whatever is not as the format has it: nothing of such a file counts.
pub fn parse(text: &str) -> Result<Decisions, DecisionsError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A later version may well have keys that are unknown here; its number is the more useful message.
    if let Ok(Versioned { version }) = serde_json::from_str(text)
        && version != VERSION
    {
        let at = text.find("\"version\"").unwrap_or(0);
        return Err(DecisionsError {
            line: 1 + text[..at].matches('\n').count(),
            message: format!(
                "version {version} of the format; this program reads version {VERSION}, so export the decisions again \
                 or update the program"
            ),
        });
    }
    serde_json::from_str(text).map_err(|error| DecisionsError {
        line: error.line().max(1),
        message: message(&error),
    })
}

/// The error without serde's own account of its place, and with what to do about it.
fn message(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = error
        .to_string()
        .replace(&place, "")
        .replace("unknown field", "unknown key")
        .replace("missing field", "missing key")
        .replace("unknown variant", "unknown value")
        .replace('\n', " ");
    match error.classify() {
        serde_json::error::Category::Data if what.contains(';') => what,
        serde_json::error::Category::Data => {
            format!("{what}; correct it, or export the decisions again")
        }
        _ => format!("not JSON: {what}; correct it, or export the decisions again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"{"version": 1, "episodes": {"a/b": {
        "highlights": [
            {"action": "accept", "span": [0, 4], "quote": "word", "text": "Word.", "kind": "quote"},
            {"action": "reject", "span": [9, 14], "quote": "other"}],
        "chapters": [{"action": "edit", "span": [0, 4], "quote": "word", "title": "Words", "start_s": 2.5}],
        "tags": {"add": ["x"], "remove": ["y"]}}}}"#;

    #[test]
    fn what_is_written_reads_as_the_same() {
        // So long a number is rounded by readers that are not exact.
        let long = format!("2{}.5", "6".repeat(57));
        for text in [WHOLE.to_owned(), WHOLE.replace("2.5", &long)] {
            let decisions = parse(&text).unwrap();
            let again = serde_json::to_string(&decisions).unwrap();
            assert_eq!(parse(&again), Ok(decisions));
        }
        let decisions = parse(WHOLE).unwrap();
        let episode = decisions.of("a/b").unwrap();
        assert_eq!(episode.highlights[0].kind, Some(HighlightKind::Quote));
        assert_eq!(episode.highlights[1].text, "other");
        assert_eq!(episode.chapters[0].start_s, Some(2.5));
        assert_eq!(
            parse("\u{feff}{\"version\": 1, \"episodes\": {}}").map(|read| read.episodes.len()),
            Ok(0)
        );
    }

    #[test]
    fn whatever_is_not_as_the_format_has_it_is_an_error_with_its_line_and_what_to_do() {
        let highlight = |fields: &str| {
            format!(
                "{{\"version\": 1,\n\"episodes\": {{\"a\":\n{{\"highlights\": [{{{fields}}}]}}}}}}"
            )
        };
        let table = [
            (String::new(), 1, "not JSON: EOF"),
            ("{\"version\": 1,\n".to_owned(), 2, "not JSON: EOF"),
            ("{\"episodes\": {}}".to_owned(), 1, "missing key `version`"),
            ("{\"version\": 1}".to_owned(), 1, "missing key `episodes`"),
            (
                "{\n\"version\": 7, \"new\": 1}".to_owned(),
                2,
                "version 7 of the format",
            ),
            (
                "{\"version\": 1, \"episodes\": {},\n\"extra\": 1}".to_owned(),
                2,
                "unknown key `extra`",
            ),
            (
                "{\"version\": 1, \"episodes\": {\"a\": {},\n\"a\": {}}}".to_owned(),
                2,
                "episode `a` stands twice",
            ),
            (
                highlight(r#""action": "keep", "span": [0, 1], "quote": "x""#),
                3,
                "unknown value `keep`, expected one of",
            ),
            (
                highlight(r#""action": "add", "span": [0, 1], "quote": " ""#),
                3,
                "`quote` is empty",
            ),
            (
                highlight(r#""action": "edit", "span": [0, 1], "quote": "x""#),
                3,
                "`edit` has no `text`",
            ),
            (
                highlight(r#""action": "accept", "span": [3, 1], "quote": "x""#),
                3,
                "a span that ends before it starts",
            ),
            (
                highlight(r#""action": "accept", "span": [-3, 1], "quote": "x""#),
                3,
                "invalid value: integer `-3`",
            ),
            (
                highlight(r#""action": "accept", "span": [0, 1], "quote": "x", "start_s": -1"#),
                3,
                "a time below zero",
            ),
            (
                "{\"version\": 1, \"episodes\": {\"a\": {\"tags\": \"x\"}}}".to_owned(),
                1,
                "invalid type: string",
            ),
        ];
        for (text, line, message) in table {
            let error = parse(&text).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.message.starts_with(message), "{text}: {error}");
            assert!(error.message.contains(';'), "{error}");
            assert!(!error.message.contains('\n'), "{error}");
        }
    }
}
