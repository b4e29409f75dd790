//! Whole Markdown files in small: what becomes a block, a chapter, metadata.

use super::super::parsed::Block;
use super::*;

fn shown(block: &Block) -> (Option<&str>, Option<f64>, &str, bool) {
    (
        block.speaker.as_deref(),
        block.start_s,
        &block.text,
        block.continues,
    )
}

fn talk(text: &str) -> Vec<(Option<String>, Option<f64>, String)> {
    read(text)
        .blocks
        .into_iter()
        .map(|block| (block.speaker, block.start_s, block.text))
        .collect()
}

fn said(who: &str, start_s: Option<f64>, text: &str) -> (Option<String>, Option<f64>, String) {
    (Some(who.to_owned()), start_s, text.to_owned())
}

#[test]
fn paragraphs_without_a_label_belong_to_the_speaker_before() {
    let text = "**Ann:** One\nwrapped.\n\nTwo.\n\n**Bo:** Three.\n";
    assert_eq!(
        talk(text),
        [
            said("Ann", None, "One wrapped."),
            said("Ann", None, "Two."),
            said("Bo", None, "Three.")
        ]
    );
}

#[test]
fn labels_alone_on_their_line_name_the_text_below_and_unnamed_times_go_on() {
    let text = "Ann Lee (00:00:05):\nOne.\n\n(00:01:42):\nTwo.\nBo (00:02:00):\nThree.\n";
    assert_eq!(
        talk(text),
        [
            said("Ann Lee", Some(5.0), "One."),
            said("Ann Lee", Some(102.0), "Two."),
            said("Bo", Some(120.0), "Three."),
        ]
    );
}

#[test]
fn names_without_markup_or_time_are_read_when_they_recur() {
    let text = "Ann Lee:\n\nOne.\n\nBo (Bob) Ek:\n\nTwo: too.\n\nAnn Lee:\n\nThree.\n\nBo (Bob) Ek:\n\nFour.";
    assert_eq!(
        talk(text),
        [
            said("Ann Lee", None, "One."),
            said("Bo (Bob) Ek", None, "Two: too."),
            said("Ann Lee", None, "Three."),
            said("Bo (Bob) Ek", None, "Four."),
        ]
    );
}

#[test]
fn a_transcript_heading_parts_the_notes_from_the_talk() {
    let text = "# Title\n\nWe meet Ann.\n\nIn this episode:\n\n- Why it works\n- [How](https://a.example)\n\n\
                ## Times\n\n- *[00:00:10]* Start\n- [01:30] Middle\n\n## Transcript\n\n**Ann:** Hi.\n\n\
                ### Middle\n\n**Ann:** Yes.\n\n## Links\n\n- https://b.example\n";
    let parsed = read(text);
    assert_eq!(parsed.meta.title, "Title");
    assert_eq!(parsed.meta.description.as_deref(), Some("We meet Ann."));
    assert_eq!(parsed.meta.highlights, ["Why it works", "How"]);
    let chapters: Vec<_> = parsed
        .chapters
        .iter()
        .map(|c| (c.title.as_str(), c.start_s, c.block))
        .collect();
    assert_eq!(
        chapters,
        [("Start", Some(10.0), None), ("Middle", Some(90.0), Some(1))]
    );
    let blocks: Vec<_> = parsed.blocks.iter().map(shown).collect();
    assert_eq!(
        blocks,
        [
            (Some("Ann"), None, "Hi.", false),
            (Some("Ann"), None, "Yes.", false)
        ]
    );
    let urls: Vec<_> = parsed.links.iter().map(|l| l.url.as_str()).collect();
    assert_eq!(urls, ["https://a.example", "https://b.example"]);
}

#[test]
fn captions_pasted_into_markdown_keep_both_times() {
    let text = "## Transcript\n\n_Made by a machine._\n\n`1 00:00:00,000 --> 00:00:02,000`\nSo\\!\n\n\n\n\
                `2 00:00:02,000 --> 00:00:04,500`\nwe go\n";
    let parsed = read(text);
    let blocks: Vec<_> = parsed
        .blocks
        .iter()
        .map(|b| (b.start_s, b.end_s, b.text.as_str(), b.line, b.continues))
        .collect();
    assert_eq!(
        blocks,
        [
            (Some(0.0), Some(2.0), "So!", 6, false),
            (Some(2.0), Some(4.5), "we go", 11, true),
        ]
    );
}

#[test]
fn lines_that_begin_with_times_go_on_with_each_other() {
    let text = "00:00:01 One\n\n00:00:02 goes on\n\n00:00:03 here.\n";
    let blocks = read(text).blocks;
    let starts: Vec<_> = blocks.iter().map(|b| (b.start_s, b.continues)).collect();
    assert_eq!(
        starts,
        [(Some(1.0), false), (Some(2.0), true), (Some(3.0), true)]
    );
}

#[test]
fn headings_are_chapters_with_the_time_before_their_title() {
    let text = "---\ntitle: T\n---\n#### [00:01:17] First <a name=\"x\"></a>\n\nWords.\n\nSecond\n------\n\nMore.\n";
    let chapters = read(text).chapters;
    let found: Vec<_> = chapters
        .iter()
        .map(|c| (c.title.as_str(), c.start_s, c.block))
        .collect();
    assert_eq!(
        found,
        [("First", Some(77.0), Some(0)), ("Second", None, Some(1))]
    );
}

#[test]
fn a_file_of_front_matter_and_shortcodes_has_no_talk() {
    let parsed = read("---\ntitle: Index\n---\n\n{{< childpages >}}\n");
    assert_eq!(parsed.blocks, []);
    assert_eq!(parsed.meta.title, "Index");
    assert_eq!(read(""), Parsed::new(Format::Markdown));
}

#[test]
fn keys_addresses_and_contents_around_the_talk_are_no_talk() {
    let text = "Slides: https://a.example/s\n\nLocation: Here\n\nTopics we discuss:\n\n- [One](#one)\n\n\
                https://b.example\n\n## One\n\nThis is the talk.\n\n`a + b`\n";
    assert_eq!(talk(text), [(None, None, "This is the talk.".to_owned())]);
}

#[test]
fn a_long_line_and_many_short_ones_are_read_in_linear_time() {
    let started = std::time::Instant::now();
    assert_eq!(read(&"word: and ".repeat(200_000)).blocks.len(), 1);
    read(&"A: b\n".repeat(200_000));
    read(&"**A** (0:01): [0:02] b\n\n".repeat(100_000));
    read(&"<!--\n".repeat(200_000));
    assert!(started.elapsed().as_secs() < 20);
}
