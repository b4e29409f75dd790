//! Finds where somebody names the speakers of a talk: by their first names, or their whole names where two share the first.

use std::borrow::Cow;

use super::Episode;

/// The name follows `my name is` or `my co-host` within so many words.
const NAME_WITHIN: usize = 3;

/// A word as it was said.
pub(super) struct SpokenWord<'t> {
    /// In lower case with straight apostrophes, without marks around it.
    pub(super) lower: Cow<'t, str>,
    /// The same as written.
    written: &'t str,
    /// Whether a sentence ends with it.
    ends: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<SpokenWord<'_>> {
    let mut words: Vec<SpokenWord<'_>> = Vec::with_capacity(text.len() / 5);
    for raw in text.split_whitespace() {
        let written = raw.trim_matches(|c: char| !c.is_alphanumeric());
        // `K.` and `Dr.` end no sentence.
        let stop =
            raw.ends_with(['?', '!']) || raw.ends_with('.') && written.chars().nth(2).is_some();
        if !written.is_empty() {
            words.push(SpokenWord {
                lower: lower(written),
                written,
                ends: stop,
            });
        }
    }
    words
}

/// In lower case with straight apostrophes, which most words are as they stand.
fn lower(written: &str) -> Cow<'_, str> {
    if !written.is_ascii() {
        written.to_lowercase().replace('’', "'").into()
    } else if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        written.to_ascii_lowercase().into()
    } else {
        written.into()
    }
}

/// The words of the sentence that the word at `at` belongs to.
pub(super) fn sentence<'w, 't>(words: &'w [SpokenWord<'t>], at: usize) -> &'w [SpokenWord<'t>] {
    let start = words[..at]
        .iter()
        .rposition(|word| word.ends)
        .map_or(0, |end| end + 1);
    let end = words[at..]
        .iter()
        .position(|word| word.ends)
        .map_or(words.len(), |end| at + end + 1);
    &words[start..end]
}

/// How the speakers are called.
pub(super) struct SpokenNames {
    /// First names, and whole names where people share the first one, in lower case.
    of: Vec<(Vec<String>, usize)>,
}

impl SpokenNames {
    /// The names of an episode's speakers, but not labels that name nobody.
    pub(super) fn new(episode: &Episode) -> Self {
        let lower = |name: &str| -> Vec<String> {
            name.to_lowercase()
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        };
        let whole: Vec<Vec<String>> = episode
            .speakers
            .iter()
            .map(|speaker| {
                if speaker.is_named() {
                    lower(&speaker.name)
                } else {
                    Vec::new()
                }
            })
            .collect();
        let shared = |first: &String| {
            whole
                .iter()
                .filter(|name| name.first() == Some(first))
                .count()
                > 1
        };
        let of = whole.iter().enumerate().filter_map(|(number, name)| {
            let first = name.first()?;
            let words = if shared(first) {
                name.clone()
            } else {
                vec![first.clone()]
            };
            Some((words, number))
        });
        Self { of: of.collect() }
    }

    /// The speaker whose name words begin with; names are written with a capital.
    fn at(&self, words: &[SpokenWord<'_>]) -> Option<usize> {
        let first = words.first()?;
        if !first.written.starts_with(char::is_uppercase) {
            return None;
        }
        let called = |name: &&(Vec<String>, usize)| {
            name.0.len() <= words.len()
                && name
                    .0
                    .iter()
                    .zip(words)
                    .all(|(a, b)| *a == b.lower || b.lower.strip_suffix("'s") == Some(a))
        };
        self.of.iter().find(called).map(|name| name.1)
    }

    /// The first speaker named within a few words of the same sentence.
    pub(super) fn next_in(&self, words: &[SpokenWord<'_>]) -> Option<usize> {
        let end = words
            .iter()
            .position(|word| word.ends)
            .map_or(words.len(), |end| end + 1);
        (0..end.min(NAME_WITHIN)).find_map(|at| self.at(&words[at..]))
    }

    /// All speakers named.
    pub(super) fn all_in<'n>(
        &'n self,
        words: &'n [SpokenWord<'_>],
    ) -> impl Iterator<Item = usize> + 'n {
        (0..words.len()).filter_map(|at| self.at(&words[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parsed::talk;
    use super::*;

    #[test]
    fn speakers_are_found_by_the_shortest_name_that_is_theirs_alone() {
        let episode = talk(
            "",
            &[
                ("Ada Ek", "Hi."),
                ("Bo Voss", "Hi."),
                ("Bo Lind", "Hi."),
                ("Speaker 4", "Hi."),
            ],
        );
        let names = SpokenNames::new(&episode);
        for (said, expected) in [
            ("Ada's rope, and Bo Lind's", &[0, 2][..]),
            ("Bo and ada and Speaker 4", &[]),
            ("Bo Voss!", &[1]),
        ] {
            let said = words(said);
            assert_eq!(names.all_in(&said).collect::<Vec<_>>(), expected);
        }
        assert_eq!(names.next_in(&words("the great Ada")), Some(0));
        assert_eq!(names.next_in(&words("not here. Ada")), None);
        assert_eq!(names.next_in(&words("the old and great Ada")), None);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        let said = words("Here is Dr. Ada K. Ekman. She knots! Why? Yes");
        let of = |at| {
            sentence(&said, at)
                .iter()
                .map(|word| word.written)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(6), ["She", "knots"]);
        assert_eq!(of(9), ["Yes"]);
        assert_eq!(of(0).len(), 6);
    }
}
