//! A feed, the transcripts and chapters beside it: what belongs together comes out once, completed by the feed.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Desk, Outcome};
use serde_json::{Value, json};

const FEED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>Boat Talk</title>
<language>en</language>
<podcast:person>Ann Lee</podcast:person>
<item>
  <title>Keels and keelsons</title>
  <guid isPermaLink="false">boat-2</guid>
  <pubDate>Tue, 05 May 2020 10:00:00 +0000</pubDate>
  <itunes:duration>2:00</itunes:duration>
  <itunes:episode>2</itunes:episode>
  <category>Boatbuilding</category>
  <description><![CDATA[<p>Why keels come first. <a href="https://keel.example/">More</a></p>]]></description>
  <enclosure url="https://media.example/audio/boat-2.mp3" type="audio/mpeg"/>
  <podcast:transcript url="https://boat.example/t/keels.srt" type="application/x-subrip"/>
  <podcast:transcript url="https://boat.example/t/keels.vtt?v=2" type="text/vtt"/>
  <podcast:chapters url="https://boat.example/c/keels.json" type="application/json+chapters"/>
  <podcast:person>Ann Lee</podcast:person>
  <podcast:person role="guest">Bo Ek</podcast:person>
</item>
<item>
  <title>../../etc/passwd</title>
  <guid>boat-1</guid>
  <description>Nothing but words.</description>
  <podcast:transcript url="https://boat.example/t/lost.vtt" type="text/vtt"/>
</item>
<item>
  <title>Oars</title>
  <guid>boat-0</guid>
  <enclosure url="https://media.example/audio/oars-of-ash.mp3" type="audio/mpeg"/>
</item>
</channel>
</rss>
"#;

const KEELS_VTT: &str = "WEBVTT

00:00:00.000 --> 00:00:10.000
<v Ann>Welcome to Boat Talk. What comes first when you build a wooden boat?

00:00:10.000 --> 00:00:30.000
<v Bo>The keel is the backbone of a wooden boat, and it is laid first.

00:00:30.000 --> 00:00:50.000
<v Bo>Above the keel lies the keelson, which holds the floor timbers down.

00:00:50.000 --> 00:01:00.000
<v Ann>And what wood do you take for the keel?

00:01:00.000 --> 00:01:50.000
<v Bo>White oak, because it bends under steam and does not rot in the sea.
";

const KEELS_SRT: &str = "1\n00:00:00,000 --> 00:00:10,000\nAnn: What comes first when you build a wooden boat?\n\n\
     2\n00:00:10,000 --> 00:00:30,000\nBo: The keel is laid first.\n";

const OARS: &str = "WEBVTT\n\n00:00.000 --> 00:20.000\nThe oars of a rowing boat are made of ash, and they are long.\n";

const CHAPTERS: &str = r#"{"version": "1.2.0", "chapters": [
  {"startTime": 0, "title": "Hello"}, {"startTime": 5, "title": "Advert", "toc": false},
  {"startTime": 30.0, "title": "The keelson"}, {"startTime": 50.5, "title": "Oak"}]}"#;

fn show() -> Desk {
    Desk::with(&[
        ("show/feed.xml", FEED),
        ("show/transcripts/keels.vtt", KEELS_VTT),
        ("show/transcripts/keels.srt", KEELS_SRT),
        ("show/chapters/keels.json", CHAPTERS),
        ("show/oars-of-ash.vtt", OARS),
    ])
}

fn episodes(run: &Outcome) -> Vec<Value> {
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ids(run: &Outcome) -> Vec<String> {
    episodes(run)
        .iter()
        .map(|episode| episode["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn drafts_of_a_folder_with_a_feed_pass_their_check() {
    let desk = show();
    // Chapters that begin within a turn part it, which the transcript alone does not tell.
    desk.write(
        "show/oars-of-ash.vtt",
        b"WEBVTT\n\n00:00.000 --> 00:20.000\n<v Bo>The oars of a rowing boat are made of ash.\n\n\
          00:20.000 --> 00:40.000\n<v Bo>A long blade of spruce bends and does not break.\n\n\
          00:40.000 --> 01:00.000\n<v Ann>And the leather on the loom?\n\n\
          01:00.000 --> 01:30.000\n<v Bo>Leather keeps the loom from wearing in the rowlock.\n",
    );
    desk.write(
        "show/oars-of-ash.chapters.json",
        br#"{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Ash"}, {"startTime": 20, "title": "Blades"}]}"#,
    );
    let run = desk.run(&["draft", "show", "--format", "jsonl", "-o", "all.jsonl"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = desk.run(&["check", "all.jsonl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let drafts = desk.read("all.jsonl");
    desk.write(
        "false.jsonl",
        drafts.replace("\"turn\":1", "\"turn\":9").as_bytes(),
    );
    assert_eq!(desk.run(&["check", "false.jsonl"]).code, Some(1));
}

#[test]
fn a_folder_with_a_feed_gives_each_episode_once_and_complete() {
    let run = show().run(&["draft", "show", "--format", "jsonl"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(
        ids(&run),
        ["feed/etc-passwd", "oars-of-ash", "transcripts/keels"]
    );
    let keels = &episodes(&run)[2];
    for (pointer, expected) in [
        ("/title", json!("Keels and keelsons")),
        ("/guid", json!("boat-2")),
        (
            "/audio_url",
            json!("https://media.example/audio/boat-2.mp3"),
        ),
        ("/episode", json!(2)),
        ("/date", json!("2020-05-05")),
        ("/duration_s", json!(120.0)),
        ("/description", json!("Why keels come first. More")),
        ("/format", json!("webvtt")),
        ("/people", json!(["Ann Lee", "Bo Ek"])),
        ("/speakers/1/role", json!("guest")),
        ("/tags/0/tag", json!("Boatbuilding")),
        ("/tags/0/source", json!("existing")),
        ("/links/0/url", json!("https://keel.example/")),
    ] {
        assert_eq!(keels.pointer(pointer), Some(&expected), "{pointer}");
    }
    assert_eq!(episodes(&run)[1]["guid"], "boat-0");
}

#[test]
fn a_transcript_that_is_not_on_disk_is_a_warning_with_line_and_address() {
    let run = show().run(&["draft", "show", "--format", "jsonl"]);
    let warning = "show/feed.xml:22: transcript https://boat.example/t/lost.vtt is not on disk; only the description \
                   of `../../etc/passwd` is read";
    assert!(run.stderr.contains(warning), "{run:?}");
    assert!(
        run.stderr.contains("3 read, 1 with warnings, 0 failed"),
        "{run:?}"
    );
}

#[test]
fn a_feed_alone_brings_its_transcripts_and_gives_the_same_as_its_folder() {
    let desk = show();
    let folder = desk.run(&["draft", "show", "--format", "jsonl"]);
    let feed = desk.run(&["draft", "show/feed.xml", "--format", "jsonl"]);
    assert_eq!(feed.stdout, folder.stdout);
    let (vtt, oars) = ("show/transcripts/keels.vtt", "show/oars-of-ash.vtt");
    let sorted = |paths: &[&str]| {
        let run = desk.run(&[&["draft", "-o", "out.jsonl", "--format", "jsonl"], paths].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        desk.read("out.jsonl")
    };
    assert_eq!(
        sorted(&["show/feed.xml", vtt, oars]),
        sorted(&[oars, vtt, "show/feed.xml"])
    );
}

#[test]
fn chapters_that_the_feed_names_come_out_as_the_chapters() {
    let run = show().run(&["draft", "show", "--format", "jsonl"]);
    let chapters = &episodes(&run)[2]["chapters"];
    let chapters: Vec<_> = chapters
        .as_array()
        .unwrap()
        .iter()
        .map(|chapter| {
            (
                chapter["title"].as_str().unwrap(),
                chapter["start_s"].as_f64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        chapters,
        [("Hello", 0.0), ("The keelson", 30.0), ("Oak", 50.5)]
    );
}

#[test]
fn what_a_run_has_written_is_no_transcript_of_the_next() {
    let desk = show();
    for _ in 0..2 {
        for format in ["md", "html"] {
            let run = desk.run(&[
                "draft",
                "show/feed.xml",
                "-o",
                "show/notes/",
                "--format",
                format,
            ]);
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(run.stderr.contains("3 read, 1 with warnings"), "{run:?}");
        }
    }
    let names: Vec<_> = desk
        .files("show/notes")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn a_file_of_chapters_beside_a_transcript_belongs_to_it_and_one_alone_is_named() {
    let desk = Desk::with(&[
        ("in/keels.vtt", KEELS_VTT),
        ("in/keels.chapters.json", CHAPTERS),
        ("in/lost.chapters.txt", "00:00 One\n01:00 Two\n"),
    ]);
    let folder = desk.run(&["draft", "in", "--format", "jsonl"]);
    assert_eq!(folder.code, Some(1), "{folder:?}");
    assert_eq!(ids(&folder), ["keels"]);
    assert!(
        folder
            .stderr
            .contains("in/lost.chapters.txt: a list of chapters without its transcript"),
        "{folder:?}"
    );
    let alone = desk.run(&["draft", "in/keels.vtt", "--format", "jsonl"]);
    assert_eq!(alone.stdout, folder.stdout);
    assert_eq!(episodes(&alone)[0]["chapters"][1]["title"], "The keelson");
}

#[test]
fn hostile_feeds_are_read_within_bounds_and_write_only_where_they_should() {
    let deep = "<a>".repeat(100_000);
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..40 {
        let inner = format!("&a{};", level - 1).repeat(10);
        bomb.extend(["<!ENTITY a", &level.to_string(), " \"", &inner, "\">"]);
    }
    let bomb = format!(
        "{bomb}]>\n<rss><channel><item><title>&a39; \u{1b}[2J\u{202e}evil</title><description>Words.</description></item>\n\
         <item><title>Deep</title><description>{deep}"
    );
    let desk = Desk::with(&[("in/feed.xml", bomb.as_str())]);
    let run = desk.run(&["draft", "in", "--all", "-o", "out/"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stderr
            .contains("in/feed.xml:3: nested deeper than 200 elements"),
        "{run:?}"
    );
    let names: Vec<_> = desk.files("").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        names
            .iter()
            .all(|name| name.starts_with("in") || name.starts_with("out")),
        "{names:?}"
    );
}

#[test]
fn chapters_move_no_byte_of_the_text_so_that_spans_hold_with_and_without_them() {
    let bare = Desk::with(&[("keels.vtt", KEELS_VTT)]);
    let chaptered = Desk::with(&[("keels.vtt", KEELS_VTT), ("keels.chapters.json", CHAPTERS)]);
    let text = |desk: &Desk| {
        desk.run(&["draft", "keels.vtt", "--format", "text-only"])
            .stdout
    };
    assert_eq!(text(&bare), text(&chaptered));
    let draft = show().run(&["draft", "show", "--format", "jsonl"]);
    let keels = &episodes(&draft)[2];
    let only = show()
        .run(&[
            "draft",
            "show/transcripts/keels.vtt",
            "--format",
            "text-only",
        ])
        .stdout;
    for highlight in keels["highlights"].as_array().unwrap() {
        let at = |end: usize| highlight["span"][end].as_u64().unwrap() as usize;
        assert_eq!(highlight["quote"], only[at(0)..at(1)]);
    }
}

#[test]
fn the_report_of_a_run_has_every_input_with_what_was_odd_about_it() {
    let desk = show();
    desk.write("show/broken.json", b"{\"segments\": [");
    for verb in ["draft", "tag"] {
        let run = desk.run(&[verb, "show", "-o", "out/", "--report", "run.json"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        let report: Value = serde_json::from_str(&desk.read("run.json")).unwrap();
        let counts = &report["counts"];
        for (name, expected) in [
            ("inputs", 4),
            ("read", 3),
            ("warned", 1),
            ("failed", 1),
            ("episodes", 3),
        ] {
            assert_eq!(counts[name], expected, "{verb} {name}: {report}");
        }
        assert!(counts["words"].as_u64() > Some(50), "{report}");
        let inputs = report["inputs"].as_array().unwrap();
        let paths: Vec<_> = inputs
            .iter()
            .map(|input| input["path"].as_str().unwrap())
            .collect();
        let expected = [
            "show/broken.json",
            "show/feed.xml",
            "show/oars-of-ash.vtt",
            "show/transcripts/keels.vtt",
        ];
        assert_eq!(paths, expected);
        assert!(
            inputs[0]["error"].as_str().unwrap().contains("broken.json"),
            "{report}"
        );
        assert_eq!(inputs[1]["format"], "feed");
        assert_eq!(inputs[1]["warnings"][0]["line"], 22);
        assert_eq!(inputs[3]["format"], "webvtt");
    }
}

#[test]
fn labels_of_every_kind_take_the_names_that_the_user_gives() {
    let talk = "WEBVTT\n\n00:01.000 --> 00:05.000\n[SPEAKER_00]: What is a keel made of, most of the time?\n\n\
                00:05.000 --> 00:15.000\n[SPEAKER_01]: White oak, since it bends under steam and does not rot.\n";
    let json = r#"{"utterances": [{"speaker": "A", "start": 0, "end": 4000, "text": "What is a keel made of, most of the time?"},
                   {"speaker": "spk_1", "start": 5000, "end": 9000, "text": "White oak, since it bends under steam."}]}"#;
    let desk = Desk::with(&[("a.vtt", talk), ("b.json", json)]);
    let names = |run: &Outcome| {
        episodes(run)[0]["speakers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|speaker| speaker["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let typed = desk.run(&[
        "draft",
        "a.vtt",
        "--format",
        "jsonl",
        "--speakers",
        "SPEAKER_00=Ann Lee,speaker_01=Bo Ek",
    ]);
    assert_eq!(names(&typed), ["Ann Lee", "Bo Ek"]);
    desk.write(
        "shownotes.toml",
        b"speakers = { A = \"Ann Lee\", spk_1 = \"Bo Ek\" }\n",
    );
    let configured = desk.run(&["draft", "b.json", "--format", "jsonl"]);
    assert_eq!(names(&configured), ["Ann Lee", "Bo Ek"]);
}
