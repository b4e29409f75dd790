//! Cuts the conversation into its topics, by dynamic programming over paragraphs.
//!
//! A border costs or gains: a host's question opens a new topic more often than anything else does (four of five human
//! sections start so), vocabulary changes at it, and sections have a usual length. The sum over the whole episode is
//! made as large as it can be. Sections that people marked are taken as they are.

use crate::corpus::{Episode, Role};
use crate::text::Document;

/// Words in a usual section: 193 seconds at 150 words a minute, the median of human sections.
const USUAL_WORDS: f64 = 480.0;

/// Standard deviation of the logarithm of a section's length, from its 10th and 90th percentile (89 s, 390 s).
const LENGTH_SPREAD: f64 = 0.58;

/// No section is longer than this many words, so that the search is linear.
const MOST_WORDS: usize = 2400;

/// A paragraph longer than this is cut at sentence ends for the search.
const UNIT_WORDS: usize = 220;

/// Words on either side of a possible border that are compared.
const WINDOW_WORDS: usize = 220;

/// A stretch of talk about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Its sentences.
    pub sentences: std::ops::Range<usize>,
    /// The title that a person gave it.
    pub title: Option<String>,
}

/// The smallest stretch that the search moves: a paragraph, or a part of a long one.
struct Unit {
    sentences: std::ops::Range<usize>,
    words: usize,
    /// Gain of starting a section here.
    gain: f64,
}

/// The segments of an episode, covering all its sentences in order.
pub fn segments(episode: &Episode, document: &Document<'_>, keyness: &[f32]) -> Vec<Segment> {
    if document.sentences.is_empty() {
        return Vec::new();
    }
    if episode.chapters.len() >= 2 {
        return marked(episode, document);
    }
    let mut units = units(document);
    for number in 0..units.len() {
        units[number].gain = gain(episode, document, keyness, &units, number);
    }
    best_borders(&units)
        .windows(2)
        .map(|pair| Segment {
            sentences: units[pair[0]].sentences.start..units[pair[1] - 1].sentences.end,
            title: None,
        })
        .collect()
}

/// The sections that people marked; talk before the first belongs to none of them and is a segment of its own.
fn marked(episode: &Episode, document: &Document<'_>) -> Vec<Segment> {
    let first_sentence = |turn: usize| {
        document
            .turns
            .get(turn)
            .map_or(document.sentences.len(), |of| of.start)
    };
    let mut segments = Vec::new();
    let opening = first_sentence(episode.chapters[0].turn);
    if opening > 0 {
        segments.push(Segment {
            sentences: 0..opening,
            title: None,
        });
    }
    for (number, chapter) in episode.chapters.iter().enumerate() {
        let next = episode.chapters.get(number + 1);
        let end = next.map_or(document.sentences.len(), |next| first_sentence(next.turn));
        let start = first_sentence(chapter.turn);
        segments.push(Segment {
            sentences: start..end.max(start),
            title: Some(chapter.title.clone()),
        });
    }
    segments
}

fn units(document: &Document<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for turn in &document.turns {
        let mut from = turn.start;
        let mut words = 0;
        for sentence in turn.clone() {
            words += document.sentences[sentence].tokens.len();
            let last = sentence + 1 == turn.end;
            if words >= UNIT_WORDS || last {
                units.push(Unit {
                    sentences: from..sentence + 1,
                    words,
                    gain: 0.0,
                });
                from = sentence + 1;
                words = 0;
            }
        }
    }
    units
}

/// What a section border before this unit is worth.
fn gain(
    episode: &Episode,
    document: &Document<'_>,
    keyness: &[f32],
    units: &[Unit],
    number: usize,
) -> f64 {
    let unit = &units[number];
    let first = &document.sentences[unit.sentences.start];
    let opens_turn = document.turns[first.turn].start == unit.sentences.start;
    let mut gain = -1.0 + 1.6 * change_of_words(document, keyness, units, number);
    if !opens_turn {
        return gain - 0.6;
    }
    let role = episode.speaker_of(first.turn).map(|speaker| speaker.role);
    let asks = unit.sentences.clone().any(|sentence| {
        let sentence = &document.sentences[sentence];
        sentence.question && sentence.tokens.len() >= 5
    });
    gain += match (role, asks) {
        (Some(Role::Host), true) => 1.1,
        (Some(Role::Host), false) => 0.1,
        (None | Some(Role::Unknown), true) => 0.7,
        (_, true) => 0.2,
        _ => -0.2,
    };
    // A question in a few words follows up; one with a lead-in changes the subject.
    gain + if asks {
        0.4 * ((unit.words as f64 / 25.0).min(2.0) - 0.6)
    } else {
        0.0
    }
}

/// 1 less the cosine of the telling words before and after a border, each repeated word counted by its logarithm.
fn change_of_words(document: &Document<'_>, keyness: &[f32], units: &[Unit], number: usize) -> f64 {
    let mut before = Bag::default();
    let mut words = 0;
    for unit in units[..number].iter().rev().take_while(|unit| {
        words += unit.words;
        words <= WINDOW_WORDS + unit.words
    }) {
        before.add(document, unit);
    }
    let mut after = Bag::default();
    words = 0;
    for unit in units[number..].iter().take_while(|unit| {
        words += unit.words;
        words <= WINDOW_WORDS + unit.words
    }) {
        after.add(document, unit);
    }
    1.0 - before.cosine(&mut after, keyness)
}

/// Stems of a window, sorted when compared.
#[derive(Default)]
struct Bag {
    stems: Vec<u32>,
}

impl Bag {
    fn add(&mut self, document: &Document<'_>, unit: &Unit) {
        for sentence in unit.sentences.clone() {
            let tokens = document.tokens_of(&document.sentences[sentence]);
            self.stems
                .extend(tokens.iter().map(|token| document.stem(token).0));
        }
    }

    fn counted(&mut self, keyness: &[f32]) -> Vec<(u32, f64)> {
        self.stems.sort_unstable();
        self.stems
            .chunk_by(|a, b| a == b)
            .filter(|same| keyness[same[0] as usize] > 1.0)
            .map(|same| {
                let count = same.len() as f64;
                (
                    same[0],
                    (1.0 + count.ln()) * f64::from(keyness[same[0] as usize]),
                )
            })
            .collect()
    }

    fn cosine(&mut self, other: &mut Self, keyness: &[f32]) -> f64 {
        let (a, b) = (self.counted(keyness), other.counted(keyness));
        let norm = |bag: &[(u32, f64)]| {
            bag.iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f64>()
                .sqrt()
        };
        let (mut i, mut j, mut dot) = (0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    dot += a[i].1 * b[j].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        let norms = norm(&a) * norm(&b);
        if norms > 0.0 { dot / norms } else { 0.0 }
    }
}

/// The borders, first and last unit included, that make the sum of gains and length costs largest.
fn best_borders(units: &[Unit]) -> Vec<usize> {
    let mut best = vec![f64::NEG_INFINITY; units.len() + 1];
    let mut from = vec![0; units.len() + 1];
    best[0] = 0.0;
    for end in 1..=units.len() {
        let mut words = 0;
        for start in (0..end).rev() {
            words += units[start].words;
            if words > MOST_WORDS && start + 1 < end {
                break;
            }
            let gain = if start == 0 { 0.0 } else { units[start].gain };
            let sum = best[start] + gain - length_cost(words);
            if sum > best[end] {
                best[end] = sum;
                from[end] = start;
            }
        }
    }
    let mut borders = vec![units.len()];
    let mut at = units.len();
    while at > 0 {
        at = from[at];
        borders.push(at);
    }
    borders.reverse();
    borders
}

/// How unusual a length is: half the squared distance of its logarithm from the usual, in standard deviations.
fn length_cost(words: usize) -> f64 {
    let distance = ((words.max(1) as f64) / USUAL_WORDS).ln() / LENGTH_SPREAD;
    0.35 * distance * distance / 2.0
}
