//! Finds the phrases of a word list in a document by comparing numbers instead of texts.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Document, TermId, Token};

/// A word list made ready for one document. Phrases with a word that the document does not have are left out, which
/// are most.
#[derive(Debug, Default)]
pub struct PhraseMatcher {
    /// For each term of the document, the group of the phrases that it opens, counted from 1; 0: it opens none.
    group_of: Vec<u32>,
    groups: Vec<Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Box<[TermId]>,
    /// Counts only if a comma or another break follows.
    before_break: bool,
}

/// The terms of a document by their words.
pub struct TermNumbers<'d>(FxHashMap<&'d str, TermId>);

impl<'d> TermNumbers<'d> {
    /// Of all terms of `document`.
    pub fn new(document: &'d Document<'_>) -> Self {
        let numbered = (0..).zip(&document.terms);
        Self(
            numbered
                .map(|(number, term)| (&*term.lower, TermId(number)))
                .collect(),
        )
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the document has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The term that is this word, lower case with straight apostrophes.
    pub fn get(&self, word: &str) -> Option<TermId> {
        self.0.get(word).copied()
    }
}

impl PhraseMatcher {
    /// Prepares `list` for the document whose terms are given: words in lower case with one blank between them; a comma at the end of a phrase means that it
    /// counts only before a break.
    pub fn new<'l>(terms: &TermNumbers<'_>, list: impl IntoIterator<Item = &'l str>) -> Self {
        let mut matcher = Self {
            group_of: vec![0; terms.0.len()],
            groups: Vec::new(),
        };
        for phrase in list {
            let (words, before_break) = match phrase.strip_suffix(',') {
                Some(words) => (words, true),
                None => (phrase, false),
            };
            let ids: Option<Vec<TermId>> = words.split(' ').map(|word| terms.get(word)).collect();
            let Some((first, rest)) = ids.as_deref().and_then(<[_]>::split_first) else {
                continue;
            };
            let group = &mut matcher.group_of[first.0 as usize];
            if *group == 0 {
                matcher.groups.push(Vec::new());
                *group = matcher.groups.len() as u32;
            }
            matcher.groups[*group as usize - 1].push(Phrase {
                rest: rest.into(),
                before_break,
            });
        }
        matcher
    }

    /// The number of words of the longest phrase that the tokens from `at` on start with, up to `end`.
    pub fn longest_at(&self, document: &Document<'_>, at: usize, end: usize) -> Option<usize> {
        let term = document.tokens[at].term.0 as usize;
        let group = *self.group_of.get(term)? as usize;
        let phrases = self.groups.get(group.checked_sub(1)?)?;
        phrases
            .iter()
            .filter(|phrase| phrase.starts(document, at + 1, end))
            .map(|phrase| phrase.rest.len() + 1)
            .max()
    }

    /// How many tokens of a range open a phrase that lies in the range.
    pub fn count_in(&self, document: &Document<'_>, tokens: Range<usize>) -> usize {
        let Range { start, end } = tokens;
        let opens = |token: &Token| {
            self.group_of
                .get(token.term.0 as usize)
                .is_some_and(|&of| of > 0)
        };
        (start..end)
            .zip(&document.tokens[start..end])
            .filter(|&(at, token)| opens(token) && self.longest_at(document, at, end).is_some())
            .count()
    }
}

impl Phrase {
    fn starts(&self, document: &Document<'_>, at: usize, end: usize) -> bool {
        let after = at + self.rest.len();
        after <= end
            && document.tokens[at..after]
                .iter()
                .map(|token| token.term)
                .eq(self.rest.iter().copied())
            && (!self.before_break || document.tokens.get(after).is_some_and(|next| next.breaks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Span;
    use crate::text::Language;

    fn document(text: &str) -> Document<'_> {
        let english = Language::from_code("en").unwrap();
        Document::new(text, [Span::new(0, text.len())], english)
    }

    #[test]
    fn the_longest_phrase_counts_and_must_end_in_range() {
        let document = document("You know what I mean, but I know you.");
        let list = ["you know", "you know what", "i mean,", "i know,"];
        let matcher = PhraseMatcher::new(&TermNumbers::new(&document), list);
        let words = document.tokens.len();
        for (at, end, expected) in [
            (0, words, Some(3)),
            (0, 2, Some(2)),
            (0, 1, None),
            (3, words, Some(2)),
            (6, words, None),
        ] {
            assert_eq!(
                matcher.longest_at(&document, at, end),
                expected,
                "{at}..{end}"
            );
        }
        assert_eq!(matcher.count_in(&document, 0..words), 2);
    }
}
