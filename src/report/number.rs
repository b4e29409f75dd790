//! Computed numbers as they are published: rounded so that noise in the last bits is never seen, and never NaN.

/// Rounds a score to four significant digits; what is not finite becomes 0.
pub(super) fn score(value: f64) -> f64 {
    if !value.is_finite() {
        return 0.0;
    }
    // Through decimal text, which is correctly rounded: multiplying by powers of ten is not.
    let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(0.0);
    rounded + 0.0 // turns -0 into 0
}

/// A score with four decimals, for tables.
pub(super) fn score_cell(value: f64) -> String {
    format!("{:.4}", score(value))
}

/// Rounds seconds to hundredths; what is not finite is not known.
pub(super) fn seconds(value: Option<f64>) -> Option<f64> {
    let finite = value.filter(|value| value.is_finite())?;
    let rounded = (finite * 100.0).round() / 100.0 + 0.0;
    rounded.is_finite().then_some(rounded)
}

/// Seconds with two decimals, for tables; empty where they are not known.
pub(super) fn seconds_cell(value: Option<f64>) -> String {
    seconds(value).map_or_else(String::new, |seconds| format!("{seconds:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_keep_four_significant_digits_and_are_always_finite() {
        let table = [
            (0.031_234_567, 0.031_23),
            (0.000_012_345_6, 0.000_012_35),
            (0.999_99, 1.0),
            (f64::NAN, 0.0),
            (f64::INFINITY, 0.0),
        ];
        for (value, expected) in table {
            assert_eq!(score(value).to_bits(), f64::to_bits(expected), "{value}");
        }
        assert_eq!(score(-0.0).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn tables_print_a_fixed_number_of_decimals() {
        assert_eq!(score_cell(0.5), "0.5000");
        assert_eq!(score_cell(-0.0), "0.0000");
        assert_eq!(score_cell(f64::NAN), "0.0000");
        assert_eq!(seconds_cell(Some(12.3456)), "12.35");
        assert_eq!(seconds_cell(Some(f64::NAN)), "");
        assert_eq!(seconds_cell(Some(f64::MAX)), "");
        assert_eq!(seconds_cell(None), "");
    }
}
