//! Output depends on input and configuration only: not on threads, not on the order of arguments, not on the run.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::path::PathBuf;

use common::{Desk, TALK, sample_catalogue};

/// The sample catalogue and a folder of small talks, as absolute paths.
fn inputs(desk: &Desk) -> Vec<PathBuf> {
    for number in 0..40 {
        let talk = TALK.replace("rye", ["rye", "wheat", "spelt"][number % 3]);
        desk.write(
            &format!("small/part {}/ep{number}.txt", number % 4),
            talk.as_bytes(),
        );
    }
    let mut paths: Vec<_> = (0..4)
        .map(|part| desk.path(&format!("small/part {part}")))
        .collect();
    if let Ok(entries) = std::fs::read_dir(sample_catalogue()) {
        paths.extend(entries.map(|entry| entry.unwrap().path()));
    }
    paths.sort();
    paths
}

fn run(desk: &Desk, before: &[&str], paths: &[PathBuf], after: &[&str]) -> String {
    let mut args: Vec<PathBuf> = before.iter().map(PathBuf::from).collect();
    args.extend_from_slice(paths);
    args.extend(after.iter().map(PathBuf::from));
    let run = desk.run(&args);
    assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
    run.stdout
}

#[test]
fn printed_drafts_are_the_same_for_any_number_of_threads() {
    let desk = Desk::new();
    let paths = inputs(&desk);
    for format in ["jsonl", "json", "md", "html", "text"] {
        let options = |jobs| ["--all", "--explain", "--format", format, "--jobs", jobs];
        let one = run(&desk, &["draft"], &paths, &options("1"));
        assert!(!one.is_empty());
        for jobs in ["1", "2", "7"] {
            let other = run(&desk, &["draft"], &paths, &options(jobs));
            assert!(one == other, "{format} differs with --jobs {jobs}");
        }
    }
}

#[test]
fn written_drafts_and_tags_are_the_same_for_any_order_of_arguments() {
    let desk = Desk::new();
    let mut paths = inputs(&desk);
    run(
        &desk,
        &["draft"],
        &paths,
        &["-o", "a/drafts/", "--jobs", "1"],
    );
    run(&desk, &["tag"], &paths, &["-o", "a/tags", "--jobs", "1"]);
    paths.reverse();
    let half = paths.len() / 2;
    paths.rotate_left(half);
    run(
        &desk,
        &["draft"],
        &paths,
        &["-o", "b/drafts/", "--jobs", "2"],
    );
    run(&desk, &["tag"], &paths, &["-o", "b/tags", "--jobs", "2"]);
    let (first, second) = (desk.files("a"), desk.files("b"));
    assert!(first.len() > 40);
    assert_eq!(names(&first), names(&second));
    for (first, second) in first.iter().zip(&second) {
        assert!(first == second, "{} differs", first.0.display());
    }
}

fn names(files: &[(PathBuf, Vec<u8>)]) -> Vec<&PathBuf> {
    files.iter().map(|(name, _)| name).collect()
}
