//! What front matter says, by readers that know nothing of the edit: the proof that only one key has changed.

use serde_json::{Map, Value};

use super::fence::Notation;
use super::tree::{Body, Node};
use super::{Doubt, json, metadata};

/// The fields, or why they cannot be read. A key that stands there twice is such a reason.
pub(super) fn parse(notation: Notation, source: &str) -> Result<Map<String, Value>, Doubt> {
    match notation {
        Notation::Yaml => yaml(source),
        Notation::Toml => {
            let table: toml::Table = source
                .parse()
                .map_err(|error: toml::de::Error| unreadable(error.message()))?;
            Ok(table
                .into_iter()
                .map(|(key, value)| (key, from_toml(value)))
                .collect())
        }
        Notation::Json => {
            let tree = json::tree(source)?;
            no_key_twice(&tree)?;
            serde_json::from_str(source).map_err(|error| unreadable(&error.to_string()))
        }
        Notation::Lines | Notation::FieldList => {
            let tree = metadata::tree(notation, source);
            no_key_twice(&tree)?;
            let fields = tree.entries().iter().map(|entry| {
                let value = match &entry.value.body {
                    Body::Null => Value::Null,
                    _ => Value::from(&source[entry.value.span.clone()]),
                };
                (entry.name.clone(), value)
            });
            Ok(fields.collect())
        }
    }
}

fn unreadable(message: &str) -> Doubt {
    let line = message.lines().next().unwrap_or_default().trim();
    Doubt::Unreadable(line.chars().take(160).collect())
}

fn yaml(source: &str) -> Result<Map<String, Value>, Doubt> {
    use serde_saphyr::options::DuplicateKeyPolicy;
    if source.trim().is_empty() {
        return Ok(Map::new());
    }
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::Error,
    };
    match serde_saphyr::from_str_with_options(source, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(unreadable("not a list of fields")),
        Err(error) => Err(unreadable(&error.to_string())),
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(when) => Value::String(when.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, from_toml(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn no_key_twice(node: &Node) -> Result<(), Doubt> {
    let mut names: Vec<_> = node.entries().iter().map(|entry| &entry.name).collect();
    names.sort();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(unreadable(&format!("duplicate key `{}`", pair[0]))),
        None => Ok(()),
    }
}

/// The value under a path.
pub(super) fn at<'a>(fields: &'a Map<String, Value>, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let value = fields.get(*first)?;
    if rest.is_empty() {
        Some(value)
    } else {
        at(value.as_object()?, rest)
    }
}

/// All fields but the one under a path; a table that held nothing else goes, too.
pub(super) fn without(mut fields: Map<String, Value>, path: &[&str]) -> Map<String, Value> {
    match path {
        [] => {}
        [key] => {
            fields.shift_remove(*key);
        }
        [key, rest @ ..] => {
            if let Some(Value::Object(inner)) = fields.shift_remove(*key) {
                let inner = without(inner, rest);
                if !inner.is_empty() {
                    fields.insert((*key).to_owned(), inner.into());
                }
            }
        }
    }
    fields
}

/// Whether two values are the same to a reader: numbers by what they are worth, not by how they are written.
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b
                || a.as_f64()
                    .zip(b.as_f64())
                    .is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}
