//! `shownotes publish`: tags and notes go into a site's content files, or into its data files.

mod content;
mod data;
mod sources;

use std::path::Path;

use super::exit::ExitStatus;
use super::generate;
use crate::cli::{PartName, PublishArgs, SiteName};
use crate::config::{Config, Layer};
use crate::publish::{
    self, EpisodeNotes, ListChange, Part, Plan, PublishOptions, Site, part_value,
};
use crate::report;
use crate::terminal::Messages;
use content::{Content, Written};

/// Files and episodes named in full; the others are counted.
const NAMED: usize = 20;

/// Runs the command.
pub(super) fn run(args: &PublishArgs) -> anyhow::Result<ExitStatus> {
    let first = args.from.first().or(args.content.as_ref());
    let layer = Layer::of_publish(args);
    let config = Config::resolve(
        layer,
        args.common.config.as_deref(),
        first.map(AsRef::as_ref),
    )?;
    let (Some(site), false) = (args.site, args.common.dump_config) else {
        return generate::print(config.to_toml().as_bytes());
    };
    let messages = Messages::new(config.quiet, config.color);
    let site = site_of(site);
    let content = args
        .content
        .as_deref()
        .map(|folder| Content::open(folder, site, args.dry_run || args.data.is_some()))
        .transpose()?;
    let options = options(args, site)?;
    let gathered = sources::gather(args, &config, &messages)?;
    if gathered.episodes.is_empty() {
        messages
            .error("no episodes to publish; name what `tag` or `draft` has written with --from");
        return Ok(ExitStatus::Unusable);
    }
    say_what_no_episode_has(&gathered.episodes, &options.parts, &messages);
    let files = content.as_ref().map_or(&[][..], |content| &content.files);
    let plan = publish::plan(&gathered.episodes, files, &options);
    for problem in &plan.problems {
        messages.error(problem);
    }
    if !plan.problems.is_empty() {
        messages.error("nothing was written");
        return Ok(ExitStatus::Unusable);
    }
    let mut tally = Tally::of(&plan, gathered.failed);
    if let Some(root) = &args.data {
        let bytes = data::files(
            &gathered.episodes,
            files,
            &plan,
            &options,
            &messages,
            &mut tally,
        );
        data::write(root, site, &bytes, args.dry_run, &mut tally)?;
        tally.left_alone = 0;
        tally.unmatched = 0;
    } else if let Some(content) = &content {
        say_what_is_left(&gathered.episodes, content, &plan, &messages);
        write(content, &plan, args.dry_run, &messages, &mut tally)?;
    }
    tally.say(args.dry_run, &messages);
    Ok(tally.status(config.strict))
}

/// What `tag` writes has no chapters and no highlights: who asks for them has forgotten the drafts.
fn say_what_no_episode_has(episodes: &[EpisodeNotes], parts: &[Part], messages: &Messages) {
    for &part in parts {
        let (name, _) = part_value(&EpisodeNotes::default(), part);
        let missing = |episode| part_value(episode, part).1.is_none();
        if episodes.iter().all(missing) {
            messages.warning(format_args!(
                "--with {name}: no episode has any; name drafts, made with `draft --format jsonl`, with --from"
            ));
        }
    }
}

fn options(args: &PublishArgs, site: Site) -> anyhow::Result<PublishOptions> {
    let change = match (args.replace, args.remove) {
        (_, true) => ListChange::Remove,
        (true, false) => ListChange::Replace,
        (false, false) => ListChange::Add,
    };
    let mut parts: Vec<Part> = args.with.iter().map(|&part| part_of(part)).collect();
    parts.sort_unstable();
    parts.dedup();
    Ok(PublishOptions {
        site,
        change,
        parts,
        rename: args.rename.clone(),
        adopt_spelling: args.from.is_empty(),
        map: args
            .map
            .as_deref()
            .map(super::lists::episode_files)
            .transpose()?
            .unwrap_or_default(),
    })
}

/// How a publish went.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    changed: usize,
    unchanged: usize,
    left_alone: usize,
    unmatched: usize,
    failed: usize,
}

impl Tally {
    fn of(plan: &Plan, failed: usize) -> Self {
        Self {
            changed: 0,
            unchanged: plan.unchanged,
            left_alone: plan.left_alone.len() + plan.matches.unknown.len(),
            unmatched: plan.matches.unmatched.len(),
            failed,
        }
    }

    fn status(self, strict: bool) -> ExitStatus {
        let done = self.changed + self.unchanged;
        match self.left_alone + self.failed {
            0 if self.unmatched == 0 || (!strict && done > 0) => ExitStatus::Done,
            _ if done == 0 => ExitStatus::Unusable,
            _ => ExitStatus::Incomplete,
        }
    }

    fn say(self, dry_run: bool, messages: &Messages) {
        let would = if dry_run { "to change" } else { "changed" };
        messages.note(format_args!(
            "{} {would}, {} as wanted already, {} left alone, {} failed, {} episodes without a file",
            self.changed, self.unchanged, self.left_alone, self.failed, self.unmatched
        ));
    }
}

fn say_what_is_left(
    episodes: &[EpisodeNotes],
    content: &Content,
    plan: &Plan,
    messages: &Messages,
) {
    for line in &plan.matches.unknown {
        messages.error(format_args!("--map: {line}"));
    }
    for (file, doubt) in &plan.left_alone {
        let path = &content.files[*file].full_path;
        messages.error(format_args!("{path}: {doubt}; left as it is"));
    }
    let unmatched = &plan.matches.unmatched;
    for &episode in unmatched.iter().take(NAMED) {
        let id = &episodes[episode].id;
        messages.warning(format_args!(
            "{id}: no content file for this episode; pair them with --map"
        ));
    }
    if unmatched.len() > NAMED {
        let more = unmatched.len() - NAMED;
        messages.warning(format_args!(
            "and {more} more episodes without a content file"
        ));
    }
}

fn write(
    content: &Content,
    plan: &Plan,
    dry_run: bool,
    messages: &Messages,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    for (file, text) in &plan.edits {
        let old = &content.files[*file];
        if dry_run {
            let diff = report::unified_diff(&old.full_path, &old.text, text);
            generate::print(diff.as_bytes())?;
            tally.changed += 1;
            continue;
        }
        match content.replace(*file, text) {
            Written::Done => tally.changed += 1,
            Written::Changed => {
                tally.left_alone += 1;
                messages.error(format_args!(
                    "{}: was changed by somebody else meanwhile; left as it is, run again",
                    old.full_path
                ));
            }
            Written::Failed(error) => {
                tally.failed += 1;
                messages.error(format_args!(
                    "{}: cannot be written: {error}; left as it was",
                    old.full_path
                ));
            }
        }
    }
    Ok(())
}

fn site_of(name: SiteName) -> Site {
    match name {
        SiteName::Hugo => Site::Hugo,
        SiteName::Zola => Site::Zola,
        SiteName::Jekyll => Site::Jekyll,
        SiteName::Eleventy => Site::Eleventy,
        SiteName::Astro => Site::Astro,
        SiteName::Pelican => Site::Pelican,
        SiteName::Json => Site::Json,
    }
}

fn part_of(name: PartName) -> Part {
    match name {
        PartName::Highlights => Part::Highlights,
        PartName::Chapters => Part::Chapters,
        PartName::Summary => Part::Summary,
        PartName::People => Part::People,
    }
}

/// A path with `/`, as messages, maps and matching have it.
fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
