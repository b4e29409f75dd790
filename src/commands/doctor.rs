//! `shownotes doctor`: the health of the tags that episodes have, without a look at what is said in them.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::batch::{self, Worked};
use super::exit::ExitStatus;
use super::{generate, inputs, lists, output};
use crate::cli::DoctorArgs;
use crate::config::{Config, Layer};
use crate::report;
use crate::tags::{Health, TaggedEntry, examine};
use crate::terminal::Messages;
use crate::text::Language;

/// Runs the command.
pub(super) fn run(args: &DoctorArgs) -> anyhow::Result<ExitStatus> {
    let config = Config::resolve(
        Layer::of_common(&args.common),
        args.common.config.as_deref(),
        args.paths.first().map(PathBuf::as_path),
    )?;
    if args.common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    let messages = Messages::new(config.quiet, config.color);
    let vocabulary = args.vocab.as_deref().or(config.vocab.as_deref());
    let vocabulary = vocabulary
        .map(|path| lists::vocabulary(path, config.lang.as_deref()))
        .transpose()?;
    let (tables, folders): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(|path| {
        let ending = path.extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    });
    let mut entries = Vec::new();
    for table in &tables {
        entries.extend(lists::tagged(table)?);
    }
    let mut status = ExitStatus::Done;
    if !folders.is_empty() {
        let Some(found) = inputs::find(&folders, None, &[], &messages) else {
            return Ok(ExitStatus::Unusable);
        };
        let tally = batch::run(
            &found,
            &config,
            &messages,
            |episode| Worked {
                value: TaggedEntry {
                    episode: episode.id,
                    date: episode.meta.date,
                    tags: episode.meta.tags,
                },
                warnings: Vec::new(),
                words: 0,
            },
            |_, found| {
                entries.extend(found);
                Ok(())
            },
        )?
        .tally;
        status = tally.status(config.strict);
    }
    let language = config.lang.as_deref().and_then(Language::from_code);
    let health = examine(
        &entries,
        vocabulary.as_ref(),
        language.unwrap_or(Language::UNKNOWN),
    );
    if let Some(path) = &args.fixes {
        output::write(path, fixes(&health).as_bytes())?;
    }
    generate::print(report::health_report(&health, args.all).as_bytes())?;
    Ok(status)
}

/// Changes to look through and apply: the certain ones in force, the others as comments.
fn fixes(health: &Health) -> String {
    let mut out = String::from(
        "# Changes to the tags. Look through them, remove what is wrong, take the # off what is right, then:\n\
         #   shownotes vocab apply fixes.toml --vocab vocab.toml\n\n\
         # Tags never to be given:\nnever = []\n",
    );
    for pair in &health.duplicates {
        let mark = if pair.likeness.is_certain() { "" } else { "# " };
        let text = |text: &str| toml_edit::Value::from(text).to_string();
        let _ = write!(
            out,
            "\n{mark}[[merge]]\n{mark}from = {}\n{mark}into = {}\n{mark}why = {}\n",
            text(&pair.from),
            text(&pair.into),
            text(pair.likeness.name())
        );
    }
    out
}
