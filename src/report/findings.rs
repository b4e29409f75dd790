//! What is found about the health of tags, as lines for people: `doctor` prints all of it, the report of a tagged
//! catalogue the beginning.

use std::fmt::Write as _;

use crate::tags::Health;
use crate::terminal::sanitize_plain;

/// Names listed of each finding, unless all are wanted.
const LISTED: usize = 12;

/// One kind of finding.
pub(super) struct Finding {
    pub(super) title: &'static str,
    /// One for each tag, episode or pair.
    pub(super) lines: Vec<String>,
    /// Whether somebody should do something about it; else it is only good to know.
    pub(super) is_trouble: bool,
}

/// All kinds of findings, those without any lines left out.
pub(super) fn findings(health: &Health) -> Vec<Finding> {
    let counted = |uses: &[(String, usize)]| -> Vec<String> {
        let lines = uses.iter().map(|(tag, count)| format!("{tag} ({count})"));
        lines.collect()
    };
    let merges = health.duplicates.iter();
    let merges = merges.map(|pair| {
        let how = pair.likeness.name();
        format!("{} → {} ({how})", pair.from, pair.into)
    });
    let faded = health.faded.iter();
    let faded = faded.map(|(tag, year)| format!("{tag} (last in {year})"));
    let years = health.years.iter();
    let years =
        years.map(|(year, episodes, new)| format!("{year}: {episodes} episodes, {new} new tags"));
    let all = [
        ("Episodes without tags", health.untagged.clone(), true),
        ("Near duplicates", merges.collect(), true),
        ("Used once", health.once.clone(), true),
        (
            "On more than a quarter of the episodes",
            counted(&health.common),
            true,
        ),
        ("In the vocabulary, never used", health.unused.clone(), true),
        ("Not in the vocabulary", health.outside.clone(), true),
        ("Trouble with addresses", health.addresses.clone(), true),
        ("Not used any more", faded.collect(), true),
        ("Over the years", years.collect(), false),
    ];
    let findings = all.into_iter().map(|(title, lines, is_trouble)| Finding {
        title,
        lines,
        is_trouble,
    });
    findings
        .filter(|finding| !finding.lines.is_empty())
        .collect()
}

/// The findings as Markdown: `all` of them, or the first of each kind.
pub fn health_report(health: &Health, all: bool) -> String {
    let mut out = String::from("# Health of the tags\n\n");
    let tagged = health.episodes - health.untagged.len();
    let uses: usize = health.uses.iter().map(|(_, count)| count).sum();
    let _ = writeln!(
        out,
        "{} of {} episodes have tags: {} different ones, {uses} uses.",
        tagged,
        health.episodes,
        health.uses.len()
    );
    for Finding { title, lines, .. } in findings(health) {
        let _ = write!(out, "\n## {title}: {}\n\n", lines.len());
        let shown = if all { lines.len() } else { LISTED };
        for line in lines.iter().take(shown) {
            let _ = writeln!(out, "- {}", sanitize_plain(line));
        }
        if lines.len() > shown {
            let _ = writeln!(
                out,
                "- … and {} more (--all lists them)",
                lines.len() - shown
            );
        }
    }
    out
}
