//! What has changed against the tags of before, as Markdown.

use std::fmt::Write as _;

use super::markdown_escape::inline;
use super::plain::one_line;
use crate::tags::{ChangeKind, Changes};

/// The changes, under a heading that names the table of before; of each kind up to `most` lines.
pub fn changes_report(changes: &Changes, before: &str, most: usize) -> String {
    let mut out = format!("## What changed since {}\n\n", words(before));
    let start = out.len();
    let names = |tags: &[(String, usize)]| {
        let tags = tags
            .iter()
            .map(|(tag, uses)| format!("{} ({uses})", words(tag)));
        tags.collect::<Vec<_>>()
    };
    list(
        &mut out,
        "Tags new in the catalogue",
        &names(&changes.new_tags),
        most,
    );
    list(&mut out, "Tags gone", &names(&changes.gone_tags), most);
    let gone: Vec<String> = changes.gone_episodes.iter().map(|id| words(id)).collect();
    list(&mut out, "Episodes gone", &gone, most);
    for (title, lines) in [
        ("Episodes new or without tags before", new_episodes(changes)),
        ("Changes of other episodes", other_episodes(changes)),
    ] {
        if lines.is_empty() {
            continue;
        }
        if out.len() > start {
            out.push('\n');
        }
        let _ = write!(out, "**{title}: {}.**\n\n", lines.len());
        for line in lines.iter().take(most) {
            let _ = writeln!(out, "- {line}");
        }
        if lines.len() > most {
            let _ = writeln!(out, "- … and {} more", lines.len() - most);
        }
    }
    if out.len() == start {
        out.push_str("Nothing.\n");
    }
    out
}

fn list(out: &mut String, title: &str, names: &[String], most: usize) {
    if names.is_empty() {
        return;
    }
    let shown = names
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let more = match names.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let _ = writeln!(out, "- **{title}: {}.** {shown}{more}", names.len());
}

fn new_episodes(changes: &Changes) -> Vec<String> {
    let episodes = changes.new_episodes.iter();
    let line = |(id, tags): &(String, Vec<String>)| {
        let tags: Vec<String> = tags.iter().map(|tag| words(tag)).collect();
        format!("{}: {}", words(id), tags.join(", "))
    };
    episodes.map(line).collect()
}

fn other_episodes(changes: &Changes) -> Vec<String> {
    let changed = changes.changed.iter();
    let line = |change: &crate::tags::TagChange| {
        let (episode, tag) = (words(&change.episode), words(&change.tag));
        let what = match &change.kind {
            ChangeKind::Added => format!("+ {tag}"),
            ChangeKind::Removed => format!("− {tag}"),
            ChangeKind::Renamed(now) => format!("{tag} is written {} now", words(now)),
        };
        if change.why.is_empty() {
            format!("{episode}: {what}")
        } else {
            format!("{episode}: {what} ({})", words(&change.why))
        }
    };
    changed.map(line).collect()
}

fn words(text: &str) -> String {
    inline(&one_line(text)).into_owned()
}
