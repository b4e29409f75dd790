//! Reads at the start of a talk who is introduced as what: who welcomes the listeners, who says their own name then, whom
//! they call their guest. How people behave in the rest of it is the business of `roles`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Episode;
use super::spoken_names::{SpokenNames, SpokenWord, sentence, words};
use crate::lexicon::PACKS;

/// People are introduced within so many turns and bytes from the start.
const OPENING_TURNS: usize = 40;
const OPENING_BYTES: usize = 8000;
/// What one turn, or the title, says of somebody.
const VOTES: i32 = 1;

/// What the opening says of one speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Introduced {
    /// Votes for a host less those for a guest; nothing where nothing is said, or as much for either.
    pub(super) host: i32,
    /// Whether they welcome the listeners.
    pub(super) welcomes: bool,
    /// Whether the episode's title names them.
    pub(super) in_title: bool,
}

/// What a phrase of the language packs tells.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cue {
    /// Who says it hosts.
    Welcome,
    /// A person presents themselves, by the name after it.
    Itself,
    /// The next person named hosts.
    Host,
    /// Others named in the same sentence are guests, and who says it hosts.
    Guest,
    /// Who says it is a guest.
    Invited,
}

/// What the opening and the title say of each speaker.
pub(super) fn read(episode: &Episode) -> Vec<Introduced> {
    let mut opening = Opening {
        names: SpokenNames::new(episode),
        introduced: vec![Introduced::default(); episode.speakers.len()],
        greeting: false,
    };
    if episode.speakers.len() > 1 {
        opening.title(&episode.meta.title);
    }
    let turns = episode.turns.iter().take(OPENING_TURNS);
    for turn in turns.take_while(|turn| (turn.span.start as usize) < OPENING_BYTES) {
        if let Some(speaker) = turn.speaker {
            opening.turn(usize::from(speaker.0), turn.span.of(&episode.text));
        }
    }
    opening.introduced
}

/// As much of a turn as is read.
fn clipped(text: &str) -> &str {
    &text[..text.floor_char_boundary(OPENING_BYTES)]
}

struct Opening {
    names: SpokenNames,
    introduced: Vec<Introduced>,
    /// Whether everybody since the welcome has said their own name.
    greeting: bool,
}

/// What one turn says of the speakers.
#[derive(Default)]
struct Said {
    welcomes: bool,
    /// Whether the speaker speaks as a guest.
    invited: bool,
    /// Who says `I'm` before their own name.
    present: Vec<usize>,
    hosts: Vec<usize>,
    guests: Vec<usize>,
}

impl Opening {
    fn turn(&mut self, speaker: usize, text: &str) {
        let mut said = self.said(speaker, &words(clipped(text)));
        let introduced = &mut self.introduced[speaker];
        if said.welcomes && !introduced.welcomes {
            introduced.welcomes = true;
            self.greeting = true;
            said.hosts.push(speaker);
        }
        // Labels are often late here: whoever's name follows `I'm` is meant, not who is said to speak.
        self.greeting &= introduced.welcomes || !said.present.is_empty();
        said.guests.retain(|guest| !said.hosts.contains(guest));
        if self.greeting {
            said.present.retain(|named| !said.guests.contains(named));
            said.hosts.append(&mut said.present);
        }
        if !said.guests.is_empty() {
            said.hosts.push(speaker);
        }
        if said.invited {
            said.guests.push(speaker);
        }
        self.vote(said.hosts, VOTES);
        self.vote(said.guests, -VOTES);
        self.greeting &= !text.ends_with('?');
    }

    /// What a turn says by its cues.
    fn said(&self, speaker: usize, words: &[SpokenWord<'_>]) -> Said {
        let mut said = Said::default();
        for at in 0..words.len() {
            let Some((cue, len)) = cue_at(&words[at..]) else {
                continue;
            };
            let after = &words[at + len..];
            match cue {
                Cue::Welcome => said.welcomes = true,
                Cue::Itself => said.present.extend(self.names.next_in(after)),
                Cue::Host => said.hosts.extend(self.names.next_in(after)),
                // Guests who talk to somebody do not make a guest of them.
                Cue::Guest if self.introduced[speaker].host < 0 => {}
                Cue::Guest => {
                    let named = self.names.all_in(sentence(words, at));
                    said.guests.extend(named.filter(|&named| named != speaker));
                }
                Cue::Invited => said.invited = true,
            }
        }
        said
    }

    /// Gives each of them the votes once.
    fn vote(&mut self, mut speakers: Vec<usize>, votes: i32) {
        speakers.sort_unstable();
        speakers.dedup();
        for one in speakers {
            self.introduced[one].host += votes;
        }
    }

    /// Who is named in the title is a guest.
    fn title(&mut self, title: &str) {
        let words = words(title);
        let named: Vec<usize> = self.names.all_in(&words).collect();
        for &one in &named {
            self.introduced[one].in_title = true;
        }
        self.vote(named, -VOTES);
    }
}

/// The longest phrase that words begin with, and of how many it is.
fn cue_at(words: &[SpokenWord<'_>]) -> Option<(Cue, usize)> {
    static CUES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(cues);
    let phrases = CUES.get(&*words.first()?.lower)?;
    let begins = |phrase: &&Phrase| {
        let of = &phrase.words;
        of.len() <= words.len() && of.iter().zip(words).all(|(a, b)| *a == b.lower)
    };
    let longest = phrases
        .iter()
        .filter(begins)
        .max_by_key(|phrase| phrase.words.len())?;
    Some((longest.cue, longest.words.len()))
}

/// A phrase of the language packs.
struct Phrase {
    cue: Cue,
    words: Vec<&'static str>,
}

/// The phrases of all languages by their first word.
fn cues() -> FxHashMap<&'static str, Vec<Phrase>> {
    let mut cues: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for line in PACKS.iter().flat_map(|pack| pack.introductions.iter()) {
        let mut words = line.split(' ');
        let cue = match words.next() {
            Some("welcome") => Cue::Welcome,
            Some("self") => Cue::Itself,
            Some("host") => Cue::Host,
            Some("guest") => Cue::Guest,
            Some("invited") => Cue::Invited,
            _ => continue,
        };
        let words: Vec<&str> = words.collect();
        if let Some(first) = words.first() {
            cues.entry(first).or_default().push(Phrase { cue, words });
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::super::parsed::talk;
    use super::*;

    /// The votes of each speaker, in order of appearance.
    fn votes(title: &str, turns: &[(&str, &str)]) -> Vec<i32> {
        let episode = talk(title, turns);
        read(&episode).iter().map(|speaker| speaker.host).collect()
    }

    #[test]
    fn every_phrase_of_a_language_tells_one_known_thing() {
        for pack in &PACKS {
            let mut phrases = std::collections::BTreeMap::new();
            let lines: std::collections::BTreeSet<_> = pack.introductions.iter().collect();
            for line in lines {
                let (cue, phrase) = line.split_once(' ').unwrap();
                let known = [
                    "guest", "heading", "host", "invited", "overview", "self", "welcome",
                ]
                .contains(&cue);
                assert!(known, "{}: {line}", pack.code);
                let before = phrases.insert(phrase, cue);
                assert_eq!(before, None, "{}: {line}", pack.code);
            }
        }
    }

    #[test]
    fn openings_tell_hosts_from_guests() {
        type Case<'t> = (&'t str, &'t [(&'t str, &'t str)], &'t [i32]);
        let cases: &[Case<'_>] = &[
            // A taste of the talk, the welcome, a co-host, a guest who is named by somebody who so hosts.
            (
                "",
                &[
                    ("Cleo", "Rope is a thing that lasts."),
                    (
                        "Ada",
                        "Hello, welcome to Knots. I'm Ada, and this is my co-host, Bo.",
                    ),
                    (
                        "Bo",
                        "Hey everyone. We have a special guest today, Cleo Ek.",
                    ),
                    ("Cleo", "I talk to Bo a lot. I'm happy."),
                ],
                &[-1, 1, 2],
            ),
            // A panel greets, each with their own name.
            (
                "",
                &[
                    ("Ada", "Welcome to Knots. I'm Ada."),
                    ("Bo", "I'm Bo."),
                    ("Cleo", "And I'm Cleo, and we tie knots. What is a knot?"),
                    ("Dee", "I'm Dee."),
                ],
                &[1, 1, 1, 0],
            ),
            // Who is presented and called a guest is one.
            (
                "",
                &[
                    (
                        "Ada",
                        "Welcome to Knots. I'm Ada. This is Bo, and Bo is our guest.",
                    ),
                    ("Bo", "Hi."),
                ],
                &[1, -1],
            ),
            // Labels come late; a name is meant.
            (
                "",
                &[("Ada", "Hm."), ("Bo", "Welcome to Knots. I'm Ada.")],
                &[1, 1],
            ),
            // Who is in the title is a guest, and guests who thank for it.
            (
                "Bo Ek on rope",
                &[("Ada", "Hi."), ("Bo", "Thanks for having me, Ada.")],
                &[0, -2],
            ),
            // One who talks alone is nobody's guest.
            ("Ada on rope", &[("Ada", "Rope is old.")], &[0]),
            // A first name that two share means neither.
            (
                "",
                &[
                    ("Ada Ek", "Our guest today is Bo Voss."),
                    ("Bo Voss", "Hi."),
                    ("Bo Lind", "Hi."),
                ],
                &[1, -1, 0],
            ),
            (
                "",
                &[
                    ("Ada", "Unser Gast ist Bo."),
                    ("Bo", "Vielen Dank für die Einladung."),
                ],
                &[1, -2],
            ),
            (
                "",
                &[
                    ("Ada", "Hej och välkomna till Knutar, jag heter Ada."),
                    ("Bo", "Hej."),
                ],
                &[1, 0],
            ),
        ];
        for (title, turns, expected) in cases {
            assert_eq!(votes(title, turns), *expected, "{title} {turns:?}");
        }
    }
}
