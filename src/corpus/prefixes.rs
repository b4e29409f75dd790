//! Which `Name:` prefixes of a caption file are speakers' labels, any colon being able to look like one.

use memchr::memchr;
use rustc_hash::FxHashMap;

use super::joining::closes_sentence;
use crate::lexicon;

/// Longest label, in bytes.
pub(super) const LONGEST_LABEL: usize = 48;
/// Most words in a label.
const MOST_WORDS: usize = 4;

/// The `Name:` prefixes of one file that are taken for labels.
#[derive(Debug, Default)]
pub(super) struct Labels {
    accepted: FxHashMap<String, Seen>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    count: usize,
    /// How often what stands before had come to an end, as before a change of speakers it mostly has.
    after_end: usize,
    /// How often it stands at the start of a cue.
    at_cue: usize,
}

impl Labels {
    /// Looks through all cue texts, tags removed, in order. Any colon could be a label, so a prefix must recur, or stand
    /// where a new speaker would in a file that has labels.
    pub(super) fn collect<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: FxHashMap<String, Seen> = FxHashMap::default();
        let (mut ended, mut any_speech, mut opens_with_label) = (true, false, false);
        for text in texts {
            for (index, line) in text.split('\n').enumerate() {
                let line = skip_markers(line);
                if let Some((label, _)) = label_at(line) {
                    let entry = seen.entry(label.to_lowercase()).or_default();
                    entry.count += 1;
                    entry.after_end += usize::from(ended);
                    entry.at_cue += usize::from(index == 0);
                    opens_with_label |= !any_speech;
                }
                let line = line.trim_end();
                any_speech |= !line.is_empty() && !line.starts_with(['[', '(', '♪']);
                if !line.is_empty() {
                    ended = closes_sentence(line) || line.ends_with(['-', '–', '—', ',']);
                }
            }
        }
        let recurring: usize = seen
            .values()
            .filter(|seen| seen.count > 1)
            .map(|seen| seen.count)
            .sum();
        let labelled = opens_with_label || recurring >= 3;
        seen.retain(|label, seen| {
            if seen.count > 1 {
                seen.count >= 5 || seen.after_end * 2 >= seen.count
            } else {
                labelled && seen.after_end == 1 && seen.at_cue == 1 && !is_common_word(label)
            }
        });
        Self { accepted: seen }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.accepted.is_empty()
    }

    /// Whether a prefix is a label of this file.
    pub(super) fn has(&self, label: &str) -> bool {
        self.accepted.contains_key(&label.to_lowercase())
    }
}

/// Whether a single word is one that any text may put before a colon.
fn is_common_word(label: &str) -> bool {
    const COMMON: [&str; 10] = [
        "answer", "example", "hint", "note", "ps", "question", "spoiler", "tip", "update",
        "warning",
    ];
    COMMON.contains(&label)
        || lexicon::pack("en").is_some_and(|pack| {
            pack.function.contains(label)
                || pack.fillers.contains(label)
                || pack.backchannels.contains(label)
        })
}

fn skip_markers(line: &str) -> &str {
    let line = line.trim_start();
    let line = line.trim_start_matches('>').trim_start();
    dash(line).map_or(line, |used| &line[used..])
}

/// The bytes of a dialogue dash: a dash, blanks, then what may begin a sentence.
pub(super) fn dash(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['-', '–', '—'])?;
    let rest = rest.trim_start();
    let first = rest.chars().next()?;
    (!first.is_lowercase() && !first.is_ascii_digit() && !matches!(first, '-' | '>' | '–' | '—'))
        .then(|| line.len() - rest.len())
}

/// A plausible label at the start of `line` and where the talk after it starts.
pub(super) fn label_at(line: &str) -> Option<(&str, usize)> {
    let bytes = line.as_bytes();
    let near = &bytes[..bytes.len().min(LONGEST_LABEL + 4)];
    if bytes.first() == Some(&b'[') {
        return bracketed_label(line, near);
    }
    let colon = memchr(b':', near)?;
    let label = line.get(..colon)?;
    let after = bytes.get(colon + 1);
    (after.is_none_or(u8::is_ascii_whitespace) && is_name_like(label)).then_some((label, colon + 1))
}

/// `[SPEAKER_00]: text`, `[[SPEAKER_00]] text`, `[Name]: text`. Without a colon only numbered speakers count, everything
/// else in brackets being stage directions.
fn bracketed_label<'a>(line: &'a str, near: &[u8]) -> Option<(&'a str, usize)> {
    let open = near.iter().take_while(|&&byte| byte == b'[').count();
    let close = memchr(b']', near)?;
    let label = line.get(open..close)?.trim();
    let mut after = close;
    while after < close + open && line.as_bytes().get(after) == Some(&b']') {
        after += 1;
    }
    let colon = line.as_bytes().get(after) == Some(&b':');
    let numbered = label
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("speaker"))
        && label.ends_with(|last: char| last.is_ascii_digit());
    (!label.is_empty() && (numbered || (colon && is_name_like(label))))
        .then_some((label, after + usize::from(colon)))
}

/// One to four words, each starting like a name's, and nothing in them that names do not have.
fn is_name_like(label: &str) -> bool {
    const PARTICLES: [&str; 17] = [
        "al", "af", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "la", "le",
        "ten", "van", "von",
    ];
    if label.len() > LONGEST_LABEL || label.ends_with([' ', '.', ',']) && !label.ends_with("r.") {
        return false;
    }
    let mut words = 0;
    for (index, word) in label.split_whitespace().enumerate() {
        words += 1;
        let first = word.trim_start_matches(['(', '"', '“', '#']).chars().next();
        let capital = first.is_some_and(|first| {
            (first.is_alphabetic() && !first.is_lowercase())
                || (first.is_ascii_digit() && index > 0)
                || (first == '&' && index > 0)
        });
        let particle = index > 0 && PARTICLES.contains(&word);
        if !(capital || particle || is_numbered(word)) {
            return false;
        }
    }
    (1..=MOST_WORDS).contains(&words)
        && label.chars().all(|c| {
            c.is_alphanumeric()
                || c.is_whitespace()
                || matches!(
                    c,
                    '.' | '\'' | '’' | '-' | '_' | '(' | ')' | '&' | ',' | '#' | '"' | '“' | '”'
                )
                || !c.is_ascii() && !c.is_ascii_punctuation() && unicode_mark(c)
        })
}

/// Combining marks, which Tamil and Arabic names have.
fn unicode_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `spk_0`, `speaker1`.
fn is_numbered(word: &str) -> bool {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
    stem.len() < word.len() && matches!(stem, "spk" | "speaker")
}
