//! Joins cues and segments into paragraphs: decides which block goes on with the one before.
//!
//! A named speaker's cues are one paragraph until the speaker changes. Where nobody is named, a paragraph ends at a
//! sentence end after [`ENOUGH_WORDS`], at a pause, at the latest after [`MOST_WORDS`].

use super::parsed::Block;

/// From here on an unnamed paragraph ends with the next sentence.
const ENOUGH_WORDS: usize = 80;
/// An unnamed paragraph never gets longer by another cue than this.
const MOST_WORDS: usize = 200;
/// Silence that ends an unnamed paragraph, in seconds.
const PAUSE_S: f64 = 2.0;

/// Who speaks from here on, where the source marks a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Somebody with this label. The same label as before is no change.
    Named(String),
    /// Somebody else; the source does not say who.
    Unnamed,
}

/// One cue, segment or part of it, as it reaches the joiner.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) change: Option<Change>,
    pub(super) start_s: Option<f64>,
    pub(super) end_s: Option<f64>,
    pub(super) text: String,
    pub(super) line: u32,
}

/// Collects segments into blocks.
pub(super) struct Joiner {
    blocks: Vec<Block>,
    speaker: Option<String>,
    /// The next block starts a paragraph.
    fresh: bool,
    words: usize,
    last_end_s: Option<f64>,
    /// Whether the block before closed a sentence.
    closed: bool,
    /// Whether the text has sentence ends at all, so that waiting for one makes sense.
    punctuated: bool,
}

impl Joiner {
    /// Nothing said yet.
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            speaker: None,
            fresh: true,
            words: 0,
            last_end_s: None,
            closed: true,
            punctuated: false,
        }
    }

    /// Adds a segment; one without words may still change the speaker of what follows.
    pub(super) fn push(&mut self, segment: Segment) {
        match segment.change {
            Some(Change::Named(name)) if self.speaker.as_deref() != Some(&name) => {
                self.speaker = Some(name);
                self.fresh = true;
            }
            Some(Change::Named(_)) | None => {}
            Some(Change::Unnamed) => {
                self.speaker = None;
                self.fresh = true;
            }
        }
        if segment.text.trim_ascii().is_empty() {
            return;
        }
        let words = count_words(&segment.text);
        if self.speaker.is_none() && self.paragraph_is_over(words, segment.start_s) {
            self.fresh = true;
        }
        self.words = if self.fresh {
            words
        } else {
            self.words + words
        };
        self.closed = closes_sentence(&segment.text);
        self.punctuated |= self.closed;
        self.last_end_s = segment.end_s.or(segment.start_s);
        self.blocks.push(Block {
            speaker: self.fresh.then(|| self.speaker.clone()).flatten(),
            start_s: segment.start_s,
            end_s: segment.end_s,
            text: segment.text,
            line: segment.line,
            continues: !self.fresh,
        });
        self.fresh = false;
    }

    fn paragraph_is_over(&self, more_words: usize, start_s: Option<f64>) -> bool {
        let may_stop = self.closed || !self.punctuated;
        let paused = match (self.last_end_s, start_s) {
            (Some(end), Some(start)) => start - end >= PAUSE_S,
            _ => false,
        };
        (may_stop && paused)
            || (self.closed && self.words >= ENOUGH_WORDS)
            || self.words + more_words > MOST_WORDS
    }

    /// All blocks, in order.
    pub(super) fn finish(self) -> Vec<Block> {
        self.blocks
    }
}

/// Words between blanks; for scripts without blanks about four characters count as a word.
fn count_words(text: &str) -> usize {
    text.split_ascii_whitespace().count().max(text.len() / 12)
}

/// Whether `text` ends in a full stop or the like, closing quotes aside.
pub(super) fn closes_sentence(text: &str) -> bool {
    text.trim_end_matches(|last: char| {
        last.is_whitespace() || matches!(last, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」')
    })
    .ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '♪'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn continues(segments: &[(Option<Change>, f64, &str)]) -> Vec<bool> {
        let mut joiner = Joiner::new();
        for (change, start, text) in segments {
            joiner.push(Segment {
                change: change.clone(),
                start_s: Some(*start),
                end_s: Some(start + 1.0),
                text: (*text).to_owned(),
                line: 1,
            });
        }
        joiner
            .finish()
            .iter()
            .map(|block| block.continues)
            .collect()
    }

    fn named(name: &str) -> Change {
        Change::Named(name.to_owned())
    }

    #[test]
    fn a_named_speaker_goes_on_through_pauses_until_the_name_changes() {
        assert_eq!(
            continues(&[
                (Some(named("Ada")), 0.0, "One."),
                (Some(named("Ada")), 9.0, "Two."),
                (None, 19.0, "Three."),
                (Some(named("Bo")), 20.0, "Four."),
            ]),
            [false, true, true, false]
        );
    }

    #[test]
    fn without_names_a_pause_after_a_sentence_ends_the_paragraph() {
        assert_eq!(
            continues(&[
                (None, 0.0, "One."),
                (None, 1.0, "two"),
                (None, 9.0, "three."),
                (None, 19.0, "Four."),
            ]),
            [false, true, true, false]
        );
    }

    #[test]
    fn without_names_paragraphs_end_after_80_words_at_a_sentence_and_after_200_anyway() {
        let closed = "word ".repeat(40) + "end.";
        assert_eq!(
            continues(&[
                (None, 0.0, &closed),
                (None, 1.0, &closed),
                (None, 2.0, &closed)
            ]),
            [false, true, false]
        );
        let open = "word ".repeat(90);
        assert_eq!(
            continues(&[(None, 0.0, &open), (None, 1.0, &open), (None, 2.0, &open)]),
            [false, true, false]
        );
    }

    #[test]
    fn an_unnamed_change_starts_a_paragraph_and_a_change_without_words_holds_for_the_next() {
        let mut joiner = Joiner::new();
        for (change, text) in [
            (Some(named("Ada")), "Hi."),
            (Some(Change::Unnamed), ""),
            (None, "Yes."),
        ] {
            joiner.push(Segment {
                change,
                start_s: None,
                end_s: None,
                text: text.to_owned(),
                line: 1,
            });
        }
        let blocks = joiner.finish();
        assert_eq!(blocks.len(), 2);
        assert_eq!(
            (blocks[1].speaker.as_ref(), blocks[1].continues),
            (None, false)
        );
    }
}
