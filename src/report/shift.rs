//! Times moved, where the published audio begins later or earlier than what was transcribed.

use crate::corpus::Episode;
use crate::draft::Draft;

/// Moves every time of an episode and its draft by so many seconds. What would begin before the audio does begins
/// with it; of several such chapters only the last is left.
pub fn shift(episode: &mut Episode, draft: &mut Draft, seconds: f64) {
    let moved = |at: f64| (at + seconds).max(0.0);
    let before = |at: Option<f64>| at.is_some_and(|at| at + seconds < 0.0);
    let hidden = draft
        .chapters
        .iter()
        .rposition(|chapter| before(chapter.start_s));
    draft.chapters.drain(..hidden.unwrap_or(0));
    for chapter in &mut draft.chapters {
        chapter.start_s = chapter.start_s.map(moved);
    }
    draft
        .highlights
        .retain(|highlight| !before(highlight.end_s.or(highlight.start_s)));
    for highlight in &mut draft.highlights {
        highlight.start_s = highlight.start_s.map(moved);
        highlight.end_s = highlight.end_s.map(moved);
        highlight.listen_s = highlight.listen_s.map(moved);
    }
    for turn in &mut episode.turns {
        turn.start_s = turn.start_s.map(moved);
        turn.end_s = turn.end_s.map(moved);
    }
    for mark in &mut episode.times {
        mark.seconds = moved(mark.seconds);
    }
    for chapter in &mut episode.chapters {
        chapter.start_s = chapter.start_s.map(moved);
    }
    episode.meta.duration_s = episode.meta.duration_s.map(moved);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::lighthouse;

    fn starts(draft: &Draft) -> Vec<f64> {
        draft
            .chapters
            .iter()
            .filter_map(|chapter| chapter.start_s)
            .collect()
    }

    #[test]
    fn all_times_move_together_and_none_before_the_start() {
        let (episode, draft) = lighthouse();
        let (mut later, mut shifted) = (episode.clone(), draft.clone());
        shift(&mut later, &mut shifted, 30.0);
        let expected: Vec<_> = starts(&draft).iter().map(|at| at + 30.0).collect();
        assert_eq!(starts(&shifted), expected);
        assert_eq!(later.meta.duration_s, Some(2131.5));
        let times = |episode: &Episode| {
            episode
                .times
                .iter()
                .map(|mark| mark.seconds)
                .collect::<Vec<_>>()
        };
        let expected: Vec<_> = times(&episode).iter().map(|at| at + 30.0).collect();
        assert_eq!(times(&later), expected);
        let (mut earlier, mut shifted) = (episode, draft);
        shift(&mut earlier, &mut shifted, -100.0);
        assert_eq!(starts(&shifted).first(), Some(&0.0));
        assert!(starts(&shifted).windows(2).all(|two| two[0] < two[1]));
        assert!(
            shifted
                .highlights
                .iter()
                .all(|highlight| highlight.start_s.is_none_or(|at| at >= 0.0))
        );
    }
}
