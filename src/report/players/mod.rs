//! Drafts as players, video sites, search engines and feeds take them, each held to the rules of its target.
//!
//! What a target would refuse is left out here, and [`shortfall`] says so.

mod chapters;
mod soundbites;
mod structured;

use crate::corpus::Episode;
use crate::draft::Draft;

pub(super) use chapters::{chapters_json, webvtt_chapters, youtube};
pub(super) use soundbites::soundbites;
pub(super) use structured::{feed, json_ld};

use super::Format;

/// Why a format has nothing, or less than one would expect, for this episode.
pub fn shortfall(format: Format, episode: &Episode, draft: &Draft) -> Option<String> {
    let timed = chapters::timeline(episode, draft);
    match format {
        Format::ChaptersJson | Format::WebvttChapters if timed.is_empty() => {
            Some("no chapters with times, so there is nothing for a player".to_owned())
        }
        Format::Youtube if youtube(episode, draft).is_empty() => Some(format!(
            "YouTube wants at least {} chapters of {} seconds or more, and there are fewer; nothing written",
            chapters::YOUTUBE_CHAPTERS,
            chapters::YOUTUBE_SECONDS
        )),
        Format::Soundbites if soundbites(episode, draft).is_empty() => {
            Some("no highlights with times, so there are no soundbites".to_owned())
        }
        Format::JsonLd if structured::clips(episode, draft).is_empty() => {
            Some("no highlights with times, so there are no clips".to_owned())
        }
        _ => None,
    }
}

/// Where the audio ends, as far as is known: its stated length, or the last time in the transcript.
fn end_of_audio(episode: &Episode) -> Option<f64> {
    let ends = episode.turns.iter().filter_map(|turn| turn.end_s);
    let marks = episode.times.iter().map(|mark| mark.seconds);
    let last = ends.chain(marks).fold(0.0, f64::max);
    let known = episode.meta.duration_s.unwrap_or(0.0).max(last);
    (known > 0.0).then_some(known)
}
