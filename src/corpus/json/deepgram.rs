//! `Deepgram`: utterances, or else paragraphs, or else words, for each channel.

use serde::Deserialize;

use super::loose::{List, Number, Object, Text};
use super::said::{Interval, Said};

/// `results.utterances`: the talk of all channels in order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Utterance<'a> {
    start: Number,
    end: Number,
    #[serde(borrow)]
    transcript: Text<'a>,
    speaker: Text<'a>,
    channel: Text<'a>,
}

/// One of `results.channels`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Channel<'a> {
    #[serde(borrow)]
    alternatives: List<Object<Alternative<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Alternative<'a> {
    #[serde(borrow)]
    transcript: Text<'a>,
    paragraphs: Object<Paragraphs<'a>>,
    words: List<Object<Word<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Paragraphs<'a> {
    #[serde(borrow)]
    paragraphs: List<Object<Paragraph<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Paragraph<'a> {
    #[serde(borrow)]
    sentences: List<Object<Word<'a>>>,
    speaker: Text<'a>,
}

/// A word, or a sentence of a paragraph.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Word<'a> {
    start: Number,
    end: Number,
    #[serde(borrow, rename = "punctuated_word")]
    punctuated: Text<'a>,
    #[serde(rename = "word")]
    plain: Text<'a>,
    text: Text<'a>,
    speaker: Text<'a>,
}

impl<'a> Word<'a> {
    fn said(self) -> Option<Said<'a>> {
        Some(Said {
            speaker: self.speaker.0,
            at: Interval::seconds(self.start.0, self.end.0),
            text: Text::first([self.punctuated, self.plain, self.text])?,
            ..Said::default()
        })
    }
}

/// What was said, from the richest of the lists.
pub(super) fn said<'a>(
    utterances: Vec<Object<Utterance<'a>>>,
    channels: Vec<Object<Channel<'a>>>,
) -> Vec<Said<'a>> {
    let several = channels.len() > 1;
    if !utterances.is_empty() {
        let said = utterances.into_iter().filter_map(|Object(utterance)| {
            let channel = utterance.channel.0.filter(|_| several);
            Some(Said {
                speaker: utterance
                    .speaker
                    .0
                    .or_else(|| channel.map(|number| format!("Channel {number}").into())),
                at: Interval::seconds(utterance.start.0, utterance.end.0),
                text: utterance.transcript.0?,
                ..Said::default()
            })
        });
        return said.collect();
    }
    let mut all = Vec::new();
    for (number, Object(channel)) in channels.into_iter().enumerate() {
        let Some(Object(alternative)) = channel.alternatives.0.into_iter().next() else {
            continue;
        };
        let mut said = alternative.said();
        if several {
            for said in &mut said {
                said.speaker = Some(format!("Channel {number}").into());
            }
        }
        all.append(&mut said);
    }
    if several {
        let start = |said: &Said<'_>| said.at.start.unwrap_or_default();
        all.sort_by(|one, other| start(one).total_cmp(&start(other)));
    }
    all
}

impl<'a> Alternative<'a> {
    fn said(self) -> Vec<Said<'a>> {
        let Object(Paragraphs {
            paragraphs: List(paragraphs),
        }) = self.paragraphs;
        let List(words) = self.words;
        if !paragraphs.is_empty() {
            let sentences = paragraphs.into_iter().flat_map(|Object(paragraph)| {
                let speaker = paragraph.speaker.0;
                paragraph
                    .sentences
                    .0
                    .into_iter()
                    .filter_map(move |Object(sentence)| {
                        let said = sentence.said()?;
                        let speaker = said.speaker.or_else(|| speaker.clone());
                        Some(Said { speaker, ..said })
                    })
            });
            return sentences.collect();
        }
        if !words.is_empty() {
            let words = words.into_iter().filter_map(|Object(word)| word.said());
            return words.collect();
        }
        let whole = self.transcript.0.map(|text| Said {
            text,
            ..Said::default()
        });
        whole.into_iter().collect()
    }
}
