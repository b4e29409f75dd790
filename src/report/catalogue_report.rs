//! A tagged catalogue as one page of Markdown for the person who decides what happens next: how much is tagged, what
//! needs a look, which tags are used, what could be a tag.

use std::fmt::Write as _;

use super::findings::{Finding, findings};
use super::markdown_escape::inline;
use super::plain::one_line;
use super::time::{HOUR_S, clock};
use crate::draft::TagSource;
use crate::tags::{Health, Proposal, TagUse, Tagging};

/// What the page begins with, so that it is never taken for a transcript.
const MARK: &str = "<!-- written by shownotes tag -->";

/// Names shown of each finding.
const NAMES: usize = 6;

/// Rows of the table of tags at most; of tags on one episode it shows some only where there are few others.
const TAGS: usize = 40;
const FEWEST: usize = 10;

/// Proposals shown.
const PROPOSALS: usize = 15;

/// The page. `health` is that of the tags as they are given now.
pub fn catalogue_report(tagging: &Tagging, health: &Health) -> Vec<u8> {
    let mut page = format!("{MARK}\n\n");
    head(&mut page, tagging);
    trouble(&mut page, tagging, health);
    tags(&mut page, &tagging.vocabulary, tagging.episodes.len());
    proposals(&mut page, &tagging.proposals);
    years(&mut page, health);
    page.into_bytes()
}

/// Whether a file that begins so is such a page.
pub fn is_catalogue_report(beginning: &[u8]) -> bool {
    beginning.starts_with(MARK.as_bytes())
}

fn head(page: &mut String, tagging: &Tagging) {
    let all = tagging.episodes.len();
    let tagged = tagging.episodes.iter().filter(|one| !one.tags.is_empty());
    let tagged = tagged.count();
    let uses = || tagging.episodes.iter().flat_map(|episode| &episode.tags);
    let _ = write!(page, "# The tags of {}\n\n", number(all, "episode"));
    let _ = writeln!(
        page,
        "**{tagged} of {} {} tags ({}).** {}, {}; {:.1} for each tagged episode.",
        number(all, "episode"),
        if all == 1 { "has" } else { "have" },
        percent(tagged, all),
        number(tagging.vocabulary.len(), "different tag"),
        number(uses().count(), "use"),
        uses().count() as f64 / tagged.max(1) as f64
    );
    let sources: Vec<String> = [
        (TagSource::Existing, "given by people"),
        (TagSource::Vocabulary, "of the vocabulary and said"),
        (TagSource::Learnt, "learnt from tagged episodes"),
        (TagSource::Proposed, "found in the talk"),
    ]
    .into_iter()
    .filter_map(|(source, what)| {
        let count = uses().filter(|tag| tag.source == source).count();
        (count > 0).then(|| format!("{count} {what}"))
    })
    .collect();
    if !sources.is_empty() {
        let _ = writeln!(page, "Of the uses: {}.", sources.join(", "));
    }
}

fn trouble(page: &mut String, tagging: &Tagging, health: &Health) {
    page.push_str("\n## What needs a look\n\n");
    let silent = tagging
        .episodes
        .iter()
        .filter(|episode| episode.tags.is_empty() && episode.words == 0);
    let silent = silent.count();
    let findings = findings(health);
    let mut lines = 0;
    for Finding {
        title,
        lines: names,
        ..
    } in findings.iter().filter(|one| one.is_trouble)
    {
        let shown: Vec<String> = names.iter().take(NAMES).map(|name| words(name)).collect();
        let more = names.len().saturating_sub(NAMES);
        let more = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        let separator = if shown.iter().any(|name| name.contains(", ")) {
            "; "
        } else {
            ", "
        };
        let _ = writeln!(
            page,
            "- **{title}: {}.** {}{more}",
            names.len(),
            shown.join(separator)
        );
        lines += 1;
    }
    if silent > 0 {
        let have = if silent == 1 { "has" } else { "have" };
        let _ = writeln!(
            page,
            "- {silent} of those without tags {have} no transcript."
        );
    }
    if lines == 0 {
        page.push_str("Nothing.\n");
    } else {
        page.push_str(
            "\n`shownotes doctor tags.csv --all --fixes fixes.toml` lists all of it, with changes to make.\n",
        );
    }
}

fn tags(page: &mut String, vocabulary: &[TagUse], episodes: usize) {
    if vocabulary.is_empty() {
        return;
    }
    page.push_str("\n## Tags by use\n\n| tag | episodes | share |\n|---|--:|--:|\n");
    let several = vocabulary.iter().filter(|usage| usage.episodes > 1);
    let shown = several.count().clamp(vocabulary.len().min(FEWEST), TAGS);
    for usage in vocabulary.iter().take(shown) {
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            cell(&usage.tag),
            usage.episodes,
            percent(usage.episodes, episodes)
        );
    }
    if let Some(next) = vocabulary.get(shown) {
        let up_to = if next.episodes > 1 { "up to " } else { "" };
        let _ = writeln!(
            page,
            "\n… and {} more, on {up_to}{} each.",
            vocabulary.len() - shown,
            number(next.episodes, "episode")
        );
    }
}

fn proposals(page: &mut String, proposals: &[Proposal]) {
    if proposals.is_empty() {
        return;
    }
    page.push_str(
        "\n## Worth a tag?\n\nNot given to any episode. Put into the vocabulary file what you want as a tag, and into its \
         `never` what you do not want to see again.\n\n| term | episodes | for example |\n|---|--:|---|\n",
    );
    for proposal in proposals.iter().take(PROPOSALS) {
        let example = proposal.places.first().map(|place| {
            let time = place.first_s.map_or_else(String::new, |seconds| {
                format!(" at {}", clock(seconds, seconds >= HOUR_S))
            });
            format!(
                "“{}” ({}{time})",
                cell(&place.evidence),
                cell(&place.episode)
            )
        });
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            cell(&proposal.tag),
            proposal.episodes,
            example.unwrap_or_default()
        );
    }
    if proposals.len() > PROPOSALS {
        let _ = writeln!(
            page,
            "\n… and {} more in `proposed.csv`.",
            proposals.len() - PROPOSALS
        );
    }
}

fn years(page: &mut String, health: &Health) {
    if health.years.len() < 2 {
        return;
    }
    page.push_str("\n## Over the years\n\n| year | episodes | new tags |\n|---|--:|--:|\n");
    for (year, episodes, new) in &health.years {
        let _ = writeln!(page, "| {} | {episodes} | {new} |", cell(year));
    }
}

/// Text within a line.
fn words(text: &str) -> String {
    inline(&one_line(text)).into_owned()
}

/// Text within a cell of a table.
fn cell(text: &str) -> String {
    words(text).replace('|', "\\|")
}

fn number(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn percent(part: usize, whole: usize) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    // Not all and not none are not said to be so.
    let rounded = if part < whole {
        percent.min(99.0)
    } else {
        percent
    };
    let rounded = if part > 0 { rounded.max(1.0) } else { rounded };
    format!("{rounded:.0}%")
}
