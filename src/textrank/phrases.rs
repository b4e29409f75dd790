//! Key phrases: candidates scored by TextRank on the co-occurrence graph, fused with how often, where and how widely
//! they occur and how rare their words are.
//!
//! Plain TextRank is the weakest ranker there is on long talk (F@10 of 1.8 to 3.5 against 12 to 18 for TF-IDF in the
//! large comparison of Gallina et al. 2020), because a common word is central in any text. So rank is one factor of a
//! product: `count^a · keyness^b · words^c · earliness^d · rank^e · spread^f`.

use crate::text::{Class, Document, PartOfSpeech};

use super::candidates::{Candidate, MAX_WORDS, candidates};
use super::graph::{Graph, RowBuilder};
use super::pagerank::{PageRankOptions, pagerank};

/// Content words on either side that count as neighbours; sentences are not crossed, function words do not count.
const WINDOW: usize = 3;

/// Words up to which a text is brief, and from which on it no longer is: where nearly everything is said once, counts tell
/// little, and the longer phrase is the more telling one.
const BRIEF: f64 = 100.0;
const NOT_BRIEF: f64 = 220.0;

/// Power of the number of words of a phrase by which it counts more in a brief text.
const BRIEF_WORDS: f64 = 2.0;

/// The bias of stems that the title names. A phrase made of them alone counts as said first of all, in the title.
pub const TITLE_BIAS: f32 = 3.0;

/// How a text begins, which decides what an early place is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Written text says first what it is about.
    Written,
    /// Talk begins with greetings.
    Spoken,
}

/// A scored phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// What it is made of and where it occurs.
    pub candidate: Candidate,
    /// Not bounded; comparable within one document only.
    pub score: f64,
    /// What the score is made of.
    pub features: Features,
}

/// The factors of a phrase's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// Occurrences less those that belong to longer phrases.
    pub count: f64,
    /// Mean keyness of its words.
    pub keyness: f64,
    /// Number of words.
    pub words: f64,
    /// 1 at the start of the text, falling towards 0 with the logarithm of the position.
    pub earliness: f64,
    /// Mean PageRank of its words, 1 being the mean of all words.
    pub rank: f64,
    /// 64ths of the text it occurs in.
    pub spread: f64,
    /// Share of its occurrences written as a name.
    pub capitals: f64,
}

/// All phrases of a document, best first. `keyness` and `bias` hold one value a stem; `bias` multiplies the teleport
/// weight of stems that the title or a description names, 1 being neutral.
pub fn rank_phrases<'a>(
    document: &Document<'_>,
    keyness: &'a [f32],
    bias: &'a [f32],
    setting: Setting,
) -> impl Iterator<Item = Phrase> + use<'a> {
    let graph = cooccurrence(document);
    let teleport = teleport(document, keyness, bias);
    let ranks = pagerank(&graph, &teleport, &PageRankOptions::default());
    let signs = Signs {
        keyness,
        bias,
        mean_rank: 1.0 / ranks.scores.len().max(1) as f64,
        ranks: ranks.scores,
        log_total: (document.tokens.len().max(2) as f64 + 1.0).ln(),
    };
    let candidates = candidates(document);
    let brevity = brevity(document.tokens.len());
    // Of thousands only the best are asked for: the order is made of small keys.
    let mut order: Vec<(f64, usize)> = candidates
        .iter()
        .map(|candidate| score(&signs.features(candidate), setting, brevity))
        .zip(0..)
        .collect();
    order.sort_unstable_by(|&(a, one), &(b, other)| {
        let (one, other) = (&candidates[one], &candidates[other]);
        b.total_cmp(&a)
            .then(one.first.cmp(&other.first))
            .then(one.stems.len().cmp(&other.stems.len()))
    });
    order.into_iter().map(move |(score, number)| {
        let candidate = candidates[number].clone();
        Phrase {
            score,
            features: signs.features(&candidate),
            candidate,
        }
    })
}

/// What is known of the stems of a document.
struct Signs<'a> {
    keyness: &'a [f32],
    bias: &'a [f32],
    ranks: Vec<f64>,
    mean_rank: f64,
    /// Logarithm of the number of words.
    log_total: f64,
}

impl Signs<'_> {
    fn features(&self, candidate: &Candidate) -> Features {
        let stems = || candidate.stems.iter().map(|stem| stem.0 as usize);
        let words = candidate.stems.len() as f64;
        let in_title = stems().all(|stem| self.bias[stem] >= TITLE_BIAS);
        let keyness: f64 = stems().map(|stem| f64::from(self.keyness[stem])).sum();
        let rank: f64 = stems().map(|stem| self.ranks[stem]).sum();
        Features {
            count: candidate.own + f64::from(u8::from(in_title)),
            keyness: keyness / words,
            words,
            earliness: if in_title {
                1.0
            } else {
                1.0 - (candidate.first as f64 + 1.0).ln() / self.log_total
            },
            rank: rank / words / self.mean_rank,
            spread: f64::from(candidate.places.count_ones()),
            capitals: f64::from(candidate.capitals) / f64::from(candidate.count),
        }
    }
}

/// The fused score. The exponents were fitted together on seven sets of abstracts, papers, news and broadcast speech in
/// English and Portuguese, and rounded: count 0.5, keyness 1.1, words 0.8 (the table), rank 0.3, spread 0.2.
///
/// In a brief text (`brevity` 1) long phrases count more: not by the fit, whose sets are mostly longer, but see
/// `docs/QUALITY.md`.
fn score(features: &Features, setting: Setting, brevity: f64) -> f64 {
    let earliness: f32 = match setting {
        Setting::Written => 1.4,
        Setting::Spoken => 0.4,
    };
    // Runs as long as a candidate can be are more often a clause gone wrong than a term.
    let length = if features.words >= MAX_WORDS as f64 {
        0.37
    } else {
        1.0
    };
    let words = [0.0, 1.0, 1.74, 2.41, 3.03][(features.words as usize).min(4)];
    let fused = (features.keyness as f32).powf(1.1)
        * (0.1 + features.earliness as f32).powf(earliness)
        * (0.5 + features.rank as f32).powf(0.3)
        * (features.spread as f32).powf(0.2);
    let brief = features.words.powf(BRIEF_WORDS * brevity);
    features.count.sqrt() * words * length * brief * f64::from(fused)
}

/// How brief a text of so many words is, 0 to 1.
fn brevity(words: usize) -> f64 {
    ((NOT_BRIEF - words as f64) / (NOT_BRIEF - BRIEF)).clamp(0.0, 1.0)
}

/// Where rank is born: at telling words, the earlier the more, and at those that the title names.
fn teleport(document: &Document<'_>, keyness: &[f32], bias: &[f32]) -> Vec<f64> {
    let mut weights = vec![0.0; document.stems.len()];
    for (at, token) in document.tokens.iter().enumerate() {
        let stem = token.stem.0 as usize;
        if weights[stem] == 0.0 && keyness[stem] > 0.0 {
            let early = 1.0 / (2.0 + at as f64).ln();
            weights[stem] = f64::from(keyness[stem]) * early * f64::from(bias[stem]);
        }
    }
    weights
}

/// The co-occurrence graph over stems of words that can be part of a phrase.
fn cooccurrence(document: &Document<'_>) -> Graph {
    let mut sequence: Vec<(u32, u32)> = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        for token in document.tokens_of(sentence) {
            let counts = token.class == Class::Content
                && !matches!(
                    token.part_of_speech,
                    PartOfSpeech::Verb | PartOfSpeech::Adverb | PartOfSpeech::Other
                );
            if counts {
                sequence.push((token.stem.0, number as u32));
            }
        }
    }
    let stems = document.stems.len();
    let places = postings(stems, sequence.iter().map(|&(stem, _)| stem));
    let mut builder = RowBuilder::new(stems, sequence.len() * WINDOW);
    for stem in 0..stems {
        for &at in places.of(stem) {
            let at = at as usize;
            let near = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(sequence.len());
            for other in near {
                let (to, sentence) = sequence[other];
                if to as usize != stem && sentence == sequence[at].1 {
                    builder.add(to, 1.0 / at.abs_diff(other) as f32);
                }
            }
        }
        builder.end_row(stem as u32);
    }
    builder.build()
}

/// For each key, the positions at which it occurs, ascending.
pub struct Postings {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Postings {
    /// The positions of one key.
    pub fn of(&self, key: usize) -> &[u32] {
        &self.places[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// Inverts a sequence of keys below `keys` by counting.
pub fn postings(keys: usize, sequence: impl Iterator<Item = u32> + Clone) -> Postings {
    let mut starts = vec![0_u32; keys + 1];
    for key in sequence.clone() {
        starts[key as usize + 1] += 1;
    }
    for key in 0..keys {
        starts[key + 1] += starts[key];
    }
    let mut next = starts.clone();
    let mut places = vec![0; starts[keys] as usize];
    for (at, key) in sequence.enumerate() {
        places[next[key as usize] as usize] = at as u32;
        next[key as usize] += 1;
    }
    Postings { starts, places }
}

#[cfg(test)]
mod tests {
    use super::super::keyness::keyness;
    use super::*;
    use crate::corpus::Span;
    use crate::text::Language;

    fn best(text: &str, setting: Setting) -> Vec<String> {
        let document = Document::new(
            text,
            [Span::new(0, text.len())],
            Language::from_code("en").unwrap(),
        );
        let bias = vec![1.0; document.stems.len()];
        rank_phrases(&document, &keyness(&document), &bias, setting)
            .map(|phrase| {
                let first = phrase.candidate.first;
                let last = first + phrase.candidate.stems.len() - 1;
                let span = Span {
                    start: document.tokens[first].span.start,
                    end: document.tokens[last].span.end,
                };
                span.of(text).to_lowercase()
            })
            .collect()
    }

    const TALK: &str = "The tide table is a thing that people in a harbour look at every day. A tide table tells you when \
        the water is high. Before computers, a brass machine added up the waves and drew the tide table. You know, \
        people liked the brass machine a lot, and the thing is that it worked.";

    #[test]
    fn what_is_said_often_and_rarely_elsewhere_comes_first() {
        let phrases = best(TALK, Setting::Spoken);
        assert_eq!(phrases[0], "tide table");
        assert!(
            phrases
                .iter()
                .take(4)
                .any(|phrase| phrase == "brass machine"),
            "{phrases:?}"
        );
    }

    #[test]
    fn a_long_phrase_counts_more_the_briefer_the_text() {
        let of = |words: f64| Features {
            count: 1.0,
            keyness: 2.0,
            words,
            earliness: 0.5,
            rank: 1.0,
            spread: 1.0,
            capitals: 0.0,
        };
        let lead = |words: usize| {
            let brevity = brevity(words);
            score(&of(2.0), Setting::Written, brevity) / score(&of(1.0), Setting::Written, brevity)
        };
        assert!((lead(50) - 4.0 * lead(1000)).abs() < 1e-9);
        assert!(lead(50) > lead(160) && lead(160) > lead(300));
    }

    #[test]
    fn vague_words_are_no_phrases() {
        let phrases = best(TALK, Setting::Spoken);
        for vague in ["thing", "people", "lot", "day"] {
            assert!(
                !phrases.iter().any(|phrase| phrase == vague),
                "{vague} in {phrases:?}"
            );
        }
    }

    #[test]
    fn a_part_that_only_one_longer_phrase_accounts_for_is_no_phrase() {
        let phrases = best(
            "We flew to Los Angeles. Los Angeles was hot. Los Angeles again.",
            Setting::Spoken,
        );
        assert!(phrases.contains(&"los angeles".to_owned()), "{phrases:?}");
        assert!(!phrases.contains(&"angeles".to_owned()), "{phrases:?}");
    }

    #[test]
    fn no_phrase_starts_or_ends_with_a_function_word() {
        for phrase in best(TALK, Setting::Written) {
            let words: Vec<&str> = phrase.split(' ').collect();
            for word in [words[0], words[words.len() - 1]] {
                assert!(
                    !["the", "a", "of", "and", "you", "is"].contains(&word),
                    "{phrase}"
                );
            }
        }
    }
}
