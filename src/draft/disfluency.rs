//! A sentence without what its speaker stumbled over: sounds of hesitation, padding between commas, words said twice,
//! words broken off and begun anew.
//!
//! By deletion only, and for prose that quotes nobody: what is quoted is shortened by [`super::shortening`], which marks
//! its cuts.

use std::ops::Range;

use crate::corpus::Span;
use crate::text::{Class, Document, TermId};

use super::shortening::{filler, may_stumble};

/// Words of a repetition at most.
const REPEATED: usize = 4;

/// Letters of a word that was broken off at most.
const BROKEN_OFF: usize = 5;

/// The Zipf frequency (hundredths) from which a word of one letter, of two, of more, is a word and not the start of one:
/// `m my` and `th the`, but `a apple`, `so sorted`, `pro protest`.
const WORDS_FROM: [u16; 3] = [600, 480, 1];

/// The tokens of `tokens` that are left, ascending; all of them where nothing is known of the language.
pub(super) fn fluent(document: &Document<'_>, tokens: &Range<usize>) -> Vec<usize> {
    let Some(pack) = document.language.pack else {
        return tokens.clone().collect();
    };
    let mut kept: Vec<usize> = Vec::with_capacity(tokens.len());
    let mut at = tokens.start;
    while at < tokens.end {
        let inside = at > tokens.start && at + 1 < tokens.end;
        if pack
            .hesitations
            .contains(&*document.term(&document.tokens[at]).lower)
        {
            at += 1;
        } else if let Some(length) = inside
            .then(|| filler(document, at..tokens.end, pack))
            .flatten()
        {
            at += length;
        } else {
            kept.push(at);
            at += 1;
            drop_repetition(document, &mut kept);
        }
    }
    drop_beginnings(document, &mut kept);
    kept
}

/// If what stands last says the same as what stands before it, drops what stands before.
fn drop_repetition(document: &Document<'_>, kept: &mut Vec<usize>) {
    let term = |at: usize| -> TermId { document.tokens[at].term };
    let length = (1..=REPEATED.min(kept.len() / 2)).rev().find(|&length| {
        let (before, last) = kept[kept.len() - 2 * length..].split_at(length);
        let same = before.iter().zip(last).all(|(&a, &b)| term(a) == term(b));
        same && (length > 1 || may_stumble(document, last[0]))
    });
    if let Some(length) = length {
        kept.drain(kept.len() - 2 * length..kept.len() - length);
    }
}

/// Drops words that are followed by a longer one that begins like them and are hardly words themselves.
fn drop_beginnings(document: &Document<'_>, kept: &mut Vec<usize>) {
    let first = kept.first().copied();
    let broken_off = |at: usize, next: usize| {
        let word = document.term(&document.tokens[at]);
        let next = document.term(&document.tokens[next]);
        let letters = word.lower.chars().count();
        // `B trees` are named so; at the start of a sentence anything has a capital.
        let names = document.tokens[at].capital && (letters > 1 || first != Some(at));
        letters <= BROKEN_OFF
            && !names
            && word.zipf < WORDS_FROM[letters.clamp(1, WORDS_FROM.len()) - 1]
            && word.class != Class::Number
            && next.lower.len() > word.lower.len()
            && next.lower.starts_with(&*word.lower)
    };
    let mut next = kept.get(1..).unwrap_or_default().to_vec().into_iter();
    kept.retain(|&at| next.next().is_none_or(|next| !broken_off(at, next)));
}

/// The text of the tokens `kept` of a passage, which has `tokens` and stands at `span`, with the marks between them.
pub(super) fn joined(
    document: &Document<'_>,
    kept: &[usize],
    tokens: &Range<usize>,
    span: Span,
) -> String {
    let ends = |at: usize| document.tokens[at].span.end as usize;
    let starts = |at: usize| document.tokens[at].span.start as usize;
    let mut text = String::with_capacity(span.len());
    let mut last = None;
    for &at in kept {
        match last {
            None => text.push_str(&document.text[span.start as usize..starts(tokens.start)]),
            Some(last) => text.push_str(between(
                &document.text[ends(last)..starts(last + 1)],
                &document.text[ends(at - 1)..starts(at)],
                last + 1 < at && document.tokens[last].class == Class::Function,
            )),
        }
        text.push_str(document.tokens[at].span.of(document.text));
        last = Some(at);
    }
    text.push_str(&document.text[ends(tokens.end - 1)..span.end as usize]);
    text
}

/// What stands between two words when those between them are gone: the marks behind the first, unless those before the
/// second say more than a comma. A comma for what is gone goes with it after a word that leads on: `it is, um, a lamp`.
fn between<'t>(behind_first: &'t str, before_second: &'t str, leads_on: bool) -> &'t str {
    if leads_on && behind_first.trim() == "," && matches!(before_second.trim(), "" | ",") {
        " "
    } else if matches!(before_second.trim(), "" | ",") {
        behind_first
    } else {
        before_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn what_a_speaker_stumbled_over_is_gone_and_the_rest_is_as_it_was() {
        for (code, said, left) in [
            ("en", "We um we oiled uh the hinge.", "we oiled the hinge."),
            (
                "en",
                "The lamp is, you know, older than, uh, the tower.",
                "The lamp is older than the tower.",
            ),
            (
                "en",
                "We are we are at sea, at sea level.",
                "we are at sea level.",
            ),
            (
                "en",
                "M my favourite light is th the old one um.",
                "my favourite light is the old one.",
            ),
            (
                "en",
                "It was very very dark, no no light.",
                "It was very very dark, no no light.",
            ),
            (
                "en",
                "A apple, so sorted — uh — is an an answer.",
                "A apple, so sorted — is an answer.",
            ),
            (
                "en",
                "We keep B boats in b buoys.",
                "We keep B boats in buoys.",
            ),
            (
                "en",
                "We asked Okta, Oktane is their fair.",
                "We asked Okta, Oktane is their fair.",
            ),
            (
                "en",
                "How much does um, a lamp cost?",
                "How much does a lamp cost?",
            ),
            (
                "de",
                "Der äh der Turm ist ähm um die Ecke.",
                "der Turm ist um die Ecke.",
            ),
            (
                "sv",
                "Fyren är, öh, äldre än än en ny nyhet.",
                "Fyren är äldre än en ny nyhet.",
            ),
        ] {
            let language = Language::from_code(code).unwrap();
            let document = Document::new(said, [Span::new(0, said.len())], language);
            let tokens = 0..document.tokens.len();
            let kept = fluent(&document, &tokens);
            let span = Span::new(0, said.len());
            assert_eq!(joined(&document, &kept, &tokens, span), left, "{said}");
        }
    }
}
