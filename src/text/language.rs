//! Which language a text is in: what the user or the source says, else what the letters say.
//!
//! An unknown language is never treated as English: it is processed without stop words and stems, and said so.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use whatlang::{Detector, Lang};

use crate::lexicon::{self, Pack};

/// A language and, where there is one, its word lists.
#[derive(Clone, Copy)]
pub struct Language {
    /// ISO 639-1 code; `und` where the language could not be told.
    pub code: &'static str,
    /// Word lists, stemmer and frequencies; `None` for a language without them.
    pub pack: Option<&'static Pack>,
    /// A second language that is spoken in the text, too: guests who answer in English, say, or a machine that heard
    /// English here and there. Its function words are no topics either.
    pub also: Option<&'static Pack>,
}

/// Bytes of text looked at, taken in three samples: detection is settled long before that.
const SAMPLE_BYTES: usize = 900;

/// Bytes of each of the samples in which a second language is looked for, and how many there are: a guest may speak for a
/// small part of an hour.
const SAMPLES_FOR_SECOND: (usize, usize) = (16, 250);

/// Words of a sample below which it tells nothing of a second language.
const WORDS_FOR_SECOND: usize = 150;

/// So many different words of the second language must be found: a name or a term that is said often is none.
const DISTINCT_FOR_SECOND: usize = 8;

/// Share of all words that must be function words of the second language and none of the first: a tenth of the text, since
/// half the words of talk are such. Loanwords and titles stay far below.
const SECOND_SHARE: f64 = 0.04;

impl Language {
    /// A language that could not be told.
    pub const UNKNOWN: Self = Self {
        code: "und",
        pack: None,
        also: None,
    };

    /// The language of a code such as `en` or `sv-SE`, if it has word lists.
    pub fn from_code(code: &str) -> Option<Self> {
        lexicon::pack(code).map(|pack| Self {
            code: pack.code,
            pack: Some(pack),
            also: None,
        })
    }

    /// This language, and beside it a second one, if one is spoken in `text`, too.
    ///
    /// Related languages share many words, so a word speaks for the second only if it is commoner there.
    #[must_use]
    pub fn with_second(self, text: &str) -> Self {
        let (samples, bytes) = SAMPLES_FOR_SECOND;
        let lower = pieces(text, samples, bytes).to_lowercase();
        let first = lexicon::language_bits(std::iter::once(self.code));
        let mut strange = Vec::new();
        let mut total = 0_usize;
        for word in words(&lower) {
            total += 1;
            let languages = lexicon::function_word_of(word);
            // A single letter is as often a variable or an initial.
            if languages != 0 && languages & first == 0 && word.len() > 1 {
                strange.push((word, languages));
            }
        }
        let wanted = (SECOND_SHARE * total as f64) as usize;
        if total < WORDS_FOR_SECOND || strange.len() <= wanted {
            return self;
        }
        let counted = |number: usize| {
            let of = strange.iter().filter(|word| word.1 & (1 << number) != 0);
            of.count()
        };
        let Some(number) =
            (0..lexicon::PACKS.len()).max_by_key(|&number| (counted(number), Reverse(number)))
        else {
            return self;
        };
        let also = &lexicon::PACKS[number];
        let speaking: Vec<&str> = (strange.iter())
            .filter(|(word, languages)| {
                languages & (1 << number) != 0 && is_commoner(word, also, self.pack)
            })
            .map(|&(word, _)| word)
            .collect();
        let distinct: FxHashSet<&str> = speaking.iter().copied().collect();
        let spoken = speaking.len() > wanted && distinct.len() >= DISTINCT_FOR_SECOND;
        Self {
            also: spoken.then_some(also),
            ..self
        }
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
        Self::from_code(code).unwrap_or(Self {
            code,
            pack: None,
            also: None,
        })
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
    let mut counts = [0_usize; lexicon::PACKS.len()];
    let mut total = 0_usize;
    for word in words(&lower) {
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
        also: None,
    })
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
}

/// Whether a word is commoner in the one language than in the other.
pub(super) fn is_commoner(word: &str, here: &Pack, than: Option<&Pack>) -> bool {
    let zipf = |pack: &Pack| pack.frequencies.get(word).copied().unwrap_or(0);
    than.is_none_or(|than| zipf(here) > zipf(than))
}

/// Three pieces of the text, from its start, middle and last third, so that a foreign opening does not decide.
fn sample(text: &str) -> String {
    if text.len() <= SAMPLE_BYTES {
        return text.to_owned();
    }
    let starts = [text.len() / 20, text.len() / 2, text.len() * 4 / 5];
    join(text, starts, SAMPLE_BYTES / 3)
}

/// So many pieces of so many bytes, evenly over the text; the whole of a text that is no longer.
fn pieces(text: &str, count: usize, bytes: usize) -> String {
    if text.len() <= count * bytes {
        return text.to_owned();
    }
    join(
        text,
        (0..count).map(|piece| text.len() / count * piece),
        bytes,
    )
}

fn join(text: &str, starts: impl IntoIterator<Item = usize>, bytes: usize) -> String {
    let piece = |start| {
        let from = text.ceil_char_boundary(start);
        let to = text.floor_char_boundary((from + bytes).min(text.len()));
        &text[from..to]
    };
    starts.into_iter().map(piece).collect::<Vec<_>>().join(" ")
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

    const SWEDISH: &str = "Det är det som är så roligt med fyrar, att de har stått där ute i mer än hundra år och att ingen \
        av oss vet hur det var att bo på dem. Jag tror att vi måste fråga dem som var barn då, och det har vi inte gjort. ";
    const ENGLISH: &str = "And that is what I like about them, because you can see what they were for, and nobody would \
        build them like this if they had to do it again with what we know. ";

    #[test]
    fn a_second_language_is_found_where_a_good_part_is_spoken_in_it() {
        let mixed = SWEDISH.repeat(6) + &ENGLISH.repeat(2);
        let language = Language::detect(&mixed).with_second(&mixed);
        assert_eq!(language.code, "sv");
        assert_eq!(language.also.map(|pack| pack.code), Some("en"));
    }

    #[test]
    fn borrowed_words_a_quotation_and_names_of_variables_make_no_second_language() {
        let borrowed = "Vi kör open source i molnet med Docker och Kubernetes, och so what, det är best practice. ";
        for text in [
            SWEDISH.repeat(20) + ENGLISH,
            SWEDISH.repeat(6) + &borrowed.repeat(6),
            ENGLISH.repeat(6) + &"Let e o a be y, and o e y. ".repeat(40),
            "Das ist das, was man so nicht sagen kann, wenn man es nicht gesehen hat. ".repeat(30),
        ] {
            let also = Language::detect(&text).with_second(&text).also;
            assert!(also.is_none(), "{:?}", also.map(|pack| pack.code));
        }
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
