//! Two groups of sentences -> a [`Score`] with its parts.
//!
//! The room knows no language, only units and their weights. Every constant is in [`constants`]. A score
//! depends on nothing but the two documents and the options; blocks can be scored in any order.

pub mod constants;
mod kinds;
mod like;
mod linking;
mod links;
mod mean_distance;
mod meaning;
mod pairs;
mod partial;
mod room;
mod rough_similarity;
mod spelling;
mod unit;
mod weigh;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::lexicon::Lexicon;
use crate::model::{Band, Block, Language, LinkedUnits, Profile, Score, Sides};
use constants::*;
use linking::Scratch;
use links::{Edge, Links};
use partial::Window;
use unit::{Class, Side};
use weigh::Weights;

pub use kinds::{EVIDENCE_KINDS, EvidenceKinds};
pub use meaning::Meaning;
pub use rough_similarity::RoughSimilarity;
pub use spelling::same_name;

/// How blocks are scored.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ScoreOptions {
    /// The cost of an unlinked unit of full weight, in nats.
    pub unlinked: f64,
    /// The kinds of evidence that count.
    pub kinds: EvidenceKinds,
}

impl Default for ScoreOptions {
    fn default() -> Self {
        ScoreOptions { unlinked: UNLINKED, kinds: EvidenceKinds::default() }
    }
}

/// The units of two documents, and the weights of the links between them.
#[derive(Debug)]
pub struct Units<'p> {
    ind: Side<'p>,
    eng: Side<'p>,
    weights: Arc<Weights>,
}

impl<'p> Units<'p> {
    /// Reads the profiles of both sides, one per sentence; only evidence of these `kinds` makes units.
    pub fn new(ind: &'p [Profile], eng: &'p [Profile], lexicon: &Lexicon, kinds: EvidenceKinds) -> Self {
        Units::new_while(ind, eng, lexicon, kinds, || true)
    }

    /// The same as long as `go_on` says so, which is asked for each unit; the units after that have no links.
    pub fn new_while(
        ind: &'p [Profile],
        eng: &'p [Profile],
        lexicon: &Lexicon,
        kinds: EvidenceKinds,
        go_on: impl Fn() -> bool,
    ) -> Self {
        let ind = Side::new(ind, Language::Ind, lexicon, kinds);
        let eng = Side::new(eng, Language::Eng, lexicon, kinds);
        let weights = Arc::new(weigh::weights(&ind, &eng, lexicon, kinds, go_on));
        Units { ind, eng, weights }
    }

    /// The units of some neighbouring sentences of either side, with the weights that they have in the whole
    /// documents.
    pub fn section(&self, ind: Range<usize>, eng: Range<usize>) -> Self {
        let (ind, eng) = (self.ind.section(ind), self.eng.section(eng));
        Units { ind, eng, weights: Arc::clone(&self.weights) }
    }

    /// Sentence pairs (Indonesian, English) with a strong link between units that each occur once.
    pub fn anchors(&self) -> Vec<(usize, usize)> {
        let places = |side: &Side<'_>| {
            let mut place = vec![0; side.types.len()];
            for (at, units) in side.sentences.iter().enumerate() {
                for &unit in units {
                    place[unit as usize] = at;
                }
            }
            place
        };
        let (ind, eng) = (places(&self.ind), places(&self.eng));
        let mut anchors = Vec::new();
        for f in (0..self.ind.types.len()).filter(|&f| self.ind.types[f].count == 1) {
            let links = self.weights.of(f).iter();
            let mut once = links.filter(|(e, w)| self.eng.types[*e as usize].count == 1 && *w > ANCHOR);
            if let (Some(&(e, _)), None) = (once.next(), once.next()) {
                anchors.push((ind[f], eng[e as usize]));
            }
        }
        anchors
    }
}

/// Scores blocks of two documents.
#[derive(Debug)]
pub struct Scorer<'u> {
    units: &'u Units<'u>,
    links: Links,
    /// The gains of sentence vectors, if there are any.
    meaning: Option<Meaning<'u>>,
    /// For each occurrence its type.
    types: Sides<Vec<u32>>,
    /// For each occurrence the data of its type that every link of every block needs, close together.
    ends: Sides<Vec<End>>,
    /// For each sentence the weight of its units, which is what leaving all of them unlinked costs.
    weights: Sides<Vec<f64>>,
    options: ScoreOptions,
    scratch: RefCell<Scratch>,
}

/// An occurrence as one end of a link.
#[derive(Debug, Clone, Copy)]
struct End {
    class: Class,
    /// The cost of leaving it unlinked, as a share of the full cost.
    weight: f64,
}

impl<'u> Scorer<'u> {
    /// A scorer for the sentence pairs of `band`.
    pub fn new(units: &'u Units<'u>, band: &Band, options: &ScoreOptions) -> Self {
        let links = Links::new(&units.ind, &units.eng, &units.weights, band);
        let scratch = RefCell::new(Scratch::new(&links));
        let sides = Sides::new(&units.ind, &units.eng);
        let types = sides.map(|side| side.sentences.concat());
        let (ends, weights) = (sides.map(ends), sides.map(weights));
        Scorer { units, links, meaning: None, types, ends, weights, options: *options, scratch }
    }

    /// The same with the gains of sentence vectors, if there are any.
    pub fn with_meaning(self, meaning: Option<Meaning<'u>>) -> Self {
        Scorer { meaning, ..self }
    }

    /// The total score of a block in nats; `None` for a block with a blank sentence, and for a larger one
    /// that has a sentence without any link.
    pub fn total(&self, block: Block) -> Option<f64> {
        if block.is_null() {
            return Some(prior(block.a, block.b).ln());
        }
        // A blank line has no translation.
        let blank = |side: &Side<'_>, mut range: Range<usize>| range.any(|at| side.chars[at] == 0);
        if blank(&self.units.ind, block.ind()) || blank(&self.units.eng, block.eng()) {
            return None;
        }
        if block.a + block.b > 2 {
            let sizes = self.links.sizes(block);
            let near = || self.meaning.as_ref().is_some_and(|meaning| meaning.touches(block));
            if !self.links.touches(block, floor(sizes.ind as usize, sizes.eng as usize) as f32) && !near() {
                return None;
            }
        }
        Some(self.score(block).total())
    }

    /// The score of a block, by parts.
    pub fn score(&self, block: Block) -> Score {
        if block.is_null() {
            return Score { prior: prior(block.a, block.b).ln(), ..Score::default() };
        }
        let embeddings = self.meaning.as_ref().map_or(0.0, |meaning| meaning.gain(block));
        Score { embeddings, ..self.best(block).1 }
    }

    /// How many sentences at the outer ends of its lines a block's score leaves out: Indonesian, English.
    pub fn omitted(&self, block: Block) -> (usize, usize) {
        if block.is_null() || !partial::divisible(&self.units.ind, &self.units.eng, block) {
            return (0, 0);
        }
        let (window, _) = self.best(block);
        (window.ind.omitted as usize, window.eng.omitted as usize)
    }

    /// The links that a block's score consists of, strongest first.
    pub fn explain(&self, block: Block) -> Vec<LinkedUnits> {
        let mut links = Vec::new();
        if !block.is_null() {
            self.each_link(block, &self.best(block).0, |edge, weight| {
                let (f, e) = self.labels(edge);
                let units = if f == e { f.to_owned() } else { format!("{f}~{e}") };
                links.push(LinkedUnits { units, weight });
            });
        }
        links
    }

    /// The window of a block that scores best, and its score. If outer lines have several sentences,
    /// sentences at their outer ends are left out one by one as long as the score rises.
    fn best(&self, block: Block) -> (Window, Score) {
        let (ind, eng) = (&self.units.ind, &self.units.eng);
        let window = Window::whole(ind, eng, &self.links.first, block);
        let score = self.part(block, &window);
        let mut best = (window, score);
        if !partial::divisible(ind, eng, block) || score.links() < PART_LINKS {
            return best;
        }
        loop {
            let narrower = best.0.narrower(ind, eng, block).into_iter().map(|window| {
                let score = self.part(block, &window);
                (window, score)
            });
            match narrower.max_by(|x, y| x.1.total().total_cmp(&y.1.total())) {
                Some(next) if next.1.total() > best.1.total() => best = next,
                _ => return best,
            }
        }
    }

    /// The score of a window of a block.
    fn part(&self, block: Block, window: &Window) -> Score {
        self.scored(block, window, |_, _| {})
    }

    /// The score of a window of a block; `take` is called with every link and the nats that it adds.
    fn scored(&self, block: Block, window: &Window, mut take: impl FnMut(Edge, f64)) -> Score {
        let omitted = f64::from(window.ind.omitted + window.eng.omitted);
        let prior = prior(block.a, block.b).ln() + omitted * PART_OMITTED;
        let mut score = Score { prior, ..Score::default() };
        if self.options.kinds.length {
            score.length = length(window.ind.chars, window.eng.chars);
        }
        let mut unlinked = if window.is_whole() {
            self.weights.ind[block.ind()].iter().sum::<f64>()
                + self.weights.eng[block.eng()].iter().sum::<f64>()
        } else {
            weight(&self.ends.ind, &window.ind) + weight(&self.ends.eng, &window.eng)
        };
        let (mut agrees, mut parts) = (false, [0.0; 3]);
        self.each_link(block, window, |edge, weight| {
            let (f, e) = (self.ends.ind[edge.f as usize], self.ends.eng[edge.e as usize]);
            unlinked -= f.weight + e.weight;
            agrees |= f.class.min(e.class) > Class::Word;
            parts[f.class.max(e.class) as usize] += weight;
            take(edge, weight);
        });
        [score.words, score.names, score.numbers] = parts;
        score.unlinked = -self.options.unlinked * unlinked.max(0.0);
        if !agrees && tells(&self.ends.ind, &window.ind) && tells(&self.ends.eng, &window.eng) {
            score.unlinked -= NOTHING_SHARED;
        }
        score
    }

    /// Calls `take` with every link in a window of a block and the nats that it adds.
    fn each_link(&self, block: Block, window: &Window, mut take: impl FnMut(Edge, f64)) {
        let floor = floor(window.ind.units.len(), window.eng.units.len());
        let part = (!window.is_whole()).then_some((&window.ind.units, &window.eng.units));
        self.scratch.borrow_mut().link(&self.links, block, part, floor as f32, |edge| {
            take(edge, f64::from(edge.weight) - floor);
        });
    }

    fn labels(&self, edge: Edge) -> (&str, &str) {
        let f = self.types.ind[edge.f as usize];
        let e = self.types.eng[edge.e as usize];
        (self.units.ind.types[f as usize].label, self.units.eng.types[e as usize].label)
    }
}

/// The score of so many sentences as null beads, in nats.
pub fn null_beads(sentences: usize) -> f64 {
    sentences as f64 * prior(1, 0).ln()
}

/// The length term of two lengths in characters: a clipped Gaussian, after Gale and Church (1993).
fn length(ind: f64, eng: f64) -> f64 {
    let eng = eng * LENGTH_RATIO;
    let spread = LENGTH_VARIANCE * ((ind + eng) / 2.0).max(1.0);
    -((ind - eng).powi(2) / (2.0 * spread)).min(LENGTH_CAP)
}

/// The least weight of a link among these numbers of units: among more, chance finds a partner more easily.
fn floor(ind: usize, eng: usize) -> f64 {
    0.5 * (ln(ind + 1) + ln(eng + 1))
}

/// The logarithm of a number of units, tabled because every block needs it.
fn ln(units: usize) -> f64 {
    static SMALL: LazyLock<[f64; 512]> = LazyLock::new(|| std::array::from_fn(|n| (n as f64).ln()));
    SMALL.get(units).copied().unwrap_or_else(|| (units as f64).ln())
}

/// The cost of leaving all units of a stretch unlinked.
fn weight(ends: &[End], stretch: &partial::Stretch) -> f64 {
    let units = stretch.units.start as usize..stretch.units.end as usize;
    ends[units].iter().map(|end| end.weight).sum()
}

/// Whether a stretch has at least two names or numbers: a single one may be an error.
fn tells(ends: &[End], stretch: &partial::Stretch) -> bool {
    let units = stretch.units.start as usize..stretch.units.end as usize;
    ends[units].iter().filter(|end| end.class != Class::Word).nth(1).is_some()
}

fn ends(side: &Side<'_>) -> Vec<End> {
    let end = |unit: &u32| {
        let kind = &side.types[*unit as usize];
        End { class: kind.class, weight: kind.weight }
    };
    let mut ends = Vec::with_capacity(side.sentences.iter().map(Vec::len).sum());
    ends.extend(side.sentences.iter().flatten().map(end));
    ends
}

/// For each sentence the weights of its units, summed.
fn weights(side: &Side<'_>) -> Vec<f64> {
    let weight = |unit: &u32| side.types[*unit as usize].weight;
    side.sentences.iter().map(|units| units.iter().map(weight).sum()).collect()
}

#[cfg(test)]
mod tests;
