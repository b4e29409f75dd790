//! The catalogue as the page needs it: episodes with their tags and likenesses, the vocabulary and its health.

use serde_json::{Value, json};

use super::talk::print;
use crate::corpus::Episode;
use crate::decisions::EpisodeDecisions;
use crate::draft::Draft;
use crate::tags::Health;

/// What the list of episodes shows of one, before its block of data is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    id: String,
    title: String,
    print: String,
    highlights: usize,
    chapters: usize,
    decisions: EpisodeDecisions,
    lost: EpisodeDecisions,
}

impl Overview {
    /// Of an episode, its draft, what is decided about it with the places where its words stand now, and the decisions
    /// whose words are gone.
    pub fn new(
        episode: &Episode,
        draft: &Draft,
        (decisions, lost): (EpisodeDecisions, EpisodeDecisions),
    ) -> Self {
        Self {
            id: episode.id.clone(),
            title: episode.meta.title.clone(),
            print: print(episode),
            highlights: draft.highlights.len(),
            chapters: draft.chapters.len(),
            decisions,
            lost,
        }
    }

    /// Which episode it is.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// One object: `episodes` in their order; for a catalogue also `catalogue`, which is what `tag` writes, with its
/// episodes in the same order, and `health`.
pub fn overview(episodes: &[Overview], tagged: Option<(&str, &Health)>) -> String {
    let episodes: Vec<Value> = episodes
        .iter()
        .map(|episode| {
            json!({
                "id": episode.id, "title": episode.title, "print": episode.print,
                "highlights": episode.highlights, "chapters": episode.chapters,
                "decisions": episode.decisions, "lost": episode.lost,
            })
        })
        .collect();
    let episodes = Value::from(episodes);
    match tagged {
        None => format!("{{\"episodes\":{episodes},\"catalogue\":null,\"health\":null}}"),
        Some((catalogue, health)) => format!(
            "{{\"episodes\":{episodes},\"catalogue\":{},\"health\":{}}}",
            catalogue.trim_end(),
            health_json(health)
        ),
    }
}

fn health_json(health: &Health) -> Value {
    let duplicates: Vec<Value> = health
        .duplicates
        .iter()
        .map(|pair| json!({"from": pair.from, "into": pair.into, "likeness": pair.likeness.name()}))
        .collect();
    json!({
        "untagged": health.untagged,
        "once": health.once,
        "duplicates": duplicates,
        "common": health.common,
        "unused": health.unused,
        "outside": health.outside,
        "addresses": health.addresses,
        "faded": health.faded,
        "years": health.years,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn an_overview_is_json_with_and_without_a_catalogue() {
        let episode = Overview {
            id: "a/b".to_owned(),
            title: "\"Title\"".to_owned(),
            print: "00".to_owned(),
            highlights: 7,
            chapters: 3,
            decisions: EpisodeDecisions::default(),
            lost: EpisodeDecisions::default(),
        };
        let health = crate::tags::examine(&[], None, Language::UNKNOWN);
        let alone: Value =
            serde_json::from_str(&overview(std::slice::from_ref(&episode), None)).unwrap();
        assert_eq!(alone["episodes"][0]["title"], "\"Title\"");
        assert!(alone["catalogue"].is_null());
        let tagged = overview(&[episode], Some(("{\"episodes\": []}\n", &health)));
        let tagged: Value = serde_json::from_str(&tagged).unwrap();
        assert!(tagged["catalogue"]["episodes"].is_array());
        assert!(tagged["health"]["duplicates"].is_array());
    }
}
