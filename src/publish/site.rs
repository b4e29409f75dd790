//! The kinds of website that can be published into, and what each reserves for itself.

/// A site generator, or plain JSON files for a site of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Jekyll.
    Jekyll,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Pelican.
    Pelican,
    /// One JSON file for each episode.
    Json,
}

impl Site {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Hugo,
        Self::Zola,
        Self::Jekyll,
        Self::Eleventy,
        Self::Astro,
        Self::Pelican,
        Self::Json,
    ];

    /// The generator's name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hugo => "Hugo",
            Self::Zola => "Zola",
            Self::Jekyll => "Jekyll",
            Self::Eleventy => "Eleventy",
            Self::Astro => "Astro",
            Self::Pelican => "Pelican",
            Self::Json => "JSON",
        }
    }

    /// Where the site's templates find data, below its root: the JSON file and the table of tags. Hugo wants no tables
    /// in `data/`, and Jekyll no two files of one name.
    pub fn data_places(self) -> (&'static str, &'static str) {
        match self {
            Self::Hugo => ("data/episodes.json", "assets/episode_tags.csv"),
            Self::Jekyll | Self::Eleventy => ("_data/episodes.json", "_data/episode_tags.csv"),
            Self::Astro => ("src/data/episodes.json", "src/data/episode_tags.csv"),
            Self::Zola | Self::Pelican => ("data/episodes.json", "data/episode_tags.csv"),
            Self::Json => ("episodes.json", "episode_tags.csv"),
        }
    }

    /// Tags that mean something else to the generator or to most of its themes, in lower case. In Eleventy a tag makes
    /// a collection: `all` is its own, the others are what starter projects list posts and menus by.
    pub fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Eleventy => &["all", "nav", "page", "pages", "post", "posts"],
            _ => &[],
        }
    }
}
