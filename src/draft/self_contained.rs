//! Whether a sentence can be understood without its neighbours.
//!
//! What it is worth otherwise is for [`super::passages`] to say.

use std::ops::Range;

use crate::text::{Class, Document, PartOfSpeech, Punctuation, Sentence, Token};

use super::clause_words::{begins_half, leads_on};
use super::questions::is_auxiliary;

/// In fewer words, a pronoun at the end stands for something that was named before the sentence.
const DANGLING_WORDS: usize = 8;

/// Whether nothing at the start of a whole sentence points back, and it does not break off at a word that only leads on.
pub(super) fn stands_alone(
    document: &Document<'_>,
    sentence: &Sentence,
    tokens: &Range<usize>,
) -> bool {
    let Some(first) = document.tokens.get(tokens.start) else {
        return false;
    };
    let ends = sentence.complete || document.punctuation == Punctuation::Missing;
    let points_back = document
        .language
        .pack
        .is_some_and(|pack| pack.deixis.contains(&*document.term(first).lower));
    ends && !points_back
        && !is_half_a_sentence(document, tokens)
        && !begins_within(document, tokens)
        && !breaks_off(document, tokens)
}

/// Whether its first words point back, though the first alone does not: `all these things`, `that's how`.
fn begins_within(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let mut words = document.tokens[tokens.clone()].iter();
    let mut next = || words.next().map_or("", |word| &*document.term(word).lower);
    match next() {
        "all" => matches!(next(), "these" | "those" | "this" | "that"),
        "for" => matches!(next(), "example" | "instance" | "that" | "this"),
        "in" => matches!(next(), "that" | "this" | "these" | "those"),
        "on" => (next(), next(), next()) == ("the", "other", "hand"),
        "long" => next() == "story",
        "usually" | "often" | "sometimes" => matches!(next(), "that's" | "it's" | "this" | "that"),
        "die" | "der" | "das" => document.tokens.get(tokens.start + 1).is_some_and(|second| {
            !second.capital
                && matches!(
                    second.part_of_speech,
                    PartOfSpeech::Verb | PartOfSpeech::NounOrVerb
                )
                || is_auxiliary("de", &document.term(second).lower)
        }),
        _ => false,
    }
}

/// Whether it ends at a word that only leads on, or that points back.
fn breaks_off(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let last = |back: usize| {
        let at = tokens
            .end
            .checked_sub(back)
            .filter(|&at| at >= tokens.start);
        at.map_or("", |at| &*document.term(&document.tokens[at]).lower)
    };
    let points = matches!(last(1), "this" | "that" | "these" | "those")
        && matches!(
            last(2),
            "on" | "of" | "from" | "about" | "like" | "with" | "for"
        );
    let listed = matches!((last(3), last(2), last(1)), ("first", "of", "all"));
    // `Keepers believe it.`
    let one_piece = !document.tokens[tokens.clone()]
        .iter()
        .skip(1)
        .any(|word| word.breaks);
    let dangles = one_piece && tokens.len() < DANGLING_WORDS && matches!(last(1), "it" | "them");
    points || listed || dangles || leads_on(document.language.code, last(1))
}

/// Whether a sentence begins with a word like `if` and no mark ever comes after which its main clause could begin.
fn is_half_a_sentence(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let mut words = document.tokens[tokens.clone()].iter();
    let subordinate = words
        .next()
        .is_some_and(|first| begins_half(document.language.code, &document.term(first).lower));
    subordinate && !words.any(|word| word.breaks)
}

/// Whether a sentence asks, though no mark says so: `How do all these lamps work.` Only English is known.
pub(super) fn asks_unmarked(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let mut words = document.tokens[tokens.clone()].iter();
    let mut next = || words.next().map_or("", |word| &*document.term(word).lower);
    document.language.code == "en"
        && matches!(
            next(),
            "how" | "what" | "when" | "where" | "which" | "who" | "why"
        )
        && matches!(
            next(),
            "are" | "can" | "could" | "did" | "do" | "does" | "should" | "would"
        )
}

/// Whether a pronoun comes before anything is named that it could stand for: `we looked at it and bought the boat`. Only
/// English has the word classes that tell.
pub(super) fn points_before_naming(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    if document.language.code != "en" {
        return false;
    }
    let tokens = &document.tokens[tokens.clone()];
    let named = tokens.iter().position(is_noun).unwrap_or(tokens.len());
    tokens[..named].iter().enumerate().any(|(at, token)| {
        let points = matches!(
            &*document.term(token).lower,
            "it" | "they" | "them" | "this" | "these" | "those"
        );
        // `this old boat` names what it points to.
        let described = tokens.get(at + 1).is_some_and(|next| {
            !next.breaks && (is_noun(next) || next.part_of_speech == PartOfSpeech::Adjective)
        });
        points && !described
    })
}

/// Whether `this` or `those` stands before a noun that its sentence has not said before: `keepers love these lamps`. Only
/// English has the word classes that tell.
pub(super) fn points_to_unsaid(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    if document.language.code != "en" {
        return false;
    }
    let tokens = &document.tokens[tokens.clone()];
    (0..tokens.len()).any(|at| {
        let lower = |at: usize| {
            tokens
                .get(at)
                .map_or("", |word| &*document.term(word).lower)
        };
        let this = lower(at) == "this";
        let points = match lower(at) {
            "this" | "these" | "those" | "such" => true,
            "that" => return matches!(lower(at + 1), "same" | "particular"),
            _ => false,
        };
        let mut named = tokens[at + 1..].iter().take_while(|word| !word.breaks);
        let adjective = |word: &&Token| word.part_of_speech == PartOfSpeech::Adjective;
        let noun = named
            .find(|word| !adjective(word))
            .filter(|word| is_noun(word));
        points
            && noun.is_some_and(|noun| {
                let said = tokens[..at].iter().any(|before| before.stem == noun.stem);
                let lower = &*document.term(noun).lower;
                let verb = this && lower.ends_with('s') && !lower.ends_with("ss");
                !said && !verb && !is_now(lower)
            })
    })
}

/// Whether a word with `this` before it means the time at which it is said, or the world that all know.
fn is_now(lower: &str) -> bool {
    matches!(
        lower,
        "year"
            | "month"
            | "week"
            | "morning"
            | "moment"
            | "time"
            | "world"
            | "day"
            | "days"
            | "century"
    )
}

/// Whether a word may be a noun with a meaning.
fn is_noun(token: &Token) -> bool {
    token.class >= Class::Generic
        && matches!(
            token.part_of_speech,
            PartOfSpeech::Noun
                | PartOfSpeech::Proper
                | PartOfSpeech::NounOrVerb
                | PartOfSpeech::Unknown
        )
}

#[cfg(test)]
mod tests {
    use super::super::clause::{MainClause, main_clause};
    use super::*;
    use crate::draft::fixture::read;

    #[test]
    fn a_statement_that_points_back_leads_on_or_has_lost_its_subject_does_not_stand_alone() {
        // With the number of words at the start that are cut off as openers.
        for (code, openers, said, alone) in [
            ("en", 0, "The lamp was built in 1911.", true),
            ("en", 1, "So was built in 1911 by two brothers.", false),
            ("en", 0, "They oiled the hinge of the door.", false),
            ("en", 0, "Keepers met people in the harbour and.", false),
            ("de", 0, "Der Turm war älter als die Lampe und.", false),
            ("sv", 0, "Fyren byggdes 1911 av två bröder.", true),
            ("sv", 0, "Är ju mycket mer än bara en fyr.", false),
            ("sv", 0, "Om det är ett skepp som har en lykta.", false),
            ("sv", 0, "Om det blåser, stannar båten i hamnen.", true),
            ("en", 0, "All these lamps shine on the harbour.", false),
            ("en", 0, "All lamps shine on the harbour.", true),
            ("en", 0, "In that case keepers light the lamps.", false),
            ("en", 0, "In the harbour keepers light the lamps.", true),
            ("en", 0, "For example, lamps shine on the harbour.", false),
            ("en", 0, "On the other hand, lamps need oil.", false),
            ("en", 0, "Usually, that's where the boats are.", false),
            ("en", 0, "Could be the oldest lamp of the harbour.", false),
            (
                "en",
                0,
                "Harbour lights are what to think of first of all.",
                false,
            ),
            ("en", 0, "Keepers have a lot to say about this.", false),
            ("en", 0, "Keepers build their lamps without.", false),
            ("en", 0, "Lots of old keepers believe it.", false),
            (
                "de",
                0,
                "Die verwenden dann meistens eine andere Lampe.",
                false,
            ),
            ("de", 0, "Die Lampe leuchtet weit über das Meer.", true),
            ("en", 0, "If you have more thoughts on lamps.", false),
            ("en", 0, "If you have a lamp, light it.", true),
            (
                "en",
                0,
                "Hoisting the lamp so that ships can see it.",
                false,
            ),
            ("en", 0, "Hoisting the lamp is the work of a keeper.", true),
            ("en", 0, "Hoisting the lamp takes an hour.", true),
            ("de", 0, "Der Turm ist älter als die Lampe.", true),
            ("de", 0, "War halt älter als die Lampe.", false),
        ] {
            let document = read(code, said);
            let sentence = &document.sentences[0];
            let tokens = openers..sentence.tokens.end;
            let whole = main_clause(&document, tokens.clone()) != MainClause::Missing;
            let stands = whole && stands_alone(&document, sentence, &tokens);
            assert_eq!(stands, alone, "{said}");
        }
    }

    #[test]
    fn a_question_without_its_mark_is_one() {
        for (said, asks) in [
            ("How do all these lamps work.", true),
            ("What we do is light the lamps.", false),
            ("When the lamps go out, do we light them.", false),
        ] {
            let document = read("en", said);
            let tokens = 0..document.tokens.len();
            assert_eq!(asks_unmarked(&document, &tokens), asks, "{said}");
        }
    }

    #[test]
    fn a_noun_with_this_that_was_not_said_before_points_out_of_its_sentence() {
        for (said, points) in [
            ("Keepers love these old lamps.", true),
            ("Keepers love old lamps and clean these lamps.", false),
            ("Around that same time keepers loved lamps.", true),
            ("Keepers love lamps this year.", false),
            ("Keepers know that this works.", false),
        ] {
            let document = read("en", said);
            let tokens = 0..document.tokens.len();
            assert_eq!(points_to_unsaid(&document, &tokens), points, "{said}");
        }
    }

    #[test]
    fn a_pronoun_before_any_noun_points_out_of_its_sentence() {
        for (said, points) in [
            ("You see them on every boat in the harbour.", true),
            ("We looked at it and bought the boat.", true),
            ("We bought the boat and looked at it.", false),
            ("We bought this boat in May.", false),
            ("We bought these old boats in May.", false),
        ] {
            let document = read("en", said);
            let tokens = 0..document.tokens.len();
            assert_eq!(points_before_naming(&document, &tokens), points, "{said}");
        }
    }
}
