//! What sentences are worth alone: what every block is held against.

use crate::model::{Band, Block};

/// What each sentence of both sides is worth alone.
pub(super) struct NullBeads {
    /// Indonesian sentences.
    pub(super) ind: Vec<f64>,
    /// English sentences.
    pub(super) eng: Vec<f64>,
}

impl NullBeads {
    /// Asks for each sentence once.
    pub(super) fn new(band: &Band, score: &impl Fn(Block) -> Option<f64>) -> Self {
        let null = |block| score(block).unwrap_or(f64::NEG_INFINITY);
        NullBeads {
            ind: (0..band.height()).map(|i| null(Block::new(i, 1, 0, 0))).collect(),
            eng: (0..band.width()).map(|j| null(Block::new(0, 0, j, 1))).collect(),
        }
    }

    /// What the sentences of a block are worth, each alone.
    pub(super) fn of(&self, block: Block) -> f64 {
        self.ind[block.ind()].iter().sum::<f64>() + self.eng[block.eng()].iter().sum::<f64>()
    }
}
