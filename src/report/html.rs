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

#[cfg(test)]
mod tests {
    use super::super::fixture::{empty, lighthouse};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn show_notes_are_a_fragment_of_plain_elements() {
        let (episode, draft) = lighthouse();
        insta::assert_snapshot!(render(&episode, &draft, false), @r#"
        <article lang="en">
        <h2>Keeping the light: C# &amp; snake_case</h2>
        <p><time datetime="2024-05-01">2024-05-01</time> · <time datetime="PT35M1S">35 min</time> · Ada Okafor, Bruno</p>
        <h3>Summary</h3>
        <p>With &lt;sensors&gt; and patience.</p>
        <h3>Highlights</h3>
        <ul>
        <li>How to keep a lighthouse running with nobody in it — Ada, <time datetime="PT0S">00:00</time></li>
        <li>“The lamp never *sleeps*” — Bruno, <time datetime="PT12M3S">12:03</time></li>
        <li>The lamp is always awake — Bruno, <time datetime="PT12M3S">12:03</time></li>
        </ul>
        <h3>Chapters</h3>
        <ul>
        <li><time datetime="PT0S">00:00</time> Opening</li>
        <li><time datetime="PT12M3S">12:03</time> The lamp that never sleeps</li>
        <li>Closing</li>
        </ul>
        <h3>Topics</h3>
        <ul>
        <li>Lighthouses</li>
        <li>remote sensing</li>
        </ul>
        <h3>People</h3>
        <ul>
        <li>Ada Okafor (host)</li>
        <li>Bruno (guest)</li>
        </ul>
        <h3>Links</h3>
        <ul>
        <li><a href="https://example.org/tower_(old)?a=1&amp;b=2">The [old] tower</a></li>
        <li><a href="https://example.org/">https://example.org/</a></li>
        </ul>
        <p><em>Drafted from the transcript; check before publishing.</em></p>
        </article>
        "#);
    }

    #[test]
    fn reasons_stand_below_what_they_explain() {
        let (episode, draft) = lighthouse();
        let rendered = render(&episode, &draft, true);
        assert!(rendered.contains("<li>lighthouse<br><small>said first by the host</small></li>"));
    }

    #[test]
    fn a_date_as_written_is_not_passed_off_as_a_machine_date() {
        let mut episode = empty();
        episode.meta.date_text = Some("28 Maj".to_owned());
        let rendered = render(&episode, &Draft::default(), false);
        assert!(rendered.contains("<p>28 Maj</p>"), "{rendered}");
    }

    proptest! {
        #[test]
        fn text_from_outside_never_becomes_markup(
            outside in "[<>\"'&a-z/=: ]{0,30}",
        ) {
            let (mut episode, mut draft) = lighthouse();
            let elements = |html: &str| html.matches('<').count();
            let expected = elements(&render(&episode, &draft, true));
            let [first, second, ..] = &mut draft.highlights[..] else { unreachable!() };
            for field in [
                &mut episode.meta.title,
                &mut episode.links[0].text,
                &mut draft.summary[0].fluent,
                &mut first.text,
                &mut second.why,
                &mut draft.chapters[0].title,
                &mut draft.tags[0].tag,
                &mut draft.people[0],
            ] {
                *field = format!("x{outside}");
            }
            episode.links[0].url = format!("https://x{outside}");
            draft.highlights[0].speaker = Some(format!("x{outside}"));
            let rendered = render(&episode, &draft, true);
            prop_assert_eq!(elements(&rendered), expected, "{}", rendered);
            prop_assert_eq!(rendered.matches('"').count() % 2, 0);
        }
    }
}
