//! The lines of a Markdown file by what they are, without everything that is not talk: comments, code fences, tables,
//! display formulas, shortcodes, rules.
//!
//! Knows nothing of speakers.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2, memmem};
use rustc_hash::FxHashMap;

use super::lines::lines;
pub(super) use super::markdown_kinds::Kind;
use super::markdown_kinds::classify;

/// A line of the source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: u32,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What spans several lines and is left out, by the line that closes it.
const REGIONS: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("{/*", "*/}"),
    ("<table", "</table>"),
    ("<pre", "</pre>"),
    ("<style", "</style>"),
    ("<script", "</script>"),
    ("<iframe", "</iframe>"),
];

/// Sorts the lines of `body`, whose first line has the number `first`.
pub(super) fn scan(body: &str, first: u32) -> Vec<Line<'_>> {
    let mut scanner = Scanner::new(body);
    let mut sorted: Vec<Line<'_>> =
        Vec::with_capacity(lines_before(body.as_bytes(), body.len()) + 1);
    for (index, line) in lines(body).enumerate() {
        let number = first + index as u32;
        if let Some(level) = underline(line)
            && let Some(heading) = underlined_heading(&sorted, number)
        {
            sorted.pop();
            sorted.push(Line {
                number: number - 1,
                kind: Kind::Heading(level, heading),
            });
            continue;
        }
        let kind = scanner.line(index, line);
        // kramdown replaces the list above this mark by a table of contents.
        if line.trim_start().starts_with("{:toc")
            && let Some(above) = sorted
                .last_mut()
                .filter(|above| matches!(above.kind, Kind::Item(_)))
        {
            above.kind = Kind::Blank;
        }
        sorted.push(Line { number, kind });
    }
    sorted
}

/// How many lines end before the byte at `at`.
fn lines_before(text: &[u8], at: usize) -> usize {
    memchr_iter(b'\n', &text[..at]).count()
}

struct Scanner<'b> {
    body: &'b str,
    /// For what closes regions, fences and formulas the last line that it stands on, looked for when one first opens.
    last_close: FxHashMap<&'static str, Option<usize>>,
    /// What is open: the text that closes it.
    inside: Option<&'static str>,
}

impl<'b> Scanner<'b> {
    fn new(body: &'b str) -> Self {
        Self {
            body,
            last_close: FxHashMap::default(),
            inside: None,
        }
    }

    /// Whether what opens on a line is closed on a later one.
    fn is_closed_after(&mut self, index: usize, close: &'static str) -> bool {
        let body = self.body.as_bytes();
        let last = *self.last_close.entry(close).or_insert_with(|| {
            memmem::rfind(body, close.as_bytes()).map(|at| lines_before(body, at))
        });
        last > Some(index)
    }

    fn line<'a>(&mut self, index: usize, line: &'a str) -> Kind<'a> {
        let trimmed = line.trim();
        if let Some(close) = self.inside {
            return self.within(close, trimmed);
        }
        if self.opens_block(index, trimmed) {
            return Kind::Blank;
        }
        if let Some(comment) = lone_comment(trimmed) {
            return Kind::Comment(comment);
        }
        let text = if memchr2(b'<', b'{', trimmed.as_bytes()).is_none() {
            Cow::Borrowed(trimmed)
        } else {
            without_shortcodes(self.without_regions(index, trimmed))
        };
        classify(line, text)
    }

    fn within<'a>(&mut self, close: &'static str, trimmed: &'a str) -> Kind<'a> {
        let fence = matches!(close, "```" | "~~~");
        let at = if fence {
            trimmed.starts_with(close).then_some(0)
        } else {
            trimmed.find(close)
        };
        let Some(at) = at else {
            return Kind::Blank;
        };
        self.inside = None;
        let rest = trimmed[at + close.len()..].trim();
        if fence || rest.is_empty() {
            Kind::Blank
        } else {
            classify(rest, Cow::Borrowed(rest))
        }
    }

    /// Code fences and display formulas, which begin a line.
    fn opens_block(&mut self, index: usize, trimmed: &str) -> bool {
        for fence in ["```", "~~~"] {
            if trimmed.starts_with(fence) && !trimmed[3..].contains('`') {
                if self.is_closed_after(index, fence) {
                    self.inside = Some(fence);
                }
                return true;
            }
        }
        if let Some(rest) = trimmed.strip_prefix("$$") {
            if !rest.contains("$$") && self.is_closed_after(index, "$$") {
                self.inside = Some("$$");
            }
            return rest.is_empty() || rest.ends_with("$$") || self.inside.is_some();
        }
        false
    }

    /// The line without comments and the like that begin in it.
    fn without_regions<'a>(&mut self, index: usize, line: &'a str) -> Cow<'a, str> {
        let mut out = Cow::Borrowed(line);
        for (open, close) in REGIONS {
            if let Some(cut) = cut_all(&out, open, close) {
                out = Cow::Owned(cut);
            }
            if let Some(at) = out.find(open)
                && self.is_closed_after(index, close)
            {
                self.inside = Some(close);
                out = Cow::Owned(out[..at].to_owned());
            }
        }
        out
    }
}

/// `text` without all stretches from `open` to `close`; `None` if there are none.
fn cut_all(text: &str, open: &str, close: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| from + at) {
        let Some(end) = text[start..].find(close).map(|at| start + at + close.len()) else {
            break;
        };
        out.get_or_insert_default().push_str(&text[from..start]);
        from = end;
    }
    if let Some(out) = &mut out {
        out.push_str(&text[from..]);
    }
    out
}

/// What a comment that fills its line says.
fn lone_comment(line: &str) -> Option<&str> {
    [("<!--", "-->"), ("{/*", "*/}")]
        .into_iter()
        .find_map(|(open, close)| line.strip_prefix(open)?.strip_suffix(close))
        .map(str::trim)
        .filter(|inner| !inner.contains("-->") && !inner.contains("*/}"))
}

/// Template calls: `{{< x >}}`, `{{ x }}`, `{% x %}`, `{:toc}`.
fn without_shortcodes(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('{') {
        return text;
    }
    let mut out = text;
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{:", "}")] {
        if let Some(cut) = cut_all(&out, open, close) {
            out = Cow::Owned(cut);
        }
    }
    out
}

/// Whether a line underlines the one above as a heading, and of which level.
fn underline(line: &str) -> Option<u8> {
    let line = line.trim_end();
    if line.len() < 3 {
        None
    } else if line.bytes().all(|b| b == b'=') {
        Some(1)
    } else if line.bytes().all(|b| b == b'-') {
        Some(2)
    } else {
        None
    }
}

/// The line above an underline, if it can be a heading: short, alone, not a sentence.
fn underlined_heading<'a>(lines: &[Line<'a>], number: u32) -> Option<&'a str> {
    let (last, before) = lines.split_last()?;
    let Kind::Text(Cow::Borrowed(text)) = last.kind else {
        return None;
    };
    let alone = before.last().is_none_or(|line| line.kind == Kind::Blank);
    let title = text.len() <= 100 && !text.ends_with(['.', ',', ':', '!']) && !text.contains("**");
    (last.number + 1 == number && alone && title).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(body: &str) -> Vec<Kind<'_>> {
        scan(body, 1)
            .into_iter()
            .map(|line| line.kind)
            .filter(|kind| *kind != Kind::Blank)
            .collect()
    }

    fn text(text: &str) -> Kind<'_> {
        Kind::Text(Cow::Borrowed(text))
    }

    #[test]
    fn what_is_not_talk_is_left_out() {
        for body in [
            "```rust\nfn main() {}\n\n```\nTalk",
            "~~~\ncode\n~~~\nTalk",
            "$$\n\\text{Maximize: } x\n$$\nTalk",
            "$$ x = y $$\nTalk",
            "| a | b |\n|---|---|\nTalk",
            "{{< childpages >}}\nTalk",
            "[episode]: {{episode.url}}\nTalk",
            "{%- include util.html -%}\nTalk",
            "* placeholder\n{:toc}\nTalk",
            "import X from \"./x\"\nexport const a = 1\nTalk",
            "<!-- one\n\ntwo -->\nTalk",
            "<table>\n<tr><td>cell</td></tr>\n</table>\nTalk",
            "<a name=\"here\"></a>\nTalk",
            "---\n* * *\n___\nTalk",
            "<Player src=\"a.mp3\" />\nTalk",
        ] {
            let kinds: Vec<_> = kinds(body)
                .into_iter()
                .filter(|kind| !matches!(kind, Kind::Text(t) if t.starts_with("<a name")))
                .collect();
            assert_eq!(kinds, [text("Talk")], "{body}");
        }
    }

    #[test]
    fn what_is_never_closed_leaves_the_talk_below_it() {
        for body in ["```\nTalk", "$$\nTalk", "<!-- open\nTalk", "<table>\nTalk"] {
            assert!(kinds(body).contains(&text("Talk")), "{body}");
        }
    }

    #[test]
    fn structure_is_told_from_text() {
        for (line, kind) in [
            ("## Title ##", Kind::Heading(2, "Title")),
            ("### Title {#a}", Kind::Heading(3, "Title")),
            ("##Title", Kind::Heading(2, "Title")),
            ("#hashtag talk", text("#hashtag talk")),
            ("#Hashtag", text("#Hashtag")),
            ("- item", Kind::Item(Cow::Borrowed("item"))),
            ("• item", Kind::Item(Cow::Borrowed("item"))),
            ("12. item", Kind::Item(Cow::Borrowed("item"))),
            ("2019. That year", text("2019. That year")),
            ("**Ann:** hi", text("**Ann:** hi")),
            ("> quoted", text("quoted")),
            (">> Welcome", Kind::Change(Cow::Borrowed("Welcome"))),
            ("{/* TAB: NOTES */}", Kind::Comment("TAB: NOTES")),
            (
                "`12 00:00:22,000 --> 00:00:24,000`",
                Kind::Cue(22.0, Some(24.0)),
            ),
            ("00:22.000 --> 00:24.000", Kind::Cue(22.0, Some(24.0))),
            (
                "[ref]: https://a.example \"t\"",
                Kind::Definition("ref", "https://a.example"),
            ),
            ("[Ann]: hello", text("[Ann]: hello")),
            ("a <!-- b --> c", text("a  c")),
        ] {
            assert_eq!(kinds(line), [kind], "{line}");
        }
        assert_eq!(kinds("Title\n====="), [Kind::Heading(1, "Title")]);
        assert_eq!(kinds("It was so.\n---"), [text("It was so.")]);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let lines = scan("one\r\n\r\nTitle\r\n---\r\ntwo", 7);
        let numbers: Vec<_> = lines.iter().map(|l| l.number).collect();
        assert_eq!(numbers, [7, 8, 9, 11]);
    }
}
