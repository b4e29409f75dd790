//! Show notes as Markdown, as a producer would paste them.

use super::markdown_escape::{block, inline, link_label, link_target};
use super::notes::{FOOTER, Line, Notes, Person, Reasoned};
use crate::corpus::{Episode, Link};
use crate::draft::Draft;

/// The notes of one episode; sections without content are left out.
pub(super) fn render(episode: &Episode, draft: &Draft, explain: bool) -> String {
    let notes = Notes::new(episode, draft, explain);
    let mut blocks = vec![format!("# {}", block(&notes.title))];
    push_paragraph(&mut blocks, &block(&notes.meta_parts().join(" · ")));
    push_paragraph(&mut blocks, &block(&notes.description));
    push_section(&mut blocks, "Summary", block(&notes.summary).into_owned());
    let highlights = notes.highlights.iter().map(|line| highlight(&notes, line));
    push_section(&mut blocks, "Highlights", list(highlights));
    push_section(&mut blocks, "Chapters", chapters(&notes));
    push_section(&mut blocks, "Topics", topics(&notes.topics));
    push_section(&mut blocks, "Key phrases", topics(&notes.keyphrases));
    push_section(&mut blocks, "People", list(notes.people.iter().map(person)));
    push_section(&mut blocks, "Links", list(notes.links.iter().map(link)));
    if notes.from_transcript {
        blocks.push(format!("*{FOOTER}*"));
    }
    blocks.join("\n\n") + "\n"
}

fn push_paragraph(blocks: &mut Vec<String>, content: &str) {
    if !content.is_empty() {
        blocks.push(content.to_owned());
    }
}

fn push_section(blocks: &mut Vec<String>, heading: &str, content: String) {
    if !content.is_empty() {
        blocks.push(format!("## {heading}"));
        blocks.push(content);
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
    items.join("\n")
}

fn highlight(notes: &Notes, line: &Line) -> String {
    let text = block(&line.text);
    let attribution = notes.attribution(line);
    let said_by = if attribution.is_empty() {
        String::new()
    } else {
        format!(" — {}", inline(&attribution))
    };
    let why = if line.why.is_empty() {
        String::new()
    } else {
        format!("\n  - *Why:* {}", inline(&line.why))
    };
    format!("{text}{said_by}{why}")
}

fn chapters(notes: &Notes) -> String {
    list(notes.chapters.iter().map(|chapter| match chapter.start_s {
        Some(seconds) => format!("{} {}", notes.clock(seconds), inline(&chapter.title)),
        None => block(&chapter.title).into_owned(),
    }))
}

/// A comma list, or an item each where there are reasons to show.
fn topics(topics: &[Reasoned]) -> String {
    if topics.iter().all(|topic| topic.why.is_empty()) {
        let names: Vec<&str> = topics.iter().map(|topic| topic.text.as_str()).collect();
        return block(&names.join(", ")).into_owned();
    }
    list(topics.iter().map(|topic| {
        let text = block(&topic.text);
        if topic.why.is_empty() {
            text.into_owned()
        } else {
            format!("{text}\n  - *Why:* {}", inline(&topic.why))
        }
    }))
}

fn person(person: &Person) -> String {
    let name = block(&person.name);
    match person.role {
        Some(role) => format!("{name} ({role})"),
        None => name.into_owned(),
    }
}

fn link(link: &Link) -> String {
    let target = link_target(&link.url);
    if link.text.is_empty() || link.text == link.url {
        format!("<{target}>")
    } else {
        format!("[{}]({target})", link_label(&link.text))
    }
}
