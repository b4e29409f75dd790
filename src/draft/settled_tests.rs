//! What must hold of a draft about which people have decided.

use super::super::{DraftOptions, compose};
use super::*;
use crate::corpus::{self, LoadOptions};

/// A talk with a question for each topic and an answer of some length.
const TALK: &str = "\
Ann: Welcome back. Today we talk about sourdough bread, and how wild yeast makes it rise.

Bo: Thanks for having me. I have baked sourdough bread for eleven years now, mostly with rye flour.

Ann: So how do you keep a starter alive when you travel?

Bo: You dry it. Spread the starter thinly on baking paper, leave it for two days, and crumble it into a jar.

Ann: And what goes wrong most often when people bake their first loaf?

Bo: They bake too early. The dough needs time, and a cold kitchen makes the wild yeast slow and the bread flat.

Ann: How did bakers measure temperature before there were thermometers in every kitchen?

Bo: Bakers threw a handful of flour on the stone, which browns in forty seconds when the oven is ready.
";

fn episode() -> Episode {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bread.txt");
    crate::report::writer::write_file(&path, TALK.as_bytes()).unwrap();
    let found = corpus::discover(&[path]);
    corpus::load(&found.sources[0], &LoadOptions::default())
        .unwrap()
        .remove(0)
}

fn drafted(settled: Settled, highlights: usize) -> (Episode, Vec<Highlight>) {
    let episode = episode();
    let options = DraftOptions {
        highlights,
        settled,
        ..DraftOptions::default()
    };
    let draft = compose(&episode, &options);
    (episode, draft.highlights)
}

fn keeping(kept: Vec<Kept>) -> Settled {
    Settled {
        highlights: SettledHighlights {
            kept,
            rejected: Vec::new(),
        },
        ..Settled::default()
    }
}

fn kept(episode: &Episode, words: &str, text: &str, verdict: Verdict) -> Kept {
    let start = episode.text.find(words).unwrap();
    Kept {
        span: Span::new(start, start + words.len()),
        text: text.to_owned(),
        kind: None,
        verdict,
    }
}

#[test]
fn what_is_rejected_does_not_come_back_and_makes_room() {
    let (_, before) = drafted(Settled::default(), 3);
    assert_eq!(before.len(), 3);
    for rejected in &before {
        let mut settled = Settled::default();
        settled
            .highlights
            .rejected
            .push((Some(rejected.span), rejected.text.clone()));
        let (_, after) = drafted(settled, 3);
        assert_eq!(after.len(), 3, "{after:?}");
        assert!(
            after
                .iter()
                .all(|other| other.text != rejected.text && other.span != rejected.span)
        );
    }
}

#[test]
fn a_rejected_line_does_not_come_back_with_other_words_behind_it() {
    let (_, before) = drafted(Settled::default(), 7);
    let bullet = before
        .iter()
        .find(|highlight| highlight.kind == HighlightKind::Question)
        .unwrap();
    let mut settled = Settled::default();
    settled
        .highlights
        .rejected
        .push((None, bullet.text.to_uppercase()));
    let (_, after) = drafted(settled, 7);
    assert!(after.iter().all(|other| other.text != bullet.text));
}

#[test]
fn what_is_kept_is_there_in_its_place_whatever_the_ranking_and_the_length() {
    let episode = episode();
    let thanks = "Thanks for having me.";
    let stone = "which browns in forty seconds";
    for highlights in [0, 1, 3] {
        let settled = keeping(vec![
            kept(&episode, stone, "The flour thermometer", Verdict::Added),
            kept(&episode, thanks, thanks, Verdict::Accepted),
        ]);
        let (_, drafted) = drafted(settled, highlights);
        assert_eq!(drafted.len(), highlights.max(2));
        assert!(drafted.is_sorted_by_key(|highlight| highlight.span));
        assert_eq!(drafted[0].quote, thanks);
        assert_eq!(drafted[0].kind, HighlightKind::Quote);
        assert_eq!(drafted[0].speaker.as_deref(), Some("Bo"));
        assert_eq!(drafted[0].decision, Some(Verdict::Accepted));
        let last = drafted.last().unwrap();
        assert_eq!(
            (last.quote.as_str(), last.kind),
            (stone, HighlightKind::Topic)
        );
        assert_eq!(last.text, "The flour thermometer");
    }
}

#[test]
fn what_is_drafted_beside_what_is_kept_says_something_else() {
    let (_, before) = drafted(Settled::default(), 3);
    let first = &before[0];
    let settled = keeping(vec![Kept {
        span: first.span,
        text: "Worded anew".to_owned(),
        kind: Some(first.kind),
        verdict: Verdict::Edited,
    }]);
    let (_, after) = drafted(settled, 3);
    assert_eq!(after.len(), 3);
    let there = after.iter().filter(|other| other.span == first.span);
    assert_eq!(
        there.map(|other| other.text.as_str()).collect::<Vec<_>>(),
        ["Worded anew"]
    );
    assert!(
        after
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
    );
}

#[test]
fn a_kept_line_is_a_quotation_only_if_it_is_made_of_what_was_said() {
    for (line, quote, made) in [
        ("You dry it", "You dry it.", true),
        ("Dry it!", "You dry it.", true),
        ("It dry", "You dry it.", false),
        ("You fry it", "You dry it.", false),
        ("…", "You dry it.", false),
    ] {
        assert_eq!(is_made_of(line, quote), made, "{line}");
    }
}

fn chapter(title: &str, start_s: f64, opening: (usize, usize)) -> Chapter {
    let opening = Span::new(opening.0, opening.1);
    Chapter {
        title: title.to_owned(),
        start_s: Some(start_s),
        turn: 0,
        span: opening,
        opening,
        decision: None,
    }
}

fn kept_chapter(title: &str, start_s: Option<f64>, at: (usize, usize)) -> KeptChapter {
    KeptChapter {
        span: Span::new(at.0, at.1),
        title: title.to_owned(),
        start_s,
        verdict: Verdict::Edited,
    }
}

#[test]
fn chapters_are_edited_rejected_and_added_in_their_places() {
    let episode = episode();
    let drafted = || {
        vec![
            chapter("One", 0.0, (0, 10)),
            chapter("Two", 9.0, (20, 30)),
            chapter("Three", 30.0, (60, 70)),
        ]
    };
    let titles = |settled: SettledChapters| -> Vec<String> {
        let chapters = settled.apply(drafted(), &episode).into_iter();
        chapters.map(|chapter| chapter.title).collect()
    };
    let edited = SettledChapters {
        kept: vec![kept_chapter("Zwei", Some(9.0), (22, 25))],
        rejected: Vec::new(),
    };
    assert_eq!(titles(edited), ["One", "Zwei", "Three"]);
    let rejected = SettledChapters {
        kept: Vec::new(),
        rejected: vec![
            kept_chapter("one", None, (0, 4)),
            kept_chapter("THREE", None, (90, 94)),
        ],
    };
    assert_eq!(titles(rejected), ["Two"]);
    let last = episode.text.len();
    let added = SettledChapters {
        kept: vec![kept_chapter("End", None, (last - 5, last))],
        rejected: Vec::new(),
    };
    let chapters = added.apply(drafted(), &episode);
    assert_eq!(chapters[3].title, "End");
    assert_eq!(chapters[3].turn, episode.turns.len() - 1);
}

#[test]
fn a_tag_is_rejected_however_it_is_spelt_unless_it_is_kept_as_well() {
    let choice = SettledTags {
        kept: vec!["Go".to_owned()],
        rejected: ["Open Source", "go", "C++"].map(str::to_owned).to_vec(),
    };
    for (tag, rejected) in [
        ("open-source", true),
        ("open sources", false),
        ("Go", false),
        ("c++", true),
        ("C", false),
        ("C#", false),
    ] {
        assert_eq!(choice.rejects(tag), rejected, "{tag}");
    }
}

#[test]
fn tags_that_are_rejected_make_room_and_those_that_are_kept_stay() {
    let episode = episode();
    let options = DraftOptions {
        tags: 2,
        ..DraftOptions::default()
    };
    let before = compose(&episode, &options).tags;
    let settled = Settled {
        tags: SettledTags {
            kept: vec!["baking".to_owned()],
            rejected: vec![before[0].tag.clone()],
        },
        ..Settled::default()
    };
    let after = compose(&episode, &DraftOptions { settled, ..options }).tags;
    let names: Vec<_> = after.iter().map(|tag| tag.tag.as_str()).collect();
    assert_eq!(names, ["baking", &before[1].tag]);
}
