//! The blocks scored so far -> whether a larger one needs to be scored: blocks grow one sentence at a time,
//! and only as long as they are not much worse than smaller ones.

use std::mem;

use crate::model::Block;

/// Nats by which a block that grows may be worse than null beads of its sentences.
const SLACK: f64 = 4.0;

/// Nats by which a block that grows may be worse than the best smaller blocks of its sentences.
const LEEWAY: f64 = 16.0;

/// The gains over null beads of the blocks that end at each cut point, by shape.
#[derive(Debug, Default)]
pub(super) struct Pruning {
    /// The cut points of the row before, and of the present row: only these lead to others.
    before: Row,
    row: Row,
    /// The places of the cut points one Indonesian sentence, one English one and one of each before.
    earlier: [usize; 3],
}

/// The cut points of a row up to the present one, after an empty one in place of all others.
#[derive(Debug)]
struct Row {
    /// The first one.
    start: usize,
    nodes: Vec<Node>,
}

/// The state of the blocks that end at a cut point.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// A bit for each shape that may grow.
    grows: u32,
    /// Whether any shape gains anything.
    gains: bool,
    /// For each shape the best gain of its sentences, in whatever blocks.
    best: Gains,
}

/// A gain for each shape with two sides; see [`place`].
type Gains = [f32; SIDE * SIDE];

/// Sentences on a side at most.
const SIDE: usize = Block::MOST;

impl Default for Row {
    fn default() -> Self {
        Row { start: 0, nodes: vec![Node::default()] }
    }
}

impl Row {
    /// The place of a cut point; that of the empty one if it is not in the row.
    fn at(&self, j: Option<usize>) -> usize {
        let at = j.and_then(|j| (j + 1).checked_sub(self.start));
        at.filter(|&at| at < self.nodes.len()).unwrap_or(0)
    }
}

impl Pruning {
    /// Opens the next row, the first cut point of which is `start`.
    pub fn open_row(&mut self, start: usize) {
        mem::swap(&mut self.before, &mut self.row);
        self.row.start = start;
        self.row.nodes.truncate(1);
    }

    /// Opens the next cut point, `j`, of the row with the gain of the block of one sentence per side that
    /// ends there, if it was scored.
    pub fn open(&mut self, j: usize, gain: Option<f64>) {
        let left = j.checked_sub(1);
        self.earlier = [self.before.at(Some(j)), self.row.at(left), self.before.at(left)];
        let pair = gain.map_or(0.0, |gain| gain.max(0.0) as f32);
        let best = parts(self.earlier().map(|node| &node.best), pair);
        let gains = best.iter().fold(false, |any, &best| any | (best > 0.0));
        self.row.nodes.push(Node { grows: 0, gains, best });
        self.add((1, 1), gain);
    }

    /// The cut points one Indonesian sentence, one English one and one of each before.
    fn earlier(&self) -> [&Node; 3] {
        let [ind, eng, both] = self.earlier;
        [&self.before.nodes[ind], &self.row.nodes[eng], &self.before.nodes[both]]
    }

    /// The present cut point.
    fn here(&self) -> &Node {
        &self.row.nodes[self.row.nodes.len() - 1]
    }

    /// Whether no block that ends here or one sentence before grows or gains anything, so that no larger
    /// shape does either.
    pub fn is_settled(&self) -> bool {
        let [ind, eng, both] = self.earlier();
        [self.here(), ind, eng, both].iter().all(|node| node.grows == 0 && !node.gains)
    }

    /// Whether a block with one sentence less, at either end of either side, may grow to the shape.
    pub fn may(&self, smaller: SmallerShapes) -> bool {
        let [ind, eng, _] = self.earlier();
        (self.here().grows & (smaller.ind | smaller.eng))
            | (ind.grows & smaller.ind)
            | (eng.grows & smaller.eng)
            != 0
    }

    /// The best gain that smaller blocks have with the sentences of a shape.
    pub fn parts(&self, (a, b): (usize, usize)) -> f64 {
        f64::from(self.here().best[place(a, b)])
    }

    /// Notes the gain of a shape's block, if it was scored; small shapes first.
    pub fn add(&mut self, (a, b): (usize, usize), gain: Option<f64>) {
        let (parts, end) = (self.parts((a, b)), self.row.nodes.len() - 1);
        let here = &mut self.row.nodes[end];
        let Some(gain) = gain else { return };
        if gain > (-SLACK).max(parts - LEEWAY) {
            here.grows |= bit(a, b);
        }
        let best = &mut here.best[place(a, b)];
        *best = best.max(gain as f32);
        here.gains |= *best > 0.0;
    }
}

/// For each shape the best gain of its sentences if the last one is left out: an Indonesian one, an English
/// one, or one of each, which as a block of their own gain `pair`.
fn parts([ind, eng, both]: [&Gains; 3], pair: f32) -> Gains {
    let larger = |x: f32, y: f32| if x > y { x } else { y };
    let mut parts = [0.0; SIDE * SIDE];
    for a in 0..SIDE {
        for b in 0..SIDE {
            // A block with an empty side gains nothing.
            let less = |gains: &Gains, (x, y): (usize, usize)| {
                if a >= x && b >= y { gains[(a - x) * SIDE + b - y] } else { 0.0 }
            };
            let last = less(both, (1, 1)) + pair;
            parts[a * SIDE + b] = larger(last, larger(less(ind, (1, 0)), less(eng, (0, 1))));
        }
    }
    parts
}

/// The index of a shape with two sides.
fn place(a: usize, b: usize) -> usize {
    (a - 1) * SIDE + b - 1
}

/// The bits of the shapes with one Indonesian or one English sentence less than another.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmallerShapes {
    ind: u32,
    eng: u32,
}

impl SmallerShapes {
    /// Those of a shape.
    pub(super) fn than((a, b): (usize, usize)) -> Self {
        SmallerShapes { ind: bit(a - 1, b), eng: bit(a, b - 1) }
    }
}

/// The bit of a shape; none for a shape with an empty side.
fn bit(a: usize, b: usize) -> u32 {
    if a == 0 || b == 0 { 0 } else { 1 << place(a, b) }
}
