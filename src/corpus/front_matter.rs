//! Front matter: where it ends, and its fields as one map whatever it is written in (YAML, TOML, JSON).
//!
//! Broken front matter is never fatal: its top-level lines are read as far as they make sense, and the body is read.
//! What the fields mean is the business of `front_fields`.

use serde_json::{Map, Value};
use serde_saphyr::options::DuplicateKeyPolicy;

/// The fields at the head of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FrontMatter<'a> {
    /// In source order; dates are strings.
    pub(super) fields: Map<String, Value>,
    /// The source between the fences.
    pub(super) source: &'a str,
    /// The line of the file that `source` begins on, from 1.
    pub(super) first_line: u32,
    /// What could not be read, as a warning's message.
    pub(super) warning: Option<String>,
}

/// What follows the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body<'a> {
    /// The rest of the file.
    pub(super) text: &'a str,
    /// The line of the file that it begins on, from 1.
    pub(super) first_line: u32,
}

/// Splits a file into front matter, if it has any, and the rest.
pub(super) fn split(text: &str) -> (Option<FrontMatter<'_>>, Body<'_>) {
    let start = text
        .find(|c: char| !c.is_whitespace() && c != '\u{feff}')
        .unwrap_or(text.len());
    let body = Body {
        text: text.trim_start_matches('\u{feff}'),
        first_line: 1,
    };
    let found = match text.as_bytes().get(start) {
        Some(b'-') => fenced(text, start, "---", &["---", "..."]),
        Some(b'+') => fenced(text, start, "+++", &["+++"]),
        Some(b'{') => json(text, start),
        _ => None,
    };
    match found {
        Some((front, after)) => {
            let body = Body {
                text: &text[after..],
                first_line: lines_before(text, after),
            };
            (Some(front), body)
        }
        None => (None, body),
    }
}

/// The number, from 1, of the line that the byte at `offset` is on.
fn lines_before(text: &str, offset: usize) -> u32 {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..offset]).count() as u32 + 1
}

fn fenced<'a>(
    text: &'a str,
    start: usize,
    open: &str,
    closers: &[&str],
) -> Option<(FrontMatter<'a>, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == open)?;
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        if closers.contains(&line.trim_end()) {
            let source = &text[from..at];
            if !looks_like_fields(source) {
                return None;
            }
            let read = if open == "+++" {
                toml(source)
            } else {
                yaml(source)
            };
            let (fields, warning) = match read {
                Ok(fields) => (fields, None),
                Err(reason) => {
                    let message =
                        format!("front matter does not parse ({reason}); read line by line");
                    (lenient(source), Some(message))
                }
            };
            let front = FrontMatter {
                fields,
                source,
                first_line: lines_before(text, from),
                warning,
            };
            return Some((front, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether some text between two rules is a list of fields and not prose: its first line that says anything is one.
fn looks_like_fields(source: &str) -> bool {
    source
        .lines()
        .map(str::trim_end)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .is_none_or(|line| key_value(line).is_some() || line.starts_with(['{', '[']))
}

/// A top-level `key: value` or `key = value`.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let key = line[..at].trim().trim_matches(['"', '\'']);
    let value = &line[at + 1..];
    let apart = line.as_bytes()[at] == b'=' || value.is_empty() || value.starts_with([' ', '\t']);
    let named = !key.is_empty()
        && key.len() <= 60
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    (apart && named && !line.starts_with([' ', '\t'])).then(|| (key, value.trim()))
}

fn yaml(source: &str) -> Result<Map<String, Value>, String> {
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
    };
    if source.trim().is_empty() {
        return Ok(Map::new());
    }
    match serde_saphyr::from_str_with_options::<Value>(source, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err("not a list of fields".to_owned()),
        Err(error) => Err(first_line(&error.to_string())),
    }
}

fn toml(source: &str) -> Result<Map<String, Value>, String> {
    let table: toml::Table = source
        .parse()
        .map_err(|error: toml::de::Error| first_line(error.message()))?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, from_toml(value)))
        .collect())
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(when) => Value::String(when.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, from_toml(value)))
                .collect(),
        ),
    }
}

/// A JSON object with something other than JSON after it.
fn json(text: &str, start: usize) -> Option<(FrontMatter<'_>, usize)> {
    let inner = text[start + 1..].trim_start();
    if !inner.starts_with('"') {
        return None;
    }
    let mut stream = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    let Some(Ok(Value::Object(fields))) = stream.next() else {
        return None;
    };
    let end = start + stream.byte_offset();
    let rest = text[end..].trim_start();
    // Hexo ends its JSON with `;;;`.
    let after = text.len() - rest.strip_prefix(";;;").unwrap_or(rest).len();
    if rest.is_empty() || rest.starts_with(['{', ',', '[']) {
        return None;
    }
    let front = FrontMatter {
        fields,
        source: &text[start..end],
        first_line: lines_before(text, start),
        warning: None,
    };
    Some((front, after))
}

/// Top-level scalars and simple lists, line by line, where the whole does not parse.
fn lenient(source: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut open: Option<String> = None;
    for line in source.lines() {
        let item = line.trim_start().strip_prefix("- ").map(unquoted);
        if let (Some(key), Some(item)) = (&open, item) {
            let list = fields
                .entry(key.clone())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.push(Value::String(item));
            }
        } else if let Some((key, value)) = key_value(line) {
            open = value.is_empty().then(|| key.to_owned());
            if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
                let items = list.split(',').map(|item| Value::String(unquoted(item)));
                fields.insert(key.to_owned(), items.collect());
            } else if !value.is_empty() && !matches!(value, "|" | ">" | "|-" | ">-") {
                fields.insert(key.to_owned(), Value::String(unquoted(value)));
            }
        }
    }
    fields
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
        .to_owned()
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or("").trim();
    line.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_of_each_kind_is_split_from_the_body_with_its_line() {
        for (text, body, line) in [
            ("---\ntitle: A\n---\nBody", "Body", 4),
            ("\u{feff}---\r\ntitle: A\r\n---\r\nBody", "Body", 4),
            ("\n\n---\ntitle: A\n...\nBody", "Body", 6),
            ("+++\ntitle = \"A\"\n+++\nBody", "Body", 4),
            ("{\n \"title\": \"A\"\n}\n\nBody", "Body", 5),
            ("{\"title\": \"A\"}\n;;;\nBody", "\nBody", 2),
        ] {
            let (front, rest) = split(text);
            let front = front.expect(text);
            assert_eq!(front.fields["title"], "A", "{text}");
            assert_eq!((rest.text, rest.first_line), (body, line), "{text}");
            assert_eq!(front.warning, None, "{text}");
        }
    }

    #[test]
    fn rules_and_json_that_are_not_front_matter_stay_in_the_body() {
        for text in [
            "---\nSome prose: it goes on, in a sentence?\nmore\n",
            "---\nProse without any field.\n---\nmore",
            "---\n\nMore prose, and so on.\n\n---\n",
            "{\"a\": 1}",
            "{/* comment */}\ntext",
            "{\"a\": \ntext",
            "",
            "-",
        ] {
            assert_eq!(split(text).0, None, "{text}");
            assert_eq!(split(text).1.text, text, "{text}");
        }
    }

    #[test]
    fn a_rule_in_the_body_does_not_end_the_body() {
        assert_eq!(
            split("---\na: 1\n---\none\n---\ntwo").1.text,
            "one\n---\ntwo"
        );
    }

    #[test]
    fn broken_yaml_is_a_warning_and_its_plain_lines_are_read() {
        let text = "---\ntitle: A: b: \"c\ntags:\n- x\n- 'y'\nmore: [p, \"q\"]\n  bad\n---\nBody";
        let (front, body) = split(text);
        let front = front.expect("front matter");
        assert!(front.warning.is_some());
        assert_eq!(front.fields["tags"], serde_json::json!(["x", "y"]));
        assert_eq!(front.fields["more"], serde_json::json!(["p", "q"]));
        assert_eq!(body.text, "Body");
    }

    #[test]
    fn dates_and_long_lists_survive_as_they_are_written() {
        let mut text = "---\ndate: 2020-08-05\nduration: 1:04:09\ntranscript:\n".to_owned();
        text.push_str(&"- line: \"said: so\"\n  who: Ann\n  sec: 7\n".repeat(1000));
        text.push_str("---\n");
        let front = split(&text).0.expect("front matter");
        assert_eq!(front.fields["date"], "2020-08-05");
        assert_eq!(front.fields["duration"], "1:04:09");
        assert_eq!(
            front.fields["transcript"].as_array().map(Vec::len),
            Some(1000)
        );
    }
}
