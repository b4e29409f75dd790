//! What speaks for and against a new section before each unit of the talk: log-odds, from a dozen signs.
//!
//! The signs are those of any conversation: who speaks and asks, how long the answer is, whether the words change, whether
//! what is asked about is new and is taken up. Their weights are those of a logistic regression over human sections of five
//! collections (`docs/QUALITY.md`). That a section has a usual length is the business of [`super::segments`].

use crate::corpus::{Episode, Role, SpeakerId};
use crate::text::{Class, Document};
use crate::textrank::phrases::{Postings, postings};

use super::cohesion::Cohesion;
use super::questions::Questions;
use super::segments::Unit;
use super::titles::asks;

/// Words on either side of a possible border that are compared: near by, and from one topic to the next.
const NEAR_WORDS: usize = 120;
const FAR_WORDS: usize = 500;

/// Words of a question at least: `Right?` asks nothing.
const QUESTION_WORDS: usize = 5;

/// Questions in one unit that are counted at most, and words in them that point back.
const MOST_COUNTED: usize = 3;

/// Units that somebody else may speak between two units of one speaker, for the length of an answer.
const ANSWER_UNITS: usize = 7;

/// Words before a unit in which its own words are not new, and words behind it in which they are taken up.
const RECENT_WORDS: usize = 200;
const SOON_WORDS: usize = 300;

/// Words at the end of an episode, where people say goodbye.
const FAREWELL_WORDS: usize = 300;

/// Longest pause that counts, in seconds.
const LONGEST_PAUSE: f64 = 3.0;

/// Turns in which guests are asked to introduce themselves.
const GREETING_TURNS: usize = 12;

/// The signs of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Signs {
    /// The unit begins in the middle of a turn; all but the signs of words and place are nothing then.
    inside: f64,
    /// The host, the guest, somebody else begins to speak.
    speaks: [f64; 3],
    /// The host, the guest, somebody else asks a question.
    asks: [f64; 3],
    /// Number of questions, up to [`MOST_COUNTED`].
    questions: f64,
    /// Words in its questions that point back, up to [`MOST_COUNTED`].
    points_back: f64,
    /// Logarithm of the words that others say before the speaker of the unit speaks again.
    answer: f64,
    /// The same, of what others have said since the speaker spoke last.
    before: f64,
    /// Logarithm of the words in the next unit.
    next: f64,
    /// How alike the words before and behind are, near by and further away.
    alike: [f64; 2],
    /// Number of its telling words that are new here and soon said again.
    taken_up: f64,
    /// The pause before it, in seconds.
    pause: f64,
    /// It is among the last words of the episode.
    farewell: f64,
    /// What was said before breaks off.
    unfinished: f64,
    /// A guest is asked to introduce themselves.
    introduces: f64,
    /// How good a title its best question or request makes that no guest asks, 0 to 1.
    asks_well: f64,
}

impl Signs {
    const COUNT: usize = 20;

    /// All signs, in the order of [`WEIGHTS`].
    fn values(&self) -> [f64; Self::COUNT] {
        let [host, guest, other] = self.speaks;
        let [host_asks, guest_asks, other_asks] = self.asks;
        let [near, far] = self.alike;
        [
            self.inside,
            host,
            guest,
            other,
            host_asks,
            guest_asks,
            other_asks,
            self.questions,
            self.points_back,
            self.answer,
            self.before,
            self.next,
            near,
            far,
            self.taken_up,
            self.pause,
            self.farewell,
            self.unfinished,
            self.introduces,
            self.asks_well,
        ]
    }

    /// What they are worth together.
    fn worth(&self) -> f64 {
        let signs = self.values();
        WEIGHTS
            .iter()
            .zip(signs)
            .map(|(weight, sign)| weight * sign)
            .sum()
    }
}

/// What a border costs before anything speaks for it.
const BORDER: f64 = -1.4;

/// What each sign is worth, in the order of [`Signs::values`].
const WEIGHTS: [f64; Signs::COUNT] = [
    0.71, // inside
    0.28, -0.33, -0.27, // speaks
    -0.08, -0.64, -0.69, // asks: what speaks for a question is the length of its answer
    0.24, 0.09, // questions, points_back
    0.15, 0.11, 0.14, // answer, before, next
    -2.12, -4.24, // alike
    0.21,  // taken_up
    0.71,  // pause
    -0.70, -0.12, // farewell, unfinished
    2.10,  // introduces
    3.00,  // asks_well: not from the regression, see docs/QUALITY.md
];

/// The possible borders of an episode: one before each unit.
pub(super) struct Borders<'e> {
    episode: &'e Episode,
    document: &'e Document<'e>,
    keyness: &'e [f32],
    questions: &'e Questions<'e>,
    units: &'e [Unit],
    /// For each stem, where its words stand.
    places: Postings,
}

impl<'e> Borders<'e> {
    /// Of the units of an episode's document; `keyness` holds one value a stem.
    pub(super) fn new(
        episode: &'e Episode,
        document: &'e Document<'e>,
        keyness: &'e [f32],
        questions: &'e Questions<'e>,
        units: &'e [Unit],
    ) -> Self {
        let stems = document.tokens.iter().map(|token| token.stem.0);
        Self {
            episode,
            document,
            keyness,
            questions,
            units,
            places: postings(document.stems.len(), stems),
        }
    }

    /// What a new section before each unit is worth.
    pub(super) fn gains(&self) -> Vec<f64> {
        let cohesion = Cohesion::new(self.document, self.keyness, self.units);
        let (near, far) = (cohesion.around(NEAR_WORDS), cohesion.around(FAR_WORDS));
        (0..self.units.len())
            .map(|number| {
                let mut signs = self.signs(number);
                signs.alike = [near[number], far[number]];
                BORDER + signs.worth()
            })
            .collect()
    }

    /// All signs of a unit but how alike its surroundings are.
    fn signs(&self, number: usize) -> Signs {
        let unit = &self.units[number];
        let end = self.document.tokens.len() - unit.tokens(self.document).start;
        let farewell = sign(end < FAREWELL_WORDS);
        let unfinished = sign(
            number > 0 && {
                let last = self.units[number - 1].sentences.end - 1;
                !self.document.sentences[last].complete
            },
        );
        let first = &self.document.sentences[unit.sentences.start];
        if self.document.turns[first.turn].start != unit.sentences.start {
            return Signs {
                inside: 1.0,
                farewell,
                unfinished,
                ..Signs::default()
            };
        }
        let role = self
            .episode
            .speaker_of(first.turn)
            .map(|speaker| speaker.role);
        let who = [
            sign(role == Some(Role::Host)),
            sign(role == Some(Role::Guest)),
            sign(!matches!(role, Some(Role::Host | Role::Guest))),
        ];
        let questions = self.asked(unit);
        let answer = self.said_by_others(number, (number + 1)..self.units.len());
        let asks = questions.longest >= QUESTION_WORDS;
        let greets = first.turn < GREETING_TURNS && role != Some(Role::Guest);
        Signs {
            inside: 0.0,
            speaks: who,
            asks: who.map(|who| who * sign(asks)),
            questions: questions.count.min(MOST_COUNTED) as f64,
            points_back: questions.pointing_back.min(MOST_COUNTED) as f64,
            answer: if asks { logarithm(answer) } else { 0.0 },
            before: logarithm(self.said_by_others(number, (0..number).rev())),
            next: logarithm(self.units.get(number + 1).map_or(0, |next| next.words)),
            alike: [0.0; 2],
            taken_up: self.taken_up(unit) as f64,
            pause: self.pause_before(first.turn),
            farewell,
            unfinished,
            introduces: sign(greets && self.introduces(unit)),
            asks_well: if role == Some(Role::Guest) {
                0.0
            } else {
                self.asks_well(unit)
            },
        }
    }

    fn asked(&self, unit: &Unit) -> Asked {
        let mut asked = Asked::default();
        let deixis = self.document.language.pack.map(|pack| &pack.deixis);
        let sentences = self.document.sentences[unit.sentences.clone()].iter();
        for sentence in sentences.filter(|sentence| sentence.question) {
            asked.count += 1;
            asked.longest = asked.longest.max(sentence.tokens.len());
            let tokens = self.document.tokens_of(sentence).iter();
            let words = tokens.map(|token| &*self.document.term(token).lower);
            asked.pointing_back += deixis.map_or(0, |deixis| {
                words.filter(|word| deixis.contains(word)).count()
            });
        }
        asked
    }

    fn introduces(&self, unit: &Unit) -> bool {
        let mut sentences = self.document.sentences[unit.sentences.clone()].iter();
        sentences.any(|sentence| self.questions.asks_for_background(sentence))
    }

    /// How good a title the best question or request of a unit makes.
    fn asks_well(&self, unit: &Unit) -> f64 {
        let sentences = unit.sentences.clone();
        let titles = sentences
            .filter(|&number| asks(self.questions, &self.document.sentences[number]))
            .filter_map(|number| self.questions.title(number));
        titles.map(|title| title.score).fold(0.0, f64::max)
    }

    /// Words in the units at `numbers`, the first few of them, up to one of the speaker of the unit `of`.
    fn said_by_others(&self, of: usize, numbers: impl Iterator<Item = usize>) -> usize {
        let speaker = self.speaker(of);
        numbers
            .take(ANSWER_UNITS)
            .take_while(|&number| self.speaker(number) != speaker)
            .map(|number| self.units[number].words)
            .sum()
    }

    fn speaker(&self, number: usize) -> Option<SpeakerId> {
        let first = self.units[number].sentences.start;
        self.episode.turns[self.document.sentences[first].turn].speaker
    }

    /// How many telling words of a unit, each counted once, are not said shortly before it and are said soon after it.
    fn taken_up(&self, unit: &Unit) -> usize {
        let tokens = unit.tokens(self.document);
        let said_within = |places: &[u32], from: usize, to: usize| {
            let first = places.partition_point(|&place| (place as usize) < from);
            places
                .get(first)
                .is_some_and(|&place| (place as usize) < to)
        };
        self.document.tokens[tokens.clone()]
            .iter()
            .enumerate()
            .filter(|(ahead, token)| {
                let at = tokens.start + ahead;
                let places = self.places.of(token.stem.0 as usize);
                token.class == Class::Content
                    && !said_within(places, tokens.start.saturating_sub(RECENT_WORDS), at)
                    && said_within(places, tokens.end, tokens.end + SOON_WORDS)
            })
            .count()
    }

    /// The seconds of silence before a turn; none where times are not known.
    fn pause_before(&self, turn: usize) -> f64 {
        let starts = self.episode.turns[turn].start_s;
        let before = turn
            .checked_sub(1)
            .map(|before| &self.episode.turns[before]);
        let ended = before.and_then(|before| before.end_s);
        starts.zip(ended).map_or(0.0, |(starts, ended)| {
            (starts - ended).clamp(0.0, LONGEST_PAUSE)
        })
    }
}

/// The questions of a unit.
#[derive(Default)]
struct Asked {
    count: usize,
    /// Words of the longest.
    longest: usize,
    /// Words that point back.
    pointing_back: usize,
}

fn sign(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The natural logarithm of one more than a number of words.
fn logarithm(words: usize) -> f64 {
    (words as f64).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{LoadOptions, parse};
    use crate::text::{Language, TermNumbers};
    use crate::textrank::keyness::keyness;

    #[test]
    fn a_question_that_is_answered_at_length_and_taken_up_speaks_for_a_border_and_a_short_one_does_not()
     {
        let follow_up = Signs {
            speaks: [1.0, 0.0, 0.0],
            asks: [1.0, 0.0, 0.0],
            questions: 1.0,
            answer: logarithm(20),
            before: logarithm(20),
            next: logarithm(20),
            alike: [0.3, 0.5],
            ..Signs::default()
        };
        let new_topic = Signs {
            answer: logarithm(400),
            next: logarithm(400),
            before: logarithm(400),
            alike: [0.05, 0.2],
            taken_up: 4.0,
            pause: 1.0,
            ..follow_up
        };
        assert!(BORDER + new_topic.worth() > 0.0, "{}", new_topic.worth());
        assert!(BORDER + follow_up.worth() < -1.0, "{}", follow_up.worth());
    }

    #[test]
    fn a_host_asks_well_and_a_guest_never() {
        let said = "Ada: How do you splice a rope?\n\nBo: With care. How do you splice a rope?\n\n\
                    Ada: Rope it is.\n\nBo: A rope it is.\n";
        let mut episodes = parse(said.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let mut episode = episodes.remove(0);
        episode.speakers[0].role = Role::Host;
        episode.speakers[1].role = Role::Guest;
        let spans = episode.turns.iter().map(|turn| turn.span);
        let document = Document::new(&episode.text, spans, Language::from_code("en").unwrap());
        let (keyness, known) = (keyness(&document), vec![1.0; document.stems.len()]);
        let questions = Questions::new(&document, &TermNumbers::new(&document), None, known);
        let unit = |turn: &std::ops::Range<usize>| Unit {
            sentences: turn.clone(),
            words: 30,
        };
        let units: Vec<Unit> = document.turns.iter().map(unit).collect();
        let borders = Borders::new(&episode, &document, &keyness, &questions, &units);
        let asks_well: Vec<f64> = (0..3).map(|unit| borders.signs(unit).asks_well).collect();
        assert!(asks_well[0] > 0.3, "{asks_well:?}");
        assert!(
            asks_well[1..].iter().all(|worth| *worth <= 0.0),
            "{asks_well:?}"
        );
    }

    #[test]
    fn a_number_of_words_has_the_logarithm_of_one_more() {
        assert!(logarithm(0).abs() < f64::EPSILON);
        assert!((logarithm(1) - std::f64::consts::LN_2).abs() < 1e-12);
    }
}
