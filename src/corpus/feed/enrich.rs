//! Completes a transcript by what the feed says about the episode; makes an episode of an entry without transcript.

use rustc_hash::FxHashMap;

use super::super::dates::Date;
use super::super::front_fields::is_web;
use super::super::pairing::slug;
use super::super::parsed::{Parsed, ParsedChapter};
use super::super::{Format, Role, Speaker, Warning};
use super::Entry;

/// Adds what the feed says. What was published wins over what the transcript's file says; lists are joined.
pub(in super::super) fn enrich(parsed: &mut Parsed, entry: &Entry) {
    let meta = &mut parsed.meta;
    if !entry.title.is_empty() {
        meta.title.clone_from(&entry.title);
    }
    match &entry.date {
        Some(Date::Iso(iso)) => {
            meta.date = Some(iso.clone());
            meta.date_text = None;
        }
        Some(Date::Partial(text)) if meta.date.is_none() => meta.date_text = Some(text.clone()),
        _ => {}
    }
    replace(&mut meta.guid, entry.guid.as_ref());
    replace(
        &mut meta.page_url,
        entry.link.as_ref().filter(|url| is_web(url)),
    );
    replace(
        &mut meta.audio_url,
        entry.enclosure.as_ref().filter(|url| is_web(url)),
    );
    replace(&mut meta.description, entry.description.as_ref());
    meta.duration_s = entry.duration_s.or(meta.duration_s);
    meta.season = entry.season.or(meta.season);
    meta.episode = entry.number.or(meta.episode);
    // A transcript knows its own language better than a feed that has one for all.
    meta.language = meta.language.take().or_else(|| entry.language.clone());
    for tag in &entry.tags {
        if !meta.tags.contains(tag) {
            meta.tags.push(tag.clone());
        }
    }
    add_people(parsed, entry);
    parsed.links.extend(entry.links.iter().cloned());
    add_chapters(parsed, &entry.chapters);
    if parsed.chapters.len() < 2 {
        parsed.chapters.clone_from(&entry.listed);
    }
}

/// Published chapters win over the headings of a transcript, unless nothing tells where in it they begin.
pub(in super::super) fn add_chapters(parsed: &mut Parsed, chapters: &[ParsedChapter]) {
    let timed = || parsed.blocks.iter().any(|block| block.start_s.is_some());
    if !chapters.is_empty() && (parsed.chapters.len() < 2 || timed()) {
        parsed.chapters = chapters.to_vec();
    }
}

fn replace(field: &mut Option<String>, value: Option<&String>) {
    if value.is_some() {
        *field = value.cloned();
    }
}

/// The feed's people come before those of the file; an author only if the transcript knows the name.
fn add_people(parsed: &mut Parsed, entry: &Entry) {
    let mut people = entry.people.clone();
    if people.is_empty() {
        people.extend(authors(parsed, entry));
    }
    for person in std::mem::take(&mut parsed.meta.people) {
        if people.iter().all(|known| known.name != person.name) {
            people.push(person);
        }
    }
    parsed.meta.people = people;
}

/// The authors among the speakers. An author may as well be a company.
fn authors(parsed: &Parsed, entry: &Entry) -> Vec<Speaker> {
    let names = entry.author.as_deref().unwrap_or_default();
    let speaks = |name: &str| {
        let labels = parsed
            .blocks
            .iter()
            .filter_map(|block| block.speaker.as_deref());
        let first = name.split_whitespace().next();
        labels
            .map(|label| label.trim_end_matches(':').trim())
            .any(|label| label.eq_ignore_ascii_case(name) || Some(label) == first)
    };
    names
        .split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty() && speaks(name))
        .take(8)
        .map(|name| Speaker {
            name: name.to_owned(),
            role: Role::Host,
        })
        .collect()
}

/// The episode of an entry without a transcript.
pub(in super::super) fn described(entry: &Entry) -> Parsed {
    let mut parsed = Parsed::new(Format::Feed);
    enrich(&mut parsed, entry);
    parsed
}

/// The ids of episodes that only the feed knows, below the feed's own: made of title, then date, then number.
pub(in super::super) fn ids(feed: &str, entries: &[Entry]) -> Vec<String> {
    let slugs: Vec<String> = entries
        .iter()
        .map(|entry| {
            slug(&entry.title)
                .or_else(|| slug(entry.guid.as_deref()?))
                .unwrap_or_else(|| "episode".to_owned())
        })
        .collect();
    let count = |ids: &[String]| {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for id in ids {
            *counts.entry(id.clone()).or_default() += 1;
        }
        counts
    };
    let counts = count(&slugs);
    let dated: Vec<String> = slugs
        .into_iter()
        .zip(entries)
        .map(|(slug, entry)| match &entry.date {
            Some(Date::Iso(date)) if counts[&slug] > 1 => format!("{slug}-{date}"),
            _ => slug,
        })
        .collect();
    // Numbers go by guid, so that a new entry at the top of the feed does not move the others.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| {
        (
            &dated[index],
            &entries[index].guid,
            std::cmp::Reverse(index),
        )
    });
    let mut ids = vec![String::new(); entries.len()];
    let mut number = 1;
    for (place, &index) in order.iter().enumerate() {
        let same = place > 0 && dated[order[place - 1]] == dated[index];
        number = if same { number + 1 } else { 1 };
        ids[index] = match number {
            1 => format!("{feed}/{}", dated[index]),
            _ => format!("{feed}/{}-{number}", dated[index]),
        };
    }
    ids
}

/// That a transcript which the feed names is not there, as a warning about the feed.
pub(in super::super) fn missing_transcript(entry: &Entry) -> Option<Warning> {
    let url = &entry.transcripts.first()?.url;
    Some(Warning {
        line: entry.line,
        message: format!(
            "transcript {url} is not on disk; only the description of `{}` is read",
            entry.title
        ),
    })
}

/// That the chapters which the feed names are not there, as a warning about the feed.
pub(in super::super) fn missing_chapters(entry: &Entry) -> Option<Warning> {
    let url = entry.chapters_url.as_ref()?;
    Some(Warning {
        line: entry.line,
        message: format!(
            "chapters {url} are not on disk; `{}` is read without them",
            entry.title
        ),
    })
}
