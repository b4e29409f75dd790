//! What must hold of document frequencies.

use super::super::fixture::saying as episode;
use super::super::{Catalogue, Lock, TagOptions, tag_catalogue};
use super::*;

fn catalogue() -> Vec<EpisodeTerms> {
    let topics = ["tides", "dev tools", "devtools", "clocks", "sea walls"];
    (0..30)
        .map(|number| {
            let mut found = episode(
                &format!("show/{number:02}"),
                &[
                    "Slow Signal",
                    topics[number % 5],
                    topics[number * 7 % 4],
                    &format!("oddity{number}"),
                ],
            );
            if number % 6 == 0 {
                found.existing = vec!["Clocks".to_owned()];
            }
            found
        })
        .collect()
}

#[test]
fn frequencies_of_two_halves_give_the_catalogue_of_the_whole() {
    let options = TagOptions::default();
    let whole = tag_catalogue(catalogue(), &options);
    for half in [0, 1, 13, 30] {
        let episodes = catalogue();
        let (first, second) = episodes.split_at(half);
        let (first, second) = (Frequencies::of_part(first), Frequencies::of_part(second));
        let merged = second.merge(first);
        assert_eq!(merged, Frequencies::of_part(&episodes));
        let catalogue = Catalogue::new(episodes, &options).counted(merged);
        let tagging = catalogue.tagger().tag_all(&Lock::default());
        assert_eq!(tagging, whole);
    }
    assert!(whole.vocabulary.len() > 2, "{:?}", whole.vocabulary);
}

#[test]
fn all_spellings_count_as_one_and_that_of_people_or_the_commonest_or_shortest_is_shown() {
    let frequencies = Frequencies::of(&catalogue());
    let shared = frequencies.shared("en devtool").unwrap();
    assert_eq!(shared.spelling(), Some("devtools"));
    assert_eq!(
        frequencies.shared("en clock").unwrap().spelling(),
        Some("Clocks")
    );
}

#[test]
fn what_a_show_opens_with_is_its_own() {
    let mut episodes = catalogue();
    for (number, found) in episodes.iter_mut().enumerate() {
        for phrase in &mut found.phrases {
            let opens = phrase.text == "tides" && number % 2 == 0;
            phrase.first = if opens { 0.0 } else { 0.4 };
        }
    }
    let frequencies = Frequencies::of(&episodes);
    let own = |form: &str| frequencies.is_a_shows_own(frequencies.shared(form).unwrap());
    let found = ["en tide", "en seawall", "en slowsignal"].map(own);
    assert_eq!(found, [true, false, true]);
}
