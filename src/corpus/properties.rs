//! What must hold of every episode, whatever the bytes it was read from.

use proptest::prelude::*;

use super::{Episode, LoadOptions, chapter_lists, parse};

/// Bits of all formats; strung together at random they make broken files of every kind.
const BITS: [&str; 56] = [
    "WEBVTT",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "1",
    "00:00:01.000 --> 00:00:02.000",
    "00:00:03,500 --> 00:00:01,000",
    "00:01 --> x",
    "NOTE",
    "STYLE",
    "<v Ada Lov>",
    "<v.x Bo>",
    "</v>",
    "<c>",
    "<00:00:01.100>",
    ">> ",
    "&gt;&gt;",
    "- ",
    "Ada: ",
    "Bo Ek: ",
    "[SPEAKER_00]: ",
    "Hello there.",
    "and so on",
    "How?",
    " ",
    "\t",
    "\u{A0}",
    "\u{AD}",
    "\u{200D}",
    "e\u{301}",
    "日本語。",
    "Привет",
    "👩\u{200D}💻",
    "♪ la ♪",
    "♪",
    "[laughter]",
    "(",
    "[",
    "*",
    "&amp;",
    "&#39;",
    "&#10;",
    "&#x110000;",
    ".",
    ",",
    " 's",
    "https://a.example/b",
    "{\"segments\":[",
    "{\"text\":\"x\",\"start\":1}",
    ",",
    "]}",
    "{\"utterances\":[{\"speaker\":\"A\",\"start\":9,\"end\":1,\"text\":\"Hi.\"}",
    "\u{FFFD}",
    "\u{0}",
    "---\n",
];

/// The same of tables, of JSON, and of what is made of tags.
const DOCUMENT_BITS: [&str; 58] = [
    "<cite>Ada:</cite>",
    "<time>0:01</time>",
    "<p>",
    "</p>",
    "<p begin=\"1.5s\" end=\"00:00:01\">",
    "<p t=\"500\" d=\"-9\">",
    "<br/>",
    "<h2>Transcript</h2>",
    "<li><a href=\"x:\">",
    "<strong>Bo:</strong>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE tt [<!ENTITY a \"&a;&a;\">]>",
    "&a;",
    "&lt;p&gt;",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<guid>x</guid>",
    "<pubDate>Tue, 31 Feb 2025 99:00:00 GMT</pubDate>",
    "<itunes:duration>1:99:03</itunes:duration>",
    "<podcast:person role=\"host\">",
    "<podcast:transcript url=\"../x.vtt\"/>",
    "<psc:chapter start=\"1:02\" title=\"On\"/>",
    "<description>",
    "<content:encoded>",
    "0:00 On\n1:10 Up\n2:00 Out",
    "<pst:speech><pst:speaker>Ada</pst:speaker>",
    "<pst:item start=\"00:00:01\" end=\"x\">",
    "</pst:item>",
    "<text start=\"1e9\" dur=\"nan\">",
    "\t",
    "\n",
    "\"",
    ",",
    ";",
    "00:00:01\tAda\tHi.",
    "1e400",
    "-5",
    "{",
    "}",
    "[",
    "]",
    "\"results\":",
    "\"utterances\":[{\"start\":1,\"transcript\":\"Hi.\",\"speaker\":0}]",
    "\"items\":[{\"alternatives\":[{\"content\":\"Hi\"}],\"start_time\":\"x\"}]",
    "\"recognizedPhrases\":[{\"offsetInTicks\":-1e30,\"nBest\":[{\"display\":\"Hi.\"}]}]",
    "\"monologues\":[{\"speaker\":0,\"elements\":[{\"value\":\"Hi\",\"ts\":9,\"end_ts\":1}]}]",
    "\"events\":[{\"tStartMs\":1e308,\"dDurationMs\":1e308,\"segs\":[{\"utf8\":\"hi\"}]}]",
    "\"chapters\":[{\"startTime\":-1,\"title\":\"On\"}]",
    "\\ud800",
    "CHAPTER01=00:00:00.000\nCHAPTER01NAME=On\n",
    ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\nSTART=9\ntitle=On\n",
    "e\u{301}\u{AD}",
    "日本語。",
];

/// What documents of each kind begin with.
const DOCUMENT_STARTS: [&str; 14] = [
    "<html><body>",
    "<cite>Ada:</cite><p>Hi.</p><p>",
    "<pst:transcripts>",
    "<tt>",
    "<timedtext>",
    "<transcript>",
    "<rss><channel><item>",
    "<feed><entry>",
    "start\tend\ttext\n0\t9\tHi.\n",
    "Speaker,Start,Text\n",
    "00:00:01\tAda\tHi.\n00:00:02\tBo\tHo.\n00:00:03\tAda\tSo.\n",
    "{\"results\":{",
    "{\"x\":1,",
    "[{",
];

fn check(episode: &Episode) {
    let mut end = 0;
    for (index, turn) in episode.turns.iter().enumerate() {
        let (start, stop) = (turn.span.start as usize, turn.span.end as usize);
        assert!(start < stop && start >= end && stop <= episode.text.len());
        assert!(episode.text.is_char_boundary(start) && episode.text.is_char_boundary(stop));
        let between = &episode.text[end..start];
        let own = |between: &str| match index {
            0 => between.is_empty(),
            _ => between == "\n\n" || between == " " && !episode.chapters.is_empty(),
        };
        assert!(own(between), "{between:?}");
        let text = episode.turn_text(index);
        assert!(
            !text.contains(['\n', '\r', '\t', '\u{AD}', '\u{FFFD}']),
            "{text:?}"
        );
        assert!(!text.contains("  ") && text == text.trim(), "{text:?}");
        assert!(turn.line >= 1);
        if let Some(start_s) = turn.start_s {
            assert!(start_s >= 0.0 && turn.end_s.is_none_or(|end_s| end_s >= start_s));
        }
        if let Some(id) = turn.speaker {
            assert!(usize::from(id.0) < episode.speakers.len());
        }
        end = stop;
    }
    assert_eq!(end, episode.text.len());
    for pair in episode.times.windows(2) {
        assert!(pair[0].offset < pair[1].offset && pair[0].seconds <= pair[1].seconds);
    }
    for mark in &episode.times {
        assert!(episode.text.is_char_boundary(mark.offset as usize));
    }
    for pair in episode.chapters.windows(2) {
        assert!(pair[0].turn <= pair[1].turn);
    }
    for aside in &episode.asides {
        assert!(!aside.span.is_empty() && episode.turns[aside.turn].span.contains(aside.span));
    }
    let marked = episode.sponsors.iter().map(|sponsor| sponsor.span);
    let mut marked: Vec<_> = marked
        .chain(episode.asides.iter().map(|aside| aside.span))
        .collect();
    marked.sort_unstable();
    assert!(marked.is_sorted_by(|a, b| a.end <= b.start), "{marked:?}");
    for sponsor in &episode.sponsors {
        assert!(
            !sponsor.span.is_empty() && episode.turns[sponsor.turn].span.contains(sponsor.span)
        );
    }
}

fn read_and_check(bytes: &[u8]) {
    for path in ["a.vtt", "a.md", "a.txt"] {
        if let Ok(episodes) = parse(bytes, "a", path, &LoadOptions::default()) {
            assert!(!episodes.is_empty());
            episodes.iter().for_each(check);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_and_check(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        read_and_check(text.as_bytes());
    }

    #[test]
    fn any_broken_transcript_is_read_or_refused(
        bits in prop::collection::vec(prop::sample::select(&BITS[..]), 0..60),
        start in prop::sample::select(&["", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n", "{\"segments\":["][..]),
        cut in 0usize..40,
    ) {
        let mut bytes = format!("{start}{}", bits.concat()).into_bytes();
        bytes.truncate(bytes.len() - cut.min(bytes.len()));
        read_and_check(&bytes);
    }

    #[test]
    fn any_broken_document_is_read_or_refused(
        bits in prop::collection::vec(prop::sample::select(&DOCUMENT_BITS[..]), 0..40),
        start in prop::sample::select(&DOCUMENT_STARTS[..]),
        cut in 0usize..40,
    ) {
        let mut bytes = format!("{start}{}", bits.concat()).into_bytes();
        bytes.truncate(bytes.len() - cut.min(bytes.len()));
        read_and_check(&bytes);
    }

    #[test]
    fn any_list_of_chapters_is_read_with_times_or_refused(
        bits in prop::collection::vec(prop::sample::select(&DOCUMENT_BITS[..]), 0..30),
    ) {
        for chapter in chapter_lists::read(&bits.concat()).into_iter().flatten() {
            prop_assert!(chapter.start_s.is_some_and(|start| start >= 0.0 && start.is_finite()));
            prop_assert!(!chapter.title.is_empty());
        }
    }
}

/// WebVTT of cues, each its seconds and words; a cue ends where the next begins.
fn vtt(cues: &[(f64, String)]) -> String {
    let clock = |s: f64| {
        format!(
            "{:02}:{:02}:{:06.3}",
            s as u32 / 3600,
            s as u32 / 60 % 60,
            s % 60.0
        )
    };
    let ends = cues.iter().skip(1).map(|cue| cue.0).chain([1e5]);
    let cues = cues
        .iter()
        .zip(ends)
        .map(|((start, words), end)| format!("{} --> {}\n{words}\n\n", clock(*start), clock(end)));
    ["WEBVTT\n\n".to_owned()].into_iter().chain(cues).collect()
}

/// The cues that an episode was read from, as its times show them.
fn cues(episode: &Episode) -> Vec<(f64, String)> {
    let ends = episode
        .times
        .iter()
        .skip(1)
        .map(|mark| mark.offset as usize);
    let ends = ends.chain([episode.text.len()]);
    let cues = episode.times.iter().zip(ends).map(|(mark, end)| {
        let words = episode.text[mark.offset as usize..end].trim();
        (mark.seconds, words.to_owned())
    });
    cues.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cues_become_text_that_gives_the_same_cues_again(
        parts in prop::collection::vec((1u32..40, "[a-z]{2,8}( [a-z]{2,8}){0,5}[.?]?"), 1..60),
    ) {
        let mut clock = 0;
        let written: Vec<(f64, String)> = parts
            .into_iter()
            .map(|(seconds, words)| {
                clock += seconds;
                (f64::from(clock), words)
            })
            .collect();
        let read = parse(vtt(&written).as_bytes(), "a", "a.vtt", &LoadOptions::default());
        let episode = read.unwrap_or_default().swap_remove(0);
        prop_assert_eq!(&cues(&episode), &written);
        let again = parse(vtt(&cues(&episode)).as_bytes(), "a", "a.vtt", &LoadOptions::default());
        prop_assert_eq!(&again.unwrap_or_default()[0], &episode);
    }
}

#[test]
fn one_cue_takes_the_time_of_its_length() {
    // Each of these, repeated, makes a rule look far ahead or back; all must end soon.
    for bit in [
        "[",
        "(",
        "*",
        "♪",
        "<",
        "{\\",
        "A: ",
        "Ab Cd: ",
        ". A:",
        ">",
        ">> ",
        "&",
        "&amp;",
        "[[",
        "http://",
        "- A\n",
        "a\u{301}\u{300}",
    ] {
        let text = format!(
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{}",
            bit.repeat(200_000 / bit.len())
        );
        let begun = std::time::Instant::now();
        read_and_check(text.as_bytes());
        let taken = begun.elapsed().as_secs();
        assert!(taken < 20, "{bit:?}: {taken} s");
    }
}
