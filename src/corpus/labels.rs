//! The grammar of speaker labels in written-out transcripts, shared by Markdown and plain text.
//!
//! A colon does not make a speaker. So a file is read twice: [`Labels::survey`] collects everything that could be a
//! label and how often it comes, and only what passes is taken for one by [`Labels::head`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::label_forms::{Head, Mark, candidate};
use super::label_names::{lower_case_name, lower_words};
use super::label_words::{initials, is_role, is_sentence_opener, is_short_form};

/// What the names of one file have in common when they are compared.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// How often a name stands before an unmarked colon or dash, and what else is known of it.
#[derive(Default)]
struct Count<'a> {
    name: &'a str,
    sure: usize,
    marked: usize,
    colon: usize,
    dash: usize,
    bare: usize,
    bare_alone: usize,
    loosely_timed: usize,
    /// How often a time stands with it, in whatever place.
    timed: usize,
}

/// The labels of one file.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names: FxHashSet<String>,
    dashed: FxHashSet<String>,
}

impl Labels {
    /// Decides over all lines of a talk which names are speakers.
    pub(super) fn survey<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: FxHashMap<String, Count<'a>> = FxHashMap::default();
        let mut total = 0_usize;
        let mut previous = "";
        for line in lines {
            // A title that is written twice is no evidence.
            if std::mem::replace(&mut previous, line) == line {
                continue;
            }
            total += 1;
            let Some(head) = candidate(line) else {
                continue;
            };
            let count = counts.entry(key(head.name)).or_default();
            count.name = head.name;
            count.timed += usize::from(head.start_s.is_some());
            match head.mark {
                Mark::Voice | Mark::MarkedTimed | Mark::Bracketed | Mark::Timed => count.sure += 1,
                Mark::Marked => count.marked += 1,
                Mark::LooselyTimed => count.loosely_timed += 1,
                Mark::Colon => count.colon += 1,
                Mark::Dash => count.dash += 1,
                Mark::Bare => {
                    count.bare += 1;
                    count.bare_alone += usize::from(head.rest.is_empty());
                }
            }
        }
        let mut labels = Self::default();
        labels.take_recurring(&counts, total);
        labels.take_dashed(&counts);
        labels.take_single(&counts, total);
        labels
    }

    fn take_recurring(&mut self, counts: &FxHashMap<String, Count<'_>>, total: usize) {
        let uses = |count: &Count<'_>| count.colon + count.loosely_timed;
        // Bold keys that all come once are an outline, not a conversation.
        let marked = || counts.values().filter(|count| count.marked > 0);
        let outline = marked().count() > 2 && marked().all(|count| count.marked == 1);
        let recurring: Vec<(&String, &Count<'_>)> = counts
            .iter()
            .filter(|(_, count)| {
                let words: Vec<&str> = count.name.split_whitespace().collect();
                let plain = lower_words(&words) == 0 && count.name.chars().count() > 1;
                let needed = match plain {
                    _ if lower_case_name(&words) => (total / 20).max(5),
                    true => 2,
                    false => 3,
                };
                uses(count) >= needed && !opens_sentence(&words)
            })
            .collect();
        // A handful of them in a long text are the keys of an article.
        let together: usize = recurring.iter().map(|(_, count)| uses(count)).sum();
        let surely = counts
            .values()
            .any(|count| count.sure > 0 || count.marked > 1);
        let initials: FxHashSet<String> = counts
            .values()
            .filter(|count| count.colon > 0)
            .filter_map(|count| initials(count.name))
            .collect();
        let introduced = recurring.iter().any(|(key, _)| initials.contains(*key));
        if surely || introduced || together * 120 >= total {
            self.names
                .extend(recurring.into_iter().map(|(key, _)| key.clone()));
        }
        let sure = counts.iter().filter(|(_, count)| {
            count.sure > 0
                || count.marked > 0 && !outline
                || count.bare >= 2 && count.bare_alone == count.bare
        });
        self.names.extend(sure.map(|(key, _)| key.clone()));
    }

    /// `Q -` and `A -` make sense together only.
    fn take_dashed(&mut self, counts: &FxHashMap<String, Count<'_>>) {
        let dashed: FxHashSet<String> = counts
            .iter()
            .filter(|(_, count)| count.dash > 0 && count.dash + count.colon >= 2)
            .map(|(key, _)| key.clone())
            .collect();
        if dashed.len() > 1 {
            self.dashed = dashed;
        }
    }

    /// Names used once, in a file that labels its speakers elsewhere: a role, the long form of a label, a full name.
    fn take_single(&mut self, counts: &FxHashMap<String, Count<'_>>, total: usize) {
        let labelled: usize = counts
            .iter()
            .filter(|(key, _)| self.names.contains(*key))
            .map(|(_, count)| count.sure + count.marked + count.colon + count.loosely_timed)
            .sum();
        if labelled == 0 {
            return;
        }
        let dense = labelled >= 8 && labelled * 6 >= total && self.names.len() > 1;
        // Where labels have times, a name with a time is one.
        let all_timed = counts
            .iter()
            .any(|(key, count)| count.timed > 1 && self.names.contains(key));
        // More names than a talk has: no need to compare each with each.
        let few = self.names.len() <= 100 && counts.len() <= 5000;
        let singles: Vec<String> = counts
            .iter()
            .filter(|(key, count)| {
                !self.names.contains(*key) && count.colon + count.loosely_timed > 0
            })
            .filter(|(_, count)| {
                let words: Vec<&str> = count.name.split_whitespace().collect();
                let proper = lower_words(&words) == 0 && !opens_sentence(&words);
                !lower_case_name(&words) && words.first().is_some_and(|word| is_role(word))
                    || proper
                        && few
                        && self
                            .names
                            .iter()
                            .any(|name| is_short_form(name, count.name))
                    || dense && proper && words.len() > 1 && no_digits(count.name)
                    || all_timed && proper && count.timed > 0
            })
            .map(|(key, _)| key.clone())
            .collect();
        self.names.extend(singles);
    }

    /// Whether no line of the file has a label.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.dashed.is_empty()
    }

    /// Takes the label off a line, if it begins with one.
    pub(super) fn head<'a>(&self, line: &'a str) -> Option<Head<'a>> {
        if self.is_empty() {
            return None;
        }
        let head = candidate(line)?;
        let key = key(head.name);
        let known = match head.mark {
            Mark::Dash => self.dashed.contains(&key),
            Mark::Bare => {
                self.names.contains(&key)
                    && (head.rest.is_empty() || line.contains(&format!("{}** ", head.name)))
            }
            _ => self.names.contains(&key) || self.dashed.contains(&key),
        };
        known.then_some(head)
    }
}

fn opens_sentence(words: &[&str]) -> bool {
    words.first().is_some_and(|word| is_sentence_opener(word))
}

fn no_digits(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(lines: &[&'a str]) -> Vec<Option<(&'a str, Option<f64>, &'a str)>> {
        let labels = Labels::survey(lines.iter().copied());
        lines
            .iter()
            .map(|line| {
                labels
                    .head(line)
                    .map(|head| (head.name, head.start_s, head.rest))
            })
            .collect()
    }

    #[test]
    fn one_use_is_enough_for_a_label_that_is_set_off_by_markup_or_time() {
        for (line, head) in [
            ("**Ann:** hello", ("Ann", None, "hello")),
            ("**Ann**: hello", ("Ann", None, "hello")),
            ("**Ann Lee:**", ("Ann Lee", None, "")),
            ("**Ann** (00:01:02): hello", ("Ann", Some(62.0), "hello")),
            ("**Ann** (None): hello", ("Ann", None, "hello")),
            (
                "**Annabel.** (2:57): hello",
                ("Annabel", Some(177.0), "hello"),
            ),
            ("**Ann:** (2:57): hello", ("Ann", Some(177.0), "hello")),
            ("**Ann** [00:10] ", ("Ann", Some(10.0), "")),
            ("**Ann** [2:50]Yes", ("Ann", Some(170.0), "Yes")),
            ("**Ann:** [00:00:10] hello", ("Ann", Some(10.0), "hello")),
            (
                r"**Ann Lee:** \[20:04\] hello",
                ("Ann Lee", Some(1204.0), "hello"),
            ),
            ("**Ann**  0:03  ", ("Ann", Some(3.0), "")),
            ("**[00:10] Ann:** hello", ("Ann", Some(10.0), "hello")),
            ("**Ann (00:10):** hello", ("Ann", Some(10.0), "hello")),
            ("[00:10] **Ann:** hello", ("Ann", Some(10.0), "hello")),
            ("__Ann__: hello", ("Ann", None, "hello")),
            (
                "**Dr. Åsa B. Ek, Psy.D:** hello",
                ("Dr. Åsa B. Ek, Psy.D", None, "hello"),
            ),
            ("**VA (Val) Öst:** hello", ("VA (Val) Öst", None, "hello")),
            ("Ann Lee (00:01:02):", ("Ann Lee", Some(62.0), "")),
            (
                "Mike O'Neil, Jr. (00:01:02):",
                ("Mike O'Neil, Jr.", Some(62.0), ""),
            ),
            ("Ann 00:01:02:", ("Ann", Some(62.0), "")),
            ("Ann: 00:00:29", ("Ann", Some(29.0), "")),
            ("Speaker 12 (00:01:02):", ("Speaker 12", Some(62.0), "")),
            ("[SPEAKER_00]: hello", ("SPEAKER_00", None, "hello")),
            ("[Ann Lee] 10:05:09", ("Ann Lee", Some(36309.0), "")),
            ("00:00:03 <v Ann Lee>hello", ("Ann Lee", Some(3.0), "hello")),
        ] {
            assert_eq!(read(&[line]), [Some(head)], "{line}");
        }
    }

    #[test]
    fn an_unmarked_name_must_recur() {
        let lines = [
            "Ann: hello",
            "Bo Ek: hi",
            "Ann: well",
            "Bo Ek: so",
            "Then: a thing",
        ];
        let names: Vec<_> = read(&lines).into_iter().map(|h| h.map(|h| h.0)).collect();
        assert_eq!(
            names,
            [Some("Ann"), Some("Bo Ek"), Some("Ann"), Some("Bo Ek"), None]
        );
        assert_eq!(read(&["Ann: hello", "no label"]), [None, None]);
        let lines = ["Ann  0:03", "hello", "Bo  0:09", "hi", "Ann  0:12", "well"];
        let names: Vec<_> = read(&lines).into_iter().flatten().map(|h| h.0).collect();
        assert_eq!(names, ["Ann", "Bo", "Ann"]);
        let lines = ["Ann Lee  4:28  ", "hello", "Ann Lee (4:40)"];
        let heads = [
            Some(("Ann Lee", Some(268.0), "")),
            None,
            Some(("Ann Lee", Some(280.0), "")),
        ];
        assert_eq!(read(&lines), heads);
        assert_eq!(read(&["PART 1 ENDS [00:23:04]"]), [None]);
        assert!(
            read(&["ann: hello", "bo: hi"].repeat(5))
                .iter()
                .all(Option::is_some)
        );
        assert!(
            read(&["reason: one", "cause: two"].repeat(2))
                .iter()
                .all(Option::is_none)
        );
    }

    #[test]
    fn keys_of_an_outline_or_an_article_are_no_labels() {
        let outline = ["**Reach:** a", "**Gain:** b", "**Price:** c", "text"];
        assert!(read(&outline).iter().all(Option::is_none));
        let mut article = ["prose without", "any label"].repeat(150);
        article[50] = "Kern: a";
        article[150] = "Kern: b";
        assert!(read(&article).iter().all(Option::is_none));
    }

    #[test]
    fn roles_long_forms_and_full_names_pass_once_beside_recurring_labels() {
        let mut lines = vec!["Announcer: welcome", "Ann Lee: thanks"];
        lines.extend(["AL: one", "BE: two"].repeat(4));
        lines.push("Cy Dahl: three");
        let named = read(&lines).iter().flatten().count();
        assert_eq!(named, lines.len());
    }

    #[test]
    fn questions_and_answers_are_labels_only_together() {
        let both = ["Q - why?", "A - so.", "Q - and?", "A - no."];
        assert!(read(&both).iter().all(Option::is_some));
        assert!(
            read(&["I - who else", "said so", "I - of all"])
                .iter()
                .all(Option::is_none)
        );
    }

    #[test]
    fn colons_in_sentences_and_lone_keys_are_no_labels_however_often_they_come() {
        for line in [
            "The point is this: we go",
            "So my question: why",
            "Website: https://a.example",
            "Note: this is odd",
            "https://a.example: here",
            "at 10:30 we met",
            "So about 6:15 AM, I rose",
            "**(Speculative) Minutes**",
            "**Links:**",
            "**Bold start** of a sentence",
            "[ref]: https://a.example",
            "[12:30] so it goes",
            "What I said was: no",
            "I thought, okay: no",
        ] {
            let between = ["one", line, "two", line, "three", line, "four"];
            assert!(read(&between).iter().all(Option::is_none), "{line}");
        }
    }
}
