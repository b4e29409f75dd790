//! What is to be published of an episode, as read from the files that `tag` and `draft` write.

use serde::{Deserialize, Deserializer};

/// One episode.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct EpisodeNotes {
    /// Path of the transcript without extension, relative to where it was looked for.
    pub id: String,
    /// Path of the transcript.
    pub path: String,
    /// The title; may be empty.
    pub title: String,
    /// Best first.
    #[serde(deserialize_with = "tag_notes")]
    pub tags: Vec<TagNote>,
    /// Hosts and guests by name.
    pub people: Vec<String>,
    /// As one paragraph; empty where there is none.
    #[serde(deserialize_with = "paragraph")]
    pub summary: String,
    /// In conversation order.
    pub highlights: Vec<HighlightNote>,
    /// In conversation order.
    pub chapters: Vec<ChapterNote>,
}

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagNote {
    /// As people would type it.
    pub tag: String,
    /// Whether a person gave it, as opposed to this program.
    pub given: bool,
}

/// A highlight.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct HighlightNote {
    /// The line to publish.
    pub text: String,
    /// Where the words that it rests on stand in the episode's text; `[0, 0]` where that is not known.
    pub span: [u32; 2],
    /// `question`, `quote` or `topic`.
    pub kind: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// When, in seconds.
    pub start_s: Option<f64>,
    /// When it ends, in seconds.
    pub end_s: Option<f64>,
}

/// A chapter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ChapterNote {
    /// Its title.
    pub title: String,
    /// When it starts, in seconds.
    pub start_s: Option<f64>,
}

impl EpisodeNotes {
    /// Takes from `other` what is not known here.
    pub fn complete_with(&mut self, other: Self) {
        fn fill<T>(own: &mut Vec<T>, other: Vec<T>) {
            if own.is_empty() {
                *own = other;
            }
        }
        for (own, other) in [
            (&mut self.path, other.path),
            (&mut self.title, other.title),
            (&mut self.summary, other.summary),
        ] {
            if own.is_empty() {
                *own = other;
            }
        }
        fill(&mut self.tags, other.tags);
        fill(&mut self.people, other.people);
        fill(&mut self.highlights, other.highlights);
        fill(&mut self.chapters, other.chapters);
    }
}

/// Tags as texts, or as objects with their name and source.
fn tag_notes<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<TagNote>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Tag {
        Name(String),
        Record {
            tag: String,
            #[serde(default)]
            source: String,
        },
    }
    let tags = Vec::<Tag>::deserialize(input)?;
    let notes = tags.into_iter().map(|tag| match tag {
        Tag::Name(tag) => TagNote { tag, given: false },
        Tag::Record { tag, source } => TagNote {
            tag,
            given: source == "existing",
        },
    });
    Ok(notes.collect())
}

/// A summary as text, or as an object with its text.
fn paragraph<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Summary {
        Text(String),
        Record { text: String },
    }
    Ok(match Summary::deserialize(input)? {
        Summary::Text(text) | Summary::Record { text } => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_episode_reads_from_the_catalogue_and_from_a_draft() {
        let catalogue = r#"{"id": "a/1", "path": "t/a/1.vtt", "title": "One", "words": 3, "people": ["Ada"],
            "tags": [{"tag": "Sea", "slug": "sea", "source": "existing"}, {"tag": "Light", "slug": "light"}]}"#;
        let draft = r#"{"id": "a/1", "path": "x", "title": "", "summary": {"text": "It is dark.", "sentences": []},
            "highlights": [{"text": "Why?", "kind": "question", "speaker": null, "start_s": 2.5, "end_s": null}],
            "chapters": [{"title": "Start", "start_s": 0}], "tags": []}"#;
        let mut notes: EpisodeNotes = serde_json::from_str(catalogue).unwrap();
        let tags: Vec<_> = notes
            .tags
            .iter()
            .map(|tag| (tag.tag.as_str(), tag.given))
            .collect();
        assert_eq!(tags, [("Sea", true), ("Light", false)]);
        notes.complete_with(serde_json::from_str(draft).unwrap());
        assert_eq!(
            (notes.title.as_str(), notes.path.as_str()),
            ("One", "t/a/1.vtt")
        );
        assert_eq!(notes.summary, "It is dark.");
        assert_eq!(notes.highlights[0].start_s, Some(2.5));
        assert_eq!(notes.chapters[0].title, "Start");
    }
}
