//! Web addresses as sponsor reads give them, without a scheme: `soap.example.com/show`.

/// Endings of addresses as people say and write them in reads.
const DOMAINS: &[&str] = &[
    "ai", "app", "at", "ch", "club", "co", "com", "de", "dev", "dk", "es", "eu", "fm", "fr", "io",
    "it", "me", "net", "nl", "no", "org", "pt", "se", "sh", "shop", "so", "tech", "tv", "uk",
];

/// Whether a text gives an address.
pub(super) fn has_address(text: &str) -> bool {
    memchr::memchr(b'.', text.as_bytes()).is_some()
        && text
            .split_ascii_whitespace()
            .any(|word| host_of(word).is_some())
}

/// The name before the last dot of an address.
pub(super) fn host_of(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let host = word.trim_start_matches("https://").split('/').next()?;
    let (name, domain) = host.rsplit_once('.')?;
    let letters = name.len() >= 2 && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    (letters && DOMAINS.contains(&domain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_stops_and_numbers() {
        for (text, expected) in [
            ("Go to soap.example.com/show today.", true),
            ("That's rope.dev.", true),
            ("We use node.js and 3.5 of them.", false),
            ("He left.So did I.", false),
        ] {
            assert_eq!(has_address(text), expected, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_host_stands_before_its_ending() {
        for (word, expected) in [
            ("rope.dev.", Some("rope")),
            ("https://soap.com/show", Some("soap")),
            ("node.js", None),
            ("stop.", None),
        ] {
            assert_eq!(host_of(word), expected, "{word}");
        }
    }
}
