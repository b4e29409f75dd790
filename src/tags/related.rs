//! Finds episodes alike: those that share tags, a rare shared tag counting more than a common one.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Related, TaggedEpisode};
use rayon::prelude::*;

/// Fills in up to `limit` related episodes for each, best first. Cosine of tag vectors weighted by inverse document
/// frequency.
pub(super) fn relate(episodes: &mut [TaggedEpisode], limit: usize) {
    let space = Space::of(episodes);
    let products = || vec![0.0; episodes.len()];
    let related: Vec<Vec<Related>> = (0..episodes.len())
        .into_par_iter()
        .map_init(products, |products, number| {
            let alike = |(score, other): (f64, usize)| Related {
                id: episodes[other].id.clone(),
                score,
                shared: space.shared(episodes, number, other),
            };
            let mut near = space.near(number, products);
            let by_rank = |a: &(f64, usize), b: &(f64, usize)| by_rank(episodes, *a, *b);
            if near.len() > limit {
                near.select_nth_unstable_by(limit, by_rank);
                near.truncate(limit);
            }
            near.sort_by(by_rank);
            near.into_iter().map(alike).collect()
        })
        .collect();
    for (episode, related) in episodes.iter_mut().zip(related) {
        episode.related = related;
    }
}

/// The nearer episode first, of equals that of the first id.
fn by_rank(episodes: &[TaggedEpisode], a: (f64, usize), b: (f64, usize)) -> Ordering {
    let nearer = b.0.total_cmp(&a.0);
    nearer
        .then_with(|| episodes[a.1].id.cmp(&episodes[b.1].id))
        .then(a.1.cmp(&b.1))
}

/// Episodes as vectors of tags.
struct Space {
    /// The tags of each episode, by number, in their order.
    tags: Vec<Vec<u32>>,
    /// The episodes that carry each tag, ascending.
    carriers: Vec<Vec<u32>>,
    /// Inverse document frequency of each tag.
    weights: Vec<f64>,
    norms: Vec<f64>,
}

impl Space {
    fn of(episodes: &[TaggedEpisode]) -> Self {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut carriers: Vec<Vec<u32>> = Vec::new();
        let mut tags: Vec<Vec<u32>> = Vec::with_capacity(episodes.len());
        for (episode, number) in episodes.iter().zip(0..) {
            let mut own = Vec::with_capacity(episode.tags.len());
            for tag in &episode.tags {
                let next = carriers.len() as u32;
                let tag = *numbers.entry(&tag.slug).or_insert(next);
                if tag == next {
                    carriers.push(Vec::new());
                }
                carriers[tag as usize].push(number);
                own.push(tag);
            }
            tags.push(own);
        }
        let total = episodes.len() as f64;
        let weight = |carriers: &Vec<u32>| (total / carriers.len() as f64).ln().max(0.0);
        let weights: Vec<f64> = carriers.iter().map(weight).collect();
        let norm = |own: &Vec<u32>| {
            let squares = own.iter().map(|tag| weights[*tag as usize].powi(2));
            squares.sum::<f64>().sqrt()
        };
        Self {
            norms: tags.iter().map(norm).collect(),
            tags,
            carriers,
            weights,
        }
    }

    /// All episodes that share a telling tag with one, with their nearness. `products` is 0 for each episode, before and
    /// after.
    fn near(&self, number: usize, products: &mut [f64]) -> Vec<(f64, usize)> {
        let mut met: Vec<usize> = Vec::new();
        for &tag in &self.tags[number] {
            let weight = self.weights[tag as usize];
            let carriers = self.carriers[tag as usize].iter();
            for other in carriers.map(|other| *other as usize) {
                if other != number && weight > 0.0 {
                    if products[other] == 0.0 {
                        met.push(other);
                    }
                    products[other] += weight * weight;
                }
            }
        }
        let near = met.into_iter().map(|other| {
            let product = std::mem::take(&mut products[other]);
            (product / (self.norms[number] * self.norms[other]), other)
        });
        near.collect()
    }

    /// The tags that two episodes share, rarest first.
    fn shared(&self, episodes: &[TaggedEpisode], number: usize, other: usize) -> Vec<String> {
        let mut shared: Vec<(f64, &str)> = Vec::new();
        for (&tag, own) in self.tags[number].iter().zip(&episodes[number].tags) {
            let there = self.tags[other].iter().filter(|&&others| others == tag);
            shared.extend(there.map(|_| (self.weights[tag as usize], own.tag.as_str())));
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        shared.into_iter().map(|(_, tag)| tag.to_owned()).collect()
    }
}
