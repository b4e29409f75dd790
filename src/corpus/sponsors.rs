//! Marks sponsor reads, so that nobody ranks them. Precision comes first: a mention in passing is talk.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::sponsor_read::{self, Opening, code_in, sentence_end};
use super::{Episode, Span, Sponsor};
use crate::lexicon::PACKS;

/// Labels under which transcripts file advertising, in lower case.
const BREAKS: &[&str] = &[
    "ad",
    "ad break",
    "ads",
    "advertisement",
    "break",
    "commercial",
    "commercial break",
    "jingle",
    "publicidad",
    "publicité",
    "reklam",
    "sponsor",
    "sponsor break",
    "sponsors",
    "werbepause",
    "werbung",
];

/// The phrases of the language packs.
pub(super) fn phrases() -> &'static Phrases {
    static ALL: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(PACKS.iter().flat_map(|pack| pack.sponsor.iter().copied())));
    &ALL
}

/// All sponsor reads of an episode, ascending, at least one for each turn that they touch.
pub(super) fn find(episode: &Episode, phrases: &Phrases) -> Vec<Sponsor> {
    let breaks: Vec<bool> = episode
        .speakers
        .iter()
        .map(|speaker| BREAKS.contains(&speaker.name.to_lowercase().as_str()))
        .collect();
    let mut sponsors: Vec<Sponsor> = Vec::new();
    let mut read_to = 0;
    for (turn, of) in episode.turns.iter().enumerate() {
        if of.speaker.is_some_and(|id| breaks[usize::from(id.0)]) {
            read_to = of.span.end as usize;
            sponsors.push(Sponsor {
                turn,
                span: of.span,
            });
            continue;
        }
        let turn_end = of.span.end as usize;
        let mut at = read_to.max(of.span.start as usize);
        while at < turn_end
            && let Some(opening) = opening(episode, turn, at, phrases)
        {
            at = match sponsor_read::extent(episode, &opening, phrases) {
                Some(read) => {
                    push(&mut sponsors, episode, turn, read);
                    read_to = read.end as usize;
                    read_to
                }
                None => sentence_end(&episode.text, opening.end, turn_end),
            };
        }
    }
    sponsors
}

/// The next phrase, or offer with a code, of a turn.
fn opening(episode: &Episode, turn: usize, from: usize, phrases: &Phrases) -> Option<Opening> {
    let end = episode.turns[turn].span.end as usize;
    let text = &episode.text[from..end];
    let phrase = phrases.first_in(text);
    let code = code_in(text);
    let (start, end) = match (phrase, code) {
        (Some(phrase), Some(code)) => phrase.min(code),
        (phrase, code) => phrase.or(code)?,
    };
    Some(Opening {
        turn,
        start: from + start,
        end: from + end,
    })
}

/// Adds a read, in a piece for each of its turns.
fn push(sponsors: &mut Vec<Sponsor>, episode: &Episode, first: usize, read: Span) {
    for (turn, of) in episode.turns.iter().enumerate().skip(first) {
        let span = Span {
            start: of.span.start.max(read.start),
            end: of.span.end.min(read.end),
        };
        if span.start >= span.end {
            return;
        }
        sponsors.push(Sponsor { turn, span });
    }
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, Parsed};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    fn marked(turns: &[(&str, &str)]) -> Vec<(usize, String)> {
        let mut parsed = Parsed::new(Format::Plain);
        parsed.blocks = turns
            .iter()
            .map(|(speaker, text)| Block {
                speaker: Some((*speaker).to_owned()).filter(|speaker| !speaker.is_empty()),
                text: (*text).to_owned(),
                ..Block::default()
            })
            .collect();
        let episode = assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        find(
            &episode,
            &Phrases::new(["brought to you by", "today's sponsor"].into_iter()),
        )
        .iter()
        .map(|sponsor| (sponsor.turn, sponsor.span.of(&episode.text).to_owned()))
        .collect()
    }

    fn at(turn: usize, text: &str) -> (usize, String) {
        (turn, text.to_owned())
    }

    #[test]
    fn a_read_runs_from_its_sentence_until_the_talk_is_back() {
        assert_eq!(
            marked(&[
                (
                    "Ada",
                    "Hello all. This show is Brought to you by Soap. Buy it."
                ),
                ("Ada", "It is good, and Soap is cheap."),
                ("Ada", "So, how are you?"),
                ("Bo", "Fine."),
                ("Ada", "Today’s sponsor is Rope."),
                ("Bo", "I know Rope."),
            ]),
            [
                at(0, "This show is Brought to you by Soap. Buy it."),
                at(1, "It is good, and Soap is cheap."),
                at(4, "Today’s sponsor is Rope."),
            ]
        );
    }

    #[test]
    fn what_follows_the_last_word_on_the_product_is_talk() {
        let read = "Brought to you by Soap. It cleans. Get it at soap.example.com. ";
        let talk = "Ann, you have climbed mountains for years. Tell us of one.";
        assert_eq!(
            marked(&[("Ada", &format!("{read}{talk}"))]),
            [at(0, read.trim_end())]
        );
        assert_eq!(
            marked(&[
                ("Ada", "Today's sponsor is Soap. Ada washes with it."),
                ("Ada", "Back to the show. Ann, how was it?"),
                ("Ada", "I like Soap, by the way."),
            ]),
            [
                at(0, "Today's sponsor is Soap. Ada washes with it."),
                at(1, "Back to the show."),
            ]
        );
    }

    #[test]
    fn a_product_may_have_an_address_for_its_name() {
        let read = "This show is brought to you by rope.io. You tie it. Find yours at rope.io/ada.";
        assert_eq!(marked(&[("Ada", read), ("Bo", "Hi.")]), [at(0, read)]);
    }

    #[test]
    fn a_read_may_tell_a_story_before_it_names_the_product_again() {
        let story = (0..28)
            .map(|n| format!("You have been on hill {n} before."))
            .collect::<Vec<_>>()
            .join(" ");
        let read = format!("Brought to you by Soap, at soap.com. {story} Wash it off with Soap.");
        assert!(
            (600..1200).contains(&story.len()),
            "longer than a short silence"
        );
        assert_eq!(
            marked(&[
                ("Ada", "Get it at soap.com."),
                ("Ada", &read),
                ("Bo", "Hi.")
            ]),
            [at(1, &read)]
        );
    }

    #[test]
    fn two_reads_in_one_turn_and_an_offer_with_a_code_are_found() {
        let talk = (0..30)
            .map(|n| format!("We spoke of hill {n}."))
            .collect::<Vec<_>>()
            .join(" ");
        let turn = format!(
            "Today's sponsor is Soap. Soap cleans. {talk} Use code ADA20 for a discount on rope."
        );
        assert_eq!(
            marked(&[("Ada", &turn), ("Bo", "Well.")]),
            [
                at(0, "Today's sponsor is Soap. Soap cleans."),
                at(0, "Use code ADA20 for a discount on rope."),
            ]
        );
    }

    #[test]
    fn a_mention_in_passing_is_talk() {
        let talk = "We walked and we talked of it. ".repeat(40);
        for said in [
            "It was brought to you by chance and nothing else.",
            "They wanted today's sponsor to pay for the bread.",
        ] {
            assert_eq!(
                marked(&[("Ada", &talk), ("Bo", said), ("Ada", &talk.repeat(3))]),
                []
            );
        }
    }

    #[test]
    fn a_marked_break_is_advertising_as_a_whole() {
        assert_eq!(
            marked(&[
                ("Ada", "We talk."),
                ("Break", "Soap for all."),
                ("Ada", "We go on."),
            ]),
            [at(1, "Soap for all.")]
        );
    }

    #[test]
    fn unnamed_paragraphs_are_only_marked_up_to_one_that_names_the_product() {
        assert_eq!(
            marked(&[
                ("", "Brought to you by Soap."),
                ("", "It cleans."),
                ("", "That was Soap."),
                ("", "Talk."),
                ("", "wellbrought to you byte"),
            ])
            .len(),
            3
        );
    }
}
