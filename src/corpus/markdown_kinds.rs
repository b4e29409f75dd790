//! What a single line of Markdown is: a heading, an item of a list, a caption's times, a definition, text.
//!
//! What spans several lines is the business of [`super::markdown_lines`].

use std::borrow::Cow;

use super::clock::clock_prefix;
use super::html_names::is_html;

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

/// What the line `line` is whose talk is `text`: the line without what is not talk in it.
pub(super) fn classify<'a>(line: &'a str, text: Cow<'a, str>) -> Kind<'a> {
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
