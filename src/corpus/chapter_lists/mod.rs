//! Chapters that people made, in every form that stands beside a talk: JSON, XML, text, ffmetadata, lists of times in
//! show notes. What is in the talk itself (headings) is its reader's business.

mod json;
mod text;
mod times;

use super::parsed::ParsedChapter;
use super::xml_nodes::{Element, Node, Nodes, root};

pub(super) use json::of_value;
pub(super) use times::{of_lines, timed_title};

/// Chapters of one episode at most; longer lists are no chapters.
const MOST: usize = 2000;

/// Reads a file of chapters, whatever its form; `None` if it is none.
pub(super) fn read(source: &str) -> Option<Vec<ParsedChapter>> {
    let start = source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let chapters = if start.starts_with(['{', '[']) {
        of_value(&serde_json::from_str(start).ok()?)
    } else if root(start).is_some() {
        simple_chapters(start)
    } else {
        text::read(start)
    };
    (!chapters.is_empty() && chapters.len() <= MOST).then_some(chapters)
}

/// Podlove Simple Chapters, wherever in the document they stand.
fn simple_chapters(source: &str) -> Vec<ParsedChapter> {
    Nodes::new(source)
        .map_while(Result::ok)
        .filter_map(|node| match node {
            Node::Open(element) => simple_chapter(&element),
            Node::Text(_) | Node::Close(_) => None,
        })
        .take(MOST)
        .collect()
}

/// One `<psc:chapter start title>`.
pub(super) fn simple_chapter(element: &Element) -> Option<ParsedChapter> {
    let name = element.name.rsplit(':').next()?;
    let start_s = (name == "chapter")
        .then(|| element.attribute("start"))
        .flatten()?;
    chapter(element.attribute("title")?, json::seconds_of(start_s))
}

fn chapter(title: &str, start_s: Option<f64>) -> Option<ParsedChapter> {
    let title = super::blanks::squeeze(title);
    (!title.is_empty() && start_s.is_some()).then_some(ParsedChapter {
        title,
        start_s,
        block: None,
    })
}

#[cfg(test)]
pub(super) fn shown(chapters: &[ParsedChapter]) -> Vec<(f64, &str)> {
    chapters
        .iter()
        .map(|chapter| (chapter.start_s.unwrap_or(-1.0), chapter.title.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_chapter_file_is_read() {
        for source in [
            r#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"Intro"},{"startTime":5,"title":"Ad","toc":false},
                {"startTime":83.5,"title":"The boat","img":null}]}"#,
            r#"[{"start":"00:00:00.000","title":"Intro"},{"start":"00:01:23.500","title":"The boat","href":""}]"#,
            "<?xml version='1.0'?><psc:chapters version='1.2' xmlns:psc='http://podlove.org/simple-chapters'>\
             <psc:chapter start='0' title='Intro'/><psc:chapter start='01:23.5' title='The boat' href='x'/>",
            "00:00:00.000 Intro\n00:01:23.500 The boat <https://boat.example/>\n",
            ";FFMETADATA1\ntitle=x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=83500\ntitle=Intro\n\
             [CHAPTER]\nTIMEBASE=1/1000\nSTART=83500\nEND=90000\ntitle=The boat\n",
            "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Intro\nCHAPTER02=00:01:23.500\nCHAPTER02NAME=The boat\n",
        ] {
            let chapters = read(source).expect(source);
            assert_eq!(
                shown(&chapters),
                [(0.0, "Intro"), (83.5, "The boat")],
                "{source}"
            );
        }
    }

    #[test]
    fn what_is_no_list_of_chapters_is_none() {
        for source in [
            "",
            "{}",
            "[]",
            "{\"chapters\": 3}",
            "{\"segments\":[{\"start\":0,\"text\":\"Hi\"}]}",
            "<rss><channel/></rss>",
            "Ann: Hi.\n\nBo: At 10:30 we left.",
            "[broken",
        ] {
            assert_eq!(read(source), None, "{source}");
        }
    }
}
