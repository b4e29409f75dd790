//! Where talk without punctuation may be cut, by its clock: a caption that takes longer than its words ends in a pause.

use crate::corpus::Episode;
use crate::text::Seams;

/// Fewer times than this are those of paragraphs, not of captions.
const FEWEST: usize = 20;
/// A caption that takes so many times the usual time for its length, and so many seconds more, ends in a pause.
const SLOWER: f64 = 1.5;
const PAUSE_S: f64 = 0.5;
/// Captions are shorter than this, in bytes; what is longer is a paragraph.
const LONGEST_CUE: u32 = 240;

/// The seams of an episode; none where it has no times.
pub(super) fn seams(episode: &Episode) -> Seams {
    let cues: Vec<(u32, f64)> = episode
        .times
        .windows(2)
        .map(|pair| {
            let bytes = pair[1].offset - pair[0].offset;
            (bytes, pair[1].seconds - pair[0].seconds)
        })
        .collect();
    let short = cues
        .iter()
        .filter(|(bytes, _)| *bytes < LONGEST_CUE)
        .count();
    if cues.len() < FEWEST || short * 2 < cues.len() {
        return Seams::default();
    }
    let mut paces: Vec<f64> = cues
        .iter()
        .map(|(bytes, seconds)| seconds / f64::from((*bytes).max(1)))
        .collect();
    paces.sort_by(f64::total_cmp);
    let usual = paces[paces.len() / 2];
    let mut seams = Seams::default();
    for (mark, (bytes, seconds)) in episode.times[1..].iter().zip(&cues) {
        seams.cues.push(mark.offset);
        if *seconds > f64::from(*bytes) * usual * SLOWER + PAUSE_S {
            seams.pauses.push(mark.offset);
        }
    }
    seams
}

#[cfg(test)]
mod tests {
    use super::super::Analysis;
    use super::*;
    use crate::corpus::{self, LoadOptions};

    /// Captions of four seconds and six words; after every third one nothing is said for three seconds.
    fn captions() -> Episode {
        let mut text = "WEBVTT\n\n".to_owned();
        let mut at = 0;
        for cue in 0..60 {
            let end = at + 4;
            let time = |s: u32| format!("{:02}:{:02}.000", s / 60, s % 60);
            text.extend([
                &time(at),
                " --> ",
                &time(end),
                "\nnumber ",
                &cue.to_string(),
                " of them went home\n\n",
            ]);
            at = end + if cue % 3 == 2 { 3 } else { 0 };
        }
        let read = corpus::parse(text.as_bytes(), "a", "a.vtt", &LoadOptions::default());
        read.unwrap_or_default().swap_remove(0)
    }

    #[test]
    fn a_caption_that_takes_long_for_its_words_ends_in_a_pause() {
        let episode = captions();
        let seams = seams(&episode);
        assert_eq!(seams.cues.len(), 59);
        let after: Vec<&str> = seams
            .pauses
            .iter()
            .map(|&at| &episode.text[at as usize..][..9])
            .collect();
        assert_eq!(after[..3], ["number 3 ", "number 6 ", "number 9 "]);
    }

    #[test]
    fn talk_without_punctuation_is_cut_at_pauses() {
        let episode = captions();
        let analysis = Analysis::new(&episode, Some("en"), 5);
        let sentences = &analysis.document.sentences;
        assert_eq!(sentences.len(), 20);
        let first = sentences[1].span.of(&episode.text);
        assert_eq!(
            first,
            "number 3 of them went home number 4 of them went home number 5 of them went home"
        );
    }
}
