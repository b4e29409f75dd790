//! Input that nobody means to give: it is named in a message, costs little, and does nothing to the terminal or to other
//! folders.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::path::PathBuf;

use common::{Desk, TALK};

/// Input that nobody means to give, what is said about it, and whether it gives an episode nevertheless.
fn hostile_inputs() -> Vec<(&'static str, Vec<u8>, &'static str, bool)> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut broken = TALK.as_bytes().to_vec();
    broken.splice(30..30, *b"\xF0\x9F\x98 \xC3");
    let mut bomb = "---\na: &a [lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for (name, of) in ('b'..='z').zip('a'..) {
        let many = format!("*{of}, ").repeat(8);
        bomb.extend([format!("{name}: &{name} [{many}]\n")]);
    }
    bomb.extend(["---\n", TALK]);
    vec![
        ("empty.md", vec![], "no text", true),
        ("blank.txt", b" \n\t\r\n ".to_vec(), "no text", true),
        (
            "png.txt",
            b"\x89PNG\r\n\x1A\n\0\0".to_vec(),
            "a PNG image",
            false,
        ),
        ("mp3.vtt", b"ID3\x04\0\0\0".to_vec(), "an MP3 audio", false),
        (
            "zip.md",
            b"PK\x03\x04\x14\0".to_vec(),
            "a ZIP archive",
            false,
        ),
        (
            "bytes.txt",
            (0..=255).cycle().take(9000).collect(),
            "binary data",
            false,
        ),
        ("wide.txt", utf16(TALK), "", true),
        ("broken.txt", broken, ":1: ", true),
        ("mac.txt", TALK.replace('\n', "\r").into_bytes(), "", true),
        (
            "page.vtt",
            b"<!DOCTYPE html>\n<title>404</title>".to_vec(),
            "an HTML page",
            false,
        ),
        (
            "cut.json",
            b"{\"segments\":[{\"startTime\":0.5,\"body\":\"Hel".to_vec(),
            "line 1: malformed JSON",
            false,
        ),
        (
            "deep.json",
            b"{\"segments\":".repeat(50_000),
            "malformed JSON",
            false,
        ),
        (
            "front.md",
            [b"---\n".as_slice(), &b"key: value of the key\n".repeat(500)].concat(),
            "",
            true,
        ),
        (
            "bomb.md",
            bomb.into_bytes(),
            "front matter does not parse",
            true,
        ),
    ]
}

#[test]
fn hostile_input_is_named_in_a_message_and_the_others_are_still_written() {
    for (name, bytes, message, read) in hostile_inputs() {
        let desk = Desk::with(&[("good.txt", TALK)]);
        desk.write(name, &bytes);
        let run = desk.run(&["draft", name, "good.txt", "--format", "jsonl"]);
        assert_eq!(run.code, Some(i32::from(!read)), "{name}: {run:?}");
        assert_eq!(run.stdout.lines().count(), 1 + usize::from(read), "{name}");
        assert!(run.stdout.contains(r#""id":"good""#), "{name}: {run:?}");
        assert!(!run.stderr.contains("internal error"), "{name}: {run:?}");
        let said = run
            .stderr
            .lines()
            .any(|line| line.contains(name) && line.contains(message));
        assert!(said || message.is_empty(), "{name}: {run:?}");
    }
}

#[test]
fn very_many_small_parts_take_the_time_of_their_number() {
    type Part = fn(usize) -> String;
    let shapes: [(&str, Part); 4] = [
        ("speakers.md", |n| {
            let of = n % 20_000;
            format!("**Name{of} Of{}:** We said {n}.\n\n", of % 500)
        }),
        ("paragraphs.md", |n| {
            let who = if n % 2 == 0 { "Ada" } else { "Bo" };
            format!("**{who}:** word{}\n\n", n % 997)
        }),
        ("lines.txt", |n| {
            format!("{}\n", char::from(b'a' + (n * n % 26) as u8))
        }),
        ("loop.srt", |n| {
            let (minute, second) = (n / 60 % 60, n % 60);
            let time = format!("{:02}:{minute:02}:{second:02},000", n / 3600);
            format!("{n}\n{time} --> {time}\nThank you.\n\n")
        }),
    ];
    for (name, part) in shapes {
        let desk = Desk::new();
        let text: Vec<String> = (0..40_000).map(part).collect();
        desk.write(name, text.concat().as_bytes());
        let begun = std::time::Instant::now();
        let run = desk.run(&["draft", name, "--format", "jsonl"]);
        assert_eq!(run.code, Some(0), "{name}");
        let taken = begun.elapsed().as_secs();
        assert!(taken < 20, "{name}: {taken} s");
    }
}

#[test]
fn a_source_above_the_limit_is_refused_before_it_is_read() {
    let desk = Desk::with(&[("good.txt", TALK), ("big.txt", "")]);
    let big = std::fs::OpenOptions::new()
        .write(true)
        .open(desk.path("big.txt"));
    big.unwrap()
        .set_len(shownotes::corpus::MAX_BYTES + 1)
        .unwrap();
    let run = desk.run(&["draft", "big.txt", "good.txt", "--format", "jsonl"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(
        run.stderr.contains("big.txt: larger than 100 MB"),
        "{run:?}"
    );
}

#[test]
fn a_title_and_a_path_that_lead_upwards_stay_in_the_output_folder() {
    let text = format!("---\ntitle: ../../etc/passwd\n---\n{TALK}");
    let desk = Desk::with(&[("in/x.md", &text), ("good.txt", TALK)]);
    let run = desk.run(&["draft", "in/x.md", "in/../good.txt", "-o", "out/"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let names: Vec<_> = desk
        .files("out")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, [PathBuf::from("good.md"), PathBuf::from("x.md")]);
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_reported_and_never_waited_for() {
    let desk = Desk::with(&[("a.txt", TALK)]);
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe.txt"))
        .status();
    assert!(made.unwrap().success());
    let run = desk.run(&["draft", "pipe.txt", "a.txt", "--format", "jsonl"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(
        run.stderr.starts_with("shownotes: pipe.txt: a named pipe"),
        "{run:?}"
    );
}

/// What would colour, clear or turn around a terminal.
const COMMANDS: &str = "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{202e}";

#[test]
fn commands_to_a_terminal_in_a_transcript_reach_none() {
    // More of them in so few words would be no text at all.
    let talk = TALK.replacen("Bo:", &format!("Bo{COMMANDS}:"), 1);
    let answer = "<v Bo>You wait for the dough, and then you bake the bread.\n".repeat(12);
    let captions = format!(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann{COMMANDS}>How do you bake bread with rye?\n\n\
         00:05.000 --> 00:59.000\n{answer}"
    );
    let titled = format!("---\ntitle: \"Bread\\e[2J\\u202e\"\n---\n{talk}");
    let desk = Desk::with(&[("a.txt", &talk), ("b.vtt", &captions), ("c.md", &titled)]);
    for file in ["a.txt", "b.vtt", "c.md"] {
        for format in ["md", "text", "text-only", "html", "json", "json-ld", "feed"] {
            let run = desk.run(&["draft", file, "--format", format]);
            assert_eq!(run.code, Some(0), "{file}: {run:?}");
            for printed in [&run.stdout, &run.stderr] {
                let harmless = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
                assert!(printed.chars().all(harmless), "{file} {format}: {run:?}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_path_with_line_breaks_and_commands_is_named_on_one_line() {
    let name = format!("a\nshownotes: all is well\n{COMMANDS}b.txt");
    let desk = Desk::with(&[("good.txt", TALK)]);
    desk.write(&name, b"\x89PNG\r\n\x1A\n\0\0");
    let run = desk.run(&["draft", ".", "--format", "jsonl"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stderr.contains("a PNG image"), "{run:?}");
    assert!(!run.stderr.contains("\nshownotes: all is well"), "{run:?}");
    let harmless = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
    assert!(run.stderr.chars().all(harmless), "{run:?}");

    // And one that is read is written as one file, below the folder.
    desk.write(&name, TALK.as_bytes());
    let run = desk.run(&["draft", ".", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.files("out").len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_made_to_grow_stays_small() {
    // In kB. The program itself needs a third of it, most of that by the stacks of its threads.
    const MOST_MEMORY: u32 = 1_000_000;
    let entities = |root: &str, body: &str| {
        let grown = (0..40).map(|at| format!("<!ENTITY a{} \"&a{at};&a{at};\">", at + 1));
        let grown: String = grown.collect();
        format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [{grown}]>{body}").into_bytes()
    };
    let nested = |open: &str, times: usize| open.repeat(times).into_bytes();
    for (name, bytes) in [
        (
            "laughs.xml",
            entities("tt", "<tt><p begin=\"1s\">&a40; Hi, and welcome.</p></tt>"),
        ),
        (
            "laughs.rss",
            entities(
                "rss",
                "<rss><channel><item><title>&a40;</title></item></channel></rss>",
            ),
        ),
        (
            "laughs.html",
            entities(
                "html",
                "<html><body><p>Ann: &a40; Hi, and welcome.</p></body></html>",
            ),
        ),
        ("deep.json", nested("[", 2_000_000)),
        ("deep.html", nested("<div><p>", 250_000)),
        ("deep.xml", nested("<tt><p>", 250_000)),
        ("deep.md", nested("> - **[(*", 200_000)),
        ("line.txt", nested("word ", 400_000)),
        (
            "line.vtt",
            [
                b"WEBVTT\n\n00:01.000 --> 00:02.000\n".to_vec(),
                nested("word ", 400_000),
            ]
            .concat(),
        ),
    ] {
        let desk = Desk::new();
        desk.write(name, &bytes);
        let mut shell = std::process::Command::new("sh");
        let limited =
            format!("ulimit -v {MOST_MEMORY}; exec \"$0\" draft \"$1\" --jobs 2 --format jsonl");
        let program = env!("CARGO_BIN_EXE_shownotes");
        let begun = std::time::Instant::now();
        let output = shell
            .args(["-c", &limited, program, name])
            .current_dir(desk.path(""))
            .output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{name}: {:?} {said}",
            output.status
        );
        assert!(output.stdout.len() < 4 * bytes.len().max(10_000), "{name}");
        assert!(
            begun.elapsed().as_secs() < 20,
            "{name}: {:?}",
            begun.elapsed()
        );
    }
}
