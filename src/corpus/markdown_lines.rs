//! The lines of a Markdown file by what they are, without everything that is not talk: comments, code fences, tables,
//! display formulas, shortcodes, rules.
//!
//! Knows nothing of speakers.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2, memmem};
use rustc_hash::FxHashMap;

use super::clock::clock_prefix;
use super::html_names::is_html;
use super::lines::lines;

/// What a line is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'a> {
    /// Nothing, or nothing that is talk; ends a paragraph.
    Blank,
    /// A heading and its level.
    Heading(u8, &'a str),
    /// A comment that stands alone, which may name the section below it.
    Comment(&'a str),
    /// An item of a list, without its marker.
    Item(Cow<'a, str>),
    /// A caption's times in seconds.
    Cue(f64, Option<f64>),
    /// `>> `: somebody else speaks.
    Change(Cow<'a, str>),
    /// `[name]: url`.
    Definition(&'a str, &'a str),
    /// Anything else, trimmed.
    Text(Cow<'a, str>),
}

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

fn classify<'a>(line: &'a str, text: Cow<'a, str>) -> Kind<'a> {
    match text {
        Cow::Borrowed(text) => classify_borrowed(line, text.trim()),
        Cow::Owned(text) => {
            let text = text.trim();
            if text.is_empty() {
                return Kind::Blank;
            }
            match classify_borrowed(line, text) {
                Kind::Item(item) => Kind::Item(Cow::Owned(item.into_owned())),
                Kind::Change(rest) => Kind::Change(Cow::Owned(rest.into_owned())),
                Kind::Cue(start, end) => Kind::Cue(start, end),
                Kind::Blank => Kind::Blank,
                Kind::Heading(level, _) => heading(line).unwrap_or(Kind::Heading(level, "")),
                // A definition whose address the template fills in.
                Kind::Text(text) if text.starts_with('[') && text.ends_with("]:") => Kind::Blank,
                Kind::Text(text) => Kind::Text(Cow::Owned(text.into_owned())),
                _ => Kind::Text(Cow::Owned(text.to_owned())),
            }
        }
    }
}

fn classify_borrowed<'t>(line: &str, text: &'t str) -> Kind<'t> {
    if text.is_empty() || is_rule(text) || text.starts_with('|') || is_module_line(line) {
        return Kind::Blank;
    }
    if let Some(heading) = heading(text) {
        return heading;
    }
    if let Some((start, end)) = cue(text) {
        return Kind::Cue(start, end);
    }
    if let Some((name, url)) = definition(text) {
        return Kind::Definition(name, url);
    }
    if let Some(rest) = text.strip_prefix(">>") {
        return Kind::Change(Cow::Borrowed(rest.trim_start_matches('>').trim_start()));
    }
    let text = text.trim_start_matches(['>', ' ']);
    match list_item(text) {
        Some(item) => Kind::Item(Cow::Borrowed(item)),
        None if text.is_empty() || is_lone_tag(text) => Kind::Blank,
        None => Kind::Text(Cow::Borrowed(text)),
    }
}

/// `## Title ##`, `## Title {#anchor}`, and `##Title`, where it cannot be a hash tag.
fn heading(line: &str) -> Option<Kind<'_>> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    if !(1..=6).contains(&level) {
        return None;
    }
    let rest = &line[level..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    let words = rest.split_whitespace().take(13).count();
    let glued = rest.starts_with(char::is_uppercase)
        && (level > 1 || (2..=12).contains(&words))
        && words <= 12
        && !rest.ends_with(['.', '!', '?', ',']);
    if !spaced && !glued {
        return None;
    }
    let mut title = rest.trim().trim_end_matches('#').trim_end();
    if title.ends_with('}')
        && let Some(at) = title.rfind("{#")
    {
        title = title[..at].trim_end();
    }
    Some(Kind::Heading(level as u8, title))
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

/// `---`, `* * *`, `___`, `===`.
fn is_rule(text: &str) -> bool {
    let mut bytes = text.bytes().filter(|b| *b != b' ');
    let Some(first) = bytes.next() else {
        return false;
    };
    matches!(first, b'-' | b'*' | b'_' | b'=') && text.len() >= 3 && bytes.all(|b| b == first)
}

/// `import x from "y"`, `export const x = …` of MDX.
fn is_module_line(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("import ") {
        return [" from \"", " from '"]
            .iter()
            .any(|from| rest.contains(from))
            || rest.starts_with(['"', '\'']);
    }
    line.strip_prefix("export ").is_some_and(|rest| {
        ["const ", "default ", "function ", "let ", "{"]
            .iter()
            .any(|word| rest.starts_with(word))
            && rest.contains(['=', '{', '('])
    })
}

/// A line of captions with its times: `00:00:22,000 --> 00:00:24,000`, with a number before it, in back-ticks or not.
fn cue(text: &str) -> Option<(f64, Option<f64>)> {
    let marks = ['`', '*', '_'];
    // Few lines begin like one, and this is asked of each.
    if !text
        .trim_start_matches(marks)
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let (before, after) = text.split_once("-->")?;
    let before = before.trim().trim_start_matches(marks);
    let start = before.rsplit([' ', '\t']).next()?;
    let number = before[..before.len() - start.len()].trim();
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (start, len) = clock_prefix(start).filter(|(_, len)| *len == start.len())?;
    debug_assert!(len > 0);
    Some((start, clock_prefix(after.trim_start()).map(|(end, _)| end)))
}

fn definition(text: &str) -> Option<(&str, &str)> {
    let (name, url) = text.strip_prefix('[')?.split_once("]:")?;
    let url = url.trim().trim_start_matches('<');
    let web = url.starts_with("http://") || url.starts_with("https://");
    let url = url.split([' ', '>']).next()?;
    (web && !name.contains(['[', ']'])).then_some((name, url))
}

/// `- x`, `* x`, `+ x`, `• x`, `1. x`, `2) x`.
fn list_item(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['-', '*', '+', '•', '·']);
    if text.len() - rest.len() == text.chars().next()?.len_utf8() && rest.starts_with([' ', '\t']) {
        return Some(rest.trim_start());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && rest.starts_with([' ', '\t'])).then(|| rest.trim_start())
}

/// A line that is one HTML tag, or an import of a component.
fn is_lone_tag(text: &str) -> bool {
    let Some(inner) = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
    else {
        return false;
    };
    let name = inner.trim_start_matches('/');
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let component = inner.ends_with('/') && name.starts_with(|c: char| c.is_ascii_uppercase());
    !inner.contains('>') && !inner.contains("href") && (component || is_html(&name[..end]))
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
