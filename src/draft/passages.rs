//! Looks at each sentence as something to be quoted: what may be cut from its start, whether it stands alone, what it
//! is about.

use crate::analysis::Topic;
use crate::corpus::{Episode, Role, Span};
use crate::lexicon::{PhraseList, WordSet};
use crate::text::{Class, Document, PartOfSpeech, PhraseMatcher, Sentence, TermNumbers, Token};

use super::marks::Marks;
use super::self_contained::{asks_unmarked, points_before_naming, stands_alone};
use super::shortening::{stumbles, without_tail};

/// Openers cut from one sentence at most (`So, yeah, I mean, …`).
const OPENERS: usize = 4;

/// What a sentence is worth, compared with others, whose pronoun comes before any noun.
const UNNAMED: f64 = 0.5;

/// The same of one that begins to tell what somebody did: few want to hear of it who have not heard the rest.
const STORY: f64 = 0.4;

/// Highlights and summary rest on the topics of this many best phrases.
pub(super) const TELLING_TOPICS: usize = 60;

/// A sentence as seen by those who choose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Passage {
    /// The sentence.
    pub(super) sentence: usize,
    /// Where it stands without its openers.
    pub(super) span: Span,
    /// Its tokens without its openers.
    pub(super) tokens: std::ops::Range<usize>,
    /// Its tokens as a quotation: without its openers and, if it is long, its tail.
    pub(super) kept: std::ops::Range<usize>,
    /// Whether it can be understood without the sentence before.
    pub(super) stands_alone: bool,
    /// Share of words with a meaning of their own, 0 to 1.
    pub(super) density: f64,
    /// Topics it names, by number, each once.
    pub(super) topics: Vec<usize>,
    /// PageRank, 1 being the mean sentence.
    pub(super) rank: f64,
    /// Quality as a quotation, 0 and up; comparable within the episode.
    pub(super) score: f64,
    /// What its whole sentence says of the episode, however fluently, 0 and up; comparable within the episode.
    pub(super) substance: f64,
}

impl Passage {
    /// Where it stands as a quotation.
    pub(super) fn quoted(&self, document: &Document<'_>) -> Span {
        match document.tokens.get(self.kept.end.wrapping_sub(1)) {
            Some(last) if self.kept.end < self.tokens.end => Span {
                start: self.span.start,
                end: last.span.end,
            },
            _ => self.span,
        }
    }

    /// The stems of its content words, ascending, each once.
    pub(super) fn content_stems(&self, document: &Document<'_>) -> Vec<u32> {
        let tokens = document.tokens[self.tokens.clone()].iter();
        let content = tokens.filter(|token| token.class == Class::Content);
        let mut stems: Vec<u32> = content.map(|token| token.stem.0).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// Number of words left.
    pub(super) fn words(&self) -> usize {
        self.tokens.len()
    }
}

/// The word lists of the document's language that say something about a sentence; empty where it has none.
#[derive(Default)]
struct Lists {
    openers: PhraseMatcher,
    fillers: PhraseMatcher,
    claims: PhraseMatcher,
    boilerplate: PhraseMatcher,
}

impl Lists {
    fn new(document: &Document<'_>, terms: &TermNumbers<'_>) -> Self {
        let Some(pack) = document.language.pack else {
            return Self::default();
        };
        let words = |list: &WordSet| PhraseMatcher::new(terms, list.iter().copied());
        let phrases =
            |list: &PhraseList| PhraseMatcher::new(terms, list.values().flatten().copied());
        Self {
            openers: words(&pack.openers),
            fillers: words(&pack.fillers),
            claims: phrases(&pack.claims),
            boilerplate: phrases(&pack.boilerplate),
        }
    }
}

/// All sentences of the episode as passages, in order. `ranks` holds one PageRank a sentence.
pub(super) fn passages(
    episode: &Episode,
    document: &Document<'_>,
    terms: &TermNumbers<'_>,
    topics: &[Topic],
    ranks: &[f64],
) -> Vec<Passage> {
    let lists = Lists::new(document, terms);
    let named = topics_by_sentence(document, topics);
    let count = document.sentences.len();
    document
        .sentences
        .iter()
        .zip(named)
        .enumerate()
        .map(|(number, (sentence, topics))| {
            let tokens = without_openers(document, &lists, sentence);
            let span = span_of(document, sentence, &tokens);
            let kept = without_tail(document, tokens.clone());
            let mut passage = Passage {
                sentence: number,
                span,
                stands_alone: stands_alone(document, sentence, &tokens),
                density: density(&document.tokens[tokens.clone()]),
                tokens,
                kept,
                topics,
                rank: ranks[number] * count as f64,
                score: 0.0,
                substance: 0.0,
            };
            let length = length_factor(passage.words());
            if length > 0.0 {
                let language = document.language.code;
                let whole = Marks::of(span.of(document.text), language);
                let span = passage.quoted(document);
                let quoted = if span == passage.span {
                    whole
                } else {
                    Marks::of(span.of(document.text), language)
                };
                let worth = worth(episode, document, &lists, sentence, &passage, whole);
                let stumbles = stumbles(document, &passage.kept);
                let story = if tells_a_story(document, &passage.tokens) {
                    STORY
                } else {
                    1.0
                };
                passage.score =
                    worth * story * length_factor(passage.kept.len()) * fluency(quoted, stumbles);
                passage.substance = worth * length;
            }
            passage
        })
        .collect()
}

fn topics_by_sentence(document: &Document<'_>, topics: &[Topic]) -> Vec<Vec<usize>> {
    let mut named: Vec<Vec<usize>> = vec![Vec::new(); document.sentences.len()];
    for (number, topic) in topics.iter().enumerate().take(TELLING_TOPICS) {
        for &place in &topic.places {
            let sentence = document
                .sentences
                .partition_point(|sentence| sentence.tokens.end <= place);
            if named[sentence].last() != Some(&number) {
                named[sentence].push(number);
            }
        }
    }
    named
}

/// The tokens of a sentence after its openers.
fn without_openers(
    document: &Document<'_>,
    lists: &Lists,
    sentence: &Sentence,
) -> std::ops::Range<usize> {
    let (mut first, end) = (sentence.tokens.start, sentence.tokens.end);
    for _ in 0..OPENERS {
        let length = lists.openers.longest_at(document, first, end).or_else(|| {
            lists
                .fillers
                .longest_at(document, first, end)
                .filter(|&length| comma_after(document, first + length))
        });
        match length {
            Some(length) if first + length + 3 < end && !is_bound(document, first + length) => {
                first += length;
            }
            _ => break,
        }
    }
    first..end
}

/// Whether the opener that ends before the word at `next` belongs to it, so that without it the sentence would say something
/// else: `no lamp is safe`, `so much oil`.
fn is_bound(document: &Document<'_>, next: usize) -> bool {
    let lower = |at: usize| &*document.term(&document.tokens[at]).lower;
    let measured = || {
        matches!(
            document.tokens[next].part_of_speech,
            PartOfSpeech::Adjective | PartOfSpeech::Adverb
        ) || matches!(
            lower(next),
            "much"
                | "many"
                | "few"
                | "little"
                | "viel"
                | "viele"
                | "vielen"
                | "wenig"
                | "wenige"
                | "fort"
                | "mycket"
                | "många"
                | "få"
                | "lite"
        )
    };
    !comma_after(document, next)
        && match lower(next - 1) {
            "no" | "nein" | "nej" | "non" => true,
            "so" | "så" => measured(),
            // `Like you said` says that you did not say it first.
            "like" => matches!(lower(next), "you" | "i" | "we" | "he" | "she" | "they"),
            _ => false,
        }
}

fn comma_after(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| token.breaks)
}

fn span_of(document: &Document<'_>, sentence: &Sentence, tokens: &std::ops::Range<usize>) -> Span {
    if tokens.start == sentence.tokens.start {
        return sentence.span;
    }
    Span {
        start: document.tokens[tokens.start].span.start,
        end: sentence.span.end,
    }
}

fn density(tokens: &[Token]) -> f64 {
    let (mut telling, mut content) = (0_usize, 0_usize);
    for token in tokens {
        telling += usize::from(token.class >= Class::Generic);
        content += usize::from(token.class == Class::Content);
    }
    (0.4 * telling as f64 + 0.6 * content as f64) / tokens.len().max(1) as f64
}

/// What speaks for a sentence, apart from its length.
fn worth(
    episode: &Episode,
    document: &Document<'_>,
    lists: &Lists,
    sentence: &Sentence,
    passage: &Passage,
    marks: Marks,
) -> f64 {
    let role = match episode
        .speaker_of(sentence.turn)
        .map(|speaker| speaker.role)
    {
        Some(Role::Guest) => 1.0,
        Some(Role::Host) => 0.5,
        Some(Role::Announcer) => 0.1,
        Some(Role::Unknown) | None => 0.8,
    };
    let asks = sentence.question || asks_unmarked(document, &passage.tokens);
    let question = if asks { 0.1 } else { 1.0 };
    let alone = if passage.stands_alone { 1.0 } else { 0.25 };
    let named = if points_before_naming(document, &passage.tokens) {
        UNNAMED
    } else {
        1.0
    };
    let about: f64 = passage
        .topics
        .iter()
        .map(|&topic| 1.0 / (1.0 + topic as f64 / 8.0))
        .sum();
    role * question
        * alone
        * named
        * place_factor(document, sentence)
        * phrase_factor(document, lists, passage, marks)
        * (passage.density / 0.4).min(1.2)
        * (0.25 + about.min(2.0))
        * passage.rank.max(0.05).sqrt()
}

/// Claims speak for a line; what belongs to the frame of the show speaks against it, and so do marks without a partner,
/// which show that it was cut out of something.
fn phrase_factor(document: &Document<'_>, lists: &Lists, passage: &Passage, marks: Marks) -> f64 {
    let claims = lists.claims.count_in(document, passage.tokens.clone());
    let frame = lists.boilerplate.count_in(document, passage.tokens.clone());
    (1.0 + 0.2 * claims.min(3) as f64)
        * if frame > 0 { 0.12 } else { 1.0 }
        * if marks.half_a_pair { 0.4 } else { 1.0 }
}

/// Whether somebody begins to tell what they did: `I took the boat`. Only English has the word classes that tell.
fn tells_a_story(document: &Document<'_>, tokens: &std::ops::Range<usize>) -> bool {
    if document.language.code != "en" {
        return false;
    }
    let mut words = document.tokens[tokens.clone()].iter();
    if words
        .next()
        .is_none_or(|first| &*document.term(first).lower != "i")
    {
        return false;
    }
    let verb = words.find(|word| {
        let lower = &*document.term(word).lower;
        !matches!(
            lower,
            "actually" | "also" | "eventually" | "just" | "then" | "really" | "basically"
        )
    });
    verb.is_some_and(|verb| {
        let lower = &*document.term(verb).lower;
        matches!(lower, "had" | "did" | "was")
            || super::questions::is_past(lower)
                && !matches!(
                    lower,
                    "thought"
                        | "realized"
                        | "realised"
                        | "learned"
                        | "learnt"
                        | "knew"
                        | "believed"
                        | "felt"
                        | "found"
                        | "wanted"
                        | "loved"
                        | "liked"
                        | "understood"
                        | "discovered"
                        | "noticed"
                        | "saw"
                        | "needed"
                        | "hated"
                        | "hoped"
                        | "used"
                        | "need"
                        | "put"
                        | "let"
                        | "set"
                        | "read"
                )
    })
}

/// What stumbles is a bad quotation, even if it says something: fillers, repetitions, dashes where somebody starts anew.
fn fluency(marks: Marks, stumbles: usize) -> f64 {
    (if marks.broken_off { 0.05 } else { 1.0 })
        * (if marks.dashed { 0.6 } else { 1.0 })
        * (if marks.figures { 1.1 } else { 1.0 })
        * 0.85_f64.powf((stumbles as f64).min(8.0))
}

/// How well a length suits a quotation: nothing below 6 words, best from 12 to 30.
fn length_factor(words: usize) -> f64 {
    let words = words as f64;
    if words < 6.0 {
        0.0
    } else if words < 12.0 {
        0.3 + 0.7 * (words - 6.0) / 6.0
    } else if words <= 30.0 {
        1.0
    } else {
        (1.0 - (words - 30.0) / 30.0).max(0.08)
    }
}

/// Greetings stand at the start and thanks at the end.
fn place_factor(document: &Document<'_>, sentence: &Sentence) -> f64 {
    let total = document.tokens.len();
    let (from, to) = (sentence.tokens.start, total - sentence.tokens.end);
    let edge = (total / 40).min(120);
    if total > 400 && (from < edge || to < edge) {
        0.3
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn read<'t>(code: &str, said: &'t str) -> Document<'t> {
        let language = Language::from_code(code).unwrap();
        Document::new(said, [Span::new(0, said.len())], language)
    }

    #[test]
    fn no_opener_is_cut_that_carries_the_sense() {
        for (code, said, kept) in [
            ("en", "No lamp by itself is enough.", "No"),
            ("en", "No, the lamp by itself is enough.", "the"),
            ("en", "So much oil was burnt in a lamp.", "So"),
            ("en", "So the oil was burnt in a lamp.", "the"),
            ("en", "Like you said the lamp was old.", "Like"),
            ("en", "And the lamp by itself is enough.", "the"),
            ("de", "So viel Licht war nie auf dem Meer.", "So"),
        ] {
            let document = read(code, said);
            let terms = TermNumbers::new(&document);
            let lists = Lists::new(&document, &terms);
            let tokens = without_openers(&document, &lists, &document.sentences[0]);
            let first = document.tokens[tokens.start].span.of(said);
            assert_eq!(first, kept, "{said}");
        }
    }

    #[test]
    fn a_story_begins_with_what_somebody_did_and_a_claim_does_not() {
        for (said, tells) in [
            ("I took the boat to the island.", true),
            ("I eventually started a lamp shop.", true),
            ("I learned that lamps need oil.", false),
            ("I think that lamps need oil.", false),
            ("Keepers took the boat to the island.", false),
        ] {
            let document = read("en", said);
            let tokens = 0..document.tokens.len();
            assert_eq!(tells_a_story(&document, &tokens), tells, "{said}");
        }
    }
}
