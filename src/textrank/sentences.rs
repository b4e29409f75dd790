//! Key sentences: PageRank on a graph of sentences joined by the telling stems they share.
//!
//! Edges are idf-cosine (`LexRank`, Erkan and Radev 2004) with keyness for idf. The graph is made sparse through an
//! inverted index: a sentence is compared, stem by stem, with the nearest few sentences that have the stem. So a
//! three-hour episode costs time in proportion to its length, and what is near in talk counts as near.

use crate::text::{Class, Document};

use super::graph::{Graph, RowBuilder};
use super::pagerank::{PageRankOptions, Ranks, pagerank};
use super::phrases::postings;

/// Sentences looked at to either side of one, for each of its stems.
const REACH: usize = 4;

/// Ranks all sentences of a document. `keyness` holds one value a stem, `teleport` one a sentence.
pub fn rank_sentences(document: &Document<'_>, keyness: &[f32], teleport: &[f64]) -> Ranks {
    pagerank(
        &similarity(document, keyness),
        teleport,
        &PageRankOptions::default(),
    )
}

/// The similarity graph over sentences.
fn similarity(document: &Document<'_>, keyness: &[f32]) -> Graph {
    let bags = Bags::new(document, keyness);
    let places = postings(document.stems.len(), bags.stems.iter().copied());
    let mut builder = RowBuilder::new(document.sentences.len(), bags.stems.len() * REACH);
    // For each stem, how many sentences before this one have it.
    let mut before = vec![0_usize; document.stems.len()];
    for sentence in 0..document.sentences.len() {
        for at in bags.range(sentence) {
            let stem = bags.stems[at] as usize;
            let weight = keyness[stem] * keyness[stem] * bags.shares[sentence];
            let list = places.of(stem);
            let here = before[stem];
            before[stem] += 1;
            let near = here.saturating_sub(REACH)..(here + REACH + 1).min(list.len());
            for &place in &list[near] {
                let other = bags.sentence_of[place as usize];
                if other as usize != sentence {
                    builder.add(other, weight * bags.shares[other as usize]);
                }
            }
        }
        builder.end_row(sentence as u32);
    }
    builder.build()
}

/// The distinct telling stems of each sentence.
struct Bags {
    starts: Vec<u32>,
    stems: Vec<u32>,
    sentence_of: Vec<u32>,
    /// One over the norm of each sentence.
    shares: Vec<f32>,
}

impl Bags {
    fn new(document: &Document<'_>, keyness: &[f32]) -> Self {
        let mut bags = Self {
            starts: vec![0],
            stems: Vec::new(),
            sentence_of: Vec::new(),
            shares: Vec::new(),
        };
        let mut seen = vec![u32::MAX; document.stems.len()];
        for (number, sentence) in document.sentences.iter().enumerate() {
            let mut norm = 0.0;
            for token in document.tokens_of(sentence) {
                let stem = token.stem.0;
                if token.class != Class::Content || seen[stem as usize] == number as u32 {
                    continue;
                }
                seen[stem as usize] = number as u32;
                norm += keyness[stem as usize] * keyness[stem as usize];
                bags.stems.push(stem);
                bags.sentence_of.push(number as u32);
            }
            bags.starts.push(bags.stems.len() as u32);
            bags.shares
                .push(if norm > 0.0 { 1.0 / norm.sqrt() } else { 0.0 });
        }
        bags
    }

    fn range(&self, sentence: usize) -> std::ops::Range<usize> {
        self.starts[sentence] as usize..self.starts[sentence + 1] as usize
    }
}
