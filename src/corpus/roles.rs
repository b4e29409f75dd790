//! Tells hosts, guests and announcers apart: by how they are introduced, else by what they do in the conversation.

use memchr::{memchr, memchr2};

use super::introductions::{self, Introduced};
use super::{Episode, Role, speakers};

/// Who talks less than this share of the words is no guest.
const GUEST_SHARE: f64 = 0.04;
/// Who talks more than this share of the words is no announcer.
const ANNOUNCER_SHARE: f64 = 0.08;
/// Who talks less than this share of the words leads only by opening the show.
const HOST_SHARE: f64 = 0.015;
/// Asking beyond this, times the share of the talk, proves no more.
const MOST_LIFT: f64 = 2.0;
/// Points that make a host.
const HOST_POINTS: f64 = 1.15;
/// Points that make a host of a label without a name.
const CLEAR_HOST_POINTS: f64 = 1.3;
/// Who has at least this share of the best one's points leads as well.
const NEAR_LEAD: f64 = 0.75;

/// What one speaker does.
#[derive(Clone, Debug, Default)]
struct Part {
    /// Stretches of talk without anybody else between.
    runs: usize,
    bytes: usize,
    questions: usize,
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
    let introduced = introductions::read(episode);
    let points = points(&parts, total, episode, &introduced);
    let best = points.iter().flatten().copied().fold(0.0, f64::max);
    // A title that names guests names them all.
    let guests_in_title = introduced
        .iter()
        .any(|speaker| speaker.in_title && speaker.host < 0);
    let is_host = |index: usize| {
        !stated_host
            && match introduced[index].host {
                0 if guests_in_title && named[index] => points[index].is_some(),
                0 => points[index].is_some_and(|points| leads(points, best, named[index])),
                votes => votes > 0,
            }
    };
    let has_host = stated_host || (0..named.len()).any(is_host);
    for (index, speaker) in episode.speakers.iter_mut().enumerate() {
        if speaker.role != Role::Unknown || speakers::is_anybody(&speaker.name) {
            continue;
        }
        if is_host(index) {
            speaker.role = Role::Host;
        } else if introduced[index].host < 0
            || has_host && parts[index].bytes as f64 >= GUEST_SHARE * total as f64
        {
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
        part.questions += usize::from(asks(text));
        part.inside |= run > 2 && run + 1 < runs;
    }
    parts
}

/// Whether a question is in it; Greek asks with a semicolon, which elsewhere is none.
fn asks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr(b'?', bytes).is_some()
        // The bytes with which these marks begin are rare in Latin letters.
        || memchr2(0xD8, 0xEF, bytes).is_some() && text.contains(['؟', '？'])
        || memchr(b';', bytes).is_some() && text.contains(|c| ('α'..='ω').contains(&c))
}

/// How much more than their share of the talk somebody asks, with points for opening the show and for welcoming. One is
/// average; who says next to nothing and opens nothing gets none.
fn points(
    parts: &[Part],
    total: usize,
    episode: &Episode,
    introduced: &[Introduced],
) -> Vec<Option<f64>> {
    let asked: usize = parts.iter().map(|part| part.questions).sum();
    // Before a welcome stands a taste of what a guest will say.
    let welcomed = introduced.iter().any(|speaker| speaker.welcomes);
    let first = episode.turns.iter().find_map(|turn| {
        let id = usize::from(turn.speaker?.0);
        (!welcomed && episode.speakers[id].role == Role::Unknown).then_some(id)
    });
    let points = |index: usize, part: &Part| {
        let share = part.bytes as f64 / total.max(1) as f64;
        let opens = first == Some(index);
        if part.runs == 0 || (share < HOST_SHARE && !opens && !introduced[index].welcomes) {
            return None;
        }
        // One more question, shared out by talk, keeps a single one from proving much.
        let lift = (part.questions as f64 + share) / ((asked + 1) as f64 * share);
        let opening = if opens { 0.3 } else { 0.0 };
        let welcome = if introduced[index].welcomes { 0.5 } else { 0.0 };
        Some(lift.min(MOST_LIFT) + opening + welcome)
    };
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let open = episode.speakers[index].role == Role::Unknown;
            open.then(|| points(index, part)).flatten()
        })
        .collect()
}

/// Whether so many points make a host. A label without a name needs them clearly, a name also leads if nobody has more.
fn leads(points: f64, best: f64, named: bool) -> bool {
    if named {
        points >= HOST_POINTS || points >= best * NEAR_LEAD
    } else {
        points >= CLEAR_HOST_POINTS
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
    use super::super::parsed::talk;
    use super::*;

    fn roles(turns: &[(&str, &str)]) -> Vec<(String, Role)> {
        let speakers = talk("", turns).speakers.into_iter();
        speakers
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
    fn who_is_in_the_title_is_the_guest_though_they_open_and_ask_and_nobody_else_is() {
        let long = "I built it over many years with friends. Right? ".repeat(40);
        let aside = "I used such a rope once, and it held well enough. ".repeat(8);
        let asked = "What is rope? ".repeat(8);
        let turns = [
            ("Bo", long.as_str()),
            ("Ada", &asked),
            ("Bo", &long),
            ("Cy", &aside),
            ("Bo", &long),
            ("Cy", &aside),
            ("Ada", &aside),
        ];
        let episode = talk("Bo Ek: Rope", &turns);
        let roles: Vec<_> = episode
            .speakers
            .iter()
            .map(|speaker| speaker.role)
            .collect();
        assert_eq!(roles, [Role::Guest, Role::Host, Role::Host]);
    }

    #[test]
    fn two_who_ask_alike_are_both_hosts() {
        let found = roles(&[
            ("Ada", "What now? I think so."),
            ("Bo", "Who knows? Maybe you."),
            ("Ada", "Where? Here."),
            ("Bo", "When?"),
            ("Bo", "So why?"),
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
