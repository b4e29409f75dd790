//! How fast a transcript of each format is loaded, and how much memory that takes: one talk, written in each of them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use shownotes::corpus::{self, Episode, LoadOptions};

use crate::{RUNS, high_water};

/// The argument after which the program loads one file and says what memory that took.
pub(crate) const LOAD: &str = "--load-one";

/// Length of the transcripts whose loading is timed, in bytes: about two hours of talk.
const TIMED_BYTES: usize = 150_000;
/// How often one is loaded for a measurement.
const LOADS: usize = 20;
/// Length of the transcripts whose memory is measured.
const LARGE_BYTES: usize = 16_000_000;

/// What somebody says between two times, in seconds.
struct Line<'t> {
    speaker: &'t str,
    start_s: f64,
    end_s: f64,
    text: &'t str,
}

/// A format: its name, its extension, how a talk is written in it.
type Writer = (&'static str, &'static str, fn(&mut String, &[Line<'_>]));

const WRITERS: [Writer; 10] = [
    ("Markdown", "md", markdown),
    ("text with labels", "txt", labelled),
    ("text alone", "txt", prose),
    ("WebVTT", "vtt", vtt),
    ("SubRip", "srt", srt),
    ("JSON, Podcasting 2.0", "json", podcast_json),
    ("JSON, Whisper", "json", whisper_json),
    ("HTML", "html", html),
    ("XML, Podlove", "xml", podlove),
    ("table", "tsv", table),
];

/// Measures every format.
#[expect(clippy::disallowed_methods, reason = "scratch files, not results")]
pub(crate) fn measure(samples: &Path, scratch: &Path) -> io::Result<()> {
    let talk = sample_talk(samples)?;
    println!(
        "\n{:<28}{:>10}{:>16}",
        "loading, one core", "MB/s", "memory x size"
    );
    let path = scratch.join("one-line.txt");
    fs::write(&path, "Ann: We talk about sourdough bread today.\n")?;
    let start = peak_of_loading(&path)?;
    let factor = |path: &Path, bytes: usize| -> io::Result<String> {
        let peak = peak_of_loading(path)?.zip(start);
        Ok(peak.map_or_else(
            || "-".to_owned(),
            |(peak, start)| format!("{:.1}", peak.saturating_sub(start) as f64 / bytes as f64),
        ))
    };
    for (name, extension, write) in WRITERS {
        let speed = speed(&written(&talk, write, TIMED_BYTES), extension);
        let large = written(&talk, write, LARGE_BYTES);
        let path = scratch.join(format!("large.{extension}"));
        fs::write(&path, &large)?;
        let memory = factor(&path, large.len())?;
        println!("{name:<28}{speed:>10.1}{memory:>16}");
        fs::remove_file(&path)?;
    }
    let path = scratch.join("tiny.txt");
    let tiny = "a\n".repeat(LARGE_BYTES / 2);
    fs::write(&path, &tiny)?;
    let memory = factor(&path, tiny.len())?;
    println!("{:<28}{:>10}{memory:>16}", "lines of one letter", "-");
    Ok(())
}

/// Loads one file, as asked by [`LOAD`], and prints the highest resident memory in bytes.
pub(crate) fn load_one(path: &Path) -> io::Result<()> {
    let episodes = load(path)?;
    println!("{}", high_water("self").unwrap_or_default());
    drop(episodes);
    Ok(())
}

fn load(path: &Path) -> io::Result<Vec<Episode>> {
    let found = corpus::discover(&[path.to_owned()]);
    let source = found.sources.first().ok_or(io::ErrorKind::NotFound)?;
    corpus::load(source, &LoadOptions::default()).map_err(io::Error::other)
}

/// The peak of a process that loads one file and does nothing else.
fn peak_of_loading(path: &Path) -> io::Result<Option<u64>> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(LOAD).arg(path).output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(printed.trim().parse().ok().filter(|&bytes| bytes > 0))
}

/// Megabytes a second, the median of several measurements.
fn speed(text: &str, extension: &str) -> f64 {
    let path = format!("a.{extension}");
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..LOADS {
                let read = corpus::parse(text.as_bytes(), "a", &path, &LoadOptions::default());
                std::hint::black_box(&read);
            }
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    (text.len() * LOADS) as f64 / 1e6 / seconds[RUNS / 2]
}

/// The sample episodes of one show, one after the other.
fn sample_talk(samples: &Path) -> io::Result<Vec<Episode>> {
    let mut paths: Vec<_> = fs::read_dir(samples)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    let mut talk = Vec::new();
    for path in paths {
        talk.extend(load(&path)?);
    }
    Ok(talk)
}

/// The talk in one format, repeated up to so many bytes.
fn written(talk: &[Episode], write: fn(&mut String, &[Line<'_>]), bytes: usize) -> String {
    let turns = || {
        talk.iter().flat_map(|episode| {
            (0..episode.turns.len()).map(|turn| {
                let speaker = episode.speaker_of(turn);
                (
                    speaker.map_or("Ann", |speaker| &*speaker.name),
                    episode.turn_text(turn),
                )
            })
        })
    };
    let once: usize = turns().map(|(_, text)| text.len()).sum();
    let mut clock = 0.0;
    let lines: Vec<Line<'_>> = (0..bytes.div_ceil(once.max(1)))
        .flat_map(|_| turns())
        .map(|(speaker, text)| {
            let start_s = clock;
            clock += text.len() as f64 / 15.0;
            Line {
                speaker,
                start_s,
                end_s: clock,
                text,
            }
        })
        .collect();
    let mut out = String::with_capacity(bytes * 2);
    write(&mut out, &lines);
    out
}

fn clock(seconds: f64, point: char) -> String {
    let (whole, thousandths) = (seconds as u64, (seconds.fract() * 1000.0) as u64);
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}")
}

fn markdown(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("---\ntitle: A talk\n---\n\n");
    for line in lines {
        let clock = clock(line.start_s, '.');
        let _ = write!(
            out,
            "**{}** ({}): {}\n\n",
            line.speaker,
            &clock[..8],
            line.text
        );
    }
}

fn labelled(out: &mut String, lines: &[Line<'_>]) {
    for line in lines {
        let _ = writeln!(out, "{}: {}", line.speaker, line.text);
    }
}

fn prose(out: &mut String, lines: &[Line<'_>]) {
    for line in lines {
        let _ = write!(out, "{}\n\n", line.text);
    }
}

fn vtt(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("WEBVTT\n\n");
    for cue in cues(lines) {
        let (start, end) = (clock(cue.start_s, '.'), clock(cue.end_s, '.'));
        let _ = write!(
            out,
            "{start} --> {end}\n<v {}>{}\n\n",
            cue.speaker, cue.text
        );
    }
}

fn srt(out: &mut String, lines: &[Line<'_>]) {
    for (number, cue) in (1..).zip(cues(lines)) {
        let (start, end) = (clock(cue.start_s, ','), clock(cue.end_s, ','));
        let _ = write!(out, "{number}\n{start} --> {end}\n{}\n\n", cue.text);
    }
}

fn podcast_json(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("{\"version\": \"1.0.0\", \"segments\": [\n");
    for cue in cues(lines) {
        let (start, end) = (cue.start_s, cue.end_s);
        let (speaker, text) = (json_string(cue.speaker), json_string(cue.text));
        let _ = writeln!(
            out,
            "{{\"speaker\": {speaker}, \"startTime\": {start:.2}, \"endTime\": {end:.2}, \"body\": {text}}},"
        );
    }
    out.truncate(out.len() - 2);
    out.push_str("]}");
}

fn whisper_json(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("{\"language\": \"en\", \"segments\": [\n");
    for (number, cue) in cues(lines).enumerate() {
        let (start, end, text) = (cue.start_s, cue.end_s, json_string(cue.text));
        let _ = writeln!(
            out,
            "{{\"id\": {number}, \"seek\": 0, \"start\": {start:.2}, \"end\": {end:.2}, \"text\": {text}, \
             \"tokens\": [50364, 407, 264, 551], \"temperature\": 0.0, \"avg_logprob\": -0.25}},"
        );
    }
    out.truncate(out.len() - 2);
    out.push_str("]}");
}

fn json_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn html(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("<!doctype html>\n<html><head><title>A talk</title></head><body>\n");
    for line in lines {
        let clock = clock(line.start_s, '.');
        let (speaker, text) = (escaped(line.speaker), escaped(line.text));
        let _ = writeln!(
            out,
            "<cite>{speaker}:</cite><time>{}</time><p>{text}</p>",
            &clock[..8]
        );
    }
    out.push_str("</body></html>\n");
}

fn podlove(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("<?xml version=\"1.0\"?>\n<pst:transcripts xmlns:pst=\"http://podlove.org/simple-transcripts\">\n");
    for line in lines {
        let (start, end) = (clock(line.start_s, '.'), clock(line.end_s, '.'));
        let (speaker, text) = (escaped(line.speaker), escaped(line.text));
        let _ = writeln!(
            out,
            "<pst:speech><pst:speaker>{speaker}</pst:speaker>\n<pst:item start=\"{start}\" end=\"{end}\">{text}</pst:item></pst:speech>"
        );
    }
    out.push_str("</pst:transcripts>\n");
}

fn table(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("start\tend\ttext\n");
    for cue in cues(lines) {
        let (start, end) = ((cue.start_s * 1000.0) as u64, (cue.end_s * 1000.0) as u64);
        let _ = writeln!(out, "{start}\t{end}\t{}", cue.text);
    }
}

/// The lines in pieces of a dozen words, as captions have them.
fn cues<'t>(lines: &'t [Line<'t>]) -> impl Iterator<Item = Line<'t>> {
    const LONGEST: usize = 70;
    lines.iter().flat_map(|line| {
        let (mut rest, mut start_s) = (line.text, line.start_s);
        let pace = (line.end_s - line.start_s) / line.text.len() as f64;
        std::iter::from_fn(move || {
            let near = &rest[..rest.floor_char_boundary(LONGEST)];
            let end = if near.len() == rest.len() {
                rest.len()
            } else {
                near.rfind(' ').unwrap_or(near.len())
            };
            let text = &rest[..end];
            rest = rest[end..].trim_start();
            let end_s = start_s + pace * end as f64;
            (!text.is_empty()).then(|| Line {
                speaker: line.speaker,
                start_s: std::mem::replace(&mut start_s, end_s),
                end_s,
                text,
            })
        })
    })
}
