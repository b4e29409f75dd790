use super::*;
use crate::corpus::{Format, Meta, Role, Speaker, SpeakerId, TimeMark, Turn};

const TEXT: &str = "How deep is the well?\n\nNinety feet, as I said. It never dried up.";

fn episode() -> Episode {
    let turn = |who, start, end, start_s| Turn {
        speaker: Some(SpeakerId(who)),
        span: Span::new(start, end),
        start_s: Some(start_s),
        end_s: None,
        line: 1,
    };
    let speaker = |name: &str, role| Speaker {
        name: name.to_owned(),
        role,
    };
    let mark = |offset, seconds| TimeMark { offset, seconds };
    Episode {
        id: "well".to_owned(),
        path: "well.txt".to_owned(),
        format: Format::Plain,
        meta: Meta::default(),
        text: TEXT.to_owned(),
        turns: vec![turn(0, 0, 21, 0.0), turn(1, 23, TEXT.len(), 4.0)],
        speakers: vec![speaker("Ada", Role::Host), speaker("Ben", Role::Guest)],
        times: vec![mark(0, 0.0), mark(23, 4.0)],
        chapters: Vec::new(),
        links: Vec::new(),
        sponsors: Vec::new(),
        asides: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The faults of a true draft in which the texts on the left were replaced by those on the right.
fn faults(changes: &[(&str, &str)]) -> Vec<String> {
    let mut json = r#"{"path": "well.txt", "speakers": [{"name": "Ada"}, {"name": "Ben"}],
        "highlights": [{"text": "Ninety feet.", "kind": "quote", "quote": "Ninety feet, as I said.",
            "speaker": "Ben", "start_s": 4.0, "end_s": 4.0, "turn": 1, "span": [23, 46]}],
        "summary": {"sentences": [{"text": "It never dried up.", "turn": 1, "span": [47, 65]}]},
        "chapters": [{"title": "The well", "start_s": 4.0, "turn": 1, "span": [23, 46]}]}"#
        .to_owned();
    for (from, to) in changes {
        assert!(json.contains(from), "{from}");
        json = json.replace(from, to);
    }
    let drafts = read_drafts(&json).unwrap();
    let verdict = verify(&drafts[0], &episode());
    assert_eq!(verdict.checked, 5);
    verdict.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_true_draft_has_no_fault() {
    assert!(faults(&[]).is_empty());
}

#[test]
fn each_kind_of_false_statement_is_found() {
    for (change, expected) in [
        (("\"Ada\"", "\"Eve\""), "speaker 1: nobody is called “Eve”"),
        (
            ("\"quote\": \"Ninety feet,", "\"quote\": \"Eighty feet,"),
            "highlight 1: bytes 23 to 46 read “Ninety feet, as I said.”, not “Eighty feet, as I said.”",
        ),
        (
            ("\"text\": \"Ninety feet.", "\"text\": \"Ninety metres."),
            "highlight 1: its text has words that its quote does not have in that order",
        ),
        (
            ("\"speaker\": \"Ben\"", "\"speaker\": \"Ada\""),
            "highlight 1: said by Ben, not by Ada",
        ),
        (
            ("\"end_s\": 4.0", "\"end_s\": 9.5"),
            "highlight 1: ends at 4.00 s, not at 9.50 s",
        ),
        (
            (
                "\"turn\": 1, \"span\": [47, 65]",
                "\"turn\": 0, \"span\": [47, 65]",
            ),
            "summary sentence 1: lies in turn 1, not in 0",
        ),
        (
            ("[47, 65]", "[47, 650]"),
            "summary sentence 1: there is no text at bytes 47 to 650",
        ),
        (
            (
                "\"The well\", \"start_s\": 4.0",
                "\"The well\", \"start_s\": 3.0",
            ),
            "chapter 1: nothing in turn 1 is said at 3 s",
        ),
    ] {
        assert_eq!(faults(&[change]), [expected]);
    }
}

#[test]
fn an_edited_line_passes_as_long_as_it_is_not_called_a_quote() {
    let edits = [
        ("\"kind\": \"quote\"", "\"kind\": \"topic\""),
        ("\"Ninety feet.\"", "\"How deep it is\""),
    ];
    assert!(faults(&edits).is_empty());
}

#[test]
fn advertising_is_no_evidence() {
    let mut episode = episode();
    episode.sponsors = vec![crate::corpus::Sponsor {
        turn: 1,
        span: Span::new(40, 46),
    }];
    let json = r#"{"path": "", "highlights": [{"text": "x", "kind": "topic", "quote": "Ninety feet, as I said.",
        "speaker": "Ben", "start_s": 4.0, "end_s": 4.0, "turn": 1, "span": [23, 46]}]}"#;
    let verdict = verify(&read_drafts(json).unwrap()[0], &episode);
    assert_eq!(
        verdict.faults[0].message,
        "lies in advertising (bytes 40 to 46)"
    );
}
