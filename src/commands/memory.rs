//! What inputs were reduced to in earlier runs, so that only new and changed ones are worked on.
//!
//! A hidden folder among the tables holds one file for each input, named by a hash of all that its content follows from:
//! the input's bytes, what other files say about it, the options, the program. What is damaged is as good as not there.
//! The folder may be deleted at any time; it says itself that it need not be kept under version control or backed up.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::batch::{Read, Recall};
use super::output;
use crate::config::Config;
use crate::corpus::Source;
use crate::report::InputReport;
use crate::tags::{EpisodeTerms, TagOptions};
use crate::terminal::Messages;

/// The folder among the tables.
const FOLDER: &str = ".shownotes-cache";

/// What a file begins with; the number is that of the format.
const MARK: &[u8] = b"shownotes terms 3\n";

/// Bytes of the hash over the content that follow.
const CHECK: usize = 8;

/// Bytes of a file that are read at a time where it need not be in memory.
const CHUNK: usize = 1 << 16;

/// The file that tells what the whole run depended on, and what it wrote.
const RUN: &str = "run.json";

/// Files that speak of the folder itself.
const ABOUT: [(&str, &str); 2] = [
    (".gitignore", "*\n"),
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# Made by shownotes tag; may be deleted.\n",
    ),
];

/// The memory of one folder of tables.
pub(super) struct Memory {
    folder: PathBuf,
    /// Hash of the program and the options that reading and reducing follow from.
    stamp: String,
    used: Mutex<BTreeSet<String>>,
    damaged: AtomicUsize,
    unwritten: Mutex<Option<String>>,
}

#[derive(Serialize, Deserialize)]
struct Remembered {
    report: InputReport,
    episodes: Vec<EpisodeTerms>,
}

/// What a run depended on, and a hash of each file that it wrote.
#[derive(Serialize, Deserialize)]
struct Run {
    key: String,
    files: BTreeMap<String, String>,
}

impl Memory {
    /// The memory in the folder `target`.
    pub(super) fn open(target: &Path, config: &Config, options: &TagOptions) -> Self {
        let reading = (config.keep_sponsors, &config.speakers);
        let reducing = (&options.vocabulary, &options.language, options.explain);
        let stamp = format!("{:?}", (program(), reading, reducing));
        Self {
            folder: target.join(FOLDER),
            stamp: hash([stamp.as_bytes()]),
            used: Mutex::default(),
            damaged: AtomicUsize::new(0),
            unwritten: Mutex::default(),
        }
    }

    /// A hash of all that the tables follow from: the inputs of this run, and what is decided and settled about them.
    pub(super) fn key_of_run(&self, episodes: &[EpisodeTerms], rest: &[&str]) -> String {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inputs = String::new();
        for key in &*used {
            let _ = writeln!(inputs, "{key}");
        }
        for episode in episodes {
            let given = (&episode.existing, &episode.decided);
            let _ = writeln!(inputs, "{} {given:?}", episode.id);
        }
        let parts = [self.stamp.as_str(), &inputs].into_iter();
        hash(parts.chain(rest.iter().copied()).map(str::as_bytes))
    }

    /// Whether the last run had this key and what it wrote into `target` is still there.
    pub(super) fn has_run(&self, key: &str, target: &Path) -> bool {
        let text = fs::read_to_string(self.folder.join(RUN)).unwrap_or_default();
        serde_json::from_str::<Run>(&text).is_ok_and(|run| {
            run.key == key && !run.files.is_empty() && run.files == hashes(target, run.files.keys())
        })
    }

    /// Notes that a run with this key has written these files into `target`.
    pub(super) fn note_run(&self, key: Option<String>, target: &Path, files: &[String]) {
        let run = Run {
            key: key.unwrap_or_default(),
            files: hashes(target, files.iter()),
        };
        self.write(RUN, &serde_json::to_vec(&run).unwrap_or_default());
    }

    /// Removes what this run had no use for, and says what was damaged or could not be written.
    pub(super) fn conclude(&self, messages: &Messages) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_stale = name
                .to_str()
                .is_some_and(|name| is_key(name) && !used.contains(name));
            if is_stale {
                // What stays does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
        let damaged = self.damaged.load(Ordering::Relaxed);
        if damaged > 0 {
            messages.warning(format_args!(
                "{}: {damaged} damaged entries; the inputs were read anew",
                self.folder.display()
            ));
        }
        let unwritten = self
            .unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = &*unwritten {
            messages.warning(format_args!("{error}; the next run reads all inputs anew"));
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        if let Err(error) = output::write(&self.folder.join(name), bytes) {
            let mut unwritten = self
                .unwritten
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            unwritten.get_or_insert_with(|| format!("{error:#}"));
        }
    }

    fn introduce(&self) {
        for (name, text) in ABOUT {
            if !self.folder.join(name).exists() {
                self.write(name, text.as_bytes());
            }
        }
    }
}

impl Recall<EpisodeTerms> for Memory {
    fn key(&self, source: &Source, bytes: &[u8]) -> String {
        let source = format!("{source:?}");
        hash([self.stamp.as_bytes(), source.as_bytes(), bytes])
    }

    fn recall(&self, key: &str) -> Option<Read<EpisodeTerms>> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.is_empty() {
            self.introduce();
        }
        used.insert(key.to_owned());
        drop(used);
        let bytes = fs::read(self.folder.join(key)).ok()?;
        let read = unpacked(&bytes);
        if read.is_none() {
            self.damaged.fetch_add(1, Ordering::Relaxed);
        }
        read.map(|Remembered { report, episodes }| Read {
            values: episodes,
            report,
        })
    }

    fn remember(&self, key: &str, read: &Read<EpisodeTerms>) {
        let remembered = Remembered {
            report: read.report.clone(),
            episodes: read.values.clone(),
        };
        if let Some(bytes) = packed(&remembered) {
            self.write(key, &bytes);
        }
    }
}

/// This very program: its version, and the size and time of its file, since a build of one version need not be like
/// another.
fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let file = file.map(|file| {
        let time = file.modified().ok();
        let time = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (file.len(), time)
    });
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), file.ok())
}

fn packed(remembered: &Remembered) -> Option<Vec<u8>> {
    let plain = postcard::to_stdvec(remembered).ok()?;
    let content = lz4_flex::block::compress_prepend_size(&plain);
    let mut bytes = MARK.to_vec();
    bytes.extend(&Sha256::digest(&content)[..CHECK]);
    bytes.extend(content);
    Some(bytes)
}

fn unpacked(bytes: &[u8]) -> Option<Remembered> {
    let (check, content) = bytes.strip_prefix(MARK)?.split_at_checked(CHECK)?;
    if Sha256::digest(content)[..CHECK] != *check {
        return None;
    }
    let plain = lz4_flex::block::decompress_size_prepended(content).ok()?;
    postcard::from_bytes(&plain).ok()
}

/// Whether a file is named by a hash, as [`hash`] writes it: nothing else in the folder is removed.
fn is_key(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn hashes<'n>(folder: &Path, names: impl Iterator<Item = &'n String>) -> BTreeMap<String, String> {
    let hash_of = |name: &'n String| {
        let hash = hash_of_file(&folder.join(name)).ok()?;
        Some((name.clone(), hash))
    };
    names.filter_map(hash_of).collect()
}

/// SHA-256 of parts one after the other, each with its length, in hexadecimal; half of it names well enough.
fn hash<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    in_hexadecimal(&hash.finalize())
}

/// The same of a file that may be large.
fn hash_of_file(path: &Path) -> io::Result<String> {
    let mut file = BufReader::with_capacity(CHUNK, fs::File::open(path)?);
    let mut hash = Sha256::new();
    loop {
        let chunk = file.fill_buf()?;
        if chunk.is_empty() {
            return Ok(in_hexadecimal(&hash.finalize()));
        }
        hash.update(chunk);
        let read = chunk.len();
        file.consume(read);
    }
}

fn in_hexadecimal(digest: &[u8]) -> String {
    digest[..16].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{LoadOptions, parse};
    use crate::tags::{Collector, Vocabulary};

    fn remembered() -> Remembered {
        let text =
            "Ann: We cut peat all winter.\n\nBo: Peat is heavy.\n\nAnn: And the peat burns well.\n";
        let read = parse(text.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let options = TagOptions {
            vocabulary: Some(Vocabulary::of_names(["Peat".to_owned()])),
            explain: true,
            ..TagOptions::default()
        };
        let collector = Collector::new(&options);
        let episodes: Vec<_> = read.iter().map(|one| collector.reduce(one)).collect();
        let says_something = !episodes[0].phrases.open().candidates().is_empty();
        assert!(says_something && !episodes[0].mentions.is_empty());
        Remembered {
            report: InputReport {
                path: "a.txt".to_owned(),
                read: true,
                format: Some("txt".into()),
                ..InputReport::default()
            },
            episodes,
        }
    }

    #[test]
    fn what_is_remembered_comes_back_to_the_bit() {
        let read = unpacked(&packed(&remembered()).unwrap()).unwrap();
        assert_eq!(read.episodes, remembered().episodes);
        assert_eq!(read.report, remembered().report);
    }

    #[test]
    fn only_what_is_named_by_a_hash_is_ever_removed() {
        assert!(is_key(&hash([b"a".as_slice()])));
        for name in [RUN, "CACHEDIR.TAG", ".gitignore", "notes.txt", ""] {
            assert!(!is_key(name), "{name}");
        }
    }

    #[test]
    fn what_is_damaged_anywhere_is_not_there() {
        let whole = packed(&remembered()).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            assert!(unpacked(&damaged).is_none(), "byte {at}");
            assert!(unpacked(&whole[..at]).is_none(), "cut at {at}");
        }
        let mut longer = whole;
        longer.push(0);
        assert!(unpacked(&longer).is_none());
    }
}
