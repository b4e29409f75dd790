//! How likely a phrase is to be a tag that people would give an episode, where nobody has tagged anything yet.
//!
//! One logistic model over what holds of human tags in general: they are names or nouns of one or two words, said often
//! here but not by everybody, early, named by titles. Its weights were fitted on five catalogues in three languages
//! together, each counting the same; `docs/QUALITY.md` says how they carry over to a catalogue left out.

use crate::text::PartOfSpeech;

use super::frequencies::Frequencies;
use super::logistic::Logistic;
use super::phrases::Candidate;
use super::shared::Shared;

const FEATURES: usize = 19;

/// Share of the episodes above which saying a phrase is a habit.
const COMMON: f64 = 0.25;

const MODEL: Logistic<FEATURES> = Logistic {
    intercept: -6.1,
    weights: [
        1.1, 0.7, -0.92, 0.77, 0.91, 0.67, 0.47, 0.07, 1.0, -1.37, 0.86, 1.02, 0.43, 0.72, 2.25,
        0.77, -2.5, -4.6, 1.5,
    ],
};

/// 0 to 1.
pub(super) fn likelihood(
    language: &str,
    candidate: &Candidate<'_>,
    shared: &Shared,
    catalogue: &Frequencies,
) -> f64 {
    let all = catalogue.episodes() as f64;
    let sayers = shared.sayers as f64;
    let rarity = ((1.0 + all) / (1.0 + sayers)).ln();
    let yes = |is: bool| f64::from(u8::from(is));
    let words = candidate.key.split(' ').count();
    // Fitted where a table tells nouns from names; those of other languages only tell what is neither.
    let class = match language {
        "en" => candidate.part_of_speech,
        _ => PartOfSpeech::Unknown,
    };
    let titled_elsewhere = shared.titled - usize::from(candidate.titled).min(shared.titled);
    let common = (sayers / all.max(1.0) - COMMON).max(0.0);
    // Where nouns have capitals, names do not show.
    let capitals = match language {
        "de" => 0.0,
        _ => f64::from(candidate.capitals),
    };
    let features = [
        candidate.score,
        f64::from(candidate.count).ln_1p(),
        rarity,
        yes(candidate.titled),
        yes(candidate.described),
        yes(candidate.titled) * rarity,
        (titled_elsewhere as f64).ln_1p(),
        f64::from(candidate.keyness),
        yes(words == 2),
        yes(words > 2),
        yes(class == PartOfSpeech::Noun),
        yes(class == PartOfSpeech::Proper),
        yes(class == PartOfSpeech::NounOrVerb),
        yes(class == PartOfSpeech::Gerund),
        yes(matches!(
            class,
            PartOfSpeech::Verb
                | PartOfSpeech::Participle
                | PartOfSpeech::Adjective
                | PartOfSpeech::Adverb
                | PartOfSpeech::Other
        )),
        1.0 - f64::from(candidate.first),
        f64::from(candidate.spread),
        common,
        capitals,
    ];
    MODEL.probability(&features)
}
