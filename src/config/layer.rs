//! One source of settings: what was typed after each command, or what the configuration file says.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Deserializer, de};

use super::ConfigError;
use super::dump::value_name;
use crate::cli::{
    BuildArgs, CheckArgs, ChoiceArgs, ColorWhen, CommonArgs, DraftArgs, EvalArgs, FormatName,
    PublishArgs, ReviewArgs, TagArgs,
};

/// One source of settings: the command line or the file. What it does not set is `None`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    #[serde(default, deserialize_with = "named")]
    pub(super) format: Option<FormatName>,
    pub(super) all: Option<bool>,
    pub(super) highlights: Option<usize>,
    pub(super) words: Option<usize>,
    pub(super) keyphrases: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) min_episodes: Option<usize>,
    #[serde(default, deserialize_with = "share")]
    pub(super) max_share: Option<f64>,
    pub(super) vocab: Option<PathBuf>,
    pub(super) known: Option<PathBuf>,
    pub(super) never_tags: Option<Vec<String>>,
    pub(super) lang: Option<String>,
    pub(super) speakers: Option<BTreeMap<String, String>>,
    pub(super) keep_sponsors: Option<bool>,
    pub(super) explain: Option<bool>,
    #[serde(default, deserialize_with = "named")]
    pub(super) color: Option<ColorWhen>,
    pub(super) quiet: Option<bool>,
    pub(super) strict: Option<bool>,
    pub(super) jobs: Option<NonZeroUsize>,
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
        Self::of_choice(&args.choice, &args.common)
    }

    /// What was typed after `tag`.
    pub fn of_tag(args: &TagArgs) -> Self {
        Self {
            tags: args.tags,
            vocab: args.vocab.clone(),
            ..Self::of_choice(&args.choice, &args.common)
        }
    }

    /// What was typed after `review`.
    pub fn of_review(args: &ReviewArgs) -> Self {
        Self {
            highlights: args.highlights,
            tags: args.tags,
            vocab: args.vocab.clone(),
            ..Self::of_choice(&args.choice, &args.common)
        }
    }

    /// What was typed after `eval`.
    pub fn of_eval(args: &EvalArgs) -> Self {
        Self {
            highlights: args.highlights,
            words: args.words,
            tags: args.tags,
            vocab: args.vocab.clone(),
            ..Self::of_choice(&args.choice, &args.common)
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

    /// How freely a catalogue is tagged, and what all commands share.
    fn of_choice(choice: &ChoiceArgs, common: &CommonArgs) -> Self {
        Self {
            min_episodes: choice.min_episodes,
            max_share: choice.max_share,
            known: choice.known.clone(),
            ..Self::of_common(common)
        }
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
    pub(super) fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
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

fn switch(on: bool, off: bool) -> Option<bool> {
    (on || off).then_some(on)
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
            let message = Layer::parse(text, Path::new("shows/shownotes.toml"))
                .unwrap_err()
                .to_string()
                .replace('\\', "/");
            assert!(message.starts_with(error), "{text:?} gave {message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
