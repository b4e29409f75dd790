//! `shownotes tag`: a whole catalogue gets one consistent set of tags.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::batch::{self, Outcome, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::guard::guarded;
use super::{generate, inputs, lists, output};
use crate::cli::TagArgs;
use crate::config::{Config, Layer};
use crate::corpus::Discovery;
use crate::report;
use crate::tags::{
    Collector, Health, TagOptions, TaggedEntry, Tagging, Vocabulary, examine, parse_vocabulary,
    tag_catalogue, with_tags,
};
use crate::terminal::Messages;
use crate::text::Language;

/// What the command writes, so that it is not read when it lies among the inputs.
const FILES: [&str; 7] = [
    "tags.csv",
    "episodes.csv",
    "proposed.csv",
    "related.csv",
    "catalogue.json",
    REPORT_NAME,
    VOCABULARY_NAME,
];

/// The page about the tagged catalogue.
pub(super) const REPORT_NAME: &str = "report.md";

/// The tags in use, for people to keep.
const VOCABULARY_NAME: &str = "vocab.toml";

/// Runs the command.
pub(super) fn run(args: &TagArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(PathBuf::as_path);
    let config = Config::resolve(Layer::of_tag(args), common.config.as_deref(), first)?;
    let Some(target) = args.output.as_deref().filter(|_| !common.dump_config) else {
        return generate::print(config.to_toml().as_bytes());
    };
    let kept = KeptVocabulary::beside_the_tables(target, &config)?;
    let options = TagOptions {
        propose: true,
        names: kept.read()?,
        ..options(&config)?
    };
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(found) = inputs::find(&args.paths, Some(target), &FILES, &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    output::make_folder(target)?;
    let decisions = args.decided.decisions.as_deref();
    let (tagging, outcome) = tagging(found, &config, &options, decisions, &mut messages)?;
    if let Some(tagging) = tagging {
        for (name, bytes) in report::catalogue_files(&tagging) {
            output::write(&target.join(name), &bytes)?;
        }
        let health = health(&tagging, &options);
        let page = report::catalogue_report(&tagging, &health);
        output::write(&target.join(REPORT_NAME), &page)?;
        kept.update(&tagging)?;
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

/// How the tags fare that the episodes have now.
fn health(tagging: &Tagging, options: &TagOptions) -> Health {
    let entries: Vec<TaggedEntry> = tagging.episodes.iter().map(TaggedEntry::of).collect();
    let language = options.language.as_deref().and_then(Language::from_code);
    examine(
        &entries,
        options.vocabulary.as_ref(),
        language.unwrap_or(Language::UNKNOWN),
    )
}

/// The vocabulary file among the tables: kept up to date unless people have named one of their own.
struct KeptVocabulary {
    path: PathBuf,
    /// What stands in it; `None` if another is used.
    text: Option<String>,
}

impl KeptVocabulary {
    fn beside_the_tables(target: &Path, config: &Config) -> anyhow::Result<Self> {
        let path = target.join(VOCABULARY_NAME);
        let text = config.vocab.is_none().then(|| lists::read_if_there(&path));
        Ok(Self {
            text: text.transpose()?,
            path,
        })
    }

    fn read(&self) -> anyhow::Result<Vocabulary> {
        let text = self.text.as_deref().unwrap_or_default();
        parse_vocabulary(text).with_context(|| self.path.display().to_string())
    }

    /// Adds the tags in use; what stands there stays.
    fn update(&self, tagging: &Tagging) -> anyhow::Result<()> {
        let Some(text) = &self.text else {
            return Ok(());
        };
        let tags = tagging.vocabulary.iter().map(|usage| usage.tag.as_str());
        let new = with_tags(text, tags).with_context(|| self.path.display().to_string())?;
        output::write(&self.path, new.as_bytes())
    }
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
