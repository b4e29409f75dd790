//! The fields of a feed and of its entries: which element means what.

use super::super::blanks::squeeze;
use super::super::chapter_lists::{of_lines, simple_chapter};
use super::super::clock::length;
use super::super::dates::moment;
use super::super::html_text::lines;
use super::super::links::Links;
use super::super::xml_nodes::Element;
use super::super::{Role, Speaker};
use super::{Entry, Transcript};

/// Longest description that is kept, in bytes.
const LONGEST_DESCRIPTION: usize = 20_000;

/// What belongs to the feed as a whole.
#[derive(Default)]
pub(super) struct Channel {
    language: Option<String>,
    author: Option<String>,
    people: Vec<Speaker>,
}

impl Channel {
    /// Takes one of the feed's own elements.
    pub(super) fn field(&mut self, element: &Element, text: &str) {
        match element.name.as_str() {
            "language" => set(&mut self.language, text),
            "itunes:author" => set(&mut self.author, text),
            "podcast:person" => self.people.extend(person(element, text)),
            _ => {}
        }
    }
}

/// An entry as it fills. Of the texts that describe an episode, the best one is known only at its end.
#[derive(Default)]
pub(super) struct Draft {
    entry: Entry,
    description: String,
    content: String,
    summary: String,
    subtitle: String,
}

impl Draft {
    /// Begins on a line.
    pub(super) fn new(line: u32) -> Self {
        Self {
            entry: Entry {
                line,
                ..Entry::default()
            },
            ..Self::default()
        }
    }

    /// Takes one of the entry's elements.
    pub(super) fn field(&mut self, element: &Element, text: &str) {
        let entry = &mut self.entry;
        match element.name.as_str() {
            "title" if entry.title.is_empty() => entry.title = plain(text),
            // The title without the number: the better one.
            "itunes:title" if !plain(text).is_empty() => entry.title = plain(text),
            "guid" | "id" => entry.guid = entry.guid.take().or_else(|| trimmed(text)),
            "link" => self.link(element, text),
            "enclosure" => set(&mut entry.enclosure, element.attribute("url").unwrap_or("")),
            "pubDate" | "dc:date" | "published" => {
                entry.date = entry.date.take().or_else(|| moment(text));
            }
            "itunes:duration" => entry.duration_s = duration(text),
            "itunes:season" | "podcast:season" => {
                entry.season = entry.season.or_else(|| whole(text));
            }
            "itunes:episode" | "podcast:episode" => {
                entry.number = entry.number.or_else(|| whole(text));
            }
            "itunes:author" => set(&mut entry.author, text),
            "itunes:keywords" => text
                .split(',')
                .for_each(|tag| add_tag(&mut entry.tags, tag)),
            "category" => add_tag(&mut entry.tags, element.attribute("term").unwrap_or(text)),
            "description" => text.clone_into(&mut self.description),
            "content:encoded" | "content" => text.clone_into(&mut self.content),
            "itunes:summary" | "summary" => text.clone_into(&mut self.summary),
            "itunes:subtitle" => text.clone_into(&mut self.subtitle),
            "podcast:person" => entry.people.extend(person(element, text)),
            "podcast:transcript" => entry
                .transcripts
                .extend(element.attribute("url").map(|url| Transcript {
                    url: url.to_owned(),
                    language: element.attribute("language").map(str::to_owned),
                })),
            "podcast:chapters" => set(
                &mut entry.chapters_url,
                element.attribute("url").unwrap_or(""),
            ),
            _ => {}
        }
    }

    fn link(&mut self, element: &Element, text: &str) {
        let entry = &mut self.entry;
        match (element.attribute("rel"), element.attribute("href")) {
            (Some("enclosure"), Some(href)) => set(&mut entry.enclosure, href),
            (None | Some("alternate"), Some(href)) => set(&mut entry.link, href),
            (_, None) => set(&mut entry.link, text),
            _ => {}
        }
    }

    /// Takes an element further in, if it means something of its own.
    pub(super) fn inner(&mut self, element: &Element) -> bool {
        let chapter = element
            .name
            .ends_with(":chapter")
            .then(|| simple_chapter(element))
            .flatten();
        let taken = chapter.is_some();
        self.entry.chapters.extend(chapter);
        taken
    }

    /// The entry, with what the feed as a whole says where the entry says nothing.
    pub(super) fn finish(self, channel: &Channel) -> Entry {
        let mut entry = self.entry;
        let mut links = Links::default();
        let shown = [
            &self.description,
            &self.content,
            &self.summary,
            &self.subtitle,
        ]
        .map(|html| lines(html, &mut links));
        entry.links = links.into_vec();
        entry.listed = shown
            .iter()
            .map(|text| of_lines(text, entry.duration_s))
            .find(|chapters| !chapters.is_empty())
            .unwrap_or_default();
        entry.description = shown
            .into_iter()
            .find(|text| !text.is_empty())
            .map(shortened);
        entry.language.clone_from(&channel.language);
        if entry.people.is_empty() {
            entry.people.clone_from(&channel.people);
            entry.author = entry.author.or_else(|| channel.author.clone());
        } else {
            entry.author = None;
        }
        entry
    }
}

fn shortened(mut text: String) -> String {
    if text.len() > LONGEST_DESCRIPTION {
        let end = text.floor_char_boundary(LONGEST_DESCRIPTION);
        text.truncate(end);
    }
    text
}

fn set(field: &mut Option<String>, text: &str) {
    if field.is_none() {
        *field = trimmed(text);
    }
}

fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A title or name: some feeds escape twice, or leave tags in it.
fn plain(text: &str) -> String {
    squeeze(&lines(text, &mut Links::default()))
}

fn add_tag(tags: &mut Vec<String>, tag: &str) {
    let tag = plain(tag);
    if !tag.is_empty() && tags.len() < 200 && !tags.contains(&tag) {
        tags.push(tag);
    }
}

fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

/// Seconds, in every spelling that feeds have: `3723`, `3723.5`, `1:02:03`, `62:03`, `1:2:3`, `1h 2m`.
fn duration(text: &str) -> Option<f64> {
    let text = text.trim();
    let parts = text.split(':').map(|part| part.trim().parse::<f64>().ok());
    let clock = || {
        parts
            .clone()
            .try_fold(0.0, |sum, part| Some(sum * 60.0 + part?))
    };
    let few = text.split(':').count() <= 3;
    length(text)
        .or_else(|| clock().filter(|_| few))
        .filter(|seconds| seconds.is_finite() && *seconds > 0.0)
}

/// Somebody who takes part. Those who only work on the show (editors, designers) are no part of the talk.
fn person(element: &Element, text: &str) -> Option<Speaker> {
    let name = plain(text);
    let cast = element
        .attribute("group")
        .is_none_or(|group| group.eq_ignore_ascii_case("cast"));
    let role = match element.attribute("role").map(str::to_lowercase).as_deref() {
        None | Some("host" | "co-host" | "cohost" | "guest host" | "moderator" | "interviewer") => {
            Role::Host
        }
        Some("guest" | "interviewee" | "panelist" | "expert") => Role::Guest,
        Some("announcer" | "narrator" | "voice actor" | "voice over") => Role::Announcer,
        Some("reporter" | "correspondent" | "commentator" | "speaker" | "contributor") => {
            Role::Unknown
        }
        Some(_) => return None,
    };
    (cast && !name.is_empty() && name.len() <= 120).then_some(Speaker { name, role })
}
