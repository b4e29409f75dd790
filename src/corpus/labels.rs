//! The grammar of speaker labels in written-out transcripts, shared by Markdown and plain text.
//!
//! A colon does not make a speaker. So a file is read twice: [`Labels::survey`] collects everything that could be a
//! label and how often it comes, and only what passes is taken for one by [`Labels::head`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::clock::stamp_prefix;
use super::label_words::{
    is_lone_key, is_particle, is_role, is_sentence_opener, is_short_form, is_title,
};

/// How a label is set off from the words that follow it; the earlier, the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `<v Name>`.
    Voice,
    /// `**Name** (0:12)`, `**Name:** [0:12]`.
    MarkedTimed,
    /// `**Name:**`, `__Name__:`.
    Marked,
    /// `[SPEAKER_00]:`.
    Bracketed,
    /// `Name (00:01:02):`, `Name: 0:12` alone on its line.
    Timed,
    /// `Name [00:12] text`, `Name: 00:12 text`, `Name  0:12` alone on its line.
    LooselyTimed,
    /// `Name: text`.
    Colon,
    /// `Q - text`.
    Dash,
    /// `**Name** text`.
    Bare,
}

/// The start of a line, taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Head<'a> {
    /// As written, without markup, colon and time.
    pub(super) name: &'a str,
    /// How it was told apart.
    pub(super) mark: Mark,
    /// Seconds, if a time is written with it.
    pub(super) start_s: Option<f64>,
    /// What is said on the rest of the line.
    pub(super) rest: &'a str,
}

/// So often a name in small letters must come to be one.
const LOWER_CASE_USES: usize = 3;

/// Longest label in bytes.
const LONGEST: usize = 90;

/// Takes a line apart as if it began with a label; whether it does, the file as a whole must tell.
fn candidate(line: &str) -> Option<Head<'_>> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // A time inside emphasis belongs to what the emphasis marks.
    if !line.starts_with(['*', '_'])
        && let Some(stamp) = stamp_prefix(line)
    {
        let rest = line[stamp.len..].trim_start_matches([' ', '\t', '-', '–']);
        let head = unstamped(rest)?;
        return Some(Head {
            start_s: head.start_s.or(stamp.seconds),
            ..head
        });
    }
    unstamped(line)
}

fn unstamped(line: &str) -> Option<Head<'_>> {
    let line = after_stage_direction(line);
    match line.as_bytes().first()? {
        b'<' => voice(line),
        b'*' | b'_' => marked(line),
        b'[' => bracketed(line),
        _ => timed(line).or_else(|| colon(line)).or_else(|| dash(line)),
    }
}

/// `(Video) Name: text` without its first part.
fn after_stage_direction(line: &str) -> &str {
    let Some(inner) = line.strip_prefix('(') else {
        return line;
    };
    match inner.as_bytes().iter().take(24).position(|&b| b == b')') {
        Some(end) if inner[..end].bytes().all(|b| b.is_ascii_alphabetic()) => {
            inner[end + 1..].trim_start()
        }
        _ => line,
    }
}

/// `<v Name>text</v>`, with classes (`<v.loud Name>`).
fn voice(line: &str) -> Option<Head<'_>> {
    let inner = line.strip_prefix("<v")?;
    let end = position_within(inner, b'>')?;
    let name = inner[..end]
        .trim_start_matches(|c: char| !c.is_whitespace())
        .trim();
    let rest = inner[end + 1..].trim();
    (!name.is_empty()).then(|| Head {
        name,
        mark: Mark::Voice,
        start_s: None,
        rest: rest.strip_suffix("</v>").unwrap_or(rest),
    })
}

/// Labels in emphasis, with the colon inside or outside and a time before or after it.
fn marked(line: &str) -> Option<Head<'_>> {
    let marker = ["***", "**", "__", "*", "_"]
        .into_iter()
        .find(|marker| line.starts_with(marker))?;
    let inner = &line[marker.len()..];
    let window = floor(inner, LONGEST);
    let end = window.find(marker)?;
    let mut name = inner[..end].trim();
    let mut rest = inner[end + marker.len()..].trim_start_matches(['*', '_']);
    let mut has_colon = false;
    strip_colon_end(&mut name, &mut has_colon);
    let mut time = None;
    if let Some(stamp) = stamp_prefix(name) {
        time = Some(stamp.seconds);
        name = name[stamp.len..].trim_start();
    } else if let Some((before, stamp)) = trailing_stamp(name) {
        time = Some(stamp);
        name = before;
    }
    strip_colon_end(&mut name, &mut has_colon);
    strip_colon_start(&mut rest, &mut has_colon);
    if let Some(stamp) = stamp_prefix(rest.trim_start()) {
        let tail = &rest.trim_start()[stamp.len..];
        // A bare time may be the first word of a sentence, unless nothing says otherwise.
        if stamp.bracketed || has_colon || tail.trim().is_empty() || !tail.starts_with(' ') {
            time = time.or(Some(stamp.seconds));
            rest = tail;
            strip_colon_start(&mut rest, &mut has_colon);
        }
    }
    let strong = marker.len() > 1;
    let mark = if strong && time.is_some() {
        Mark::MarkedTimed
    } else if strong && has_colon {
        Mark::Marked
    } else if has_colon {
        Mark::Colon
    } else if strong {
        Mark::Bare
    } else {
        return None;
    };
    // `**Name.**` ends like a sentence, but a name it is.
    if name.split_whitespace().count() <= 3 && ends_sentence(name) {
        name = name.trim_end_matches('.');
    }
    let lower = strong && has_colon && is_lower_case_name(name);
    (lower || plausible(name, true)).then(|| Head {
        name,
        mark,
        start_s: time.flatten(),
        rest: rest.trim(),
    })
}

/// `[SPEAKER_00]: text`.
fn bracketed(line: &str) -> Option<Head<'_>> {
    let inner = &line[1..];
    let end = position_within(inner, b']')?;
    let name = inner[..end].trim();
    let mut rest = &inner[end + 1..];
    let mut has_colon = false;
    strip_colon_start(&mut rest, &mut has_colon);
    let machine = name.contains('_') && name.ends_with(|c: char| c.is_ascii_digit());
    let leads_away = rest
        .trim_start()
        .trim_start_matches('<')
        .starts_with("http");
    ((has_colon || machine) && !leads_away && plausible(name, false)).then(|| Head {
        name: name.trim_matches(['[', ']']),
        mark: if machine {
            Mark::Bracketed
        } else {
            Mark::Colon
        },
        start_s: None,
        rest: rest.trim_start_matches(']').trim(),
    })
}

/// `Name (00:01:02): text`, `Name 00:01:02:`, `Name 0:12`, `Name: 00:00:29`.
fn timed(line: &str) -> Option<Head<'_>> {
    let window = floor(line, LONGEST);
    let at = window
        .char_indices()
        .find(|&(at, c)| {
            (c.is_ascii_digit() || matches!(c, '(' | '[' | '\\' | '`'))
                && at > 0
                && stamp_prefix(&line[at..]).is_some()
        })
        .map(|(at, _)| at)?;
    let mut name = line[..at].trim_end();
    if name.len() == at && line.as_bytes()[at].is_ascii_digit() {
        return None;
    }
    let stamp = stamp_prefix(&line[at..])?;
    let mut rest = &line[at + stamp.len..];
    let (mut before, mut after) = (false, false);
    strip_colon_end(&mut name, &mut before);
    strip_colon_start(&mut rest, &mut after);
    let rest = rest.trim();
    let mark = if after || (before && rest.is_empty()) {
        Mark::Timed
    } else if before || stamp.bracketed || rest.is_empty() {
        Mark::LooselyTimed
    } else {
        return None;
    };
    plausible(name, false).then_some(Head {
        name,
        mark,
        start_s: stamp.seconds,
        rest,
    })
}

/// `Name: text`, with an ordinary or a full-width colon.
fn colon(line: &str) -> Option<Head<'_>> {
    let window = floor(line, LONGEST);
    let at = window.find([':', '：'])?;
    let (name, mut rest) = (line[..at].trim(), &line[at..]);
    let mut has_colon = false;
    strip_colon_start(&mut rest, &mut has_colon);
    let apart =
        line[at..].starts_with('：') || rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    (apart && plausible(name, false)).then(|| Head {
        name,
        mark: Mark::Colon,
        start_s: None,
        rest: rest.trim(),
    })
}

/// `Q - text`.
fn dash(line: &str) -> Option<Head<'_>> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let (at, _) = chars.next()?;
    let rest = [" - ", " – ", " — "]
        .into_iter()
        .find_map(|dash| line[at..].strip_prefix(dash))?;
    first.is_uppercase().then(|| Head {
        name: &line[..at],
        mark: Mark::Dash,
        start_s: None,
        rest: rest.trim(),
    })
}

/// Whether `name` could name a speaker at all; `marked` names are set off by markup and may be freer.
fn plausible(name: &str, marked: bool) -> bool {
    let forbidden = |c: char| {
        matches!(
            c,
            '?' | '!'
                | ';'
                | '"'
                | '“'
                | '”'
                | '<'
                | '>'
                | '{'
                | '}'
                | '|'
                | '='
                | '/'
                | '\\'
                | '@'
                | '$'
                | '%'
                | '^'
                | '*'
                | '~'
                | '`'
                | '。'
                | '，'
                | '、'
                | '…'
                | ':'
        )
    };
    // `SPEAKER\_00` is an escape of Markdown.
    let escaped = |at: usize| name[at..].starts_with("\\_");
    if name
        .char_indices()
        .any(|(at, c)| forbidden(c) && !escaped(at))
    {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let extra = words
        .iter()
        .any(|word| is_title(word) || word.starts_with('('));
    let most = if marked { 8 } else { 4 + usize::from(extra) };
    let Some(first) = name.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    let machine = name.contains('_') && name.ends_with(|c: char| c.is_ascii_digit());
    let begins = !name.starts_with('(') && first.is_uppercase()
        || machine
        || uncased(first) && name.chars().count() <= 8;
    words.len() <= most
        && begins
        && name.chars().any(char::is_alphabetic)
        && words.iter().all(|word| !ends_sentence(word))
        && lower_words(&words) <= if marked { 4 } else { 2 }
        && !is_lone_key(name)
}

/// One word in small letters, as some write names; only markup and repetition can make it one.
fn is_lower_case_name(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(char::is_lowercase) && !is_lone_key(name)
}

fn uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether a word ends as a sentence does, rather than as an initial or a short form does.
fn ends_sentence(word: &str) -> bool {
    word.strip_suffix('.')
        .is_some_and(|stem| stem.chars().count() > 4 || !stem.starts_with(char::is_uppercase))
        || word
            .strip_suffix(',')
            .is_some_and(|stem| stem.starts_with(char::is_lowercase))
}

/// Words that begin in lower case and are not part of names (`van`, `de`).
fn lower_words(words: &[&str]) -> usize {
    words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && !is_particle(word))
        .count()
}

fn strip_colon_end(text: &mut &str, found: &mut bool) {
    if let Some(stripped) = text.trim_end().strip_suffix([':', '：']) {
        *text = stripped.trim_end();
        *found = true;
    }
}

fn strip_colon_start(text: &mut &str, found: &mut bool) {
    if let Some(stripped) = text.trim_start().strip_prefix([':', '：']) {
        *text = stripped;
        *found = true;
    }
}

/// `Name (00:12)` as the name and the time.
fn trailing_stamp(text: &str) -> Option<(&str, Option<f64>)> {
    let at = text.rfind([' ', '(', '['])?;
    let stamp = stamp_prefix(text[at..].trim_start())?;
    Some((text[..at].trim_end(), stamp.seconds))
}

fn position_within(text: &str, byte: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(byte, &bytes[..bytes.len().min(LONGEST)])
}

/// The longest prefix of at most `most` bytes.
fn floor(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// What the names of one file have in common when they are compared.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// How often a name stands before an unmarked colon or dash, and what else is known of it.
#[derive(Default)]
struct Count<'a> {
    name: &'a str,
    sure: usize,
    marked: usize,
    colon: usize,
    dash: usize,
    bare: usize,
    bare_alone: usize,
    loosely_timed: usize,
}

/// The labels of one file.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names: FxHashSet<String>,
    dashed: FxHashSet<String>,
}

impl Labels {
    /// Decides over all lines of a talk which names are speakers.
    pub(super) fn survey<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: FxHashMap<String, Count<'a>> = FxHashMap::default();
        let mut total = 0_usize;
        let mut previous = "";
        for line in lines {
            // A title that is written twice is no evidence.
            if std::mem::replace(&mut previous, line) == line {
                continue;
            }
            total += 1;
            let Some(head) = candidate(line) else {
                continue;
            };
            let count = counts.entry(key(head.name)).or_default();
            count.name = head.name;
            match head.mark {
                Mark::Voice | Mark::MarkedTimed | Mark::Bracketed | Mark::Timed => count.sure += 1,
                Mark::Marked => count.marked += 1,
                Mark::LooselyTimed => count.loosely_timed += 1,
                Mark::Colon => count.colon += 1,
                Mark::Dash => count.dash += 1,
                Mark::Bare => {
                    count.bare += 1;
                    count.bare_alone += usize::from(head.rest.is_empty());
                }
            }
        }
        let mut labels = Self::default();
        labels.take_recurring(&counts, total);
        labels.take_dashed(&counts);
        labels.take_single(&counts, total);
        labels
    }

    fn take_recurring(&mut self, counts: &FxHashMap<String, Count<'_>>, total: usize) {
        let uses = |count: &Count<'_>| count.colon + count.loosely_timed;
        // Bold keys that all come once are an outline, not a conversation.
        let marked = || counts.values().filter(|count| count.marked > 0);
        let outline = marked().count() > 2 && marked().all(|count| count.marked == 1);
        let recurring: Vec<(&String, &Count<'_>)> = counts
            .iter()
            .filter(|(_, count)| {
                let words: Vec<&str> = count.name.split_whitespace().collect();
                let plain = lower_words(&words) == 0 && count.name.chars().count() > 1;
                uses(count) >= if plain { 2 } else { 3 } && !opens_sentence(&words)
            })
            .collect();
        // A handful of them in a long text are the keys of an article.
        let together: usize = recurring.iter().map(|(_, count)| uses(count)).sum();
        let surely = counts
            .values()
            .any(|count| count.sure > 0 || count.marked > 1);
        if surely || together * 80 >= total {
            self.names
                .extend(recurring.into_iter().map(|(key, _)| key.clone()));
        }
        let sure = counts.iter().filter(|(_, count)| {
            if is_lower_case_name(count.name) {
                return count.sure + count.marked >= LOWER_CASE_USES;
            }
            count.sure > 0
                || count.marked > 0 && !outline
                || count.bare >= 2 && count.bare_alone == count.bare
        });
        self.names.extend(sure.map(|(key, _)| key.clone()));
    }

    /// `Q -` and `A -` make sense together only.
    fn take_dashed(&mut self, counts: &FxHashMap<String, Count<'_>>) {
        let dashed: FxHashSet<String> = counts
            .iter()
            .filter(|(_, count)| count.dash > 0 && count.dash + count.colon >= 2)
            .map(|(key, _)| key.clone())
            .collect();
        if dashed.len() > 1 {
            self.dashed = dashed;
        }
    }

    /// Names used once, in a file that labels its speakers elsewhere: a role, the long form of a label, a full name.
    fn take_single(&mut self, counts: &FxHashMap<String, Count<'_>>, total: usize) {
        let labelled: usize = counts
            .iter()
            .filter(|(key, _)| self.names.contains(*key))
            .map(|(_, count)| count.sure + count.marked + count.colon + count.loosely_timed)
            .sum();
        if labelled == 0 {
            return;
        }
        let dense = labelled >= 8 && labelled * 6 >= total && self.names.len() > 1;
        // More names than a talk has: no need to compare each with each.
        let few = self.names.len() <= 100;
        let singles: Vec<String> = counts
            .iter()
            .filter(|(key, count)| {
                !self.names.contains(*key) && count.colon + count.loosely_timed > 0
            })
            .filter(|(_, count)| {
                let words: Vec<&str> = count.name.split_whitespace().collect();
                let proper = lower_words(&words) == 0 && !opens_sentence(&words);
                words.first().is_some_and(|word| is_role(word))
                    || proper
                        && few
                        && self
                            .names
                            .iter()
                            .any(|name| is_short_form(name, count.name))
                    || dense && proper && words.len() > 1 && no_digits(count.name)
            })
            .map(|(key, _)| key.clone())
            .collect();
        self.names.extend(singles);
    }

    /// Whether no line of the file has a label.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.dashed.is_empty()
    }

    /// Takes the label off a line, if it begins with one.
    pub(super) fn head<'a>(&self, line: &'a str) -> Option<Head<'a>> {
        if self.is_empty() {
            return None;
        }
        let head = candidate(line)?;
        let key = key(head.name);
        let known = match head.mark {
            Mark::Dash => self.dashed.contains(&key),
            Mark::Bare => {
                self.names.contains(&key)
                    && (head.rest.is_empty() || line.contains(&format!("{}** ", head.name)))
            }
            _ => self.names.contains(&key) || self.dashed.contains(&key),
        };
        known.then_some(head)
    }
}

fn opens_sentence(words: &[&str]) -> bool {
    words.first().is_some_and(|word| is_sentence_opener(word))
}

fn no_digits(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(lines: &[&'a str]) -> Vec<Option<(&'a str, Option<f64>, &'a str)>> {
        let labels = Labels::survey(lines.iter().copied());
        lines
            .iter()
            .map(|line| {
                labels
                    .head(line)
                    .map(|head| (head.name, head.start_s, head.rest))
            })
            .collect()
    }

    #[test]
    fn one_use_is_enough_for_a_label_that_is_set_off_by_markup_or_time() {
        for (line, head) in [
            ("**Ann:** hello", ("Ann", None, "hello")),
            ("**Ann**: hello", ("Ann", None, "hello")),
            ("**Ann Lee:**", ("Ann Lee", None, "")),
            ("**Ann** (00:01:02): hello", ("Ann", Some(62.0), "hello")),
            ("**Ann** (None): hello", ("Ann", None, "hello")),
            (
                "**Annabel.** (2:57): hello",
                ("Annabel", Some(177.0), "hello"),
            ),
            ("**Ann:** (2:57): hello", ("Ann", Some(177.0), "hello")),
            ("**Ann** [00:10] ", ("Ann", Some(10.0), "")),
            ("**Ann** [2:50]Yes", ("Ann", Some(170.0), "Yes")),
            ("**Ann:** [00:00:10] hello", ("Ann", Some(10.0), "hello")),
            (
                r"**Ann Lee:** \[20:04\] hello",
                ("Ann Lee", Some(1204.0), "hello"),
            ),
            ("**Ann**  0:03  ", ("Ann", Some(3.0), "")),
            ("**[00:10] Ann:** hello", ("Ann", Some(10.0), "hello")),
            ("**Ann (00:10):** hello", ("Ann", Some(10.0), "hello")),
            ("[00:10] **Ann:** hello", ("Ann", Some(10.0), "hello")),
            ("__Ann__: hello", ("Ann", None, "hello")),
            (
                "**Dr. Åsa B. Ek, Psy.D:** hello",
                ("Dr. Åsa B. Ek, Psy.D", None, "hello"),
            ),
            ("**VA (Val) Öst:** hello", ("VA (Val) Öst", None, "hello")),
            ("Ann Lee (00:01:02):", ("Ann Lee", Some(62.0), "")),
            (
                "Mike O'Neil, Jr. (00:01:02):",
                ("Mike O'Neil, Jr.", Some(62.0), ""),
            ),
            ("Ann 00:01:02:", ("Ann", Some(62.0), "")),
            ("Ann: 00:00:29", ("Ann", Some(29.0), "")),
            ("Speaker 12 (00:01:02):", ("Speaker 12", Some(62.0), "")),
            ("[SPEAKER_00]: hello", ("SPEAKER_00", None, "hello")),
            ("00:00:03 <v Ann Lee>hello", ("Ann Lee", Some(3.0), "hello")),
        ] {
            assert_eq!(read(&[line]), [Some(head)], "{line}");
        }
    }

    #[test]
    fn a_name_in_small_letters_must_be_marked_and_recur() {
        let lines = ["**ann:** hello", "**bo:** hi"].repeat(3);
        assert!(read(&lines).iter().all(Option::is_some));
        for lines in [
            ["**ann:** hello", "**bo:** hi"].repeat(2),
            ["**note:** hello", "ann: hi"].repeat(3),
        ] {
            assert!(read(&lines).iter().all(Option::is_none), "{lines:?}");
        }
    }

    #[test]
    fn an_unmarked_name_must_recur() {
        let lines = [
            "Ann: hello",
            "Bo Ek: hi",
            "Ann: well",
            "Bo Ek: so",
            "Then: a thing",
        ];
        let names: Vec<_> = read(&lines).into_iter().map(|h| h.map(|h| h.0)).collect();
        assert_eq!(
            names,
            [Some("Ann"), Some("Bo Ek"), Some("Ann"), Some("Bo Ek"), None]
        );
        assert_eq!(read(&["Ann: hello", "no label"]), [None, None]);
        let lines = ["Ann Lee  4:28  ", "hello", "Ann Lee (4:40)"];
        let heads = [
            Some(("Ann Lee", Some(268.0), "")),
            None,
            Some(("Ann Lee", Some(280.0), "")),
        ];
        assert_eq!(read(&lines), heads);
        assert_eq!(read(&["PART 1 ENDS [00:23:04]"]), [None]);
    }

    #[test]
    fn keys_of_an_outline_or_an_article_are_no_labels() {
        let outline = ["**Reach:** a", "**Gain:** b", "**Price:** c", "text"];
        assert!(read(&outline).iter().all(Option::is_none));
        let mut article = ["prose without", "any label"].repeat(150);
        article[50] = "Kern: a";
        article[150] = "Kern: b";
        assert!(read(&article).iter().all(Option::is_none));
    }

    #[test]
    fn roles_long_forms_and_full_names_pass_once_beside_recurring_labels() {
        let mut lines = vec!["Announcer: welcome", "Ann Lee: thanks"];
        lines.extend(["AL: one", "BE: two"].repeat(4));
        lines.push("Cy Dahl: three");
        let named = read(&lines).into_iter().filter(Option::is_some).count();
        assert_eq!(named, lines.len());
    }

    #[test]
    fn questions_and_answers_are_labels_only_together() {
        let both = ["Q - why?", "A - so.", "Q - and?", "A - no."];
        assert!(read(&both).iter().all(Option::is_some));
        assert!(
            read(&["I - who else", "said so", "I - of all"])
                .iter()
                .all(Option::is_none)
        );
    }

    #[test]
    fn colons_in_sentences_and_lone_keys_are_no_labels_however_often_they_come() {
        for line in [
            "The point is this: we go",
            "So my question: why",
            "Website: https://a.example",
            "Note: this is odd",
            "https://a.example: here",
            "at 10:30 we met",
            "So about 6:15 AM, I rose",
            "**(Speculative) Minutes**",
            "**Links:**",
            "**Bold start** of a sentence",
            "[ref]: https://a.example",
            "[12:30] so it goes",
            "What I said was: no",
            "I thought, okay: no",
        ] {
            let between = ["one", line, "two", line, "three", line, "four"];
            assert!(read(&between).iter().all(Option::is_none), "{line}");
        }
    }
}
