//! Gives ranked phrases the form in which people say them, and finds every place where they do.

use rustc_hash::FxHashSet;

use crate::corpus::{Episode, Span};
use crate::text::{Document, Language, stem};
use crate::textrank::phrases::Phrase;

/// A phrase of the episode with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The commonest spelling where no sentence starts.
    pub text: String,
    /// The phrase behind it.
    pub phrase: Phrase,
    /// The first token of each occurrence, ascending.
    pub places: Vec<usize>,
}

impl Topic {
    /// Number of words.
    pub fn words(&self) -> usize {
        self.phrase.candidate.stems.len()
    }

    /// Where the occurrence that starts at token `at` stands.
    pub fn span(&self, document: &Document<'_>, at: usize) -> Span {
        let last = at + self.words() - 1;
        Span {
            start: document.tokens[at].span.start,
            end: document.tokens[last].span.end,
        }
    }
}

/// The best `limit` phrases that are not names of the people who speak.
pub(super) fn topics(
    document: &Document<'_>,
    phrases: impl Iterator<Item = Phrase>,
    episode: &Episode,
    limit: usize,
) -> Vec<Topic> {
    let names = name_stems(episode, document.language);
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut topics: Vec<Topic> = phrases
        .filter(|phrase| {
            let stems: Vec<&str> = phrase
                .candidate
                .stems
                .iter()
                .map(|stem| &*document.stems[stem.0 as usize])
                .collect();
            // `cloud-native` and `cloud native` are one phrase; the better ranked spelling came first.
            let written_as_name = phrase.candidate.capitals * 2 >= phrase.candidate.count;
            let of_a_person = stems.iter().all(|stem| names.contains(*stem))
                || written_as_name && stems.first().is_some_and(|first| names.contains(*first));
            !of_a_person && seen.insert(stems.join(" "))
        })
        .take(limit)
        .map(|phrase| Topic {
            text: String::new(),
            places: Vec::with_capacity(phrase.candidate.count as usize),
            phrase,
        })
        .collect();
    find_places(document, &mut topics);
    topics
}

/// Stems of the names of everybody who speaks or is named as taking part.
fn name_stems(episode: &Episode, language: Language) -> FxHashSet<String> {
    let people = episode.speakers.iter().chain(&episode.meta.people);
    people
        .flat_map(|person| person.name.split(|c: char| !c.is_alphanumeric()))
        .filter(|part| part.chars().count() > 1)
        .map(|part| stem(language, &part.to_lowercase()))
        .collect()
}

fn find_places(document: &Document<'_>, topics: &mut [Topic]) {
    let mut starts: Vec<Vec<usize>> = vec![Vec::new(); document.stems.len()];
    for (number, topic) in topics.iter().enumerate() {
        starts[topic.phrase.candidate.stems[0].0 as usize].push(number);
    }
    let mut spellings: Vec<Vec<(&str, u32, bool)>> = vec![Vec::new(); topics.len()];
    for sentence in &document.sentences {
        for at in sentence.tokens.clone() {
            for &number in &starts[document.tokens[at].stem.0 as usize] {
                if !occurs(document, &topics[number], at, sentence.tokens.end) {
                    continue;
                }
                topics[number].places.push(at);
                let spelling = topics[number].span(document, at).of(document.text);
                vote(
                    &mut spellings[number],
                    spelling,
                    at == sentence.tokens.start,
                );
            }
        }
    }
    for (topic, spellings) in topics.iter_mut().zip(spellings) {
        topic.text = elect(&spellings);
    }
}

fn occurs(document: &Document<'_>, topic: &Topic, at: usize, end: usize) -> bool {
    let stems = &topic.phrase.candidate.stems;
    at + stems.len() <= end
        && stems.iter().enumerate().skip(1).all(|(ahead, &stem)| {
            let token = &document.tokens[at + ahead];
            !token.breaks && token.stem == stem
        })
}

fn vote<'t>(spellings: &mut Vec<(&'t str, u32, bool)>, spelling: &'t str, opens: bool) {
    match spellings
        .iter_mut()
        .find(|(known, _, _)| *known == spelling)
    {
        Some((_, count, only_opening)) => {
            *count += 1;
            *only_opening &= opens;
        }
        None => spellings.push((spelling, 1, opens)),
    }
}

/// The commonest spelling; one that only opens sentences yields to any other, since its capital says nothing.
fn elect(spellings: &[(&str, u32, bool)]) -> String {
    let best = spellings
        .iter()
        .enumerate()
        .max_by_key(|(order, (_, count, opening))| (!opening, *count, std::cmp::Reverse(*order)));
    best.map(|(_, (spelling, _, _))| spelling.replace('\u{2019}', "'"))
        .unwrap_or_default()
}
