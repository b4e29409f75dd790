//! Show notes for the terminal: aligned times, 80 columns, colour where it is wanted.

use anstyle::{AnsiColor, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::RenderOptions;
use super::notes::{FOOTER, Line, Notes, Reasoned};
use crate::corpus::{Episode, Link};
use crate::draft::Draft;

/// Columns; only a single word that is longer passes them.
const WIDTH: usize = 80;
/// Blanks before everything in a section.
const INDENT: usize = 2;

/// The notes of one episode; sections without content are left out.
pub(super) fn render(episode: &Episode, draft: &Draft, options: RenderOptions) -> String {
    let notes = Notes::new(episode, draft, options.explain);
    let mut page = Page {
        out: String::new(),
        styles: if options.color {
            Styles::COLOURED
        } else {
            Styles::PLAIN
        },
    };
    let Styles { title, dim, .. } = page.styles;
    page.paragraph(&notes.title, 0, title);
    page.paragraph(&notes.meta_parts().join(" · "), 0, dim);
    if !notes.description.is_empty() {
        page.out.push('\n');
        page.paragraph(&notes.description, 0, Style::new());
    }
    if !notes.summary.is_empty() {
        page.heading("Summary");
        page.paragraph(&notes.summary, INDENT, Style::new());
    }
    page.highlights(&notes);
    page.chapters(&notes);
    page.topics("Topics", &notes.topics);
    page.topics("Key phrases", &notes.keyphrases);
    page.people(&notes);
    page.links(&notes.links);
    if notes.from_transcript {
        page.out.push('\n');
        page.paragraph(FOOTER, 0, dim);
    }
    page.out
}

/// What each part looks like.
#[derive(Clone, Copy)]
struct Styles {
    title: Style,
    heading: Style,
    time: Style,
    dim: Style,
}

impl Styles {
    const PLAIN: Self = Self {
        title: Style::new(),
        heading: Style::new(),
        time: Style::new(),
        dim: Style::new(),
    };
    const COLOURED: Self = Self {
        title: Style::new().bold(),
        heading: AnsiColor::Green.on_default().bold(),
        time: AnsiColor::Cyan.on_default(),
        dim: Style::new().dimmed(),
    };
}

/// Lines written so far.
struct Page {
    out: String,
    styles: Styles,
}

impl Page {
    fn heading(&mut self, heading: &str) {
        self.out.push('\n');
        self.paragraph(heading, 0, self.styles.heading);
    }

    /// Wrapped lines behind `indent` blanks; nothing for an empty text.
    fn paragraph(&mut self, text: &str, indent: usize, style: Style) {
        for line in wrap(text, WIDTH - indent) {
            self.line(&" ".repeat(indent), Style::new(), &line, style);
        }
    }

    /// One line of a margin and a text.
    fn line(&mut self, margin: &str, margin_style: Style, text: &str, style: Style) {
        for (part, style) in [(margin, margin_style), (text, style)] {
            self.out.push_str(&style.render().to_string());
            self.out.push_str(part);
            self.out.push_str(&style.render_reset().to_string());
        }
        self.out.push('\n');
    }

    /// A text behind a margin of `width` columns; the margin's own text stands on the first line, at its right.
    fn entry(&mut self, margin: &str, width: usize, text: &str) {
        for (index, line) in wrap(text, WIDTH - width).iter().enumerate() {
            let margin = if index == 0 { margin } else { "" };
            let margin = format!("{margin:>at$}  ", at = width - 2);
            self.line(&margin, self.styles.time, line, Style::new());
        }
    }

    fn highlights(&mut self, notes: &Notes) {
        if notes.highlights.is_empty() {
            return;
        }
        self.heading("Highlights");
        let times = notes.highlights.iter().map(|line| line.start_s);
        let width = margin_width(notes, times, "-");
        for line in &notes.highlights {
            let margin = time_or(notes, line.start_s, "-");
            self.entry(&margin, width, &with_speaker(line));
            self.paragraph(&line.why, width, self.styles.dim);
        }
    }

    fn chapters(&mut self, notes: &Notes) {
        if notes.chapters.is_empty() {
            return;
        }
        self.heading("Chapters");
        let width = margin_width(
            notes,
            notes.chapters.iter().map(|chapter| chapter.start_s),
            "-",
        );
        for chapter in &notes.chapters {
            self.entry(&time_or(notes, chapter.start_s, "-"), width, &chapter.title);
        }
    }

    /// A comma list, or a line each where there are reasons to show.
    fn topics(&mut self, heading: &str, topics: &[Reasoned]) {
        if topics.is_empty() {
            return;
        }
        self.heading(heading);
        if topics.iter().all(|topic| topic.why.is_empty()) {
            let names: Vec<&str> = topics.iter().map(|topic| topic.text.as_str()).collect();
            self.paragraph(&names.join(", "), INDENT, Style::new());
            return;
        }
        for topic in topics {
            self.paragraph(&topic.text, INDENT, Style::new());
            self.paragraph(&topic.why, 2 * INDENT, self.styles.dim);
        }
    }

    fn people(&mut self, notes: &Notes) {
        if notes.people.is_empty() {
            return;
        }
        self.heading("People");
        for person in &notes.people {
            let role = person
                .role
                .map(|role| format!(" ({role})"))
                .unwrap_or_default();
            self.paragraph(&format!("{}{role}", person.name), INDENT, Style::new());
        }
    }

    fn links(&mut self, links: &[Link]) {
        if links.is_empty() {
            return;
        }
        self.heading("Links");
        for link in links {
            if !link.text.is_empty() && link.text != link.url {
                self.paragraph(&link.text, INDENT, Style::new());
                self.paragraph(&link.url, 2 * INDENT, self.styles.dim);
            } else {
                self.paragraph(&link.url, INDENT, Style::new());
            }
        }
    }
}

fn with_speaker(line: &Line) -> String {
    if line.speaker.is_empty() {
        line.text.clone()
    } else {
        format!("{} — {}", line.text, line.speaker)
    }
}

fn time_or(notes: &Notes, seconds: Option<f64>, unknown: &str) -> String {
    seconds.map_or_else(|| unknown.to_owned(), |seconds| notes.clock(seconds))
}

/// Columns of the widest time, with two blanks before and after it.
fn margin_width(notes: &Notes, times: impl Iterator<Item = Option<f64>>, unknown: &str) -> usize {
    let widest = times
        .map(|seconds| time_or(notes, seconds, unknown).len())
        .max();
    INDENT + widest.unwrap_or_default() + 2
}

/// Lines of at most `width` characters as readers count them, broken at blanks only.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.graphemes(true).count();
        match lines.last_mut() {
            Some(line) if used + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                used += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                used = length;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::fixture::lighthouse;
    use super::*;
    use proptest::prelude::*;

    const PLAIN: RenderOptions = RenderOptions {
        color: false,
        explain: false,
    };

    #[test]
    fn times_are_aligned_and_sections_indented() {
        let (episode, draft) = lighthouse();
        insta::assert_snapshot!(render(&episode, &draft, PLAIN), @r"
        Keeping the light: C# & snake_case
        2024-05-01 · 35 min · Ada Okafor, Bruno

        Summary
          With <sensors> and patience.

        Highlights
          00:00  How to keep a lighthouse running with nobody in it — Ada
          12:03  “The lamp never *sleeps*” — Bruno
          12:03  The lamp is always awake — Bruno

        Chapters
          00:00  Opening
          12:03  The lamp that never sleeps
              -  Closing

        Topics
          Lighthouses, remote sensing

        People
          Ada Okafor (host)
          Bruno (guest)

        Links
          The [old] tower
            https://example.org/tower_(old)?a=1&b=2
          https://example.org/

        Drafted from the transcript; check before publishing.
        ");
    }

    #[test]
    fn without_colour_there_is_no_escape_and_with_it_the_words_are_the_same() {
        let (episode, draft) = lighthouse();
        for explain in [false, true] {
            let plain = render(
                &episode,
                &draft,
                RenderOptions {
                    color: false,
                    explain,
                },
            );
            let coloured = render(
                &episode,
                &draft,
                RenderOptions {
                    color: true,
                    explain,
                },
            );
            assert!(!plain.contains('\u{1b}'));
            assert!(coloured.contains("\u{1b}[1m"));
            let mut parts = coloured.split('\u{1b}');
            let mut stripped = parts.next().unwrap().to_owned();
            stripped.extend(parts.map(|part| part.split_once('m').unwrap().1));
            assert_eq!(stripped, plain);
        }
    }

    #[test]
    fn reasons_stand_below_what_they_explain() {
        let (episode, draft) = lighthouse();
        let explain = RenderOptions {
            color: false,
            explain: true,
        };
        let rendered = render(&episode, &draft, explain);
        assert!(
            rendered.contains("running with nobody in it — Ada\n         names the guest's work\n")
        );
        assert!(rendered.contains("Key phrases\n  lighthouse\n    said first by the host\n"));
    }

    #[test]
    fn a_long_entry_goes_on_below_its_own_start() {
        let (episode, mut draft) = lighthouse();
        draft.chapters.truncate(1);
        draft.chapters[0].title = "lamp ".repeat(16);
        let rendered = render(&episode, &draft, PLAIN);
        let first = format!("  00:00  {}lamp\n", "lamp ".repeat(13));
        assert!(
            rendered.contains(&format!("{first}         lamp lamp\n")),
            "{rendered}"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page_and_nothing_steers_the_terminal(
            outside in "[a-zåß\u{301}\u{1b}\u{7}\u{9b}\r\n\t \u{202e}]{0,300}",
        ) {
            let (mut episode, mut draft) = lighthouse();
            // Words of bounded length: a longer one is left whole.
            let words: Vec<String> = outside.split_whitespace()
                .map(|word| word.chars().take(20).collect()).collect();
            let outside = words.join("\u{9}");
            episode.meta.title.clone_from(&outside);
            draft.summary[0].fluent.clone_from(&outside);
            draft.highlights[0].text.clone_from(&outside);
            draft.highlights[0].why.clone_from(&outside);
            draft.tags[0].tag = outside;
            let explain = RenderOptions { color: false, explain: true };
            for line in render(&episode, &draft, explain).lines() {
                prop_assert!(line.graphemes(true).count() <= WIDTH, "{}", line);
                prop_assert!(!line.contains(char::is_control), "{:?}", line);
            }
        }
    }
}
