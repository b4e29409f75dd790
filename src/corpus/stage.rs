//! Recognises stage directions (`[laughter]`, `(applause)`, `*sighs*`) and sung lines between note signs.

use super::timecode;

/// Longest direction in brackets, in bytes; what is longer is talk.
const LONGEST: usize = 90;
/// Longest sung passage between two note signs, in bytes.
const LONGEST_LYRICS: usize = 400;
/// A sung line without a closing sign is at most this long, in bytes.
const LONGEST_OPEN_LYRICS: usize = 160;

/// Length of the stage direction at the start of `text`, which is a bracket, a parenthesis or an asterisk.
pub(super) fn direction(text: &str, is_stage: fn(&str) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let open = bytes[0];
    let close = match open {
        b'[' => b']',
        b'(' => b')',
        _ => b'*',
    };
    let near = &bytes[1..bytes.len().min(LONGEST)];
    let end = 1 + near
        .iter()
        .position(|&byte| byte == close || byte == open || byte == b'\n' && open == b'*')?;
    if bytes[end] != close {
        return None;
    }
    is_direction(open, &text[1..end], is_stage).then_some(end + 1)
}

/// In brackets the first word decides, or the last one if somebody is named before it; in parentheses and asterisks,
/// which people also use in writing, only a few words may follow the first.
fn is_direction(open: u8, inner: &str, is_stage: fn(&str) -> bool) -> bool {
    let (mut count, mut stage, mut starts, mut times) = (0, 0, false, 0);
    let (mut names, mut ends) = (0, false);
    for word in inner
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '/' | ',' | ';'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
    {
        if timecode::whole(word).is_some() {
            times += 1;
            continue;
        }
        let known = is_stage(&word.to_lowercase())
            || word.contains('-')
                && word
                    .split('-')
                    .any(|part| !part.is_empty() && is_stage(&part.to_lowercase()));
        starts |= known && count == 0;
        ends = known;
        names += usize::from(!known && is_name(word));
        stage += usize::from(known);
        count += 1;
    }
    if count == 0 {
        return match open {
            b'[' => times > 0 || !inner.chars().any(char::is_alphanumeric),
            b'(' => times > 0 && inner.len() >= 5,
            _ => false,
        };
    }
    let by_name = open == b'[' && ends && names + stage == count && names <= 2;
    stage == count || by_name || starts && (open == b'[' || count <= 4)
}

/// Whether a word is written like a name: `Ada`, not `BLANK`.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether `c` is a sign for music.
pub(super) fn is_note(c: char) -> bool {
    matches!(c, '♩'..='♬' | '🎵' | '🎶')
}

/// How much of `text`, which starts with a note sign, is sung: up to the closing sign; without one a short line, if it
/// is the beginning of its block; otherwise only the sign.
pub(super) fn lyrics(text: &str, begins_block: bool) -> usize {
    let signs = signs_end(text, 0);
    let words = signs + (text[signs..].len() - text[signs..].trim_start().len());
    if let Some((at, _)) = text[words..]
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST_LYRICS)
        .find(|&(_, c)| is_note(c))
    {
        return signs_end(text, words + at);
    }
    if begins_block && text.len() <= LONGEST_OPEN_LYRICS {
        text.len()
    } else {
        signs
    }
}

/// The end of the run of note signs at `from`.
fn signs_end(text: &str, from: usize) -> usize {
    text[from..]
        .find(|c| !is_note(c))
        .map_or(text.len(), |length| from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_stage(word: &str) -> bool {
        ["laughter", "laughs", "music", "inaudible", "cross", "talk"].contains(&word)
    }

    #[test]
    fn directions_are_told_from_asides() {
        for (text, length) in [
            ("[LAUGHTER] x", Some(10)),
            ("[laughs and leaves, singing]", Some(28)),
            ("[Ada laughs] x", Some(12)),
            ("[Ada leaves]", None),
            ("(Ada laughs)", None),
            ("[cross-talk]", Some(12)),
            ("[00:04:01.06]", Some(13)),
            ("(00:04:01)", Some(10)),
            ("(3:16)", None),
            ("(03:16)", Some(7)),
            ("[BLANK_MUSIC]", None),
            ("[MUSIC_PLAYING]", Some(15)),
            ("(laughs)", Some(8)),
            ("(music is what we came for tonight)", None),
            ("*laughs*", Some(8)),
            ("*not* laughs*", None),
            ("[sic]", None),
            ("[laughter", None),
            ("[a [laughter]", None),
        ] {
            assert_eq!(direction(text, is_stage), length, "{text}");
        }
    }

    #[test]
    fn sung_passages_end_at_the_closing_sign() {
        assert_eq!(lyrics("♪ la ♪ talk", true), "♪ la ♪".len());
        assert_eq!(lyrics("♪♪ la", true), "♪♪ la".len());
        assert_eq!(lyrics("♪ la", false), "♪".len());
    }
}
