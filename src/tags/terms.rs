//! What is kept of an episode for tagging: its phrases with counts and one place each, not its text.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::{Analysis, Topic};
use crate::corpus::{Episode, Span, taken_out};
use crate::draft::SettledTags;
use crate::text::{Document, Language, stem};

use super::TagOptions;
use super::bag::{self, Bag};
use super::definitions::definitions;
use super::lock::short_hash;
use super::mentions::{Mention, mentions};
use super::phrases::{Candidate, Phrases};
use super::vocabulary::Matcher;

/// Phrases kept of an episode, for document frequencies.
const PHRASES: usize = 160;

/// Bytes of an excerpt shown as evidence at most.
const EXCERPT: usize = 120;

/// One episode, reduced to what tagging needs.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EpisodeTerms {
    /// The episode's id.
    pub id: String,
    /// The episode's path.
    pub path: String,
    /// The episode's title.
    pub title: String,
    /// A short hash of text, title and description: whether the episode has changed.
    pub print: String,
    /// ISO date, where known.
    pub date: Option<String>,
    /// Language code.
    pub language: String,
    /// Words spoken.
    pub words: usize,
    /// Audio length in seconds, where known.
    pub duration_s: Option<f64>,
    /// Hosts and guests by name.
    pub people: Vec<String>,
    /// Tags that people gave, in their order.
    pub existing: Vec<String>,
    /// What people have decided about its tags.
    pub decided: SettledTags,
    /// Phrases of the talk, best first.
    pub phrases: Phrases,
    /// Acronyms and what the talk says they are short for, both as normal forms.
    pub definitions: Vec<(String, String)>,
    /// How the episode speaks of each tag of the given vocabulary, ascending by tag.
    pub mentions: Vec<Mention>,
    /// Its telling stems, for learning.
    pub bag: Bag,
    /// The stems behind the numbers of the bag; kept only where reasons are wanted.
    pub stems: Vec<(u32, String)>,
}

impl EpisodeTerms {
    /// With the tags that a list of path and tag gives to the path, and without those that it takes out.
    #[must_use]
    pub fn known(mut self, known: &[(String, String)]) -> Self {
        for (_, tag) in known
            .iter()
            .filter(|(path, _)| names_path(path, &self.path))
        {
            let (list, tag) = match taken_out(tag) {
                Some(tag) => (&mut self.decided.rejected, tag),
                None => (&mut self.existing, tag.as_str()),
            };
            if !list.iter().any(|known| known == tag) {
                list.push(tag.to_owned());
            }
        }
        let decided = &self.decided;
        self.existing.retain(|tag| !decided.rejects(tag));
        self
    }

    /// With what people have decided: a tag that they took out is not one of the given ones any more.
    #[must_use]
    pub fn decided(mut self, choice: SettledTags) -> Self {
        self.decided.kept.extend(choice.kept);
        self.decided.rejected.extend(choice.rejected);
        let decided = &self.decided;
        self.existing.retain(|tag| !decided.rejects(tag));
        self
    }
}

/// Reduces episodes; shared between threads.
pub struct Collector<'o> {
    options: &'o TagOptions,
    /// The vocabulary in each language met.
    matchers: Mutex<BTreeMap<&'static str, Arc<Matcher>>>,
}

impl<'o> Collector<'o> {
    /// For a vocabulary and a language as the options say.
    pub fn new(options: &'o TagOptions) -> Self {
        Self {
            options,
            matchers: Mutex::default(),
        }
    }

    fn matcher(&self, language: Language) -> Option<Arc<Matcher>> {
        let vocabulary = self.options.vocabulary.as_ref()?;
        let mut matchers = self.matchers.lock().unwrap_or_else(PoisonError::into_inner);
        let matcher = matchers
            .entry(language.code)
            .or_insert_with(|| Arc::new(Matcher::new(vocabulary, language)));
        Some(Arc::clone(matcher))
    }

    /// Reduces an episode, with what the options know of its tags. An entry without a transcript is judged by its
    /// description.
    pub fn collect(&self, episode: &Episode) -> EpisodeTerms {
        self.reduce(episode).known(&self.options.known)
    }

    /// Reduces an episode by itself: what the options know of its tags does not count.
    pub fn reduce(&self, episode: &Episode) -> EpisodeTerms {
        let options = self.options;
        let described;
        let source = if episode.has_transcript() {
            episode
        } else {
            described = from_description(episode);
            &described
        };
        let analysis = Analysis::new(source, options.language.as_deref(), PHRASES);
        let about = About::new(episode, analysis.document.language);
        let matcher = self.matcher(analysis.document.language);
        let unwanted = SettledTags {
            kept: Vec::new(),
            rejected: episode.meta.unwanted_tags.clone(),
        };
        let mut existing: Vec<String> = Vec::new();
        for tag in &episode.meta.tags {
            if !unwanted.rejects(tag) && !existing.contains(tag) {
                existing.push(tag.clone());
            }
        }
        EpisodeTerms {
            id: episode.id.clone(),
            path: episode.path.clone(),
            title: episode.meta.title.clone(),
            print: short_hash([
                episode.text.as_str(),
                &episode.meta.title,
                episode.meta.description.as_deref().unwrap_or_default(),
            ]),
            date: episode.meta.date.clone(),
            language: analysis.document.language.code.to_owned(),
            words: if episode.has_transcript() {
                analysis.document.tokens.len()
            } else {
                0
            },
            duration_s: episode.meta.duration_s,
            people: episode.people(),
            existing,
            decided: unwanted,
            phrases: phrases(source, &analysis, &about),
            definitions: definitions(&analysis.document),
            mentions: matcher.map_or_else(Vec::new, |matcher| {
                mentions(source, &analysis, &about, &matcher)
            }),
            bag: bag::bag(&analysis.document, &analysis.keyness, &about),
            stems: if options.explain {
                let stems = analysis.document.stems.iter();
                stems
                    .map(|stem| (bag::number(stem), stem.to_string()))
                    .collect()
            } else {
                Vec::new()
            },
        }
    }
}

/// The description as if it were spoken, so that it is read by the same rules.
pub(super) fn from_description(episode: &Episode) -> Episode {
    let text = episode.meta.description.clone().unwrap_or_default();
    let mut described = episode.clone();
    if !text.trim().is_empty() {
        described.turns = vec![crate::corpus::Turn {
            speaker: None,
            span: Span::new(0, text.len()),
            start_s: None,
            end_s: None,
            line: 0,
        }];
    }
    described.text = text;
    described
}

/// Whether a path written in a list means this episode: the whole path or its last parts.
fn names_path(written: &str, path: &str) -> bool {
    path == written
        || path
            .strip_suffix(written)
            .is_some_and(|rest| rest.ends_with(['/', '\\']))
}

fn phrases(episode: &Episode, analysis: &Analysis<'_>, about: &About) -> Phrases {
    let (document, topics) = (&analysis.document, &analysis.topics);
    let best = topics.first().map_or(1.0, |topic| topic.phrase.score);
    let best = best.max(f64::MIN_POSITIVE);
    let length = document.tokens.len().max(1) as f32;
    let keys: Vec<String> = topics.iter().map(|topic| key_of(document, topic)).collect();
    let first_place = |topic: &Topic| Some(topic.span(document, *topic.places.first()?));
    let candidates = topics.iter().zip(&keys).map(|(topic, key)| {
        let features = &topic.phrase.features;
        let last = topic.phrase.candidate.first + topic.words() - 1;
        Candidate {
            key,
            text: &topic.text,
            score: topic.phrase.score / best,
            first: topic.places.first().map_or(1.0, |&at| at as f32 / length),
            first_s: first_place(topic).and_then(|span| episode.time_at(span.start)),
            count: topic.places.len() as u32,
            spread: features.spread as f32 / 64.0,
            titled: about.title_says(key),
            described: about.description_says(key),
            keyness: features.keyness as f32,
            capitals: features.capitals as f32,
            part_of_speech: document.term(&document.tokens[last]).part_of_speech,
        }
    });
    let candidates: Vec<Candidate<'_>> = candidates.collect();
    let excerpts: Vec<&str> = topics
        .iter()
        .map(|topic| first_place(topic).map_or("", |span| excerpt(document, span)))
        .collect();
    Phrases::pack(&candidates, &excerpts)
}

fn key_of(document: &Document<'_>, topic: &Topic) -> String {
    let stems: Vec<&str> = topic
        .phrase
        .candidate
        .stems
        .iter()
        .map(|stem| &*document.stems[stem.0 as usize])
        .collect();
    stems.join(" ")
}

/// What the title and the description say.
pub(super) struct About {
    /// Stems between blanks, those of the title first.
    text: String,
    /// Bytes of the title's part.
    title: usize,
}

impl About {
    fn new(episode: &Episode, language: Language) -> Self {
        let mut text = " ".to_owned();
        for stem in stems_of(&episode.meta.title, language) {
            text.push_str(&stem);
            text.push(' ');
        }
        let title = text.len();
        let description = episode.meta.description.as_deref().unwrap_or_default();
        for stem in stems_of(description, language) {
            text.push_str(&stem);
            text.push(' ');
        }
        Self { text, title }
    }

    fn title_says(&self, key: &str) -> bool {
        !key.is_empty() && self.text[..self.title].contains(&format!(" {key} "))
    }

    fn description_says(&self, key: &str) -> bool {
        !key.is_empty() && self.text[self.title - 1..].contains(&format!(" {key} "))
    }

    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.text.split_whitespace()
    }

    pub(super) fn title_stems(&self) -> impl Iterator<Item = &str> {
        self.text[..self.title].split_whitespace()
    }
}

fn stems_of(text: &str, language: Language) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#' | '\'' | '.')))
        .map(|word| word.trim_matches(['.', '\'']))
        .filter(|word| !word.is_empty())
        .map(|word| stem(language, &word.to_lowercase()))
        .collect()
}

/// The sentence around a place, or the part of it that fits.
pub(super) fn excerpt<'t>(document: &Document<'t>, place: Span) -> &'t str {
    let number = document
        .sentences
        .partition_point(|sentence| sentence.span.end <= place.start);
    let whole = document
        .sentences
        .get(number)
        .map_or(place, |sentence| sentence.span);
    if whole.len() <= EXCERPT {
        return whole.of(document.text);
    }
    let margin = EXCERPT.saturating_sub(place.len()) / 2;
    let text = document.text;
    let from = text.floor_char_boundary((place.start as usize).saturating_sub(margin));
    let from = text[..from]
        .rfind(' ')
        .map_or(0, |at| at + 1)
        .max(whole.start as usize);
    let to = text.ceil_char_boundary((place.end as usize + margin).min(text.len()));
    let to = text[to..]
        .find(' ')
        .map_or(text.len(), |ahead| to + ahead)
        .min(whole.end as usize);
    &text[from..to]
}
