//! The configuration in force: what was typed, then `shownotes.toml`, then the defaults.
//!
//! One [`Config`] for all commands; the stages never see it, they get their own small options from `commands`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, ValueEnum};
use serde::{Deserialize, Deserializer, de};

use crate::cli::{
    BuildArgs, CheckArgs, Cli, ColorWhen, CommonArgs, DraftArgs, EvalArgs, FormatName, PublishArgs,
    ReviewArgs, TagArgs,
};

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

/// One source of settings: the command line or the file. What it does not set is `None`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    #[serde(default, deserialize_with = "named")]
    format: Option<FormatName>,
    all: Option<bool>,
    highlights: Option<usize>,
    words: Option<usize>,
    keyphrases: Option<usize>,
    tags: Option<usize>,
    min_episodes: Option<usize>,
    #[serde(default, deserialize_with = "share")]
    max_share: Option<f64>,
    vocab: Option<PathBuf>,
    known: Option<PathBuf>,
    never_tags: Option<Vec<String>>,
    lang: Option<String>,
    speakers: Option<BTreeMap<String, String>>,
    keep_sponsors: Option<bool>,
    explain: Option<bool>,
    #[serde(default, deserialize_with = "named")]
    color: Option<ColorWhen>,
    quiet: Option<bool>,
    strict: Option<bool>,
    jobs: Option<NonZeroUsize>,
}

impl Layer {
    /// What was typed after `draft`.
    pub fn of_draft(args: &DraftArgs) -> Self {
        Self {
            format: args.format,
            all: switch(args.all, args.no_all),
            highlights: args.highlights,
            words: args.words,
            keyphrases: args.keyphrases,
            tags: args.tags,
            ..Self::of_common(&args.common)
        }
    }

    /// What was typed after `vocab build`.
    pub fn of_build(args: &BuildArgs) -> Self {
        Self {
            min_episodes: args.min_episodes,
            max_share: args.max_share,
            known: args.known.clone(),
            ..Self::of_common(&args.common)
        }
    }

    /// What was typed after `tag`.
    pub fn of_tag(args: &TagArgs) -> Self {
        Self {
            tags: args.tags,
            min_episodes: args.min_episodes,
            max_share: args.max_share,
            vocab: args.vocab.clone(),
            known: args.known.clone(),
            ..Self::of_common(&args.common)
        }
    }

    /// What was typed after `review`.
    pub fn of_review(args: &ReviewArgs) -> Self {
        Self {
            highlights: args.highlights,
            tags: args.tags,
            vocab: args.vocab.clone(),
            known: args.known.clone(),
            ..Self::of_common(&args.common)
        }
    }

    /// What was typed after `eval`.
    pub fn of_eval(args: &EvalArgs) -> Self {
        Self {
            highlights: args.highlights,
            words: args.words,
            ..Self::of_common(&args.common)
        }
    }

    /// What was typed after `check`.
    pub fn of_check(args: &CheckArgs) -> Self {
        Self::of_common(&CommonArgs {
            speakers: args.speakers.clone(),
            keep_sponsors: args.keep_sponsors,
            ..CommonArgs::default()
        })
    }

    /// What was typed after `publish`.
    pub fn of_publish(args: &PublishArgs) -> Self {
        Self::of_common(&args.common)
    }

    /// What all commands share; all there is after `doctor`.
    pub fn of_common(args: &CommonArgs) -> Self {
        Self {
            lang: args.lang.clone(),
            speakers: (!args.speakers.is_empty()).then(|| args.speakers.iter().cloned().collect()),
            keep_sponsors: switch(args.keep_sponsors, args.no_keep_sponsors),
            explain: switch(args.explain, args.no_explain),
            color: args.color,
            quiet: switch(args.quiet, args.no_quiet),
            strict: switch(args.strict, args.no_strict),
            jobs: args.jobs.and_then(NonZeroUsize::new),
            ..Self::default()
        }
    }

    /// Parses the text of a configuration file. Paths in it start from the file's own folder.
    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let mut layer: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
            let message = error
                .message()
                .replace("unknown field", "unknown key")
                .replace('\n', " ");
            ConfigError::Invalid {
                path: path.to_path_buf(),
                line,
                message,
            }
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        layer.vocab = layer.vocab.map(|file| folder.join(file));
        layer.known = layer.known.map(|file| folder.join(file));
        Ok(layer)
    }
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
            tags: pick!(tags, 8),
            min_episodes: pick!(min_episodes, 2),
            max_share: pick!(max_share, 0.5),
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

    /// The configuration as a file: every key with a comment, unset ones as comments with an example.
    pub fn to_toml(&self) -> String {
        let mut out = match &self.file {
            Some(path) => format!(
                "# The configuration in force; read from {}\n",
                path.display()
            ),
            None => format!("# The configuration in force; no {FILE_NAME} was found\n"),
        };
        for (key, value) in self.entries() {
            let (mark, value) = match value {
                Entry::Set(value) => ("", value),
                Entry::Unset(example) => ("# ", example),
            };
            let _ = write!(out, "\n# {}\n{mark}{key} = {value}\n", meaning(key));
        }
        out
    }

    fn entries(&self) -> [(&'static str, Entry); 19] {
        let path = |path: &Option<PathBuf>, example: &str| {
            let whole = path
                .as_ref()
                .map(|path| std::path::absolute(path).unwrap_or(path.clone()));
            Entry::of(whole.map(|path| quoted(&path.to_string_lossy())), example)
        };
        [
            ("format", Entry::Set(quoted(&value_name(&self.format)))),
            ("all", Entry::Set(self.all.to_string())),
            ("highlights", Entry::Set(self.highlights.to_string())),
            ("words", Entry::Set(self.words.to_string())),
            ("keyphrases", Entry::Set(self.keyphrases.to_string())),
            ("tags", Entry::Set(self.tags.to_string())),
            ("min_episodes", Entry::Set(self.min_episodes.to_string())),
            (
                "max_share",
                Entry::Set(toml::Value::Float(self.max_share).to_string()),
            ),
            ("vocab", path(&self.vocab, "\"my-tags.txt\"")),
            ("known", path(&self.known, "\"published.csv\"")),
            ("never_tags", Entry::Set(list(&self.never_tags))),
            (
                "lang",
                Entry::of(self.lang.as_deref().map(quoted), "\"en\""),
            ),
            ("speakers", Entry::Set(table(&self.speakers))),
            ("keep_sponsors", Entry::Set(self.keep_sponsors.to_string())),
            ("explain", Entry::Set(self.explain.to_string())),
            ("color", Entry::Set(quoted(&value_name(&self.color)))),
            ("quiet", Entry::Set(self.quiet.to_string())),
            ("strict", Entry::Set(self.strict.to_string())),
            (
                "jobs",
                Entry::of(self.jobs.map(|jobs| jobs.to_string()), "2"),
            ),
        ]
    }
}

/// A key's value, written in TOML.
enum Entry {
    Set(String),
    /// Not set; what it could look like.
    Unset(String),
}

impl Entry {
    fn of(value: Option<String>, example: &str) -> Self {
        value.map_or_else(|| Self::Unset(example.to_owned()), Self::Set)
    }
}

/// What a key is for: the help of the option of the same name.
fn meaning(key: &str) -> String {
    if key == "never_tags" {
        return "Words and phrases that never become a tag".to_owned();
    }
    let option = key.replace('_', "-");
    let root = Cli::command();
    root.get_subcommands()
        .flat_map(clap::Command::get_arguments)
        .find(|arg| arg.get_long() == Some(option.as_str()))
        .and_then(|arg| arg.get_help().map(ToString::to_string))
        .unwrap_or_default()
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

fn switch(on: bool, off: bool) -> Option<bool> {
    (on || off).then_some(on)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(items: &[String]) -> String {
    toml::Value::from(items.to_vec()).to_string()
}

fn table(pairs: &[(String, String)]) -> String {
    let cells: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{} = {}", quoted(key), quoted(value)))
        .collect();
    if cells.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", cells.join(", "))
    }
}

fn value_name<T: ValueEnum>(value: &T) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

fn named<'de, D: Deserializer<'de>, T: ValueEnum>(input: D) -> Result<Option<T>, D::Error> {
    let name = String::deserialize(input)?;
    T::from_str(&name, false).map(Some).map_err(|_| {
        let known: Vec<_> = T::value_variants().iter().map(value_name).collect();
        de::Error::custom(format!(
            "unknown value `{name}`, expected one of {}",
            known.join(", ")
        ))
    })
}

fn share<'de, D: Deserializer<'de>>(input: D) -> Result<Option<f64>, D::Error> {
    let share = f64::deserialize(input)?;
    if share > 0.0 && share <= 1.0 {
        Ok(Some(share))
    } else {
        Err(de::Error::custom(
            "`max_share` must be above 0 and at most 1",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        let path = Path::new("shows/shownotes.toml");
        Layer::parse(text, path)
            .map(|file| Config::of_layers(Layer::default(), file, None))
            .map_err(|error| error.to_string().replace('\\', "/"))
    }

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
    fn a_wrong_file_is_refused_with_its_line() {
        for (text, error) in [
            (
                "words = 3\n\nwrods = 4\n",
                "shows/shownotes.toml:3: unknown key `wrods`, expected",
            ),
            (
                "words = \"many\"\n",
                "shows/shownotes.toml:1: invalid type: string \"many\"",
            ),
            (
                "\nformat = \"pdf\"\n",
                "shows/shownotes.toml:2: unknown value `pdf`, expected one of md",
            ),
            (
                "jobs = 0\n",
                "shows/shownotes.toml:1: invalid value: integer `0`",
            ),
            (
                "a = 1\nmax_share = 1.5",
                "shows/shownotes.toml:1: unknown key `a`",
            ),
            (
                "max_share = 1.5",
                "shows/shownotes.toml:1: `max_share` must be",
            ),
            ("words = ", "shows/shownotes.toml:1: "),
            (
                "words = 1\nwords = 2\n",
                "shows/shownotes.toml:2: duplicate key",
            ),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.starts_with(error), "{text:?} gave {message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn what_is_dumped_reads_back_as_the_same_configuration() {
        let text = "never_tags = [\"a \\\"b\\\"\", \"c\"]\nspeakers = {A = \"Andy\", \"Speaker 1\" = \"Wolfi\"}\n\
                    vocab = \"v.txt\"\nlang = \"sv\"\njobs = 3\nmax_share = 1\nformat = \"text-only\"\n";
        let mut config = parse(text).unwrap();
        assert_eq!(config.vocab, Some(PathBuf::from("shows/v.txt")));
        config.vocab = std::path::absolute("shows/v.txt").ok();
        let again = Layer::parse(&config.to_toml(), Path::new(FILE_NAME)).unwrap();
        assert_eq!(Config::of_layers(Layer::default(), again, None), config);
    }

    #[test]
    fn every_key_is_dumped_with_its_meaning_and_the_default_that_the_help_states() {
        let config = parse("").unwrap();
        for (key, value) in config.entries() {
            let meaning = meaning(key);
            assert!(meaning.len() > 10, "{key}");
            let Some((_, default)) = meaning.split_once("[default: ") else {
                continue;
            };
            if let Entry::Set(value) = value {
                assert_eq!(
                    value.trim_matches('"'),
                    default.trim_end_matches(']'),
                    "{key}"
                );
            }
        }
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
