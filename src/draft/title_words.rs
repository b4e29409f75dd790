//! How likely each word of a segment is to stand in the title that a person would give it.
//!
//! A logistic model over what can be seen of a word. The weights were fitted to 1,541 chapters of four shows in two
//! languages, each show weighing the same. Fitted on three shows and tried on the fourth, the average precision of the
//! words is 0.001 to 0.009 lower (0.33, 0.41, 0.26 and 0.28), so the weights are little bound to these shows.

use std::ops::Range;

use crate::corpus::{Episode, Role};
use crate::text::{Class, Document, PartOfSpeech};

use super::segments::Segment;

/// Content words of a usual title, against which a title's length is weighed.
const USUAL_WORDS: f64 = 4.0;

/// What a word that was not looked at is taken for.
const UNKNOWN: f64 = 0.01;

/// A stem's bias from which on the episode's title, and not only its description, names it.
const IN_TITLE: f32 = crate::textrank::phrases::TITLE_BIAS;

/// The chance of each stem of one segment to be in its title.
pub(super) struct TitleWords {
    chances: Vec<f64>,
    /// The stems of the segment, each once, in the order in which they are first said, and what is seen of them.
    here: Vec<(u32, Seen)>,
    /// For each stem, one more than its place in `here`; 0 if it is not there.
    place_of: Vec<u32>,
}

/// What is seen of a stem in a segment.
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
#[derive(Clone, Copy, Default)]
struct Seen {
    count: u32,
    sentences: u32,
    last_sentence: usize,
    first: usize,
    asked: bool,
    host: bool,
    content: bool,
    adjective: bool,
}

/// How often each stem is said in the whole episode, by its number.
pub(super) struct WordCounts {
    counts: Vec<u32>,
}

impl WordCounts {
    /// Counts the stems of an episode.
    pub(super) fn new(document: &Document<'_>) -> Self {
        let mut counts = vec![0; document.stems.len()];
        for token in &document.tokens {
            counts[token.stem.0 as usize] += 1;
        }
        Self { counts }
    }

    /// How often each stem is said, by number.
    pub(super) fn all(&self) -> &[u32] {
        &self.counts
    }
}

impl TitleWords {
    /// Room for the stems of an episode.
    pub(super) fn new(document: &Document<'_>) -> Self {
        Self {
            chances: vec![UNKNOWN; document.stems.len()],
            here: Vec::new(),
            place_of: vec![0; document.stems.len()],
        }
    }

    /// Looks at the words of a segment, which takes `tokens`.
    pub(super) fn read(
        &mut self,
        episode: &Episode,
        document: &Document<'_>,
        segment: &Segment,
        tokens: &Range<usize>,
        known: Known<'_>,
    ) {
        for (stem, _) in self.here.drain(..) {
            self.chances[stem as usize] = UNKNOWN;
            self.place_of[stem as usize] = 0;
        }
        self.look(episode, document, segment, tokens);
        let share = tokens.len() as f64 / document.tokens.len().max(1) as f64;
        for (stem, seen) in &self.here {
            let at = *stem as usize;
            self.chances[at] = chance(
                seen,
                known.keyness[at],
                known.bias[at],
                known.counts.counts[at],
                share,
            );
        }
    }

    /// Looks for the stems of a segment's words that carry meaning.
    fn look(
        &mut self,
        episode: &Episode,
        document: &Document<'_>,
        segment: &Segment,
        tokens: &Range<usize>,
    ) {
        for sentence_number in segment.sentences.clone() {
            let sentence = &document.sentences[sentence_number];
            let guest = episode
                .speaker_of(sentence.turn)
                .is_some_and(|speaker| speaker.role == Role::Guest);
            for at in sentence.tokens.clone() {
                let token = &document.tokens[at];
                if token.class < Class::Generic {
                    continue;
                }
                let place = &mut self.place_of[token.stem.0 as usize];
                if *place == 0 {
                    let first = Seen {
                        first: at - tokens.start,
                        content: token.class == Class::Content,
                        adjective: token.part_of_speech == PartOfSpeech::Adjective,
                        ..Seen::default()
                    };
                    self.here.push((token.stem.0, first));
                    *place = self.here.len() as u32;
                }
                let (_, of) = &mut self.here[*place as usize - 1];
                of.sentences += u32::from(of.count == 0 || of.last_sentence != sentence_number);
                of.last_sentence = sentence_number;
                of.count += 1;
                of.asked |= sentence.question && !guest;
                of.host |= !guest;
            }
        }
    }

    /// Whether a stem is said in one sentence of the segment only, and nobody asks about it.
    pub(super) fn is_said_in_passing(&self, stem: u32) -> bool {
        let place = (self.place_of[stem as usize] as usize).checked_sub(1);
        place.is_some_and(|place| {
            let (_, seen) = &self.here[place];
            seen.sentences == 1 && !seen.asked
        })
    }

    /// The F1 to be expected of a title of these stems with a person's: twice the words expected to be in both, over
    /// the words of both.
    pub(super) fn expected_f1(&self, stems: &[u32]) -> f64 {
        let both: f64 = stems.iter().map(|&stem| self.chances[stem as usize]).sum();
        2.0 * both / (stems.len() as f64 + USUAL_WORDS)
    }
}

/// What is known of the stems of an episode.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// How telling each is.
    pub(super) keyness: &'a [f32],
    /// More than 1 for those that title or description name.
    pub(super) bias: &'a [f32],
    /// How often each is said.
    pub(super) counts: &'a WordCounts,
}

/// The chance of a word with these signs.
fn chance(seen: &Seen, keyness: f32, bias: f32, total: u32, share: f64) -> f64 {
    let sign = |holds: bool, worth: f64| if holds { worth } else { 0.0 };
    let expected = f64::from(total) * share;
    let lift = ((f64::from(seen.count) + 0.3) / (expected + 0.3)).ln();
    let sum = -6.3
        + 0.70 * lift
        + 0.12 * f64::from(keyness)
        + sign(seen.asked, 1.23)
        + sign(seen.host, 0.30)
        - 0.45 * (seen.first as f64).ln_1p()
        + sign(bias >= IN_TITLE, 1.42)
        + sign(seen.content, 0.88)
        + sign(seen.adjective, 0.59)
        + 0.35 * f64::from(seen.sentences).ln()
        + 0.72 * f64::from(total).ln_1p();
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: Seen = Seen {
        count: 3,
        sentences: 3,
        last_sentence: 9,
        first: 40,
        asked: false,
        host: false,
        content: true,
        adjective: false,
    };

    #[test]
    fn a_word_of_the_question_is_likelier_than_one_of_the_answer() {
        let asked = Seen {
            asked: true,
            host: true,
            first: 5,
            ..SAID
        };
        assert!(chance(&asked, 2.0, 1.0, 6, 0.1) > 3.0 * chance(&SAID, 2.0, 1.0, 6, 0.1));
    }

    #[test]
    fn a_word_that_is_this_segments_own_is_likelier_than_one_said_everywhere_as_often() {
        let own = chance(&SAID, 2.0, 1.0, 4, 0.1);
        assert!(own > chance(&Seen { count: 1, ..SAID }, 2.0, 1.0, 4, 0.1));
    }

    #[test]
    fn what_one_sentence_says_and_nobody_asks_about_is_said_in_passing() {
        let once = Seen {
            sentences: 1,
            ..SAID
        };
        let asked = Seen {
            asked: true,
            ..once
        };
        let words = TitleWords {
            chances: vec![UNKNOWN; 4],
            here: vec![(0, SAID), (1, once), (2, asked)],
            place_of: vec![1, 2, 3, 0],
        };
        let passing = [0, 1, 2, 3].map(|stem| words.is_said_in_passing(stem));
        assert_eq!(passing, [false, true, false, false]);
    }

    #[test]
    fn a_title_gains_by_a_likely_word_and_loses_by_an_unlikely_one() {
        let words = TitleWords {
            chances: vec![0.4, 0.3, UNKNOWN],
            here: vec![(0, SAID), (1, SAID)],
            place_of: vec![1, 2, 0],
        };
        assert!(words.expected_f1(&[0, 1]) > words.expected_f1(&[0]));
        assert!(words.expected_f1(&[0, 2]) < words.expected_f1(&[0]));
    }
}
