//! What people have decided about drafts: which highlights, chapters and tags they accept, edit, reject or add.
//!
//! A file of decisions is JSON:
//!
//! ```json
//! {"version": 1,
//!  "episodes": {"season1/ep12": {
//!    "highlights": [{"action": "edit", "span": [812, 870], "quote": "the words spoken", "text": "The line to publish"}],
//!    "chapters": [{"action": "add", "span": [400, 431], "quote": "the words it begins with", "title": "Seed banks"}],
//!    "tags": {"add": ["botany"], "remove": ["packet"]}}}}
//! ```
//!
//! Names and spans are those of a draft's JSON. `quote` is what holds a decision to the talk: where it does not stand
//! under `span` any more, it is looked for, and the nearest place counts. Reading is here ([`parse`]), and finding the
//! place of each decision in an episode ([`settle()`]); what follows for a draft is the business of `draft` and `tags`.

mod document;
mod place;
mod settle;

pub use document::{
    Action, ChapterDecision, Decisions, DecisionsError, EpisodeDecisions, HighlightDecision,
    TagDecisions, VERSION, parse,
};
pub use settle::{renewed, settle};

/// The file that speaks of all episodes of its folder.
pub const FILE_NAME: &str = "decisions.json";

/// How the name of a file ends that speaks of one episode, the one whose name stands before.
pub const FILE_ENDING: &str = ".decisions.json";

/// Whether a file of this name holds decisions.
pub fn is_named_so(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == FILE_NAME || name.ends_with(FILE_ENDING)
}

impl Decisions {
    /// What is decided about an episode: by its id; or else by the one key that is the end of the id, or that the id is
    /// the end of, in whole parts of the path, since an id depends on the folder that was named.
    pub fn of(&self, id: &str) -> Option<&EpisodeDecisions> {
        let ends_with = |long: &str, short: &str| {
            long.strip_suffix(short)
                .is_some_and(|before| before.ends_with('/') && !short.is_empty())
        };
        self.episodes.get(id).or_else(|| {
            let mut alike = self
                .episodes
                .iter()
                .filter(|(key, _)| ends_with(key, id) || ends_with(id, key));
            match (alike.next(), alike.next()) {
                (Some((_, only)), None) => Some(only),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_decisions_are_known_by_their_names() {
        for (name, so) in [
            ("decisions.json", true),
            ("ep12.decisions.json", true),
            ("Ep12.Decisions.JSON", true),
            ("mydecisions.json", false),
            ("decisions.md", false),
        ] {
            assert_eq!(is_named_so(name), so, "{name}");
        }
    }

    #[test]
    fn an_episode_is_found_by_its_id_or_by_the_end_of_it_if_only_one_fits() {
        let text = r#"{"version": 1, "episodes": {
            "a/one": {"tags": {"add": ["x"]}}, "b/two": {}, "c/two": {}, "three": {"tags": {"add": ["y"]}}}}"#;
        let decisions = parse(text).unwrap();
        let added = |id: &str| {
            decisions
                .of(id)
                .map(|found| found.tags.add.join(","))
                .unwrap_or_default()
        };
        for (id, tag) in [
            ("a/one", "x"),
            ("one", "x"),
            ("s/a/one", "x"),
            ("ne", ""),
            ("d/three", "y"),
            ("dthree", ""),
        ] {
            assert_eq!(added(id), tag, "{id}");
        }
        assert!(decisions.of("two").is_none());
        assert!(decisions.of("b/two").is_some());
    }
}
