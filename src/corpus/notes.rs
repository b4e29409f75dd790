//! Show notes around a talk: which headings begin them, lists of highlights, the description.

/// What a heading says about the lines below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The talk begins.
    Transcript,
    /// Show notes, links, credits: not talk.
    Notes,
    /// A chapter of the talk.
    Chapter,
}

/// Sorts a heading by its words.
pub(super) fn section(title: &str) -> Section {
    const TRANSCRIPT: &[&str] = &[
        "transcript",
        "transkript",
        "transkription",
        "transkribering",
        "transcription",
        "transcripción",
        "transcrição",
        "trascrizione",
        "transkripsjon",
        "avskrift",
        "litteraatti",
        "стенограмма",
        "расшифровка",
    ];
    const NOTES: &[&str] = &[
        "show notes",
        "shownotes",
        "show links",
        "episode notes",
        "links",
        "highlights",
        "sections",
        "chapters",
        "timestamps",
        "references",
        "resources",
        "further reading",
        "sponsors",
        "sponsor",
        "credits",
        "about the guest",
        "länkar",
        "lyssna",
        "kapitel",
        "kapitelmarken",
        "capítulos",
        "capitoli",
        "chapitres",
        "hoofdstukken",
        "enlaces",
        "referencias",
        "liens",
        "références",
        "ressources",
        "external links",
        "links & resources",
        "links and resources",
        "hosts",
        "guests",
        "table of contents",
        "contents",
    ];
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let plain = lower.trim().trim_end_matches(':');
    let phrase = !plain.contains([':', '?', '!', '.', ',']);
    if phrase && words.len() <= 4 && words.iter().any(|word| TRANSCRIPT.contains(word)) {
        return Section::Transcript;
    }
    if NOTES.contains(&plain) {
        return Section::Notes;
    }
    Section::Chapter
}

/// Whether a line announces a list of highlights.
pub(super) fn announces_highlights(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "highlight",
        "takeaway",
        "höjdpunkt",
        "hålltider",
        "we discuss",
        "we talked about",
        "we talk about",
        "we cover",
        "you'll learn",
        "you’ll learn",
        "you will learn",
        "in this episode",
        "topics covered",
        "i det här avsnittet",
        "i avsnittet",
        "in dieser folge",
        "themen der",
        "en este episodio",
        "dans cet épisode",
        "in questo episodio",
        "neste episódio",
    ];
    if line.len() > 160 || line.trim_end().ends_with(['.', '!']) {
        return false;
    }
    let lower = line.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// The item of a bulleted list in plain text.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.strip_prefix(['•', '‣', '◦', '▪', '●', '·', '*', '-', '–', '—'])?;
    rest.starts_with(|c: char| c.is_whitespace())
        .then(|| rest.trim())
        .filter(|rest| !rest.is_empty())
}

/// Whether `text` is nothing but addresses.
pub(super) fn only_addresses(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = word.trim_matches(['<', '>', '(', ')']);
            word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_sorted_by_their_words() {
        for (title, is) in [
            ("Transcript", Section::Transcript),
            ("AI transkribering", Section::Transcript),
            ("Full transcript:", Section::Transcript),
            ("TRANSCRIPT", Section::Transcript),
            ("Transcripts", Section::Chapter),
            ("Ann: transcript", Section::Chapter),
            ("No transcript.", Section::Chapter),
            ("How we made the transcript of everything", Section::Chapter),
            ("Show notes", Section::Notes),
            ("Länkar", Section::Notes),
            ("Links to the past", Section::Chapter),
            ("", Section::Chapter),
        ] {
            assert_eq!(section(title), is, "{title}");
        }
    }

    #[test]
    fn highlights_are_announced_by_a_line_and_not_by_a_sentence() {
        assert!(announces_highlights("Some highlights of the show include"));
        assert!(announces_highlights("In this episode:"));
        assert!(!announces_highlights(
            "The highlight of the year was this episode."
        ));
        assert!(!announces_highlights("Links"));
    }
}
