//! One row for each quirk that was met in transcripts in the wild: the smallest source that shows it, and how it must be
//! read. Where a quirk belongs to one rule, its edge cases are tested beside that rule.

use super::{LoadOptions, parse};

/// A quirk: its name, a file name, the source, the turns it must give as `line speaker: text`, and what is said of it.
struct Quirk {
    what: &'static str,
    path: &'static str,
    source: &'static str,
    turns: &'static [&'static str],
    warnings: &'static [&'static str],
}

const fn quirk(
    what: &'static str,
    path: &'static str,
    source: &'static str,
    turns: &'static [&'static str],
) -> Quirk {
    Quirk {
        what,
        path,
        source,
        turns,
        warnings: &[],
    }
}

impl Quirk {
    const fn warns(mut self, warnings: &'static [&'static str]) -> Self {
        self.warnings = warnings;
        self
    }
}

#[rustfmt::skip]
const QUIRKS: &[Quirk] = &[
    // Files with next to nothing in them.
    quirk("no bytes at all", "a.md", "", &[]).warns(&["0 no text"]),
    quirk("a left-over of captions in another language", "a.md", "detrás de [Música]", &["1 -: detrás de"]),
    quirk("a few sung syllables", "a.md", "la la Oh Oh", &["1 -: la la Oh Oh"]),
    quirk("stage directions only", "a.md", "(Music)\n\n(Applause)\n", &[])
        .warns(&["0 only music and stage directions, no speech"]),
    quirk("a list page of a site generator", "_index.md", "---\ntitle: All of it\n---\n{{< childpages >}}\n", &[])
        .warns(&["0 no text"]),
    // Characters.
    quirk("entities, decimal, hexadecimal, named", "a.md",
        "**Ada:** It&#39;s R&amp;D &#x2014; isn&rsquo;t it?\n\n**Bo:** Yes&hellip;\n",
        &["1 Ada: It's R&D — isn’t it?", "3 Bo: Yes…"]),
    quirk("a control character in a word and in code", "a.md",
        "**Ada:** We call it map, and we have called it map for as long as any of us can think back, and `fil\u{1D}ter`.\n\n**Bo:** Good.\n",
        &["1 Ada: We call it map, and we have called it map for as long as any of us can think back, and filter.", "3 Bo: Good."]),
    quirk("soft hyphens within words", "a.md",
        "**Ada:** The co\u{AD}oper\u{AD}ation went on.\n\n**Bo:** Good.\n",
        &["1 Ada: The cooperation went on.", "3 Bo: Good."]),
    quirk("non-breaking spaces and tabs", "a.md",
        "**Ada:**\u{A0}Ten\u{A0}bees\tflew.\n\n**Bo:**\tGood.\n",
        &["1 Ada: Ten bees flew.", "3 Bo: Good."]),
    quirk("a decomposed letter among composed ones", "a.md",
        "**Ada:** Här är ba\u{308}ret.\n\n**Bo:** Så är det.\n",
        &["1 Ada: Här är bäret.", "3 Bo: Så är det."]),
    quirk("characters that were lost before", "a.md",
        "**Ada:** Det var n\u{FFFD} fel d\u{FFFD}r.\n\n**Bo:** Ja.\n",
        &["1 Ada: Det var n fel d r.", "3 Bo: Ja."]),
    quirk("direction marks in both directions", "a.md",
        "**Ada:** Left\u{200E} and right\u{200F} meet.\n\n**Bo:** Yes.\n",
        &["1 Ada: Left and right meet.", "3 Bo: Yes."]),
    quirk("zero-width spaces and comments of JSX", "a.mdx",
        "**Ada:** A\u{200B}way {/* TAB: notes */} we go.\n\n**Bo:** Good.\n",
        &["1 Ada: Away we go.", "3 Bo: Good."]),
    quirk("curly apostrophes", "a.md",
        "**Ada:** Don’t say you mustn't.\n\n**Bo:** I won’t.\n",
        &["1 Ada: Don’t say you mustn't.", "3 Bo: I won’t."]),
    quirk("a grid of emoji squares", "a.md",
        "**Ada:** Look at this:\n\n🟩🟩⬛\n\nNot bad.\n\n**Bo:** No.\n",
        &["1 Ada: Look at this:", "5 Ada: Not bad.", "7 Bo: No."]),
    quirk("lines that end in carriage returns", "a.markdown",
        "**Ada:** We met.\r\n\r\n**Bo:** Where?\r\n",
        &["1 Ada: We met.", "3 Bo: Where?"]),
    // Speakers.
    quirk("a degree with dots and a comma in the label", "a.md",
        "**Mia B. Rees, Psy.D:** It calms.\n\n**Bo Ek:** How?\n\n**Mia B. Rees, Psy.D:** By itself.\n\n**Bo Ek:** Good.\n",
        &["1 Mia B. Rees, Psy.D: It calms.", "3 Bo Ek: How?", "5 Mia B. Rees, Psy.D: By itself.", "7 Bo Ek: Good."]),
    quirk("a pet name in brackets in the label", "a.md",
        "**AB (Abby) Stone:** It is.\n\n**Bo:** Is it?\n",
        &["1 AB (Abby) Stone: It is.", "3 Bo: Is it?"]),
    quirk("numbered speakers with times", "a.md",
        "Speaker 0: 00:00:05\n\nWe begin.\n\nSpeaker 12: 00:00:09\n\nGood.\n\nSpeaker 0: 00:00:12\n\nSo it is.\n",
        &["3 Speaker 0: We begin.", "7 Speaker 12: Good.", "11 Speaker 0: So it is."]),
    quirk("underscores for bold, lines broken at a width", "ep-1.42-1.43.md",
        "__Ada__: We wrap our lines\nat a fixed width and `code`\nis said, too.\n\n__Bo__: Yes.\n",
        &["1 Ada: We wrap our lines at a fixed width and code is said, too.", "5 Bo: Yes."]),
    quirk("labels without a colon and a comment", "a.md",
        "<!-- checked -->\n\n**Ada**  0:00  \nWe begin.\n\n**Bo**  0:09  \nGood.\n\n**Ada**  0:12  \nYes.\n",
        &["4 Ada: We begin.", "7 Bo: Good.", "10 Ada: Yes."]),
    quirk("a remark inserted later under a longer label", "a.md",
        "**Ada Berg:** We met.\n\n**Bo Ek:** We did.\n\n**Berg (after the fact):** It was a Monday.\n\n**Bo Ek:** Right.\n",
        &["1 Ada Berg: We met.", "3 Bo Ek: We did.", "5 Ada Berg: It was a Monday.", "7 Bo Ek: Right."]),
    quirk("times inside the label's paragraph", "a.md",
        "---\ntype: transcript\n---\n**Ada:** [00:00:00] We begin here\nand go on. [00:01:30] And on.\n\n**Bo:** [00:02:00] Good.\n",
        &["4 Ada: We begin here and go on. And on.", "7 Bo: Good."]),
    quirk("unnamed stamps go on with the speaker, and the clock runs back", "a.md",
        "Ada Berg (00:40:00):\nIt was late.\n\nBo Ek (00:00:10):\nWelcome.\n\n(00:00:40):\nAnd on.\n\nAda Berg (00:00:50):\nThanks.\n",
        &["2 Ada Berg: It was late.", "5 Bo Ek: Welcome.", "8 Bo Ek: And on.", "11 Ada Berg: Thanks."])
        .warns(&["2 1 time is out of order, the first here; not used"]),
    quirk("a heading in bold that is no speaker", "a.md",
        "**(Rough) Meetlogs**\n\nWe talked about bees.\n\nThey hum.\n",
        &["3 -: We talked about bees.", "5 -: They hum."]),
    quirk("two people of one first name", "a.md",
        "**Ada Berg:** Here is Ann Lee of the mill.\n\n**Ann Lee:** Hi.\n\n**Ada Berg:** Now Ann Ek, who keeps bees.\n\n**Ann:** Hello.\n",
        &["1 Ada Berg: Here is Ann Lee of the mill.", "3 Ann Lee: Hi.", "5 Ada Berg: Now Ann Ek, who keeps bees.", "7 Ann: Hello."]),
    // Markup.
    quirk("escaped brackets around directions and times", "a.md",
        "**Ada:** Yes \\[laughter\\] it \\[00:04:01.06\\] is.\n\n**Break:** \\[01:33\\]\n\n**Bo:** \\[unintelligible 00:02:59.11\\] so.\n",
        &["1 Ada: Yes it is.", "5 Bo: so."]),
    quirk("sung lines between notes", "a.md",
        "(Laughter)\n\n♫ Bees in the hive ♫\n♫ they sing ♫\n\nThank you very much.\n",
        &["6 -: Thank you very much."]),
    quirk("fences of code", "a.md",
        "**Ada:** Like this:\n\n```rust\nlet a: u8 = 1;\n```\n\nIt works.\n\n**Bo:** It does.\n",
        &["1 Ada: Like this:", "7 Ada: It works.", "9 Bo: It does."]),
    quirk("formulas in a sentence and on lines of their own", "a.md",
        "**Ada:** Take $f_i$ as it is.\n\n$$\n\\sum_i f_i\n$$\n\nSo it sums.\n\n**Bo:** It does.\n",
        &["1 Ada: Take $f_i$ as it is.", "7 Ada: So it sums.", "9 Bo: It does."]),
    quirk("Chinese with code", "a.zh.md",
        "蜜蜂在蜂巢里。它们很忙。\n\n```\nbee()\n```\n\n好的。\n",
        &["1 -: 蜜蜂在蜂巢里。它们很忙。", "7 -: 好的。"]),
    quirk("rules in the body that are no front matter", "a.mdx",
        "---\ntitle: Bees\n---\n\n**Ada:** We begin.\n\n---\n\n**Bo:** Good.\n\n---\n\n**Ada:** Yes.\n",
        &["5 Ada: We begin.", "9 Bo: Good.", "13 Ada: Yes."]),
    quirk("comments between turns", "a.markdown",
        "**Ada:** We begin.\n\n<!-- cut here\nand here -->\n\n**Bo:** Good.\n",
        &["1 Ada: We begin.", "6 Bo: Good."]),
    quirk("shortcodes of Hugo and Jekyll", "a.md",
        "{{< audio \"a.mp3\" >}}\n{% include player.html id=1 %}\n\n**Ada:** We begin. {{< note >}}\n\n**Bo:** Good.\n",
        &["4 Ada: We begin.", "6 Bo: Good."]),
    quirk("a table in the notes before the talk", "a.md",
        "## Links\n\n| what | where |\n|---|---|\n| bees | hive |\n\n## Transcript\n\n**Ada:** We begin.\n\n**Bo:** Good.\n",
        &["9 Ada: We begin.", "11 Bo: Good."]),
    quirk("times in back-ticks with empty lines after", "a.md",
        "## Transcript\n\n`0:05`\nVi börjar.\n\n\n\n`0:09`\nOch fortsätter.\n\n\n\n`0:14`\nSå är det.\n",
        &["4 -: Vi börjar.", "9 -: Och fortsätter.", "14 -: Så är det."]),
    quirk("times of the notes and of the talk", "a.md",
        "- 40:00 Bees\n- 50:00 Wax\n\n## Transcript\n\nAda (00:01):\nWe begin.\n\nBo (00:09):\nGood.\n\nAda (00:12):\nYes.\n",
        &["7 Ada: We begin.", "10 Bo: Good.", "13 Ada: Yes."]),
    // Plain text.
    quirk("a time before each line and one sentence over several", "003-A Long Name-Ada.txt",
        "00:00:01 We begin here\n\n00:00:04 and go on over\n\n00:00:09 three lines.\n",
        &["1 -: We begin here and go on over three lines."]),
    quirk("voice tags of captions in a text file", "a.txt",
        "00:00:03 <v Ada Berg>We begin.\n\n00:00:05 <v Ada Berg>And go on.\n\n00:00:09 <v Bo Ek>Good.\n",
        &["1 Ada Berg: We begin. And go on.", "5 Bo Ek: Good."]),
    quirk("sentences broken over lines and over empty lines", "it's 'quoted'.md",
        "It&#39;s a long way to the\nriver, and nobody\n\nwalks it. We do.\n",
        &["1 -: It's a long way to the river, and nobody", "4 -: walks it. We do."]),
    // Captions.
    quirk("cues that end before they start", "a.vtt",
        "WEBVTT\n\n00:05.000 --> 00:04.000\nWe begin.\n\n00:06.000 --> 00:08.000\nGood.\n",
        &["3 -: We begin. Good."])
        .warns(&["3 cue ends before it starts; end ignored"]),
    quirk("cues out of order", "a.vtt",
        "WEBVTT\n\n00:05.000 --> 00:06.000\nWe begin.\n\n00:01.000 --> 00:02.000\nGood.\n",
        &["3 -: We begin. Good."])
        .warns(&["6 1 cue starts before the one above, the first here; source order kept"]),
    quirk("overlapping cues with changes of speaker inside", "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:05.000\nDo we begin? >> We do.\n\n00:03.000 --> 00:08.000\n>> Good.\n",
        &["3 -: Do we begin?", "3 -: We do.", "6 -: Good."])
        .warns(&["6 1 cue overlaps the one above, the first here; source order kept"]),
    quirk("a label cut off from its words by the end of a cue", "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nAda: We begin.\n\n2\n00:00:02,000 --> 00:00:03,000\nBo:\n\n3\n00:00:03,000 --> 00:00:04,000\nGood.\n\n4\n00:00:04,000 --> 00:00:06,000\nAda: Right.\n\n5\n00:00:06,000 --> 00:00:07,000\nBo: Yes.\n",
        &["2 Ada: We begin.", "10 Bo: Good.", "14 Ada: Right.", "18 Bo: Yes."]),
    quirk("numbers that start again, laughter, a missing empty line", "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nWe begin. [laughs]\n2\n00:00:02,000 --> 00:00:04,000\nGood.\n\n1\n00:00:04,000 --> 00:00:06,000\nYes.\n",
        &["2 -: We begin. Good. Yes."]),
    // JSON.
    quirk("one very long utterance and fields that say nothing", "a.json",
        r#"{"id":"x","status":"completed","language_code":"de","text":"Wir.","utterances":[{"speaker":"A","start":1200,"end":9000,"confidence":0.9,"text":"Wir backen Brot. Und dann essen wir es.","words":[]}]}"#,
        &["1 A: Wir backen Brot. Und dann essen wir es."]),
    quirk("segments with tokens and whole numbers for times", "a.json",
        r#"{"text":" Bene. Andiamo.","language":"it","segments":[{"id":0,"seek":0,"start":0,"end":2,"text":" Bene.","tokens":[50364,407]},{"id":1,"seek":0,"start":2,"end":4,"text":" Andiamo.","tokens":[1]}]}"#,
        &["1 -: Bene. Andiamo."]),
];

#[test]
fn every_quirk_is_read_as_a_person_would() {
    let mut wrong: Vec<String> = Vec::new();
    for quirk in QUIRKS {
        let episodes = parse(
            quirk.source.as_bytes(),
            "a",
            quirk.path,
            &LoadOptions::default(),
        );
        let episode = match episodes.map(|mut found| found.swap_remove(0)) {
            Ok(episode) => episode,
            Err(error) => {
                wrong.push(format!("{}: {error}", quirk.what));
                continue;
            }
        };
        let turns: Vec<String> = (0..episode.turns.len())
            .map(|turn| {
                let speaker = episode.speaker_of(turn).map_or("-", |found| &found.name);
                let line = episode.turns[turn].line;
                format!("{line} {speaker}: {}", episode.turn_text(turn))
            })
            .collect();
        let warnings: Vec<String> = episode
            .warnings
            .iter()
            .map(|warning| format!("{} {}", warning.line, warning.message))
            .collect();
        if turns != quirk.turns || warnings != quirk.warnings {
            wrong.push(format!("{}:\n  {turns:#?}\n  {warnings:?}", quirk.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn utf_16_and_old_encodings_are_decoded() {
    let text = "Ada: Café à Málaga.\n\nBo: Så är det.\n\nAda: Ja.\n\nBo: Ja.\n";
    let wide = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter()
            .chain(text.encode_utf16().flat_map(bytes))
            .collect()
    };
    let sources = [
        wide([0xFF, 0xFE], u16::to_le_bytes),
        wide([0xFE, 0xFF], u16::to_be_bytes),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        text.chars().map(|c| c as u8).collect(),
    ];
    for bytes in sources {
        let episodes = parse(&bytes, "a", "a.txt", &LoadOptions::default()).unwrap_or_default();
        assert_eq!(
            episodes[0].text,
            "Café à Málaga.\n\nSå är det.\n\nJa.\n\nJa."
        );
    }
}
