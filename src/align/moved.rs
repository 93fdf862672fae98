//! Beads outside the order: a block of sentences that the other side tells elsewhere.

use super::{AlignOptions, order};
use crate::model::{Band, Bead, Block};

/// A block of sentences that the monotone pass left alone on both sides.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    block: Block,
    /// Nats gained over leaving its sentences alone.
    gain: f64,
}

/// Puts beads between sentences that stayed alone, best first, as long as each gains more than the margin.
///
/// A bead next to one already recovered needs half the margin: blocks move whole.
pub(super) fn recover(
    beads: &mut Vec<Bead>,
    band: &Band,
    score: &impl Fn(Block) -> Option<f64>,
    options: &AlignOptions,
) {
    let mut free = Free::of(beads, band);
    let mut candidates = candidates(&free, band, score, options);
    let rivals = candidates.clone();
    let mut found: Vec<Bead> = Vec::new();
    loop {
        candidates.retain(|c| free.holds(c.block));
        let worth = |c: &Candidate| c.gain - margin(c.block, &found, options);
        let Some(best) = candidates.iter().copied().max_by(|x, y| worth(x).total_cmp(&worth(y))) else {
            break;
        };
        if worth(&best) <= 0.0 {
            break;
        }
        free.take(best.block);
        let confidence = confidence(best, &rivals, worth(&best), options);
        found.push(Bead { block: best.block, confidence, moved: true });
    }
    beads.retain(|bead| !bead.block.is_null() || free.holds(bead.block));
    beads.append(&mut found);
    beads.sort_by_key(|bead| order(&bead.block));
}

/// Which sentences stand alone, with the confidence that they do.
struct Free {
    ind: Vec<bool>,
    eng: Vec<bool>,
}

impl Free {
    fn of(beads: &[Bead], band: &Band) -> Self {
        let mut free = Free { ind: vec![false; band.height()], eng: vec![false; band.width()] };
        for bead in beads.iter().filter(|bead| bead.block.is_null()) {
            free.set(bead.block, true);
        }
        free
    }

    fn set(&mut self, block: Block, value: bool) {
        self.ind[block.ind()].fill(value);
        self.eng[block.eng()].fill(value);
    }

    fn take(&mut self, block: Block) {
        self.set(block, false);
    }

    fn holds(&self, block: Block) -> bool {
        self.ind[block.ind()].iter().all(|&x| x) && self.eng[block.eng()].iter().all(|&x| x)
    }
}

/// Every block of free sentences that gains anything.
fn candidates(
    free: &Free,
    band: &Band,
    score: &impl Fn(Block) -> Option<f64>,
    options: &AlignOptions,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for i in (0..free.ind.len()).filter(|&i| free.ind[i]) {
        for j in band.row(i).filter(|&j| free.eng[j]) {
            for a in 1..=options.max_side.min(free.ind.len() - i) {
                for b in 1..=options.max_side.min(free.eng.len() - j) {
                    let block = Block::new(i, a, j, b);
                    if a + b > options.max_total || !free.holds(block) || !band.holds(block) {
                        continue;
                    }
                    let Some(value) = score(block) else { continue };
                    let gain = value - alone(block, score);
                    if gain > 0.0 && is_whole(block, value, score) {
                        found.push(Candidate { block, gain });
                    }
                }
            }
        }
    }
    found
}

/// Whether the block is better than any two beads it could be cut into, straight or crosswise.
///
/// Two good pairs side by side would otherwise be taken for one 2-2 bead, whose gain is the sum of theirs.
fn is_whole(block: Block, value: f64, score: &impl Fn(Block) -> Option<f64>) -> bool {
    let Block { i, a, j, b } = block;
    let cut = |x: usize, y: usize, u: usize, v: usize| {
        let straight = (Block::new(i, x, j, u), Block::new(i + x, y, j + u, v));
        let crosswise = (Block::new(i, x, j + v, u), Block::new(i + x, y, j, v));
        [straight, crosswise].into_iter().any(|(p, q)| matches!((score(p), score(q)), (Some(p), Some(q)) if p + q > value))
    };
    !(1..a).any(|x| (1..b).any(|u| cut(x, a - x, u, b - u)))
}

/// The score of leaving every sentence of the block alone.
fn alone(block: Block, score: &impl Fn(Block) -> Option<f64>) -> f64 {
    let ind = block.ind().filter_map(|i| score(Block::new(i, 1, block.j, 0)));
    let eng = block.eng().filter_map(|j| score(Block::new(block.i, 0, j, 1)));
    ind.chain(eng).sum()
}

fn margin(block: Block, found: &[Bead], options: &AlignOptions) -> f64 {
    let beside = |other: Block| {
        let after = other.i + other.a == block.i && other.j + other.b == block.j;
        let before = block.i + block.a == other.i && block.j + block.b == other.j;
        after || before
    };
    if found.iter().any(|bead| beside(bead.block)) {
        options.moved_margin / 2.0
    } else {
        options.moved_margin
    }
}

/// The bead's share among itself, staying alone, and every other block that wants one of its sentences.
fn confidence(best: Candidate, rivals: &[Candidate], worth: f64, options: &AlignOptions) -> f64 {
    let shares = |x: Block, y: Block| {
        let meet = |p: std::ops::Range<usize>, q: std::ops::Range<usize>| p.start < q.end && q.start < p.end;
        x != y && (meet(x.ind(), y.ind()) || meet(x.eng(), y.eng()))
    };
    let own = (options.temper * worth).exp();
    let others: f64 = rivals
        .iter()
        .filter(|rival| shares(rival.block, best.block))
        .map(|rival| (options.temper * (rival.gain - options.moved_margin)).exp())
        .sum();
    own / (1.0 + own + others)
}
