//! What is to be published: read from the files of `tag` and `draft`, or worked out from the content files themselves.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use serde::Deserialize;

use super::super::batch::{self, Worked};
use super::super::decided::Decided;
use super::super::guard::guarded;
use super::super::{draft, inputs, lists, tag};
use crate::cli::PublishArgs;
use crate::config::Config;
use crate::corpus::Meta;
use crate::draft::DraftOptions;
use crate::publish::EpisodeNotes;
use crate::report::{self, Format, RenderOptions};
use crate::tags::{Collector, tag_catalogue};
use crate::terminal::Messages;

/// The episodes, sorted by id.
pub(super) struct Gathered {
    pub(super) episodes: Vec<EpisodeNotes>,
    /// Inputs that could not be read.
    pub(super) failed: usize,
}

/// The file of `tag` that has everything.
const CATALOGUE: &str = "catalogue.json";

#[derive(Deserialize)]
struct Catalogue {
    episodes: Vec<EpisodeNotes>,
}

/// Reads what `--from` names, in order: the first that knows a thing about an episode says it. Without `--from` the
/// content files are taken for the transcripts.
pub(super) fn gather(
    args: &PublishArgs,
    config: &Config,
    messages: &Messages,
) -> anyhow::Result<Gathered> {
    if args.from.is_empty() {
        return worked_out(args, config, messages);
    }
    let mut by_id: BTreeMap<String, EpisodeNotes> = BTreeMap::new();
    for path in &args.from {
        for episode in read(path)? {
            match by_id.entry(episode.id.clone()) {
                std::collections::btree_map::Entry::Occupied(mut known) => {
                    known.get_mut().complete_with(episode);
                }
                std::collections::btree_map::Entry::Vacant(new) => {
                    new.insert(episode);
                }
            }
        }
    }
    obey(args, by_id.into_values().collect(), messages)
}

/// The episodes as people decided. One whose decisions cannot be read is left out: what it took out must not come back
/// to the site.
fn obey(
    args: &PublishArgs,
    mut episodes: Vec<EpisodeNotes>,
    messages: &Messages,
) -> anyhow::Result<Gathered> {
    let named = args.decided.decisions.as_deref();
    let places = episodes
        .iter()
        .filter(|episode| !episode.path.is_empty() && episode.path != "-")
        .map(|episode| (Path::new(&episode.path), episode.id.as_str()));
    let decided = Decided::of_episodes(named, places)?;
    decided.say_what_is_broken(messages);
    let ids = episodes.iter().map(|episode| episode.id.as_str());
    decided.warn_if_unused(ids, messages);
    let all = episodes.len();
    episodes.retain(|episode| {
        let broken = decided.is_broken_for(Path::new(&episode.path), &episode.id);
        if broken {
            messages.error(format_args!(
                "{}: its decisions cannot be read; left out",
                episode.id
            ));
        }
        !broken
    });
    for episode in &mut episodes {
        if let Some(decisions) = decided.of(Path::new(&episode.path), &episode.id) {
            episode.decide(decisions);
        }
    }
    Ok(Gathered {
        failed: all - episodes.len(),
        episodes,
    })
}

/// A folder of `tag`, its catalogue, a table of tags, or drafts as JSON.
fn read(path: &Path) -> anyhow::Result<Vec<EpisodeNotes>> {
    if path.is_dir() {
        let catalogue = path.join(CATALOGUE);
        if !catalogue.is_file() {
            bail!(
                "{}: no {CATALOGUE} in it; name a folder that `shownotes tag` has written",
                path.display()
            );
        }
        return read(&catalogue);
    }
    if path.extension().is_some_and(|extension| extension == "csv") {
        return lists::episode_tags(path);
    }
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read as UTF-8 text", path.display()))?;
    notes(&text).with_context(|| {
        format!(
            "{}: not what `shownotes tag` or `shownotes draft --format jsonl` writes",
            path.display()
        )
    })
}

/// One catalogue, one draft, an array of drafts, or a draft a line.
fn notes(text: &str) -> anyhow::Result<Vec<EpisodeNotes>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('[') {
        return Ok(serde_json::from_str(text)?);
    }
    if let Ok(catalogue) = serde_json::from_str::<Catalogue>(text) {
        return Ok(catalogue.episodes);
    }
    let drafts = serde_json::Deserializer::from_str(text).into_iter();
    let drafts: Vec<EpisodeNotes> = drafts.collect::<Result<_, _>>()?;
    if drafts.iter().any(|draft| draft.id.is_empty()) {
        bail!("an episode without an id");
    }
    Ok(drafts)
}

/// Leaves what publishing puts into a page out of account: the tags of a page must not depend on whether it has been
/// published before.
fn forget_what_is_published(meta: &mut Meta) {
    meta.tags.clear();
    meta.description = None;
    meta.people.clear();
    meta.highlights.clear();
}

/// Tags and drafts the content files themselves, as `tag` and `draft` would.
fn worked_out(
    args: &PublishArgs,
    config: &Config,
    messages: &Messages,
) -> anyhow::Result<Gathered> {
    let Some(folder) = &args.content else {
        bail!(
            "nothing to publish; name a folder of content, or what `tag` has written with --from"
        );
    };
    let options = tag::options(config)?;
    let collector = Collector::new(&options);
    let none = Gathered {
        episodes: Vec::new(),
        failed: 1,
    };
    let Some(found) = inputs::find(std::slice::from_ref(folder), None, &[], messages) else {
        return Ok(none);
    };
    let decided = Decided::gather(args.decided.decisions.as_deref(), &found)?;
    decided.say_what_is_broken(messages);
    let mut found = found;
    let all = found.sources.len();
    found
        .sources
        .retain(|source| !decided.is_broken_for(&source.path, &source.id));
    let left_out = all - found.sources.len();
    let (mut catalogue, mut drafts) = (Vec::new(), Vec::new());
    let tally = batch::run(
        &found,
        config,
        messages,
        |mut episode| {
            let mut warnings = Vec::new();
            let draft = (!args.with.is_empty() && episode.has_transcript()).then(|| {
                let (settled, lost) = decided.settle(&episode);
                warnings.extend(lost);
                let options = DraftOptions {
                    settled,
                    ..draft::options(config)
                };
                let draft = crate::draft::compose(&episode, &options);
                report::render_episode(Format::Jsonl, &episode, &draft, &RenderOptions::default())
            });
            let tags = decided.tags(&episode);
            forget_what_is_published(&mut episode.meta);
            Worked {
                value: (collector.collect(&episode).decided(tags), draft),
                warnings,
                words: 0,
            }
        },
        |_, episodes| {
            for (terms, draft) in episodes {
                catalogue.push(terms);
                drafts.extend(draft);
            }
            Ok(())
        },
    )?
    .tally;
    let tagging = guarded(|| tag_catalogue(catalogue, &options))
        .map_err(|panic| anyhow!("internal error: {panic}; please report it"))?;
    // The same contract as between the commands, so that both ways publish the same.
    let json = report::catalogue_json(&tagging);
    let mut episodes = notes(&String::from_utf8_lossy(&json))?;
    let mut drafted: BTreeMap<String, EpisodeNotes> = BTreeMap::new();
    for draft in drafts {
        for mut note in notes(&String::from_utf8_lossy(&draft))? {
            note.tags.clear();
            drafted.insert(note.id.clone(), note);
        }
    }
    for episode in &mut episodes {
        if let Some(draft) = drafted.remove(&episode.id) {
            episode.complete_with(draft);
        }
    }
    Ok(Gathered {
        episodes,
        failed: tally.failed + left_out,
    })
}
