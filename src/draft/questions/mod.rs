//! Makes a title out of a question, by rule: `How do you schedule writing into your day?` becomes `How to schedule
//! writing into the day`.
//!
//! Four of five sections that people mark open with a question, and most of their titles share its words. The rules of a
//! language are data (`stopwords/<code>/titles.txt`). They may delete, turn the verb, and add words of a small closed
//! list (`advice`, `vs`, `background`); what would leave a pronoun without its noun is refused.

mod matching;
mod rules;
mod verbs;
mod wording;
mod words;

use crate::corpus::Span;
use crate::text::{Document, Sentence};

pub(in crate::draft) use verbs::gerund;
use words::Word;

/// Words of a title, least and most.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 1..=10;

/// The rule of requests, which ask without a question mark: `Tell us about the lighthouse.`
const REQUEST: &str = "tell about";

/// A title made from a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QuestionTitle {
    /// The title, first letter as in the middle of a sentence.
    pub(super) text: String,
    /// The rule that made it.
    pub(super) rule: &'static str,
    /// How good it is: trust in the rule, key words named, a handy length. Comparable over all titles.
    pub(super) score: f64,
    /// Whether it was made from a question, and not from a remark.
    pub(super) question: bool,
    /// The words that the rule matched, in lower case.
    pub(super) words: String,
    /// The question.
    pub(super) span: Span,
}

/// The best title that the rules make of a sentence. `guest` is the first name of the one who is asked, if there is
/// one; `known` tells for each stem how much it counts among the key phrases, 0 to 1.
pub(super) fn title(
    document: &Document<'_>,
    sentence: &Sentence,
    guest: Option<&str>,
    known: &[f32],
) -> Option<QuestionTitle> {
    let book = rules::of_language(document.language.code)?;
    let words = words::words(document, sentence, book);
    let mut best: Option<QuestionTitle> = None;
    for at in 0..words.len() {
        let opened = book.opened_by.get(words[at].lower).into_iter().flatten();
        for &number in opened.chain(&book.open) {
            let rule = &book.rules[number];
            if is_verbatim(rule) && (at > 1 || !sentence.question || words[at].breaks) {
                continue;
            }
            let Some(found) = matching::matches(&rule.pattern, &words, at, book) else {
                continue;
            };
            let Some(text) = wording::word_title(rule, &found, &words, guest, book) else {
                continue;
            };
            let count = text.split(' ').count();
            if !TITLE_WORDS.contains(&count) || points_back(rule, &text) {
                continue;
            }
            let range = at..found.last().map_or(at, |range| range.end);
            let framed = matches!(
                rule.name,
                "background" | "frame" | "typical day" | "recommendations"
            );
            let telling = if framed {
                1.0
            } else {
                told(&words[range.clone()], known)
            };
            if telling == 0.0 {
                continue;
            }
            let score = rule.weight / 9.0 * telling * handy(count);
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(QuestionTitle {
                    text,
                    rule: rule.name,
                    score,
                    question: sentence.question || rule.name == REQUEST,
                    words: said(&words[range]),
                    span: sentence.span,
                });
            }
        }
    }
    best
}

/// Whether a sentence may ask for something without a question mark.
pub(super) fn may_request(document: &Document<'_>, sentence: &Sentence) -> bool {
    rules::of_language(document.language.code).is_some_and(|book| {
        let mut tokens = document.tokens_of(sentence).iter();
        tokens.any(|token| book.requests.contains(&&*document.term(token).lower))
    })
}

/// Whether a rule keeps the question as it is. A question in the middle of a sentence would keep the word order of a
/// subordinate clause.
fn is_verbatim(rule: &rules::Rule) -> bool {
    let kinds = rule.pattern.iter().map(|element| &element.kind);
    kinds
        .into_iter()
        .any(|kind| *kind == rules::ElementKind::Rest)
}

/// Whether `What is X?` asks after something that only the talk before it tells apart: `the process`, `some examples`.
fn points_back(rule: &rules::Rule, text: &str) -> bool {
    let mut words = text.split(' ').skip(2).peekable();
    let definite = words
        .peek()
        .is_some_and(|word| matches!(*word, "the" | "some" | "all"));
    let linked = words.any(|word| {
        matches!(
            word,
            "of" | "in" | "for" | "between" | "behind" | "with" | "to"
        )
    });
    rule.name == "what is" && definite && (!linked || text.contains("some of"))
}

/// Whether a sentence asks a guest to introduce themselves.
pub(super) fn asks_for_background(document: &Document<'_>, sentence: &Sentence) -> bool {
    title(document, sentence, None, &[]).is_some_and(|title| title.rule == "background")
}

fn said(words: &[Word<'_>]) -> String {
    words
        .iter()
        .map(|word| word.lower)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How much the words say of the episode, 0 to 1.
fn told(words: &[Word<'_>], known: &[f32]) -> f64 {
    let mut stems: Vec<u32> = words
        .iter()
        .filter(|word| word.is_content())
        .map(|word| word.stem)
        .collect();
    stems.sort_unstable();
    stems.dedup();
    let sum: f32 = stems
        .iter()
        .map(|&stem| known.get(stem as usize).copied().unwrap_or(0.0))
        .sum();
    f64::from(sum / (sum + 0.6))
}

/// How well a number of words suits a title: best from three to eight.
fn handy(words: usize) -> f64 {
    match words {
        1 => 0.5,
        3..=8 => 1.0,
        _ => 0.8,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
