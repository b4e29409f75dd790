//! The links of a file, and where an address that stands bare in its text ends.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Link;

/// The links of a file, each address once, in order; and the addresses that its reference definitions give.
#[derive(Default)]
pub(super) struct Links {
    found: Vec<Link>,
    seen: FxHashSet<String>,
    definitions: FxHashMap<String, String>,
}

impl Links {
    /// Takes a link if it leads to the web and is new.
    pub(super) fn add(&mut self, text: &str, url: &str) {
        let web = url.starts_with("http://") || url.starts_with("https://");
        if web && url.len() > 8 && self.seen.insert(url.to_owned()) {
            let text = text.trim();
            self.found.push(Link {
                text: if text.is_empty() { url } else { text }.to_owned(),
                url: url.to_owned(),
            });
        }
    }

    /// Remembers `[name]: url`.
    pub(super) fn define(&mut self, name: &str, url: &str) {
        self.definitions
            .entry(name.to_lowercase())
            .or_insert_with(|| url.to_owned());
    }

    /// Whether anything is defined.
    pub(super) fn has_definitions(&self) -> bool {
        !self.definitions.is_empty()
    }

    /// The address that `[name]` stands for.
    pub(super) fn defined(&self, name: &str) -> Option<&String> {
        self.definitions.get(&name.to_lowercase())
    }

    /// The links in the order they were met.
    pub(super) fn into_vec(self) -> Vec<Link> {
        self.found
    }
}

/// The address that `text` begins with, without the punctuation of the sentence around it.
pub(super) fn bare_address(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | ']'))
        .unwrap_or(text.len());
    let mut url = &text[..end];
    let own_brackets = url.contains('(');
    loop {
        let cut = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '…', '’']);
        let next = match cut.strip_suffix(')') {
            Some(inner) if !own_brackets => inner,
            _ => cut,
        };
        if next.len() == url.len() {
            return url;
        }
        url = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_address_ends_before_the_punctuation_of_its_sentence() {
        for (text, url) in [
            ("https://a.example/x_y. Next", "https://a.example/x_y"),
            ("https://a.example/x), and", "https://a.example/x"),
            ("https://a.example/x_(y)", "https://a.example/x_(y)"),
            ("https://a.example/?q=1!…", "https://a.example/?q=1"),
            ("https://a.example", "https://a.example"),
        ] {
            assert_eq!(bare_address(text), url, "{text}");
        }
    }

    #[test]
    fn only_new_addresses_of_the_web_are_taken() {
        let mut links = Links::default();
        for url in [
            "https://a.example",
            "mailto:a@b.example",
            "https://",
            "https://a.example",
        ] {
            links.add(" A ", url);
        }
        let found = links.into_vec();
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&*found[0].text, &*found[0].url),
            ("A", "https://a.example")
        );
    }
}
