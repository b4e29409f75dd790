use super::*;
use crate::text::Language;

fn check(code: &str, pairs: &[(&str, Option<&str>)]) {
    let mut wrong = Vec::new();
    for (question, expected) in pairs {
        let language = Language::from_code(code).unwrap();
        let document = Document::new(question, [Span::new(0, question.len())], language);
        let known = vec![1.0; document.stems.len()];
        let terms = TermNumbers::new(&document);
        let questions = Questions::new(&document, &terms, Some("Ada".to_owned()), known);
        let titles: Vec<_> = (0..document.sentences.len())
            .filter_map(|number| questions.title(number))
            .collect();
        let best = titles.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        let found = best.map(|title| title.text.as_str());
        if found != *expected {
            wrong.push(format!("{question} gives {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_names_something_ends_before_its_verb_and_begins_with_no_preposition() {
    check(
        "en",
        &[
            ("Tell us about the lamp was going out?", Some("lamp")),
            (
                "What is the role of a lamp is not clear?",
                Some("The role of a lamp"),
            ),
            ("What skills would you look for in a keeper?", None),
            (
                "What skills does one need to become a keeper?",
                Some("The skills for becoming a keeper"),
            ),
            ("What is a sign that a lamp is old?", None),
            (
                "How do you trim the keeper's lamp?",
                Some("How to trim the keeper's lamp"),
            ),
        ],
    );
}

#[test]
fn what_people_ask_for_and_how_much_of_it_becomes_a_title() {
    check(
        "en",
        &[
            (
                "How to attract keepers to an island?",
                Some("How to attract keepers to an island"),
            ),
            (
                "Do you have any other advice for people who want to keep a lighthouse?",
                Some("advice for keeping a lighthouse"),
            ),
            (
                "How did you come up with the idea of the lamp?",
                Some("Coming up with the idea of the lamp"),
            ),
            (
                "What could be the consequences of a broken lamp?",
                Some("The consequences of a broken lamp"),
            ),
            (
                "So what drew you to lighthouses?",
                Some("What drew Ada to lighthouses"),
            ),
            (
                "Do you know the best way to trim a wick?",
                Some("The best way to trim a wick"),
            ),
            (
                "What does it mean to be a keeper?",
                Some("What it means to be a keeper"),
            ),
            (
                "Why is the lens so heavy?",
                Some("Why the lens is so heavy"),
            ),
        ],
    );
}

#[test]
fn english_questions_become_titles() {
    check(
        "en",
        &[
            (
                "How do you schedule writing into your daily routine?",
                Some("How to schedule writing into the daily routine"),
            ),
            (
                "How do you keep this lighthouse bright?",
                Some("How to keep the lighthouse bright"),
            ),
            (
                "How do people write about these lighthouses?",
                Some("How to write about lighthouses"),
            ),
            ("How do you keep this going?", None),
            ("The question is from the keeper's point of view?", None),
            ("What does the lighthouse mean?", None),
            ("Some advice for ideally?", None),
            (
                "How do you kind of keep a lighthouse bright?",
                Some("How to keep a lighthouse bright"),
            ),
            (
                "So I'm curious, how did you make your blog popular?",
                Some("making Ada's blog popular"),
            ),
            (
                "What's the difference between a data mart and a data warehouse?",
                Some("data mart vs data warehouse"),
            ),
            (
                "What advice would you give for founders of a harbour museum?",
                Some("advice for founders of a harbour museum"),
            ),
            (
                "Do you have any advice for technical authors?",
                Some("advice for technical authors"),
            ),
            (
                "Are there any downsides of freelancing?",
                Some("The downsides of freelancing"),
            ),
            (
                "Okay, so what is a tide table?",
                Some("What is a tide table?"),
            ),
            (
                "Can you tell us more about the keeper of the lighthouse?",
                Some("keeper of the lighthouse"),
            ),
            (
                "What do you think about nuclear power?",
                Some("Ada's thoughts on nuclear power"),
            ),
            ("Can you introduce yourself?", Some("Ada's background")),
            (
                "How does a lens focus the light?",
                Some("How a lens focuses the light"),
            ),
            (
                "Why did you leave the lighthouse?",
                Some("Why Ada left the lighthouse"),
            ),
            ("Why do we need a foghorn?", Some("Why we need a foghorn")),
            (
                "How important is the weather for sailors?",
                Some("The importance of the weather for sailors"),
            ),
            (
                "Did you need to learn any navigation?",
                Some("learning any navigation"),
            ),
            (
                "What kind of tools do you use for charts?",
                Some("The tools for charts"),
            ),
            (
                "What does a typical day look like?",
                Some("Ada's typical workday"),
            ),
            (
                "What does dead reckoning mean?",
                Some("What dead reckoning means"),
            ),
            (
                "What is the difference between a lighthouse and leaving it out?",
                None,
            ),
            ("How do you make peace with it?", None),
            (
                "What are your thoughts on like the lighthouse in general?",
                Some("Ada's thoughts on the lighthouse"),
            ),
            ("How do you do that?", None),
            ("And did it work?", None),
            ("Right?", None),
        ],
    );
}

#[test]
fn a_question_that_is_only_told_of_makes_no_title() {
    check(
        "en",
        &[
            ("And then you say, how do you light the lighthouse?", None),
            (
                "Let's say, how do you light the lighthouse?",
                Some("How to light the lighthouse"),
            ),
        ],
    );
}

#[test]
fn german_questions_become_titles() {
    check(
        "de",
        &[
            (
                "Was ist eigentlich ein Leuchtturm?",
                Some("Was ist ein Leuchtturm?"),
            ),
            (
                "Was ist der Unterschied zwischen Ebbe und Flut?",
                Some("Ebbe vs. Flut"),
            ),
            (
                "Hast du Tipps für diese Seeleute?",
                Some("Tipps für die Seeleute"),
            ),
            (
                "Hast du Tipps für junge Seeleute?",
                Some("Tipps für junge Seeleute"),
            ),
            (
                "Wie funktioniert ein Nebelhorn?",
                Some("Wie funktioniert ein Nebelhorn?"),
            ),
            (
                "Heute reden wir über alte Seekarten.",
                Some("alte Seekarten"),
            ),
            ("Wie machst du das?", None),
        ],
    );
}

#[test]
fn swedish_questions_become_titles() {
    check(
        "sv",
        &[
            ("Vad är egentligen en fyr?", Some("Vad är en fyr?")),
            (
                "Vad är skillnaden mellan ebb och flod?",
                Some("ebb mot flod"),
            ),
            ("Kan du berätta om gamla sjökort?", Some("gamla sjökort")),
            ("Hur gör du det?", None),
        ],
    );
}
