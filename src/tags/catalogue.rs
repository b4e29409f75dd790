//! Chooses the tags of a catalogue: which phrases are worth a tag, and which episode gets which.
//!
//! A phrase is worth a tag when several episodes share it, but not most: how many episodes say it decides before how
//! loudly one says it. Each episode then takes the few that it says far more than others do.

use std::collections::BTreeMap;

use crate::draft::TagSource;
use crate::text::Language;

use super::terms::{Candidate, EpisodeTerms, normal_form};
use super::{Assignment, TagOptions, TagUse, TaggedEpisode, Tagging, related};

/// Of an episode's phrases, so many can become its tags; the rest only count as said.
const SALIENT: usize = 60;

/// A tag below this share of the episode's best is not given.
const WEAKEST: f64 = 0.12;

/// What the title or description says counts so many times more.
const NAMED: f64 = 2.0;

/// What a normal form is counted under: stems of two languages are two things, though they be spelt alike. The tags of a
/// given vocabulary are the same in every language.
fn form(episode: &EpisodeTerms, key: &str, options: &TagOptions) -> String {
    match options.vocabulary {
        Some(_) => key.to_owned(),
        None => format!("{} {key}", episode.language),
    }
}

/// What so large a share of a show's episodes say is the show's own name or habit and tells none of them apart; a show is
/// a folder with so many episodes at least.
const SHOW_SHARE: f64 = 0.8;
const SHOW_EPISODES: usize = 5;

/// The folder part of an id: where catalogues hold several shows, each has its folder.
fn show_of(id: &str) -> &str {
    let id = id.split('#').next().unwrap_or(id);
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What the catalogue knows of one normal form.
#[derive(Default)]
struct Shared {
    /// Episodes that say it.
    episodes: usize,
    /// Spellings and how many episodes use each.
    spellings: BTreeMap<String, usize>,
}

/// Rounds of dropping tags that too few episodes carry; each round can only drop more.
const ROUNDS: usize = 12;

/// Tags a catalogue. The order of `episodes` does not matter.
pub fn tag_catalogue(mut episodes: Vec<EpisodeTerms>, options: &TagOptions) -> Tagging {
    episodes.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
    let mut catalogue = share(&episodes, options);
    settle(&episodes, &mut catalogue, options);
    let mut tagged: Vec<TaggedEpisode> = episodes
        .into_iter()
        .map(|episode| tag_episode(episode, &catalogue, options))
        .collect();
    related::relate(&mut tagged, options.related);
    let vocabulary = uses(&tagged);
    Tagging {
        episodes: tagged,
        vocabulary,
    }
}

/// Bars tags that fewer episodes would carry than are wanted, until every tag given is given often enough: what many
/// mention and one is about is no tag.
fn settle(episodes: &[EpisodeTerms], catalogue: &mut Catalogue, options: &TagOptions) {
    if options.vocabulary.is_some() || catalogue.least < 2 {
        return;
    }
    for _ in 0..ROUNDS {
        let mut carried: BTreeMap<String, usize> = BTreeMap::new();
        for episode in episodes {
            for (_, candidate) in chosen(episode, catalogue, options) {
                *carried
                    .entry(form(episode, &candidate.key, options))
                    .or_default() += 1;
            }
            // A tag that a person gave elsewhere needs no second episode here.
            for key in existing_keys(episode) {
                *carried.entry(form(episode, &key, options)).or_default() += 1;
            }
        }
        let mut dropped = false;
        for (key, count) in carried {
            if count < catalogue.least {
                dropped |= catalogue.forms.remove(&key).is_some();
            }
        }
        if !dropped {
            break;
        }
    }
}

fn existing_keys(episode: &EpisodeTerms) -> Vec<String> {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    episode
        .existing
        .iter()
        .map(|tag| normal_form(language, tag))
        .collect()
}

/// The tags an episode takes beside its existing ones, best first, with scores relative to the best.
fn chosen<'e>(
    episode: &'e EpisodeTerms,
    catalogue: &Catalogue,
    options: &TagOptions,
) -> Vec<(f64, &'e Candidate)> {
    let mut keys = existing_keys(episode);
    let mut chosen: Vec<(f64, &Candidate)> = Vec::new();
    let scored = scored(episode, catalogue, options);
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    for (score, candidate) in scored {
        if chosen.len() == options.per_episode || score < WEAKEST * best {
            break;
        }
        if !keys.iter().any(|key| nested(key, &candidate.key)) {
            keys.push(candidate.key.clone());
            chosen.push((score / best, candidate));
        }
    }
    chosen
}

/// The normal forms that may become tags, with how many episodes share each.
struct Catalogue {
    episodes: usize,
    forms: BTreeMap<String, Shared>,
    least: usize,
    most: usize,
}

fn share(episodes: &[EpisodeTerms], options: &TagOptions) -> Catalogue {
    let mut forms: BTreeMap<String, Shared> = BTreeMap::new();
    let mut shows: BTreeMap<&str, usize> = BTreeMap::new();
    let mut said_in: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for episode in episodes {
        *shows.entry(show_of(&episode.id)).or_default() += 1;
        for candidate in &episode.phrases {
            *said_in
                .entry((form(episode, &candidate.key, options), show_of(&episode.id)))
                .or_default() += 1;
        }
        let chosen: Vec<&Candidate> = if options.vocabulary.is_some() {
            episode
                .vocabulary
                .iter()
                .map(|(_, candidate)| candidate)
                .collect()
        } else {
            episode.phrases.iter().collect()
        };
        for candidate in chosen {
            let shared = forms
                .entry(form(episode, &candidate.key, options))
                .or_default();
            shared.episodes += 1;
            *shared.spellings.entry(candidate.text.clone()).or_default() += 1;
        }
    }
    if options.vocabulary.is_none() {
        for ((key, show), said) in said_in {
            let of = shows[show];
            if of >= SHOW_EPISODES && said as f64 >= SHOW_SHARE * of as f64 {
                forms.remove(&key);
            }
        }
    }
    let count = episodes.len();
    // In a handful of episodes a quarter is less than two; there, whatever not all of them say may be a tag.
    let quarter = (options.max_share * count as f64).floor() as usize;
    Catalogue {
        episodes: count,
        forms,
        least: if count < 3 { 1 } else { options.min_episodes },
        most: quarter.max(if count < 3 { count } else { (count - 1).min(3) }),
    }
}

impl Catalogue {
    fn allows(&self, key: &str, options: &TagOptions) -> bool {
        options.vocabulary.is_some()
            || self
                .forms
                .get(key)
                .is_some_and(|form| form.episodes >= self.least && form.episodes <= self.most)
    }

    /// Inverse document frequency, smoothed so that it is never zero.
    fn rarity(&self, key: &str) -> f64 {
        let said = self.forms.get(key).map_or(1, |form| form.episodes);
        (1.0 + self.episodes as f64 / said as f64).ln()
    }

    /// The spelling most episodes use; of equals the shortest, then the first by letters.
    fn spelling(&self, key: &str) -> Option<&str> {
        let spellings = &self.forms.get(key)?.spellings;
        spellings
            .iter()
            .min_by_key(|&(text, &count)| (std::cmp::Reverse(count), text.len(), text))
            .map(|(text, _)| text.as_str())
    }
}

fn tag_episode(
    episode: EpisodeTerms,
    catalogue: &Catalogue,
    options: &TagOptions,
) -> TaggedEpisode {
    let mut tags: Vec<Assignment> = episode
        .existing
        .iter()
        .map(|tag| existing(tag, &episode))
        .collect();
    for (score, candidate) in chosen(&episode, catalogue, options) {
        tags.push(assignment(
            candidate,
            score,
            &form(&episode, &candidate.key, options),
            catalogue,
            options,
        ));
    }
    for (number, tag) in tags.iter_mut().enumerate() {
        tag.rank = number + 1;
    }
    TaggedEpisode {
        id: episode.id,
        path: episode.path,
        title: episode.title,
        date: episode.date,
        language: episode.language,
        words: episode.words,
        duration_s: episode.duration_s,
        people: episode.people,
        tags,
        related: Vec::new(),
    }
}

/// The episode's candidates by score, best first.
fn scored<'e>(
    episode: &'e EpisodeTerms,
    catalogue: &Catalogue,
    options: &TagOptions,
) -> Vec<(f64, &'e Candidate)> {
    let named = |candidate: &Candidate| if candidate.named { NAMED } else { 1.0 };
    let mut scored: Vec<(f64, &Candidate)> = if options.vocabulary.is_some() {
        episode
            .vocabulary
            .iter()
            .map(|(_, candidate)| {
                let loudness = (1.0 + f64::from(candidate.count)).ln()
                    + if candidate.named { 1.0 } else { 0.0 };
                (
                    loudness
                        * catalogue.rarity(&form(episode, &candidate.key, options))
                        * named(candidate),
                    candidate,
                )
            })
            .collect()
    } else {
        episode
            .phrases
            .iter()
            .take(SALIENT)
            .filter(|candidate| candidate.count > 1 || candidate.named)
            .map(|candidate| {
                (
                    candidate.score.sqrt()
                        * catalogue.rarity(&form(episode, &candidate.key, options))
                        * named(candidate),
                    candidate,
                )
            })
            .collect()
    };
    scored.retain(|(_, candidate)| {
        catalogue.allows(&form(episode, &candidate.key, options), options)
            && !options
                .never
                .iter()
                .any(|never| never.eq_ignore_ascii_case(&candidate.text))
    });
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
    scored
}

/// Whether one normal form holds the other as whole words: `open source` and `open source license`.
fn nested(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    format!(" {long} ").contains(&format!(" {short} "))
}

fn existing(tag: &str, episode: &EpisodeTerms) -> Assignment {
    let language = Language::from_code(&episode.language).unwrap_or(Language::UNKNOWN);
    let key = normal_form(language, tag);
    let said = episode
        .phrases
        .iter()
        .find(|candidate| candidate.key == key);
    Assignment {
        tag: tag.to_owned(),
        slug: slug::slugify(tag),
        score: 1.0,
        rank: 0,
        source: TagSource::Existing,
        count: said.map_or(0, |candidate| candidate.count),
        first_s: said.and_then(|candidate| candidate.first_s),
        evidence: said
            .map(|candidate| candidate.evidence.clone())
            .unwrap_or_default(),
        why: String::new(),
    }
}

fn assignment(
    candidate: &Candidate,
    score: f64,
    form: &str,
    catalogue: &Catalogue,
    options: &TagOptions,
) -> Assignment {
    let from_list = options.vocabulary.is_some();
    let tag = if from_list {
        candidate.text.clone()
    } else {
        catalogue
            .spelling(form)
            .unwrap_or(&candidate.text)
            .to_owned()
    };
    let said = catalogue.forms.get(form).map_or(0, |form| form.episodes);
    Assignment {
        slug: slug::slugify(&tag),
        tag,
        score,
        rank: 0,
        source: if from_list {
            TagSource::Vocabulary
        } else {
            TagSource::Proposed
        },
        count: candidate.count,
        first_s: candidate.first_s,
        evidence: candidate.evidence.clone(),
        why: if options.explain {
            format!(
                "said {} times here, by {said} of {} episodes{}",
                candidate.count,
                catalogue.episodes,
                if candidate.named {
                    "; the title or description names it"
                } else {
                    ""
                },
            )
        } else {
            String::new()
        },
    }
}

fn uses(episodes: &[TaggedEpisode]) -> Vec<TagUse> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for tag in episodes.iter().flat_map(|episode| &episode.tags) {
        *counts.entry((&tag.tag, &tag.slug)).or_default() += 1;
    }
    let mut uses: Vec<TagUse> = counts
        .into_iter()
        .map(|((tag, slug), episodes)| TagUse {
            tag: tag.to_owned(),
            slug: slug.to_owned(),
            episodes,
        })
        .collect();
    uses.sort_by(|a, b| b.episodes.cmp(&a.episodes).then_with(|| a.tag.cmp(&b.tag)));
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An episode that says each phrase of `phrases` three times, the first loudest.
    fn episode(id: &str, phrases: &[&str]) -> EpisodeTerms {
        let candidate = |(rank, text): (usize, &&str)| Candidate {
            key: (*text).to_lowercase(),
            text: (*text).to_owned(),
            score: 1.0 / (1.0 + rank as f64),
            count: 3,
            first_s: None,
            evidence: format!("about {text}"),
            named: false,
        };
        EpisodeTerms {
            id: id.to_owned(),
            path: format!("{id}.md"),
            title: String::new(),
            date: None,
            language: "en".to_owned(),
            words: 100,
            duration_s: None,
            people: Vec::new(),
            existing: Vec::new(),
            phrases: phrases.iter().enumerate().map(candidate).collect(),
            vocabulary: Vec::new(),
        }
    }

    fn catalogue() -> Vec<EpisodeTerms> {
        let mut episodes: Vec<EpisodeTerms> = (0..12)
            .map(|number| {
                episode(
                    &format!("show/{number:02}"),
                    &["Slow Signal", &format!("oddity{number}")],
                )
            })
            .collect();
        episodes[3] = episode("show/03", &["Slow Signal", "tides", "oddity"]);
        episodes[7] = episode("show/07", &["Slow Signal", "tides"]);
        episodes
    }

    fn tags_of(tagging: &Tagging, id: &str) -> Vec<String> {
        let episode = tagging
            .episodes
            .iter()
            .find(|episode| episode.id == id)
            .unwrap();
        episode.tags.iter().map(|tag| tag.tag.clone()).collect()
    }

    #[test]
    fn a_tag_is_on_several_episodes_and_not_on_most() {
        let tagging = tag_catalogue(catalogue(), &TagOptions::default());
        assert_eq!(tags_of(&tagging, "show/03"), ["tides"]);
        assert_eq!(tagging.vocabulary.len(), 1, "{:?}", tagging.vocabulary);
    }

    #[test]
    fn the_order_of_episodes_does_not_matter() {
        let mut shuffled = catalogue();
        shuffled.reverse();
        shuffled.swap(1, 8);
        let options = TagOptions::default();
        assert_eq!(
            tag_catalogue(catalogue(), &options),
            tag_catalogue(shuffled, &options)
        );
    }

    #[test]
    fn peoples_own_tags_come_first_and_are_kept_apart() {
        let mut episodes = catalogue();
        episodes[3].existing = vec!["Moon lore".to_owned()];
        let tagging = tag_catalogue(episodes, &TagOptions::default());
        let tags = &tagging.episodes[3].tags;
        assert_eq!(
            (tags[0].tag.as_str(), tags[0].source),
            ("Moon lore", TagSource::Existing)
        );
        assert_eq!(
            (tags[1].tag.as_str(), tags[1].source),
            ("tides", TagSource::Proposed)
        );
        assert_eq!((tags[0].rank, tags[1].rank), (1, 2));
    }

    #[test]
    fn a_tag_that_is_never_wanted_is_never_given() {
        let options = TagOptions {
            never: vec!["Tides".to_owned()],
            ..TagOptions::default()
        };
        assert!(tag_catalogue(catalogue(), &options).vocabulary.is_empty());
    }

    #[test]
    fn episodes_that_share_a_rare_tag_are_related() {
        let tagging = tag_catalogue(catalogue(), &TagOptions::default());
        let related = &tagging.episodes[3].related;
        assert_eq!(related.len(), 1);
        assert_eq!(
            (related[0].id.as_str(), &related[0].shared[..]),
            ("show/07", &["tides".to_owned()][..])
        );
    }
}
