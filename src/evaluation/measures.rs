//! The measures, on plain values. All are from 0 to 1.

use rustc_hash::FxHashMap;

use crate::corpus::Span;
use crate::text::{Class, Document, Language};

/// The harmonic mean of precision and recall.
pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}

/// Boundary F1: each reference border is found by one border within `reach` of it. Both ascending.
pub(super) fn boundary_f1(reference: &[f64], ours: &[f64], reach: f64) -> f64 {
    let (mut next, mut hits) = (0, 0.0);
    for border in reference {
        while next < ours.len() && ours[next] < border - reach {
            next += 1;
        }
        if next < ours.len() && ours[next] <= border + reach {
            hits += 1.0;
            next += 1;
        }
    }
    let share = |count: usize| if count == 0 { 0.0 } else { hits / count as f64 };
    f1(share(ours.len()), share(reference.len()))
}

/// Pk (Beeferman and others 1999) and `WindowDiff` (Pevzner and Hearst 2002) over `length` units with borders before
/// the units given; the window is half the mean reference segment. Lower is better; chance is about a half.
pub(super) fn pk_and_window_diff(reference: &[usize], ours: &[usize], length: usize) -> (f64, f64) {
    let segments = reference.iter().filter(|&&border| border > 0).count() + 1;
    let window = (length / (2 * segments)).max(1);
    if length <= window {
        return (0.0, 0.0);
    }
    let before = |borders: &[usize]| {
        let mut counts = vec![0_usize; length + 1];
        for &border in borders
            .iter()
            .filter(|&&border| border > 0 && border < length)
        {
            counts[border + 1] = 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        counts
    };
    let (reference, ours) = (before(reference), before(ours));
    let (mut apart, mut unlike) = (0.0, 0.0);
    let places = length - window;
    for at in 0..places {
        let within = |counts: &[usize]| counts[at + window + 1] - counts[at + 1];
        let (a, b) = (within(&reference), within(&ours));
        apart += f64::from(u8::from((a == 0) != (b == 0)));
        unlike += f64::from(u8::from(a != b));
    }
    (apart / places as f64, unlike / places as f64)
}

/// Stems with their counts.
pub(super) type Bag = FxHashMap<String, u32>;

/// The stems of a text; without function words if only `telling` ones count.
pub(super) fn bag(text: &str, language: Language, telling: bool) -> Bag {
    let document = Document::new(text, [Span::new(0, text.len())], language);
    let mut bag = Bag::default();
    for token in &document.tokens {
        if !telling || document.term(token).class > Class::Function {
            let stem = document.stem(token).0 as usize;
            *bag.entry(document.stems[stem].to_string()).or_default() += 1;
        }
    }
    bag
}

/// F1 of what two bags share: over all words ROUGE-1 with stems (Lin 2004).
pub(super) fn overlap_f1(a: &Bag, b: &Bag) -> f64 {
    let shared: u32 = a
        .iter()
        .map(|(stem, count)| (*count).min(b.get(stem).copied().unwrap_or(0)))
        .sum();
    let all: u32 = a.values().chain(b.values()).sum();
    if all == 0 {
        0.0
    } else {
        2.0 * f64::from(shared) / f64::from(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn borders_within_reach_count_once() {
        let reference = [10.0, 50.0, 90.0];
        assert!(close(boundary_f1(&reference, &reference, 5.0), 1.0));
        assert!(close(boundary_f1(&reference, &[12.0, 13.0], 5.0), 0.4));
        assert!(close(boundary_f1(&reference, &[], 5.0), 0.0));
    }

    #[test]
    fn window_measures_are_nothing_for_the_same_borders_and_grow_with_errors() {
        assert_eq!(pk_and_window_diff(&[5, 10], &[5, 10], 15), (0.0, 0.0));
        let (near, _) = pk_and_window_diff(&[5, 10], &[6, 10], 15);
        let (none, unlike) = pk_and_window_diff(&[5, 10], &[], 15);
        assert!(
            0.0 < near && near < none && none <= unlike,
            "{near} {none} {unlike}"
        );
    }

    #[test]
    fn overlap_counts_stems_as_often_as_both_have_them() {
        let english = Language::from_code("en").unwrap();
        let (a, b) = (
            bag("The keeper of lamps", english, true),
            bag("lamp keepers", english, true),
        );
        assert!(close(overlap_f1(&a, &b), 1.0));
        let c = bag("lamp lamp lamp storm", english, true);
        assert!(close(overlap_f1(&a, &c), 1.0 / 3.0));
    }
}
