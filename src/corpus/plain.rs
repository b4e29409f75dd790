//! Reads plain text: `Name: text` lines, speaker paragraphs, monologues, articles.

use super::Format;
use super::blanks::{squeeze, squeezed};
use super::clock::stamp_prefix;
use super::label_forms::{Mark, by_voice};
use super::label_words::is_lone_key;
use super::labels::Labels;
use super::lines::lines;
use super::links::{Links, bare_address};
use super::paragraph::{Paragraph, bare_time_lines};
use super::parsed::{Block, Parsed};
use super::talk::Talk;

/// Reads a plain text file. Never fails.
pub(super) fn read(text: &str) -> Parsed {
    let mut parsed = Parsed::new(Format::Plain);
    let lines = Lines {
        lines: lines(text.trim_start_matches('\u{feff}')),
        number: 0,
    };
    let labels = Labels::survey(words(lines.clone()));
    let mut talk_lines = lines.clone();
    if let Some((title, after)) = title(lines.clone(), &labels) {
        parsed.meta.title = squeeze(title);
        talk_lines = after;
    }
    let last = lines.clone().filter(|(_, line)| !line.is_empty()).last();
    let end = last.map_or(
        u32::MAX,
        |(number, line)| {
            if is_credit(line) { number } else { u32::MAX }
        },
    );
    let before_credit = talk_lines.take_while(|&(number, _)| number < end);
    parsed.blocks = talk(before_credit, &labels);
    let mut web = Links::default();
    collect_addresses(text, &mut web);
    parsed.links = web.into_vec();
    parsed
}

/// The lines of a text, trimmed, with their numbers. A file may have half as many lines as bytes, so no list is made of
/// them.
#[derive(Clone)]
struct Lines<'t> {
    lines: super::lines::Lines<'t>,
    /// Of the line before.
    number: u32,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (u32, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        self.number += 1;
        Some((self.number, line.trim()))
    }
}

/// The blocks of numbered lines of plain text.
pub(super) fn talk<'a>(
    lines: impl Iterator<Item = (u32, &'a str)> + Clone,
    labels: &Labels,
) -> Vec<Block> {
    let mut reader = Reader {
        labels,
        time_lines: bare_time_lines(words(lines.clone())),
        wrapped: labels.is_empty() && is_hard_wrapped(lines.clone().map(|(_, line)| line)),
        talk: Talk::default(),
        paragraph: Paragraph::default(),
        adjacent: false,
    };
    for (number, line) in lines {
        by_voice(line).for_each(|part| reader.line(number, part));
    }
    reader.flush();
    reader.talk.blocks
}

/// The lines that say something.
pub(super) fn words<'a>(
    lines: impl IntoIterator<Item = (u32, &'a str)>,
) -> impl Iterator<Item = &'a str> {
    let lines = lines.into_iter().map(|(_, line)| line);
    lines.filter(|line| !line.is_empty())
}

/// Collects the bare addresses of a text.
pub(super) fn collect_addresses(text: &str, web: &mut Links) {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"http") {
        rest = &rest[at..];
        let url = bare_address(rest);
        web.add("", url);
        rest = &rest[url.len().max(4)..];
    }
}

struct Reader<'l> {
    labels: &'l Labels,
    time_lines: bool,
    /// Whether a line break is only a line break; otherwise it ends a paragraph.
    wrapped: bool,
    talk: Talk,
    paragraph: Paragraph,
    /// Whether no blank line stands between this line and the talk before it.
    adjacent: bool,
}

impl Reader<'_> {
    fn line(&mut self, number: u32, line: &str) {
        if line.is_empty() {
            self.flush();
            self.adjacent = false;
        } else if !self.talk.has_begun() && is_key_line(line) {
            self.flush();
        } else if let Some(head) = self.labels.head(line) {
            self.flush();
            let adjacent = self.adjacent || (self.time_lines && head.mark == Mark::Voice);
            let changed = self.talk.turn(&head);
            if !head.rest.is_empty() {
                self.paragraph
                    .begin(head.rest, number, adjacent && !changed);
            }
        } else if let Some((seconds, rest)) = self.time(line) {
            self.flush();
            self.talk.stamp(seconds);
            self.paragraph.begin(rest, number, self.time_lines);
        } else if let Some(rest) = line.strip_prefix(">>") {
            self.flush();
            self.talk.unnamed_turn();
            self.paragraph
                .push(rest.trim_start_matches('>').trim_start(), number);
        } else {
            if !self.wrapped && self.labels.is_empty() {
                self.flush();
            }
            self.paragraph.push(line, number);
        }
    }

    /// A time that begins a line.
    fn time<'t>(&self, line: &'t str) -> Option<(Option<f64>, &'t str)> {
        let stamp = stamp_prefix(line)?;
        let rest = line[stamp.len..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        (stamp.bracketed || self.time_lines || rest.is_empty()).then_some((stamp.seconds, rest))
    }

    fn flush(&mut self) {
        if let Some((text, line, continues)) = self.paragraph.take() {
            let text = squeezed(text);
            self.talk.paragraph(&text, line, continues);
            self.adjacent = true;
        }
    }
}

/// `Date: …`, `Location: …` at the head of a file.
fn is_key_line(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(key, _)| is_lone_key(key))
}

/// The last line of a file that says only which tool or person wrote it down.
fn is_credit(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() <= 80
        && [
            "transcribed by ",
            "transcript by ",
            "transcription by ",
            "transkribiert von ",
        ]
        .iter()
        .any(|credit| lower.starts_with(credit))
}

/// Whether most lines that another line follows stop in mid-sentence.
fn is_hard_wrapped<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut broken, mut whole) = (0_usize, 0_usize);
    let mut before = "";
    for next in lines {
        let line = std::mem::replace(&mut before, next);
        if !line.is_empty() && !next.is_empty() {
            let ends = line.ends_with(['.', '!', '?', '"', '”', '»', '…', ':', ')', '。', '\'']);
            *(if ends { &mut whole } else { &mut broken }) += 1;
        }
    }
    broken > whole
}

/// The title, if the first line is one, and the lines after it.
fn title<'a>(mut lines: Lines<'a>, labels: &Labels) -> Option<(&'a str, Lines<'a>)> {
    let (first, title) = lines.find(|(_, line)| !line.is_empty())?;
    let mut after = lines.clone();
    let (next, below) = lines.find(|(_, line)| !line.is_empty())?;
    let repeated = below == title;
    if repeated {
        after = lines;
    }
    let above_blank = next > first + 1 || repeated;
    let above_paragraph = below.len() > 120 && below.len() >= 2 * title.len();
    let short = title.len() <= 140 && title.split_whitespace().count() <= 18;
    let sentence = title.ends_with(['.', '!', ',', ';', ':', '…', '。'])
        || (title.ends_with('?') && !above_blank)
        || (title.contains(". ") && below.len() < 3 * title.len());
    // A title of two lines cannot be told from a title and an author: both stay in the text.
    let above_section = title_case(title)
        && begins_upper(below)
        && (!title_case(below) || below.split_whitespace().count() == 1);
    let apart = above_blank || above_paragraph || above_section;
    let labelled =
        labels.head(title).is_some() || stamp_prefix(title).is_some() || is_key_line(title);
    (short && !sentence && apart && !labelled && begins_upper(title)).then_some((title, after))
}

fn begins_upper(line: &str) -> bool {
    line.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}

/// Whether most longer words begin in upper case, as in headlines.
fn title_case(line: &str) -> bool {
    let long = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 3);
    let (upper, all) = long.fold((0, 0), |(upper, all), word| {
        (
            upper + usize::from(!word.starts_with(char::is_lowercase)),
            all + 1,
        )
    });
    all > 0 && upper * 4 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Option<String>, String, u32, bool)> {
        read(text)
            .blocks
            .into_iter()
            .map(|b| (b.speaker, b.text, b.line, b.continues))
            .collect()
    }

    fn said(
        who: &str,
        text: &str,
        line: u32,
        continues: bool,
    ) -> (Option<String>, String, u32, bool) {
        (Some(who.to_owned()), text.to_owned(), line, continues)
    }

    #[test]
    fn consecutive_lines_of_one_speaker_are_one_paragraph() {
        let text = "Speaker A: One\nSpeaker B: Two\nSpeaker B: and three.\nSpeaker A: Four.\n";
        assert_eq!(
            shown(text),
            [
                said("Speaker A", "One", 1, false),
                said("Speaker B", "Two", 2, false),
                said("Speaker B", "and three.", 3, true),
                said("Speaker A", "Four.", 4, false),
            ]
        );
    }

    #[test]
    fn paragraphs_below_a_label_belong_to_it() {
        let text = "Ann: One\nwrapped.\n\nTwo.\n\nBo: Three.\n\nAnn: Four.\n\nBo: Five.\n";
        assert_eq!(
            shown(text)[..3],
            [
                said("Ann", "One wrapped.", 1, false),
                said("Ann", "Two.", 4, false),
                said("Bo", "Three.", 6, false),
            ]
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined_and_whole_lines_are_paragraphs() {
        let wrapped = "this line stops\nin the middle of\nwhat it says.\n\nAnother.\n";
        let texts: Vec<_> = read(wrapped).blocks.into_iter().map(|b| b.text).collect();
        assert_eq!(
            texts,
            ["this line stops in the middle of what it says.", "Another."]
        );
        let whole = "One sentence stands here.\nAnother stands there.\nA third one.\n";
        assert_eq!(read(whole).blocks.len(), 3);
    }

    #[test]
    fn a_short_first_line_above_text_is_the_title() {
        let text = format!(
            "Minutes of the Meeting\n{}\n",
            "A long line of prose. ".repeat(20)
        );
        for (text, title) in [
            (text.as_str(), "Minutes of the Meeting"),
            ("A title\n\nText.", "A title"),
            ("Twice: a title\nTwice: a title\nText.", "Twice: a title"),
            ("A first sentence.\n\nText.", ""),
            ("a line that goes\non and on\nand on.", ""),
            (
                "A Long Title That Is\nBroken in Two\nAnn Lee\nand the text of it",
                "",
            ),
            ("Alone", ""),
            ("Ann: Hi.\n\nBo: Ho.\n\nAnn: Hi.\n\nBo: Ho.", ""),
        ] {
            assert_eq!(read(text).meta.title, title, "{text}");
        }
    }

    #[test]
    fn voices_behind_times_go_on_until_another_speaks() {
        let text =
            "00:00:00 <v Ann Lee>One\n\n00:00:02 <v Ann Lee>goes on.\n\n00:00:04 <v Bo>Two.\n";
        assert_eq!(
            shown(text),
            [
                said("Ann Lee", "One", 1, false),
                said("Ann Lee", "goes on.", 3, true),
                said("Bo", "Two.", 5, false),
            ]
        );
    }
}
