//! Candidate phrases: the noun phrases of a text, and the shorter ones inside them that stand on their own.
//!
//! A run of words between function words and punctuation is a candidate. Where the language has a part-of-speech table
//! (English) a run is adjectives and nouns ending in a noun; in German the capital shows the noun; elsewhere the run
//! is all there is. Words too vague to carry a topic are trimmed from its ends. Of a long run, the parts that turn up
//! in other runs too are candidates as well, counted by C-value (Frantzi 2000): what occurs only inside longer phrases
//! is not a phrase.

use rustc_hash::FxHashMap;

use crate::text::{Class, Document, PartOfSpeech, StemId, Token};

/// Words in a candidate at most.
pub const MAX_WORDS: usize = 4;

/// A candidate phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its stems, in order.
    pub stems: Vec<StemId>,
    /// How often it occurs, by itself or inside longer candidates.
    pub count: u32,
    /// Its count less what belongs to the longer phrases around it.
    pub own: f64,
    /// Its first token.
    pub first: usize,
    /// One bit for each 64th of the text it occurs in.
    pub places: u64,
    /// How often it is written with a capital where no sentence starts.
    pub capitals: u32,
}

/// A run counted over the text.
struct Run {
    first: usize,
    length: usize,
    count: u32,
    places: u64,
    capitals: u32,
}

/// The candidates of a document, in order of first appearance.
pub fn candidates(document: &Document<'_>) -> Vec<Candidate> {
    let runs = maximal_runs(document);
    let mut index: FxHashMap<u128, usize> = FxHashMap::default();
    let mut found: Vec<Nested> = Vec::new();
    for run in &runs {
        for length in 1..=run.length {
            for start in run.first..=run.first + run.length - length {
                let tokens = &document.tokens[start..start + length];
                if length < run.length && !stands_alone(document, tokens) {
                    continue;
                }
                let slot = *index.entry(key(document, tokens)).or_insert_with(|| {
                    found.push(Nested::new(start, length));
                    found.len() - 1
                });
                found[slot].add(run, start, length == run.length);
            }
        }
    }
    let mut kept: Vec<Candidate> = found
        .into_iter()
        .filter_map(|nested| nested.into_candidate(document))
        .collect();
    kept.sort_by_key(|candidate| (candidate.first, candidate.stems.len()));
    kept
}

/// A phrase with its occurrences as a whole run and inside longer ones.
struct Nested {
    first: usize,
    length: usize,
    whole: u32,
    inside: u32,
    longer: u32,
    places: u64,
    capitals: u32,
}

impl Nested {
    fn new(first: usize, length: usize) -> Self {
        Self {
            first,
            length,
            whole: 0,
            inside: 0,
            longer: 0,
            places: 0,
            capitals: 0,
        }
    }

    fn add(&mut self, run: &Run, start: usize, whole: bool) {
        if whole {
            self.whole += run.count;
        } else {
            self.inside += run.count;
            self.longer += 1;
        }
        self.first = self.first.min(start);
        self.places |= run.places;
        self.capitals += run.capitals;
    }

    fn into_candidate(self, document: &Document<'_>) -> Option<Candidate> {
        if self.whole == 0 && self.longer < 2 {
            return None;
        }
        let tokens = &document.tokens[self.first..self.first + self.length];
        let count = self.whole + self.inside;
        let shared = f64::from(self.inside) / f64::from(self.longer.max(1));
        Some(Candidate {
            stems: tokens.iter().map(|token| document.stem(token)).collect(),
            count,
            own: (f64::from(count) - shared).max(f64::from(self.whole)),
            first: self.first,
            places: self.places,
            capitals: self.capitals,
        })
    }
}

/// A phrase as a number: up to five stems of 24 bits, which no text of the size read here exceeds.
fn key(document: &Document<'_>, tokens: &[Token]) -> u128 {
    tokens.iter().fold(0, |key, token| {
        key << 24 | u128::from(document.stem(token).0 + 1)
    })
}

fn maximal_runs(document: &Document<'_>) -> Vec<Run> {
    let mut index: FxHashMap<u128, usize> = FxHashMap::default();
    let mut runs: Vec<Run> = Vec::new();
    let total = document.tokens.len().max(1);
    each_run(document, |first, length, opens_sentence| {
        let tokens = &document.tokens[first..first + length];
        let slot = *index.entry(key(document, tokens)).or_insert_with(|| {
            runs.push(Run {
                first,
                length,
                count: 0,
                places: 0,
                capitals: 0,
            });
            runs.len() - 1
        });
        let run = &mut runs[slot];
        run.count += 1;
        run.places |= 1 << (first * 64 / total).min(63);
        run.capitals += u32::from(tokens[length - 1].capital && !(opens_sentence && length == 1));
    });
    runs
}

/// Calls `emit(first token, length, opens a sentence)` for each trimmed run.
fn each_run(document: &Document<'_>, mut emit: impl FnMut(usize, usize, bool)) {
    for sentence in &document.sentences {
        let mut from = sentence.tokens.start;
        let end = sentence.tokens.end;
        while from < end {
            if !may_join(document, from, from == sentence.tokens.start) {
                from += 1;
                continue;
            }
            let mut to = from + 1;
            while to < end && !document.tokens[to].breaks && may_join(document, to, false) {
                to += 1;
            }
            if let Some((first, length)) = trim(document, from, to) {
                emit(first, length, first == sentence.tokens.start);
            }
            from = to;
        }
    }
}

/// Whether a token may be part of a phrase.
fn may_join(document: &Document<'_>, at: usize, opens_sentence: bool) -> bool {
    let token = &document.tokens[at];
    let term = document.term(token);
    match term.class {
        Class::Function => return false,
        Class::Number => {
            // `Python 3`, `Web 2.0`: a number names only after a name.
            return !token.breaks && at > 0 && document.tokens[at - 1].capital;
        }
        Class::Generic | Class::Content => {}
    }
    if token.capital && !opens_sentence {
        return true;
    }
    match term.part_of_speech {
        PartOfSpeech::Verb | PartOfSpeech::Adverb | PartOfSpeech::Other => false,
        PartOfSpeech::NounOrVerb => !follows_subject(document, at),
        _ => true,
    }
}

/// Whether the word before makes a word that is noun or verb a verb: `to run`, `we run`, `they'll run`.
fn follows_subject(document: &Document<'_>, at: usize) -> bool {
    if document.tokens[at].breaks || at == 0 {
        return false;
    }
    let before = &document.term(&document.tokens[at - 1]).lower;
    matches!(
        &**before,
        "to" | "i"
            | "you"
            | "we"
            | "they"
            | "he"
            | "she"
            | "it"
            | "who"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
            | "must"
            | "may"
            | "might"
            | "don't"
            | "didn't"
            | "doesn't"
            | "can't"
            | "won't"
            | "let's"
            | "i'll"
            | "we'll"
            | "you'll"
            | "they'll"
            | "i'd"
            | "we'd"
            | "you'd"
            | "not"
            | "cannot"
    )
}

/// Whether a phrase may end in this word.
fn may_end(document: &Document<'_>, token: &Token) -> bool {
    match document.language.code {
        "en" => {
            token.capital
                || !matches!(
                    document.term(token).part_of_speech,
                    PartOfSpeech::Adjective | PartOfSpeech::Participle
                )
        }
        _ => true,
    }
}

/// Cuts vague words and dangling adjectives off the ends of a run; the last words stay where it is too long.
fn trim(document: &Document<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let class = |at: usize| document.term(&document.tokens[at]).class;
    let (mut first, mut end) = (from, to);
    while end > first
        && (class(end - 1) == Class::Generic || !may_end(document, &document.tokens[end - 1]))
    {
        end -= 1;
    }
    first = first.max(end.saturating_sub(MAX_WORDS));
    while first < end && class(first) == Class::Generic {
        first += 1;
    }
    let tokens = &document.tokens[first..end];
    (!tokens.is_empty() && stands_alone(document, tokens)).then_some((first, end - first))
}

/// Whether words may be a phrase by themselves.
fn stands_alone(document: &Document<'_>, tokens: &[Token]) -> bool {
    let class = |token: &Token| document.term(token).class;
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    if !matches!(class(first), Class::Content)
        || matches!(class(last), Class::Generic)
        || !may_end(document, last)
    {
        return false;
    }
    if tokens.len() > 1 {
        return class(last) != Class::Number || first.capital;
    }
    let lower = &document.term(first).lower;
    let letters = lower.chars().count();
    if document.language.code == "de" && !first.capital {
        return false;
    }
    letters > 2 || letters == 2 && first.capital || lower.bytes().any(|byte| !byte.is_ascii())
}
