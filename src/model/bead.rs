//! Which sentences stand side by side.

use std::ops::Range;

/// `a` Indonesian sentences from position `i` beside `b` English ones from position `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Block {
    /// First Indonesian sentence.
    pub i: usize,
    /// How many Indonesian sentences.
    pub a: usize,
    /// First English sentence.
    pub j: usize,
    /// How many English sentences.
    pub b: usize,
}

impl Block {
    /// The block of `a` sentences from `i` and `b` from `j`.
    pub fn new(i: usize, a: usize, j: usize, b: usize) -> Self {
        Block { i, a, j, b }
    }

    /// Positions of the Indonesian sentences.
    pub fn ind(self) -> Range<usize> {
        self.i..self.i + self.a
    }

    /// Positions of the English sentences.
    pub fn eng(self) -> Range<usize> {
        self.j..self.j + self.b
    }

    /// Whether one side is empty.
    pub fn is_null(self) -> bool {
        self.a == 0 || self.b == 0
    }

    /// The same with the sides changed over.
    pub fn swapped(self) -> Self {
        Block { i: self.j, a: self.b, j: self.i, b: self.a }
    }
}

/// One row of an alignment: its block and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bead {
    /// The sentences. In a bead with an empty side that side's position only says where it fell.
    pub block: Block,
    /// Posterior probability of the bead, 0 to 1.
    pub confidence: f64,
    /// The bead was recovered outside the monotone order (a moved block).
    pub moved: bool,
}

/// Every sentence of both sides in exactly one bead, in the order of the Indonesian side (English-only beads where they fell).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alignment {
    /// The beads.
    pub beads: Vec<Bead>,
}
