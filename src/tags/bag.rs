//! An episode as a bag of words, for learning: a few hundred telling stems with their weights, by number only.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::text::{Class, Document};

use super::terms::About;

/// Stems kept of an episode.
const STEMS: usize = 256;

/// What the title says counts as said so many times more.
const TITLE_COUNT: u32 = 3;

/// Number of a stem and the logarithmic count of it, ascending by number.
pub type Bag = Vec<(u32, f32)>;

/// The number of a stem: the same in every run. Of a hundred thousand stems about one shares its number with another.
pub(super) fn number(stem: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// The most telling stems of an episode: often said here, rare in the language.
pub(super) fn bag(document: &Document<'_>, keyness: &[f32], about: &About) -> Bag {
    let mut counts = vec![0_u32; document.stems.len()];
    for token in &document.tokens {
        if document.term(token).class != Class::Function {
            counts[document.stem(token).0 as usize] += 1;
        }
    }
    let numbers: FxHashMap<&str, usize> = document
        .stems
        .iter()
        .enumerate()
        .map(|(number, stem)| (&**stem, number))
        .collect();
    let mut extra: Vec<&str> = Vec::new();
    for stem in about.title_stems() {
        match numbers.get(stem) {
            Some(&at) if keyness[at] > 0.0 => counts[at] += TITLE_COUNT,
            Some(_) => {}
            None => extra.push(stem),
        }
    }
    let mut weighed: Vec<(f32, u32, f32)> = counts
        .iter()
        .zip(&document.stems)
        .zip(keyness)
        .filter(|((count, stem), _)| **count > 0 && stem.len() > 1)
        .map(|((&count, stem), &key)| {
            let loud = 1.0 + (count as f32).ln();
            (loud * key, number(stem), loud)
        })
        .collect();
    let titled = 1.0 + (TITLE_COUNT as f32).ln();
    weighed.extend(extra.iter().map(|stem| (f32::MAX, number(stem), titled)));
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    weighed.truncate(STEMS);
    let mut bag: Bag = weighed
        .into_iter()
        .map(|(_, stem, loud)| (stem, loud))
        .collect();
    bag.sort_by_key(|&(stem, _)| stem);
    bag.dedup_by_key(|(stem, _)| *stem);
    bag.shrink_to_fit();
    bag
}
