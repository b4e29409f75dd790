//! How far a sponsor read goes: on from its opening, as long as the product is named, an address or a code given.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr3_iter, memrchr3_iter};

use super::phrases::Phrases;
use super::spoken_hosts::{has_address, host_of};
use super::{Episode, Role, Span, frame};
use crate::lexicon;

/// Parts of an episode in which reads usually stand: before the talk, in its middle, after it. Elsewhere a phrase alone
/// proves nothing.
const USUAL: [(f64, f64); 3] = [(0.0, 0.15), (0.35, 0.65), (0.8, 1.0)];
/// A read takes at most so many bytes.
const LONGEST: usize = 3500;
/// So many turns of a read may say nothing of the product.
const SILENT_TURNS: usize = 2;
/// So many bytes of a read may say nothing of the product; and so many if it is then named, or an address given.
const SILENCE: usize = 600;
const LONG_SILENCE: usize = 1200;
/// A turn of at most so many bytes is a read as a whole once the phrase is in it, where nothing better tells its end.
const SHORT: usize = 700;
/// A product's name is looked for within so many bytes after the phrase.
const NAME_WITHIN: usize = 60;

/// Phrases that end a read, in lower case. What opens with one is no read, only its end.
const CLOSERS: &[&str] = &[
    "anzeige ende",
    "back to our conversation",
    "back to our episode",
    "back to our show",
    "back to the conversation",
    "back to the episode",
    "back to the interview",
    "back to the podcast",
    "back to the show",
    "einde reclame",
    "ende der werbung",
    "ende werbung",
    "fin de la pub",
    "slut på reklam",
    "terms and conditions apply",
    "tillbaka till avsnittet",
    "volvemos después",
    "werbung ende",
    "zurück zur folge",
];

/// What reads say of a product, in lower case.
const PITCHES: &[&str] = &[
    " dot com",
    " slash ",
    "% off",
    "check it out at",
    "discount",
    "for free at",
    "free trial",
    "gratis testen",
    "head over to",
    "head to ",
    "in den shownotes",
    "in the description",
    "in the show notes",
    "learn more at",
    "link i beskrivningen",
    "percent off",
    "prova gratis",
    "rabatt",
    "sign up at",
    "to get started",
    "to learn more",
];

/// A phrase of a sponsor read, found in a turn.
pub(super) struct Opening {
    pub(super) turn: usize,
    /// Where the phrase stands in the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where the read with this opening starts and ends in the text; `None` if it is a mention in passing.
pub(super) fn extent(episode: &Episode, opening: &Opening, phrases: &Phrases) -> Option<Span> {
    let text = &*episode.text;
    let turn = episode.turns[opening.turn].span.range();
    let phrase = &text[opening.start..opening.end];
    if names_somebody(phrase) && !begins_a_name(&text[opening.end..turn.end], &text[turn.clone()]) {
        return None;
    }
    let start = turn.start + sentence_start(&text[turn.clone()], opening.start - turn.start);
    if closes(phrase) {
        return Some(Span::new(start, sentence_end(text, opening.end, turn.end)));
    }
    let mut read = Read {
        episode,
        phrases,
        names: Vec::new(),
        proofs: 0,
        end: None,
    };
    read.name(
        &text[start..opening.start],
        phrase,
        &text[opening.end..turn.end],
    );
    read.follow(opening.turn, start);
    let guest = episode
        .speaker_of(opening.turn)
        .is_some_and(|speaker| speaker.role == Role::Guest);
    let place = start as f64 / text.len() as f64;
    let usual = USUAL.iter().any(|&(from, to)| (from..=to).contains(&place));
    if read.proofs == 0 && (guest || !usual && read.names.is_empty()) {
        return None;
    }
    let end = read
        .end
        .unwrap_or_else(|| unproved_end(text, start, opening.start, turn.end));
    Some(Span::new(start, end))
}

/// Where nothing tells the end: of a short turn, or one that the phrase opens, its first sentences; of another only the
/// sentence with the phrase.
fn unproved_end(text: &str, start: usize, phrase: usize, turn_end: usize) -> usize {
    let sentence = sentence_end(text, phrase, turn_end);
    let mut end = sentence;
    while end < turn_end {
        let next = sentence_end(text, end + 1, turn_end);
        if next - start > SHORT || text[end..next].ends_with('?') {
            break;
        }
        end = next;
    }
    if turn_end - start <= SHORT {
        end
    } else {
        sentence
    }
}

/// A read that is being followed.
struct Read<'a> {
    episode: &'a Episode,
    phrases: &'a Phrases,
    /// First words of the products' names, in lower case.
    names: Vec<String>,
    /// How many further sentences prove that it is a read.
    proofs: usize,
    /// The end of the last sentence that does.
    end: Option<usize>,
}

impl Read<'_> {
    /// Goes through the sentences from `start` until the talk is back.
    fn follow(&mut self, first: usize, start: usize) {
        let turns = &self.episode.turns;
        let text = &*self.episode.text;
        let mut proved = first;
        for (turn, of) in turns.iter().enumerate().skip(first) {
            if turn > first
                && (of.speaker != turns[first].speaker || turn - proved > SILENT_TURNS + 1)
            {
                return;
            }
            let turn_end = of.span.end as usize;
            let mut from = if turn == first {
                start
            } else {
                of.span.start as usize
            };
            while from < turn_end {
                let end = sentence_end(text, from, turn_end);
                let sentence = &text[from..end];
                let opens = from == start;
                let silence = self.end.map_or(0, |proved| from.saturating_sub(proved));
                if silence > LONG_SILENCE {
                    return;
                }
                if end - start > LONGEST || !opens && frame::phrases().first_in(sentence).is_some()
                {
                    return;
                }
                if !opens && closes(sentence) {
                    self.proofs += 1;
                    self.end = Some(end);
                    return;
                }
                let proves = self.proves(sentence, opens)
                    && (silence <= SILENCE || has_address(sentence) || self.is_named(sentence));
                if turn > first
                    && sentence.ends_with('?')
                    && !proves
                    && !self.proved_within(end, turn_end)
                {
                    return;
                }
                if proves {
                    self.proofs += 1;
                    self.end = Some(end);
                    proved = turn;
                }
                from = end + usize::from(end < turn_end);
            }
        }
    }

    /// Whether the rest of a turn has a proof: reads ask too, and answer themselves.
    fn proved_within(&mut self, from: usize, turn_end: usize) -> bool {
        let text = &*self.episode.text;
        let rest = &text[from..turn_end.min(text.floor_char_boundary(from + LONGEST))];
        self.proves(rest, false)
    }

    /// Whether a sentence names the product, an address, a code. The opening does so only with an address or a code.
    fn proves(&mut self, sentence: &str, opens: bool) -> bool {
        if has_address(sentence) || code_in(sentence).is_some() {
            return true;
        }
        if opens {
            return false;
        }
        if let Some((start, end)) = self.phrases.first_in(sentence) {
            self.name(&sentence[..start], &sentence[start..end], &sentence[end..]);
            return true;
        }
        let lower = sentence.to_lowercase();
        PITCHES.iter().any(|pitch| lower.contains(pitch)) || self.is_named(sentence)
    }

    /// Whether a sentence names the product.
    fn is_named(&self, sentence: &str) -> bool {
        sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| self.names.iter().any(|name| *name == word.to_lowercase()))
    }

    /// Learns the product's name: the first after the phrase, or else, for who is thanked for `sponsoring`, the last
    /// before it.
    fn name(&mut self, before: &str, phrase: &str, after: &str) {
        let near = &after[..after.floor_char_boundary(NAME_WITHIN)];
        let thanked = phrase
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("sponsor"));
        let name = names(near)
            .next()
            .or_else(|| host_of(near.trim_start().split(' ').next()?))
            .or_else(|| names(before).last().filter(|_| thanked));
        if let Some(name) = name {
            self.names.push(name.to_lowercase());
        }
    }
}

/// Words that look like names: with a capital, and of no language's grammar.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let is_function = |word: &str| {
        let lower = word.to_lowercase();
        lexicon::PACKS
            .iter()
            .any(|pack| pack.function.contains(lower.as_str()))
    };
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(move |word| {
            word.len() >= 3
                && word.starts_with(char::is_uppercase)
                && !word.contains(['\'', '’'])
                && !is_function(word)
        })
}

/// Whether a phrase ends in a word after which a name must follow.
fn names_somebody(phrase: &str) -> bool {
    [" by", " von", " av", " af", " par", " por", " door"]
        .iter()
        .any(|ending| phrase.to_lowercase().ends_with(ending))
}

/// Whether `rest` goes on with a name, as far as capitals tell: text without capitals is given the benefit.
fn begins_a_name(rest: &str, turn: &str) -> bool {
    let cased = turn.starts_with(char::is_uppercase);
    let articles = [
        "the ", "our ", "my ", "your ", "die ", "der ", "vår ", "la ", "el ",
    ];
    let rest = rest.trim_start_matches([' ', ':', '"', '“']);
    let rest = articles
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    !cased
        || !rest.starts_with(char::is_lowercase)
        || rest
            .split(' ')
            .next()
            .is_some_and(|word| host_of(word).is_some())
        || names(&rest[..rest.floor_char_boundary(30)])
            .next()
            .is_some()
}

fn closes(text: &str) -> bool {
    let lower = text.to_lowercase();
    CLOSERS.iter().any(|closer| lower.contains(closer))
}

/// Where the first `code NAME` stands, with what makes it an offer in the same sentence.
pub(super) fn code_in(text: &str) -> Option<(usize, usize)> {
    static CODE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("code "));
    CODE.find_iter(text.as_bytes()).find_map(|at| {
        let rest = &text[at + 5..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = &rest[..length];
        let capital = name.len() >= 3
            && name.bytes().filter(u8::is_ascii_uppercase).count() >= 2
            && !name.bytes().any(|byte| byte.is_ascii_lowercase());
        if !capital || !text[..at].ends_with(' ') {
            return None;
        }
        let start = sentence_start(text, at);
        let sentence = text[start..sentence_end(text, at, text.len())].to_lowercase();
        [
            "off", "discount", "free", "percent", "%", "checkout", "rabatt", "gratis",
        ]
        .iter()
        .any(|offer| {
            sentence
                .split(|c: char| !c.is_alphanumeric() && c != '%')
                .any(|word| word == *offer || *offer == "%" && word.ends_with('%'))
        })
        .then_some((at, at + 5 + length))
    })
}

/// Whether the end mark at `at` is followed by a blank.
fn ends_sentence(text: &str, at: usize) -> bool {
    text.as_bytes().get(at + 1) == Some(&b' ')
}

/// Where the sentence around `at` starts; `at` itself if that is too far off.
pub(super) fn sentence_start(text: &str, at: usize) -> usize {
    let near = at.saturating_sub(LONGEST);
    let start = memrchr3_iter(b'.', b'!', b'?', &text.as_bytes()[near..at])
        .map(|stop| near + stop)
        .find(|&stop| ends_sentence(text, stop))
        .map(|stop| stop + 2);
    start.unwrap_or(if near == 0 { 0 } else { at }).min(at)
}

/// Where the sentence around `at` ends, `limit` or the end of the longest read at the latest.
pub(super) fn sentence_end(text: &str, at: usize, limit: usize) -> usize {
    let limit = limit.min(text.floor_char_boundary(at + LONGEST));
    let rest = text.as_bytes().get(at..limit).unwrap_or_default();
    memchr3_iter(b'.', b'!', b'?', rest)
        .map(|stop| at + stop)
        .find(|&stop| ends_sentence(text, stop))
        .map_or(limit, |stop| stop + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_where_it_earns_something() {
        assert!(code_in("Use code BEES20 for 20% off.").is_some());
        assert!(code_in("We gave the code AWAY for a song.").is_none());
        assert!(code_in("The code RFC says otherwise.").is_none());
    }

    #[test]
    fn names_are_words_with_capitals_that_are_not_grammar() {
        assert_eq!(
            names("If you like Rope and The Soap's").collect::<Vec<_>>(),
            ["Rope"]
        );
    }
}
