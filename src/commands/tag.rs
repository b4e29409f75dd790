//! `shownotes tag`: a whole catalogue gets one consistent set of tags.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::batch::{self, Outcome, Recall, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::guard::guarded;
use super::kept::{Kept, LOCK_NAME, VOCABULARY_NAME};
use super::memory::Memory;
use super::{generate, inputs, lists, output, why};
use crate::cli::TagArgs;
use crate::config::{Config, Layer};
use crate::corpus::Discovery;
use crate::report;
use crate::tags::{
    Catalogue, Changes, Collector, EpisodeTerms, Health, Lock, TagOptions, TaggedEntry, Tagger,
    Tagging, Vocabulary, examine,
};
use crate::terminal::Messages;
use crate::text::Language;

/// What the command writes, so that it is not read when it lies among the inputs.
pub(super) const FILES: [&str; 7] = [
    "tags.csv",
    "episodes.csv",
    "proposed.csv",
    "related.csv",
    CATALOGUE_NAME,
    REPORT_NAME,
    VOCABULARY_NAME,
];

/// All that the tables hold.
const CATALOGUE_NAME: &str = "catalogue.json";

/// The page about the tagged catalogue.
pub(super) const REPORT_NAME: &str = "report.md";

/// Lines of each kind of change in the page; all of them are printed.
const CHANGES: usize = 20;

/// Runs the command.
pub(super) fn run(args: &TagArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(PathBuf::as_path);
    let config = Config::resolve(Layer::of_tag(args), common.config.as_deref(), first)?;
    if common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    let mut messages = Messages::new(config.quiet, config.color);
    match (&args.why, args.output.as_deref()) {
        (Some(question), target) => why::run(args, &config, question, target, &mut messages),
        (None, Some(target)) => write_tables(args, &config, target, &mut messages),
        (None, None) => bail!("no folder for the tables; name one with --output"),
    }
}

/// Tags everything and writes the tables, unless nothing has changed since they were written.
fn write_tables(
    args: &TagArgs,
    config: &Config,
    target: &Path,
    messages: &mut Messages,
) -> anyhow::Result<ExitStatus> {
    let mut options = options(config)?;
    options.propose = true;
    let mut kept = Kept::read(Some(target), &mut options, args.retag)?;
    let before = args.diff.as_deref().map(lists::rows_of_tags).transpose()?;
    let Some(found) = inputs::find(&args.paths, Some(target), &FILES, messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(config, messages);
    output::make_folder(target)?;
    let memory = (!args.no_cache).then(|| Memory::open(target, config, &options));
    let decisions = args.decided.decisions.as_deref();
    let (episodes, outcome) = gather(
        found,
        config,
        &options,
        decisions,
        memory.as_ref(),
        messages,
    )?;
    let key = |memory: &Memory, episodes: &[EpisodeTerms], kept: &Kept| {
        memory.key_of_run(
            episodes,
            &[&settings(&options), kept.vocabulary(), &kept.lock.to_json()],
        )
    };
    let has_run = |memory: &Memory, episodes: &[EpisodeTerms]| {
        before.is_none() && memory.has_run(&key(memory, episodes, &kept), target)
    };
    match (episodes, &memory) {
        (Some(episodes), Some(memory)) if has_run(memory, &episodes) => {
            messages.note("nothing has changed since the last run; nothing was written");
        }
        (Some(episodes), _) => {
            let catalogue = Catalogue::new(episodes, &options);
            let (tagger, tagging) = tagged(&catalogue, &kept.lock, config)?;
            say_what_holds(&kept.lock, &options, &tagging, messages);
            let mut page = report::catalogue_report(&tagging, &health(&tagging, &options));
            if let (Some(before), Some(old)) = (&before, &args.diff) {
                let changes = tagger.changes(&tagging, before);
                page.extend(say_what_changed(&changes, old)?);
            }
            let mut written = write(target, &tagging, &page)?;
            written.push(kept.update(&tagger, &tagging)?.to_owned());
            if let Some(memory) = &memory {
                let key = key(memory, catalogue.episodes(), &kept);
                memory.note_run(before.is_none().then_some(key), target, &written);
            }
        }
        (None, _) => {}
    }
    if let Some(memory) = &memory {
        memory.conclude(messages);
    }
    let status = outcome.tally.status(config.strict);
    outcome.conclude(args.run.report.as_deref(), messages)?;
    Ok(status)
}

/// Prints what has changed since an earlier table; gives the part of it that belongs into the page.
fn say_what_changed(changes: &Changes, old: &Path) -> anyhow::Result<Vec<u8>> {
    let old = old.to_string_lossy();
    let all = report::changes_report(changes, &old, usize::MAX);
    generate::print(all.as_bytes())?;
    let section = report::changes_report(changes, &old, CHANGES);
    Ok(format!("\n{section}").into_bytes())
}

/// Writes tables and page; gives the names of the files.
fn write(target: &Path, tagging: &Tagging, page: &[u8]) -> anyhow::Result<Vec<String>> {
    let mut written = Vec::new();
    let page = (REPORT_NAME.to_owned(), page.to_vec());
    for (name, bytes) in report::catalogue_tables(tagging).chain([page]) {
        output::write(&target.join(&name), &bytes)?;
        written.push(name);
    }
    output::write_by(&target.join(CATALOGUE_NAME), |out| {
        report::write_catalogue_json(tagging, out)
    })?;
    written.push(CATALOGUE_NAME.to_owned());
    Ok(written)
}

/// What the tables follow from beside the inputs, the vocabulary file and the lock among the tables.
fn settings(options: &TagOptions) -> String {
    let rest = TagOptions {
        names: Vocabulary::default(),
        ..options.clone()
    };
    format!("{rest:?}")
}

/// Says how many episodes keep their tags, so that nobody wonders why nothing changes.
fn say_what_holds(lock: &Lock, options: &TagOptions, tagging: &Tagging, messages: &Messages) {
    if lock.is_empty() {
        return;
    }
    if !lock.fits(options) {
        messages.note(format_args!(
            "the vocabulary or the settings have changed since {LOCK_NAME} was written: all episodes are tagged anew"
        ));
        return;
    }
    let all = tagging.episodes.len();
    let kept = tagging.episodes.iter().filter(|episode| episode.kept);
    let kept = kept.count();
    messages.note(format_args!(
        "{kept} of {all} episodes have not changed and keep their tags; --retag tags them anew"
    ));
}

/// The tags of a whole catalogue, and who can say why; a fault there leaves nothing to write.
pub(super) fn tagged<'c>(
    catalogue: &'c Catalogue<'_>,
    lock: &Lock,
    config: &Config,
) -> anyhow::Result<(Tagger<'c>, Tagging)> {
    let threads = batch::threads(config)?;
    let work = || {
        let tagger = catalogue.tagger();
        let tagging = tagger.tag_all(lock);
        (tagger, tagging)
    };
    threads
        .install(|| guarded(work))
        .map_err(|panic| anyhow!("internal error: {panic}; please report it"))
}

/// Reads and tags everything that was found; see [`gather`].
pub(super) fn tagging(
    found: Discovery,
    config: &Config,
    options: &TagOptions,
    decisions: Option<&Path>,
    messages: &mut Messages,
) -> anyhow::Result<(Option<Tagging>, Outcome)> {
    let (episodes, outcome) = gather(found, config, options, decisions, None, messages)?;
    let tagging = episodes.map(|episodes| {
        let catalogue = Catalogue::new(episodes, options);
        tagged(&catalogue, &Lock::default(), config).map(|(_, tagging)| tagging)
    });
    Ok((tagging.transpose()?, outcome))
}

/// Reads everything that was found, with what people decided in the file named or beside the episodes; nothing if nothing
/// could be read.
pub(super) fn gather(
    mut found: Discovery,
    config: &Config,
    options: &TagOptions,
    decisions: Option<&Path>,
    memory: Option<&Memory>,
    messages: &mut Messages,
) -> anyhow::Result<(Option<Vec<EpisodeTerms>>, Outcome)> {
    found
        .sources
        .sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let decided = Decided::gather(decisions, &found)?;
    decided.say_what_is_broken(messages);
    messages.show_progress(found.sources.len());
    let collector = Collector::new(options);
    let mut catalogue = Vec::with_capacity(found.sources.len());
    let outcome = batch::run_recalling(
        &found,
        config,
        messages,
        memory.map(|memory| memory as &dyn Recall<EpisodeTerms>),
        |episode| {
            let value = collector.reduce(&episode);
            Worked {
                words: value.words,
                value,
                warnings: Vec::new(),
            }
        },
        |_, terms| {
            catalogue.extend(terms.into_iter().map(|terms| {
                let decided = decided.tags_of(&terms.path, &terms.id);
                terms.known(&options.known).decided(decided)
            }));
            Ok(())
        },
    )?;
    let outcome = decided.count_in(outcome);
    let ids = catalogue.iter().map(|episode| episode.id.as_str());
    decided.warn_if_unused(ids, messages);
    let is_any = outcome.tally.read > 0;
    Ok((is_any.then_some(catalogue), outcome))
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

/// What the configuration says of tagging.
pub(super) fn options(config: &Config) -> anyhow::Result<TagOptions> {
    Ok(TagOptions {
        per_episode: config.tags,
        min_episodes: config.min_episodes,
        max_share: config.max_share,
        explain: config.explain,
        language: config.lang.clone(),
        vocabulary: config
            .vocab
            .as_deref()
            .map(|path| lists::vocabulary(path, config.lang.as_deref()))
            .transpose()?,
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
