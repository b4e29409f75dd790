//! The tags in use over a tagged catalogue.

use std::collections::BTreeMap;

use super::{TagUse, TaggedEpisode};

/// Each tag with the number of its episodes, by number, falling, then by tag; `aliases` has other names of some.
pub(super) fn uses(episodes: &[TaggedEpisode], aliases: &BTreeMap<&str, Vec<&str>>) -> Vec<TagUse> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for tag in episodes.iter().flat_map(|episode| &episode.tags) {
        *counts.entry((&tag.tag, &tag.slug)).or_default() += 1;
    }
    let mut uses: Vec<TagUse> = counts
        .into_iter()
        .map(|((tag, slug), episodes)| TagUse {
            tag: tag.to_owned(),
            slug: slug.to_owned(),
            episodes,
            aliases: {
                let aliases = aliases.get(tag).into_iter().flatten();
                aliases.map(|&alias| alias.to_owned()).collect()
            },
        })
        .collect();
    uses.sort_by(|a, b| b.episodes.cmp(&a.episodes).then_with(|| a.tag.cmp(&b.tag)));
    uses
}
