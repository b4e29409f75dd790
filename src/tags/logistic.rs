//! Logistic regression that starts from given weights and moves as far as the data say: Newton's method with a penalty
//! on the distance, in a fixed order of operations.

/// Rounds of Newton's method at most.
const ROUNDS: usize = 25;

/// Steps halved at most in a round.
const HALVINGS: usize = 12;

/// Weights and an intercept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Logistic<const N: usize> {
    pub(super) intercept: f64,
    pub(super) weights: [f64; N],
}

/// One observation: its features, what was seen, how often it counts.
#[derive(Clone, Debug)]
pub(super) struct Row<const N: usize> {
    pub(super) features: [f64; N],
    pub(super) positive: bool,
    pub(super) weight: f64,
}

impl<const N: usize> Logistic<N> {
    /// 0 to 1.
    pub(super) fn probability(&self, features: &[f64; N]) -> f64 {
        sigmoid(self.log_odds(features))
    }

    pub(super) fn log_odds(&self, features: &[f64; N]) -> f64 {
        let sum: f64 = self
            .weights
            .iter()
            .zip(features)
            .map(|(weight, feature)| weight * feature)
            .sum();
        self.intercept + sum
    }

    /// The weights that explain the rows best without going far: `penalty · deviation²` for each weight, measured in
    /// standard deviations of its feature. The intercept is all but free.
    pub(super) fn refit(&self, rows: &[Row<N>], penalty: f64) -> Self {
        let scale = deviations(rows);
        // The intercept is the last of the unknowns.
        let penalties: Vec<f64> = scale
            .iter()
            .map(|scale| penalty * scale * scale)
            .chain([penalty * 0.01])
            .collect();
        let mut model = self.clone();
        let mut loss = self.loss(&model, rows, &penalties);
        for _ in 0..ROUNDS {
            let Some(step) = self.newton_step(&model, rows, &penalties) else {
                break;
            };
            let mut length = 1.0;
            let mut better = None;
            for _ in 0..HALVINGS {
                let tried = model.moved(&step, length);
                let reached = self.loss(&tried, rows, &penalties);
                if reached < loss {
                    better = Some((tried, reached));
                    break;
                }
                length *= 0.5;
            }
            let Some((tried, reached)) = better else {
                break;
            };
            let gained = loss - reached;
            (model, loss) = (tried, reached);
            if gained < 1e-7 * loss.abs() {
                break;
            }
        }
        model
    }

    fn moved(&self, step: &[f64], length: f64) -> Self {
        let mut moved = self.clone();
        for (weight, step) in moved.weights.iter_mut().zip(step) {
            *weight -= length * step;
        }
        moved.intercept -= length * step[N];
        moved
    }

    fn loss(&self, model: &Self, rows: &[Row<N>], penalties: &[f64]) -> f64 {
        let data: f64 = rows
            .iter()
            .map(|row| {
                let odds = model.log_odds(&row.features);
                let signed = if row.positive { -odds } else { odds };
                // ln(1 + e^x) without overflow.
                row.weight * (signed.max(0.0) + (-signed.abs()).exp().ln_1p())
            })
            .sum();
        data + 0.5
            * self
                .distances(model, penalties)
                .map(|(d, p)| d * d * p)
                .sum::<f64>()
    }

    fn distances<'a>(
        &'a self,
        model: &'a Self,
        penalties: &'a [f64],
    ) -> impl Iterator<Item = (f64, f64)> + 'a {
        let weights = model.weights.iter().zip(&self.weights);
        weights
            .map(|(new, old)| new - old)
            .chain([model.intercept - self.intercept])
            .zip(penalties.iter().copied())
    }

    fn newton_step(&self, model: &Self, rows: &[Row<N>], penalties: &[f64]) -> Option<Vec<f64>> {
        let size = N + 1;
        let mut gradient: Vec<f64> = self
            .distances(model, penalties)
            .map(|(distance, penalty)| distance * penalty)
            .collect();
        let mut curvature = vec![0.0; size * size];
        for (at, penalty) in penalties.iter().enumerate() {
            curvature[at * size + at] = penalty + 1e-9;
        }
        let mut values = vec![1.0; size];
        for row in rows {
            values[..N].copy_from_slice(&row.features);
            let probability = model.probability(&row.features);
            let error = row.weight * (probability - f64::from(u8::from(row.positive)));
            let spread = row.weight * probability * (1.0 - probability);
            for (at, &value) in values.iter().enumerate() {
                if value == 0.0 {
                    continue;
                }
                gradient[at] += error * value;
                for (cell, &other) in curvature[at * size..].iter_mut().zip(&values) {
                    *cell += spread * value * other;
                }
            }
        }
        solve(curvature, gradient)
    }
}

fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds.clamp(-40.0, 40.0)).exp())
}

fn deviations<const N: usize>(rows: &[Row<N>]) -> [f64; N] {
    let total: f64 = rows.iter().map(|row| row.weight).sum::<f64>().max(1e-12);
    let mut deviations = [0.0; N];
    for (at, deviation) in deviations.iter_mut().enumerate() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for row in rows {
            sum += row.weight * row.features[at];
            squares += row.weight * row.features[at] * row.features[at];
        }
        let mean = sum / total;
        // A feature that never varies stays where it was.
        *deviation = (squares / total - mean * mean).max(1e-6).sqrt();
    }
    deviations
}

/// Solves a symmetric, positive definite system by Gaussian elimination; `None` if it is not one.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at * size + at];
        if !(pivot > 0.0 && pivot.is_finite()) {
            return None;
        }
        for row in at + 1..size {
            let factor = matrix[row * size + at] / pivot;
            if factor == 0.0 {
                continue;
            }
            for column in at..size {
                matrix[row * size + column] -= factor * matrix[at * size + column];
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size)
            .map(|column| matrix[at * size + column] * right[column])
            .sum();
        right[at] = (right[at] - known) / matrix[at * size + at];
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[(f64, bool)]) -> Vec<Row<1>> {
        of.iter()
            .map(|&(feature, positive)| Row {
                features: [feature],
                positive,
                weight: 1.0,
            })
            .collect()
    }

    const NEUTRAL: Logistic<1> = Logistic {
        intercept: 0.0,
        weights: [0.0],
    };

    #[test]
    fn data_pull_the_weights_and_the_penalty_holds_them() {
        let data = rows(&[
            (0.0, false),
            (0.0, false),
            (1.0, true),
            (1.0, true),
            (1.0, false),
        ]);
        let free = NEUTRAL.refit(&data, 0.01);
        let held = NEUTRAL.refit(&data, 10.0);
        assert!(free.weights[0] > 1.0, "{free:?}");
        assert!(
            held.weights[0] > 0.0 && held.weights[0] < free.weights[0],
            "{held:?}"
        );
        assert!(free.probability(&[1.0]) > free.probability(&[0.0]));
    }

    #[test]
    fn without_data_the_weights_stay() {
        let start = Logistic {
            intercept: -1.0,
            weights: [2.0],
        };
        assert_eq!(start.refit(&[], 1.0), start);
    }

    #[test]
    fn data_that_one_feature_separates_do_not_send_the_weights_away() {
        let data = rows(&[(0.0, false), (0.0, false), (50.0, true), (50.0, true)]);
        let model = NEUTRAL.refit(&data, 1.0);
        assert!(
            model.weights[0].is_finite() && model.weights[0] < 5.0,
            "{model:?}"
        );
    }
}
