//! What show notes say, and in which order, whatever the markup: the one view that Markdown, text and HTML dress.
//!
//! All strings are on one line and free of control characters, but not escaped for any markup.

use super::plain::one_line;
use super::quotation;
use super::time::{self, HOUR_S};
use crate::corpus::{Episode, Link, Role};
use crate::draft::{Draft, Highlight, sentence_case};

/// The last line of every draft.
pub(super) const FOOTER: &str = "Drafted from the transcript; check before publishing.";

/// Show notes of one episode. What is not known or not there is empty.
pub(super) struct Notes {
    /// The title, or the last part of the id; never empty.
    pub title: String,
    /// Language code of the talk; empty where it could not be told.
    pub language: String,
    /// The date, ISO or as written.
    pub date: Option<String>,
    /// Whether the date is an ISO one.
    pub date_is_iso: bool,
    /// Length in seconds.
    pub duration_s: Option<f64>,
    /// Hosts and guests.
    pub people: Vec<Person>,
    /// What people wrote about an episode that has no transcript.
    pub description: String,
    /// The summary as one paragraph.
    pub summary: String,
    /// In conversation order.
    pub highlights: Vec<Line>,
    /// In conversation order.
    pub chapters: Vec<ChapterLine>,
    /// Tags, or key phrases where there are no tags; best first.
    pub topics: Vec<Reasoned>,
    /// Key phrases, where the reasons for them are asked for and they are not the topics already.
    pub keyphrases: Vec<Reasoned>,
    /// Links with an `http` or `https` address.
    pub links: Vec<Link>,
    /// Whether anything was drafted from a transcript.
    pub from_transcript: bool,
    /// Whether times are shown with hours.
    hours: bool,
}

/// A host or guest.
pub(super) struct Person {
    pub name: String,
    /// `host`, `guest`, …, where known.
    pub role: Option<&'static str>,
}

/// A highlight as shown.
pub(super) struct Line {
    /// The text, in quotation marks if and only if these are the very words of the talk.
    pub text: String,
    /// Who says it; empty where not known.
    pub speaker: String,
    /// When, in seconds.
    pub start_s: Option<f64>,
    /// Why it was chosen; empty unless asked for.
    pub why: String,
}

/// A chapter as shown.
pub(super) struct ChapterLine {
    /// When it starts, in seconds.
    pub start_s: Option<f64>,
    pub title: String,
}

/// A topic, and why it is one; the reason is empty unless asked for.
pub(super) struct Reasoned {
    pub text: String,
    pub why: String,
}

impl Notes {
    /// Collects what there is to say about an episode.
    pub(super) fn new(episode: &Episode, draft: &Draft, explain: bool) -> Self {
        let meta = &episode.meta;
        let from_transcript = episode.has_transcript();
        let why = |why: &str| {
            if explain {
                one_line(why)
            } else {
                String::new()
            }
        };
        let phrases = || {
            let reasoned = |text: &str, reason: &str| Reasoned {
                text: one_line(text),
                why: why(reason),
            };
            draft
                .keyphrases
                .iter()
                .map(move |phrase| reasoned(&phrase.text, &phrase.why))
                .collect()
        };
        let has_tags = !draft.tags.is_empty();
        Self {
            title: title(episode),
            language: spoken_language(draft),
            date: meta
                .date
                .as_deref()
                .or(meta.date_text.as_deref())
                .map(one_line),
            date_is_iso: meta.date.is_some(),
            duration_s: meta.duration_s.filter(|seconds| *seconds > 0.0),
            people: people(episode, draft),
            description: if from_transcript {
                String::new()
            } else {
                one_line(meta.description.as_deref().unwrap_or_default())
            },
            summary: one_line(&summary_text(draft)),
            highlights: by_time(&draft.highlights)
                .into_iter()
                .map(|highlight| Line {
                    text: quotation::shown(highlight, episode, &draft.language),
                    speaker: one_line(named_speaker(highlight, episode)),
                    start_s: highlight.listen_s,
                    why: why(&highlight.why),
                })
                .collect(),
            chapters: draft
                .chapters
                .iter()
                .map(|chapter| ChapterLine {
                    start_s: chapter.start_s,
                    title: one_line(&chapter.title),
                })
                .collect(),
            topics: if has_tags {
                let tags = draft.tags.iter();
                tags.map(|tag| Reasoned {
                    text: one_line(&tag.tag),
                    why: why(&tag.why),
                })
                .collect()
            } else {
                phrases()
            },
            keyphrases: if has_tags && explain {
                phrases()
            } else {
                Vec::new()
            },
            links: links(episode),
            from_transcript,
            hours: lasts_over_an_hour(episode, draft),
        }
    }

    /// A point in the audio, in the one style of this episode.
    pub(super) fn clock(&self, seconds: f64) -> String {
        time::clock(seconds, self.hours)
    }

    /// Date, length and names, as far as they are known.
    pub(super) fn meta_parts(&self) -> Vec<String> {
        let names: Vec<&str> = self
            .people
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        let names = (!names.is_empty()).then(|| names.join(", "));
        let length = self.duration_s.map(time::length);
        [self.date.clone(), length, names]
            .into_iter()
            .flatten()
            .collect()
    }

    /// `Ada, 12:03`, or the one of the two that is known; empty where neither is.
    pub(super) fn attribution(&self, line: &Line) -> String {
        match line.start_s.map(|seconds| self.clock(seconds)) {
            Some(time) if line.speaker.is_empty() => time,
            Some(time) => format!("{}, {time}", line.speaker),
            None => line.speaker.clone(),
        }
    }
}

/// The summary's sentences, one after the other, each with a capital.
pub(super) fn summary_text(draft: &Draft) -> String {
    let sentences: Vec<String> = draft
        .summary
        .iter()
        .map(|sentence| sentence_case(&sentence.fluent))
        .collect();
    sentences.join(" ")
}

fn title(episode: &Episode) -> String {
    let stated = one_line(&episode.meta.title);
    if !stated.is_empty() {
        return stated;
    }
    let from_id = one_line(episode.id.rsplit('/').next().unwrap_or_default());
    if matches!(from_id.as_str(), "" | "-") {
        "Untitled episode".to_owned()
    } else {
        from_id
    }
}

fn spoken_language(draft: &Draft) -> String {
    if draft.language == "und" {
        String::new()
    } else {
        one_line(&draft.language)
    }
}

fn people(episode: &Episode, draft: &Draft) -> Vec<Person> {
    draft
        .people
        .iter()
        .map(|name| Person {
            name: one_line(name),
            role: role_of(name, episode),
        })
        .filter(|person| !person.name.is_empty())
        .collect()
}

/// The role stated for a name, or else the one that the speaker of that name (or first name) has.
fn role_of(name: &str, episode: &Episode) -> Option<&'static str> {
    let stated = episode
        .meta
        .people
        .iter()
        .find(|person| person.name == name);
    let stated = stated.filter(|person| person.role != Role::Unknown);
    let speaker = || {
        let speakers = &episode.speakers;
        let full = speakers.iter().find(|speaker| speaker.name == name);
        full.or_else(|| {
            let first = name.split_whitespace().next()?;
            speakers.iter().find(|speaker| speaker.name == first)
        })
    };
    match stated.or_else(speaker)?.role {
        Role::Host => Some("host"),
        Role::Guest => Some("guest"),
        Role::Announcer => Some("announcer"),
        Role::Unknown => None,
    }
}

fn links(episode: &Episode) -> Vec<Link> {
    episode
        .links
        .iter()
        .map(|link| Link {
            text: one_line(&link.text),
            url: one_line(&link.url),
        })
        .filter(|link| is_web_address(&link.url))
        .collect()
}

/// Whether following the address can only open a web page.
fn is_web_address(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.len() > scheme.len()
            && url
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// By its stated length or, without one, by the latest time that is known.
fn lasts_over_an_hour(episode: &Episode, draft: &Draft) -> bool {
    let marks = episode.times.iter().map(|mark| mark.seconds);
    let stated = episode.meta.duration_s;
    let highlights = draft
        .highlights
        .iter()
        .filter_map(|highlight| highlight.listen_s);
    let chapters = draft.chapters.iter().filter_map(|chapter| chapter.start_s);
    let known = stated
        .into_iter()
        .chain(marks)
        .chain(highlights)
        .chain(chapters);
    known.fold(0.0, f64::max) >= HOUR_S
}

/// Who says a highlight; nobody where the transcript has only a letter or a number for them, which tells a reader nothing.
fn named_speaker<'h>(highlight: &'h Highlight, episode: &Episode) -> &'h str {
    let speaker = episode.speaker_of(highlight.turn);
    let unnamed = speaker.is_some_and(|speaker| !speaker.is_named());
    match highlight.speaker.as_deref() {
        Some(name) if !unnamed => name,
        _ => "",
    }
}

/// Highlights in the order of the times that are shown with them: a bullet's answer may begin before a line that is quoted
/// from the same answer, though its evidence stands behind it.
fn by_time(highlights: &[Highlight]) -> Vec<&Highlight> {
    let mut lines: Vec<&Highlight> = highlights.iter().collect();
    let time = |line: &Highlight| line.listen_s.or(line.start_s);
    if lines.iter().all(|line| time(line).is_some()) {
        lines.sort_by(|a, b| {
            let (a, b) = (time(a).unwrap_or_default(), time(b).unwrap_or_default());
            a.total_cmp(&b)
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{empty, lighthouse};
    use super::*;

    #[test]
    fn a_title_is_never_missing() {
        let table = [
            ("Stated", "a/b", "Stated"),
            (" ", "a/b", "b"),
            ("", "-", "Untitled episode"),
            ("", "", "Untitled episode"),
        ];
        for (stated, id, expected) in table {
            let mut episode = empty();
            stated.clone_into(&mut episode.meta.title);
            id.clone_into(&mut episode.id);
            assert_eq!(title(&episode), expected, "{stated:?} {id:?}");
        }
    }

    #[test]
    fn a_stated_role_goes_before_the_one_of_the_speaker() {
        let (mut episode, draft) = lighthouse();
        let roles = |episode: &Episode| -> Vec<_> {
            people(episode, &draft)
                .iter()
                .map(|person| person.role)
                .collect()
        };
        assert_eq!(roles(&episode), [Some("host"), Some("guest")]);
        episode.meta.people = vec![crate::corpus::Speaker {
            name: "Ada Okafor".to_owned(),
            role: Role::Guest,
        }];
        assert_eq!(roles(&episode), [Some("guest"), Some("guest")]);
        episode.speakers.clear();
        assert_eq!(roles(&episode), [Some("guest"), None]);
    }

    #[test]
    fn times_have_hours_from_one_hour_on_by_the_latest_time_known() {
        let (mut episode, mut draft) = lighthouse();
        let opening =
            |episode: &Episode, draft: &Draft| Notes::new(episode, draft, false).clock(0.0);
        assert_eq!(opening(&episode, &draft), "00:00");
        draft.chapters[2].start_s = Some(4000.0);
        assert_eq!(opening(&episode, &draft), "0:00:00");
        draft.chapters[2].start_s = None;
        episode.meta.duration_s = Some(3600.0);
        assert_eq!(opening(&episode, &draft), "0:00:00");
    }

    #[test]
    fn highlights_stand_in_the_order_of_the_times_shown() {
        let (episode, mut draft) = lighthouse();
        let texts = |draft: &Draft| -> Vec<String> {
            let lines = Notes::new(&episode, draft, false).highlights.into_iter();
            lines.map(|line| line.text).collect()
        };
        let as_said = texts(&draft);
        for (line, time) in draft.highlights.iter_mut().zip([20.0, 10.0, 30.0]) {
            line.listen_s = Some(time);
        }
        let mut by_time = as_said.clone();
        by_time[..2].rotate_left(1);
        assert_eq!(texts(&draft), by_time);
        (draft.highlights[2].listen_s, draft.highlights[2].start_s) = (None, None);
        assert_eq!(texts(&draft), as_said);
    }

    #[test]
    fn reasons_and_the_phrases_behind_the_tags_are_shown_only_when_asked_for() {
        let (episode, mut draft) = lighthouse();
        let silent = Notes::new(&episode, &draft, false);
        assert!(silent.highlights.iter().all(|line| line.why.is_empty()));
        assert!(silent.keyphrases.is_empty());
        let explained = Notes::new(&episode, &draft, true);
        assert!(
            explained
                .topics
                .iter()
                .all(|topic| topic.why == "in the front matter")
        );
        assert_eq!(explained.keyphrases.len(), 1);
        draft.tags.clear();
        let untagged = Notes::new(&episode, &draft, true);
        assert_eq!(untagged.topics[0].text, "lighthouse");
        assert!(untagged.keyphrases.is_empty());
    }

    #[test]
    fn only_web_addresses_are_links() {
        let table = [
            ("https://example.org", true),
            ("HTTP://example.org", true),
            ("https://", false),
            ("javascript:alert(1)", false),
            ("é", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_web_address(url), expected, "{url}");
        }
    }
}
