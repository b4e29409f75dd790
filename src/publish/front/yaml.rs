//! YAML: where keys and values stand, and how new ones are written.

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, StructureStyle};

use super::Doubt;
use super::tree::{Body, Entry, Node, Quote, line_start};

/// Depth of nesting that is still followed.
const DEEPEST: usize = 64;

type Events<'a> = Parser<'a, StrInput<'a>>;

/// The tree of a document whose root is a map with one key a line.
pub(super) fn tree(source: &str) -> Result<Node, Doubt> {
    let mut events = Parser::new_from_str(source);
    let mut root = None;
    while let Some(event) = events.next_event() {
        let (event, span) = event.map_err(|error| unreadable(&error))?;
        match event {
            Event::StreamEnd => break,
            event if !event.is_node() => {}
            event if root.is_none() => root = Some(node(&mut events, event, span, source, 0)?),
            _ => return Err(Doubt::Unreadable("more than one document".to_owned())),
        }
    }
    let root = root.unwrap_or(Node {
        span: 0..0,
        body: Body::Null,
        tangled: false,
    });
    match root.body {
        Body::Map { flow: false, .. } if tabs_before_keys(&root, source) => {
            Err(Doubt::Unreadable("tabs stand before its keys".to_owned()))
        }
        Body::Map { flow: false, .. } => Ok(root),
        Body::Null => Ok(Node {
            span: 0..0,
            body: Body::Map {
                flow: false,
                entries: Vec::new(),
            },
            tangled: false,
        }),
        _ => Err(Doubt::Unreadable("it is not one key a line".to_owned())),
    }
}

/// Tabs are no indentation, but not every reader says so.
fn tabs_before_keys(root: &Node, source: &str) -> bool {
    root.entries()
        .iter()
        .any(|entry| source[line_start(source, entry.key.start)..entry.key.start].contains('\t'))
}

fn unreadable(error: &impl ToString) -> Doubt {
    let message = error.to_string();
    let line = message.lines().next().unwrap_or_default();
    Doubt::Unreadable(line.chars().take(160).collect())
}

fn node(
    events: &mut Events<'_>,
    event: Event<'_>,
    span: Span,
    source: &str,
    depth: usize,
) -> Result<Node, Doubt> {
    if depth > DEEPEST {
        return Err(Doubt::Unreadable("it is nested too deeply".to_owned()));
    }
    let start = span.start.byte_offset().unwrap_or(usize::MAX);
    let mut end = span.end.byte_offset().unwrap_or(usize::MAX);
    if start > end || end > source.len() {
        return Err(Doubt::Unreadable("places in it are not known".to_owned()));
    }
    let (body, tangled) = match event {
        Event::Scalar(text, style, anchor, tag) => {
            let written = &source[start..end];
            let quote = match style {
                ScalarStyle::Plain => Some(Quote::Plain),
                ScalarStyle::SingleQuoted => Some(Quote::Single),
                ScalarStyle::DoubleQuoted => Some(Quote::Double),
                _ => None,
            };
            let null = matches!(written, "" | "~" | "null" | "Null" | "NULL");
            let body = match quote {
                Some(Quote::Plain) if null => Body::Null,
                Some(quote) if !written.contains('\n') => Body::Scalar(text.into_owned(), quote),
                _ => Body::Other,
            };
            if quote.is_none() {
                // A block takes the empty lines behind it along.
                end = start + written.trim_end().len();
            }
            (body, anchor != 0 || tag.is_some())
        }
        Event::SequenceStart(style, anchor, tag) => {
            let flow = style == StructureStyle::Flow;
            let mut items = Vec::new();
            loop {
                let (event, span) = next(events)?;
                if event == Event::SequenceEnd {
                    end = closing(flow, span, items.last(), end)?;
                    break;
                }
                items.push(node(events, event, span, source, depth + 1)?);
            }
            let tangled = anchor != 0 || tag.is_some() || items.iter().any(|item| item.tangled);
            (Body::List { flow, items }, tangled)
        }
        Event::MappingStart(style, anchor, tag) => {
            let flow = style == StructureStyle::Flow;
            let mut entries: Vec<Entry> = Vec::new();
            loop {
                let (event, span) = next(events)?;
                if event == Event::MappingEnd {
                    end = closing(flow, span, entries.last().map(|entry| &entry.value), end)?;
                    break;
                }
                let key = node(events, event, span, source, depth + 1)?;
                let (event, span) = next(events)?;
                let mut value = node(events, event, span, source, depth + 1)?;
                if value.span.is_empty() {
                    // Not written out: it would stand after the colon.
                    let colon = source[key.span.end..].find(':').unwrap_or(0);
                    let after = (key.span.end + colon + 1).min(source.len());
                    value.span = after..after;
                }
                let name = match &key.body {
                    Body::Scalar(name, _) => name.clone(),
                    _ => String::new(),
                };
                value.tangled |= key.tangled;
                entries.push(Entry {
                    key: key.span,
                    name,
                    value,
                });
            }
            let tangled =
                anchor != 0 || tag.is_some() || entries.iter().any(|entry| entry.value.tangled);
            (Body::Map { flow, entries }, tangled)
        }
        _ => (Body::Other, true),
    };
    let span = start..end.max(start);
    Ok(Node {
        span,
        body,
        tangled,
    })
}

fn next<'a>(events: &mut Events<'a>) -> Result<(Event<'a>, Span), Doubt> {
    loop {
        match events.next_event() {
            Some(Ok((event, span))) => {
                let ends = matches!(event, Event::SequenceEnd | Event::MappingEnd);
                // Comments come as events, too.
                if ends || event.is_node() {
                    return Ok((event, span));
                }
            }
            Some(Err(error)) => return Err(unreadable(&error)),
            None => return Err(Doubt::Unreadable("it ends early".to_owned())),
        }
    }
}

/// Where a list or map ends: at its bracket, or with its last value.
fn closing(flow: bool, span: Span, last: Option<&Node>, start: usize) -> Result<usize, Doubt> {
    if flow {
        return span
            .end
            .byte_offset()
            .ok_or_else(|| Doubt::Unreadable("places in it are not known".to_owned()));
    }
    Ok(last.map_or(start, |last| last.span.end))
}

/// Text as a scalar in the style of its neighbours, as far as that style can hold it.
pub(super) fn quoted(text: &str, like: Quote) -> String {
    let printable = text.chars().all(|c| !c.is_control());
    match like {
        Quote::Plain if is_plain(text) => text.to_owned(),
        Quote::Single if printable => format!("'{}'", text.replace('\'', "''")),
        _ => super::json::quoted(text),
    }
}

/// Whether text can stand without quotes in every context and is read back as text by every reader of YAML.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| {
            c.is_control()
                || matches!(
                    c,
                    ',' | '[' | ']' | '{' | '}' | '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}'
                )
        })
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}
