//! Vocabularies in SKOS, as Turtle or JSON-LD, as far as names and broader concepts go.
//!
//! The preferred name of a concept is the tag, every other name an alias. Where names are given in several languages, the
//! one that is wanted is the tag, or else the one that most concepts have; the others are aliases.

use std::collections::BTreeMap;

use oxrdf::Term as Node;
use oxttl::TurtleParser;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::vocabulary::{Term, Vocabulary};

/// Levels of JSON that are looked through.
const DEPTH: usize = 64;

/// Why a file is no vocabulary in SKOS.
#[derive(Debug, thiserror::Error)]
#[error("{line}: {what}")]
pub struct SkosError {
    /// Line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

/// What a concept may say of itself.
#[derive(Clone, Copy)]
enum Property {
    Preferred,
    Other,
    Broader,
    Narrower,
}

impl Property {
    /// By the last part of its name, whatever the namespace is called.
    fn of(name: &str) -> Option<Self> {
        match name.rsplit(['#', '/', ':']).next()? {
            "prefLabel" => Some(Self::Preferred),
            "altLabel" | "hiddenLabel" => Some(Self::Other),
            "broader" => Some(Self::Broader),
            "narrower" => Some(Self::Narrower),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Concept {
    /// Name and language; the language is empty where none is said.
    preferred: Vec<(String, String)>,
    other: Vec<String>,
    broader: Vec<String>,
}

/// Concepts in the order in which they are first spoken of.
#[derive(Default)]
struct Scheme {
    concepts: Vec<Concept>,
    numbers: FxHashMap<String, usize>,
}

impl Scheme {
    fn concept(&mut self, id: &str) -> &mut Concept {
        let next = self.concepts.len();
        let number = *self.numbers.entry(id.to_owned()).or_insert(next);
        if number == next {
            self.concepts.push(Concept::default());
        }
        &mut self.concepts[number]
    }

    fn name(&mut self, id: &str, property: Property, name: &str, language: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return;
        }
        let concept = self.concept(id);
        match property {
            Property::Preferred => concept.preferred.push((name, language.to_lowercase())),
            Property::Other => concept.other.push(name),
            Property::Broader | Property::Narrower => {}
        }
    }

    fn relate(&mut self, id: &str, property: Property, to: &str) {
        match property {
            Property::Broader => self.concept(id).broader.push(to.to_owned()),
            Property::Narrower => self.concept(to).broader.push(id.to_owned()),
            Property::Preferred | Property::Other => {}
        }
    }

    /// The concepts that have a preferred name.
    fn vocabulary(self, language: Option<&str>) -> Vocabulary {
        let common = self.commonest_language();
        let wanted = language.unwrap_or(&common);
        let rank = |of: &str| {
            let is_wanted = of == wanted || of.starts_with(&format!("{wanted}-"));
            (!is_wanted, !of.is_empty(), of != common)
        };
        let tags: Vec<Option<String>> = self
            .concepts
            .iter()
            .map(|concept| {
                let names = concept.preferred.iter();
                let first = names.min_by_key(|(_, language)| rank(language));
                first.map(|(name, _)| name.clone())
            })
            .collect();
        let tag_of = |id: &String| tags[*self.numbers.get(id)?].clone();
        let mut terms = Vec::new();
        for (concept, tag) in self.concepts.iter().zip(&tags) {
            let Some(tag) = tag else { continue };
            let mut term = Term::named(tag.clone());
            let names = concept.preferred.iter().map(|(name, _)| name);
            for name in names.chain(&concept.other) {
                if name != tag && !term.aliases.contains(name) {
                    term.aliases.push(name.clone());
                }
            }
            for wider in concept.broader.iter().filter_map(tag_of) {
                if wider != *tag && !term.broader.contains(&wider) {
                    term.broader.push(wider);
                }
            }
            terms.push(term);
        }
        Vocabulary {
            terms,
            never: Vec::new(),
        }
    }

    fn commonest_language(&self) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, language) in self.concepts.iter().flat_map(|concept| &concept.preferred) {
            *counts.entry(language).or_default() += 1;
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map_or_else(String::new, |(language, _)| language.to_owned())
    }
}

/// Reads SKOS in Turtle; names in `language`, a code as `en`, are preferred.
pub fn parse_turtle(text: &str, language: Option<&str>) -> Result<Vocabulary, SkosError> {
    let mut scheme = Scheme::default();
    let parser = TurtleParser::new().with_base_iri("file:///");
    let parser = parser.map_err(|error| SkosError {
        line: 1,
        what: error.to_string(),
    })?;
    for triple in parser.for_slice(text) {
        let triple = triple.map_err(|error| SkosError {
            line: error.location().start.line + 1,
            what: error.message().to_owned(),
        })?;
        let Some(property) = Property::of(triple.predicate.as_str()) else {
            continue;
        };
        let subject = triple.subject.to_string();
        match &triple.object {
            Node::Literal(name) => {
                scheme.name(
                    &subject,
                    property,
                    name.value(),
                    name.language().unwrap_or_default(),
                );
            }
            other => scheme.relate(&subject, property, &other.to_string()),
        }
    }
    Ok(scheme.vocabulary(language))
}

/// Reads SKOS in JSON-LD, compacted or expanded; contexts are not loaded, the last part of a key says what it is.
pub fn parse_json_ld(text: &str, language: Option<&str>) -> Result<Vocabulary, SkosError> {
    let value: Value = serde_json::from_str(text).map_err(|error| SkosError {
        line: error.line().max(1) as u64,
        what: error.to_string(),
    })?;
    let mut scheme = Scheme::default();
    walk(&value, &mut scheme, DEPTH);
    Ok(scheme.vocabulary(language))
}

fn walk(value: &Value, scheme: &mut Scheme, depth: usize) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, scheme, depth - 1)),
        Value::Object(fields) => {
            if let Some(id) = id_of(fields) {
                concept(id, fields, scheme);
            }
            let inner = fields.iter().filter(|(key, _)| *key != "@context");
            inner.for_each(|(_, value)| walk(value, scheme, depth - 1));
        }
        _ => {}
    }
}

fn id_of(fields: &Map<String, Value>) -> Option<&str> {
    let id = fields.get("@id").or_else(|| fields.get("id"))?;
    id.as_str()
}

fn concept(id: &str, fields: &Map<String, Value>, scheme: &mut Scheme) {
    for (key, value) in fields {
        let Some(property) = Property::of(key) else {
            continue;
        };
        for item in each(value) {
            match (property, item) {
                (Property::Broader | Property::Narrower, Value::String(to)) => {
                    scheme.relate(id, property, to);
                }
                (Property::Broader | Property::Narrower, Value::Object(to)) => {
                    if let Some(to) = id_of(to) {
                        scheme.relate(id, property, to);
                    }
                }
                (_, Value::String(name)) => scheme.name(id, property, name, ""),
                (_, Value::Object(name)) => names(id, property, name, scheme),
                _ => {}
            }
        }
    }
}

/// A name with its language, or names by language.
fn names(id: &str, property: Property, fields: &Map<String, Value>, scheme: &mut Scheme) {
    if let Some(name) = fields.get("@value") {
        let language = fields.get("@language").and_then(Value::as_str);
        let name = name.as_str().unwrap_or_default();
        return scheme.name(id, property, name, language.unwrap_or_default());
    }
    for (language, value) in fields.iter().filter(|(key, _)| !key.starts_with('@')) {
        for name in each(value).iter().filter_map(|name| name.as_str()) {
            scheme.name(id, property, name, language);
        }
    }
}

fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURTLE: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <http://a.example/> .\n\n\
        :peat a skos:Concept ; skos:prefLabel \"Peat\"@en, \"Torf\"@de ;\n  skos:altLabel \"turf\"@en ; skos:broader :soil .\n\
        :soil a skos:Concept ; skos:prefLabel \"Soil\"@en ; skos:narrower :clay .\n\
        :clay skos:prefLabel \"Clay\"@en .\n:nameless skos:altLabel \"x\" .\n";

    const JSON_LD: &str = r#"{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [
        {"@id": "a:peat", "skos:prefLabel": [{"@value": "Peat", "@language": "en"}, {"@value": "Torf", "@language": "de"}],
         "skos:altLabel": {"en": ["turf"]}, "skos:broader": {"@id": "a:soil"}},
        {"@id": "a:soil", "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Soil", "@language": "en"}],
         "skos:narrower": [{"@id": "a:clay", "skos:prefLabel": {"@value": "Clay", "@language": "en"}}]}]}"#;

    fn shown(vocabulary: &Vocabulary) -> Vec<String> {
        let terms = vocabulary.terms.iter();
        terms
            .map(|term| {
                let (aliases, broader) = (term.aliases.join(","), term.broader.join(","));
                format!("{}({aliases})<{broader}", term.tag)
            })
            .collect()
    }

    #[test]
    fn names_and_broader_concepts_are_read_from_both_notations() {
        let expected = ["Peat(Torf,turf)<Soil", "Soil()<", "Clay()<Soil"];
        assert_eq!(shown(&parse_turtle(TURTLE, None).unwrap()), expected);
        assert_eq!(shown(&parse_json_ld(JSON_LD, None).unwrap()), expected);
    }

    #[test]
    fn the_language_that_is_wanted_gives_the_tag() {
        let german = ["Torf(Peat,turf)<Soil", "Soil()<", "Clay()<Soil"];
        assert_eq!(shown(&parse_turtle(TURTLE, Some("de")).unwrap()), german);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let error = parse_turtle("@prefix : <http://a.example/> .\n:a :b .\n", None);
        assert_eq!(error.unwrap_err().line, 2);
        assert_eq!(parse_json_ld("{\n\"a\": }", None).unwrap_err().line, 2);
    }
}
