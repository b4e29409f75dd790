//! Which language a text is in: what the user or the source says, else what the letters say.
//!
//! An unknown language is never treated as English: it is processed without stop words and stems, and said so.

use std::cmp::Reverse;

use whatlang::{Detector, Lang};

use crate::lexicon::{self, Pack};

/// A language and, where there is one, its word lists.
#[derive(Clone, Copy)]
pub struct Language {
    /// ISO 639-1 code; `und` where the language could not be told.
    pub code: &'static str,
    /// Word lists, stemmer and frequencies; `None` for a language without them.
    pub pack: Option<&'static Pack>,
}

/// Bytes of text looked at, taken in three samples: detection is settled long before that.
const SAMPLE_BYTES: usize = 900;

impl Language {
    /// A language that could not be told.
    pub const UNKNOWN: Self = Self {
        code: "und",
        pack: None,
    };

    /// The language of a code such as `en` or `sv-SE`, if it has word lists.
    pub fn from_code(code: &str) -> Option<Self> {
        lexicon::pack(code).map(|pack| Self {
            code: pack.code,
            pack: Some(pack),
        })
    }

    /// Detects the language of a text by its function words where they leave no doubt, else by its letters, and where
    /// these are not enough, by its function words after all. A text that neither can tell is [`Language::UNKNOWN`].
    pub fn detect(text: &str) -> Self {
        let sample = sample(text);
        if let Some(clear) = by_function_words(&sample, CLEAR) {
            return clear;
        }
        match Detector::new().detect(&sample) {
            Some(info) if info.is_reliable() => Self::from_detected(info.lang()),
            Some(_) => by_function_words(&sample, ENOUGH).unwrap_or(Self::UNKNOWN),
            None => Self::UNKNOWN,
        }
    }

    fn from_detected(lang: Lang) -> Self {
        let code = two_letters(lang);
        Self::from_code(code).unwrap_or(Self { code, pack: None })
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}

/// What the function words of a sample must show.
#[derive(Clone, Copy)]
struct Evidence {
    /// Share of all words that are function words of the language, at least.
    share: f64,
    /// How many times as many as of any other language, at least.
    lead: f64,
}

/// More than relatives of a language without a list reach; settles most texts at a tenth of the cost of trigrams.
const CLEAR: Evidence = Evidence {
    share: 0.35,
    lead: 2.0,
};

/// Enough where the letters have pointed at no language reliably.
const ENOUGH: Evidence = Evidence {
    share: 0.25,
    lead: 1.15,
};

/// The language most of whose function words stand in the sample, if there are enough of them.
fn by_function_words(sample: &str, enough: Evidence) -> Option<Language> {
    let lower = sample.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty());
    let mut counts = [0_usize; lexicon::PACKS.len()];
    let mut total = 0_usize;
    for word in words {
        total += 1;
        let languages = lexicon::function_word_of(word);
        for (number, count) in counts.iter_mut().enumerate() {
            *count += usize::from(languages & (1 << number) != 0);
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&number| (Reverse(counts[number]), lexicon::PACKS[number].code));
    let (best, second) = (counts[order[0]] as f64, counts[order[1]] as f64);
    let decided = total >= 4 && best >= enough.share * total as f64 && best >= enough.lead * second;
    let pack = &lexicon::PACKS[order[0]];
    decided.then_some(Language {
        code: pack.code,
        pack: Some(pack),
    })
}

/// Three pieces of the text, from its start, middle and last third, so that a foreign opening does not decide.
fn sample(text: &str) -> String {
    if text.len() <= SAMPLE_BYTES {
        return text.to_owned();
    }
    let piece = SAMPLE_BYTES / 3;
    let starts = [text.len() / 20, text.len() / 2, text.len() * 4 / 5];
    starts
        .iter()
        .map(|&start| {
            let from = text.ceil_char_boundary(start);
            let to = text.floor_char_boundary((from + piece).min(text.len()));
            &text[from..to]
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The ISO 639-1 code of a detected language, where we need one; others keep a code of their own.
fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Hun => "hu",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tur => "tr",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Ukr => "uk",
        Lang::Hin => "hi",
        Lang::Heb => "he",
        Lang::Cat => "ca",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_enough_to_tell_the_language() {
        for (code, text) in [
            (
                "en",
                "So the thing about tide tables is that nobody had the patience to compute them by hand.",
            ),
            (
                "de",
                "Das Schöne an einem Nabendynamo ist, dass man überhaupt nicht daran denken muss.",
            ),
            (
                "sv",
                "Fyren på den yttersta skäret släcktes aldrig, inte ens när kriget kom till kusten.",
            ),
            (
                "fr",
                "On a mesuré l'arc du méridien entre Dunkerque et Barcelone pendant la Révolution.",
            ),
            (
                "es",
                "El maíz se domesticó en el valle del Balsas hace unos nueve mil años, más o menos.",
            ),
            (
                "ru",
                "Никто не думал, что эту задачу можно решить так быстро и так просто.",
            ),
            ("zh", "我们今天要讨论的是比特币的脚本语言以及它的应用。"),
        ] {
            assert_eq!(Language::detect(text).code, code, "{text}");
        }
    }

    #[test]
    fn nothing_to_go_by_is_unknown_and_not_english() {
        assert_eq!(Language::detect("").code, "und");
        assert_eq!(Language::detect("12 34 ... !!").code, "und");
    }

    #[test]
    fn a_stated_region_is_understood() {
        assert_eq!(
            Language::from_code("sv-SE").map(|language| language.code),
            Some("sv")
        );
        assert!(Language::from_code("tlh").is_none());
    }
}
