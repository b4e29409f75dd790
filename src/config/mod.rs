//! The configuration in force: what was typed, then `shownotes.toml`, then the defaults.
//!
//! One [`Config`] for all commands; the stages never see it, they get their own small options from `commands`.

mod dump;
mod layer;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::cli::{ColorWhen, FormatName};

pub use layer::Layer;

/// The name of the configuration file.
pub const FILE_NAME: &str = "shownotes.toml";

/// Everything that can be set, resolved.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Output format of drafts.
    pub format: FormatName,
    /// Whether to print episodes without a transcript.
    pub all: bool,
    /// Highlights at most.
    pub highlights: usize,
    /// Words in the summary at most.
    pub words: usize,
    /// Key phrases at most.
    pub keyphrases: usize,
    /// Tags for each episode at most.
    pub tags: usize,
    /// Episodes that must share a tag.
    pub min_episodes: usize,
    /// Largest share of the episodes that may carry a tag, above 0 and up to 1.
    pub max_share: f64,
    /// File with the only tags to use.
    pub vocab: Option<PathBuf>,
    /// File with the tags that episodes already have.
    pub known: Option<PathBuf>,
    /// Words and phrases that never become a tag.
    pub never_tags: Vec<String>,
    /// Language code of the talk, where it is not to be found out.
    pub lang: Option<String>,
    /// Label and name of speakers.
    pub speakers: Vec<(String, String)>,
    /// Whether advertising is treated like the rest.
    pub keep_sponsors: bool,
    /// Whether to give reasons.
    pub explain: bool,
    /// When to use colour.
    pub color: ColorWhen,
    /// Whether to keep warnings and the summary line back.
    pub quiet: bool,
    /// Whether warnings make the exit code 1.
    pub strict: bool,
    /// Episodes worked on at the same time; `None`: one for each processor core.
    pub jobs: Option<NonZeroUsize>,
    /// The file that was read, if any.
    pub file: Option<PathBuf>,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {error}; check the path and its permissions", path.display())]
    Unreadable {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file is not a valid configuration.
    #[error("{}:{line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

impl Config {
    /// Reads the configuration file (`explicit`, or the nearest one above the first input) and puts `typed` over it.
    pub fn resolve(
        typed: Layer,
        explicit: Option<&Path>,
        first_input: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        let Some(path) = explicit
            .map(Path::to_path_buf)
            .or_else(|| find(first_input))
        else {
            return Ok(Self::of_layers(typed, Layer::default(), None));
        };
        let text = std::fs::read_to_string(&path).map_err(|error| ConfigError::Unreadable {
            path: path.clone(),
            error,
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let file = Layer::parse(text, &path)?;
        Ok(Self::of_layers(typed, file, Some(path)))
    }

    fn of_layers(typed: Layer, file: Layer, path: Option<PathBuf>) -> Self {
        /// The typed setting, or the file's, or the default.
        macro_rules! pick {
            ($key:ident, $default:expr) => {
                typed.$key.or(file.$key).unwrap_or($default)
            };
        }
        Self {
            format: pick!(format, FormatName::Md),
            all: pick!(all, false),
            highlights: pick!(highlights, 7),
            words: pick!(words, 150),
            keyphrases: pick!(keyphrases, 15),
            tags: pick!(tags, 6),
            min_episodes: pick!(min_episodes, 2),
            max_share: pick!(max_share, 0.25),
            vocab: typed.vocab.or(file.vocab),
            known: typed.known.or(file.known),
            never_tags: pick!(never_tags, Vec::new()),
            lang: typed.lang.or(file.lang),
            speakers: pick!(speakers, BTreeMap::new()).into_iter().collect(),
            keep_sponsors: pick!(keep_sponsors, false),
            explain: pick!(explain, false),
            color: pick!(color, ColorWhen::Auto),
            quiet: pick!(quiet, false),
            strict: pick!(strict, false),
            jobs: typed.jobs.or(file.jobs),
            file: path,
        }
    }
}

/// The nearest configuration file in the input's folder or above it.
fn find(first_input: Option<&Path>) -> Option<PathBuf> {
    let input = first_input
        .filter(|input| input.as_os_str() != "-")
        .unwrap_or(Path::new("."));
    let start = std::path::absolute(input).ok()?;
    start
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_wins_over_the_file_and_the_file_over_the_default() {
        let file = Layer {
            words: Some(9),
            strict: Some(true),
            tags: Some(3),
            ..Layer::default()
        };
        let typed = Layer {
            words: Some(5),
            strict: Some(false),
            ..Layer::default()
        };
        let config = Config::of_layers(typed, file, None);
        assert_eq!((config.words, config.strict, config.tags), (5, false, 3));
        assert_eq!(config.highlights, 7);
    }

    #[test]
    fn the_nearest_file_above_the_input_is_found_even_if_the_input_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        let file = folder.path().join("a").join(FILE_NAME);
        crate::report::writer::write_file(&file, b"").unwrap();
        assert_eq!(find(Some(&deep.join("missing.vtt"))), Some(file));
    }
}
