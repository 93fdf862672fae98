//! The grid of cut points and the scored blocks between them: best path, forward and backward sums.

use super::grown::Grown;
use super::{AlignOptions, bead};
use crate::model::{Band, Bead, Block};

/// A scored block, named by the cut point at which it ends.
#[derive(Debug, Clone, Copy)]
struct Edge {
    score: f64,
    a: u8,
    b: u8,
}

impl Edge {
    fn new((a, b): (usize, usize), score: f64) -> Self {
        Edge { score, a: a as u8, b: b as u8 }
    }

    fn is_null(self) -> bool {
        self.a == 0 || self.b == 0
    }

    fn shape(self) -> (usize, usize) {
        (usize::from(self.a), usize::from(self.b))
    }
}

/// Paths that differ only in the order of unaligned sentences are one path: inside a gap Indonesian ones come first. So a
/// cut point has two states: `AFTER_ENG` (the last block was an English-only one, no Indonesian-only one may follow) and `FREE`.
const FREE: usize = 0;
const AFTER_ENG: usize = 1;

/// All blocks that the search looks at, by the cut point at which they end.
pub(super) struct Lattice<'b> {
    band: &'b Band,
    /// First node of each row of cut points, and one past the last.
    rows: Vec<usize>,
    /// First edge of each node, and one past the last.
    first: Vec<u32>,
    /// Blocks with two sides that are not hopeless.
    edges: Vec<Edge>,
    /// What each sentence alone is worth: Indonesian, English.
    alone: (Vec<f64>, Vec<f64>),
}

/// Nats that a block may be worse than its sentences alone: worse ones have no share in any posterior that could be seen.
const HOPELESS: f64 = 24.0;

/// Two values a node, one for each state.
type Table = Vec<[f64; 2]>;

impl<'b> Lattice<'b> {
    /// Scores the blocks inside the band once, those that a smaller one leads to.
    pub(super) fn build(
        band: &'b Band,
        score: &impl Fn(Block) -> Option<f64>,
        options: &AlignOptions,
    ) -> Self {
        let shapes = shapes(options);
        let null = |block| score(block).unwrap_or(f64::NEG_INFINITY);
        let alone = (
            (0..band.height()).map(|i| null(Block::new(i, 1, 0, 0))).collect(),
            (0..band.width()).map(|j| null(Block::new(0, 0, j, 1))).collect(),
        );
        let mut lattice = Lattice { band, rows: vec![0], first: vec![0], edges: Vec::new(), alone };
        let mut grown = Grown::default();
        for i in 0..=band.height() {
            grown.open_row(band.cuts(i).start);
            for j in band.cuts(i) {
                grown.open(j);
                for &shape in &shapes {
                    if shape != (1, 1) && grown.is_settled() {
                        break;
                    }
                    let scored = if grown.may(shape) { lattice.scored((i, j), shape, score) } else { None };
                    let gain = scored.map(|score| score - lattice.alone((i, j), shape));
                    let parts = grown.add(shape, gain);
                    if let (Some(score), Some(gain)) = (scored, gain)
                        && gain > parts - HOPELESS
                    {
                        lattice.edges.push(Edge::new(shape, score));
                    }
                }
                grown.close();
                lattice.first.push(lattice.edges.len() as u32);
            }
            lattice.rows.push(lattice.first.len() - 1);
        }
        lattice
    }

    /// The score of the block of a shape that ends at a cut point, where band and score allow it.
    fn scored(
        &self,
        (i, j): (usize, usize),
        (a, b): (usize, usize),
        score: &impl Fn(Block) -> Option<f64>,
    ) -> Option<f64> {
        let block = Block::new(i.checked_sub(a)?, a, j.checked_sub(b)?, b);
        if !self.band.cuts(block.i).contains(&block.j) || !self.band.holds(block) {
            return None;
        }
        score(block)
    }

    /// What the sentences of a block that ends at a cut point are worth alone.
    fn alone(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> f64 {
        let sum = |side: &[f64]| side.iter().sum::<f64>();
        sum(&self.alone.0[i - a..i]) + sum(&self.alone.1[j - b..j])
    }

    /// The node from which a block of a shape leads to a cut point, where there is one.
    fn before(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> Option<usize> {
        let (i, j) = (i.checked_sub(a)?, j.checked_sub(b)?);
        self.band.cuts(i).contains(&j).then(|| self.node(i, j))
    }

    fn node(&self, i: usize, j: usize) -> usize {
        self.rows[i] + j - self.band.cuts(i).start
    }

    fn last(&self) -> usize {
        self.first.len() - 2
    }

    /// The edges that end at a cut point, and the nodes that they come from: sentences alone first.
    fn incoming(&self, (i, j): (usize, usize)) -> impl Iterator<Item = (Edge, usize)> {
        let null = move |shape, score| Some((Edge::new(shape, score), self.before((i, j), shape)?));
        let ind = i.checked_sub(1).and_then(|before| null((1, 0), self.alone.0[before]));
        let eng = j.checked_sub(1).and_then(|before| null((0, 1), self.alone.1[before]));
        let node = self.node(i, j);
        let held = &self.edges[self.first[node] as usize..self.first[node + 1] as usize];
        let held = held.iter().map(move |&edge| {
            let (a, b) = edge.shape();
            (edge, self.node(i - a, j - b))
        });
        ind.into_iter().chain(eng).chain(held)
    }

    /// Calls `visit(node, from, edge)` for every edge, in an order in which a path's edges follow one another.
    fn walk(&self, mut visit: impl FnMut(usize, usize, Edge)) {
        for i in 0..=self.band.height() {
            for j in self.band.cuts(i) {
                let node = self.node(i, j);
                for (edge, from) in self.incoming((i, j)) {
                    visit(node, from, edge);
                }
            }
        }
    }

    /// The beads of the best path, in order.
    pub(super) fn best(&self) -> Vec<Bead> {
        let table = self.forward(1.0, f64::max);
        let (mut i, mut j) = (self.band.height(), self.band.width());
        let mut state = best_state(table[self.last()]);
        let mut beads = Vec::new();
        while i + j > 0 {
            let node = self.node(i, j);
            let (edge, from) = self.step(&table, (i, j), state, table[node][state]);
            let (a, b) = edge.shape();
            (i, j, state) = (i - a, j - b, from);
            beads.push(bead(Block::new(i, a, j, b)));
        }
        beads.reverse();
        beads
    }

    /// The edge and the earlier state that gave `wanted`; among equals the smallest, most balanced block.
    fn step(&self, table: &Table, at: (usize, usize), state: usize, wanted: f64) -> (Edge, usize) {
        let mut found: Option<(Edge, usize)> = None;
        for (edge, before) in self.incoming(at) {
            let before = table[before];
            for from in transitions(edge, state) {
                let better = found.is_none_or(|(old, _)| tie_rank(edge) < tie_rank(old));
                if before[from] + edge.score == wanted && better {
                    found = Some((edge, from));
                }
            }
        }
        found.expect("a node that was reached has the edge that reached it")
    }

    /// For each node and state the `sum` (maximum, or log-sum) over all paths that lead there.
    fn forward(&self, temper: f64, sum: impl Fn(f64, f64) -> f64) -> Table {
        let mut table = vec![[f64::NEG_INFINITY; 2]; self.first.len() - 1];
        table[0][FREE] = 0.0;
        self.walk(|node, from, edge| {
            let before = table[from];
            for state in [FREE, AFTER_ENG] {
                for earlier in transitions(edge, state) {
                    let value = before[earlier] + temper * edge.score;
                    table[node][state] = sum(table[node][state], value);
                }
            }
        });
        table
    }

    /// For each node and state the log-sum over all paths that lead from there to the end.
    fn backward(&self, temper: f64) -> Table {
        let mut table = vec![[f64::NEG_INFINITY; 2]; self.first.len() - 1];
        table[self.last()] = [0.0; 2];
        for i in (0..=self.band.height()).rev() {
            for j in self.band.cuts(i).rev() {
                let node = self.node(i, j);
                let after = table[node];
                for (edge, from) in self.incoming((i, j)) {
                    for state in [FREE, AFTER_ENG] {
                        for earlier in transitions(edge, state) {
                            let value = after[state] + temper * edge.score;
                            table[from][earlier] = log_add(table[from][earlier], value);
                        }
                    }
                }
            }
        }
        table
    }

    /// Fills in each bead's posterior; a sentence that stays alone may do so anywhere, so its places are summed.
    pub(super) fn confidences(&self, beads: &mut [Bead], temper: f64) {
        let (forward, backward) = (self.forward(temper, log_add), self.backward(temper));
        let whole = forward[self.last()].into_iter().fold(f64::NEG_INFINITY, log_add);
        let share =
            |edge, from: usize, to: usize| self.mass(edge, forward[from], backward[to], temper, whole);
        let alone = self.sums(beads, share);
        for bead in beads {
            let block = bead.block;
            let mass = match (block.a, block.b) {
                (_, 0) => alone.0[block.i],
                (0, _) => alone.1[block.j],
                _ => {
                    let end = (block.i + block.a, block.j + block.b);
                    let to = self.node(end.0, end.1);
                    let own = self.incoming(end).filter(|(edge, _)| edge.shape() == (block.a, block.b));
                    own.map(|(edge, from)| share(edge, from, to)).sum()
                }
            };
            bead.confidence = mass.clamp(0.0, 1.0);
        }
    }

    /// For each sentence that is alone in a bead the `share`s of all its places, summed: Indonesian, English.
    fn sums(&self, beads: &[Bead], share: impl Fn(Edge, usize, usize) -> f64) -> (Vec<f64>, Vec<f64>) {
        let mut sums = (vec![0.0; self.band.height()], vec![0.0; self.band.width()]);
        // Most sentences are not alone, and a share costs an exponential.
        let mut wanted = (vec![false; self.band.height()], vec![false; self.band.width()]);
        for block in beads.iter().map(|bead| bead.block).filter(|block| block.is_null()) {
            wanted.0[block.ind()].fill(true);
            wanted.1[block.eng()].fill(true);
        }
        for i in 0..=self.band.height() {
            for j in self.band.cuts(i) {
                let node = self.node(i, j);
                for (edge, from) in self.incoming((i, j)).take_while(|(edge, _)| edge.is_null()) {
                    match edge.shape() {
                        (1, _) if wanted.0[i - 1] => sums.0[i - 1] += share(edge, from, node),
                        (0, _) if wanted.1[j - 1] => sums.1[j - 1] += share(edge, from, node),
                        _ => {}
                    }
                }
            }
        }
        sums
    }

    /// The share of all paths that go through an edge.
    fn mass(&self, edge: Edge, before: [f64; 2], after: [f64; 2], temper: f64, whole: f64) -> f64 {
        let mut mass = 0.0;
        for state in [FREE, AFTER_ENG] {
            for earlier in transitions(edge, state) {
                mass += (before[earlier] + temper * edge.score + after[state] - whole).exp();
            }
        }
        mass
    }
}

/// The states an edge may come from when it leads to `state`.
fn transitions(edge: Edge, state: usize) -> impl Iterator<Item = usize> {
    let from: &'static [usize] = match (edge.shape(), state) {
        ((0, _), AFTER_ENG) => &[FREE, AFTER_ENG],
        ((0, _), _) => &[],
        ((_, 0), FREE) => &[FREE],
        (_, FREE) => &[FREE, AFTER_ENG],
        _ => &[],
    };
    from.iter().copied()
}

fn best_state(values: [f64; 2]) -> usize {
    if values[AFTER_ENG] > values[FREE] { AFTER_ENG } else { FREE }
}

/// Among blocks of the same score the search prefers small ones, then balanced ones: the same on swapped sides.
fn tie_rank(edge: Edge) -> (u8, u8) {
    (edge.a + edge.b, edge.a.abs_diff(edge.b))
}

/// The shapes with two sides that are looked at: every n-m within the limits, small ones first.
fn shapes(options: &AlignOptions) -> Vec<(usize, usize)> {
    let mut shapes = Vec::new();
    for a in 1..=options.max_side {
        for b in 1..=options.max_side {
            if a + b <= options.max_total {
                shapes.push((a, b));
            }
        }
    }
    shapes.sort_by_key(|(a, b)| a + b);
    shapes
}

/// log(exp x + exp y), without overflow.
fn log_add(x: f64, y: f64) -> f64 {
    let (high, low) = if x > y { (x, y) } else { (y, x) };
    // e^-40 is below what a sum of this size can hold: most paths are that much worse than the best one.
    if low == f64::NEG_INFINITY || (low < high - 40.0 && high.abs() > 0.1) {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}
