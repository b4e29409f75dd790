//! Stand-in for the formats until they are merged.

use crate::corpus::Episode;
use crate::draft::Draft;
use crate::tags::Tagging;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// Text.
    Text,
    /// HTML.
    Html,
    /// JSON.
    Json,
    /// JSON Lines.
    Jsonl,
    /// Cleaned text.
    TextOnly,
}

/// How to render.
#[derive(Clone, Copy, Debug, Default)]
pub struct RenderOptions {
    /// With colour.
    pub color: bool,
    /// With reasons.
    pub explain: bool,
}

/// One episode in a format.
pub fn render_episode(
    format: Format,
    episode: &Episode,
    draft: &Draft,
    options: &RenderOptions,
) -> Vec<u8> {
    let _ = (draft, options);
    match format {
        Format::Json | Format::Jsonl => {
            let value = serde_json::json!({"id": episode.id, "text": episode.text});
            let mut line = if format == Format::Json {
                format!("{value:#}")
            } else {
                value.to_string()
            };
            line.push('\n');
            line.into_bytes()
        }
        _ => format!("# {}\n\n{}\n", episode.id, episode.text).into_bytes(),
    }
}

/// What stands between two episodes.
pub fn separator(format: Format) -> &'static str {
    match format {
        Format::Json | Format::Jsonl => "",
        _ => "\n",
    }
}

/// The files of a tagged catalogue.
pub fn catalogue_files(tagging: &Tagging) -> Vec<(String, Vec<u8>)> {
    let mut rows = String::from("episode\n");
    for episode in &tagging.episodes {
        rows.push_str(&episode.id);
        rows.push('\n');
    }
    ["tags.csv", "episodes.csv", "related.csv", "catalogue.json"]
        .map(|name| (name.to_owned(), rows.clone().into_bytes()))
        .into()
}
