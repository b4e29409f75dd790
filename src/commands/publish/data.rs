//! The way that touches no content file: data files in the place where the generator looks for them.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::{generate, output};
use super::Tally;
use crate::publish::{
    ContentText, EpisodeNotes, Plan, PublishOptions, Site, page_name, part_value, slug, tags_of,
};
use crate::report::{self, SiteEpisode};
use crate::terminal::Messages;

/// The two files: all episodes as JSON by slug, and a row for each episode and tag.
pub(super) struct DataFiles {
    json: Vec<u8>,
    csv: Vec<u8>,
}

/// Makes the files. An episode has the slug of its content file, or else one made of its own name.
pub(super) fn files(
    episodes: &[EpisodeNotes],
    files: &[ContentText],
    plan: &Plan,
    options: &PublishOptions,
    messages: &Messages,
    tally: &mut Tally,
) -> DataFiles {
    let page_of: BTreeMap<usize, usize> = plan.matches.pairs.iter().copied().collect();
    let mut by_slug: BTreeMap<String, SiteEpisode> = BTreeMap::new();
    for (at, episode) in episodes.iter().enumerate() {
        let name = page_of.get(&at).map_or_else(
            || slug::slugify(page_name(&episode.id)),
            |&file| page_name(&files[file].path).to_owned(),
        );
        if name.is_empty() || by_slug.contains_key(&name) {
            tally.failed += 1;
            messages.error(format_args!(
                "{}: its name `{name}` is empty or taken by another episode; left out",
                episode.id
            ));
            continue;
        }
        let tags = tags_of(episode, &options.rename);
        let parts = options.parts.iter().filter_map(|&part| {
            let (key, value) = part_value(episode, part);
            value.map(|value| (key.to_owned(), value))
        });
        let record = SiteEpisode {
            id: episode.id.clone(),
            title: episode.title.clone(),
            tags: tags
                .into_iter()
                .map(|tag| (slug(options.site, &tag), tag))
                .collect(),
            parts: parts.collect(),
        };
        by_slug.insert(name, record);
    }
    DataFiles {
        json: report::site_json(&by_slug),
        csv: report::site_table(&by_slug),
    }
}

/// Puts the files below the root of the site, where they differ from what is there.
pub(super) fn write(
    root: &Path,
    site: Site,
    files: &DataFiles,
    dry_run: bool,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let (json, csv) = site.data_places();
    tally.unchanged = 0;
    for (place, bytes) in [(json, &files.json), (csv, &files.csv)] {
        let path = root.join(place);
        let old = std::fs::read(&path).unwrap_or_default();
        if old == *bytes {
            tally.unchanged += 1;
            continue;
        }
        tally.changed += 1;
        if dry_run {
            let (old, new) = (
                String::from_utf8_lossy(&old),
                String::from_utf8_lossy(bytes),
            );
            let diff = report::unified_diff(&path.to_string_lossy(), &old, &new);
            generate::print(diff.as_bytes())?;
        } else {
            output::write(&path, bytes)?;
        }
    }
    Ok(())
}
