//! Which content file is about which episode.
//!
//! The rules go from the surest to the weakest: a line of the map, the path, the name of the file or its `slug`, its
//! `guid`, its title, its number. A rule pairs an episode with a file only where it points from each to the other and to
//! nothing else. What no rule pairs is listed, never guessed.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::episode::EpisodeNotes;

/// A content file as far as it tells what it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentFile {
    /// Relative to the folder of content, with `/`.
    pub path: String,
    /// The whole path, as the transcript's path would be if it were this file; with `/`.
    pub full_path: String,
    /// Its front matter.
    pub fields: Map<String, Value>,
}

/// Episodes and files paired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Episode and file, by index, ascending by file.
    pub pairs: Vec<(usize, usize)>,
    /// Episodes without a file, ascending.
    pub unmatched: Vec<usize>,
    /// What the map names that is not there.
    pub unknown: Vec<String>,
}

/// What an episode, and a file, may be recognised by under one rule.
type EpisodeKeys = fn(&EpisodeNotes) -> Vec<String>;
type FileKeys = fn(&ContentFile) -> Vec<String>;

/// Pairs episodes with files. `map` has an episode's id (or path) and a file's path.
pub fn match_files(
    episodes: &[EpisodeNotes],
    files: &[ContentFile],
    map: &[(String, String)],
) -> Matches {
    let mut state = Pairing {
        file_of: vec![None; episodes.len()],
        episode_of: vec![None; files.len()],
    };
    let unknown = state.by_map(episodes, files, map);
    let rules: [(EpisodeKeys, FileKeys); 5] = [
        (
            |episode| vec![episode.path.replace('\\', "/")],
            |file| vec![file.full_path.clone()],
        ),
        (
            |episode| vec![episode.id.clone()],
            |file| vec![without_extension(&file.path).to_owned()],
        ),
        (
            |episode| vec![slug::slugify(name(&episode.id))],
            names_of_file,
        ),
        (
            |episode| vec![normal(&episode.title)],
            |file| vec![normal(&text(file, &["title", "name"]))],
        ),
        (|episode| number_in(name(&episode.id)), numbers_of_file),
    ];
    for (of_episode, of_file) in rules {
        state.by_key(episodes, files, of_episode, of_file);
    }
    state.finish(unknown)
}

struct Pairing {
    file_of: Vec<Option<usize>>,
    episode_of: Vec<Option<usize>>,
}

impl Pairing {
    fn by_map(
        &mut self,
        episodes: &[EpisodeNotes],
        files: &[ContentFile],
        map: &[(String, String)],
    ) -> Vec<String> {
        let mut unknown = Vec::new();
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, episode) in episodes.iter().enumerate().rev() {
            ids.insert(&episode.path, at);
        }
        for (at, episode) in episodes.iter().enumerate().rev() {
            ids.insert(&episode.id, at);
        }
        let mut paths: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            paths.insert(&file.full_path, at);
        }
        for (at, file) in files.iter().enumerate() {
            paths.insert(&file.path, at);
        }
        for (episode, path) in map {
            let path = path.replace('\\', "/");
            let path = path.strip_prefix("./").unwrap_or(&path);
            match (ids.get(episode.as_str()), paths.get(path)) {
                (Some(&episode), Some(&file)) if self.is_free(episode, file) => {
                    self.pair(episode, file);
                }
                (Some(_), Some(_)) => unknown.push(format!("{episode}: paired twice")),
                (None, _) => unknown.push(format!("{episode}: no such episode")),
                (_, None) => unknown.push(format!("{path}: no such content file")),
            }
        }
        unknown
    }

    fn is_free(&self, episode: usize, file: usize) -> bool {
        self.file_of[episode].is_none() && self.episode_of[file].is_none()
    }

    fn pair(&mut self, episode: usize, file: usize) {
        self.file_of[episode] = Some(file);
        self.episode_of[file] = Some(episode);
    }

    /// Pairs those that share a key with each other and with nobody else, paired or not.
    fn by_key(
        &mut self,
        episodes: &[EpisodeNotes],
        files: &[ContentFile],
        of_episode: EpisodeKeys,
        of_file: FileKeys,
    ) {
        let mut sharing: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, episode) in episodes.iter().enumerate() {
            for key in of_episode(episode) {
                sharing.entry(key).or_default().0.push(at);
            }
        }
        for (at, file) in files.iter().enumerate() {
            let mut keys = of_file(file);
            keys.sort();
            keys.dedup();
            for key in keys {
                sharing.entry(key).or_default().1.push(at);
            }
        }
        sharing.remove("");
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (episodes, files) in sharing.values() {
            if let ([episode], [file]) = (episodes.as_slice(), files.as_slice())
                && self.is_free(*episode, *file)
            {
                found.push((*episode, *file));
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut uses = (vec![0; self.file_of.len()], vec![0; self.episode_of.len()]);
        for &(episode, file) in &found {
            uses.0[episode] += 1;
            uses.1[file] += 1;
        }
        let sure = found
            .into_iter()
            .filter(|&(episode, file)| uses.0[episode] == 1 && uses.1[file] == 1);
        for (episode, file) in sure {
            self.pair(episode, file);
        }
    }

    fn finish(self, unknown: Vec<String>) -> Matches {
        let pairs = self.episode_of.iter().enumerate();
        Matches {
            pairs: pairs
                .filter_map(|(file, episode)| episode.map(|episode| (episode, file)))
                .collect(),
            unmatched: (0..self.file_of.len())
                .filter(|&episode| self.file_of[episode].is_none())
                .collect(),
            unknown,
        }
    }
}

fn without_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..]
        .rfind('.')
        .filter(|&dot| dot > 0)
        .map_or(path, |dot| &path[..name + dot])
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name by which a site would call the file: a bundle's is that of its folder, a Jekyll post's has no date.
pub fn page_name(path: &str) -> &str {
    let whole = without_extension(path);
    let (folder, last) = whole.rsplit_once('/').unwrap_or(("", whole));
    let bundle = matches!(last, "index" | "_index") && !folder.is_empty();
    let stem = if bundle { name(folder) } else { last };
    let dated = stem.len() > 11
        && stem.is_char_boundary(11)
        && stem[..11].bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if dated { &stem[11..] } else { stem }
}

fn names_of_file(file: &ContentFile) -> Vec<String> {
    let given = text(file, &["slug", "guid", "id", "uuid"]);
    vec![
        slug::slugify(page_name(&file.path)),
        slug::slugify(name(without_extension(&file.path))),
        slug::slugify(given),
    ]
}

/// The first of these fields that is text or a number.
fn text(file: &ContentFile, keys: &[&str]) -> String {
    let found = keys.iter().find_map(|key| match file.fields.get(*key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// A title without case, punctuation and double blanks.
fn normal(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.join(" ")
}

/// What stands before a number that counts episodes.
const COUNTED: [&str; 9] = [
    "", "e", "ep", "episode", "avsnitt", "folge", "afl", "show", "épisode",
];

/// The number by which a name counts its episode, without leading zeros: `012-seeds`, `ep12`, `show 012`. A number that
/// is or may be a year or part of a title is none.
fn number_in(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let start = lower.find(|c: char| c.is_ascii_digit());
    let Some(start) = start else {
        return Vec::new();
    };
    let (before, rest) = lower.split_at(start);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let counted = COUNTED.contains(&before.trim_end_matches(['-', '_', ' ', '.', '#']));
    let alone = !after.starts_with(char::is_alphanumeric)
        && !after
            .trim_start_matches(['-', '_', '.', ' '])
            .starts_with(|c: char| c.is_ascii_digit());
    let year = before.is_empty()
        && digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"));
    if counted && alone && !year {
        vec![plain_number(digits)]
    } else {
        Vec::new()
    }
}

fn plain_number(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        "0".to_owned()
    } else {
        digits.to_owned()
    }
}

fn numbers_of_file(file: &ContentFile) -> Vec<String> {
    let stated = text(
        file,
        &[
            "episode",
            "episode_number",
            "episodeNumber",
            "number",
            "ep",
            "itunes_episode",
        ],
    );
    if stated.is_empty() {
        number_in(page_name(&file.path))
    } else {
        number_in(&stated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn episode(id: &str, title: &str) -> EpisodeNotes {
        EpisodeNotes {
            id: id.to_owned(),
            path: format!("transcripts/{id}.vtt"),
            title: title.to_owned(),
            ..EpisodeNotes::default()
        }
    }

    fn file(path: &str, fields: &Value) -> ContentFile {
        ContentFile {
            path: path.to_owned(),
            full_path: format!("content/{path}"),
            fields: fields.as_object().cloned().unwrap_or_default(),
        }
    }

    #[test]
    fn each_rule_pairs_what_it_should() {
        for (id, title, path, fields) in [
            ("a/12-seeds", "", "a/12-seeds.md", json!({})),
            ("12-seeds", "", "posts/2024-05-01-12-seeds.md", json!({})),
            ("12 Seeds", "", "12-seeds/index.md", json!({})),
            ("s1/x1", "", "other.md", json!({"slug": "x1"})),
            ("s1/abc-def", "", "other.md", json!({"guid": "ABC-def"})),
            (
                "x",
                "Seeds: a story",
                "other.md",
                json!({"title": "Seeds – a Story"}),
            ),
            ("ep012", "", "other.md", json!({"episode": 12})),
            ("show-012", "", "other.md", json!({"number": "#12"})),
            ("ep12", "", "012.md", json!({})),
            ("012 - seeds", "", "episode-12.md", json!({})),
        ] {
            let found = match_files(&[episode(id, title)], &[file(path, &fields)], &[]);
            assert_eq!(found.pairs, [(0, 0)], "{id} {path}");
        }
    }

    #[test]
    fn what_is_not_sure_is_not_paired() {
        let two_titles = [
            file("a.md", &json!({"title": "News"})),
            file("b.md", &json!({"title": "News"})),
        ];
        assert_eq!(
            match_files(&[episode("x", "News")], &two_titles, &[]).unmatched,
            [0]
        );
        let two_episodes = [episode("s1/ep1", ""), episode("s2/ep1", "")];
        let found = match_files(&two_episodes, &[file("1.md", &json!({}))], &[]);
        assert_eq!(found.unmatched, [0, 1]);
        let nothing = match_files(
            &[episode("x", "")],
            &[file("y.md", &json!({"title": ""}))],
            &[],
        );
        assert_eq!(nothing.unmatched, [0]);
        for (id, path) in [
            ("ep12", "top-12-lists.md"),
            ("2024-review", "2024.md"),
            ("12-seeds", "12-13.md"),
            ("12-seeds", "12th-night.md"),
        ] {
            let found = match_files(&[episode(id, "")], &[file(path, &json!({}))], &[]);
            assert_eq!(found.unmatched, [0], "{id} {path}");
        }
        let dates = match_files(
            &[episode("x-2024-05-01", "")],
            &[file("2024.md", &json!({}))],
            &[],
        );
        assert_eq!(dates.unmatched, [0]);
    }

    #[test]
    fn the_map_goes_before_the_rules_and_its_mistakes_are_named() {
        let episodes = [episode("ep1", ""), episode("ep2", "")];
        let files = [file("ep1.md", &json!({})), file("two.md", &json!({}))];
        let map = [
            ("ep2", "ep1.md"),
            ("ep1", "content/two.md"),
            ("ep3", "two.md"),
            ("ep1", "three.md"),
        ]
        .map(|(episode, path)| (episode.to_owned(), path.to_owned()));
        let found = match_files(&episodes, &files, &map);
        assert_eq!(found.pairs, [(1, 0), (0, 1)]);
        assert_eq!(
            found.unknown,
            ["ep3: no such episode", "three.md: no such content file"]
        );
    }

    #[test]
    fn a_file_has_the_name_that_its_page_has() {
        for (path, expected) in [
            ("posts/2024-05-01-seeds.md", "seeds"),
            ("seeds/index.md", "seeds"),
            ("index.md", "index"),
            ("a/1.42-x.md", "1.42-x"),
            ("2024-05-01.md", "2024-05-01"),
        ] {
            assert_eq!(page_name(path), expected, "{path}");
        }
    }
}
