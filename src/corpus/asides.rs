//! Marks what is in the talk and not of it: advertising, a cold open, the frame of the show, a recogniser's loops.
//!
//! Nothing is removed: the marks say what not to rank.

use super::{Aside, Episode, Role, Sponsor, frame, loops, sponsor_visit, sponsors, teaser};

/// Fills in the episode's sponsor reads and asides, and warns of loops.
pub(super) fn mark(episode: &mut Episode) {
    let mut sponsors = sponsors::find(episode, sponsors::phrases());
    for visit in sponsor_visit::find(episode) {
        let pieces = visit.pieces(episode);
        let pieces: Vec<Sponsor> = pieces.map(|(turn, span)| Sponsor { turn, span }).collect();
        sponsors.retain(|sponsor| !visit.turns.contains(&sponsor.turn));
        sponsors.extend(pieces);
        episode.speakers[usize::from(visit.speaker.0)].role = Role::Announcer;
    }
    sponsors.sort_by_key(|sponsor| sponsor.span);
    let (loops, warnings) = loops::find(episode);
    let mut asides: Vec<Aside> = Vec::new();
    for found in [loops, teaser::find(episode), frame::find(episode)] {
        let free: Vec<Aside> = found
            .into_iter()
            .filter(|aside| {
                is_free(aside, &sponsors) && !asides.iter().any(|other| meet(aside, other))
            })
            .collect();
        asides.extend(free);
    }
    asides.sort_by_key(|aside| aside.span);
    episode.sponsors = sponsors;
    episode.asides = asides;
    episode.warnings.extend(warnings);
}

fn is_free(aside: &Aside, sponsors: &[Sponsor]) -> bool {
    let after = sponsors.partition_point(|sponsor| sponsor.span.end <= aside.span.start);
    sponsors
        .get(after)
        .is_none_or(|sponsor| aside.span.end <= sponsor.span.start)
}

fn meet(a: &Aside, b: &Aside) -> bool {
    a.span.start < b.span.end && b.span.start < a.span.end
}
