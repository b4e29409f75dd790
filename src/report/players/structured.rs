//! An episode for search engines (JSON-LD) and the tags of a feed's item.

use serde_json::{Value, json};

use super::soundbites::{piece, shortened};
use crate::corpus::{Episode, Meta};
use crate::draft::Draft;
use crate::report::json::finish;
use crate::report::notes::Notes;
use crate::report::{quotation, time};

/// Characters that Apple takes in a field of text.
const KEYWORDS_CHARS: usize = 255;
/// Characters of one category.
const CATEGORY_CHARS: usize = 128;

/// A schema.org `PodcastEpisode` with its highlights as `Clip`s, to put into a script element.
pub(in crate::report) fn json_ld(episode: &Episode, draft: &Draft) -> String {
    let notes = Notes::new(episode, draft, false);
    let mut object = json!({
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": notes.title,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            object[key] = value;
        }
    };
    let filled = |text: &str| (!text.is_empty()).then(|| json!(text));
    set(
        "datePublished",
        notes
            .date
            .as_deref()
            .filter(|_| notes.date_is_iso)
            .map(|date| json!(date)),
    );
    set(
        "duration",
        notes
            .duration_s
            .map(|length| json!(time::iso_duration(length))),
    );
    set("inLanguage", filled(&notes.language));
    set(
        "description",
        filled(if notes.summary.is_empty() {
            &notes.description
        } else {
            &notes.summary
        }),
    );
    let topics: Vec<_> = notes
        .topics
        .iter()
        .map(|topic| topic.text.as_str())
        .collect();
    set("keywords", (!topics.is_empty()).then(|| json!(topics)));
    let people: Vec<_> = notes
        .people
        .iter()
        .map(|person| json!({"@type": "Person", "name": person.name}))
        .collect();
    set("actor", (!people.is_empty()).then(|| json!(people)));
    let meta = &episode.meta;
    set("url", meta.page_url.as_ref().map(|url| json!(url)));
    set(
        "associatedMedia",
        meta.audio_url
            .as_ref()
            .map(|url| json!({"@type": "MediaObject", "contentUrl": url})),
    );
    let clips = clips(episode, draft);
    set("hasPart", (!clips.is_empty()).then(|| json!(clips)));
    let text = finish(serde_json::to_string_pretty(&object));
    // So that no text in it can end the script element.
    text.replace('<', "\\u003c")
}

/// Each highlight with a time, from its first second to its last.
pub(super) fn clips(episode: &Episode, draft: &Draft) -> Vec<Value> {
    let clips = draft.highlights.iter().filter_map(|highlight| {
        let (start, duration) = piece(episode, highlight)?;
        let (first, last) = (start.floor() as u64, (start + duration).ceil() as u64);
        let mut clip = json!({
            "@type": "Clip",
            "name": shortened(&quotation::shown(highlight, episode, &draft.language), CATEGORY_CHARS),
            "startOffset": first,
            "endOffset": last,
        });
        if let Some(url) = clip_url(&episode.meta, first, last) {
            clip["url"] = json!(url);
        }
        Some(clip)
    });
    clips.collect()
}

/// Where a clip can be heard: the episode's page with the start as a parameter `t`, as video sites and search engines
/// have it, or else the audio with a media fragment (<https://www.w3.org/TR/media-frags/>).
fn clip_url(meta: &Meta, first: u64, last: u64) -> Option<String> {
    let Some(page) = &meta.page_url else {
        return meta
            .audio_url
            .as_ref()
            .map(|audio| format!("{audio}#t={first},{last}"));
    };
    let page = page.split('#').next().unwrap_or_default();
    let mark = if page.contains('?') { '&' } else { '?' };
    Some(format!("{page}{mark}t={first}"))
}

/// The tags of an RSS item: `<itunes:keywords>`, which are old but still read, and a `<category>` for each.
pub(in crate::report) fn feed(episode: &Episode, draft: &Draft) -> String {
    let notes = Notes::new(episode, draft, false);
    let mut keywords = String::new();
    let mut categories = String::new();
    for topic in &notes.topics {
        // A comma parts keywords.
        let keyword = topic.text.replace(',', " ");
        let keyword = keyword.split_whitespace().collect::<Vec<_>>().join(" ");
        let gap = if keywords.is_empty() { "" } else { "," };
        if keywords.chars().count() + gap.len() + keyword.chars().count() <= KEYWORDS_CHARS {
            keywords.extend([gap, &keyword]);
        }
        let category = shortened(&topic.text, CATEGORY_CHARS);
        categories.extend([
            "<category>",
            &html_escape::encode_text(&category),
            "</category>\n",
        ]);
    }
    if categories.is_empty() {
        return String::new();
    }
    let keywords = html_escape::encode_text(&keywords);
    format!("<itunes:keywords>{keywords}</itunes:keywords>\n{categories}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{empty, lighthouse};

    #[test]
    fn an_episode_is_described_with_its_clips_and_cannot_end_its_script() {
        let (mut episode, draft) = lighthouse();
        episode.meta.title = "</script><b>".to_owned();
        let text = json_ld(&episode, &draft);
        assert!(!text.contains('<'), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["@type"], "PodcastEpisode");
        assert_eq!(value["name"], "</script><b>");
        assert_eq!(value["datePublished"], "2024-05-01");
        assert_eq!(value["duration"], "PT35M1S");
        let clip = &value["hasPart"][0];
        assert!(
            clip["startOffset"].as_u64() < clip["endOffset"].as_u64(),
            "{clip}"
        );
        assert_eq!(clip["url"], Value::Null);
        for (page, audio, url) in [
            (
                Some("https://boat.example/keels#top"),
                None,
                "https://boat.example/keels?t=",
            ),
            (
                Some("https://v.example/w?v=1"),
                Some("https://m.example/k.mp3"),
                "https://v.example/w?v=1&t=",
            ),
            (
                None,
                Some("https://m.example/k.mp3"),
                "https://m.example/k.mp3#t=",
            ),
        ] {
            episode.meta.page_url = page.map(str::to_owned);
            episode.meta.audio_url = audio.map(str::to_owned);
            let value: Value = serde_json::from_str(&json_ld(&episode, &draft)).unwrap();
            let clip = value["hasPart"][0]["url"].as_str().unwrap_or_default();
            assert!(clip.starts_with(url) && clip.len() > url.len(), "{clip}");
            assert_eq!(value["associatedMedia"]["contentUrl"].as_str(), audio);
        }
        let bare: Value = serde_json::from_str(&json_ld(&empty(), &Draft::default())).unwrap();
        assert_eq!(bare.as_object().map(serde_json::Map::len), Some(3));
    }

    #[test]
    fn keywords_and_categories_keep_their_order_and_their_limits() {
        let (episode, mut draft) = lighthouse();
        let tag = draft.tags[0].clone();
        draft.tags = ["R&D", "a, b", &"long ".repeat(60), "last"]
            .map(|name| crate::draft::Tag {
                tag: name.to_owned(),
                ..tag.clone()
            })
            .into();
        let text = feed(&episode, &draft);
        assert!(text.starts_with("<itunes:keywords>R&amp;D,a b,last</itunes:keywords>\n<category>R&amp;D</category>\n<category>a, b</category>\n<category>long"), "{text}");
        assert!(text.lines().all(|line| line.len() < 160), "{text}");
        assert_eq!(feed(&empty(), &Draft::default()), "");
    }
}
