//! Words a title from what a rule's pattern matched.

use crate::text::{Class, PartOfSpeech};

use super::matching::Found;
use super::rules::{ElementKind, Form, Piece, Rule, RuleBook};
use super::verbs::{gerund, past, third_person};
use super::words::Word;

/// Words of one phrase in a title at most; a longer one is cut before a preposition.
const PHRASE_WORDS: usize = 8;

/// The first of the rule's titles that can be filled.
pub(super) fn word_title(
    rule: &Rule,
    found: &Found,
    words: &[Word<'_>],
    guest: Option<&str>,
    book: &RuleBook,
) -> Option<String> {
    rule.titles
        .iter()
        .find_map(|title| fill(title, rule, found, words, guest, book))
}

fn fill(
    title: &[Piece],
    rule: &Rule,
    found: &Found,
    words: &[Word<'_>],
    guest: Option<&str>,
    book: &RuleBook,
) -> Option<String> {
    let named = title.iter().any(|piece| matches!(piece, Piece::Guest(_)));
    let mut out: Vec<String> = Vec::new();
    for (number, piece) in title.iter().enumerate() {
        match piece {
            Piece::Literal(text) => out.push((*text).to_owned()),
            Piece::Guest(joined) => out.push(format!("{}{joined}", guest?)),
            Piece::Matched(place, form, asks) => {
                let matched = &words[found[*place].clone()];
                if matched.is_empty() {
                    continue;
                }
                let beside_vs = [number.checked_sub(1), Some(number + 1)]
                    .into_iter()
                    .flatten();
                let bare = number == 0
                    || beside_vs
                        .filter_map(|beside| title.get(beside))
                        .any(|piece| matches!(piece, Piece::Literal("vs" | "vs." | "mot")));
                let text = match rule.pattern[*place].kind {
                    ElementKind::Phrase => {
                        let guest = guest.filter(|_| !named);
                        phrase(matched, bare, rule.names(*place), guest, book)?
                    }
                    ElementKind::Subject => subject(matched, book)?,
                    ElementKind::Rest => rest(matched)?,
                    _ => inflected(matched[0], *form, helper(rule, found, words, *place)),
                };
                out.push(if *asks { text + "?" } else { text });
            }
        }
    }
    Some(out.join(" "))
}

/// The helping verb of the question: the word matched just before the subject or the verb.
fn helper<'d>(rule: &Rule, found: &Found, words: &[Word<'d>], verb: usize) -> &'d str {
    let subject = rule.pattern[..verb]
        .iter()
        .rposition(|element| element.kind == ElementKind::Subject)
        .unwrap_or(verb);
    let before = subject.checked_sub(1).and_then(|place| found.get(place));
    before
        .and_then(|range| words.get(range.start))
        .map_or("do", |word| word.lower)
}

fn inflected(word: Word<'_>, form: Form, helper: &str) -> String {
    let lower = word.lower;
    match form {
        Form::Same
            if word.class == Class::Function || word.part_of_speech != PartOfSpeech::Proper =>
        {
            lower_case(word)
        }
        Form::Same => word.text.to_owned(),
        Form::Gerund => gerund(lower),
        Form::Past => past(lower),
        Form::Helped => match helper {
            "does" => third_person(lower),
            "did" => past(lower),
            "can" | "could" | "should" | "will" => format!("{helper} {lower}"),
            _ => lower.to_owned(),
        },
    }
}

/// Lower case for a word that opens a sentence; names written with further capitals keep them.
fn lower_case(word: Word<'_>) -> String {
    let shouts = word.text.chars().skip(1).any(char::is_uppercase);
    if shouts {
        word.text.to_owned()
    } else {
        word.lower.to_owned()
    }
}

/// A phrase without what points out of it: cut before the first word that does, refused if nothing is left.
/// One that `names` something ends before a verb.
fn phrase(
    words: &[Word<'_>],
    bare: bool,
    names: bool,
    guest: Option<&str>,
    book: &RuleBook,
) -> Option<String> {
    let mut kept: Vec<Word<'_>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if names && at > 0 && book.auxiliaries.contains(word.lower) {
            break;
        }
        // `Our our`, `about like the lamps`.
        let before = kept.last().map(|last| last.lower);
        let filler = word.lower == "like" && before.is_none_or(|it| book.prepositions.contains(it));
        if filler || before == Some(word.lower) {
            continue;
        }
        if word.meaning.never
            && words.get(at + 1).is_some_and(is_named)
            && let Some(article) = book.article_for(word.lower)
        {
            let article = Word {
                text: article,
                whole: article,
                lower: article,
                ..*word
            };
            kept.extend((!article.text.is_empty()).then_some(article));
            continue;
        }
        // `we'll` and `they're` point where `we` and `they` do.
        let head = word.lower.split_once('\'').map(|(head, _)| head);
        if word.meaning.never || head.is_some_and(|head| book.never.contains(head)) {
            break;
        }
        kept.push(*word);
    }
    let pointing = kept.len() < words.len();
    // `make peace with (it)`, `make people understand (that …)` are nothing without what was cut.
    let cut_off = |kept: &[Word<'_>]| match kept {
        [.., to, last] if to.lower == "to" && last.part_of_speech == PartOfSpeech::NounOrVerb => {
            true
        }
        [.., last] => {
            matches!(
                last.part_of_speech,
                PartOfSpeech::Verb | PartOfSpeech::Gerund
            ) || book.prepositions.contains(last.lower)
        }
        [] => false,
    };
    if pointing && cut_off(&kept) {
        return None;
    }
    if kept.len() > PHRASE_WORDS {
        let cut = (3..PHRASE_WORDS)
            .rev()
            .find(|&at| book.prepositions.contains(kept[at].lower) || is_and(kept[at].lower));
        kept.truncate(cut.unwrap_or(PHRASE_WORDS));
    }
    cut_tail(&mut kept, book);
    let whole = kept.len();
    while kept.last().is_some_and(hangs) {
        kept.pop();
    }
    // `the process of coming (up with)`: the verb is nothing without it.
    let acts = |last: &Word<'_>| {
        matches!(
            last.part_of_speech,
            PartOfSpeech::Verb | PartOfSpeech::Gerund
        )
    };
    if kept.len() < whole && kept.last().is_some_and(acts) {
        return None;
    }
    if is_half_a_pair(&kept) {
        return None;
    }
    let kept = without_amount(&kept, bare)?;
    // `The skills for in a team`, `What is being moved`: not a phrase.
    let first = kept[0].lower;
    let acts = kept[0].part_of_speech == PartOfSpeech::Verb;
    let leads = book.prepositions.contains(first) || book.auxiliaries.contains(first);
    if names && (leads || acts) {
        return None;
    }
    if !kept.iter().any(Word::is_content) {
        return None;
    }
    let mut out: Vec<String> = Vec::with_capacity(kept.len());
    for (at, word) in kept.iter().enumerate() {
        match (word.lower, guest) {
            ("your", Some(name)) if at == 0 => out.push(format!("{name}'s")),
            ("your" | "our" | "my" | "their", _) if at == 0 && bare => {}
            ("your" | "our" | "my" | "their", _) => out.push("the".to_owned()),
            _ if at + 1 < kept.len() => out.push(word.whole.to_owned()),
            _ => out.push(word.text.to_owned()),
        }
    }
    let text = out.join(" ");
    (!text.is_empty()).then_some(text)
}

/// Cuts what says nothing from the end of a phrase: `the lamps in general`.
fn cut_tail(kept: &mut Vec<Word<'_>>, book: &RuleBook) {
    let ends = |tail: &&Vec<&str>| {
        let from = kept.len().checked_sub(tail.len()).filter(|&from| from > 0);
        from.is_some_and(|from| {
            let words = kept[from..].iter().map(|word| word.lower);
            words.eq(tail.iter().copied())
        })
    };
    if let Some(tail) = book.tails.iter().find(ends) {
        kept.truncate(kept.len() - tail.len());
    }
}

/// A phrase without the article, or the `couple of`, that it begins with, if it should stand by itself.
fn without_amount<'w, 'd>(words: &'w [Word<'d>], bare: bool) -> Option<&'w [Word<'d>]> {
    let first = words
        .iter()
        .position(|word| !bare || !is_article(word.lower))?;
    let words = &words[first..];
    match words {
        [amount, of, rest @ ..]
            if of.lower == "of"
                && !rest.is_empty()
                && matches!(
                    amount.lower,
                    "bunch" | "couple" | "handful" | "lot" | "lots"
                ) =>
        {
            Some(rest)
        }
        _ => Some(words),
    }
}

/// Whether a word, or what it describes, names what a `this` before it points to.
fn is_named(word: &Word<'_>) -> bool {
    let named = !matches!(
        word.part_of_speech,
        PartOfSpeech::Verb | PartOfSpeech::NounOrVerb | PartOfSpeech::Gerund | PartOfSpeech::Adverb
    );
    named && word.is_content() && !word.breaks
}

fn subject(words: &[Word<'_>], book: &RuleBook) -> Option<String> {
    phrase(words, false, false, None, book)
}

/// The rest of a clause word for word; refused if it points anywhere.
fn rest(words: &[Word<'_>]) -> Option<String> {
    let points = words.iter().any(|word| word.meaning.never);
    let says = words.iter().any(Word::is_content);
    (says && !points && words.len() >= 2).then(|| {
        words
            .iter()
            .map(|word| word.text)
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// Whether a phrase says `between` of one thing.
fn is_half_a_pair(words: &[Word<'_>]) -> bool {
    let between = words
        .iter()
        .position(|word| matches!(word.lower, "between" | "zwischen" | "mellan"));
    between.is_some_and(|at| {
        let mut rest = words[at..].iter();
        !rest.any(|word| is_and(word.lower))
    })
}

/// Whether a word cannot end a phrase.
fn hangs(word: &Word<'_>) -> bool {
    word.class == Class::Function && word.part_of_speech != PartOfSpeech::Proper
        || word.part_of_speech == PartOfSpeech::Adverb && word.lower.ends_with("ly")
        || matches!(
            word.lower,
            "going"
                | "looks"
                | "look"
                | "looking"
                | "right"
                | "okay"
                | "yeah"
                | "today"
                | "now"
                | "here"
                | "maybe"
                | "etc"
        )
}

fn is_and(lower: &str) -> bool {
    matches!(lower, "and" | "und" | "och")
}

fn is_article(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "some"
            | "any"
            | "all"
            | "like"
            | "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "ein"
            | "eine"
            | "einen"
            | "einem"
            | "einer"
            | "eines"
            | "en"
            | "ett"
    )
}
