//! `shownotes eval`: how near drafts come to what people wrote about the same episodes.

use super::batch::{self, Worked};
use super::exit::ExitStatus;
use super::{generate, inputs};
use crate::cli::{EvalArgs, ScoreFormat};
use crate::config::{Config, Layer};
use crate::draft::DraftOptions;
use crate::evaluation::{self, Scores};
use crate::report;
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
    let mut episodes: Vec<(String, Scores)> = Vec::new();
    let tally = batch::run(
        &found,
        &config,
        &messages,
        |episode| Worked {
            value: (episode.id.clone(), evaluation::evaluate(&episode, &options)),
            warnings: Vec::new(),
            words: 0,
        },
        |_, scored| {
            episodes.extend(scored);
            Ok(())
        },
    )?
    .tally;
    if tally.read > 0 {
        let all: Vec<Scores> = episodes.iter().map(|(_, scores)| *scores).collect();
        let mean = evaluation::means(&all);
        if mean.episodes == [0; 3] {
            messages.warning(
                "nothing to compare with: no chapters, highlights or descriptions by people in what was read",
            );
        }
        let text = match args.format {
            ScoreFormat::Table => report::scores_table(&episodes, &mean),
            ScoreFormat::Json => report::scores_json(&episodes, &mean),
        };
        generate::print(text.as_bytes())?;
    }
    tally.say(&messages);
    Ok(tally.status(config.strict))
}
