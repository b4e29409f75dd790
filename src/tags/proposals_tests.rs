//! What must hold of proposals.

use super::super::{Candidate, TagOptions, Tagging, Vocabulary, tag_catalogue};
use super::*;

/// An episode that says each phrase of `phrases` five times, the first loudest; its title names them all.
fn episode(id: usize, phrases: &[&str]) -> EpisodeTerms {
    let candidate = |(rank, text): (usize, &&str)| Candidate {
        key: normal_form(Language::from_code("en").unwrap(), text),
        text: (*text).to_owned(),
        score: 1.0 / (1.0 + rank as f64),
        count: 5,
        first: 0.0,
        spread: 0.1,
        first_s: Some(12.0),
        evidence: format!("about {text}"),
        titled: true,
        described: false,
        keyness: 6.0,
        capitals: 0.0,
        part_of_speech: crate::text::PartOfSpeech::Noun,
    };
    EpisodeTerms {
        id: format!("{id:02}"),
        path: format!("{id:02}.md"),
        language: "en".to_owned(),
        words: 100,
        phrases: phrases.iter().enumerate().map(candidate).collect(),
        ..EpisodeTerms::default()
    }
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
