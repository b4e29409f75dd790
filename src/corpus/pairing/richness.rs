//! Of the same transcript in several formats, which one says most.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use memchr::memmem;

use super::super::discover::extension;

/// How much of a file is looked at to see whether it names speakers, in bytes.
const PROBE: u64 = 1 << 16;

/// Less is richer: JSON and WebVTT with speakers, SubRip, JSON and WebVTT without, HTML and the like, plain text.
pub(super) fn rank(path: &Path) -> u8 {
    match extension(path).as_deref() {
        Some("vtt") if has(path, b"<v") => 0,
        Some("json") if has(path, b"\"speaker\"") => 1,
        Some("xml") if has(path, b"speaker") => 2,
        Some("srt") => 3,
        Some("vtt") => 4,
        Some("json") => 5,
        Some("xml" | "html" | "htm" | "md" | "mdx" | "markdown" | "tsv") => 6,
        _ => 7,
    }
}

fn has(path: &Path, sign: &[u8]) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(PROBE).read_to_end(&mut start));
    read.is_ok() && memmem::find(&start, sign).is_some()
}
