//! Finds the tags of a vocabulary in a talk, by stems: how often, where first, how widely.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::corpus::{Episode, Span};
use crate::text::Document;

use super::terms::{About, excerpt, from_description};
use super::vocabulary::{Matcher, Term, Vocabulary};

/// How an episode speaks of one tag.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Mention {
    /// The tag's number in the vocabulary.
    pub tag: u32,
    /// How often the talk says it.
    pub count: u32,
    /// Where the talk says it first, from 0 (start) to 1.
    pub first: f32,
    /// Share of the talk's 32 parts that say it, 0 to 1.
    pub spread: f32,
    /// Whether the title or description says it.
    pub named: bool,
    /// When it is said first, in seconds.
    pub first_s: Option<f64>,
    /// An exact piece of the talk, title or description that says it.
    pub evidence: String,
}

/// One place after the other.
#[derive(Default)]
struct Places {
    count: u32,
    first: usize,
    span: Span,
    parts: u32,
}

/// All tags that the episode says, ascending by number.
pub(super) fn mentions(
    episode: &Episode,
    analysis: &Analysis<'_>,
    about: &About,
    matcher: &Matcher,
) -> Vec<Mention> {
    let document = &analysis.document;
    let parts = stem_parts(document);
    let stems: Vec<&str> = parts.iter().map(|(stem, _)| *stem).collect();
    let mut found: FxHashMap<u32, Places> = FxHashMap::default();
    scan(&stems, matcher, |tag, at, length| {
        let places = found.entry(tag).or_default();
        if places.count == 0 {
            places.first = at;
            places.span = Span {
                start: document.tokens[parts[at].1].span.start,
                end: document.tokens[parts[at + length - 1].1].span.end,
            };
        }
        places.count += 1;
        places.parts |= 1 << (at * 32 / stems.len());
    });
    let titled: Vec<&str> = about.stems().collect();
    let mut named: Vec<u32> = Vec::new();
    scan(&titled, matcher, |tag, _, _| named.push(tag));
    let mut tags: Vec<u32> = found.keys().copied().chain(named.iter().copied()).collect();
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter()
        .map(|tag| {
            let places = found.get(&tag);
            Mention {
                tag,
                count: places.map_or(0, |places| places.count),
                first: places.map_or(1.0, |places| {
                    places.first as f32 / stems.len().max(1) as f32
                }),
                spread: places.map_or(0.0, |places| places.parts.count_ones() as f32 / 32.0),
                named: named.contains(&tag),
                first_s: places.and_then(|places| episode.time_at(places.span.start)),
                evidence: places.map_or_else(
                    || episode.meta.title.clone(),
                    |places| excerpt(document, places.span).to_owned(),
                ),
            }
        })
        .collect()
}

/// A place where an episode says a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// When, in seconds, where known.
    pub start_s: Option<f64>,
    /// An exact piece of the talk around it.
    pub quote: String,
}

/// Every place where the talk says a term under any of its names, in order. An entry without a transcript is judged by
/// its description.
pub fn places(episode: &Episode, language: Option<&str>, term: &Term) -> Vec<Place> {
    let described;
    let source = if episode.has_transcript() {
        episode
    } else {
        described = from_description(episode);
        &described
    };
    let analysis = Analysis::new(source, language, 1);
    let document = &analysis.document;
    let vocabulary = Vocabulary {
        terms: vec![term.clone()],
        never: Vec::new(),
    };
    let matcher = Matcher::new(&vocabulary, document.language);
    let parts = stem_parts(document);
    let stems: Vec<&str> = parts.iter().map(|(stem, _)| *stem).collect();
    let mut places = Vec::new();
    scan(&stems, &matcher, |_, at, length| {
        let span = Span {
            start: document.tokens[parts[at].1].span.start,
            end: document.tokens[parts[at + length - 1].1].span.end,
        };
        places.push(Place {
            start_s: source.time_at(span.start),
            quote: excerpt(document, span).to_owned(),
        });
    });
    places
}

/// Calls `found` with tag, place and length of every form that is said; a phrase that bars a tag hides it where it
/// stands.
fn scan(stems: &[&str], matcher: &Matcher, mut found: impl FnMut(u32, usize, usize)) {
    let longest = matcher.longest();
    let mut barred: Vec<(u32, usize)> = Vec::new();
    for at in 0..stems.len() {
        barred.retain(|&(_, until)| until > at);
        let ahead = &stems[at..stems.len().min(at + longest)];
        let mut said: Vec<u32> = Vec::new();
        for form in matcher.at(ahead) {
            barred.extend(form.bars.iter().map(|&tag| (tag, at + form.stems.len())));
            for &tag in &form.means {
                if !said.contains(&tag) && !barred.iter().any(|&(bar, _)| bar == tag) {
                    said.push(tag);
                    found(tag, at, form.stems.len());
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn said(vocabulary: &Vocabulary, stems: &str) -> Vec<(u32, usize)> {
        let matcher = Matcher::new(vocabulary, Language::from_code("en").unwrap());
        let stems: Vec<&str> = stems.split(' ').collect();
        let mut found = Vec::new();
        scan(&stems, &matcher, |tag, at, _| found.push((tag, at)));
        found
    }

    #[test]
    fn other_names_and_joined_spellings_count() {
        let vocabulary = Vocabulary {
            terms: vec![
                Term {
                    aliases: vec!["k8s".to_owned()],
                    broader: vec!["containers".to_owned()],
                    ..Term::named("Kubernetes")
                },
                Term::named("containers"),
                Term::named("dev tools"),
            ],
            never: Vec::new(),
        };
        assert_eq!(said(&vocabulary, "k8s is"), [(0, 0), (1, 0)]);
        assert_eq!(
            said(&vocabulary, "my devtool and dev tool"),
            [(2, 1), (2, 3)]
        );
    }

    #[test]
    fn what_a_tag_never_means_does_not_count() {
        let vocabulary = Vocabulary {
            terms: vec![Term {
                never: vec!["go ahead".to_owned(), "let it go".to_owned()],
                ..Term::named("Go")
            }],
            never: Vec::new(),
        };
        assert_eq!(said(&vocabulary, "go ahead and go let it go"), [(0, 3)]);
    }
}
