//! What a sentence is worth as a quotation, and for a summary.
//!
//! A product of what speaks for it and against it: who says it, what it is about, whether it stands alone, how fluently it is
//! said. Comparable within an episode only.

use std::ops::Range;

use crate::corpus::{Episode, Role};
use crate::lexicon::{Pack, PhraseList};
use crate::text::{Class, Document, PartOfSpeech, PhraseMatcher, Sentence, TermNumbers, Token};

use super::clause::MainClause;
use super::clause_words::{begins_with_teller, contradicts, may_stand_between, tells_insight};
use super::marks::Marks;
use super::passages::Passage;
use super::self_contained::{asks_unmarked, points_before_naming, points_to_unsaid};
use super::shortening::stumbles;

/// What a sentence is worth, compared with others, whose pronoun comes before any noun.
const UNNAMED: f64 = 0.5;

/// The same of one that begins to tell what somebody did: few want to hear of it who have not heard the rest.
const STORY: f64 = 0.4;

/// The same of one that is said before the first guest comes to speak, and the words of more than a greeting.
const INTRODUCTION: f64 = 0.15;
const GREETING_WORDS: usize = 25;

/// The same of one in which another sentence begins without a mark, or a word is broken off; and of one for each filler
/// or repetition that a reader would stumble over.
const ROUGH: f64 = 0.35;
const STUMBLE: f64 = 0.8;

/// The same again of one without a main clause.
const FRAGMENT: f64 = 0.3;

/// The same of one that begins with a person: it rather tells what somebody does than what holds.
const TOLD: f64 = 0.8;

/// The same of one that names what is the most of all, and of one that compares: they raise the odds that editors cut a
/// sentence into a teaser by about a half and four fifths (a regression, see docs/QUALITY.md); as much or less is taken.
const SUPERLATIVE: f64 = 1.5;
const COMPARED: f64 = 1.3;

/// The same of one that the next sentence takes back.
const CONTRADICTED: f64 = 0.5;

/// What the sentences of one episode are weighed with.
pub(super) struct Scale<'a> {
    episode: &'a Episode,
    document: &'a Document<'a>,
    /// The first sentence of a guest who says more than a greeting; 0 where there is none.
    guest_from: usize,
    claims: PhraseMatcher,
    boilerplate: PhraseMatcher,
}

impl<'a> Scale<'a> {
    pub(super) fn new(
        episode: &'a Episode,
        document: &'a Document<'a>,
        terms: &TermNumbers<'_>,
    ) -> Self {
        let list = |list: fn(&Pack) -> &PhraseList| match document.language.pack {
            Some(pack) => PhraseMatcher::new(terms, list(pack).values().flatten().copied()),
            None => PhraseMatcher::default(),
        };
        Self {
            episode,
            document,
            guest_from: guest_from(episode, document),
            claims: list(|pack| &pack.claims),
            boilerplate: list(|pack| &pack.boilerplate),
        }
    }

    /// The worth of a passage as a quotation, and of its whole sentence for a summary, however fluently it is said.
    pub(super) fn weigh(&self, passage: &Passage) -> (f64, f64) {
        let document = self.document;
        let length = length_factor(passage.words());
        if length == 0.0 {
            return (0.0, 0.0);
        }
        let language = document.language.code;
        let whole = Marks::of(passage.span.of(document.text), language);
        let span = passage.quoted(document);
        let quoted = if span == passage.span {
            whole
        } else {
            Marks::of(span.of(document.text), language)
        };
        let worth = self.worth(passage, whole);
        let stumbles = stumbles(document, &passage.kept);
        let story = factor(tells_a_story(document, &passage.tokens), STORY);
        let fluency = fluency(quoted, stumbles);
        let told = factor(begins_with_teller(document, &passage.kept), TOLD);
        let introduction = factor(passage.sentence < self.guest_from, INTRODUCTION);
        let fragment = factor(passage.clause == MainClause::Missing, FRAGMENT);
        let score = worth
            * self.claim_factor(&passage.kept)
            * fragment
            * introduction
            * told
            * story
            * length_factor(passage.kept.len())
            * fluency;
        (score, worth * length)
    }

    /// What speaks for a sentence, apart from its length.
    fn worth(&self, passage: &Passage, marks: Marks) -> f64 {
        let document = self.document;
        let sentence = &document.sentences[passage.sentence];
        let role = match self.episode.speaker_of(sentence.turn).map(|of| of.role) {
            Some(Role::Guest) => 1.0,
            Some(Role::Host) => 0.5,
            Some(Role::Announcer) => 0.1,
            Some(Role::Unknown) | None => 0.8,
        };
        let asks = sentence.question || asks_unmarked(document, &passage.tokens);
        let unnamed = points_before_naming(document, &passage.tokens)
            || points_to_unsaid(document, &passage.tokens);
        let about: f64 = passage
            .topics
            .iter()
            .map(|&topic| 1.0 / (1.0 + topic as f64 / 8.0))
            .sum();
        role * factor(asks, 0.1)
            * factor(is_rough(document, &passage.tokens), ROUGH)
            * factor(self.is_contradicted(passage), CONTRADICTED)
            * factor(!passage.stands_alone, 0.25)
            * factor(unnamed, UNNAMED)
            * place_factor(document, sentence)
            * self.phrase_factor(passage, marks)
            * (passage.density / 0.4).min(1.2)
            * (0.25 + about.min(2.0))
            * passage.rank.max(0.05).sqrt()
    }

    /// Claims speak for a line; what belongs to the frame of the show speaks against it, and so do marks without a partner,
    /// which show that it was cut out of something.
    fn phrase_factor(&self, passage: &Passage, marks: Marks) -> f64 {
        let claims = self.claims.count_in(self.document, passage.tokens.clone());
        let frame = self
            .boilerplate
            .count_in(self.document, passage.tokens.clone());
        (1.0 + 0.2 * claims.min(3) as f64)
            * factor(frame > 0, 0.12)
            * factor(marks.half_a_pair, 0.4)
    }

    /// What is the greatest of all, or more than something else, is a claim that people quote.
    fn claim_factor(&self, tokens: &Range<usize>) -> f64 {
        let document = self.document;
        if document.language.code != "en" {
            return 1.0;
        }
        let tokens = &document.tokens[tokens.clone()];
        let lower = |token: &Token| -> &str { &document.term(token).lower };
        let compared = tokens.iter().any(|token| lower(token) == "than");
        let superlative = tokens.iter().enumerate().any(|(at, token)| {
            let of_many = tokens.get(at + 1).is_some_and(|next| lower(next) != "of");
            let adjective = token.part_of_speech == PartOfSpeech::Adjective;
            lower(token) == "most" && of_many || adjective && lower(token).ends_with("est")
        });
        factor(compared, COMPARED) * factor(superlative, SUPERLATIVE)
    }

    /// Whether the same speaker takes back in the next sentence what this one says: `Everybody says that. But …`
    fn is_contradicted(&self, passage: &Passage) -> bool {
        let sentences = &self.document.sentences;
        let turn = sentences[passage.sentence].turn;
        let next = sentences
            .get(passage.sentence + 1)
            .filter(|next| next.turn == turn);
        let first = next.and_then(|next| self.document.tokens_of(next).first());
        first.is_some_and(|first| {
            contradicts(
                self.document.language.code,
                &self.document.term(first).lower,
            )
        })
    }
}

/// The first sentence of the first turn in which a guest says more than a greeting.
fn guest_from(episode: &Episode, document: &Document<'_>) -> usize {
    let said = |turn: usize| -> usize {
        let sentences = &document.sentences[document.turns[turn].clone()];
        sentences.iter().map(|sentence| sentence.tokens.len()).sum()
    };
    let guest = |turn: &usize| {
        (episode.speaker_of(*turn)).is_some_and(|speaker| speaker.role == Role::Guest)
            && said(*turn) > GREETING_WORDS
    };
    let first = (0..document.turns.len()).find(guest);
    first.map_or(0, |turn| document.turns[turn].start)
}

fn factor(holds: bool, factor: f64) -> f64 {
    if holds { factor } else { 1.0 }
}

/// Share of words with a meaning of their own, 0 to 1.
pub(super) fn density(tokens: &[Token]) -> f64 {
    let (mut telling, mut content) = (0_usize, 0_usize);
    for token in tokens {
        telling += usize::from(token.class >= Class::Generic);
        content += usize::from(token.class == Class::Content);
    }
    (0.4 * telling as f64 + 0.6 * content as f64) / tokens.len().max(1) as f64
}

/// Whether another sentence begins in the middle, as recognisers write it (`what it was Was I the keeper`), or a word is
/// broken off: `the la- lamp`, but not `pre- and postwar`. Only in English, where a capital means no more than that.
fn is_rough(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let lower = |at: usize| -> &str { &document.term(&document.tokens[at]).lower };
    let capital = |at: usize| document.tokens.get(at).is_some_and(|token| token.capital);
    let runs_on = |at: usize| {
        let token = &document.tokens[at];
        let is_i = lower(at) == "i" || lower(at).starts_with("i'");
        let alone = !capital(at - 1) && !capital(at + 1) && at + 1 < document.tokens.len();
        token.capital && !token.breaks && token.class == Class::Function && !is_i && alone
    };
    let broken = |at: usize| {
        let before = &document.text[..document.tokens[at].span.start as usize];
        let word = before.strip_suffix("- ").unwrap_or_default();
        word.ends_with(char::is_alphabetic) && !matches!(lower(at), "and" | "or" | "to")
    };
    document.language.code == "en"
        && (tokens.start + 1..tokens.end).any(|at| runs_on(at) || broken(at))
}

/// Whether a line tells what somebody did: `I took the boat`, `Cleo sailed away`. Only English has the word classes that tell.
fn tells_a_story(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    if document.language.code != "en" {
        return false;
    }
    let words = &document.tokens[tokens.clone()];
    let named = words
        .first()
        .is_some_and(|first| first.part_of_speech == PartOfSpeech::Proper);
    if !named && !begins_with_teller(document, tokens) {
        return false;
    }
    let mut after = words.iter().skip(1);
    let verb = after.find(|word| !may_stand_between(&document.term(word).lower));
    verb.is_some_and(|verb| {
        let lower = &*document.term(verb).lower;
        matches!(lower, "had" | "did" | "was" | "were")
            || super::questions::is_past(lower) && !tells_insight(lower)
    })
}

/// What stumbles is a bad quotation, even if it says something: fillers, repetitions, dashes where somebody starts anew.
fn fluency(marks: Marks, stumbles: usize) -> f64 {
    (if marks.broken_off { 0.05 } else { 1.0 })
        * (if marks.dashed { 0.6 } else { 1.0 })
        * (if marks.figures { 1.1 } else { 1.0 })
        * STUMBLE.powf((stumbles as f64).min(8.0))
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
    use crate::corpus::{LoadOptions, parse};
    use crate::draft::fixture::read;
    use crate::draft::passages::passages;
    use crate::text::Language;

    /// The worth of the sentences of a talk as quotations.
    fn scores(talk: &str) -> Vec<f64> {
        let mut episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let episode = episodes.remove(0);
        let english = Language::from_code("en").unwrap();
        let spans = episode.turns.iter().map(|turn| turn.span);
        let document = Document::new(&episode.text, spans, english);
        let terms = TermNumbers::new(&document);
        let ranks = vec![1.0; document.sentences.len()];
        let passages = passages(&episode, &document, &terms, &[], &ranks);
        passages.iter().map(|passage| passage.score).collect()
    }

    #[test]
    fn what_is_said_before_the_guest_speaks_is_worth_less() {
        let said = "The old lamp of the harbour shines for thirty miles.";
        let scores = scores(&format!(
            "Ada: Welcome to Knots, I'm Ada, and my guest is Bo. {said}\n\nBo: Thank you for having me.\n\n\
             Ada: What is a lamp?\n\nBo: {said} Every keeper of the coast knows how to trim the wick and how to fill \
             the tank with oil before the sun sets over the sea.\n\nAda: {said}\n"
        ));
        // Both are lines of the host.
        assert!(scores[1] < scores[scores.len() - 1], "{scores:?}");
    }

    #[test]
    fn a_superlative_and_a_comparison_are_claims() {
        let claim =
            |said: &str| scores(&format!("Bo: {said}\n\nAda: The lamp shines for miles.\n"))[0];
        let plain = claim("The old lamp of the harbour shines for thirty miles.");
        assert!(claim("The oldest lamp of the harbour shines for thirty miles.") > plain);
        assert!(claim("The old lamp of the harbour shines more than thirty miles.") > plain);
    }

    #[test]
    fn a_line_that_is_taken_back_in_the_next_one_is_worth_less() {
        let worth = |next: &str| {
            let talk = format!(
                "Bo: The old lamp of the harbour shines for thirty miles. {next}\n\nAda: The lamp shines for miles.\n"
            );
            scores(&talk)[0]
        };
        assert!(worth("But nobody believes that.") < worth("And nobody believes that."));
    }

    #[test]
    fn a_sentence_that_runs_into_another_or_has_a_broken_word_is_rough() {
        for (said, rough) in [
            ("Keepers knew what light was Was it the lamp.", true),
            ("Keepers clean the la- lamp.", true),
            ("Keepers read The Lamp every week.", false),
            ("Keepers say I am late.", false),
            ("Keepers knew what light was If the lamp was lit.", true),
            ("Keepers clean pre- and postwar lamps.", false),
            ("Keepers said: But why?", false),
        ] {
            let document = read("en", said);
            let all = 0..document.tokens.len();
            assert_eq!(is_rough(&document, &all), rough, "{said}");
        }
        let german = read(
            "de",
            "Wissen Sie, dass Ihnen die Vor- und Nachteile Sie selbst zeigen?",
        );
        assert!(!is_rough(&german, &(0..german.tokens.len())));
    }

    #[test]
    fn a_story_begins_with_what_somebody_did_and_a_claim_does_not() {
        for (said, tells) in [
            ("I took the boat to the island.", true),
            ("I eventually started a lamp shop.", true),
            ("I learned that lamps need oil.", false),
            ("I think that lamps need oil.", false),
            ("Anna moved away and became a keeper.", true),
            ("Keepers took the boat to the island.", false),
        ] {
            let document = read("en", said);
            let tokens = 0..document.tokens.len();
            assert_eq!(tells_a_story(&document, &tokens), tells, "{said}");
        }
    }
}
