//! Two documents -> the score of every sentence pair, with the links of its units.

use super::constants::prior;
use super::partial::Window;
use super::unit::{Class, Side};
use super::{End, Scorer, floor, length};
use crate::model::{Block, Group, PairScore, Pairs, Places, Score, Sides, Unit, UnitLink, Units};

impl Scorer<'_> {
    /// Whether sentence vectors are part of the score.
    pub fn has_vectors(&self) -> bool {
        self.meaning.is_some()
    }

    /// The score of every sentence pair; the band must be full.
    pub fn pairs(&self) -> Pairs {
        let sides = Sides::new(&self.units.ind, &self.units.eng);
        let (spread, sides) = (sides.map(spread), sides.map(units));
        let (n, m) = (sides.ind.len(), sides.eng.len());
        let mut pairs = Pairs { sides, cells: Vec::with_capacity(n * m), links: Vec::new(), starts: vec![0] };
        for block in (0..n).flat_map(|i| (0..m).map(move |j| Block::new(i, 1, j, 1))) {
            let cell = self.pair(block, &spread, &mut pairs.links);
            pairs.cells.push(cell);
            pairs.starts.push(pairs.links.len() as u32);
        }
        pairs
    }

    /// One pair; its links are added after the others.
    fn pair(&self, block: Block, spread: &Sides<Vec<f32>>, links: &mut Vec<UnitLink>) -> PairScore {
        let mut pair = PairScore::default();
        let window = Window::whole(&self.units.ind, &self.units.eng, &self.links.first, block);
        let score = self.scored(block, &window, |edge, nats| {
            let (f, e) = (edge.f as usize, edge.e as usize);
            pair.linked.ind += self.ends.ind[f].weight;
            pair.linked.eng += self.ends.eng[e].weight;
            let (x, y) = (spread.ind[self.types.ind[f] as usize], spread.eng[self.types.eng[e] as usize]);
            pair.unique += nats * f64::from(x * y);
            links.push(UnitLink { f: edge.f, e: edge.e, nats: nats as f32 });
        });
        pair.score = Score { embeddings: self.meaning.as_ref().map_or(0.0, |m| m.gain(block)), ..score };
        pair
    }

    /// The score of a group, and the share of each side's weight that the other side explains.
    ///
    /// A group with gaps is scored as if its sentences were neighbours.
    pub fn group(&self, group: &Group) -> (Score, Sides<f64>) {
        if group.is_null() {
            return (Score::default(), Sides::default());
        }
        let mut linked = Sides::default();
        let score = self.together(group, |f, e| {
            linked.ind += f.weight;
            linked.eng += e.weight;
        });
        let all = Sides::new(sum(&group.ind, &self.weights.ind), sum(&group.eng, &self.weights.eng));
        let share = |(linked, all): (f64, f64)| if all > 0.0 { (linked / all).min(1.0) } else { 0.0 };
        (score, linked.zip(all).map(share))
    }

    /// The score of a group's sentences as one block; `take` is called with the ends of every link.
    fn together(&self, group: &Group, mut take: impl FnMut(End, End)) -> Score {
        let (a, b) = (group.ind.len(), group.eng.len());
        let floor =
            floor(units_of(&group.ind, &self.links.first.ind), units_of(&group.eng, &self.links.first.eng));
        let mut score = Score { prior: prior(a, b).ln(), ..Score::default() };
        if self.options.kinds.length {
            let chars =
                |side: &Side<'_>, places: &Places| -> usize { places.iter().map(|at| side.chars[at]).sum() };
            let (ind, eng) = (chars(&self.units.ind, &group.ind), chars(&self.units.eng, &group.eng));
            score.length = length(ind as f64, eng as f64);
        }
        let (mut parts, mut unlinked) =
            ([0.0; 3], sum(&group.ind, &self.weights.ind) + sum(&group.eng, &self.weights.eng));
        let cells = group.ind.iter().flat_map(|i| group.eng.runs().map(move |run| (i, run)));
        self.scratch.borrow_mut().link_cells(&self.links, cells, floor as f32, |edge| {
            let (f, e) = (self.ends.ind[edge.f as usize], self.ends.eng[edge.e as usize]);
            unlinked -= f.weight + e.weight;
            parts[f.class.max(e.class) as usize] += f64::from(edge.weight) - floor;
            take(f, e);
        });
        [score.words, score.names, score.numbers] = parts;
        score.unlinked = -self.options.unlinked * unlinked.max(0.0);
        score
    }
}

/// The sum of the values of some sentences.
fn sum(places: &Places, of: &[f64]) -> f64 {
    places.iter().map(|at| of[at]).sum()
}

/// The number of units of some sentences.
fn units_of(places: &Places, first: &[u32]) -> usize {
    places.iter().map(|at| (first[at + 1] - first[at]) as usize).sum()
}

/// The units of a side as plain values.
fn units(side: &Side<'_>) -> Units {
    let unit = |unit: &u32| {
        let kind = &side.types[*unit as usize];
        let class = kind.class;
        Unit { weight: kind.weight as f32, telling: class != Class::Word, named: class == Class::Name }
    };
    let mut first = vec![0];
    first.extend(side.sentences.iter().scan(0, |end, units| {
        *end += units.len() as u32;
        Some(*end)
    }));
    let units = side.sentences.iter().flatten().map(unit).collect();
    Units { units, first, chars: side.chars.clone() }
}

/// For each type one over the square root of the number of sentences with it.
fn spread(side: &Side<'_>) -> Vec<f32> {
    let (mut held, mut last) = (vec![0u32; side.types.len()], vec![usize::MAX; side.types.len()]);
    for (at, units) in side.sentences.iter().enumerate() {
        for &unit in units {
            held[unit as usize] += u32::from(std::mem::replace(&mut last[unit as usize], at) != at);
        }
    }
    held.into_iter().map(|count| 1.0 / (count.max(1) as f32).sqrt()).collect()
}
