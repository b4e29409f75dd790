//! The vocabulary as a file that people own, `vocab.toml`: read into a [`Vocabulary`]; changed without touching what
//! they wrote, its order and its comments.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, value};

use super::vocabulary::{Term, Vocabulary};

/// What a new file begins with.
const HEAD: &str = "\
# The tags of this catalogue. Edit it freely: order and comments are kept when it is updated.
#   tag      as it is written on episodes
#   aliases  other names that mean it
#   broader  wider tags that it counts for
#   never    phrases that hold its name and mean something else
#   notes    for people

# Tags never given and never proposed.
never = []
";

/// Why a vocabulary file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// It is not TOML.
    #[error("{}", toml_message(.0))]
    NotToml(#[from] toml_edit::TomlError),
    /// A value is not what it should be.
    #[error("{place}: `{key}` must be {expected}")]
    Wrong {
        /// The tag or part of the file concerned.
        place: String,
        /// The key.
        key: &'static str,
        /// What is expected.
        expected: &'static str,
    },
    /// A tag has no name.
    #[error("entry {0} of [[tags]] has no `tag`")]
    Unnamed(usize),
}

fn toml_message(error: &toml_edit::TomlError) -> String {
    error.message().trim().replace('\n', ", ")
}

/// Reads `vocab.toml`.
pub fn parse(text: &str) -> Result<Vocabulary, VocabularyError> {
    let document: DocumentMut = text.parse()?;
    let never = strings(document.as_table(), "never", "the file")?;
    let Some(tags) = document.get("tags") else {
        return Ok(Vocabulary {
            terms: Vec::new(),
            never,
        });
    };
    let tables = tags.as_array_of_tables().ok_or(VocabularyError::Wrong {
        place: "the file".to_owned(),
        key: "tags",
        expected: "a list of [[tags]]",
    })?;
    let terms = tables
        .iter()
        .enumerate()
        .map(|(number, table)| term(number, table))
        .collect::<Result<_, _>>()?;
    Ok(Vocabulary { terms, never })
}

fn term(number: usize, table: &Table) -> Result<Term, VocabularyError> {
    let name = table.get("tag").and_then(Item::as_str).map(str::trim);
    let tag = name
        .filter(|tag| !tag.is_empty())
        .ok_or(VocabularyError::Unnamed(number + 1))?
        .to_owned();
    Ok(Term {
        aliases: strings(table, "aliases", &tag)?,
        broader: strings(table, "broader", &tag)?,
        never: strings(table, "never", &tag)?,
        notes: strings(table, "notes", &tag)?.join("\n"),
        tag,
    })
}

/// A text or a list of texts; nothing where the key is not there.
fn strings(
    table: &dyn TableLike,
    key: &'static str,
    place: &str,
) -> Result<Vec<String>, VocabularyError> {
    let wrong = || VocabularyError::Wrong {
        place: place.to_owned(),
        key,
        expected: "a text or a list of texts",
    };
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(item) => match (item.as_str(), item.as_array()) {
            (Some(text), _) => Ok(vec![text.to_owned()]),
            (None, Some(list)) => list
                .iter()
                .map(|text| text.as_str().map(ToOwned::to_owned).ok_or_else(wrong))
                .collect(),
            (None, None) => Err(wrong()),
        },
    }
}

/// A change that people approve of in `fixes.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One tag is another name of a second.
    Merge {
        /// The name to give up.
        from: String,
        /// The tag to keep.
        into: String,
    },
    /// A tag is never to be given.
    Never(String),
}

/// Reads the changes of a `fixes.toml`: `[[merge]]` with `from` and `into`, and a list `never`.
pub fn parse_changes(text: &str) -> Result<Vec<Change>, VocabularyError> {
    let document: DocumentMut = text.parse()?;
    let mut changes = Vec::new();
    let tables = document.get("merge").and_then(Item::as_array_of_tables);
    for table in tables.into_iter().flat_map(ArrayOfTables::iter) {
        let field = |key: &'static str| {
            let text = table.get(key).and_then(Item::as_str).map(str::trim);
            let name = text.filter(|text| !text.is_empty());
            name.map(ToOwned::to_owned).ok_or(VocabularyError::Wrong {
                place: "[[merge]]".to_owned(),
                key,
                expected: "a text",
            })
        };
        changes.push(Change::Merge {
            from: field("from")?,
            into: field("into")?,
        });
    }
    let never = strings(document.as_table(), "never", "the file")?;
    changes.extend(never.into_iter().map(Change::Never));
    Ok(changes)
}

/// Adds tags that the file does not know yet at its end, in the order given, each with those of its aliases that the file
/// does not know; everything else stays as it is.
pub fn with_tags<'t>(
    text: &str,
    tags: impl IntoIterator<Item = (&'t str, &'t [String])>,
) -> Result<String, VocabularyError> {
    let known = parse(text)?;
    let mut document = document(text)?;
    let names = known
        .terms
        .iter()
        .flat_map(|term| std::iter::once(&term.tag).chain(&term.aliases));
    let mut known: BTreeSet<&str> = names.chain(&known.never).map(String::as_str).collect();
    for (tag, aliases) in tags {
        if known.insert(tag) {
            let new = aliases.iter().filter(|alias| known.insert(alias));
            add(&mut document, tag, new.map(String::as_str));
        }
    }
    Ok(document.to_string())
}

/// Makes the changes; everything else stays as it is.
pub fn with_changes(text: &str, changes: &[Change]) -> Result<String, VocabularyError> {
    parse(text)?;
    let mut document = document(text)?;
    for change in changes {
        match change {
            Change::Merge { from, into } => merge(&mut document, from, into),
            Change::Never(tag) => {
                remove(&mut document, tag);
                append(document.as_table_mut(), "never", tag);
            }
        }
    }
    Ok(document.to_string())
}

fn document(text: &str) -> Result<DocumentMut, VocabularyError> {
    let text = if text.trim().is_empty() { HEAD } else { text };
    Ok(text.parse()?)
}

fn tables(document: &mut DocumentMut) -> Option<&mut ArrayOfTables> {
    document
        .entry("tags")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
}

fn add<'t>(document: &mut DocumentMut, tag: &str, aliases: impl Iterator<Item = &'t str>) {
    if let Some(tables) = tables(document) {
        let mut table = Table::new();
        table.insert("tag", value(tag));
        for alias in aliases {
            append(&mut table, "aliases", alias);
        }
        tables.push(table);
    }
}

fn remove(document: &mut DocumentMut, tag: &str) -> Option<Vec<String>> {
    let tables = tables(document)?;
    let at = tables.iter().position(|table| named(table, tag))?;
    let aliases = tables.get(at).map(|table| strings(table, "aliases", tag));
    tables.remove(at);
    aliases?.ok()
}

fn named(table: &Table, tag: &str) -> bool {
    table.get("tag").and_then(Item::as_str) == Some(tag)
}

fn merge(document: &mut DocumentMut, from: &str, into: &str) {
    if from == into {
        return;
    }
    let aliases = remove(document, from).unwrap_or_default();
    let is_there =
        tables(document).is_some_and(|tables| tables.iter().any(|table| named(table, into)));
    if !is_there {
        add(document, into, std::iter::empty());
    }
    let kept =
        tables(document).and_then(|tables| tables.iter_mut().find(|table| named(table, into)));
    if let Some(table) = kept {
        for alias in std::iter::once(from).chain(aliases.iter().map(String::as_str)) {
            append(table, "aliases", alias);
        }
    }
}

/// Adds a text to a list, once.
fn append(table: &mut Table, key: &str, text: &str) {
    let item = table.entry(key).or_insert_with(|| value(Array::new()));
    if let Some(single) = item.as_str().map(ToOwned::to_owned) {
        *item = value(Array::from_iter([single]));
    }
    if let Some(list) = item.as_array_mut()
        && !list.iter().any(|known| known.as_str() == Some(text))
    {
        list.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# ours\nnever = [\"misc\"]\n\n# the big one\n[[tags]]\ntag = \"Kubernetes\"  # not K8s!\n\
        aliases = [\"k8s\"]\nbroader = \"containers\"\n\n[[tags]]\ntag = \"containers\"\nnever = [\"shipping containers\"]\n";

    #[test]
    fn a_file_is_read_with_single_texts_and_lists() {
        let vocabulary = parse(FILE).unwrap();
        assert_eq!(vocabulary.never, ["misc"]);
        let [first, second] = &vocabulary.terms[..] else {
            panic!("{vocabulary:?}");
        };
        assert_eq!(first.tag, "Kubernetes");
        assert_eq!(
            (&first.aliases[..], &first.broader[..]),
            (&["k8s".to_owned()][..], &["containers".to_owned()][..])
        );
        assert_eq!(second.never, ["shipping containers"]);
    }

    #[test]
    fn new_tags_come_last_and_nothing_else_changes() {
        let named =
            |tags: &[&'static str]| tags.iter().map(|&tag| (tag, &[][..])).collect::<Vec<_>>();
        let tags = ["k8s", "misc", "Rust", "containers", "Rust"];
        let grown = with_tags(FILE, named(&tags)).unwrap();
        assert_eq!(grown, format!("{FILE}\n[[tags]]\ntag = \"Rust\"\n"));
        assert_eq!(with_tags(&grown, named(&["Rust"])).unwrap(), grown);
    }

    #[test]
    fn a_new_tag_comes_with_other_names_that_are_no_tags_yet() {
        let aliases = ["large language model", "k8s", "misc"].map(ToOwned::to_owned);
        let grown = with_tags(FILE, [("LLM", &aliases[..])]).unwrap();
        let added = "[[tags]]\ntag = \"LLM\"\naliases = [\"large language model\"]\n";
        assert_eq!(grown, format!("{FILE}\n{added}"));
        let known = [("large language model", &[][..])];
        assert_eq!(with_tags(&grown, known).unwrap(), grown);
    }

    #[test]
    fn a_new_file_says_what_its_keys_mean() {
        let made = with_tags("", [("Rust", &[][..])]).unwrap();
        assert!(made.starts_with("# The tags of this catalogue"), "{made}");
        assert_eq!(
            parse(&made).unwrap(),
            Vocabulary::of_names(["Rust".to_owned()])
        );
    }

    #[test]
    fn merging_keeps_other_names_and_comments() {
        let changes = parse_changes(
            "never = [\"misc\", \"podcast\"]\n[[merge]]\nfrom = \"Kubernetes\"\ninto = \"containers\"\nwhy = \"spacing\"\n",
        )
        .unwrap();
        let changed = with_changes(FILE, &changes).unwrap();
        let vocabulary = parse(&changed).unwrap();
        assert_eq!(vocabulary.terms.len(), 1, "{changed}");
        assert_eq!(vocabulary.terms[0].aliases, ["Kubernetes", "k8s"]);
        assert_eq!(vocabulary.never, ["misc", "podcast"]);
        assert!(changed.starts_with("# ours\n"), "{changed}");
    }

    #[test]
    fn a_tag_is_never_merged_into_a_blank_one() {
        let changes = parse_changes("[[merge]]\nfrom = \"a\"\ninto = \"\\t\"\n");
        assert_eq!(
            changes.unwrap_err().to_string(),
            "[[merge]]: `into` must be a text"
        );
        let changes = parse_changes("[[merge]]\nfrom = \" a\"\ninto = \"b \"\n").unwrap();
        let changed = with_changes("[[tags]]\ntag = \"a\"\n", &changes).unwrap();
        let vocabulary = parse(&changed).unwrap();
        assert_eq!(
            (&*vocabulary.terms[0].tag, &*vocabulary.terms[0].aliases[0]),
            ("b", "a")
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, message) in [
            ("tags = 3", "the file: `tags` must be a list of [[tags]]"),
            ("[[tags]]\naliases = []", "entry 1 of [[tags]] has no `tag`"),
            (
                "[[tags]]\ntag = \"a\"\naliases = 3",
                "a: `aliases` must be a text or a list of texts",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message);
        }
        assert!(parse("[[tags").is_err());
    }
}
