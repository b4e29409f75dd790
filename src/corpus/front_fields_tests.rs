//! What must hold of the fields of front matter.

use super::super::Format;
use super::super::front_matter::split;
use super::*;

fn meta_of(source: &str) -> Meta {
    let mut meta = Meta::default();
    let (front, _) = split(source);
    fill(&mut meta, &front.expect(source).fields);
    meta
}

#[test]
fn tags_are_read_from_every_shape() {
    for source in [
        "---\ntags:\n- a b\n- c\n---\n",
        "---\ntags: [a b, \"c\"]\n---\n",
        "---\ntags: a b, c\n---\n",
        "---\nkeywords: a b; c\n---\n",
        "---\ntopics: [a b]\ncategories: [c, a b]\n---\n",
        "+++\n[taxonomies]\ntags = [\"a b\", \"c\"]\n+++\n",
        "{\"Tags\": [\"a b\", \"c\"]}\nbody",
    ] {
        assert_eq!(meta_of(source).tags, ["a b", "c"], "{source}");
    }
}

#[test]
fn dates_are_iso_or_kept_as_written() {
    for (value, iso, text) in [
        ("date: '2014-10-13T15:26:42'", Some("2014-10-13"), None),
        ("publishDate: 2024-06-09", Some("2024-06-09"), None),
        (
            "pubDate: Tue, 05 May 2020 10:00:00 +0000",
            Some("2020-05-05"),
            None,
        ),
        ("date: 28 Maj", None, Some("28 Maj")),
        (
            "date: next week\nrecorded: 2020-01-02",
            Some("2020-01-02"),
            None,
        ),
        ("date: 1709164800000", Some("2024-02-29"), None),
    ] {
        let meta = meta_of(&format!("---\n{value}\n---\n"));
        assert_eq!(
            (meta.date.as_deref(), meta.date_text.as_deref()),
            (iso, text),
            "{value}"
        );
    }
}

#[test]
fn durations_are_seconds_whatever_their_spelling() {
    for (value, seconds) in [
        ("duration_seconds: 3849.0\nduration: '9:99'", 3849.0),
        ("duration: '1:04:09'", 3849.0),
        ("duration: 00:35:10", 2110.0),
        ("duration: 35min", 2100.0),
        ("duration: 2100", 2100.0),
        ("duration: \"2100\"", 2100.0),
    ] {
        let meta = meta_of(&format!("---\n{value}\n---\n"));
        assert_eq!(meta.duration_s, Some(seconds), "{value}");
    }
}

#[test]
fn people_have_the_role_that_their_key_states_and_stand_once() {
    let meta =
        meta_of("---\nguests: [Ann Lee]\nhost: Bo Ek\nspeakers:\n- Ann Lee\n- name: Cy\n---\n");
    let people: Vec<_> = meta
        .people
        .iter()
        .map(|p| (p.name.as_str(), p.role))
        .collect();
    assert_eq!(
        people,
        [
            ("Bo Ek", Role::Host),
            ("Ann Lee", Role::Guest),
            ("Cy", Role::Unknown)
        ]
    );
}

#[test]
fn chapters_are_read_from_every_shape() {
    for source in [
        "{\"podcast_chapters\": {\"version\": \"1.1.0\", \"chapters\": [{\"startTime\": 0, \"title\": \"A\", \"img\": null}, \
         {\"startTime\": 60, \"title\": \"B\"}, {\"startTime\": 120, \"title\": \"C\"}]}}\nbody",
        "---\nchapter:\n- start: '00:00:00'\n  title: A\n- start: '00:01:00'\n  title: B\n- start: 120\n  title: C\n---\n",
        "---\ntimestamps: |\n  00:00 A\n  01:00 B\n  02:00 C\n---\n",
    ] {
        let (front, _) = split(source);
        let found = chapters(&front.expect(source).fields);
        let found: Vec<_> = found
            .iter()
            .map(|c| (c.start_s, c.title.as_str()))
            .collect();
        assert_eq!(
            found,
            [(Some(0.0), "A"), (Some(60.0), "B"), (Some(120.0), "C")],
            "{source}"
        );
    }
}

#[test]
fn labels_get_names_from_a_map_or_from_a_field_of_each_person() {
    for source in [
        "---\nspeakers:\n  A: Ann Lee\n  B: Bo Ek\n---\n",
        "---\nspeaker:\n- name: Ann Lee\n  transcriptLetter: A\n- name: Bo Ek\n  transcriptLetter: B\n- name: Cy\n---\n",
    ] {
        let (front, _) = split(source);
        let found = labels(&front.expect(source).fields);
        let expected = [("A", "Ann Lee"), ("B", "Bo Ek")];
        assert_eq!(
            found,
            expected.map(|(a, b)| (a.to_owned(), b.to_owned())),
            "{source}"
        );
    }
}

#[test]
fn guid_season_and_number_are_read() {
    let meta = meta_of("---\nguid: boat-1\nseason: 2\nepisode: '12'\n---\n");
    assert_eq!(
        (meta.guid.as_deref(), meta.season, meta.episode),
        (Some("boat-1"), Some(2), Some(12))
    );
}

#[test]
fn a_transcript_in_the_front_matter_becomes_blocks_and_chapters_with_their_lines() {
    let source = "---\ntitle: T\ntranscript:\n- header: Start\n- line: Hello there.\n  sec: 5\n  \
                  who: Ann\n- line: More.\n  sec: 5\n  who: Ann\n- line: Yes.\n  time: '0:09'\n  who: Bo\n---\n";
    let (front, _) = split(source);
    let mut parsed = Parsed::new(Format::Markdown);
    read_transcript(&mut parsed, &front.expect("front matter"));
    let blocks: Vec<_> = parsed
        .blocks
        .iter()
        .map(|b| (b.speaker.as_deref(), b.start_s, b.text.as_str(), b.line))
        .collect();
    assert_eq!(
        blocks,
        [
            (Some("Ann"), Some(5.0), "Hello there.", 5),
            (Some("Ann"), None, "More.", 8),
            (Some("Bo"), Some(9.0), "Yes.", 11),
        ]
    );
    assert_eq!(parsed.chapters[0].start_s, Some(5.0));
    assert_eq!(parsed.chapters[0].block, Some(0));
}

#[test]
fn only_whole_addresses_are_the_episodes_own() {
    let meta = meta_of(
        "---\nurl: /12-boats/\nlink: https://boat.example/12\naudio: 12.mp3\nmp3: http://m.example/12.mp3\n---\n",
    );
    assert_eq!(meta.page_url.as_deref(), Some("https://boat.example/12"));
    assert_eq!(meta.audio_url.as_deref(), Some("http://m.example/12.mp3"));
    let meta = meta_of("---\nurl: https://\naudio: {a: 1}\n---\n");
    assert_eq!((meta.page_url, meta.audio_url), (None, None));
}
