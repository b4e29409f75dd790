//! Finds the words that open and close a show, whatever it is about: welcome, thanks for listening, subscribe.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::sponsor_read::sentence_end;
use super::{Aside, AsideKind, Episode, Span};
use crate::lexicon::PACKS;

/// Shorter talk has no frame worth leaving out, in bytes.
const SHORTEST: usize = 3000;
/// The opening and the close take at most this share of the talk, and so many bytes at least and at most.
const SHARE: usize = 20;
const ZONE: (usize, usize) = (1000, 4000);
/// A longer sentence says something besides, in bytes.
const LONGEST_SENTENCE: usize = 220;

/// The phrases of the language packs.
pub(super) fn phrases() -> &'static Phrases {
    static ALL: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(PACKS.iter().flat_map(|pack| pack.frame.iter().copied())));
    &ALL
}

/// The sentences of the frame, ascending. Only talk with speakers or times has one.
pub(super) fn find(episode: &Episode) -> Vec<Aside> {
    let total = episode.text.len();
    if total < SHORTEST || episode.speakers.is_empty() && episode.times.is_empty() {
        return Vec::new();
    }
    let zone = (total / SHARE).clamp(ZONE.0, ZONE.1);
    let mut asides = Vec::new();
    let begins = |turn: usize| episode.turns[turn].span.start as usize;
    let ends = |turn: usize| episode.turns[turn].span.end as usize;
    let opening = (0..episode.turns.len()).take_while(|&turn| begins(turn) < zone);
    for turn in opening {
        collect(episode, turn, AsideKind::Intro, 0..zone, &mut asides);
    }
    let first_of_close = episode
        .turns
        .partition_point(|turn| turn.span.end as usize <= total - zone);
    for turn in first_of_close..episode.turns.len() {
        debug_assert!(ends(turn) > total - zone);
        collect(
            episode,
            turn,
            AsideKind::Outro,
            total - zone..total,
            &mut asides,
        );
    }
    asides
}

/// Adds the sentences of a turn that lie in the zone and hold a phrase; neighbours as one.
fn collect(
    episode: &Episode,
    turn: usize,
    kind: AsideKind,
    zone: std::ops::Range<usize>,
    asides: &mut Vec<Aside>,
) {
    let text = &*episode.text;
    let span = episode.turns[turn].span.range();
    let mut from = span.start;
    while from < span.end {
        let end = sentence_end(text, from, span.end);
        let framed = end - from <= LONGEST_SENTENCE
            && from >= zone.start
            && end <= zone.end
            && phrases().first_in(&text[from..end]).is_some();
        match asides.last_mut() {
            Some(last) if framed && last.turn == turn && last.span.end as usize + 1 == from => {
                last.span.end = end as u32;
            }
            _ if framed => asides.push(Aside {
                kind,
                turn,
                span: Span::new(from, end),
            }),
            _ => {}
        }
        from = end + usize::from(text[end..span.end].starts_with(' '));
    }
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, Parsed};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    fn found(turns: &[&str]) -> Vec<(AsideKind, String)> {
        let mut parsed = Parsed::new(Format::Plain);
        parsed.blocks = turns
            .iter()
            .map(|text| Block {
                speaker: Some("Ada".to_owned()),
                text: (*text).to_owned(),
                ..Block::default()
            })
            .collect();
        let episode = assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default());
        let asides = episode.asides.iter();
        asides
            .map(|aside| (aside.kind, aside.span.of(&episode.text).to_owned()))
            .collect()
    }

    #[test]
    fn the_frame_is_found_at_both_ends_and_nowhere_else() {
        let talk = (0..60)
            .map(|n| format!("Bee {n} keeps the hive warm all winter."))
            .collect::<Vec<_>>()
            .join(" ");
        let middle = format!("{talk} I always say thanks for listening to my bees. {talk}");
        assert_eq!(
            found(&[
                "Welcome to the show. Don't forget to subscribe! Bo keeps bees.",
                &middle,
                "Bees are fine. Thank you so much for listening. See you next week.",
            ]),
            [
                (
                    AsideKind::Intro,
                    "Welcome to the show. Don't forget to subscribe!".to_owned()
                ),
                (
                    AsideKind::Outro,
                    "Thank you so much for listening. See you next week.".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn short_talk_has_no_frame() {
        assert_eq!(found(&["Welcome to the show.", "Bees."]), []);
    }
}
