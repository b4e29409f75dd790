//! Looks at each sentence as something to be quoted: what may be cut from its start, whether it stands alone, what it
//! is about. What that makes it worth is for [`super::worth`] to say.

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::lexicon::WordSet;
use crate::text::{Class, Document, PartOfSpeech, PhraseMatcher, Sentence, TermNumbers};

use super::clause::{MainClause, main_clause};
use super::clause_words::measures;
use super::self_contained::stands_alone;
use super::shortening::without_tail;
use super::worth::{Scale, density};

/// Openers cut from one sentence at most (`So, yeah, I mean, …`).
const OPENERS: usize = 4;

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
    /// What its main clause makes of it.
    pub(super) clause: MainClause,
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

/// What may be cut from the start of a sentence, in the document's language; empty where it has no lists.
#[derive(Default)]
struct Openers {
    openers: PhraseMatcher,
    fillers: PhraseMatcher,
}

impl Openers {
    fn new(document: &Document<'_>, terms: &TermNumbers<'_>) -> Self {
        let Some(pack) = document.language.pack else {
            return Self::default();
        };
        let words = |list: &WordSet| PhraseMatcher::new(terms, list.iter().copied());
        Self {
            openers: words(&pack.openers),
            fillers: words(&pack.fillers),
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
    let openers = Openers::new(document, terms);
    let scale = Scale::new(episode, document, terms);
    let named = topics_by_sentence(document, topics);
    let count = document.sentences.len();
    document
        .sentences
        .iter()
        .zip(named)
        .enumerate()
        .map(|(number, (sentence, topics))| {
            let tokens = without_openers(document, &openers, sentence);
            let clause = main_clause(document, tokens.clone());
            let mut passage = Passage {
                sentence: number,
                span: span_of(document, sentence, &tokens),
                clause,
                stands_alone: clause != MainClause::Missing
                    && stands_alone(document, sentence, &tokens),
                density: density(&document.tokens[tokens.clone()]),
                kept: without_tail(document, tokens.clone()),
                tokens,
                topics,
                rank: ranks[number] * count as f64,
                score: 0.0,
                substance: 0.0,
            };
            (passage.score, passage.substance) = scale.weigh(&passage);
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
    openers: &Openers,
    sentence: &Sentence,
) -> std::ops::Range<usize> {
    let (mut first, end) = (sentence.tokens.start, sentence.tokens.end);
    for _ in 0..OPENERS {
        let length = openers
            .openers
            .longest_at(document, first, end)
            .or_else(|| {
                openers
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
        ) || measures(document.language.code, lower(next))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::fixture::read;

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
            let openers = Openers::new(&document, &terms);
            let tokens = without_openers(&document, &openers, &document.sentences[0]);
            let first = document.tokens[tokens.start].span.of(said);
            assert_eq!(first, kept, "{said}");
        }
    }
}
