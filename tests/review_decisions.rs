//! What people decide about drafts is obeyed by `draft`, `tag` and `publish`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Desk, TALK};
use serde_json::{Value, json};

fn drafted(desk: &Desk, args: &[&str]) -> Value {
    let run = desk.run(&[&["draft", "--format", "json"], args].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn write_decisions(desk: &Desk, name: &str, id: &str, episode: &Value) {
    let file = json!({"version": 1, "episodes": {id: episode}});
    desk.write(name, file.to_string().as_bytes());
}

fn span_of(desk: &Desk, words: &str) -> Value {
    let text = desk.run(&["draft", "bread.txt", "--format", "text-only"]);
    let start = text.stdout.find(words).unwrap();
    json!([start, start + words.len()])
}

fn texts(draft: &Value) -> Vec<&str> {
    let highlights = draft["highlights"].as_array().unwrap().iter();
    highlights
        .map(|highlight| highlight["text"].as_str().unwrap())
        .collect()
}

#[test]
fn a_draft_follows_the_decisions_beside_its_episode_and_stays_checkable() {
    let desk = Desk::with(&[("bread.txt", TALK)]);
    let before = drafted(&desk, &["bread.txt", "-n", "3"]);
    let first = &before["highlights"][0];
    let second = &before["highlights"][1];
    let thanks = "Thanks for having me.";
    write_decisions(
        &desk,
        "bread.decisions.json",
        "bread",
        &json!({
            "highlights": [
                {"action": "reject", "span": first["span"], "quote": first["quote"], "text": first["text"]},
                {"action": "edit", "span": second["span"], "quote": second["quote"], "text": "Worded by hand"},
                {"action": "add", "span": span_of(&desk, thanks), "quote": thanks, "text": thanks}],
            "tags": {"add": ["Home Baking"], "remove": [before["tags"][0]["tag"]]}}),
    );
    let after = drafted(&desk, &["bread.txt", "-n", "3"]);
    let lines = texts(&after);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.contains(&thanks), "{lines:?}");
    assert!(lines.contains(&"Worded by hand"), "{lines:?}");
    assert!(!lines.contains(&first["text"].as_str().unwrap()));
    let marks: Vec<_> = after["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|highlight| highlight["decision"].as_str().unwrap_or("-"))
        .collect();
    for decision in ["add", "edit"] {
        let marked = marks.iter().filter(|mark| **mark == decision);
        assert_eq!(marked.count(), 1, "{marks:?}");
    }
    assert_eq!(after["tags"][0]["tag"], "Home Baking");
    let tags: Vec<_> = after["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| &tag["tag"])
        .collect();
    assert!(!tags.contains(&&before["tags"][0]["tag"]), "{tags:?}");

    desk.write("draft.json", after.to_string().as_bytes());
    let check = desk.run(&["check", "draft.json"]);
    assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""));
    let notes = desk.run(&["draft", "bread.txt"]).stdout;
    assert!(notes.contains("- Worded by hand — "), "{notes}");
    assert!(notes.contains("“Thanks for having me.”"), "{notes}");
}

#[test]
fn the_file_that_is_named_counts_before_those_beside_and_above() {
    let desk = Desk::with(&[("show/bread.txt", TALK), ("show/buns.txt", TALK)]);
    for (name, id, tag) in [
        ("decisions.json", "bread", "not below here"),
        ("show/decisions.json", "bread", "of the folder"),
        ("named.json", "show/bread", "named"),
    ] {
        write_decisions(&desk, name, id, &json!({"tags": {"add": [tag]}}));
    }
    let tag = |draft: &Value| draft["tags"][0]["tag"].clone();
    assert_eq!(tag(&drafted(&desk, &["show/bread.txt"])), "of the folder");
    let all = drafted(&desk, &["show"]);
    assert_eq!(
        all.as_array().unwrap().len(),
        2,
        "decisions are no transcripts"
    );
    assert_eq!(tag(&all[0]), "of the folder");
    assert_ne!(tag(&all[1]), "of the folder");
    let named = ["show/bread.txt", "--decisions", "named.json"];
    assert_eq!(tag(&drafted(&desk, &named)), "named");
    write_decisions(
        &desk,
        "show/bread.decisions.json",
        "whatever",
        &json!({"tags": {"add": ["its own"]}}),
    );
    assert_eq!(tag(&drafted(&desk, &["show/bread.txt"])), "its own");
    let other = desk.run(&["draft", "show/buns.txt", "--decisions", "named.json"]);
    assert_eq!(other.code, Some(0));
    assert!(
        other.stderr.contains("speaks of none of these episodes"),
        "{other:?}"
    );
}

#[test]
fn a_decision_whose_words_are_gone_is_named_and_one_whose_words_moved_is_obeyed() {
    let desk = Desk::with(&[("bread.txt", TALK)]);
    let thanks = "Thanks for having me.";
    write_decisions(
        &desk,
        "decisions.json",
        "bread",
        &json!({"highlights": [
            {"action": "add", "span": span_of(&desk, thanks), "quote": thanks, "text": "He thanks"},
            {"action": "accept", "span": [3, 22], "quote": "words nobody spoke", "text": "A line"}]}),
    );
    let longer = format!("Ann: One more sentence stands here now.\n\n{TALK}");
    desk.write("bread.txt", longer.as_bytes());
    let run = desk.run(&["draft", "bread.txt", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let draft: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(texts(&draft).contains(&"He thanks"));
    assert!(!texts(&draft).contains(&"A line"));
    for part in ["bread.txt: decisions: ", "“A line”", "“words nobody spoke”"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
    desk.write("draft.json", run.stdout.as_bytes());
    assert_eq!(desk.run(&["check", "draft.json"]).code, Some(0));
}

#[test]
fn a_broken_file_is_an_error_with_its_line_and_the_others_are_drafted() {
    let desk = Desk::with(&[
        ("t/a.txt", TALK),
        ("t/b.txt", TALK),
        (
            "t/a.decisions.json",
            "{\"version\": 1,\n\"episodes\": {\"a\": {\"tagz\": {}}}}",
        ),
    ]);
    let run = desk.run(&["draft", "t", "-o", "out/", "--report", "run.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr
            .contains("a.decisions.json:2: unknown key `tagz`"),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("nothing in this file was obeyed"),
        "{run:?}"
    );
    assert_eq!(desk.files("out").len(), 2);
    assert!(desk.read("run.json").contains("tagz"));
    let named = desk.run(&["draft", "t", "--decisions", "t/a.decisions.json"]);
    assert_eq!((named.code, named.stdout.as_str()), (Some(2), ""));
    assert!(named.stderr.contains("a.decisions.json:2: "), "{named:?}");
    let missing = desk.run(&["tag", "t", "-o", "tags", "--decisions", "no.json"]);
    assert_eq!(missing.code, Some(2));
    assert!(
        missing.stderr.contains("no.json: no such file"),
        "{missing:?}"
    );
}

#[test]
fn tag_leaves_out_what_was_removed_and_keeps_what_was_added() {
    let desk = Desk::with_samples();
    let run = desk.run(&["tag", "corpus", "-o", "before"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let tags = |folder: &str| -> Vec<(String, String)> {
        let catalogue: Value =
            serde_json::from_str(&desk.read(&format!("{folder}/catalogue.json"))).unwrap();
        let episodes = catalogue["episodes"].as_array().unwrap().clone();
        episodes
            .iter()
            .flat_map(|episode| {
                let id = episode["id"].as_str().unwrap().to_owned();
                let tags = episode["tags"].as_array().unwrap().clone();
                tags.into_iter()
                    .map(move |tag| (id.clone(), tag["tag"].as_str().unwrap().to_owned()))
            })
            .collect()
    };
    let id = "slow-signal/118-a-hook-on-a-rope";
    let before = tags("before");
    let gone = before.iter().find(|(episode, _)| episode == id).unwrap();
    write_decisions(
        &desk,
        "corpus/decisions.json",
        id,
        &json!({"tags": {"add": ["Under the sea"], "remove": [gone.1.to_uppercase()]}}),
    );
    assert_eq!(desk.run(&["tag", "corpus", "-o", "after"]).code, Some(0));
    let after = tags("after");
    assert!(!after.contains(gone), "{after:?}");
    assert!(after.contains(&(id.to_owned(), "Under the sea".to_owned())));
    let others = |tags: &[(String, String)]| -> Vec<(String, String)> {
        tags.iter()
            .filter(|(episode, _)| episode != id)
            .cloned()
            .collect()
    };
    assert_eq!(others(&after), others(&before));
}

#[test]
fn publish_follows_decisions_with_and_without_files_of_tag() {
    let page = format!("---\ntitle: Bread\n---\n\n{TALK}");
    let desk = Desk::with(&[
        ("site/bread.md", &page),
        (
            "tags.csv",
            "episode,path,tag\nbread,site/bread.md,flour\nbread,site/bread.md,oven\n",
        ),
    ]);
    write_decisions(
        &desk,
        "mine.json",
        "bread",
        &json!({"tags": {"add": ["home baking"], "remove": ["oven", "sourdough bread"]},
                "highlights": [{"action": "add", "span": [0, 4], "quote": "Thanks for having me.", "text": "A line of mine"}]}),
    );
    let publish = |more: &[&str]| {
        desk.write("site/bread.md", page.as_bytes());
        let run = desk.run(
            &[
                &[
                    "publish",
                    "--site",
                    "hugo",
                    "site",
                    "--decisions",
                    "mine.json",
                ],
                more,
            ]
            .concat(),
        );
        assert_eq!(run.code, Some(0), "{run:?}");
        desk.read("site/bread.md")
    };
    let from_files = publish(&["--from", "tags.csv"]);
    assert!(
        from_files.contains("flour") && from_files.contains("home baking"),
        "{from_files}"
    );
    assert!(!from_files.contains("- oven"), "{from_files}");
    let worked_out = publish(&["--with", "highlights"]);
    assert!(
        worked_out.contains("home baking") && worked_out.contains("A line of mine"),
        "{worked_out}"
    );
    assert!(!worked_out.contains("- sourdough bread"), "{worked_out}");
    desk.write("site/bread.md", page.as_bytes());
    desk.write("site/decisions.json", b"{");
    let broken = desk.run(&["publish", "--site", "hugo", "site", "--from", "tags.csv"]);
    assert_eq!(broken.code, Some(2), "{broken:?}");
    assert_eq!(desk.read("site/bread.md"), page);
}
