//! The blocks scored so far -> whether a larger one is worth a look: beads grow a sentence at a time, and those that fall apart
//! into better ones do not.

use std::mem;

use crate::model::Block;

/// Nats that a block may be worse than its sentences alone and still grow.
const SLACK: f64 = 4.0;

/// Nats that a block may be worse than what smaller ones make of its sentences and still grow.
const LEEWAY: f64 = 16.0;

/// What the blocks that end at each cut point gain over their sentences alone, by shape.
#[derive(Debug, Default)]
pub(super) struct Grown {
    /// The cut points of the row before, and those of the row in hand: only these lead to others.
    before: Row,
    row: Row,
    /// The cut point in hand.
    here: Node,
    /// The cut points an Indonesian sentence, an English one and one of each earlier.
    earlier: [Node; 3],
}

/// The cut points of a row that are done.
#[derive(Debug, Default)]
struct Row {
    /// The first one.
    start: usize,
    nodes: Vec<Node>,
}

/// What is known of the blocks that end at a cut point.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// A bit for each shape that may grow.
    grows: u32,
    /// Whether any shape gains anything.
    gains: bool,
    /// For each shape what its sentences gain at best, in whatever blocks.
    best: [f32; (Block::MOST + 1) * (Block::MOST + 1)],
}

impl Row {
    fn at(&self, j: usize) -> Node {
        j.checked_sub(self.start).and_then(|at| self.nodes.get(at)).copied().unwrap_or_default()
    }
}

impl Grown {
    /// Opens the next row, the first cut point of which is `start`.
    pub fn open_row(&mut self, start: usize) {
        mem::swap(&mut self.before, &mut self.row);
        self.row.start = start;
        self.row.nodes.clear();
    }

    /// Opens the cut point `j` of the row.
    pub fn open(&mut self, j: usize) {
        let left = |row: &Row| j.checked_sub(1).map_or(Node::default(), |j| row.at(j));
        self.here = Node::default();
        self.earlier = [self.before.at(j), left(&self.row), left(&self.before)];
    }

    /// Whether nothing that ends here or a sentence earlier grows or gains anything, so that no larger shape does.
    pub fn is_settled(&self) -> bool {
        let [ind, eng, both] = &self.earlier;
        [&self.here, ind, eng, both].iter().all(|node| node.grows == 0 && !node.gains)
    }

    /// Whether some block with one sentence less, at either end of either side, may grow to this shape.
    pub fn may(&self, (a, b): (usize, usize)) -> bool {
        if a + b <= 2 {
            return true;
        }
        let (less_ind, less_eng) = (bit(a - 1, b), bit(a, b - 1));
        let [ind, eng, _] = &self.earlier;
        (self.here.grows & (less_ind | less_eng)) | (ind.grows & less_ind) | (eng.grows & less_eng) != 0
    }

    /// Notes what a shape's block gains over its sentences alone, where it was scored; all shapes come, small ones first.
    /// Gives what smaller blocks make of its sentences.
    pub fn add(&mut self, (a, b): (usize, usize), gain: Option<f64>) -> f64 {
        let whole = place(a, b);
        let [ind, eng, both] = &self.earlier;
        let last = both.best[place(a - 1, b - 1)] + self.here.best[place(1, 1)];
        let parts = last.max(ind.best[place(a - 1, b)]).max(eng.best[place(a, b - 1)]);
        let gain = gain.unwrap_or(f64::NEG_INFINITY);
        if gain > (-SLACK).max(f64::from(parts) - LEEWAY) {
            self.here.grows |= bit(a, b);
        }
        self.here.best[whole] = parts.max(gain as f32);
        self.here.gains |= self.here.best[whole] > 0.0;
        f64::from(parts)
    }

    /// Closes the cut point.
    pub fn close(&mut self) {
        self.row.nodes.push(self.here);
    }
}

/// Where a shape stands among all.
fn place(a: usize, b: usize) -> usize {
    a * (Block::MOST + 1) + b
}

/// The bit of a shape; none for a shape with an empty side.
fn bit(a: usize, b: usize) -> u32 {
    if a == 0 || b == 0 { 0 } else { 1 << place(a, b) }
}
