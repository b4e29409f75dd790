//! Chooses passages: the best ones that say different things, spread over the episode.
//!
//! Maximal marginal relevance (Carbonell and Goldstein 1998) over stems, greedy, with a limit for each segment so that
//! the loudest corner of an episode does not take all places.

use rustc_hash::FxHashSet;

use crate::text::Document;

use super::passages::Passage;

/// Shared stems, as a share of the smaller passage, from which one passage is a repetition of the other.
const REPETITION: f64 = 0.6;

/// Least worth of a passage, as a share of the best one's: rather a highlight fewer than one that says nothing.
const LEAST: f64 = 0.12;

/// Chooses passages until there are `count` with those taken before. `segment_of` gives a passage's segment; a segment gives at most `per_segment`.
/// The result is in conversation order.
pub(super) fn spread<'p>(
    document: &Document<'_>,
    passages: &'p [Passage],
    taken_before: &[&'p Passage],
    count: usize,
    per_segment: usize,
    segment_of: impl Fn(&Passage) -> usize,
) -> Vec<&'p Passage> {
    let mut taken: Vec<&Passage> = Vec::new();
    let mut bags: Vec<FxHashSet<u32>> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    for passage in taken_before {
        bags.push(passage.content_stems(document).into_iter().collect());
        used.push(segment_of(passage));
    }
    let order = best_first(passages);
    let least = order.first().map_or(0.0, |best| LEAST * best.score);
    for passage in order {
        if taken.len() + taken_before.len() >= count || passage.score < least {
            break;
        }
        let segment = segment_of(passage);
        if used.iter().filter(|&&other| other == segment).count() >= per_segment {
            continue;
        }
        let bag: FxHashSet<u32> = passage.content_stems(document).into_iter().collect();
        if bags.iter().any(|other| repeats(other, &bag)) {
            continue;
        }
        taken.push(passage);
        bags.push(bag);
        used.push(segment);
    }
    taken.sort_by_key(|passage| passage.sentence);
    taken
}

fn best_first(passages: &[Passage]) -> Vec<&Passage> {
    let mut order: Vec<&Passage> = passages
        .iter()
        .filter(|passage| passage.score > 0.0)
        .collect();
    order.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.sentence.cmp(&b.sentence))
    });
    order
}

fn repeats(a: &FxHashSet<u32>, b: &FxHashSet<u32>) -> bool {
    let smaller = a.len().min(b.len());
    smaller > 0 && a.intersection(b).count() as f64 >= REPETITION * smaller as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Span;
    use crate::draft::clause::MainClause;
    use crate::text::Language;

    #[test]
    fn a_passage_that_is_worth_next_to_nothing_takes_no_place() {
        let text = "Foghorns need steam. Barometers need mercury. I am a keeper.";
        let english = Language::from_code("en").unwrap();
        let document = Document::new(text, [Span::new(0, text.len())], english);
        let passage = |sentence: usize, score: f64| Passage {
            sentence,
            span: document.sentences[sentence].span,
            tokens: document.sentences[sentence].tokens.clone(),
            kept: document.sentences[sentence].tokens.clone(),
            clause: MainClause::Statement,
            stands_alone: true,
            density: 1.0,
            topics: Vec::new(),
            rank: 1.0,
            score,
            substance: score,
        };
        let passages = [passage(0, 1.0), passage(1, 0.5), passage(2, 0.05)];
        let chosen = spread(&document, &passages, &[], 3, 3, |_| 0);
        let sentences: Vec<usize> = chosen.iter().map(|passage| passage.sentence).collect();
        assert_eq!(sentences, [0, 1]);
    }
}
