//! Beads of the monotone pass -> the same with the beads that are outside the order.

use std::ops::Range;

use super::decomposition::Decomposition;
use super::greedy::{Candidate, Selection, Unaligned};
use super::null_beads::NullBeads;
use super::{AlignOptions, LatticeBead, order};
use crate::model::{Band, Block};

/// Adds beads of unaligned sentences, best first, as long as each gains more than the margin.
///
/// A bead next to one that was added needs half the margin only: paragraphs move as a whole.
pub(super) fn recover(
    beads: &mut Vec<LatticeBead>,
    band: &Band,
    score: &impl Fn(Block) -> Option<f64>,
    worth: &NullBeads,
    options: &AlignOptions,
) {
    loosen(beads, band, score, worth, options);
    let alone = Unaligned::of(beads, band);
    let mut free = alone.clone();
    let candidates = candidates(&free, 0..band.height(), band, score, worth, options);
    let selection = Selection::best_first(&candidates, &mut free, options);
    beads.retain(|bead| !bead.block.is_null() || free.holds(bead.block));
    let shares = selection.shares(&candidates, band, options);
    for (bead, share) in selection.taken.iter().zip(shares) {
        let posterior = share * alone.posterior(bead.block);
        beads.push(LatticeBead { block: bead.block, posterior, moved: true });
    }
    beads.sort_by_key(|bead| order(&bead.block));
}

/// Splits large beads whose sentences are better aligned crosswise: the monotone pass can only put such
/// sentences into one bead.
fn loosen(
    beads: &mut Vec<LatticeBead>,
    band: &Band,
    score: &impl Fn(Block) -> Option<f64>,
    worth: &NullBeads,
    options: &AlignOptions,
) {
    let large = |bead: &LatticeBead| bead.block.a > 1 && bead.block.b > 1;
    let mut free = Unaligned::of(&[], band);
    for at in (0..beads.len()).rev().filter(|&at| large(&beads[at])).collect::<Vec<_>>() {
        let bead = beads[at];
        let parts = singles(bead);
        parts.iter().for_each(|part| free.free(part));
        let mut open = candidates(&free, bead.block.ind(), band, score, worth, options);
        let mut gained = -options.moved_margin;
        while let Some(best) = open.iter().copied().max_by(|x, y| x.gain.total_cmp(&y.gain)) {
            gained += best.gain;
            free.take(best.block);
            open.retain(|c| free.holds(c.block));
        }
        free.take(bead.block);
        let whole = score(bead.block).unwrap_or(f64::NEG_INFINITY) - worth.of(bead.block);
        if gained > whole {
            beads.splice(at..=at, parts);
        }
    }
}

/// The sentences of a bead as null beads.
fn singles(bead: LatticeBead) -> Vec<LatticeBead> {
    let Block { i, j, .. } = bead.block;
    let ind = bead.block.ind().map(|i| Block::new(i, 1, j, 0));
    let eng = bead.block.eng().map(|j| Block::new(i, 0, j, 1));
    ind.chain(eng).map(|block| LatticeBead { block, ..bead }).collect()
}

/// Every block of free sentences that gains anything and begins in a range of Indonesian sentences.
fn candidates(
    free: &Unaligned,
    range: Range<usize>,
    band: &Band,
    score: &impl Fn(Block) -> Option<f64>,
    worth: &NullBeads,
    options: &AlignOptions,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut cuts = Decomposition::new(score, worth);
    for i in range.filter(|&i| free.ind[i] > 0.0) {
        for j in band.row(i).filter(|&j| free.eng[j] > 0.0) {
            for a in 1..=options.max_side.min(free.ind.len() - i) {
                for b in 1..=options.max_side.min(free.eng.len() - j) {
                    let block = Block::new(i, a, j, b);
                    if a + b > options.max_total || !free.holds(block) || !band.holds(block) {
                        continue;
                    }
                    let Some(value) = score(block) else { continue };
                    let gain = value - worth.of(block);
                    if gain > 0.0 && cuts.whole(block, value) {
                        found.push(Candidate { block, gain });
                    }
                }
            }
        }
    }
    found
}
