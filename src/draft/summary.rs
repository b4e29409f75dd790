//! The summary: the sentences that together say the most of what the episode is about, in few words.
//!
//! Greedy choice under a budget of words (Lin and Bilmes 2010), over the stems of the episode: a stem weighs by how often
//! it is said and how telling it is, and what the summary has said already weighs a part of that. What each sentence is
//! worth by itself ([`Passage::substance`]) counts beside it, so that what stands alone comes before what does not.

use crate::text::Document;

use super::SummarySentence;
use super::clause::MainClause;
use super::disfluency::{fluent, joined};
use super::passages::Passage;
use super::persons::Persons;
use super::self_contained::{points_before_naming, points_to_unsaid};
use super::shortening::stumbles;
use super::title_words::Known;

/// Power of a stem's count, and of its keyness, in its weight.
const COUNT_POWER: f64 = 1.5;
const KEYNESS_POWER: f64 = 0.5;

/// How much more a stem weighs for each unit by which the title or the description lifts it.
const NAMED: f64 = 2.0;

/// Of its weight, what a stem keeps when the summary has said it.
const SAID_ONCE_MORE: f64 = 0.3;

/// Power of a sentence's own worth.
const WORTH_POWER: f64 = 0.6;

/// Power of a sentence's length that its gain is divided by: a long sentence may say more, but uses up the budget.
const LENGTH_POWER: f64 = 0.5;

/// The share of the words that what is said at the opening leaves at least, as one in so many.
const LEFT_BY_OPENING: usize = 3;

/// Sentences of the `opening` that tell most of it by themselves, and how many others then follow at most: what a host has
/// prepared is better prose than what a guest says out of the talk.
const WELL_OPENED: usize = 2;
const FOLLOWING: usize = 2;

/// Stems that such another sentence has in common with the opening or the episode's title at least.
const SHARED: usize = 2;

/// What a sentence keeps of its worth that does not read like written prose.
const SPOKEN: f64 = 0.4;

/// Words of a sentence at least.
const SHORTEST: usize = 7;

/// The summary of so many words at most, in conversation order. The sentences of the `opening`, by number, come before
/// others as long as they leave room for them; where they tell enough, the `quoted` sentences are not said again.
pub(super) fn summary(
    document: &Document<'_>,
    known: Known<'_>,
    persons: &Persons,
    passages: &[Passage],
    opening: &[usize],
    quoted: &[usize],
    words: usize,
) -> Vec<SummarySentence> {
    let mut summary = Summary {
        document,
        weights: weights(known),
        taken: Vec::new(),
        left: words,
    };
    for &number in opening {
        let words_of_it = passages[number].words();
        if summary.left > words_of_it && summary.left - words_of_it >= words / LEFT_BY_OPENING {
            summary.take(Candidate::new(document, &passages[number], persons), 0.0);
        }
    }
    let opened = summary.taken.len();
    let well_opened = opened >= WELL_OPENED;
    let opened_with: Vec<u32> = summary
        .taken
        .iter()
        .flat_map(|(number, _)| passages[*number].content_stems(document))
        .collect();
    let belongs = |candidate: &Candidate<'_>| {
        let known = |stem: &&u32| known.bias[**stem as usize] > 1.0 || opened_with.contains(stem);
        candidate.stems.iter().filter(known).count() >= SHARED
    };
    let mut candidates: Vec<Candidate> = passages
        .iter()
        .filter(|passage| {
            let said = opening.contains(&passage.sentence)
                || well_opened && quoted.contains(&passage.sentence);
            passage.substance > 0.0 && !said && passage.clause != MainClause::Missing
        })
        .map(|passage| Candidate::new(document, passage, persons))
        .filter(|candidate| !well_opened || candidate.is_prose && belongs(candidate))
        .collect();
    let most = if well_opened {
        opened + FOLLOWING
    } else {
        usize::MAX
    };
    while summary.left >= SHORTEST
        && summary.taken.len() < most
        && let Some((best, score)) = best(&candidates, &summary.weights, summary.left)
    {
        summary.take(candidates.swap_remove(best), score);
    }
    summary.taken.sort_by_key(|(number, _)| *number);
    let taken = summary.taken.into_iter();
    taken.map(|(_, sentence)| sentence).collect()
}

/// A summary in the making.
struct Summary<'d> {
    document: &'d Document<'d>,
    /// What each stem weighs still.
    weights: Vec<f64>,
    /// With the number of each sentence.
    taken: Vec<(usize, SummarySentence)>,
    /// Words that there is room for.
    left: usize,
}

impl Summary<'_> {
    /// Takes a sentence, if without hesitations it has a good length.
    fn take(&mut self, candidate: Candidate<'_>, score: f64) {
        let Candidate { passage, stems, .. } = candidate;
        let document = self.document;
        let kept = fluent(document, &passage.tokens);
        if !(SHORTEST..=self.left).contains(&kept.len()) {
            return;
        }
        self.left -= kept.len();
        for stem in stems {
            self.weights[stem as usize] *= SAID_ONCE_MORE;
        }
        let sentence = SummarySentence {
            text: passage.span.of(document.text).to_owned(),
            fluent: joined(document, &kept, &passage.tokens, passage.span),
            turn: document.sentences[passage.sentence].turn,
            span: passage.span,
            score,
        };
        self.taken.push((passage.sentence, sentence));
    }
}

/// A sentence that the summary may take.
struct Candidate<'p> {
    passage: &'p Passage,
    /// Its content stems, each once.
    stems: Vec<u32>,
    /// What its gain is multiplied by.
    factor: f64,
    /// Whether it reads like written prose.
    is_prose: bool,
}

impl<'p> Candidate<'p> {
    fn new(document: &Document<'_>, passage: &'p Passage, persons: &Persons) -> Self {
        let length = passage.words() as f64;
        let is_prose = is_prose(document, passage, persons);
        Self {
            is_prose,
            passage,
            stems: passage.content_stems(document),
            factor: passage.substance.powf(WORTH_POWER) / length.powf(LENGTH_POWER)
                * persons.factor(&document.tokens[passage.tokens.clone()])
                * if is_prose { 1.0 } else { SPOKEN },
        }
    }
}

/// Whether a sentence reads like written prose: it stands alone, and says nothing of those who talk.
fn is_prose(document: &Document<'_>, passage: &Passage, persons: &Persons) -> bool {
    passage.stands_alone
        && !persons.are_meant(&document.tokens[passage.tokens.clone()])
        && !points_before_naming(document, &passage.tokens)
        && !points_to_unsaid(document, &passage.tokens)
        && passage.clause != MainClause::Command
        && stumbles(document, &passage.tokens) == 0
}

/// The candidate that adds most for its length, with what it adds. Hesitations do not count, so one that is a little too
/// long may still fit.
fn best(candidates: &[Candidate<'_>], weights: &[f64], left: usize) -> Option<(usize, f64)> {
    candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.passage.words() <= left)
        .map(|(number, candidate)| {
            let gain: f64 = candidate
                .stems
                .iter()
                .map(|&stem| weights[stem as usize])
                .sum();
            (number, gain * candidate.factor)
        })
        .filter(|(_, score)| *score > 0.0)
        .max_by(|(a, gain), (b, other)| {
            let sentence = |number: usize| candidates[number].passage.sentence;
            gain.total_cmp(other).then(sentence(*b).cmp(&sentence(*a)))
        })
}

/// What each stem weighs, by number.
fn weights(known: Known<'_>) -> Vec<f64> {
    known
        .counts
        .all()
        .iter()
        .zip(known.keyness)
        .zip(known.bias)
        .map(|((&count, &keyness), &bias)| {
            f64::from(count).powf(COUNT_POWER)
                * f64::from(keyness).powf(KEYNESS_POWER)
                * (1.0 + NAMED * f64::from(bias - 1.0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::corpus::{LoadOptions, parse};
    use crate::draft::{DraftOptions, compose};

    /// The sentences of a summary of so many words, as they are printed.
    fn summarised(talk: &str, words: usize) -> Vec<String> {
        let episodes = parse(
            talk.as_bytes(),
            "bread",
            "bread.txt",
            &LoadOptions::default(),
        )
        .unwrap();
        let options = DraftOptions {
            language: Some("en".to_owned()),
            summary_words: words,
            ..DraftOptions::default()
        };
        let sentences = compose(&episodes[0], &options).summary.into_iter();
        sentences.map(|sentence| sentence.fluent).collect()
    }

    #[test]
    fn what_is_talked_about_most_comes_first_and_is_not_said_twice() {
        let talk = "Ann: The sourdough starter needs flour and water every single morning.\n\n\
                    Bo: A sourdough starter needs flour and water in the morning, every morning.\n\n\
                    Ann: My neighbour once painted his garden fence in a bright shade of green.\n\n\
                    Bo: Bakers keep the sourdough starter cool when the bread has to rise slowly.\n";
        assert_eq!(
            summarised(talk, 26),
            [
                "The sourdough starter needs flour and water every single morning.",
                "Bakers keep the sourdough starter cool when the bread has to rise slowly."
            ]
        );
    }

    #[test]
    fn the_budget_is_kept_and_hesitations_do_not_use_it_up() {
        let talk = "Ann: The um old oven uh keeps the um heat for the whole long night.\n\nBo: Yeah.\n\nAnn: Yes.\n\nBo: Yeah.\n";
        assert_eq!(
            summarised(talk, 15),
            ["The old oven keeps the heat for the whole long night."]
        );
        assert!(summarised(talk, 10).is_empty());
    }
}
