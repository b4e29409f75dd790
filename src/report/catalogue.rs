//! The tables of a tagged catalogue, for spreadsheets and scripts.

use super::number::{score_cell, seconds_cell};
use super::proposed::proposed_table;
use crate::draft::TagSource;
use crate::tags::Tagging;

/// Makes the bytes of one file.
type Maker = fn(&Tagging) -> Vec<u8>;

/// File name and bytes of each table: `tags.csv`, `episodes.csv`, `proposed.csv`, `related.csv`.
///
/// They have a header even when they are empty, LF line ends and RFC 4180 quoting. Each is made when it is asked for:
/// those of a large catalogue are large.
pub fn catalogue_tables(tagging: &Tagging) -> impl Iterator<Item = (String, Vec<u8>)> {
    let files: [(&str, Maker); 4] = [
        ("tags.csv", tags_table),
        ("episodes.csv", episodes_table),
        ("proposed.csv", proposed_table),
        ("related.csv", related_table),
    ];
    let files = files.into_iter();
    files.map(|(name, make)| (name.to_owned(), make(tagging)))
}

fn tags_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "episode", "path", "tag", "slug", "score", "rank", "source", "count", "first_s", "evidence",
    ];
    let rows = tagging.episodes.iter().flat_map(|episode| {
        episode.tags.iter().map(|tag| {
            [
                text_cell(&episode.id),
                text_cell(&episode.path),
                text_cell(&tag.tag),
                text_cell(&tag.slug),
                score_cell(tag.score),
                tag.rank.to_string(),
                source_name(tag.source).to_owned(),
                tag.count.to_string(),
                seconds_cell(tag.first_s),
                text_cell(&tag.evidence),
            ]
        })
    });
    table(HEADER, rows)
}

fn episodes_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "id",
        "path",
        "title",
        "date",
        "language",
        "words",
        "duration_s",
        "people",
        "tags",
        "tag_count",
    ];
    let rows = tagging.episodes.iter().map(|episode| {
        [
            text_cell(&episode.id),
            text_cell(&episode.path),
            text_cell(&episode.title),
            text_cell(episode.date.as_deref().unwrap_or_default()),
            text_cell(&episode.language),
            episode.words.to_string(),
            seconds_cell(episode.duration_s),
            text_cell(&joined(episode.people.iter(), "; ")),
            text_cell(&joined(episode.tags.iter().map(|tag| &tag.tag), ";")),
            episode.tags.len().to_string(),
        ]
    });
    table(HEADER, rows)
}

fn related_table(tagging: &Tagging) -> Vec<u8> {
    const HEADER: [&str; 5] = ["episode", "related", "rank", "score", "shared"];
    let rows = tagging.episodes.iter().flat_map(|episode| {
        episode.related.iter().enumerate().map(|(index, related)| {
            [
                text_cell(&episode.id),
                text_cell(&related.id),
                (index + 1).to_string(),
                score_cell(related.score),
                text_cell(&joined(related.shared.iter(), ";")),
            ]
        })
    });
    table(HEADER, rows)
}

pub(super) fn table<const COLUMNS: usize>(
    header: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = header.map(str::to_owned);
    for row in std::iter::once(header).chain(rows) {
        writer
            .write_record(row)
            .expect("rows of one length are written to memory");
    }
    writer
        .into_inner()
        .expect("memory takes what is flushed to it")
}

/// Text as a cell that no spreadsheet runs: an apostrophe before what would start a formula.
pub(super) fn text_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A list in one cell. A semicolon within an item becomes a comma, so that splitting gives the items back.
fn joined<'a>(items: impl Iterator<Item = &'a String>, separator: &str) -> String {
    let items: Vec<String> = items.map(|item| item.replace(';', ",")).collect();
    items.join(separator)
}

fn source_name(source: TagSource) -> &'static str {
    match source {
        TagSource::Vocabulary => "vocabulary",
        TagSource::Learnt => "learnt",
        TagSource::Proposed => "proposed",
        TagSource::Existing => "existing",
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue_json;
    use super::*;
    use crate::tags::{Assignment, Proposal, ProposalPlace, Related, TagUse, TaggedEpisode};
    use proptest::prelude::*;

    fn catalogue() -> Tagging {
        let tag = |tag: &str, rank, first_s| Assignment {
            tag: tag.to_owned(),
            slug: slug::slugify(tag),
            score: 0.875_04,
            rank,
            source: TagSource::Vocabulary,
            count: 3,
            first_s,
            evidence: "the \"lamp\", they say".to_owned(),
            why: String::new(),
        };
        Tagging {
            episodes: vec![
                TaggedEpisode {
                    id: "a/1".to_owned(),
                    path: "a/1.md".to_owned(),
                    title: "=Light".to_owned(),
                    date: Some("2024-05-01".to_owned()),
                    language: "en".to_owned(),
                    words: 900,
                    duration_s: Some(61.25),
                    people: vec!["Ada".to_owned(), "Bruno".to_owned()],
                    tags: vec![tag("Lamps; old", 1, Some(12.0)), tag("Sea", 2, None)],
                    kept: false,
                    related: vec![Related {
                        id: "a/2".to_owned(),
                        score: 0.5,
                        shared: vec!["Lamps".to_owned(), "Sea".to_owned()],
                    }],
                },
                TaggedEpisode {
                    id: "a/2".to_owned(),
                    path: "a/2.md".to_owned(),
                    title: String::new(),
                    date: None,
                    language: "und".to_owned(),
                    words: 0,
                    duration_s: None,
                    people: Vec::new(),
                    tags: Vec::new(),
                    kept: false,
                    related: Vec::new(),
                },
            ],
            vocabulary: vec![TagUse {
                tag: "Sea".to_owned(),
                slug: "sea".to_owned(),
                episodes: 1,
                aliases: Vec::new(),
            }],
            proposals: vec![Proposal {
                tag: "tide tables".to_owned(),
                slug: "tide-tables".to_owned(),
                episodes: 2,
                said_by: 5,
                places: vec![ProposalPlace {
                    episode: "a/2".to_owned(),
                    path: "a/2.md".to_owned(),
                    count: 7,
                    first_s: Some(3.5),
                    evidence: "-the tide tables".to_owned(),
                }],
                why: "2 of 9 say it".to_owned(),
            }],
        }
    }

    fn file(tagging: &Tagging, name: &str) -> String {
        let json = ("catalogue.json".to_owned(), catalogue_json(tagging));
        let mut files = catalogue_tables(tagging).chain([json]);
        let (_, bytes) = files.find(|(found, _)| found == name).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn read_back(table: &str) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let records = reader.records();
        records
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn tags_have_a_row_for_each_episode_and_tag() {
        insta::assert_snapshot!(file(&catalogue(), "tags.csv"), @r#"
        episode,path,tag,slug,score,rank,source,count,first_s,evidence
        a/1,a/1.md,Lamps; old,lamps-old,0.8750,1,vocabulary,3,12.00,"the ""lamp"", they say"
        a/1,a/1.md,Sea,sea,0.8750,2,vocabulary,3,,"the ""lamp"", they say"
        "#);
    }

    #[test]
    fn episodes_have_a_row_each_with_lists_that_can_be_split() {
        insta::assert_snapshot!(file(&catalogue(), "episodes.csv"), @r#"
        id,path,title,date,language,words,duration_s,people,tags,tag_count
        a/1,a/1.md,'=Light,2024-05-01,en,900,61.25,Ada; Bruno,"Lamps, old;Sea",2
        a/2,a/2.md,,,und,0,,,,0
        "#);
    }

    #[test]
    fn related_episodes_are_ranked_from_one() {
        insta::assert_snapshot!(file(&catalogue(), "related.csv"), @r"
        episode,related,rank,score,shared
        a/1,a/2,1,0.5000,Lamps;Sea
        ");
    }

    #[test]
    fn proposals_have_a_row_for_each_episode_shown() {
        insta::assert_snapshot!(file(&catalogue(), "proposed.csv"), @r"
        tag,slug,episodes,episode,path,count,first_s,evidence,why
        tide tables,tide-tables,2,a/2,a/2.md,7,3.50,'-the tide tables,2 of 9 say it
        ");
    }

    #[test]
    fn an_empty_catalogue_has_headers_and_valid_json() {
        let empty = Tagging::default();
        for name in ["tags.csv", "episodes.csv", "proposed.csv", "related.csv"] {
            assert_eq!(file(&empty, name).matches('\n').count(), 1, "{name}");
        }
        let json: serde_json::Value =
            serde_json::from_str(&file(&empty, "catalogue.json")).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"episodes": [], "vocabulary": [], "generated": true})
        );
    }

    #[test]
    fn the_json_file_holds_all_that_the_tables_hold() {
        let json: serde_json::Value =
            serde_json::from_str(&file(&catalogue(), "catalogue.json")).unwrap();
        let episode = &json["episodes"][0];
        assert_eq!(episode["title"], "=Light");
        assert_eq!(
            episode["tags"][1],
            serde_json::json!({
                "tag": "Sea", "slug": "sea", "score": 0.875, "rank": 2, "source": "vocabulary",
                "count": 3, "first_s": null, "evidence": "the \"lamp\", they say",
            })
        );
        assert_eq!(
            episode["related"][0]["shared"],
            serde_json::json!(["Lamps", "Sea"])
        );
        assert!(json["episodes"][1]["duration_s"].is_null());
        assert_eq!(json["vocabulary"][0]["episodes"], 1);
    }

    #[test]
    fn cells_that_would_run_are_defused_and_no_others() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("-", "'-"),
            ("@cmd", "'@cmd"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("a=b", "a=b"),
            ("'quoted", "'quoted"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(text_cell(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn tables_read_back_are_what_was_written(
            texts in prop::array::uniform5("[=+@\\-,;\"'\r\n\t a-zé]{0,12}"),
            score in any::<f64>(),
        ) {
            let mut tagging = catalogue();
            let [id, path, title, tag, evidence] = texts;
            let episode = &mut tagging.episodes[0];
            (episode.id, episode.path, episode.title) = (id.clone(), path.clone(), title.clone());
            episode.tags.truncate(1);
            episode.tags[0].tag.clone_from(&tag);
            episode.tags[0].evidence.clone_from(&evidence);
            episode.tags[0].score = score;
            let tags = read_back(&file(&tagging, "tags.csv"));
            prop_assert_eq!(tags.len(), 1);
            let [id, path, tag_cell, evidence] = [&id, &path, &tag, &evidence].map(|text| text_cell(text));
            prop_assert_eq!(
                [&tags[0][0], &tags[0][1], &tags[0][2], &tags[0][9]],
                [&id, &path, &tag_cell, &evidence]
            );
            prop_assert!(tags[0][4].parse::<f64>().is_ok_and(f64::is_finite));
            let episodes = read_back(&file(&tagging, "episodes.csv"));
            prop_assert_eq!(episodes.len(), 2);
            prop_assert_eq!(&episodes[0][2], &text_cell(&title));
            prop_assert_eq!(&episodes[0][8], &text_cell(&tag.replace(';', ",")));
        }
    }
}
