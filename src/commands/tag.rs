//! `shownotes tag`: a whole catalogue gets one consistent set of tags.

use std::path::Path;

use super::batch::{self, Outcome, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::guard::guarded;
use super::{generate, inputs, lists, output};
use crate::cli::TagArgs;
use crate::config::{Config, Layer};
use crate::corpus::Discovery;
use crate::report;
use crate::tags::{Collector, TagOptions, Tagging, tag_catalogue};
use crate::terminal::Messages;

/// What the command writes, so that it is not read when it lies among the inputs.
const FILES: [&str; 4] = ["tags.csv", "episodes.csv", "related.csv", "catalogue.json"];

/// Runs the command.
pub(super) fn run(args: &TagArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(std::path::PathBuf::as_path);
    let config = Config::resolve(Layer::of_tag(args), common.config.as_deref(), first)?;
    let Some(target) = args.output.as_deref().filter(|_| !common.dump_config) else {
        return generate::print(config.to_toml().as_bytes());
    };
    let options = options(&config)?;
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(found) = inputs::find(&args.paths, Some(target), &FILES, &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    output::make_folder(target)?;
    let decisions = args.decided.decisions.as_deref();
    let (tagging, outcome) = tagging(found, &config, &options, decisions, &mut messages)?;
    for (name, bytes) in tagging.iter().flat_map(report::catalogue_files) {
        output::write(&target.join(name), &bytes)?;
    }
    let status = outcome.tally.status(config.strict);
    outcome.conclude(args.run.report.as_deref(), &messages)?;
    Ok(status)
}

/// Reads and tags everything that was found, as people decided in the file named or beside the episodes; no tagging if
/// nothing could be read.
pub(super) fn tagging(
    mut found: Discovery,
    config: &Config,
    options: &TagOptions,
    decisions: Option<&Path>,
    messages: &mut Messages,
) -> anyhow::Result<(Option<Tagging>, Outcome)> {
    found
        .sources
        .sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let decided = Decided::gather(decisions, &found)?;
    decided.say_what_is_broken(messages);
    messages.show_progress(found.sources.len());
    let collector = Collector::new(options);
    let mut catalogue = Vec::with_capacity(found.sources.len());
    let outcome = batch::run(
        &found,
        config,
        messages,
        |episode| {
            let value = collector.collect(&episode).decided(decided.tags(&episode));
            Worked {
                words: value.words,
                value,
                warnings: Vec::new(),
            }
        },
        |_, terms| {
            catalogue.extend(terms);
            Ok(())
        },
    )?;
    let outcome = decided.count_in(outcome);
    let ids = catalogue.iter().map(|episode| episode.id.as_str());
    decided.warn_if_unused(ids, messages);
    if outcome.tally.read == 0 {
        return Ok((None, outcome));
    }
    let tagging = guarded(|| tag_catalogue(catalogue, options))
        .map_err(|panic| anyhow::anyhow!("internal error: {panic}; please report it"))?;
    Ok((Some(tagging), outcome))
}

/// What the configuration says of tagging.
pub(super) fn options(config: &Config) -> anyhow::Result<TagOptions> {
    Ok(TagOptions {
        per_episode: config.tags,
        min_episodes: config.min_episodes,
        max_share: config.max_share,
        explain: config.explain,
        language: config.lang.clone(),
        vocabulary: config.vocab.as_deref().map(lists::vocabulary).transpose()?,
        known: config
            .known
            .as_deref()
            .map(lists::known)
            .transpose()?
            .unwrap_or_default(),
        never: config.never_tags.clone(),
        ..TagOptions::default()
    })
}
