//! Sentences -> their scores as null beads, with which every block is compared.

use crate::model::{Band, Block};

/// The score of each sentence as a null bead.
pub(super) struct NullBeads {
    /// Indonesian sentences.
    pub(super) ind: Vec<f64>,
    /// English sentences.
    pub(super) eng: Vec<f64>,
}

impl NullBeads {
    /// Asks `score` once for each sentence.
    pub(super) fn new(band: &Band, score: &impl Fn(Block) -> Option<f64>) -> Self {
        let null = |block| score(block).unwrap_or(f64::NEG_INFINITY);
        NullBeads {
            ind: (0..band.height()).map(|i| null(Block::new(i, 1, 0, 0))).collect(),
            eng: (0..band.width()).map(|j| null(Block::new(0, 0, j, 1))).collect(),
        }
    }

    /// The score of a block's sentences as null beads.
    pub(super) fn of(&self, block: Block) -> f64 {
        self.ind[block.ind()].iter().sum::<f64>() + self.eng[block.eng()].iter().sum::<f64>()
    }
}
