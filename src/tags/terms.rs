//! What is kept of an episode for tagging: its phrases with counts and one place each, not its text.

use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, Topic};
use crate::corpus::{Episode, Span};
use crate::text::{Document, Language, stem};

use super::TagOptions;

/// Phrases kept of an episode, for document frequencies.
const PHRASES: usize = 160;

/// Bytes of an excerpt shown as evidence at most.
const EXCERPT: usize = 120;

/// Something an episode may be tagged with.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Normal form: stems joined by blanks, so that case, hyphens, plurals and possessives do not matter.
    pub key: String,
    /// As the episode says it.
    pub text: String,
    /// 0 to 1 within the episode.
    pub score: f64,
    /// How often the talk says it.
    pub count: u32,
    /// When it is said first, in seconds.
    pub first_s: Option<f64>,
    /// An exact piece of the talk around the first place.
    pub evidence: String,
    /// Whether the title or description says it.
    pub named: bool,
}

/// One episode, reduced to what tagging needs.
#[derive(Clone, Debug, PartialEq)]
pub struct EpisodeTerms {
    /// The episode's id.
    pub id: String,
    /// The episode's path.
    pub path: String,
    /// The episode's title.
    pub title: String,
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
    /// Phrases of the talk, best first.
    pub phrases: Vec<Candidate>,
    /// For each tag of the vocabulary that the episode says, its number and how.
    pub vocabulary: Vec<(usize, Candidate)>,
}

impl EpisodeTerms {
    /// Reduces an episode. An entry without a transcript is judged by its description.
    pub fn collect(episode: &Episode, options: &TagOptions) -> Self {
        let described;
        let source = if episode.has_transcript() {
            episode
        } else {
            described = from_description(episode);
            &described
        };
        let analysis = Analysis::new(source, options.language.as_deref(), PHRASES);
        let about = About::new(episode, analysis.document.language);
        Self {
            id: episode.id.clone(),
            path: episode.path.clone(),
            title: episode.meta.title.clone(),
            date: episode.meta.date.clone(),
            language: analysis.document.language.code.to_owned(),
            words: if episode.has_transcript() {
                analysis.document.tokens.len()
            } else {
                0
            },
            duration_s: episode.meta.duration_s,
            people: episode.people(),
            existing: existing(episode, options),
            phrases: phrases(source, &analysis, &about),
            vocabulary: vocabulary(source, &analysis, &about, options),
        }
    }
}

/// The description as if it were spoken, so that it is read by the same rules.
fn from_description(episode: &Episode) -> Episode {
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

/// The source's own tags, then those that `--known` gives for the path.
fn existing(episode: &Episode, options: &TagOptions) -> Vec<String> {
    let known = options
        .known
        .iter()
        .filter(|(path, _)| names_path(path, &episode.path))
        .map(|(_, tag)| tag);
    let mut tags: Vec<String> = Vec::new();
    for tag in episode.meta.tags.iter().chain(known) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags
}

/// Whether a path written in a list means this episode: the whole path or its last parts.
fn names_path(written: &str, path: &str) -> bool {
    path == written
        || path
            .strip_suffix(written)
            .is_some_and(|rest| rest.ends_with(['/', '\\']))
}

fn phrases(episode: &Episode, analysis: &Analysis<'_>, about: &About) -> Vec<Candidate> {
    let best = analysis
        .topics
        .first()
        .map_or(1.0, |topic| topic.phrase.score)
        .max(f64::MIN_POSITIVE);
    analysis
        .topics
        .iter()
        .map(|topic| {
            let key = key_of(&analysis.document, topic);
            let first = topic
                .places
                .first()
                .map(|&at| topic.span(&analysis.document, at));
            Candidate {
                named: about.says(&key),
                key,
                text: topic.text.clone(),
                score: topic.phrase.score / best,
                count: topic.places.len() as u32,
                first_s: first.and_then(|span| episode.time_at(span.start)),
                evidence: first
                    .map(|span| excerpt(&analysis.document, span))
                    .unwrap_or_default(),
            }
        })
        .collect()
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

/// The normal form of a tag as people write it.
pub fn normal_form(language: Language, tag: &str) -> String {
    let lower = tag.to_lowercase().replace('\u{2019}', "'");
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | ','));
    let stems: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(|word| stem(language, word.trim_matches('#')))
        .collect();
    stems.join(" ")
}

/// What the title and the description say.
struct About {
    text: String,
}

impl About {
    fn new(episode: &Episode, language: Language) -> Self {
        let description = episode.meta.description.as_deref().unwrap_or_default();
        let words = format!("{} {description}", episode.meta.title);
        let stems: Vec<String> = words
            .split(|c: char| {
                !(c.is_alphanumeric() || c == '+' || c == '#' || c == '\'' || c == '.')
            })
            .map(|word| word.trim_matches(['.', '\'']))
            .filter(|word| !word.is_empty())
            .map(|word| stem(language, &word.to_lowercase()))
            .collect();
        Self {
            text: format!(" {} ", stems.join(" ")),
        }
    }

    fn says(&self, key: &str) -> bool {
        !key.is_empty() && self.text.contains(&format!(" {key} "))
    }
}

/// Finds the tags of the vocabulary in the talk, by stems.
fn vocabulary(
    episode: &Episode,
    analysis: &Analysis<'_>,
    about: &About,
    options: &TagOptions,
) -> Vec<(usize, Candidate)> {
    let Some(vocabulary) = &options.vocabulary else {
        return Vec::new();
    };
    let document = &analysis.document;
    let keys: Vec<String> = vocabulary
        .iter()
        .map(|tag| normal_form(document.language, tag))
        .collect();
    let mut starts: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (number, key) in keys.iter().enumerate() {
        if let Some(first) = key.split(' ').next() {
            starts.entry(first).or_default().push(number);
        }
    }
    let mut found: FxHashMap<usize, (u32, Span)> = FxHashMap::default();
    let parts = stem_parts(document);
    for (at, &(part, _)) in parts.iter().enumerate() {
        for &number in starts.get(part).map_or(&[][..], Vec::as_slice) {
            let words = keys[number].split(' ').count();
            let matches = keys[number]
                .split(' ')
                .zip(&parts[at..])
                .filter(|(word, (part, _))| word == part)
                .count();
            if matches == words {
                let last = document.tokens[parts[at + words - 1].1].span;
                let span = Span {
                    start: document.tokens[parts[at].1].span.start,
                    end: last.end,
                };
                found.entry(number).or_insert((0, span)).0 += 1;
            }
        }
    }
    keys.iter()
        .enumerate()
        .filter_map(|(number, key)| {
            let named = about.says(key);
            let place = found.get(&number);
            (named || place.is_some()).then(|| {
                let candidate = Candidate {
                    key: key.clone(),
                    text: vocabulary[number].clone(),
                    score: 0.0,
                    count: place.map_or(0, |(count, _)| *count),
                    first_s: place.and_then(|(_, span)| episode.time_at(span.start)),
                    evidence: place.map_or_else(
                        || episode.meta.title.clone(),
                        |(_, span)| excerpt(document, *span),
                    ),
                    named,
                };
                (number, candidate)
            })
        })
        .collect()
}

/// All stems of the talk in order with their tokens; a hyphenated word gives one for each part.
fn stem_parts<'d>(document: &'d Document<'_>) -> Vec<(&'d str, usize)> {
    let mut parts = Vec::with_capacity(document.tokens.len());
    for (at, token) in document.tokens.iter().enumerate() {
        parts.extend(
            document.stems[document.stem(token).0 as usize]
                .split(' ')
                .map(|part| (part, at)),
        );
    }
    parts
}

/// The sentence around a place, or the part of it that fits.
fn excerpt(document: &Document<'_>, place: Span) -> String {
    let number = document
        .sentences
        .partition_point(|sentence| sentence.span.end <= place.start);
    let whole = document
        .sentences
        .get(number)
        .map_or(place, |sentence| sentence.span);
    if whole.len() <= EXCERPT {
        return whole.of(document.text).to_owned();
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
    text[from..to].to_owned()
}
