//! What an episode is about, as a draft says it: its key phrases and its tags.
//!
//! Tags of a whole catalogue, which must go together, are made in `tags`.

use crate::analysis::Topic;
use crate::corpus::{Episode, Span};
use crate::text::Document;
use crate::textrank::phrases::TITLE_BIAS;

use super::settled::is_same_tag;
use super::{DraftOptions, KeyPhrase, SettledTags, Tag, TagSource};

/// Tags that an episode gets even if they say little.
const FEWEST_TAGS: usize = 3;

/// The Zipf frequency (hundredths) from which a word alone is too common to be a tag.
const EVERYDAY: u16 = 500;

/// A topic gives way to a longer one among so many of the first, if that is one in so many of its mentions.
const RIVALS: usize = 20;
const OFTEN: usize = 3;

/// The key phrases of a draft: the best topics.
pub(super) fn keyphrases(
    document: &Document<'_>,
    topics: &[Topic],
    options: &DraftOptions,
) -> Vec<KeyPhrase> {
    let best = topics
        .first()
        .map_or(1.0, |topic| topic.phrase.score)
        .max(f64::MIN_POSITIVE);
    topics
        .iter()
        .take(options.keyphrases)
        .map(|topic| KeyPhrase {
            text: topic.text.clone(),
            score: topic.phrase.score / best,
            count: topic.places.len() as u32,
            first: topic
                .places
                .first()
                .map_or_else(Span::default, |&at| topic.span(document, at)),
            why: if options.explain {
                why_phrase(topic)
            } else {
                String::new()
            },
        })
        .collect()
}

fn why_phrase(topic: &Topic) -> String {
    let features = &topic.phrase.features;
    format!(
        "said {} times in {:.0} of 64 parts of the talk; TextRank {:.1} times the mean word; keyness {:.1}",
        topic.places.len(),
        features.spread,
        features.rank,
        features.keyness,
    )
}

/// People's own tags first, then the best phrases that are said more than once.
///
/// `bias` tells by stem what the title names. An everyday word and a part of another topic are left out as long as enough
/// others remain.
pub(super) fn tags(
    episode: &Episode,
    document: &Document<'_>,
    bias: &[f32],
    topics: &[Topic],
    options: &DraftOptions,
) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let unwanted = SettledTags {
        kept: options.settled.tags.kept.clone(),
        rejected: episode.meta.unwanted_tags.clone(),
    };
    let given = episode.meta.tags.iter();
    for tag in given.filter(|tag| !unwanted.rejects(tag)) {
        push_tag(
            &mut tags,
            tag,
            1.0,
            TagSource::Existing,
            "given in the source",
            options,
        );
    }
    for tag in &options.settled.tags.kept {
        let why = "added by a person";
        push_tag(&mut tags, tag, 1.0, TagSource::Existing, why, options);
    }
    let best = topics
        .first()
        .map_or(1.0, |topic| topic.phrase.score)
        .max(f64::MIN_POSITIVE);
    let room = options.tags.max(tags.len());
    let wanted = |topic: &&Topic| topic.places.len() > 1 && !unwanted.rejects(&topic.text);
    let wanted: Vec<&Topic> = topics.iter().filter(wanted).collect();
    let (plain, telling): (Vec<&Topic>, Vec<&Topic>) = (wanted.iter().take(2 * room))
        .partition(|topic| is_plain(document, bias, topic) || is_within_another(topic, &wanted));
    let few = FEWEST_TAGS.saturating_sub(tags.len() + telling.len());
    for topic in telling.into_iter().chain(plain.into_iter().take(few)) {
        if tags.len() >= room {
            break;
        }
        let why = why_phrase(topic);
        push_tag(
            &mut tags,
            &topic.text,
            topic.phrase.score / best,
            TagSource::Proposed,
            &why,
            options,
        );
    }
    tags
}

/// Whether a topic is one everyday word, such as `product`, that the title does not name.
fn is_plain(document: &Document<'_>, bias: &[f32], topic: &Topic) -> bool {
    let at = topic.places[0];
    let term = document.term(&document.tokens[at]);
    let capital = topic.text.starts_with(char::is_uppercase);
    topic.words() == 1
        && term.zipf >= EVERYDAY
        && !capital
        && bias[term.stem.0 as usize] < TITLE_BIAS
}

/// Whether a topic is a part of another one that is said often: `test` where there is `A/B test`.
fn is_within_another(topic: &Topic, topics: &[&Topic]) -> bool {
    let stems = &topic.phrase.candidate.stems;
    topics.iter().take(RIVALS).any(|other| {
        let longer = &other.phrase.candidate.stems;
        longer.len() > stems.len()
            && stems.iter().all(|stem| longer.iter().any(|of| of == stem))
            && other.places.len() * OFTEN >= topic.places.len()
    })
}

fn push_tag(
    tags: &mut Vec<Tag>,
    tag: &str,
    score: f64,
    source: TagSource,
    why: &str,
    options: &DraftOptions,
) {
    if tag.is_empty()
        || options.settled.tags.rejects(tag)
        || tags.iter().any(|known| is_same_tag(&known.tag, tag))
    {
        return;
    }
    let why = if options.explain {
        why.to_owned()
    } else {
        String::new()
    };
    tags.push(Tag {
        tag: tag.to_owned(),
        slug: slug::slugify(tag),
        score,
        source,
        why,
    });
}

#[cfg(test)]
mod tests {
    use crate::corpus::{LoadOptions, parse};
    use crate::draft::{DraftOptions, compose};

    /// The tags of a talk with a title.
    fn tags(title: &str, talk: &str) -> Vec<String> {
        let source = format!("# {title}\n\n{}", talk.repeat(4));
        let options = LoadOptions::default();
        let mut episodes = parse(source.as_bytes(), "a", "a.md", &options).unwrap();
        let draft = compose(&episodes.remove(0), &DraftOptions::default());
        draft.tags.into_iter().map(|tag| tag.tag).collect()
    }

    const TALK: &str = "Ada: The company sells storm glass and brass lanterns to every harbour. A storm glass is a \
                        barometer, and a company can sell it.\n\nBo: The glass keeps a lighthouse safe. Sailors like the \
                        company, a barometer and lanterns.\n\n";

    #[test]
    fn an_everyday_word_is_a_tag_only_if_the_title_says_it() {
        let named = |title: &str| tags(title, TALK).contains(&"company".to_owned());
        assert!(!named("Weather at sea"));
        assert!(named("A company at sea"));
    }

    #[test]
    fn a_part_gives_way_to_the_whole() {
        let tags = tags("Weather at sea", TALK);
        assert!(tags.contains(&"storm glass".to_owned()), "{tags:?}");
        assert!(!tags.contains(&"glass".to_owned()), "{tags:?}");
    }
}
