//! Makes a title out of a question, by rule and for English: `How do you schedule writing into your day?` becomes
//! `How to schedule writing into the day`.
//!
//! Four of five sections that people mark open with a question, and most of their titles share its words. A rule may
//! delete, turn the verb, and add words of a small closed list (`advice`, `vs`, `background`); what would leave a pronoun
//! without its noun is refused, and the title is made of topics instead.

use crate::corpus::Span;
use crate::text::{Class, Document, Sentence};

/// Words of a title, least and most.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 1..=9;

/// A title made from a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuestionTitle {
    /// The title, first letter as in the middle of a sentence.
    pub(super) text: String,
    /// The rule that made it.
    pub(super) rule: &'static str,
    /// The question.
    pub(super) span: Span,
}

/// One word of the question.
#[derive(Clone, Copy)]
struct Word<'d> {
    text: &'d str,
    lower: &'d str,
    breaks: bool,
    class: Class,
}

/// Makes a title out of a question; `guest` is the first name of the one who is asked, if there is one.
pub(super) fn title(
    document: &Document<'_>,
    sentence: &Sentence,
    guest: Option<&str>,
) -> Option<QuestionTitle> {
    if document.language.code != "en" {
        return None;
    }
    let words: Vec<Word<'_>> = document
        .tokens_of(sentence)
        .iter()
        .map(|token| {
            let term = document.term(token);
            Word {
                text: token.span.of(document.text),
                lower: &term.lower,
                breaks: token.breaks,
                class: term.class,
            }
        })
        .collect();
    let (rule, text) = RULES
        .iter()
        .find_map(|(name, rule)| Some((*name, rule(&words, guest)?)))?;
    let count = text.split(' ').count();
    TITLE_WORDS.contains(&count).then_some(QuestionTitle {
        text,
        rule,
        span: sentence.span,
    })
}

type Rule = fn(&[Word<'_>], Option<&str>) -> Option<String>;

/// The rules in order of trust; the first that gives a title wins.
const RULES: [(&str, Rule); 10] = [
    ("background", background),
    ("difference", difference),
    ("advice", advice),
    ("sides", sides),
    ("thoughts", thoughts),
    ("tell about", tell_about),
    ("what is", what_is),
    ("how to", how_to),
    ("how it does", how_it_does),
    ("why", why),
];

/// `Can you introduce yourself?`, `What is your background?` → `Ada's background`.
fn background(words: &[Word<'_>], guest: Option<&str>) -> Option<String> {
    const SIGNS: [&str; 7] = [
        "introduce yourself",
        "your background",
        "your career journey",
        "your journey",
        "about yourself",
        "your career so far",
        "your story",
    ];
    let said = join_lower(words);
    SIGNS
        .iter()
        .any(|sign| said.contains(sign))
        .then(|| match guest {
            Some(name) => format!("{name}'s background"),
            None => "Background".to_owned(),
        })
}

/// `What's the difference between X and Y?` → `X vs Y`.
fn difference(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = find(words, &["difference", "between"])
        .or_else(|| find(words, &["differences", "between"]))?;
    let rest = clause(&words[at + 2..]);
    let and = rest.iter().position(|word| word.lower == "and")?;
    let (left, right) = (noun_phrase(&rest[..and])?, noun_phrase(&rest[and + 1..])?);
    Some(format!("{left} vs {right}"))
}

/// `Do you have any advice for X?` → `Advice for X`.
fn advice(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = words.iter().position(|word| {
        matches!(
            word.lower,
            "advice" | "tips" | "suggestions" | "recommendations" | "recommendation" | "tip"
        )
    })?;
    let rest = &words[at + 1..];
    let link = rest
        .iter()
        .position(|word| matches!(word.lower, "for" | "on" | "about"))?;
    if link > 4 {
        return None;
    }
    let whom = noun_phrase(clause(&rest[link + 1..]))?;
    let what = match words[at].lower {
        "tips" | "tip" => "Tips",
        "suggestions" => "Suggestions",
        "recommendations" | "recommendation" => "Recommendations",
        _ => "Advice",
    };
    Some(format!("{what} {} {whom}", rest[link].lower))
}

/// `Are there any downsides of X?` → `The downsides of X`.
fn sides(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    const NOUNS: [&str; 14] = [
        "pros",
        "cons",
        "challenges",
        "benefits",
        "advantages",
        "disadvantages",
        "downsides",
        "drawbacks",
        "risks",
        "trade-offs",
        "tradeoffs",
        "limitations",
        "pitfalls",
        "mistakes",
    ];
    let at = words.iter().position(|word| NOUNS.contains(&word.lower))?;
    let link = words.get(at + 1)?;
    if !matches!(link.lower, "of" | "with" | "in" | "when" | "for") {
        return None;
    }
    let rest = clause(&words[at + 2..]);
    let what = noun_phrase(rest)?;
    Some(format!("The {} {} {what}", words[at].lower, link.lower))
}

/// `What do you think about X?` → `Thoughts on X`, with the guest's name if known.
fn thoughts(words: &[Word<'_>], guest: Option<&str>) -> Option<String> {
    let opening = [
        &["you", "think", "about"][..],
        &["you", "think", "of"],
        &["your", "thoughts", "on"],
        &["your", "take", "on"],
        &["your", "opinion", "on"],
        &["your", "opinion", "about"],
        &["your", "thoughts", "about"],
        &["you", "feel", "about"],
        &["your", "view", "on"],
    ];
    let (at, length) = opening
        .iter()
        .find_map(|signs| Some((find(words, signs)?, signs.len())))?;
    let what = noun_phrase(clause(&words[at + length..]))?;
    Some(match guest {
        Some(name) => format!("{name}'s thoughts on {what}"),
        None => format!("Thoughts on {what}"),
    })
}

/// `Can you tell us more about X?` → `X`.
fn tell_about(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let tell = words
        .iter()
        .position(|word| matches!(word.lower, "tell" | "talk" | "speak" | "explain"))?;
    let about = tell
        + words[tell..]
            .iter()
            .take(8)
            .position(|word| word.lower == "about")?;
    noun_phrase(clause(&words[about + 1..]))
}

/// `What is X?` stays as it is.
fn what_is(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = last_start(words, &["what"])?;
    let rest = &words[at + 1..];
    let (verb, rest) = if words[at].lower == "what's" {
        ("is", rest)
    } else {
        let verb = rest.first()?;
        matches!(verb.lower, "is" | "are" | "was" | "were").then_some((verb.lower, &rest[1..]))?
    };
    // `What is your prediction?` asks for something that only the answer names.
    if rest
        .iter()
        .any(|word| matches!(word.lower, "your" | "my" | "our" | "their"))
    {
        return None;
    }
    let what = resolved(clause(rest))?;
    Some(format!("What {verb} {what}?"))
}

/// `How do you V X?`, `How can somebody V X?` → `How to V X`.
fn how_to(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = last_start(words, &["how"])?;
    let rest = words.get(at + 1..)?;
    let (first, subject) = (rest.first()?, rest.get(1)?);
    let helps = matches!(
        first.lower,
        "do" | "can" | "could" | "should" | "would" | "did"
    );
    let anyone = matches!(
        subject.lower,
        "you"
            | "we"
            | "i"
            | "one"
            | "people"
            | "they"
            | "somebody"
            | "someone"
            | "anybody"
            | "anyone"
    );
    if !(helps && anyone) {
        return None;
    }
    let mut rest = &rest[2..];
    while rest.first().is_some_and(|word| is_hedge(word.lower)) {
        rest = &rest[1..];
    }
    let verb = rest
        .first()
        .filter(|word| word.class >= Class::Generic && !is_weak_verb(word.lower))?;
    let what = object(&rest[1..])?;
    let verb_text = verb.text.to_lowercase();
    if first.lower == "did" {
        return Some(format!("{}{what}", capital(&gerund(&verb_text))));
    }
    Some(format!("How to {verb_text}{what}"))
}

/// `How does X V Y?` → `How X V-s Y`.
fn how_it_does(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = last_start(words, &["how"])?;
    let rest = clause(words.get(at + 1..)?);
    let first = rest.first()?;
    if !matches!(first.lower, "does" | "is" | "are") {
        return None;
    }
    let rest = &rest[1..];
    let split = (1..rest.len().min(5)).find(|&at| {
        let acts_on = rest
            .get(at + 1)
            .is_some_and(|next| matches!(next.lower, "the" | "a" | "an" | "your"));
        rest[at].class >= Class::Generic && (acts_on || looks_verbal(rest[at].lower))
    })?;
    let subject = resolved(&rest[..split])?;
    let tail = object(&rest[split + 1..])?;
    let verb = match first.lower {
        "does" => third_person(rest[split].lower),
        other => format!("{other} {}", rest[split].lower),
    };
    Some(format!("How {subject} {verb}{tail}"))
}

/// `Why do we need X?` → `Why we need X`; with `you`, `Why V X`.
fn why(words: &[Word<'_>], _: Option<&str>) -> Option<String> {
    let at = last_start(words, &["why"])?;
    let rest = clause(words.get(at + 1..)?);
    let (first, subject) = (rest.first()?, rest.get(1)?);
    if !matches!(first.lower, "do" | "should" | "would")
        || !matches!(subject.lower, "you" | "we" | "i" | "people")
    {
        return None;
    }
    let mut rest = &rest[2..];
    while rest.first().is_some_and(|word| is_hedge(word.lower)) {
        rest = &rest[1..];
    }
    let verb = rest
        .first()
        .filter(|word| word.class >= Class::Generic && !is_weak_verb(word.lower))?;
    let what = object(&rest[1..])?;
    Some(format!("Why {}{what}", verb.lower))
}

/// What follows a verb, with a blank before it; refused if it points back or outward.
fn object(words: &[Word<'_>]) -> Option<String> {
    let words = clause(words);
    if words.is_empty() {
        return None;
    }
    resolved(words).map(|text| format!(" {text}"))
}

/// A noun phrase with what belongs to it; refused without a word of meaning.
fn noun_phrase(words: &[Word<'_>]) -> Option<String> {
    let words = clause(words);
    let start = words
        .iter()
        .position(|word| !matches!(word.lower, "the" | "a" | "an" | "like" | "some" | "all"))?;
    resolved(&words[start..])
}

/// The words as a text with `your` and `my` neutralised, unless one of them has lost its noun.
fn resolved(words: &[Word<'_>]) -> Option<String> {
    if !words.iter().any(|word| word.class == Class::Content) {
        return None;
    }
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    for word in words {
        match word.lower {
            "your" | "our" | "my" | "their" => out.push("the"),
            "actually" | "basically" | "really" | "kind" | "just" | "exactly" | "even"
            | "maybe" | "um" | "uh" => {}
            lower if POINTING.contains(&lower) => return None,
            _ => out.push(word.text),
        }
    }
    while out
        .last()
        .is_some_and(|last| DANGLING.contains(&last.to_lowercase().as_str()))
    {
        out.pop();
    }
    (!out.is_empty()).then(|| out.join(" "))
}

/// Words that mean nothing without the talk around them.
const POINTING: [&str; 34] = [
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "it's",
    "they",
    "them",
    "he",
    "she",
    "him",
    "her",
    "there",
    "here",
    "you",
    "i",
    "we",
    "us",
    "me",
    "you're",
    "i'm",
    "we're",
    "they're",
    "that's",
    "there's",
    "you've",
    "what",
    "thing",
    "something",
    "stuff",
    "things",
    "yourself",
    "one",
];

/// Words that cannot end a title.
const DANGLING: [&str; 28] = [
    "the", "a", "an", "of", "to", "for", "in", "on", "at", "with", "and", "or", "as", "by", "from",
    "about", "into", "then", "right", "so", "like", "first", "is", "are", "well", "also", "now",
    "today",
];

/// The words up to where the question turns aside: a comma, `because`, `which`, `so that`, `or is it`.
fn clause<'w, 'd>(words: &'w [Word<'d>]) -> &'w [Word<'d>] {
    let end = words
        .iter()
        .enumerate()
        .position(|(at, word)| {
            at > 0
                && (word.breaks
                    || matches!(
                        word.lower,
                        "because"
                            | "which"
                            | "who"
                            | "if"
                            | "when"
                            | "where"
                            | "since"
                            | "while"
                            | "cause"
                            | "but"
                            | "how"
                            | "why"
                            | "what"
                            | "whether"
                    ))
        })
        .unwrap_or(words.len());
    &words[..end]
}

/// The last place where one of `starts` (or its contraction with `is`) opens a clause.
fn last_start(words: &[Word<'_>], starts: &[&str]) -> Option<usize> {
    words.iter().rposition(|word| {
        starts
            .iter()
            .any(|start| word.lower == *start || word.lower.strip_suffix("'s") == Some(start))
    })
}

fn find(words: &[Word<'_>], sequence: &[&str]) -> Option<usize> {
    words.windows(sequence.len()).position(|window| {
        window
            .iter()
            .zip(sequence)
            .all(|(word, sign)| word.lower == *sign)
    })
}

fn join_lower(words: &[Word<'_>]) -> String {
    words
        .iter()
        .map(|word| word.lower)
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_hedge(lower: &str) -> bool {
    matches!(
        lower,
        "actually"
            | "usually"
            | "then"
            | "really"
            | "personally"
            | "even"
            | "go"
            | "about"
            | "typically"
            | "generally"
            | "normally"
            | "just"
            | "still"
            | "guys"
    )
}

fn is_weak_verb(lower: &str) -> bool {
    matches!(
        lower,
        "think"
            | "know"
            | "feel"
            | "mean"
            | "say"
            | "like"
            | "want"
            | "see"
            | "have"
            | "do"
            | "be"
            | "get"
            | "guys"
            | "going"
            | "come"
            | "end"
            | "start"
            | "happen"
    )
}

fn looks_verbal(lower: &str) -> bool {
    use crate::text::{Language, PartOfSpeech, part_of_speech};
    Language::from_code("en").is_some_and(|english| {
        matches!(
            part_of_speech(english, lower),
            PartOfSpeech::Verb | PartOfSpeech::NounOrVerb | PartOfSpeech::Participle
        )
    })
}

/// The `-ing` form of a verb in its base form.
fn gerund(verb: &str) -> String {
    let bytes = verb.as_bytes();
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    match bytes {
        [head @ .., b'i', b'e'] => format!("{}ying", String::from_utf8_lossy(head)),
        [.., b'e', b'e' | b'o' | b'y'] | [.., b'o' | b'y', b'e'] => format!("{verb}ing"),
        [head @ .., b'e'] if head.len() > 1 => format!("{}ing", String::from_utf8_lossy(head)),
        // One syllable ending in one vowel and one consonant doubles it: `run`, `plan`.
        [head @ .., before, last]
            if verb.len() <= 4
                && vowel(*before)
                && !vowel(*last)
                && !matches!(last, b'w' | b'x' | b'y')
                && !head.iter().any(|&byte| vowel(byte)) =>
        {
            format!("{verb}{}ing", char::from(*last))
        }
        _ => format!("{verb}ing"),
    }
}

/// The third person of a verb in its base form.
fn third_person(verb: &str) -> String {
    match verb {
        "have" => "has".to_owned(),
        "do" | "go" => format!("{verb}es"),
        _ if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") => {
            format!("{verb}es")
        }
        _ => match verb.strip_suffix('y') {
            Some(head) if !head.ends_with(['a', 'e', 'o', 'u']) => format!("{head}ies"),
            _ => format!("{verb}s"),
        },
    }
}

fn capital(text: &str) -> String {
    super::chapters::sentence_case(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn questions_become_titles_by_rule() {
        for (question, expected) in [
            (
                "How do you schedule writing into your daily routine?",
                Some("How to schedule writing into the daily routine"),
            ),
            (
                "So I'm curious, how did you make your blog popular?",
                Some("Making the blog popular"),
            ),
            (
                "What's the difference between a data mart and a data warehouse?",
                Some("data mart vs data warehouse"),
            ),
            (
                "Do you have any advice for technical authors?",
                Some("Advice for technical authors"),
            ),
            (
                "Are there any downsides of freelancing?",
                Some("The downsides of freelancing"),
            ),
            (
                "Okay, so what is a tide table?",
                Some("What is a tide table?"),
            ),
            (
                "Can you tell us more about the keeper of the lighthouse?",
                Some("keeper of the lighthouse"),
            ),
            (
                "What do you think about nuclear power?",
                Some("Ada's thoughts on nuclear power"),
            ),
            ("Can you introduce yourself?", Some("Ada's background")),
            (
                "How does a lens focus the light?",
                Some("How a lens focuses the light"),
            ),
            ("How do you do that?", None),
            ("And did it work?", None),
            ("Right?", None),
        ] {
            let language = Language::from_code("en").unwrap();
            let document = Document::new(question, [Span::new(0, question.len())], language);
            let sentence = document.sentences.last().unwrap();
            let found = title(&document, sentence, Some("Ada")).map(|title| title.text);
            assert_eq!(found.as_deref(), expected, "{question}");
        }
    }

    #[test]
    fn verbs_are_inflected() {
        for (verb, ing, third) in [
            ("make", "making", "makes"),
            ("run", "running", "runs"),
            ("see", "seeing", "sees"),
            ("die", "dying", "dies"),
            ("try", "trying", "tries"),
            ("play", "playing", "plays"),
            ("grow", "growing", "grows"),
            ("teach", "teaching", "teaches"),
            ("build", "building", "builds"),
        ] {
            assert_eq!(
                (gerund(verb).as_str(), third_person(verb).as_str()),
                (ing, third)
            );
        }
    }
}
