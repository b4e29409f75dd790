//! Reads XML transcripts: Podlove Simple Transcripts, TTML (also of broadcasters), and `YouTube`'s timed text.
//!
//! Entities that a document defines itself are not expanded, so that none can grow.

use std::borrow::Cow;

use memchr::memchr_iter;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::cues::Cue;
use super::joining::{Change, Joiner, Segment};
use super::parsed::{Block, Parsed};
use super::{Format, captions, timecode};

/// What is looked at to tell the kind of a document, in bytes.
const PROBE: usize = 2048;

/// What a document is, by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `<pst:transcripts>`: speeches of items.
    Podlove,
    /// `<tt>`: paragraphs with `begin` and `end` or `dur`.
    Ttml,
    /// `<timedtext>`: paragraphs with `t` and `d` in milliseconds.
    TimedText,
    /// `<transcript>`: texts with `start` and `dur` in seconds.
    Texts,
}

impl Kind {
    fn of_root(name: &str) -> Option<Self> {
        match name {
            "transcripts" => Some(Self::Podlove),
            "tt" => Some(Self::Ttml),
            "timedtext" => Some(Self::TimedText),
            "transcript" => Some(Self::Texts),
            _ => None,
        }
    }

    /// Whether an element of this name is a cue.
    fn is_cue(self, name: &str) -> bool {
        name == match self {
            Self::Podlove => "item",
            Self::Ttml | Self::TimedText => "p",
            Self::Texts => "text",
        }
    }
}

/// Whether a document that begins like this is a transcript.
pub(super) fn sniff(start: &str) -> bool {
    let mut end = start.len().min(PROBE);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader::from_str(&start[..end]);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root)) => {
                return Kind::of_root(root.local_name().into_inner()).is_some();
            }
            Ok(Event::Eof | Event::Empty(_)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Reads a document. What is broken ends it; what stood before is kept.
pub(super) fn read(xml: &str) -> Parsed {
    let mut parsed = Parsed::new(Format::Xml);
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut document = Document::new(xml);
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Start(tag)) => document.start(&tag, position),
            Ok(Event::Empty(tag)) => {
                document.start(&tag, position);
                document.end(tag.local_name().into_inner());
            }
            Ok(Event::End(tag)) => document.end(tag.local_name().into_inner()),
            Ok(Event::Text(text)) => document.text.push_str(&text),
            Ok(Event::CData(text)) => document.text.push_str(&text),
            // Entities of HTML are resolved later; those of captions may be escaped twice.
            Ok(Event::GeneralRef(name)) if &*name == "amp" => document.text.push('&'),
            Ok(Event::GeneralRef(name)) => document.text.extend(["&", &name, ";"]),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let line = document.line(position);
                parsed.warn(line, format!("broken XML ({error}); the rest left out"));
                break;
            }
        }
    }
    parsed.meta.language = document.language.take();
    parsed.blocks = document.into_blocks();
    parsed
}

/// One cue as written.
struct Said {
    line: u32,
    start_s: f64,
    end_s: Option<f64>,
    text: String,
    change: Option<Change>,
}

/// What has been read of a document.
struct Document<'s> {
    source: &'s [u8],
    /// How far line breaks have been counted, and the line there.
    counted: usize,
    number: u32,
    kind: Option<Kind>,
    language: Option<String>,
    /// Units of TTML's `t` in a second.
    ticks_per_s: f64,
    said: Vec<Said>,
    /// Whether a cue is open, which is then the last one.
    in_cue: bool,
    change: Option<Change>,
    /// TTML: the agent that is described, and the names of all.
    agent: Option<String>,
    names: FxHashMap<String, String>,
    /// Text since the last element began or ended.
    text: String,
}

impl<'s> Document<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source: source.as_bytes(),
            counted: 0,
            number: 1,
            kind: None,
            language: None,
            ticks_per_s: 1.0,
            said: Vec::new(),
            in_cue: false,
            change: None,
            agent: None,
            names: FxHashMap::default(),
            text: String::new(),
        }
    }

    /// The line of a byte; bytes are asked for in order.
    fn line(&mut self, position: usize) -> u32 {
        let position = position.clamp(self.counted, self.source.len());
        let passed = &self.source[self.counted..position];
        self.number += memchr_iter(b'\n', passed).count() as u32;
        self.counted = position;
        self.number
    }

    fn start(&mut self, tag: &BytesStart<'_>, position: usize) {
        self.flush();
        let name = tag.local_name().into_inner();
        let Some(kind) = self.kind else {
            self.kind = Kind::of_root(name);
            self.language = attribute(tag, "lang").map(Cow::into_owned);
            if let Some(rate) = attribute(tag, "tickRate").and_then(|rate| rate.parse().ok()) {
                self.ticks_per_s = f64::max(rate, 1.0);
            }
            return;
        };
        match name {
            "speech" if kind == Kind::Podlove => self.change = Some(Change::Unnamed),
            "agent" => self.agent = attribute(tag, "id").map(Cow::into_owned),
            "br" => self.text.push('\n'),
            _ if kind.is_cue(name) => self.cue(kind, tag, position),
            _ => {}
        }
    }

    fn cue(&mut self, kind: Kind, tag: &BytesStart<'_>, position: usize) {
        let (start, end, length) = match kind {
            Kind::Podlove => ("start", "end", ""),
            Kind::Ttml => ("begin", "end", "dur"),
            Kind::TimedText => ("t", "", "d"),
            Kind::Texts => ("start", "", "dur"),
        };
        let milliseconds = kind == Kind::TimedText;
        let ticks_per_s = self.ticks_per_s;
        let time = |name| {
            let value = attribute(tag, name)?;
            seconds(&value, ticks_per_s).map(|time| if milliseconds { time / 1000.0 } else { time })
        };
        let start_s = time(start).unwrap_or_default();
        let end_s = time(end).or_else(|| time(length).map(|length| start_s + length));
        let agent = attribute(tag, "agent");
        let named = agent.and_then(|agent| self.names.get(&*agent).cloned());
        let change = named.map(Change::Named).or(self.change.take());
        let line = self.line(position);
        self.in_cue = true;
        self.said.push(Said {
            line,
            start_s,
            end_s: end_s.filter(|&end_s| end_s >= start_s),
            text: String::new(),
            change,
        });
    }

    fn end(&mut self, name: &str) {
        match (self.kind, name) {
            (Some(kind), name) if kind.is_cue(name) => {
                self.flush();
                self.in_cue = false;
            }
            (Some(Kind::Podlove), "speaker") => {
                let speaker = self.text.trim().to_owned();
                if !speaker.is_empty() {
                    self.change = Some(Change::Named(speaker));
                }
            }
            (Some(Kind::Ttml), "name") => {
                if let Some(agent) = self.agent.take() {
                    self.names.insert(agent, self.text.trim().to_owned());
                }
            }
            _ => {}
        }
        self.flush();
    }

    /// Gives the text to the open cue.
    fn flush(&mut self) {
        match self.said.last_mut() {
            Some(cue) if self.in_cue => cue.text.push_str(&self.text),
            _ => {}
        }
        self.text.clear();
    }

    fn into_blocks(self) -> Vec<Block> {
        if self.said.iter().all(|said| said.change.is_none()) {
            let cues: Vec<_> = self
                .said
                .iter()
                .map(|said| Cue {
                    line: said.line,
                    start_s: said.start_s,
                    end_s: said.end_s,
                    text: &said.text,
                })
                .collect();
            return captions::blocks(&cues);
        }
        let mut joiner = Joiner::new();
        for said in self.said {
            joiner.push(Segment {
                change: said.change,
                start_s: Some(said.start_s),
                end_s: said.end_s,
                text: said.text,
                line: said.line,
            });
        }
        joiner.finish()
    }
}

/// An attribute by its name without prefix, as written.
fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<Cow<'t, str>> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.value)
}

/// A time: `00:00:01.500`, `00:00:01:12` (its frames left out), `1.5s`, `1500ms`, `15000t`, or a bare number.
fn seconds(value: &str, ticks_per_s: f64) -> Option<f64> {
    let value = value.trim();
    if value.contains(':') {
        return timecode::leading(value.as_bytes()).map(|(seconds, _)| seconds);
    }
    let end = value
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(value.len());
    let number: f64 = value[..end].parse().ok()?;
    match &value[end..] {
        "" | "s" => Some(number),
        "ms" => Some(number / 1000.0),
        "t" => Some(number / ticks_per_s),
        "m" => Some(number * 60.0),
        "h" => Some(number * 3600.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str) -> Vec<String> {
        let blocks = read(xml).blocks.into_iter();
        blocks
            .map(|block| {
                let speaker = block.speaker.unwrap_or_else(|| "-".to_owned());
                let who = if block.continues { "+" } else { &speaker };
                let start = block.start_s.unwrap_or(-1.0);
                format!("{}: {who} {start} {}", block.line, block.text.trim())
            })
            .collect()
    }

    #[test]
    fn each_kind_gives_speakers_times_and_lines() {
        for (xml, expected) in [
            (
                "<?xml version=\"1.0\"?>\n<pst:transcripts version=\"1.0\" xmlns:pst=\"http://podlove.org/simple-transcripts\">\n\
                <pst:speech><pst:speaker>Ann</pst:speaker>\n<pst:item start=\"00:00:00.820\" end=\"00:00:02.000\">Hi &amp; ho</pst:item>\n\
                <pst:item start=\"00:00:02.000\" end=\"x\">you.</pst:item></pst:speech>\n\
                <pst:speech><pst:speaker/><pst:item start=\"00:01:00.000\" end=\"00:01:01.000\">Ho.</pst:item></pst:speech></pst:transcripts>",
                &["4: Ann 0.82 Hi & ho", "5: + 2 you.", "6: - 60 Ho."][..],
            ),
            (
                "<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"x\" xml:lang=\"de\"><head><metadata>\
                <ttm:agent xml:id=\"a\"><ttm:name>Ann</ttm:name></ttm:agent></metadata></head><body><div>\n\
                <p begin=\"00:00:01.500\" end=\"2s\" ttm:agent=\"a\">Hi<br/><span>there.</span></p>\n\
                <p begin=\"3000ms\" dur=\"1s\">So.</p></div></body></tt>",
                &["2: Ann 1.5 Hi\nthere.", "3: + 3 So."],
            ),
            (
                "<timedtext format=\"3\"><body><p t=\"500\" d=\"900\"><s>hi</s><s t=\"200\"> there</s></p><p t=\"2000\" d=\"9\">&gt;&gt; ho</p></body></timedtext>",
                &["1: - 0.5 hi there", "1: - 2 ho"],
            ),
            (
                "<transcript><text start=\"0.5\" dur=\"1\">it&amp;#39;s</text><text start=\"2\">so</text></transcript>",
                &["1: - 0.5 it&#39;s", "1: + 2 so"],
            ),
        ] {
            assert!(sniff(xml));
            assert_eq!(shown(xml), expected, "{xml}");
        }
        assert_eq!(
            read("<tt xml:lang=\"de\">").meta.language.as_deref(),
            Some("de")
        );
    }

    #[test]
    fn other_documents_are_none_and_broken_ones_are_read_up_to_the_break() {
        assert!(!sniff("<?xml version=\"1.0\"?><rss><channel/></rss>"));
        let parsed = read("<transcript>\n<text start=\"1\">Hi.</text>\n<text start=\"2\"");
        assert_eq!(parsed.blocks.len(), 1);
        assert_eq!(parsed.warnings[0].line, 3);
    }

    #[test]
    fn entities_of_the_document_s_own_do_not_grow() {
        let laughs = (0..60).map(|at| format!("<!ENTITY a{} \"&a{at};&a{at};\">", at + 1));
        let xml = format!(
            "<!DOCTYPE tt [{}]><tt><p begin=\"1s\">&a60; Hi.</p></tt>",
            laughs.collect::<String>()
        );
        assert_eq!(shown(&xml), ["1: - 1 &a60; Hi."]);
    }
}
