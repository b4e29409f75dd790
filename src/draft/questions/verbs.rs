//! Inflects English verbs, and finds the base form of what is inflected.

use crate::lexicon;

/// The `-ing` form.
pub(in crate::draft) fn gerund(verb: &str) -> String {
    match verb.as_bytes() {
        [.., b'i', b'e'] => format!("{}ying", &verb[..verb.len() - 2]),
        [.., b'e', b'e' | b'o' | b'y'] | [.., b'o' | b'y', b'e'] => format!("{verb}ing"),
        [_, _, .., b'e'] => format!("{}ing", &verb[..verb.len() - 1]),
        _ if doubles(verb) => format!("{verb}{}ing", &verb[verb.len() - 1..]),
        _ => format!("{verb}ing"),
    }
}

/// The past form.
pub(super) fn past(verb: &str) -> String {
    if let Some((past, _)) = lexicon::irregular_verb(verb) {
        return past.to_owned();
    }
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    match verb.strip_suffix('y') {
        Some(head) if !head.ends_with(['a', 'e', 'o', 'u']) => format!("{head}ied"),
        _ if doubles(verb) => format!("{verb}{}ed", &verb[verb.len() - 1..]),
        _ => format!("{verb}ed"),
    }
}

/// Whether a word is the past form of a verb.
pub(in crate::draft) fn is_past(form: &str) -> bool {
    base(form).is_some_and(|base| base != form)
}

/// The base form of a base or past form, where the table of word classes knows it.
pub(in crate::draft) fn base(form: &str) -> Option<String> {
    // `Lay` is the past of `lie`, and much more often itself.
    if lexicon::irregular_verb(form).is_none()
        && let Some(base) = lexicon::irregular_base(form)
    {
        return Some(base.to_owned());
    }
    let is_verb = |word: &str| {
        let class = lexicon::word_classes("en").and_then(|classes| classes.get(word));
        matches!(class, Some(b'v' | b'b' | b'n'))
    };
    let Some(head) = form.strip_suffix("ed") else {
        return is_verb(form).then(|| form.to_owned());
    };
    let single = head
        .char_indices()
        .next_back()
        .map(|(last, _)| &head[..last]);
    let with_y = head.strip_suffix('i').map(|head| format!("{head}y"));
    [
        Some(head.to_owned()),
        Some(format!("{head}e")),
        single.map(str::to_owned),
        with_y,
    ]
    .into_iter()
    .flatten()
    .find(|base| is_verb(base) && past(base) == form)
}

/// The third person.
pub(super) fn third_person(verb: &str) -> String {
    match verb {
        "have" => "has".to_owned(),
        "do" | "go" | "undo" | "redo" | "undergo" => format!("{verb}es"),
        _ if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") => {
            format!("{verb}es")
        }
        _ => match verb.strip_suffix('y') {
            Some(head) if !head.ends_with(['a', 'e', 'o', 'u']) => format!("{head}ies"),
            _ => format!("{verb}s"),
        },
    }
}

/// Verbs of two syllables that double their last letter because they are stressed there.
const STRESSED_AT_THE_END: [&str; 14] = [
    "admit", "begin", "commit", "compel", "control", "defer", "forget", "occur", "omit", "permit",
    "prefer", "refer", "submit", "transfer",
];

/// Whether the last letter is doubled before an ending: one stressed vowel and one consonant (`run`, `plan`).
fn doubles(verb: &str) -> bool {
    let vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    match verb.as_bytes() {
        [head @ .., before, last] => {
            let short = !head.iter().any(vowel) || head.ends_with(b"qu");
            vowel(before)
                && last.is_ascii_lowercase()
                && !vowel(last)
                && !matches!(last, b'w' | b'x' | b'y')
                && (short && verb.len() <= 5 || STRESSED_AT_THE_END.contains(&verb))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_have_their_base_form() {
        for (form, expected) in [
            ("built", Some("build")),
            ("moved", Some("move")),
            ("planned", Some("plan")),
            ("tried", Some("try")),
            ("visited", Some("visit")),
            ("build", Some("build")),
            ("lay", Some("lay")),
            ("xyzzed", None),
        ] {
            assert_eq!(base(form).as_deref(), expected, "{form}");
        }
    }

    #[test]
    fn verbs_are_inflected() {
        for (verb, ing, ed, third) in [
            ("make", "making", "made", "makes"),
            ("run", "running", "ran", "runs"),
            ("see", "seeing", "saw", "sees"),
            ("die", "dying", "died", "dies"),
            ("try", "trying", "tried", "tries"),
            ("play", "playing", "played", "plays"),
            ("grow", "growing", "grew", "grows"),
            ("teach", "teaching", "taught", "teaches"),
            ("plan", "planning", "planned", "plans"),
            ("quit", "quitting", "quit", "quits"),
            ("commit", "committing", "committed", "commits"),
            ("visit", "visiting", "visited", "visits"),
            ("use", "using", "used", "uses"),
            ("fix", "fixing", "fixed", "fixes"),
        ] {
            let forms = (gerund(verb), past(verb), third_person(verb));
            let expected = (ing.to_owned(), ed.to_owned(), third.to_owned());
            assert_eq!(forms, expected);
        }
    }
}
