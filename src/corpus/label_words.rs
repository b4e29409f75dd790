//! Words that tell a speaker's label from a sentence with a colon in it.

/// Keys that people put before a colon at the head of a file or in prose; never a speaker when they stand alone.
#[rustfmt::skip]
const LONE_KEYS: &[&str] = &[
    "abstract", "agenda", "algorithm", "anm", "annotation", "article", "audio", "author",
    "authors", "base case", "beispiel", "benefit", "benefits", "books", "case", "caution",
    "chapters", "claim", "con", "conference", "cons", "corollary", "correction", "credits",
    "date", "datum", "definition", "description", "diapositivas", "disclaimer", "discussion",
    "download", "duration", "e-mail", "e-mails", "edit", "edited by", "ejemplo", "email",
    "ensure", "episode", "equation", "et voilà", "event", "example", "examples", "exempel",
    "exemple", "facebook", "fax", "fecha", "fig", "figure", "follow", "for example", "fyi",
    "github", "given", "goal", "guests", "hinweis", "homepage", "hosts", "http", "https", "idea",
    "important", "in short", "initialization", "input", "inputs", "instagram", "iteration",
    "keywords", "label", "lemma", "lieu", "link", "linkedin", "links", "listen", "localización", "location",
    "lugar", "lyssna", "längd", "länk", "länkar", "mastodon", "media", "media link", "motivation",
    "mp3", "music", "mute", "nb", "nota", "note", "notes", "notis", "objective", "obs", "option",
    "ort", "output", "outputs", "overview", "paper", "part", "participants", "phone", "plats",
    "podcast", "por ejemplo", "preface", "presentación", "presentation", "previous talk", "pro",
    "problem", "problems", "produced by", "proof", "property", "pros", "präsentation", "ps",
    "published", "query", "question from", "rating", "rationale", "recorded", "reference",
    "references", "references and links", "remark", "repo", "repository", "require", "requires",
    "resources", "result", "results", "resumen", "reviewer", "résumé", "sammanfattning",
    "scenario", "scope", "section", "service", "session", "show notes", "significance", "slide",
    "slides", "solution", "source", "sources", "sponsor", "sponsors", "spotify", "status", "step",
    "subject", "subtitle", "summary", "table", "tags", "tel", "tema", "temas", "text", "thema",
    "theme", "theorem", "throughput", "tid", "time", "tip", "titel", "title", "tl;dr", "tldr",
    "to do", "todo", "topic", "topics", "traducción de", "transcribed by", "transcripción de",
    "transcript", "transcript by", "transcript of", "transcription", "translated by",
    "translator", "twitter", "ubicación", "update", "url", "usage", "value", "venue", "video",
    "vídeo", "warning", "web", "website", "workshop repo", "youtube", "zusammenfassung", "ämne",
];

/// Words that open sentences and never a name.
#[rustfmt::skip]
const SENTENCE_OPENERS: &[&str] = &[
    "a", "aber", "actually", "after", "again", "all", "alltså", "also", "an", "and", "another",
    "are", "as", "att", "aus", "because", "before", "but", "c'est", "can", "ce", "como", "con",
    "dann", "dans", "das", "dass", "de", "den", "der", "det", "did", "die", "do", "does", "donc",
    "då", "ein", "eine", "el", "en", "entonces", "es", "esto", "et", "ett", "finally", "first",
    "firstly", "for", "from", "furthermore", "för", "he", "her", "here", "hier", "his", "how",
    "however", "här", "ich", "if", "il", "in", "is", "it", "it's", "its", "ja", "jag", "je",
    "just", "la", "last", "lastly", "le", "les", "let's", "like", "look", "los", "mais", "maybe",
    "meanwhile", "men", "my", "nein", "next", "no", "non", "not", "nous", "now", "nu", "och",
    "oder", "of", "oh", "ok", "okay", "om", "on", "one", "or", "other", "ou", "oui", "our",
    "pero", "plus", "porque", "på", "que", "remember", "right", "same", "second", "secondly",
    "sedan", "she", "similarly", "so", "som", "some", "still", "så", "sí", "that", "that's",
    "the", "their", "then", "there", "these", "they", "third", "thirdly", "this", "those",
    "though", "three", "to", "two", "un", "und", "une", "vad", "vi", "well", "wenn", "what",
    "when", "where", "which", "while", "who", "why", "wir", "with", "y", "yeah", "yes", "yo",
    "you", "your",
];

/// Small words inside names.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "&", "af", "al", "and", "av", "ben", "bin", "da", "dal", "de", "del", "den", "der", "di",
    "do", "dos", "du", "e", "el", "et", "i", "ibn", "la", "le", "och", "of", "ter", "the", "und",
    "van", "vom", "von", "y", "zu",
];

/// Titles, which lengthen a name by a word.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "capt", "dipl.-ing", "dr", "frau", "fru", "gen", "herr", "hon", "jr", "lt", "m.d", "md", "mr",
    "mrs", "ms", "ph.d", "phd", "prof", "professor", "psy.d", "rev", "sgt", "sir", "sr",
];

/// Voices that may be heard only once.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "anchor", "announcer", "audience", "berättare", "caller", "child", "crowd", "erzähler",
    "everybody", "everyone", "interviewee", "interviewer", "man", "moderator", "narrator",
    "operator", "panelist", "participant", "presenter", "publik", "publiken", "publikum",
    "público", "reporter", "sprecher", "unknown", "voice", "voiceover", "woman",
];

/// Whether `name` as a whole is a key of a list or a remark, not a person.
pub(super) fn is_lone_key(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    // `Figure 13`, `Step 2`.
    let lower = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
    LONE_KEYS.binary_search(&lower).is_ok()
}

/// Whether a word opens sentences; a single letter may be a label (`I:` for interviewer).
pub(super) fn is_sentence_opener(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    // `ES:` are somebody's initials, whatever the word is in lower case.
    let initials = word.chars().count() <= 4 && word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    !initials && SENTENCE_OPENERS.binary_search(&lower.as_str()).is_ok()
}

/// Whether a lower-case word belongs to names.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether a word is a title (`Dr.`, `Jr.`).
pub(super) fn is_title(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    TITLES.contains(&lower.as_str())
}

/// Whether a word names a part that somebody speaks (`Audience`, `Narrator`).
pub(super) fn is_role(word: &str) -> bool {
    let lower = word.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    ROLES.contains(&stem) || (stem == "speaker" && stem != lower)
}

/// The first letters of a name of several words, in lower case.
pub(super) fn initials(name: &str) -> Option<String> {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    (letters.chars().count() > 1).then_some(letters)
}

/// Whether one of two names is the other's initials or one of its words.
pub(super) fn is_short_form(known: &str, name: &str) -> bool {
    let (known, name) = (known.to_lowercase(), name.to_lowercase());
    let (short, long) = if known.len() <= name.len() {
        (&known, &name)
    } else {
        (&name, &known)
    };
    let words: Vec<&str> = long.split_whitespace().collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    words.len() > 1 && (initials == *short || words.contains(&short.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_searched_by_halves_are_sorted() {
        assert!(LONE_KEYS.is_sorted() && SENTENCE_OPENERS.is_sorted());
    }

    #[test]
    fn a_short_form_is_the_initials_or_a_word_of_the_longer_name_either_way_round() {
        for (known, name, is) in [
            ("AL", "Ann Lee", true),
            ("Ann Lee", "Ann", true),
            ("Ann", "Ann Lee", true),
            ("Ann", "Bo Ek", false),
            ("Ann", "Ann", false),
        ] {
            assert_eq!(is_short_form(known, name), is, "{known} {name}");
        }
    }
}
