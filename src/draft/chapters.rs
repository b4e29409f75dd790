//! Turns segments into chapters with their titles and times.

use crate::corpus::Episode;
use crate::text::Document;

use super::segments::Segment;
use super::titles::SegmentTitle;
use super::{Chapter, passages::TELLING_TOPICS};

/// Chapters for the segments, where the episode has times or a person marked sections.
pub(super) fn chapters(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    titles: &[SegmentTitle],
) -> Vec<Chapter> {
    let marked = segments.iter().any(|segment| segment.title.is_some());
    let timed = !episode.times.is_empty();
    if !(marked || timed && segments.len() > 1) {
        return Vec::new();
    }
    segments
        .iter()
        .zip(titles)
        .filter(|(segment, title)| {
            let titled = if marked {
                segment.title.is_some()
            } else {
                !title.text.is_empty()
            };
            titled && !segment.sentences.is_empty()
        })
        .map(|(segment, title)| {
            let first = &document.sentences[segment.sentences.start];
            let human = episode
                .chapters
                .iter()
                .find(|chapter| Some(&chapter.title) == segment.title.as_ref());
            Chapter {
                title: segment
                    .title
                    .clone()
                    .unwrap_or_else(|| sentence_case(&title.text)),
                start_s: human
                    .and_then(|chapter| chapter.start_s)
                    .or_else(|| {
                        episode.turns[first.turn]
                            .start_s
                            .filter(|_| opens_turn(document, segment))
                    })
                    .or_else(|| episode.time_at(first.span.start)),
                turn: first.turn,
                span: title.evidence.unwrap_or(first.span),
            }
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
