//! What the fields of front matter say about an episode, by the names that site generators and podcasts give them.

use serde_json::{Map, Value};

use super::blanks::squeeze;
use super::chapter_lists::{of_lines, of_value};
use super::clock::{clock, length};
use super::dates::{Date, from_epoch, moment};
use super::front_matter::FrontMatter;
use super::parsed::{Block, Parsed, ParsedChapter};
use super::{Meta, Role, Speaker};

type Fields = Map<String, Value>;

/// Fills what the fields state; what they do not state stays as it is.
pub(super) fn fill(meta: &mut Meta, fields: &Fields) {
    if let Some(title) = first_text(fields, &["title", "name", "episode_title"]) {
        meta.title = squeeze(&title);
    } else if let Some(title) = first_text(fields, &["episode"]).filter(|t| t.contains(' ')) {
        // Mostly a number or a path, but some give the title so.
        meta.title = squeeze(&title);
    }
    meta.guid = first_text(fields, &["guid", "podcast_guid", "episode_guid"]).or(meta.guid.take());
    let page = address(fields, &["url", "link", "permalink", "canonical_url"]);
    meta.page_url = page.or(meta.page_url.take());
    let audio = address(fields, &["audio_url", "audio", "enclosure", "mp3", "media"]);
    meta.audio_url = audio.or(meta.audio_url.take());
    meta.season = number(fields, &["season", "season_number"]).or(meta.season);
    meta.episode = number(
        fields,
        &["episode_number", "episodeNumber", "episode", "number"],
    )
    .or(meta.episode);
    fill_date(meta, fields);
    meta.duration_s = duration(fields).or(meta.duration_s);
    let language = first_text(fields, &["language", "lang", "locale"]);
    meta.language = language.or(meta.language.take());
    let description = first_text(
        fields,
        &["description", "summary", "excerpt", "subtitle", "abstract"],
    );
    meta.description = description.or(meta.description.take());
    fill_tags(meta, fields);
    fill_people(meta, fields);
    for key in ["highlights", "takeaways"] {
        meta.highlights.extend(texts(field(fields, key)));
    }
}

/// The talk, where the front matter itself holds it: a list of `{line, who, sec | time}` with `{header}` between.
pub(super) fn read_transcript(parsed: &mut Parsed, front: &FrontMatter<'_>) {
    let Some(items) = field(&front.fields, "transcript").and_then(Value::as_array) else {
        return;
    };
    let lines = item_lines(front, items.len());
    for (index, item) in items.iter().enumerate() {
        let Some(item) = item.as_object() else {
            continue;
        };
        let start_s = seconds(item);
        if let Some(title) = first_text(item, &["header", "heading", "chapter"]) {
            parsed.chapters.push(ParsedChapter {
                title: squeeze(&title),
                start_s,
                block: Some(parsed.blocks.len()),
            });
        }
        let Some(text) = first_text(item, &["line", "text", "body"]) else {
            continue;
        };
        let speaker = first_text(item, &["who", "speaker", "name"]);
        let repeated = parsed
            .blocks
            .iter()
            .rev()
            .take_while(|block| block.speaker == speaker)
            .take(64)
            .find_map(|block| block.start_s)
            == start_s;
        parsed.blocks.push(Block {
            speaker,
            start_s: start_s.filter(|_| !repeated),
            end_s: None,
            text: squeeze(&text),
            line: lines.get(index).copied().unwrap_or(front.first_line),
            continues: false,
        });
    }
    // A heading without a time of its own starts with the words below it.
    for chapter in &mut parsed.chapters {
        let block = chapter.block.and_then(|block| parsed.blocks.get(block));
        chapter.start_s = chapter.start_s.or(block.and_then(|block| block.start_s));
    }
}

/// The chapters that the front matter lists, as an object of Podcasting 2.0, a list of Podlove, or lines of text.
pub(super) fn chapters(fields: &Fields) -> Vec<ParsedChapter> {
    const KEYS: [&str; 5] = [
        "podcast_chapters",
        "chapters",
        "chapter",
        "chaptermarks",
        "timestamps",
    ];
    let found = KEYS
        .iter()
        .filter_map(|key| field(fields, key))
        .map(|value| match value {
            Value::String(text) => of_lines(text, None),
            value => of_value(value),
        });
    found.max_by_key(Vec::len).unwrap_or_default()
}

/// Names for the labels of a transcript: `speakers: {A: Ann}`, or people with a field for it (`transcriptLetter`).
pub(super) fn labels(fields: &Fields) -> Vec<(String, String)> {
    const KEYS: [&str; 5] = [
        "transcriptLetter",
        "transcript_letter",
        "label",
        "speaker_label",
        "letter",
    ];
    let mut labels = Vec::new();
    for value in PEOPLE.iter().filter_map(|(key, _)| field(fields, key)) {
        match value {
            Value::Object(map) if !map.contains_key("name") => {
                let named = |(label, name): (&String, &Value)| {
                    Some((label.clone(), squeeze(name.as_str()?)))
                };
                labels.extend(map.iter().filter_map(named));
            }
            Value::Array(people) => {
                for person in people.iter().filter_map(Value::as_object) {
                    labels.extend(first_text(person, &KEYS).zip(first_text(person, &["name"])));
                }
            }
            _ => {}
        }
    }
    labels
}

/// The source line of each item of the transcript; empty where the source is not laid out one item after the other.
fn item_lines(front: &FrontMatter<'_>, count: usize) -> Vec<u32> {
    let mut below = front
        .source
        .lines()
        .zip(front.first_line..)
        .skip_while(|(line, _)| !line.starts_with("transcript:"))
        .skip(1)
        .peekable();
    let indent = below.peek().map_or(0, |(line, _)| indent_of(line));
    let lines: Vec<u32> = below
        .take_while(|(line, _)| line.starts_with(['-', ' ']) || line.trim().is_empty())
        .filter(|(line, _)| indent_of(line) == indent && line[indent..].starts_with('-'))
        .map(|(_, number)| number)
        .collect();
    if lines.len() == count {
        lines
    } else {
        Vec::new()
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn seconds(item: &Fields) -> Option<f64> {
    ["sec", "seconds", "start"]
        .iter()
        .find_map(|key| item.get(*key)?.as_f64())
        .or_else(|| clock(item.get("time")?.as_str()?))
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
}

fn fill_date(meta: &mut Meta, fields: &Fields) {
    const KEYS: &[&str] = &[
        "date",
        "publishDate",
        "publish_date",
        "published",
        "pubDate",
        "pub_date",
        "published_at",
        "publishedAt",
        "datePublished",
        "release_date",
        "recorded",
        "recorded_at",
        "created",
    ];
    for value in KEYS.iter().filter_map(|key| field(fields, key)) {
        let found = match value {
            Value::Number(number) => number.as_i64().and_then(from_epoch).map(Date::Iso),
            Value::String(text) => moment(text),
            _ => None,
        };
        match (found, value) {
            (Some(Date::Iso(iso)), _) => {
                meta.date = Some(iso);
                meta.date_text = None;
                return;
            }
            (Some(Date::Partial(text)), _) => meta.date_text = Some(text),
            (None, Value::String(text)) if !text.trim().is_empty() && text.len() <= 60 => {
                meta.date_text.get_or_insert_with(|| text.trim().to_owned());
            }
            _ => {}
        }
    }
}

fn duration(fields: &Fields) -> Option<f64> {
    [
        "duration_seconds",
        "duration",
        "length",
        "itunes_duration",
        "podcast_duration",
    ]
    .iter()
    .find_map(|key| match field(fields, key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => length(text).or_else(|| text.trim().parse().ok()),
        _ => None,
    })
    .filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0)
}

fn fill_tags(meta: &mut Meta, fields: &Fields) {
    let nested = ["taxonomies", "extra"]
        .iter()
        .filter_map(|key| field(fields, key)?.as_object());
    for fields in std::iter::once(fields).chain(nested) {
        for key in [
            "tags",
            "tag",
            "keywords",
            "topics",
            "categories",
            "category",
        ] {
            for tag in texts(field(fields, key)) {
                if !meta.tags.contains(&tag) {
                    meta.tags.push(tag);
                }
            }
        }
    }
}

/// The fields that name people, and the role that each states.
const PEOPLE: [(&str, Role); 8] = [
    ("host", Role::Host),
    ("hosts", Role::Host),
    ("guest", Role::Guest),
    ("guests", Role::Guest),
    ("speaker", Role::Unknown),
    ("speakers", Role::Unknown),
    ("participants", Role::Unknown),
    ("people", Role::Unknown),
];

fn fill_people(meta: &mut Meta, fields: &Fields) {
    for (key, role) in PEOPLE {
        for name in texts(field(fields, key)) {
            if meta.people.iter().all(|person| person.name != name) {
                meta.people.push(Speaker { name, role });
            }
        }
    }
}

/// A field by its name, whatever its case.
fn field<'a>(fields: &'a Fields, key: &str) -> Option<&'a Value> {
    fields.get(key).or_else(|| {
        let found = fields
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map(|(_, value)| value)
    })
}

fn first_text(fields: &Fields, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match field(fields, key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The first of these fields that is a whole address; many sites keep a path in `url`.
fn address(fields: &Fields, keys: &[&str]) -> Option<String> {
    keys.iter()
        .filter_map(|key| first_text(fields, &[key]))
        .find(|text| is_web(text))
}

/// Whether a text is an address of the web.
pub(super) fn is_web(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !text.contains(char::is_whitespace))
}

/// A whole number, as such or written out.
fn number(fields: &Fields, keys: &[&str]) -> Option<u32> {
    keys.iter()
        .find_map(|key| first_text(fields, &[key])?.parse().ok())
}

/// A list of strings: a list, a list of `{name}`, or one string with commas.
fn texts(value: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Some(Value::Array(items)) => {
            for item in items {
                match item {
                    Value::String(text) => found.push(text.clone()),
                    Value::Number(number) => found.push(number.to_string()),
                    Value::Object(item) => found.extend(first_text(item, &["name", "title"])),
                    _ => {}
                }
            }
        }
        Some(Value::String(text)) => {
            let separator = if text.contains(';') { ';' } else { ',' };
            found.extend(text.split(separator).map(str::to_owned));
        }
        _ => {}
    }
    for text in &mut found {
        *text = squeeze(text);
    }
    found.retain(|text| !text.is_empty());
    found
}

#[cfg(test)]
#[path = "front_fields_tests.rs"]
mod tests;
