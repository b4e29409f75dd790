//! Names of those who take part: they go to `people`, not to the tags, unless an episode without them is about them.

use std::collections::BTreeSet;

use super::phrases::Candidate;
use super::terms::EpisodeTerms;

/// Share of its occurrences written as a name from which a word is one.
const NAME: f32 = 0.5;

/// The names of everybody who takes part somewhere in a catalogue.
pub(super) struct People {
    /// First names, surnames and what else their names are made of, lower case.
    parts: BTreeSet<String>,
    /// Of these, what titles of episodes without these people name.
    subjects: BTreeSet<String>,
}

impl People {
    pub(super) fn of(episodes: &[EpisodeTerms]) -> Self {
        let mut parts = BTreeSet::new();
        for episode in episodes {
            parts.extend(parts_of(episode));
        }
        let mut subjects = BTreeSet::new();
        if !parts.is_empty() {
            for episode in episodes {
                let own: BTreeSet<String> = parts_of(episode).collect();
                let titled = words(&episode.title);
                subjects.extend(titled.filter(|word| parts.contains(word) && !own.contains(word)));
            }
        }
        Self { parts, subjects }
    }

    /// Whether a phrase is a name of somebody who takes part, and no subject of the catalogue.
    pub(super) fn are_named_by(&self, candidate: &Candidate<'_>) -> bool {
        candidate.capitals >= NAME
            && words(candidate.text).all(|word| self.parts.contains(&word))
            && !words(candidate.text).any(|word| self.subjects.contains(&word))
    }
}

fn parts_of(episode: &EpisodeTerms) -> impl Iterator<Item = String> + '_ {
    episode.people.iter().flat_map(|name| words(name))
}

/// The words of a name, lower case and without a possessive.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')));
    words
        .map(|word| {
            let word = word.to_lowercase().replace('\u{2019}', "'");
            word.strip_suffix("'s").unwrap_or(&word).to_owned()
        })
        .filter(|word| word.chars().count() > 1)
}
