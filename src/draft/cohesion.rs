//! How alike the talk is on either side of a place: the cosine of the telling words in two windows.

use std::sync::LazyLock;

use crate::text::Document;

use super::segments::Unit;
use Change::{Enters, Leaves};
use Side::{After, Before};

/// Counts of a word whose weight is kept.
const KNOWN_COUNTS: u16 = 256;

/// Below any product of the weights of two telling words.
const ROUNDING: f64 = 1e-6;

/// The talk as its telling stems, unit by unit.
pub(super) struct Cohesion<'u> {
    units: &'u [Unit],
    keyness: &'u [f32],
    telling: Vec<Vec<u32>>,
}

impl<'u> Cohesion<'u> {
    /// Reads the units of a document; `keyness` holds one value a stem.
    pub(super) fn new(document: &Document<'_>, keyness: &'u [f32], units: &'u [Unit]) -> Self {
        let telling = units
            .iter()
            .map(|unit| {
                let tokens = &document.tokens[unit.tokens(document)];
                let stems = tokens.iter().map(|token| token.stem.0);
                stems.filter(|&stem| keyness[stem as usize] > 1.0).collect()
            })
            .collect();
        Self {
            units,
            keyness,
            telling,
        }
    }

    /// For each unit, the cosine (0 to 1) of the telling words in so many words before it and from it on; each repeated
    /// word counts by its logarithm.
    pub(super) fn around(&self, window: usize) -> Vec<f64> {
        let mut sides = Sides::new(self.keyness);
        let (mut first, mut end) = (0, 0);
        let (mut words_before, mut words_after) = (0, 0);
        (0..self.units.len())
            .map(|number| {
                while end < self.units.len() && words_after < window {
                    sides.change(&self.telling[end], After, Enters);
                    words_after += self.units[end].words;
                    end += 1;
                }
                while first < number && words_before - self.units[first].words >= window {
                    sides.change(&self.telling[first], Before, Leaves);
                    words_before -= self.units[first].words;
                    first += 1;
                }
                let cosine = sides.cosine();
                sides.change(&self.telling[number], After, Leaves);
                sides.change(&self.telling[number], Before, Enters);
                words_after -= self.units[number].words;
                words_before += self.units[number].words;
                cosine
            })
            .collect()
    }
}

/// A window: of the talk before a place, or from there on.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// What happens to a word as the windows move on.
#[derive(Clone, Copy)]
enum Change {
    Enters,
    Leaves,
}

/// The telling words of two windows that touch, with the sums of which their cosine is made.
struct Sides<'k> {
    keyness: &'k [f32],
    /// For each stem, how often it is said before and after.
    counts: Vec<[u16; 2]>,
    /// Sums of squared weights.
    squares: [f64; 2],
    /// Sum of the products of both sides' weights.
    products: f64,
}

impl<'k> Sides<'k> {
    fn new(keyness: &'k [f32]) -> Self {
        Self {
            keyness,
            counts: vec![[0; 2]; keyness.len()],
            squares: [0.0; 2],
            products: 0.0,
        }
    }

    fn change(&mut self, stems: &[u32], side: Side, change: Change) {
        let (own, other) = match side {
            Before => (0, 1),
            After => (1, 0),
        };
        for &stem in stems {
            let counts = &mut self.counts[stem as usize];
            let (was, others) = (weight(counts[own]), weight(counts[other]));
            counts[own] = match change {
                Enters => counts[own].saturating_add(1),
                Leaves => counts[own].saturating_sub(1),
            };
            let is = weight(counts[own]);
            let square = f64::from(self.keyness[stem as usize]).powi(2);
            self.squares[own] += square * (is * is - was * was);
            self.products += square * (is - was) * others;
        }
    }

    fn cosine(&self) -> f64 {
        let [before, after] = self.squares;
        // What is added and taken away again leaves a rounding error.
        if self.products > ROUNDING {
            (self.products / (before * after).sqrt()).min(1.0)
        } else {
            0.0
        }
    }
}

/// What a word weighs that is said so often, in parts of its keyness. Asked for a few small numbers over and over.
fn weight(count: u16) -> f64 {
    static KNOWN: LazyLock<Vec<f64>> = LazyLock::new(|| (0..KNOWN_COUNTS).map(damped).collect());
    let known = KNOWN.get(usize::from(count)).copied();
    known.unwrap_or_else(|| damped(count))
}

fn damped(count: u16) -> f64 {
    if count == 0 {
        0.0
    } else {
        1.0 + f64::from(count).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cosine of two bags of words, counted afresh.
    fn cosine(before: &[u32], after: &[u32], keyness: &[f32]) -> f64 {
        let weights = |stems: &[u32]| -> Vec<f64> {
            let said = |stem: u32| stems.iter().filter(|&&said| said == stem).count() as u16;
            (0..)
                .zip(keyness)
                .map(|(stem, &keyness)| damped(said(stem)) * f64::from(keyness))
                .collect()
        };
        let (before, after) = (weights(before), weights(after));
        let product = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
        let norm = (product(&before, &before) * product(&after, &after)).sqrt();
        if norm > 0.0 {
            product(&before, &after) / norm
        } else {
            0.0
        }
    }

    proptest! {
        #[test]
        fn windows_that_move_on_say_the_same_as_windows_counted_afresh(
            telling in prop::collection::vec(prop::collection::vec(0_u32..6, 0..8), 0..12),
            window in 1_usize..20,
        ) {
            let keyness = [1.5_f32, 2.0, 3.25, 4.0, 1.25, 2.5];
            let units: Vec<Unit> = (0..telling.len())
                .map(|unit| Unit { sentences: unit..unit + 1, words: telling[unit].len() + 1 })
                .collect();
            let cohesion = Cohesion { units: &units, keyness: &keyness, telling: telling.clone() };
            let within = |numbers: &mut dyn Iterator<Item = usize>| {
                let mut words = 0;
                let mut stems = Vec::new();
                for number in numbers {
                    stems.extend_from_slice(&telling[number]);
                    words += units[number].words;
                    if words >= window {
                        break;
                    }
                }
                stems
            };
            for (number, found) in cohesion.around(window).into_iter().enumerate() {
                let before = within(&mut (0..number).rev());
                let after = within(&mut (number..units.len()));
                prop_assert!((found - cosine(&before, &after, &keyness)).abs() < 1e-9);
            }
        }
    }
}
