//! The grid of cut points and the scored blocks between them.

use std::ops::Range;

use super::AlignOptions;
use super::null_beads::NullBeads;
use super::pruning::{Pruning, SmallerShapes};
use crate::model::{Band, Block};

/// A scored block with two sides, named by the cut point at which it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) score: f64,
    a: u8,
    b: u8,
}

impl Edge {
    fn new((a, b): (usize, usize), score: f64) -> Self {
        Edge { score, a: a as u8, b: b as u8 }
    }

    /// Its sentences: Indonesian, English.
    pub(super) fn shape(self) -> (usize, usize) {
        (usize::from(self.a), usize::from(self.b))
    }
}

/// All blocks that the search looks at, by the cut point at which they end.
pub(super) struct Lattice<'b> {
    band: &'b Band,
    rows: Vec<Row>,
    /// First edge of each node, and one past the last.
    first: Vec<u32>,
    /// Blocks with two sides that are not hopeless.
    edges: Vec<Edge>,
    /// The scores of null beads.
    alone: &'b NullBeads,
}

/// The score of a block, and its gain over null beads of its sentences.
#[derive(Debug, Clone, Copy)]
struct Scored {
    score: f64,
    gain: f64,
}

/// The cut points after a number of Indonesian sentences.
struct Row {
    /// The number of the first one.
    node: usize,
    cuts: Range<usize>,
}

impl Row {
    fn node(&self, j: usize) -> Option<usize> {
        self.cuts.contains(&j).then(|| self.node + j - self.cuts.start)
    }
}

/// A cut point and the blocks that lead to it.
pub(super) struct Node<'l> {
    /// The sentences before it: Indonesian, English.
    pub(super) at: (usize, usize),
    /// Its number; those before it have smaller ones.
    pub(super) number: usize,
    /// The cut point one Indonesian sentence before, and the score of that sentence as a null bead.
    pub(super) ind: Option<(usize, f64)>,
    /// The same for an English sentence.
    pub(super) eng: Option<(usize, f64)>,
    /// The blocks that end here.
    pub(super) edges: &'l [Edge],
}

/// Nats by which a block may be worse than the best smaller blocks of its sentences: a worse one has no
/// visible share in any posterior.
const HOPELESS: f64 = 24.0;

/// The initial capacity for blocks: few articles have more.
const ROOM: usize = 512;

impl<'b> Lattice<'b> {
    /// Scores the blocks inside the band that a smaller one leads to, each once.
    pub(super) fn build(
        band: &'b Band,
        alone: &'b NullBeads,
        score: &impl Fn(Block) -> Option<f64>,
        options: &AlignOptions,
    ) -> Self {
        let rows = rows(band);
        let size = rows.iter().map(|row| row.cuts.len()).sum::<usize>();
        let (mut first, edges) = (Vec::with_capacity(size + 1), Vec::with_capacity(size.min(ROOM)));
        first.push(0);
        let mut lattice = Lattice { band, rows, first, edges, alone };
        let (shapes, mut pruning) = (shapes(options), Pruning::default());
        for i in 0..=band.height() {
            let cuts = lattice.rows[i].cuts.clone();
            pruning.open_row(cuts.start);
            for j in cuts {
                lattice.add(&shapes, &mut pruning, (i, j), score);
                lattice.first.push(lattice.edges.len() as u32);
            }
        }
        lattice
    }

    /// Adds the blocks that end at a cut point.
    fn add(
        &mut self,
        shapes: &[((usize, usize), SmallerShapes)],
        pruning: &mut Pruning,
        at: (usize, usize),
        score: &impl Fn(Block) -> Option<f64>,
    ) {
        let pair = self.scored(at, (1, 1), score);
        pruning.open(at.1, pair.map(|pair| pair.gain));
        self.keep((1, 1), pair, 0.0);
        if pruning.is_settled() {
            return;
        }
        for &(shape, smaller) in shapes {
            if pruning.may(smaller) {
                let scored = self.scored(at, shape, score);
                self.keep(shape, scored, pruning.parts(shape));
                pruning.add(shape, scored.map(|scored| scored.gain));
            }
        }
    }

    /// Adds a block to those that end at a cut point, unless it is hopelessly worse than `parts`, the best
    /// gain of smaller blocks of its sentences.
    fn keep(&mut self, shape: (usize, usize), scored: Option<Scored>, parts: f64) {
        if let Some(Scored { score, gain }) = scored
            && gain > parts - HOPELESS
        {
            self.edges.push(Edge::new(shape, score));
        }
    }

    /// The score of the block of a shape that ends at a cut point, if band and score allow it.
    fn scored(
        &self,
        (i, j): (usize, usize),
        (a, b): (usize, usize),
        score: &impl Fn(Block) -> Option<f64>,
    ) -> Option<Scored> {
        let block = Block::new(i.checked_sub(a)?, a, j.checked_sub(b)?, b);
        if !self.rows[block.i].cuts.contains(&block.j) || !self.band.holds(block) {
            return None;
        }
        let score = score(block)?;
        Some(Scored { score, gain: score - self.alone.of(block) })
    }

    /// The last cut point.
    pub(super) fn end(&self) -> (usize, usize) {
        (self.band.height(), self.band.width())
    }

    /// How many cut points there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The number of the cut point from which a block leads to another one.
    pub(super) fn before(&self, (i, j): (usize, usize), edge: Edge) -> usize {
        let (a, b) = edge.shape();
        let row = &self.rows[i - a];
        row.node + j - b - row.cuts.start
    }

    /// A cut point of the band.
    pub(super) fn node(&self, (i, j): (usize, usize)) -> Node<'_> {
        let row = &self.rows[i];
        let number = row.node + j - row.cuts.start;
        let ind = i.checked_sub(1).and_then(|above| Some((self.rows[above].node(j)?, self.alone.ind[above])));
        let eng = (j > row.cuts.start).then(|| (number - 1, self.alone.eng[j - 1]));
        let edges = &self.edges[self.first[number] as usize..self.first[number + 1] as usize];
        Node { at: (i, j), number, ind, eng, edges }
    }

    /// All cut points, each after those that lead to it. `for_each` is faster here than a loop.
    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = Node<'_>> {
        (0..self.rows.len()).flat_map(move |i| self.rows[i].cuts.clone().map(move |j| self.node((i, j))))
    }
}

fn rows(band: &Band) -> Vec<Row> {
    let mut node = 0;
    let row = |i| {
        let cuts = band.cuts(i);
        node += cuts.len();
        Row { node: node - cuts.len(), cuts }
    };
    (0..=band.height()).map(row).collect()
}

/// The shapes with two sides other than 1-1: every n-m within the limits, small ones first.
fn shapes(options: &AlignOptions) -> Vec<((usize, usize), SmallerShapes)> {
    let mut shapes = Vec::new();
    let most = options.max_side.min(Block::MOST);
    for a in 1..=most {
        for b in 1..=most {
            if (3..=options.max_total).contains(&(a + b)) {
                shapes.push(((a, b), SmallerShapes::than((a, b))));
            }
        }
    }
    shapes.sort_by_key(|((a, b), _)| a + b);
    shapes
}
