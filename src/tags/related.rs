//! Finds episodes alike: those that share tags, a rare shared tag counting more than a common one.

use std::collections::BTreeMap;

use super::{Related, TaggedEpisode};

/// Fills in up to `limit` related episodes for each, best first. Cosine of tag vectors weighted by inverse document
/// frequency.
pub(super) fn relate(episodes: &mut [TaggedEpisode], limit: usize) {
    let mut carriers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, episode) in episodes.iter().enumerate() {
        for tag in &episode.tags {
            carriers.entry(tag.slug.clone()).or_default().push(number);
        }
    }
    let total = episodes.len() as f64;
    let weight = |slug: &str| (total / carriers[slug].len() as f64).ln().max(0.0);
    let norms: Vec<f64> = episodes
        .iter()
        .map(|episode| {
            episode
                .tags
                .iter()
                .map(|tag| weight(&tag.slug).powi(2))
                .sum::<f64>()
                .sqrt()
        })
        .collect();
    let related: Vec<Vec<Related>> = (0..episodes.len())
        .map(|number| alike(episodes, number, &carriers, &norms, &weight, limit))
        .collect();
    for (episode, related) in episodes.iter_mut().zip(related) {
        episode.related = related;
    }
}

fn alike(
    episodes: &[TaggedEpisode],
    number: usize,
    carriers: &BTreeMap<String, Vec<usize>>,
    norms: &[f64],
    weight: &dyn Fn(&str) -> f64,
    limit: usize,
) -> Vec<Related> {
    let mut shared: BTreeMap<usize, Vec<(f64, &str)>> = BTreeMap::new();
    for tag in &episodes[number].tags {
        for &other in &carriers[&tag.slug] {
            if other != number {
                shared
                    .entry(other)
                    .or_default()
                    .push((weight(&tag.slug), &tag.tag));
            }
        }
    }
    let mut related: Vec<Related> = shared
        .into_iter()
        .filter_map(|(other, mut tags)| {
            let dot: f64 = tags.iter().map(|(weight, _)| weight * weight).sum();
            let norm = norms[number] * norms[other];
            tags.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            (dot > 0.0 && norm > 0.0).then(|| Related {
                id: episodes[other].id.clone(),
                score: dot / norm,
                shared: tags.into_iter().map(|(_, tag)| tag.to_owned()).collect(),
            })
        })
        .collect();
    related.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    related.truncate(limit);
    related
}
