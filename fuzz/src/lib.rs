//! What the fuzz targets share: reading bytes through the public interface, and what must hold of the result.

mod people;

use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::Value;
use shownotes::corpus::{self, Episode, LoadOptions, Span};
use shownotes::draft::{self, DraftOptions};
use shownotes::report::{self, Format, RenderOptions};

pub use people::{change_vocabulary, decide, publish, verify};

/// Reads `bytes` as the file `path` and checks each episode. Refused input gives none.
pub fn read(bytes: &[u8], path: &str) -> Vec<Episode> {
    let episodes =
        corpus::parse(bytes, "fuzzed", path, &LoadOptions::default()).unwrap_or_default();
    episodes.iter().for_each(check);
    episodes
}

/// Reads a folder of these files, each its name and content, as the program does, and checks each episode. An empty file
/// is left out.
pub fn read_folder(files: &[(&str, &[u8])]) {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("folder-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        folder
    });
    let paths = files.iter().map(|(name, _)| folder.join(name));
    let paths: Vec<PathBuf> = paths.collect();
    for (path, (_, content)) in paths.iter().zip(files) {
        if !content.is_empty() {
            std::fs::write(path, content).expect("the file can be written");
        }
    }
    let found = corpus::pair(corpus::discover(std::slice::from_ref(folder)), None);
    for source in &found.sources {
        let episodes = corpus::load(source, &LoadOptions::default()).unwrap_or_default();
        episodes.iter().for_each(check);
    }
    for path in paths {
        // Those that were empty are not there.
        let _ = std::fs::remove_file(path);
    }
}

/// `bytes` behind `head`, unless they begin with one of `marks` and so lead to the same reader by themselves.
pub fn steered(bytes: &[u8], marks: &[&str], head: &str) -> Vec<u8> {
    if marks.iter().any(|mark| bytes.starts_with(mark.as_bytes())) {
        bytes.to_vec()
    } else {
        [head.as_bytes(), bytes].concat()
    }
}

/// Spans lie in the text, on character borders, in order; times ascend and are never negative; lines count from 1.
pub fn check(episode: &Episode) {
    let inside = |span: Span| span.start < span.end && episode.text.get(span.range()).is_some();
    let mut end = 0;
    for turn in &episode.turns {
        assert!(inside(turn.span) && turn.span.start >= end, "{turn:?}");
        assert!(turn.line >= 1, "{turn:?}");
        assert!(turn.start_s.is_none_or(|start| start >= 0.0), "{turn:?}");
        if let (Some(start), Some(end)) = (turn.start_s, turn.end_s) {
            assert!(end >= start, "{turn:?}");
        }
        assert!(
            turn.speaker
                .is_none_or(|id| usize::from(id.0) < episode.speakers.len())
        );
        end = turn.span.end;
    }
    for mark in &episode.times {
        assert!(mark.seconds >= 0.0 && episode.text.is_char_boundary(mark.offset as usize));
    }
    assert!(
        episode
            .times
            .is_sorted_by(|a, b| a.offset < b.offset && a.seconds <= b.seconds)
    );
    assert!(episode.chapters.is_sorted_by_key(|chapter| chapter.turn));
    for aside in &episode.asides {
        assert!(inside(aside.span) && episode.turns[aside.turn].span.contains(aside.span));
    }
    for sponsor in &episode.sponsors {
        assert!(inside(sponsor.span) && episode.turns[sponsor.turn].span.contains(sponsor.span));
    }
}

/// Drafts an episode, renders it in every format, and holds what the JSON says against the text.
pub fn draft(episode: &Episode) {
    let draft = draft::compose(episode, &DraftOptions::default());
    let render =
        |format| report::render_episode(format, episode, &draft, &RenderOptions::default());
    for format in [Format::Markdown, Format::Text, Format::Html] {
        assert!(render(format).ends_with(b"\n"));
    }
    let json: Value = serde_json::from_slice(&render(Format::Json)).expect("JSON is well formed");
    for (list, quoted) in [("/highlights", "quote"), ("/summary/sentences", "text")] {
        let items = json.pointer(list).and_then(Value::as_array);
        for item in items.expect("the list is there") {
            assert_eq!(
                item[quoted].as_str(),
                under(episode, &item["span"]),
                "{item}"
            );
        }
    }
    for list in ["/chapters", "/sponsors"] {
        let items = json.pointer(list).and_then(Value::as_array);
        for item in items.expect("the list is there") {
            assert!(under(episode, &item["span"]).is_some(), "{item}");
        }
    }
}

/// The words under a span as the JSON writes it.
fn under<'e>(episode: &'e Episode, span: &Value) -> Option<&'e str> {
    let at = |index: usize| Some(span.get(index)?.as_u64()? as usize);
    episode.text.get(at(0)?..at(1)?)
}
