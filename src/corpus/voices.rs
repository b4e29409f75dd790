//! Who speaks within a cue: voice tags, `>>` and dashes, `Name:` prefixes. Turns raw cue text into pieces of plain text.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};
use rustc_hash::FxHashMap;

use super::joining::{Change, closes_sentence};
use crate::lexicon;

/// Longest label, in bytes.
const LONGEST_LABEL: usize = 48;
/// Most words in a label.
const MOST_WORDS: usize = 4;
/// Longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 200;

/// A stretch of a cue in one voice, without tags.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece<'a> {
    /// Who speaks from its start on, if that changes.
    pub(super) change: Option<Change>,
    /// The words; line breaks are still in it.
    pub(super) text: Cow<'a, str>,
}

/// Splits cue text at voice tags (`<v Name>`) and removes all other tags, word times and `{\an8}` positions.
pub(super) fn split_tags(text: &str) -> Vec<Piece<'_>> {
    if memchr2(b'<', b'{', text.as_bytes()).is_none() {
        return vec![Piece {
            change: None,
            text: unescape_arrows(Cow::Borrowed(text)),
        }];
    }
    let mut pieces = Vec::new();
    let (mut change, mut plain) = (None, String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(at) = memchr2(b'<', b'{', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        let Some((inner, length)) = tag(&rest[at..]) else {
            plain.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        if let Some(name) = voice(inner) {
            if change.is_some() || !plain.trim_ascii().is_empty() {
                pieces.push(Piece {
                    change: change.take(),
                    text: unescape_arrows(Cow::Owned(std::mem::take(&mut plain))),
                });
            }
            plain.clear();
            change = Some(Change::Named(name));
        }
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    pieces.push(Piece {
        change,
        text: unescape_arrows(Cow::Owned(plain)),
    });
    pieces
}

/// The inside of a tag at the start of `text` and the length of the whole.
fn tag(text: &str) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let (close, looks) = match bytes[0] {
        b'<' => (
            b'>',
            bytes
                .get(1)
                .is_some_and(|&next| next.is_ascii_alphanumeric() || next == b'/'),
        ),
        _ => (b'}', bytes.get(1) == Some(&b'\\')),
    };
    if !looks {
        return None;
    }
    let end = memchr(close, &bytes[..bytes.len().min(LONGEST_TAG)])?;
    Some((&text[1..end], end + 1))
}

/// The name in `v Name` or `v.class Name`.
fn voice(tag: &str) -> Option<String> {
    let rest = tag.strip_prefix('v')?;
    let name = match rest.as_bytes().first()? {
        b' ' | b'\t' | b'\n' => rest,
        b'.' => rest.split_once(|c: char| c.is_ascii_whitespace())?.1,
        _ => return None,
    };
    let name = name.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// Exports escape `>>` as `&gt;&gt;`; other entities are left to the cleaning.
fn unescape_arrows(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_some()
        && memmem::find(text.as_bytes(), b"&gt;&gt;").is_some()
    {
        Cow::Owned(text.replace("&gt;", ">"))
    } else {
        text
    }
}

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

    fn has(&self, label: &str) -> bool {
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
fn dash(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['-', '–', '—'])?;
    let rest = rest.trim_start();
    let first = rest.chars().next()?;
    (!first.is_lowercase() && !first.is_ascii_digit() && !matches!(first, '-' | '>' | '–' | '—'))
        .then(|| line.len() - rest.len())
}

/// A plausible label at the start of `line` and where the talk after it starts.
fn label_at(line: &str) -> Option<(&str, usize)> {
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

/// Splits a piece where, within it, somebody else starts to speak; `emit` gets each change and the text after it.
pub(super) fn split_speakers<'t>(
    text: &'t str,
    first: Option<Change>,
    labels: &Labels,
    mut emit: impl FnMut(Option<Change>, &'t str),
) {
    let (mut begin, mut pending) = (0, first);
    let mut position = 0;
    for whole_line in text.split_inclusive('\n') {
        let end = position + whole_line.len();
        let mut at = end - whole_line.trim_ascii_start().len();
        if let Some((change, used)) = marker(&text[at..end], labels) {
            if pending.is_some() || !text[begin..position].trim_ascii().is_empty() {
                emit(pending.take(), &text[begin..position]);
            }
            at += used;
            (begin, pending) = (at, Some(change));
        }
        while let Some((start, change, after)) = next_within(text, at, end, labels) {
            emit(pending.take(), &text[begin..start]);
            (begin, pending, at) = (after, Some(change), after);
        }
        position = end;
    }
    emit(pending, &text[begin..]);
}

/// A change marked at the start of `line`: arrows, a dash, a label, or arrows and a label.
fn marker(line: &str, labels: &Labels) -> Option<(Change, usize)> {
    let arrows = line.bytes().take_while(|&byte| byte == b'>').count();
    let mut used = if arrows >= 2 {
        arrows
    } else {
        dash(line).unwrap_or(0)
    };
    let marked = used > 0;
    used += line[used..].len() - line[used..].trim_ascii_start().len();
    if let Some((label, after)) = label_at(&line[used..])
        && (labels.has(label) || arrows >= 2)
    {
        return Some((Change::Named(label.to_owned()), used + after));
    }
    marked.then_some((Change::Unnamed, used))
}

/// The next change after the start of a line: arrows, or a known label after a sentence end. Gives where it begins and
/// where the talk after it starts.
fn next_within(
    text: &str,
    mut from: usize,
    end: usize,
    labels: &Labels,
) -> Option<(usize, Change, usize)> {
    let bytes = text.as_bytes();
    let floor = from;
    while let Some(found) = memchr2(b'>', b':', &bytes[from..end]) {
        let at = from + found;
        from = at + 1;
        if bytes[at] == b'>' {
            if bytes.get(at + 1) == Some(&b'>')
                && let Some((change, used)) = marker(&text[at..end], labels)
            {
                return Some((at, change, at + used));
            }
        } else if !labels.accepted.is_empty()
            && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
            && let Some(start) = label_before(text, floor, at, labels)
        {
            return Some((start, Change::Named(text[start..at].to_owned()), at + 1));
        }
    }
    None
}

/// Where a known label that ends at the colon `at` starts, if a sentence ends right before it.
fn label_before(text: &str, floor: usize, at: usize, labels: &Labels) -> Option<usize> {
    let mut low = floor.max(at.saturating_sub(LONGEST_LABEL));
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let near = &text[low..at];
    let start = near
        .rfind(". ")
        .max(near.rfind("? "))
        .max(near.rfind("! "))
        .map(|end| low + end + 2)?;
    labels.has(&text[start..at]).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Change {
        Change::Named(name.to_owned())
    }

    fn pieces(cues: &[&str]) -> Vec<(Option<Change>, String)> {
        let tagless: Vec<_> = cues.iter().flat_map(|cue| split_tags(cue)).collect();
        let labels = Labels::collect(tagless.iter().map(|piece| piece.text.as_ref()));
        let mut all = Vec::new();
        for piece in &tagless {
            split_speakers(
                &piece.text,
                piece.change.clone(),
                &labels,
                |change, text| {
                    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    all.push((change, words));
                },
            );
        }
        all
    }

    #[test]
    fn voice_tags_name_the_speaker_and_all_tags_go() {
        assert_eq!(
            pieces(&[
                "<v.loud Ada Lov>Hi <c.x>there</c></v> <v Bo>Yes<00:00:01.000><i>!</i>",
                "{\\an8}1 < 2"
            ]),
            [
                (Some(named("Ada Lov")), "Hi there".to_owned()),
                (Some(named("Bo")), "Yes!".to_owned()),
                (None, "1 < 2".to_owned()),
            ]
        );
    }

    #[test]
    fn arrows_and_dashes_change_the_speaker_also_in_mid_cue() {
        let other = Some(Change::Unnamed);
        assert_eq!(
            pieces(&[
                ">> Hi. >> Hello",
                "- Yes?\n- No.",
                "one\n- which is two",
                "&gt;&gt; Ada: Me"
            ]),
            [
                (other.clone(), "Hi.".to_owned()),
                (other.clone(), "Hello".to_owned()),
                (other.clone(), "Yes?".to_owned()),
                (other, "No.".to_owned()),
                (None, "one - which is two".to_owned()),
                (Some(named("Ada")), "Me".to_owned()),
            ]
        );
    }

    #[test]
    fn recurring_prefixes_are_labels_alone_on_a_line_and_inside_one_too() {
        assert_eq!(
            pieces(&[
                "Ada:\nHello.",
                "Bo de Vries: Hi. Ada: Well,",
                "Bo de Vries: The rule: go."
            ]),
            [
                (Some(named("Ada")), "Hello.".to_owned()),
                (Some(named("Bo de Vries")), "Hi.".to_owned()),
                (Some(named("Ada")), "Well,".to_owned()),
                (Some(named("Bo de Vries")), "The rule: go.".to_owned()),
            ]
        );
    }

    #[test]
    fn colons_of_other_kinds_are_no_labels() {
        for cue in [
            "So the point is: go",
            "at 10:30 we left",
            "see https://a.example",
            "and Then: what",
            "Note: this",
        ] {
            assert_eq!(pieces(&["Hello.", cue])[1], (None, cue.to_owned()), "{cue}");
        }
    }

    #[test]
    fn numbered_speakers_in_brackets_are_labels() {
        assert_eq!(
            pieces(&["[SPEAKER_00]: Hi.", "[[SPEAKER_01]] Yes.", "[laughter]"]),
            [
                (Some(named("SPEAKER_00")), "Hi.".to_owned()),
                (Some(named("SPEAKER_01")), "Yes.".to_owned()),
                (None, "[laughter]".to_owned()),
            ]
        );
    }
}
