//! What a host says at the start: who the guest is, and what they will talk about.
//!
//! A summary begins with it: it is what a producer would write.

use std::ops::Range;

use crate::corpus::{Episode, Role};
use crate::lexicon::Pack;
use crate::text::{Document, Sentence};

/// Words at the start of an episode in which it is said.
const OPENING_WORDS: usize = 900;

/// Words of such a sentence, at least and at most.
const SENTENCE_WORDS: std::ops::RangeInclusive<usize> = 8..=60;

/// The guest is named within so many words from the start of the sentence.
const NAME_WITHIN: usize = 8;

/// The same where the sentence presents them: `today we talk with Cleo Ek, rope maker at the old harbour works`.
const PRESENTED_WITHIN: usize = 14;

/// Sentences behind the one that says who a guest is in which more may be said of them: `now she's a rope maker`.
const GOES_ON_WITHIN: usize = 3;

/// Sentences of what the talk is about, and such that go on about a guest, at most.
const OVERVIEWS: usize = 3;
const MORE_OF_GUEST: usize = 2;

/// Words by which a sentence may begin before it says what the talk is about: where that is said in two words, and in more.
const LEAD_IN: usize = 2;
const LONG_LEAD_IN: usize = 12;

/// Words in which it then says it, at least: `maybe that is something we'll talk about later` does not.
const LEAST_SAID: usize = 2;

/// Words that the longest phrase has which begins an overview, or with which people are introduced.
const PHRASE_WORDS: usize = 6;

/// What is said in a section that introduces the show or its guests.
const CUES: [&str; 4] = ["welcome", "guest", "invited", "overview"];

/// The sentences of a host, by number, that say who each guest is and what the talk is about: the first of each, and what
/// follows of the same.
pub(super) fn opening(episode: &Episode, document: &Document<'_>) -> Vec<usize> {
    let guests = first_names(episode);
    let mut found: Vec<usize> = Vec::new();
    let mut introduced = vec![false; guests.len()];
    let (mut overviews, mut more) = (0, 0);
    let mut presented: Option<(usize, usize)> = None;
    let hosts = has_hosts(episode);
    let sentences = document.sentences.iter().enumerate();
    for (number, sentence) in sentences.take_while(|(_, of)| of.tokens.start < OPENING_WORDS) {
        if !may_open(episode, sentence, hosts) {
            continue;
        }
        let words = lower_words(document, sentence);
        let guest = (guests.iter()).position(|guest| {
            tells_who(&words, guest) || presents(document, sentence, &words, guest)
        });
        let near =
            |(at, turn): (usize, usize)| number <= at + GOES_ON_WITHIN && turn == sentence.turn;
        if let Some(guest) = guest
            && !std::mem::replace(&mut introduced[guest], true)
        {
            presented = Some((number, sentence.turn));
            found.push(number);
        } else if overviews < OVERVIEWS && tells_what(document, &words) {
            overviews += 1;
            found.push(number);
        } else if more < MORE_OF_GUEST && presented.is_some_and(near) && goes_on(&words) {
            more += 1;
            found.push(number);
        }
    }
    found
}

fn has_hosts(episode: &Episode) -> bool {
    let mut speakers = episode.speakers.iter();
    speakers.any(|speaker| speaker.role == Role::Host)
}

/// Whether a sentence names a guest and then says what they are: `our guest is Cleo Ek, a rope maker`.
fn presents(document: &Document<'_>, sentence: &Sentence, words: &[&str], guest: &str) -> bool {
    let tokens = document.tokens_of(sentence);
    let mut within = words.iter().take(PRESENTED_WITHIN);
    let Some(at) = within.position(|word| *word == guest) else {
        return false;
    };
    // A surname at most, and a comma.
    let role = (at + 1..(at + 3).min(words.len())).find(|&next| tokens[next].breaks);
    let leads = at.checked_sub(1).is_some_and(|before| {
        matches!(
            words[before],
            "is" | "with" | "by" | "to" | "welcome" | "have" | "ist" | "mit" | "är" | "med"
        )
    });
    leads
        && role.is_some_and(|role| {
            words.len() - role > 3 && !is_pronoun(words[role]) && !tokens[role].capital
        })
}

/// Whether a sentence goes on about somebody who has just been named.
fn goes_on(words: &[&str]) -> bool {
    let from = usize::from(matches!(
        words.first(),
        Some(&("now" | "today" | "currently" | "previously" | "before" | "heute" | "nu"))
    ));
    let of_them = matches!(
        words.get(from),
        Some(&("he" | "she" | "he's" | "she's" | "er" | "sie" | "han" | "hon"))
    );
    // `She will tell us more about that today` says nothing of her.
    of_them
        && !words
            .iter()
            .any(|word| matches!(*word, "us" | "uns" | "oss"))
}

/// The first names of the guests, in lower case.
fn first_names(episode: &Episode) -> Vec<String> {
    let guests = episode
        .speakers
        .iter()
        .filter(|speaker| speaker.role == Role::Guest && speaker.is_named());
    guests
        .filter_map(|guest| guest.name.split(' ').next().map(str::to_lowercase))
        .collect()
}

/// Whether a sentence is a whole one of a host.
///
/// Where no host is known, that is whoever speaks first.
fn may_open(episode: &Episode, sentence: &Sentence, hosts: bool) -> bool {
    let role = episode.speaker_of(sentence.turn).map(|of| of.role);
    let speaker = |turn: usize| episode.turns.get(turn).and_then(|turn| turn.speaker);
    let first = speaker(0).is_some() && speaker(sentence.turn) == speaker(0);
    sentence.complete
        && !sentence.question
        && (role == Some(Role::Host) || !hosts && first && role == Some(Role::Unknown))
        && SENTENCE_WORDS.contains(&sentence.tokens.len())
}

fn lower_words<'d>(document: &'d Document<'_>, sentence: &Sentence) -> Vec<&'d str> {
    let tokens = document.tokens_of(sentence).iter();
    tokens.map(|token| &*document.term(token).lower).collect()
}

/// Whether a sentence says who somebody is: `Cleo Ek is a rope maker`, `our guest is Cleo Ek, who works at …`.
fn tells_who(words: &[&str], guest: &str) -> bool {
    let Some(at) = words
        .iter()
        .take(NAME_WITHIN)
        .position(|word| *word == guest)
    else {
        return false;
    };
    // A surname, or two, and what they are, or `who` does what.
    let after = words[at + 1..].iter().take(4);
    let verb = after
        .take_while(|word| !is_pronoun(word))
        .position(|word| is_verb_of_being(word));
    verb.is_some_and(|verb| words.len() - at - verb > 5)
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "i" | "you" | "we" | "they" | "it" | "and" | "ich" | "du" | "wir" | "jag" | "vi"
    )
}

fn is_verb_of_being(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "who"
            | "works"
            | "leads"
            | "runs"
            | "founded"
            | "created"
            | "has"
            | "worked"
            | "wrote"
            | "ist"
            | "arbeitet"
            | "leitet"
            | "är"
            | "arbetar"
            | "driver"
    )
}

/// Whether a sentence says what the talk is about: `in our conversation, we dig into …`.
fn tells_what(document: &Document<'_>, words: &[&str]) -> bool {
    let Some(pack) = document.language.pack else {
        return false;
    };
    let begins = (0..=LONG_LEAD_IN).any(|from| {
        let least = if from > LEAD_IN { 3 } else { 2 };
        (least..=PHRASE_WORDS).any(|count| {
            let phrase = words.get(from..from + count);
            let says = from + count + LEAST_SAID <= words.len();
            says && phrase.is_some_and(|phrase| is_known(pack, "overview", phrase))
        })
    });
    begins && !words.iter().any(|word| is_of_the_show(word))
}

/// The title of a section in which people are welcomed or introduced, such as `introduction`; none for another section, and
/// where no word for it is known.
pub(super) fn heading(document: &Document<'_>, sentences: Range<usize>) -> Option<&'static str> {
    let pack = document.language.pack?;
    let introduces = document.sentences[sentences].iter().any(|sentence| {
        let words = lower_words(document, sentence);
        let runs =
            (0..words.len()).flat_map(|from| (1..=PHRASE_WORDS).map(move |count| (from, count)));
        runs.filter_map(|(from, count)| words.get(from..from + count))
            .any(|phrase| CUES.iter().any(|cue| is_known(pack, cue, phrase)))
    });
    let mut lines = pack.introductions.iter().filter(|_| introduces);
    lines.find_map(|line| line.strip_prefix("heading "))
}

/// Whether a language knows a phrase that tells this.
fn is_known(pack: &Pack, cue: &str, phrase: &[&str]) -> bool {
    let line = format!("{cue} {}", phrase.join(" "));
    pack.introductions.contains(line.as_str())
}

/// Words of sentences that are about the show and not about the talk.
fn is_of_the_show(word: &str) -> bool {
    matches!(
        word,
        "guest"
            | "guests"
            | "sponsor"
            | "sponsors"
            | "sponsored"
            | "subscribe"
            | "gast"
            | "gäste"
            | "werbung"
            | "gäst"
            | "gäster"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{LoadOptions, Span, parse};
    use crate::text::Language;

    /// The opening sentences of a talk as they were said.
    fn found(talk: &str) -> Vec<String> {
        let mut episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        found_in(&episodes.remove(0))
    }

    fn found_in(episode: &Episode) -> Vec<String> {
        let language = Language::from_code("en").unwrap();
        let spans = episode.turns.iter().map(|turn| turn.span);
        let document = Document::new(&episode.text, spans, language);
        opening(episode, &document)
            .into_iter()
            .map(|number| document.sentences[number].span.of(&episode.text).to_owned())
            .collect()
    }

    #[test]
    fn who_the_guest_is_and_what_the_talk_is_about_is_found() {
        let talk = "Ada: Welcome to Knots, I'm Ada. Today my guest is Cleo Ek. Cleo is a rope maker at the old harbour works. \
                    Today we have a wonderful guest for you all, so stay. In our conversation, we dig into hemp, tar and sail.\n\n\
                    Cleo: Thanks for having me. Cleo is what my mother called me when I was small.\n\n\
                    Ada: What is hemp? Cleo is the one to ask about hemp, tar and rope.\n\n\
                    Cleo: It is a plant.\n";
        assert_eq!(
            found(talk),
            [
                "Cleo is a rope maker at the old harbour works.",
                "In our conversation, we dig into hemp, tar and sail."
            ]
        );
    }

    #[test]
    fn a_guest_is_presented_by_what_they_are_and_by_what_follows() {
        let talk = "Ada: Welcome to Knots. It is a pleasure to talk today with Cleo Ek, rope maker at the old harbour works. \
                    Now she's the head of the museum of ropes. She will tell us more about that today. She also ties nets for the fishermen of the bay. She is here \
                    to stay for a while, and so are we. Maybe knots are something we'll talk about later.\n\n\
                    Cleo: Thanks for having me. Now she's making me blush in front of all of you.\n\n\
                    Ada: What is hemp? Is it a plant?\n\nCleo: It is a plant.\n";
        assert_eq!(
            found(talk),
            [
                "It is a pleasure to talk today with Cleo Ek, rope maker at the old harbour works.",
                "Now she's the head of the museum of ropes.",
                "She also ties nets for the fishermen of the bay.",
            ]
        );
    }

    #[test]
    fn where_no_host_is_known_whoever_speaks_first_says_what_it_is_about() {
        let talk = "Kim: A new year has begun, and to start with, in this episode we look at hemp and tar.\n\n\
                    Lou: In this episode we could look at anything, of course, as ever.\n\nKim: Of course.\n\nLou: As ever.\n";
        let mut episodes = parse(talk.as_bytes(), "a", "a.txt", &LoadOptions::default()).unwrap();
        let mut episode = episodes.remove(0);
        assert_eq!(found_in(&episode).len(), 2, "both are taken for hosts");
        for speaker in &mut episode.speakers {
            speaker.role = Role::Unknown;
        }
        assert_eq!(
            found_in(&episode),
            ["A new year has begun, and to start with, in this episode we look at hemp and tar."]
        );
    }

    #[test]
    fn a_section_that_welcomes_is_an_introduction_in_every_language() {
        for (code, said, title) in [
            (
                "en",
                "So. And welcome to the knots of today.",
                Some("introduction"),
            ),
            ("en", "A rope is welcome in every harbour.", None),
            ("de", "Willkommen im Hafen.", Some("intro")),
            ("sv", "V\u{e4}lkommen till hamnen.", Some("introduktion")),
        ] {
            let language = Language::from_code(code).unwrap();
            let document = Document::new(said, [Span::new(0, said.len())], language);
            let all = 0..document.sentences.len();
            assert_eq!(heading(&document, all), title, "{said}");
        }
        for pack in &crate::lexicon::PACKS {
            let mut lines = pack.introductions.iter();
            assert!(
                lines.any(|line| line.starts_with("heading ")),
                "{}",
                pack.code
            );
        }
    }

    #[test]
    fn where_only_hosts_talk_they_say_what_it_is_about() {
        let talk = "Ada: In this episode, we dig into hemp, tar, sail and all of that.\n\n\
                    Bo: Welcome to Knots, I'm Bo.\n\nAda: I'm Ada. Is Bo a rope maker?\n\n\
                    Bo: No. Ada is a rope maker at the old harbour works.\n";
        assert_eq!(
            found(talk),
            ["In this episode, we dig into hemp, tar, sail and all of that."]
        );
    }
}
