//! The phrases of an episode, packed: a catalogue holds those of all its episodes in memory, and looks at them one
//! episode at a time.
//!
//! Two blocks, each compressed with LZ4. The first holds the phrases one after the other, best first, as postcard writes
//! them: key, spelling, numbers. The second holds an excerpt of the talk for each, in the same order; it is the larger
//! one, and is read for the few phrases that become tags. An hour of talk takes some 10 kB.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::PartOfSpeech;

/// Something an episode may be tagged with.
///
/// Fields that differ in each phrase come before those that seldom do: so they are packed best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate<'a> {
    /// Normal form: stems joined by blanks, so that case, hyphens, plurals and possessives do not matter.
    pub key: &'a str,
    /// As the episode says it.
    pub text: &'a str,
    /// 0 to 1 within the episode.
    pub score: f64,
    /// Where the talk says it first, from 0 (start) to 1.
    pub first: f32,
    /// When it is said first, in seconds.
    pub first_s: Option<f64>,
    /// How often the talk says it.
    pub count: u32,
    /// Share of the talk's 64 parts that say it, 0 to 1.
    pub spread: f32,
    /// Whether the title says it.
    pub titled: bool,
    /// Whether the description says it.
    pub described: bool,
    /// How rare its words are in the language, as the natural logarithm of an inverse probability.
    pub keyness: f32,
    /// Share of its occurrences written as a name, 0 to 1.
    pub capitals: f32,
    /// The word class of its last word.
    pub part_of_speech: PartOfSpeech,
}

impl Candidate<'_> {
    /// Whether the title or description says it.
    pub fn named(&self) -> bool {
        self.titled || self.described
    }
}

/// The packed phrases of one episode.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrases {
    candidates: Block,
    excerpts: Block,
}

impl Phrases {
    /// Packs phrases, best first, each with an exact piece of the talk around its first place.
    pub fn pack(candidates: &[Candidate<'_>], excerpts: &[&str]) -> Self {
        Self {
            candidates: Block::of(&candidates),
            excerpts: Block::of(&excerpts),
        }
    }

    /// Unpacks them.
    pub fn open(&self) -> Opened<'_> {
        Opened {
            candidates: self.candidates.bytes(),
            packed: &self.excerpts,
            excerpts: OnceLock::new(),
        }
    }
}

/// The phrases of one episode, to be looked at.
pub struct Opened<'p> {
    candidates: Vec<u8>,
    packed: &'p Block,
    excerpts: OnceLock<Vec<u8>>,
}

impl Opened<'_> {
    /// All phrases, best first.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        postcard::from_bytes(&self.candidates).unwrap_or_default()
    }

    /// The piece of the talk around the first place of the phrase with this number, from 0.
    pub fn excerpt(&self, number: usize) -> &str {
        let bytes = self.excerpts.get_or_init(|| self.packed.bytes());
        let excerpts: Vec<&str> = postcard::from_bytes(bytes).unwrap_or_default();
        excerpts.get(number).copied().unwrap_or_default()
    }
}

/// A compressed value; without bytes, one that holds nothing.
#[derive(Clone, Debug, Default, PartialEq)]
struct Block(Box<[u8]>);

impl Block {
    fn of(value: &impl Serialize) -> Self {
        let plain = postcard::to_stdvec(value).unwrap_or_default();
        Self(lz4_flex::block::compress_prepend_size(&plain).into())
    }

    /// The value's bytes; what is no block has none.
    fn bytes(&self) -> Vec<u8> {
        lz4_flex::block::decompress_size_prepended(&self.0).unwrap_or_default()
    }
}

/// As bytes, not as a list of numbers.
impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl de::Visitor<'_> for Bytes {
            type Value = Block;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Block, E> {
                Ok(Block(bytes.into()))
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate<'a>(key: &'a str, text: &'a str, first_s: Option<f64>) -> Candidate<'a> {
        Candidate {
            key,
            text,
            score: 0.1 + 0.2,
            first: 0.3,
            first_s,
            count: 70_000,
            spread: 1.0 / 64.0,
            titled: true,
            described: false,
            keyness: 11.7,
            capitals: 1.0 / 3.0,
            part_of_speech: PartOfSpeech::Gerund,
        }
    }

    #[test]
    fn what_is_packed_comes_back_to_the_bit() {
        let candidates = [
            candidate("peat", "Peat", Some(12.34)),
            candidate("", "", None),
            candidate("sp\u{e4}t burn", "sp\u{e4}t burning", Some(f64::MAX)),
        ];
        let excerpts = ["we cut peat", "", "sp\u{e4}t burning peat"];
        let packed = Phrases::pack(&candidates, &excerpts);
        let opened = packed.open();
        assert_eq!(opened.candidates(), candidates);
        let found: Vec<&str> = (0..3).map(|number| opened.excerpt(number)).collect();
        assert_eq!(found, excerpts);
    }

    #[test]
    fn an_episode_may_say_nothing() {
        for nothing in [Phrases::default(), Phrases::pack(&[], &[])] {
            let opened = nothing.open();
            assert_eq!(opened.candidates(), []);
            assert_eq!(opened.excerpt(0), "");
        }
    }

    #[test]
    fn what_repeats_is_held_once() {
        let sentence = "we cut peat on the moor until the first snow lay there";
        let of = |count: usize| {
            let candidates = vec![candidate("peat", "peat", None); count];
            let packed = Phrases::pack(&candidates, &vec![sentence; count]);
            packed.candidates.0.len() + packed.excerpts.0.len()
        };
        assert!(of(100) < 3 * of(1), "{} {}", of(100), of(1));
    }

    #[test]
    fn damaged_blocks_hold_nothing_or_something_and_never_panic() {
        let whole = Phrases::pack(&[candidate("peat", "peat", None)], &["cut peat"]);
        for at in 0..whole.candidates.0.len() {
            let mut damaged = whole.clone();
            damaged.candidates.0[at] ^= 0x11;
            damaged.excerpts.0 = whole.excerpts.0[..at.min(whole.excerpts.0.len())].into();
            let opened = damaged.open();
            let _ = (opened.candidates(), opened.excerpt(0).len());
        }
    }
}
