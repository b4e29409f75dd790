//! Chooses the highlights and gives each its form: a bullet made from the question that opens a topic, with the answer
//! as its evidence, or a line worth quoting.

use crate::analysis::Topic;
use crate::corpus::{Episode, Role};
use crate::text::Document;

use super::chapters::{only_guest, opening_question, sentence_case};
use super::passages::Passage;
use super::questions::QuestionTitle;
use super::segments::Segment;
use super::select::spread;
use super::{DraftOptions, Highlight, HighlightKind};

/// Words that a bullet made from a question has at least; with fewer it is a chapter title and promises nothing.
const BULLET_WORDS: usize = 4;

/// Of the highlights, so many at most are made from questions: one in three, rounded up.
const QUESTIONS: usize = 3;

/// What all highlights of an episode are made from.
pub(super) struct Material<'a> {
    pub(super) episode: &'a Episode,
    pub(super) document: &'a Document<'a>,
    pub(super) passages: &'a [Passage],
    pub(super) segments: &'a [Segment],
    pub(super) topics: &'a [Topic],
}

/// The highlights in conversation order.
pub(super) fn highlights(material: &Material<'_>, options: &DraftOptions) -> Vec<Highlight> {
    let segments = material.segments;
    let segment_of = |passage: &Passage| {
        segments.partition_point(|segment| segment.sentences.end <= passage.sentence)
    };
    let per_segment = options.highlights.div_ceil(segments.len().max(1)).max(1);
    let chosen = spread(
        material.document,
        material.passages,
        options.highlights,
        per_segment,
        segment_of,
    );
    let guest = only_guest(material.episode);
    let mut questions = options.highlights.div_ceil(QUESTIONS);
    chosen
        .into_iter()
        .map(|passage| {
            let asked = segments
                .get(segment_of(passage))
                .filter(|_| questions > 0)
                .and_then(|segment| opening_question(material.document, segment, guest.as_deref()))
                .filter(|title| leads_to(material, title, passage));
            questions -= usize::from(asked.is_some());
            highlight(material, passage, asked.as_ref(), options.explain)
        })
        .collect()
}

/// Whether a bullet made of this question may stand for the passage: it says enough, comes before it, and is answered
/// by somebody else.
fn leads_to(material: &Material<'_>, title: &QuestionTitle, passage: &Passage) -> bool {
    let asked_by = material.episode.turn_at(title.span.start);
    let turn = material.document.sentences[passage.sentence].turn;
    title.text.split(' ').count() >= BULLET_WORDS
        && title.rule != "background"
        && asked_by < turn
        && material.episode.turns[asked_by].speaker != material.episode.turns[turn].speaker
}

fn highlight(
    material: &Material<'_>,
    passage: &Passage,
    asked: Option<&QuestionTitle>,
    explain: bool,
) -> Highlight {
    let Material {
        episode,
        document,
        topics,
        ..
    } = material;
    let turn = document.sentences[passage.sentence].turn;
    let speaker = episode.speaker_of(turn);
    let quote = passage.span.of(&episode.text);
    let phrases: Vec<String> = passage
        .topics
        .iter()
        .map(|&topic| topics[topic].text.clone())
        .collect();
    let (kind, text) = match asked {
        Some(title) => (HighlightKind::Question, sentence_case(&title.text)),
        None => (HighlightKind::Quote, sentence_case(quote)),
    };
    let role = speaker.map(|speaker| speaker.role);
    Highlight {
        text,
        kind,
        quote: quote.to_owned(),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        role,
        start_s: episode.time_at(passage.span.start),
        end_s: episode.time_at(passage.span.end),
        turn,
        span: passage.span,
        score: passage.score,
        why: if explain {
            why(passage, &phrases, role, asked)
        } else {
            String::new()
        },
        phrases,
    }
}

fn why(
    passage: &Passage,
    phrases: &[String],
    role: Option<Role>,
    asked: Option<&QuestionTitle>,
) -> String {
    let rule = asked.map_or_else(String::new, |title| {
        format!("question rule `{}`; ", title.rule)
    });
    let said_by = match role {
        Some(Role::Guest) => "said by a guest; ",
        Some(Role::Host) => "said by a host; ",
        _ => "",
    };
    let alone = if passage.stands_alone {
        "stands alone"
    } else {
        "points back"
    };
    let names = if phrases.is_empty() {
        "no key phrase".to_owned()
    } else {
        phrases.join(", ")
    };
    format!(
        "{rule}TextRank {:.1} times the mean sentence; {} words, {:.0}% of them telling; {said_by}{alone}; names {names}",
        passage.rank,
        passage.words(),
        passage.density * 100.0,
    )
}
