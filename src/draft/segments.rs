//! Cuts the conversation into its topics, by dynamic programming over paragraphs.
//!
//! A border costs or gains: a host's question opens a new topic more often than anything else does (four of five human
//! sections start so), vocabulary changes at it, and sections have a usual length. The sum over the whole episode is
//! made as large as it can be. Sections that people marked are taken as they are.

use std::sync::LazyLock;

use crate::corpus::{Episode, Role};
use crate::text::Document;

use super::questions::Questions;

/// Words in a usual section: 193 seconds at 150 words a minute, the median of human sections.
const USUAL_WORDS: f64 = 480.0;

/// Standard deviation of the logarithm of a section's length, from its 10th and 90th percentile (89 s, 390 s).
const LENGTH_SPREAD: f64 = 0.58;

/// How much an unusual length counts against the gains of its border.
const LENGTH_WEIGHT: f64 = 0.75;

/// No section is longer than this many words, so that the search is linear.
const MOST_WORDS: usize = 2400;

/// A paragraph longer than this is cut at sentence ends for the search.
const UNIT_WORDS: usize = 220;

/// A shorter paragraph that asks nothing (`Yeah.`) belongs to the one before it: nobody starts a section with it.
const OWN_UNIT_WORDS: usize = 14;

/// Words on either side of a possible border that are compared.
const WINDOW_WORDS: usize = 220;

/// A stretch of talk about one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Its sentences.
    pub(super) sentences: std::ops::Range<usize>,
    /// The title that a person gave it.
    pub(super) title: Option<String>,
}

/// The smallest stretch that the search moves: a paragraph, or a part of a long one.
struct Unit {
    sentences: std::ops::Range<usize>,
    words: usize,
    /// Gain of starting a section here.
    gain: f64,
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
    let mut units = units(document);
    let changes = changes(document, keyness, &units);
    for (unit, change) in units.iter_mut().zip(changes) {
        unit.gain = gain(episode, document, questions, unit, change);
    }
    best_borders(&units)
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
                    gain: 0.0,
                }),
            }
            from = sentence + 1;
            words = 0;
        }
    }
    units
}

/// What a section border costs before anything speaks for it.
const BORDER: f64 = -3.6;

/// What a complete change of words is worth.
const CHANGE: f64 = 1.2;

/// What a question is worth that a host asks, that somebody of unknown role asks, and that a guest asks.
const ASKED: [f64; 3] = [2.5, 0.5, 0.2];

/// What it costs to start a section in the middle of a paragraph.
const INSIDE_TURN: f64 = -0.6;

/// What it is worth that a guest is asked to introduce themselves, once the greeting is over.
const INTRODUCED: f64 = 5.0;

/// Turns in which that is looked for.
const GREETING_TURNS: usize = 12;

/// Whether somebody is asked who they are.
fn introduces(document: &Document<'_>, questions: &Questions<'_>, unit: &Unit) -> bool {
    let mut sentences = document.sentences[unit.sentences.clone()].iter();
    sentences.any(|sentence| questions.asks_for_background(sentence))
}

/// What a section border before this unit is worth.
fn gain(
    episode: &Episode,
    document: &Document<'_>,
    questions: &Questions<'_>,
    unit: &Unit,
    change: f64,
) -> f64 {
    let first = &document.sentences[unit.sentences.start];
    let gain = BORDER + CHANGE * change;
    if document.turns[first.turn].start != unit.sentences.start {
        return gain + INSIDE_TURN;
    }
    let asks = unit.sentences.clone().any(|sentence| {
        let sentence = &document.sentences[sentence];
        sentence.question && sentence.tokens.len() >= 5
    });
    let role = episode.speaker_of(first.turn).map(|speaker| speaker.role);
    if first.turn < GREETING_TURNS
        && role != Some(Role::Guest)
        && introduces(document, questions, unit)
    {
        return gain + INTRODUCED;
    }
    if !asks {
        return gain + if role == Some(Role::Host) { 0.1 } else { -0.2 };
    }
    let [host, unknown, guest] = ASKED;
    // A question in a few words follows up; one with a lead-in changes the subject.
    let lead_in = 0.4 * ((unit.words as f64 / 12.0).min(2.0) - 0.6);
    gain + lead_in
        + match role {
            Some(Role::Host) => host,
            None | Some(Role::Unknown) => unknown,
            _ => guest,
        }
}

/// For each unit, 1 less the cosine of the telling words before it and from it on, in windows of [`WINDOW_WORDS`]; each
/// repeated word counts by its logarithm.
fn changes(document: &Document<'_>, keyness: &[f32], units: &[Unit]) -> Vec<f64> {
    let telling: Vec<Vec<u32>> = units
        .iter()
        .map(|unit| {
            let (first, last) = (unit.sentences.start, unit.sentences.end - 1);
            let tokens =
                document.sentences[first].tokens.start..document.sentences[last].tokens.end;
            let stems = document.tokens[tokens].iter().map(|token| token.stem.0);
            stems.filter(|&stem| keyness[stem as usize] > 1.0).collect()
        })
        .collect();
    let mut before = Bag::new(document.stems.len());
    let mut after = Bag::new(document.stems.len());
    (0..units.len())
        .map(|number| {
            before.fill(units[..number].iter().zip(&telling[..number]).rev());
            after.fill(units[number..].iter().zip(&telling[number..]));
            1.0 - before.cosine(&after, keyness)
        })
        .collect()
}

/// The telling stems of a window with their counts, over all stems of the document so that nothing is sorted or hashed.
struct Bag {
    counts: Vec<u16>,
    stems: Vec<u32>,
}

impl Bag {
    fn new(stems: usize) -> Self {
        Self {
            counts: vec![0; stems],
            stems: Vec::new(),
        }
    }

    fn fill<'u>(&mut self, units: impl Iterator<Item = (&'u Unit, &'u Vec<u32>)>) {
        for &stem in &self.stems {
            self.counts[stem as usize] = 0;
        }
        self.stems.clear();
        let mut words = 0;
        for (unit, telling) in units {
            for &stem in telling {
                let count = &mut self.counts[stem as usize];
                if *count == 0 {
                    self.stems.push(stem);
                }
                *count = count.saturating_add(1);
            }
            words += unit.words;
            if words >= WINDOW_WORDS {
                break;
            }
        }
    }

    fn weight(&self, stem: u32, keyness: &[f32]) -> f64 {
        match self.counts[stem as usize] {
            0 => 0.0,
            1 => f64::from(keyness[stem as usize]),
            count => (1.0 + f64::from(count).ln()) * f64::from(keyness[stem as usize]),
        }
    }

    fn cosine(&self, other: &Self, keyness: &[f32]) -> f64 {
        let (mut dot, mut own, mut others) = (0.0, 0.0, 0.0);
        for &stem in &self.stems {
            let weight = self.weight(stem, keyness);
            own += weight * weight;
            dot += weight * other.weight(stem, keyness);
        }
        for &stem in &other.stems {
            others += other.weight(stem, keyness).powi(2);
        }
        if dot > 0.0 {
            dot / (own * others).sqrt()
        } else {
            0.0
        }
    }
}

/// The borders, first and last unit included, that make the sum of gains and length costs largest.
fn best_borders(units: &[Unit]) -> Vec<usize> {
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
            let gain = if start == 0 { 0.0 } else { units[start].gain };
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
    use crate::corpus::{Format, HumanChapter, Meta, Span, Speaker, SpeakerId, Turn};
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
                        format!("We oiled the {topic} and the {topic} turned. ").repeat(8)
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
