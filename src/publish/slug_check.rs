//! Finds tags that a generator would confuse, before anything is written: two tags on one address, tags without any,
//! tags that mean something else to it.

use std::collections::BTreeMap;
use std::fmt;

use super::site::Site;
use super::slugs::slug;

/// A tag as the site will have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagInUse {
    /// As it will be written.
    pub tag: String,
    /// Pages that will carry it.
    pub pages: usize,
    /// Whether any of these pages gets it now, as opposed to having it already.
    pub added: bool,
}

/// Why tags cannot be published as they are, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlugProblem {
    /// The generator.
    pub site: Site,
    /// The tags concerned, sorted.
    pub tags: Vec<String>,
    /// What is wrong with them.
    pub fault: SlugFault,
    /// Old and new spelling that would mend it.
    pub proposal: Vec<(String, String)>,
}

/// What can be wrong with a tag's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugFault {
    /// All have this one.
    Shared(String),
    /// There is none.
    Empty,
    /// The name is taken.
    Reserved,
}

impl fmt::Display for SlugProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tags: Vec<_> = self.tags.iter().map(|tag| format!("`{tag}`")).collect();
        let (tags, site) = (tags.join(", "), self.site.name());
        match &self.fault {
            SlugFault::Shared(slug) => {
                write!(out, "tags {tags} would all be at `{slug}` in {site}")?;
            }
            SlugFault::Empty => write!(out, "tag {tags} would have no address in {site}")?,
            SlugFault::Reserved => write!(out, "tag {tags} means something else to {site}")?,
        }
        let renames: Vec<_> = self
            .proposal
            .iter()
            .map(|(old, new)| format!("'{old}={new}'"))
            .collect();
        if renames.is_empty() {
            write!(out, "; leave it out with never_tags, or rename it")
        } else {
            write!(out, "; try --rename {}", renames.join(" --rename "))
        }
    }
}

/// What is wrong with the tags that a site will have. Trouble among tags that are all there already is not ours.
pub fn check_slugs(site: Site, tags: &[TagInUse]) -> Vec<SlugProblem> {
    let mut by_slug: BTreeMap<String, Vec<&TagInUse>> = BTreeMap::new();
    for tag in tags {
        by_slug.entry(slug(site, &tag.tag)).or_default().push(tag);
    }
    let mut problems = Vec::new();
    for (slug, mut tags) in by_slug {
        tags.sort_by(|a, b| a.tag.cmp(&b.tag));
        tags.dedup_by(|a, b| a.tag == b.tag);
        let added = || tags.iter().filter(|tag| tag.added);
        if slug.is_empty() {
            problems.extend(added().map(|tag| empty(site, &tag.tag)));
            continue;
        }
        if site.reserved().contains(&slug.as_str()) {
            problems.extend(added().map(|tag| reserved_name(site, &tag.tag)));
        }
        if tags.len() > 1 && added().next().is_some() {
            problems.push(shared(site, slug, &tags));
        }
    }
    problems
}

fn empty(site: Site, tag: &str) -> SlugProblem {
    let spelled = [spelled_out(tag), slug::slugify(tag)];
    let usable = spelled
        .into_iter()
        .find(|new| new != tag && !slug(site, new).is_empty());
    SlugProblem {
        site,
        tags: vec![tag.to_owned()],
        fault: SlugFault::Empty,
        proposal: usable
            .map(|new| (tag.to_owned(), new))
            .into_iter()
            .collect(),
    }
}

fn reserved_name(site: Site, tag: &str) -> SlugProblem {
    SlugProblem {
        site,
        tags: vec![tag.to_owned()],
        fault: SlugFault::Reserved,
        proposal: vec![(tag.to_owned(), format!("{tag} (topic)"))],
    }
}

/// Either each tag can be spelled out so that they differ (`C++` as `cpp`), or they are one tag in several spellings.
fn shared(site: Site, at: String, tags: &[&TagInUse]) -> SlugProblem {
    let apart: Vec<String> = tags.iter().map(|tag| spelled_out(&tag.tag)).collect();
    let mut slugs: Vec<String> = apart.iter().map(|tag| slug(site, tag)).collect();
    slugs.sort();
    slugs.dedup();
    let proposal = if slugs.len() == tags.len() {
        let pairs = tags.iter().zip(apart);
        pairs
            .filter(|(tag, new)| tag.tag != *new)
            .map(|(tag, new)| (tag.tag.clone(), new))
            .collect()
    } else {
        let kept = tags
            .iter()
            .max_by(|a, b| (!a.added, a.pages, &b.tag).cmp(&(!b.added, b.pages, &a.tag)));
        let kept = kept.map_or(String::new(), |tag| tag.tag.clone());
        let others = tags.iter().filter(|tag| tag.tag != kept);
        others.map(|tag| (tag.tag.clone(), kept.clone())).collect()
    };
    SlugProblem {
        site,
        tags: tags.iter().map(|tag| tag.tag.clone()).collect(),
        fault: SlugFault::Shared(at),
        proposal,
    }
}

/// Signs that addresses lose, as the words that are usual for them: `C++` → `Cpp`, `C#` → `Csharp`, `.NET` → `dotNET`.
fn spelled_out(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len() + 8);
    for (at, c) in tag.char_indices() {
        match c {
            '+' => out.push('p'),
            '#' => out.push_str("sharp"),
            '.' if at == 0 => out.push_str("dot"),
            '*' => out.push_str(" star"),
            '&' => out.push_str(" and "),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(site: Site, tags: &[(&str, usize, bool)]) -> Vec<String> {
        let tags: Vec<_> = tags
            .iter()
            .map(|&(tag, pages, added)| TagInUse {
                tag: tag.to_owned(),
                pages,
                added,
            })
            .collect();
        let found = check_slugs(site, &tags);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn tags_on_one_address_are_named_with_spellings_that_part_them() {
        assert_eq!(
            problems(
                Site::Pelican,
                &[("C", 3, true), ("C++", 2, true), ("C#", 1, true)]
            ),
            ["tags `C`, `C#`, `C++` would all be at `c` in Pelican; \
              try --rename 'C#=Csharp' --rename 'C++=Cpp'"]
        );
        let tags = [("C", 3, true), ("C++", 2, true), ("C#", 1, true)];
        assert!(problems(Site::Hugo, &tags).is_empty());
    }

    #[test]
    fn spellings_of_one_tag_become_the_one_that_people_use_already() {
        let tags = [
            ("open source", 9, true),
            ("open-source", 2, false),
            ("Open Source", 1, true),
        ];
        for site in Site::ALL {
            let found = problems(site, &tags);
            assert_eq!(found.len(), 1, "{site:?}");
            assert!(
                found[0].ends_with(
                    "; try --rename 'Open Source=open-source' --rename 'open source=open-source'"
                ),
                "{found:?}"
            );
        }
    }

    #[test]
    fn tags_without_an_address_are_named() {
        assert_eq!(
            problems(Site::Eleventy, &[("日本", 1, true)]),
            ["tag `日本` would have no address in Eleventy; try --rename '日本=ri-ben'"]
        );
        assert!(problems(Site::Hugo, &[("日本", 1, true)]).is_empty());
        assert_eq!(
            problems(Site::Zola, &[("!!!", 1, true)]),
            ["tag `!!!` would have no address in Zola; leave it out with never_tags, or rename it"]
        );
    }

    #[test]
    fn reserved_names_are_only_reserved_where_they_mean_something() {
        assert_eq!(
            problems(Site::Eleventy, &[("Nav", 1, true)]),
            ["tag `Nav` means something else to Eleventy; try --rename 'Nav=Nav (topic)'"]
        );
        assert!(problems(Site::Eleventy, &[("post", 1, false)]).is_empty());
        assert!(problems(Site::Zola, &[("nav", 1, true)]).is_empty());
    }

    #[test]
    fn what_is_wrong_among_tags_that_are_there_already_is_left_alone() {
        let tags = [("AI", 9, false), ("ai", 2, false), ("!!!", 1, false)];
        for site in Site::ALL {
            assert!(problems(site, &tags).is_empty(), "{site:?}");
        }
    }
}
