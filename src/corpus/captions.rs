//! Reads `WebVTT` and `SubRip`: cues to blocks.

use memchr::memmem;

use super::cues::{Cue, scan};
use super::joining::{Joiner, Segment};
use super::parsed::{Block, Parsed};
use super::prefixes::Labels;
use super::timecode;
use super::voices::{Piece, split_speakers, split_tags};
use super::{Format, Meta};

/// A cue shorter than this only bridges two states of rolling captions, in seconds.
const BRIDGE_S: f64 = 0.1;
/// Which part of the cues must be bridges, and which must have word times, for captions to be rolling: one in so many.
const ROLLING_SHARE: usize = 5;

/// Reads a caption file that was recognised as `format`.
pub(super) fn read(text: &str, format: Format) -> Parsed {
    let mut parsed = Parsed::new(format);
    let (mut cues, warnings) = scan(text, format);
    if format == Format::WebVtt {
        parsed.meta = header(text);
    }
    if is_rolling(&cues) {
        cues.retain(|cue| !is_bridge(cue));
        parsed.blocks = join(&cues, unrolled(&cues));
        let message = "rolling captions; each repeated line read once";
        parsed.warn(0, message);
    } else {
        parsed.warnings = warnings;
        parsed.blocks = blocks(&cues);
    }
    parsed
}

/// What the lines between `WEBVTT` and the first blank line state.
fn header(text: &str) -> Meta {
    let mut meta = Meta::default();
    let lines = text.lines().take_while(|line| !line.trim().is_empty());
    for line in lines.skip(1) {
        if let Some(("Language", value)) =
            line.split_once(':').map(|(key, value)| (key.trim(), value))
        {
            meta.language = Some(value.trim().to_owned()).filter(|code| !code.is_empty());
        }
    }
    meta
}

/// The blocks of cues that do not roll.
pub(super) fn blocks(cues: &[Cue]) -> Vec<Block> {
    let mut pieces = Pieces::default();
    for cue in cues {
        split_tags(cue.text, &mut pieces.all);
        pieces.ends.push(pieces.all.len());
    }
    join(cues, pieces)
}

/// The pieces of all cues, in one list, and where those of each cue end in it.
#[derive(Default)]
struct Pieces<'a> {
    all: Vec<Piece<'a>>,
    ends: Vec<usize>,
}

fn join(cues: &[Cue], mut pieces: Pieces) -> Vec<Block> {
    let labels = Labels::collect(pieces.all.iter().map(|piece| piece.text.as_ref()));
    let mut joiner = Joiner::new();
    let mut start = 0;
    for (index, (cue, &end)) in cues.iter().zip(&pieces.ends).enumerate() {
        let of_cue = &mut pieces.all[start..end];
        start = end;
        // Where cues overlap, the words are spoken before the next cue comes up.
        let next_s = cues.get(index + 1).map(|next| next.start_s);
        let spoken_by = [cue.end_s, next_s]
            .into_iter()
            .flatten()
            .filter(|&end_s| end_s >= cue.start_s)
            .min_by(f64::total_cmp);
        let length: usize = of_cue.iter().map(|piece| piece.text.len()).sum();
        let mut before = 0;
        for piece in of_cue {
            let whole = std::mem::take(&mut piece.text);
            split_speakers(&whole, piece.change.take(), &labels, |change, text| {
                joiner.push(Segment {
                    change,
                    start_s: Some(time_within(cue.start_s, spoken_by, before, length)),
                    end_s: cue.end_s,
                    text: text.to_owned(),
                    line: cue.line,
                });
                before += text.len();
            });
        }
    }
    joiner.finish()
}

/// When the byte `before` of a cue of `length` bytes is spoken, if all bytes take the same time.
fn time_within(start_s: f64, end_s: Option<f64>, before: usize, length: usize) -> f64 {
    match end_s {
        Some(end_s) if before > 0 && length > 0 => {
            start_s + (end_s - start_s) * (before as f64 / length as f64).min(1.0)
        }
        _ => start_s,
    }
}

fn is_bridge(cue: &Cue) -> bool {
    cue.end_s
        .is_some_and(|end_s| end_s - cue.start_s < BRIDGE_S)
}

/// Rolling captions show each line twice: while it is spoken, with a time for each word, and again above the next one.
/// Word times and bridge cues together tell them from captions written by hand.
fn is_rolling(cues: &[Cue]) -> bool {
    let bridges = cues.iter().filter(|cue| is_bridge(cue)).count();
    bridges > 1
        && bridges * ROLLING_SHARE >= cues.len()
        && cues.iter().filter(|cue| has_word_times(cue.text)).count() * ROLLING_SHARE >= cues.len()
}

fn has_word_times(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"<").any(|at| {
        timecode::leading(&text.as_bytes()[at + 1..])
            .is_some_and(|(_, used)| text.as_bytes().get(at + 1 + used) == Some(&b'>'))
    })
}

/// The pieces of each cue without the line carried over from the cue before.
fn unrolled<'a>(cues: &[Cue<'a>]) -> Pieces<'a> {
    let mut carried: Option<String> = None;
    let mut pieces = Pieces::default();
    for cue in cues {
        let mut lines = cue
            .text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        if let Some(first) = lines.next()
            && carried.as_deref() != Some(&plain(first))
        {
            split_tags(first, &mut pieces.all);
        }
        lines.for_each(|line| split_tags(line, &mut pieces.all));
        pieces.ends.push(pieces.all.len());
        if let Some(last) = cue.text.trim().rsplit('\n').next() {
            carried = Some(plain(last));
        }
    }
    pieces
}

fn plain(line: &str) -> String {
    let mut pieces = Vec::new();
    split_tags(line, &mut pieces);
    let words: String = pieces.into_iter().map(|piece| piece.text).collect();
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, format: Format) -> Vec<(Option<String>, String, bool)> {
        read(text, format)
            .blocks
            .into_iter()
            .map(|block| {
                let words = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
                (block.speaker, words, block.continues)
            })
            .collect()
    }

    fn block(speaker: Option<&str>, text: &str, continues: bool) -> (Option<String>, String, bool) {
        (speaker.map(str::to_owned), text.to_owned(), continues)
    }

    #[test]
    fn a_voice_carries_on_over_cues_without_one() {
        let text = "WEBVTT\nLanguage: en\n\n00:01.000 --> 00:02.000\n<v Ada B>One\n\n00:12.000 --> 00:13.000\ntwo.\n\n\
            00:14.000 --> 00:15.000\n<v Bo>Three.\n";
        assert_eq!(
            blocks(text, Format::WebVtt),
            [
                block(Some("Ada B"), "One", false),
                block(None, "two.", true),
                block(Some("Bo"), "Three.", false),
            ]
        );
        assert_eq!(
            read(text, Format::WebVtt).meta.language.as_deref(),
            Some("en")
        );
    }

    #[test]
    fn a_change_in_mid_cue_is_timed_in_proportion() {
        let text = "WEBVTT\n\n00:10.000 --> 00:20.000\nabcde >> abcd\n";
        let blocks = read(text, Format::WebVtt).blocks;
        assert_eq!(blocks[0].start_s, Some(10.0));
        let second = blocks[1].start_s.unwrap();
        assert!((14.0..16.0).contains(&second), "{second}");
    }

    #[test]
    fn rolling_captions_are_read_once() {
        let mut text = "WEBVTT\n\n".to_owned();
        let lines = ["so this is", "how it rolls", "and rolls", "and ends"];
        for (at, pair) in lines.windows(2).enumerate() {
            let timed = pair[1].replacen(' ', "<00:00:00.500><c> ", 1) + "</c>";
            let cue = format!(
                "00:0{at}.000 --> 00:0{at}.900 align:start\n{}\n{timed}\n\n",
                pair[0]
            );
            let bridge = format!("00:0{at}.900 --> 00:0{at}.910\n{}\n \n\n", pair[1]);
            text.push_str(&(cue + &bridge));
        }
        let words: Vec<_> = blocks(&text, Format::WebVtt)
            .into_iter()
            .map(|block| block.1)
            .collect();
        assert_eq!(words.join(" "), lines.join(" "));
    }

    #[test]
    fn repeated_lines_of_ordinary_captions_stay() {
        let text =
            "WEBVTT\n\n00:01.000 --> 00:02.000\nla la\n\n00:02.000 --> 00:03.000\nla la\nla\n";
        assert_eq!(blocks(text, Format::WebVtt).len(), 2);
    }
}
