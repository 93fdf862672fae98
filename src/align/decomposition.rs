//! A block -> whether its sentences score better as one bead than as several.

use rustc_hash::FxHashMap;

use super::null_beads::NullBeads;
use crate::model::Block;

/// The best score that the sentences of a block can reach if the block is cut, straight or crosswise, any
/// number of times.
///
/// Two good pairs next to each other would otherwise count as one 2-2 bead, whose gain is the sum of theirs.
pub(super) struct Decomposition<'s, S> {
    score: &'s S,
    alone: &'s NullBeads,
    known: FxHashMap<Block, f64>,
}

/// The number of blocks from which known scores are forgotten.
const MOST_KNOWN: usize = 1 << 17;

impl<'s, S: Fn(Block) -> Option<f64>> Decomposition<'s, S> {
    /// With no block scored yet.
    pub(super) fn new(score: &'s S, alone: &'s NullBeads) -> Self {
        Decomposition { score, alone, known: FxHashMap::default() }
    }

    /// Whether a block that scores `value` is better left in one piece.
    pub(super) fn whole(&mut self, block: Block, value: f64) -> bool {
        // Blocks come row by row, so that older ones are of no more use.
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
        }
        self.cut(block) <= value
    }

    /// The best score of the block if it is cut at least once.
    fn cut(&mut self, block: Block) -> f64 {
        let Block { i, a, j, b } = block;
        let mut best = self.alone.of(block);
        for x in 0..=a {
            for u in 0..=b {
                if (x == 0 && u == 0) || (x == a && u == b) {
                    continue;
                }
                let straight = (Block::new(i, x, j, u), Block::new(i + x, a - x, j + u, b - u));
                let crosswise = (Block::new(i, x, j + b - u, u), Block::new(i + x, a - x, j, b - u));
                for (p, q) in [straight, crosswise] {
                    best = best.max(self.best(p) + self.best(q));
                }
            }
        }
        best
    }

    /// The best score of the block, cut or whole.
    fn best(&mut self, block: Block) -> f64 {
        if block.is_null() {
            return self.alone.of(block);
        }
        if let Some(&known) = self.known.get(&block) {
            return known;
        }
        let whole = (self.score)(block).unwrap_or(f64::NEG_INFINITY);
        let best = whole.max(self.cut(block));
        self.known.insert(block, best);
        best
    }
}
