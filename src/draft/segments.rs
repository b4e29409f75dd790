//! Cuts the conversation into its topics, by dynamic programming over paragraphs.
//!
//! What speaks for a border and what against it, [`super::borders`] says; sections have a usual length. The sum of both over
//! the whole episode is made as large as it can be. Sections that people marked are taken as they are.

use std::sync::LazyLock;

use crate::corpus::Episode;
use crate::text::Document;

use super::borders::Borders;
use super::questions::Questions;

/// Words in a usual section: 193 seconds at 150 words a minute, the median of human sections.
const USUAL_WORDS: f64 = 480.0;

/// Standard deviation of the logarithm of a section's length, from its 10th and 90th percentile (89 s, 390 s).
const LENGTH_SPREAD: f64 = 0.58;

/// How much an unusual length counts against the gains of its border.
const LENGTH_WEIGHT: f64 = 0.4;

/// No section is longer than this many words, so that the search is linear.
const MOST_WORDS: usize = 2400;

/// A paragraph longer than this is cut at sentence ends for the search.
const UNIT_WORDS: usize = 220;

/// A shorter paragraph that asks nothing (`Yeah.`) belongs to the one before it: nobody starts a section with it.
const OWN_UNIT_WORDS: usize = 14;

/// A stretch of talk about one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Its sentences.
    pub(super) sentences: std::ops::Range<usize>,
    /// The title that a person gave it.
    pub(super) title: Option<String>,
}

/// The smallest stretch that the search moves: a paragraph, or a part of a long one.
pub(super) struct Unit {
    pub(super) sentences: std::ops::Range<usize>,
    pub(super) words: usize,
}

impl Unit {
    /// Its tokens.
    pub(super) fn tokens(&self, document: &Document<'_>) -> std::ops::Range<usize> {
        let (first, last) = (self.sentences.start, self.sentences.end - 1);
        document.sentences[first].tokens.start..document.sentences[last].tokens.end
    }
}

/// The segments of an episode, covering all its sentences in order.
pub(super) fn segments(
    episode: &Episode,
    document: &Document<'_>,
    keyness: &[f32],
    questions: &Questions<'_>,
) -> Vec<Segment> {
    if document.sentences.is_empty() {
        return Vec::new();
    }
    if episode.chapters.len() >= 2 {
        return marked(episode, document);
    }
    let units = units(document);
    let gains = Borders::new(episode, document, keyness, questions, &units).gains();
    best_borders(&units, &gains)
        .windows(2)
        .map(|pair| Segment {
            sentences: units[pair[0]].sentences.start..units[pair[1] - 1].sentences.end,
            title: None,
        })
        .collect()
}

/// The sections that people marked; talk before the first belongs to none of them and is a segment of its own.
fn marked(episode: &Episode, document: &Document<'_>) -> Vec<Segment> {
    let first_sentence = |turn: usize| {
        document
            .turns
            .get(turn)
            .map_or(document.sentences.len(), |of| of.start)
    };
    let mut segments = Vec::new();
    let opening = first_sentence(episode.chapters[0].turn);
    if opening > 0 {
        segments.push(Segment {
            sentences: 0..opening,
            title: None,
        });
    }
    for (number, chapter) in episode.chapters.iter().enumerate() {
        let next = episode.chapters.get(number + 1);
        let end = next.map_or(document.sentences.len(), |next| first_sentence(next.turn));
        let start = first_sentence(chapter.turn);
        segments.push(Segment {
            sentences: start..end.max(start),
            title: Some(chapter.title.clone()),
        });
    }
    segments
}

fn units(document: &Document<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for turn in &document.turns {
        let mut from = turn.start;
        let mut words = 0;
        let mut asks = false;
        for sentence in turn.clone() {
            words += document.sentences[sentence].tokens.len();
            asks |= document.sentences[sentence].question;
            let last = sentence + 1 == turn.end;
            if !(words >= UNIT_WORDS || last) {
                continue;
            }
            match units.last_mut() {
                Some(before) if words < OWN_UNIT_WORDS && !asks && before.words < UNIT_WORDS => {
                    before.sentences.end = sentence + 1;
                    before.words += words;
                }
                _ => units.push(Unit {
                    sentences: from..sentence + 1,
                    words,
                }),
            }
            from = sentence + 1;
            words = 0;
        }
    }
    units
}

/// The borders, first and last unit included, that make the sum of gains and length costs largest.
fn best_borders(units: &[Unit], gains: &[f64]) -> Vec<usize> {
    let mut best = vec![f64::NEG_INFINITY; units.len() + 1];
    let mut from = vec![0; units.len() + 1];
    best[0] = 0.0;
    for end in 1..=units.len() {
        let mut words = 0;
        for start in (0..end).rev() {
            words += units[start].words;
            if words > MOST_WORDS && start + 1 < end {
                break;
            }
            let gain = if start == 0 { 0.0 } else { gains[start] };
            let sum = best[start] + gain - length_cost(words);
            if sum > best[end] {
                best[end] = sum;
                from[end] = start;
            }
        }
    }
    let mut borders = vec![units.len()];
    let mut at = units.len();
    while at > 0 {
        at = from[at];
        borders.push(at);
    }
    borders.reverse();
    borders
}

/// How unusual a length is. The search asks for the same few lengths over and over.
fn length_cost(words: usize) -> f64 {
    static KNOWN: LazyLock<Vec<f64>> =
        LazyLock::new(|| (0..=MOST_WORDS).map(distance_cost).collect());
    let known = KNOWN.get(words).copied();
    known.unwrap_or_else(|| distance_cost(words))
}

/// Half the squared distance of a length's logarithm from the usual, in standard deviations.
fn distance_cost(words: usize) -> f64 {
    let distance = ((words.max(1) as f64) / USUAL_WORDS).ln() / LENGTH_SPREAD;
    LENGTH_WEIGHT * distance * distance / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Format, HumanChapter, Meta, Role, Span, Speaker, SpeakerId, Turn};
    use crate::text::{Language, TermNumbers};
    use crate::textrank::keyness::keyness;

    /// A talk of host and guest in turns; each topic is a question and an answer of 300 words.
    fn talk(topics: &[&str]) -> Episode {
        let mut text = String::new();
        let mut turns = Vec::new();
        let mut say = |who: u16, words: &str| {
            let start = text.len();
            text.push_str(words);
            turns.push(Turn {
                speaker: Some(SpeakerId(who)),
                span: Span::new(start, text.len()),
                start_s: None,
                end_s: None,
                line: 1,
            });
            text.push_str("\n\n");
        };
        for topic in topics {
            say(
                0,
                &format!(
                    "So I have been wondering all week about the {topic}. How does the {topic} work?"
                ),
            );
            for _ in 0..6 {
                say(
                    1,
                    &format!(
                        "The {topic} is old. {}",
                        format!("It is all about the {topic} and the {topic} again. ").repeat(8)
                    ),
                );
            }
        }
        let speaker = |name: &str, role| Speaker {
            name: name.to_owned(),
            role,
        };
        Episode {
            id: String::new(),
            path: String::new(),
            format: Format::Plain,
            meta: Meta::default(),
            text,
            turns,
            speakers: vec![speaker("Ada", Role::Host), speaker("Ben", Role::Guest)],
            times: Vec::new(),
            chapters: Vec::new(),
            links: Vec::new(),
            sponsors: Vec::new(),
            asides: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn first_turns(episode: &Episode) -> Vec<usize> {
        let spans = episode.turns.iter().map(|turn| turn.span);
        let document = Document::new(&episode.text, spans, Language::from_code("en").unwrap());
        let questions = Questions::new(&document, &TermNumbers::new(&document), None, vec![]);
        let found = segments(episode, &document, &keyness(&document), &questions);
        let covered: usize = found.iter().map(|segment| segment.sentences.len()).sum();
        assert_eq!(covered, document.sentences.len());
        found
            .iter()
            .map(|segment| document.sentences[segment.sentences.start].turn)
            .collect()
    }

    #[test]
    fn a_new_topic_starts_where_the_host_asks_and_the_words_change() {
        assert_eq!(
            first_turns(&talk(&["windlass", "barometer", "foghorn"])),
            [0, 7, 14]
        );
    }

    #[test]
    fn sections_that_people_marked_are_taken_as_they_are() {
        let mut episode = talk(&["windlass", "barometer", "foghorn"]);
        let chapter = |title: &str, turn| HumanChapter {
            title: title.to_owned(),
            start_s: None,
            turn,
        };
        episode.chapters = vec![chapter("One", 0), chapter("Two", 10)];
        assert_eq!(first_turns(&episode), [0, 10]);
    }

    #[test]
    fn nothing_said_gives_no_segments() {
        assert!(first_turns(&talk(&[])).is_empty());
    }
}
