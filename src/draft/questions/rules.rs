//! The rules of a language, parsed from its `titles.txt`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon;
use crate::text::TermNumbers;

use super::words::Word;

/// One rule: what it looks for and the titles that it makes.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its name, for explanations.
    pub(super) name: &'static str,
    /// How much its titles are trusted, 1 to 9.
    pub(super) weight: f64,
    /// What must stand in the sentence, in order.
    pub(super) pattern: Vec<Element>,
    /// Titles; the first that can be filled is used.
    pub(super) titles: Vec<Vec<Piece>>,
}

impl Rule {
    /// Whether its titles frame the show, and so need no word of the episode's own.
    pub(super) fn is_framing(&self) -> bool {
        matches!(
            self.name,
            "background" | "frame" | "typical day" | "recommendations"
        )
    }

    /// Whether it keeps the question as it is.
    pub(super) fn is_verbatim(&self) -> bool {
        let mut kinds = self.pattern.iter().map(|element| &element.kind);
        kinds.any(|kind| *kind == ElementKind::Rest)
    }

    /// Whether the phrase at a place of its pattern names something, and tells nothing of who does what.
    pub(super) fn names(&self, place: usize) -> bool {
        let before = place.checked_sub(1).map(|before| &self.pattern[before]);
        before.is_none_or(|before| match &before.kind {
            ElementKind::Words(words) => !words
                .iter()
                .any(|word| matches!(*word, "who" | "that" | "want" | "need" | "if" | "when")),
            _ => false,
        })
    }

    /// The words of which one must stand in a sentence that it fits; `None` if it fits sentences without certain words.
    fn needs(&self) -> Option<&[&'static str]> {
        let mut needed = self.pattern.iter().filter(|element| !element.optional);
        needed.find_map(|element| match &element.kind {
            ElementKind::Words(words) => Some(words.as_slice()),
            _ => None,
        })
    }
}

/// One element of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// As written, to be named in titles.
    pub(super) key: &'static str,
    pub(super) kind: ElementKind,
    /// Whether it may be missing.
    pub(super) optional: bool,
}

/// What an element stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// One of these words.
    Words(Vec<&'static str>),
    /// A few words of no matter.
    Gap,
    /// A phrase: `X`, `Y`.
    Phrase,
    /// A short noun phrase that does something: `S`.
    Subject,
    /// A verb in its base form: `V`.
    Verb,
    /// An `-ing` form: `V:ing`.
    Gerund,
    /// An adjective, `A`, or a participle, `P`.
    Describing,
    /// The rest of the clause as it is: `Q`.
    Rest,
}

/// One piece of a title.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// These letters.
    Literal(&'static str),
    /// What the element at this place of the pattern matched, inflected; a question mark after it if true.
    Matched(usize, Form, bool),
    /// The guest's first name and what is joined to it (`'s`).
    Guest(&'static str),
}

/// What is done to a matched word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing.
    Same,
    /// `-ing`.
    Gerund,
    /// Past.
    Past,
    /// As the helping verb of the question asks: `does it work` → `it works`.
    Helped,
}

/// What a word means to the rules of a language.
#[expect(clippy::struct_excessive_bools, reason = "each is a list of its own")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    /// Passed over before anything is matched.
    pub(super) hedges: bool,
    /// Ends a clause before it.
    pub(super) stops: bool,
    /// Means nothing without the talk around it.
    pub(super) never: bool,
    /// A verb that says too little to make a title.
    pub(super) weak: bool,
    /// Opens a request.
    pub(super) requests: bool,
    /// The rules that it opens.
    pub(super) opens: &'static [usize],
}

/// All rules of a language.
#[derive(Debug, Default)]
pub(super) struct RuleBook {
    /// In the order of the file.
    pub(super) rules: Vec<Rule>,
    /// Words passed over before anything is matched.
    hedges: FxHashSet<&'static str>,
    /// Verbs that say too little to make a title.
    weak: FxHashSet<&'static str>,
    /// Verbs that say nothing about what follows them.
    light: FxHashSet<&'static str>,
    /// What may link two phrases.
    pub(super) prepositions: FxHashSet<&'static str>,
    /// Forms of helping verbs.
    pub(super) auxiliaries: FxHashSet<&'static str>,
    /// Words at which a clause ends.
    stops: FxHashSet<&'static str>,
    /// Words that mean nothing without the talk around them.
    pub(super) never: FxHashSet<&'static str>,
    /// Phrases that say nothing at the end of another one, longest first, each as its words.
    pub(super) tails: Vec<Vec<&'static str>>,
    /// What stands for such a word before a noun that says itself what is meant: `the` for `this`, nothing for `these`.
    articles: FxHashMap<&'static str, &'static str>,
    /// For each word that can open a pattern, the rules that it opens.
    opened_by: FxHashMap<&'static str, Vec<usize>>,
    /// Rules whose pattern begins with something else than a word.
    open: Vec<usize>,
    /// Words that open a request.
    requests: FxHashSet<&'static str>,
}

/// Whether a verb, in its base or `-ing` form, says nothing about what follows it.
pub(in crate::draft) fn is_light(code: &str, verb: &str) -> bool {
    of_language(code).is_some_and(|book| book.light.contains(verb))
}

/// Whether a word is a preposition that can stand between the nouns of a title.
pub(in crate::draft) fn is_preposition(code: &str, lower: &str) -> bool {
    of_language(code).is_some_and(|book| book.prepositions.contains(lower))
}

/// Whether a word is a form of a helping verb.
pub(in crate::draft) fn is_auxiliary(code: &str, lower: &str) -> bool {
    of_language(code).is_some_and(|book| book.auxiliaries.contains(lower))
}

/// The rules of a language, if it has any.
pub(super) fn of_language(code: &str) -> Option<&'static RuleBook> {
    static BOOKS: [(&str, LazyLock<RuleBook>); 3] = [
        ("en", LazyLock::new(|| RuleBook::read("en"))),
        ("de", LazyLock::new(|| RuleBook::read("de"))),
        ("sv", LazyLock::new(|| RuleBook::read("sv"))),
    ];
    let (_, book) = BOOKS.iter().find(|(language, _)| *language == code)?;
    Some(book)
}

impl RuleBook {
    /// What a word, lower case, means.
    pub(super) fn meaning(&'static self, word: &str) -> Meaning {
        Meaning {
            hedges: self.hedges.contains(word),
            stops: self.stops.contains(word),
            never: self.never.contains(word),
            weak: self.weak.contains(word),
            requests: self.requests.contains(word),
            opens: self.opened_by.get(word).map_or(&[], Vec::as_slice),
        }
    }

    /// The article, or nothing, that stands for a word like `this` before a noun.
    pub(super) fn article_for(&self, word: &str) -> Option<&'static str> {
        self.articles.get(word).copied()
    }

    /// What each term of a document means. Goes over the rules' words, which are fewer than the document's.
    pub(super) fn meanings(&'static self, terms: &TermNumbers<'_>) -> Vec<Meaning> {
        let mut meanings = vec![Meaning::default(); terms.len()];
        let lists = [
            &self.hedges,
            &self.stops,
            &self.never,
            &self.weak,
            &self.requests,
        ];
        let listed = lists.into_iter().flatten();
        for word in listed.chain(self.opened_by.keys()) {
            if let Some(term) = terms.get(word) {
                meanings[term.0 as usize] = self.meaning(word);
            }
        }
        meanings
    }

    /// The rules that may fit a sentence from any of its words on.
    pub(super) fn open_to(&self, words: &[Word<'_>]) -> Vec<usize> {
        let fits = |rule: &Rule| {
            rule.needs()
                .is_none_or(|needed| words.iter().any(|word| needed.contains(&word.lower)))
        };
        let open = self.open.iter().copied();
        open.filter(|&number| fits(&self.rules[number])).collect()
    }

    fn read(code: &str) -> Self {
        let mut book = Self::default();
        let mut groups: FxHashMap<&str, Vec<&'static str>> = FxHashMap::default();
        for line in lexicon::title_rules(code).into_iter().flatten() {
            match line.split_once(" = ") {
                Some((name, words)) if name.starts_with('@') => {
                    groups.insert(name, words.split(' ').collect());
                }
                _ => book.rules.extend(read_rule(line, &groups)),
            }
        }
        let pairs = groups.remove("@article").into_iter().flatten();
        book.articles = pairs.filter_map(|pair| pair.split_once(':')).collect();
        let tails = groups.remove("@tail").into_iter().flatten();
        book.tails = tails.map(|tail| tail.split('_').collect()).collect();
        book.tails
            .sort_by_key(|tail: &Vec<_>| (std::cmp::Reverse(tail.len()), tail.clone()));
        let mut set = |name| {
            groups
                .remove(name)
                .unwrap_or_default()
                .into_iter()
                .collect()
        };
        book.hedges = set("@hedge");
        book.weak = set("@weak");
        book.light = set("@light");
        book.prepositions = set("@preposition");
        book.auxiliaries = set("@auxiliary");
        book.stops = set("@stop");
        book.never = set("@never");
        for (number, rule) in book.rules.iter().enumerate() {
            match &rule.pattern[0].kind {
                ElementKind::Words(words) => {
                    if rule.name == super::REQUEST {
                        book.requests.extend(words.iter().copied());
                    }
                    for word in words {
                        book.opened_by.entry(word).or_default().push(number);
                    }
                }
                _ => book.open.push(number),
            }
        }
        book
    }
}

/// `weight | name | pattern | title ; title`.
fn read_rule(line: &'static str, groups: &FxHashMap<&str, Vec<&'static str>>) -> Option<Rule> {
    let mut cells = line.split(" | ");
    let weight = cells.next()?.parse().ok()?;
    let name = cells.next()?;
    let pattern: Vec<Element> = cells
        .next()?
        .split(' ')
        .map(|sign| read_element(sign, groups))
        .collect();
    let titles = cells
        .next()?
        .split(" ; ")
        .map(|title| read_title(title, &pattern))
        .collect();
    (!pattern.is_empty()).then_some(Rule {
        name,
        weight,
        pattern,
        titles,
    })
}

fn read_element(sign: &'static str, groups: &FxHashMap<&str, Vec<&'static str>>) -> Element {
    let (key, optional) = match sign.strip_suffix('?') {
        Some(key) => (key, true),
        None => (sign, false),
    };
    let kind = match key {
        "*" => ElementKind::Gap,
        "X" | "Y" => ElementKind::Phrase,
        "S" => ElementKind::Subject,
        "V" => ElementKind::Verb,
        "V:ing" => ElementKind::Gerund,
        "A" | "P" => ElementKind::Describing,
        "Q" => ElementKind::Rest,
        _ => ElementKind::Words(
            key.split('|')
                .flat_map(|word| match groups.get(word) {
                    Some(group) => group.clone(),
                    None => vec![word],
                })
                .collect(),
        ),
    };
    Element {
        key,
        kind,
        optional,
    }
}

fn read_title(title: &'static str, pattern: &[Element]) -> Vec<Piece> {
    let mut used = vec![false; pattern.len()];
    title
        .split(' ')
        .map(|written| {
            let sign = written.strip_suffix('?').unwrap_or(written);
            if let Some(rest) = sign
                .strip_prefix('G')
                .filter(|rest| rest.is_empty() || *rest == "'s")
            {
                return Piece::Guest(rest);
            }
            let (key, form) = match sign {
                "V:ing" if !pattern.iter().any(|element| element.key == sign) => {
                    ("V", Form::Gerund)
                }
                "V:ed" => ("V", Form::Past),
                "V:do" => ("V", Form::Helped),
                _ => match sign.strip_prefix("do:") {
                    Some(key) => (key, Form::Helped),
                    None => (sign, Form::Same),
                },
            };
            let place = pattern
                .iter()
                .zip(&used)
                .position(|(element, used)| element.key.eq_ignore_ascii_case(key) && !used);
            match place {
                Some(place) if key.contains(['|', '@']) || key.len() == 1 || key == "V:ing" => {
                    used[place] = true;
                    Piece::Matched(place, form, sign.len() < written.len())
                }
                _ => Piece::Literal(written),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_file_is_a_rule_whose_titles_can_be_filled() {
        for code in ["en", "de", "sv"] {
            let lines = lexicon::title_rules(code).unwrap();
            let rules = lines.filter(|line| !line.starts_with('@')).count();
            let book = of_language(code).unwrap();
            assert_eq!(book.rules.len(), rules, "{code}");
            assert!(rules > 15 && !book.never.is_empty() && !book.stops.is_empty());
            for rule in &book.rules {
                for piece in rule.titles.iter().flatten() {
                    if let Piece::Literal(text) = piece {
                        let sign =
                            text.contains(['|', '@', '*']) || text.len() == 1 && *text != "X";
                        let open = sign && !text.eq_ignore_ascii_case("a") || *text == "X";
                        assert!(!open, "{code}: {}: `{text}` stands for nothing", rule.name);
                    }
                }
            }
        }
    }
}
