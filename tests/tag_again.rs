//! What `shownotes tag` remembers of its last run changes nothing but the time that it takes.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Desk, Outcome};

const FILES: [&str; 7] = [
    "tags.csv",
    "episodes.csv",
    "proposed.csv",
    "related.csv",
    "catalogue.json",
    "report.md",
    "vocab.toml",
];

const UNCHANGED: &str = "nothing has changed since the last run";

fn tag(desk: &Desk, to: &str, more: &[&str]) -> Outcome {
    let run = desk.run(&[&["tag", "corpus", "-o", to], more].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    run
}

fn files(desk: &Desk, folder: &str) -> Vec<String> {
    let read = |name: &&str| desk.read(&format!("{folder}/{name}"));
    FILES.iter().map(read).collect()
}

/// The entries of the memory.
fn entries(desk: &Desk) -> Vec<std::path::PathBuf> {
    let folder = std::fs::read_dir(desk.path("tags/.shownotes-cache")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_none() && !path.ends_with(".gitignore"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn a_run_on_an_unchanged_catalogue_writes_nothing_and_says_the_same() {
    let desk = Desk::with_samples();
    desk.write(
        "corpus/odd.vtt",
        b"WEBVTT\n\n00:00:05.000 --> 00:00:01.000\n<v Ann>Peat is cut in winter, and peat is dried in spring.\n",
    );
    let first = tag(&desk, "tags", &[]);
    assert!(first.stderr.contains("odd.vtt"), "{first:?}");
    let written = files(&desk, "tags");
    let again = tag(&desk, "tags", &[]);
    assert!(again.stderr.contains(UNCHANGED), "{again:?}");
    let said = again
        .stderr
        .lines()
        .filter(|line| !line.contains(UNCHANGED));
    assert_eq!(
        said.collect::<Vec<_>>(),
        first.stderr.lines().collect::<Vec<_>>()
    );
    assert_eq!(files(&desk, "tags"), written);

    desk.write("tags/tags.csv", b"spoilt");
    let mended = tag(&desk, "tags", &[]);
    assert!(!mended.stderr.contains(UNCHANGED), "{mended:?}");
    assert_eq!(files(&desk, "tags"), written);
}

/// A name, what changes, and the options of the run.
type Step<'s> = (&'s str, &'s dyn Fn(), &'s [&'s str]);

#[test]
fn whatever_changes_the_result_is_that_of_a_first_run() {
    let desk = Desk::with_samples();
    tag(&desk, "tags", &[]);
    let page = "corpus/small-tools/041-time-zones.md";
    let new =
        "Ann: We cut peat all winter.\n\nBo: Peat is heavy.\n\nAnn: And the peat burns well.\n";
    let steps: [Step<'_>; 6] = [
        (
            "an episode more",
            &|| desk.write("corpus/new.txt", new.as_bytes()),
            &[],
        ),
        (
            "a page changed",
            &|| desk.write(page, desk.read(page).replace("UTC", "GMT").as_bytes()),
            &[],
        ),
        ("an option", &|| {}, &["--tags", "3"]),
        (
            "a list",
            &|| desk.write("known.csv", b"path,tag\nnew.txt,bogs\n"),
            &["--known", "known.csv"],
        ),
        (
            "a decision",
            &|| {
                desk.write(
                    "corpus/new.decisions.json",
                    br#"{"version":1,"episodes":{"new":{"tags":{"add":["moor"]}}}}"#,
                );
            },
            &[],
        ),
        (
            "an episode less",
            &|| std::fs::remove_file(desk.path("corpus/new.txt")).unwrap(),
            &[],
        ),
    ];
    for (number, (what, change, options)) in steps.into_iter().enumerate() {
        change();
        let warm = tag(&desk, "tags", options);
        assert!(!warm.stderr.contains(UNCHANGED), "{what}: {warm:?}");
        let fresh = format!("fresh{number}");
        // The vocabulary file holds from run to run: the fresh run has to begin with it.
        desk.write(
            &format!("{fresh}/vocab.toml"),
            desk.read("tags/vocab.toml").as_bytes(),
        );
        tag(&desk, &fresh, &[options, &["--no-cache"]].concat());
        assert_eq!(files(&desk, "tags"), files(&desk, &fresh), "{what}");
        assert!(!desk.path(&format!("{fresh}/.shownotes-cache")).exists());
        let again = tag(&desk, "tags", options);
        assert!(again.stderr.contains(UNCHANGED), "{what}: {again:?}");
    }
}

#[test]
fn damaged_memory_is_as_good_as_none() {
    let desk = Desk::with_samples();
    tag(&desk, "tags", &[]);
    let written = files(&desk, "tags");
    let all = entries(&desk);
    for (number, path) in all.iter().take(3).enumerate() {
        let mut bytes = std::fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        match number {
            0 => bytes[middle] ^= 1,
            1 => bytes.truncate(middle),
            _ => bytes.clear(),
        }
        shownotes::report::writer::write_file(path, &bytes).unwrap();
    }
    desk.write("tags/.shownotes-cache/run.json", b"{");
    let run = tag(&desk, "tags", &[]);
    assert!(
        run.stderr
            .contains("3 damaged entries; the inputs were read anew"),
        "{run:?}"
    );
    assert_eq!(files(&desk, "tags"), written);
    assert_eq!(entries(&desk), all);
    assert!(tag(&desk, "tags", &[]).stderr.contains(UNCHANGED));
}

#[test]
fn with_a_vocabulary_of_ones_own_an_unchanged_catalogue_is_known_as_well() {
    let desk = Desk::with_samples();
    desk.write("mine.txt", b"navigation\ntides\nbackup\n");
    let own = ["--vocab", "mine.txt"];
    tag(&desk, "tags", &own);
    let lock = desk.read("tags/tags.lock");
    assert!(tag(&desk, "tags", &own).stderr.contains(UNCHANGED));
    tag(&desk, "tags", &[&own[..], &["--no-cache"]].concat());
    assert_eq!(desk.read("tags/tags.lock"), lock);
    desk.write("mine.txt", b"navigation\ntides\n");
    assert!(!tag(&desk, "tags", &own).stderr.contains(UNCHANGED));
}
