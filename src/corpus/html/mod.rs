//! Reads HTML transcripts: `<cite>`, `<time>` and `<p>` as Podcasting 2.0 has them, and whole pages.
//!
//! A page without `<cite>` is read as the Markdown that it could have been written in.

mod flow;

use super::clock::clock;
use super::dates::{Date, date};
use super::label_forms::{Head, Mark};
use super::parsed::Parsed;
use super::talk::Talk;
use super::{Format, clean, markdown};
use flow::{Kind, Line};

/// A page with fewer words than this, and nobody who speaks, has no transcript.
const FEWEST_WORDS: usize = 200;

/// Reads a page; `None` if there is no transcript on it.
pub(super) fn read(html: &str) -> Option<Parsed> {
    let page = flow::lines(html);
    let cited = page.lines.iter().any(|line| line.kind == Kind::Cite);
    let timed = page
        .lines
        .iter()
        .filter(|line| seconds(line).is_some())
        .count();
    let title = title(&page.lines);
    let mut parsed = if cited || timed > 1 {
        cited_talk(page.lines)
    } else {
        written_talk(page.lines)?
    };
    parsed.format = Format::Html;
    let meta = &mut parsed.meta;
    if meta.title.is_empty() {
        meta.title = title.unwrap_or_default();
    }
    meta.language = meta.language.take().or(page.language);
    Some(parsed)
}

/// The only `<h1>`, or else what the head says.
fn title(lines: &[Line]) -> Option<String> {
    let mut headings = lines.iter().filter(|line| line.kind == Kind::Heading(1));
    let stated = lines.iter().find(|line| line.kind == Kind::Title);
    let only = headings.next().filter(|_| headings.next().is_none());
    only.or(stated).map(|line| clean::short(&line.text))
}

fn seconds(line: &Line) -> Option<f64> {
    clock(line.text.trim_matches(['[', ']', '(', ')'])).filter(|_| line.kind == Kind::Time)
}

/// Talk whose parts are marked as such, in any order; what stands before the first mark is no talk.
fn cited_talk(mut above: Vec<Line>) -> Parsed {
    let mut parsed = Parsed::new(Format::Html);
    let marked = |line: &Line| line.kind == Kind::Cite || seconds(line).is_some();
    let first = above.iter().position(marked);
    let talk_lines = above.split_off(first.unwrap_or(0));
    let dates = above.iter().filter(|line| line.kind == Kind::Time);
    for line in dates {
        if let Some(Date::Iso(day)) = date(&line.text) {
            parsed.meta.date.get_or_insert(day);
        }
    }
    let mut talk = Talk::default();
    let mut time = None;
    for line in times_first(talk_lines) {
        match line.kind {
            Kind::Cite => {
                let name = line.text.trim().trim_end_matches([':', ' ']);
                talk.turn(&Head {
                    name,
                    mark: Mark::Marked,
                    start_s: None,
                    rest: "",
                });
            }
            Kind::Time => time = seconds(&line),
            Kind::Text | Kind::Item => {
                talk.stamp(time.take());
                talk.paragraph(&line.text, line.number, !line.apart);
            }
            Kind::Title | Kind::Heading(_) => {}
        }
    }
    parsed.blocks = talk.blocks;
    parsed
}

/// The lines with each time before the words that it belongs to; some write it after them.
fn times_first(mut lines: Vec<Line>) -> Vec<Line> {
    let after_words = |pair: &[Line]| pair[0].kind == Kind::Text && pair[1].kind == Kind::Time;
    let before_words = |pair: &[Line]| pair[0].kind == Kind::Time && pair[1].kind == Kind::Text;
    if !lines.windows(2).any(after_words) || lines.windows(2).any(before_words) {
        return lines;
    }
    let mut words = 0;
    for at in 0..lines.len() {
        match lines[at].kind {
            Kind::Time => {
                lines[words..=at].rotate_right(1);
                words = at + 1;
            }
            Kind::Cite => words = at + 1,
            _ => {}
        }
    }
    lines
}

/// A page with labels in its text, or with a heading that says so, as Markdown.
fn written_talk(lines: Vec<Line>) -> Option<Parsed> {
    let mut source = String::new();
    // The line of the page that each line of the Markdown comes from.
    let mut numbers = Vec::new();
    for line in lines {
        let before = match line.kind {
            Kind::Title => continue,
            Kind::Heading(level) => "######".get(..usize::from(level)),
            Kind::Item => Some("-"),
            _ => None,
        };
        if line.apart && !source.is_empty() {
            source.push('\n');
            numbers.push(line.number);
        }
        if let Some(before) = before {
            source.push_str(before);
            source.push(' ');
        }
        source.push_str(line.text.trim_start());
        source.push('\n');
        numbers.push(line.number);
    }
    let mut parsed = markdown::read(&source);
    let words = parsed
        .blocks
        .iter()
        .map(|block| block.text.split_whitespace().count());
    let spoken = parsed.blocks.iter().any(|block| block.speaker.is_some());
    if !spoken && words.sum::<usize>() < FEWEST_WORDS {
        return None;
    }
    let number = |line: u32| numbers.get(line.saturating_sub(1) as usize).copied();
    for block in &mut parsed.blocks {
        block.line = number(block.line).unwrap_or(block.line);
    }
    for warning in &mut parsed.warnings {
        warning.line = number(warning.line).unwrap_or(warning.line);
    }
    Some(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let parsed = read(html).unwrap();
        let blocks = parsed.blocks.into_iter();
        blocks
            .map(|block| {
                let start = block
                    .start_s
                    .map_or("-".to_owned(), |start| start.to_string());
                let speaker = block.speaker.unwrap_or_else(|| "-".to_owned());
                format!("{}: {speaker} {start} {}", block.line, block.text)
            })
            .collect()
    }

    #[test]
    fn cite_time_and_paragraph_come_in_any_order_and_may_be_missing() {
        for (html, expected) in [
            (
                "<cite>Ann:</cite>\n<time>0:01</time>\n<p>Hi &#39;all&#39;,\nyou.</p>\n<p>So.</p>\n<cite>Bo :</cite><time>1:02</time><p>Ho.</p>",
                &["3: Ann 1 Hi 'all', you.", "5: Ann - So.", "6: Bo 62 Ho."][..],
            ),
            (
                "<time>0:01</time><cite>Ann</cite><p>Hi.</p><time>0:05</time><p>So.</p>",
                &["1: Ann 1 Hi.", "1: Ann 5 So."],
            ),
            (
                "<cite>Ann</cite><p>Hi.</p><time>0:01</time><cite>Bo</cite><p>Ho.</p><time>0:02</time>",
                &["1: Ann 1 Hi.", "1: Bo 2 Ho."],
            ),
            (
                "<p><time>[00:00:01]</time><cite>Ann:</cite> I read <cite>Dune</cite>.</p><p><cite>Dune</cite> is long.</p>",
                &["1: Ann 1 I read Dune.", "1: Ann - Dune is long."],
            ),
            (
                "<time>0:01</time><p>Hi.</p><time>0:09</time><p>So.</p>",
                &["1: - 1 Hi.", "1: - 9 So."],
            ),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn a_whole_page_gives_its_talk_title_and_language() {
        let html = "<!DOCTYPE html>\n<html lang=\"sv\"><head><title>Ep 1 – Show</title><script>if (a < b) {}</script></head>\n\
            <body><nav><a href=\"/\">Home</a></nav><h1>Om måtten</h1>\n<cite>Ann</cite><p>Hej!</p>\n</body></html>";
        let parsed = read(html).unwrap();
        assert_eq!(parsed.meta.title, "Om måtten");
        assert_eq!(parsed.meta.language.as_deref(), Some("sv"));
        assert_eq!(shown(html), ["4: Ann - Hej!"]);
    }

    #[test]
    fn a_page_without_cites_is_read_as_its_markdown() {
        let html = "<html><body><h1>On rope</h1><p>All about rope.</p><h2>Links</h2>\n<ul><li><a href=\"https://a.example/\">A</a></li></ul>\n\
            <h2>Transcript</h2>\n<p><strong>Ann:</strong> Hi_there.</p>\n<h3>Knots</h3>\n<p><b>Bo:</b> Ho.<br>And so.</p></body></html>";
        let parsed = read(html).unwrap();
        assert_eq!(shown(html), ["4: Ann - Hi_there.", "6: Bo - Ho. And so."]);
        assert_eq!(parsed.meta.title, "On rope");
        assert_eq!(parsed.chapters[0].title, "Knots");
        assert_eq!(parsed.links[0].url, "https://a.example/");
    }

    #[test]
    fn a_page_without_talk_is_none() {
        assert_eq!(
            read("<!DOCTYPE html><html><body><h1>404</h1><p>Not found: this.</p>"),
            None
        );
        assert_eq!(read("<html><nav><cite>A</cite>"), None);
    }
}
