//! What people have decided, put into notes that were read from files: by spans and words, since the transcript is not at
//! hand here.

use super::episode::{ChapterNote, EpisodeNotes, HighlightNote, TagNote};
use crate::decisions::{Action, ChapterDecision, EpisodeDecisions, HighlightDecision};
use crate::draft::{HighlightKind, is_same_line, is_same_tag};

/// Seconds by which two starts of one chapter differ at most.
const SAME_START_S: f64 = 1.0;

impl EpisodeNotes {
    /// Leaves out what was rejected and taken out, words anew what was edited, puts in what is missing of the rest.
    pub fn decide(&mut self, decisions: &EpisodeDecisions) {
        let choice = decisions.choice_of_tags();
        self.tags.retain(|note| !choice.rejects(&note.tag));
        for tag in &choice.kept {
            if !self.tags.iter().any(|note| is_same_tag(&note.tag, tag)) {
                self.tags.push(TagNote {
                    tag: tag.clone(),
                    given: false,
                });
            }
        }
        for decision in &decisions.highlights {
            self.decide_highlight(decision);
        }
        self.highlights.sort_by(|a, b| {
            let start = |note: &HighlightNote| note.start_s.unwrap_or(0.0);
            (start(a).total_cmp(&start(b))).then(a.span.cmp(&b.span))
        });
        for decision in &decisions.chapters {
            self.decide_chapter(decision);
        }
        self.chapters.sort_by(|a, b| {
            let start = |note: &ChapterNote| note.start_s.unwrap_or(0.0);
            start(a).total_cmp(&start(b))
        });
    }

    fn decide_highlight(&mut self, decision: &HighlightDecision) {
        let here = |note: &HighlightNote| {
            let [start, end] = note.span;
            (start < decision.span.end && decision.span.start < end)
                || is_same_line(&note.text, &decision.text)
        };
        if decision.action == Action::Reject {
            self.highlights.retain(|note| !here(note));
            return;
        }
        match self.highlights.iter_mut().find(|note| here(note)) {
            Some(note) => note.text.clone_from(&decision.text),
            None => self.highlights.push(HighlightNote {
                text: decision.text.clone(),
                kind: decision
                    .kind
                    .unwrap_or(HighlightKind::Topic)
                    .name()
                    .to_owned(),
                speaker: decision.speaker.clone(),
                start_s: decision.start_s,
                end_s: decision.end_s,
                span: [decision.span.start, decision.span.end],
            }),
        }
    }

    fn decide_chapter(&mut self, decision: &ChapterDecision) {
        let same_title = |note: &ChapterNote| is_same_line(&note.title, &decision.title);
        let same_start = |note: &ChapterNote| match (note.start_s, decision.start_s) {
            (Some(a), Some(b)) => (a - b).abs() <= SAME_START_S,
            _ => false,
        };
        if decision.action == Action::Reject {
            self.chapters.retain(|note| !same_title(note));
            return;
        }
        let known = self.chapters.iter_mut();
        match known
            .into_iter()
            .find(|note| same_start(note) || same_title(note))
        {
            Some(note) => note.title.clone_from(&decision.title),
            None => self.chapters.push(ChapterNote {
                title: decision.title.clone(),
                start_s: decision.start_s,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::parse;

    #[test]
    fn decisions_hold_for_notes_that_were_read_from_files() {
        let mut notes: EpisodeNotes = serde_json::from_str(
            r#"{"id": "a", "tags": ["sea", "Light", "Old Words"],
                "highlights": [
                    {"text": "One", "span": [0, 9], "start_s": 1},
                    {"text": "Two", "span": [20, 29], "start_s": 2},
                    {"text": "Three", "start_s": 3}],
                "chapters": [{"title": "Start", "start_s": 0}, {"title": "Middle", "start_s": 60}]}"#,
        )
        .unwrap();
        let decisions = parse(
            r#"{"version": 1, "episodes": {"a": {
                "highlights": [
                    {"action": "reject", "span": [3, 5], "quote": "x"},
                    {"action": "edit", "span": [20, 29], "quote": "x", "text": "Zwei"},
                    {"action": "accept", "span": [90, 99], "quote": "x", "text": "three"},
                    {"action": "add", "span": [9, 12], "quote": "x", "text": "New", "start_s": 1.5}],
                "chapters": [
                    {"action": "reject", "span": [0, 1], "quote": "x", "title": "start"},
                    {"action": "edit", "span": [9, 12], "quote": "x", "title": "Mitte", "start_s": 60.2},
                    {"action": "add", "span": [9, 12], "quote": "x", "title": "Late", "start_s": 90}],
                "tags": {"add": ["light", "new"], "remove": ["old-words"]}}}}"#,
        )
        .unwrap();
        for _ in 0..2 {
            notes.decide(decisions.of("a").unwrap());
            let texts = notes.highlights.iter().map(|note| note.text.as_str());
            assert_eq!(texts.collect::<Vec<_>>(), ["New", "Zwei", "three"]);
            let titles = notes.chapters.iter().map(|note| note.title.as_str());
            assert_eq!(titles.collect::<Vec<_>>(), ["Mitte", "Late"]);
            let tags = notes.tags.iter().map(|note| note.tag.as_str());
            assert_eq!(tags.collect::<Vec<_>>(), ["sea", "Light", "new"]);
        }
    }
}
