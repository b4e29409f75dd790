//! From [`Parsed`] to [`Episode`]: one clean text with turns, times and chapters that point into it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::parsed::{Block, Parsed, ParsedChapter};
use super::timing::{Mark, ascending};
use super::{Episode, Format, HumanChapter, LoadOptions, Span, SpeakerId, TimeMark, Turn};
use super::{
    addresses, asides, chapter_borders, clean, loops, namesakes, roles, speakers, time_of_day,
};
use crate::lexicon;

/// What lies beyond a thousand hours is no time of an episode, in seconds.
const LATEST_S: f64 = 3_600_000.0;
/// A chapter's time may lie so much after the turn that it begins with, in seconds.
const CHAPTER_SLACK_S: f64 = 1.0;

/// Makes the episode. Its title stays empty if the source has none.
pub(super) fn assemble(
    mut parsed: Parsed,
    id: String,
    path: &str,
    options: &LoadOptions,
) -> Episode {
    time_of_day::count_from_start(&mut parsed);
    chapter_borders::place(&mut parsed);
    loops::collapse(&mut parsed);
    let mut text = TextBuilder::default();
    let mut borders = parsed.borders.iter().copied().peekable();
    for (index, block) in parsed.blocks.iter().enumerate() {
        let border = borders.next_if_eq(&index).is_some();
        text.add(index, block, border);
    }
    text.close();
    warn_if_silent(&mut parsed, &text);
    // What the user says comes first.
    let names = [options.speakers.as_slice(), &parsed.names].concat();
    let namesakes = namesakes::namesakes(&text.labels, &text.lead_ins());
    let people = [parsed.meta.people.as_slice(), &namesakes].concat();
    let (speakers, speaker_of) = speakers::resolve(&text.labels, &people, &names);
    let mut episode = Episode {
        id,
        path: path.to_owned(),
        format: parsed.format,
        meta: std::mem::take(&mut parsed.meta),
        times: ascending(&text.marks, &mut parsed),
        turns: Vec::new(),
        text: text.text,
        speakers,
        chapters: Vec::new(),
        links: Vec::new(),
        sponsors: Vec::new(),
        asides: Vec::new(),
        warnings: Vec::new(),
    };
    episode.turns = timed_turns(&text.turns, &episode.times, &speaker_of);
    episode.chapters = chapters(&parsed.chapters, &text.turns, &episode.turns);
    episode.links = links(&mut parsed);
    episode.warnings = parsed.warnings;
    // They are as large as the text and no longer needed.
    drop(parsed.blocks);
    roles::assign(&mut episode);
    if !options.keep_sponsors {
        asides::mark(&mut episode);
    }
    episode
}

/// A time as written, if it can be one.
pub(super) fn plausible(seconds: Option<f64>) -> Option<f64> {
    seconds.filter(|seconds| (0.0..=LATEST_S).contains(seconds))
}

fn warn_if_silent(parsed: &mut Parsed, text: &TextBuilder) {
    if text.turns.is_empty() {
        if text.directions {
            parsed.warn(0, "only music and stage directions, no speech");
        } else if parsed.meta.description.is_none() && parsed.format != Format::Feed {
            parsed.warn(0, "no text");
        }
    }
}

/// A turn as collected, before times and speakers are settled.
struct OpenTurn {
    /// Length of the text before its separator.
    before: usize,
    start: usize,
    end: usize,
    block: usize,
    line: u32,
    label: Option<usize>,
    end_s: Option<f64>,
}

#[derive(Default)]
struct TextBuilder {
    text: String,
    turns: Vec<OpenTurn>,
    open: Option<OpenTurn>,
    marks: Vec<Mark>,
    /// Labels in order of first appearance, as written.
    labels: Vec<String>,
    label_index: FxHashMap<String, usize>,
    /// Whether any stage direction was taken out.
    directions: bool,
}

impl TextBuilder {
    /// Adds a block; at a `border` a turn begins within a paragraph, and the text is the same as without it.
    fn add(&mut self, index: usize, block: &Block, border: bool) {
        if !block.continues || self.open.is_none() {
            self.close();
            let label = block.speaker.as_deref().map(|label| self.label(label));
            self.begin(index, block, "\n\n", label);
        } else if let Some(open) = self.open.as_ref().filter(|_| border) {
            let label = open.label;
            self.close();
            self.begin(index, block, " ", label);
        }
        let Some(open) = &mut self.open else {
            return;
        };
        let before = self.text.len();
        let join = before > open.start;
        let removed = clean::append(&mut self.text, &block.text, join, lexicon::is_stage_word);
        self.directions |= removed.direction;
        if self.text.len() == before {
            return;
        }
        if !join {
            open.line = block.line;
        }
        open.end_s = plausible(block.end_s).or(open.end_s);
        if let Some(seconds) = plausible(block.start_s) {
            let blank = usize::from(self.text.as_bytes()[before] == b' ');
            self.marks.push(Mark {
                offset: (before + blank) as u32,
                seconds,
                line: block.line,
            });
        }
    }

    fn begin(&mut self, index: usize, block: &Block, separator: &str, label: Option<usize>) {
        let before = self.text.len();
        if before > 0 {
            self.text.push_str(separator);
        }
        self.open = Some(OpenTurn {
            before,
            start: self.text.len(),
            end: 0,
            block: index,
            line: block.line,
            label,
            end_s: None,
        });
    }

    fn label(&mut self, label: &str) -> usize {
        if let Some(&index) = self.label_index.get(label) {
            return index;
        }
        let index = self.labels.len();
        self.labels.push(label.to_owned());
        self.label_index.insert(label.to_owned(), index);
        index
    }

    /// For each label the turn before its first one; empty where there is none.
    fn lead_ins(&self) -> Vec<&str> {
        let mut lead_ins = vec![None; self.labels.len()];
        let mut before = "";
        for turn in &self.turns {
            if let Some(label) = turn.label {
                lead_ins[label].get_or_insert(before);
            }
            before = &self.text[turn.start..turn.end];
        }
        lead_ins
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect()
    }

    /// Ends the open turn; one without words leaves no trace.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        if clean::has_words(&self.text[open.start..]) {
            open.end = self.text.len();
            self.turns.push(open);
            return;
        }
        self.text.truncate(open.before);
        while self
            .marks
            .last()
            .is_some_and(|mark| mark.offset as usize >= open.before)
        {
            self.marks.pop();
        }
    }
}

fn timed_turns(
    open: &[OpenTurn],
    times: &[TimeMark],
    speaker_of: &[Option<SpeakerId>],
) -> Vec<Turn> {
    let mut mark = 0;
    let mut turns: Vec<Turn> = Vec::with_capacity(open.len());
    for turn in open {
        let start = turn.start as u32;
        while times.get(mark).is_some_and(|time| time.offset < start) {
            mark += 1;
        }
        let start_s = times
            .get(mark)
            .filter(|time| time.offset == start)
            .map(|time| time.seconds);
        turns.push(Turn {
            speaker: turn.label.and_then(|label| speaker_of[label]),
            span: Span::new(turn.start, turn.end),
            start_s,
            end_s: start_s.and(turn.end_s),
            line: turn.line,
        });
    }
    let mut next_start = None;
    for turn in turns.iter_mut().rev() {
        let start_s = turn.start_s;
        turn.end_s = start_s.and_then(|start| {
            turn.end_s
                .filter(|&end| end >= start)
                .or(next_start)
                .filter(|&end| end >= start)
        });
        next_start = start_s.or(next_start);
    }
    turns
}

fn chapters(parsed: &[ParsedChapter], open: &[OpenTurn], turns: &[Turn]) -> Vec<HumanChapter> {
    let timed: Vec<(f64, usize)> = turns
        .iter()
        .enumerate()
        .filter_map(|(index, turn)| Some((turn.start_s?, index)))
        .collect();
    let mut chapters: Vec<_> = parsed
        .iter()
        .map(|chapter| {
            let start_s = plausible(chapter.start_s);
            let turn = match (chapter.block, start_s) {
                (Some(block), _) => open.partition_point(|turn| turn.block < block),
                (None, Some(start)) => {
                    let after = timed.partition_point(|&(at, _)| at + CHAPTER_SLACK_S < start);
                    timed.get(after).map_or(turns.len(), |&(_, turn)| turn)
                }
                (None, None) => turns.len(),
            };
            HumanChapter {
                title: clean::short(&chapter.title),
                start_s: start_s.or_else(|| turns.get(turn)?.start_s),
                turn,
            }
        })
        .collect();
    chapters.sort_by_key(|chapter| chapter.turn);
    chapters
}

/// The reader's links, each address once; captions and JSON have theirs only in the words.
fn links(parsed: &mut Parsed) -> Vec<super::Link> {
    let mut links = std::mem::take(&mut parsed.links);
    if !matches!(
        parsed.format,
        Format::Markdown | Format::Plain | Format::Page
    ) {
        for block in &parsed.blocks {
            addresses::find(&block.text, |url| {
                links.push(super::Link {
                    text: url.to_owned(),
                    url: url.to_owned(),
                });
            });
        }
    }
    let mut seen = FxHashSet::default();
    links.retain(|link| seen.insert(link.url.clone()));
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, start_s: Option<f64>, continues: bool) -> Block {
        Block {
            text: text.to_owned(),
            start_s,
            line: 1,
            continues,
            ..Block::default()
        }
    }

    fn episode(format: Format, blocks: Vec<Block>) -> Episode {
        let mut parsed = Parsed::new(format);
        parsed.blocks = blocks;
        assemble(parsed, "a".to_owned(), "a", &LoadOptions::default())
    }

    #[test]
    fn blocks_become_turns_joined_by_blanks_and_blank_lines() {
        let episode = episode(
            Format::Srt,
            vec![
                block("One ", Some(1.0), false),
                block("two.", Some(2.0), true),
                block("...", Some(3.0), false),
                block("Three.", Some(4.0), false),
            ],
        );
        assert_eq!(episode.text, "One two.\n\nThree.");
        assert_eq!(episode.turn_text(1), "Three.");
        assert_eq!(episode.turns[0].start_s, Some(1.0));
        assert_eq!(episode.turns[0].end_s, Some(4.0));
        let offsets: Vec<_> = episode.times.iter().map(|mark| mark.offset).collect();
        assert_eq!(offsets, [0, 4, 10]);
    }

    #[test]
    fn times_that_run_backwards_are_dropped_the_fewest_possible() {
        let times = [90.0, 95.0, 0.0, 10.0, 20.0, -5.0, f64::NAN, 30.0];
        let episode = episode(
            Format::Plain,
            times
                .iter()
                .enumerate()
                .map(|(at, &time)| block(&format!("Word {at}."), Some(time), false))
                .collect(),
        );
        let kept: Vec<_> = episode.times.iter().map(|mark| mark.seconds).collect();
        assert_eq!(kept, [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(episode.turns[0].start_s, None);
        assert!(
            episode.warnings[0]
                .message
                .starts_with("2 times are out of order")
        );
    }

    #[test]
    fn chapters_find_their_turn_by_block_or_by_time() {
        let mut parsed = Parsed::new(Format::Markdown);
        parsed.blocks = vec![
            block("One.", Some(0.0), false),
            block("*", None, false),
            block("Two.", Some(60.0), false),
        ];
        let chapter = |block, start_s| ParsedChapter {
            title: "T".to_owned(),
            start_s,
            block,
        };
        parsed.chapters = vec![
            chapter(Some(1), None),
            chapter(None, Some(60.5)),
            chapter(None, Some(99.0)),
        ];
        let episode = assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        let turns: Vec<_> = episode
            .chapters
            .iter()
            .map(|c| (c.turn, c.start_s))
            .collect();
        assert_eq!(turns, [(1, Some(60.0)), (1, Some(60.5)), (2, Some(99.0))]);
    }

    #[test]
    fn silence_and_music_are_said() {
        assert_eq!(
            episode(Format::Srt, Vec::new()).warnings[0].message,
            "no text"
        );
        assert_eq!(
            episode(Format::Srt, vec![block("♪ la la ♪", None, false)]).warnings[0].message,
            "only music and stage directions, no speech"
        );
    }
}
