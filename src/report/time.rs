//! Seconds as people and machines write them.

/// From this length on, an episode's times are shown with hours.
pub(super) const HOUR_S: f64 = 3600.0;

/// A point in the audio as a player shows it, rounded down: `12:03`, or `1:12:03` with `hours`.
///
/// Without `hours` the minutes run on past 59. Not a number and less than zero count as zero.
pub(super) fn clock(seconds: f64, hours: bool) -> String {
    let whole = whole_seconds(seconds);
    let (minutes, rest) = (whole / 60, whole % 60);
    if hours {
        format!("{}:{:02}:{rest:02}", minutes / 60, minutes % 60)
    } else {
        format!("{minutes:02}:{rest:02}")
    }
}

/// A length for reading, to the minute: `42 s`, `35 min`, `1 h 12 min`.
pub(super) fn length(seconds: f64) -> String {
    let whole = whole_seconds(seconds);
    if whole < 60 {
        return format!("{whole} s");
    }
    let minutes = (whole + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// An ISO 8601 duration, rounded down to the second: `PT12M3S`.
pub(super) fn iso_duration(seconds: f64) -> String {
    let whole = whole_seconds(seconds);
    let parts = [
        (whole / 3600, 'H'),
        (whole / 60 % 60, 'M'),
        (whole % 60, 'S'),
    ];
    let mut duration = "PT".to_owned();
    for (amount, unit) in parts {
        if amount > 0 {
            duration.push_str(&amount.to_string());
            duration.push(unit);
        }
    }
    if duration == "PT" {
        duration.push_str("0S");
    }
    duration
}

/// Rounds down; the cast turns NaN and what is below zero into zero.
fn whole_seconds(seconds: f64) -> u64 {
    seconds as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_shows_hours_only_when_told_and_never_rounds_up() {
        let table = [
            (0.0, false, "00:00"),
            (59.99, false, "00:59"),
            (723.4, false, "12:03"),
            (3599.0, false, "59:59"),
            (4323.0, false, "72:03"),
            (723.4, true, "0:12:03"),
            (4323.0, true, "1:12:03"),
            (360_000.0, true, "100:00:00"),
            (-5.0, false, "00:00"),
            (f64::NAN, false, "00:00"),
        ];
        for (seconds, hours, expected) in table {
            assert_eq!(clock(seconds, hours), expected, "{seconds} {hours}");
        }
    }

    #[test]
    fn length_is_said_to_the_minute() {
        let table = [
            (0.0, "0 s"),
            (59.9, "59 s"),
            (60.0, "1 min"),
            (2101.5, "35 min"),
            (3580.0, "1 h"),
            (4320.0, "1 h 12 min"),
            (7200.0, "2 h"),
        ];
        for (seconds, expected) in table {
            assert_eq!(length(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn iso_duration_leaves_out_what_is_zero() {
        let table = [
            (0.4, "PT0S"),
            (723.9, "PT12M3S"),
            (3600.0, "PT1H"),
            (3605.0, "PT1H5S"),
            (f64::NAN, "PT0S"),
        ];
        for (seconds, expected) in table {
            assert_eq!(iso_duration(seconds), expected, "{seconds}");
        }
    }
}
