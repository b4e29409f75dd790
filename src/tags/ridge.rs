//! Learns tags from the words of the episodes that carry them: ridge regression in its dual form, with the exact
//! prediction for each known episode as if it had been left out.
//!
//! With `K` the cosines of the training episodes, `A = (K + λI)⁻¹` and centred labels `y`, the dual weights are
//! `α = A·y`, and leaving episode `i` out predicts `yᵢ − αᵢ / Aᵢᵢ` (Rifkin and Lippert 2007, "Notes on regularized
//! least squares"). One inversion serves all tags. No random numbers, one order of operations.

use rustc_hash::FxHashMap;

use super::bag::Bag;

/// Ridge penalty λ, against cosines.
const PENALTY: f32 = 0.3;

/// What a fit knows.
pub(super) struct Ridge {
    /// For each word number, the training episodes that say it with their weights.
    postings: FxHashMap<u32, Vec<(u32, f32)>>,
    /// Rarity of each word number.
    rarity: FxHashMap<u32, f32>,
    /// `α`, one row a training episode, one column a tag.
    dual: Vec<f32>,
    /// Share of the training episodes that carry each tag.
    means: Vec<f32>,
    /// Predictions for the training episodes, each left out.
    left_out: Vec<f32>,
    tags: usize,
    episodes: usize,
}

impl Ridge {
    /// Fits on the bags of training episodes; `carried` has for each of them the numbers of its tags, below `tags`.
    /// `rarity` is the inverse document frequency of each word number; words without one are left out.
    pub(super) fn fit(
        bags: &[&Bag],
        carried: &[Vec<u32>],
        tags: usize,
        rarity: FxHashMap<u32, f32>,
    ) -> Self {
        let episodes = bags.len();
        let mut postings: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
        let unit: Vec<Bag> = bags.iter().map(|bag| unit_bag(bag, &rarity)).collect();
        for (episode, bag) in unit.iter().enumerate() {
            for &(word, weight) in bag {
                postings
                    .entry(word)
                    .or_default()
                    .push((episode as u32, weight));
            }
        }
        let mut kernel = vec![0.0_f32; episodes * episodes];
        for (bag, row) in unit.iter().zip(kernel.chunks_mut(episodes.max(1))) {
            cosines(bag, &postings, row);
        }
        for at in 0..episodes {
            kernel[at * episodes + at] += PENALTY;
        }
        let lower = inverse_factor(kernel, episodes);
        let (means, labels) = centred(carried, tags);
        let dual = apply_inverse(&lower, &labels, episodes, tags);
        let left_out = leave_out(&lower, &dual, labels, &means);
        Self {
            postings,
            rarity,
            dual,
            means,
            left_out,
            tags,
            episodes,
        }
    }

    /// One value a tag: near 1 where the words are those of the tag's episodes, its share of all episodes where they say
    /// nothing.
    pub(super) fn predict(&self, bag: &Bag) -> Vec<f32> {
        let mut alike = vec![0.0; self.episodes];
        cosines(&unit_bag(bag, &self.rarity), &self.postings, &mut alike);
        let mut values = self.means.clone();
        for (&cosine, dual) in alike.iter().zip(self.dual.chunks(self.tags.max(1))) {
            if cosine != 0.0 {
                for (value, &dual) in values.iter_mut().zip(dual) {
                    *value += cosine * dual;
                }
            }
        }
        values
    }

    /// The same for the training episode of this number, as if it had not been in the training.
    pub(super) fn left_out(&self, episode: usize) -> &[f32] {
        &self.left_out[episode * self.tags..][..self.tags]
    }

    /// How much each word of a bag speaks for a tag, strongest first.
    pub(super) fn reasons(&self, bag: &Bag, tag: usize) -> Vec<(u32, f32)> {
        let mut reasons: Vec<(u32, f32)> = unit_bag(bag, &self.rarity)
            .into_iter()
            .filter_map(|(word, weight)| {
                let postings = self.postings.get(&word)?;
                let learnt: f32 = postings
                    .iter()
                    .map(|&(episode, said)| said * self.dual[episode as usize * self.tags + tag])
                    .sum();
                Some((word, weight * learnt))
            })
            .collect();
        reasons.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        reasons
    }
}

/// The bag weighed by rarity and brought to length 1.
fn unit_bag(bag: &Bag, rarity: &FxHashMap<u32, f32>) -> Bag {
    let mut unit: Bag = bag
        .iter()
        .filter_map(|&(word, loud)| Some((word, loud * rarity.get(&word)?)))
        .collect();
    let norm = unit
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    if norm > 0.0 {
        for (_, weight) in &mut unit {
            *weight /= norm;
        }
    }
    unit
}

fn cosines(bag: &Bag, postings: &FxHashMap<u32, Vec<(u32, f32)>>, row: &mut [f32]) {
    for (word, weight) in bag {
        for &(episode, said) in postings.get(word).map_or(&[][..], Vec::as_slice) {
            row[episode as usize] += weight * said;
        }
    }
}

/// `L⁻¹` of the Cholesky factor of a symmetric positive definite matrix, row by row.
fn inverse_factor(mut matrix: Vec<f32>, size: usize) -> Vec<f32> {
    // Upper factor in place: matrix = UᵀU, so that every inner loop runs along rows.
    for at in 0..size {
        let (above, below) = matrix.split_at_mut((at + 1) * size);
        let row = &mut above[at * size..];
        let root = row[at].max(f32::MIN_POSITIVE).sqrt();
        for value in &mut row[at..] {
            *value /= root;
        }
        for (ahead, other) in below.chunks_mut(size).enumerate() {
            let column = at + 1 + ahead;
            let factor = row[column];
            if factor != 0.0 {
                for (value, &upper) in other[column..].iter_mut().zip(&row[column..]) {
                    *value -= factor * upper;
                }
            }
        }
    }
    let mut inverse = vec![0.0_f32; size * size];
    for at in 0..size {
        let (before, here) = inverse.split_at_mut(at * size);
        let row = &mut here[..size];
        for (number, other) in before.chunks(size).enumerate() {
            let factor = matrix[number * size + at];
            if factor != 0.0 {
                for (value, &known) in row[..=number].iter_mut().zip(other) {
                    *value -= factor * known;
                }
            }
        }
        row[at] = 1.0;
        let diagonal = matrix[at * size + at];
        for value in &mut row[..=at] {
            *value /= diagonal;
        }
    }
    inverse
}

/// The share of episodes that carry each tag; and 1 for each tag carried and 0 for the others, less that share.
fn centred(carried: &[Vec<u32>], tags: usize) -> (Vec<f32>, Vec<f32>) {
    let mut means = vec![0.0_f32; tags];
    for &tag in carried.iter().flatten() {
        means[tag as usize] += 1.0;
    }
    for mean in &mut means {
        *mean /= carried.len().max(1) as f32;
    }
    let mut labels = Vec::with_capacity(carried.len() * tags);
    for own in carried {
        let start = labels.len();
        labels.extend(means.iter().map(|mean| -mean));
        for &tag in own {
            labels[start + tag as usize] += 1.0;
        }
    }
    (means, labels)
}

/// `L⁻ᵀ L⁻¹ · right`, with `right` of one row an episode.
fn apply_inverse(lower: &[f32], right: &[f32], size: usize, columns: usize) -> Vec<f32> {
    let mut half = vec![0.0_f32; size * columns];
    let mut whole = vec![0.0_f32; size * columns];
    if columns == 0 {
        return whole;
    }
    for (row, target) in half.chunks_mut(columns).enumerate() {
        for (factor, source) in lower[row * size..][..=row]
            .iter()
            .zip(right.chunks(columns))
        {
            for (value, &other) in target.iter_mut().zip(source) {
                *value += factor * other;
            }
        }
    }
    for (row, source) in half.chunks(columns).enumerate() {
        let factors = &lower[row * size..][..=row];
        for (factor, target) in factors.iter().zip(whole.chunks_mut(columns)) {
            for (value, &other) in target.iter_mut().zip(source) {
                *value += factor * other;
            }
        }
    }
    whole
}

fn leave_out(lower: &[f32], dual: &[f32], mut labels: Vec<f32>, means: &[f32]) -> Vec<f32> {
    let tags = means.len().max(1);
    let size = labels.len() / tags;
    let mut diagonal = vec![0.0_f32; size];
    for row in lower.chunks(size.max(1)) {
        for (sum, value) in diagonal.iter_mut().zip(row) {
            *sum += value * value;
        }
    }
    let rows = labels.chunks_mut(tags).zip(dual.chunks(tags));
    for ((row, dual), diagonal) in rows.zip(diagonal) {
        for ((value, dual), mean) in row.iter_mut().zip(dual).zip(means) {
            *value += mean - dual / diagonal;
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(words: std::ops::Range<u32>) -> FxHashMap<u32, f32> {
        words.map(|word| (word, 1.0)).collect()
    }

    fn bags() -> Vec<Bag> {
        // Words 1 and 2 go with tag 0, word 5 with tag 1; word 9 is everywhere.
        [
            [1, 2, 9],
            [1, 3, 9],
            [2, 4, 9],
            [5, 6, 9],
            [5, 7, 9],
            [5, 3, 9],
        ]
        .iter()
        .map(|words| words.iter().map(|&word| (word, 1.0)).collect())
        .collect()
    }

    const CARRIED: [&[u32]; 6] = [&[0], &[0], &[0], &[1], &[1], &[1]];

    fn fit(without: Option<usize>) -> Ridge {
        let bags = bags();
        let kept = |at: &usize| Some(*at) != without;
        let rows: Vec<&Bag> = (0..6).filter(kept).map(|at| &bags[at]).collect();
        let carried: Vec<Vec<u32>> = (0..6).filter(kept).map(|at| CARRIED[at].to_vec()).collect();
        Ridge::fit(&rows, &carried, 2, even(0..10))
    }

    #[test]
    fn words_of_a_tags_episodes_speak_for_it() {
        let ridge = fit(None);
        let values = ridge.predict(&vec![(1, 1.0), (2, 1.0)]);
        assert!(values[0] > 0.7 && values[1] < 0.3, "{values:?}");
        assert_eq!(ridge.reasons(&vec![(1, 1.0), (9, 1.0)], 0)[0].0, 1);
    }

    #[test]
    fn leaving_out_is_what_a_fit_without_the_episode_predicts() {
        let whole = fit(None);
        let (bags, without) = (bags(), fit(Some(1)));
        // The shortcut keeps the means of all episodes; the difference is small and known.
        for (shortcut, honest) in whole.left_out(1).iter().zip(without.predict(&bags[1])) {
            assert!((shortcut - honest).abs() < 0.15, "{shortcut} {honest}");
        }
        assert!(whole.left_out(1)[0] < whole.predict(&bags[1])[0]);
    }

    #[test]
    fn nothing_to_learn_from_is_no_error() {
        let ridge = Ridge::fit(&[], &[], 3, even(0..2));
        assert_eq!(ridge.predict(&vec![(1, 1.0)]), [0.0; 3]);
    }
}
