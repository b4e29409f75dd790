//! One text, read: tokens, sentences and the distinct terms behind them, all as ranges and numbers.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::corpus::Span;
use crate::lexicon::PhraseList;

use super::sentence::{self, Punctuation, Sides};
use super::term::{self, Class, PartOfSpeech};
use super::{Language, tokenize};

/// An index into [`Document::terms`]: one distinct word, whatever its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub u32);

/// A distinct stem, numbered from 0 in order of first appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StemId(pub u32);

/// One word at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Which word it is.
    pub term: TermId,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether something other than one blank stands between it and the token before: punctuation, or nothing.
    pub breaks: bool,
}

/// A distinct word of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Lower case, straight apostrophes.
    pub lower: Box<str>,
    /// Its stem.
    pub stem: StemId,
    /// How much it means by itself.
    pub class: Class,
    /// What part of speech it most likely is.
    pub part_of_speech: PartOfSpeech,
    /// Zipf frequency in the language, in hundredths; 0: rarer than any word of the table.
    pub zipf: u16,
    /// Whether it is the first word of a phrase of the language's claims.
    pub opens_claim: bool,
    /// Whether it is the first word of a phrase of the language's boilerplate.
    pub opens_boilerplate: bool,
}

/// One sentence; never crosses a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, with its end mark and quotation marks.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The turn it stands in.
    pub turn: usize,
    /// Whether it ends in a question mark.
    pub question: bool,
    /// Whether it ends in an end mark at all.
    pub complete: bool,
}

/// A text with its words and sentences.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text that all spans point into.
    pub text: &'t str,
    /// The language it was read in.
    pub language: Language,
    /// How its sentences are marked.
    pub punctuation: Punctuation,
    /// All words, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; each token lies in one of them.
    pub sentences: Vec<Sentence>,
    /// For each turn, its sentences.
    pub turns: Vec<Range<usize>>,
    /// Distinct words.
    pub terms: Vec<Term>,
    /// Distinct stems, by number.
    pub stems: Vec<Box<str>>,
}

impl<'t> Document<'t> {
    /// Reads `text`, whose turns lie at `turns` (ascending, not overlapping), in the language given.
    pub fn new(text: &'t str, turns: impl IntoIterator<Item = Span>, language: Language) -> Self {
        let mut reader = Reader::new(text, language);
        let bounds: Vec<(Span, Range<usize>)> = turns
            .into_iter()
            .map(|span| (span, reader.read(span)))
            .collect();
        let punctuation = reader.punctuation(&bounds);
        let mut document = Self {
            text,
            language,
            punctuation,
            tokens: reader.tokens,
            sentences: Vec::new(),
            turns: Vec::with_capacity(bounds.len()),
            terms: reader.terms,
            stems: reader.stems,
        };
        for (turn, (span, tokens)) in bounds.into_iter().enumerate() {
            let first = document.sentences.len();
            document.split_turn(turn, span, tokens);
            document.turns.push(first..document.sentences.len());
        }
        document
    }

    /// The term of a token.
    pub fn term(&self, token: &Token) -> &Term {
        &self.terms[token.term.0 as usize]
    }

    /// The stem of a token.
    pub fn stem(&self, token: &Token) -> StemId {
        self.term(token).stem
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// How many phrases of `list` start at the tokens given by `opens`, in a range of tokens.
    pub fn phrases_in(
        &self,
        tokens: Range<usize>,
        list: &PhraseList,
        opens: impl Fn(&Term) -> bool,
    ) -> usize {
        let starts = tokens
            .clone()
            .filter(|&at| opens(self.term(&self.tokens[at])));
        starts
            .filter(|&at| {
                let first = &*self.term(&self.tokens[at]).lower;
                list.get(first).is_some_and(|phrases| {
                    phrases.iter().any(|phrase| {
                        let mut rest = self.tokens[at..tokens.end].iter();
                        phrase.split(' ').all(|word| {
                            rest.next()
                                .is_some_and(|token| *self.term(token).lower == *word)
                        })
                    })
                })
            })
            .count()
    }

    fn split_turn(&mut self, turn: usize, span: Span, tokens: Range<usize>) {
        let mut first = tokens.start;
        let mut floor = span.start as usize;
        for at in tokens.clone() {
            let last = at + 1 == tokens.end;
            let from = self.tokens[at].span.end as usize;
            let to = if last {
                span.end as usize
            } else {
                self.tokens[at + 1].span.start as usize
            };
            let gap = &self.text[from..to];
            if !last && gap == " " && !self.cut_here(at, at + 1 - first) {
                continue;
            }
            let read = sentence::read_gap(gap);
            let ends =
                last || self.ends(at, at == first, read) || self.cut_here(at, at + 1 - first);
            if !ends {
                continue;
            }
            let keep = if last && read.mark.is_none() {
                closing(gap)
            } else {
                read.keep
            };
            let bare = Span::new(self.tokens[first].span.start as usize, from + keep);
            let whole = sentence::with_opening(self.text, floor, bare);
            self.sentences.push(Sentence {
                span: whole,
                tokens: first..at + 1,
                turn,
                question: read.mark == Some('?'),
                complete: read.mark.is_some(),
            });
            first = at + 1;
            floor = from + keep;
        }
    }

    fn ends(&self, at: usize, first: bool, gap: sentence::Gap) -> bool {
        let sides = Sides {
            before: self.tokens[at].span.of(self.text),
            after: self.tokens[at + 1].span.of(self.text),
            first,
        };
        sentence::ends(gap, &sides, self.language, self.punctuation)
    }

    /// Whether unpunctuated text is cut after the token at `at`, the `length`th of its sentence: before a function
    /// word once it is long enough, at the latest when it is too long.
    fn cut_here(&self, at: usize, length: usize) -> bool {
        self.punctuation == Punctuation::Missing
            && length >= sentence::CUT_WORDS.start
            && (length >= sentence::CUT_WORDS.end
                || self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.breaks || self.term(next).class == Class::Function))
    }
}

/// Bytes of a turn's last gap that close a quotation or bracket.
fn closing(gap: &str) -> usize {
    gap.char_indices()
        .take_while(|(_, c)| matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '\'' | '%'))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8())
}

/// What a spelling was resolved to when it was met first.
#[derive(Clone, Copy)]
struct Surface {
    term: TermId,
    capital: bool,
    /// Bytes at its end that are a possessive ending and not part of the word.
    possessive: u32,
}

/// Turns spellings into terms while reading.
struct Reader<'t> {
    text: &'t str,
    language: Language,
    tokens: Vec<Token>,
    terms: Vec<Term>,
    stems: Vec<Box<str>>,
    surfaces: FxHashMap<&'t str, Surface>,
    term_ids: FxHashMap<Box<str>, TermId>,
    stem_ids: FxHashMap<Box<str>, StemId>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, language: Language) -> Self {
        let words = text.len() / 5;
        Self {
            text,
            language,
            tokens: Vec::with_capacity(words),
            terms: Vec::new(),
            stems: Vec::new(),
            surfaces: FxHashMap::with_capacity_and_hasher(words / 6, FxBuildHasher),
            term_ids: FxHashMap::with_capacity_and_hasher(words / 6, FxBuildHasher),
            stem_ids: FxHashMap::with_capacity_and_hasher(words / 8, FxBuildHasher),
        }
    }

    /// Reads one turn; its tokens.
    fn read(&mut self, turn: Span) -> Range<usize> {
        let first = self.tokens.len();
        let offset = turn.start as usize;
        let elides = matches!(self.language.code, "fr" | "it" | "ca");
        let mut last_end = None;
        tokenize::words(turn.of(self.text), |start, end| {
            let (mut start, end) = (offset + start, offset + end);
            if elides && let Some(border) = self.elision(start, end) {
                self.push(start, border, &mut last_end);
                start = border;
            }
            self.push(start, end, &mut last_end);
        });
        first..self.tokens.len()
    }

    /// Where an elided function word ends inside `l'eau`, `dell'acqua`.
    fn elision(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let (at, mark) = word
            .char_indices()
            .find(|(_, c)| matches!(c, '\'' | '\u{2019}'))?;
        let prefix = format!("{}'", word[..at].to_lowercase());
        self.language
            .pack?
            .function
            .contains(prefix.as_str())
            .then_some(start + at + mark.len_utf8())
    }

    fn push(&mut self, start: usize, end: usize, last_end: &mut Option<usize>) {
        let word = &self.text[start..end];
        let surface = match self.surfaces.get(word) {
            Some(&surface) => surface,
            None => self.meet(word),
        };
        let breaks = last_end.is_none_or(|last| self.text.as_bytes()[last..start] != *b" ");
        let end = end - surface.possessive as usize;
        *last_end = Some(end);
        self.tokens.push(Token {
            span: Span::new(start, end),
            term: surface.term,
            capital: surface.capital,
            breaks,
        });
    }

    /// Resolves a spelling that was not met before.
    fn meet(&mut self, word: &'t str) -> Surface {
        let ascii = word.is_ascii();
        let mut lower = if ascii {
            word.to_ascii_lowercase()
        } else {
            word.to_lowercase()
        };
        if !ascii && lower.contains(['\u{2019}', '\u{2010}', '\u{2011}']) {
            lower = lower
                .replace('\u{2019}', "'")
                .replace(['\u{2010}', '\u{2011}'], "-");
        }
        let mut possessive = 0;
        if self.language.code == "en" && lower.ends_with("'s") && !self.is_function(&lower) {
            lower.truncate(lower.len() - 2);
            possessive = word.chars().rev().take(2).map(char::len_utf8).sum();
        }
        let surface = Surface {
            term: self.intern(&lower),
            capital: word.starts_with(char::is_uppercase),
            possessive: possessive as u32,
        };
        self.surfaces.insert(word, surface);
        surface
    }

    fn is_function(&self, lower: &str) -> bool {
        self.language
            .pack
            .is_some_and(|pack| pack.function.contains(lower))
    }

    fn intern(&mut self, lower: &str) -> TermId {
        if let Some(&id) = self.term_ids.get(lower) {
            return id;
        }
        let id = TermId(self.terms.len() as u32);
        let term = term::look_up(self.language, lower, |entry| {
            let next = StemId(self.stems.len() as u32);
            let stem = self.stem_ids.get(&entry.stem).copied().unwrap_or_else(|| {
                self.stems.push(entry.stem.clone());
                self.stem_ids.insert(entry.stem.clone(), next);
                next
            });
            Term {
                lower: lower.into(),
                stem,
                class: entry.class,
                part_of_speech: entry.part_of_speech,
                zipf: entry.zipf,
                opens_claim: entry.opens_claim,
                opens_boilerplate: entry.opens_boilerplate,
            }
        });
        self.terms.push(term);
        self.term_ids.insert(lower.into(), id);
        id
    }

    /// How the text as a whole marks its sentences.
    fn punctuation(&self, turns: &[(Span, Range<usize>)]) -> Punctuation {
        let (mut stops, mut lower_after) = (0, 0);
        for (span, tokens) in turns {
            for at in tokens.clone() {
                let from = self.tokens[at].span.end as usize;
                if at + 1 == tokens.end {
                    stops += usize::from(
                        sentence::read_gap(&self.text[from..span.end as usize])
                            .mark
                            .is_some(),
                    );
                    continue;
                }
                let next = &self.tokens[at + 1];
                let gap = &self.text[from..next.span.start as usize];
                if gap != " " && gap.contains(". ") {
                    stops += 1;
                    lower_after +=
                        usize::from(next.span.of(self.text).starts_with(char::is_lowercase));
                } else if gap.contains(['?', '!', '…', '。']) {
                    stops += 1;
                }
            }
        }
        sentence::judge(stops, lower_after, self.tokens.len())
    }
}
