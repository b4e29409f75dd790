//! Notes of another episode: front matter that was copied, or matched to the wrong file, names somebody who neither
//! speaks nor is spoken of.

use rustc_hash::FxHashSet;

use super::{Episode, Warning};

/// Talk with fewer words may well name nobody.
const FEWEST_WORDS: usize = 300;

/// Warns if title and description both name a person whose surname nobody says and no label has.
pub(super) fn warn(episode: &mut Episode) {
    let Some(description) = &episode.meta.description else {
        return;
    };
    let described: FxHashSet<(&str, &str)> = full_names(description).collect();
    let named = full_names(&episode.meta.title).filter(|name| described.contains(name));
    let strangers: Vec<(&str, &str)> = named.collect();
    if strangers.is_empty() || episode.speakers.is_empty() {
        return;
    }
    let speakers = episode.speakers.iter().map(|speaker| speaker.name.as_str());
    let talk: FxHashSet<&str> = words(&episode.text)
        .chain(speakers.flat_map(words))
        .collect();
    if words(&episode.text).count() < FEWEST_WORDS {
        return;
    }
    let stranger = strangers.into_iter().find(|(_, last)| !talk.contains(last));
    if let Some((first, last)) = stranger {
        let message = format!(
            "title and description name {first} {last}, of whom the talk says nothing: they may be another episode's"
        );
        episode.warnings.push(Warning { line: 0, message });
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Pairs of words with a capital each and only a blank between them.
fn full_names(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && letters.all(char::is_alphabetic)
    };
    let mut before = None;
    text.split_whitespace().filter_map(move |word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = word.starts_with(bare) && is_name(bare);
        let first = before.take().filter(|_| opens);
        before = Some(bare).filter(|_| word.ends_with(bare) && is_name(bare));
        Some((first?, bare))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{LoadOptions, parse};

    #[test]
    fn a_person_of_the_title_and_description_whom_nobody_names_is_a_sign_of_other_notes() {
        let talk = "**Ann Lee:** We tie rope, Bo.\n\n**Bo Ek:** We tie Granny Knots and all the others.\n\n".repeat(40);
        for (title, description, warned) in [
            ("On rope | Cy Dahl (Knots Ltd)", "Cy Dahl ties knots.", true),
            ("On rope | Bo Ek", "Bo Ek ties knots.", false),
            ("On rope | Cy Dahl", "All about knots.", false),
            ("Granny Knots", "Granny Knots and how to tie them.", false),
        ] {
            let source = format!("---\ntitle: {title}\ndescription: {description}\n---\n{talk}");
            let read = parse(source.as_bytes(), "a", "a.md", &LoadOptions::default()).unwrap();
            let said: Vec<_> = read[0]
                .warnings
                .iter()
                .map(|found| found.message.as_str())
                .collect();
            let expected = "title and description name Cy Dahl, of whom the talk says nothing: they may be another episode's";
            assert_eq!(said, [expected][..usize::from(warned)], "{title}");
        }
    }
}
