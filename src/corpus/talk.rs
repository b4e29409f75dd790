//! Builds the blocks of a written-out talk: who speaks, and times in the middle of a paragraph.

use super::clock::clock;
use super::label_forms::Head;
use super::parsed::Block;

/// A paragraph of this many bytes is talk, whatever it begins with.
const LONG: usize = 200;

/// The talk so far.
#[derive(Default)]
pub(super) struct Talk {
    /// In source order.
    pub(super) blocks: Vec<Block>,
    speaker: Option<String>,
    begun: bool,
    /// A time that the next words start at.
    start_s: Option<f64>,
}

impl Talk {
    /// Somebody begins to speak; whether it is somebody else than before.
    pub(super) fn turn(&mut self, head: &Head<'_>) -> bool {
        let name = head.name.replace('\\', "");
        let changed = self.speaker.as_ref() != Some(&name);
        let repeated = !changed && head.start_s.is_some() && head.start_s == self.last_start();
        if changed {
            self.speaker = Some(name);
        }
        self.begun = true;
        // Some exports repeat the turn's time at each of its paragraphs.
        self.start_s = if repeated { None } else { head.start_s };
        changed
    }

    /// Somebody unnamed begins to speak.
    pub(super) fn unnamed_turn(&mut self) {
        self.speaker = None;
        self.start_s = None;
    }

    /// The next words start at `seconds`.
    pub(super) fn stamp(&mut self, seconds: Option<f64>) {
        self.start_s = seconds.or(self.start_s);
    }

    /// Whether somebody was named or spoke at length, so that `Key: value` lines are no longer expected.
    pub(super) fn has_begun(&self) -> bool {
        self.begun
    }

    /// Adds a paragraph, in pieces where bracketed times stand in it.
    pub(super) fn paragraph(&mut self, text: &str, line: u32, continues: bool) {
        let mut continues = continues && !self.blocks.is_empty();
        let mut from = 0;
        for (at, len, seconds) in (Stamps { text, at: 0 }) {
            continues |= self.piece(&text[from..at], line, continues);
            self.start_s = Some(seconds);
            from = at + len;
        }
        self.piece(&text[from..], line, continues);
    }

    /// Adds a caption; it goes on with the one before.
    pub(super) fn cue(&mut self, text: &str, line: u32, start_s: f64, end_s: Option<f64>) {
        let continues = !self.blocks.is_empty();
        self.start_s = Some(start_s);
        if self.piece(text, line, continues)
            && let Some(block) = self.blocks.last_mut()
        {
            block.end_s = end_s;
        }
    }

    fn piece(&mut self, text: &str, line: u32, continues: bool) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return false;
        }
        self.begun |= text.len() >= LONG;
        self.blocks.push(Block {
            speaker: self.speaker.clone(),
            start_s: self.start_s.take(),
            end_s: None,
            text: text.to_owned(),
            line,
            continues,
        });
        true
    }

    /// The time of the current speaker's turn.
    fn last_start(&self) -> Option<f64> {
        self.blocks
            .iter()
            .rev()
            .take_while(|block| block.speaker == self.speaker)
            .take(64)
            .find_map(|block| block.start_s)
    }
}

/// Bracketed times inside a text: where, how many bytes, seconds.
struct Stamps<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Stamps<'_> {
    type Item = (usize, usize, f64);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while let Some(found) = memchr::memchr2(b'[', b'(', &bytes[self.at..]) {
            let open = self.at + found;
            self.at = open + 1;
            let close = if bytes[open] == b'[' { b']' } else { b')' };
            let window = &bytes[open + 1..bytes.len().min(open + 16)];
            let Some(end) = memchr::memchr(close, window).map(|end| open + 1 + end) else {
                continue;
            };
            let inner = &self.text[open + 1..end];
            // `(12:30)` may be a verse or the time of day; with hours and seconds it is neither.
            let long = close == b']' || inner.matches(':').count() == 2;
            if let Some(seconds) = clock(inner).filter(|_| long) {
                self.at = end + 1;
                return Some((open, end + 1 - open, seconds));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::label_forms::Mark;
    use super::*;

    #[test]
    fn a_time_in_mid_paragraph_splits_it_into_blocks_that_continue() {
        let mut talk = Talk::default();
        talk.turn(&Head {
            name: "Ann",
            mark: Mark::Marked,
            start_s: Some(1.0),
            rest: "",
        });
        talk.paragraph(
            "so we [00:07:00] went on (00:08:00) and (1:30) [laughs] off.",
            4,
            false,
        );
        let blocks: Vec<_> = talk
            .blocks
            .iter()
            .map(|b| (b.text.as_str(), b.start_s, b.continues))
            .collect();
        assert_eq!(
            blocks,
            [
                ("so we", Some(1.0), false),
                ("went on", Some(420.0), true),
                ("and (1:30) [laughs] off.", Some(480.0), true),
            ]
        );
        assert!(
            talk.blocks
                .iter()
                .all(|b| b.speaker.as_deref() == Some("Ann") && b.line == 4)
        );
    }

    #[test]
    fn a_time_before_the_first_word_is_the_paragraphs_own() {
        let mut talk = Talk::default();
        talk.paragraph("[00:01:17] And then", 9, false);
        assert_eq!(talk.blocks[0].start_s, Some(77.0));
        assert!(!talk.blocks[0].continues);
    }

    #[test]
    fn a_time_that_is_repeated_for_the_same_speaker_is_given_once() {
        let mut talk = Talk::default();
        let head = Head {
            name: "Ann",
            mark: Mark::Marked,
            start_s: Some(9.0),
            rest: "",
        };
        for _ in 0..2 {
            talk.turn(&head);
            talk.paragraph("Words.", 1, false);
        }
        assert_eq!(
            [talk.blocks[0].start_s, talk.blocks[1].start_s],
            [Some(9.0), None]
        );
    }
}
