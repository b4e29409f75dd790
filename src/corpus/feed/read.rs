//! Walks through a feed: RSS 2.0 with its podcast namespaces, RSS 1.0, Atom.
//!
//! Prefixes are taken as everybody writes them. What is broken ends the reading, with a warning; what stands before it
//! is kept.

use super::super::Warning;
use super::super::xml_nodes::{Element, Node, Nodes, root};
use super::Feed;
use super::entry::{Channel, Draft};

/// Entries of one feed at most.
const MOST_ENTRIES: usize = 50_000;
/// Text of one element at most, in bytes; what goes beyond is left out.
const MOST_TEXT: usize = 1 << 18;

/// Whether a text is a feed, by its outermost element. Its beginning is enough.
pub(in super::super) fn is_feed(text: &str) -> bool {
    root(text).is_some_and(|name| matches!(name.as_str(), "rss" | "feed" | "rdf:RDF" | "atom:feed"))
}

/// Reads a feed.
pub(in super::super) fn read(text: &str) -> Feed {
    let mut walk = Walk::default();
    for node in Nodes::new(text) {
        match node {
            Ok(Node::Open(element)) => walk.open(element),
            Ok(Node::Text(text)) => walk.text(&text),
            Ok(Node::Close(name)) => walk.close(&name),
            Err(broken) => {
                walk.warn(broken.line, &broken.what);
                break;
            }
        }
        if walk.drafts.len() == MOST_ENTRIES {
            walk.warn(0, &format!("more than {MOST_ENTRIES} entries"));
            break;
        }
    }
    walk.finish()
}

/// An element whose text is being collected.
struct Field {
    element: Element,
    depth: usize,
    text: String,
}

#[derive(Default)]
struct Walk {
    channel: Channel,
    drafts: Vec<Draft>,
    /// The entry that is open, and its depth.
    draft: Option<(Draft, usize)>,
    field: Option<Field>,
    /// How many elements are open; and at which depth the feed's own fields stand.
    depth: usize,
    channel_depth: usize,
    warnings: Vec<Warning>,
}

impl Walk {
    fn open(&mut self, element: Element) {
        self.depth += 1;
        match (&mut self.field, &mut self.draft) {
            (Some(field), Some((draft, _))) => {
                if !draft.inner(&element) {
                    push(&mut field.text, &as_html(&element));
                }
            }
            (Some(field), None) => push(&mut field.text, &as_html(&element)),
            (None, draft) => {
                let name = element.name.as_str();
                if matches!(name, "channel" | "feed" | "atom:feed") {
                    self.channel_depth = self.depth;
                } else if matches!(name, "item" | "entry" | "atom:entry") {
                    *draft = Some((Draft::new(element.line), self.depth));
                } else if self.depth == 1 + draft.as_ref().map_or(self.channel_depth, |(_, at)| *at)
                    && self.depth > 1
                {
                    self.field = Some(Field {
                        element,
                        depth: self.depth,
                        text: String::new(),
                    });
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(field) = &mut self.field {
            push(&mut field.text, text);
        }
    }

    fn close(&mut self, name: &str) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(field) = &mut self.field
            && field.depth < depth
        {
            push(&mut field.text, &format!("</{name}>"));
        } else if let Some(field) = self.field.take() {
            match &mut self.draft {
                Some((draft, _)) => draft.field(&field.element, &field.text),
                None => self.channel.field(&field.element, &field.text),
            }
        } else if let Some((draft, _)) = self.draft.take_if(|(_, at)| *at == depth) {
            self.drafts.push(draft);
        }
    }

    fn warn(&mut self, line: u32, what: &str) {
        let message = format!(
            "{what}; the {} entries before it are read",
            self.drafts.len()
        );
        self.warnings.push(Warning { line, message });
    }

    fn finish(self) -> Feed {
        let channel = &self.channel;
        Feed {
            entries: self
                .drafts
                .into_iter()
                .map(|draft| draft.finish(channel))
                .collect(),
            warnings: self.warnings,
        }
    }
}

/// Markup within a description that nobody has escaped, as the text that it is part of.
fn as_html(element: &Element) -> String {
    match element.attribute("href") {
        Some(href) => format!(
            "<{} href=\"{}\">",
            element.name,
            html_escape::encode_double_quoted_attribute(href)
        ),
        None => format!("<{}>", element.name),
    }
}

fn push(text: &mut String, more: &str) {
    if text.len() < MOST_TEXT {
        let mut end = more.len().min(MOST_TEXT - text.len());
        while !more.is_char_boundary(end) {
            end -= 1;
        }
        text.push_str(&more[..end]);
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
