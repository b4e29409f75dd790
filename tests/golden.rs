//! What the program makes of the sample catalogue, byte for byte. `make golden` accepts the present output.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::path::{Path, PathBuf};

use common::Desk;

/// Golden file, and the command that makes it, run in the project's folder. Each format of the catalogue stands here.
const DRAFTS: [(&str, &[&str]); 11] = [
    (
        "light-that-bends.md",
        &["draft", "corpus/slow-signal/114-the-light-that-bends.md"],
    ),
    ("paused.md", &["draft", "corpus/slow-signal/117-paused.vtt"]),
    (
        "hook-on-a-rope.md",
        &["draft", "corpus/slow-signal/118-a-hook-on-a-rope.md"],
    ),
    (
        "text-encodings.md",
        &["draft", "corpus/small-tools/042_text_encodings.srt"],
    ),
    (
        "box-around-the-words.json",
        &[
            "draft",
            "corpus/small-tools/045-the-box-around-the-words.json",
            "--format",
            "json",
        ],
    ),
    (
        "solo.html",
        &[
            "draft",
            "corpus/small-tools/046_solo_here_here_here.txt",
            "--format",
            "html",
        ],
    ),
    (
        "nabendynamo.md",
        &[
            "draft",
            "corpus/werkbank/wb-012-nabendynamo.json",
            "--explain",
        ],
    ),
    (
        "fyrar.md",
        &["draft", "corpus/kvarten/Kvarten 21 - Fyrar.json"],
    ),
    (
        "metre.txt",
        &[
            "draft",
            "corpus/double-decimetre/ep07-le-metre.md",
            "--format",
            "text",
        ],
    ),
    (
        "maiz.md",
        &["draft", "corpus/sobremesa-larga/09-el-maiz.md"],
    ),
    (
        "page.jsonl",
        &["draft", "corpus/pages", "--format", "jsonl"],
    ),
];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with the golden file, or writes it if `GOLDEN=accept`.
fn check(name: &str, found: &str) {
    let path: PathBuf = project().join("tests/golden").join(name);
    if std::env::var("GOLDEN").is_ok_and(|value| value == "accept") {
        shownotes::report::writer::write_file(&path, found.as_bytes()).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == found {
        return;
    }
    let line = expected
        .lines()
        .zip(found.lines())
        .take_while(|(a, b)| a == b)
        .count();
    panic!(
        "{name}:{}: expected {:?}, found {:?}; `make golden` accepts the present output",
        line + 1,
        expected.lines().nth(line),
        found.lines().nth(line),
    );
}

#[test]
fn drafts_of_the_sample_catalogue_are_as_recorded() {
    let desk = Desk::new();
    for (name, args) in DRAFTS {
        let output = desk
            .command(args)
            .arg("--quiet")
            .current_dir(project())
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
        check(name, &String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn the_sample_catalogue_is_tagged_as_recorded() {
    let desk = Desk::new();
    let out = desk.path("out");
    let args = ["tag", "corpus", "--quiet", "-o", out.to_str().unwrap()];
    let output = desk.command(&args).current_dir(project()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    for name in ["tags.csv", "episodes.csv", "related.csv"] {
        check(name, &desk.read(&format!("out/{name}")));
    }
}
