//! `shownotes eval`: how near drafts come to what people wrote about the same episodes.

use anyhow::anyhow;

use super::batch::{self, Worked};
use super::exit::ExitStatus;
use super::guard::guarded;
use super::{generate, inputs, tag};
use crate::cli::{EvalArgs, ScoreFormat};
use crate::config::{Config, Layer};
use crate::draft::DraftOptions;
use crate::evaluation::{self, Scores};
use crate::report;
use crate::tags::{Collector, EpisodeTerms};
use crate::terminal::Messages;

/// Runs the command.
pub(super) fn run(args: &EvalArgs) -> anyhow::Result<ExitStatus> {
    let common = &args.common;
    let first = args.paths.first().map(std::path::PathBuf::as_path);
    let config = Config::resolve(Layer::of_eval(args), common.config.as_deref(), first)?;
    if common.dump_config {
        return generate::print(config.to_toml().as_bytes());
    }
    let mut messages = Messages::new(config.quiet, config.color);
    let Some(found) = inputs::find(&args.paths, None, &[], &messages) else {
        return Ok(ExitStatus::Unusable);
    };
    inputs::check_language(&config, &messages);
    messages.show_progress(found.sources.len());
    let options = DraftOptions {
        highlights: config.highlights,
        summary_words: config.words,
        language: config.lang.clone(),
        ..DraftOptions::default()
    };
    let tag_options = tag::options(&config)?;
    let collector = Collector::new(&tag_options);
    let mut episodes: Vec<(String, Scores)> = Vec::new();
    let mut catalogue: Vec<EpisodeTerms> = Vec::new();
    let tally = batch::run(
        &found,
        &config,
        &messages,
        |episode| Worked {
            value: (
                episode.id.clone(),
                evaluation::evaluate(&episode, &options),
                collector.collect(&episode),
            ),
            warnings: Vec::new(),
            words: 0,
        },
        |_, scored| {
            for (id, scores, terms) in scored {
                episodes.push((id, scores));
                catalogue.push(terms);
            }
            Ok(())
        },
    )?
    .tally;
    if tally.read > 0 {
        let all: Vec<Scores> = episodes.iter().map(|(_, scores)| *scores).collect();
        let mean = evaluation::means(&all);
        let tags = guarded(|| evaluation::evaluate_tags(catalogue, &tag_options))
            .map_err(|panic| anyhow!("internal error: {panic}; please report it"))?;
        let is_drafted = mean.episodes != [0; 3];
        if !is_drafted && tags.is_none() {
            messages.warning(
                "nothing to compare with: no chapters, highlights, descriptions or tags by people in what was read",
            );
        }
        let text = match args.format {
            ScoreFormat::Json => report::scores_json(&episodes, &mean, tags.as_ref()),
            ScoreFormat::Table => {
                let drafts =
                    (is_drafted || tags.is_none()).then(|| report::scores_table(&episodes, &mean));
                let tags = tags.as_ref().map(report::tag_scores_table);
                let tables: Vec<String> = drafts.into_iter().chain(tags).collect();
                tables.join("\n")
            }
        };
        generate::print(text.as_bytes())?;
    }
    tally.say(&messages);
    Ok(tally.status(config.strict))
}
