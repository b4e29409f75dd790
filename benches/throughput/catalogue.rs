//! How `shownotes tag` bears a large catalogue: transcripts repeated with changes to a couple of thousand, against the time
//! of `wc -w` on the same files; and made-up episodes by the hundred thousand, whose number counts and not their words.
//! Each is tagged cold, then with one episode changed, then with none.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Cost, Input, count_words, files_below, inputs, measure, row};

/// Transcripts that the inputs are repeated to.
const TRANSCRIPTS: usize = 2000;

/// Shorter files are no transcripts.
const LEAST_BYTES: u64 = 4000;

/// Of a copy one paragraph in so many is left out, another one in each copy.
const LEFT_OUT: usize = 9;

/// Made-up episodes, unless `SHOWNOTES_EPISODES` says another number; 0 leaves them out.
const EPISODES: usize = 100_000;

/// Made-up words and subjects; an episode is about a few subjects, and says words as often as their rank tells.
const WORDS: u64 = 20_000;
const SUBJECTS: u64 = 2000;
const TURNS: u64 = 36;

/// Measures both.
pub(crate) fn tagging(scratch: &Path) -> io::Result<()> {
    println!(
        "\n{:<28}{:>10}{:>10}{:>12}{:>14}",
        "tag, all cores", "seconds", "MB/s", "peak MB", "times wc -w"
    );
    let folder = scratch.join("catalogue");
    repeated(&folder, scratch)?;
    let files = files_below(std::slice::from_ref(&folder))?;
    compare(
        &format!("{} transcripts", files.len()),
        &folder,
        &files,
        scratch,
    )?;
    fs::remove_dir_all(&folder)?;
    let count = match env::var("SHOWNOTES_EPISODES") {
        Ok(number) => number.parse().map_err(io::Error::other)?,
        Err(_) => EPISODES,
    };
    if count > 0 {
        let folder = scratch.join("made-up");
        make_up(&folder, count)?;
        let files = files_below(std::slice::from_ref(&folder))?;
        compare(
            &format!("{count} made-up episodes"),
            &folder,
            &files,
            scratch,
        )?;
        fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn compare(name: &str, folder: &Path, files: &[Input], scratch: &Path) -> io::Result<()> {
    let megabytes = files.iter().map(|file| file.bytes).sum::<u64>() as f64 / 1e6;
    let wc = words_of_each(files)?;
    row("wc -w", &wc, megabytes, &wc);
    let output = scratch.join("tagged");
    let cold = tag(folder, &output)?;
    row(name, &cold, megabytes, &wc);
    change(&files[files.len() / 2].path)?;
    for name in ["again, one changed", "again, none changed"] {
        let warm = tag(folder, &output)?;
        row(name, &warm, megabytes, &wc);
        let share = 100.0 * warm.seconds / cold.seconds;
        println!("{:<28}{share:>10.1} % of the cold time", "");
    }
    fs::remove_dir_all(&output)
}

/// `wc -w` over more files than fit one command line.
fn words_of_each(files: &[Input]) -> io::Result<Cost> {
    let mut whole = Cost::default();
    for some in files.chunks(1000) {
        let cost = count_words(some)?;
        whole.seconds += cost.seconds;
        whole.peak_bytes = whole.peak_bytes.max(cost.peak_bytes);
    }
    Ok(whole)
}

/// Tags a folder; what an earlier run has left in the output is made use of.
fn tag(folder: &Path, output: &Path) -> io::Result<Cost> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shownotes"));
    command
        .arg("tag")
        .arg(folder)
        .arg("-o")
        .arg(output)
        .arg("--quiet");
    measure(command)
}

/// Makes another episode of one.
#[expect(clippy::disallowed_methods, reason = "scratch files, not results")]
fn change(path: &Path) -> io::Result<()> {
    let mut text = fs::read_to_string(path)?;
    text.push_str("\nAnn: And then they cut peat all winter.\n");
    fs::write(path, text)
}

/// Copies of the inputs' running text, each with other paragraphs left out.
#[expect(clippy::disallowed_methods, reason = "scratch files, not results")]
fn repeated(folder: &Path, scratch: &Path) -> io::Result<()> {
    let files = files_below(&inputs(scratch)?)?;
    let is_running_text = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "txt" || extension == "md")
    };
    let texts: Vec<&Input> = files
        .iter()
        .filter(|file| file.bytes >= LEAST_BYTES && is_running_text(&file.path))
        .collect();
    for (number, file) in texts.iter().cycle().take(TRANSCRIPTS).enumerate() {
        let copy = number / texts.len();
        let text = String::from_utf8_lossy(&fs::read(&file.path)?).into_owned();
        let mut changed = String::with_capacity(text.len());
        for (place, paragraph) in text.split("\n\n").enumerate() {
            // The first paragraph may be front matter.
            if place == 0 || place % LEFT_OUT != copy % LEFT_OUT {
                changed.push_str(paragraph);
                changed.push_str("\n\n");
            }
        }
        let show = folder.join((number % 20).to_string());
        fs::create_dir_all(&show)?;
        fs::write(show.join(format!("{number}.md")), changed)?;
    }
    Ok(())
}

/// Episodes of some 350 words in shows of a thousand.
#[expect(clippy::disallowed_methods, reason = "scratch files, not results")]
fn make_up(folder: &Path, count: usize) -> io::Result<()> {
    let mut dice = Dice(88_172_645_463_325_252);
    for number in 0..count {
        let show = folder.join((number / 1000).to_string());
        if number % 1000 == 0 {
            fs::create_dir_all(&show)?;
        }
        let subjects: Vec<String> = (0..3).map(|_| word(WORDS + dice.below(SUBJECTS))).collect();
        let mut text = format!(
            "---\ntitle: The {} and the {}\n---\n\n",
            subjects[0], subjects[1]
        );
        for turn in 0..TURNS {
            let [mut a, b, c] = [dice.rank(), dice.rank(), dice.rank()].map(word);
            if turn % 2 == 0 {
                a.clone_from(&subjects[(turn / 2 % 3) as usize]);
            }
            let speaker = if turn % 2 == 0 { "Ann" } else { "Bo" };
            let _ = match turn % 4 {
                0 => write!(
                    text,
                    "{speaker}: The {a} of the {b} is what we talked about with the {c} people.\n\n"
                ),
                1 => write!(
                    text,
                    "{speaker}: When you look at {a} and at {b}, there is a {c} in it.\n\n"
                ),
                2 => write!(
                    text,
                    "{speaker}: So how did the {a} get into your {b}, or into the {c}?\n\n"
                ),
                _ => write!(
                    text,
                    "{speaker}: I think that {a} was never about {b} but about the {c}.\n\n"
                ),
            };
        }
        fs::write(show.join(format!("{number}.md")), text)?;
    }
    Ok(())
}

/// A made-up word for each number.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ko", "ri", "ten", "mar", "sol", "vi", "dra", "lum", "pe", "gor", "nis", "fa", "tul",
        "zen", "hal", "bro", "kin", "ost", "wex",
    ];
    let mut left = number + 20;
    let mut word = String::new();
    while left > 0 {
        word.push_str(SYLLABLES[(left % 20) as usize]);
        left /= 20;
    }
    word
}

/// Xorshift: the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A word's rank: the logarithm is even, as Zipf's law has it.
    fn rank(&mut self) -> u64 {
        let share = self.below(WORDS) as f64 / WORDS as f64;
        ((WORDS as f64).powf(share)) as u64 % WORDS
    }
}
