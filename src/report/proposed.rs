//! Terms that are no tags, as a table for the person who decides about them.

use super::catalogue::{table, text_cell};
use super::number::seconds_cell;
use crate::tags::Tagging;

/// A row for each term and each of the episodes shown for it, the most carried term first.
pub(super) fn proposed_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 9] = [
        "tag", "slug", "episodes", "episode", "path", "count", "first_s", "evidence", "why",
    ];
    let rows = tagging.proposals.iter().flat_map(|proposal| {
        proposal.places.iter().map(|place| {
            [
                text_cell(&proposal.tag),
                text_cell(&proposal.slug),
                proposal.episodes.to_string(),
                text_cell(&place.episode),
                text_cell(&place.path),
                place.count.to_string(),
                seconds_cell(place.first_s),
                text_cell(&place.evidence),
                text_cell(&proposal.why),
            ]
        })
    });
    table(HEADER, rows)
}
