//! What the README promises is so: its output is what the commands print, its options and files exist.
//!
//! A line `<!-- output: COMMAND -->` says which command made the code block below it. `make golden` runs the commands
//! again and puts what they print into the blocks.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::path::Path;
use std::process::Command;

use common::{Desk, accepting, first_difference, project};

const MARKER: &str = "<!-- output: ";

fn readme() -> String {
    std::fs::read_to_string(project().join("README.md")).unwrap()
}

/// The README with what the commands print now in the marked blocks.
fn with_output_of_now(readme: &str) -> String {
    let desk = Desk::with_samples();
    let mut renewed = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        renewed.push_str(line);
        renewed.push('\n');
        let Some(command) = line.strip_prefix(MARKER) else {
            continue;
        };
        let command = command.strip_suffix(" -->").expect("a marker is one line");
        let fence = lines.next().unwrap();
        assert!(fence.starts_with("```"), "no code block below: {line}");
        lines.by_ref().find(|line| *line == "```").unwrap();
        let printed = print(&desk, command);
        renewed.extend([fence, "\n", printed.trim_end(), "\n```\n"]);
    }
    renewed
}

/// Runs a command as a person would type it, with the program on the path.
fn print(desk: &Desk, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_shownotes"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new("sh")
        .args(["-c", command])
        .env("PATH", path)
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(!printed.trim().is_empty(), "{command} prints nothing");
    assert!(!printed.contains("```"), "{command} would end its block");
    printed
}

#[test]
fn output_in_the_readme_is_what_the_commands_print() {
    let readme = readme();
    assert!(readme.matches(MARKER).count() >= 4);
    let renewed = with_output_of_now(&readme);
    if accepting("GOLDEN") {
        let path = project().join("README.md");
        return shownotes::report::writer::write_file(&path, renewed.as_bytes()).unwrap();
    }
    if let Some(difference) = first_difference(&readme, &renewed) {
        panic!("README.md: {difference}\n\nIf this is what should be printed: make golden\n");
    }
}

#[test]
fn every_option_in_the_readme_exists() {
    let desk = Desk::new();
    let help: String = ["draft", "review", "tag", "doctor", "publish"]
        .map(|verb| desk.run(&[verb, "--help"]).stdout)
        .concat();
    let known: Vec<_> = options(&help).collect();
    let readme = readme();
    let shown: Vec<_> = readme
        .lines()
        .filter(|line| !line.starts_with("cargo ") && !line.starts_with(MARKER))
        .flat_map(options)
        .collect();
    assert!(shown.len() > 15, "{shown:?}");
    for option in shown {
        assert!(known.contains(&option), "{option} does not exist");
    }
}

/// The long options in a text.
fn options(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_lowercase() && c != '-')
        .filter(|word| word.starts_with("--") && word.len() > 4 && !word.starts_with("---"))
}

#[test]
fn the_configuration_in_the_readme_is_read() {
    let readme = readme();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (config, _) = rest.split_once("```").unwrap();
    let desk = Desk::with(&[("shownotes.toml", config), ("a.txt", common::TALK)]);
    let run = desk.run(&["draft", "a.txt", "--dump-config"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("\nhighlights = 5\n"), "{run:?}");
}

#[test]
fn every_file_that_a_document_links_to_is_there() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(project().join(document)).unwrap();
        for link in text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(project().join(target).exists(), "{document}: {target}");
            }
        }
    }
}

#[test]
fn the_readme_names_every_language() {
    let readme = readme();
    for pack in &shownotes::lexicon::PACKS {
        assert!(readme.contains(pack.name), "{} is missing", pack.name);
    }
    let count = format!("{} languages", shownotes::lexicon::PACKS.len());
    assert!(readme.contains(&count), "not {count}");
}
