//! Chapter files in plain text: mp4chaps, Matroska (`CHAPTER01=`), ffmetadata.

use super::super::clock::clock_prefix;
use super::super::parsed::ParsedChapter;
use super::{chapter, times};

/// Reads whichever of the forms it is; empty if none.
pub(super) fn read(text: &str) -> Vec<ParsedChapter> {
    if text.starts_with(";FFMETADATA") {
        ffmetadata(text)
    } else if text.starts_with("CHAPTER") {
        matroska(text)
    } else {
        mp4chaps(text)
    }
}

/// `00:00:00.000 Intro <https://…>`, on every line.
fn mp4chaps(text: &str) -> Vec<ParsedChapter> {
    let mut chapters = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(mut found) = times::timed_title(line) else {
            return Vec::new();
        };
        if let Some(link) = found.title.rfind(" <http") {
            found.title.truncate(link);
        }
        chapters.push(found);
    }
    chapters
}

/// `CHAPTER01=00:00:00.000` and below it `CHAPTER01NAME=Intro`.
fn matroska(text: &str) -> Vec<ParsedChapter> {
    let mut chapters = Vec::new();
    let mut start_s = None;
    for (key, value) in text.lines().filter_map(|line| line.trim().split_once('=')) {
        if key.ends_with("NAME") {
            chapters.extend(chapter(value, start_s.take()));
        } else {
            start_s = clock_prefix(value.trim()).map(|(seconds, _)| seconds);
        }
    }
    chapters
}

/// `[CHAPTER]` with `TIMEBASE=1/1000`, `START=0`, `title=Intro`.
fn ffmetadata(text: &str) -> Vec<ParsedChapter> {
    let mut chapters = Vec::new();
    for section in text.split("[CHAPTER]").skip(1) {
        let section = section.split("\n[").next().unwrap_or(section);
        let field = |name: &str| {
            section
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .map(str::trim)
        };
        let unit_s = field("TIMEBASE")
            .and_then(|base| base.split_once('/'))
            .and_then(|(over, under)| {
                Some(
                    over.parse::<f64>().ok()?
                        / under.parse::<f64>().ok().filter(|under| *under > 0.0)?,
                )
            })
            .unwrap_or(1e-9);
        let start = field("START").and_then(|start| start.parse::<f64>().ok());
        let title = field("title").unwrap_or("").replace('\\', "");
        chapters.extend(chapter(&title, start.map(|start| start * unit_s)));
    }
    chapters
}
