//! How telling each stem is: its rarity in the language at large.
//!
//! With one episode there is no catalogue to count over; the background frequencies stand in for it, and they are what
//! tells `kubernetes` from `people`. The unit is the natural logarithm of an inverse probability, as in idf.

use crate::text::{Class, Document};

/// Zipf value (hundredths) taken for words outside the table: below its rarest words.
const UNSEEN_ZIPF: u16 = 270;

/// Zipf value of the commonest word of most languages; its keyness is zero.
const TOP_ZIPF: u16 = 770;

/// Keyness where a language has no table: every word counts the same.
const NO_TABLE: f32 = 6.0;

/// One value a stem, at least 0.05; 0 for stems of function words and numbers alone.
pub fn keyness(document: &Document<'_>) -> Vec<f32> {
    let mut weights = vec![0.0_f32; document.stems.len()];
    let mut commonest = vec![0_u16; document.stems.len()];
    for term in &document.terms {
        let stem = term.stem.0 as usize;
        commonest[stem] = commonest[stem].max(if term.zipf == 0 {
            UNSEEN_ZIPF
        } else {
            term.zipf
        });
        if matches!(term.class, Class::Function | Class::Number) {
            continue;
        }
        let rarity =
            f32::from(TOP_ZIPF.saturating_sub(commonest[stem])) / 100.0 * std::f32::consts::LN_10;
        weights[stem] = match (document.language.pack, term.class) {
            (None, _) => NO_TABLE,
            (Some(_), Class::Generic) => (rarity * 0.3).max(0.05),
            (Some(_), _) => rarity.max(0.05),
        };
    }
    weights
}
