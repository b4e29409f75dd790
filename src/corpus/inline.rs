//! Inline Markdown to the words it shows: emphasis, links, images, code spans, escapes, tags.
//!
//! One pass, linear in the text: every look-ahead is bounded or remembered. Entities stay as they are.

use memchr::memmem;

use super::blanks::squeezed;
use super::byte_set::byte_set;
use super::clock::clock;
use super::html_names::is_html;
use super::links::{Links, bare_address};

/// Longest link text, in bytes, that is still taken for one.
const LINK_TEXT: usize = 400;
/// Longest address or tag that is looked for.
const LOOK_AHEAD: usize = 1000;

/// The bytes at which [`Resolver::run`] stops; the `h` begins an address.
const MEANS_SOMETHING: [bool; 256] = byte_set(b"\\`*_~![]<h");
/// The same for text without addresses.
const MARKS: [bool; 256] = byte_set(b"\\`*_~![]<");
/// How many bytes [`has_no_mark`] looks at in one go.
const STRIDE: usize = 32;

/// The text that `source` shows to a reader, blanks squeezed; its links go to `links`.
pub(super) fn resolve(source: &str, links: &mut Links) -> String {
    let mut resolver = Resolver {
        source,
        at: 0,
        plain: 0,
        out: String::with_capacity(source.len()),
        open: Vec::new(),
        anchor: None,
        bold: false,
        no_ticks: 0,
        links,
    };
    resolver.run();
    squeezed(resolver.out)
}

struct Resolver<'a, 'l> {
    source: &'a str,
    at: usize,
    /// Where the run of plain text that is not yet copied begins.
    plain: usize,
    out: String,
    /// Open brackets: where they stand in `out`, and whether they open an image.
    open: Vec<(usize, bool)>,
    /// An open `<a href>`: where its words begin in `out`, and the address.
    anchor: Option<(usize, &'a str)>,
    bold: bool,
    /// Bit n: no further run of n back-ticks closes a span.
    no_ticks: u16,
    links: &'l mut Links,
}

impl<'a> Resolver<'a, '_> {
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        let has_addresses = memmem::find(bytes, b"http").is_some();
        let stops = if has_addresses {
            &MEANS_SOMETHING
        } else {
            &MARKS
        };
        loop {
            while !has_addresses
                && let Some(window) = bytes[self.at..].first_chunk()
                && has_no_mark(window)
            {
                self.at += STRIDE;
            }
            let plain = bytes[self.at..]
                .iter()
                .position(|&byte| stops[usize::from(byte)]);
            let Some(plain) = plain else {
                break;
            };
            self.at += plain;
            let byte = bytes[self.at];
            match byte {
                b'\\' => self.escape(),
                b'`' => self.code(),
                b'*' | b'_' => self.emphasis(byte),
                b'~' => self.strike(),
                b'!' if bytes.get(self.at + 1) == Some(&b'[') => self.bracket(true),
                b'[' => self.bracket(false),
                b']' => self.close_bracket(),
                b'<' => self.tag(),
                b'h' => self.bare_url(),
                _ => self.at += 1,
            }
        }
        self.at = self.source.len();
        self.flush(self.source.len());
    }

    /// Copies the plain text up to here and goes on at `next`.
    fn flush(&mut self, next: usize) {
        self.out.push_str(&self.source[self.plain..self.at]);
        self.at = next;
        self.plain = next;
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.source[..self.at].chars().next_back()
    }

    fn escape(&mut self) {
        let next = self.source.as_bytes().get(self.at + 1);
        if next.is_some_and(u8::is_ascii_punctuation) {
            self.flush(self.at + 1);
        }
        // The escaped byte is plain text, whatever it is.
        self.at += 1;
    }

    fn code(&mut self) {
        let run = self.run_of(b'`');
        let body = self.at + run;
        let known_open = run > 15 || self.no_ticks & (1 << run) != 0;
        let close = (!known_open)
            .then(|| closing_ticks(&self.source.as_bytes()[body..], run))
            .flatten();
        if let Some(close) = close {
            self.flush(body + close + run);
            self.out.push_str(&self.source[body..body + close]);
        } else {
            if run <= 15 {
                self.no_ticks |= 1 << run;
            }
            self.at = body;
        }
    }

    fn run_of(&self, byte: u8) -> usize {
        self.source.as_bytes()[self.at..]
            .iter()
            .take_while(|&&b| b == byte)
            .count()
    }

    fn emphasis(&mut self, mark: u8) {
        let run = self.run_of(mark);
        let before = self.before();
        let after = self.source[self.at + run..].chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let within_word = word(before) && word(after);
        let keep = if mark == b'_' {
            within_word || run > 2
        } else {
            within_word && !(run >= 2 && self.bold)
        } || (blank(before) && blank(after));
        if keep {
            self.at += run;
            return;
        }
        if run >= 2 {
            self.bold = !self.bold;
        }
        self.flush(self.at + run);
    }

    /// Struck text was taken out of the talk by its editor.
    fn strike(&mut self) {
        let run = self.run_of(b'~');
        if run != 2 {
            self.at += run;
            return;
        }
        let body = &self.source.as_bytes()[self.at + 2..];
        let window = &body[..body.len().min(LOOK_AHEAD)];
        let close = memmem::find(window, b"~~");
        self.flush(self.at + 2 + close.map_or(0, |close| close + 2));
    }

    fn bracket(&mut self, image: bool) {
        if self.rest().starts_with("[^")
            && let Some(end) = find_within(self.rest(), b']', 40)
        {
            self.flush(self.at + end + 1);
            return;
        }
        self.flush(self.at + usize::from(image) + 1);
        self.open.push((self.out.len(), image));
        self.out.push('[');
    }

    fn close_bracket(&mut self) {
        self.flush(self.at + 1);
        let Some((start, image)) = self.open.pop() else {
            self.out.push(']');
            return;
        };
        let text_len = self.out.len() - start - 1;
        let target = self.target(start, text_len);
        let Some((url, len)) = target.filter(|_| image || text_len <= LINK_TEXT) else {
            self.out.push(']');
            return;
        };
        self.at += len;
        self.plain = self.at;
        if image {
            self.out.truncate(start);
        } else if clock(&self.out[start + 1..]).is_some() {
            self.out.push(']');
        } else {
            self.out.remove(start);
            let text = self.out[start..].to_owned();
            self.links.add(&text, &url);
        }
    }

    /// What the bracket that has just closed leads to, and the bytes that say so.
    fn target(&self, start: usize, text_len: usize) -> Option<(String, usize)> {
        let rest = self.rest();
        if rest.starts_with('(') {
            let (url, len) = destination(rest)?;
            return Some((url.to_owned(), len));
        }
        if !self.links.has_definitions() || text_len > LINK_TEXT {
            return None;
        }
        let shown = &self.out[start + 1..];
        let (name, len) = match rest.strip_prefix('[') {
            Some(tail) => {
                let end = find_within(tail, b']', 100)?;
                (if end == 0 { shown } else { &tail[..end] }, end + 2)
            }
            None => (shown, 0),
        };
        let url = self.links.defined(name)?;
        Some((url.clone(), len))
    }

    fn tag(&mut self) {
        let rest = self.rest();
        let window = &rest.as_bytes()[1..rest.len().min(LOOK_AHEAD)];
        let end = match memchr::memchr2(b'<', b'>', window) {
            Some(end) if window[end] == b'>' => end + 1,
            _ => {
                self.at += 1;
                return;
            }
        };
        let inner = &rest[1..end];
        if inner.starts_with("http://") || inner.starts_with("https://") {
            self.flush(self.at + end + 1);
            self.links.add("", inner);
            return;
        }
        let name = inner.trim_start_matches('/');
        let name_end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        if !is_html(&name[..name_end]) {
            self.at += 1;
            return;
        }
        self.flush(self.at + end + 1);
        if inner.starts_with("/a") {
            if let Some((start, url)) = self.anchor.take()
                && let Some(text) = self.out.get(start..)
            {
                self.links.add(text, url);
            }
        } else if name[..name_end].eq_ignore_ascii_case("a") {
            self.anchor = href(inner).map(|url| (self.out.len(), url));
        } else if name[..name_end].eq_ignore_ascii_case("br") {
            self.out.push(' ');
        }
    }

    /// A bare address stays in the text as it is, and is a link.
    fn bare_url(&mut self) {
        let rest = self.rest();
        let web = rest.starts_with("http://") || rest.starts_with("https://");
        if !web || self.before().is_some_and(char::is_alphanumeric) {
            self.at += 1;
            return;
        }
        let url = bare_address(rest);
        self.links.add("", url);
        self.at += url.len();
    }
}

/// Whether no byte of [`MARKS`] is among them. Never wrong when it says so; `^` is taken for one of its neighbours.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the loop becomes instructions that take many bytes at once"
)]
fn has_no_mark(window: &[u8; STRIDE]) -> bool {
    !window.iter().fold(false, |found, &byte| {
        found
            | (byte.wrapping_sub(b'[') < 6)
            | (byte == b'*')
            | (byte == b'!')
            | (byte == b'<')
            | (byte == b'~')
    })
}

/// Reads `(url)` or `(url "title")`: the address and the bytes taken.
fn destination(text: &str) -> Option<(&str, usize)> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LOOK_AHEAD) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    let inner = text[1..at].trim();
                    let url = inner.split_ascii_whitespace().next().unwrap_or("");
                    return Some((url.trim_matches(['<', '>']), at + 1));
                }
            }
            b'[' | b']' => return None,
            _ => {}
        }
    }
    None
}

fn href(tag: &str) -> Option<&str> {
    let from = tag.find("href=")? + 5;
    let value = &tag[from..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// Where `byte` stands in the first `most` bytes.
fn find_within(text: &str, byte: u8, most: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(byte, &bytes[..bytes.len().min(most)])
}

/// Where a run of exactly `run` back-ticks begins.
fn closing_ticks(bytes: &[u8], run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'`', &bytes[at..]) {
        let start = at + found;
        let len = bytes[start..].iter().take_while(|&&b| b == b'`').count();
        if len == run {
            return Some(start);
        }
        at = start + len;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_resolved_to_the_words_it_shows() {
        for (source, text) in [
            (
                "**bold** and *soft* and __both__ _kinds_",
                "bold and soft and both kinds",
            ),
            (
                "snake_case and 5 * 3 and 2*3",
                "snake_case and 5 * 3 and 2*3",
            ),
            ("what the f**k, un**true**", "what the f**k, un**true"),
            (r"\[laughter\] yes\! a\\b", r"[laughter] yes! a\b"),
            (r"\*not soft\*", "*not soft*"),
            (
                "see [the paper](https://a.example/x) now",
                "see the paper now",
            ),
            ("[a [b] c](https://a.example/y_z)", "a [b] c"),
            ("![alt](pic.png)text", "text"),
            ("[![alt](pic.png)](https://a.example)", ""),
            ("call `do_it(*x)` now", "call do_it(*x) now"),
            ("``a ` b``", "a ` b"),
            ("an open ` tick", "an open ` tick"),
            ("~~um,~~ so ~~ open", "so open"),
            ("<a name=\"x\"></a>Vec<T> <b>fat</b>", "Vec<T> fat"),
            ("[12:30](https://a.example/?t=750) on", "[12:30] on"),
            ("note[^1] here", "note here"),
            ("a  b\n\tc", "a b c"),
            ("", ""),
            ("\\", "\\"),
            ("[](", "[]("),
        ] {
            assert_eq!(resolve(source, &mut Links::default()), text, "{source}");
        }
    }

    #[test]
    fn each_web_address_is_collected_once_with_the_words_that_carry_it() {
        let mut links = Links::default();
        links.define("Ref", "https://c.example");
        let text = resolve(
            "[one](https://a.example), https://b.example/x_y_z. [again](https://a.example) \
             <https://d.example> [named][ref] [home](/local) <a href=\"https://e.example\">five</a>",
            &mut links,
        );
        assert_eq!(text, "one, https://b.example/x_y_z. again named home five");
        let found: Vec<_> = links
            .into_vec()
            .into_iter()
            .map(|link| (link.text, link.url))
            .collect();
        let pair = |text: &str, url: &str| (text.to_owned(), url.to_owned());
        assert_eq!(
            found,
            [
                pair("one", "https://a.example"),
                pair("https://b.example/x_y_z", "https://b.example/x_y_z"),
                pair("https://d.example", "https://d.example"),
                pair("named", "https://c.example"),
                pair("five", "https://e.example"),
            ]
        );
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        for unit in [
            "[", "](", "`", "``a", "~~a", "<a", "**a", "![", "\\", "[a](", "[x]()", "__", "http://",
        ] {
            let source = format!("{}http://{}", unit.repeat(200_000), ").".repeat(200_000));
            let started = std::time::Instant::now();
            resolve(&source, &mut Links::default());
            assert!(started.elapsed().as_secs() < 5, "{unit}");
        }
    }
}
