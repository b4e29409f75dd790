//! XML as a stream of elements and text, each with its line, in memory that does not depend on what the XML says.
//!
//! Every element that is opened is closed, in order: an end tag that is missing is taken for given, one too many left out.
//! Entities that a document defines itself are never expanded, external ones never fetched: what is not one of XML's or
//! HTML's own names stays as it is written.

use html_escape::decode_html_entities;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements inside one another at most; people's files stay far below.
const MOST_DEPTH: usize = 200;

/// One step through a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element begins.
    Open(Element),
    /// Text within it, decoded; CDATA too.
    Text(String),
    /// The innermost element of this name ends.
    Close(String),
}

/// The head of an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// As written, with its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Line of the document, from 1.
    pub(super) line: u32,
}

impl Element {
    /// An attribute's value, trimmed; `None` if it is missing or empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// Where and why a document cannot be read any further.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// From 1.
    pub(super) line: u32,
    /// What is wrong there.
    pub(super) what: String,
}

/// The steps through a document. Ends after the first error.
pub(super) struct Nodes<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    /// Up to where lines are counted, and the line there.
    counted: usize,
    line: u32,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// How many of them stay so; the others are about to be closed.
    keep: usize,
    over: bool,
}

impl<'t> Nodes<'t> {
    /// From the beginning of a document.
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            text,
            counted: 0,
            line: 1,
            open: Vec::new(),
            keep: 0,
            over: false,
        }
    }

    fn line_at(&mut self, offset: usize) -> u32 {
        let offset = offset.clamp(self.counted, self.text.len());
        let passed = &self.text.as_bytes()[self.counted..offset];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
        self.counted = offset;
        self.line
    }

    fn broken(&mut self, what: impl Into<String>) -> Broken {
        self.over = true;
        let at = self
            .reader
            .error_position()
            .max(self.reader.buffer_position());
        Broken {
            line: self.line_at(at as usize),
            what: what.into(),
        }
    }

    /// Opens an element; `stays`: its end tag is still to come.
    fn open(&mut self, start: &BytesStart<'_>, from: usize, stays: bool) -> Element {
        let attributes = start
            .html_attributes()
            .with_checks(false)
            .flatten()
            .map(|attribute| {
                let value = decode_html_entities(attribute.value.as_ref()).into_owned();
                (attribute.key.0.to_owned(), value)
            })
            .collect();
        let name = start.name().0.to_owned();
        self.open.push(name.clone());
        self.keep = self.open.len() - usize::from(!stays);
        Element {
            name,
            attributes,
            line: self.line_at(from),
        }
    }

    fn close_one(&mut self) -> Option<Node> {
        if self.open.len() > self.keep {
            self.open.pop().map(Node::Close)
        } else {
            None
        }
    }
}

impl Iterator for Nodes<'_> {
    type Item = Result<Node, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            if let Some(closed) = self.close_one() {
                return Some(Ok(closed));
            }
            let from = self.reader.buffer_position() as usize;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Some(Err(self.broken(error.to_string()))),
            };
            match event {
                Event::Start(_) | Event::Empty(_) if self.open.len() == MOST_DEPTH => {
                    let what = format!("nested deeper than {MOST_DEPTH} elements");
                    return Some(Err(self.broken(what)));
                }
                Event::Start(start) => return Some(Ok(Node::Open(self.open(&start, from, true)))),
                Event::Empty(start) => return Some(Ok(Node::Open(self.open(&start, from, false)))),
                Event::End(end) => {
                    let name = end.name().0;
                    if let Some(at) = self.open.iter().rposition(|open| open == name) {
                        self.keep = at;
                    }
                }
                Event::Text(text) => return Some(Ok(Node::Text(text.html_content().into_owned()))),
                Event::CData(text) => {
                    return Some(Ok(Node::Text(text.html_content().into_owned())));
                }
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", reference.into_inner());
                    return Some(Ok(Node::Text(decode_html_entities(&written).into_owned())));
                }
                Event::Eof if !self.open.is_empty() => {
                    return Some(Err(self.broken("ends in the middle of an element")));
                }
                Event::Eof => self.over = true,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        None
    }
}

/// The name of the outermost element, if `text` begins like XML and has one near its start.
pub(super) fn root(text: &str) -> Option<String> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return None;
    }
    let first = Nodes::new(start)
        .map_while(Result::ok)
        .find(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    match first? {
        Node::Open(element) => Some(element.name),
        Node::Text(_) | Node::Close(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(source: &str) -> (String, Option<Broken>) {
        let mut said = String::new();
        for node in Nodes::new(source) {
            match node {
                Ok(Node::Text(text)) => said.push_str(&text),
                Ok(_) => {}
                Err(broken) => return (said, Some(broken)),
            }
        }
        (said, None)
    }

    #[test]
    fn text_is_decoded_and_entities_of_the_document_s_own_stay_as_they_are() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><x>&b; AT&T &amp; &nbsp;&#228;\
                    <![CDATA[<p>&amp;</p>]]></x>";
        let expected = "&b; AT&T & \u{a0}ä<p>&amp;</p>".to_owned();
        assert_eq!(texts(bomb), (expected, None));
    }

    #[test]
    fn elements_have_their_line_and_attributes_in_either_quotes() {
        let mut nodes =
            Nodes::new("<?xml version='1.0'?>\n<a>\n\n<b x=\"1 &amp; 2\" y='' z=3/></a>");
        nodes.nth(2);
        let Some(Ok(Node::Open(element))) = nodes.next() else {
            panic!("no element");
        };
        assert_eq!((element.name.as_str(), element.line), ("b", 4));
        let values = ["x", "y", "z"].map(|name| element.attribute(name));
        assert_eq!(values, [Some("1 & 2"), None, Some("3")]);
        assert_eq!(nodes.next(), Some(Ok(Node::Close("b".to_owned()))));
    }

    #[test]
    fn what_is_broken_or_too_deep_is_said_with_its_line_and_what_stands_before_is_kept() {
        let (said, broken) = texts("<a>\nkept\n<b ");
        assert_eq!((said.trim(), broken.unwrap().line), ("kept", 3));
        let (said, broken) = texts("<a>\nkept");
        assert_eq!((said.trim(), broken.unwrap().line), ("kept", 2));
        let deep = "<d>\n".repeat(100_000);
        let broken = texts(&deep).1.unwrap();
        assert_eq!(broken.line, 201);
        assert_eq!(broken.what, "nested deeper than 200 elements");
    }

    #[test]
    fn every_element_is_closed_in_order_whatever_the_source_forgets() {
        let names: Vec<_> = Nodes::new("<a><b><br><i>x</b></z><c/></a>")
            .filter_map(|node| match node.unwrap() {
                Node::Open(element) => Some(element.name),
                Node::Close(name) => Some(format!("/{name}")),
                Node::Text(_) => None,
            })
            .collect();
        assert_eq!(names.join(" "), "a b br i /i /br /b c /c /a");
    }

    #[test]
    fn the_outermost_element_is_found_behind_comments_and_declarations() {
        for (text, name) in [
            (
                "\u{feff}<?xml version=\"1.0\"?><!-- a --><rss version=\"2.0\">",
                Some("rss"),
            ),
            ("<psc:chapters>", Some("psc:chapters")),
            ("Ann: Hi <b>", None),
            ("", None),
        ] {
            assert_eq!(root(text).as_deref(), name, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_walked_to_its_end(text in "[<>/a-c&;!\\[\\]?'\"= \n-]{0,200}") {
            let mut last = 0;
            for node in Nodes::new(&text) {
                if let Ok(Node::Open(element)) = node {
                    prop_assert!(element.line >= last);
                    last = element.line;
                }
            }
        }
    }
}
