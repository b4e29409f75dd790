//! How well people's tags were found, as a table.

use std::fmt::Write as _;

use super::plain::one_line;
use crate::evaluation::{Found, TagScores};

/// Characters of a tag in the table.
const WIDTH: usize = 36;

/// Tags in the table; `--format json` has all.
const ROWS: usize = 40;

/// A line for each tag, then all together. In percent, but for the counts.
pub fn tag_scores_table(scores: &TagScores) -> String {
    let mut table = format!(
        "{:WIDTH$}{:>7}{:>7}{:>7}{:>11}{:>8}{:>7}\n",
        "tag", "given", "found", "right", "precision", "recall", "F1"
    );
    for tag in scores.tags.iter().take(ROWS) {
        line(&mut table, &tag.tag, tag.found);
    }
    let more = scores.tags.len().saturating_sub(ROWS);
    if more > 0 {
        let _ = writeln!(table, "… and {more} more (--format json lists them)");
    }
    line(&mut table, "all", scores.all);
    let _ = writeln!(
        table,
        "\nTagged episodes compared: {}, in {} parts, each tagged as if nobody had, with what is learnt from the others. \
         Percent.",
        scores.episodes, scores.parts
    );
    table
}

fn line(table: &mut String, tag: &str, found: Found) {
    let tag = one_line(tag);
    let shown: String = match tag.char_indices().nth(WIDTH - 2) {
        Some((end, _)) => format!("{}…", &tag[..end]),
        None => tag,
    };
    let _ = writeln!(
        table,
        "{shown:WIDTH$}{:>7}{:>7}{:>7}{:>11.1}{:>8.1}{:>7.1}",
        found.given,
        found.found,
        found.right,
        100.0 * found.precision,
        100.0 * found.recall,
        100.0 * found.f1
    );
}
