//! Counts and a score for every block of sentences -> beads with posteriors.
//!
//! Arithmetic only: no string comes here, and no other room but `model` is known. Every sentence is in
//! exactly one bead; exchanged sides give exchanged beads; a text against itself is the diagonal; on small
//! grids the result equals brute force. `tests.rs` holds these laws.

mod band;
mod decomposition;
mod first_pass;
mod forward_backward;
mod greedy;
mod lattice;
pub mod links;
mod moved;
mod null_beads;
mod pruning;
mod sections;

use crate::model::{Band, Block};

pub use band::band;
pub use first_pass::first_pass;
pub use sections::sections;

/// Limits of the search.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AlignOptions {
    /// Most sentences on one side of a bead, 1 to 4.
    pub max_side: usize,
    /// Most sentences of both sides of a bead together, 2 to 8.
    pub max_total: usize,
    /// Scores are multiplied by this before they become probabilities.
    pub temper: f64,
    /// Whether moved blocks are looked for after the monotone pass.
    pub crossing: bool,
    /// Nats by which a bead outside the monotone order must be better than null beads of its sentences.
    pub moved_margin: f64,
}

impl Default for AlignOptions {
    fn default() -> Self {
        AlignOptions {
            max_side: Block::MOST,
            max_total: 2 * Block::MOST,
            temper: 0.5,
            crossing: true,
            moved_margin: 4.0,
        }
    }
}

/// The best beads for the sentences of `band`, each sentence in exactly one, with posteriors.
///
/// `score` gives a block's score in nats, `None` for a block that cannot be a bead; it must have a score for
/// every block of a single sentence. The monotone search is the dynamic programme of Gale and Church
/// (1993) over n-m blocks, the posteriors are forward-backward over the same scores; beads outside the order
/// are recovered afterwards.
pub fn align(band: &Band, score: impl Fn(Block) -> Option<f64>, options: &AlignOptions) -> Vec<LatticeBead> {
    search(band, score, options, false).0
}

/// The same beads with the posterior of every sentence pair: what links are judged by.
pub fn align_with_pairs(
    band: &Band,
    score: impl Fn(Block) -> Option<f64>,
    options: &AlignOptions,
) -> (Vec<LatticeBead>, links::Matrix) {
    let (beads, pairs) = search(band, score, options, true);
    (beads, pairs.unwrap_or_default())
}

/// The beads in order, and if `pairs` is set the posterior of every sentence pair.
fn search(
    band: &Band,
    score: impl Fn(Block) -> Option<f64>,
    options: &AlignOptions,
    pairs: bool,
) -> (Vec<LatticeBead>, Option<links::Matrix>) {
    let alone = null_beads::NullBeads::new(band, &score);
    let lattice = lattice::Lattice::build(band, &alone, &score, options);
    let (mut beads, pairs) = lattice.solved(options.temper, pairs);
    if options.crossing {
        moved::recover(&mut beads, band, &score, &alone, options);
    }
    beads.sort_by_key(|bead| order(&bead.block));
    (beads, pairs)
}

/// A bead that the search has found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LatticeBead {
    /// Its sentences.
    pub block: Block,
    /// The share of all alignments, weighted by their scores, that have this very bead, 0 to 1.
    pub posterior: f64,
    /// It was found outside the monotone order.
    pub moved: bool,
}

/// Indonesian order; a bead with only English sentences comes before the Indonesian sentence at its position.
fn order(block: &Block) -> (usize, bool, usize) {
    (block.i, block.a > 0, block.j)
}

/// A bead of the monotone pass whose posterior is not known yet.
fn bead(block: Block) -> LatticeBead {
    LatticeBead { block, posterior: 0.0, moved: false }
}

#[cfg(test)]
mod tests;
