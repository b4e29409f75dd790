//! What must hold of the tags of a catalogue that nobody has tagged, measured on the sample episodes.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::path::PathBuf;

use shownotes::corpus::{LoadOptions, discover, load};
use shownotes::tags::{
    Collector, EpisodeTerms, TagOptions, TaggedEntry, Tagging, examine, tag_catalogue,
};
use shownotes::text::Language;

/// The sample episodes as if nobody had tagged them.
fn untagged(options: &TagOptions) -> Vec<EpisodeTerms> {
    let collector = Collector::new(options);
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
    let found = discover(&[folder]);
    let loaded = found
        .sources
        .iter()
        .flat_map(|source| load(source, &LoadOptions::default()).unwrap_or_default());
    loaded
        .map(|mut episode| {
            episode.meta.tags.clear();
            collector.collect(&episode)
        })
        .collect()
}

fn tagged() -> Tagging {
    let options = TagOptions::default();
    tag_catalogue(untagged(&options), &options)
}

#[test]
fn each_tag_is_on_two_episodes_and_on_no_more_than_a_quarter() {
    let tagging = tagged();
    let episodes = tagging.episodes.len();
    let vocabulary = &tagging.vocabulary;
    let once = vocabulary.iter().filter(|tag| tag.episodes == 1).count();
    assert!(episodes >= 24 && vocabulary.len() >= 10, "{vocabulary:?}");
    assert!(10 * once <= vocabulary.len(), "{vocabulary:?}");
    let most = vocabulary.iter().map(|tag| tag.episodes).max().unwrap();
    assert!(4 * most <= episodes, "{vocabulary:?}");
}

#[test]
fn no_tag_is_spelt_in_two_ways() {
    let tagging = tagged();
    let entries: Vec<TaggedEntry> = tagging.episodes.iter().map(TaggedEntry::of).collect();
    let english = Language::from_code("en").unwrap();
    let certain: Vec<_> = examine(&entries, None, english)
        .duplicates
        .into_iter()
        .filter(|duplicate| duplicate.likeness.is_certain())
        .collect();
    assert!(certain.is_empty(), "{certain:?}");
}

#[test]
fn an_episode_has_few_tags_and_none_is_a_name_of_who_takes_part() {
    for episode in tagged().episodes {
        assert!(
            episode.tags.len() <= 6,
            "{}: {:?}",
            episode.id,
            episode.tags
        );
        for tag in &episode.tags {
            let is_a_person = episode
                .people
                .iter()
                .any(|person| person.split(' ').any(|part| part == tag.tag));
            assert!(!is_a_person, "{}: {}", episode.id, tag.tag);
        }
    }
}

#[test]
fn episodes_that_share_their_language_with_many_have_tags() {
    let tagging = tagged();
    let english: Vec<_> = tagging
        .episodes
        .iter()
        .filter(|episode| episode.language == "en" && episode.words > 0)
        .collect();
    let bare: Vec<_> = english
        .iter()
        .filter(|episode| episode.tags.is_empty())
        .map(|episode| &episode.id)
        .collect();
    assert!(bare.is_empty(), "{bare:?} of {}", english.len());
}
