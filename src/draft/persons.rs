//! Which words mean the one who speaks (`my`), and which the one who is spoken to (`your`).
//!
//! In a summary of what several people said, nobody can tell who they are.

use crate::corpus::Episode;
use crate::text::{Document, TermNumbers, Token};

/// What a sentence keeps of its worth that says `I`, and one that says `you`.
const OF_FIRST: f64 = 0.5;
const OF_SECOND: f64 = 0.25;

/// The same again of one that begins with `I`: it is mostly about them.
const BEGINS_WITH_FIRST: f64 = 0.4;

/// The persons that each term means.
pub(super) struct Persons {
    /// [`FIRST`] and [`SECOND`] for each term; nothing in a talk of one person.
    of_term: Vec<u8>,
}

const FIRST: u8 = 1;
const SECOND: u8 = 2;

impl Persons {
    /// Of a document whose terms are given.
    pub(super) fn new(episode: &Episode, document: &Document<'_>, terms: &TermNumbers<'_>) -> Self {
        let pack = document.language.pack;
        let mut of_term = Vec::new();
        if let Some(pack) = pack.filter(|_| episode.speakers.len() > 1) {
            of_term.resize(terms.len(), 0);
            let persons = pack.persons.iter().filter_map(|line| line.split_once(' '));
            persons.for_each(|(person, word)| {
                if let Some(term) = terms.get(word) {
                    of_term[term.0 as usize] = if person == "first" { FIRST } else { SECOND };
                }
            });
        }
        Self { of_term }
    }

    /// Whether one of these words means somebody who talks.
    pub(super) fn are_meant(&self, tokens: &[Token]) -> bool {
        self.meant(tokens) != 0
    }

    fn meant(&self, tokens: &[Token]) -> u8 {
        let persons = tokens
            .iter()
            .filter_map(|token| self.of_term.get(token.term.0 as usize));
        persons.fold(0, |all, person| all | person)
    }

    /// What a sentence of these words keeps of its worth.
    pub(super) fn factor(&self, tokens: &[Token]) -> f64 {
        let persons = self.meant(tokens);
        let first = if persons & FIRST == 0 { 1.0 } else { OF_FIRST };
        let second = if persons & SECOND == 0 {
            1.0
        } else {
            OF_SECOND
        };
        let begins = tokens
            .first()
            .and_then(|token| self.of_term.get(token.term.0 as usize));
        let begins = match begins {
            Some(&person) if person & FIRST != 0 => BEGINS_WITH_FIRST,
            _ => 1.0,
        };
        first * second * begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{LoadOptions, parse};
    use crate::text::Language;

    /// The factors of the sentences of a talk.
    fn factors(talk: &str) -> Vec<f64> {
        let mut episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let episode = episodes.remove(0);
        let spans = episode.turns.iter().map(|turn| turn.span);
        let document = Document::new(&episode.text, spans, Language::from_code("en").unwrap());
        let persons = Persons::new(&episode, &document, &TermNumbers::new(&document));
        let factor = |sentence| persons.factor(document.tokens_of(sentence));
        document.sentences.iter().map(factor).collect()
    }

    #[test]
    fn a_sentence_that_says_i_or_you_is_worth_less_where_several_people_talk() {
        let talk = "Ada: Rope is made of hemp.\n\nBo: Your rope is good.\n\nAda: I make it.\n\n\
                    Bo: You know I know.\n";
        let expected = [
            1.0,
            OF_SECOND,
            OF_FIRST * BEGINS_WITH_FIRST,
            OF_FIRST * OF_SECOND,
        ];
        assert_eq!(factors(talk), expected);
    }

    #[test]
    fn in_a_talk_of_one_person_it_is_known_who_i_am() {
        assert_eq!(
            factors("Rope is made of hemp. I make it for you."),
            [1.0, 1.0]
        );
    }

    #[test]
    fn each_language_knows_words_for_both() {
        for pack in &crate::lexicon::PACKS {
            let has = |person: &str| pack.persons.iter().any(|line| line.starts_with(person));
            assert!(has("first ") && has("second "), "{}", pack.code);
            let known = |line: &&str| line.starts_with("first ") || line.starts_with("second ");
            assert!(pack.persons.iter().all(known), "{}", pack.code);
        }
    }
}
