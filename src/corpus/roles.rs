//! Tells hosts, guests and announcers apart by what they do in the conversation.

use super::{Episode, Role, speakers};

/// Greetings to the listeners, by which a host is known, in lower case.
const WELCOMES: [&str; 22] = [
    "welcome to",
    "welcome back",
    "your host",
    "välkommen till",
    "välkomna till",
    "willkommen zu",
    "willkommen bei",
    "herzlich willkommen",
    "bienvenue dans",
    "bienvenue à",
    "bienvenue sur",
    "bienvenidos",
    "bienvenidas",
    "benvenuti",
    "benvenute",
    "bem-vindo",
    "bem-vindos",
    "velkommen til",
    "welkom bij",
    "tervetuloa",
    "hoş geldiniz",
    "добро пожаловать",
];
/// Greetings are looked for in so many turns from the start.
const OPENING_TURNS: usize = 20;
/// Who talks less than this share of the words is no guest.
const GUEST_SHARE: f64 = 0.04;
/// Who talks more than this share of the words is no announcer.
const ANNOUNCER_SHARE: f64 = 0.08;
/// Who scores at least this share of the best leads as well.
const NEAR_LEAD: f64 = 0.75;
/// A lead in points that tells a host among labels without names.
const CLEAR_LEAD: f64 = 0.3;

/// What one speaker does.
#[derive(Clone, Debug, Default)]
struct Part {
    /// Stretches of talk without anybody else between.
    runs: usize,
    bytes: usize,
    questions: usize,
    welcomes: bool,
    /// Whether some of the talk lies neither at the very start nor at the very end.
    inside: bool,
}

/// Gives a role to every speaker that has none yet.
pub(super) fn assign(episode: &mut Episode) {
    let parts = parts(episode);
    let total: usize = parts.iter().map(|part| part.bytes).sum();
    let present = parts.iter().filter(|part| part.runs > 0).count();
    let named: Vec<bool> = episode
        .speakers
        .iter()
        .map(|speaker| !speakers::is_generic(&speaker.name))
        .collect();
    for (index, speaker) in episode.speakers.iter_mut().enumerate() {
        if speaker.role == Role::Unknown {
            speaker.role = role_by_name(&speaker.name);
        }
        if speaker.role == Role::Unknown && announces(&parts[index], present, total) {
            speaker.role = Role::Announcer;
        }
    }
    let stated_host = episode
        .speakers
        .iter()
        .any(|speaker| speaker.role == Role::Host);
    let scores = scores(&parts, episode);
    let best = two_best(&scores);
    let is_host = |index: usize| !stated_host && leads(&scores, best, index, named[index]);
    let has_host = stated_host || (0..named.len()).any(is_host);
    for (index, speaker) in episode.speakers.iter_mut().enumerate() {
        if speaker.role != Role::Unknown {
            continue;
        }
        if is_host(index) {
            speaker.role = Role::Host;
        } else if has_host && parts[index].bytes as f64 >= GUEST_SHARE * total as f64 {
            speaker.role = Role::Guest;
        }
    }
}

fn parts(episode: &Episode) -> Vec<Part> {
    let mut parts = vec![Part::default(); episode.speakers.len()];
    let runs = 1 + episode
        .turns
        .windows(2)
        .filter(|pair| pair[0].speaker != pair[1].speaker)
        .count();
    let mut run = 0;
    for (index, turn) in episode.turns.iter().enumerate() {
        let starts = index == 0 || episode.turns[index - 1].speaker != turn.speaker;
        run += usize::from(starts);
        let Some(id) = turn.speaker else {
            continue;
        };
        let part = &mut parts[usize::from(id.0)];
        let text = turn.span.of(&episode.text);
        part.runs += usize::from(starts);
        part.bytes += text.len();
        part.questions += usize::from(text.contains(['?', '؟', '？', ';']) && asks(text));
        part.inside |= run > 2 && run + 1 < runs;
        part.welcomes |= index < OPENING_TURNS && welcomes(text);
    }
    parts
}

/// Whether a question is in it; Greek asks with a semicolon, which elsewhere is none.
fn asks(text: &str) -> bool {
    text.contains(['?', '؟', '？'])
        || text.contains(';') && text.chars().any(|c| ('α'..='ω').contains(&c))
}

fn welcomes(text: &str) -> bool {
    // Greetings stand early; a bounded look keeps long monologues cheap.
    let near: String = text
        .chars()
        .take(600)
        .flat_map(char::to_lowercase)
        .collect();
    WELCOMES.iter().any(|phrase| near.contains(phrase))
}

/// The share of all questions, and points for opening the show.
fn scores(parts: &[Part], episode: &Episode) -> Vec<Option<f64>> {
    let asked: usize = parts.iter().map(|part| part.questions).sum();
    let first = episode.turns.iter().find_map(|turn| {
        let id = usize::from(turn.speaker?.0);
        (episode.speakers[id].role == Role::Unknown).then_some(id)
    });
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            (episode.speakers[index].role == Role::Unknown && part.runs > 0).then(|| {
                // A few questions prove less than many.
                part.questions as f64 / (asked as f64).max(3.0)
                    + if first == Some(index) { 0.3 } else { 0.0 }
                    + if part.welcomes { 0.5 } else { 0.0 }
            })
        })
        .collect()
}

/// The best score and the second best, where there are so many.
fn two_best(scores: &[Option<f64>]) -> [Option<f64>; 2] {
    let mut sorted: Vec<f64> = scores.iter().flatten().copied().collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    [sorted.first().copied(), sorted.get(1).copied()]
}

/// Whether a speaker scores best, or so near it that both lead. A label without a name must lead clearly.
fn leads(
    scores: &[Option<f64>],
    [best, second]: [Option<f64>; 2],
    index: usize,
    named: bool,
) -> bool {
    let (Some(score), Some(best)) = (scores[index], best) else {
        return false;
    };
    if named {
        score > 0.0 && score >= best * NEAR_LEAD
    } else {
        score >= best && second.is_some_and(|second| score >= second + CLEAR_LEAD)
    }
}

fn role_by_name(name: &str) -> Role {
    match name.to_lowercase().as_str() {
        "host" | "hosts" | "moderator" | "interviewer" | "presenter" => Role::Host,
        "guest" | "guests" | "interviewee" => Role::Guest,
        "announcer" | "narrator" | "voice over" | "voiceover" | "intro" | "outro" | "jingle"
        | "break" => Role::Announcer,
        _ => Role::Unknown,
    }
}

/// Speaks only at the very start or the very end, twice at most, and little, while somebody else goes on.
fn announces(part: &Part, present: usize, total: usize) -> bool {
    (1..=2).contains(&part.runs)
        && !part.inside
        && present >= 2
        && part.questions == 0
        && (part.bytes as f64) < ANNOUNCER_SHARE * total as f64
        && total > 2000
}

#[cfg(test)]
mod tests {
    use super::super::parsed::{Block, Parsed};
    use super::super::{Format, LoadOptions, assemble};
    use super::*;

    fn roles(turns: &[(&str, &str)]) -> Vec<(String, Role)> {
        let mut parsed = Parsed::new(Format::Plain);
        parsed.blocks = turns
            .iter()
            .map(|(speaker, text)| Block {
                speaker: Some((*speaker).to_owned()),
                text: (*text).to_owned(),
                ..Block::default()
            })
            .collect();
        assemble::assemble(parsed, "a".to_owned(), "a", &LoadOptions::default())
            .speakers
            .into_iter()
            .map(|speaker| (speaker.name, speaker.role))
            .collect()
    }

    #[test]
    fn who_welcomes_and_asks_is_the_host_and_who_answers_the_guest() {
        let long = "I built it over many years with friends. ".repeat(40);
        assert_eq!(
            roles(&[
                ("Announcer", "This is a show."),
                ("Cy Voss", "From the studio, here they are."),
                ("Ada", "Welcome to the show. How did you begin?"),
                ("Bo", &long),
                ("Ada", "Why? And then?"),
                ("Dee", "Hm."),
                ("Bo", &long),
                ("Ada", "Thank you."),
            ]),
            [
                ("Announcer".to_owned(), Role::Announcer),
                ("Cy Voss".to_owned(), Role::Announcer),
                ("Ada".to_owned(), Role::Host),
                ("Bo".to_owned(), Role::Guest),
                ("Dee".to_owned(), Role::Unknown),
            ]
        );
    }

    #[test]
    fn two_who_ask_alike_are_both_hosts() {
        let found = roles(&[
            ("Ada", "What now? I think so."),
            ("Bo", "Who knows? Maybe you."),
            ("Ada", "Where? Here."),
            ("Bo", "When? Today it is."),
            ("Bo", "So why? Because."),
        ]);
        assert!(
            found.iter().all(|(_, role)| *role == Role::Host),
            "{found:?}"
        );
    }

    #[test]
    fn numbered_speakers_stay_unknown_where_nothing_tells() {
        let found = roles(&[("Speaker 1", "We met."), ("Speaker 2", "We did, yes?")]);
        assert!(
            found.iter().all(|(_, role)| *role == Role::Unknown),
            "{found:?}"
        );
    }
}
