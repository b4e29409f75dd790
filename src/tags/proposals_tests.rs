//! What must hold of proposals.

use super::super::fixture::saying_so;
use super::super::{TagOptions, Tagging, Vocabulary, tag_catalogue};
use super::*;

/// An episode that says each phrase of `phrases` five times; its title names them all.
fn episode(id: usize, phrases: &[&str]) -> EpisodeTerms {
    saying_so(&format!("{id:02}"), phrases, |candidate| {
        candidate.count = 5;
        candidate.titled = true;
        candidate.first_s = Some(12.0);
    })
}

fn catalogue() -> Vec<EpisodeTerms> {
    let mut episodes: Vec<EpisodeTerms> = (0..20)
        .map(|id| episode(id, &[&format!("filler{id}")]))
        .collect();
    episodes[3] = episode(3, &["Tides", "lamp"]);
    episodes[7] = episode(7, &["Tides", "oddity"]);
    episodes[9] = episode(9, &["lamp"]);
    episodes
}

fn proposed(tagging: &Tagging) -> Vec<(&str, usize)> {
    let proposals = tagging.proposals.iter();
    proposals
        .map(|one| (one.tag.as_str(), one.episodes))
        .collect()
}

#[test]
fn what_the_vocabulary_leaves_out_is_proposed_and_never_given() {
    let options = TagOptions {
        propose: true,
        vocabulary: Some(Vocabulary::of_names(["Lamp".to_owned()])),
        ..TagOptions::default()
    };
    let tagging = tag_catalogue(catalogue(), &options);
    assert_eq!(proposed(&tagging), [("Tides", 2)]);
    let [proposal] = &tagging.proposals[..] else {
        panic!("{tagging:?}");
    };
    let places = proposal.places.iter().map(|one| one.episode.as_str());
    assert_eq!(places.collect::<Vec<_>>(), ["03", "07"]);
    assert_eq!(proposal.places[0].evidence, "about Tides");
    assert!(tagging.vocabulary.iter().all(|one| one.tag != "Tides"));
}

#[test]
fn a_term_that_people_ruled_out_is_not_proposed() {
    let options = TagOptions {
        propose: true,
        vocabulary: Some(Vocabulary {
            never: vec!["tides".to_owned()],
            ..Vocabulary::of_names(["Lamp".to_owned()])
        }),
        ..TagOptions::default()
    };
    assert_eq!(proposed(&tag_catalogue(catalogue(), &options)), []);
}

#[test]
fn without_a_vocabulary_the_loud_terms_of_single_episodes_are_proposed() {
    let options = TagOptions {
        propose: true,
        ..TagOptions::default()
    };
    let tagging = tag_catalogue(catalogue(), &options);
    let found = proposed(&tagging);
    assert!(found.contains(&("filler0", 1)), "{found:?}");
    let given = tagging.vocabulary.iter().map(|one| one.tag.as_str());
    let given: Vec<&str> = given.collect();
    assert!(
        found.iter().all(|(tag, _)| !given.contains(tag)),
        "{found:?}"
    );
}
