//! A sentence as the rules see it: words without hedges, contractions taken apart, the borders of clauses.

use crate::text::{Class, Document, PartOfSpeech, Sentence};

use super::rules::RuleBook;

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'d> {
    /// As it was said.
    pub(super) text: &'d str,
    pub(super) lower: &'d str,
    /// Whether a mark stands before it that ends a clause.
    pub(super) breaks: bool,
    /// Whether a clause ends before it, as before `because`.
    pub(super) stops: bool,
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

/// The words of a sentence, without hedges.
pub(super) fn words<'d>(
    document: &'d Document<'_>,
    sentence: &Sentence,
    book: &RuleBook,
) -> Vec<Word<'d>> {
    let mut words: Vec<Word<'d>> = Vec::with_capacity(sentence.tokens.len());
    let mut last_end = sentence.span.start;
    let mut broken = false;
    for token in document.tokens_of(sentence) {
        let term = document.term(token);
        let gap = &document.text[last_end as usize..token.span.start as usize];
        broken |= gap.contains([',', ';', ':', '–', '—', '(', ')', '.', '?', '!', '…'])
            || gap.contains(" -");
        last_end = token.span.end;
        if book.hedges.contains(&*term.lower) {
            continue;
        }
        let text = token.span.of(document.text);
        let word = Word {
            text,
            lower: &term.lower,
            breaks: broken && !words.is_empty(),
            stops: book.stops.contains(&*term.lower),
            class: term.class,
            part_of_speech: term.part_of_speech,
            stem: term.stem.0,
        };
        broken = false;
        match term.lower.strip_suffix("'s") {
            Some(head @ ("what" | "how" | "who" | "where" | "why" | "when")) => {
                words.push(Word {
                    text: &text[..head.len()],
                    lower: head,
                    stops: book.stops.contains(head),
                    ..word
                });
                words.push(Word {
                    text: "is",
                    lower: "is",
                    breaks: false,
                    stops: false,
                    ..word
                });
            }
            _ => words.push(word),
        }
    }
    words
}

/// The words up to where the sentence turns aside: a mark, or a word such as `because`.
pub(super) fn clause<'w, 'd>(words: &'w [Word<'d>]) -> &'w [Word<'d>] {
    let ends = |word: &Word<'_>| word.breaks || word.stops;
    let end = words.iter().skip(1).position(ends);
    &words[..end.map_or(words.len(), |end| end + 1)]
}
