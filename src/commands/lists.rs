//! The small files that people keep beside a catalogue: the vocabulary, and tags given before.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::publish::{EpisodeNotes, TagNote};
use crate::tags::{
    SkosError, TaggedEntry, Term, Vocabulary, parse_json_ld, parse_turtle, parse_vocabulary,
};

/// A vocabulary file: `vocab.toml`; SKOS as Turtle or JSON-LD, whose names in `language` are the tags; or one tag a line
/// (`# ` starts a comment); or CSV with a column `tag`, and one other name in each cell of the columns `alias`.
pub(super) fn vocabulary(path: &Path, language: Option<&str>) -> anyhow::Result<Vocabulary> {
    let text = read(path)?;
    let first = text.lines().next().unwrap_or_default();
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let ending = ending.to_string_lossy();
    let is_table = || {
        let mut cells = first.split(',');
        cells.any(|cell| cell.trim().eq_ignore_ascii_case("tag"))
    };
    let in_skos =
        |read: Result<_, SkosError>| read.map_err(|error| anyhow!("{}:{error}", path.display()));
    let vocabulary = if ending == "toml" {
        parse_vocabulary(&text).with_context(|| path.display().to_string())?
    } else if ending == "ttl" {
        in_skos(parse_turtle(&text, language))?
    } else if matches!(&*ending, "jsonld" | "json") {
        in_skos(parse_json_ld(&text, language))?
    } else if is_table() {
        Vocabulary {
            terms: terms(path, &text)?,
            never: Vec::new(),
        }
    } else {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && *line != "#" && !line.starts_with("# "));
        Vocabulary::of_names(lines.map(ToOwned::to_owned))
    };
    if vocabulary.terms.is_empty() {
        bail!("{}: no tags in it; write one a line", path.display());
    }
    Ok(vocabulary)
}

/// The rows of a CSV vocabulary. Cells beyond the header belong to its last column.
fn terms(path: &Path, text: &str) -> anyhow::Result<Vec<Term>> {
    let mut reader = csv_reader(text);
    let header = reader
        .headers()
        .with_context(|| path.display().to_string())?
        .clone();
    let names: Vec<String> = header.iter().map(str::to_lowercase).collect();
    let mut terms = Vec::new();
    for record in reader.records() {
        let record = record.with_context(|| path.display().to_string())?;
        let mut term = Term::default();
        for (column, cell) in record
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            let name = names.get(column).or(names.last());
            match name.map_or("", String::as_str) {
                "tag" if term.tag.is_empty() => cell.clone_into(&mut term.tag),
                "alias" | "aliases" | "alias..." => term.aliases.push(cell.to_owned()),
                _ => {}
            }
        }
        if !term.tag.is_empty() {
            terms.push(term);
        }
    }
    Ok(terms)
}

/// Path and tag of a CSV file with at least these two columns, which a `tags.csv` has, too. A tag with a minus before it
/// has been taken out by a person.
pub(super) fn known(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let rows = rows(path, &read(path)?, ["path", "tag"])?;
    let rows = rows.into_iter().map(|row| row.map(undefused));
    Ok(rows.map(|[path, tag]| (path, tag)).collect())
}

/// Episode and tag of each row of a `tags.csv`.
pub(super) fn rows_of_tags(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let rows = rows(path, &read(path)?, ["episode", "tag"])?;
    let rows = rows.into_iter().map(|row| row.map(undefused));
    Ok(rows.map(|[episode, tag]| (episode, tag)).collect())
}

/// Episode and content file of a CSV file with the header `episode,path`.
pub(super) fn episode_files(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let rows = rows(path, &read(path)?, ["episode", "path"])?;
    Ok(rows
        .into_iter()
        .map(|[episode, path]| (episode, path))
        .collect())
}

/// The episodes of a `tags.csv`, with their tags in the order of the rows; edited tables are welcome.
pub(super) fn episode_tags(path: &Path) -> anyhow::Result<Vec<EpisodeNotes>> {
    let text = read(path)?;
    let sources = rows(path, &text, ["episode", "path", "tag", "source"]);
    let rows = sources.or_else(|_| {
        let rows = rows(path, &text, ["episode", "path", "tag"])?;
        let unknown = |[episode, path, tag]: [String; 3]| [episode, path, tag, String::new()];
        anyhow::Ok(rows.into_iter().map(unknown).collect())
    })?;
    let mut episodes: BTreeMap<String, EpisodeNotes> = BTreeMap::new();
    for [id, path, tag, source] in rows.into_iter().map(|row| row.map(undefused)) {
        let episode = episodes.entry(id.clone()).or_default();
        episode.id = id;
        episode.path = path;
        episode.tags.push(TagNote {
            tag,
            given: source == "existing",
        });
    }
    Ok(episodes.into_values().collect())
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
fn undefused(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell,
    }
}

/// The tags of each episode of a CSV file with the columns `path` and `tag`, one row for each tag, in the order of the
/// rows; a column `date` is read if there is one. A row without a tag names an episode that has none.
pub(super) fn tagged(path: &Path) -> anyhow::Result<Vec<TaggedEntry>> {
    let text = read(path)?;
    let mut reader = csv_reader(&text);
    let header = reader
        .headers()
        .with_context(|| path.display().to_string())?
        .clone();
    let column = |name: &str| {
        let mut cells = header.iter();
        cells.position(|cell| cell.eq_ignore_ascii_case(name))
    };
    let wanted = |name: &str| {
        column(name).ok_or_else(|| {
            let path = path.display();
            anyhow!("{path}:1: no column `{name}`; the header must name it")
        })
    };
    let (episode, tag, date) = (wanted("path")?, wanted("tag")?, column("date"));
    let mut entries: Vec<TaggedEntry> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.with_context(|| path.display().to_string())?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let place = *places.entry(cell(episode)).or_insert_with(|| {
            entries.push(TaggedEntry {
                episode: cell(episode),
                ..TaggedEntry::default()
            });
            entries.len() - 1
        });
        let entry = &mut entries[place];
        if let Some(date) = date.map(cell).filter(|date| !date.is_empty()) {
            entry.date = Some(date);
        }
        entry
            .tags
            .extend(Some(cell(tag)).filter(|tag| !tag.is_empty()));
    }
    Ok(entries)
}

/// The named columns of a CSV text; rows in which one of them is empty are left out.
fn rows<const N: usize>(
    path: &Path,
    text: &str,
    names: [&str; N],
) -> anyhow::Result<Vec<[String; N]>> {
    let mut reader = csv_reader(text);
    let header = reader
        .headers()
        .with_context(|| path.display().to_string())?
        .clone();
    let mut columns = [0; N];
    for (column, name) in columns.iter_mut().zip(names) {
        *column = header
            .iter()
            .position(|cell| cell.eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                anyhow!(
                    "{}:1: no column `{name}`; the header must name it",
                    path.display()
                )
            })?;
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.with_context(|| path.display().to_string())?;
        let row = columns.map(|column| record.get(column).unwrap_or_default().to_owned());
        if row.iter().all(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The text of a file, without a byte order mark.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read as UTF-8 text", path.display()))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The text of a file; empty where there is none yet.
pub(super) fn read_if_there(path: &Path) -> anyhow::Result<String> {
    if path.exists() {
        read(path)
    } else {
        Ok(String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        crate::report::writer::write_file(file.path(), text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn a_vocabulary_is_a_plain_list_or_the_tag_column_of_a_csv() {
        for text in [
            "# ours\nRust\n\n  open source \n#\nC#\n",
            "\u{feff}tag,alias\nRust,rustlang\n\"open source\",OSS,FOSS\nC#\n",
            "slug,Tag\nr,Rust\no,open source\nc,C#\n",
        ] {
            let terms = vocabulary(file(text).path(), None).unwrap().terms;
            let tags: Vec<String> = terms.into_iter().map(|term| term.tag).collect();
            assert_eq!(tags, ["Rust", "open source", "C#"], "{text}");
        }
        assert!(vocabulary(file("\n# nothing\n").path(), None).is_err());
    }

    #[test]
    fn further_cells_of_a_csv_vocabulary_are_other_names() {
        let text = "tag,alias\n\"open source\",OSS,FOSS\nC#\n";
        let terms = vocabulary(file(text).path(), None).unwrap().terms;
        assert_eq!(terms[0].aliases, ["OSS", "FOSS"]);
        assert!(terms[1].aliases.is_empty());
    }

    #[test]
    fn a_table_of_tags_has_an_entry_for_each_episode() {
        let text = "path,tag,date\na.md,Rust,2024-01-01\nb.md,,\na.md,Go,\n";
        let entries = tagged(file(text).path()).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].tags, ["Rust", "Go"]);
        assert_eq!(entries[0].date.as_deref(), Some("2024-01-01"));
        assert!(entries[1].tags.is_empty());
    }

    #[test]
    fn known_tags_need_both_columns_and_skip_empty_cells() {
        let given = known(file("tag,path\nRust,a.md\n,b.md\n").path()).unwrap();
        assert_eq!(given, [("a.md".to_owned(), "Rust".to_owned())]);
        let error = known(file("file,tag\na,b\n").path())
            .unwrap_err()
            .to_string();
        assert!(
            error.ends_with(":1: no column `path`; the header must name it"),
            "{error}"
        );
    }
}
