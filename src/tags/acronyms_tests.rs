//! What must hold of acronyms and what they are short for.

use super::super::fixture::saying_so;
use super::super::terms::EpisodeTerms;
use super::super::{Frequencies, TagOptions, Vocabulary, tag_catalogue};

/// Twenty episodes, of which the first ones say these phrases, loudest.
fn catalogue(said: &[&[&str]]) -> Vec<EpisodeTerms> {
    let topics = ["tides", "clocks", "sea walls"];
    let episode = |number: usize| {
        let mut phrases = said.get(number).copied().unwrap_or_default().to_vec();
        phrases.extend([topics[number % 3], topics[number * 7 % 2]]);
        phrases.dedup();
        saying_so(&format!("e{number:02}"), &phrases, |candidate| {
            candidate.titled = candidate.score > 0.4;
        })
    };
    (0..20).map(episode).collect()
}

const LLM: [&[&str]; 4] = [
    &["LLM", "large language models"],
    &["large language model", "LLMs"],
    &["LLM", "looms"],
    &["tide tables"],
];

fn defining(mut episodes: Vec<EpisodeTerms>, acronym: &str, phrase: &str) -> Vec<EpisodeTerms> {
    episodes[0].definitions = vec![(acronym.to_owned(), phrase.to_owned())];
    episodes
}

fn joined(episodes: &[EpisodeTerms]) -> Vec<(String, String)> {
    let frequencies = Frequencies::of(episodes).join_acronyms(|_, _| None);
    let aliases = frequencies.aliases().into_iter();
    aliases
        .map(|(shown, alias)| (shown.to_owned(), alias.to_owned()))
        .collect()
}

fn pair(shown: &str, alias: &str) -> Vec<(String, String)> {
    vec![(shown.to_owned(), alias.to_owned())]
}

#[test]
fn an_acronym_and_its_phrase_are_one_tag_under_the_name_that_more_episodes_say() {
    let tagging = tag_catalogue(catalogue(&LLM), &TagOptions::default());
    let tags: Vec<&str> = tagging
        .vocabulary
        .iter()
        .map(|own| own.tag.as_str())
        .collect();
    assert!(tags.contains(&"LLM"), "{tags:?}");
    assert!(!tags.iter().any(|tag| tag.contains("language")), "{tags:?}");
    let own = tagging
        .vocabulary
        .iter()
        .find(|own| own.tag == "LLM")
        .unwrap();
    assert_eq!(
        (own.episodes, &own.aliases[..]),
        (3, &["large language model".to_owned()][..])
    );
    let phrase: &[&[&str]] = &[
        LLM[0],
        LLM[1],
        &["large language model"],
        &["large language model"],
    ];
    assert_eq!(
        joined(&catalogue(phrase)),
        pair("large language model", "LLM")
    );
}

#[test]
fn what_is_said_together_once_or_by_chance_stays_two() {
    let once: &[&[&str]] = &[
        &["CSS", "computer science student"],
        &["CSS"],
        &["computer science student"],
    ];
    assert_eq!(joined(&catalogue(once)), []);
    assert_eq!(
        joined(&defining(catalogue(once), "css", "comput scienc student")).len(),
        1
    );
    // Two letters need more.
    let short: &[&[&str]] = &[
        &["AI", "Adobe Illustrator"],
        &["AI", "Adobe Illustrator"],
        &["AI"],
    ];
    assert_eq!(joined(&catalogue(short)), []);
    // Said by so many that they must meet.
    let both: &[&str] = &["OS", "open source"];
    let common = &[both; 12];
    assert_eq!(joined(&catalogue(common)), []);
    let defined = defining(catalogue(common), "os", "open sourc");
    assert_eq!(joined(&defined).len(), 1);
}

#[test]
fn of_two_phrases_none_is_taken_unless_it_is_the_clear_one() {
    let map: &[&str] = &["MAP", "maximum a posteriori"];
    let access: &[&str] = &["MAP", "mobile access point"];
    assert_eq!(joined(&catalogue(&[map, map, access])).len(), 1);
    assert_eq!(joined(&catalogue(&[map, map, access, access])), []);
}

#[test]
fn what_people_hold_apart_stays_two_and_their_name_is_the_one_that_is_shown() {
    let with = |names: &[&str]| {
        let names = names.iter().map(|&name| name.to_owned());
        let options = TagOptions {
            names: Vocabulary::of_names(names),
            ..TagOptions::default()
        };
        let tagging = tag_catalogue(catalogue(&LLM), &options);
        let tags = tagging.vocabulary.into_iter().map(|own| own.tag);
        tags.filter(|tag| tag.to_lowercase().starts_with('l'))
            .collect::<Vec<_>>()
    };
    assert_eq!(with(&["Large Language Models"]), ["Large Language Models"]);
    let mut apart = with(&["LLM", "large language model"]);
    apart.sort();
    assert_eq!(apart, ["LLM", "large language model"]);
}
