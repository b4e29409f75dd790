//! What drafting and tagging both start from: an episode's talk, read and ranked.
//!
//! Brings the rooms before it together for one episode: which text counts (advertising does not), in which language,
//! what the title says of it, and which phrases it is about.

mod seams;
mod topics;

use rustc_hash::FxHashSet;

use crate::corpus::{Episode, Span};
use crate::text::{Class, Document, Language};
use crate::textrank::keyness::keyness;
use crate::textrank::phrases::{Setting, TITLE_BIAS, rank_phrases};

pub use topics::Topic;

/// How much more a stem weighs where rank is born if the description names it.
const DESCRIPTION_BIAS: f32 = 2.0;

/// One episode's talk, read and ranked.
pub struct Analysis<'e> {
    /// Its words and sentences.
    pub document: Document<'e>,
    /// How telling each stem is.
    pub keyness: Vec<f32>,
    /// For each stem, more than 1 if the title or description names it.
    pub bias: Vec<f32>,
    /// What it is about, best first.
    pub topics: Vec<Topic>,
}

impl<'e> Analysis<'e> {
    /// Reads and ranks an episode; `language` overrides what the source states and what is detected; `limit` is the
    /// number of topics at most.
    pub fn new(episode: &'e Episode, language: Option<&str>, limit: usize) -> Self {
        let language = language_of(episode, language);
        let document = Document::of_pieces(
            &episode.text,
            episode.turns.len(),
            content(episode),
            language,
            &seams::seams(episode),
        );
        let keyness = keyness(&document);
        let bias = title_bias(episode, &document);
        let phrases = rank_phrases(&document, &keyness, &bias, setting(episode));
        let topics = topics::topics(&document, phrases, episode, limit);
        Self {
            document,
            keyness,
            bias,
            topics,
        }
    }
}

/// A transcript shows itself by speakers or times; anything else is taken as written.
fn setting(episode: &Episode) -> Setting {
    if episode.speakers.is_empty() && episode.times.is_empty() {
        Setting::Written
    } else {
        Setting::Spoken
    }
}

/// What the user says, else what the source says, else what the letters say; and what is spoken beside it.
fn language_of(episode: &Episode, stated: Option<&str>) -> Language {
    let known = |code: &str| Language::from_code(code);
    stated
        .and_then(known)
        .or_else(|| episode.meta.language.as_deref().and_then(known))
        .unwrap_or_else(|| Language::detect(&episode.text))
        .with_second(&episode.text)
}

/// What of each turn counts: the turn and a span of it without advertising and asides. A turn that is nothing else has
/// none.
fn content(episode: &Episode) -> Vec<(usize, Span)> {
    let sponsors = episode.sponsors.iter().map(|sponsor| sponsor.span);
    let asides = episode.asides.iter().map(|aside| aside.span);
    let mut left_out: Vec<Span> = sponsors.chain(asides).collect();
    left_out.sort_unstable();
    let mut pieces = Vec::with_capacity(episode.turns.len() + left_out.len());
    let mut next = left_out.into_iter().peekable();
    for (turn, of) in episode.turns.iter().enumerate() {
        let mut start = of.span.start;
        while let Some(out) = next.next_if(|out| out.start < of.span.end) {
            if start < out.start {
                pieces.push((
                    turn,
                    Span {
                        start,
                        end: out.start,
                    },
                ));
            }
            start = start.max(out.end);
        }
        if start < of.span.end {
            pieces.push((
                turn,
                Span {
                    start,
                    end: of.span.end,
                },
            ));
        }
    }
    pieces
}

/// One weight a stem: more than 1 for those that the title or the description names.
fn title_bias(episode: &Episode, document: &Document<'_>) -> Vec<f32> {
    let mut bias = vec![1.0; document.stems.len()];
    let description = episode.meta.description.as_deref().unwrap_or_default();
    for (about, weight) in [
        (description, DESCRIPTION_BIAS),
        (&episode.meta.title, TITLE_BIAS),
    ] {
        let named = content_stems(about, document.language);
        if named.is_empty() {
            continue;
        }
        for (stem, bias) in document.stems.iter().zip(&mut bias) {
            if named.contains(&**stem) {
                *bias = weight;
            }
        }
    }
    bias
}

fn content_stems(text: &str, language: Language) -> FxHashSet<String> {
    let document = Document::new(text, [Span::new(0, text.len())], language);
    let content = document
        .terms
        .iter()
        .filter(|term| term.class == Class::Content);
    content
        .map(|term| document.stems[term.stem.0 as usize].to_string())
        .collect()
}
