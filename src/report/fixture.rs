//! A small episode and its draft for the tests of this folder.

use crate::corpus::{
    Episode, Format, Link, Meta, Role, Span, Speaker, SpeakerId, Sponsor, TimeMark, Turn, Warning,
};
use crate::draft::{
    Chapter, Draft, Highlight, HighlightKind, KeyPhrase, SpeakerShare, SummarySentence, Tag,
    TagSource,
};

const TURNS: [(u16, f64, &str); 3] = [
    (
        0,
        0.0,
        "Welcome back. How do you keep a lighthouse running with nobody in it?",
    ),
    (
        1,
        723.456,
        "With <sensors> and patience. The lamp never *sleeps*, we say. It calls me.",
    ),
    (0, 1500.0, "And that is all for today."),
];

/// An episode without anything: what an empty file gives.
pub(super) fn empty() -> Episode {
    Episode {
        id: "-".to_owned(),
        path: "-".to_owned(),
        format: Format::Plain,
        meta: Meta::default(),
        text: String::new(),
        turns: Vec::new(),
        speakers: Vec::new(),
        times: Vec::new(),
        chapters: Vec::new(),
        links: Vec::new(),
        sponsors: Vec::new(),
        asides: Vec::new(),
        warnings: Vec::new(),
    }
}

/// An episode with a bit of everything, and a draft of it.
pub(super) fn lighthouse() -> (Episode, Draft) {
    let episode = episode();
    let draft = draft(&episode);
    (episode, draft)
}

/// Where `words` stand in the episode's text.
pub(super) fn span_of(episode: &Episode, words: &str) -> Span {
    let start = episode.text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn episode() -> Episode {
    let mut text = String::new();
    let mut turns = Vec::new();
    for (line, (speaker, start_s, said)) in (1..).zip(TURNS) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(said);
        turns.push(Turn {
            speaker: Some(SpeakerId(speaker)),
            span: Span::new(start, text.len()),
            start_s: Some(start_s),
            end_s: None,
            line,
        });
    }
    let mark = |turn: &Turn| TimeMark {
        offset: turn.span.start,
        seconds: turn.start_s.unwrap(),
    };
    Episode {
        id: "shows/lighthouse".to_owned(),
        path: "shows/lighthouse.md".to_owned(),
        format: Format::Markdown,
        meta: Meta {
            title: "Keeping the light: C# & snake_case".to_owned(),
            date: Some("2024-05-01".to_owned()),
            duration_s: Some(2101.5),
            highlights: vec!["How lighthouses lost their keepers".to_owned()],
            ..Meta::default()
        },
        times: turns.iter().map(mark).collect(),
        text,
        turns,
        speakers: vec![speaker("Ada", Role::Host), speaker("Bruno", Role::Guest)],
        links: vec![
            link("The [old] tower", "https://example.org/tower_(old)?a=1&b=2"),
            link("https://example.org/", "https://example.org/"),
            link("not a page", "javascript:alert(1)"),
        ],
        sponsors: vec![Sponsor {
            turn: 2,
            span: Span::new(0, 1),
        }],
        warnings: vec![Warning {
            line: 3,
            message: "cue ends before it starts; end ignored".to_owned(),
        }],
        ..empty()
    }
}

fn speaker(name: &str, role: Role) -> Speaker {
    Speaker {
        name: name.to_owned(),
        role,
    }
}

fn link(text: &str, url: &str) -> Link {
    Link {
        text: text.to_owned(),
        url: url.to_owned(),
    }
}

fn draft(episode: &Episode) -> Draft {
    let patience = "With <sensors> and patience.";
    Draft {
        language: "en".to_owned(),
        words: 31,
        speaker_shares: vec![
            SpeakerShare {
                turns: 2,
                words: 18,
            },
            SpeakerShare {
                turns: 1,
                words: 13,
            },
        ],
        highlights: highlights(episode),
        summary: vec![SummarySentence {
            text: patience.to_owned(),
            fluent: patience.to_owned(),
            turn: 1,
            span: span_of(episode, patience),
            score: 0.25,
        }],
        chapters: vec![
            chapter("Opening", Some(0.0), 0),
            chapter("The lamp that never sleeps", Some(723.456), 1),
            chapter("Closing", None, 2),
        ],
        keyphrases: vec![KeyPhrase {
            text: "lighthouse".to_owned(),
            score: 1.0,
            count: 1,
            first: span_of(episode, "lighthouse"),
            why: "said first by the host".to_owned(),
        }],
        tags: vec![
            tag("Lighthouses", "lighthouses", TagSource::Existing),
            tag("remote sensing", "remote-sensing", TagSource::Proposed),
        ],
        people: vec!["Ada Okafor".to_owned(), "Bruno".to_owned()],
        warnings: vec!["few words; drafted all the same".to_owned()],
    }
}

fn highlights(episode: &Episode) -> Vec<Highlight> {
    let question = "How do you keep a lighthouse running with nobody in it?";
    let lamp = "The lamp never *sleeps*, we say.";
    let highlight = |kind, text: &str, quote: &str, turn: usize| Highlight {
        text: text.to_owned(),
        kind,
        quote: quote.to_owned(),
        speaker: episode.speaker_of(turn).map(|speaker| speaker.name.clone()),
        role: episode.speaker_of(turn).map(|speaker| speaker.role),
        start_s: episode.turns[turn].start_s,
        listen_s: episode.turns[turn].start_s,
        end_s: None,
        turn,
        span: span_of(episode, quote),
        score: 0.031_234_567,
        phrases: vec!["lighthouse".to_owned()],
        why: "names the guest's work".to_owned(),
        decision: None,
    };
    vec![
        highlight(
            HighlightKind::Question,
            "How to keep a lighthouse running with nobody in it",
            question,
            0,
        ),
        highlight(HighlightKind::Quote, "The lamp never *sleeps*", lamp, 1),
        highlight(HighlightKind::Quote, "The lamp is always awake", lamp, 1),
    ]
}

fn chapter(title: &str, start_s: Option<f64>, turn: usize) -> Chapter {
    Chapter {
        title: title.to_owned(),
        start_s,
        turn,
        span: Span::new(0, 7),
        opening: Span::new(0, 7),
        decision: None,
    }
}

fn tag(tag: &str, slug: &str, source: TagSource) -> Tag {
    Tag {
        tag: tag.to_owned(),
        slug: slug.to_owned(),
        score: 0.9,
        source,
        why: "in the front matter".to_owned(),
    }
}
