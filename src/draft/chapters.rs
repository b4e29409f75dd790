//! Turns segments into chapters with their titles and times.

use crate::corpus::{Episode, Span};
use crate::text::Document;

use super::segments::Segment;
use super::titles::SegmentTitle;
use super::{Chapter, passages::TELLING_TOPICS};

/// Chapters that people made, as they are; else one for each segment that has a title, where the episode has times.
pub(super) fn chapters(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    titles: &[SegmentTitle],
) -> Vec<Chapter> {
    if episode.chapters.len() >= 2 {
        return marked(episode, document);
    }
    if episode.times.is_empty() || segments.len() < 2 {
        return Vec::new();
    }
    segments
        .iter()
        .zip(titles)
        .filter(|(segment, title)| {
            let titled = segment.title.is_some() || !title.text.is_empty();
            titled && !segment.sentences.is_empty()
        })
        .map(|(segment, title)| {
            let first = &document.sentences[segment.sentences.start];
            Chapter {
                title: segment
                    .title
                    .clone()
                    .unwrap_or_else(|| sentence_case(&title.text)),
                start_s: episode.turns[first.turn]
                    .start_s
                    .filter(|_| opens_turn(document, segment))
                    .or_else(|| episode.time_at(first.span.start)),
                turn: first.turn,
                span: title.evidence.unwrap_or(first.span),
                opening: first.span,
                decision: None,
            }
        })
        .collect()
}

/// The chapters that people made. One that nothing is said in stays if it has a time, as a chapter of music does.
fn marked(episode: &Episode, document: &Document<'_>) -> Vec<Chapter> {
    let following = episode.chapters.iter().skip(1).map(|next| next.turn);
    episode
        .chapters
        .iter()
        .zip(following.chain([episode.turns.len()]))
        .filter_map(|(chapter, next)| {
            let spoken = chapter.turn < next;
            let turn = chapter.turn.min(episode.turns.len().saturating_sub(1));
            let of_turn = document.turns.get(turn).cloned().unwrap_or_default();
            let first = document.sentences[of_turn].first();
            (spoken || chapter.start_s.is_some()).then(|| Chapter {
                title: chapter.title.clone(),
                start_s: chapter
                    .start_s
                    .or_else(|| episode.time_at(episode.turns.get(turn)?.span.start)),
                turn,
                span: first.map_or_else(Span::default, |sentence| sentence.span),
                opening: first
                    .map(|sentence| sentence.span)
                    .or_else(|| Some(episode.turns.get(turn)?.span))
                    .unwrap_or_default(),
                decision: None,
            })
        })
        .collect()
}

fn opens_turn(document: &Document<'_>, segment: &Segment) -> bool {
    let turn = document.sentences[segment.sentences.start].turn;
    document.turns[turn].start == segment.sentences.start
}

/// The first letter as a capital; the rest as it was said.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// How many topics chapter titles may draw on: titles go deeper into the ranking than highlights do.
pub(super) const TITLE_TOPICS: usize = 4 * TELLING_TOPICS;
