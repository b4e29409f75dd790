//! Turns segments into chapters with titles made of what each segment says more than the rest.

use crate::analysis::Topic;
use crate::corpus::Episode;
use crate::text::Document;

use super::segments::Segment;
use super::{Chapter, passages::TELLING_TOPICS};

/// Chapters for the segments, where the episode has times or a person marked sections.
pub fn chapters(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    topics: &[Topic],
) -> Vec<Chapter> {
    let marked = segments.iter().any(|segment| segment.title.is_some());
    let timed = !episode.times.is_empty();
    if !(marked || timed && segments.len() > 1) {
        return Vec::new();
    }
    let titles = titles(document, segments, topics);
    segments
        .iter()
        .zip(titles)
        .filter(|(segment, _)| {
            !segment.sentences.is_empty() && (!marked || segment.title.is_some())
        })
        .map(|(segment, (title, evidence))| {
            let first = &document.sentences[segment.sentences.start];
            let human = episode
                .chapters
                .iter()
                .find(|chapter| Some(&chapter.title) == segment.title.as_ref());
            Chapter {
                title: segment.title.clone().unwrap_or(title),
                start_s: human
                    .and_then(|chapter| chapter.start_s)
                    .or_else(|| {
                        episode.turns[first.turn]
                            .start_s
                            .filter(|_| opens_turn(document, segment))
                    })
                    .or_else(|| episode.time_at(first.span.start)),
                turn: first.turn,
                span: evidence.unwrap_or(first.span),
            }
        })
        .collect()
}

fn opens_turn(document: &Document<'_>, segment: &Segment) -> bool {
    let turn = document.sentences[segment.sentences.start].turn;
    document.turns[turn].start == segment.sentences.start
}

/// For each segment a title of one or two topics, and where the first is said.
fn titles(
    document: &Document<'_>,
    segments: &[Segment],
    topics: &[Topic],
) -> Vec<(String, Option<crate::corpus::Span>)> {
    let mut used = vec![false; topics.len()];
    segments
        .iter()
        .map(|segment| {
            let chosen = telling(document, segment, topics, &used);
            for &topic in &chosen {
                used[topic] = true;
            }
            let names: Vec<String> = chosen
                .iter()
                .map(|&topic| topics[topic].text.clone())
                .collect();
            let place = chosen.first().and_then(|&topic| {
                let range = tokens_of(document, segment);
                topics[topic]
                    .places
                    .iter()
                    .find(|at| range.contains(at))
                    .map(|&at| topics[topic].span(document, at))
            });
            (sentence_case(&join(document.language.code, &names)), place)
        })
        .collect()
}

fn tokens_of(document: &Document<'_>, segment: &Segment) -> std::ops::Range<usize> {
    match (
        document.sentences.get(segment.sentences.start),
        segment.sentences.end.checked_sub(1),
    ) {
        (Some(first), Some(last)) if !segment.sentences.is_empty() => {
            first.tokens.start..document.sentences[last].tokens.end
        }
        _ => 0..0,
    }
}

/// The one or two topics that are most of all this segment's own: said here more often than its length explains.
fn telling(
    document: &Document<'_>,
    segment: &Segment,
    topics: &[Topic],
    used: &[bool],
) -> Vec<usize> {
    let range = tokens_of(document, segment);
    let share = range.len() as f64 / document.tokens.len().max(1) as f64;
    let mut scored: Vec<(f64, usize)> = topics
        .iter()
        .enumerate()
        .filter_map(|(number, topic)| {
            let first = topic.places.partition_point(|&place| place < range.start);
            let here = topic.places[first..].partition_point(|&place| place < range.end) as f64;
            if here == 0.0 {
                return None;
            }
            let expected = topic.places.len() as f64 * share;
            let repeated = if used[number] { 0.4 } else { 1.0 };
            let score = here
                * (1.0 + here / (expected + 0.3)).ln()
                * topic.phrase.features.keyness
                * topic.phrase.features.words.sqrt()
                * repeated;
            Some((score, number))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<usize> = Vec::new();
    for (score, number) in &scored {
        let overlaps = chosen
            .iter()
            .any(|&other| shares_stem(&topics[other], &topics[*number]));
        if !overlaps && (chosen.is_empty() || *score > 0.35 * scored[0].0) {
            chosen.push(*number);
        }
        if chosen.len() == 2 {
            break;
        }
    }
    chosen
}

fn shares_stem(a: &Topic, b: &Topic) -> bool {
    a.phrase
        .candidate
        .stems
        .iter()
        .any(|stem| b.phrase.candidate.stems.contains(stem))
}

/// Joins names as a list is joined in the language; with a comma where we do not know its `and`.
fn join(language: &str, names: &[String]) -> String {
    let and = match language {
        "en" => " and ",
        "de" => " und ",
        "sv" => " och ",
        "da" | "no" => " og ",
        "nl" => " en ",
        "fr" => " et ",
        "es" => " y ",
        "it" | "pt" => " e ",
        _ => ", ",
    };
    names.join(and)
}

/// The first letter as a capital; the rest as it was said.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// How many topics chapter titles may draw on: titles go deeper into the ranking than highlights do.
pub const TITLE_TOPICS: usize = 4 * TELLING_TOPICS;
