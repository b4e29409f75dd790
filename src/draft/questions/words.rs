//! A sentence as the rules see it: words without hedges, contractions taken apart, the borders of clauses.

use crate::text::{Class, Document, PartOfSpeech, Sentence};

use super::rules::{Meaning, RuleBook};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'d> {
    /// As it was said.
    pub(super) text: &'d str,
    /// The same with a possessive ending, if it has one.
    pub(super) whole: &'d str,
    pub(super) lower: &'d str,
    /// Whether a mark stands before it that ends a clause.
    pub(super) breaks: bool,
    /// What it means to the rules.
    pub(super) meaning: Meaning,
    pub(super) class: Class,
    pub(super) part_of_speech: PartOfSpeech,
    /// Its stem, for looking it up among the key phrases.
    pub(super) stem: u32,
}

impl Word<'_> {
    /// Whether it means something by itself.
    pub(super) fn is_content(&self) -> bool {
        self.class == Class::Content
    }
}

/// The words of a sentence, without hedges. `meanings` has what each term of the document means.
pub(super) fn words<'d>(
    document: &'d Document<'_>,
    sentence: &Sentence,
    book: &'static RuleBook,
    meanings: &[Meaning],
) -> Vec<Word<'d>> {
    let mut words: Vec<Word<'d>> = Vec::with_capacity(sentence.tokens.len());
    let mut last_end = None;
    let mut broken = false;
    for token in document.tokens_of(sentence) {
        let term = document.term(token);
        // Before the first word nothing is broken.
        broken |= token.breaks
            && last_end.is_some_and(|end: u32| {
                ends_clause(&document.text[end as usize..token.span.start as usize])
            });
        last_end = Some(token.span.end);
        let meaning = meanings[token.term.0 as usize];
        if meaning.hedges {
            continue;
        }
        if &*term.lower == "of" && hedges_with_of(&words) {
            words.pop();
            continue;
        }
        let text = token.span.of(document.text);
        let word = Word {
            text,
            whole: document.said(token),
            lower: &term.lower,
            breaks: broken && !words.is_empty(),
            meaning,
            class: token.class,
            part_of_speech: token.part_of_speech,
            stem: token.stem.0,
        };
        broken = false;
        match term.lower.strip_suffix("'s") {
            Some(head @ ("what" | "how" | "who" | "where" | "why" | "when")) => {
                words.push(Word {
                    text: &text[..head.len()],
                    whole: &text[..head.len()],
                    lower: head,
                    meaning: book.meaning(head),
                    ..word
                });
                words.push(Word {
                    text: "is",
                    whole: "is",
                    lower: "is",
                    breaks: false,
                    meaning: book.meaning("is"),
                    ..word
                });
            }
            _ => words.push(word),
        }
    }
    words
}

/// Whether the last word, with `of` behind it, only hedges: `is kind of hard`, but not `a kind of rope`.
fn hedges_with_of(words: &[Word<'_>]) -> bool {
    let [.., before, last] = words else {
        return false;
    };
    let acts = matches!(
        before.lower,
        "am" | "and"
            | "are"
            | "be"
            | "been"
            | "being"
            | "can"
            | "could"
            | "did"
            | "do"
            | "does"
            | "has"
            | "have"
            | "he"
            | "i"
            | "is"
            | "it"
            | "people"
            | "she"
            | "should"
            | "they"
            | "to"
            | "was"
            | "we"
            | "were"
            | "will"
            | "would"
            | "you"
    );
    acts && matches!(last.lower, "kind" | "sort")
}

/// Whether a clause ends between two words.
fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '–', '—', '(', ')', '.', '?', '!', '…']) || gap.contains(" -")
}

/// The words up to where the sentence turns aside: a mark, or a word such as `because`.
pub(super) fn clause<'w, 'd>(words: &'w [Word<'d>]) -> &'w [Word<'d>] {
    let ends = |word: &Word<'_>| word.breaks || word.meaning.stops;
    let end = words.iter().skip(1).position(ends);
    &words[..end.map_or(words.len(), |end| end + 1)]
}
