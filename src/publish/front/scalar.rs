//! Strings that hold several tags: how each generator takes them apart.

use super::fence::Notation;
use crate::publish::site::Site;

/// What parts the tags in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// This character.
    At(char),
    /// Any white space.
    Words,
    /// Nothing: the string is one tag.
    Whole,
}

/// How a site takes a string apart, or why the string is not what the site wants.
pub(super) fn split(text: &str, site: Site, notation: Notation) -> Result<Split, &'static str> {
    if matches!(notation, Notation::Lines | Notation::FieldList) {
        return Ok(Split::At(if text.contains(';') { ';' } else { ',' }));
    }
    match site {
        Site::Hugo if text.contains(',') => {
            Err("is a string with commas, which Hugo takes as one tag; make it a list")
        }
        Site::Hugo => Ok(Split::Whole),
        Site::Zola => Err("is a string, and Zola wants a list"),
        Site::Jekyll if text.contains(',') => {
            Err("is a string with commas, which Jekyll parts at spaces; make it a list")
        }
        Site::Jekyll => Ok(Split::Words),
        Site::Eleventy | Site::Astro | Site::Pelican | Site::Json => Ok(Split::At(',')),
    }
}

/// The tags in a string.
pub(super) fn parts(text: &str, split: Split) -> Vec<String> {
    let parts: Vec<&str> = match split {
        Split::At(mark) => text.split(mark).map(str::trim).collect(),
        Split::Words => text.split_whitespace().collect(),
        Split::Whole => vec![text.trim()],
    };
    let named = parts.into_iter().filter(|part| !part.is_empty());
    named.map(str::to_owned).collect()
}

/// The string with some of its parts and with new ones after them; `None` where a new one would be taken apart.
pub(super) fn rebuilt(
    text: &str,
    split: Split,
    site: Site,
    keep: &[bool],
    add: &[String],
) -> Option<String> {
    let fits = |tag: &String| match split {
        Split::At(mark) => !tag.contains(mark),
        Split::Words => !tag.contains(char::is_whitespace),
        Split::Whole => false,
    };
    if !add.iter().all(fits) {
        return None;
    }
    let mark = match split {
        Split::At(mark) => mark,
        Split::Words | Split::Whole => ' ',
    };
    // Eleventy does not trim what it parts.
    let spaced = site != Site::Eleventy
        && mark != ' '
        && text
            .split(mark)
            .nth(1)
            .is_none_or(|second| second.starts_with(' '));
    let mut keep = keep.iter();
    let mut pieces: Vec<String> = text
        .split(mark)
        .filter(|piece| piece.trim().is_empty() || keep.next().is_some_and(|keep| *keep))
        .map(str::to_owned)
        .collect();
    for tag in add {
        let first = pieces.iter().all(|piece| piece.trim().is_empty());
        pieces.push(if spaced && !first {
            format!(" {tag}")
        } else {
            tag.clone()
        });
    }
    Some(pieces.join(&mark.to_string()).trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_parted_as_the_generator_parts_them() {
        for (site, notation, text, tags) in [
            (Site::Eleventy, Notation::Yaml, "a, b c", vec!["a", "b c"]),
            (Site::Jekyll, Notation::Yaml, "a  b c", vec!["a", "b", "c"]),
            (Site::Hugo, Notation::Yaml, "a b", vec!["a b"]),
            (Site::Pelican, Notation::Lines, "a, b", vec!["a", "b"]),
            (Site::Pelican, Notation::Lines, "a, b; c", vec!["a, b", "c"]),
            (Site::Astro, Notation::Yaml, "", vec![]),
        ] {
            let split = split(text, site, notation).unwrap();
            assert_eq!(parts(text, split), tags, "{text}");
        }
        for site in [Site::Hugo, Site::Zola, Site::Jekyll] {
            assert!(split("a, b", site, Notation::Yaml).is_err(), "{site:?}");
        }
    }

    #[test]
    fn strings_are_rebuilt_in_their_own_style() {
        let add = ["new".to_owned()];
        for (site, text, keep, rebuilt_text) in [
            (Site::Astro, "a, b", [true, true], "a, b, new"),
            (Site::Astro, "a,b", [true, true], "a,b,new"),
            (Site::Astro, "a, b", [false, true], "b, new"),
            (Site::Eleventy, "a, b", [true, true], "a, b,new"),
            (Site::Jekyll, "a b", [true, false], "a new"),
        ] {
            let split = split(text, site, Notation::Yaml).unwrap();
            let new = rebuilt(text, split, site, &keep, &add);
            assert_eq!(new.as_deref(), Some(rebuilt_text), "{text}");
        }
        let two_words = ["two words".to_owned()];
        assert_eq!(
            rebuilt("a", Split::Words, Site::Jekyll, &[true], &two_words),
            None
        );
    }
}
