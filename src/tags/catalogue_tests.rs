//! What must hold of a tagged catalogue.

use super::super::fixture::{saying as episode, saying_so};
use super::*;

fn catalogue() -> Vec<EpisodeTerms> {
    let mut episodes: Vec<EpisodeTerms> = (0..12)
        .map(|number| {
            episode(
                &format!("show/{number:02}"),
                &["Slow Signal", &format!("oddity{number}")],
            )
        })
        .collect();
    episodes[3] = episode("show/03", &["Slow Signal", "tides", "oddity"]);
    episodes[7] = episode("show/07", &["Slow Signal", "tides"]);
    episodes
}

fn tags_of(tagging: &Tagging, id: &str) -> Vec<String> {
    let episode = tagging
        .episodes
        .iter()
        .find(|episode| episode.id == id)
        .unwrap();
    episode.tags.iter().map(|tag| tag.tag.clone()).collect()
}

#[test]
fn a_tag_that_people_add_is_not_taken_for_another_of_the_same_address() {
    let mut episodes = catalogue();
    episodes[0].existing = vec!["C".to_owned(), "Open Source".to_owned()];
    episodes[0].decided.kept = vec!["C++".to_owned(), "open-source".to_owned()];
    let id = episodes[0].id.clone();
    let tagging = tag_catalogue(episodes, &TagOptions::default());
    let tags = tags_of(&tagging, &id);
    assert_eq!(tags[..3], ["C", "Open Source", "C++"]);
    assert!(!tags.contains(&"open-source".to_owned()));
}

#[test]
fn a_tag_is_on_several_episodes_and_not_on_most() {
    let tagging = tag_catalogue(catalogue(), &TagOptions::default());
    assert_eq!(tags_of(&tagging, "show/03"), ["tides"]);
    assert_eq!(tagging.vocabulary.len(), 1, "{:?}", tagging.vocabulary);
}

#[test]
fn the_order_of_episodes_does_not_matter() {
    let mut shuffled = catalogue();
    shuffled.reverse();
    shuffled.swap(1, 8);
    let options = TagOptions::default();
    assert_eq!(
        tag_catalogue(catalogue(), &options),
        tag_catalogue(shuffled, &options)
    );
}

#[test]
fn peoples_own_tags_come_first_and_are_kept_apart() {
    let mut episodes = catalogue();
    episodes[3].existing = vec!["Moon lore".to_owned()];
    let tagging = tag_catalogue(episodes, &TagOptions::default());
    let tags = &tagging.episodes[3].tags;
    assert_eq!(
        (tags[0].tag.as_str(), tags[0].source),
        ("Moon lore", TagSource::Existing)
    );
    assert_eq!(
        (tags[1].tag.as_str(), tags[1].source),
        ("tides", TagSource::Proposed)
    );
    assert_eq!((tags[0].rank, tags[1].rank), (1, 2));
}

#[test]
fn a_tag_that_is_never_wanted_is_never_given() {
    let options = TagOptions {
        never: vec!["Tides".to_owned()],
        ..TagOptions::default()
    };
    assert!(tag_catalogue(catalogue(), &options).vocabulary.is_empty());
}

#[test]
fn episodes_that_share_a_rare_tag_are_related() {
    let tagging = tag_catalogue(catalogue(), &TagOptions::default());
    let related = &tagging.episodes[3].related;
    assert_eq!(related.len(), 1);
    assert_eq!(
        (related[0].id.as_str(), &related[0].shared[..]),
        ("show/07", &["tides".to_owned()][..])
    );
}

/// Talks about the sea and about the sky, none of which says the name of a tag.
fn half_tagged() -> Vec<EpisodeTerms> {
    (0..16_u32)
        .map(|number| {
            let sea = number % 2 == 0;
            let mut found = episode(&format!("show/{number:02}"), &[]);
            let words = if sea { [1, 2, 3] } else { [11, 12, 13] };
            found.bag = words
                .into_iter()
                .chain([100 + number])
                .map(|word| (word, 1.0))
                .collect();
            if number < 12 {
                found.existing = vec![if sea { "Maritime" } else { "Astronomy" }.to_owned()];
            }
            found
        })
        .collect()
}

#[test]
fn tags_are_learnt_from_the_words_of_tagged_episodes() {
    let tagging = tag_catalogue(half_tagged(), &TagOptions::default());
    for (id, expected) in [("show/12", "Maritime"), ("show/13", "Astronomy")] {
        let found = tagging.episodes.iter().find(|episode| episode.id == id);
        let tags = &found.unwrap().tags;
        assert_eq!(tags.len(), 1, "{tags:?}");
        assert_eq!(
            (tags[0].tag.as_str(), tags[0].source),
            (expected, TagSource::Learnt)
        );
    }
}

#[test]
fn a_tag_with_one_example_is_not_learnt() {
    let mut episodes = half_tagged();
    for episode in &mut episodes[1..] {
        episode.existing.retain(|tag| tag != "Maritime");
    }
    let options = TagOptions {
        vocabulary: Some(Vocabulary::of_names([
            "Maritime".to_owned(),
            "Astronomy".to_owned(),
        ])),
        ..TagOptions::default()
    };
    let tagging = tag_catalogue(episodes, &options);
    assert!(
        tags_of(&tagging, "show/08")
            .iter()
            .all(|tag| tag != "Maritime")
    );
}

/// The tags of twelve episodes, four of which say `said` and the others something of their own.
fn used(said: impl Fn(usize) -> EpisodeTerms) -> Vec<String> {
    let episodes = (0..12)
        .map(|number| {
            if number < 4 {
                return said(number);
            }
            episode(&format!("show/{number:02}"), &[&format!("oddity{number}")])
        })
        .collect();
    let tagging = tag_catalogue(episodes, &TagOptions::default());
    let carried = tagging.episodes.iter().flat_map(|episode| &episode.tags);
    let mut tags: Vec<String> = carried.map(|tag| tag.tag.clone()).collect();
    tags.sort();
    tags.dedup();
    tags
}

#[test]
fn a_word_that_is_a_phrase_cut_short_is_no_tag_beside_it() {
    let id = |number: usize| format!("show/{number:02}");
    let both = used(|number| {
        let said = ["Harbour Core", "Core"];
        saying_so(&id(number), &said, |phrase| {
            if phrase.text == said[number % 2] {
                (phrase.titled, phrase.count, phrase.score) = (true, 30, 1.0);
            } else {
                (phrase.count, phrase.score) = (3, 0.1);
            }
        })
    });
    assert_eq!(both.len(), 1, "{both:?}");
    let apart = used(|number| {
        let said = if number < 2 { "Harbour Core" } else { "Core" };
        episode(&id(number), &[said])
    });
    assert_eq!(apart, ["Core", "Harbour Core"]);
}

#[test]
fn a_part_of_what_the_show_is_about_is_no_tag() {
    let options = TagOptions::default();
    let episodes: Vec<EpisodeTerms> = (0..12)
        .map(|number| {
            let own = format!("oddity{number}");
            let mut said = vec!["tide science", own.as_str()];
            if number < 3 {
                said.push("science");
            }
            if number > 8 {
                said.push("chalk");
            }
            episode(&format!("show/{number:02}"), &said)
        })
        .collect();
    let tagging = tag_catalogue(episodes, &options);
    let carried = tagging.episodes.iter().flat_map(|episode| &episode.tags);
    let tags: Vec<&str> = carried.map(|tag| tag.tag.as_str()).collect();
    assert!(tags.contains(&"chalk"), "{tags:?}");
    assert!(!tags.contains(&"science"), "{tags:?}");
}
