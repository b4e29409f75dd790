//! Chapters: Podcasting 2.0 JSON, WebVTT, and the list of times that YouTube makes chapters of.

use serde_json::json;

use super::end_of_audio;
use crate::corpus::Episode;
use crate::draft::Draft;
use crate::report::json::finish;
use crate::report::number::seconds;
use crate::report::plain::one_line;

/// Chapters that YouTube wants at least.
pub(super) const YOUTUBE_CHAPTERS: usize = 3;
/// Seconds that each must last.
pub(super) const YOUTUBE_SECONDS: f64 = 10.0;

/// A chapter with its time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timed {
    /// Seconds from the start, to the hundredth.
    pub(super) start: f64,
    /// Where the next begins, or the audio ends, if that is known.
    pub(super) end: Option<f64>,
    pub(super) title: String,
}

/// The chapters whose times are known, in order, no two at the same time.
pub(super) fn timeline(episode: &Episode, draft: &Draft) -> Vec<Timed> {
    let timed = draft.chapters.iter().filter_map(|chapter| {
        let start = seconds(chapter.start_s).filter(|start| *start >= 0.0)?;
        let title = one_line(&chapter.title);
        (!title.is_empty()).then_some(Timed {
            start,
            end: None,
            title,
        })
    });
    let mut timed: Vec<Timed> = timed.collect();
    timed.sort_by(|a, b| a.start.total_cmp(&b.start));
    timed.dedup_by(|later, earlier| later.start.total_cmp(&earlier.start).is_eq());
    let end = seconds(end_of_audio(episode));
    set_ends(&mut timed, end);
    timed
}

fn set_ends(timed: &mut [Timed], end: Option<f64>) {
    let starts: Vec<f64> = timed.iter().skip(1).map(|next| next.start).collect();
    let ends = starts.into_iter().map(Some).chain([end]);
    for (chapter, end) in timed.iter_mut().zip(ends) {
        chapter.end = end.filter(|end| *end > chapter.start);
    }
}

/// Podcasting 2.0 chapters, version 1.2.
pub(in crate::report) fn chapters_json(episode: &Episode, draft: &Draft) -> String {
    let chapters: Vec<_> = timeline(episode, draft)
        .iter()
        .map(|chapter| json!({"startTime": chapter.start, "title": chapter.title}))
        .collect();
    let mut object = json!({"version": "1.2.0"});
    let title = one_line(&episode.meta.title);
    if !title.is_empty() {
        object["title"] = json!(title);
    }
    object["chapters"] = json!(chapters);
    finish(serde_json::to_string_pretty(&object))
}

/// WebVTT chapters, each with its end; one that never ends is left out, as a cue must end.
pub(in crate::report) fn webvtt_chapters(episode: &Episode, draft: &Draft) -> String {
    let mut out = "WEBVTT\n".to_owned();
    for chapter in timeline(episode, draft) {
        let Some(end) = chapter.end else { continue };
        let title = chapter
            .title
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let (start, end) = (webvtt_time(chapter.start), webvtt_time(end));
        out.extend(["\n", &start, " --> ", &end, "\n", &title, "\n"]);
    }
    out
}

fn webvtt_time(at: f64) -> String {
    let millis = (at * 1000.0).round() as u64;
    let (whole, millis) = (millis / 1000, millis % 1000);
    format!(
        "{:02}:{:02}:{:02}.{millis:03}",
        whole / 3600,
        whole / 60 % 60,
        whole % 60
    )
}

/// A line for each chapter, time first, for a video's description. The first begins at 0:00, whatever comes before it;
/// one that is too short goes on with the one before. Empty where too few are left: one fault, and YouTube shows none.
pub(in crate::report) fn youtube(episode: &Episode, draft: &Draft) -> String {
    let mut kept: Vec<Timed> = Vec::new();
    for mut chapter in timeline(episode, draft) {
        // Times are shown in whole seconds, so they are compared so.
        chapter.start = chapter.start.floor();
        match kept.last() {
            None => chapter.start = 0.0,
            Some(last) if chapter.start - last.start < YOUTUBE_SECONDS => continue,
            Some(_) => {}
        }
        kept.push(chapter);
    }
    let end = end_of_audio(episode);
    while let (Some(last), Some(end)) = (kept.last(), end) {
        if end.floor() - last.start >= YOUTUBE_SECONDS {
            break;
        }
        kept.pop();
    }
    if kept.len() < YOUTUBE_CHAPTERS {
        return String::new();
    }
    let lines = kept.iter().map(|chapter| {
        // A description must not have these.
        let title = chapter.title.replace(['<', '>'], "");
        format!("{} {title}\n", youtube_time(chapter.start))
    });
    lines.collect::<Vec<_>>().concat()
}

fn youtube_time(at: f64) -> String {
    let whole = at as u64;
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Chapter;
    use crate::report::fixture::empty;

    fn drafted(chapters: &[(f64, &str)], length: Option<f64>) -> (Episode, Draft) {
        let mut episode = empty();
        episode.meta.duration_s = length;
        episode.meta.title = "Seeds & \"banks\"".to_owned();
        let draft = Draft {
            chapters: chapters
                .iter()
                .map(|&(start, title)| Chapter {
                    title: title.to_owned(),
                    start_s: Some(start),
                    turn: 0,
                    ..Chapter::default()
                })
                .collect(),
            ..Draft::default()
        };
        (episode, draft)
    }

    #[test]
    fn youtube_gets_a_list_that_it_takes_or_none() {
        for (chapters, length, expected) in [
            (
                vec![(2.6, "A"), (70.9, "B <b>"), (3700.0, "C")],
                Some(4000.0),
                "0:00 A\n1:10 B b\n1:01:40 C\n",
            ),
            (
                vec![(0.0, "A"), (9.9, "short"), (20.0, "B"), (30.0, "C")],
                Some(40.0),
                "0:00 A\n0:20 B\n0:30 C\n",
            ),
            (vec![(0.0, "A"), (20.0, "B"), (35.0, "C")], Some(44.0), ""),
            (
                vec![(0.0, "A"), (20.0, "B"), (35.0, "C")],
                None,
                "0:00 A\n0:20 B\n0:35 C\n",
            ),
            (vec![(0.0, "A"), (20.0, "B")], Some(100.0), ""),
            (vec![], None, ""),
        ] {
            let (episode, draft) = drafted(&chapters, length);
            assert_eq!(youtube(&episode, &draft), expected, "{chapters:?}");
        }
    }

    #[test]
    fn players_get_chapters_in_order_each_time_once() {
        let (episode, draft) = drafted(&[(61.239, "B"), (0.0, "A"), (61.239, "again")], Some(90.0));
        let json: serde_json::Value =
            serde_json::from_str(&chapters_json(&episode, &draft)).unwrap();
        assert_eq!(
            json,
            json!({"version": "1.2.0", "title": "Seeds & \"banks\"", "chapters": [
                {"startTime": 0.0, "title": "A"}, {"startTime": 61.24, "title": "B"}]})
        );
    }

    #[test]
    fn webvtt_chapters_end_where_the_next_begins_and_their_titles_are_text() {
        let (episode, draft) = drafted(&[(0.0, "A --> <b>"), (3661.5, "B")], Some(3700.0));
        assert_eq!(
            webvtt_chapters(&episode, &draft),
            "WEBVTT\n\n00:00:00.000 --> 01:01:01.500\nA --&gt; &lt;b&gt;\n\n01:01:01.500 --> 01:01:40.000\nB\n"
        );
        let (endless, draft) = drafted(&[(5.0, "A")], None);
        assert_eq!(webvtt_chapters(&endless, &draft), "WEBVTT\n");
    }
}
