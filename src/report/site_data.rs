//! Data files for a site's templates: all episodes as one JSON object, and a table of their tags.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::catalogue::{table, text_cell};
use super::json::finish;

/// An episode as a site's templates get it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteEpisode {
    /// The episode's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Slug and name of each tag, best first.
    pub tags: Vec<(String, String)>,
    /// Further fields.
    pub parts: Vec<(String, Value)>,
}

/// Episodes by slug, indented, with a line feed.
pub fn site_json(episodes: &BTreeMap<String, SiteEpisode>) -> Vec<u8> {
    let records = episodes.iter().map(|(slug, episode)| {
        let tags = episode
            .tags
            .iter()
            .map(|(slug, name)| json!({"name": name, "slug": slug}));
        let mut record = Map::new();
        record.insert("slug".to_owned(), json!(slug));
        record.insert("id".to_owned(), json!(episode.id));
        record.insert("title".to_owned(), json!(episode.title));
        record.insert("tags".to_owned(), tags.collect());
        record.extend(episode.parts.iter().cloned());
        (slug.clone(), Value::Object(record))
    });
    let all: Map<String, Value> = records.collect();
    finish(serde_json::to_string_pretty(&all)).into_bytes()
}

/// One row for each episode and tag: `slug,tag,tag_slug,rank`.
pub fn site_table(episodes: &BTreeMap<String, SiteEpisode>) -> Vec<u8> {
    let rows = episodes.iter().flat_map(|(slug, episode)| {
        episode
            .tags
            .iter()
            .enumerate()
            .map(move |(at, (tag_slug, tag))| {
                [
                    text_cell(slug),
                    text_cell(tag),
                    text_cell(tag_slug),
                    (at + 1).to_string(),
                ]
            })
    });
    table(["slug", "tag", "tag_slug", "rank"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn episodes_stand_under_their_slug_with_tags_best_first() {
        let episode = SiteEpisode {
            id: "a/1".to_owned(),
            title: "One".to_owned(),
            tags: vec![
                ("sea".to_owned(), "Sea".to_owned()),
                ("light".to_owned(), "=Light".to_owned()),
            ],
            parts: vec![("summary".to_owned(), json!("Dark."))],
        };
        let episodes = BTreeMap::from([("one".to_owned(), episode)]);
        let value: Value = serde_json::from_slice(&site_json(&episodes)).unwrap();
        assert_eq!(
            value,
            json!({"one": {"slug": "one", "id": "a/1", "title": "One",
                "tags": [{"name": "Sea", "slug": "sea"}, {"name": "=Light", "slug": "light"}], "summary": "Dark."}})
        );
        assert_eq!(
            String::from_utf8(site_table(&episodes)).unwrap(),
            "slug,tag,tag_slug,rank\none,Sea,sea,1\none,'=Light,light,2\n"
        );
    }
}
