//! Web addresses that stand bare in the talk of captions and JSON.

use memchr::{memchr, memmem};

/// Collects the bare web addresses of a raw text.
pub(super) fn find<'t>(text: &'t str, mut found: impl FnMut(&'t str)) {
    let mut from = 0;
    while let Some(colon) = memmem::find(&text.as_bytes()[from..], b"://") {
        let colon = from + colon;
        from = colon + 3;
        let Some(start) = ["https", "http"]
            .iter()
            .find(|scheme| text[..colon].ends_with(**scheme))
            .map(|scheme| colon - scheme.len())
        else {
            continue;
        };
        let end = text[from..]
            .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`|{}\\^[]“”".contains(c))
            .map_or(text.len(), |length| from + length);
        let mut url =
            text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '…']);
        if url.ends_with(')') && memchr(b'(', url.as_bytes()).is_none() {
            url = url.trim_end_matches([')', '.', ',']);
        }
        if url.len() > colon + 3 - start {
            found(url);
        }
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_are_found_without_the_punctuation_around_them() {
        let mut found = Vec::new();
        find(
            "see https://a.example/x. and (http://b.example/y), ftp://c http:// https://d.example/(z)",
            |url| found.push(url),
        );
        assert_eq!(
            found,
            [
                "https://a.example/x",
                "http://b.example/y",
                "https://d.example/(z)"
            ]
        );
    }
}
