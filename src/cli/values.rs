//! Values that are typed: names to choose from, and the checks of numbers and pairs.

#![allow(
    clippy::doc_markdown,
    reason = "these comments are the help that people read"
)]

use clap::ValueEnum;

/// The name of an output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// Markdown, to paste or publish
    Md,
    /// Plain text with bullets
    Text,
    /// HTML list, for feeds and web pages
    Html,
    /// JSON, indented; an array if there are several episodes
    Json,
    /// JSON Lines: one object a line for each episode
    Jsonl,
    /// Only the cleaned words, without labels and times
    TextOnly,
    /// Chapters for podcast players (Podcasting 2.0, JSON)
    ChaptersJson,
    /// Chapters as WebVTT
    WebvttChapters,
    /// Chapters for a YouTube description
    Youtube,
    /// Highlights as podcast:soundbite lines for the feed
    Soundbites,
    /// The episode and its clips for search engines (schema.org)
    JsonLd,
    /// Tags as itunes:keywords and category lines for the feed
    Feed,
}

impl FormatName {
    /// The ending of files in this format, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
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

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always, also into files and pipes
    Always,
    /// Never
    Never,
}

/// A shell that completions can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Elvish
    Elvish,
    /// Friendly interactive shell
    Fish,
    /// `PowerShell`
    #[value(name = "powershell")]
    PowerShell,
    /// Z shell
    Zsh,
}

/// `LABEL=NAME` of `--speakers`.
pub(super) fn speaker(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((label, name)) if !label.trim().is_empty() && !name.trim().is_empty() => {
            Ok((label.trim().to_owned(), name.trim().to_owned()))
        }
        _ => Err("write the label, =, and the name, such as A=Andy".to_owned()),
    }
}

/// `OLD=NEW` of `--rename`.
pub(super) fn rename(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((old, new)) if !old.trim().is_empty() && !new.trim().is_empty() => {
            Ok((old.trim().to_owned(), new.trim().to_owned()))
        }
        _ => Err("write the tag, =, and the new spelling, such as C++=cpp".to_owned()),
    }
}

/// A number of threads.
pub(super) fn jobs(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(jobs @ 1..=1024) => Ok(jobs),
        _ => Err("write a whole number from 1 to 1024".to_owned()),
    }
}

/// Seconds to move times by, of either sign, a day at most.
pub(super) fn offset(typed: &str) -> Result<f64, String> {
    match typed.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds.abs() <= 86_400.0 => Ok(seconds),
        _ => Err("write a number of seconds, such as 12.5 or -30".to_owned()),
    }
}

/// A share of the episodes.
pub(super) fn share(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("write a number above 0 and up to 1, such as 0.5".to_owned()),
    }
}
