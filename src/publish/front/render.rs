//! Values that are no list of tags, written out: in YAML an item a line, in TOML a table a line, in JSON indented.

use serde_json::{Map, Value};

use super::toml;
use super::tree::Quote;

/// A value for the right of `key:`, in the style with one key a line; texts in double quotes.
pub(super) fn yaml_value(value: &Value, eol: &str) -> String {
    let indent = "  ";
    match value {
        Value::Array(items) if !items.is_empty() => {
            let lines = items.iter().map(|item| match item {
                Value::Object(fields) => format!(
                    "{eol}{indent}- {}",
                    yaml_fields(fields, &format!("{eol}{indent}  "))
                ),
                other => format!("{eol}{indent}- {}", yaml_scalar(other)),
            });
            lines.collect()
        }
        Value::Object(fields) if !fields.is_empty() => {
            format!(
                "{eol}{indent}{}",
                yaml_fields(fields, &format!("{eol}{indent}"))
            )
        }
        other => yaml_scalar(other),
    }
}

fn yaml_scalar(value: &Value) -> String {
    match value {
        Value::String(text) => super::json::quoted(text),
        other => other.to_string(),
    }
}

fn yaml_fields(fields: &Map<String, Value>, separator: &str) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(key, value)| format!("{key}: {}", yaml_scalar(value)))
        .collect();
    fields.join(separator)
}

pub(super) fn toml_value(value: &Value, top: bool, eol: &str) -> String {
    match value {
        Value::Array(items) if top && items.iter().any(Value::is_object) => {
            let mut out = format!("[{eol}");
            for item in items {
                out.extend(["  ", &toml_value(item, false, eol), ",", eol]);
            }
            out + "]"
        }
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| toml_value(item, false, eol))
                .collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            let fields: Vec<_> = fields
                .map(|(key, value)| format!("{key} = {}", toml_value(value, false, eol)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::String(text) => toml::quoted(text, Quote::Double),
        other => other.to_string(),
    }
}

pub(super) fn json_value(value: &Value, unit: Option<&str>, eol: &str) -> String {
    let Some(unit) = unit else {
        return value.to_string();
    };
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(unit.as_bytes());
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    if serde::Serialize::serialize(value, &mut serializer).is_err() {
        return value.to_string();
    }
    let text = String::from_utf8_lossy(&out).into_owned();
    text.replace('\n', &format!("{eol}{unit}"))
}
