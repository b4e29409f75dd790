//! One text, read: tokens, sentences and the distinct terms behind them, all as ranges and numbers.

use std::borrow::Cow;
use std::ops::Range;

use crate::corpus::Span;

use super::memory::{Distinct, Memory, with_memory};
use super::sentence::{self, Punctuation, Sides};
use super::term::{Class, PartOfSpeech};
use super::{Language, apostrophe, tokenize};

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
    /// The stem of the word. This and the next two stand here as well as with the term, so that reading a text word by
    /// word goes straight through memory.
    pub stem: StemId,
    /// How much the word means by itself.
    pub class: Class,
    /// What part of speech the word most likely is.
    pub part_of_speech: PartOfSpeech,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether something other than one blank stands between it and the token before: punctuation, or nothing.
    pub breaks: bool,
}

/// A distinct word of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Term<'t> {
    /// Lower case, straight apostrophes.
    pub lower: Cow<'t, str>,
    /// Its stem.
    pub stem: StemId,
    /// How much it means by itself.
    pub class: Class,
    /// What part of speech it most likely is.
    pub part_of_speech: PartOfSpeech,
    /// Zipf frequency in the language, in hundredths; 0: rarer than any word of the table.
    pub zipf: u16,
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
    pub terms: Vec<Term<'t>>,
    /// Distinct stems, by number.
    pub stems: Vec<Cow<'t, str>>,
}

impl<'t> Document<'t> {
    /// Reads `text`, whose turns lie at `turns` (ascending, not overlapping), in the language given.
    pub fn new(text: &'t str, turns: impl IntoIterator<Item = Span>, language: Language) -> Self {
        let pieces: Vec<_> = turns.into_iter().enumerate().collect();
        Self::of_pieces(text, pieces.len(), pieces, language, &Seams::default())
    }

    /// Reads what `pieces` cover of a text with so many turns: each a turn and a span of it, ascending, not overlapping.
    /// No sentence goes over from one piece to the next. Where there is no punctuation, `seams` help to cut.
    pub fn of_pieces(
        text: &'t str,
        turns: usize,
        pieces: impl IntoIterator<Item = (usize, Span)>,
        language: Language,
        seams: &Seams,
    ) -> Self {
        let (pieces, punctuation, tokens, distinct) = with_memory(language, |memory| {
            let mut reader = Reader::new(text, language, memory);
            let pieces: Vec<Piece> = pieces
                .into_iter()
                .map(|(turn, span)| Piece {
                    turn,
                    span,
                    tokens: reader.read(span),
                })
                .collect();
            let punctuation = reader.punctuation(&pieces);
            (pieces, punctuation, reader.tokens, reader.distinct)
        });
        let mut document = Self {
            text,
            language,
            punctuation,
            tokens,
            sentences: Vec::new(),
            turns: Vec::with_capacity(turns),
            terms: distinct.terms,
            stems: distinct.stems,
        };
        let mut pieces = pieces.into_iter().peekable();
        for turn in 0..turns {
            let first = document.sentences.len();
            while let Some(piece) = pieces.next_if(|piece| piece.turn == turn) {
                document.split(piece, seams);
            }
            document.turns.push(first..document.sentences.len());
        }
        document
    }

    /// The term of a token.
    pub fn term(&self, token: &Token) -> &Term<'t> {
        &self.terms[token.term.0 as usize]
    }

    /// The stem of a token.
    pub fn stem(&self, token: &Token) -> StemId {
        self.term(token).stem
    }

    /// A token as it was said, with the possessive ending that is no part of the word.
    pub fn said(&self, token: &Token) -> &'t str {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let rest = &self.text[end..];
        let endings = ["'s", "\u{2019}s"].into_iter();
        let ending = endings
            .filter(|ending| rest.starts_with(ending))
            .map(str::len);
        let ending = ending.filter(|&len| !rest[len..].starts_with(char::is_alphanumeric));
        &self.text[start..end + ending.max().unwrap_or(0)]
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    fn split(&mut self, piece: Piece, seams: &Seams) {
        let Piece { turn, span, tokens } = piece;
        let mut first = tokens.start;
        let mut floor = span.start as usize;
        for at in tokens.clone() {
            let last = at + 1 == tokens.end;
            let cut = !last && self.cut_here(at, at + 1 - first, seams);
            if !last && !self.tokens[at + 1].breaks && !cut {
                continue;
            }
            let from = self.tokens[at].span.end as usize;
            let to = if last {
                span.end as usize
            } else {
                self.tokens[at + 1].span.start as usize
            };
            let gap = &self.text[from..to];
            let read = sentence::read_gap(gap);
            let ends = last || self.ends(at, at == first, read) || cut;
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

    /// Whether unpunctuated text is cut after the token at `at`, the `length`th of its sentence: at a pause, after a
    /// caption or before a function word once it is long enough for that, at the latest when it is too long.
    fn cut_here(&self, at: usize, length: usize, seams: &Seams) -> bool {
        if self.punctuation != Punctuation::Missing || length < sentence::PAUSE_WORDS {
            return false;
        }
        let next = &self.tokens[at + 1];
        let within = self.tokens[at].span.end..next.span.start;
        let seam = |places: &[u32]| {
            let place = places.partition_point(|&place| place <= within.start);
            places.get(place).is_some_and(|&place| place <= within.end)
        };
        let function = next.breaks || next.class == Class::Function;
        length >= sentence::CUT_WORDS.end
            || length >= sentence::CUT_WORDS.start && function && seams.cues.is_empty()
            || length >= sentence::CUE_WORDS && seam(&seams.cues)
            || seam(&seams.pauses)
    }
}

/// Bytes of a turn's last gap that close a quotation or bracket.
fn closing(gap: &str) -> usize {
    gap.char_indices()
        .take_while(|(_, c)| matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '\'' | '%'))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where talk goes on after a break that its clock shows: bytes at which words begin, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seams {
    /// After a pause.
    pub pauses: Vec<u32>,
    /// At the start of a caption, whether after a pause or not.
    pub cues: Vec<u32>,
}

/// A stretch of a turn that is read.
struct Piece {
    turn: usize,
    span: Span,
    tokens: Range<usize>,
}

/// Turns spellings into terms while reading.
struct Reader<'t, 'm> {
    text: &'t str,
    language: Language,
    memory: &'m mut Memory,
    tokens: Vec<Token>,
    distinct: Distinct<'t>,
}

impl<'t, 'm> Reader<'t, 'm> {
    fn new(text: &'t str, language: Language, memory: &'m mut Memory) -> Self {
        Self {
            text,
            language,
            memory,
            tokens: Vec::with_capacity(text.len() / 5),
            distinct: Distinct::of_text(text.len()),
        }
    }

    /// Reads one turn; its tokens.
    fn read(&mut self, turn: Span) -> Range<usize> {
        let first = self.tokens.len();
        let offset = turn.start as usize;
        let elides = apostrophe::elides(self.language);
        let mut last_end = None;
        tokenize::words(turn.of(self.text), |start, end| {
            let (mut start, end) = (offset + start, offset + end);
            if elides
                && let Some(border) = apostrophe::border(self.language, &self.text[start..end])
            {
                self.push(start, start + border, &mut last_end);
                start += border;
            }
            self.push(start, end, &mut last_end);
        });
        first..self.tokens.len()
    }

    fn push(&mut self, start: usize, end: usize, last_end: &mut Option<usize>) {
        let reading = self.memory.read(self.text, start..end, &mut self.distinct);
        let breaks = last_end.is_none_or(|last| self.text.as_bytes()[last..start] != *b" ");
        let end = end - usize::from(reading.possessive);
        *last_end = Some(end);
        self.tokens.push(Token {
            span: Span::new(start, end),
            term: reading.term,
            stem: reading.stem,
            class: reading.class,
            part_of_speech: reading.part_of_speech,
            capital: reading.capital,
            breaks,
        });
    }

    /// How the text as a whole marks its sentences.
    fn punctuation(&self, pieces: &[Piece]) -> Punctuation {
        let (mut stops, mut lower_after) = (0, 0);
        for Piece { span, tokens, .. } in pieces {
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
                if !next.breaks {
                    continue;
                }
                let gap = &self.text[from..next.span.start as usize];
                if gap.contains(". ") {
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
