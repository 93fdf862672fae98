//! Sentences that are translations of each other: blocks, beads and the band in which they are searched.

use std::ops::Range;

use super::{Group, Sides};

/// `a` Indonesian sentences from position `i` and `b` English ones from position `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
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
    /// The largest number of sentences on one side of a block.
    pub const MOST: usize = 4;

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

    /// The same with the sides exchanged.
    pub fn swapped(self) -> Self {
        Block { i: self.j, a: self.b, j: self.i, b: self.a }
    }
}

/// One row of an alignment: its sentences and how sure it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bead {
    /// The sentences. The position of an empty side is the place of the bead in that document.
    pub group: Group,
    /// How sure the bead is, 0 to 1: the share of such beads that gold alignments have, or the bare posterior
    /// where calibration is switched off.
    pub confidence: f64,
    /// How sure it is that both sides share content at all, 0 to 1.
    pub content: f64,
    /// The share of each side that the other one explains, 0 to 1.
    pub coverage: Sides<f64>,
    /// The bead is outside the order of the others (a moved block).
    pub moved: bool,
}

/// For each Indonesian sentence the range of English positions that is searched: all of them, or the band of
/// a long document.
///
/// Neither end of the ranges moves back from one row to the next, and neighbouring rows share a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    rows: Vec<Range<usize>>,
    width: usize,
}

impl Band {
    /// Everything: `n` rows of `0..m`.
    pub fn full(n: usize, m: usize) -> Self {
        Band { rows: vec![0..m; n], width: m }
    }

    /// A band of the given rows over `m` English sentences; ranges are widened until no end moves back.
    pub fn new(mut rows: Vec<Range<usize>>, m: usize) -> Self {
        for row in &mut rows {
            row.end = row.end.min(m);
            row.start = row.start.min(row.end);
        }
        for k in 1..rows.len() {
            rows[k].end = rows[k].end.max(rows[k - 1].end);
        }
        for k in (1..rows.len()).rev() {
            rows[k - 1].start = rows[k - 1].start.min(rows[k].start);
        }
        if let Some(first) = rows.first_mut() {
            first.start = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.end = m;
        }
        Band { rows, width: m }
    }

    /// The part of the band with some neighbouring sentences of either side, whose positions begin at 0.
    #[must_use]
    pub fn section(&self, ind: Range<usize>, eng: Range<usize>) -> Self {
        let row = |row: &Range<usize>| {
            let start = row.start.clamp(eng.start, eng.end);
            start - eng.start..row.end.clamp(start, eng.end) - eng.start
        };
        Band::new(self.rows[ind].iter().map(row).collect(), eng.len())
    }

    /// The number of sentence pairs in the band.
    pub fn size(&self) -> usize {
        self.rows.iter().map(Range::len).sum()
    }

    /// Number of Indonesian sentences.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Number of English sentences.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The English positions that are searched for Indonesian sentence `i`.
    pub fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].clone()
    }

    /// The cut points of the English side that may follow `i` Indonesian sentences.
    pub fn cuts(&self, i: usize) -> Range<usize> {
        let start = if i == 0 { 0 } else { self.rows[i - 1].start };
        let end = if i == self.rows.len() { self.width } else { self.rows[i].end };
        start..end + 1
    }

    /// Whether every sentence pair of the block is inside the band.
    pub fn holds(&self, block: Block) -> bool {
        block.ind().all(|i| self.rows[i].start <= block.j && block.j + block.b <= self.rows[i].end)
    }
}
