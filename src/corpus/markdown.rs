//! Reads a Markdown transcript: front matter, show notes before the talk, chapters, the talk itself.
//!
//! What a line is comes from `markdown_lines`, who speaks from `labels`, the words from `inline`.

use super::Format;
use super::chapter_lists::timed_title;
use super::clock::stamp_prefix;
use super::front_fields::{chapters, fill, labels, read_transcript};
use super::front_matter::split;
use super::inline::resolve;
use super::label_forms::{Mark, by_voice};
use super::label_words::is_lone_key;
use super::labels::Labels;
use super::links::Links;
use super::markdown_lines::{Kind, Line, scan};
use super::markdown_notes::{comment_section, read_notes};
use super::notes::{Section, only_addresses, section};
use super::paragraph::{Paragraph, bare_time_lines};
use super::parsed::{Parsed, ParsedChapter};
use super::talk::Talk;

/// How many chapters of the show notes a heading is compared with.
const LISTED: usize = 200;

/// Reads a Markdown file. Never fails; a file without talk gives no blocks.
pub(super) fn read(text: &str) -> Parsed {
    let mut parsed = Parsed::new(Format::Markdown);
    let (front, body) = split(text);
    if let Some(front) = &front {
        fill(&mut parsed.meta, &front.fields);
        read_transcript(&mut parsed, front);
        if let Some(warning) = &front.warning {
            parsed.warn(front.first_line, warning.clone());
        }
    }
    let lines = scan(body.text, body.first_line);
    let mut web = Links::default();
    for line in &lines {
        if let Kind::Definition(name, url) = line.kind {
            web.define(name, url);
        }
    }
    if parsed.blocks.is_empty() {
        read_body(&mut parsed, &lines, &mut web);
    } else {
        read_notes(&mut parsed, &lines, &mut web);
    }
    if let Some(front) = &front {
        parsed.names = labels(&front.fields);
        let listed = chapters(&front.fields);
        if parsed.chapters.len() < 2 && listed.len() >= 2 {
            parsed.chapters = listed;
        }
    }
    parsed.links = web.into_vec();
    parsed
}

fn read_body(parsed: &mut Parsed, lines: &[Line<'_>], web: &mut Links) {
    let heading = lines.iter().position(|line| match line.kind {
        Kind::Heading(_, title) => section(title) == Section::Transcript,
        Kind::Comment(text) => comment_section(text) == Section::Transcript,
        _ => false,
    });
    let mut start = heading.map_or(0, |at| at + 1);
    let labels = Labels::survey(texts(&lines[start..]));
    if heading.is_none() && !labels.is_empty() {
        start = notes_before_talk(lines, &labels);
    }
    if start > 0 {
        read_notes(parsed, &lines[..start], web);
    }
    let talk = &lines[start..];
    let has_cues = talk.iter().any(|line| matches!(line.kind, Kind::Cue(..)));
    let mut reader = Reader {
        layout: Layout {
            only_title: h1_count(lines) == 1,
            notes_apart: heading.is_some() || !labels.is_empty(),
            time_lines: bare_time_lines(texts(talk)),
        },
        awaits_cue: has_cues && labels.is_empty(),
        labels,
        parsed: &mut *parsed,
        web,
        talk: Talk::default(),
        paragraph: Paragraph::default(),
        cue: None,
        notes_level: None,
        adjacent: false,
    };
    for line in talk {
        reader.line(line);
    }
    reader.flush();
    parsed.blocks = reader.talk.blocks;
}

fn texts<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = &'a str> {
    lines.iter().filter_map(|line| match &line.kind {
        Kind::Text(text) => Some(text.as_ref()),
        _ => None,
    })
}

fn h1_count(lines: &[Line<'_>]) -> usize {
    let is_h1 = |line: &&Line<'_>| matches!(line.kind, Kind::Heading(1, _));
    lines.iter().filter(is_h1).count()
}

/// How many lines at the head are show notes and not talk, in a file that does not say where its talk begins.
fn notes_before_talk(lines: &[Line<'_>], labels: &Labels) -> usize {
    const LONGEST: usize = 3000;
    let Some(first) = lines
        .iter()
        .position(|line| matches!(&line.kind, Kind::Text(text) if labels.head(text).is_some()))
    else {
        return 0;
    };
    // Headings right above the first words belong to the talk.
    let end = lines[..first]
        .iter()
        .rposition(|line| !matches!(line.kind, Kind::Blank | Kind::Heading(..)))
        .map_or(0, |at| at + 1);
    let (mut size, mut signs) = (0, 0);
    for line in &lines[..end] {
        match &line.kind {
            Kind::Item(text) => {
                size += text.len();
                signs += 1;
            }
            Kind::Text(text) => {
                size += text.len();
                signs += usize::from(timed_title(text).is_some());
            }
            Kind::Heading(_, title) => signs += 2 * usize::from(section(title) == Section::Notes),
            _ => {}
        }
    }
    if signs >= 2 && size <= LONGEST {
        end
    } else {
        0
    }
}

/// How a file is laid out, as its lines together tell.
struct Layout {
    /// Whether it has one heading of level 1, which then is its title.
    only_title: bool,
    /// Whether show notes can be told from the talk.
    notes_apart: bool,
    /// Whether lines begin with bare times.
    time_lines: bool,
}

struct Reader<'p, 'l> {
    parsed: &'p mut Parsed,
    web: &'l mut Links,
    labels: Labels,
    layout: Layout,
    /// Whether the first caption is still to come.
    awaits_cue: bool,
    talk: Talk,
    paragraph: Paragraph,
    cue: Option<(f64, Option<f64>)>,
    /// The level of the heading whose show notes we are in.
    notes_level: Option<u8>,
    /// Whether no blank line stands between this line and the talk before it.
    adjacent: bool,
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &Line<'_>) {
        match &line.kind {
            Kind::Blank | Kind::Definition(..) => {
                self.flush();
                self.adjacent = false;
            }
            Kind::Heading(level, title) => self.heading(*level, title),
            Kind::Comment(text) => {
                self.flush();
                if comment_section(text) != Section::Chapter {
                    let notes = comment_section(text) == Section::Notes && self.layout.notes_apart;
                    self.notes_level = notes.then_some(0);
                }
            }
            Kind::Cue(start, end) => {
                self.flush();
                self.awaits_cue = false;
                self.cue = Some((*start, *end));
            }
            Kind::Change(text) => {
                self.flush();
                self.talk.unnamed_turn();
                self.paragraph.push(text, line.number);
            }
            Kind::Item(text) => {
                self.flush();
                self.item(text, line.number);
            }
            Kind::Text(text) => by_voice(text).for_each(|part| self.text(part, line.number)),
        }
    }

    fn heading(&mut self, level: u8, title: &str) {
        self.flush();
        self.adjacent = false;
        let title = resolve(title, self.web);
        let untouched = self.talk.blocks.is_empty() && self.parsed.chapters.is_empty();
        if level == 1 && untouched && (self.layout.only_title || self.parsed.meta.title.is_empty())
        {
            if self.parsed.meta.title.is_empty() {
                self.parsed.meta.title = title;
            }
            return;
        }
        match section(&title) {
            Section::Transcript => self.notes_level = None,
            Section::Notes if self.layout.notes_apart => self.notes_level = Some(level),
            _ if self.notes_level.is_some_and(|notes| level > notes) => {}
            _ => {
                self.notes_level = None;
                self.chapter(&title);
            }
        }
    }

    /// Begins a chapter here; its time may stand before its title.
    fn chapter(&mut self, title: &str) {
        if title.is_empty() || title == self.parsed.meta.title {
            return;
        }
        let block = Some(self.talk.blocks.len());
        let mut chapter = timed_title(title).unwrap_or(ParsedChapter {
            title: title.to_owned(),
            start_s: None,
            block,
        });
        chapter.block = block;
        // The show notes may have listed it already.
        let listed = self
            .parsed
            .chapters
            .iter_mut()
            .take(LISTED)
            .find(|listed| listed.block.is_none() && listed.title == chapter.title);
        match listed {
            Some(listed) => {
                listed.block = block;
                listed.start_s = listed.start_s.or(chapter.start_s);
            }
            None => self.parsed.chapters.push(chapter),
        }
    }

    fn item(&mut self, text: &str, line: u32) {
        let to_heading = text.starts_with('[') && text.contains("](#") && text.ends_with(')');
        if to_heading {
            self.drop_lead_in();
        } else if self.notes_level.is_some() {
            self.note(text);
        } else {
            self.text(text, line);
        }
    }

    /// Takes back `Topics we discuss:` above a table of contents.
    fn drop_lead_in(&mut self) {
        let blocks = &mut self.talk.blocks;
        if blocks
            .last()
            .is_some_and(|b| b.speaker.is_none() && b.text.len() < 80 && b.text.ends_with(':'))
        {
            blocks.pop();
        }
    }

    fn note(&mut self, text: &str) {
        let text = resolve(text, self.web);
        if let Some(chapter) = timed_title(&text) {
            self.parsed.chapters.push(chapter);
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        if self.notes_level.is_some() {
            self.note(text);
        } else if self.awaits_cue || (!self.talk.has_begun() && is_key_line(text)) {
            resolve(text, self.web);
        } else if let Some(head) = self.labels.head(text) {
            self.flush();
            let adjacent = self.adjacent || (self.layout.time_lines && head.mark == Mark::Voice);
            let changed = self.talk.turn(&head);
            if !head.rest.is_empty() {
                self.paragraph.begin(head.rest, line, adjacent && !changed);
            }
        } else if let Some((seconds, rest)) = self.continuation(text) {
            self.flush();
            self.talk.stamp(seconds);
            self.paragraph.begin(rest, line, self.layout.time_lines);
        } else {
            self.paragraph.push(text, line);
        }
    }

    /// A time that begins a line and says that the same speaker goes on.
    fn continuation<'t>(&self, text: &'t str) -> Option<(Option<f64>, &'t str)> {
        let stamp = stamp_prefix(text)?;
        let rest = text[stamp.len..].trim_start();
        let with_colon = rest.strip_prefix(':');
        let alone = rest.is_empty() || with_colon.is_some();
        ((stamp.bracketed && alone) || (!stamp.bracketed && self.layout.time_lines))
            .then(|| (stamp.seconds, with_colon.unwrap_or(rest).trim_start()))
    }

    /// Ends the paragraph and hands it on.
    fn flush(&mut self) {
        let Some((raw, line, continues)) = self.paragraph.take() else {
            return;
        };
        let raw = raw.trim();
        if let Some(title) = bold_title(raw).filter(|_| self.cue.is_none()) {
            let title = resolve(title, self.web);
            self.chapter(&title);
            return;
        }
        let text = resolve(raw, self.web);
        if only_addresses(&text) || is_code(raw) || text.is_empty() {
            return;
        }
        match self.cue {
            Some((start, end)) => self.talk.cue(&text, line, start, end),
            None => self.talk.paragraph(&text, line, continues),
        }
        self.adjacent = true;
    }
}

/// `Website: https://…`, `Location: …` at the head of a file.
fn is_key_line(text: &str) -> bool {
    let Some((key, value)) = text.split_once([':', '：']) else {
        return false;
    };
    let value = value.trim();
    is_lone_key(key) || (key.split_whitespace().count() <= 4 && only_addresses(value))
}

/// A line in bold that is a heading by its looks: short, alone, no sentence.
fn bold_title(raw: &str) -> Option<&str> {
    let inner = raw.strip_prefix("**")?.strip_suffix("**")?;
    let title = !inner.is_empty()
        && !inner.contains("**")
        && inner.len() <= 80
        && inner.split_whitespace().count() <= 8
        && !inner.ends_with(['.', '?', '!', ':', ',', ';']);
    title.then_some(inner)
}

/// A paragraph that is nothing but a code span.
fn is_code(raw: &str) -> bool {
    let inner = raw.strip_prefix('`').and_then(|raw| raw.strip_suffix('`'));
    inner.is_some_and(|inner| !inner.contains('`'))
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
