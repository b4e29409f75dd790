//! Scores the tags that a catalogue gets against those that people gave, by cross-validation on the catalogue itself.
//!
//! The tagged episodes are dealt into parts; each part is tagged as if nobody had tagged it, with all that is learnt from
//! the others. With ten tagged episodes and fewer, each is a part of its own: that is leave-one-out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::tags::{EpisodeTerms, TagOptions, normal_form, tag_catalogue};
use crate::text::Language;

/// Parts at most.
const PARTS: usize = 10;

/// How well people's tags were found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TagScores {
    /// Tagged episodes that were compared.
    pub episodes: usize,
    /// Parts that they were dealt into.
    pub parts: usize,
    /// All tags together; each use counts the same.
    pub all: Found,
    /// Each tag that people gave, the most used first.
    pub tags: Vec<TagScore>,
}

/// How well one tag was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TagScore {
    /// As people write it most often.
    pub tag: String,
    /// How well.
    #[serde(flatten)]
    pub found: Found,
}

/// Counts of uses, and what follows from them, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// Times that people gave it.
    pub given: usize,
    /// Times that it was found.
    pub found: usize,
    /// Times that both did.
    pub right: usize,
    /// Of what was found, the share that people gave.
    pub precision: f64,
    /// Of what people gave, the share that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Found {
    fn scored(mut self) -> Self {
        let share = |of: usize| {
            if of == 0 {
                0.0
            } else {
                self.right as f64 / of as f64
            }
        };
        self.precision = share(self.found);
        self.recall = share(self.given);
        let both = self.found + self.given;
        self.f1 = 2.0 * share(both);
        self
    }

    fn add(&mut self, given: bool, found: bool) {
        self.given += usize::from(given);
        self.found += usize::from(found);
        self.right += usize::from(given && found);
    }
}

/// Scores the tags of a catalogue; `None` if fewer than two episodes carry any.
pub fn evaluate_tags(mut episodes: Vec<EpisodeTerms>, options: &TagOptions) -> Option<TagScores> {
    episodes.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
    let tagged: Vec<usize> = (0..episodes.len())
        .filter(|&at| !episodes[at].existing.is_empty())
        .collect();
    if tagged.len() < 2 {
        return None;
    }
    let parts = tagged.len().min(PARTS);
    let mut tally = Tally::default();
    for part in 0..parts {
        let hidden: Vec<usize> = tagged.iter().copied().skip(part).step_by(parts).collect();
        let mut blind = episodes.clone();
        for &at in &hidden {
            blind[at].existing.clear();
        }
        let tagging = tag_catalogue(blind, options);
        for at in hidden {
            let found = tagging.episodes[at].tags.iter();
            tally.compare(&episodes[at], found.map(|tag| tag.tag.as_str()));
        }
    }
    Some(tally.scores(tagged.len(), parts))
}

/// Tags by language and normal form.
#[derive(Default)]
struct Tally {
    tags: BTreeMap<(String, String), (Found, BTreeMap<String, usize>)>,
}

impl Tally {
    fn compare<'t>(&mut self, episode: &EpisodeTerms, found: impl Iterator<Item = &'t str>) {
        let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
        let mut here: BTreeMap<String, (Option<&str>, bool)> = BTreeMap::new();
        for tag in &episode.existing {
            here.entry(normal_form(language, tag)).or_default().0 = Some(tag);
        }
        for tag in found {
            here.entry(normal_form(language, tag)).or_default().1 = true;
        }
        for (form, (given, found)) in here {
            let key = (episode.language.clone(), form);
            let (counts, spellings) = self.tags.entry(key).or_default();
            counts.add(given.is_some(), found);
            if let Some(tag) = given {
                *spellings.entry(tag.to_owned()).or_default() += 1;
            }
        }
    }

    fn scores(self, episodes: usize, parts: usize) -> TagScores {
        let mut all = Found::default();
        let mut tags = Vec::new();
        for (counts, spellings) in self.tags.into_values() {
            all.given += counts.given;
            all.found += counts.found;
            all.right += counts.right;
            let tag = spellings.into_iter().rev().max_by_key(|(_, uses)| *uses);
            if let Some((tag, _)) = tag {
                let found = counts.scored();
                tags.push(TagScore { tag, found });
            }
        }
        tags.sort_by(|a, b| {
            b.found
                .given
                .cmp(&a.found.given)
                .then_with(|| a.tag.cmp(&b.tag))
        });
        TagScores {
            episodes,
            parts,
            all: all.scored(),
            tags,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::{Candidate, Phrases};

    fn episode(id: usize, tags: &[&str], says: &[&str]) -> EpisodeTerms {
        let english = Language::from_code("en").unwrap();
        let keys: Vec<String> = says.iter().map(|text| normal_form(english, text)).collect();
        let candidate = |(key, text)| Candidate {
            key,
            text,
            score: 1.0,
            count: 9,
            first_s: None,
            first: 0.0,
            spread: 0.5,
            titled: true,
            described: false,
            keyness: 6.0,
            capitals: 0.0,
            part_of_speech: crate::text::PartOfSpeech::Noun,
        };
        let keys = keys.iter().map(String::as_str);
        let candidates: Vec<_> = keys.zip(says.iter().copied()).map(candidate).collect();
        EpisodeTerms {
            id: format!("{id:03}"),
            language: "en".to_owned(),
            words: 900,
            existing: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            phrases: Phrases::pack(&candidates, says),
            ..EpisodeTerms::default()
        }
    }

    #[test]
    fn each_episode_is_judged_without_its_own_tags() {
        let episodes: Vec<EpisodeTerms> = (0..24)
            .map(|id| match id % 4 {
                0 => episode(id, &["Peat"], &["peat"]),
                1 => episode(id, &["granite"], &["granite"]),
                2 if id == 2 => episode(id, &["unsaid"], &["moor"]),
                _ => episode(id, &[], &["moor"]),
            })
            .collect();
        let scores = evaluate_tags(episodes, &TagOptions::default()).unwrap();
        assert_eq!((scores.episodes, scores.parts), (13, 10));
        let of = |tag: &str| {
            let mut tags = scores.tags.iter();
            tags.find(|one| one.tag == tag).unwrap().found
        };
        assert_eq!((of("Peat").given, of("Peat").right), (6, 6), "{scores:?}");
        assert_eq!(
            (of("unsaid").given, of("unsaid").right),
            (1, 0),
            "{scores:?}"
        );
        assert_eq!(scores.all.given, 13);
    }

    #[test]
    fn one_tagged_episode_tells_nothing() {
        let alone = vec![episode(0, &["Peat"], &["peat"]), episode(1, &[], &["peat"])];
        assert_eq!(evaluate_tags(alone, &TagOptions::default()), None);
    }
}
