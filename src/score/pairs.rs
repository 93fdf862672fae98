//! Two documents -> what every sentence pair has in common, with the links of its units.

use super::constants::prior;
use super::partial::Window;
use super::unit::{Class, Side};
use super::{End, Scorer, floor, length};
use crate::model::{Block, Group, PairScore, Pairs, Places, Score, Unit, UnitLink, Units};

impl Scorer<'_> {
    /// Whether sentence vectors have a say.
    pub fn hears_vectors(&self) -> bool {
        self.meaning.is_some()
    }

    /// What the score says of every sentence pair of two documents that are not in a band.
    pub fn pairs(&self) -> Pairs {
        let sides = [units(&self.units.ind), units(&self.units.eng)];
        let (n, m) = (sides[0].len(), sides[1].len());
        let spread = [spread(&self.units.ind), spread(&self.units.eng)];
        let mut pairs = Pairs { sides, cells: Vec::with_capacity(n * m), links: Vec::new(), starts: vec![0] };
        for block in (0..n).flat_map(|i| (0..m).map(move |j| Block::new(i, 1, j, 1))) {
            let cell = self.pair(block, &spread, &mut pairs.links);
            pairs.cells.push(cell);
            pairs.starts.push(pairs.links.len() as u32);
        }
        pairs
    }

    /// One pair; its links are put behind the others.
    fn pair(&self, block: Block, spread: &[Vec<f32>; 2], links: &mut Vec<UnitLink>) -> PairScore {
        let mut pair = PairScore::default();
        let window = Window::whole(&self.units.ind, &self.units.eng, &self.links.first, block);
        let score = self.scored(block, &window, |edge, nats| {
            let (f, e) = (edge.f as usize, edge.e as usize);
            pair.linked[0] += self.ends.0[f].weight;
            pair.linked[1] += self.ends.1[e].weight;
            let (x, y) = (spread[0][self.types.0[f] as usize], spread[1][self.types.1[e] as usize]);
            pair.unique += nats * f64::from(x * y);
            links.push(UnitLink { f: edge.f, e: edge.e, nats: nats as f32 });
        });
        pair.score = Score { embeddings: self.meaning.as_ref().map_or(0.0, |m| m.gain(block)), ..score };
        pair
    }

    /// The score of a group and the share of each side's weight that the other side explains: Indonesian,
    /// English.
    ///
    /// A group whose sentences are no neighbours is scored as if they were.
    pub fn group(&self, group: &Group) -> (Score, [f64; 2]) {
        if group.is_null() {
            return (Score::default(), [0.0; 2]);
        }
        let mut linked = [0.0; 2];
        let score = self.together(group, |f, e| {
            linked[0] += f.weight;
            linked[1] += e.weight;
        });
        let all = [sum(&group.ind, &self.loose.0), sum(&group.eng, &self.loose.1)];
        let share = |side: usize| if all[side] > 0.0 { (linked[side] / all[side]).min(1.0) } else { 0.0 };
        (score, [share(0), share(1)])
    }

    /// The score of a group's sentences as one block; `take` sees the ends of every link.
    fn together(&self, group: &Group, mut take: impl FnMut(End, End)) -> Score {
        let (a, b) = (group.ind.len(), group.eng.len());
        let floor =
            floor(units_of(&group.ind, &self.links.first.0), units_of(&group.eng, &self.links.first.1));
        let mut score = Score { prior: prior(a, b).ln(), ..Score::default() };
        if self.options.voices.length {
            let chars =
                |side: &Side<'_>, places: &Places| -> usize { places.iter().map(|at| side.chars[at]).sum() };
            let (ind, eng) = (chars(&self.units.ind, &group.ind), chars(&self.units.eng, &group.eng));
            score.length = length(ind as f64, eng as f64);
        }
        let (mut parts, mut loose) =
            ([0.0; 3], sum(&group.ind, &self.loose.0) + sum(&group.eng, &self.loose.1));
        let cells = group.ind.iter().flat_map(|i| group.eng.runs().map(move |run| (i, run)));
        self.scratch.borrow_mut().link_cells(&self.links, cells, floor as f32, |edge| {
            let (f, e) = (self.ends.0[edge.f as usize], self.ends.1[edge.e as usize]);
            loose -= f.weight + e.weight;
            parts[f.class.max(e.class) as usize] += f64::from(edge.weight) - floor;
            take(f, e);
        });
        [score.words, score.names, score.numbers] = parts;
        score.unlinked = -self.options.unlinked * loose.max(0.0);
        score
    }
}

/// What some sentences have, added up.
fn sum(places: &Places, of: &[f64]) -> f64 {
    places.iter().map(|at| of[at]).sum()
}

/// How many units some sentences have.
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

/// For each type one over the square root of how many sentences hold it.
fn spread(side: &Side<'_>) -> Vec<f32> {
    let (mut held, mut last) = (vec![0u32; side.types.len()], vec![usize::MAX; side.types.len()]);
    for (at, units) in side.sentences.iter().enumerate() {
        for &unit in units {
            held[unit as usize] += u32::from(std::mem::replace(&mut last[unit as usize], at) != at);
        }
    }
    held.into_iter().map(|count| 1.0 / (count.max(1) as f32).sqrt()).collect()
}
