//! From an analysed episode to a [`Draft`] of its show notes: highlights, summary, chapters, topics.
//!
//! Everything a draft says is an exact piece of the talk with its span. Nothing is formatted or written here.

mod borders;
mod chapters;
mod clause;
mod clause_words;
mod cohesion;
mod compose;
mod disfluency;
#[cfg(test)]
mod fixture;
mod highlights;
mod marks;
mod naming;
mod opening;
mod passages;
mod persons;
mod phrase_forms;
mod questions;
mod segments;
mod select;
mod self_contained;
mod settled;
mod shortening;
mod subjects;
mod summary;
mod title_words;
mod titles;
mod word_roles;
mod worth;

pub use chapters::sentence_case;
pub use compose::compose;
pub use settled::{
    Kept, KeptChapter, Settled, SettledChapters, SettledHighlights, SettledTags, Verdict,
    is_same_line, is_same_tag,
};

use crate::corpus::{Role, Span};

/// How long the parts of a draft may be.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftOptions {
    /// Number of highlights at most.
    pub highlights: usize,
    /// Words in the summary at most.
    pub summary_words: usize,
    /// Number of key phrases at most.
    pub keyphrases: usize,
    /// Number of tags at most.
    pub tags: usize,
    /// Language code that overrides what the source states and what is detected.
    pub language: Option<String>,
    /// Whether to fill the `why` fields.
    pub explain: bool,
    /// What people have decided about this episode.
    pub settled: Settled,
}

impl Default for DraftOptions {
    fn default() -> Self {
        Self {
            highlights: 7,
            summary_words: 150,
            keyphrases: 15,
            tags: 8,
            language: None,
            explain: false,
            settled: Settled::default(),
        }
    }
}

/// How a highlight was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HighlightKind {
    /// Made from a question by rule.
    Question,
    /// The speaker's own words.
    Quote,
    /// A line of phrases.
    Topic,
}

impl HighlightKind {
    /// As JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Quote => "quote",
            Self::Topic => "topic",
        }
    }
}

/// One highlight with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// The line to publish.
    pub text: String,
    /// How it was made; only a `Quote` may be shown in quotation marks.
    pub kind: HighlightKind,
    /// The words it rests on: exactly what stands under `span`.
    pub quote: String,
    /// Who says them, where known.
    pub speaker: Option<String>,
    /// Their role, where known.
    pub role: Option<Role>,
    /// When they are said, in seconds.
    pub start_s: Option<f64>,
    /// When they end, in seconds.
    pub end_s: Option<f64>,
    /// Where to begin listening, in seconds: at the words, or where a bullet was made of a question, at its answer.
    pub listen_s: Option<f64>,
    /// The turn they stand in.
    pub turn: usize,
    /// Where they stand in the text.
    pub span: Span,
    /// Rank score, comparable within one episode only.
    pub score: f64,
    /// Key phrases it contains.
    pub phrases: Vec<String>,
    /// Why it was chosen; empty unless asked for.
    pub why: String,
    /// What a person decided about it.
    pub decision: Option<Verdict>,
}

/// A sentence of the summary.
#[derive(Clone, Debug, PartialEq)]
pub struct SummarySentence {
    /// Exactly what stands under `span`.
    pub text: String,
    /// The same without hesitations and repetitions, as the summary prints it.
    pub fluent: String,
    /// The turn it stands in.
    pub turn: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// What it adds to the summary, comparable within one episode only.
    pub score: f64,
}

/// A chapter of the episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// Where it starts in the audio, in seconds.
    pub start_s: Option<f64>,
    /// Its first turn.
    pub turn: usize,
    /// The passage of the text that it was titled from.
    pub span: Span,
    /// The sentence that it begins with; empty where nothing is said in it.
    pub opening: Span,
    /// What a person decided about it.
    pub decision: Option<Verdict>,
}

/// A phrase that the episode is about.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPhrase {
    /// As most often written in the episode.
    pub text: String,
    /// 0 to 1, the best phrase of the episode being 1.
    pub score: f64,
    /// How often it is said.
    pub count: u32,
    /// Where it is said first.
    pub first: Span,
    /// Why it ranks where it does; empty unless asked for.
    pub why: String,
}

/// Where a tag comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TagSource {
    /// Stands in the vocabulary.
    Vocabulary,
    /// Learnt from episodes that people have tagged.
    Learnt,
    /// Found in the talk.
    Proposed,
    /// Given by a person in the source.
    Existing,
}

/// A tag of one episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// As people would type it.
    pub tag: String,
    /// For addresses: lower case, ASCII, hyphens.
    pub slug: String,
    /// 0 to 1.
    pub score: f64,
    /// Where it comes from.
    pub source: TagSource,
    /// Why it was given; empty unless asked for.
    pub why: String,
}

/// What `shownotes` drafts for one episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Language code of the talk (ISO 639-1), `und` where it could not be told.
    pub language: String,
    /// Words spoken.
    pub words: usize,
    /// For each of the episode's speakers, in their order: turns and words.
    pub speaker_shares: Vec<SpeakerShare>,
    /// In conversation order.
    pub highlights: Vec<Highlight>,
    /// In conversation order.
    pub summary: Vec<SummarySentence>,
    /// In conversation order.
    pub chapters: Vec<Chapter>,
    /// Best first.
    pub keyphrases: Vec<KeyPhrase>,
    /// Best first; people's own tags before all others.
    pub tags: Vec<Tag>,
    /// Hosts and guests by name.
    pub people: Vec<String>,
    /// What a person should know about this draft, beside the episode's own warnings.
    pub warnings: Vec<String>,
}

/// How much one speaker talks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeakerShare {
    /// Turns, consecutive ones of the same speaker counted once.
    pub turns: usize,
    /// Words.
    pub words: usize,
}
