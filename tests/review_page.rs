//! The page of `shownotes review`, as a file; what it does in a browser is the business of `make browser`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Desk, TALK};
use serde_json::Value;

/// A block of data of a page.
fn block(page: &str, id: &str) -> Value {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, rest) = page.split_once(&start).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_page_of_one_episode_has_its_draft_its_talk_and_no_catalogue() {
    let desk = Desk::with(&[("bread.txt", TALK)]);
    let run = desk.run(&["review", "bread.txt", "-o", "out/review.html"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let page = desk.read("out/review.html");
    let overview = block(&page, "overview");
    assert!(overview["catalogue"].is_null());
    let episode = block(&page, "episode-0");
    let explained = desk.run(&["draft", "bread.txt", "--format", "json", "--explain"]);
    let draft: Value = serde_json::from_str(&explained.stdout).unwrap();
    assert_eq!(episode["draft"], draft);
    assert_eq!(overview["episodes"][0]["id"], "bread");
}

#[test]
fn a_page_of_a_folder_has_the_catalogue_in_the_order_of_its_episodes() {
    let desk = Desk::with_samples();
    assert_eq!(desk.run(&["review", "corpus"]).code, Some(0));
    let page = desk.read("review.html");
    let overview = block(&page, "overview");
    let episodes = overview["episodes"].as_array().unwrap();
    assert!(episodes.len() >= 24);
    for (number, episode) in episodes.iter().enumerate() {
        assert_eq!(
            overview["catalogue"]["episodes"][number]["id"],
            episode["id"]
        );
        assert_eq!(
            block(&page, &format!("episode-{number}"))["draft"]["id"],
            episode["id"]
        );
    }
    assert_eq!(
        desk.run(&["tag", "corpus", "-o", "tags", "--explain"]).code,
        Some(0)
    );
    let catalogue: Value = serde_json::from_str(&desk.read("tags/catalogue.json")).unwrap();
    assert_eq!(overview["catalogue"], catalogue);
    assert!(overview["health"]["once"].is_array());
}

#[test]
fn the_page_is_the_same_in_every_run_and_is_no_input_of_the_next() {
    let desk = Desk::with_samples();
    let mut pages = Vec::new();
    for jobs in ["1", "3"] {
        let run = desk.run(&[
            "review",
            "corpus",
            "-o",
            "corpus/review.html",
            "--jobs",
            jobs,
        ]);
        assert_eq!(run.code, Some(0), "{run:?}");
        pages.push(desk.read("corpus/review.html"));
    }
    assert_eq!(pages[0], pages[1]);
    let drafts = desk.run(&["draft", "corpus", "--format", "jsonl"]);
    assert!(!drafts.stdout.contains("corpus/review.html"));
}

#[test]
fn decisions_are_on_the_page_where_their_words_stand_now_and_lost_ones_apart() {
    let desk = Desk::with(&[
        ("bread.txt", TALK),
        (
            "decisions.json",
            r#"{"version": 1, "episodes": {"bread": {"highlights": [
                {"action": "add", "span": [0, 3], "quote": "wild yeast", "text": "Yeast"},
                {"action": "reject", "span": [0, 3], "quote": "nobody said this", "text": "Gone"}]}}}"#,
        ),
    ]);
    let run = desk.run(&["review", "bread.txt"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("nobody said this"), "{run:?}");
    let overview = block(&desk.read("review.html"), "overview");
    let episode = &overview["episodes"][0];
    let text = desk
        .run(&["draft", "bread.txt", "--format", "text-only"])
        .stdout;
    let start = text.find("wild yeast").unwrap();
    assert_eq!(episode["decisions"]["highlights"][0]["span"][0], start);
    assert_eq!(episode["lost"]["highlights"][0]["text"], "Gone");
}

#[test]
fn an_input_is_never_overwritten_by_the_page() {
    let desk = Desk::with(&[(
        "bread.html",
        "<p>Ann: Bread is made of flour, water and time.</p>",
    )]);
    let before = desk.read("bread.html");
    let run = desk.run(&["review", "bread.html", "-o", "bread.html"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(desk.read("bread.html"), before);
}
