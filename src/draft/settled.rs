//! What people have settled about a draft beforehand, and how the draft follows it: what they keep has its place before
//! anything is chosen, what they reject is no candidate, so that the next best takes its room.

use serde::Serialize;

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::text::Document;

use super::passages::Passage;
use super::{Chapter, Highlight, HighlightKind};

/// What is settled about one episode; empty where nobody has decided anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// Highlights.
    pub highlights: SettledHighlights,
    /// Chapters.
    pub chapters: SettledChapters,
    /// Tags.
    pub tags: SettledTags,
}

/// How something that a person keeps came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// Drafted, and found good.
    #[serde(rename = "accept")]
    Accepted,
    /// Drafted, and worded anew.
    #[serde(rename = "edit")]
    Edited,
    /// Not drafted.
    #[serde(rename = "add")]
    Added,
}

/// Highlights to keep and to leave out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettledHighlights {
    /// In any order.
    pub kept: Vec<Kept>,
    /// Where the words stand that are not to be quoted, if they still do, and the line that is not to come back.
    pub rejected: Vec<(Option<Span>, String)>,
}

/// A highlight to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The words it rests on, in the episode's text.
    pub span: Span,
    /// The line to publish.
    pub text: String,
    /// How the line was made, where known.
    pub kind: Option<HighlightKind>,
    /// How it came to be kept.
    pub verdict: Verdict,
}

/// Chapters to keep and to leave out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettledChapters {
    /// In any order.
    pub kept: Vec<KeptChapter>,
    /// In any order; their verdicts say nothing.
    pub rejected: Vec<KeptChapter>,
}

/// A chapter to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptChapter {
    /// The words it begins with, in the episode's text.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// Where it starts in the audio, in seconds, if that is not to be found out.
    pub start_s: Option<f64>,
    /// How it came to be kept.
    pub verdict: Verdict,
}

/// Tags to keep and to leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SettledTags {
    /// In their order.
    pub kept: Vec<String>,
    /// In any order.
    pub rejected: Vec<String>,
}

impl SettledTags {
    /// Whether a tag is wanted whatever else is chosen, however it is spelt.
    pub fn keeps(&self, tag: &str) -> bool {
        self.kept.iter().any(|other| is_same_tag(other, tag))
    }

    /// Whether a tag is not wanted, however it is spelt. What is kept as well is wanted.
    pub fn rejects(&self, tag: &str) -> bool {
        let named = self.rejected.iter().any(|other| is_same_tag(other, tag));
        named && !self.keeps(tag)
    }
}

/// Two spellings of one tag: the same letters, or the same address. An address of one letter tells nothing: `C`, `C++`
/// and `C#` are three tags.
pub fn is_same_tag(a: &str, b: &str) -> bool {
    let (slug_a, slug_b) = (slug::slugify(a), slug::slugify(b));
    a == b || a.to_lowercase() == b.to_lowercase() || (slug_a == slug_b && slug_a.len() > 1)
}

impl SettledHighlights {
    /// Whether a line is settled already, kept or rejected.
    pub(super) fn speaks_of(&self, line: &str) -> bool {
        let rejected = self.rejected.iter().map(|(_, text)| text);
        let kept = self.kept.iter().map(|kept| &kept.text);
        rejected.chain(kept).any(|text| is_same_line(text, line))
    }

    /// Takes from all passages that are settled what would make them candidates.
    pub(super) fn leave_out(&self, passages: &mut [Passage]) {
        let rejected = self.rejected.iter().filter_map(|(span, _)| *span);
        for span in rejected.chain(self.kept.iter().map(|kept| kept.span)) {
            let first = passages.partition_point(|passage| passage.span.end <= span.start);
            for passage in passages[first..]
                .iter_mut()
                .take_while(|passage| passage.span.start < span.end)
            {
                passage.score = 0.0;
            }
        }
    }

    /// The highlights that are kept, each with the passage that it rests on, if it rests on one. To be called before
    /// [`Self::leave_out`].
    pub(super) fn kept(
        &self,
        episode: &Episode,
        document: &Document<'_>,
        passages: &[Passage],
        topics: &[Topic],
    ) -> Vec<(Highlight, Option<usize>)> {
        let mut kept: Vec<_> = self
            .kept
            .iter()
            .map(|kept| {
                let at = passages.partition_point(|passage| {
                    document.sentences[passage.sentence].span.end <= kept.span.start
                });
                let passage = passages.get(at).filter(|passage| {
                    document.sentences[passage.sentence].span.start < kept.span.end
                });
                (
                    kept.highlight(episode, topics, passage),
                    passage.map(|_| at),
                )
            })
            .collect();
        kept.sort_by(|(a, _), (b, _)| (a.span, &a.text).cmp(&(b.span, &b.text)));
        kept.dedup_by(|(later, _), (earlier, _)| {
            later.span == earlier.span && later.text == earlier.text
        });
        kept
    }
}

impl Kept {
    fn highlight(
        &self,
        episode: &Episode,
        topics: &[Topic],
        passage: Option<&Passage>,
    ) -> Highlight {
        let span = self.span;
        let quote = span.of(&episode.text);
        let turn = episode.turn_at(span.start);
        let speaker = episode.speaker_of(turn);
        Highlight {
            text: self.text.clone(),
            kind: match self.kind {
                Some(made @ (HighlightKind::Question | HighlightKind::Topic)) => made,
                _ if is_made_of(&self.text, quote) => HighlightKind::Quote,
                _ => HighlightKind::Topic,
            },
            quote: quote.to_owned(),
            speaker: speaker.map(|speaker| speaker.name.clone()),
            role: speaker.map(|speaker| speaker.role),
            start_s: episode.time_at(span.start),
            end_s: episode.time_at(span.end),
            listen_s: episode.time_at(span.start),
            turn,
            span,
            score: passage.map_or(0.0, |passage| passage.score),
            phrases: passage.map_or_else(Vec::new, |passage| {
                let topics = passage.topics.iter().map(|&topic| &topics[topic]);
                topics.map(|topic| topic.text.clone()).collect()
            }),
            why: match self.verdict {
                Verdict::Accepted => "accepted by a person",
                Verdict::Edited => "drafted, then worded anew by a person",
                Verdict::Added => "added by a person",
            }
            .to_owned(),
            decision: Some(self.verdict),
        }
    }
}

impl SettledChapters {
    /// The drafted chapters as people want them, in conversation order.
    pub(super) fn apply(&self, mut chapters: Vec<Chapter>, episode: &Episode) -> Vec<Chapter> {
        for rejected in &self.rejected {
            if let Some(at) = rejected.among(&chapters) {
                chapters.remove(at);
            }
            chapters.retain(|chapter| !is_same_line(&chapter.title, &rejected.title));
        }
        for kept in &self.kept {
            if let Some(at) = kept.among(&chapters) {
                chapters[at].title.clone_from(&kept.title);
                chapters[at].decision = Some(kept.verdict);
            } else {
                chapters.push(kept.chapter(episode));
            }
        }
        chapters.sort_by(|a, b| {
            let time = |chapter: &Chapter| chapter.start_s.unwrap_or(0.0);
            (a.turn.cmp(&b.turn))
                .then(time(a).total_cmp(&time(b)))
                .then_with(|| (a.opening, &a.title).cmp(&(b.opening, &b.title)))
        });
        chapters
    }
}

impl KeptChapter {
    /// The chapter that begins where this one does; of several, the one that is most like it.
    fn among(&self, chapters: &[Chapter]) -> Option<usize> {
        let distance = |chapter: &Chapter| match (chapter.start_s, self.start_s) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => 0.0,
        };
        let here = chapters.iter().enumerate().filter(|(_, chapter)| {
            chapter.opening.start < self.span.end && self.span.start < chapter.opening.end
        });
        let alike = |chapter: &Chapter| !is_same_line(&chapter.title, &self.title);
        let best = here.min_by(|(_, a), (_, b)| {
            alike(a)
                .cmp(&alike(b))
                .then(distance(a).total_cmp(&distance(b)))
        });
        best.map(|(at, _)| at)
    }

    fn chapter(&self, episode: &Episode) -> Chapter {
        let turn = episode.turn_at(self.span.start);
        let spoken = episode.time_at(self.span.start);
        Chapter {
            title: self.title.clone(),
            start_s: match (spoken, self.start_s) {
                // A time that is not that of its words would be a claim without evidence.
                (Some(spoken), Some(start_s)) if (spoken - start_s).abs() > 1.0 => Some(spoken),
                (spoken, start_s) => start_s.filter(|_| spoken.is_some()).or(spoken),
            },
            turn,
            span: self.span,
            opening: self.span,
            decision: Some(self.verdict),
        }
    }
}

/// Two ways to write one line: the case and the spaces around do not count.
pub fn is_same_line(a: &str, b: &str) -> bool {
    a == b || a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Whether a line is what was said, with words left out at most.
fn is_made_of(line: &str, quote: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = String> + '_ {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase)
    }
    let mut said = words(quote);
    words(line).all(|word| said.any(|other| other == word)) && words(line).next().is_some()
}

#[cfg(test)]
#[path = "settled_tests.rs"]
mod tests;
