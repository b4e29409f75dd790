//! Reads the show notes that stand before a talk in Markdown: description, list of times, list of highlights, web.

use super::chapter_lists::timed_title;
use super::clock::stamp_prefix;
use super::inline::resolve;
use super::links::Links;
use super::markdown_lines::{Kind, Line};
use super::notes::{Section, announces_highlights, only_addresses, section};
use super::paragraph::Paragraph;
use super::parsed::{Parsed, ParsedChapter};

/// Longest description, in bytes, that is put together from paragraphs.
const LONGEST_DESCRIPTION: usize = 4000;

/// What a comment says about the lines below it: its last part (`TAB: TRANSCRIPT`) read as a heading.
pub(super) fn comment_section(text: &str) -> Section {
    if text.len() > 60 {
        return Section::Chapter;
    }
    section(text.rsplit(':').next().unwrap_or(text))
}

/// Takes from show notes what they say; none of it is talk.
pub(super) fn read_notes(parsed: &mut Parsed, lines: &[Line<'_>], web: &mut Links) {
    let mut notes = Notes {
        web,
        paragraph: Paragraph::default(),
        description: Vec::new(),
        times: Vec::new(),
        highlights: Vec::new(),
        heading: None,
        under_heading: false,
        in_highlights: false,
    };
    for line in lines {
        notes.line(parsed, line);
    }
    notes.flush();
    if notes.times.len() > 1 {
        parsed.chapters.append(&mut notes.times);
    }
    parsed.meta.highlights.append(&mut notes.highlights);
    if parsed.meta.description.is_none() && !notes.description.is_empty() {
        parsed.meta.description = Some(notes.description.join("\n\n"));
    }
}

struct Notes<'l> {
    web: &'l mut Links,
    paragraph: Paragraph,
    description: Vec<String>,
    times: Vec<ParsedChapter>,
    highlights: Vec<String>,
    /// A heading that nothing has followed yet.
    heading: Option<String>,
    under_heading: bool,
    in_highlights: bool,
}

impl Notes<'_> {
    fn line(&mut self, parsed: &mut Parsed, line: &Line<'_>) {
        match &line.kind {
            Kind::Blank | Kind::Definition(..) | Kind::Cue(..) | Kind::Comment(_) => self.flush(),
            Kind::Heading(level, title) => {
                self.flush();
                let title = resolve(title, self.web);
                self.in_highlights = announces_highlights(&title);
                if *level == 1 && parsed.meta.title.is_empty() {
                    parsed.meta.title = title;
                } else if title != parsed.meta.title {
                    self.under_heading = true;
                    self.heading = Some(title);
                }
            }
            Kind::Item(text) => {
                self.flush();
                self.item(text);
            }
            Kind::Text(text) | Kind::Change(text) => self.text(text, line.number),
        }
    }

    fn item(&mut self, text: &str) {
        let text = resolve(text, self.web);
        if let Some(chapter) = timed_title(&text) {
            self.times.push(chapter);
        } else if self.in_highlights && !only_addresses(&text) {
            self.highlights.push(text);
        }
        self.heading = None;
    }

    fn text(&mut self, text: &str, line: u32) {
        let Some(stamp) = stamp_prefix(text) else {
            self.heading = None;
            self.paragraph.push(text, line);
            return;
        };
        self.flush();
        // A time right below a heading is the heading's.
        if let Some(title) = self.heading.take() {
            self.times.push(ParsedChapter {
                title,
                start_s: stamp.seconds,
                block: None,
            });
        } else {
            let text = resolve(text, self.web);
            self.times.extend(timed_title(&text));
        }
    }

    fn flush(&mut self) {
        let Some((raw, _, _)) = self.paragraph.take() else {
            return;
        };
        let text = resolve(&raw, self.web);
        if announces_highlights(&text) {
            self.in_highlights = true;
            return;
        }
        self.in_highlights = false;
        let so_far: usize = self.description.iter().map(String::len).sum();
        // `[Listen](…)` and `[mp3](…)` describe nothing.
        let is_link = raw.starts_with('[') && raw.ends_with(')') && raw.matches("](").count() == 1;
        let first = !self.under_heading || self.description.is_empty();
        if first && !is_link && !only_addresses(&text) && so_far + text.len() <= LONGEST_DESCRIPTION
        {
            self.description.push(text);
        }
    }
}
