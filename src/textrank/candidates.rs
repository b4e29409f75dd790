//! Candidate phrases: the noun phrases of a text, and the shorter ones inside them that stand on their own.
//!
//! A run of words between function words and punctuation is a candidate. Where the language has a part-of-speech table
//! (English) a run is adjectives and nouns ending in a noun; in German the capital shows the noun; elsewhere the run
//! is all there is. Words too vague to carry a topic are trimmed from its ends. Of a long run, the parts that turn up
//! in other runs too are candidates as well, in the spirit of C-value (Frantzi 2000): what one longer phrase accounts for
//! is not counted again. C-value takes the mean over longer phrases; the commonest extension by one word tells `Angeles`
//! from `Los Angeles` better.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::{Class, Document, PartOfSpeech, StemId, Token};

/// Words in a candidate at most.
pub const MAX_WORDS: usize = 4;

/// The stems of a candidate, in order, held in place: a text has thousands of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stems {
    ids: [StemId; MAX_WORDS],
    length: u8,
}

impl Stems {
    fn of(tokens: &[Token]) -> Self {
        let mut ids = [StemId(0); MAX_WORDS];
        for (id, token) in ids.iter_mut().zip(tokens) {
            *id = token.stem;
        }
        Self {
            ids,
            length: tokens.len().min(MAX_WORDS) as u8,
        }
    }
}

impl std::ops::Deref for Stems {
    type Target = [StemId];

    fn deref(&self) -> &[StemId] {
        &self.ids[..usize::from(self.length)]
    }
}

/// A candidate phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its stems, in order.
    pub stems: Stems,
    /// How often it occurs, by itself or inside longer candidates.
    pub count: u32,
    /// Its count less that of the commonest phrase that is one word longer.
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

/// The candidates of a document, each once, in no order that means anything.
pub fn candidates(document: &Document<'_>) -> Vec<Candidate> {
    let parts = parts(document);
    let mut extended = vec![0_u32; parts.found.len()];
    for part in &parts.found {
        if part.length > 1 {
            for start in [part.first, part.first + 1] {
                let inner = key(&document.tokens[start..start + part.length - 1]);
                if let Some(&slot) = parts.index.get(&inner) {
                    extended[slot] = extended[slot].max(part.count);
                }
            }
        }
    }
    parts
        .found
        .iter()
        .zip(extended)
        .filter_map(|(part, extended)| part.candidate(document, extended))
        .collect()
}

/// All runs and all parts of runs, counted.
struct Parts {
    index: FxHashMap<u128, usize>,
    found: Vec<Run>,
}

fn parts(document: &Document<'_>) -> Parts {
    let runs = maximal_runs(document);
    let mut parts = Parts {
        index: FxHashMap::with_capacity_and_hasher(2 * runs.len(), FxBuildHasher),
        found: Vec::with_capacity(2 * runs.len()),
    };
    for run in runs {
        for length in 1..=run.length {
            for start in run.first..=run.first + run.length - length {
                let slot = *parts
                    .index
                    .entry(key(&document.tokens[start..start + length]))
                    .or_insert_with(|| {
                        parts.found.push(Run {
                            first: start,
                            length,
                            count: 0,
                            places: 0,
                            capitals: 0,
                        });
                        parts.found.len() - 1
                    });
                let part = &mut parts.found[slot];
                part.first = part.first.min(start);
                part.count += run.count;
                part.places |= run.places;
                part.capitals += run.capitals;
            }
        }
    }
    parts
}

impl Run {
    /// As a candidate, unless it cannot stand alone or occurs only inside one longer phrase, which occurs `extended`
    /// times.
    fn candidate(&self, document: &Document<'_>, extended: u32) -> Option<Candidate> {
        let tokens = &document.tokens[self.first..self.first + self.length];
        let own = self.count - extended.min(self.count);
        // In German a noun shows itself by its capital, which the start of a sentence lends to any word.
        let noun = document.language.code != "de"
            || tokens[self.length - 1].capital
                && (self.length > 1 || self.capitals * 2 >= self.count);
        (own > 0 && noun && stands_alone(document, tokens)).then(|| Candidate {
            stems: Stems::of(tokens),
            count: self.count,
            own: f64::from(own),
            first: self.first,
            places: self.places,
            capitals: self.capitals,
        })
    }
}

/// A phrase as a number: up to five stems of 24 bits, which no text of the size read here exceeds.
fn key(tokens: &[Token]) -> u128 {
    tokens
        .iter()
        .fold(0, |key, token| key << 24 | u128::from(token.stem.0 + 1))
}

fn maximal_runs(document: &Document<'_>) -> Vec<Run> {
    let distinct = document.tokens.len() / 16;
    let mut index: FxHashMap<u128, usize> =
        FxHashMap::with_capacity_and_hasher(distinct, FxBuildHasher);
    let mut runs: Vec<Run> = Vec::new();
    let total = document.tokens.len().max(1);
    each_run(document, |first, length, opens_sentence| {
        let tokens = &document.tokens[first..first + length];
        let slot = *index.entry(key(tokens)).or_insert_with(|| {
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
    match token.class {
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
    if means_because(document, at) {
        return false;
    }
    match token.part_of_speech {
        PartOfSpeech::Verb | PartOfSpeech::Adverb | PartOfSpeech::Other => false,
        // German nouns have a capital.
        PartOfSpeech::NounOrVerb if document.language.code == "de" => token.capital,
        PartOfSpeech::NounOrVerb => !follows_subject(document, at),
        _ => true,
    }
}

/// Whether a word is the short form of `because`: `we stayed, cause it rained`.
fn means_because(document: &Document<'_>, at: usize) -> bool {
    let lower = |at: usize| &*document.term(&document.tokens[at]).lower;
    let next = document.tokens.get(at + 1).filter(|next| !next.breaks);
    lower(at) == "cause"
        && document.language.code == "en"
        && next.is_some_and(|next| {
            next.class == Class::Function && !matches!(lower(at + 1), "of" | "and" | "for")
        })
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
        "de" | "en" | "sv" => {
            token.capital
                || !matches!(
                    token.part_of_speech,
                    PartOfSpeech::Adjective | PartOfSpeech::Participle
                )
        }
        _ => true,
    }
}

/// Cuts vague words and dangling adjectives off the ends of a run; the last words stay where it is too long.
fn trim(document: &Document<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let class = |at: usize| document.tokens[at].class;
    let (mut first, mut end) = (from, to);
    while end > first
        && (class(end - 1) == Class::Generic || !may_end(document, &document.tokens[end - 1]))
    {
        end -= 1;
    }
    first = first.max(end.saturating_sub(MAX_WORDS));
    while first < end && class(first) == Class::Generic && !opens_name(document, first, end) {
        first += 1;
    }
    let tokens = &document.tokens[first..end];
    (!tokens.is_empty() && stands_alone(document, tokens)).then_some((first, end - first))
}

/// Whether a vague word is part of a name with the word after it: `New York`, `Big Ben`.
fn opens_name(document: &Document<'_>, at: usize, end: usize) -> bool {
    at + 1 < end && at > 0 && {
        let (before, here, next) = (
            &document.tokens[at - 1],
            &document.tokens[at],
            &document.tokens[at + 1],
        );
        let inside = !here.breaks || before.class == Class::Function;
        inside && here.capital && next.capital && document.language.code != "de"
    }
}

/// Whether words may be a phrase by themselves.
fn stands_alone(document: &Document<'_>, tokens: &[Token]) -> bool {
    let class = |token: &Token| token.class;
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let named = tokens.len() > 1 && first.capital && tokens[1].capital;
    if !(class(first) == Class::Content || named && class(first) == Class::Generic)
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
