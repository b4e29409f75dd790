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

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::corpus::Span;
use crate::text::{Document, PartOfSpeech, Sentence, TermNumbers};

use rules::{Meaning, Rule, RuleBook};
pub(in crate::draft) use rules::{is_auxiliary, is_light, is_preposition};
pub(in crate::draft) use verbs::{base, gerund, is_past};
use words::Word;

/// Words of a title, least and most.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 1..=10;

/// The rule of requests, which ask without a question mark: `Tell us about the lighthouse.`
const REQUEST: &str = "tell about";

/// The greatest weight of a rule.
const MOST_WEIGHT: f64 = 9.0;

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

/// The sentences of a document as questions, where the rules know its language.
pub(super) struct Questions<'d> {
    document: &'d Document<'d>,
    book: Option<&'static RuleBook>,
    /// What each term means to the rules.
    meanings: Vec<Meaning>,
    guest: Option<String>,
    known: Vec<f32>,
    /// The titles made so far: the same sentence may open a segment and begin an exchange.
    titles: RefCell<FxHashMap<usize, Option<QuestionTitle>>>,
}

/// What a title is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Any,
    /// Only to see whether it frames the show.
    Framing,
}

impl<'d> Questions<'d> {
    /// Of a document whose terms are given. `guest` is the first name of the one who is asked, if there is one; `known`
    /// tells for each stem how much it counts among the key phrases, 0 to 1.
    pub(super) fn new(
        document: &'d Document<'d>,
        terms: &TermNumbers<'_>,
        guest: Option<String>,
        known: Vec<f32>,
    ) -> Self {
        let book = rules::of_language(document.language.code);
        Self {
            document,
            book,
            meanings: book.map_or_else(Vec::new, |book| book.meanings(terms)),
            guest,
            known,
            titles: RefCell::default(),
        }
    }

    /// The best title that the rules make of a sentence, given its number.
    pub(super) fn title(&self, number: usize) -> Option<QuestionTitle> {
        let mut titles = self.titles.borrow_mut();
        let title = titles
            .entry(number)
            .or_insert_with(|| self.make(&self.document.sentences[number], Use::Any));
        title.clone()
    }

    /// Whether a sentence may ask for something without a question mark.
    pub(super) fn may_request(&self, sentence: &Sentence) -> bool {
        let mut tokens = self.document.tokens_of(sentence).iter();
        self.book.is_some() && tokens.any(|token| self.meanings[token.term.0 as usize].requests)
    }

    /// Whether a sentence asks a guest to introduce themselves.
    pub(super) fn asks_for_background(&self, sentence: &Sentence) -> bool {
        self.make(sentence, Use::Framing)
            .is_some_and(|title| title.rule == "background")
    }

    fn make(&self, sentence: &Sentence, wanted: Use) -> Option<QuestionTitle> {
        let book = self.book?;
        let words = words::words(self.document, sentence, book, &self.meanings);
        let open = book.open_to(&words);
        let guest = self.guest.as_deref().filter(|_| wanted == Use::Any);
        let mut best: Option<QuestionTitle> = None;
        let own = words
            .iter()
            .enumerate()
            .filter(|&(at, _)| !is_reported(&words, at));
        for (at, word) in own {
            for &number in word.meaning.opens.iter().chain(&open) {
                let rule = &book.rules[number];
                let most = best.as_ref().map_or(0.0, |best| best.score);
                if rule.weight / MOST_WEIGHT <= most
                    || wanted == Use::Framing && !rule.is_framing()
                    || rule.is_verbatim() && (at > 1 || !sentence.question || word.breaks)
                {
                    continue;
                }
                if let Some(title) = self.apply(rule, &words, at, sentence, guest)
                    && title.score > most
                {
                    best = Some(title);
                }
            }
        }
        best
    }

    /// The title that a rule makes of the words from `at` on.
    fn apply(
        &self,
        rule: &'static Rule,
        words: &[Word<'_>],
        at: usize,
        sentence: &Sentence,
        guest: Option<&str>,
    ) -> Option<QuestionTitle> {
        let book = self.book?;
        let found = matching::matches(&rule.pattern, words, at)?;
        let text = wording::word_title(rule, &found, words, guest, book)?;
        let count = text.split(' ').count();
        if !TITLE_WORDS.contains(&count) || points_back(rule, &text) {
            return None;
        }
        if rule.name == "what is" && is_cut(rule, &found, &text) {
            return None;
        }
        let range = at..found.last().map_or(at, |range| range.end);
        // `Advice for ideally`, `Advice for give more often`: what it is about is not said.
        let about = rule.pattern.iter().position(|element| element.key == "X");
        let about = about.filter(|&at| at > 0 && rule.pattern[at - 1].key != "who|that");
        if rule.name == "advice"
            && let Some(first) = about.and_then(|at| words.get(found[at].start))
            && matches!(
                first.part_of_speech,
                PartOfSpeech::Adverb | PartOfSpeech::Verb
            )
        {
            return None;
        }
        let telling = if rule.is_framing() {
            1.0
        } else {
            told(&words[range.clone()], &self.known)
        };
        (telling > 0.0).then(|| QuestionTitle {
            text,
            rule: rule.name,
            score: rule.weight / MOST_WEIGHT * telling * handy(count),
            question: sentence.question || rule.name == REQUEST,
            words: said(&words[range]),
            span: sentence.span,
        })
    }
}

/// Words before a question in which somebody may be said to ask it.
const SAYING_BEFORE: usize = 4;

/// Whether the question that begins at a word is only told of: `and then they say, how do you light a lamp?`
fn is_reported(words: &[Word<'_>], at: usize) -> bool {
    (at.saturating_sub(SAYING_BEFORE)..at).any(|say| {
        let told = matches!(words[say].lower, "say" | "says" | "said" | "saying");
        let own = say > 0
            && matches!(
                words[say - 1].lower,
                "to" | "let's" | "would" | "you'd" | "we"
            );
        told && !own && words[say + 1].breaks
    })
}

/// Whether the title leaves out some of what a rule's phrase matched: `What is a sign (that …)?`
fn is_cut(rule: &Rule, found: &[std::ops::Range<usize>], text: &str) -> bool {
    let phrase = rule.pattern.iter().position(|element| element.key == "X");
    phrase.is_some_and(|at| found[at].len() + at > text.split(' ').count())
}

/// Whether `What is X?` or `What X means` is about something that only the talk before it tells apart: `the process`, `some
/// examples`.
fn points_back(rule: &Rule, text: &str) -> bool {
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
    let alone = text.split(' ').count() == 4;
    match rule.name {
        "what is" => definite && (!linked || text.contains("some of")),
        // `What the phrase means`.
        "what means" | "what they do" => {
            alone && text.split(' ').nth(1).is_some_and(|word| word == "the")
        }
        _ => false,
    }
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
