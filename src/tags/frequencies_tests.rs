//! What must hold of document frequencies.

use super::super::fixture::saying_so;
use super::super::{Catalogue, Lock, TagOptions, tag_catalogue};
use super::*;

/// Thirty episodes of one show; `change` changes each phrase of the episode with a number.
fn catalogue_so(change: impl Fn(usize, &mut Candidate<'_>)) -> Vec<EpisodeTerms> {
    let topics = ["tides", "dev tools", "devtools", "clocks", "sea walls"];
    (0..30)
        .map(|number| {
            let mut found = saying_so(
                &format!("show/{number:02}"),
                &[
                    "Slow Signal",
                    topics[number % 5],
                    topics[number * 7 % 4],
                    &format!("oddity{number}"),
                ],
                |candidate| change(number, candidate),
            );
            if number % 6 == 0 {
                found.existing = vec!["Clocks".to_owned()];
            }
            found
        })
        .collect()
}

fn catalogue() -> Vec<EpisodeTerms> {
    catalogue_so(|_, _| {})
}

/// The same episodes, some of them in another show.
fn two_shows() -> Vec<EpisodeTerms> {
    let mut episodes = catalogue();
    for episode in episodes.iter_mut().step_by(3) {
        episode.id = episode.id.replace("show", "another");
    }
    episodes
}

#[test]
fn frequencies_of_two_halves_give_the_catalogue_of_the_whole() {
    let options = TagOptions::default();
    let whole = tag_catalogue(two_shows(), &options);
    for half in [0, 1, 13, 30] {
        let episodes = two_shows();
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
    let shared = frequencies.shared("en", "devtool").unwrap();
    assert_eq!(shared.spelling(), Some("devtools"));
    assert_eq!(
        frequencies.shared("en", "clock").unwrap().spelling(),
        Some("Clocks")
    );
}

#[test]
fn what_a_show_opens_with_is_its_own() {
    let episodes = catalogue_so(|number, candidate| {
        let opens = candidate.text == "tides" && number % 2 == 0;
        candidate.first = if opens { 0.0 } else { 0.4 };
    });
    let frequencies = Frequencies::of(&episodes);
    let own = |form: &str| frequencies.is_a_shows_own(frequencies.shared("en", form).unwrap());
    let found = ["tide", "seawall", "slowsignal"].map(own);
    assert_eq!(found, [true, false, true]);
}
