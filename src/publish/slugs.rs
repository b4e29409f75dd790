//! What each generator makes of a tag in an address.
//!
//! | site | rule |
//! |---|---|
//! | Hugo | path of a term: lower case; letters, digits, marks and `. / \ _ # + ~ - @` stay; a space becomes one hyphen |
//! | Zola | the crate `slug`, which Zola itself uses |
//! | Jekyll | filter `slugify` in its default mode, which `jekyll-archives` uses for tag pages, too |
//! | Eleventy | filter `slugify`: `@sindresorhus/slugify` without splitting of camel case |
//! | Astro | leaves it to the site's own code; `github-slugger` is assumed, which Astro uses for headings |
//! | Pelican | NFKC, ASCII, then its default `SLUG_REGEX_SUBSTITUTIONS` |
//! | JSON | the crate `slug`, as in `tags.csv` |
//!
//! Settings of a site that change these rules (Hugo's `removePathAccents`, Zola's `slugify`, Pelican's
//! `TAG_REGEX_SUBSTITUTIONS`) are not read.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::site::Site;
use super::transliterate::transliterate;

/// The part of the address that stands for `tag`, not percent-encoded. Empty where the generator finds nothing to use.
pub fn slug(site: Site, tag: &str) -> String {
    match site {
        Site::Hugo => hugo(tag),
        Site::Zola | Site::Json => slug::slugify(tag),
        Site::Jekyll => jekyll(tag),
        Site::Eleventy => eleventy(tag),
        Site::Astro => github(tag),
        Site::Pelican => pelican(tag),
    }
}

fn hugo(tag: &str) -> String {
    // Letter by letter, as Go does it.
    let lower = tag
        .trim()
        .chars()
        .filter_map(|c| c.to_lowercase().next())
        .collect::<String>();
    let mut out = String::with_capacity(lower.len());
    let (mut space, mut hyphen) = (false, false);
    for (at, c) in lower.char_indices() {
        if stays_in_hugo(c, &lower[at..]) {
            hyphen = c == '-';
            if space && !hyphen {
                out.push('-');
            }
            space = false;
            out.push(c);
        } else if c.is_whitespace() && !out.is_empty() && !hyphen {
            space = true;
        }
    }
    out
}

fn stays_in_hugo(c: char, rest: &str) -> bool {
    let escape = || {
        let mut digits = rest.chars().skip(1);
        (0..2).all(|_| digits.next().is_some_and(|digit| digit.is_ascii_hexdigit()))
    };
    is_letter(c)
        || is_decimal(c)
        || is_combining_mark(c)
        || matches!(
            c,
            '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@' | '\u{200c}' | '\u{200d}'
        )
        || (c == '%' && escape())
}

fn jekyll(tag: &str) -> String {
    let kept = |c| is_letter(c) || is_decimal(c) || is_combining_mark(c);
    let joined = hyphenated(tag, kept);
    trim_one_hyphen(&joined).to_lowercase()
}

fn eleventy(tag: &str) -> String {
    let ascii = transliterate(tag).to_lowercase();
    let joined = hyphenated(&without_contractions(&ascii), |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit()
    });
    trim_one_hyphen(&joined).to_owned()
}

/// `it's` and `don't` lose their apostrophe at the end of a word that a space or nothing follows.
fn without_contractions(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let contracts = |at: usize| {
        at > 0
            && bytes[at - 1].is_ascii_alphanumeric()
            && matches!(bytes.get(at + 1), Some(b't' | b's'))
            && text
                .get(at + 2..)
                .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
    };
    let kept = text
        .char_indices()
        .filter(|&(at, c)| c != '\'' || !contracts(at));
    Cow::Owned(kept.map(|(_, c)| c).collect())
}

fn github(tag: &str) -> String {
    let lower = tag.to_lowercase();
    let kept = lower.chars().filter(|&c| {
        c.is_alphabetic()
            || is_decimal(c)
            || is_combining_mark(c)
            || matches!(c, '-' | ' ' | '_' | '‿' | '⁀' | '⁔' | '＿')
    });
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn pelican(tag: &str) -> String {
    let composed: String = tag.nfkc().collect();
    let ascii = deunicode::deunicode_with_tofu(&composed, "");
    let kept: String = ascii
        .chars()
        .filter(|&c| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c.is_whitespace())
        .collect();
    hyphenated(kept.trim(), |c| c.is_ascii_alphanumeric() || c == '_').to_ascii_lowercase()
}

/// Each run of characters that are not `kept` as one hyphen.
fn hyphenated(text: &str, kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = false;
    for c in text.chars() {
        if kept(c) {
            out.push(c);
        } else if !run {
            out.push('-');
        }
        run = !kept(c);
    }
    out
}

fn trim_one_hyphen(text: &str) -> &str {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.strip_suffix('-').unwrap_or(text)
}

/// General category L, which `char::is_alphabetic` exceeds by marks and letter-like numbers and symbols.
fn is_letter(c: char) -> bool {
    let letter_like = matches!(c, '\u{2160}'..='\u{2188}' | '\u{24b6}'..='\u{24e9}' | '\u{3007}');
    c.is_alphabetic() && !is_combining_mark(c) && !letter_like
}

/// General category Nd: digits, without fractions, superscripts and circled numbers.
fn is_decimal(c: char) -> bool {
    let full_width = matches!(c, '０'..='９');
    let plain = || std::iter::once(c).nfkd().eq(std::iter::once(c));
    c.is_ascii_digit() || (c.is_numeric() && !c.is_alphabetic() && (full_width || plain()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each generator made of the tag: Hugo 0.111, the crate slug 0.1, Jekyll 4.3, Eleventy 3.1, github-slugger 2,
    /// Pelican 4.12.
    #[rustfmt::skip]
    const MADE: &[(&str, [&str; 6])] = &[
        // tag, Hugo, Zola, Jekyll, Eleventy, Astro, Pelican
        ("C", ["c", "c", "c", "c", "c", "c"]),
        ("C++", ["c++", "c", "c", "c", "c", "c"]),
        ("C#", ["c#", "c", "c", "c", "c", "c"]),
        ("open source", ["open-source", "open-source", "open-source", "open-source", "open-source", "open-source"]),
        ("open-source", ["open-source", "open-source", "open-source", "open-source", "open-source", "open-source"]),
        ("Open Source", ["open-source", "open-source", "open-source", "open-source", "open-source", "open-source"]),
        ("node.js", ["node.js", "node-js", "node-js", "node-js", "nodejs", "nodejs"]),
        ("nodejs", ["nodejs", "nodejs", "nodejs", "nodejs", "nodejs", "nodejs"]),
        ("R&D", ["rd", "r-d", "r-d", "r-and-d", "rd", "rd"]),
        (".NET", [".net", "net", "net", "net", "net", "net"]),
        ("AI", ["ai", "ai", "ai", "ai", "ai", "ai"]),
        ("Hugö", ["hugö", "hugo", "hugö", "hugoe", "hugö", "hugo"]),
        ("Les Misérables", ["les-misérables", "les-miserables", "les-misérables", "les-miserables", "les-misérables", "les-miserables"]),
        ("日本", ["日本", "ri-ben", "日本", "", "日本", "ri-ben"]),
        ("CI/CD", ["ci/cd", "ci-cd", "ci-cd", "ci-cd", "cicd", "cicd"]),
        ("What's new", ["whats-new", "what-s-new", "what-s-new", "whats-new", "whats-new", "whats-new"]),
        ("50%", ["50", "50", "50", "50", "50", "50"]),
        ("a_b", ["a_b", "a-b", "a-b", "a-b", "a_b", "a_b"]),
        ("a  b", ["a-b", "a-b", "a-b", "a-b", "a--b", "a-b"]),
        ("a - b", ["a-b", "a-b", "a-b", "a-b", "a---b", "a-b"]),
        ("foo@bar", ["foo@bar", "foo-bar", "foo-bar", "foo-bar", "foobar", "foobar"]),
        ("(hey)", ["hey", "hey", "hey", "hey", "hey", "hey"]),
        ("#hash", ["#hash", "hash", "hash", "hash", "hash", "hash"]),
        ("fooBar", ["foobar", "foobar", "foobar", "foobar", "foobar", "foobar"]),
        ("APIs", ["apis", "apis", "apis", "apis", "apis", "apis"]),
        ("a–b", ["ab", "a-b", "a-b", "a-b", "ab", "a-b"]),
        ("don’t", ["dont", "don-t", "don-t", "don-t", "dont", "dont"]),
        ("!!!", ["", "", "", "", "", ""]),
        ("İstanbul", ["istanbul", "istanbul", "i̇stanbul", "istanbul", "i̇stanbul", "istanbul"]),
        ("हिन्दी", ["हिन्दी", "hindii", "हिन्दी", "", "हिन्दी", "hindii"]),
        ("a--b", ["a--b", "a-b", "a-b", "a-b", "a--b", "a-b"]),
        ("-a-", ["-a-", "a", "a", "a", "-a-", "-a-"]),
        ("Привет, мир", ["привет-мир", "privet-mir", "привет-мир", "privet-mir", "привет-мир", "privet-mir"]),
        ("Ελλάδα", ["ελλάδα", "ellada", "ελλάδα", "ellada", "ελλάδα", "ellada"]),
        ("Đà Nẵng", ["đà-nẵng", "da-nang", "đà-nẵng", "da-nang", "đà-nẵng", "da-nang"]),
        ("Łódź", ["łódź", "lodz", "łódź", "lodz", "łódź", "lodz"]),
        ("½", ["", "1-2", "", "", "", "12"]),
        ("Straße", ["straße", "strasse", "straße", "strasse", "straße", "strasse"]),
        ("Ångström", ["ångström", "angstrom", "ångström", "angstroem", "ångström", "angstrom"]),
        ("Ørsted", ["ørsted", "orsted", "ørsted", "orsted", "ørsted", "orsted"]),
        ("It's", ["its", "it-s", "it-s", "its", "its", "its"]),
        ("naïve café", ["naïve-café", "naive-cafe", "naïve-café", "naive-cafe", "naïve-café", "naive-cafe"]),
        ("日本 2024", ["日本-2024", "ri-ben-2024", "日本-2024", "2024", "日本-2024", "ri-ben-2024"]),
        ("x²", ["x", "x2", "x", "x", "x", "x2"]),
        ("E-Mail", ["e-mail", "e-mail", "e-mail", "e-mail", "e-mail", "e-mail"]),
        ("Kraków & Co.", ["kraków-co.", "krakow-co", "kraków-co", "krakow-and-co", "kraków--co", "krakow-co"]),
        ("__init__", ["__init__", "init", "init", "init", "__init__", "__init__"]),
        ("a+b", ["a+b", "a-b", "a-b", "a-b", "ab", "ab"]),
        ("c:\\d", ["c\\d", "c-d", "c-d", "c-d", "cd", "cd"]),
        ("x~y", ["x~y", "x-y", "x-y", "x-y", "xy", "xy"]),
        ("100% Go", ["100-go", "100-go", "100-go", "100-go", "100-go", "100-go"]),
        ("Ünï", ["ünï", "uni", "ünï", "ueni", "ünï", "uni"]),
    ];

    #[test]
    fn slugs_are_those_that_the_generators_make() {
        for (tag, made) in MADE {
            let sites = [
                Site::Hugo,
                Site::Zola,
                Site::Jekyll,
                Site::Eleventy,
                Site::Astro,
                Site::Pelican,
            ];
            assert_eq!(&sites.map(|site| slug(site, tag)), made, "{tag}");
        }
    }
}
