//! What speaks for a tag on an episode, as numbers: how it is said, and what is learnt from episodes that carry it.
//!
//! The numbers go into one logistic model, so that each tag of each episode gets a probability. Its weights stand here;
//! where enough episodes are tagged, they are fitted to the catalogue at hand.

use super::logistic::Logistic;
use super::mentions::Mention;

/// Numbers that come from the words alone.
const SAID: usize = 12;

/// All numbers.
pub(super) const FEATURES: usize = SAID + 8;

/// One value for each kind of evidence; all 0 where nothing speaks for the tag.
pub(super) type Features = [f64; FEATURES];

/// How all episodes together speak of one tag.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    /// Episodes that say it, in the talk, title or description.
    pub(super) episodes: u32,
    /// Mean and standard deviation of the logarithmic rate over all episodes.
    mean: f64,
    deviation: f64,
    /// `ln((1 + episodes) / (1 + episodes that say it))`.
    pub(super) rarity: f64,
}

/// Added to the deviation of a tag that hardly varies.
const LEAST_DEVIATION: f64 = 0.1;

/// Words below which a talk's rates are not trusted.
const SHORT_TALK: usize = 200;

/// Logarithm of the rate by thousand words.
pub(super) fn rate(count: u32, words: usize) -> f64 {
    (1000.0 * f64::from(count) / words.max(SHORT_TALK) as f64).ln_1p()
}

/// Sums over episodes that give a [`Usage`]; sums of two halves of a catalogue add up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UsageSums {
    episodes: u32,
    rates: f64,
    squares: f64,
}

impl UsageSums {
    pub(super) fn add(&mut self, mention: &Mention, words: usize) {
        let rate = rate(mention.count, words);
        self.episodes += 1;
        self.rates += rate;
        self.squares += rate * rate;
    }

    /// What the sums say in a catalogue of so many episodes.
    pub(super) fn usage(self, catalogue: usize) -> Usage {
        let all = catalogue.max(1) as f64;
        let mean = self.rates / all;
        Usage {
            episodes: self.episodes,
            mean,
            deviation: (self.squares / all - mean * mean).max(0.0).sqrt() + LEAST_DEVIATION,
            rarity: ((1.0 + all) / (1.0 + f64::from(self.episodes))).ln(),
        }
    }
}

/// How loudly an episode says a tag, against how many say it at all.
pub(super) fn loudness(mention: &Mention, usage: &Usage) -> f64 {
    f64::from(mention.count).ln_1p() * usage.rarity
}

/// The numbers that come from the words. `loudest` is the greatest loudness of the episode's tags.
pub(super) fn said(
    mention: &Mention,
    usage: &Usage,
    loudest: f64,
    words: usize,
    several_words: bool,
) -> Features {
    let mut features = [0.0; FEATURES];
    let loud = loudness(mention, usage);
    let rate = rate(mention.count, words);
    let named = f64::from(u8::from(mention.named));
    features[..SAID].copy_from_slice(&[
        1.0,
        f64::from(mention.count).ln_1p(),
        loud,
        loud / loudest.max(1e-9),
        ((rate - usage.mean) / usage.deviation).clamp(-1.0, 6.0),
        named,
        named * usage.rarity,
        f64::from(mention.spread),
        if mention.count > 0 {
            1.0 - f64::from(mention.first)
        } else {
            0.0
        },
        usage.rarity,
        rate,
        if several_words { loud } else { 0.0 },
    ]);
    features
}

/// What the tagged episodes say about a tag on one episode, which does not count itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lesson {
    /// How alike the words are to those of the tag's episodes: about 0 to 1; 0 if there are too few to learn from.
    pub(super) likeness: f64,
    /// Other tagged episodes that carry the tag.
    pub(super) carriers: u32,
    /// Other tagged episodes.
    pub(super) tagged: u32,
    /// Other tagged episodes that say the tag.
    pub(super) sayers: u32,
    /// Other tagged episodes that say and carry it.
    pub(super) both: u32,
    /// Whether there are too few carriers to learn from.
    pub(super) few: bool,
}

/// Adds the numbers that are learnt to those that come from the words.
pub(super) fn learnt(features: &mut Features, lesson: &Lesson) {
    let is_said = features[0] > 0.0;
    let few = f64::from(u8::from(lesson.few));
    let likeness = lesson.likeness;
    let prior = ((f64::from(lesson.carriers) + 0.3) / f64::from(lesson.tagged.max(1))).ln();
    let reliance = ((f64::from(lesson.both) + 0.5) / (f64::from(lesson.sayers) + 2.0)).ln();
    let (loud, named) = (features[2], features[5]);
    features[SAID..].copy_from_slice(&[
        likeness.max(0.0),
        likeness.max(0.0).powi(2),
        likeness.min(0.0),
        prior,
        if is_said { reliance } else { 0.0 },
        few,
        few * loud,
        few * named,
    ]);
}

/// Log-odds that come from what is learnt, against a tag of no likeness.
pub(super) fn learnt_share(model: &Logistic<FEATURES>, features: &Features) -> f64 {
    (SAID..SAID + 3)
        .map(|at| model.weights[at] * features[at])
        .sum()
}

/// Log-odds that come from what is said.
pub(super) fn said_share(model: &Logistic<FEATURES>, features: &Features) -> f64 {
    (0..SAID).map(|at| model.weights[at] * features[at]).sum()
}

/// For catalogues where nothing is tagged. Fitted together on five catalogues in English, German and Swedish, each
/// counting the same whatever its size.
pub(super) const UNTAUGHT: Logistic<FEATURES> = Logistic {
    intercept: -4.605,
    weights: [
        0.551, 0.222, -0.113, 1.415, 0.356, 1.348, 0.904, 1.194, 0.905, 0.158, -0.329,
        0.144, //
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    ],
};

/// Where to start from if episodes are tagged; fitted in the same way.
pub(super) const TAUGHT: Logistic<FEATURES> = Logistic {
    intercept: -5.48,
    weights: [
        -0.883, 0.447, -0.386, 1.222, 0.447, 1.227, 0.772, 1.091, 0.531, 0.695, -0.601,
        0.029, //
        20.0, -18.2, 83.0, -0.102, -0.165, -0.394, 0.311, 0.558,
    ],
};
