//! The possible links of a block -> the links that are taken, best first: competitive linking.

use std::ops::Range;

use super::links::{Edge, Links};
use crate::model::{Block, Sides};

/// Buffers of competitive linking, kept from block to block.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The block that `ranks` are the links of.
    block: Option<Block>,
    ranks: Vec<u32>,
    /// A bit for each rank, all clear between uses.
    set: Vec<u64>,
    /// The round in which an occurrence was last linked.
    used: Sides<Vec<u32>>,
    round: u32,
}

impl Scratch {
    /// Buffers for the units of these links.
    pub fn new(links: &Links) -> Self {
        let size = |first: &[u32]| vec![0; first.last().copied().unwrap_or(0) as usize];
        Scratch {
            block: None,
            ranks: Vec::new(),
            set: Vec::new(),
            used: links.first.as_ref().map(|first| size(first)),
            round: 0,
        }
    }

    /// Greedy one-to-one matching of the block's possible links with a weight above `floor`, best first: the
    /// competitive linking of Melamed (2000), inside one bead. If there is a `window` (Indonesian, English),
    /// only its units are linked. `take` is called with every link.
    pub fn link(
        &mut self,
        links: &Links,
        block: Block,
        window: Option<(&Range<u32>, &Range<u32>)>,
        floor: f32,
        mut take: impl FnMut(Edge),
    ) {
        self.round += 1;
        if self.block != Some(block) {
            self.fill(links, block);
        }
        for edge in self.ranks.iter().map(|&rank| links.edge(rank)) {
            if edge.weight <= floor {
                return;
            }
            let (f, e) = (&mut self.used.ind[edge.f as usize], &mut self.used.eng[edge.e as usize]);
            let inside = window.is_none_or(|(ind, eng)| ind.contains(&edge.f) && eng.contains(&edge.e));
            if *f != self.round && *e != self.round && inside {
                (*f, *e) = (self.round, self.round);
                take(edge);
            }
        }
    }

    /// The same in given cells, each of an Indonesian sentence and a run of English ones.
    pub fn link_cells(
        &mut self,
        links: &Links,
        cells: impl Iterator<Item = (usize, Range<usize>)>,
        floor: f32,
        mut take: impl FnMut(Edge),
    ) {
        self.round += 1;
        self.block = None;
        self.ranks.clear();
        cells.for_each(|(i, run)| self.ranks.extend_from_slice(links.ranks(i, run.start, run.len())));
        self.ranks.sort_unstable();
        for edge in self.ranks.iter().map(|&rank| links.edge(rank)).take_while(|edge| edge.weight > floor) {
            let (f, e) = (&mut self.used.ind[edge.f as usize], &mut self.used.eng[edge.e as usize]);
            if *f != self.round && *e != self.round {
                (*f, *e) = (self.round, self.round);
                take(edge);
            }
        }
    }

    /// Puts the links of a block's cells in order, best first.
    fn fill(&mut self, links: &Links, block: Block) {
        self.block = Some(block);
        self.ranks.clear();
        for i in block.ind() {
            self.ranks.extend_from_slice(links.ranks(i, block.j, block.b));
        }
        if block.a + block.b > 2 {
            self.sort(links.len());
        }
    }

    /// Sorts the ranks, which are distinct and below `size`: as the bits of a set if `size` is small, else by
    /// comparison.
    fn sort(&mut self, size: usize) {
        if size > SMALL {
            return self.ranks.sort_unstable();
        }
        self.set.resize(size.div_ceil(64), 0);
        for rank in self.ranks.drain(..) {
            self.set[rank as usize / 64] |= 1 << (rank % 64);
        }
        for (n, word) in self.set.iter_mut().enumerate() {
            while *word != 0 {
                self.ranks.push(64 * n as u32 + word.trailing_zeros());
                *word &= *word - 1;
            }
        }
    }
}

/// Up to this number of links in a document, walking through a bit set is faster than sorting a few of them.
const SMALL: usize = 1 << 13;
