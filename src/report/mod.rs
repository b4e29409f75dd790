//! Every output format, and the one function that writes files.
//!
//! Results in, bytes out. [`render_episode`] formats one drafted episode, [`catalogue_tables`] a tagged catalogue. What
//! show notes say, whatever the markup, is settled once in `notes`; the formats only dress it. Nothing is ranked or
//! chosen here.

mod catalogue;
mod catalogue_json;
mod catalogue_report;
mod changes;
mod diff;
mod findings;
mod html;
mod inquiry;
mod json;
mod markdown;
mod markdown_escape;
mod notes;
mod number;
mod plain;
mod players;
mod proposed;
mod quotation;
mod run;
mod scores;
mod shift;
mod site_data;
mod tag_scores;
mod text;
mod time;
pub mod writer;

#[cfg(test)]
mod fixture;

use crate::corpus::Episode;
use crate::draft::Draft;

pub use catalogue::catalogue_tables;
pub use catalogue_json::{catalogue_json, write_catalogue_json};
pub use catalogue_report::{catalogue_report, is_catalogue_report};
pub use changes::changes_report;
pub use diff::unified_diff;
pub use findings::health_report;
pub use inquiry::inquiry_report;
pub use players::shortfall;
pub use run::{InputReport, format_name, run_report};
pub use scores::{scores_json, scores_table};
pub use shift::shift;
pub use site_data::{SiteEpisode, site_json, site_table};
pub use tag_scores::tag_scores_table;

/// A form that a drafted episode can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Show notes to paste into an editor.
    #[default]
    Markdown,
    /// Show notes for the terminal.
    Text,
    /// A fragment to paste into a content management system or a feed.
    Html,
    /// One indented object.
    Json,
    /// One object on one line.
    Jsonl,
    /// The cleaned talk that all spans point into, and nothing else.
    TextOnly,
    /// Podcasting 2.0 chapters, version 1.2.
    ChaptersJson,
    /// WebVTT chapters.
    WebvttChapters,
    /// Lines of times and titles for a video's description.
    Youtube,
    /// `<podcast:soundbite>` lines for a feed.
    Soundbites,
    /// A schema.org `PodcastEpisode` for search engines.
    JsonLd,
    /// `<itunes:keywords>` and `<category>` lines for a feed.
    Feed,
}

impl Format {
    /// The file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text | Self::TextOnly => "txt",
            Self::Html => "html",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::ChaptersJson => "chapters.json",
            Self::WebvttChapters => "chapters.vtt",
            Self::Youtube => "youtube.txt",
            Self::Soundbites => "soundbites.xml",
            Self::JsonLd => "jsonld",
            Self::Feed => "feed.xml",
        }
    }
}

/// How to dress the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Terminal colours; only [`Format::Text`] uses them.
    pub color: bool,
    /// Say why each highlight, phrase and tag is there.
    pub explain: bool,
}

/// One drafted episode as bytes that end in exactly one line feed, or none at all where a player or feed gets nothing.
/// [`Format::TextOnly`] gives the episode's text
/// untouched, without a line feed of its own, so that spans fit.
pub fn render_episode(
    format: Format,
    episode: &Episode,
    draft: &Draft,
    options: &RenderOptions,
) -> Vec<u8> {
    let rendered = match format {
        Format::Markdown => markdown::render(episode, draft, options.explain),
        Format::Text => text::render(episode, draft, *options),
        Format::Html => html::render(episode, draft, options.explain),
        Format::Json => json::pretty(episode, draft, options.explain),
        Format::Jsonl => json::line(episode, draft, options.explain),
        Format::TextOnly => episode.text.clone(),
        Format::ChaptersJson => players::chapters_json(episode, draft),
        Format::WebvttChapters => players::webvtt_chapters(episode, draft),
        Format::Youtube => players::youtube(episode, draft),
        Format::Soundbites => players::soundbites(episode, draft),
        Format::JsonLd => players::json_ld(episode, draft),
        Format::Feed => players::feed(episode, draft),
    };
    rendered.into_bytes()
}

/// What stands between two rendered episodes on one stream. For [`Format::Json`] use [`json_array`] instead.
pub fn separator(format: Format) -> &'static str {
    match format {
        Format::Markdown => "\n---\n\n",
        Format::Text | Format::TextOnly => "\n\n",
        Format::Html => "<hr>\n",
        Format::Json | Format::Jsonl | Format::ChaptersJson | Format::JsonLd => "",
        Format::WebvttChapters | Format::Youtube | Format::Soundbites | Format::Feed => "\n",
    }
}

/// Several episodes, each rendered as [`Format::Json`], as one JSON array.
pub fn json_array<I>(items: I) -> Vec<u8>
where
    I: IntoIterator,
    I::Item: AsRef<[u8]>,
{
    json::array(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Format; 6] = [
        Format::Markdown,
        Format::Text,
        Format::Html,
        Format::Json,
        Format::Jsonl,
        Format::TextOnly,
    ];

    #[test]
    fn every_format_but_the_bare_text_ends_in_exactly_one_line_feed() {
        let (episode, draft) = fixture::lighthouse();
        for format in ALL {
            for (episode, draft) in [(&episode, &draft), (&fixture::empty(), &Draft::default())] {
                let bytes = render_episode(format, episode, draft, &RenderOptions::default());
                if format == Format::TextOnly {
                    assert_eq!(bytes, episode.text.as_bytes());
                } else {
                    assert!(bytes.ends_with(b"\n"), "{format:?}");
                    assert!(!bytes.ends_with(b"\n\n"), "{format:?}");
                }
            }
        }
    }

    #[test]
    fn files_get_the_extension_that_programs_know_the_format_by() {
        let extensions = ALL.map(Format::extension);
        assert_eq!(extensions, ["md", "txt", "html", "json", "jsonl", "txt"]);
    }
}
