//! Where a talk itself says what an acronym is short for: `large language model (LLM)`, `LLM, or large language model`,
//! `LLM stands for large language model`; Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation
//! definitions in biomedical text", held to initials of whole words.

use crate::text::{Class, Document, Token};

use super::initials::{initials, letters};

/// Words that may stand between an acronym and what it is short for,
const BETWEEN: usize = 3;

/// and how many of them may be other than function words.
const TELLING: usize = 1;

/// Inner function words of a phrase, more than the acronym has letters.
const SKIPPED: usize = 2;

/// Acronym and phrase, both as normal forms, each pair once.
pub(super) fn definitions(document: &Document<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let tokens = document.tokens_of(sentence);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.capital) {
            let Some(acronym) = letters(token.span.of(document.text)) else {
                continue;
            };
            if let Some(phrase) = phrase_beside(document, tokens, at, &acronym) {
                found.push((key(document, &tokens[at..=at]), key(document, phrase)));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The nearest phrase before or after the acronym at a place that has its initials.
fn phrase_beside<'d>(
    document: &Document<'_>,
    tokens: &'d [Token],
    at: usize,
    acronym: &str,
) -> Option<&'d [Token]> {
    let count = acronym.chars().count();
    let spells = |phrase: &&[Token]| is_short_for(document, phrase, acronym);
    (0..=BETWEEN).find_map(|between| {
        let before = at.checked_sub(between);
        let before = before.filter(|&end| may_stand_between(document, &tokens[end..at]));
        let after = at + 1 + between;
        let after = (after <= tokens.len() && may_stand_between(document, &tokens[at + 1..after]))
            .then_some(after);
        // A hyphen joins several of its words in one token.
        let mut lengths = 1..=count + SKIPPED;
        lengths.find_map(|length| {
            let first = before.and_then(|end| tokens.get(end.checked_sub(length)?..end));
            let second = after.and_then(|start| tokens.get(start..start + length));
            first.filter(spells).or(second.filter(spells))
        })
    })
}

fn may_stand_between(document: &Document<'_>, tokens: &[Token]) -> bool {
    let telling = tokens.iter().filter(|token| token.class != Class::Function);
    telling.count() <= TELLING
        && !tokens
            .iter()
            .any(|token| letters(token.span.of(document.text)).is_some())
}

fn is_short_for(document: &Document<'_>, phrase: &[Token], acronym: &str) -> bool {
    let [first, .., last] = phrase else {
        return false;
    };
    let is_open = |token: &Token| token.class == Class::Function;
    let first_letter = first.span.of(document.text).chars().next();
    let starts = first_letter.is_some_and(|c| c.to_lowercase().eq(acronym.chars().take(1)));
    if !starts || is_open(first) || is_open(last) || phrase[1..].iter().any(|token| token.breaks) {
        return false;
    }
    let text = &document.text[first.span.start as usize..last.span.end as usize];
    initials(document.language.code, text)
        .iter()
        .any(|initials| initials == acronym)
}

fn key(document: &Document<'_>, tokens: &[Token]) -> String {
    let stems = tokens
        .iter()
        .map(|token| &*document.stems[token.stem.0 as usize]);
    stems.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Span;
    use crate::text::Language;

    fn defined(language: &str, text: &str) -> Vec<(String, String)> {
        let language = Language::from_code(language).unwrap();
        definitions(&Document::new(text, [Span::new(0, text.len())], language))
    }

    #[test]
    fn a_talk_says_what_an_acronym_is_short_for_in_many_ways() {
        for text in [
            "We train a large language model (LLM) on it.",
            "We use an LLM, or large language model, for that.",
            "And LLM stands for large language model.",
            "Those are large language models, or LLMs.",
            "LLMs, that is large-language models, are everywhere.",
        ] {
            let expected = ("llm".to_owned(), "larg languag model".to_owned());
            assert_eq!(defined("en", text), [expected], "{text}");
        }
        let german = defined(
            "de",
            "Wir reden \u{fc}ber KI, also K\u{fc}nstliche Intelligenz.",
        );
        assert_eq!(german.len(), 1, "{german:?}");
        let inner = defined("en", "That is the Internet of Things, the IoT.");
        assert_eq!(inner.len(), 1, "{inner:?}");
    }

    #[test]
    fn words_that_do_not_spell_it_or_stand_in_another_sentence_define_nothing() {
        for text in [
            "The LLM is a very large model.",
            "We have an LLM. Large language models are slow.",
            "An llm is a large language model.",
            "THE LLM IS A LARGE LANGUAGE MODEL.",
        ] {
            assert_eq!(defined("en", text), [], "{text}");
        }
    }
}
