//! What to write into which content file: the whole of a publish, decided before the first byte is written.

use std::collections::BTreeMap;

use super::episode::EpisodeNotes;
use super::front::{Doubt, ListChange, Page};
use super::matching::{ContentFile, Matches, match_files};
use super::parts::{Part, part_value};
use super::site::Site;
use super::slug_check::{SlugProblem, TagInUse, check_slugs};

/// What to publish, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishOptions {
    /// The generator.
    pub site: Site,
    /// What becomes of tags that are there.
    pub change: ListChange,
    /// What to write beside the tags.
    pub parts: Vec<Part>,
    /// Tags to be spelled otherwise: old and new.
    pub rename: Vec<(String, String)>,
    /// Whether tags take the spelling that pages use already, where it differs in case, blanks and hyphens only.
    pub adopt_spelling: bool,
    /// Episodes' ids and their files' paths.
    pub map: Vec<(String, String)>,
}

/// A content file with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentText {
    /// Relative to the folder of content, with `/`.
    pub path: String,
    /// The whole path, with `/`.
    pub full_path: String,
    /// What it holds.
    pub text: String,
}

/// What a publish comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Files to change, by index, with their new text; ascending.
    pub edits: Vec<(usize, String)>,
    /// Files with a partner in which nothing is to be changed.
    pub unchanged: usize,
    /// Files with a partner that are left alone, by index, and why; ascending.
    pub left_alone: Vec<(usize, Doubt)>,
    /// Which episode goes into which file.
    pub matches: Matches,
    /// Tags that the site would confuse. If there are any, `edits` is empty.
    pub problems: Vec<SlugProblem>,
}

/// Where each thing goes in this site's front matter.
fn path(site: Site, key: &str) -> Vec<&str> {
    match (site, key) {
        (Site::Zola, "tags") => vec!["taxonomies", "tags"],
        (Site::Zola, key) => vec!["extra", key],
        (_, key) => vec![key],
    }
}

/// Two spellings of one tag: the same but for case, blanks, hyphens and underscores.
fn same_tag(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

/// A tag's words without case.
fn folded(tag: &str) -> Vec<String> {
    let words = tag.split([' ', '-', '_']).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Decides what to write. Every file is read before anything is decided; nothing here writes.
pub fn plan(episodes: &[EpisodeNotes], files: &[ContentText], options: &PublishOptions) -> Plan {
    let site = options.site;
    let pages: Vec<_> = files
        .iter()
        .map(|file| Page::read(site, &file.text))
        .collect();
    let described: Vec<_> = files
        .iter()
        .zip(&pages)
        .map(|(file, page)| ContentFile {
            path: file.path.clone(),
            full_path: file.full_path.clone(),
            fields: page
                .as_ref()
                .map_or_else(|_| serde_json::Map::new(), Page::fields),
        })
        .collect();
    let matches = match_files(episodes, &described, &options.map);
    let mut options = options.clone();
    if options.adopt_spelling {
        options.rename.extend(spellings(episodes, &pages, site));
    }
    let options = &options;
    let mut plan = Plan {
        problems: problems(episodes, &pages, &matches, options),
        ..Plan::default()
    };
    for &(episode, file) in &matches.pairs {
        let edited = match &pages[file] {
            Ok(_) => edit(&episodes[episode], &files[file].text, options),
            Err(doubt) => Err(doubt.clone()),
        };
        match edited {
            Ok(Some(text)) => plan.edits.push((file, text)),
            Ok(None) => plan.unchanged += 1,
            Err(doubt) => plan.left_alone.push((file, doubt)),
        }
    }
    if !plan.problems.is_empty() {
        plan.edits.clear();
    }
    plan.matches = matches;
    plan
}

/// The tags of an episode as they are to be written.
pub fn tags_of(episode: &EpisodeNotes, rename: &[(String, String)]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for note in &episode.tags {
        let renamed = rename.iter().find(|(old, _)| *old == note.tag);
        let tag = renamed.map_or(&note.tag, |(_, new)| new);
        if !tags.iter().any(|other| same_tag(other, tag)) {
            tags.push(tag.clone());
        }
    }
    tags
}

/// For each tag that pages spell otherwise, the spelling of most pages.
fn spellings(
    episodes: &[EpisodeNotes],
    pages: &[Result<Page<'_>, Doubt>],
    site: Site,
) -> Vec<(String, String)> {
    let mut used: BTreeMap<Vec<String>, BTreeMap<String, usize>> = BTreeMap::new();
    for tag in pages
        .iter()
        .flatten()
        .flat_map(|page| page.list(&path(site, "tags")))
    {
        *used
            .entry(folded(&tag))
            .or_default()
            .entry(tag)
            .or_default() += 1;
    }
    let mut renames = BTreeMap::new();
    for note in episodes.iter().flat_map(|episode| &episode.tags) {
        let spellings = used.get(&folded(&note.tag));
        let usual = spellings
            .and_then(|spellings| spellings.iter().max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0))));
        if let Some((usual, _)) = usual.filter(|(usual, _)| **usual != note.tag) {
            renames.insert(note.tag.clone(), usual.clone());
        }
    }
    renames.into_iter().collect()
}

/// What is wrong with the tags that the site will have once all is written.
fn problems(
    episodes: &[EpisodeNotes],
    pages: &[Result<Page<'_>, Doubt>],
    matches: &Matches,
    options: &PublishOptions,
) -> Vec<SlugProblem> {
    if options.change == ListChange::Remove {
        return Vec::new();
    }
    let path = path(options.site, "tags");
    let episode_of: BTreeMap<usize, usize> = matches
        .pairs
        .iter()
        .map(|&(episode, file)| (file, episode))
        .collect();
    let mut in_use: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for (file, page) in pages.iter().enumerate() {
        let Ok(page) = page else { continue };
        let present = page.list(&path);
        let given = episode_of.get(&file).map_or_else(Vec::new, |&episode| {
            tags_of(&episodes[episode], &options.rename)
        });
        let wanted = |tag: &String| given.iter().any(|given| same_tag(given, tag));
        let stays = |tag: &&String| {
            options.change == ListChange::Add || !episode_of.contains_key(&file) || wanted(tag)
        };
        for tag in present.iter().filter(stays) {
            in_use.entry(tag.clone()).or_default().0 += 1;
        }
        for tag in given {
            if !present.iter().any(|present| same_tag(present, &tag)) {
                let usage = in_use.entry(tag).or_default();
                *usage = (usage.0 + 1, true);
            }
        }
    }
    let tags: Vec<_> = in_use
        .into_iter()
        .map(|(tag, (pages, added))| TagInUse { tag, pages, added })
        .collect();
    check_slugs(options.site, &tags)
}

/// The text of a file with an episode's notes in it; `None` if they are there already.
fn edit(
    episode: &EpisodeNotes,
    text: &str,
    options: &PublishOptions,
) -> Result<Option<String>, Doubt> {
    let site = options.site;
    let mut current = text.to_owned();
    let mut tags = tags_of(episode, &options.rename);
    if options.change == ListChange::Remove {
        // What a person gave is not ours to take out.
        tags.retain(|tag| {
            !episode
                .tags
                .iter()
                .any(|note| note.given && same_tag(&note.tag, tag))
        });
    }
    let page = Page::read(site, &current)?;
    if let Some(new) = page.edit_list(&path(site, "tags"), &tags, options.change, same_tag)? {
        current = new;
    }
    for &part in &options.parts {
        let (key, value) = part_value(episode, part);
        let path = path(site, key);
        let page = Page::read(site, &current)?;
        let new = match value {
            None => None,
            Some(value) if options.change == ListChange::Remove => {
                let ours = page.set(&path, &value, true)?.is_none();
                if ours { page.remove(&path)? } else { None }
            }
            Some(value) => page.set(&path, &value, options.change == ListChange::Replace)?,
        };
        if let Some(new) = new {
            current = new;
        }
    }
    Ok((current != text).then_some(current))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::episode::{ChapterNote, TagNote};

    fn episode(id: &str, tags: &[&str]) -> EpisodeNotes {
        EpisodeNotes {
            id: id.to_owned(),
            tags: tags
                .iter()
                .map(|&tag| TagNote {
                    tag: tag.to_owned(),
                    given: tag == "sea",
                })
                .collect(),
            summary: "All of it.".to_owned(),
            chapters: vec![ChapterNote {
                title: "Start".to_owned(),
                start_s: Some(1.5),
            }],
            ..EpisodeNotes::default()
        }
    }

    fn file(path: &str, text: &str) -> ContentText {
        ContentText {
            path: path.to_owned(),
            full_path: format!("content/{path}"),
            text: text.to_owned(),
        }
    }

    fn options(site: Site) -> PublishOptions {
        PublishOptions {
            site,
            change: ListChange::Add,
            parts: Vec::new(),
            rename: Vec::new(),
            adopt_spelling: false,
            map: Vec::new(),
        }
    }

    #[test]
    fn tags_and_parts_go_where_the_site_wants_them_and_a_second_run_changes_nothing() {
        for (site, before, after) in [
            (
                Site::Hugo,
                "---\ntitle: A\ntags: [Sea]\n---\n",
                "---\ntitle: A\ntags: [Sea, Light]\nchapters:\n  - title: \"Start\"\n    start: 1.5\nsummary: \"All of it.\"\n---\n",
            ),
            (
                Site::Zola,
                "+++\ntitle = \"A\"\n+++\n",
                "+++\ntitle = \"A\"\n\n[taxonomies]\ntags = [\"sea\", \"Light\"]\n\n[extra]\nchapters = [\n  { title = \"Start\", start = 1.5 },\n]\nsummary = \"All of it.\"\n+++\n",
            ),
        ] {
            let mut options = options(site);
            options.parts = vec![Part::Chapters, Part::Summary];
            let episodes = [episode("a", &["sea", "Light"])];
            let done = plan(&episodes, &[file("a.md", before)], &options);
            assert_eq!(done.edits, [(0, after.to_owned())]);
            let again = plan(&episodes, &[file("a.md", after)], &options);
            assert_eq!((again.edits.len(), again.unchanged), (0, 1));
            options.change = ListChange::Remove;
            let undone = plan(&episodes, &[file("a.md", after)], &options);
            if site == Site::Hugo {
                assert_eq!(undone.edits, [(0, before.to_owned())]);
            }
        }
    }

    #[test]
    fn tags_that_the_site_would_confuse_stop_everything() {
        let episodes = [episode("a", &["C++"]), episode("b", &["C"])];
        let files = [
            file("a.md", "---\ntitle: A\n---\n"),
            file("b.md", "---\ntitle: B\n---\n"),
        ];
        let mut options = options(Site::Zola);
        let stopped = plan(&episodes, &files, &options);
        assert_eq!((stopped.problems.len(), stopped.edits.len()), (1, 0));
        options.rename = vec![("C++".to_owned(), "Cpp".to_owned())];
        assert_eq!(plan(&episodes, &files, &options).edits.len(), 2);
    }

    #[test]
    fn a_file_in_doubt_is_left_alone_and_the_others_are_edited() {
        let episodes = [
            episode("a", &["x"]),
            episode("b", &["x"]),
            episode("c", &["x"]),
        ];
        let files = [
            file("a.md", "---\ntags: &t [a]\n---\n"),
            file("b.md", "---\ntitle: B\n---\n"),
            file("notes.md", "no front matter"),
        ];
        let done = plan(&episodes, &files, &options(Site::Hugo));
        assert_eq!(done.edits.len(), 1);
        assert_eq!(done.left_alone.len(), 1);
        assert_eq!(done.left_alone[0].0, 0);
        assert_eq!(done.matches.unmatched, [2]);
    }
}
