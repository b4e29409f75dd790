//! Scores of drafts against human notes, as a table or JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::json::finish;
use super::plain::one_line;
use crate::evaluation::{Means, Scores, TagScores};

/// Characters of an episode's id in the table.
const ID_WIDTH: usize = 44;

#[derive(Serialize)]
struct Record<'a> {
    episodes: Vec<EpisodeRecord<'a>>,
    mean: &'a Means,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a TagScores>,
}

#[derive(Serialize)]
struct EpisodeRecord<'a> {
    id: &'a str,
    #[serde(flatten)]
    scores: &'a Scores,
}

/// One object with all episodes and the means; with how well tags were found, where they were compared.
pub fn scores_json(
    episodes: &[(String, Scores)],
    mean: &Means,
    tags: Option<&TagScores>,
) -> String {
    let episodes = episodes
        .iter()
        .map(|(id, scores)| EpisodeRecord { id, scores })
        .collect();
    let record = Record {
        episodes,
        mean,
        tags,
    };
    finish(serde_json::to_string_pretty(&record))
}

/// A line for each episode that has something to compare with, then the means. In percent, but for the count.
pub fn scores_table(episodes: &[(String, Scores)], mean: &Means) -> String {
    let mut table = format!(
        "{:ID_WIDTH$}{:>9}{:>7}{:>9}{:>8}{:>7}{:>12}{:>9}\n",
        "episode", "borders", "Pk", "WinDiff", "titles", "count", "highlights", "summary"
    );
    for (id, scores) in episodes {
        if *scores != Scores::default() {
            table.push_str(&line(id, scores));
        }
    }
    let [chapters, highlights, descriptions] = mean.episodes;
    table.push_str(&line("mean", &mean.scores));
    let _ = writeln!(
        table,
        "\nEpisodes compared: {chapters} by chapters, {highlights} by highlights, {descriptions} by descriptions. \
         Percent; Pk and WinDiff: lower is better; count: our chapters for each human one."
    );
    table
}

fn line(id: &str, scores: &Scores) -> String {
    let id = one_line(id);
    let shown: String = match id.char_indices().nth(ID_WIDTH - 2) {
        Some((end, _)) => format!("{}…", &id[..end]),
        None => id,
    };
    let percent = |value: Option<f64>| {
        value.map_or_else(|| "-".to_owned(), |value| format!("{:.1}", 100.0 * value))
    };
    let chapters = scores.chapters.as_ref();
    let count = chapters.map_or_else(|| "-".to_owned(), |scores| format!("{:.2}", scores.count));
    format!(
        "{shown:ID_WIDTH$}{:>9}{:>7}{:>9}{:>8}{count:>7}{:>12}{:>9}\n",
        percent(chapters.map(|scores| scores.boundary_f1)),
        percent(chapters.map(|scores| scores.pk)),
        percent(chapters.map(|scores| scores.window_diff)),
        percent(chapters.map(|scores| scores.title_f1)),
        percent(scores.highlights_f1),
        percent(scores.summary_rouge1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::means;

    #[test]
    fn what_people_did_not_write_is_a_dash_and_no_zero() {
        let scores = Scores {
            summary_rouge1: Some(0.25),
            ..Scores::default()
        };
        let episodes = vec![
            ("a".to_owned(), scores),
            ("b".to_owned(), Scores::default()),
        ];
        let mean = means(
            &episodes
                .iter()
                .map(|(_, scores)| *scores)
                .collect::<Vec<_>>(),
        );
        let table = scores_table(&episodes, &mean);
        let lines: Vec<_> = table.lines().collect();
        assert!(
            lines[1].starts_with("a ") && lines[1].ends_with("25.0"),
            "{table}"
        );
        assert!(lines[2].starts_with("mean"), "{table}");
        assert_eq!(lines[1].matches('-').count(), 6, "{table}");
        assert!(scores_json(&episodes, &mean, None).contains("\"chapters\": null"));
    }
}
