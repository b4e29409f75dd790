//! Reads an episode page copied out of a browser: title, highlights, transcript, and below them other episodes with
//! only a description, a date and a length.
//!
//! The furniture around them (links to other shows) is no episode.

use super::Format;
use super::blanks::squeeze;
use super::clock::length;
use super::dates::{Date, date};
use super::labels::Labels;
use super::lines;
use super::links::Links;
use super::notes::{Section, announces_highlights, bullet, section};
use super::parsed::Parsed;
use super::plain::{collect_addresses, talk, words};

/// How many lines are looked at to recognise a page.
const SNIFFED_LINES: usize = 20_000;

/// Whether a text looks like a copied episode page rather than a transcript alone.
pub(super) fn sniff(text: &str) -> bool {
    let lines = || {
        let lines = lines::lines(text).take(SNIFFED_LINES).map(str::trim);
        lines.filter(|line| !line.is_empty() && line.len() <= 200)
    };
    let (mut list, mut twice, mut previous) = (false, false, "");
    for line in lines() {
        list |= is_list_header(line);
        twice |= line == previous && line.split_whitespace().count() > 2;
        previous = line;
    }
    // What follows is dear, and a transcript alone has neither a list nor a title that is written twice.
    if !list && !twice {
        return false;
    }
    let transcript = lines().any(is_transcript_line);
    if transcript && (list || twice && lines().any(announces_highlights)) {
        return true;
    }
    let dates = lines()
        .filter(|line| date_and_length(line).is_some_and(|(_, length)| length.is_some()))
        .take(3)
        .count();
    list && dates > 0 || twice && dates == 3
}

/// Reads a page: first its episode, then the entries of the list below, in their order.
pub(super) fn read(text: &str) -> Vec<Parsed> {
    let lines: Vec<(u32, &str)> = (1..)
        .zip(text.trim_start_matches('\u{feff}').lines().map(str::trim))
        .collect();
    let list = lines.iter().position(|(_, line)| is_list_header(line));
    let (episode, entries) = match list {
        Some(at) => (&lines[..at], &lines[at + 1..]),
        None => match first_entry(&lines) {
            Some(at) => lines.split_at(at),
            None => (&lines[..], &[][..]),
        },
    };
    let mut found = vec![read_episode(episode)];
    read_entries(entries, &mut found);
    found
}

/// Without a header, the list begins with the first title that is written twice after the transcript has begun.
fn first_entry(lines: &[(u32, &str)]) -> Option<usize> {
    let transcript = lines
        .iter()
        .position(|(_, line)| is_transcript_line(line))?;
    let filled: Vec<usize> = (transcript + 1..lines.len())
        .filter(|&at| !lines[at].1.is_empty())
        .collect();
    let at = filled.windows(2).find(|pair| {
        let title = lines[pair[0]].1;
        title == lines[pair[1]].1 && title.split_whitespace().count() > 2 && title.len() <= 200
    })?[0];
    let has_dates = lines[at..]
        .iter()
        .any(|(_, line)| date_and_length(line).is_some_and(|(_, length)| length.is_some()));
    has_dates.then_some(at)
}

fn read_episode(lines: &[(u32, &str)]) -> Parsed {
    let mut parsed = Parsed::new(Format::Page);
    let transcript = lines.iter().position(|(_, line)| is_transcript_line(line));
    let (head, below) = lines.split_at(transcript.map_or(0, |at| at + 1));
    let labels = Labels::survey(words(below.iter().copied()));
    // Without a heading the talk begins with the first label.
    let begin = if transcript.is_some() {
        0
    } else {
        let first = below
            .iter()
            .position(|(_, line)| labels.head(line).is_some());
        first.unwrap_or(below.len())
    };
    read_head(&mut parsed, head);
    read_head(&mut parsed, &below[..begin]);
    parsed.blocks = talk(below[begin..].iter().copied(), &labels);
    let mut web = Links::default();
    for (_, line) in lines {
        collect_addresses(line, &mut web);
    }
    parsed.links = web.into_vec();
    parsed
}

/// Title, description, highlights, date and length above the transcript.
fn read_head(parsed: &mut Parsed, lines: &[(u32, &str)]) {
    let meta = &mut parsed.meta;
    let mut description: Vec<String> = Vec::new();
    let (mut in_highlights, mut in_notes) = (false, false);
    for line in words(lines.iter().copied()) {
        let when = date_and_length(line);
        if meta.title.is_empty() {
            meta.title = squeeze(line);
        } else if line == meta.title || is_transcript_line(line) {
        } else if let Some((when, length)) = when {
            set_date(meta, when);
            meta.duration_s = meta.duration_s.or(length);
        } else if announces_highlights(line) {
            in_highlights = true;
        } else if let Some(item) = bullet(line) {
            if in_highlights {
                meta.highlights.push(squeeze(item));
            }
        } else if section(line) == Section::Notes {
            (in_highlights, in_notes) = (false, true);
        } else if !in_notes && !in_highlights {
            description.push(squeeze(line));
        }
    }
    if !description.is_empty() {
        meta.description = Some(description.join("\n\n"));
    }
}

/// The entries of a list of episodes: a title (often twice), a description, a line of date and length.
fn read_entries(lines: &[(u32, &str)], found: &mut Vec<Parsed>) {
    let mut entry: Vec<&str> = Vec::new();
    for line in words(lines.iter().copied()) {
        if ends_list(line) && !entry_is_open(&entry) {
            return;
        }
        match date_and_length(line).filter(|_| !entry.is_empty()) {
            Some((when, length)) => {
                let mut parsed = described(&entry);
                set_date(&mut parsed.meta, when);
                parsed.meta.duration_s = length;
                found.push(parsed);
                entry.clear();
            }
            None => entry.push(line),
        }
    }
    // A copy that stops in mid-list still has an episode's title and the beginning of its description.
    if entry_is_open(&entry) {
        found.push(described(&entry));
    }
}

/// Whether these lines are certainly an entry whose date is still to come.
fn entry_is_open(entry: &[&str]) -> bool {
    entry.len() > 2 && entry[0] == entry[1]
}

fn described(entry: &[&str]) -> Parsed {
    let mut parsed = Parsed::new(Format::Page);
    let Some((title, rest)) = entry.split_first() else {
        return parsed;
    };
    parsed.meta.title = squeeze(title);
    let text: Vec<String> = rest
        .iter()
        .skip_while(|line| *line == title)
        .map(|line| squeeze(line))
        .collect();
    if !text.is_empty() {
        parsed.meta.description = Some(text.join("\n\n"));
    }
    parsed
}

fn set_date(meta: &mut super::Meta, when: Option<Date>) {
    match when {
        Some(Date::Iso(iso)) => meta.date = Some(iso),
        Some(Date::Partial(text)) => meta.date_text = Some(text),
        None => {}
    }
}

/// A line that is a date, a length, or both: `28 Maj 35min`, `May 3, 2024 · 1h 2m`, `42 min • 12 Dec 2023`.
fn date_and_length(line: &str) -> Option<(Option<Date>, Option<f64>)> {
    let says_when = line.len() <= 60
        && line.contains(|c: char| c.is_ascii_digit())
        && !line.contains(['>', '?', '!', '"']);
    if !says_when {
        return None;
    }
    let between =
        |c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|' | '-' | '–' | '—' | ',');
    let borders = line
        .char_indices()
        .filter(|&(_, c)| between(c))
        .map(|(at, _)| at);
    for at in borders {
        let (before, after) = (
            line[..at].trim_end_matches(between),
            line[at..].trim_start_matches(between),
        );
        // A length is told sooner than a date.
        for (length_at, date_at) in [(after, before), (before, after)] {
            if let Some(seconds) = length(length_at)
                && let Some(when) = date(date_at)
            {
                return Some((Some(when), Some(seconds)));
            }
        }
    }
    date(line).map(|when| (Some(when), None))
}

/// `Avsnitt(267)`, `Episodes (12)`: one word or two and a number in brackets.
fn is_list_header(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "avsnitt",
        "alla avsnitt",
        "episodes",
        "all episodes",
        "episode",
        "episoder",
        "folgen",
        "alle folgen",
        "episoden",
        "afleveringen",
        "épisodes",
        "episodios",
        "episódios",
        "episodi",
        "jaksot",
        "more episodes",
        "fler avsnitt",
        "odcinki",
        "выпуски",
        "bölümler",
    ];
    let Some((words, number)) = line.strip_suffix(')').and_then(|line| line.split_once('(')) else {
        return false;
    };
    let number = number.trim();
    !number.is_empty()
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b' ' | b'+'))
        && WORDS.contains(&words.trim().to_lowercase().as_str())
}

/// `Populärt inom …`: what follows is about other shows.
fn ends_list(line: &str) -> bool {
    const HEADS: &[&str] = &[
        "populärt inom",
        "populärt i",
        "popular in",
        "popular within",
        "populær i",
        "populært i",
        "populært innen",
        "beliebt in",
        "suosittua",
        "populaire dans",
        "populares en",
        "you might also like",
        "you may also like",
        "similar podcasts",
        "liknande",
        "related podcasts",
        "more podcasts",
        "mehr aus",
        "das könnte",
        "top podcasts",
        "trending in",
    ];
    let lower = line.to_lowercase();
    line.len() <= 100 && HEADS.iter().any(|head| lower.starts_with(head))
}

fn is_transcript_line(line: &str) -> bool {
    line.len() <= 40 && section(line) == Section::Transcript
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "How Boats Float with Ann Lee\n\nHow Boats Float with Ann Lee\n\nWe talk about water.\n\n\
        Some highlights of the show include\n\n  • Why boats float\n  • Who builds them\n\nLinks\n\n\nTranscript\n\n\n\
        Announcer: Welcome.\n\n\nBo: Hi?\n\n\nAnn: Hello. https://a.example\n\n\nBo: So.\n\n\nAnn: Well,\n\n\
        Avsnitt(267)\n\nOther Boats\n\nOther Boats\n\nBoats &amp; more.\n\n28 Maj 35min\n\nThird\n\nThird\n\n\
        About: three.\n\nAnd more.\n\n12 Dec 2023 1t 5min\n\nPopulärt inom Vatten\n\nbadfisk\nrss-fisk\nfisk-i-dag\n";

    #[test]
    fn a_page_gives_its_episode_and_then_the_entries_of_the_list() {
        assert!(sniff(PAGE));
        let found = read(PAGE);
        let episode = &found[0];
        assert_eq!(episode.meta.title, "How Boats Float with Ann Lee");
        assert_eq!(
            episode.meta.description.as_deref(),
            Some("We talk about water.")
        );
        assert_eq!(
            episode.meta.highlights,
            ["Why boats float", "Who builds them"]
        );
        let speakers: Vec<_> = episode
            .blocks
            .iter()
            .filter_map(|b| b.speaker.as_deref())
            .collect();
        assert_eq!(speakers, ["Announcer", "Bo", "Ann", "Bo", "Ann"]);
        assert_eq!(episode.blocks[0].line, 18);
        assert_eq!(episode.links.len(), 1);
        let entries: Vec<_> = found[1..]
            .iter()
            .map(|p| {
                let meta = &p.meta;
                (
                    meta.title.as_str(),
                    meta.description.as_deref().unwrap_or(""),
                    meta.date.as_deref(),
                    meta.date_text.as_deref(),
                    meta.duration_s,
                )
            })
            .collect();
        assert_eq!(
            entries,
            [
                (
                    "Other Boats",
                    "Boats &amp; more.",
                    None,
                    Some("28 Maj"),
                    Some(2100.0)
                ),
                (
                    "Third",
                    "About: three.\n\nAnd more.",
                    Some("2023-12-12"),
                    None,
                    Some(3900.0)
                ),
            ]
        );
    }

    #[test]
    fn a_list_that_stops_early_keeps_its_last_title() {
        let page =
            "T\n\nTranscript\n\nAnn: Hi.\n\nEpisodes (12)\n\nOne two\n\nOne two\n\nBegun but";
        let titles: Vec<_> = read(page).into_iter().map(|p| p.meta.title).collect();
        assert_eq!(titles, ["T", "One two"]);
    }

    #[test]
    fn ordinary_transcripts_are_no_pages() {
        for text in [
            "Ann: Hi.\nBo: Ho.\nAnn: We met 28 May 35 min ago.\n",
            "Transcript\n\nAnn: Hi.\n\nBo: Ho.\n",
            "",
        ] {
            assert!(!sniff(text), "{text}");
        }
    }

    #[test]
    fn a_line_of_date_and_length_is_read_either_way_round() {
        for (line, seconds) in [
            ("28 Maj 35min", 2100.0),
            ("May 3, 2024 · 1h 2m", 3720.0),
            ("42 min • 12 Dec 2023", 2520.0),
            ("7 juni 2021 1 h 12 min", 4320.0),
        ] {
            let (when, length) = date_and_length(line).expect(line);
            assert!(when.is_some(), "{line}");
            assert_eq!(length, Some(seconds), "{line}");
        }
        assert_eq!(date_and_length("We met 35 times in May"), None);
    }
}
