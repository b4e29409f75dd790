//! From what a person has decided to what holds for an episode as it reads now.

use crate::corpus::{Episode, Span};
use crate::draft::{Kept, KeptChapter, Settled, Verdict};

use super::document::{Action, ChapterDecision, EpisodeDecisions, HighlightDecision};
use super::place::places;

/// Characters of a quote by which a message names it.
const SHOWN: usize = 60;

/// What is settled about the episode's draft, and a warning for each decision whose quote the talk does not have any
/// more: that one is left out.
pub fn settle(episode: &Episode, decisions: &EpisodeDecisions) -> (Settled, Vec<String>) {
    let mut settled = Settled {
        tags: decisions.choice_of_tags(),
        ..Settled::default()
    };
    let mut warnings = Vec::new();
    let highlights = decisions.highlights.iter();
    let chapters = decisions.chapters.iter();
    let mut places = places_of(episode, decisions).into_iter();
    for (decision, place) in highlights.zip(places.by_ref()) {
        let Some(span) = place.filter(|_| episode.has_transcript()) else {
            warnings.push(lost(
                "highlight",
                decision.action,
                &decision.text,
                &decision.quote,
            ));
            // Its line can still be kept from coming back with other evidence.
            if decision.action == Action::Reject {
                settled
                    .highlights
                    .rejected
                    .push((None, decision.text.clone()));
            }
            continue;
        };
        match verdict(decision.action) {
            None => settled
                .highlights
                .rejected
                .push((Some(span), decision.text.clone())),
            Some(verdict) => settled.highlights.kept.push(Kept {
                span,
                text: decision.text.clone(),
                kind: decision.kind,
                verdict,
            }),
        }
    }
    for (decision, place) in chapters.zip(places) {
        let Some(span) = place.filter(|_| episode.has_transcript()) else {
            warnings.push(lost(
                "chapter",
                decision.action,
                &decision.title,
                &decision.quote,
            ));
            continue;
        };
        let chapter = KeptChapter {
            span,
            title: decision.title.clone(),
            // A place that has moved has another time.
            start_s: decision.start_s.filter(|_| span == decision.span),
            verdict: verdict(decision.action).unwrap_or(Verdict::Accepted),
        };
        match decision.action {
            Action::Reject => settled.chapters.rejected.push(chapter),
            _ => settled.chapters.kept.push(chapter),
        }
    }
    (settled, warnings)
}

/// The decisions with the places where their words stand now, and those whose words are gone, as they were.
pub fn renewed(
    episode: &Episode,
    decisions: &EpisodeDecisions,
) -> (EpisodeDecisions, EpisodeDecisions) {
    let (mut standing, mut lost) = (EpisodeDecisions::default(), EpisodeDecisions::default());
    standing.tags = decisions.tags.clone();
    let mut places = places_of(episode, decisions).into_iter();
    for (decision, place) in decisions.highlights.iter().zip(places.by_ref()) {
        match place {
            None => lost.highlights.push(decision.clone()),
            Some(span) => standing.highlights.push(HighlightDecision {
                span,
                ..decision.clone()
            }),
        }
    }
    for (decision, place) in decisions.chapters.iter().zip(places) {
        match place {
            None => lost.chapters.push(decision.clone()),
            Some(span) => standing.chapters.push(ChapterDecision {
                span,
                ..decision.clone()
            }),
        }
    }
    (standing, lost)
}

/// Where the words of all highlights, then of all chapters, stand now.
fn places_of(episode: &Episode, decisions: &EpisodeDecisions) -> Vec<Option<Span>> {
    let highlights = decisions.highlights.iter();
    let chapters = decisions.chapters.iter();
    let quotes: Vec<(Span, &str)> = highlights
        .map(|decision| (decision.span, decision.quote.as_str()))
        .chain(chapters.map(|chapter| (chapter.span, chapter.quote.as_str())))
        .collect();
    places(&episode.text, &quotes)
}

/// `None`: rejected.
fn verdict(action: Action) -> Option<Verdict> {
    match action {
        Action::Accept => Some(Verdict::Accepted),
        Action::Edit => Some(Verdict::Edited),
        Action::Add => Some(Verdict::Added),
        Action::Reject => None,
    }
}

fn lost(what: &str, action: Action, title: &str, quote: &str) -> String {
    let done = match action {
        Action::Accept => "accepted",
        Action::Edit => "edited",
        Action::Reject => "rejected",
        Action::Add => "added",
    };
    let title = if title == quote {
        String::new()
    } else {
        format!(" “{}”", beginning(title))
    };
    format!(
        "decisions: the {done} {what}{title} rests on “{}”, which the transcript does not say any more; left out, decide again",
        beginning(quote)
    )
}

fn beginning(text: &str) -> String {
    let text = text.replace(char::is_whitespace, " ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
