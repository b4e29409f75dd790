//! `shownotes tag`: a whole catalogue gets one consistent set of tags.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::batch::{self, Outcome, Recall, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::guard::guarded;
use super::kept::{self, KeptVocabulary, LOCK_NAME, VOCABULARY_NAME};
use super::memory::Memory;
use super::{generate, inputs, lists, output};
use crate::cli::TagArgs;
use crate::config::{Config, Layer};
use crate::corpus::{self, Discovery, Source};
use crate::report;
use crate::tags::{
    Catalogue, Collector, EpisodeTerms, Health, Lock, TagOptions, TaggedEntry, Tagger, Tagging,
    Vocabulary, examine, places, tag_catalogue,
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
    let target = args.output.as_deref();
    let mut kept = KeptVocabulary::read(target, config.vocab.is_some())?;
    let mut options = options(&config)?;
    options.names = kept.names()?;
    options.propose = args.why.is_none();
    options.explain |= args.why.is_some();
    let lock = target.filter(|_| !args.retag);
    let lock = lock.map_or(Ok(Lock::default()), |target| kept::lock(target, &options))?;
    let before = args.diff.as_deref().map(lists::rows_of_tags).transpose()?;
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(found) = inputs::find(&args.paths, target, &FILES, &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    if let (Some(target), None) = (target, &args.why) {
        output::make_folder(target)?;
    }
    let sources = args.why.as_ref().map(|_| found.sources.clone());
    let decisions = args.decided.decisions.as_deref();
    let is_remembered = args.why.is_none() && !args.no_cache;
    let memory = target.filter(|_| is_remembered);
    let memory = memory.map(|target| Memory::open(target, &config, &options));
    let memory = memory.as_ref();
    let (catalogue, outcome) = gather(found, &config, &options, decisions, memory, &mut messages)?;
    let settings = settings(&options);
    let key = |catalogue: &[EpisodeTerms], kept: &KeptVocabulary, lock: &Lock| {
        let rest = [settings.as_str(), kept.text(), &lock.to_json()];
        memory.map(|memory| memory.key_of_run(catalogue, &rest))
    };
    let catalogue = catalogue.filter(|catalogue| {
        let key = key(catalogue, &kept, &lock);
        let has_run = memory.zip(target).zip(key);
        let has_run = has_run.is_some_and(|((memory, target), key)| memory.has_run(&key, target));
        let is_done = has_run && args.diff.is_none();
        if is_done {
            messages.note("nothing has changed since the last run; nothing was written");
        }
        !is_done
    });
    if let Some(catalogue) = catalogue {
        let catalogue = Catalogue::new(catalogue, &options);
        let (tagger, tagging) = whole(|| {
            let tagger = catalogue.tagger();
            let tagging = tagger.tag_all(&lock);
            (tagger, tagging)
        })?;
        match (&args.why, target) {
            (Some(question), _) => {
                let sources = sources.unwrap_or_default();
                why(question, &tagger, &tagging, &sources, &config)?;
            }
            (None, Some(target)) => {
                say_what_holds(&lock, &options, &tagging, &messages);
                let changes = before.map(|before| tagger.changes(&tagging, &before));
                let mut page = report::catalogue_report(&tagging, &health(&tagging, &options));
                if let (Some(changes), Some(old)) = (&changes, &args.diff) {
                    let old = old.to_string_lossy();
                    let section = report::changes_report(changes, &old, CHANGES);
                    page.extend(format!("\n{section}").bytes());
                    let all = report::changes_report(changes, &old, usize::MAX);
                    generate::print(all.as_bytes())?;
                }
                let mut written = write(target, &tagging, &page)?;
                kept.update(&tagging)?;
                let lock = if options.vocabulary.is_some() {
                    let lock = tagger.lock(&tagging);
                    output::write(&target.join(LOCK_NAME), lock.to_json().as_bytes())?;
                    written.push(LOCK_NAME.to_owned());
                    lock
                } else {
                    written.push(VOCABULARY_NAME.to_owned());
                    Lock::default()
                };
                if let Some(memory) = memory {
                    let key = key(catalogue.episodes(), &kept, &lock);
                    memory.note_run(key.filter(|_| args.diff.is_none()), target, &written);
                }
            }
            (None, None) => {}
        }
    }
    if let Some(memory) = memory {
        memory.conclude(&messages);
    }
    let status = outcome.tally.status(config.strict);
    outcome.conclude(args.run.report.as_deref(), &messages)?;
    Ok(status)
}

/// Writes tables and page; gives the names of the files.
fn write(target: &Path, tagging: &Tagging, page: &[u8]) -> anyhow::Result<Vec<String>> {
    let mut files = report::catalogue_files(tagging);
    files.push((REPORT_NAME.to_owned(), page.to_vec()));
    for (name, bytes) in &files {
        output::write(&target.join(name), bytes)?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
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

/// Prints why an episode has a tag or has it not.
fn why(
    question: &[String],
    tagger: &Tagger<'_>,
    tagging: &Tagging,
    sources: &[Source],
    config: &Config,
) -> anyhow::Result<()> {
    let [episode, tag] = question else {
        bail!("--why needs an episode and a tag");
    };
    let inquiry = tagger.inquire(tagging, episode, tag).with_context(|| {
        format!("--why: no episode `{episode}`; write its id or path as it stands in episodes.csv")
    })?;
    let file = inquiry.episode.split('#').next().unwrap_or_default();
    let source = sources
        .iter()
        .find(|source| source.id == inquiry.episode || source.id == file);
    let read = source.map(|source| corpus::load(source, &batch::load_options(config)));
    let read = read.transpose()?.unwrap_or_default();
    let places = read
        .iter()
        .find(|episode| episode.id == inquiry.episode)
        .map(|episode| places(episode, config.lang.as_deref(), &inquiry.term))
        .unwrap_or_default();
    generate::print(report::inquiry_report(&inquiry, &places).as_bytes())?;
    Ok(())
}

/// Reads and tags everything that was found; see [`gather`].
pub(super) fn tagging(
    found: Discovery,
    config: &Config,
    options: &TagOptions,
    decisions: Option<&Path>,
    messages: &mut Messages,
) -> anyhow::Result<(Option<Tagging>, Outcome)> {
    let (catalogue, outcome) = gather(found, config, options, decisions, None, messages)?;
    let tagging = catalogue.map(|catalogue| whole(|| tag_catalogue(catalogue, options)));
    Ok((tagging.transpose()?, outcome))
}

/// What concerns the whole catalogue; a fault there leaves nothing to write.
fn whole<T>(work: impl FnOnce() -> T) -> anyhow::Result<T> {
    guarded(work).map_err(|panic| anyhow!("internal error: {panic}; please report it"))
}

/// Reads everything that was found, with what people decided in the file named or beside the episodes; nothing if nothing
/// could be read.
fn gather(
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
