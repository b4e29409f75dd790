//! The part of a draft's JSON that can be held against the transcript. Other fields, and those that people added, are
//! left alone.

use serde::Deserialize;

/// One drafted episode, as `--format json` and `jsonl` write it.
#[derive(Debug, Default, Deserialize)]
pub struct DraftRecord {
    /// Which episode it is.
    #[serde(default)]
    pub id: String,
    /// The transcript it was drafted from.
    pub path: String,
    #[serde(default)]
    pub(super) speakers: Vec<SpeakerClaim>,
    #[serde(default)]
    pub(super) highlights: Vec<HighlightClaim>,
    #[serde(default)]
    pub(super) summary: SummaryClaim,
    #[serde(default)]
    pub(super) chapters: Vec<ChapterClaim>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SpeakerClaim {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct HighlightClaim {
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) quote: String,
    pub(super) speaker: Option<String>,
    pub(super) start_s: Option<f64>,
    pub(super) end_s: Option<f64>,
    pub(super) turn: usize,
    pub(super) span: [u32; 2],
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct SummaryClaim {
    #[serde(default)]
    pub(super) sentences: Vec<SentenceClaim>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SentenceClaim {
    pub(super) text: String,
    pub(super) turn: usize,
    pub(super) span: [u32; 2],
}

#[derive(Debug, Deserialize)]
pub(super) struct ChapterClaim {
    pub(super) title: String,
    pub(super) start_s: Option<f64>,
    pub(super) turn: usize,
    pub(super) span: [u32; 2],
}

/// Either form of the file: `json` of several episodes is an array.
#[derive(Deserialize)]
#[serde(untagged)]
enum Records {
    Many(Vec<serde_json::Value>),
    One(serde_json::Value),
}

/// The drafts of a JSON or JSON Lines text.
///
/// # Errors
/// Where and why the text is no draft.
pub fn read_drafts(text: &str) -> Result<Vec<DraftRecord>, String> {
    let mut drafts = Vec::new();
    for records in serde_json::Deserializer::from_str(text).into_iter::<Records>() {
        let values = match records.map_err(|error| format!("not JSON: {error}"))? {
            Records::Many(values) => values,
            Records::One(value) => vec![value],
        };
        for value in values {
            let number = drafts.len() + 1;
            let draft = serde_json::from_value(value)
                .map_err(|error| format!("episode {number}: not a draft: {error}"))?;
            drafts.push(draft);
        }
    }
    if drafts.is_empty() {
        return Err("no draft in it".to_owned());
    }
    Ok(drafts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_draft_an_array_and_lines_are_all_read() {
        for (text, count) in [
            (r#"{"path": "a.txt"}"#, 1),
            (r#"[{"path": "a.txt"}, {"path": "b.txt"}]"#, 2),
            ("{\"path\": \"a.txt\"}\n{\"path\": \"b.txt\"}\n", 2),
        ] {
            assert_eq!(read_drafts(text).map(|drafts| drafts.len()), Ok(count));
        }
    }

    #[test]
    fn what_is_no_draft_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "no draft"),
            ("# Show notes", "not JSON"),
            (r#"{"title": "x"}"#, "episode 1: not a draft"),
            (
                r#"{"path": "a", "highlights": [{"text": "x"}]}"#,
                "missing field",
            ),
        ] {
            let error = read_drafts(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
