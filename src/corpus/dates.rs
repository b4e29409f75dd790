//! Dates as front matter and episode pages write them.
//!
//! Only a date with day, month and year becomes ISO 8601; anything less is kept as written and never guessed.

/// A date found in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// `2023-12-12`.
    Iso(String),
    /// As written: a part of it is missing.
    Partial(String),
}

/// Month names of several languages, in full; a shorter form of at least three letters is a prefix of one.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januari",
        "januar",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "tammikuuta",
        "ianuarie",
        "stycznia",
        "январь",
        "января",
        "ocak",
    ],
    &[
        "february",
        "februari",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "helmikuuta",
        "februarie",
        "lutego",
        "февраль",
        "февраля",
        "şubat",
    ],
    &[
        "march",
        "mars",
        "märz",
        "maerz",
        "marts",
        "maart",
        "marzo",
        "março",
        "maaliskuuta",
        "martie",
        "marca",
        "март",
        "марта",
        "mart",
    ],
    &[
        "april",
        "avril",
        "abril",
        "aprile",
        "huhtikuuta",
        "aprilie",
        "kwietnia",
        "апрель",
        "апреля",
        "nisan",
    ],
    &[
        "may",
        "maj",
        "mai",
        "mei",
        "mayo",
        "maggio",
        "maio",
        "toukokuuta",
        "maja",
        "май",
        "мая",
        "mayıs",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "kesäkuuta",
        "iunie",
        "czerwca",
        "июнь",
        "июня",
        "haziran",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "heinäkuuta",
        "iulie",
        "lipca",
        "июль",
        "июля",
        "temmuz",
    ],
    &[
        "august",
        "augusti",
        "août",
        "aout",
        "augustus",
        "agosto",
        "elokuuta",
        "sierpnia",
        "август",
        "августа",
        "ağustos",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "syyskuuta",
        "septembrie",
        "września",
        "сентябрь",
        "сентября",
        "eylül",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "lokakuuta",
        "octombrie",
        "października",
        "октябрь",
        "октября",
        "ekim",
        "okt",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "marraskuuta",
        "noiembrie",
        "listopada",
        "ноябрь",
        "ноября",
        "kasım",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "joulukuuta",
        "decembrie",
        "grudnia",
        "декабрь",
        "декабря",
        "aralık",
    ],
];

/// Words that may stand in a date and say nothing.
const FILLERS: &[&str] = &["de", "den", "der", "of", "the", "del", "le", "am", "d"];

/// Reads a date and nothing else: ISO 8601 with or without a time, or a day and a month name with or without a year.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(iso) = iso(text) {
        return Some(Date::Iso(iso));
    }
    let (mut day, mut month, mut year) = (None, None, None);
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'))
        .filter(|word| !word.is_empty());
    for (count, word) in words.enumerate() {
        if count > 6 {
            return None;
        }
        let lower = word.to_lowercase();
        if let Some(number) = ordinal(&lower) {
            match (lower.len(), number) {
                (4, 1900..=2199) if year.is_none() => year = Some(number),
                (1..=4, 1..=31) if day.is_none() => day = Some(number),
                _ => return None,
            }
        } else if let Some(number) = month_number(&lower).filter(|_| month.is_none()) {
            month = Some(number);
        } else if !(FILLERS.contains(&lower.as_str()) || count == 0 && is_weekday(&lower)) {
            return None;
        }
    }
    let month = month?;
    match (day, year) {
        (Some(day), Some(year)) => Some(Date::Iso(format!("{year:04}-{month:02}-{day:02}"))),
        (None, None) => None,
        _ => Some(Date::Partial(text.to_owned())),
    }
}

/// The date of a point in time: [`date`], or what stands before the time in `Tue, 05 May 2020 10:00:00 +0000`.
pub(super) fn moment(text: &str) -> Option<Date> {
    let before_time = || match text.find(':') {
        Some(colon) => text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()),
        None => text,
    };
    date(text).or_else(|| date(before_time()))
}

/// The date of a moment in seconds or milliseconds since 1970, as some generators store it.
pub(super) fn from_epoch(value: i64) -> Option<String> {
    let seconds = if value.abs() >= 100_000_000_000 {
        value / 1000
    } else {
        value
    };
    if !(100_000_000..10_000_000_000).contains(&seconds) {
        return None;
    }
    // Days to civil date, counted from 0000-03-01 in eras of 400 years.
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `2020-08-05` at the start of `text`, followed by nothing or a time.
fn iso(text: &str) -> Option<String> {
    let head = text.get(..10)?;
    let shape = head.bytes().enumerate().all(|(i, byte)| match i {
        4 | 7 => byte == b'-' || byte == b'/',
        _ => byte.is_ascii_digit(),
    });
    let follows = matches!(text.as_bytes().get(10), None | Some(b'T' | b't' | b' '));
    let month: u8 = head.get(5..7)?.parse().ok()?;
    let day: u8 = head.get(8..10)?.parse().ok()?;
    (shape && follows && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| head.replace('/', "-"))
}

/// `28`, `3rd`, `1er`, `2024`.
fn ordinal(word: &str) -> Option<u16> {
    let end = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    matches!(
        &word[end..],
        "" | "st" | "nd" | "rd" | "th" | "er" | "e" | "a" | "º"
    )
    .then(|| word[..end].parse().ok())
    .flatten()
}

fn month_number(word: &str) -> Option<usize> {
    if word.chars().count() < 3 {
        return None;
    }
    MONTHS
        .iter()
        .position(|names| names.contains(&word))
        .or_else(|| {
            MONTHS
                .iter()
                .position(|names| names.iter().any(|name| name.starts_with(word)))
        })
        .map(|index| index + 1)
}

fn is_weekday(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mån", "tis", "ons", "tor", "fre", "lör",
        "sön", "die", "mit", "don", "sam", "lun", "mar", "mer", "mié", "jeu", "jue", "gio", "ven",
        "vie", "sáb", "dim", "dom",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_completed_only_where_day_month_and_year_are_written() {
        for (text, iso) in [
            ("2020-08-05", "2020-08-05"),
            ("2014-10-13T15:26:42", "2014-10-13"),
            ("2021-07-23 15:00 -0700", "2021-07-23"),
            ("12 Dec 2023", "2023-12-12"),
            ("May 3rd, 2024", "2024-05-03"),
            ("1. März 2022", "2022-03-01"),
            ("7 de febrero de 2020", "2020-02-07"),
            ("fredag 9 okt. 2015", "2015-10-09"),
        ] {
            assert_eq!(date(text), Some(Date::Iso(iso.to_owned())), "{text}");
        }
        for text in ["28 Maj", "Mars 2024", "30 Apr"] {
            assert_eq!(date(text), Some(Date::Partial(text.to_owned())), "{text}");
        }
        for text in [
            "",
            "soon",
            "Maj",
            "maybe 3 may be",
            "2020-13-05",
            "45 May 2020",
            "2020-08-051",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_since_1970_give_the_same_day() {
        assert_eq!(from_epoch(1_709_164_800).as_deref(), Some("2024-02-29"));
        assert_eq!(from_epoch(1_709_164_800_000).as_deref(), Some("2024-02-29"));
        assert_eq!(from_epoch(12), None);
    }
}
