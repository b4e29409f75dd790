//! Stand-in for discovery and loading until the readers are merged: plain text only.

use std::path::{Path, PathBuf};

use super::{Episode, Format, Meta, Span, Speaker, SpeakerId, Turn, Warning};

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// The id of its first episode.
    pub id: String,
    /// Whether it is standard input.
    pub stdin: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// To be read, in order.
    pub sources: Vec<Source>,
    /// Could not be found or listed.
    pub errors: Vec<LoadError>,
}

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {what}")]
pub struct LoadError {
    path: String,
    what: String,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Leave advertising in.
    pub keep_sponsors: bool,
    /// Label, name.
    pub speakers: Vec<(String, String)>,
}

/// Finds the files below `paths`.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.sources.push(Source {
                path: path.clone(),
                id: "stdin".into(),
                stdin: true,
            });
        } else if path.exists() {
            let root = if path.is_dir() {
                path.as_path()
            } else {
                path.parent().unwrap_or(path)
            };
            for entry in walkdir::WalkDir::new(path)
                .sort_by_file_name()
                .into_iter()
                .flatten()
            {
                if entry.file_type().is_file() {
                    found.sources.push(source(entry.path(), root));
                }
            }
        } else {
            found.errors.push(LoadError {
                path: path.display().to_string(),
                what: "no such file or folder; check the spelling".into(),
            });
        }
    }
    found
}

fn source(path: &Path, root: &Path) -> Source {
    let id = path.strip_prefix(root).unwrap_or(path).with_extension("");
    Source {
        path: path.to_path_buf(),
        id: id.to_string_lossy().into_owned(),
        stdin: false,
    }
}

/// Reads one source.
pub fn load(source: &Source, options: &LoadOptions) -> Result<Vec<Episode>, LoadError> {
    let read = if source.stdin {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(&source.path)
    };
    let path = source.path.display().to_string();
    let raw = read.map_err(|error| LoadError {
        path: path.clone(),
        what: format!("{error}; save it as UTF-8 text"),
    })?;
    let mut episode = Episode {
        id: source.id.clone(),
        path,
        format: Format::Plain,
        meta: Meta::default(),
        text: String::new(),
        turns: Vec::new(),
        speakers: Vec::new(),
        times: Vec::new(),
        chapters: Vec::new(),
        links: Vec::new(),
        sponsors: Vec::new(),
        warnings: Vec::new(),
    };
    for (line, paragraph) in raw.lines().enumerate() {
        if paragraph.contains("-->") {
            episode.warnings.push(Warning {
                line: line as u32 + 1,
                message: "cue ends before it starts; end ignored".into(),
            });
            continue;
        }
        if paragraph.trim().is_empty() {
            continue;
        }
        let (speaker, words) = paragraph.split_once(": ").unwrap_or(("", paragraph));
        let name = options
            .speakers
            .iter()
            .find(|(label, _)| label == speaker)
            .map_or(speaker, |(_, name)| name);
        if !episode.text.is_empty() {
            episode.text.push_str("\n\n");
        }
        let start = episode.text.len();
        episode.text.push_str(words);
        let id = episode.speakers.iter().position(|known| known.name == name);
        let id = id.unwrap_or_else(|| {
            episode.speakers.push(Speaker {
                name: name.to_owned(),
                role: super::Role::Unknown,
            });
            episode.speakers.len() - 1
        });
        episode.turns.push(Turn {
            speaker: Some(SpeakerId(id as u16)),
            span: Span::new(start, episode.text.len()),
            start_s: None,
            end_s: None,
            line: line as u32 + 1,
        });
    }
    Ok(vec![episode])
}
