//! What `shownotes tag` writes beside the tables, and how it obeys what people have written there.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::Desk;

/// Three episodes of one show; the title names what each is about.
const SHOW: [(&str, &str, &str); 3] = [
    ("01.md", "Peat and granite", "peat"),
    ("02.md", "More peat", "peat"),
    ("03.md", "Granite again", "granite"),
];

/// An episode that says a word often enough for a tag.
fn episode(title: &str, front: &str, word: &str) -> String {
    let turns = (0..6).map(|turn| {
        format!(
            "Ann: Tell me more about {word}, number {turn}, since nobody here has ever seen it.\n\n\
             Bo: The {word} lies below the moor, and people used to cut {word} for their kilns in winter.\n\n"
        )
    });
    format!(
        "---\ntitle: {title}\n{front}---\n\n{}",
        turns.collect::<String>()
    )
}

fn show() -> Desk {
    let desk = Desk::new();
    for (name, title, word) in SHOW {
        desk.write(&format!("show/{name}"), episode(title, "", word).as_bytes());
    }
    desk.write(
        "show/04.md",
        episode("Granite, too", "", "granite").as_bytes(),
    );
    desk
}

fn tag(desk: &Desk, more: &[&str]) -> String {
    let run = desk.run(&[&["tag", "show", "-o", "tags"], more].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    desk.read("tags/tags.csv")
}

#[test]
fn a_second_run_writes_the_same_bytes() {
    let desk = Desk::with_samples();
    let files = [
        "tags.csv",
        "episodes.csv",
        "proposed.csv",
        "related.csv",
        "catalogue.json",
        "report.md",
        "vocab.toml",
    ];
    let mut runs = Vec::new();
    for _ in 0..2 {
        let run = desk.run(&["tag", "corpus", "-o", "tags"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        runs.push(files.map(|name| desk.read(&format!("tags/{name}"))));
    }
    assert_eq!(runs[0], runs[1]);
}

#[test]
fn what_people_write_into_the_vocabulary_file_holds_from_then_on() {
    let desk = show();
    let tags = tag(&desk, &[]);
    assert!(tags.contains(",peat,peat,"), "{tags}");
    let made = desk.read("tags/vocab.toml");
    assert!(made.contains("tag = \"peat\""), "{made}");

    let edited = format!(
        "# ours\nnever = [\"granite\"]\n\n[[tags]]\ntag = \"Peatland\" # the place\naliases = [\"peat\"]\n{}",
        made.split_once("never = []\n")
            .unwrap()
            .1
            .replace("[[tags]]\ntag = \"granite\"\n", "")
            .replace("[[tags]]\ntag = \"peat\"\n", "")
    );
    desk.write("tags/vocab.toml", edited.as_bytes());
    let tags = tag(&desk, &[]);
    assert!(tags.contains(",Peatland,peatland,"), "{tags}");
    assert!(
        !tags.contains(",peat,") && !tags.contains(",granite,"),
        "{tags}"
    );
    let kept = desk.read("tags/vocab.toml");
    assert!(kept.starts_with(edited.trim_end()), "{kept}");
}

#[test]
fn a_vocabulary_of_ones_own_is_not_copied_and_what_it_leaves_out_is_proposed() {
    let desk = show();
    desk.write("mine.txt", b"granite\n");
    let tags = tag(&desk, &["--vocab", "mine.txt"]);
    assert!(
        tags.contains(",granite,") && !tags.contains(",peat,"),
        "{tags}"
    );
    assert!(!desk.path("tags/vocab.toml").exists());
    let proposed = desk.read("tags/proposed.csv");
    assert!(proposed.contains("\npeat,peat,2,0"), "{proposed}");
    assert!(!proposed.contains("\ngranite,"), "{proposed}");
    let report = desk.read("tags/report.md");
    assert!(report.contains("| peat | 2 | “"), "{report}");
}

#[test]
fn a_tag_with_a_minus_does_not_come_back() {
    let desk = show();
    assert!(tag(&desk, &[]).contains("01,show/01.md,peat,"));
    let taken_out = episode("Peat and granite", "tags: [-peat, moors]\n", "peat");
    desk.write("show/01.md", taken_out.as_bytes());
    desk.write(
        "known.csv",
        b"path,tag\nshow/02.md,-Peat\nshow/03.md,'-granite\n",
    );
    let tags = tag(&desk, &["--known", "known.csv"]);
    assert!(tags.contains("01,show/01.md,moors,"), "{tags}");
    for gone in ["peat", "Peat", "-peat", "'-peat"] {
        assert!(!tags.contains(&format!(",{gone},")), "{gone}: {tags}");
    }
    assert!(!tags.contains("03,show/03.md,granite,"), "{tags}");

    let run = desk.run(&["draft", "show/01.md", "--format", "jsonl"]);
    let draft: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let tags: Vec<_> = draft["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| &tag["tag"])
        .collect();
    assert!(tags.contains(&&"moors".into()), "{tags:?}");
    assert!(
        !tags.contains(&&"peat".into()) && !tags.contains(&&"-peat".into()),
        "{tags:?}"
    );
}

#[test]
fn the_report_is_no_transcript() {
    let desk = show();
    let run = desk.run(&["tag", "show", "-o", "show"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = desk.run(&["draft", "show/", "--format", "jsonl"]);
    assert!(desk.path("show/report.md").exists());
    assert!(!run.stdout.contains("\"show/report.md\""), "{}", run.stdout);
}
