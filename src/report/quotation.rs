//! Quotation marks: a promise that these very words were spoken, checked before it is made.

use super::plain::one_line;
use crate::corpus::Episode;
use crate::draft::{Highlight, HighlightKind};

/// The highlight on one line, in quotation marks if and only if it is a quote and its words are found in the talk.
pub(super) fn shown(highlight: &Highlight, episode: &Episode, language: &str) -> String {
    let line = one_line(&highlight.text);
    if highlight.kind != HighlightKind::Quote || !is_verbatim(highlight, episode) {
        return line;
    }
    let (open, close) = quotation_marks(language);
    format!("{open}{line}{close}")
}

/// Whether the words are those of the talk. A capital at the start is no change of words: a quotation that begins in the
/// middle of a sentence is printed with one.
fn is_verbatim(highlight: &Highlight, episode: &Episode) -> bool {
    let words = highlight.text.trim();
    let rest = words
        .char_indices()
        .nth(1)
        .map_or("", |(second, _)| &words[second..]);
    let first = words
        .chars()
        .next()
        .map(|first| first.to_lowercase().to_string());
    let found = highlight.quote.contains(words)
        || first.is_some_and(|first| highlight.quote.contains(&format!("{first}{rest}")));
    !words.is_empty()
        && found
        && episode.text.get(highlight.span.range()) == Some(highlight.quote.as_str())
}

/// The marks that the language's printers use.
fn quotation_marks(language: &str) -> (&'static str, &'static str) {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "de" => ("„", "“"),
        "hu" | "ro" | "pl" => ("„", "”"),
        "fr" => ("«\u{a0}", "\u{a0}»"),
        "es" | "it" | "pt" | "no" | "nb" | "nn" | "ru" | "el" | "ar" => ("«", "»"),
        "da" | "sv" | "fi" => ("”", "”"),
        _ => ("“", "”"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::lighthouse;
    use super::*;

    fn shown_as(text: &str, kind: HighlightKind, language: &str) -> String {
        let (episode, mut draft) = lighthouse();
        let highlight = &mut draft.highlights[1];
        highlight.text = text.to_owned();
        highlight.kind = kind;
        shown(highlight, &episode, language)
    }

    #[test]
    fn only_the_very_words_of_the_talk_stand_in_quotation_marks() {
        use HighlightKind::{Question, Quote, Topic};
        let table = [
            (
                Quote,
                "The lamp never *sleeps*, we say.",
                "“The lamp never *sleeps*, we say.”",
            ),
            (Quote, "never *sleeps*", "“never *sleeps*”"),
            (Quote, "The lamp never sleeps", "The lamp never sleeps"),
            (Quote, "It calls me.", "It calls me."),
            (Quote, " ", ""),
            (
                Question,
                "The lamp never *sleeps*",
                "The lamp never *sleeps*",
            ),
            (Topic, "The lamp never *sleeps*", "The lamp never *sleeps*"),
        ];
        for (kind, text, expected) in table {
            assert_eq!(shown_as(text, kind, "en"), expected, "{kind:?} {text:?}");
        }
    }

    #[test]
    fn a_quote_that_does_not_stand_at_its_span_is_not_shown_as_one() {
        let (episode, mut draft) = lighthouse();
        let highlight = &mut draft.highlights[1];
        highlight.span.start += 1;
        assert_eq!(shown(highlight, &episode, "en"), "The lamp never *sleeps*");
        highlight.span.end = u32::MAX;
        assert_eq!(shown(highlight, &episode, "en"), "The lamp never *sleeps*");
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        let table = [
            ("en-GB", "“never”"),
            ("de", "„never“"),
            ("fr", "«\u{a0}never\u{a0}»"),
            ("sv", "”never”"),
            ("ru", "«never»"),
            ("und", "“never”"),
        ];
        for (language, expected) in table {
            assert_eq!(
                shown_as("never", HighlightKind::Quote, language),
                expected,
                "{language}"
            );
        }
    }
}
