//! The model every other room works on: an [`Episode`] and the parts it is made of.
//!
//! An episode owns one cleaned `text`. Everything else points into it with byte [`Span`]s, so that whatever is drafted
//! later can be traced back to the words that were spoken. Plain data; how it is filled is the business of the readers
//! beside this file.

use serde::{Deserialize, Serialize};

use super::speakers::{identity, is_anybody, is_generic};

/// A byte range into an episode's text, end-exclusive, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`. Texts are capped far below 4 GiB by the reader, so `u32` always fits.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes of `text` under this span.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// As a range for indexing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is under it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

/// What a transcript was recognised as, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, with or without front matter and speaker labels.
    Markdown,
    /// Plain text, with or without speaker labels.
    Plain,
    /// An episode page copied out of a browser: furniture, highlights, transcript, other episodes.
    Page,
    /// WebVTT captions.
    WebVtt,
    /// `SubRip` captions.
    Srt,
    /// JSON of Podcasting 2.0 (`segments` with `startTime` and `body`).
    PodcastJson,
    /// JSON of Whisper and its relatives (`segments` with `start` and `text`).
    WhisperJson,
    /// JSON of `AssemblyAI` and its relatives (`utterances`, `words`).
    AssemblyJson,
    /// JSON of other services: AWS, Azure, Deepgram, Google, Rev.ai, `YouTube`.
    ServiceJson,
    /// HTML: marked up as Podcasting 2.0 has it, or a page.
    Html,
    /// XML: Podlove Simple Transcripts, TTML, timed text of `YouTube`.
    Xml,
    /// Rows with columns for time, speaker and text, divided by tabs or commas.
    Table,
    /// An entry of a podcast feed whose transcript is not there.
    Feed,
}

/// An index into [`Episode::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub u16);

/// What a speaker does in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Leads the conversation and asks.
    Host,
    /// Is asked.
    Guest,
    /// A voice that only introduces or closes.
    Announcer,
    /// Not known.
    Unknown,
}

/// One person (or one label, where the name is not known) who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name to show: the fullest spelling seen.
    pub name: String,
    /// What they do in this conversation.
    pub role: Role,
}

impl Speaker {
    /// Whether it is a person's name, as opposed to a label that numbers or lumps people (`Speaker 1`, `A`, `Unknown`).
    pub fn is_named(&self) -> bool {
        !is_generic(&self.name) && !is_anybody(&self.name)
    }
}

/// One paragraph of one speaker's talk.
///
/// A turn ends where the speaker changes or the source starts a new paragraph; consecutive turns may have one speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Who speaks, if the source says so.
    pub speaker: Option<SpeakerId>,
    /// Where in the text; turns are in order and do not overlap.
    pub span: Span,
    /// Seconds from the start of the audio; never negative.
    pub start_s: Option<f64>,
    /// Seconds from the start of the audio; not before `start_s`.
    pub end_s: Option<f64>,
    /// The line of the source file it starts on, from 1.
    pub line: u32,
}

/// A point of the text whose time is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeMark {
    /// Byte offset into the text.
    pub offset: u32,
    /// Seconds from the start of the audio.
    pub seconds: f64,
}

/// A section or chapter that a person marked: a heading, a chapter list.
#[derive(Clone, Debug, PartialEq)]
pub struct HumanChapter {
    /// Its title as written.
    pub title: String,
    /// Where it starts in the audio, if known.
    pub start_s: Option<f64>,
    /// The first turn that belongs to it; `turns.len()` at most.
    pub turn: usize,
}

/// A link found in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The linked words, or the address itself where it stands bare.
    pub text: String,
    /// The address, `http` or `https`.
    pub url: String,
}

/// A stretch that is advertising, left out of ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sponsor {
    /// The turn it lies in.
    pub turn: usize,
    /// Where in the text.
    pub span: Span,
}

/// What a stretch of talk is that says nothing of the episode's subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AsideKind {
    /// A line of the talk that is played before it and comes again in its place.
    Teaser,
    /// Welcome and subscription, at the start.
    Intro,
    /// Thanks and goodbye, at the end.
    Outro,
    /// Words that a recogniser repeated; their first round is not in it.
    Loop,
}

/// A stretch that is neither the episode's subject nor advertising, left out of ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// The turn it lies in.
    pub turn: usize,
    /// Where in the text.
    pub span: Span,
}

/// Something about the input that a person should know; never fatal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Line of the source file, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What was seen, and what was done about it.
    pub message: String,
}

/// What the source says about the episode, apart from the talk itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title; empty where the source has none.
    pub title: String,
    /// The episode's identity in feeds, as written there.
    pub guid: Option<String>,
    /// The address of the episode's page, with `http` or `https`.
    pub page_url: Option<String>,
    /// The address of its audio, with `http` or `https`.
    pub audio_url: Option<String>,
    /// The season, where seasons are numbered.
    pub season: Option<u32>,
    /// The number of the episode, in its season if there are seasons.
    pub episode: Option<u32>,
    /// ISO 8601 date (`2020-08-05`), where day, month and year are known.
    pub date: Option<String>,
    /// The date as written, where it could not be completed (`28 Maj`).
    pub date_text: Option<String>,
    /// Length of the audio in seconds.
    pub duration_s: Option<f64>,
    /// Language code as the source states it (`en`, `sv-SE`).
    pub language: Option<String>,
    /// What people wrote about the episode.
    pub description: Option<String>,
    /// Tags that people gave, in their order.
    pub tags: Vec<String>,
    /// Tags that people took out for good, written with a minus among the tags: `-meta`.
    pub unwanted_tags: Vec<String>,
    /// People named in the front matter or a feed, with the role stated there.
    pub people: Vec<Speaker>,
    /// Highlights that people wrote, kept as a reference to measure against.
    pub highlights: Vec<String>,
}

impl Meta {
    /// Tells the tags that people gave from those that they took out.
    pub(super) fn part_tags(&mut self) {
        let tags = std::mem::take(&mut self.tags);
        for tag in tags {
            match taken_out(&tag) {
                Some(tag) => self.unwanted_tags.push(tag.to_owned()),
                None => self.tags.push(tag),
            }
        }
    }
}

/// The tag that `-tag` takes out.
pub fn taken_out(tag: &str) -> Option<&str> {
    let named = tag.trim().strip_prefix('-')?;
    named
        .starts_with(|first: char| first.is_alphabetic() || first == '.' || first == '#')
        .then_some(named)
}

/// One episode, read and cleaned.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// Path without extension, relative to the argument, with `/`; further episodes of one file get `#2`, `#3`, ….
    pub id: String,
    /// The path as given on the command line or found below it; `-` for standard input.
    pub path: String,
    /// What the file was recognised as.
    pub format: Format,
    /// What the source says about the episode.
    pub meta: Meta,
    /// The cleaned talk: no labels, no times, no markup; turns separated by one blank line, or by a blank where a chapter
    /// begins within a paragraph. Empty for an entry that has only a description.
    pub text: String,
    /// The talk's paragraphs, in order.
    pub turns: Vec<Turn>,
    /// Who speaks, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// Known times, ascending by offset.
    pub times: Vec<TimeMark>,
    /// Sections that people marked, ascending by turn.
    pub chapters: Vec<HumanChapter>,
    /// Links found in the source, in order, each once.
    pub links: Vec<Link>,
    /// Advertising, ascending.
    pub sponsors: Vec<Sponsor>,
    /// Cold open, frame of the show, recogniser's loops; ascending, apart from each other and from advertising.
    pub asides: Vec<Aside>,
    /// What a person should know about the input.
    pub warnings: Vec<Warning>,
}

impl Episode {
    /// Whether there is any talk, as opposed to a description only.
    pub fn has_transcript(&self) -> bool {
        !self.turns.is_empty()
    }

    /// The text of one turn.
    pub fn turn_text(&self, turn: usize) -> &str {
        self.turns[turn].span.of(&self.text)
    }

    /// The speaker of one turn, where known.
    pub fn speaker_of(&self, turn: usize) -> Option<&Speaker> {
        self.turns[turn]
            .speaker
            .map(|id| &self.speakers[usize::from(id.0)])
    }

    /// The turn that `offset` lies in, or the last one before it.
    pub fn turn_at(&self, offset: u32) -> usize {
        self.turns
            .partition_point(|turn| turn.span.start <= offset)
            .saturating_sub(1)
    }

    /// Hosts and guests by name: those who speak, then those whom the source names. Announcers and labels that name
    /// nobody (`Speaker 1`, `A`) are left out.
    pub fn people(&self) -> Vec<String> {
        let speaking = self
            .speakers
            .iter()
            .filter(|speaker| speaker.role != Role::Announcer);
        let mut names: Vec<String> = Vec::new();
        let mut known: Vec<String> = Vec::new();
        let speaking = speaking.map(|person| (person, true));
        let named = self.meta.people.iter().map(|person| (person, false));
        for (person, speaks) in speaking.chain(named) {
            let identity = identity(&person.name);
            // Front matter often has the first name of somebody whom the labels give in full.
            let is_known = |other: &String| {
                let rest = other.strip_prefix(&identity);
                rest.is_some_and(|rest| rest.is_empty() || !speaks && rest.starts_with(' '))
            };
            if person.is_named() && !known.iter().any(is_known) {
                names.push(person.name.clone());
                known.push(identity);
            }
        }
        names
    }

    /// When the byte at `offset` is spoken, in seconds: the mark before it, moved on in proportion to the bytes
    /// between it and the next mark. `None` where the source has no times, or none before it.
    pub fn time_at(&self, offset: u32) -> Option<f64> {
        let next = self.times.partition_point(|mark| mark.offset <= offset);
        let before = self.times.get(next.checked_sub(1)?)?;
        let Some(after) = self
            .times
            .get(next)
            .filter(|after| after.seconds > before.seconds)
        else {
            return Some(before.seconds);
        };
        let share =
            f64::from(offset - before.offset) / f64::from((after.offset - before.offset).max(1));
        Some(before.seconds + share * (after.seconds - before.seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(times: &[(u32, f64)]) -> Episode {
        Episode {
            id: String::new(),
            path: String::new(),
            format: Format::Plain,
            meta: Meta::default(),
            text: String::new(),
            turns: Vec::new(),
            speakers: Vec::new(),
            times: times
                .iter()
                .map(|&(offset, seconds)| TimeMark { offset, seconds })
                .collect(),
            chapters: Vec::new(),
            links: Vec::new(),
            sponsors: Vec::new(),
            asides: Vec::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn a_first_name_in_the_front_matter_is_the_speaker_of_that_name() {
        let person = |name: &str| Speaker {
            name: name.to_owned(),
            role: Role::Unknown,
        };
        let mut episode = timed(&[]);
        episode.speakers = vec![person("Ann Lee"), person("Ann"), person("Bo Ek")];
        episode.meta.people = ["Bo", "Cleo Ek", "Ann Lee"].map(person).to_vec();
        assert_eq!(episode.people(), ["Ann Lee", "Ann", "Bo Ek", "Cleo Ek"]);
    }

    #[test]
    fn time_runs_on_in_proportion_between_marks_and_stands_still_after_the_last() {
        let episode = timed(&[(10, 5.0), (20, 15.0)]);
        assert_eq!(episode.time_at(9), None);
        assert_eq!(episode.time_at(10), Some(5.0));
        assert_eq!(episode.time_at(15), Some(10.0));
        assert_eq!(episode.time_at(99), Some(15.0));
    }

    #[test]
    fn time_never_runs_backwards_between_marks_that_do() {
        assert_eq!(timed(&[(0, 9.0), (10, 3.0)]).time_at(5), Some(9.0));
    }
}
