//! Names by which a feed and the files on disk speak of the same episode.

use std::path::{Component, Path};

use percent_encoding::percent_decode_str;

/// The parts of a path in lower case, the file's name last.
pub(super) fn path_parts(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(part) => Some(part.to_string_lossy().to_lowercase()),
            _ => None,
        })
        .collect()
}

/// The parts of an address's path in lower case, decoded, without host and query; of something that is no address its
/// own parts.
pub(super) fn address_parts(url: &str) -> Vec<String> {
    let url = url.trim();
    let below_host = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    let path = below_host.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .map(|part| percent_decode_str(part).decode_utf8_lossy().to_lowercase())
        .filter(|part| !part.is_empty() && part != "." && part != "..")
        .collect()
}

/// The last part of an address without its extension, as a slug.
pub(super) fn address_stem(url: &str) -> Option<String> {
    let last = address_parts(url).pop()?;
    let stem = match last.rsplit_once('.') {
        Some((stem, extension)) if (1..=5).contains(&extension.len()) && !stem.is_empty() => stem,
        _ => &last,
    };
    slug(stem)
}

/// A text as a slug; `None` if nothing is left of it.
pub(in super::super) fn slug(text: &str) -> Option<String> {
    // Only the beginning of a very long title tells.
    let short: String = text.chars().take(200).collect();
    Some(slug::slugify(short)).filter(|slug| !slug.is_empty())
}

/// What follows the number or date that a slug begins with: `012-the-boat`, `2024-05-03-the-boat`, `s02e03-the-boat`.
pub(super) fn without_number(slug: &str) -> Option<&str> {
    let is_number = |part: &str| {
        let part = part
            .strip_prefix("ep")
            .or(part.strip_prefix('s'))
            .unwrap_or(part);
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'e')
    };
    let mut rest = slug;
    while let Some((_, more)) = rest.split_once('-').filter(|(first, _)| is_number(first)) {
        rest = more;
    }
    (rest.len() < slug.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_as_paths() {
        for (url, parts) in [
            (
                "https://a.example/x/Ep%2012.vtt?t=1#b",
                vec!["x", "ep 12.vtt"],
            ),
            ("transcripts/ep12.vtt", vec!["transcripts", "ep12.vtt"]),
            ("../../etc/passwd", vec!["etc", "passwd"]),
            ("https://a.example", vec![]),
        ] {
            assert_eq!(address_parts(url), parts, "{url}");
        }
    }

    #[test]
    fn stems_are_slugs_without_extension() {
        for (url, stem) in [
            ("https://a.example/media/Ep_12.mp3", Some("ep-12")),
            ("https://a.example/the-boat/", Some("the-boat")),
            ("urn:uuid:1-2", Some("urn-uuid-1-2")),
            ("https://a.example/v1.42-notes", Some("v1-42-notes")),
            ("https://a.example/", None),
        ] {
            assert_eq!(address_stem(url).as_deref(), stem, "{url}");
        }
    }

    #[test]
    fn numbers_and_dates_go_from_the_front() {
        for (slug, rest) in [
            ("012-the-boat", Some("the-boat")),
            ("2024-05-03-the-boat", Some("the-boat")),
            ("s02e03-the-boat", Some("the-boat")),
            ("ep7-the-boat", Some("the-boat")),
            ("the-boat-2", None),
            ("12", None),
        ] {
            assert_eq!(without_number(slug), rest, "{slug}");
        }
    }
}
