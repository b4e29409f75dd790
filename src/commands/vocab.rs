//! `shownotes vocab`: makes and updates the vocabulary file that people own.

use anyhow::Context;

use super::exit::ExitStatus;
use super::{generate, inputs, lists, output, tag};
use crate::cli::{BuildArgs, VocabArgs, VocabCommand};
use crate::config::{Config, Layer};
use crate::tags::{TagOptions, parse_changes, with_changes, with_tags};
use crate::terminal::Messages;

/// Runs the command.
pub(super) fn run(args: &VocabArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        VocabCommand::Build(args) => build(args),
        VocabCommand::Apply { fixes, vocab } => {
            let changes =
                parse_changes(&lists::read(fixes)?).with_context(|| fixes.display().to_string())?;
            let new = with_changes(&lists::read_if_there(vocab)?, &changes)
                .with_context(|| vocab.display().to_string())?;
            output::write(vocab, new.as_bytes())?;
            Ok(ExitStatus::Done)
        }
    }
}

fn build(args: &BuildArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(std::path::PathBuf::as_path);
    let config = Config::resolve(Layer::of_build(args), common.config.as_deref(), first)?;
    if common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    // What is in use is asked of the catalogue; a vocabulary file of before is no limit to it.
    let options = TagOptions {
        vocabulary: None,
        ..tag::options(&config)?
    };
    let old = lists::read_if_there(&args.output)?;
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(found) = inputs::find(&args.paths, None, &[], &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    let (tagging, outcome) = tag::tagging(found, &config, &options, None, &mut messages)?;
    if let Some(tagging) = tagging {
        let tags = tagging
            .vocabulary
            .iter()
            .map(|usage| (usage.tag.as_str(), &*usage.aliases));
        let new = with_tags(&old, tags).with_context(|| args.output.display().to_string())?;
        output::write(&args.output, new.as_bytes())?;
    }
    outcome.tally.say(&messages);
    Ok(outcome.tally.status(config.strict))
}
