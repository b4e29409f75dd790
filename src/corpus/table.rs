//! Reads tables: Whisper's TSV, the exports of Zoom and of editors, with a column each for time, speaker and text.

use std::borrow::Cow;

use super::json::{Interval, Said, Talk};
use super::parsed::Parsed;
use super::{Format, timecode};

/// Rows that are looked at to recognise a table without a header.
const PROBE_ROWS: usize = 12;
/// Most columns of a table.
const MOST_COLUMNS: usize = 24;

/// Which column holds what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    separator: u8,
    header: bool,
    start: Option<usize>,
    end: Option<usize>,
    speaker: Option<usize>,
    text: usize,
}

/// Whether a text is a table of talk.
pub(super) fn sniff(start: &str) -> bool {
    columns(start).is_some()
}

/// Reads a table; one that [`sniff`] refuses is empty.
pub(super) fn read(source: &str) -> Parsed {
    let mut parsed = Parsed::new(Format::Table);
    let Some(columns) = columns(source) else {
        return parsed;
    };
    let mut said = Vec::new();
    if columns.separator == b'\t' {
        let rows = source.lines().skip(usize::from(columns.header));
        said.extend(rows.filter_map(|row| {
            let cells: Vec<&str> = row.splitn(MOST_COLUMNS, '\t').collect();
            columns.said(|column| cells.get(column).map(|&cell| Cow::Borrowed(cell)))
        }));
    } else {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(columns.separator)
            .flexible(true)
            .from_reader(source.as_bytes());
        for row in reader.records().flatten() {
            said.extend(
                columns.said(|column| row.get(column).map(|cell| Cow::Owned(cell.to_owned()))),
            );
        }
    }
    let talk = Talk { said, unit_s: None };
    parsed.blocks = talk.into_blocks(source);
    parsed
}

impl Columns {
    fn said<'a>(&self, cell: impl Fn(usize) -> Option<Cow<'a, str>>) -> Option<Said<'a>> {
        let time = |column: Option<usize>| {
            let cell = cell(column?)?;
            let cell = cell.trim().trim_matches(['[', ']', '(', ')', '"']);
            let clock = cell.contains(':');
            let seconds = if clock {
                timecode::leading(cell.as_bytes()).map(|(seconds, _)| seconds)
            } else {
                cell.parse().ok().filter(|time: &f64| time.is_finite())
            };
            seconds.map(|seconds| (seconds, !clock))
        };
        let (start, end) = (time(self.start), time(self.end));
        Some(Said {
            speaker: self.speaker.and_then(&cell),
            at: Interval {
                start: start.map(|time| time.0),
                end: end.map(|time| time.0),
                unitless: start.or(end).is_some_and(|time| time.1),
            },
            text: cell(self.text)?,
            ..Said::default()
        })
    }
}

fn columns(source: &str) -> Option<Columns> {
    let source = source.trim_start_matches('\u{feff}');
    let first = source.lines().next()?;
    [b'\t', b',', b';']
        .into_iter()
        .find_map(|separator| headed(first, separator))
        .or_else(|| headless(source))
}

/// Columns by the names in the first row.
fn headed(first: &str, separator: u8) -> Option<Columns> {
    const START: &[&str] = &[
        "start",
        "start time",
        "starttime",
        "begin",
        "begin time",
        "in",
        "time",
        "timecode",
        "timestamp",
        "start timecode",
        "start ms",
    ];
    const END: &[&str] = &[
        "end",
        "end time",
        "endtime",
        "out",
        "end timecode",
        "end ms",
    ];
    const SPEAKER: &[&str] = &[
        "speaker",
        "speaker name",
        "speaker label",
        "name",
        "participant",
    ];
    const TEXT: &[&str] = &[
        "text",
        "transcript",
        "content",
        "body",
        "caption",
        "sentence",
        "dialogue",
    ];
    if first.len() > 400 || !first.as_bytes().contains(&separator) {
        return None;
    }
    let names: Vec<String> = first
        .split(char::from(separator))
        .map(|name| {
            name.trim()
                .trim_matches('"')
                .replace(['_', '(', ')'], " ")
                .trim()
                .to_lowercase()
        })
        .collect();
    let named = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let (start, speaker) = (named(START), named(SPEAKER));
    start.or(speaker)?;
    Some(Columns {
        separator,
        header: true,
        start,
        end: named(END),
        speaker,
        text: named(TEXT)?,
    })
}

/// Rows of tabs in which one column is a time and the last one the text.
fn headless(source: &str) -> Option<Columns> {
    let rows: Vec<Vec<&str>> = source
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(PROBE_ROWS)
        .map(|line| line.splitn(MOST_COLUMNS, '\t').collect())
        .collect();
    let width = rows.first()?.len();
    if !(2..=4).contains(&width) || rows.len() < 3 || rows.iter().any(|row| row.len() != width) {
        return None;
    }
    let is_time =
        |cell: &str| timecode::whole(cell.trim().trim_matches(['[', ']', '(', ')'])).is_some();
    let mut times = (0..width - 1).filter(|&column| rows.iter().all(|row| is_time(row[column])));
    let (start, end) = (times.next()?, times.next());
    Some(Columns {
        separator: b'\t',
        header: false,
        start: Some(start),
        end,
        speaker: (0..width - 1).find(|&column| column != start && Some(column) != end),
        text: width - 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        assert!(sniff(source), "{source}");
        let blocks = read(source).blocks.into_iter();
        blocks
            .map(|block| {
                let speaker = block.speaker.unwrap_or_else(|| "-".to_owned());
                let who = if block.continues { "+" } else { &speaker };
                let start = block
                    .start_s
                    .map_or("-".to_owned(), |start| start.to_string());
                format!("{}: {who} {start} {}", block.line, block.text.trim())
            })
            .collect()
    }

    #[test]
    fn columns_are_told_by_their_names_or_by_what_is_in_them() {
        for (source, expected) in [
            (
                "start\tend\ttext\n0\t2500\tHi there, you.\n2500\t4000\t\"So it goes.\n",
                &["2: - 0 Hi there, you.", "3: + 2.5 \"So it goes."][..],
            ),
            (
                "Speaker Name,Start Time,End Time,Text\n\"Ann Lee\",\"00:00:01:12\",\"00:00:03:00\",\"Hi, \"\"you\"\" there.\"\nBo,00:00:04:00,00:00:05:00,Ho then.\n",
                &["2: Ann Lee 1 Hi, \"you\" there.", "3: Bo 4 Ho then."],
            ),
            (
                "00:00:01\tAnn Lee\tHi there.\n00:00:04\tBo\tHo then.\n00:00:06\tBo\tSo it is.\n",
                &[
                    "1: Ann Lee 1 Hi there.",
                    "2: Bo 4 Ho then.",
                    "3: + 6 So it is.",
                ],
            ),
            (
                "Ann Lee\t0:01\tHi there.\nBo\t0:04\tHo then.\nAnn Lee\t0:06\tSo it is.\n",
                &[
                    "1: Ann Lee 1 Hi there.",
                    "2: Bo 4 Ho then.",
                    "3: Ann Lee 6 So it is.",
                ],
            ),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn text_with_commas_or_tabs_is_no_table() {
        for text in [
            "In time, text.\nAnd so on.",
            "Ann:\tHi.\nBo:\tHo.\nAnn:\tSo.",
            "text\nstart",
            "",
        ] {
            assert!(!sniff(text), "{text}");
        }
    }
}
