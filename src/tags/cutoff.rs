//! How many tags an episode gets: as many as make the expected F1 of the choice greatest.
//!
//! With a probability for every tag, the F1 of the best `k` against what people would have given is about
//! `2 · (sum of the k) / (k + sum of all)`; Lewis 1995, "Evaluating and optimizing autonomous text classification
//! systems".

/// The number of tags to take from `probabilities`, which fall, out of tags that sum up to `total` in all. At least 1
/// where there is one, at most `limit`.
pub(super) fn how_many(probabilities: &[f64], total: f64, limit: usize) -> usize {
    let mut sum = 0.0;
    let mut best = (0.0, 0);
    for (index, probability) in probabilities.iter().take(limit).enumerate() {
        sum += probability;
        let expected = 2.0 * sum / ((index + 1) as f64 + total);
        if expected > best.0 {
            best = (expected, index + 1);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::how_many;

    #[test]
    fn few_likely_tags_are_better_than_many_unlikely_ones() {
        for (probabilities, limit, expected) in [
            (&[0.9, 0.8, 0.1, 0.05][..], 5, 2),
            (&[0.9, 0.8, 0.7, 0.6], 2, 2),
            (&[0.2, 0.2, 0.2], 5, 3),
            (&[0.01], 5, 1),
            (&[], 5, 0),
        ] {
            let total = probabilities.iter().sum();
            assert_eq!(
                how_many(probabilities, total, limit),
                expected,
                "{probabilities:?}"
            );
        }
    }
}
