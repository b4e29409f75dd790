//! Show notes as an HTML fragment, to paste into a content management system or a feed's description.
//!
//! Only elements and attributes that such places let through and that carry meaning; no classes, styles or scripts.
//! Quotation marks are written out, since feeds drop `<q>` and would turn a quotation into a claim.

use std::fmt::Write;

use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};

use super::notes::{FOOTER, Line, Notes, Person, Reasoned};
use super::time;
use crate::corpus::{Episode, Link};
use crate::draft::Draft;

/// The notes of one episode as one `<article>`; sections without content are left out.
pub(super) fn render(episode: &Episode, draft: &Draft, explain: bool) -> String {
    let notes = Notes::new(episode, draft, explain);
    let mut html = opening(&notes);
    push_paragraph(&mut html, &meta(&notes));
    push_paragraph(&mut html, &text(&notes.description));
    if !notes.summary.is_empty() {
        push_heading(&mut html, "Summary");
        push_paragraph(&mut html, &text(&notes.summary));
    }
    let highlights = notes.highlights.iter().map(|line| highlight(&notes, line));
    push_list(&mut html, "Highlights", highlights);
    push_list(&mut html, "Chapters", chapters(&notes));
    push_list(&mut html, "Topics", notes.topics.iter().map(topic));
    push_list(&mut html, "Key phrases", notes.keyphrases.iter().map(topic));
    push_list(&mut html, "People", notes.people.iter().map(person));
    push_list(&mut html, "Links", notes.links.iter().map(link));
    if notes.from_transcript {
        push_paragraph(&mut html, &format!("<em>{FOOTER}</em>"));
    }
    html + "</article>\n"
}

fn opening(notes: &Notes) -> String {
    let language = if notes.language.is_empty() {
        String::new()
    } else {
        format!(" lang=\"{}\"", attribute(&notes.language))
    };
    format!("<article{language}>\n<h2>{}</h2>\n", text(&notes.title))
}

fn push_heading(html: &mut String, heading: &str) {
    let _ = writeln!(html, "<h3>{heading}</h3>");
}

fn push_paragraph(html: &mut String, content: &str) {
    if !content.is_empty() {
        let _ = writeln!(html, "<p>{content}</p>");
    }
}

fn push_list(html: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    push_heading(html, heading);
    html.push_str("<ul>\n");
    for item in items {
        let _ = writeln!(html, "<li>{item}</li>");
    }
    html.push_str("</ul>\n");
}

fn meta(notes: &Notes) -> String {
    let date = notes.date.as_deref().map(|date| {
        if notes.date_is_iso {
            format!(
                "<time datetime=\"{}\">{}</time>",
                attribute(date),
                text(date)
            )
        } else {
            text(date).into_owned()
        }
    });
    let length = notes.duration_s.map(|seconds| {
        let iso = time::iso_duration(seconds);
        format!("<time datetime=\"{iso}\">{}</time>", time::length(seconds))
    });
    let names: Vec<_> = notes
        .people
        .iter()
        .map(|person| text(&person.name))
        .collect();
    let names = (!names.is_empty()).then(|| names.join(", "));
    let parts: Vec<String> = [date, length, names].into_iter().flatten().collect();
    parts.join(" · ")
}

fn highlight(notes: &Notes, line: &Line) -> String {
    let speaker = (!line.speaker.is_empty()).then(|| text(&line.speaker).into_owned());
    let time = line.start_s.map(|seconds| point(notes, seconds));
    let said_by: Vec<String> = [speaker, time].into_iter().flatten().collect();
    let dash = if said_by.is_empty() { "" } else { " — " };
    let why = why(&line.why);
    format!("{}{dash}{}{why}", text(&line.text), said_by.join(", "))
}

fn chapters(notes: &Notes) -> impl Iterator<Item = String> + '_ {
    notes.chapters.iter().map(|chapter| match chapter.start_s {
        Some(seconds) => format!("{} {}", point(notes, seconds), text(&chapter.title)),
        None => text(&chapter.title).into_owned(),
    })
}

/// A point in the audio for people and machines.
fn point(notes: &Notes, seconds: f64) -> String {
    let iso = time::iso_duration(seconds);
    format!("<time datetime=\"{iso}\">{}</time>", notes.clock(seconds))
}

fn topic(topic: &Reasoned) -> String {
    format!("{}{}", text(&topic.text), why(&topic.why))
}

fn why(why: &str) -> String {
    if why.is_empty() {
        String::new()
    } else {
        format!("<br><small>{}</small>", text(why))
    }
}

fn person(person: &Person) -> String {
    let name = text(&person.name);
    match person.role {
        Some(role) => format!("{name} ({role})"),
        None => name.into_owned(),
    }
}

fn link(link: &Link) -> String {
    let words = if link.text.is_empty() {
        &link.url
    } else {
        &link.text
    };
    format!("<a href=\"{}\">{}</a>", attribute(&link.url), text(words))
}
