//! How fast `shownotes draft` is, how much memory it takes, how its time grows with the length of a transcript; how
//! `shownotes tag` bears a large catalogue (`catalogue`); how fast each format is loaded (`loading`). With `drafting`,
//! `catalogue` or `loading` as its argument only that part.
//!
//! Runs the release binary as people do and measures from outside. Reads the transcripts below `SHOWNOTES_SUITE`, or
//! `target/suite/dev`, or else the sample catalogue, repeated. A suite is a folder of data sets, each with its
//! transcripts in `files/`; any other folder is taken as it is.

#![allow(clippy::print_stdout, reason = "the table is the result")]

mod catalogue;
mod loading;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Runs of each measurement; the median counts.
const RUNS: usize = 5;

/// Bytes that the sample catalogue is repeated to.
const REPEATED_BYTES: u64 = 20 << 20;

/// Length of the transcript whose growth is measured: about an hour and a half of talk.
const LONG_BYTES: u64 = 100_000;

/// How often that transcript is repeated.
const REPEATS: [usize; 3] = [1, 8, 32];

/// What can be measured by itself.
const PARTS: [&str; 3] = ["drafting", "catalogue", "loading"];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [loading::LOAD, path] = &*arguments.iter().map(String::as_str).collect::<Vec<_>>() {
        return loading::load_one(Path::new(path));
    }
    let scratch = tempfile::tempdir()?;
    let named: Vec<&String> = arguments
        .iter()
        .filter(|argument| PARTS.contains(&argument.as_str()))
        .collect();
    let is_wanted = |part: &str| named.is_empty() || named.iter().any(|named| *named == part);
    if is_wanted("drafting") {
        drafting(scratch.path())?;
    }
    if is_wanted("catalogue") {
        catalogue::tagging(scratch.path())?;
    }
    if !is_wanted("loading") {
        return Ok(());
    }
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/slow-signal");
    loading::measure(&samples, scratch.path())
}

/// Measures `draft` on the inputs as a whole, then on one of growing length.
fn drafting(scratch: &Path) -> io::Result<()> {
    let inputs = inputs(scratch)?;
    let files = files_below(&inputs)?;
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} files, {megabytes:.1} MB, median of {RUNS} runs\n",
        files.len()
    );
    println!(
        "{:<28}{:>10}{:>10}{:>12}{:>14}",
        "", "seconds", "MB/s", "peak MB", "times wc -w"
    );

    let wc = median(|| count_words(&files))?;
    row("wc -w", &wc, megabytes, &wc);
    for (name, jobs) in [("draft, one core", Some(1)), ("draft, all cores", None)] {
        row(name, &median(|| draft(&inputs, jobs))?, megabytes, &wc);
    }
    growth(&files, scratch)
}

/// One file to read.
struct Input {
    path: PathBuf,
    bytes: u64,
}

/// What a run took.
#[derive(Clone, Copy, Default)]
struct Cost {
    seconds: f64,
    /// Resident memory at its highest, as far as the system tells.
    peak_bytes: Option<u64>,
}

fn row(name: &str, cost: &Cost, megabytes: f64, wc: &Cost) {
    let speed = megabytes / cost.seconds;
    let times = cost.seconds / wc.seconds;
    println!(
        "{name:<28}{:>10.3}{speed:>10.1}{:>12}{times:>14.1}",
        cost.seconds,
        peak(cost)
    );
}

fn peak(cost: &Cost) -> String {
    cost.peak_bytes.map_or_else(
        || "-".to_owned(),
        |bytes| format!("{:.1}", bytes as f64 / 1e6),
    )
}

/// The folders to draft.
fn inputs(scratch: &Path) -> io::Result<Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = env::var_os("SHOWNOTES_SUITE").map(PathBuf::from);
    if let Some(suite) = named
        .or_else(|| Some(root.join("target/suite/dev")))
        .filter(|dir| dir.is_dir())
    {
        let mut sets: Vec<_> = fs::read_dir(&suite)?
            .filter_map(|entry| Some(entry.ok()?.path().join("files")))
            .filter(|files| files.is_dir())
            .collect();
        sets.sort();
        return Ok(if sets.is_empty() { vec![suite] } else { sets });
    }
    let samples = files_below(&[root.join("corpus")])?;
    let size: u64 = samples.iter().map(|sample| sample.bytes).sum();
    for copy in 0..REPEATED_BYTES.div_ceil(size.max(1)) {
        let folder = scratch.join("repeated").join(copy.to_string());
        fs::create_dir_all(&folder)?;
        for (number, sample) in samples.iter().enumerate() {
            let name = sample
                .path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            fs::copy(&sample.path, folder.join(format!("{number}-{name}")))?;
        }
    }
    Ok(vec![scratch.join("repeated")])
}

fn files_below(folders: &[PathBuf]) -> io::Result<Vec<Input>> {
    let mut files = Vec::new();
    for folder in folders {
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                let bytes = entry.metadata()?.len();
                files.push(Input {
                    path: entry.into_path(),
                    bytes,
                });
            }
        }
    }
    Ok(files)
}

fn draft(paths: &[PathBuf], jobs: Option<usize>) -> io::Result<Cost> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shownotes"));
    command
        .arg("draft")
        .args(paths)
        .args(["--format", "jsonl", "--quiet"]);
    if let Some(jobs) = jobs {
        command.arg("--jobs").arg(jobs.to_string());
    }
    measure(command)
}

fn count_words(files: &[Input]) -> io::Result<Cost> {
    let mut command = Command::new("wc");
    command.arg("-w").args(files.iter().map(|file| &file.path));
    measure(command)
}

fn measure(mut command: Command) -> io::Result<Cost> {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak_bytes = None;
    loop {
        peak_bytes = peak_bytes.max(high_water(&child.id().to_string()));
        if child.try_wait()?.is_some() {
            return Ok(Cost {
                seconds: start.elapsed().as_secs_f64(),
                peak_bytes,
            });
        }
        thread::sleep(Duration::from_micros(500));
    }
}

/// The highest resident memory so far, where the system has `/proc`.
fn high_water(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}

/// The run of median time, with the highest memory of all runs.
fn median(mut run: impl FnMut() -> io::Result<Cost>) -> io::Result<Cost> {
    let mut costs = (0..RUNS).map(|_| run()).collect::<io::Result<Vec<_>>>()?;
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let peak_bytes = costs.iter().filter_map(|cost| cost.peak_bytes).max();
    Ok(Cost {
        seconds: costs[RUNS / 2].seconds,
        peak_bytes,
    })
}

/// Time over length: one transcript, repeated, less what a transcript of one sentence takes.
#[expect(clippy::disallowed_methods, reason = "scratch files, not results")]
fn growth(files: &[Input], scratch: &Path) -> io::Result<()> {
    let running_text = |file: &&Input| {
        file.path
            .extension()
            .is_some_and(|extension| extension == "txt" || extension == "md")
    };
    let Some(one) = files
        .iter()
        .filter(running_text)
        .min_by_key(|file| file.bytes.abs_diff(LONG_BYTES))
    else {
        return Ok(());
    };
    let text = fs::read(&one.path)?;
    let path = scratch.join("growing.txt");
    fs::write(&path, "Ann: We talk about sourdough bread today.\n")?;
    let start = median(|| draft(std::slice::from_ref(&path), Some(1)))?;

    println!(
        "\n{:<28}{:>10}{:>10}{:>12}",
        "one transcript, one core", "seconds", "MB/s", "peak MB"
    );
    println!(
        "{:<28}{:>10.4}{:>10}{:>12}",
        "one sentence (start-up)",
        start.seconds,
        "-",
        peak(&start)
    );
    let mut points = Vec::new();
    for times in REPEATS {
        fs::write(&path, text.repeat(times))?;
        let cost = median(|| draft(std::slice::from_ref(&path), Some(1)))?;
        let bytes = (text.len() * times) as f64;
        let seconds = (cost.seconds - start.seconds).max(1e-6);
        points.push((bytes.ln(), seconds.ln()));
        let name = format!("{times} x {} bytes", text.len());
        println!(
            "{name:<28}{:>10.4}{:>10.1}{:>12}",
            cost.seconds,
            bytes / 1e6 / seconds,
            peak(&cost)
        );
    }
    println!(
        "\ntime without start-up grows with length to the power of {:.2}",
        slope(&points)
    );
    Ok(())
}

/// The slope of the line of least squares.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean_x = points.iter().map(|point| point.0).sum::<f64>() / count;
    let mean_y = points.iter().map(|point| point.1).sum::<f64>() / count;
    let covariance: f64 = points
        .iter()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    covariance / variance
}
