//! Finds people of a sponsor who come on to speak of what they sell: `Cleo runs Soap, one of our longtime sponsors.`
//!
//! What a host reads out is for [`super::sponsors`] to find.

use std::ops::Range;

use super::sponsor_read::sentence_start;
use super::{Episode, Span, SpeakerId};

/// Turns of a visit at most.
const TURNS: usize = 14;

/// A visit takes less than one in so many bytes of the talk.
const PART: usize = 8;

/// What a host calls the visitor's firm; the start of the word in all languages that we know.
const SPONSOR: &str = "sponsor";

/// A visit: who comes, and the turns from the one that announces them on.
#[derive(Debug, PartialEq)]
pub(super) struct Visit {
    pub(super) speaker: SpeakerId,
    pub(super) turns: Range<usize>,
    /// Where the first of these turns begins to announce them.
    pub(super) start: u32,
}

impl Visit {
    /// The visit in pieces, one a turn.
    pub(super) fn pieces(&self, episode: &Episode) -> impl Iterator<Item = (usize, Span)> {
        self.turns.clone().map(move |turn| {
            let Span { start, end } = episode.turns[turn].span;
            let start = start.max(self.start);
            (turn, Span { start, end })
        })
    }
}

/// The visits of an episode, in the order of its speakers.
pub(super) fn find(episode: &Episode) -> Vec<Visit> {
    (0..episode.speakers.len())
        .filter_map(|number| visit_of(episode, SpeakerId(number as u16)))
        .collect()
}

fn visit_of(episode: &Episode, speaker: SpeakerId) -> Option<Visit> {
    let speaks = |turn: &usize| episode.turns[*turn].speaker == Some(speaker);
    let mut turns = 0..episode.turns.len();
    let first = turns.find(speaks)?;
    let last = turns.rev().find(speaks).unwrap_or(first);
    let before = first.checked_sub(1)?;
    let of_visit = &episode.turns[before..=last];
    let others = of_visit.iter().map(|turn| turn.speaker);
    let host = episode.turns[before].speaker?;
    if last - first >= TURNS || others.flatten().any(|id| id != host && id != speaker) {
        return None;
    }
    let start = announced(episode, before, speaker)?;
    let thanked = episode.turns.get(last + 1).is_some_and(|turn| {
        turn.speaker == Some(host) && names_address(turn.span.of(&episode.text))
    });
    let end = last + 1 + usize::from(thanked);
    let bytes = (episode.turns[end - 1].span.end - start) as usize;
    (bytes * PART < episode.text.len()).then_some(Visit {
        speaker,
        turns: before..end,
        start,
    })
}

/// Whether a text names an address, with or without its scheme: `soap.com`.
fn names_address(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts = word.split_once('.');
        parts.is_some_and(|(name, after)| {
            name.len() > 2 && after.len() > 1 && after.starts_with(|c: char| c.is_ascii_lowercase())
        })
    })
}

/// Where a turn begins to announce a speaker whose firm it calls a sponsor.
fn announced(episode: &Episode, turn: usize, speaker: SpeakerId) -> Option<u32> {
    let span = episode.turns[turn].span;
    let said = span.of(&episode.text);
    let name = &episode.speakers[usize::from(speaker.0)].name;
    let first = name.split(' ').next().filter(|first| first.len() > 2)?;
    let named = said.find(first)?;
    let lower = said[named..].to_lowercase();
    let start = sentence_start(&episode.text, span.start as usize + named);
    lower
        .contains(SPONSOR)
        .then_some((start as u32).max(span.start))
}

#[cfg(test)]
mod tests {
    use super::super::{LoadOptions, parse};
    use crate::corpus::Role;

    const TALK: &str =
        "Why is the keel heavy? Because the wind is strong, and a boat wants to lie down. ";

    /// What is marked as advertising, and who is there.
    fn marked(announced: &str) -> (String, Vec<String>) {
        let talk = format!(
            "Ada: {}\n\nBo: {}\n\nAda: Good. {announced}\n\nCleo: Thanks for having me.\n\n\
             Ada: What is new with Soap?\n\nCleo: It is cheap and it is good.\n\n\
             Ada: Thank you. Go to soap.com now.\n\nBo: {}\n",
            TALK.repeat(4),
            TALK.repeat(8),
            TALK.repeat(8)
        );
        let mut episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let episode = episodes.remove(0);
        let mut announcers = episode.speakers.iter();
        assert!(
            announcers.all(|speaker| speaker.name == "Cleo" || speaker.role != Role::Announcer)
        );
        let text: Vec<&str> = episode
            .sponsors
            .iter()
            .map(|sponsor| sponsor.span.of(&episode.text))
            .collect();
        (text.join(" | "), episode.people())
    }

    #[test]
    fn a_visitor_whom_the_host_calls_a_sponsor_advertises_and_is_no_guest() {
        let (text, people) = marked("We have Cleo here. Cleo runs Soap, one of our old sponsors.");
        assert_eq!(
            text,
            "We have Cleo here. Cleo runs Soap, one of our old sponsors. | Thanks for having me. | \
             What is new with Soap? | It is cheap and it is good. | Thank you. Go to soap.com now."
        );
        assert_eq!(people, ["Ada", "Bo"]);
    }

    #[test]
    fn any_other_visitor_is_a_person_of_the_talk() {
        let (text, people) = marked("We have Cleo here. Cleo runs Soap, one of our neighbours.");
        assert_eq!(text, "");
        assert_eq!(people, ["Ada", "Bo", "Cleo"]);
    }
}
