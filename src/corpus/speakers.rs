//! Joins the spellings of one person: `Ada`, `ADA`, `Ada Lovelace`, `Lovelace (after the fact)`.

use rustc_hash::FxHashMap;

use super::{Role, Speaker, SpeakerId, clean};

/// The speakers of an episode in order of first appearance, and for each label which of them it means. A label without
/// anything in it, or one too many, means nobody.
///
/// `people` are those the source names apart from the talk; they complete names and give roles. `renames` (label to
/// name) come from the user and win over everything.
pub(super) fn resolve(
    labels: &[String],
    people: &[Speaker],
    renames: &[(String, String)],
) -> (Vec<Speaker>, Vec<Option<SpeakerId>>) {
    let names: Vec<String> = labels.iter().map(|label| name_of(label, renames)).collect();
    let known = KnownPeople::new(
        people
            .iter()
            .map(|person| person.name.as_str())
            .chain(names.iter().map(String::as_str)),
    );
    let roles = stated_roles(&known, people);
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut by_key: FxHashMap<String, SpeakerId> = FxHashMap::default();
    let ids = names
        .iter()
        .map(|name| {
            if name.is_empty() {
                return None;
            }
            let full = known.fullest(name);
            let key = identity(full);
            if let Some(&id) = by_key.get(&key) {
                return Some(id);
            }
            let id = SpeakerId(u16::try_from(speakers.len()).ok()?);
            speakers.push(Speaker {
                name: full.to_owned(),
                role: roles.get(&key).copied().unwrap_or(Role::Unknown),
            });
            by_key.insert(key, id);
            Some(id)
        })
        .collect();
    (speakers, ids)
}

/// The name in a label: the user's, or the label without what is not part of a name.
fn name_of(label: &str, renames: &[(String, String)]) -> String {
    let clean = clean::short(label);
    let whole = clean.trim().trim_end_matches([':', ',', '-']).trim_end();
    let bare = without_remark(whole);
    renames
        .iter()
        .find(|(from, _)| {
            let from = from.trim().to_lowercase();
            let (whole, bare) = (whole.to_lowercase(), bare.to_lowercase());
            // Speakers that only have a number are called by it in the source.
            from == whole || from == bare || whole.strip_prefix("speaker ") == Some(&from)
        })
        .map_or_else(|| bare.to_owned(), |(_, to)| to.trim().to_owned())
}

/// `Filan (after the fact)` without the remark; parentheses within a name stay.
fn without_remark(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|rest| rest.rfind('(')) {
        Some(open) if open > 0 => name[..open].trim_end(),
        _ => name,
    }
}

/// Labels that number people instead of naming them: `Speaker 1`, `SPEAKER_00`, `A`, `Grad B`, `Unknown`.
pub(super) fn is_generic(name: &str) -> bool {
    const WORDS: [&str; 28] = [
        "announcer",
        "audience",
        "caller",
        "everyone",
        "female",
        "guest",
        "guests",
        "host",
        "hosts",
        "interviewee",
        "interviewer",
        "male",
        "man",
        "moderator",
        "narrator",
        "participant",
        "person",
        "presenter",
        "question",
        "answer",
        "speaker",
        "spk",
        "sprecher",
        "student",
        "teacher",
        "unknown",
        "voice",
        "woman",
    ];
    let lower = name.to_lowercase();
    let numbered = lower
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '#'))
        .next()
        .is_some_and(|last| {
            last.chars().count() == 1 && last.chars().all(char::is_alphabetic)
                || last.ends_with(|c: char| c.is_ascii_digit())
        });
    let all = |mut words: std::str::SplitWhitespace<'_>| words.all(|word| WORDS.contains(&word));
    numbered || lower.is_empty() || all(lower.split_whitespace())
}

/// Labels for whoever it was: `Unknown Speaker`, `Audience`. One label may stand for several people.
pub(super) fn is_anybody(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "all",
        "audience",
        "both",
        "crowd",
        "desconocido",
        "everybody",
        "everyone",
        "inconnu",
        "multiple",
        "okänd",
        "publik",
        "publikum",
        "unbekannt",
        "unidentified",
        "unknown",
        "various",
    ];
    const NOUNS: [&str; 5] = ["speaker", "speakers", "sprecher", "voice", "voices"];
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    words.next().is_some_and(|first| WORDS.contains(&first))
        && words.all(|word| NOUNS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// First and last word in lower case and without accents: what stays the same when middle initials and degrees come and
/// go, and when a keyboard has no `ü`.
pub(super) fn identity(name: &str) -> String {
    let lower = spelt_identity(name);
    if lower.is_ascii() {
        lower
    } else {
        deunicode::deunicode(&lower)
    }
}

fn spelt_identity(name: &str) -> String {
    if is_generic(name) {
        return name.to_lowercase();
    }
    let bare = name.split(',').next().unwrap_or(name);
    let mut words = bare.split_whitespace();
    let first = words.next().unwrap_or(bare).to_lowercase();
    match words.next_back() {
        Some(last) if words.all(is_initial) => format!("{first} {}", last.to_lowercase()),
        _ => bare.to_lowercase(),
    }
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// The full names of an episode, and which of them a single word means.
struct KnownPeople {
    /// Fullest spelling of each identity.
    names: Vec<String>,
    by_identity: FxHashMap<String, usize>,
    /// First names and surnames; `None` where two people share one.
    by_word: FxHashMap<String, Option<usize>>,
    /// Initials in capitals (`CA`); `None` where two people share them.
    by_initials: FxHashMap<String, Option<usize>>,
}

impl KnownPeople {
    fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut known = Self {
            names: Vec::new(),
            by_identity: FxHashMap::default(),
            by_word: FxHashMap::default(),
            by_initials: FxHashMap::default(),
        };
        for name in names {
            let name = name.trim();
            if name.split_whitespace().nth(1).is_some() && !is_generic(name) {
                known.add(name);
            }
        }
        known
    }

    fn add(&mut self, name: &str) {
        let identity = identity(name);
        if let Some(&index) = self.by_identity.get(&identity) {
            let words = |name: &str| name.split_whitespace().count();
            let accents = |name: &str| name.chars().filter(|c| !c.is_ascii()).count();
            let known = &self.names[index];
            if (words(name), accents(name)) > (words(known), accents(known)) {
                name.clone_into(&mut self.names[index]);
            }
            return;
        }
        let index = self.names.len();
        self.names.push(name.to_owned());
        let mut words = identity.split(' ');
        for word in [words.next(), words.next_back()].into_iter().flatten() {
            self.by_word
                .entry(word.to_owned())
                .and_modify(|person| *person = person.filter(|&person| person == index))
                .or_insert(Some(index));
        }
        let initials: String = name
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .collect();
        self.by_initials
            .entry(initials)
            .and_modify(|person| *person = person.filter(|&person| person == index))
            .or_insert(Some(index));
        self.by_identity.insert(identity, index);
    }

    fn index(&self, name: &str) -> Option<usize> {
        if is_generic(name) {
            return None;
        }
        let identity = identity(name);
        let full = self.by_identity.get(&identity).copied();
        full.or_else(|| self.by_word.get(&identity).copied().flatten())
            .or_else(|| self.by_initials.get(name.trim()).copied().flatten())
    }

    /// The fullest spelling of the person that `name` means.
    fn fullest<'n>(&'n self, name: &'n str) -> &'n str {
        self.index(name).map_or(name, |index| &self.names[index])
    }
}

/// The roles that the source states, by identity; the first one counts.
fn stated_roles(known: &KnownPeople, people: &[Speaker]) -> FxHashMap<String, Role> {
    let mut roles = FxHashMap::default();
    for person in people.iter().filter(|person| person.role != Role::Unknown) {
        roles
            .entry(identity(known.fullest(&person.name)))
            .or_insert(person.role);
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(labels: &[&str], people: &[(&str, Role)]) -> (Vec<String>, Vec<Option<u16>>) {
        let labels: Vec<_> = labels.iter().map(|&label| label.to_owned()).collect();
        let people: Vec<_> = people
            .iter()
            .map(|&(name, role)| Speaker {
                name: name.to_owned(),
                role,
            })
            .collect();
        let (speakers, ids) = resolve(&labels, &people, &[("B".to_owned(), "Bo Ek".to_owned())]);
        (
            speakers.into_iter().map(|speaker| speaker.name).collect(),
            ids.into_iter().map(|id| id.map(|id| id.0)).collect(),
        )
    }

    #[test]
    fn spellings_of_one_person_are_joined_and_those_of_two_are_not() {
        for (labels, names, ids) in [
            (
                vec!["Ada", "ADA ", "Ada Lov"],
                vec!["Ada Lov"],
                vec![0, 0, 0],
            ),
            (
                vec!["Lov (after the fact)", "Ada Lov"],
                vec!["Ada Lov"],
                vec![0, 0],
            ),
            (
                vec!["Ada", "Ada Lov", "Ada Ek"],
                vec!["Ada", "Ada Lov", "Ada Ek"],
                vec![0, 1, 2],
            ),
            (
                vec!["Ada B. Lov, Ph.D", "Ada Lov"],
                vec!["Ada B. Lov, Ph.D"],
                vec![0, 0],
            ),
            (
                vec!["Speaker 1", "Speaker 2", "A"],
                vec!["Speaker 1", "Speaker 2", "A"],
                vec![0, 1, 2],
            ),
            (vec!["V (Vic) Bras"], vec!["V (Vic) Bras"], vec![0]),
            (vec!["B", "Bo Ek"], vec!["Bo Ek"], vec![0, 0]),
            (
                vec!["Speaker B", "Speaker C"],
                vec!["Bo Ek", "Speaker C"],
                vec![0, 1],
            ),
            (
                vec!["Ada Lov", "AL", "Al"],
                vec!["Ada Lov", "Al"],
                vec![0, 0, 1],
            ),
            (
                vec!["Ada Lov", "Ann Lee", "AL"],
                vec!["Ada Lov", "Ann Lee", "AL"],
                vec![0, 1, 2],
            ),
        ] {
            let (found, found_ids) = resolved(&labels, &[]);
            assert_eq!(found, names, "{labels:?}");
            assert_eq!(
                found_ids,
                ids.into_iter().map(Some).collect::<Vec<_>>(),
                "{labels:?}"
            );
        }
    }

    #[test]
    fn a_name_without_its_accents_is_the_same_name() {
        let (names, _) = resolved(&["Bjorn Akerlund", "Björn Åkerlund"], &[]);
        assert_eq!(names, ["Björn Åkerlund"]);
        let (names, _) = resolved(&["Иван Петров", "Пётр Иванов"], &[]);
        assert_eq!(names.len(), 2);
    }

    #[test]
    fn people_named_by_the_source_complete_names_and_give_roles() {
        let people = [Speaker {
            name: "Bo Ek".to_owned(),
            role: Role::Guest,
        }];
        let (speakers, _) = resolve(&["bo".to_owned(), " ".to_owned()], &people, &[]);
        assert_eq!(speakers, people);
    }
}
