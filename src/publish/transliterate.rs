//! Letters to ASCII as `@sindresorhus/slugify` has them: German umlauts with an e, `&` as a word, Greek and Cyrillic.
//!
//! Letters of other scripts are left out. The library does so with Chinese, Japanese, Korean, Hebrew, Thai and the
//! scripts of India; it does transliterate Arabic, Armenian, Georgian and Thaana, which are not in this table.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is not simply the letter without its accents.
#[rustfmt::skip]
const TABLE: &[(char, &str)] = &[
    ('&', " and "), ('♥', " love "), ('🦄', " unicorn "),
    ('ä', "ae"), ('Ä', "Ae"), ('ö', "oe"), ('Ö', "Oe"), ('ü', "ue"), ('Ü', "Ue"), ('ß', "ss"), ('ẞ', "Ss"),
    ('æ', "ae"), ('Æ', "AE"), ('œ', "oe"), ('Œ', "OE"), ('ø', "o"), ('Ø', "O"), ('ð', "d"), ('Ð', "D"),
    ('đ', "d"), ('Đ', "D"), ('þ', "th"), ('Þ', "TH"), ('ħ', "h"), ('Ħ', "H"), ('ł', "l"), ('Ł', "L"),
    ('ı', "i"), ('ĳ', "ij"), ('Ĳ', "IJ"), ('ə', "a"), ('Ə', "A"), ('€', "E"), ('£', "L"), ('¥', "Y"), ('¢', "c"),
    // Greek
    ('α', "a"), ('Α', "A"), ('ά', "a"), ('Ά', "A"), ('β', "v"), ('Β', "B"), ('γ', "g"), ('Γ', "G"), ('δ', "d"),
    ('Δ', "D"), ('ε', "e"), ('Ε', "E"), ('έ', "e"), ('Έ', "E"), ('ζ', "z"), ('Ζ', "Z"), ('η', "i"), ('Η', "I"),
    ('ή', "i"), ('Ή', "I"), ('θ', "th"), ('Θ', "TH"), ('ι', "i"), ('Ι', "I"), ('ί', "i"), ('Ί', "I"), ('ϊ', "i"),
    ('Ϊ', "I"), ('ΐ', "i"), ('κ', "k"), ('Κ', "K"), ('λ', "l"), ('Λ', "L"), ('μ', "m"), ('Μ', "M"), ('ν', "n"),
    ('Ν', "N"), ('ξ', "ks"), ('Ξ', "KS"), ('ο', "o"), ('Ο', "O"), ('ό', "o"), ('Ό', "O"), ('π', "p"), ('Π', "P"),
    ('ρ', "r"), ('Ρ', "R"), ('σ', "s"), ('ς', "s"), ('Σ', "S"), ('τ', "t"), ('Τ', "T"), ('υ', "y"), ('Υ', "Y"),
    ('ύ', "y"), ('Ύ', "Y"), ('ϋ', "y"), ('Ϋ', "Y"), ('ΰ', "y"), ('φ', "f"), ('Φ', "F"), ('χ', "x"), ('Χ', "X"),
    ('ψ', "ps"), ('Ψ', "PS"), ('ω', "o"), ('Ω', "O"), ('ώ', "o"), ('Ώ', "O"),
    // Cyrillic
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('ґ', "g"), ('д', "d"), ('е', "e"), ('ё', "yo"), ('є', "ye"),
    ('ж', "zh"), ('з', "z"), ('и', "i"), ('і', "i"), ('ї', "yi"), ('й', "y"), ('к', "k"), ('л', "l"), ('м', "m"),
    ('н', "n"), ('о', "o"), ('п', "p"), ('р', "r"), ('с', "s"), ('т', "t"), ('у', "u"), ('ф', "f"), ('х', "kh"),
    ('ц', "ts"), ('ч', "ch"), ('ш', "sh"), ('щ', "sch"), ('ъ', ""), ('ы', "y"), ('ь', ""), ('э', "e"), ('ю', "yu"),
    ('я', "ya"), ('љ', "lj"), ('њ', "nj"), ('ќ', "kj"), ('ђ', "dj"), ('ј', "j"), ('ћ', "c"), ('џ', "dz"),
];

/// Latin, Greek and Cyrillic letters as ASCII; everything else as it was.
pub(super) fn transliterate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        match known(c).or_else(|| known(lower)) {
            Some(ascii) => out.push_str(ascii),
            None => out.extend(std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c))),
        }
    }
    out
}

fn known(c: char) -> Option<&'static str> {
    let found = TABLE.iter().find(|(letter, _)| *letter == c);
    found.map(|(_, ascii)| *ascii)
}
