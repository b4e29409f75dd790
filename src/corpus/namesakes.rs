//! Two people of one first name: a label `Ann` is not the `Ann Lee` of another label if the talk has just introduced
//! `Ann Berg`.

use super::{Role, Speaker};

/// Those among the labels that are a first name only, share it with a longer label, and were introduced with another
/// surname: their full names. `lead_ins` has for each label the turn before its first one.
pub(super) fn namesakes(labels: &[String], lead_ins: &[&str]) -> Vec<Speaker> {
    let first_names = labels
        .iter()
        .zip(lead_ins)
        .filter(|(label, lead_in)| !lead_in.is_empty() && !label.contains(' '));
    let introduced = first_names.flat_map(|(label, lead_in)| {
        let longer = labels.iter().filter_map(|other| {
            let (first, rest) = other.split_once(' ')?;
            (first == label).then(|| rest.rsplit(' ').next().unwrap_or(rest))
        });
        let surnames: Vec<&str> = longer.collect();
        surnames_after(label, lead_in)
            .filter(move |surname| !surnames.is_empty() && !surnames.contains(surname))
            .map(move |surname| Speaker {
                name: format!("{label} {surname}"),
                role: Role::Unknown,
            })
    });
    introduced.collect()
}

/// The words in capitals that follow a first name immediately.
fn surnames_after<'t>(name: &str, text: &'t str) -> impl Iterator<Item = &'t str> {
    let mut words = text.split(' ').peekable();
    std::iter::from_fn(move || {
        loop {
            let here = words.next()? == name;
            let next = words
                .peek()?
                .trim_end_matches(|c: char| !c.is_alphanumeric());
            let capital = next.starts_with(char::is_uppercase);
            if here && capital && next.chars().nth(1).is_some_and(char::is_lowercase) {
                return Some(next);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_is_another_person_s_if_it_was_introduced_with_another_surname() {
        let labels = ["Bo Ek", "Ann Lee", "Ann"].map(str::to_owned);
        for (lead_in, expected) in [
            (
                "Here is Ann Berg, who sells rope. Hi, Ann.",
                &["Ann Berg"][..],
            ),
            ("Here is Ann Lee, who sells rope. Hi, Ann.", &[]),
            ("Hi, Ann. What is rope?", &[]),
            ("Ann I think you know.", &[]),
            ("So Ann, Why rope?", &[]),
        ] {
            let names = namesakes(&labels, &["", "", lead_in]);
            let names: Vec<_> = names.iter().map(|speaker| speaker.name.as_str()).collect();
            assert_eq!(names, expected, "{lead_in}");
        }
        assert!(namesakes(&labels[..1], &["Here is Bo Berg."]).is_empty());
    }
}
