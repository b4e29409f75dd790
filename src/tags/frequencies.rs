//! Document frequencies: how many episodes of a catalogue say each phrase, under one form for all its spellings.
//!
//! Everything here is a count, so that the frequencies of two halves of a catalogue add up to those of the whole,
//! whatever the halves and the order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::Language;

use super::acronyms::{Evidence, Pair, Pairs, pairs_of, settle};
use super::normal::{joined, normal_form};
use super::phrases::Candidate;
use super::repeated::{Repeated, part_of};
use super::shared::{Said, Shared};
use super::terms::EpisodeTerms;

/// In a short talk the first words say what it is about; in others they are how the show opens.
const OPENING_WORDS: f32 = 30.0;
const LONG_TALK: usize = 600;

/// The document frequencies of a catalogue or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    episodes: usize,
    /// By language and form.
    forms: BTreeMap<String, FxHashMap<String, Shared>>,
    /// What speaks for acronyms and what they are short for, by language.
    pairs: BTreeMap<String, Pairs>,
    /// Forms that mean the same as another one, by language.
    others: BTreeMap<String, FxHashMap<String, Other>>,
    /// Each show with its episodes, by name; its place is its number.
    shows: Vec<(String, usize)>,
    /// Episodes in each language.
    languages: BTreeMap<String, usize>,
}

impl Frequencies {
    /// Counts over the episodes of a whole catalogue; their order does not matter. What one episode alone says is most of
    /// what is said and is left out: nothing depends on it.
    pub fn of(episodes: &[EpisodeTerms]) -> Self {
        let repeated = Repeated::of(episodes);
        let part = part_of(episodes.len());
        let parts = episodes.par_chunks(part);
        let counted =
            parts.map(|part| Self::count(part, |language, form| repeated.has(language, form)));
        counted.reduce(Self::default, Self::merge)
    }

    /// Counts over a part of a catalogue, to be merged with others.
    pub fn of_part(episodes: &[EpisodeTerms]) -> Self {
        Self::count(episodes, |_, _| true)
    }

    fn count(episodes: &[EpisodeTerms], is_counted: impl Fn(&str, &str) -> bool) -> Self {
        let mut shows: BTreeMap<&str, usize> = BTreeMap::new();
        for episode in episodes {
            *shows.entry(show_of(&episode.id)).or_default() += 1;
        }
        let mut counted = Self::default();
        let numbers: FxHashMap<&str, u32> = shows.keys().copied().zip(0..).collect();
        for episode in episodes {
            counted.add(episode, numbers[show_of(&episode.id)], &is_counted);
        }
        let shows = shows.into_iter();
        counted.shows = shows
            .map(|(name, count)| (name.to_owned(), count))
            .collect();
        counted
    }

    fn add(&mut self, episode: &EpisodeTerms, show: u32, is_counted: impl Fn(&str, &str) -> bool) {
        let language = episode.language.as_str();
        self.episodes += 1;
        *self.languages.entry(language.to_owned()).or_default() += 1;
        let forms = self.forms.entry(language.to_owned()).or_default();
        let opened = episode.phrases.open();
        let candidates = opened.candidates();
        let mut seen: FxHashSet<Cow<'_, str>> = FxHashSet::default();
        for candidate in &candidates {
            let form = joined(candidate.key);
            if !is_counted(language, &form) {
                continue;
            }
            let Some(shared) = shared_of(forms, &form) else {
                continue;
            };
            shared.spellings.add(candidate.text, 1);
            // `devtools` and `dev tools` in one episode are one thing said.
            if seen.insert(form) {
                shared.count(show, said(episode, candidate));
            }
        }
        self.add_pairs(episode, show, &candidates, &is_counted);
        let forms = self.forms.entry(language.to_owned()).or_default();
        for (tag, form) in episode.existing.iter().zip(given(episode)) {
            if let Some(shared) = shared_of(forms, &form) {
                shared.given.add(tag, 1);
            }
        }
    }

    /// Counts what the episode says of acronyms.
    fn add_pairs(
        &mut self,
        episode: &EpisodeTerms,
        show: u32,
        candidates: &[Candidate<'_>],
        is_counted: impl Fn(&str, &str) -> bool,
    ) {
        let language = episode.language.as_str();
        let pairs = self.pairs.entry(language.to_owned()).or_default();
        let mut evidence = |acronym: &str, phrase: &str, add: &dyn Fn(&mut Evidence)| {
            let forms = [acronym, phrase].map(joined);
            if forms.iter().all(|form| is_counted(language, form)) {
                let [acronym_form, phrase_form] = forms.map(Cow::into_owned);
                let evidence = pairs.entry((acronym_form, phrase_form)).or_default();
                evidence.note(acronym, phrase);
                add(evidence);
            }
        };
        for (acronym, phrase) in pairs_of(language, candidates) {
            let (acronym, phrase) = (&candidates[acronym], &candidates[phrase]);
            let both = said(episode, acronym).and(said(episode, phrase));
            evidence(acronym.key, phrase.key, &|pair| pair.both.count(show, both));
        }
        for (acronym, phrase) in &episode.definitions {
            evidence(acronym, phrase, &|pair| pair.defined += 1);
        }
    }

    /// With each acronym and what it is short for as one form, under the spelling of the one that people have settled on
    /// or given, or else that more episodes say. `name` numbers the names that people have settled on, by language and
    /// normal form: what they hold apart stays two. What is joined cannot be merged any more.
    #[must_use]
    pub(super) fn join_acronyms(mut self, name: impl Fn(&str, &str) -> Option<u32>) -> Self {
        for (language, pairs) in std::mem::take(&mut self.pairs) {
            let Some(forms) = self.forms.get_mut(&language) else {
                continue;
            };
            let episodes = self.languages.get(&language).copied().unwrap_or_default();
            let sayers = |form: &str| forms.get(form).map_or(0, |shared| shared.sayers);
            let others = self.others.entry(language.clone()).or_default();
            for (pair, evidence) in settle(pairs, sayers, episodes) {
                let Some(keys) = evidence.keys else { continue };
                let names = [&keys.0, &keys.1].map(|key| name(&language, key));
                join(forms, others, (pair, keys), &evidence.both, names);
            }
        }
        self
    }

    /// The frequencies of two parts of a catalogue together.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        let mut shows: BTreeMap<String, usize> = BTreeMap::new();
        for (name, episodes) in self.shows.iter().chain(&other.shows) {
            *shows.entry(name.clone()).or_default() += episodes;
        }
        let shows: Vec<(String, usize)> = shows.into_iter().collect();
        self.place_shows(&shows);
        other.place_shows(&shows);
        self.shows = shows;
        self.episodes += other.episodes;
        for (language, forms) in other.forms {
            let mine = self.forms.entry(language).or_default();
            #[expect(clippy::iter_over_hash_type, reason = "goes into a map, in any order")]
            for (form, shared) in forms {
                mine.entry(form).or_default().merge(shared);
            }
        }
        for (language, pairs) in other.pairs {
            let mine = self.pairs.entry(language).or_default();
            for (pair, evidence) in pairs {
                mine.entry(pair).or_default().merge(evidence);
            }
        }
        for (code, count) in other.languages {
            *self.languages.entry(code).or_default() += count;
        }
        self
    }

    /// Numbers the shows by their places among more of them.
    fn place_shows(&mut self, all: &[(String, usize)]) {
        let numbers: FxHashMap<&str, u32> =
            all.iter().map(|(name, _)| name.as_str()).zip(0..).collect();
        let mine = self.shows.iter();
        let new: Vec<u32> = mine.map(|(name, _)| numbers[name.as_str()]).collect();
        let pairs = self.pairs.values_mut().flat_map(BTreeMap::values_mut);
        let pairs = pairs.map(|evidence| &mut evidence.both);
        let forms = self.forms.values_mut().flat_map(FxHashMap::values_mut);
        for shared in forms.chain(pairs) {
            for (show, _) in &mut shared.shows {
                *show = new[*show as usize];
            }
        }
    }

    /// Number of episodes counted.
    pub(super) fn episodes(&self) -> usize {
        self.episodes
    }

    /// What is known of the forms of one language.
    pub(super) fn spoken(&self, language: &str) -> Option<&FxHashMap<String, Shared>> {
        self.forms.get(language)
    }

    /// What is known of the form of a key.
    pub(super) fn shared(&self, language: &str, key: &str) -> Option<&Shared> {
        self.forms.get(language)?.get(&*self.form(language, key))
    }

    /// The form that a key is counted under.
    pub(super) fn form<'f>(&'f self, language: &str, key: &'f str) -> Cow<'f, str> {
        let form = joined(key);
        match self.others.get(language).and_then(|own| own.get(&*form)) {
            Some(other) => Cow::Borrowed(&other.form),
            None => form,
        }
    }

    /// The acronym of a key, or what it is short for, as a normal form.
    pub(super) fn other(&self, language: &str, key: &str) -> Option<&str> {
        let other = self.others.get(language)?.get(&*joined(key))?;
        Some(&other.key)
    }

    /// Pairs of spellings that mean the same: the one that is shown, and the other.
    pub(super) fn aliases(&self) -> BTreeSet<(&str, &str)> {
        let mut aliases = BTreeSet::new();
        for (language, others) in &self.others {
            let gone = others.iter().filter(|(form, other)| **form != other.form);
            let forms = self.forms.get(language);
            aliases.extend(gone.filter_map(|(_, other)| {
                let shown = forms?.get(&other.form)?.spelling()?;
                Some((shown, other.spelling.as_str()))
            }));
        }
        aliases
    }

    /// Codes of the languages that several episodes speak.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        let spoken = self.languages.iter().filter(|(_, count)| **count > 1);
        spoken.map(|(code, _)| code.as_str())
    }

    /// Whether a form belongs to a show as a whole and not to any of its episodes.
    pub(super) fn is_a_shows_own(&self, shared: &Shared) -> bool {
        let mut shows = shared.shows.iter();
        shows.any(|(show, said)| said.is_the_shows_own(self.shows[*show as usize].1))
    }
}

/// What is known of a form that means the same as another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    /// The form that both are counted under.
    form: String,
    /// The normal form of the other.
    key: String,
    /// How this one is spelt.
    spelling: String,
}

/// Joins an acronym and what it is short for, unless people have held them apart.
fn join(
    forms: &mut FxHashMap<String, Shared>,
    others: &mut FxHashMap<String, Other>,
    (pair, keys): (Pair, Pair),
    both: &Shared,
    names: [Option<u32>; 2],
) {
    let forms_of = [&pair.0, &pair.1].map(|form| forms.get(form));
    let [Some(acronym), Some(phrase)] = forms_of else {
        return;
    };
    let given = [acronym, phrase].map(Shared::given);
    let is_apart = names[0].is_some() && names[1].is_some() && names[0] != names[1];
    if is_apart || !given.contains(&0) {
        return;
    }
    let weight = |at: usize| (names[at].is_some(), given[at], [acronym, phrase][at].sayers);
    let spelling = |shared: &Shared| shared.spelling().unwrap_or_default().to_owned();
    let spellings = [spelling(acronym), spelling(phrase)];
    let is_phrase = weight(1) > weight(0);
    let (kept, gone) = if is_phrase {
        (&pair.1, &pair.0)
    } else {
        (&pair.0, &pair.1)
    };
    let Some(shared) = forms.remove(gone) else {
        return;
    };
    if let Some(kept) = forms.get_mut(kept) {
        kept.join(shared, both);
    }
    let [acronym, phrase] = spellings;
    for (form, key, spelling) in [(&pair.0, keys.1, acronym), (&pair.1, keys.0, phrase)] {
        let form_kept = kept.clone();
        others.insert(
            form.clone(),
            Other {
                form: form_kept,
                key,
                spelling,
            },
        );
    }
}

/// How an episode says a phrase.
fn said(episode: &EpisodeTerms, candidate: &Candidate<'_>) -> Said {
    let opens =
        episode.words >= LONG_TALK && candidate.first * (episode.words as f32) < OPENING_WORDS;
    Said {
        sayers: 1,
        titled: u32::from(candidate.titled),
        opened: u32::from(opens),
    }
}

/// What is known of a form so far.
fn shared_of<'f>(forms: &'f mut FxHashMap<String, Shared>, form: &str) -> Option<&'f mut Shared> {
    if !forms.contains_key(form) {
        forms.insert(form.to_owned(), Shared::default());
    }
    forms.get_mut(form)
}

/// The forms of the tags that people gave an episode.
pub(super) fn given(episode: &EpisodeTerms) -> impl Iterator<Item = String> + '_ {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let tags = episode.existing.iter();
    tags.map(move |tag| joined(&normal_form(language, tag)).into_owned())
}

/// The folder part of an id: where catalogues hold several shows, each has its folder.
fn show_of(id: &str) -> &str {
    let id = id.split('#').next().unwrap_or(id);
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
#[path = "frequencies_tests.rs"]
mod tests;
