//! The tags that people allow: their names, other names, broader tags, and what is not meant by them.

use rustc_hash::FxHashMap;

use crate::text::Language;

use super::normal::normal_form;

/// One tag that people keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// As people type it.
    pub tag: String,
    /// Other names that mean it.
    pub aliases: Vec<String>,
    /// Wider tags: what is said of this one counts for them, too.
    pub broader: Vec<String>,
    /// Phrases that hold a name of this tag and mean something else.
    pub never: Vec<String>,
    /// For people; read by nobody else.
    pub notes: String,
}

impl Term {
    /// A tag with nothing but its name.
    pub fn named(tag: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            ..Self::default()
        }
    }
}

/// All tags that people keep, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Each tag once.
    pub terms: Vec<Term>,
    /// Tags never given and never proposed.
    pub never: Vec<String>,
}

impl Vocabulary {
    /// Tags with nothing but their names.
    pub fn of_names(tags: impl IntoIterator<Item = String>) -> Self {
        Self {
            terms: tags.into_iter().map(Term::named).collect(),
            never: Vec::new(),
        }
    }

    /// The number of the term with this very name.
    pub fn find(&self, tag: &str) -> Option<usize> {
        self.terms.iter().position(|term| term.tag == tag)
    }
}

/// A vocabulary made ready to be found in text of one language.
#[derive(Debug)]
pub(super) struct Matcher {
    /// The words of each form, and what it tells.
    pub(super) forms: Vec<Form>,
    /// First stem to forms, longest first.
    starts: FxHashMap<String, Vec<usize>>,
}

/// One way to say something, as stems.
#[derive(Debug)]
pub(super) struct Form {
    /// Its stems.
    pub(super) stems: Vec<String>,
    /// The tags it speaks for.
    pub(super) means: Vec<u32>,
    /// The tags that are not meant where it is said.
    pub(super) bars: Vec<u32>,
}

impl Matcher {
    pub(super) fn new(vocabulary: &Vocabulary, language: Language) -> Self {
        let mut matcher = Self {
            forms: Vec::new(),
            starts: FxHashMap::default(),
        };
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let widths = wider(vocabulary, language);
        for (number, term) in vocabulary.terms.iter().enumerate() {
            let mut means = vec![number as u32];
            means.extend(&widths[number]);
            for name in std::iter::once(&term.tag).chain(&term.aliases) {
                let key = normal_form(language, name);
                if key.contains(' ') {
                    // `devtools` says `dev tools`, too.
                    matcher.add(&mut numbers, &key.replace(' ', ""), &means, &[]);
                }
                matcher.add(&mut numbers, &key, &means, &[]);
            }
            for phrase in &term.never {
                let key = normal_form(language, phrase);
                matcher.add(&mut numbers, &key, &[], &[number as u32]);
            }
        }
        for (number, form) in matcher.forms.iter().enumerate() {
            matcher
                .starts
                .entry(form.stems[0].clone())
                .or_default()
                .push(number);
        }
        let forms = &matcher.forms;
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for numbers in matcher.starts.values_mut() {
            numbers.sort_by_key(|&number| (std::cmp::Reverse(forms[number].stems.len()), number));
        }
        matcher
    }

    fn add(
        &mut self,
        numbers: &mut FxHashMap<String, usize>,
        key: &str,
        means: &[u32],
        bars: &[u32],
    ) {
        if key.is_empty() {
            return;
        }
        let number = *numbers.entry(key.to_owned()).or_insert_with(|| {
            self.forms.push(Form {
                stems: key.split(' ').map(ToOwned::to_owned).collect(),
                means: Vec::new(),
                bars: Vec::new(),
            });
            self.forms.len() - 1
        });
        let form = &mut self.forms[number];
        for (list, new) in [(&mut form.means, means), (&mut form.bars, bars)] {
            for &term in new {
                if !list.contains(&term) {
                    list.push(term);
                }
            }
        }
    }

    /// The forms that start with the first of these stems and go on as they do, longest first.
    pub(super) fn at<'m>(&'m self, stems: &'m [&str]) -> impl Iterator<Item = &'m Form> {
        let starts = stems.first().and_then(|first| self.starts.get(*first));
        starts
            .into_iter()
            .flatten()
            .map(|&number| &self.forms[number])
            .filter(move |form| {
                form.stems.len() <= stems.len()
                    && form
                        .stems
                        .iter()
                        .zip(stems)
                        .all(|(form, said)| form == said)
            })
    }

    /// Stems of the longest form.
    pub(super) fn longest(&self) -> usize {
        self.forms
            .iter()
            .map(|form| form.stems.len())
            .max()
            .unwrap_or(0)
    }
}

/// For each term the numbers of all wider terms, near and far.
fn wider(vocabulary: &Vocabulary, language: Language) -> Vec<Vec<u32>> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    for (number, term) in vocabulary.terms.iter().enumerate() {
        numbers
            .entry(normal_form(language, &term.tag))
            .or_insert(number as u32);
    }
    let parents: Vec<Vec<u32>> = vocabulary
        .terms
        .iter()
        .map(|term| {
            let keys = term.broader.iter().map(|tag| normal_form(language, tag));
            keys.filter_map(|key| numbers.get(&key).copied()).collect()
        })
        .collect();
    (0..vocabulary.terms.len())
        .map(|number| {
            let mut found: Vec<u32> = Vec::new();
            let mut left = parents[number].clone();
            while let Some(parent) = left.pop() {
                if parent as usize != number && !found.contains(&parent) {
                    found.push(parent);
                    left.extend(&parents[parent as usize]);
                }
            }
            found.sort_unstable();
            found
        })
        .collect()
}
