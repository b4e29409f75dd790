//! How alike the talk is on either side of a place: the cosine of the telling words in two windows.

use crate::text::Document;

use super::segments::Unit;

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
        let stems = self.keyness.len();
        let (mut before, mut after) = (Bag::new(stems), Bag::new(stems));
        (0..self.units.len())
            .map(|number| {
                let units = self.units.iter().zip(&self.telling);
                before.fill(units.clone().take(number).rev(), window);
                after.fill(units.skip(number), window);
                before.cosine(&after, self.keyness)
            })
            .collect()
    }
}

/// The telling stems of a window with their counts, over all stems of the document so that nothing is sorted or hashed.
struct Bag {
    counts: Vec<u16>,
    stems: Vec<u32>,
}

impl Bag {
    fn new(stems: usize) -> Self {
        Self {
            counts: vec![0; stems],
            stems: Vec::new(),
        }
    }

    fn fill<'u>(&mut self, units: impl Iterator<Item = (&'u Unit, &'u Vec<u32>)>, window: usize) {
        for &stem in &self.stems {
            self.counts[stem as usize] = 0;
        }
        self.stems.clear();
        let mut words = 0;
        for (unit, telling) in units {
            for &stem in telling {
                let count = &mut self.counts[stem as usize];
                if *count == 0 {
                    self.stems.push(stem);
                }
                *count = count.saturating_add(1);
            }
            words += unit.words;
            if words >= window {
                break;
            }
        }
    }

    fn weight(&self, stem: u32, keyness: &[f32]) -> f64 {
        match self.counts[stem as usize] {
            0 => 0.0,
            1 => f64::from(keyness[stem as usize]),
            count => (1.0 + f64::from(count).ln()) * f64::from(keyness[stem as usize]),
        }
    }

    fn cosine(&self, other: &Self, keyness: &[f32]) -> f64 {
        let (mut dot, mut own, mut others) = (0.0, 0.0, 0.0);
        for &stem in &self.stems {
            let weight = self.weight(stem, keyness);
            own += weight * weight;
            dot += weight * other.weight(stem, keyness);
        }
        for &stem in &other.stems {
            others += other.weight(stem, keyness).powi(2);
        }
        if dot > 0.0 {
            dot / (own * others).sqrt()
        } else {
            0.0
        }
    }
}
