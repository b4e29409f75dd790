//! Turns segments into chapters with titles made of what each segment says more than the rest.

use crate::analysis::Topic;
use crate::corpus::{Episode, Role, Span};
use crate::text::Document;

use super::questions::{self, QuestionTitle};
use super::segments::Segment;
use super::{Chapter, passages::TELLING_TOPICS};

/// Turns after the first of a segment in which its question may still come.
const OPENING_TURNS: usize = 1;

/// Chapters that people made, as they are; else one for each segment, where the episode has times.
pub(super) fn chapters(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    topics: &[Topic],
) -> Vec<Chapter> {
    if episode.chapters.len() >= 2 {
        return marked(episode, document);
    }
    if episode.times.is_empty() || segments.len() < 2 {
        return Vec::new();
    }
    let titles = titles(episode, document, segments, topics);
    segments
        .iter()
        .zip(titles)
        .filter(|(segment, _)| !segment.sentences.is_empty())
        .map(|(segment, (title, evidence))| {
            let first = &document.sentences[segment.sentences.start];
            Chapter {
                title,
                start_s: episode.turns[first.turn]
                    .start_s
                    .filter(|_| opens_turn(document, segment))
                    .or_else(|| episode.time_at(first.span.start)),
                turn: first.turn,
                span: evidence.unwrap_or(first.span),
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
            })
        })
        .collect()
}

fn opens_turn(document: &Document<'_>, segment: &Segment) -> bool {
    let turn = document.sentences[segment.sentences.start].turn;
    document.turns[turn].start == segment.sentences.start
}

/// For each segment a title, and the passage that it was made from: the question that opens the segment where a rule
/// makes a title of it, else one or two topics.
fn titles(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    topics: &[Topic],
) -> Vec<(String, Option<Span>)> {
    let guest = only_guest(episode);
    let mut used = vec![false; topics.len()];
    let mut seen: Vec<String> = Vec::new();
    segments
        .iter()
        .map(|segment| {
            let asked = opening_question(document, segment, guest.as_deref())
                .filter(|title| !seen.contains(&title.text));
            if let Some(title) = asked {
                seen.push(title.text.clone());
                return (sentence_case(&title.text), Some(title.span));
            }
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
                let first = topics[topic].places.iter().find(|at| range.contains(at));
                first.map(|&at| topics[topic].span(document, at))
            });
            (sentence_case(&join(document.language.code, &names)), place)
        })
        .collect()
}

/// The title that the questions of a segment's first turns give: the last of them first, since what comes before it
/// leads up to it.
pub(super) fn opening_question(
    document: &Document<'_>,
    segment: &Segment,
    guest: Option<&str>,
) -> Option<QuestionTitle> {
    let first_turn = document.sentences.get(segment.sentences.start)?.turn;
    let mut opening: Vec<usize> = segment
        .sentences
        .clone()
        .take_while(|&sentence| document.sentences[sentence].turn <= first_turn + OPENING_TURNS)
        .filter(|&sentence| document.sentences[sentence].question)
        .collect();
    opening.reverse();
    opening
        .into_iter()
        .find_map(|sentence| questions::title(document, &document.sentences[sentence], guest))
}

/// The first name of the one guest, if there is just one with a name.
pub(super) fn only_guest(episode: &Episode) -> Option<String> {
    let mut guests = episode
        .speakers
        .iter()
        .filter(|speaker| speaker.role == Role::Guest);
    let (guest, None) = (guests.next()?, guests.next()) else {
        return None;
    };
    let first = guest.name.split(' ').next()?;
    let named = first.chars().count() > 2 && first.chars().all(char::is_alphabetic);
    (named && !guest.name.starts_with("Speaker")).then(|| first.to_owned())
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
pub(super) const TITLE_TOPICS: usize = 4 * TELLING_TOPICS;
