//! Scores what is drafted against what people wrote about the same episode: chapters, highlights, a description.
//!
//! The draft is made blind: chapters and description are hidden from it first, since it would copy the one and lean on
//! the other.

mod measures;
mod tags;

use serde::Serialize;

use crate::corpus::{Episode, HumanChapter};
use crate::draft::{self, Draft, DraftOptions};
use crate::text::Language;

pub use tags::{Found, TagScore, TagScores, evaluate_tags};

use measures::{Bag, bag, boundary_f1, f1, overlap_f1, pk_and_window_diff};

/// Seconds within which a chapter starts at the same place.
const SAME_START_S: f64 = 20.0;

/// Human chapters from which an episode is scored for chapters.
const CHAPTERS: usize = 3;

/// How near a draft comes to what people wrote; a part is `None` where they wrote nothing. All from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Chapters.
    pub chapters: Option<ChapterScores>,
    /// Highlights against human ones: for each the best match by stems, both ways, as F1.
    pub highlights_f1: Option<f64>,
    /// ROUGE-1 F1 of the summary with the description.
    pub summary_rouge1: Option<f64>,
}

/// How near chapters come to human ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ChapterScores {
    /// F1 of starts, within 20 seconds; within a turn where there are no times.
    pub boundary_f1: f64,
    /// Share of windows whose ends are wrongly told to be in one chapter or in two. Lower is better.
    pub pk: f64,
    /// Share of windows with a wrong number of starts. Lower is better.
    pub window_diff: f64,
    /// F1 of each human title with ours at its start, by stems.
    pub title_f1: f64,
    /// Our chapters for each human one.
    pub count: f64,
}

/// Drafts an episode blind and scores it.
pub fn evaluate(episode: &Episode, options: &DraftOptions) -> Scores {
    if !episode.has_transcript() {
        return Scores::default();
    }
    let mut blind = episode.clone();
    blind.chapters.clear();
    blind.meta.description = None;
    let draft = draft::compose(&blind, options);
    let language =
        Language::from_code(&draft.language).unwrap_or_else(|| Language::detect(&episode.text));
    let bags = |texts: Vec<&str>| -> Vec<Bag> {
        texts
            .into_iter()
            .map(|text| bag(text, language, true))
            .collect()
    };
    let human = &episode.meta.highlights;
    let description = episode.meta.description.as_deref();
    Scores {
        chapters: (episode.chapters.len() >= CHAPTERS).then(|| chapters(episode, &draft, language)),
        highlights_f1: (!human.is_empty()).then(|| {
            let ours = draft
                .highlights
                .iter()
                .map(|highlight| highlight.text.as_str());
            best_matches(
                &bags(human.iter().map(String::as_str).collect()),
                &bags(ours.collect()),
            )
        }),
        summary_rouge1: description
            .filter(|text| !text.trim().is_empty())
            .map(|description| {
                let ours: Vec<&str> = draft
                    .summary
                    .iter()
                    .map(|sentence| sentence.fluent.as_str())
                    .collect();
                overlap_f1(
                    &bag(description, language, false),
                    &bag(&ours.join(" "), language, false),
                )
            }),
    }
}

fn chapters(episode: &Episode, draft: &Draft, language: Language) -> ChapterScores {
    let human = &episode.chapters;
    let timed = |chapter: &HumanChapter| {
        chapter.start_s.or_else(|| {
            let turn = episode.turns.get(chapter.turn)?;
            turn.start_s.or_else(|| episode.time_at(turn.span.start))
        })
    };
    let times: Option<Vec<f64>> = human.iter().map(timed).collect();
    let our_times: Option<Vec<f64>> = draft
        .chapters
        .iter()
        .map(|chapter| chapter.start_s)
        .collect();
    let turns =
        |turns: Vec<usize>| -> Vec<f64> { turns.into_iter().map(|turn| turn as f64).collect() };
    let human_turns: Vec<usize> = human.iter().map(|chapter| chapter.turn).collect();
    let our_turns: Vec<usize> = draft.chapters.iter().map(|chapter| chapter.turn).collect();
    let (reference, ours, reach) = match (times, our_times) {
        (Some(reference), Some(ours)) => (reference, ours, SAME_START_S),
        _ => (turns(human_turns.clone()), turns(our_turns.clone()), 1.0),
    };
    let titles = human.iter().zip(&reference).map(|(chapter, start)| {
        let near = draft
            .chapters
            .iter()
            .zip(&ours)
            .filter(|(_, at)| (*at - start).abs() <= reach);
        let nearest = near.min_by(|a, b| (a.1 - start).abs().total_cmp(&(b.1 - start).abs()));
        nearest.map_or(0.0, |(ours, _)| {
            overlap_f1(
                &bag(&chapter.title, language, true),
                &bag(&ours.title, language, true),
            )
        })
    });
    let (pk, window_diff) = pk_and_window_diff(&human_turns, &our_turns, episode.turns.len());
    ChapterScores {
        boundary_f1: boundary_f1(&reference, &ours, reach),
        pk,
        window_diff,
        title_f1: titles.sum::<f64>() / human.len() as f64,
        count: draft.chapters.len() as f64 / human.len() as f64,
    }
}

/// The mean best match of each with any of the other, both ways, as F1.
fn best_matches(human: &[Bag], ours: &[Bag]) -> f64 {
    let mean = |from: &[Bag], to: &[Bag]| {
        let best = from
            .iter()
            .map(|a| to.iter().map(|b| overlap_f1(a, b)).fold(0.0, f64::max));
        best.sum::<f64>() / from.len().max(1) as f64
    };
    f1(mean(ours, human), mean(human, ours))
}

/// Means over the episodes that have the part, and how many those are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Means {
    /// Means, part by part.
    pub scores: Scores,
    /// Episodes with human chapters, highlights, descriptions.
    pub episodes: [usize; 3],
}

/// Means over a catalogue.
pub fn means(all: &[Scores]) -> Means {
    let chapters: Vec<_> = all.iter().filter_map(|scores| scores.chapters).collect();
    let highlights: Vec<f64> = all
        .iter()
        .filter_map(|scores| scores.highlights_f1)
        .collect();
    let summaries: Vec<f64> = all
        .iter()
        .filter_map(|scores| scores.summary_rouge1)
        .collect();
    let mean = |values: Vec<f64>| {
        let count = values.len();
        (count > 0).then(|| values.into_iter().sum::<f64>() / count as f64)
    };
    let of =
        |part: fn(&ChapterScores) -> f64| mean(chapters.iter().map(part).collect()).unwrap_or(0.0);
    Means {
        episodes: [chapters.len(), highlights.len(), summaries.len()],
        scores: Scores {
            chapters: (!chapters.is_empty()).then(|| ChapterScores {
                boundary_f1: of(|scores| scores.boundary_f1),
                pk: of(|scores| scores.pk),
                window_diff: of(|scores| scores.window_diff),
                title_f1: of(|scores| scores.title_f1),
                count: of(|scores| scores.count),
            }),
            highlights_f1: mean(highlights),
            summary_rouge1: mean(summaries),
        },
    }
}
