//! A page's blocks -> sums over the blocks inside each element.

use super::block::Block;
use super::tree::Tree;

/// Sums over the blocks inside a node.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    /// Words of running text.
    pub prose: f64,
    /// Number of words.
    pub words: f64,
    /// Number of words in links.
    pub linked: f64,
    /// Number of blocks.
    pub blocks: f64,
    /// Number of blocks below a picture.
    pub pictured: f64,
}

/// For each node the sums over those blocks inside it for which `counts` holds.
pub fn of(tree: &Tree, blocks: &[Block], counts: impl Fn(&Block) -> bool) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); tree.nodes.len()];
    for block in blocks.iter().filter(|block| counts(block)) {
        let sum = &mut sums[block.node];
        sum.prose += if block.prose && !block.gone { block.words as f64 } else { 0.0 };
        sum.words += block.words as f64;
        sum.linked += block.linked as f64;
        sum.blocks += 1.0;
        sum.pictured += f64::from(u8::from(block.pictured));
    }
    for at in (1..sums.len()).rev() {
        let Sum { prose, words, linked, blocks, pictured } = sums[at];
        if blocks > 0.0 {
            let sum = &mut sums[tree.nodes[at].parent];
            sum.prose += prose;
            sum.words += words;
            sum.linked += linked;
            sum.blocks += blocks;
            sum.pictured += pictured;
        }
    }
    sums
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
