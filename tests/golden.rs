//! What the program prints for the sample catalogue, byte for byte, as it was last accepted in `tests/golden/`.
//!
//! A difference is not always an error: look at it, then accept it with `make golden`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;

use common::{Desk, accepting, first_difference, project};

/// Accepted file, format and input of each draft. Every input format and every output format occurs.
const DRAFTS: [(&str, &str, &str); 21] = [
    (
        "markdown.md",
        "md",
        "corpus/slow-signal/118-a-hook-on-a-rope.md",
    ),
    (
        "markdown-fr.md",
        "md",
        "corpus/double-decimetre/ep07-le-metre.md",
    ),
    (
        "markdown-es.md",
        "md",
        "corpus/sobremesa-larga/09-el-maiz.md",
    ),
    (
        "plain.md",
        "md",
        "corpus/small-tools/044 SQLite and the heron.txt",
    ),
    (
        "plain-solo.md",
        "md",
        "corpus/small-tools/046_solo_here_here_here.txt",
    ),
    (
        "page.md",
        "md",
        "corpus/pages/how-a-carpenter-carried-the-time-to-sea.txt",
    ),
    ("webvtt.md", "md", "corpus/slow-signal/117-paused.vtt"),
    (
        "subrip.md",
        "md",
        "corpus/small-tools/042_text_encodings.srt",
    ),
    (
        "podcast-json.md",
        "md",
        "corpus/small-tools/045-the-box-around-the-words.json",
    ),
    (
        "whisper-json-sv.md",
        "md",
        "corpus/kvarten/Kvarten 21 - Fyrar.json",
    ),
    (
        "assembly-json-de.md",
        "md",
        "corpus/werkbank/wb-012-nabendynamo.json",
    ),
    (
        "html.md",
        "md",
        "corpus/harbour-notes/1-why-the-tide-comes-twice.html",
    ),
    (
        "podlove-xml.md",
        "md",
        "corpus/harbour-notes/2-a-bell-under-the-water.xml",
    ),
    (
        "whisper-tsv.md",
        "md",
        "corpus/harbour-notes/3-reading-a-chart.tsv",
    ),
    (
        "youtube-json3.md",
        "md",
        "corpus/harbour-notes/4-the-rope-walk.json",
    ),
    ("feed.jsonl", "jsonl", "corpus/harbour-notes/feed.xml"),
    (
        "markdown.json",
        "json",
        "corpus/small-tools/041-time-zones.md",
    ),
    (
        "page.jsonl",
        "jsonl",
        "corpus/pages/how-a-carpenter-carried-the-time-to-sea.txt",
    ),
    ("webvtt.json", "json", "corpus/slow-signal/117-paused.vtt"),
    ("webvtt.txt", "text", "corpus/slow-signal/117-paused.vtt"),
    ("webvtt.html", "html", "corpus/slow-signal/117-paused.vtt"),
];

/// Accepted files of the whole catalogue.
const TABLES: [&str; 6] = [
    "tags.csv",
    "episodes.csv",
    "proposed.csv",
    "related.csv",
    "report.md",
    "vocab.toml",
];

/// Everything that is held, by file name.
fn printed() -> BTreeMap<String, String> {
    let desk = Desk::with_samples();
    let mut printed = BTreeMap::new();
    for (name, format, input) in DRAFTS {
        let run = desk.run(&["draft", input, "--format", format]);
        assert_eq!(run.code, Some(0), "{input}: {run:?}");
        printed.insert(name.to_owned(), run.stdout);
    }
    let run = desk.run(&["tag", "corpus", "-o", "tags"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for name in TABLES {
        printed.insert(name.to_owned(), desk.read(&format!("tags/{name}")));
    }
    printed
}

fn folder() -> PathBuf {
    project().join("tests/golden")
}

#[test]
fn output_is_as_it_was_accepted() {
    let printed = printed();
    if accepting("GOLDEN") {
        return accept(&printed);
    }
    let mut differences = Vec::new();
    for (name, now) in &printed {
        let accepted = std::fs::read_to_string(folder().join(name)).unwrap_or_default();
        if let Some(difference) = first_difference(&accepted, now) {
            differences.push(format!("tests/golden/{name}: {difference}"));
        }
    }
    for name in accepted_files() {
        if !printed.contains_key(&name) {
            differences.push(format!("tests/golden/{name}: nothing makes it any more"));
        }
    }
    assert!(
        differences.is_empty(),
        "{}\n\nIf this is what should be printed, accept it: make golden\n",
        differences.join("\n")
    );
}

fn accept(printed: &BTreeMap<String, String>) {
    for name in accepted_files() {
        if !printed.contains_key(&name) {
            std::fs::remove_file(folder().join(name)).unwrap();
        }
    }
    for (name, now) in printed {
        shownotes::report::writer::write_file(&folder().join(name), now.as_bytes()).unwrap();
    }
}

fn accepted_files() -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn of_an_episode_page_the_episode_with_the_transcript_comes_first() {
    let page = "corpus/pages/how-a-carpenter-carried-the-time-to-sea.txt";
    let run = Desk::with_samples().run(&["draft", page, "--format", "jsonl"]);
    let words: Vec<_> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["words"].as_u64())
        .collect();
    assert_eq!(words.len(), 6, "{run:?}");
    assert!(words[0] > Some(1_000), "{words:?}");
    assert!(
        words[1..].iter().all(|&words| words < Some(200)),
        "{words:?}"
    );
}
