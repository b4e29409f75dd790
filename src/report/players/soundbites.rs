//! Highlights as `<podcast:soundbite>` lines for a feed.
//!
//! The namespace recommends 15 to 120 seconds and a title of 128 characters at most. A highlight is often one sentence;
//! it is given the time to the next pause after 15 seconds, or begins earlier where the audio ends before that.

use super::end_of_audio;
use crate::corpus::Episode;
use crate::draft::{Draft, Highlight};
use crate::report::number::seconds;
use crate::report::quotation;

const SHORTEST_S: f64 = 15.0;
const LONGEST_S: f64 = 120.0;
/// Words that a slow speaker says in a second.
const SLOW_WORDS_PER_S: f64 = 1.5;
const TITLE_CHARS: usize = 128;

/// A line for each highlight whose time is known and which fits.
pub(in crate::report) fn soundbites(episode: &Episode, draft: &Draft) -> String {
    let lines = draft.highlights.iter().filter_map(|highlight| {
        let (start, duration) = piece(episode, highlight)?;
        let title = shortened(&quotation::shown(highlight, episode, &draft.language), TITLE_CHARS);
        let title = html_escape::encode_text(&title);
        Some(format!(
            "<podcast:soundbite startTime=\"{start}\" duration=\"{duration}\">{title}</podcast:soundbite>\n"
        ))
    });
    lines.collect::<Vec<_>>().concat()
}

/// Start and length of the piece of audio, to the hundredth of a second; `None` where it cannot be of a fitting length.
pub(super) fn piece(episode: &Episode, highlight: &Highlight) -> Option<(f64, f64)> {
    let start = highlight.start_s.filter(|start| *start >= 0.0)?;
    let said = highlight
        .end_s
        .or_else(|| {
            // Where times are far apart, what stands between them says little about when a sentence ends.
            let slowly =
                start + highlight.quote.split_whitespace().count() as f64 / SLOW_WORDS_PER_S;
            episode.time_at(highlight.span.end).map(|at| at.min(slowly))
        })
        .unwrap_or(start)
        .max(start);
    let wanted = (start + SHORTEST_S).max(said);
    let pause = || {
        let after = episode.times.iter().map(|mark| mark.seconds);
        after
            .filter(|at| *at >= wanted && *at <= start + LONGEST_S)
            .min_by(f64::total_cmp)
    };
    let end = if said >= start + SHORTEST_S {
        said
    } else {
        pause().unwrap_or(wanted)
    };
    let end = end_of_audio(episode).map_or(end, |audio| end.min(audio.max(said)));
    let start = start.min((end - SHORTEST_S).max(0.0));
    let (start, end) = (seconds(Some(start))?, seconds(Some(end))?);
    let duration = seconds(Some(end - start))?;
    (SHORTEST_S..=LONGEST_S)
        .contains(&duration)
        .then_some((start, duration))
}

/// Text of at most so many characters, cut between words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    let cut = kept.rfind(char::is_whitespace).unwrap_or(kept.len());
    format!("{}…", kept[..cut].trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::lighthouse;

    #[test]
    fn a_soundbite_lasts_from_15_to_120_seconds_or_is_left_out() {
        let (mut episode, draft) = lighthouse();
        episode.times.clear();
        episode.turns.clear();
        episode.meta.duration_s = Some(200.0);
        for (start, end, expected) in [
            (10.0, Some(40.5), Some((10.0, 30.5))),
            (10.0, Some(14.0), Some((10.0, 15.0))),
            (190.0, Some(195.0), Some((185.0, 15.0))),
            (10.0, Some(131.0), None),
            (-1.0, Some(31.0), None),
        ] {
            let mut highlight = draft.highlights[0].clone();
            (highlight.start_s, highlight.end_s) = (Some(start), end);
            assert_eq!(piece(&episode, &highlight), expected, "{start} {end:?}");
        }
        let mut untimed = draft.highlights[0].clone();
        untimed.start_s = None;
        assert_eq!(piece(&episode, &untimed), None);
    }

    #[test]
    fn lines_are_xml_and_titles_short() {
        let (episode, mut draft) = lighthouse();
        draft.highlights[0].text = format!("Is <b> & \"c\" {}", "so long ".repeat(40));
        let lines = soundbites(&episode, &draft);
        let first = lines.lines().next().unwrap();
        assert!(
            first.starts_with("<podcast:soundbite startTime=\""),
            "{first}"
        );
        assert!(first.contains("&lt;b&gt; &amp; "), "{first}");
        assert_eq!(shortened("a b c", 5), "a b c");
        assert_eq!(shortened("aa bb cc", 6), "aa…");
        assert!(shortened(&"x".repeat(300), 128).chars().count() == 128);
    }
}
