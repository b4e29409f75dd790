//! From tags to lines: what a page shows, in order, without what only moves it about.
//!
//! Inline markup becomes that of Markdown, so that bold names and links keep their meaning.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use memchr::memchr_iter;

use super::super::byte_set::byte_set;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title in the head.
    Title,
    /// `<h1>` to `<h6>`.
    Heading(u8),
    /// An item of a list.
    Item,
    /// `<cite>` where a speaker's name would be.
    Cite,
    /// `<time>` outside of a sentence.
    Time,
    /// Any other line.
    Text,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    /// In Markdown; entities are resolved.
    pub(super) text: String,
    /// Line of the source it starts on, from 1.
    pub(super) number: u32,
    /// Whether it is a block of its own, as opposed to a part of one that `<br>` divides.
    pub(super) apart: bool,
}

/// Elements whose content is no part of what is read.
const HIDDEN: [&[u8]; 15] = [
    b"aside",
    b"audio",
    b"button",
    b"canvas",
    b"footer",
    b"iframe",
    b"nav",
    b"noscript",
    b"object",
    b"script",
    b"select",
    b"style",
    b"svg",
    b"template",
    b"video",
];

/// Elements that stand within a line.
const INLINE: [&[u8]; 24] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"code", b"data", b"del", b"dfn", b"em", b"font", b"i",
    b"img", b"ins", b"kbd", b"mark", b"q", b"s", b"small", b"span", b"strong", b"sub", b"sup",
    b"u",
];

/// Longest address that is kept.
const LONGEST_ADDRESS: usize = 2000;

/// What is not copied as it stands: line breaks and tabs, which are blanks, and what Markdown takes for emphasis.
const ASIDE: [bool; 256] = byte_set(b"\n\r\t*_");

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// The language that the page states.
    pub(super) language: Option<String>,
}

/// Takes a page apart.
pub(super) fn lines(html: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut flow = Flow {
        source: html.as_bytes(),
        counted: 0,
        number: 1,
        page: Page::default(),
        open: None,
        apart: true,
        hidden: None,
        within: false,
        preformatted: false,
        bold: None,
        link: None,
    };
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => flow.start(&tag),
            Token::EndTag(tag) => flow.end(&tag.name, tag.span.start),
            Token::String(text) => {
                flow.text(&String::from_utf8_lossy(&text.value), text.span.start);
            }
            _ => {}
        }
    }
    flow.close(true);
    flow.page
}

struct Flow<'s> {
    source: &'s [u8],
    /// How far line breaks have been counted, and the line there.
    counted: usize,
    number: u32,
    page: Page,
    open: Option<Line>,
    /// Whether the next line begins a block.
    apart: bool,
    /// The element whose content is left out, and how often it is nested.
    hidden: Option<(Vec<u8>, usize)>,
    /// Whether a paragraph or the like is open, in which a `<cite>` may be the title of a work.
    within: bool,
    /// Whether line breaks in the text count.
    preformatted: bool,
    /// Where bold text starts in the open line.
    bold: Option<usize>,
    /// Where the text of a link starts in the open line, and its address.
    link: Option<(usize, String)>,
}

impl Flow<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        if HIDDEN.contains(&name) {
            if !tag.self_closing {
                self.hidden = Some((name.to_vec(), 1));
            }
            return;
        }
        let at = tag.span.start;
        match name {
            b"html" => self.page.language = attribute(tag, b"lang"),
            b"cite" if self.is_blank() => self.begin(Kind::Cite, at),
            b"time" if self.is_blank() => self.begin(Kind::Time, at),
            b"cite" | b"time" => {}
            b"br" => self.close(false),
            b"td" | b"th" => self.append(" "),
            b"b" | b"strong" if self.bold.is_none() => {
                let line = self.line(at);
                if matches!(line.kind, Kind::Text | Kind::Item) {
                    let start = line.text.len();
                    line.text.push_str("**");
                    self.bold = Some(start);
                }
            }
            b"a" => {
                let address = attribute(tag, b"href").filter(|url| is_address(url));
                let start = self.open.as_ref().map_or(0, |line| line.text.len());
                self.link = address.map(|url| (start, url));
            }
            _ if INLINE.contains(&name) => {}
            _ => {
                self.close(true);
                self.within = matches!(name, b"p" | b"li" | b"dd" | b"blockquote");
                self.preformatted = name == b"pre";
                match name {
                    b"title" if self.page.lines.is_empty() => self.begin(Kind::Title, at),
                    b"li" => self.begin(Kind::Item, at),
                    [b'h', level @ b'1'..=b'6'] => self.begin(Kind::Heading(level - b'0'), at),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &[u8], at: usize) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        let kind = self.open.as_ref().map(|line| line.kind);
        match name {
            b"cite" if kind == Some(Kind::Cite) => self.end_cite(at),
            b"time" if kind == Some(Kind::Time) => self.close(true),
            b"cite" | b"time" | b"br" => {}
            b"b" | b"strong" => self.end_bold(),
            b"a" => self.end_link(),
            _ if INLINE.contains(&name) => {}
            _ => {
                self.close(true);
                self.within = false;
                self.preformatted &= name != b"pre";
            }
        }
    }

    /// In a paragraph only what ends in a colon is a speaker's name; anything else is the title of a work.
    fn end_cite(&mut self, at: usize) {
        let Some(line) = &mut self.open else {
            return;
        };
        let follows = self.source[at..].get(b"</cite>".len()) == Some(&b':');
        if self.within && !follows && !line.text.trim_end().ends_with(':') {
            line.kind = Kind::Text;
        } else {
            self.close(true);
        }
    }

    fn end_bold(&mut self) {
        if let (Some(start), Some(line)) = (self.bold.take(), &mut self.open) {
            if line.text[start + 2..].trim().is_empty() {
                line.text.replace_range(start..start + 2, "");
            } else {
                line.text.push_str("**");
            }
        }
    }

    fn end_link(&mut self) {
        if let (Some((start, url)), Some(line)) = (self.link.take(), &mut self.open)
            && line
                .text
                .get(start..)
                .is_some_and(|text| !text.trim().is_empty())
        {
            line.text.insert(start, '[');
            line.text.push_str("](");
            line.text.push_str(&url);
            line.text.push(')');
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.hidden.is_some() {
            return;
        }
        if !self.preformatted {
            self.words(text, at);
            return;
        }
        let mut at = at;
        for line in text.split_inclusive('\n') {
            let blank = line.trim_ascii().is_empty();
            if !blank {
                self.words(line, at);
            }
            if line.ends_with('\n') {
                self.close(blank);
            }
            at += line.len();
        }
    }

    fn words(&mut self, text: &str, at: usize) {
        let begins = text.len() - text.trim_ascii_start().len();
        if self.open.is_none() && begins == text.len() {
            return;
        }
        let line = self.line(at + begins);
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| ASIDE[usize::from(byte)]) {
            line.text.push_str(&rest[..at]);
            match rest.as_bytes()[at] {
                mark @ (b'*' | b'_') => {
                    if line.kind != Kind::Title {
                        line.text.push('\\');
                    }
                    line.text.push(mark.into());
                }
                _ => line.text.push(' '),
            }
            rest = &rest[at + 1..];
        }
        line.text.push_str(rest);
    }

    fn append(&mut self, text: &str) {
        if let Some(line) = &mut self.open {
            line.text.push_str(text);
        }
    }

    /// Whether nothing has been said in the open line.
    fn is_blank(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|line| line.text.trim_ascii().is_empty())
    }

    fn line(&mut self, at: usize) -> &mut Line {
        let line = match self.open.take() {
            Some(line) => line,
            None => self.empty_line(Kind::Text, at),
        };
        self.open.insert(line)
    }

    fn begin(&mut self, kind: Kind, at: usize) {
        self.open = Some(self.empty_line(kind, at));
    }

    fn empty_line(&mut self, kind: Kind, at: usize) -> Line {
        let at = at.clamp(self.counted, self.source.len());
        self.number += memchr_iter(b'\n', &self.source[self.counted..at]).count() as u32;
        self.counted = at;
        Line {
            kind,
            text: String::new(),
            number: self.number,
            apart: self.apart,
        }
    }

    /// Ends the open line; the next one begins a block, or only a line of this one.
    fn close(&mut self, apart: bool) {
        self.end_bold();
        self.link = None;
        if let Some(mut line) = self.open.take() {
            line.text.truncate(line.text.trim_end().len());
            if !line.text.trim_start().is_empty() {
                self.page.lines.push(line);
                self.apart = apart;
                return;
            }
        }
        self.apart |= apart;
    }
}

fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    let value = String::from_utf8_lossy(&value.value);
    (!value.is_empty()).then(|| value.into_owned())
}

fn is_address(url: &str) -> bool {
    url.len() <= LONGEST_ADDRESS
        && (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains([' ', '(', ')', '\n'])
}
