//! `shownotes review`: a page on which people decide about the drafts of one episode or a catalogue.

use std::path::Path;

use anyhow::{anyhow, bail};

use super::batch::{self, Worked};
use super::decided::Decided;
use super::exit::ExitStatus;
use super::guard::guarded;
use super::{draft, generate, inputs, output, tag};
use crate::cli::ReviewArgs;
use crate::config::{Config, Layer};
use crate::corpus::Episode;
use crate::draft::{DraftOptions, compose};
use crate::report;
use crate::review::{Overview, episode_json, overview, page};
use crate::tags::{Collector, EpisodeTerms, TagOptions, TaggedEntry, examine, tag_catalogue};
use crate::terminal::Messages;
use crate::text::Language;

/// One episode for the page.
struct Reviewed {
    overview: Overview,
    json: String,
    terms: EpisodeTerms,
}

/// Runs the command.
pub(super) fn run(args: &ReviewArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(std::path::PathBuf::as_path);
    let config = Config::resolve(Layer::of_review(args), common.config.as_deref(), first)?;
    if common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    let options = TagOptions {
        explain: true,
        ..tag::options(&config)?
    };
    let mut messages = Messages::new(config.quiet, config.color);
    let target = args.output.as_path();
    let Some(found) = inputs::find(&args.paths, Some(target), &[], &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    if target.is_dir() || found.sources.iter().any(|source| source.path == target) {
        bail!(
            "{}: is a folder or an input; choose another --output, such as review.html",
            target.display()
        );
    }
    inputs::check_language(&config, &messages);
    let decided = Decided::gather(args.decided.decisions.as_deref(), &found)?;
    decided.say_what_is_broken(&messages);
    messages.show_progress(found.sources.len());
    let collector = Collector::new(&options);
    let mut episodes: Vec<Reviewed> = Vec::new();
    let outcome = batch::run(
        &found,
        &config,
        &messages,
        |episode| work(&episode, &config, &decided, &collector),
        |_, reviewed| {
            episodes.extend(reviewed);
            Ok(())
        },
    )?;
    let outcome = decided.count_in(outcome);
    let ids = episodes.iter().map(|episode| episode.overview.id());
    decided.warn_if_unused(ids, &messages);
    let tally = outcome.tally;
    if tally.read > 0 {
        output::write(target, &page_of(episodes, &options, first)?)?;
    }
    outcome.conclude(None, &messages)?;
    Ok(tally.status(config.strict))
}

fn work(
    episode: &Episode,
    config: &Config,
    decided: &Decided,
    collector: &Collector<'_>,
) -> Worked<Reviewed> {
    let (settled, lost) = decided.settle(episode);
    let options = DraftOptions {
        settled,
        explain: true,
        ..draft::options(config)
    };
    let mut draft = compose(episode, &options);
    draft.warnings.extend(lost);
    Worked {
        value: Reviewed {
            overview: Overview::new(episode, &draft, decided.renewed(episode)),
            json: episode_json(episode, &draft),
            terms: collector.collect(episode).decided(decided.tags(episode)),
        },
        warnings: draft.warnings,
        words: draft.words,
    }
}

/// The page: of one episode with the tags of its draft, of several with those of the catalogue.
fn page_of(
    mut episodes: Vec<Reviewed>,
    options: &TagOptions,
    first: Option<&Path>,
) -> anyhow::Result<Vec<u8>> {
    // As the tagged catalogue is sorted.
    episodes.sort_by(|a, b| {
        let key = |episode: &Reviewed| (episode.terms.id.clone(), episode.terms.path.clone());
        key(a).cmp(&key(b))
    });
    let (mut overviews, mut blocks, mut terms) = (Vec::new(), Vec::new(), Vec::new());
    for episode in episodes {
        overviews.push(episode.overview);
        blocks.push(episode.json);
        terms.push(episode.terms);
    }
    let title = match terms.as_slice() {
        [only] if !only.title.is_empty() => only.title.clone(),
        [only] => only.id.clone(),
        _ => first
            .and_then(Path::file_name)
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
    };
    let overview = if let [_] = terms.as_slice() {
        overview(&overviews, None)
    } else {
        let tagging = guarded(|| tag_catalogue(terms, options))
            .map_err(|panic| anyhow!("internal error: {panic}; please report it"))?;
        let json = report::catalogue_json(&tagging);
        let entries: Vec<TaggedEntry> = tagging.episodes.iter().map(TaggedEntry::of).collect();
        let health = examine(&entries, options.vocabulary.as_ref(), Language::UNKNOWN);
        overview(&overviews, Some((&String::from_utf8_lossy(&json), &health)))
    };
    let title = format!("Review: {title}");
    Ok(page(&title, &overview, blocks.iter().map(String::as_str)))
}
