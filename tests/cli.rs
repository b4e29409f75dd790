//! What a person at the command line may rely on: messages, exit codes, where output goes.

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use std::io::Read;
use std::path::PathBuf;
use std::process::Stdio;

use common::{Desk, TALK};

/// Captions whose second cue ends before it starts.
const ODD_CAPTIONS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>Welcome to the show about bread.\n\n\
                            00:00:09.000 --> 00:00:05.000\n<v Bo>I bake sourdough bread with rye flour.\n";

#[test]
fn help_and_version_are_results_and_usage_errors_are_not() {
    let desk = Desk::new();
    for (args, code, on_stdout, on_stderr) in [
        (vec!["--version"], 0, "shownotes ", ""),
        (vec!["--help"], 0, "Exit codes:\n  0 ", ""),
        (
            vec!["draft", "--help"],
            0,
            "Examples:\n  shownotes draft",
            "",
        ),
        (vec!["tag", "-h"], 0, "--max-share", ""),
        (vec!["completions", "bash"], 0, "_shownotes", ""),
        (vec!["man"], 0, ".SH \"EXIT STATUS\"", ""),
        (vec![], 2, "", "Usage: shownotes"),
        (vec!["draft"], 2, "", "<PATH>"),
        (
            vec!["draft", "--highlight", "3", "-"],
            2,
            "",
            "--highlights",
        ),
        (vec!["tag", "x"], 2, "", "--output"),
        (vec!["draft", "-", "--jobs", "0"], 2, "", "from 1 to 1024"),
        (vec!["draft", "-", "--speakers", "Ann"], 2, "", "A=Andy"),
        (
            vec!["tag", "-", "-o", "x", "--max-share", "1.5"],
            2,
            "",
            "up to 1",
        ),
    ] {
        let run = desk.run(&args);
        assert_eq!(run.code, Some(code), "{args:?}: {run:?}");
        assert!(run.stdout.contains(on_stdout), "{args:?}: {run:?}");
        assert!(run.stderr.contains(on_stderr), "{args:?}: {run:?}");
        assert_eq!(run.stdout.is_empty(), code == 2, "{args:?}: {run:?}");
    }
}

#[test]
fn nothing_readable_is_a_failure_with_a_message_that_names_the_path() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).unwrap();
    for path in ["missing.vtt", "empty"] {
        for args in [vec!["draft", path], vec!["tag", path, "-o", "out"]] {
            let run = desk.run(&args);
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.stderr.starts_with("shownotes: "), "{run:?}");
            assert!(run.stderr.contains(path), "{run:?}");
            assert_eq!(run.stdout, "");
        }
    }
}

#[test]
fn one_bad_input_is_reported_and_the_others_are_still_written() {
    let desk = Desk::with(&[("a.txt", TALK), ("c.txt", TALK)]);
    let run = desk.run(&[
        "draft",
        "a.txt",
        "missing.txt",
        "c.txt",
        "--format",
        "jsonl",
    ]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 2);
    assert!(run.stderr.contains("missing.txt"), "{run:?}");
    assert!(
        run.stderr
            .ends_with("shownotes: 2 read, 0 with warnings, 1 failed\n"),
        "{run:?}"
    );
}

#[test]
fn standard_input_is_drafted_like_a_file() {
    let desk = Desk::with(&[("a.txt", TALK)]);
    let piped = desk.run_with(&["draft", "-", "--format", "text-only"], TALK.as_bytes());
    let file = desk.run(&["draft", "a.txt", "--format", "text-only"]);
    assert_eq!(piped.code, Some(0), "{piped:?}");
    assert!(
        piped.stdout.contains("wild yeast makes it rise"),
        "{piped:?}"
    );
    assert_eq!(piped.stdout.lines().count(), file.stdout.lines().count());
}

#[test]
fn a_closed_pipe_is_success_and_says_nothing() {
    let desk = Desk::with(&[("long.txt", &TALK.repeat(2_000))]);
    let mut child = desk
        .command(&["draft", "long.txt", "--format", "text-only"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panic"));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("pipe"));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let desk = Desk::with(&[("a.txt", TALK), ("file", "in the way")]);
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = desk
        .command(&["draft", "a.txt"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    for args in [
        ["draft", "a.txt", "-o", "file/x.md"],
        ["tag", "a.txt", "-o", "file"],
    ] {
        let run = desk.run(&args);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("--output"), "{run:?}");
    }
    assert_eq!(desk.read("file"), "in the way");
}

#[test]
fn the_configuration_file_above_the_input_is_in_force_and_can_be_overruled() {
    let desk = Desk::with(&[
        (
            "show/shownotes.toml",
            "words = 9\nhighlights = 3\nspeakers = {A = \"Andy\"}\n",
        ),
        ("show/season/a.txt", TALK),
        ("other.toml", "words = 4\n"),
    ]);
    let run = desk.run(&["draft", "show/season/a.txt", "--dump-config", "-n", "5"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for line in [
        "words = 9",
        "highlights = 5",
        "keyphrases = 15",
        "speakers = { \"A\" = \"Andy\" }",
    ] {
        assert!(
            run.stdout.lines().any(|have| have == line),
            "{line}: {run:?}"
        );
    }
    run.stdout
        .parse::<toml::Table>()
        .expect("what is dumped is TOML");
    let run = desk.run(&[
        "draft",
        "show/season/a.txt",
        "--dump-config",
        "--config",
        "other.toml",
    ]);
    assert!(run.stdout.contains("\nwords = 4\n"), "{run:?}");
    assert!(run.stdout.contains("\nhighlights = 7\n"), "{run:?}");
}

#[test]
fn a_wrong_configuration_stops_the_run_and_names_key_file_and_line() {
    let desk = Desk::with(&[
        ("a.txt", TALK),
        ("shownotes.toml", "words = 9\nhighlight = 3\n"),
    ]);
    let run = desk.run(&["draft", "a.txt"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr
            .contains("shownotes.toml:2: unknown key `highlight`"),
        "{run:?}"
    );
    assert_eq!(run.stdout, "");
    let run = desk.run(&["draft", "a.txt", "--config", "missing.toml"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("missing.toml"), "{run:?}");
}

#[test]
fn warnings_name_file_and_line_and_only_strict_makes_them_count() {
    let desk = Desk::with(&[("odd.vtt", ODD_CAPTIONS), ("a.txt", TALK)]);
    for (options, code, said) in [
        (vec![], 0, true),
        (vec!["--quiet"], 0, false),
        (vec!["--strict"], 1, true),
        (vec!["--strict", "--quiet"], 1, false),
        (vec!["--strict", "--no-strict"], 0, true),
    ] {
        let mut args = vec!["draft", "odd.vtt", "a.txt", "--lang", "en"];
        args.extend(options);
        let run = desk.run(&args);
        assert_eq!(run.code, Some(code), "{args:?}: {run:?}");
        assert_eq!(
            run.stderr.contains("shownotes: odd.vtt:"),
            said,
            "{args:?}: {run:?}"
        );
        assert_eq!(run.stderr.contains("2 read, "), said, "{args:?}: {run:?}");
        assert!(run.stdout.contains("bread"), "{args:?}: {run:?}");
    }
}

#[test]
fn many_warnings_of_one_file_are_cut_short() {
    let cue = "00:00:09.000 --> 00:00:05.000\nWe bake bread.\n\n";
    let desk = Desk::with(&[("odd.vtt", &format!("WEBVTT\n\n{}", cue.repeat(20)))]);
    let run = desk.run(&["draft", "odd.vtt"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.lines().count() <= 7, "{run:?}");
    assert!(run.stderr.contains("shownotes: odd.vtt: and "), "{run:?}");
}

#[test]
fn errors_are_printed_even_when_quiet() {
    let run = Desk::new().run(&["draft", "missing.txt", "--quiet"]);
    assert!(run.stderr.contains("missing.txt"), "{run:?}");
}

#[test]
fn a_folder_gets_one_file_for_each_episode_with_its_own_folders() {
    let desk = Desk::with(&[("in/one/ep.txt", TALK), ("in/two/ep.txt", TALK)]);
    for (target, format, extension) in [
        ("new", "html", "html"),
        ("made/", "jsonl", "jsonl"),
        ("also", "text-only", "txt"),
    ] {
        let run = desk.run(&["draft", "in", "-o", target, "--format", format]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
        let names: Vec<_> = desk
            .files(target)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let expected = ["one", "two"].map(|part| PathBuf::from(format!("{part}/ep.{extension}")));
        assert_eq!(names, expected);
    }
}

#[test]
fn several_episodes_can_go_into_one_file() {
    let desk = Desk::with(&[("in/a.txt", TALK), ("in/b.txt", TALK)]);
    let run = desk.run(&["draft", "in", "-o", "out/all.jsonl", "--format", "jsonl"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.read("out/all.jsonl").lines().count(), 2);
    let run = desk.run(&["draft", "in", "-o", "all.json", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(desk.read("all.json").starts_with('['), "{run:?}");
}

#[test]
fn inputs_that_share_a_name_get_a_file_each() {
    let desk = Desk::with(&[("x/ep.txt", TALK), ("y/ep.txt", TALK)]);
    let run = desk.run(&["draft", "y/ep.txt", "x/ep.txt", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.files("out").len(), 2);
}

#[test]
fn an_input_is_never_overwritten() {
    let desk = Desk::with(&[("in/a.md", TALK)]);
    for target in ["in", "in/a.md", "in/../in/a.md"] {
        let run = desk.run(&["draft", "in/a.md", "-o", target]);
        assert_eq!(run.code, Some(2), "{target}: {run:?}");
        assert!(run.stderr.contains("is an input"), "{run:?}");
        assert_eq!(desk.read("in/a.md"), TALK);
    }
}

#[test]
fn an_id_with_parents_stays_inside_the_folder() {
    let desk = Desk::with(&[("a.txt", TALK), ("notes/keep.txt", TALK)]);
    let run = desk.run(&[
        "draft",
        "notes/../a.txt",
        "notes/../notes/keep.txt",
        "-o",
        "notes/out/",
    ]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.files("notes/out").len(), 2);
    assert_eq!(desk.files("").len(), 4);
}

#[test]
fn what_was_written_is_not_read_again() {
    let desk = Desk::with(&[("in/a.txt", TALK), ("in/b.txt", TALK)]);
    for args in [
        vec!["draft", "in", "-o", "in/out"],
        vec!["tag", "in", "-o", "in"],
    ] {
        let first = desk.run(&args);
        let files = desk.files("in");
        let second = desk.run(&args);
        assert_eq!(
            (first.code, second.code),
            (Some(0), Some(0)),
            "{first:?} {second:?}"
        );
        assert_eq!(files, desk.files("in"));
    }
}

#[test]
fn a_catalogue_is_tagged_into_tables_and_a_report() {
    let desk = Desk::with(&[
        ("in/a.txt", TALK),
        ("in/b.txt", TALK),
        ("vocab.txt", "bread\n"),
    ]);
    let run = desk.run(&["tag", "in", "-o", "deep/out", "--vocab", "vocab.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let names: Vec<_> = desk
        .files("deep/out")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let expected = [
        "catalogue.json",
        "episodes.csv",
        "proposed.csv",
        "related.csv",
        "report.md",
        "tags.csv",
        "tags.lock",
    ];
    assert_eq!(names, expected.map(PathBuf::from));
    let run = desk.run(&["tag", "in", "-o", "out", "--vocab", "missing.txt"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(!desk.path("out").exists());
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::new();
    for (options, colored) in [(vec![], false), (vec!["--color", "always"], true)] {
        let mut args = vec!["draft", "missing.txt"];
        args.extend(options);
        let run = desk.run(&args);
        assert_eq!(run.stderr.contains('\u{1b}'), colored, "{run:?}");
    }
}

#[test]
fn a_language_without_word_lists_is_said() {
    let desk = Desk::with(&[("a.txt", TALK)]);
    let run = desk.run(&["draft", "a.txt", "--lang", "english"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("`english`"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_and_leaves_no_partial_file() {
    use std::io::{BufRead, BufReader};
    let desk = Desk::with(&[("in/a.txt", TALK)]);
    let mut child = desk
        .command(&[
            "draft",
            "in",
            "-",
            "-o",
            "out.jsonl",
            "--format",
            "jsonl",
            "--lang",
            "zz",
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut running = String::new();
    BufReader::new(child.stderr.as_mut().unwrap())
        .read_line(&mut running)
        .unwrap();
    let id = child.id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(130), "{running}");
    assert_eq!(desk.files("").len(), 1);
}

#[test]
fn drafts_are_scored_where_people_wrote_notes_and_it_is_said_where_they_did_not() {
    let desk = Desk::with_samples();
    let run = desk.run(&["eval", "corpus"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("\nmean "), "{run:?}");
    let run = desk.run(&["eval", "corpus", "--format", "json"]);
    let scores: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(scores["mean"]["episodes"][0].as_u64() > Some(0), "{run:?}");
    desk.write("a.txt", TALK.as_bytes());
    let run = desk.run(&["eval", "a.txt"]);
    assert!(run.stderr.contains("nothing to compare with"), "{run:?}");
}

#[test]
fn a_draft_passes_its_check_until_somebody_changes_a_quote_or_the_transcript_goes() {
    let desk = Desk::with_samples();
    let run = desk.run(&["draft", "corpus", "--format", "jsonl", "-o", "all.jsonl"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = desk.run(&["check", "all.jsonl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stderr.contains(" 0 wrong"), "{run:?}");

    let drafts = desk.read("all.jsonl");
    let (before, after) = drafts.split_once("\"quote\":\"").unwrap();
    desk.write(
        "false.jsonl",
        format!("{before}\"quote\":\"Never {after}").as_bytes(),
    );
    let run = desk.run(&["check", "false.jsonl"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains(": highlight 1: bytes "), "{run:?}");

    desk.write("gone.json", br#"{"id": "gone", "path": "gone.txt"}"#);
    let run = desk.run(&["check", "gone.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("gone.txt: no such file"), "{run:?}");

    desk.write("notes.md", b"# Show notes");
    let run = desk.run(&["check", "notes.md"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("not JSON"), "{run:?}");
}

#[test]
fn players_and_feeds_get_what_their_rules_allow_or_a_warning() {
    let desk = Desk::with_samples();
    let path = "corpus/slow-signal/117-paused.vtt";
    let draft = |format: &str, shift: &str| {
        let run = desk.run(&["draft", path, "--format", format, "--shift", shift]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run
    };
    let youtube = draft("youtube", "0").stdout;
    assert!(youtube.starts_with("0:00 "), "{youtube}");
    assert!(draft("youtube", "60").stdout.starts_with("0:00 "));
    let json: serde_json::Value =
        serde_json::from_str(&draft("chapters-json", "60").stdout).unwrap();
    assert_eq!(json["version"], "1.2.0");
    assert!(json["chapters"][0]["startTime"].as_f64() >= Some(60.0));
    assert!(
        draft("webvtt-chapters", "0")
            .stdout
            .starts_with("WEBVTT\n\n00:00:")
    );
    let soundbites = draft("soundbites", "-5").stdout;
    assert_eq!(soundbites.lines().count(), 7, "{soundbites}");
    assert!(draft("json-ld", "0").stdout.contains("\"PodcastEpisode\""));
    assert!(draft("feed", "0").stdout.starts_with("<itunes:keywords>"));
    desk.write("talk.txt", TALK.as_bytes());
    let run = desk.run(&["draft", "talk.txt", "--format", "youtube"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stderr.contains("YouTube wants at least 3 chapters"),
        "{run:?}"
    );
}

#[test]
fn a_vocabulary_is_built_mended_and_obeyed() {
    let desk = Desk::with_samples();
    let run = desk.run(&["vocab", "build", "corpus", "-o", "vocab.toml", "-q"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let built = desk.read("vocab.toml");
    assert!(
        built.contains("\n[[tags]]\ntag = \"navigation\"\n"),
        "{built}"
    );

    let own = built.replace(
        "tag = \"navigation\"",
        "tag = \"navigation\" # ours\naliases = [\"dead reckoning\"]",
    );
    desk.write("vocab.toml", own.as_bytes());
    let run = desk.run(&["vocab", "build", "corpus", "-o", "vocab.toml", "-q"]);
    assert_eq!(
        (run.code, desk.read("vocab.toml")),
        (Some(0), own),
        "{run:?}"
    );

    desk.write(
        "fixes.toml",
        b"never = [\"tides\"]\n[[merge]]\nfrom = \"GPS\"\ninto = \"navigation\"\n",
    );
    let run = desk.run(&["vocab", "apply", "fixes.toml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let mended = desk.read("vocab.toml");
    assert!(
        mended.contains("aliases = [\"dead reckoning\", \"GPS\"]"),
        "{mended}"
    );

    let run = desk.run(&["tag", "corpus", "-o", "out", "--vocab", "vocab.toml", "-q"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let tags = desk.read("out/tags.csv");
    assert!(!tags.contains(",tides,tides,1.0000,1,vocabulary"), "{tags}");
    assert!(
        tags.lines()
            .any(|row| row.contains(",navigation,") && row.contains(",vocabulary,"))
    );
}

#[test]
fn the_doctor_examines_front_matter_and_tables_and_writes_changes_to_apply() {
    let desk = Desk::with(&[(
        "tags.csv",
        "path,tag\na.md,open source\nb.md,open source\nb.md,Open-Source\nc.md,\nc.md,kubernets\na.md,kubernetes\nb.md,kubernetes\n",
    )]);
    let run = desk.run(&["doctor", "tags.csv", "--fixes", "fixes.toml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for found in [
        "3 of 3 episodes have tags: 4 different ones, 6 uses.",
        "- Open-Source → open source (spacing)",
        "- kubernets → kubernetes (one letter)",
        "## Used once: 2",
    ] {
        assert!(run.stdout.contains(found), "{found}: {}", run.stdout);
    }
    let fixes = desk.read("fixes.toml");
    assert!(
        fixes.contains("\n[[merge]]\nfrom = \"Open-Source\"\n"),
        "{fixes}"
    );
    assert!(
        fixes.contains("\n# [[merge]]\n# from = \"kubernets\"\n"),
        "{fixes}"
    );
    let run = desk.run(&["vocab", "apply", "fixes.toml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        desk.read("vocab.toml")
            .contains("aliases = [\"Open-Source\"]")
    );

    let desk = Desk::with_samples();
    let run = desk.run(&["doctor", "corpus"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("## Episodes without tags: "), "{run:?}");
}
