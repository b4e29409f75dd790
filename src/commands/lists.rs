//! The small files that people keep beside a catalogue: the vocabulary, and tags given before.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::publish::{EpisodeNotes, TagNote};

/// The tags of a vocabulary file: one a line (`# ` starts a comment), or CSV with the header `tag`, where further
/// columns are left alone.
pub(super) fn vocabulary(path: &Path) -> anyhow::Result<Vec<String>> {
    let text = read(path)?;
    let first = text.lines().next().unwrap_or_default();
    let tags: Vec<_> = if first
        .split(',')
        .any(|cell| cell.trim().eq_ignore_ascii_case("tag"))
    {
        rows(path, &text, ["tag"])?
            .into_iter()
            .map(|[tag]| tag)
            .collect()
    } else {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| *line != "#" && !line.starts_with("# "));
        lines
            .map(ToOwned::to_owned)
            .filter(|tag| !tag.is_empty())
            .collect()
    };
    if tags.is_empty() {
        bail!("{}: no tags in it; write one a line", path.display());
    }
    Ok(tags)
}

/// Path and tag of a CSV file with at least these two columns, which a `tags.csv` has, too.
pub(super) fn known(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let rows = rows(path, &read(path)?, ["path", "tag"])?;
    Ok(rows.into_iter().map(|[path, tag]| (path, tag)).collect())
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

/// The named columns of a CSV text; rows in which one of them is empty are left out.
fn rows<const N: usize>(
    path: &Path,
    text: &str,
    names: [&str; N],
) -> anyhow::Result<Vec<[String; N]>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
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

fn read(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read as UTF-8 text", path.display()))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
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
            assert_eq!(
                vocabulary(file(text).path()).unwrap(),
                ["Rust", "open source", "C#"],
                "{text}"
            );
        }
        assert!(vocabulary(file("\n# nothing\n").path()).is_err());
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
