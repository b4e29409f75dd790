//! Recognises the format by content. The extension only breaks the tie between Markdown and plain text.

use memchr::memmem;

use super::lines::lines;
use super::timecode::timing_line;
use super::{Format, page, table, xml};

/// What a text was recognised as: a transcript, or something that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A format with a reader.
    Transcript(Format),
    /// Any JSON, be it only front matter; its reader tells.
    Json,
    /// Something else, by name, with an article.
    Other(&'static str),
}

/// How many lines from the start are looked at to find captions and Markdown.
const PROBE_LINES: usize = 200;

/// Recognises `text`; `extension` is in lower case.
pub(super) fn sniff(text: &str, extension: Option<&str>) -> Sniffed {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.starts_with("WEBVTT") {
        return Sniffed::Transcript(Format::WebVtt);
    }
    if is_json(start) {
        return Sniffed::Json;
    }
    if let Some(document) = markup(start) {
        return document;
    }
    if let Some(format) = captions(start) {
        return Sniffed::Transcript(format);
    }
    if table::sniff(start) {
        return Sniffed::Transcript(Format::Table);
    }
    if page::sniff(text) {
        return Sniffed::Transcript(Format::Page);
    }
    Sniffed::Transcript(markdown_or_plain(start, extension))
}

/// Whether it begins as JSON does, broken or not; JSON front matter does so too, and the reader will see.
fn is_json(start: &str) -> bool {
    let mut bytes = start.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match bytes.next() {
        Some(b'[') => matches!(bytes.next(), Some(b'{' | b'[' | b']')),
        Some(b'{') => matches!(bytes.next(), Some(b'"' | b'}')),
        _ => false,
    }
}

/// A document of tags, behind any comments: HTML, or XML with or without a transcript.
fn markup(start: &str) -> Option<Sniffed> {
    let mut start = start;
    while let Some(comment) = start.strip_prefix("<!--") {
        start = comment.split_once("-->")?.1.trim_start();
    }
    if !start.starts_with('<') {
        return None;
    }
    let near = lower_start(start, 64);
    if near.starts_with("<?xml") && !lower_start(start, 400).contains("<!doctype html")
        || ["<rss", "<feed", "<opml"]
            .iter()
            .any(|root| near.starts_with(root))
        || xml::sniff(start)
    {
        return Some(if xml::sniff(start) {
            Sniffed::Transcript(Format::Xml)
        } else {
            Sniffed::Other("an XML document")
        });
    }
    let page = ["<!doctype", "<html", "<head", "<body", "<?xml"];
    let part = [
        "<cite", "<time", "<p>", "<p ", "<div", "<section", "<article", "<main", "<h1", "<h2",
    ];
    let html = page.iter().any(|tag| near.starts_with(tag))
        || part.iter().any(|tag| near.starts_with(tag)) && closes_many(start);
    html.then_some(Sniffed::Transcript(Format::Html))
}

/// The first `most` bytes or so in lower case.
fn lower_start(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_ascii_lowercase()
}

/// Whether paragraphs are written as tags, which in Markdown few are.
fn closes_many(start: &str) -> bool {
    let near = lower_start(start, 16_000);
    let closed: usize = ["</p>", "</cite>", "</time>", "</div>"]
        .iter()
        .map(|tag| near.matches(tag).count())
        .sum();
    closed >= 2 && closed * 3 >= near.matches("\n\n").count()
}

/// Captions begin with a timing line, at most an identifier before it; where something else comes first, several timing
/// lines prove it.
fn captions(start: &str) -> Option<Format> {
    let lines = lines(start)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(PROBE_LINES);
    let (mut timings, mut comma, mut numbered, mut early) = (0, false, false, false);
    let mut above = "";
    for (index, line) in lines.enumerate() {
        if timing_line(line).is_some() {
            timings += 1;
            early |= index < 2;
            comma |= line.contains(',');
            numbered |= !above.is_empty() && above.bytes().all(|byte| byte.is_ascii_digit());
        }
        above = line;
    }
    if !early && timings < 3 {
        return None;
    }
    Some(if comma || numbered {
        Format::Srt
    } else {
        Format::WebVtt
    })
}

fn markdown_or_plain(start: &str, extension: Option<&str>) -> Format {
    let front_matter = ["---\n", "+++\n", "{"]
        .iter()
        .any(|fence| start.starts_with(fence));
    let by_name = matches!(extension, Some("md" | "mdx" | "markdown"));
    let enough = if extension == Some("txt") { 2 } else { 1 };
    let signs = || {
        lines(start)
            .take(PROBE_LINES)
            .filter(|line| is_markdown_line(line.trim_start()))
    };
    if front_matter || by_name || signs().nth(enough - 1).is_some() {
        Format::Markdown
    } else {
        Format::Plain
    }
}

fn is_markdown_line(line: &str) -> bool {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    ((1..=6).contains(&hashes) && line[hashes..].starts_with(' '))
        || line.starts_with("**")
        || line.starts_with("__")
        || memmem::find(line.as_bytes(), b"](http").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_name_only_between_markdown_and_plain() {
        use Format::{Html, Markdown, Plain, Srt, Table, WebVtt, Xml};
        for (text, extension, expected) in [
            ("\n\u{FEFF}WEBVTT\n", "txt", Sniffed::Transcript(WebVtt)),
            (
                "00:01.000 --> 00:02.000\nx",
                "txt",
                Sniffed::Transcript(WebVtt),
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nx",
                "vtt",
                Sniffed::Transcript(Srt),
            ),
            (
                "1\n00:00:01.000 --> 00:00:02.000\nx",
                "md",
                Sniffed::Transcript(Srt),
            ),
            ("{\"segments\":[]}", "txt", Sniffed::Json),
            ("{\"segments\":[{\"te", "json", Sniffed::Json),
            ("[ {\"text\":1}]", "txt", Sniffed::Json),
            ("[00:01] Hello", "txt", Sniffed::Transcript(Plain)),
            ("{{< short >}}", "md", Sniffed::Transcript(Markdown)),
            ("<!DOCTYPE html><p>404", "vtt", Sniffed::Transcript(Html)),
            (
                "<!-- saved -->\n<html><body>",
                "txt",
                Sniffed::Transcript(Html),
            ),
            (
                "<cite>Ann:</cite>\n<p>Hi.</p>",
                "vtt",
                Sniffed::Transcript(Html),
            ),
            (
                "<div align=\"center\">\n\n# A\n\n</div>",
                "md",
                Sniffed::Transcript(Markdown),
            ),
            (
                "<!-- note -->\nAnn: Hi.",
                "md",
                Sniffed::Transcript(Markdown),
            ),
            (
                "<tt xmlns=\"x\"><body/></tt>",
                "xsl",
                Sniffed::Transcript(Xml),
            ),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>",
                "xml",
                Sniffed::Transcript(Html),
            ),
            (
                "<?xml version=\"1.0\"?><a/>",
                "xml",
                Sniffed::Other("an XML document"),
            ),
            (
                "start\tend\ttext\n0\t9\tHi",
                "txt",
                Sniffed::Transcript(Table),
            ),
            ("Ada: Hi", "txt", Sniffed::Transcript(Plain)),
            ("Ada: Hi", "md", Sniffed::Transcript(Markdown)),
            ("# A\n\n**Ada:** Hi", "txt", Sniffed::Transcript(Markdown)),
            ("# A\n\nAda: Hi", "txt", Sniffed::Transcript(Plain)),
            (
                "We write 00:01.000 --> 00:02.000 so",
                "txt",
                Sniffed::Transcript(Plain),
            ),
        ] {
            assert_eq!(sniff(text, Some(extension)), expected, "{text:?}");
        }
    }
}
