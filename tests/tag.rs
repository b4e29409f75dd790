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
             Bo: Below the moor there is {word}, and people used to cut {word} for their kilns in winter.\n\n"
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

/// The rows of a `tags.csv` that are not about one episode.
fn rows_without(tags: &str, episode: &str) -> Vec<String> {
    let start = format!("{episode},");
    let rows = tags.lines().filter(|row| !row.starts_with(&start));
    rows.map(ToOwned::to_owned).collect()
}

#[test]
fn with_a_vocabulary_a_new_episode_changes_no_other_episodes_tags() {
    let desk = show();
    desk.write("mine.txt", b"granite\npeat\nkiln\nmoor\n");
    let pinned = ["--vocab", "mine.txt"];
    let before = tag(&desk, &pinned);
    for number in 5..9 {
        let new = episode("Kilns", "tags: [kiln, moor]\n", "kiln");
        desk.write(&format!("show/{number:02}.md"), new.as_bytes());
        let now = tag(&desk, &pinned);
        let id = format!("{number:02}");
        assert!(now.contains(&format!("\n{id},")), "{now}");
        let mut old = now.clone();
        for new in 5..=number {
            old = rows_without(&old, &format!("{new:02}")).join("\n");
        }
        assert_eq!(old, before.trim_end());
    }
    // The catalogue speaks otherwise of these words now: without the lock it would show.
    let anew = tag(&desk, &["--vocab", "mine.txt", "--retag"]);
    let old = (5..9).fold(anew, |rows, new| {
        rows_without(&rows, &format!("{new:02}")).join("\n")
    });
    assert_ne!(old, before.trim_end());
}

#[test]
fn an_episode_that_has_changed_is_tagged_anew() {
    let desk = show();
    desk.write("mine.txt", b"granite\npeat\n");
    let pinned = ["--vocab", "mine.txt"];
    assert!(tag(&desk, &pinned).contains("\n01,show/01.md,peat,"));
    desk.write(
        "show/01.md",
        episode("Granite at last", "", "granite").as_bytes(),
    );
    assert!(tag(&desk, &pinned).contains("\n01,show/01.md,granite,"));
    desk.write("mine.txt", b"granite\nkiln\n");
    let run = desk.run(&["tag", "show", "-o", "tags", "--vocab", "mine.txt"]);
    assert!(
        run.stderr.contains("all episodes are tagged anew"),
        "{run:?}"
    );
    assert!(!desk.read("tags/tags.csv").contains(",peat,"));

    desk.write("tags/tags.lock", b"<<<<<<< ours\n");
    let run = desk.run(&["tag", "show", "-o", "tags", "--vocab", "mine.txt"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("tags/tags.lock:1: not a lock"),
        "{run:?}"
    );
}

#[test]
fn without_a_vocabulary_new_episodes_change_no_slug() {
    let desk = Desk::new();
    for number in 1..3 {
        let text = episode("Lichen", "", "lichen");
        desk.write(&format!("show/0{number}.md"), text.as_bytes());
    }
    for number in 3..25 {
        let text = episode("Peat", "", "peat");
        desk.write(&format!("show/{number:02}.md"), text.as_bytes());
    }
    let before = tag(&desk, &[]);
    assert!(before.contains("01,show/01.md,lichen,lichen,"), "{before}");
    for number in 31..36 {
        let text = episode("Lichens", "", "lichens");
        desk.write(&format!("show/{number}.md"), text.as_bytes());
    }
    let now = tag(&desk, &[]);
    assert!(now.contains("31,show/31.md,lichen,lichen,"), "{now}");
    assert!(!now.contains(",lichens,"), "{now}");
    // Without the file from before, the spelling of the many wins.
    let run = desk.run(&["tag", "show", "-o", "elsewhere"]);
    assert!(
        desk.read("elsewhere/tags.csv").contains(",lichens,"),
        "{run:?}"
    );
}

#[test]
fn why_a_tag_is_given_or_not_is_said_with_every_place() {
    let desk = show();
    let why = |episode: &str, tag: &str, more: &[&str]| {
        let run = desk.run(&[&["tag", "show", "-q", "--why", episode, tag], more].concat());
        (run.code, run.stdout)
    };
    let (code, text) = why("01", "Peat", &[]);
    assert_eq!(code, Some(0));
    for part in [
        "peat is tag 1 of ",
        " on 01: found in the talk",
        "said by 2 of 4 episodes, carried by 2.",
        "The episode says it 18 times:\n  Tell me more about peat, number 0,",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, text) = why("01", "granite", &[]);
    assert!(text.starts_with("granite is not on 01: "), "{text}");
    assert!(text.ends_with("The episode does not say it.\n"), "{text}");

    desk.write(
        "mine.toml",
        b"never = [\"moor\"]\n[[tags]]\ntag = \"Peatland\"\naliases = [\"peat\"]\n",
    );
    let own = ["--vocab", "mine.toml"];
    let (_, text) = why("show/02.md", "peat", &own);
    assert!(
        text.starts_with("Peatland is tag 1 of 1 on 02: in the vocabulary"),
        "{text}"
    );
    assert!(text.contains("Probability: "), "{text}");
    let (_, text) = why("02", "granite", &own);
    assert!(text.contains("it is not in the vocabulary"), "{text}");
    let (_, text) = why("02", "moor", &own);
    assert!(text.contains("people ruled it out"), "{text}");
    assert!(text.contains("  Below the moor there is peat"), "{text}");
    let (code, text) = why("99", "moor", &own);
    assert_eq!((code, text.as_str()), (Some(2), ""));
    assert!(!desk.path("tags").exists());
}

#[test]
fn what_has_changed_is_said_with_its_reason() {
    let desk = show();
    tag(&desk, &[]);
    desk.write(
        "show/01.md",
        episode("Peat and granite", "tags: [-peat, moors]\n", "peat").as_bytes(),
    );
    desk.write("show/05.md", episode("Peat", "", "peat").as_bytes());
    std::fs::remove_file(desk.path("show/04.md")).unwrap();
    let run = desk.run(&["tag", "show", "-o", "tags", "--diff", "tags/tags.csv"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for part in [
        "## What changed since tags/tags.csv\n",
        "**Episodes gone: 1.** 04\n",
        "- 05: ",
        "- 01: − peat (a person took it out of this episode)\n",
        "- 01: + moors (given by people)\n",
        "- 03: − granite (1 of the episodes say it, a tag needs 2)\n",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
        assert!(desk.read("tags/report.md").contains(part), "{part}");
    }
    let run = desk.run(&["tag", "show", "-o", "tags", "--diff", "tags/tags.csv"]);
    assert_eq!(
        run.stdout,
        "## What changed since tags/tags.csv\n\nNothing.\n"
    );
}

#[test]
fn peoples_tags_are_scored_each_without_itself() {
    let desk = Desk::new();
    for number in 0..12 {
        let (tag, word) = if number % 2 == 0 {
            ("Peat", "peat")
        } else {
            ("rocks", "granite")
        };
        let front = format!("tags: [{tag}]\n");
        desk.write(
            &format!("show/{number:02}.md"),
            episode("Untitled", &front, word).as_bytes(),
        );
    }
    let run = desk.run(&["eval", "show"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("tag  "), "{}", run.stdout);
    let row = run
        .stdout
        .lines()
        .find(|row| row.starts_with("Peat "))
        .unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells[..4], ["Peat", "6", "6", "6"], "{}", run.stdout);
    assert!(
        run.stdout.contains("compared: 12, in 10 parts"),
        "{}",
        run.stdout
    );
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(&["eval", "show", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["tags"]["tags"][0]["given"], 6, "{json}");
}

#[test]
fn a_vocabulary_in_skos_is_used_with_all_its_names() {
    let desk = show();
    desk.write(
        "mine.ttl",
        b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
          <peat> skos:prefLabel \"Peatland\"@en ; skos:altLabel \"peat\"@en ; skos:broader <soil> .\n\
          <soil> skos:prefLabel \"Soil\"@en .\n",
    );
    let tags = tag(&desk, &["--vocab", "mine.ttl"]);
    assert!(
        tags.contains("\n01,show/01.md,Peatland,peatland,"),
        "{tags}"
    );
    desk.write("mine.ttl", b"<a> <b> .\n");
    let run = desk.run(&["tag", "show", "-o", "tags", "--vocab", "mine.ttl"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("mine.ttl:1: "), "{run:?}");
}
