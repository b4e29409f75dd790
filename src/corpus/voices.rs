//! Who speaks within a cue: voice tags, `>>` and dashes, and the labels that `prefixes` knows. Turns raw cue text into pieces of plain text.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::blanks::squeeze;
use super::joining::Change;
use super::lines::whole_lines;
use super::prefixes::{LONGEST_LABEL, Labels, dash, label_at};

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

/// Splits cue text at voice tags (`<v Name>`) and removes all other tags, word times and `{\an8}` positions; adds what
/// is left to `pieces`.
pub(super) fn split_tags<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if memchr2(b'<', b'{', text.as_bytes()).is_none() {
        pieces.push(Piece {
            change: None,
            text: unescape_arrows(Cow::Borrowed(text)),
        });
        return;
    }
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
            if change.is_some() || !is_only_marker(&plain) {
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
}

/// Whether a text is no more than a mark that somebody else speaks, before the voice that says who.
fn is_only_marker(text: &str) -> bool {
    text.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '-' | '–' | '—' | '>'))
        .is_empty()
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
    let name = squeeze(name);
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

/// Splits a piece where, within it, somebody else starts to speak; `emit` gets each change and the text after it.
pub(super) fn split_speakers<'t>(
    text: &'t str,
    first: Option<Change>,
    labels: &Labels,
    mut emit: impl FnMut(Option<Change>, &'t str),
) {
    let (mut begin, mut pending) = (0, first);
    let mut position = 0;
    for whole_line in whole_lines(text) {
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
        } else if !labels.is_empty()
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
        let mut tagless = Vec::new();
        for cue in cues {
            split_tags(cue, &mut tagless);
        }
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
