//! The scored blocks -> the best path through them, with the posterior of each of its beads.
//!
//! Paths that differ only in the order of unaligned sentences are the same path: inside a gap the Indonesian
//! sentences come first. The sums over paths to a cut point are therefore kept in two parts: after a null
//! bead of an English sentence no null bead of an Indonesian one may follow; after anything else (`free`) it
//! may.

use super::lattice::{Edge, Lattice};
use super::links::Matrix;
use super::{LatticeBead, bead};
use crate::model::{Block, Sides};

/// Sums over paths, for each cut point.
struct Sums {
    /// Over paths after which (backwards: before which) an Indonesian null bead may follow.
    free: Vec<f64>,
    /// Forwards over all paths; backwards over those that do not begin with an Indonesian null bead.
    other: Vec<f64>,
}

impl Sums {
    fn new(size: usize) -> Self {
        Sums { free: vec![f64::NEG_INFINITY; size], other: vec![f64::NEG_INFINITY; size] }
    }
}

/// Whether each cut point has a path through it that is not hopelessly worse than the best one; sums are over
/// these.
struct Near(Vec<bool>);

/// Tempered nats by which the best path through a cut point may be worse than the best of all: the share of a
/// worse one vanishes in floating point.
const FAR: f64 = 60.0;

/// The logarithm of a share that is too small to change a posterior.
const NOTHING: f64 = -20.0;

impl Lattice<'_> {
    /// The beads of the best path, in order, each with its posterior; and if `pairs` is set, the posterior of
    /// every sentence pair.
    pub(super) fn solved(&self, temper: f64, pairs: bool) -> (Vec<LatticeBead>, Option<Matrix>) {
        let (mut beads, near) = self.best(temper);
        let (forward, backward) =
            (self.forward(temper, log_add, &near), self.backward(temper, log_add, &near));
        self.posteriors(&mut beads, temper, (&forward, &backward));
        (beads, pairs.then(|| self.pairs(temper, (&forward, &backward))))
    }

    /// For each sentence pair the share of all paths with both in one bead.
    fn pairs(&self, temper: f64, (forward, backward): (&Sums, &Sums)) -> Matrix {
        let (height, width) = self.end();
        let (whole, mut pairs) = (forward.other[self.len() - 1], Matrix::zeros(height, width));
        self.nodes().for_each(|node| {
            let (i, j) = node.at;
            for &edge in node.edges {
                let before = forward.other[self.before(node.at, edge)];
                let share = before + temper * edge.score + backward.free[node.number] - whole;
                if share < NOTHING {
                    continue;
                }
                let (a, b) = edge.shape();
                for i in i - a..i {
                    (j - b..j).for_each(|j| *pairs.at_mut(i, j) += share.exp());
                }
            }
        });
        pairs
    }

    /// The beads of the best path, in order, and the cut points near it.
    fn best(&self, temper: f64) -> (Vec<LatticeBead>, Near) {
        let all = Near(vec![true; self.len()]);
        let (forward, backward) = (self.forward(1.0, f64::max, &all), self.backward(1.0, f64::max, &all));
        let best = forward.other[self.len() - 1];
        let through =
            |n: usize| (forward.free[n] + backward.free[n]).max(forward.other[n] + backward.other[n]);
        let far = |n| temper * (best - through(n)) >= FAR;
        let near = Near((0..self.len()).map(|n| !far(n)).collect());
        (self.path(&forward), near)
    }

    /// The beads of the best path, in order; `sums` are maxima.
    fn path(&self, sums: &Sums) -> Vec<LatticeBead> {
        let (mut at, mut free) = (self.end(), false);
        let mut beads = Vec::new();
        while at != (0, 0) {
            let (a, b);
            ((a, b), free) = self.step(sums, at, free);
            at = (at.0 - a, at.1 - b);
            beads.push(bead(Block::new(at.0, a, at.1, b)));
        }
        beads.reverse();
        beads
    }

    /// The shape of the block that leads to a cut point on the best path, and whether the path before it must
    /// be free; among equals the smallest, most balanced block.
    fn step(&self, sums: &Sums, at: (usize, usize), free: bool) -> ((usize, usize), bool) {
        let node = self.node(at);
        let wanted = sums.free[node.number];
        if !free && sums.other[node.number] > wanted {
            return ((0, 1), false);
        }
        if node.ind.is_some_and(|(from, score)| sums.free[from] + score == wanted) {
            return ((1, 0), true);
        }
        let leads = |edge: &&Edge| sums.other[self.before(at, **edge)] + edge.score == wanted;
        let shapes = node.edges.iter().filter(leads).map(|edge| edge.shape());
        let shape = shapes.min_by_key(|&(a, b)| (a + b, a.abs_diff(b)));
        (shape.expect("a node that was reached has the edge that reached it"), false)
    }

    /// For each cut point the `sum` (maximum, or log-sum) over the paths that lead there.
    fn forward(&self, temper: f64, sum: impl Fn(f64, f64) -> f64, near: &Near) -> Sums {
        let mut sums = Sums::new(self.len());
        self.nodes().filter(|node| near.0[node.number]).for_each(|node| {
            let mut free = if node.number == 0 { 0.0 } else { f64::NEG_INFINITY };
            if let Some((from, score)) = node.ind {
                free = sum(free, sums.free[from] + temper * score);
            }
            for &edge in node.edges {
                free = sum(free, sums.other[self.before(node.at, edge)] + temper * edge.score);
            }
            let eng = node.eng.map_or(f64::NEG_INFINITY, |(from, score)| sums.other[from] + temper * score);
            (sums.free[node.number], sums.other[node.number]) = (free, sum(free, eng));
        });
        sums
    }

    /// For each cut point the `sum` over the paths that lead from there to the end.
    fn backward(&self, temper: f64, sum: impl Fn(f64, f64) -> f64, near: &Near) -> Sums {
        let mut sums = Sums::new(self.len());
        sums.other[self.len() - 1] = 0.0;
        self.nodes().rev().filter(|node| near.0[node.number]).for_each(|node| {
            let other = sums.other[node.number];
            // So far it has only the paths that begin with an Indonesian null bead.
            let free = sum(sums.free[node.number], other);
            sums.free[node.number] = free;
            if let Some((from, score)) = node.ind {
                sums.free[from] = free + temper * score;
            }
            if let Some((from, score)) = node.eng {
                sums.other[from] = sum(sums.other[from], other + temper * score);
            }
            for &edge in node.edges {
                let from = self.before(node.at, edge);
                sums.other[from] = sum(sums.other[from], free + temper * edge.score);
            }
        });
        sums
    }

    /// Fills in the posterior of each bead. A null bead may be at any place of a gap, so its places are
    /// summed.
    fn posteriors(&self, beads: &mut [LatticeBead], temper: f64, (forward, backward): (&Sums, &Sums)) {
        let whole = forward.other[self.len() - 1];
        let alone = self.shares_alone(beads, temper, (forward, backward), whole);
        for bead in beads {
            let block = bead.block;
            let mass = match (block.a, block.b) {
                (_, 0) => alone.ind[block.i],
                (0, _) => alone.eng[block.j],
                shape => {
                    let node = self.node((block.i + block.a, block.j + block.b));
                    let own = node.edges.iter().filter(|edge| edge.shape() == shape);
                    let share = |edge: &Edge| {
                        let before = forward.other[self.before(node.at, *edge)];
                        (before + temper * edge.score + backward.free[node.number] - whole).exp()
                    };
                    own.map(share).sum()
                }
            };
            bead.posterior = mass.clamp(0.0, 1.0);
        }
    }

    /// For each sentence in a null bead the sum of the shares of its places.
    fn shares_alone(
        &self,
        beads: &[LatticeBead],
        temper: f64,
        (forward, backward): (&Sums, &Sums),
        whole: f64,
    ) -> Sides<Vec<f64>> {
        let (height, width) = self.end();
        let mut shares = Sides::new(vec![0.0; height], vec![0.0; width]);
        // Most sentences are in no null bead, and a share costs an exponential.
        let mut wanted = Sides::new(vec![false; height], vec![false; width]);
        for block in beads.iter().map(|bead| bead.block).filter(|block| block.is_null()) {
            wanted.ind[block.ind()].fill(true);
            wanted.eng[block.eng()].fill(true);
        }
        self.nodes().for_each(|node| {
            let (i, j) = node.at;
            if let Some((from, score)) = node.ind.filter(|_| wanted.ind[i - 1]) {
                let path = forward.free[from] + temper * score + backward.free[node.number];
                shares.ind[i - 1] += (path - whole).exp();
            }
            if let Some((from, score)) = node.eng.filter(|_| wanted.eng[j - 1]) {
                let path = forward.other[from] + temper * score + backward.other[node.number];
                shares.eng[j - 1] += (path - whole).exp();
            }
        });
        shares
    }
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
