//! The health of the tags that people gave: which are used once, spelt twice, too common, never used; which episodes
//! have none; which have come and gone. Needs no transcript.

use std::collections::{BTreeMap, BTreeSet};

use crate::publish::{Site, TagInUse, check_slugs};
use crate::text::Language;

use super::TaggedEpisode;
use super::initials::{initials, letters, words};
use super::normal::normal_form;
use super::vocabulary::Vocabulary;

/// Share of the episodes above which a tag tells none of them apart.
const COMMON: f64 = 0.25;

/// Episodes below which shares mean nothing.
const FEW_EPISODES: usize = 8;

/// Letters below which two tags one letter apart may well be two things.
const LONG_ENOUGH: usize = 6;

/// Years that show a drift at least.
const YEARS: usize = 3;

/// Uses that a tag must have had to be missed.
const ESTABLISHED: usize = 3;

/// One episode's tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedEntry {
    /// Path or id.
    pub episode: String,
    /// ISO date, where known.
    pub date: Option<String>,
    /// Its tags, in their order.
    pub tags: Vec<String>,
}

impl TaggedEntry {
    /// The tags that an episode has got.
    pub fn of(episode: &TaggedEpisode) -> Self {
        Self {
            episode: episode.id.clone(),
            date: episode.date.clone(),
            tags: episode.tags.iter().map(|tag| tag.tag.clone()).collect(),
        }
    }
}

/// How two tags are nearly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// `Go` and `go`.
    Case,
    /// `open source` and `open-source`; `dev tools` and `devtools`.
    Spacing,
    /// `tool` and `tools`.
    Plural,
    /// `test` and `testing`.
    Stem,
    /// `LLM` and `large language model`.
    Acronym,
    /// `javascript` and `javascipt`.
    Letter,
}

impl Likeness {
    /// The word for it in reports and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Spacing => "spacing",
            Self::Plural => "plural",
            Self::Stem => "stem",
            Self::Acronym => "acronym",
            Self::Letter => "one letter",
        }
    }

    /// Whether two tags so alike are the same beyond doubt.
    pub fn is_certain(self) -> bool {
        matches!(self, Self::Case | Self::Spacing | Self::Plural)
    }
}

/// Two tags that are nearly one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// The one less used.
    pub from: String,
    /// The one to keep.
    pub into: String,
    /// How they are alike.
    pub likeness: Likeness,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// Episodes looked at.
    pub episodes: usize,
    /// Tags with the number of episodes that carry each, by number, falling.
    pub uses: Vec<(String, usize)>,
    /// Episodes without a tag.
    pub untagged: Vec<String>,
    /// Tags on one episode only.
    pub once: Vec<String>,
    /// Nearly equal tags.
    pub duplicates: Vec<Duplicate>,
    /// Tags on more than a quarter of the episodes.
    pub common: Vec<(String, usize)>,
    /// Tags of the vocabulary that no episode carries.
    pub unused: Vec<String>,
    /// Tags that are not in the vocabulary.
    pub outside: Vec<String>,
    /// For each site generator, what is wrong with addresses.
    pub addresses: Vec<String>,
    /// Established tags with the last year that used them, where the catalogue goes on for two years and more.
    pub faded: Vec<(String, String)>,
    /// Year, episodes and tags used for the first time.
    pub years: Vec<(String, usize, usize)>,
}

/// Examines tags. The order of entries does not matter. Stems are compared where the language is known.
pub fn examine(
    entries: &[TaggedEntry],
    vocabulary: Option<&Vocabulary>,
    language: Language,
) -> Health {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        for tag in entry.tags.iter().collect::<BTreeSet<_>>() {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let mut uses: Vec<(String, usize)> = counts
        .iter()
        .map(|(tag, count)| ((*tag).to_owned(), *count))
        .collect();
    uses.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut untagged: Vec<String> = entries
        .iter()
        .filter(|entry| entry.tags.is_empty())
        .map(|entry| entry.episode.clone())
        .collect();
    untagged.sort();
    let most = COMMON * entries.len() as f64;
    Health {
        episodes: entries.len(),
        untagged,
        once: names(uses.iter().filter(|(_, count)| *count == 1)),
        duplicates: duplicates(&with_known(&counts, vocabulary), language),
        common: uses
            .iter()
            .filter(|(_, count)| entries.len() >= FEW_EPISODES && *count as f64 > most)
            .cloned()
            .collect(),
        unused: unused(vocabulary, &counts),
        outside: outside(vocabulary, &counts),
        addresses: addresses(&uses),
        faded: faded(entries, &counts),
        years: years(entries),
        uses,
    }
}

/// The tags in use, and those of the vocabulary that are not.
fn with_known<'a>(
    counts: &BTreeMap<&'a str, usize>,
    vocabulary: Option<&'a Vocabulary>,
) -> BTreeMap<&'a str, usize> {
    let terms = vocabulary.iter().flat_map(|own| &own.terms);
    let mut all: BTreeMap<&str, usize> = terms.map(|term| (term.tag.as_str(), 0)).collect();
    all.extend(counts);
    all
}

fn names<'a>(uses: impl Iterator<Item = &'a (String, usize)>) -> Vec<String> {
    let mut names: Vec<String> = uses.map(|(tag, _)| tag.clone()).collect();
    names.sort();
    names
}

fn unused(vocabulary: Option<&Vocabulary>, counts: &BTreeMap<&str, usize>) -> Vec<String> {
    let terms = vocabulary.iter().flat_map(|own| &own.terms);
    terms
        .map(|term| &term.tag)
        .filter(|tag| !counts.contains_key(tag.as_str()))
        .cloned()
        .collect()
}

fn outside(vocabulary: Option<&Vocabulary>, counts: &BTreeMap<&str, usize>) -> Vec<String> {
    let Some(vocabulary) = vocabulary else {
        return Vec::new();
    };
    let known: BTreeSet<&str> = vocabulary
        .terms
        .iter()
        .map(|term| term.tag.as_str())
        .collect();
    let outside = counts.keys().filter(|tag| !known.contains(*tag));
    outside.map(|tag| (*tag).to_owned()).collect()
}

/// What each generator would make of the tags, said once for all generators that agree.
fn addresses(uses: &[(String, usize)]) -> Vec<String> {
    let tags: Vec<TagInUse> = uses
        .iter()
        .map(|(tag, pages)| TagInUse {
            tag: tag.clone(),
            pages: *pages,
            added: true,
        })
        .collect();
    Site::ALL
        .into_iter()
        .filter(|site| *site != Site::Json)
        .flat_map(|site| check_slugs(site, &tags))
        .map(|problem| {
            // How to rename while publishing is no part of this report.
            let said = problem.to_string();
            said.split("; ").next().unwrap_or_default().to_owned()
        })
        .collect()
}

fn year_of(entry: &TaggedEntry) -> Option<&str> {
    entry.date.as_deref()?.get(..4)
}

fn years(entries: &[TaggedEntry]) -> Vec<(String, usize, usize)> {
    let mut by_year: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for entry in entries {
        if let Some(year) = year_of(entry) {
            let (episodes, tags) = by_year.entry(year).or_default();
            *episodes += 1;
            tags.extend(entry.tags.iter().map(String::as_str));
        }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    by_year
        .into_iter()
        .map(|(year, (episodes, tags))| {
            let new = tags.into_iter().filter(|tag| seen.insert(tag)).count();
            (year.to_owned(), episodes, new)
        })
        .collect()
}

fn faded(entries: &[TaggedEntry], counts: &BTreeMap<&str, usize>) -> Vec<(String, String)> {
    let all: BTreeSet<&str> = entries.iter().filter_map(year_of).collect();
    if all.len() < YEARS {
        return Vec::new();
    }
    let recent: BTreeSet<&str> = all.iter().rev().take(2).copied().collect();
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in entries {
        if let Some(year) = year_of(entry) {
            for tag in &entry.tags {
                let known = last.entry(tag).or_insert(year);
                *known = (*known).max(year);
            }
        }
    }
    last.into_iter()
        .filter(|(tag, year)| counts[tag] >= ESTABLISHED && !recent.contains(year))
        .map(|(tag, year)| (tag.to_owned(), year.to_owned()))
        .collect()
}

/// Pairs of nearly equal tags, each tag replaced once at most.
fn duplicates(counts: &BTreeMap<&str, usize>, language: Language) -> Vec<Duplicate> {
    let mut found: Vec<Duplicate> = Vec::new();
    let mut replaced: BTreeSet<&str> = BTreeSet::new();
    for likeness in [
        Likeness::Case,
        Likeness::Spacing,
        Likeness::Plural,
        Likeness::Stem,
        Likeness::Acronym,
        Likeness::Letter,
    ] {
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for &tag in counts.keys().filter(|tag| !replaced.contains(*tag)) {
            for key in keys(tag, likeness, language) {
                groups.entry(key).or_default().push(tag);
            }
        }
        for group in groups.into_values() {
            let mut alike: Vec<&str> = group
                .into_iter()
                .filter(|tag| !replaced.contains(*tag))
                .collect();
            alike.dedup();
            let phrases = alike.iter().filter(|tag| is_phrase(tag));
            // Of several phrases with the same initials none can be told to be the one.
            if likeness == Likeness::Acronym && phrases.count() != 1 {
                continue;
            }
            // The one used most stays; of equals the first by letters.
            let Some(&into) = alike
                .iter()
                .min_by_key(|tag| (std::cmp::Reverse(counts[**tag]), **tag))
            else {
                continue;
            };
            for from in alike.into_iter().filter(|tag| *tag != into) {
                replaced.insert(from);
                found.push(Duplicate {
                    from: from.to_owned(),
                    into: into.to_owned(),
                    likeness,
                });
            }
        }
    }
    found.sort_by(|a, b| (a.likeness, &a.into, &a.from).cmp(&(b.likeness, &b.into, &b.from)));
    found
}

/// Tags with a common key are alike in this way.
fn keys(tag: &str, likeness: Likeness, language: Language) -> Vec<String> {
    let lower = tag.trim().to_lowercase();
    let folded = fold(&lower);
    match likeness {
        Likeness::Case => vec![lower],
        Likeness::Spacing => vec![folded],
        Likeness::Plural => vec![singular(&folded).to_owned()],
        Likeness::Stem if language.pack.is_some() => vec![normal_form(language, tag)],
        Likeness::Stem => Vec::new(),
        Likeness::Acronym => acronym(tag.trim(), &lower, language),
        Likeness::Letter => without_one_letter(&folded),
    }
}

/// Without what separates words. A sign at an end is part of a name (`.net`, `c++`).
fn fold(lower: &str) -> String {
    let inner = |at: usize| at > 0 && at + 1 < lower.len();
    lower
        .char_indices()
        .filter(|&(at, c)| !(c.is_whitespace() || matches!(c, '-' | '_' | '.' | '/') && inner(at)))
        .map(|(_, c)| c)
        .collect()
}

fn singular(folded: &str) -> &str {
    let root = folded.strip_suffix('s');
    root.filter(|root| root.chars().count() > 2 && !root.ends_with(['s', 'u', 'i']))
        .unwrap_or(folded)
}

/// The initials of several words, or the letters of what may be initials: two of them only in capitals.
fn acronym(tag: &str, lower: &str, language: Language) -> Vec<String> {
    if is_phrase(tag) {
        return initials(language.code, lower);
    }
    let is_short = (3..=5).contains(&lower.chars().count());
    let own = letters(tag).or_else(|| is_short.then(|| lower.to_owned()));
    own.into_iter().collect()
}

fn is_phrase(tag: &str) -> bool {
    words(tag).nth(1).is_some()
}

/// The word itself and each way to leave out one letter: two words one letter apart share one of these.
fn without_one_letter(folded: &str) -> Vec<String> {
    if folded.chars().count() < LONG_ENOUGH || folded.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let mut keys: Vec<String> = folded
        .char_indices()
        .map(|(at, c)| format!("{}{}", &folded[..at], &folded[at + c.len_utf8()..]))
        .collect();
    keys.push(folded.to_owned());
    keys.sort();
    keys.dedup();
    keys
}

#[cfg(test)]
#[path = "health_tests.rs"]
mod tests;
