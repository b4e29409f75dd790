//! Shortens a passage by deletion only: fillers between commas, words said twice, the tail of a long sentence.
//!
//! What is cut from the middle is marked, so that a reader sees that there was more and a check finds every piece.

use std::ops::Range;

use crate::corpus::Span;
use crate::lexicon::Pack;
use crate::text::{Class, Document};

/// Stands where words were left out.
pub(super) const CUT: &str = " […] ";

/// Cuts inside one passage; a passage that would need more is left as it is.
const CUTS: usize = 2;

/// Words of a filler at most.
const FILLER_WORDS: usize = 4;

/// Words from which a sentence is long enough to lose its tail.
const LONG: usize = 33;

/// Words that a sentence keeps when it loses its tail, least and most.
const KEPT: Range<usize> = 14..31;

/// The passage as it is to be printed: pieces of the talk, joined by [`CUT`].
pub(super) fn shortened(document: &Document<'_>, tokens: &Range<usize>, span: Span) -> String {
    let whole = span.of(document.text);
    let Some(pack) = document.language.pack else {
        return whole.to_owned();
    };
    let cuts = cuts(document, tokens, pack);
    if cuts.is_empty() || cuts.len() > CUTS {
        return whole.to_owned();
    }
    let mut text = String::with_capacity(whole.len());
    let mut from = span.start as usize;
    for cut in cuts {
        let to = document.tokens[cut.start - 1].span.end as usize;
        text.push_str(&document.text[from..to]);
        text.push_str(CUT);
        from = document.tokens[cut.end].span.start as usize;
    }
    text.push_str(&document.text[from..span.end as usize]);
    text
}

/// How many fillers and repetitions a passage has.
pub(super) fn stumbles(document: &Document<'_>, tokens: &Range<usize>) -> usize {
    document
        .language
        .pack
        .map_or(0, |pack| cuts(document, tokens, pack).len())
}

fn cuts(document: &Document<'_>, tokens: &Range<usize>, pack: &Pack) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut at = tokens.start + 1;
    while at + 1 < tokens.end {
        let length = filler(document, at..tokens.end, pack)
            .or_else(|| repetition(document, tokens.start, at, tokens.end));
        match length {
            Some(length) if at + length < tokens.end => {
                cuts.push(at..at + length);
                at += length + 1;
            }
            _ => at += 1,
        }
    }
    cuts
}

/// The length of a filler that stands between marks at the start of `tokens`.
pub(super) fn filler(document: &Document<'_>, tokens: Range<usize>, pack: &Pack) -> Option<usize> {
    if !after_comma(document, tokens.start) {
        return None;
    }
    let most = FILLER_WORDS.min(tokens.len() - 1);
    let after = &document.tokens[tokens.start + 1..=tokens.start + most];
    let length = 1 + after.iter().position(|token| token.breaks)?;
    let lower = |at: usize| &*document.term(&document.tokens[at]).lower;
    if !after_comma(document, tokens.start + length) || leads_on(lower(tokens.start - 1)) {
        return None;
    }
    let words: Vec<&str> = (tokens.start..tokens.start + length).map(lower).collect();
    pack.fillers
        .contains(words.join(" ").as_str())
        .then_some(length)
}

/// Whether a word before a filler shows that the speaker was looking for words, and may have started anew behind it.
fn leads_on(lower: &str) -> bool {
    matches!(
        lower,
        "as" | "than" | "because" | "als" | "wie" | "weil" | "som" | "än" | "eftersom"
    )
}

/// Whether just a comma stands before a token. At a dash people start anew, and what is around it does not join.
fn after_comma(document: &Document<'_>, at: usize) -> bool {
    if !document.tokens[at].breaks {
        return false;
    }
    let from = document.tokens[at - 1].span.end as usize;
    let to = document.tokens[at].span.start as usize;
    document.text[from..to].trim() == ","
}

/// The length of a run of words at `at` that repeats the run before it; one word only if it has no meaning of its own.
fn repetition(document: &Document<'_>, start: usize, at: usize, end: usize) -> Option<usize> {
    (1..=3).rev().find(|&length| {
        let same = at >= start + length
            && at + length < end
            && document.tokens[at..at + length]
                .iter()
                .zip(&document.tokens[at - length..at])
                .all(|(token, before)| token.term == before.term);
        same && (length > 1 || may_stumble(document, at))
    })
}

/// Whether a word that is said twice is said twice by mistake.
pub(super) fn may_stumble(document: &Document<'_>, at: usize) -> bool {
    let word = document.term(&document.tokens[at]);
    let meant = matches!(&*word.lower, "that" | "had" | "very" | "no" | "so" | "more");
    word.class == Class::Function && !meant
}

/// The tokens of a long sentence without its tail: up to the last mark, within reason, behind which a new clause begins.
pub(super) fn without_tail(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    if tokens.len() < LONG {
        return tokens;
    }
    let begins = |at: &usize| {
        let before = document.tokens[at - 1].span.end as usize;
        let token = &document.tokens[*at];
        let gap = document.text[before..token.span.start as usize].trim();
        matches!(gap, "," | ";" | "–" | "—" | "--") && opens_clause(&document.term(token).lower)
    };
    let within = tokens.start + KEPT.start..(tokens.start + KEPT.end).min(tokens.end);
    match within.rev().find(begins) {
        Some(end) => tokens.start..end,
        None => tokens,
    }
}

fn opens_clause(lower: &str) -> bool {
    matches!(
        lower,
        "which"
            | "because"
            | "so"
            | "but"
            | "where"
            | "while"
            | "although"
            | "weil"
            | "sodass"
            | "aber"
            | "wobei"
            | "während"
            | "obwohl"
            | "eftersom"
            | "men"
            | "fast"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn read(text: &str) -> Document<'_> {
        Document::new(
            text,
            [Span::new(0, text.len())],
            Language::from_code("en").unwrap(),
        )
    }

    #[test]
    fn fillers_and_repetitions_leave_a_mark() {
        for (said, expected) in [
            (
                "The lamp is, you know, older than the tower.",
                "The lamp is […] older than the tower.",
            ),
            (
                "We oiled the, um, the hinge of the door.",
                "We oiled the […] the hinge of the door.",
            ),
            (
                "It was a it was a long night at sea.",
                "It was a […] long night at sea.",
            ),
            ("It was very very dark.", "It was very very dark."),
            (
                "It cost as much as — well, the lamp cost a fortune.",
                "It cost as much as — well, the lamp cost a fortune.",
            ),
            (
                "The sea, uh, the sea was, like, really, I mean, wild.",
                "The sea, uh, the sea was, like, really, I mean, wild.",
            ),
        ] {
            let document = read(said);
            let tokens = 0..document.tokens.len();
            let found = shortened(&document, &tokens, Span::new(0, said.len()));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_long_sentence_loses_a_clause_at_its_end_and_a_short_one_does_not() {
        let said = "The keeper climbed the two hundred steps every evening before the sun went down, because the lamp had \
                    to be lit by hand and nobody else on the whole island had ever learnt how to do it without an accident.";
        let document = read(said);
        let kept = without_tail(&document, 0..document.tokens.len());
        assert_eq!(document.tokens[kept.end - 1].span.of(said), "down");
        let short = read("We waited, because the tide was low.");
        let all = 0..short.tokens.len();
        assert_eq!(without_tail(&short, all.clone()), all);
    }
}
