//! One episode as the page needs it: the draft as the JSON contract has it, the talk itself with its times.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::corpus::{Episode, Span};
use crate::draft::Draft;
use crate::report::{self, Format, RenderOptions};

/// Bytes between two times that the page gets: it moves on in proportion between them.
const TIMES_APART: u32 = 160;

#[derive(Serialize)]
struct Talk<'a> {
    bytes: usize,
    /// For each turn: the number of its speaker or null, its first byte, its start in seconds or null, its text.
    turns: Vec<(Option<u16>, u32, Option<f64>, &'a str)>,
    /// Byte and second.
    times: Vec<(u32, f64)>,
    /// For each chapter of the draft, the sentence that it begins with.
    openings: Vec<Opening<'a>>,
}

#[derive(Serialize)]
struct Opening<'a> {
    span: Span,
    quote: &'a str,
}

/// One object: `draft` is what `draft --format jsonl --explain` writes, `talk` is for this page only.
pub fn episode_json(episode: &Episode, draft: &Draft) -> String {
    let options = RenderOptions {
        explain: true,
        ..RenderOptions::default()
    };
    let contract = report::render_episode(Format::Jsonl, episode, draft, &options);
    let talk = Talk {
        bytes: episode.text.len(),
        turns: episode
            .turns
            .iter()
            .map(|turn| {
                let speaker = turn.speaker.map(|id| id.0);
                (
                    speaker,
                    turn.span.start,
                    turn.start_s,
                    turn.span.of(&episode.text),
                )
            })
            .collect(),
        times: times(episode),
        openings: draft
            .chapters
            .iter()
            .map(|chapter| Opening {
                span: chapter.opening,
                quote: chapter.opening.of(&episode.text),
            })
            .collect(),
    };
    format!(
        "{{\"draft\":{},\"talk\":{}}}",
        String::from_utf8_lossy(&contract).trim_end(),
        serialised(&talk)
    )
}

fn serialised(talk: &Talk<'_>) -> String {
    serde_json::to_string(talk).expect("records of strings and numbers serialise")
}

/// A short print of an episode's text, the same in every run: work on another text of the episode is not taken up.
pub(super) fn print(episode: &Episode) -> String {
    let digest = Sha256::digest(&episode.text);
    digest[..8].iter().fold(String::new(), |mut print, byte| {
        use std::fmt::Write;
        let _ = write!(print, "{byte:02x}");
        print
    })
}

/// Enough of the known times.
fn times(episode: &Episode) -> Vec<(u32, f64)> {
    let mut times: Vec<(u32, f64)> = Vec::new();
    for mark in &episode.times {
        if times
            .last()
            .is_none_or(|(offset, _)| mark.offset >= offset + TIMES_APART)
        {
            times.push((mark.offset, mark.seconds));
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{self, LoadOptions};
    use crate::draft::{DraftOptions, compose};

    fn episode(text: &str) -> Episode {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talk.vtt");
        report::writer::write_file(&path, text.as_bytes()).unwrap();
        let found = corpus::discover(&[path]);
        corpus::load(&found.sources[0], &LoadOptions::default())
            .unwrap()
            .remove(0)
    }

    #[test]
    fn turns_and_openings_are_what_stands_at_their_bytes() {
        let text = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>Välkommen till brödet, säger jag.\n\n\
                    00:05.000 --> 00:09.000\n<v Bo>I bake sourdough bread with rye flour.\n";
        let episode = episode(text);
        let draft = compose(&episode, &DraftOptions::default());
        let json: serde_json::Value =
            serde_json::from_str(&episode_json(&episode, &draft)).unwrap();
        let turns = json["talk"]["turns"].as_array().unwrap();
        assert_eq!(turns.len(), 2);
        for turn in turns {
            let start = turn[1].as_u64().unwrap() as usize;
            let said = turn[3].as_str().unwrap();
            assert_eq!(&episode.text[start..start + said.len()], said);
        }
        assert_eq!(json["talk"]["bytes"], episode.text.len());
        assert_eq!(json["draft"]["id"], "talk");
        let openings = json["talk"]["openings"].as_array().unwrap();
        assert_eq!(openings.len(), draft.chapters.len());
    }
}
