//! The report of a run for machines: each input, what it was read as, what was odd about it, what failed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::json;
use crate::corpus::{Format, Warning};

/// How one input fared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputReport {
    /// As given or found; `-` for standard input.
    pub path: String,
    /// Whether it could be read.
    pub read: bool,
    /// What it was recognised as; a feed whose episodes all have transcripts is a `feed`.
    pub format: Option<Cow<'static, str>>,
    /// Episodes that came out of it.
    pub episodes: usize,
    /// Words spoken in them.
    pub words: usize,
    /// In the order in which they were met.
    pub warnings: Vec<Warning>,
    /// Why it could not be read.
    pub error: Option<String>,
}

/// The name of a format in reports and JSON.
pub fn format_name(format: Format) -> &'static str {
    json::format_name(format)
}

/// The indented object and a line feed: the inputs by path, and the sums over them.
pub fn run_report(mut inputs: Vec<InputReport>) -> Vec<u8> {
    inputs.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.error.cmp(&b.error)));
    let count =
        |holds: fn(&InputReport) -> bool| inputs.iter().filter(|input| holds(input)).count();
    let record = Record {
        counts: Counts {
            inputs: inputs.len(),
            read: count(|input| input.read),
            warned: count(|input| input.read && !input.warnings.is_empty()),
            failed: count(|input| !input.read),
            episodes: inputs.iter().map(|input| input.episodes).sum(),
            words: inputs.iter().map(|input| input.words).sum(),
            warnings: inputs.iter().map(|input| input.warnings.len()).sum(),
        },
        inputs,
    };
    json::finish(serde_json::to_string_pretty(&record)).into_bytes()
}

#[derive(Serialize)]
struct Record {
    counts: Counts,
    inputs: Vec<InputReport>,
}

#[derive(Serialize)]
struct Counts {
    inputs: usize,
    read: usize,
    warned: usize,
    failed: usize,
    episodes: usize,
    words: usize,
    warnings: usize,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn inputs_stand_by_path_with_their_sums() {
        let input = |path: &str, read| InputReport {
            path: path.to_owned(),
            read,
            words: 5,
            ..InputReport::default()
        };
        let warned = InputReport {
            warnings: vec![Warning {
                line: 3,
                message: "odd".to_owned(),
            }],
            episodes: 2,
            format: Some(format_name(Format::Srt).into()),
            ..input("b", true)
        };
        let bytes = run_report(vec![warned, input("c", false), input("a", true)]);
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let counts = json!({"inputs": 3, "read": 2, "warned": 1, "failed": 1, "episodes": 2, "words": 15, "warnings": 1});
        assert_eq!(value["counts"], counts);
        let b = json!({"path": "b", "read": true, "format": "srt", "episodes": 2, "words": 5,
                       "warnings": [{"line": 3, "message": "odd"}], "error": null});
        assert_eq!(value["inputs"][1], b);
        assert_eq!(value["inputs"][0]["path"], "a");
    }
}
