//! A page's blocks -> for each of its elements how much of what stands in it.

use super::block::Block;
use super::tree::Tree;

/// Sums over the blocks inside each node.
pub struct Sums {
    /// Words of running text.
    pub prose: Vec<f64>,
    /// Words.
    pub words: Vec<f64>,
    /// Words in links.
    pub linked: Vec<f64>,
    /// Blocks.
    pub blocks: Vec<f64>,
    /// Blocks below a picture.
    pub pictured: Vec<f64>,
}

impl Sums {
    /// The sums over those blocks that `counts`.
    pub fn of(tree: &Tree, blocks: &[Block], counts: impl Fn(&Block) -> bool) -> Self {
        let sum = |value: &dyn Fn(&Block) -> usize| {
            sums(tree, blocks, |block| if counts(block) { value(block) as f64 } else { 0.0 })
        };
        Sums {
            prose: sum(&|block| if block.prose && !block.gone { block.words } else { 0 }),
            words: sum(&|block| block.words),
            linked: sum(&|block| block.linked),
            blocks: sum(&|_| 1),
            pictured: sum(&|block| usize::from(block.pictured)),
        }
    }
}

/// For each node the sum of `value` over the blocks inside it.
pub fn sums(tree: &Tree, blocks: &[Block], value: impl Fn(&Block) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; tree.nodes.len()];
    for block in blocks {
        sums[block.node] += value(block);
    }
    for at in (1..sums.len()).rev() {
        sums[tree.nodes[at].parent] += sums[at];
    }
    sums
}
