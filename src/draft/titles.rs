//! Gives each segment its title: what the question asks that opens it, or comes early in it; else the phrase that is most
//! its own.

use crate::analysis::Topic;
use crate::corpus::{Episode, Role, Span};
use crate::text::{Class, Document, Sentence};

use super::naming::{Naming, tokens_of};
use super::opening;
use super::questions::{QuestionTitle, Questions};
use super::segments::Segment;
use super::title_words::Known;

/// Turns after the first of a segment in which its question may still come.
const OPENING_TURNS: usize = 1;

/// Sentences at the start of a segment that are read for its question.
const OPENING_SENTENCES: usize = 24;

/// Share of a segment in which a question is looked for that may give it its title though it does not open it, and what
/// that title must be worth.
const EARLY_SHARE: f64 = 0.6;
const LEAST_LATER: f64 = 0.4;

/// Words at most of a section that only introduces the show or its guests.
const INTRODUCTION_WORDS: usize = 400;

/// Words of a request at most.
const REQUEST_WORDS: usize = 24;

/// What a title made from a remark is worth, compared with one made from a question.
const REMARK: f64 = 0.6;

/// Who somebody is, is asked in this share of an episode, and where to find them behind that one.
const BACKGROUND_WITHIN: f64 = 0.35;
const FRAME_FROM: f64 = 0.75;

/// Titles from questions worth less than this yield to a phrase.
const LEAST: f64 = 0.2;

/// The title of a segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SegmentTitle {
    /// As the middle of a sentence would have it; empty where nothing can be said.
    pub(super) text: String,
    /// The passage that it was made from.
    pub(super) evidence: Option<Span>,
}

/// A title for each segment, no two alike.
pub(super) fn titles(
    episode: &Episode,
    document: &Document<'_>,
    segments: &[Segment],
    topics: &[Topic],
    questions: &Questions<'_>,
    stems: Known<'_>,
) -> Vec<SegmentTitle> {
    let mut naming = Naming::new(episode, document, topics, stems);
    let mut seen: Vec<String> = Vec::new();
    segments
        .iter()
        .map(|segment| {
            let asked = question_title(episode, document, segment, questions)
                .filter(|title| !seen.contains(&title.text.to_lowercase()));
            let title = if let Some(asked) = asked {
                SegmentTitle {
                    text: asked.text,
                    evidence: Some(asked.span),
                }
            } else if let Some(heading) = introduction(document, segment) {
                SegmentTitle {
                    text: heading.to_owned(),
                    evidence: None,
                }
            } else {
                let named = naming.name(segment, &seen);
                SegmentTitle {
                    evidence: named.as_ref().map(|name| name.span),
                    text: named.map(|name| name.text).unwrap_or_default(),
                }
            };
            seen.push(title.text.to_lowercase());
            title
        })
        .collect()
}

/// The title of a short first segment in which people are welcomed.
fn introduction(document: &Document<'_>, segment: &Segment) -> Option<&'static str> {
    let words = tokens_of(document, segment).len();
    (segment.sentences.start == 0 && words <= INTRODUCTION_WORDS)
        .then(|| opening::heading(document, segment.sentences.clone()))?
}

/// A question and what is said until the next one.
pub(super) struct Exchange {
    /// The title that the question makes.
    pub(super) title: QuestionTitle,
    /// The sentences of the answer.
    pub(super) answer: std::ops::Range<usize>,
}

/// Every question that makes a title, with its answer, in order. Where roles are known, a guest's do not count.
pub(super) fn exchanges(
    episode: &Episode,
    document: &Document<'_>,
    questions: &Questions<'_>,
) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Vec::new();
    for sentences in &document.turns {
        let asked = sentences
            .clone()
            .filter(|&number| asks(questions, &document.sentences[number]))
            .collect::<Vec<_>>();
        let Some(title) = best_title(episode, document, &asked, questions) else {
            continue;
        };
        if let Some(before) = found.last_mut() {
            before.answer.end = sentences.start;
        }
        found.push(Exchange {
            title,
            answer: sentences.start..document.sentences.len(),
        });
    }
    found
}

/// Whether a sentence is a question, or may be a request.
pub(super) fn asks(questions: &Questions<'_>, sentence: &Sentence) -> bool {
    sentence.question || sentence.tokens.len() <= REQUEST_WORDS && questions.may_request(sentence)
}

/// The title that the questions of a segment give: those of its first turns, or else one that comes later, yet early enough
/// for most of the segment to be its answer.
fn question_title(
    episode: &Episode,
    document: &Document<'_>,
    segment: &Segment,
    questions: &Questions<'_>,
) -> Option<QuestionTitle> {
    let first_turn = document.sentences.get(segment.sentences.start)?.turn;
    let sentences = segment.sentences.clone();
    let opening: Vec<usize> = sentences
        .clone()
        .take(OPENING_SENTENCES)
        .take_while(|&number| document.sentences[number].turn <= first_turn + OPENING_TURNS)
        .collect();
    let best = |of: &[usize]| best_title(episode, document, of, questions);
    best(&opening)
        .filter(|title| title.score >= LEAST)
        .or_else(|| {
            let early = (sentences.len() as f64 * EARLY_SHARE) as usize;
            let early: Vec<usize> = sentences.take(early).collect();
            best(&early).filter(|title| title.question && title.score >= LEAST_LATER)
        })
}

/// The best title of some sentences, later ones a little before earlier ones.
fn best_title(
    episode: &Episode,
    document: &Document<'_>,
    sentences: &[usize],
    questions: &Questions<'_>,
) -> Option<QuestionTitle> {
    let count = sentences.len() as f64;
    let mut best: Option<QuestionTitle> = None;
    for (order, &number) in sentences.iter().enumerate() {
        let sentence = &document.sentences[number];
        let speaker = episode.speaker_of(sentence.turn);
        if speaker.is_some_and(|speaker| speaker.role == Role::Guest) {
            continue;
        }
        let Some(mut title) = questions.title(number) else {
            continue;
        };
        let place = number as f64 / document.sentences.len() as f64;
        if title.rule == "background" && place > BACKGROUND_WITHIN
            || title.rule == "frame" && place < FRAME_FROM
        {
            continue;
        }
        let late = 0.9 + 0.1 * (order + 1) as f64 / count;
        title.score *= late * if title.question { 1.0 } else { REMARK };
        if best.as_ref().is_none_or(|best| title.score >= best.score) {
            best = Some(title);
        }
    }
    best
}

/// How much each stem counts among the key phrases, 0 to 1: less the lower its best phrase ranks.
pub(super) fn weights(document: &Document<'_>, topics: &[Topic]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; document.stems.len()];
    for term in &document.terms {
        if term.class == Class::Content {
            weights[term.stem.0 as usize] = 0.12;
        }
    }
    for (rank, topic) in topics.iter().enumerate() {
        let weight = 1.0 / (1.0 + rank as f32 / 60.0);
        for stem in topic.phrase.candidate.stems.iter() {
            let known = &mut weights[stem.0 as usize];
            *known = known.max(weight);
        }
    }
    weights
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
    (named && guest.is_named()).then(|| first.to_owned())
}
