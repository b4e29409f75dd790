//! What has changed against the tags of before, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::TagSource;

use super::Tagging;
use super::catalogue::Tagger;
use super::inquiry::Inquiry;

/// All changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Episodes that had no row before, new or without tags then, with their tags now.
    pub new_episodes: Vec<(String, Vec<String>)>,
    /// Episodes that had rows before and are not there any more.
    pub gone_episodes: Vec<String>,
    /// Tags that no episode carried before, with the number of episodes now.
    pub new_tags: Vec<(String, usize)>,
    /// Tags that no episode carries any more, with the number of episodes before.
    pub gone_tags: Vec<(String, usize)>,
    /// Changes of episodes that are there before and now, by episode, then by tag.
    pub changed: Vec<TagChange>,
}

/// A tag that an episode got or lost.
#[derive(Clone, Debug, PartialEq)]
pub struct TagChange {
    /// The episode's id.
    pub episode: String,
    /// The tag.
    pub tag: String,
    /// What happened to it.
    pub kind: ChangeKind,
    /// Why.
    pub why: String,
}

/// What happened to a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The episode has it now.
    Added,
    /// The episode has it no more.
    Removed,
    /// It is written otherwise now: so.
    Renamed(String),
}

impl Tagger<'_> {
    /// Holds the tags given now against those of before, pairs of an episode's id and a tag.
    pub fn changes(&self, tagging: &Tagging, before: &[(String, String)]) -> Changes {
        let mut old: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut old_uses: BTreeMap<&str, usize> = BTreeMap::new();
        for (episode, tag) in before {
            if old.entry(episode).or_default().insert(tag) {
                *old_uses.entry(tag).or_default() += 1;
            }
        }
        let mut changes = Changes::default();
        for usage in &tagging.vocabulary {
            if old_uses.remove(usage.tag.as_str()).is_none() {
                changes.new_tags.push((usage.tag.clone(), usage.episodes));
            }
        }
        let gone = old_uses.into_iter();
        changes.gone_tags = gone.map(|(tag, uses)| (tag.to_owned(), uses)).collect();
        for (number, episode) in tagging.episodes.iter().enumerate() {
            let now: BTreeSet<&str> = episode.tags.iter().map(|tag| tag.tag.as_str()).collect();
            let Some(then) = old.remove(episode.id.as_str()) else {
                let tags: Vec<String> = episode.tags.iter().map(|tag| tag.tag.clone()).collect();
                if !tags.is_empty() {
                    changes.new_episodes.push((episode.id.clone(), tags));
                }
                continue;
            };
            let mut renamed: BTreeSet<String> = BTreeSet::new();
            let mut changed = Vec::new();
            for &tag in then.difference(&now) {
                let inquiry = self.inquire_at(tagging, number, tag);
                let kind = match &inquiry.given {
                    Some(given) => {
                        renamed.insert(given.tag.clone());
                        ChangeKind::Renamed(given.tag.clone())
                    }
                    None => ChangeKind::Removed,
                };
                let why = inquiry.refusal.map(|refusal| refusal.to_string());
                changed.push((tag, kind, why.unwrap_or_default()));
            }
            for &tag in now.difference(&then) {
                if !renamed.contains(tag) {
                    let why = why_added(&self.inquire_at(tagging, number, tag));
                    changed.push((tag, ChangeKind::Added, why));
                }
            }
            changed.sort_by(|a, b| a.0.cmp(b.0));
            let changed = changed.into_iter().map(|(tag, kind, why)| TagChange {
                episode: episode.id.clone(),
                tag: tag.to_owned(),
                kind,
                why,
            });
            changes.changed.extend(changed);
        }
        changes.gone_episodes = old.into_keys().map(ToOwned::to_owned).collect();
        changes
    }
}

fn why_added(inquiry: &Inquiry) -> String {
    let Some(given) = &inquiry.given else {
        return String::new();
    };
    let said = format!(
        "said {} here, by {} of {} episodes",
        times(given.count),
        inquiry.said_by,
        inquiry.episodes
    );
    match given.source {
        TagSource::Existing => "given by people".to_owned(),
        TagSource::Vocabulary => format!("{said}; probability {:.2}", given.score),
        TagSource::Learnt => {
            let examples = inquiry.lesson.as_ref().map_or(0, |lesson| lesson.examples);
            format!(
                "learnt from {examples} episodes; probability {:.2}",
                given.score
            )
        }
        TagSource::Proposed => format!("{said}; {} carry it now", inquiry.carried_by),
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}
