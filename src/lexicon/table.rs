//! The table of languages: which files make up each [`Pack`].

use std::sync::LazyLock;

use rust_stemmers::Algorithm;

use super::{Pack, frequencies, phrases, words};

macro_rules! packs {
    ($($code:literal $name:literal $stemmer:ident),+ $(,)?) => {
        /// All languages, by code.
        pub static PACKS: [Pack; 18] = [$(
            Pack {
                code: $code,
                name: $name,
                stemmer: Algorithm::$stemmer,
                function: LazyLock::new(|| words(list!($code, "function"))),
                generic: LazyLock::new(|| words(list!($code, "generic"))),
                fillers: LazyLock::new(|| words(list!($code, "fillers"))),
                hesitations: LazyLock::new(|| words(list!($code, "hesitations"))),
                backchannels: LazyLock::new(|| words(list!($code, "backchannels"))),
                stage: LazyLock::new(|| words(list!($code, "stage"))),
                abbreviations: LazyLock::new(|| words(list!($code, "abbreviations"))),
                sponsor: LazyLock::new(|| words(list!($code, "sponsor"))),
                frame: LazyLock::new(|| words(list!($code, "frame"))),
                introductions: LazyLock::new(|| words(list!($code, "introductions"))),
                persons: LazyLock::new(|| words(list!($code, "persons"))),
                openers: LazyLock::new(|| words(list!($code, "openers"))),
                deixis: LazyLock::new(|| words(list!($code, "deixis"))),
                claims: LazyLock::new(|| phrases(list!($code, "claims"))),
                boilerplate: LazyLock::new(|| phrases(list!($code, "boilerplate"))),
                frequencies: LazyLock::new(|| frequencies(list!($code, "frequencies"))),
            },
        )+];

        /// Every list file with its name, for the checks that hold for all of them.
        #[cfg(test)]
        pub(super) static LIST_FILES: &[(&str, &str)] = &[$(
            (concat!($code, "/function"), list!($code, "function")),
            (concat!($code, "/generic"), list!($code, "generic")),
            (concat!($code, "/fillers"), list!($code, "fillers")),
            (concat!($code, "/hesitations"), list!($code, "hesitations")),
            (concat!($code, "/backchannels"), list!($code, "backchannels")),
            (concat!($code, "/stage"), list!($code, "stage")),
            (concat!($code, "/abbreviations"), list!($code, "abbreviations")),
            (concat!($code, "/sponsor"), list!($code, "sponsor")),
            (concat!($code, "/frame"), list!($code, "frame")),
            (concat!($code, "/introductions"), list!($code, "introductions")),
            (concat!($code, "/persons"), list!($code, "persons")),
            (concat!($code, "/openers"), list!($code, "openers")),
            (concat!($code, "/deixis"), list!($code, "deixis")),
            (concat!($code, "/claims"), list!($code, "claims")),
            (concat!($code, "/boilerplate"), list!($code, "boilerplate")),
        )+];
    };
}

macro_rules! list {
    ($code:literal, $name:literal) => {
        include_str!(concat!("../../stopwords/", $code, "/", $name, ".txt"))
    };
}

packs! {
    "ar" "Arabic" Arabic,
    "da" "Danish" Danish,
    "de" "German" German,
    "el" "Greek" Greek,
    "en" "English" English,
    "es" "Spanish" Spanish,
    "fi" "Finnish" Finnish,
    "fr" "French" French,
    "hu" "Hungarian" Hungarian,
    "it" "Italian" Italian,
    "nl" "Dutch" Dutch,
    "no" "Norwegian" Norwegian,
    "pt" "Portuguese" Portuguese,
    "ro" "Romanian" Romanian,
    "ru" "Russian" Russian,
    "sv" "Swedish" Swedish,
    "ta" "Tamil" Tamil,
    "tr" "Turkish" Turkish,
}
