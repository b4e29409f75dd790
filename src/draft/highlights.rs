//! Chooses the highlights and gives each its form: a bullet made from the question that opens a topic, with the answer
//! as its evidence, or a line worth quoting.

use crate::analysis::Topic;
use crate::corpus::{Episode, Role, Span};
use crate::text::{Class, Document, PartOfSpeech};

use super::chapters::sentence_case;
use super::passages::Passage;
use super::questions::QuestionTitle;
use super::segments::Segment;
use super::select::spread;
use super::shortening::shortened;
use super::titles::Exchange;
use super::{DraftOptions, Highlight, HighlightKind, SettledHighlights};

/// Words that a bullet made from a question has at least; with fewer it is a chapter title and promises nothing.
const BULLET_WORDS: usize = 4;

/// Score of a title from which it makes a bullet.
const BULLET_SCORE: f64 = 0.3;

/// Share of the highlights that are bullets, at most; the rest are quotations.
const BULLETS: f64 = 0.67;

/// Sentences of an answer that are looked at for its best passage.
const ANSWER_SENTENCES: usize = 60;

/// What good evidence adds to the worth of a bullet.
const EVIDENCE: f64 = 1.0;

/// Titles that frame the show: true, but nobody listens for them.
const FRAME: [&str; 4] = ["background", "frame", "typical day", "recommendations"];

/// Words of questions by which hosts break the ice or take their leave.
const SMALL_TALK: [&str; 4] = ["favorite", "favourite", "liebstes", "favorit"];

/// Words of an answer at least, where it is known who speaks: what is answered in passing was asked in passing.
const ANSWER_WORDS: usize = 40;

/// The Zipf frequency (hundredths) below which a word alone tells what a bullet is about.
const TELLING_ZIPF: u16 = 500;

/// What all highlights of an episode are made from.
pub(super) struct Material<'a> {
    pub(super) episode: &'a Episode,
    pub(super) document: &'a Document<'a>,
    pub(super) passages: &'a [Passage],
    pub(super) segments: &'a [Segment],
    /// In order.
    pub(super) exchanges: &'a [Exchange],
    pub(super) topics: &'a [Topic],
    /// What people have decided.
    pub(super) settled: &'a SettledHighlights,
    /// What they keep, in order, each with the number of its passage.
    pub(super) kept: &'a [(Highlight, Option<usize>)],
}

/// A highlight before it is worded: a passage, and what makes its bullet if it is not quoted.
struct Choice<'m> {
    passage: &'m Passage,
    bullet: Option<&'m QuestionTitle>,
}

/// The highlights in conversation order: what people keep, bullets made of the best titles, then the best quotations of
/// other segments.
pub(super) fn highlights(material: &Material<'_>, options: &DraftOptions) -> Vec<Highlight> {
    let segments = material.segments;
    let segment_of = |passage: &Passage| {
        segments.partition_point(|segment| segment.sentences.end <= passage.sentence)
    };
    let per_segment = options.highlights.div_ceil(segments.len().max(1)).max(1);
    let room = options.highlights.saturating_sub(material.kept.len());
    let mut choices = bullets(material, room, per_segment, segment_of);
    let kept = material.kept.iter().filter_map(|(_, passage)| *passage);
    let kept: Vec<&Passage> = kept.map(|passage| &material.passages[passage]).collect();
    let bulleted = choices.iter().map(|choice| choice.passage);
    let taken: Vec<&Passage> = bulleted.chain(kept.iter().copied()).collect();
    let quoted = |per_segment| {
        let count = room + kept.len();
        let (document, passages) = (material.document, material.passages);
        spread(document, passages, &taken, count, per_segment, segment_of)
    };
    let mut quotations = quoted(per_segment);
    // What was rejected makes room for the next best, in whichever segment that is.
    if choices.len() + quotations.len() < room && !material.settled.rejected.is_empty() {
        quotations = quoted(options.highlights);
    }
    choices.extend(quotations.into_iter().map(|passage| Choice {
        passage,
        bullet: None,
    }));
    choices.sort_by_key(|choice| choice.passage.sentence);
    let mut highlights: Vec<Highlight> = choices
        .iter()
        .map(|choice| highlight(material, choice, options.explain))
        .chain(material.kept.iter().map(|(kept, _)| kept.clone()))
        .collect();
    highlights.sort_by_key(|highlight| highlight.span);
    highlights
}

/// The best bullets, [`BULLETS`] of `count` highlights at most: questions with a good answer.
fn bullets<'m>(
    material: &'m Material<'_>,
    count: usize,
    per_segment: usize,
    segment_of: impl Fn(&Passage) -> usize,
) -> Vec<Choice<'m>> {
    let best = material.passages.iter().map(|passage| passage.score);
    let best = best.fold(f64::MIN_POSITIVE, f64::max);
    let mut choices: Vec<(f64, Choice<'m>)> = Vec::new();
    for Exchange { title, answer } in material.exchanges {
        if is_bullet(title)
            && names_something(material.document, title)
            && !material.settled.speaks_of(&title.text)
            && let Some(passage) = answer_to(material, title, answer.clone())
        {
            let worth = title.score + EVIDENCE * passage.score / best;
            let bullet = Some(title);
            choices.push((worth, Choice { passage, bullet }));
        }
    }
    choices.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(a.1.passage.sentence.cmp(&b.1.passage.sentence))
    });
    let most = (BULLETS * count as f64).ceil() as usize;
    let mut taken: Vec<Choice<'m>> = Vec::new();
    for (_, choice) in choices {
        let segment = segment_of(choice.passage);
        let beside = taken
            .iter()
            .filter(|other| segment_of(other.passage) == segment);
        let full = taken.len() >= most || beside.count() >= per_segment;
        let known = taken.iter().any(|other| {
            other.passage.sentence == choice.passage.sentence || other.text() == choice.text()
        });
        if !(full || known) {
            taken.push(choice);
        }
    }
    taken
}

impl Choice<'_> {
    fn text(&self) -> Option<&str> {
        self.bullet.map(|title| title.text.as_str())
    }
}

/// Whether a title says enough for a bullet.
fn is_bullet(title: &QuestionTitle) -> bool {
    title.text.split(' ').count() >= BULLET_WORDS
        && title.score >= BULLET_SCORE
        && title.question
        && !FRAME.contains(&title.rule)
        && !title
            .words
            .split(' ')
            .any(|word| SMALL_TALK.contains(&word))
}

/// Whether a title names something: a word that is not of every day, a name, or two things. `How to use the model` does not.
fn names_something(document: &Document<'_>, title: &QuestionTitle) -> bool {
    let lower = title.text.to_lowercase();
    let first = document
        .tokens
        .partition_point(|token| token.span.start < title.span.start);
    let asked = document.tokens[first..]
        .iter()
        .take_while(|token| token.span.end <= title.span.end);
    let mut things: Vec<u32> = Vec::new();
    for token in asked.filter(|token| token.class == Class::Content) {
        let term = document.term(token);
        if lower
            .split(' ')
            .any(|word| word.trim_end_matches('?') == &*term.lower)
        {
            if term.zipf < TELLING_ZIPF || token.part_of_speech == PartOfSpeech::Proper {
                return true;
            }
            things.push(token.stem.0);
        }
    }
    things.sort_unstable();
    things.dedup();
    things.len() > 1
}

/// The best passage of an answer: after the question, and from somebody else where speakers are known.
fn answer_to<'m>(
    material: &'m Material<'_>,
    title: &QuestionTitle,
    answer: std::ops::Range<usize>,
) -> Option<&'m Passage> {
    let speaker = |turn: usize| material.episode.turns[turn].speaker;
    let asked_by = speaker(material.episode.turn_at(title.span.start));
    let reach = answer.start..answer.end.min(answer.start + ANSWER_SENTENCES);
    let answers: Vec<&Passage> = material.passages[reach]
        .iter()
        .filter(|passage| {
            let answered_by = speaker(material.document.sentences[passage.sentence].turn);
            title.span.end <= passage.span.start && (asked_by.is_none() || asked_by != answered_by)
        })
        .collect();
    let words: usize = answers.iter().map(|answer| answer.words()).sum();
    let answered = asked_by.is_none() || words >= ANSWER_WORDS;
    best_of(answers).filter(|_| answered)
}

/// Where the answer to a question begins: with the next speaker's turn, or where speakers are not known, behind it.
fn answer_start(material: &Material<'_>, title: &QuestionTitle) -> u32 {
    let turns = &material.episode.turns;
    let asked = material.episode.turn_at(title.span.start);
    let by = turns[asked].speaker;
    let mut after = turns[asked + 1..].iter().filter(|_| by.is_some());
    let answer = after.find(|turn| turn.speaker != by);
    answer.map_or(title.span.end, |turn| turn.span.start)
}

fn best_of<'m>(passages: impl IntoIterator<Item = &'m Passage>) -> Option<&'m Passage> {
    passages
        .into_iter()
        .filter(|passage| passage.score > 0.0)
        .max_by(|a, b| {
            a.score
                .total_cmp(&b.score)
                .then(b.sentence.cmp(&a.sentence))
        })
}

fn highlight(material: &Material<'_>, choice: &Choice<'_>, explain: bool) -> Highlight {
    let passage = choice.passage;
    let Material {
        episode,
        document,
        topics,
        ..
    } = material;
    let turn = document.sentences[passage.sentence].turn;
    let speaker = episode.speaker_of(turn);
    let span = passage.quoted(document);
    let quote = span.of(&episode.text);
    let phrases: Vec<String> = passage
        .topics
        .iter()
        .map(|&topic| topics[topic].text.clone())
        .collect();
    let (kind, text) = match choice.bullet {
        Some(title) => (HighlightKind::Question, sentence_case(&title.text)),
        None => (HighlightKind::Quote, as_line(document, passage, span)),
    };
    let role = speaker.map(|speaker| speaker.role);
    Highlight {
        text,
        kind,
        quote: quote.to_owned(),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        role,
        start_s: episode.time_at(span.start),
        end_s: episode.time_at(span.end),
        listen_s: episode.time_at(choice.bullet.map_or(span.start, |title| {
            answer_start(material, title).min(span.start)
        })),
        turn,
        span,
        score: passage.score,
        decision: None,
        why: if explain {
            why(passage, &phrases, role, choice.bullet)
        } else {
            String::new()
        },
        phrases,
    }
}

/// A quotation as a line of its own: shortened, a capital at its start, a full stop where its tail was left off.
fn as_line(document: &Document<'_>, passage: &Passage, span: Span) -> String {
    let mut line = sentence_case(&shortened(document, &passage.kept, span));
    if span.end < passage.span.end {
        line.push('.');
    }
    line
}

fn why(
    passage: &Passage,
    phrases: &[String],
    role: Option<Role>,
    bullet: Option<&QuestionTitle>,
) -> String {
    let rule = match bullet {
        Some(asked) => format!(
            "question rule `{}` ({:.2}) on `{}`; ",
            asked.rule, asked.score, asked.words
        ),
        None => String::new(),
    };
    let said_by = match role {
        Some(Role::Guest) => "said by a guest; ",
        Some(Role::Host) => "said by a host; ",
        _ => "",
    };
    let alone = if passage.stands_alone {
        "stands alone"
    } else {
        "points back"
    };
    let names = if phrases.is_empty() {
        "no key phrase".to_owned()
    } else {
        phrases.join(", ")
    };
    format!(
        "{rule}TextRank {:.1} times the mean sentence; {} words, {:.0}% of them telling; {said_by}{alone}; names {names}",
        passage.rank,
        passage.words(),
        passage.density * 100.0,
    )
}

#[cfg(test)]
mod tests {
    use crate::corpus::{LoadOptions, parse};
    use crate::draft::{DraftOptions, HighlightKind, compose};

    /// The bullets that are made of the one question of a talk.
    fn bullets(asked: &str, answer: &str) -> Vec<String> {
        let talk = format!(
            "Ada: Welcome back. Today we talk about foghorns, lenses and the men who kept them.\n\n\
             Bo: Foghorns need steam, and steam needs coal, so a keeper shovels coal all night long.\n\n\
             Ada: {asked}\n\nBo: {answer}\n\nAda: Thank you for the talk about foghorns.\n"
        );
        let episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let options = DraftOptions {
            language: Some("en".to_owned()),
            ..DraftOptions::default()
        };
        let highlights = compose(&episodes[0], &options).highlights.into_iter();
        highlights
            .filter(|highlight| highlight.kind == HighlightKind::Question)
            .map(|highlight| highlight.text)
            .collect()
    }

    #[test]
    fn a_question_makes_a_bullet_if_it_names_something_and_is_answered_at_length() {
        const LONG: &str = "The boiler heats water until steam builds up behind a valve. The valve opens every \
            minute, and the steam rushes through a slit in the horn. Sailors hear the foghorn for ten miles in still air, \
            and for two miles in a storm from the west.";
        const SHORT: &str = "The boiler heats water until steam rushes through a slit in the horn.";
        let foghorn = "How do you sound the foghorn in a storm?";
        assert_eq!(
            bullets(foghorn, LONG),
            ["How to sound the foghorn in a storm"]
        );
        assert!(bullets(foghorn, SHORT).is_empty());
        assert!(bullets("What is your favorite foghorn of the coast?", LONG).is_empty());
        assert!(bullets("How do you use the process for work?", LONG).is_empty());
    }
}
