//! Show notes as Markdown, as a producer would paste them.

use super::markdown_escape::{block, heading, inline, link_label, link_target};
use super::notes::{FOOTER, Line, Notes, Person, Reasoned};
use crate::corpus::{Episode, Link};
use crate::draft::Draft;

/// The notes of one episode; sections without content are left out.
pub(super) fn render(episode: &Episode, draft: &Draft, explain: bool) -> String {
    let notes = Notes::new(episode, draft, explain);
    let mut blocks = vec![format!("# {}", heading(&notes.title))];
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{empty, lighthouse};
    use super::*;

    #[test]
    fn show_notes_read_like_a_page_that_a_producer_wrote() {
        let (episode, draft) = lighthouse();
        insta::assert_snapshot!(render(&episode, &draft, false), @r"
        # Keeping the light: C# & snake_case

        2024-05-01 · 35 min · Ada Okafor, Bruno

        ## Summary

        With &lt;sensors> and patience.

        ## Highlights

        - How to keep a lighthouse running with nobody in it — Ada, 00:00
        - “The lamp never \*sleeps\*” — Bruno, 12:03
        - The lamp is always awake — Bruno, 12:03

        ## Chapters

        - 00:00 Opening
        - 12:03 The lamp that never sleeps
        - Closing

        ## Topics

        Lighthouses, remote sensing

        ## People

        - Ada Okafor (host)
        - Bruno (guest)

        ## Links

        - [The \[old\] tower](https://example.org/tower_%28old%29?a=1&b=2)
        - <https://example.org/>

        *Drafted from the transcript; check before publishing.*
        ");
    }

    #[test]
    fn reasons_stand_below_what_they_explain() {
        let (episode, mut draft) = lighthouse();
        draft.highlights.truncate(1);
        draft.chapters.clear();
        let rendered = render(&episode, &draft, true);
        let (_, explained) = rendered.split_once("## Highlights").unwrap();
        let (explained, _) = explained.split_once("## People").unwrap();
        insta::assert_snapshot!(explained.trim(), @r"
        - How to keep a lighthouse running with nobody in it — Ada, 00:00
          - *Why:* names the guest's work

        ## Topics

        - Lighthouses
          - *Why:* in the front matter
        - remote sensing
          - *Why:* in the front matter

        ## Key phrases

        - lighthouse
          - *Why:* said first by the host
        ");
    }

    #[test]
    fn nothing_to_say_leaves_only_the_title() {
        assert_eq!(
            render(&empty(), &Draft::default(), false),
            "# Untitled episode\n"
        );
    }

    #[test]
    fn an_entry_without_transcript_shows_what_people_wrote_about_it() {
        let mut episode = empty();
        episode.meta.title = "Tides".to_owned();
        episode.meta.date_text = Some("28. Maj".to_owned());
        episode.meta.description = Some("1. What the\nmoon does".to_owned());
        let expected = "# Tides\n\n28\\. Maj\n\n1\\. What the moon does\n";
        assert_eq!(render(&episode, &Draft::default(), false), expected);
    }

    #[test]
    fn attribution_shows_what_is_known_of_speaker_and_time() {
        let (episode, mut draft) = lighthouse();
        draft.highlights[0].speaker = None;
        draft.highlights[1].listen_s = None;
        draft.highlights[2].speaker = None;
        draft.highlights[2].listen_s = None;
        let rendered = render(&episode, &draft, false);
        for line in [
            "- How to keep a lighthouse running with nobody in it — 00:00\n",
            "- “The lamp never \\*sleeps\\*” — Bruno\n",
            "- The lamp is always awake\n",
        ] {
            assert!(rendered.contains(line), "{line}");
        }
    }
}
