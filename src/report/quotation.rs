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

/// Stands where words of the talk were left out.
const CUT: &str = "[…]";

/// Whether the words are those of the talk, piece by piece between the marks of what was left out. A capital at the start
/// and a full stop at the end are no change of words: a quotation of a part of a sentence is printed with them.
fn is_verbatim(highlight: &Highlight, episode: &Episode) -> bool {
    let mut rest = highlight.quote.as_str();
    let words = highlight.text.trim();
    let found = words.split(CUT).enumerate().all(|(number, piece)| {
        let piece = piece.trim();
        let place = find(rest, piece).or_else(|| find(rest, &with_small_letter(piece)));
        let place = place.filter(|_| !piece.is_empty() || number > 0);
        rest = place.map_or("", |end| &rest[end..]);
        place.is_some()
    });
    !words.is_empty()
        && found
        && episode.text.get(highlight.span.range()) == Some(highlight.quote.as_str())
}

/// Where `piece`, or `piece` without its full stop at the very end of the text, ends in `text`.
fn find(text: &str, piece: &str) -> Option<usize> {
    let whole = text.find(piece).map(|at| at + piece.len());
    whole.or_else(|| {
        let open = piece.strip_suffix('.')?;
        text.ends_with(open).then_some(text.len())
    })
}

fn with_small_letter(piece: &str) -> String {
    let mut letters = piece.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
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
