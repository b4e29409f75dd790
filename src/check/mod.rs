//! Holds what a draft says against the transcript that it was made from: quotes, places, times, speakers.
//!
//! Knows nothing of how drafts are made, so that a fault there cannot hide here. A draft may have been edited: lines may
//! be gone or worded anew, but what is still given as evidence must be there.

mod record;

use std::fmt;

use crate::corpus::{Episode, Span};

use record::{ChapterClaim, HighlightClaim};
pub use record::{DraftRecord, read_drafts};

/// Seconds by which a time may differ: times are published rounded to hundredths.
const TIME_TOLERANCE: f64 = 0.011;

/// One thing that a draft says and the transcript does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which part of the draft: `highlight 3`.
    pub part: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.message)
    }
}

/// How much was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Pieces of evidence looked at: highlights, sentences of the summary, chapters, speakers.
    pub checked: usize,
    /// In the order of the draft.
    pub faults: Vec<Fault>,
}

/// Checks every piece of evidence of a draft.
pub fn verify(draft: &DraftRecord, episode: &Episode) -> Verdict {
    let mut check = Check {
        episode,
        verdict: Verdict::default(),
        part: String::new(),
    };
    for (number, speaker) in draft.speakers.iter().enumerate() {
        check.start("speaker", number);
        if !episode
            .speakers
            .iter()
            .any(|known| known.name == speaker.name)
        {
            check.fault(format!("nobody is called “{}”", speaker.name));
        }
    }
    for (number, highlight) in draft.highlights.iter().enumerate() {
        check.start("highlight", number);
        check.highlight(highlight);
    }
    for (number, sentence) in draft.summary.sentences.iter().enumerate() {
        check.start("summary sentence", number);
        check.passage(&sentence.text, sentence.span, sentence.turn);
    }
    for (number, chapter) in draft.chapters.iter().enumerate() {
        check.start("chapter", number);
        check.chapter(chapter);
    }
    check.verdict
}

/// The check of one draft at one of its parts.
struct Check<'e> {
    episode: &'e Episode,
    verdict: Verdict,
    part: String,
}

impl Check<'_> {
    fn start(&mut self, part: &str, number: usize) {
        self.part = format!("{part} {}", number + 1);
        self.verdict.checked += 1;
    }

    fn fault(&mut self, message: String) {
        let part = self.part.clone();
        self.verdict.faults.push(Fault { part, message });
    }

    fn highlight(&mut self, highlight: &HighlightClaim) {
        let Some(span) = self.passage(&highlight.quote, highlight.span, highlight.turn) else {
            return;
        };
        if highlight.kind == "quote" && !is_shortened(&highlight.text, &highlight.quote) {
            self.fault("its text has words that its quote does not have in that order".to_owned());
        }
        let said_by = self.episode.speaker_of(highlight.turn);
        let said_by = said_by.map(|speaker| speaker.name.as_str());
        if highlight.speaker.as_deref() != said_by {
            self.fault(format!(
                "said by {}, not by {}",
                said_by.unwrap_or("nobody known"),
                highlight.speaker.as_deref().unwrap_or("nobody known"),
            ));
        }
        self.time(
            "starts",
            highlight.start_s,
            self.episode.time_at(span.start),
        );
        self.time("ends", highlight.end_s, self.episode.time_at(span.end));
        let episode = self.episode;
        if let Some(sponsor) = episode
            .sponsors
            .iter()
            .find(|ad| ad.span.start < span.end && span.start < ad.span.end)
        {
            let Span { start, end } = sponsor.span;
            self.fault(format!("lies in advertising (bytes {start} to {end})"));
        }
    }

    fn chapter(&mut self, chapter: &ChapterClaim) {
        if chapter.title.trim().is_empty() {
            self.fault("has no title".to_owned());
        }
        if self.span(chapter.span).is_none() {
            return;
        }
        let Some(turn) = self.episode.turns.get(chapter.turn) else {
            self.fault(format!("there is no turn {}", chapter.turn));
            return;
        };
        let Some(claimed) = chapter.start_s else {
            return;
        };
        let marked = self
            .episode
            .chapters
            .iter()
            .filter_map(|human| human.start_s);
        let spoken = [
            turn.start_s,
            self.episode.time_at(turn.span.start),
            self.episode.time_at(turn.span.end),
        ];
        let (first, last) = spoken
            .into_iter()
            .flatten()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), time| {
                (first.min(time), last.max(time))
            });
        let within = first - TIME_TOLERANCE <= claimed && claimed <= last + TIME_TOLERANCE;
        if !within && !marked.into_iter().any(|time| is_near(time, claimed)) {
            self.fault(format!(
                "nothing in turn {} is said at {claimed} s",
                chapter.turn
            ));
        }
    }

    /// A passage that is quoted word for word; its span if that is in order.
    fn passage(&mut self, quote: &str, span: [u32; 2], turn: usize) -> Option<Span> {
        let span = self.span(span)?;
        let there = span.of(&self.episode.text);
        if there != quote {
            self.fault(format!(
                "bytes {} to {} read “{}”, not “{}”",
                span.start,
                span.end,
                beginning(there),
                beginning(quote),
            ));
            return None;
        }
        let lies_in = self.episode.turn_at(span.start);
        if lies_in != turn {
            self.fault(format!("lies in turn {lies_in}, not in {turn}"));
            return None;
        }
        Some(span)
    }

    /// A span inside the text and on character borders.
    fn span(&mut self, [start, end]: [u32; 2]) -> Option<Span> {
        if self
            .episode
            .text
            .get(start as usize..end as usize)
            .is_some_and(|text| !text.is_empty())
        {
            return Some(Span { start, end });
        }
        self.fault(format!("there is no text at bytes {start} to {end}"));
        None
    }

    fn time(&mut self, what: &str, claimed: Option<f64>, spoken: Option<f64>) {
        let agree = match (claimed, spoken) {
            (Some(claimed), Some(spoken)) => is_near(claimed, spoken),
            (claimed, spoken) => claimed.is_none() && spoken.is_none(),
        };
        if !agree {
            let show = |time: Option<f64>| {
                time.map_or_else(|| "no known time".to_owned(), |time| format!("{time:.2} s"))
            };
            self.fault(format!(
                "{what} at {}, not at {}",
                show(spoken),
                show(claimed)
            ));
        }
    }
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TIME_TOLERANCE
}

/// Whether `text` can be made of `quote` by leaving words out. Marks between words and the case of letters are free.
fn is_shortened(text: &str, quote: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let quoted = words(quote);
    let mut rest = quoted.iter();
    words(text)
        .iter()
        .all(|word| rest.any(|other| other == word))
}

/// Enough of a passage to find it by.
fn beginning(text: &str) -> String {
    const SHOWN: usize = 60;
    let text = text.replace(char::is_whitespace, " ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
