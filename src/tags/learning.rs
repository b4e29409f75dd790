//! What the tagged episodes of a catalogue teach about each tag: words that go with it, how often it is given, whether
//! it is given where it is said.

use rustc_hash::FxHashMap;

use super::bag::Bag;
use super::evidence::Lesson;
use super::ridge::Ridge;
use super::terms::EpisodeTerms;

/// Episodes that must carry a tag before its words are learnt.
const FEWEST_EXAMPLES: u32 = 2;

/// Tagged episodes below which nothing is learnt.
const FEWEST_TAGGED: usize = 10;

/// Episodes to learn from at most; more are thinned evenly. Learning takes time with the cube of it.
const MOST_EXAMPLES: usize = 1000;

/// Words in a larger share of the episodes tell nothing.
const COMMONEST_WORD: f64 = 0.5;

/// What is learnt.
pub(super) struct Learning {
    ridge: Ridge,
    /// The place of each episode among the training episodes.
    training: FxHashMap<usize, usize>,
    /// Tags of each training episode.
    carried: Vec<Vec<u32>>,
    counts: Vec<Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    carriers: u32,
    sayers: u32,
    both: u32,
}

impl Learning {
    /// Learns from episodes that carry tags: `carried` has the numbers of each episode's tags, `said` of those that it
    /// says, both ascending. `None` if too few carry any.
    pub(super) fn new(
        episodes: &[EpisodeTerms],
        carried: &[Vec<u32>],
        said: &[Vec<u32>],
        tags: usize,
    ) -> Option<Self> {
        // An episode with other tags only is an example of one that these do not fit.
        let tagged: Vec<usize> = (0..episodes.len())
            .filter(|&at| !episodes[at].existing.is_empty())
            .collect();
        if tagged.len() < FEWEST_TAGGED {
            return None;
        }
        let kept = tagged.len().min(MOST_EXAMPLES);
        let chosen: Vec<usize> = (0..kept)
            .map(|number| tagged[number * tagged.len() / kept])
            .collect();
        let mut counts = vec![Counts::default(); tags];
        for &episode in &chosen {
            for &tag in &carried[episode] {
                counts[tag as usize].carriers += 1;
            }
            for &tag in &said[episode] {
                counts[tag as usize].sayers += 1;
                let both = carried[episode].binary_search(&tag).is_ok();
                counts[tag as usize].both += u32::from(both);
            }
        }
        let bags: Vec<&Bag> = chosen.iter().map(|&at| &episodes[at].bag).collect();
        let own: Vec<Vec<u32>> = chosen.iter().map(|&at| carried[at].clone()).collect();
        Some(Self {
            ridge: Ridge::fit(&bags, &own, tags, rarity(episodes)),
            training: chosen
                .iter()
                .enumerate()
                .map(|(number, &at)| (at, number))
                .collect(),
            carried: own,
            counts,
        })
    }

    /// Whether an episode was learnt from.
    pub(super) fn taught_by(&self, episode: usize) -> bool {
        self.training.contains_key(&episode)
    }

    /// Likeness of an episode to each tag; an episode that was learnt from is judged without itself.
    pub(super) fn likeness(&self, number: usize, episode: &EpisodeTerms) -> Vec<f32> {
        match self.training.get(&number) {
            Some(&at) => self.ridge.left_out(at).to_vec(),
            None => self.ridge.predict(&episode.bag),
        }
    }

    /// What is learnt of one tag for one episode.
    pub(super) fn lesson(&self, episode: usize, tag: u32, likeness: f32, said: bool) -> Lesson {
        let counts = self.counts[tag as usize];
        let own = self.training.get(&episode);
        let carries = own.is_some_and(|&at| self.carried[at].binary_search(&tag).is_ok());
        let here = u32::from(own.is_some());
        let says = here * u32::from(said);
        let carriers = counts.carriers - u32::from(carries);
        let few = carriers < FEWEST_EXAMPLES;
        Lesson {
            likeness: if few { 0.0 } else { f64::from(likeness) },
            carriers,
            tagged: self.carried.len() as u32 - here,
            sayers: counts.sayers - says,
            both: counts.both - u32::from(carries && said),
            few,
        }
    }

    /// Whether a tag has enough examples that it can be given without being said.
    pub(super) fn knows(&self, tag: u32) -> bool {
        self.counts[tag as usize].carriers >= FEWEST_EXAMPLES
    }

    /// Episodes that the tag was learnt from.
    pub(super) fn examples(&self, tag: u32) -> u32 {
        self.counts[tag as usize].carriers
    }

    /// Numbers of the words that speak for a tag with their shares of the likeness, strongest first.
    pub(super) fn reasons(&self, episode: &EpisodeTerms, tag: u32) -> Vec<(u32, f32)> {
        let reasons = self.ridge.reasons(&episode.bag, tag as usize);
        let for_it = reasons.into_iter().filter(|(_, share)| *share > 0.0);
        for_it.collect()
    }
}

/// Inverse document frequency of each word number over all episodes, for those that tell episodes apart.
fn rarity(episodes: &[EpisodeTerms]) -> FxHashMap<u32, f32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for (word, _) in episodes.iter().flat_map(|episode| &episode.bag) {
        *counts.entry(*word).or_default() += 1;
    }
    let all = episodes.len() as f64;
    let most = (COMMONEST_WORD * all).max(2.0);
    counts
        .into_iter()
        .filter(|&(_, count)| count > 1 && f64::from(count) <= most)
        .map(|(word, count)| (word, ((1.0 + all) / (1.0 + f64::from(count))).ln() as f32))
        .collect()
}
