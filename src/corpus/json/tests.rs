//! What each tool writes, shortened, and what is read from it.

use super::*;

fn talk(json: &str) -> Vec<(Option<String>, Option<f64>, String, bool)> {
    read(json)
        .unwrap()
        .blocks
        .into_iter()
        .map(|block| (block.speaker, block.start_s, block.text, block.continues))
        .collect()
}

fn block(
    speaker: Option<&str>,
    start_s: f64,
    text: &str,
    continues: bool,
) -> (Option<String>, Option<f64>, String, bool) {
    (
        speaker.map(str::to_owned),
        Some(start_s),
        text.to_owned(),
        continues,
    )
}

/// Each block as `speaker start text`, with `+` for one that goes on and `-` for what is not known.
fn shown(json: &str) -> Vec<String> {
    talk(json)
        .into_iter()
        .map(|(speaker, start_s, text, continues)| {
            let speaker = speaker.unwrap_or_else(|| "-".to_owned());
            let start = start_s.map_or_else(|| "-".to_owned(), |start| start.to_string());
            let who = if continues { "+" } else { &speaker };
            format!("{who} {start} {}", text.trim())
        })
        .collect()
}

/// What a tool writes, and the blocks to be read from it as [`shown`] shows them.
type Case = (&'static str, &'static [&'static str]);

#[rustfmt::skip]
const CASES: &[Case] = &[
        // Podcasting 2.0, word by word.
        (
            r#"{"version":"1.0.0","segments":[
            {"speaker":"Ann","startTime":0.5,"endTime":0.75,"body":"I\n"},{"speaker":"Ann","startTime":0.8,"body":"see."},
            {"speaker":"Ann","startTime":1.5,"body":"Well"},{"startTime":2,"body":"then"},
            {"speaker":"Bo","startTime":3,"body":"Yes?"}]}"#,
            &["Ann 0.5 I\n see.", "+ 1.5 Well then", "Bo 3 Yes?"],
        ),
        // Podlove, flat and grouped.
        (
            r#"[{"start":"00:00:00.820","start_ms":820,"end":"00:00:02.000","end_ms":2000,"voice":"a","speaker":"Ann Lee","text":"Hi there."},
            {"start":"00:01:02.500","start_ms":62500,"end":"00:01:04.000","end_ms":64000,"voice":"b","speaker":"","text":"Ho."}]"#,
            &["Ann Lee 0.82 Hi there.", "b 62.5 Ho."],
        ),
        (
            r#"[{"speaker":"Ann Lee","start":"00:00:01.000","start_ms":1000,"items":[
            {"start":"00:00:01.000","start_ms":1000,"text":"Hi there."},{"start":"00:00:05.500","start_ms":5500,"text":"So it is."}]},
            {"speaker":"Bo","start_ms":9000,"items":[{"start_ms":9000,"text":"Ho."}]}]"#,
            &["Ann Lee 1 Hi there.", "+ 5.5 So it is.", "Bo 9 Ho."],
        ),
        // Whisper of OpenAI's service with speakers; WhisperX; chunks of other front ends.
        (
            r#"{"task":"transcribe","duration":9,"text":"x","segments":[
            {"type":"transcript.text.segment","id":"seg_1","start":0.1,"end":2,"text":" Hi there.","speaker":"A"},
            {"type":"transcript.text.segment","id":"seg_2","start":2,"end":3,"text":" Ho.","speaker":"agent"}]}"#,
            &["A 0.1 Hi there.", "agent 2 Ho."],
        ),
        (
            r#"{"segments":[{"start":0.1,"end":2,"text":" In 99 days.","speaker":"SPEAKER_00","words":[
            {"word":"In","start":0.1,"end":0.3,"score":0.9},{"word":"99"},{"word":"days.","start":0.5,"end":1}]},
            {"start":2,"end":3,"text":"Ho."}],"word_segments":[{"word":"In","start":0.1}],"language":"en"}"#,
            &["SPEAKER_00 0.1 In 99 days.", "+ 2 Ho."],
        ),
        (
            r#"{"speakers":[],"chunks":[{"timestamp":[0.0,2.5],"text":" Hi there."},{"timestamp":[2.5,null],"text":" Ho."}],"text":" Hi"}"#,
            &["- 0 Hi there.", "+ 2.5 Ho."],
        ),
        // AssemblyAI without utterances.
        (
            r#"{"text":"Hi there. Ho.","words":[{"text":"Hi","start":250,"end":400,"speaker":"A"},
            {"text":"there.","start":400,"end":900,"speaker":"A"},{"text":"Ho.","start":1500,"end":2000,"speaker":"B"}]}"#,
            &["A 0.25 Hi there.", "B 1.5 Ho."],
        ),
        // Deepgram: utterances, paragraphs, words, channels.
        (
            r#"{"metadata":{},"results":{"channels":[{"alternatives":[{"transcript":"x"}]}],"utterances":[
            {"start":0.5,"end":1.5,"confidence":1,"channel":0,"transcript":"Hi there.","speaker":0},
            {"start":2,"end":3,"channel":0,"transcript":"Ho.","speaker":1}]}}"#,
            &["Speaker 0 0.5 Hi there.", "Speaker 1 2 Ho."],
        ),
        (
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"x","words":[{"word":"x","start":9}],
            "paragraphs":{"transcript":"x","paragraphs":[
            {"sentences":[{"text":"Hi there.","start":0.5,"end":1},{"text":"So.","start":1,"end":2}],"speaker":0,"start":0.5,"end":2},
            {"sentences":[{"text":"Ho.","start":2,"end":3}],"speaker":1}]}}]}]}}"#,
            &["Speaker 0 0.5 Hi there.", "+ 1 So.", "Speaker 1 2 Ho."],
        ),
        (
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"hi there","words":[
            {"word":"hi","punctuated_word":"Hi","start":0.5,"end":0.7,"speaker":0},
            {"word":"there","punctuated_word":"there.","start":0.7,"end":1,"speaker":0},
            {"word":"ho","start":1,"end":2,"speaker":1}]}]}]}}"#,
            &["Speaker 0 0.5 Hi there.", "Speaker 1 1 ho"],
        ),
        (
            r#"{"results":{"channels":[
            {"alternatives":[{"words":[{"word":"hi","start":0.5,"end":1},{"word":"so","start":5,"end":6}]}]},
            {"alternatives":[{"words":[{"word":"ho","start":2,"end":3}]}]}]}}"#,
            &["Channel 0 0.5 hi", "Channel 1 2 ho", "Channel 0 5 so"],
        ),
        // AWS: speakers with the items, by time, and whole segments.
        (
            r#"{"jobName":"j","results":{"language_code":"en-US","transcripts":[{"transcript":"x"}],"items":[
            {"type":"pronunciation","alternatives":[{"confidence":"0.9","content":"Hi"}],"start_time":"0.5","end_time":"0.7","speaker_label":"spk_0"},
            {"type":"punctuation","alternatives":[{"content":","}],"speaker_label":"spk_0"},
            {"type":"pronunciation","alternatives":[{"content":"you"}],"start_time":"0.8","end_time":"1.0","speaker_label":"spk_0"},
            {"type":"punctuation","alternatives":[{"content":"."}]},
            {"type":"pronunciation","alternatives":[{"content":"Ho"}],"start_time":"1.5","end_time":"2.0","speaker_label":"spk_1"}]}}"#,
            &["spk_0 0.5 Hi, you.", "spk_1 1.5 Ho"],
        ),
        (
            r#"{"results":{"speaker_labels":{"speakers":2,"segments":[
            {"start_time":"0.4","end_time":"1.2","speaker_label":"spk_0","items":[]},{"start_time":"1.2","end_time":"2.0","speaker_label":"spk_1"}]},
            "items":[{"start_time":"0.5","end_time":"0.7","alternatives":[{"content":"Hi"}],"type":"pronunciation"},
            {"alternatives":[{"content":"."}],"type":"punctuation"},
            {"start_time":"1.5","end_time":"2.0","alternatives":[{"content":"Ho"}],"type":"pronunciation"}]}}"#,
            &["spk_0 0.5 Hi.", "spk_1 1.5 Ho"],
        ),
        (
            r#"{"results":{"audio_segments":[{"id":0,"transcript":"Hi there.","start_time":"0.5","end_time":"1.5","speaker_label":"spk_0","items":[0,1]},
            {"id":1,"transcript":"Ho.","start_time":"2.0","end_time":"3.0","speaker_label":"spk_1"}]}}"#,
            &["spk_0 0.5 Hi there.", "spk_1 2 Ho."],
        ),
        // Google: texts only, words of either version, the last result with all words again.
        (
            r#"{"results":[{"alternatives":[{"transcript":"Hi there.","confidence":0.9}],"resultEndTime":"2.5s","languageCode":"en-us"},
            {"alternatives":[{"transcript":" Ho."}],"resultEndTime":"4s"}]}"#,
            &["- 0 Hi there.", "+ 2.5 Ho."],
        ),
        (
            r#"{"results":[{"alternatives":[{"transcript":"Hi there.","words":[
            {"endOffset":"0.400s","word":"Hi"},{"startOffset":"0.400s","endOffset":"1s","word":"there."}]}]},
            {"alternatives":[{"words":[{"startOffset":"3s","endOffset":"4.100s","word":"Ho."}]}]}]}"#,
            &["- 0 Hi there.", "- 3 Ho."],
        ),
        (
            r#"{"name":"1","done":true,"response":{"results":[
            {"alternatives":[{"transcript":"Hi there","words":[{"startTime":{"seconds":"0","nanos":500000000},"endTime":{"seconds":"1"},"word":"Hi"}]}]},
            {"alternatives":[{"words":[{"startTime":{"seconds":"0","nanos":500000000},"endTime":{"seconds":"1"},"word":"Hi","speakerTag":1},
            {"startTime":{"seconds":"1"},"endTime":{"seconds":"2"},"word":"Ho","speakerTag":2}]}]}]}}"#,
            &["Speaker 1 0.5 Hi", "Speaker 2 1 Ho"],
        ),
        // Azure: channel after channel, ticks; the fast kind.
        (
            r#"{"source":"x","durationInTicks":90000000,"combinedRecognizedPhrases":[{"channel":0,"display":"x"}],"recognizedPhrases":[
            {"recognitionStatus":"Success","channel":0,"offset":"PT0.5S","offsetInTicks":5000000.0,"durationInTicks":5000000.0,"nBest":[{"lexical":"hi","display":"Hi."}]},
            {"channel":0,"offsetInTicks":50000000,"durationInTicks":5000000,"nBest":[{"display":"So."}]},
            {"channel":1,"offsetInTicks":20000000,"durationInTicks":5000000,"nBest":[{"display":"Ho."}]}]}"#,
            &["Channel 0 0.5 Hi.", "Channel 1 2 Ho.", "Channel 0 5 So."],
        ),
        (
            r#"{"durationMilliseconds":9000,"combinedPhrases":[{"text":"x"}],"phrases":[
            {"speaker":1,"offsetMilliseconds":500,"durationMilliseconds":500,"text":"Hi there.","words":[],"locale":"en-US"},
            {"speaker":2,"offset":2000,"duration":500,"text":"Ho."}]}"#,
            &["Speaker 1 0.5 Hi there.", "Speaker 2 2 Ho."],
        ),
        // Rev.ai: blanks are punctuation.
        (
            r#"{"monologues":[{"speaker":0,"speaker_info":{"id":"x","display_name":"Ann Lee"},"elements":[
            {"type":"text","value":"Hi","ts":0.5,"end_ts":0.7,"confidence":0.9},{"type":"punct","value":","},{"type":"punct","value":" "},
            {"type":"text","value":"you","ts":0.8,"end_ts":1},{"type":"punct","value":"."},{"type":"punct","value":" "}]},
            {"speaker":1,"elements":[{"type":"text","value":"Ho","ts":2,"end_ts":3},{"type":"punct","value":"."}]}]}"#,
            &["Ann Lee 0.5 Hi, you.", "Speaker 1 2 Ho."],
        ),
        // YouTube: a window, appended line breaks, a change of speakers.
        (
            r#"{"wireMagic":"pb3","events":[{"tStartMs":0,"dDurationMs":9000,"id":1,"wpWinPosId":1},
            {"tStartMs":500,"dDurationMs":3000,"segs":[{"utf8":"hi","acAsrConf":0},{"utf8":" there","tOffsetMs":400}]},
            {"tStartMs":2000,"dDurationMs":1500,"aAppend":1,"segs":[{"utf8":"\n"}]},
            {"tStartMs":2000,"dDurationMs":2000,"segs":[{"utf8":">> ho"}]}]}"#,
            &["- 0.5 hi there", "- 2 ho"],
        ),
];

#[test]
fn every_shape_gives_speakers_times_and_punctuated_text() {
    for (json, expected) in CASES {
        assert_eq!(shown(json), *expected, "{json}");
    }
}

#[test]
fn each_tool_s_shape_gives_the_same_talk() {
    for (json, format) in [
        (
            r#"{"version":"1.0.0","segments":[{"speaker":"A","startTime":0.5,"endTime":1,"body":"Hi there,"},
            {"speaker":"A","startTime":1,"body":"my friend."},{"speaker":"B","startTime":"2.0","body":"Yes."}]}"#,
            Format::PodcastJson,
        ),
        (
            r#"{"text":"x","language":"en","segments":[{"id":0,"start":0.5,"end":1,"text":"Hi there,","speaker":"A"},
            {"start":1,"end":2,"text":"my friend.","tokens":[1,2]},{"start":2,"end":3,"text":"Yes.","speaker":"B"}]}"#,
            Format::WhisperJson,
        ),
        (
            r#"{"utterances":[{"speaker":"A","start":500,"end":1000,"text":"Hi there,"},
            {"speaker":"A","start":1000,"end":2000,"text":"my friend."},{"speaker":"B","start":2000,"end":3000,"text":"Yes."}]}"#,
            Format::AssemblyJson,
        ),
        (
            r#"{"result":{"language":"en"},"transcription":[
            {"timestamps":{"from":"00:00:00,500"},"offsets":{"from":500,"to":1000},"text":"Hi there,","speaker":"A"},
            {"offsets":{"from":1000,"to":2000},"text":"my friend."},{"offsets":{"from":2000,"to":3000},"text":"Yes.","speaker":"B"}]}"#,
            Format::WhisperJson,
        ),
        (
            r#"[{"start":500,"end":1000,"text":"Hi there,","speaker":"A"},{"start":1000,"end":2000,"text":"my friend."},
            {"start":2000,"end":3000,"text":"Yes.","speaker":"B"}]"#,
            Format::WhisperJson,
        ),
    ] {
        let expected = [
            block(Some("A"), 0.5, "Hi there,", false),
            block(None, 1.0, "my friend.", true),
            block(Some("B"), 2.0, "Yes.", false),
        ];
        assert_eq!(talk(json), expected, "{json}");
        assert_eq!(read(json).unwrap().format, format);
    }
}

#[test]
fn values_of_the_wrong_kind_are_left_out() {
    let json = r#"{"segments":[{"start":"x","end":null,"text":"Hi."},{"text":7},null,{"text":["a"],"speaker":3}],
        "utterances":null,"words":"none"}"#;
    let texts: Vec<_> = talk(json).into_iter().map(|block| block.2).collect();
    assert_eq!(texts, ["Hi.", "7"]);
}

#[test]
fn other_json_is_refused_with_its_keys_and_broken_json_with_its_line() {
    assert_eq!(
        read(r#"{"name":"x","version":1}"#),
        Err(JsonError::Unknown(
            "JSON without a transcript (keys: name, version)".to_owned()
        ))
    );
    assert!(matches!(
        read("{\"segments\":[\n{\"text\":"),
        Err(JsonError::Malformed(2, _))
    ));
    assert!(matches!(
        read(&("[".repeat(100_000) + "x")),
        Err(JsonError::Malformed(..) | JsonError::Unknown(_))
    ));
    assert!(read(&("{\"segments\":".repeat(100_000))).is_err());
}

#[test]
fn a_long_segment_with_word_times_is_split_at_sentence_ends() {
    let words: Vec<_> = (0..100)
        .map(|at| {
            let text = if at % 50 == 49 { "end." } else { "wording" };
            format!(
                r#"{{"text":"{text}","start":{},"end":{}}}"#,
                at * 300,
                at * 300 + 200
            )
        })
        .collect();
    let json = format!(
        r#"{{"utterances":[{{"speaker":"A","start":0,"end":30000,"text":"{}","words":[{}]}}]}}"#,
        ("wording ".repeat(49) + "end. ").repeat(2),
        words.join(",")
    );
    let starts: Vec<_> = talk(&json).into_iter().map(|block| block.1).collect();
    assert_eq!(starts, [Some(0.0), Some(15.0)]);
}

#[test]
fn segments_know_their_line() {
    let json = "{\"text\": \"one two three four\",\n\"segments\": [\n{\"text\": \"one two\"},\n\n{\"text\": \"three four\"}\n]}";
    let lines: Vec<_> = read(json)
        .unwrap()
        .blocks
        .iter()
        .map(|block| block.line)
        .collect();
    assert_eq!(lines, [3, 5]);
}
