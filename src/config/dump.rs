//! The configuration in force as a file that can be saved and read again.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{CommandFactory, ValueEnum};

use super::{Config, FILE_NAME};
use crate::cli::Cli;

impl Config {
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

/// How a value is typed.
pub(super) fn value_name<T: ValueEnum>(value: &T) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::layer::Layer;
    use super::*;

    fn resolved(file: &str) -> Config {
        let file = Layer::parse(file, Path::new("shows/shownotes.toml")).unwrap();
        Config::of_layers(Layer::default(), file, None)
    }

    #[test]
    fn what_is_dumped_reads_back_as_the_same_configuration() {
        let text = "never_tags = [\"a \\\"b\\\"\", \"c\"]\nspeakers = {A = \"Andy\", \"Speaker 1\" = \"Wolfi\"}\n\
                    vocab = \"v.txt\"\nlang = \"sv\"\njobs = 3\nmax_share = 1\nformat = \"text-only\"\n";
        let mut config = resolved(text);
        assert_eq!(config.vocab, Some(PathBuf::from("shows/v.txt")));
        config.vocab = std::path::absolute("shows/v.txt").ok();
        let again = Layer::parse(&config.to_toml(), Path::new(FILE_NAME)).unwrap();
        assert_eq!(Config::of_layers(Layer::default(), again, None), config);
    }

    #[test]
    fn every_key_is_dumped_with_its_meaning_and_the_default_that_the_help_states() {
        let config = resolved("");
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
}
