//! Drafts one episode: reads its text, ranks it, and lets each part of the draft choose.

use crate::analysis::Analysis;
use crate::corpus::{Episode, Span};
use crate::text::{Document, Punctuation, TermNumbers};
use crate::textrank::sentences::rank_sentences;

use super::chapters::{TITLE_TOPICS, chapters};
use super::highlights::{Material, highlights};
use super::opening::opening;
use super::passages::passages;
use super::persons::Persons;
use super::questions::Questions;
use super::segments::segments;
use super::subjects::{keyphrases, tags};
use super::summary::summary;
use super::title_words::{Known, WordCounts};
use super::titles::{exchanges, only_guest, titles, weights};
use super::{Draft, DraftOptions, HighlightKind, SpeakerShare};

/// Drafts the show notes of one episode. Never fails: an episode without talk gives an empty draft.
pub fn compose(episode: &Episode, options: &DraftOptions) -> Draft {
    let Analysis {
        document,
        keyness,
        bias,
        topics,
    } = Analysis::new(episode, options.language.as_deref(), TITLE_TOPICS);
    let ranks = rank_sentences(&document, &keyness, &sentence_bias(&document, &bias));
    let terms = TermNumbers::new(&document);
    let mut passages = passages(episode, &document, &terms, &topics, &ranks.scores);
    let by_topic = weights(&document, &topics);
    let questions = Questions::new(&document, &terms, only_guest(episode), by_topic);
    let segments = segments(episode, &document, &keyness, &questions);
    let counts = WordCounts::new(&document);
    let known = Known {
        keyness: &keyness,
        bias: &bias,
        counts: &counts,
    };
    let titles = titles(episode, &document, &segments, &topics, &questions, known);
    let exchanges = exchanges(episode, &document, &questions);
    let settled = &options.settled;
    let kept = settled
        .highlights
        .kept(episode, &document, &passages, &topics);
    settled.highlights.leave_out(&mut passages);
    let opening = opening(episode, &document);
    let persons = Persons::new(episode, &document, &terms);
    // Who the guest is belongs into the summary.
    for &number in &opening {
        passages[number].score = 0.0;
    }
    let material = Material {
        episode,
        document: &document,
        passages: &passages,
        segments: &segments,
        exchanges: &exchanges,
        topics: &topics,
        settled: &settled.highlights,
        kept: &kept,
    };
    let highlights = highlights(&material, options);
    let quoted: Vec<usize> = highlights
        .iter()
        .filter(|highlight| highlight.kind == HighlightKind::Quote)
        .map(|highlight| sentence_at(&document, highlight.span))
        .collect();
    Draft {
        language: document.language.code.to_owned(),
        words: document.tokens.len(),
        speaker_shares: speaker_shares(episode, &document),
        highlights,
        summary: summary(
            &document,
            known,
            &persons,
            &passages,
            &opening,
            &quoted,
            options.summary_words,
        ),
        chapters: settled
            .chapters
            .apply(chapters(episode, &document, &segments, &titles), episode),
        keyphrases: keyphrases(&document, &topics, options),
        tags: tags(episode, &document, &bias, &topics, options),
        people: episode.people(),
        warnings: warnings(episode, &document),
    }
}

/// The sentence in which a span begins.
fn sentence_at(document: &Document<'_>, span: Span) -> usize {
    let after = document
        .sentences
        .partition_point(|sentence| sentence.span.start <= span.start);
    after.saturating_sub(1)
}

fn sentence_bias(document: &Document<'_>, bias: &[f32]) -> Vec<f64> {
    document
        .sentences
        .iter()
        .map(|sentence| {
            let named = document
                .tokens_of(sentence)
                .iter()
                .filter(|token| bias[document.stem(token).0 as usize] > 1.0)
                .count();
            1.0 + (named as f64).min(3.0)
        })
        .collect()
}

fn speaker_shares(episode: &Episode, document: &Document<'_>) -> Vec<SpeakerShare> {
    let mut shares = vec![SpeakerShare::default(); episode.speakers.len()];
    let mut before = None;
    for (turn, sentences) in episode.turns.iter().zip(&document.turns) {
        if let Some(id) = turn.speaker {
            let share = &mut shares[usize::from(id.0)];
            share.turns += usize::from(before != Some(id));
            share.words += document.sentences[sentences.clone()]
                .iter()
                .map(|sentence| sentence.tokens.len())
                .sum::<usize>();
        }
        before = turn.speaker;
    }
    shares
}

fn warnings(episode: &Episode, document: &Document<'_>) -> Vec<String> {
    let mut warnings = Vec::new();
    if episode.has_transcript() && document.language.pack.is_none() {
        warnings.push(match document.language.code {
            "und" => "language not recognised; ranked without stop words and stems".to_owned(),
            code => {
                format!("no word lists for language `{code}`; ranked without stop words and stems")
            }
        });
    }
    if document.punctuation == Punctuation::Missing && document.tokens.len() > 200 {
        warnings.push(
            if episode.times.is_empty() {
                "no punctuation; sentences were cut by length"
            } else {
                "no punctuation; sentences were cut at pauses, caption ends and by length"
            }
            .to_owned(),
        );
    }
    warnings
}
