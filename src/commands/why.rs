//! `shownotes tag --why EPISODE TAG`: why an episode has a tag or has it not.

use std::path::Path;

use anyhow::{Context, bail};

use super::exit::ExitStatus;
use super::kept::Kept;
use super::tag::{FILES, gather, options, tagged};
use super::{batch, generate, inputs};
use crate::cli::TagArgs;
use crate::config::Config;
use crate::corpus::{self, Source};
use crate::report;
use crate::tags::{Catalogue, Inquiry, Place, places};
use crate::terminal::Messages;

/// Tags everything as if the tables were to be written to `target`, and prints the answer; nothing is written.
pub(super) fn run(
    args: &TagArgs,
    config: &Config,
    question: &[String],
    target: Option<&Path>,
    messages: &mut Messages,
) -> anyhow::Result<ExitStatus> {
    let [episode, tag] = question else {
        bail!("--why needs an episode and a tag");
    };
    let mut options = options(config)?;
    options.explain = true;
    let kept = Kept::read(target, &mut options, args.retag)?;
    let Some(found) = inputs::find(&args.paths, target, &FILES, messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(config, messages);
    let sources = found.sources.clone();
    let decisions = args.decided.decisions.as_deref();
    let (episodes, outcome) = gather(found, config, &options, decisions, None, messages)?;
    if let Some(episodes) = episodes {
        let catalogue = Catalogue::new(episodes, &options);
        let (tagger, tagging) = tagged(&catalogue, &kept.lock, config)?;
        let inquiry = tagger.inquire(&tagging, episode, tag).with_context(|| {
            format!(
                "--why: no episode `{episode}`; write its id or path as it stands in episodes.csv"
            )
        })?;
        let places = places_in_talk(&inquiry, &sources, config)?;
        generate::print(report::inquiry_report(&inquiry, &places).as_bytes())?;
    }
    let status = outcome.tally.status(config.strict);
    outcome.conclude(args.run.report.as_deref(), messages)?;
    Ok(status)
}

/// Every place where the episode says the tag; the talk is read again, since tagging keeps none of it.
fn places_in_talk(
    inquiry: &Inquiry,
    sources: &[Source],
    config: &Config,
) -> anyhow::Result<Vec<Place>> {
    let file = inquiry.episode.split('#').next().unwrap_or_default();
    let source = sources
        .iter()
        .find(|source| source.id == inquiry.episode || source.id == file);
    let read = source.map(|source| corpus::load(source, &batch::load_options(config)));
    let read = read.transpose()?.unwrap_or_default();
    let talk = read.iter().find(|episode| episode.id == inquiry.episode);
    Ok(talk
        .map(|episode| places(episode, config.lang.as_deref(), &inquiry.term))
        .unwrap_or_default())
}
