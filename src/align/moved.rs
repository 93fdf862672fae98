//! Beads outside the order: a block of sentences that the other side tells elsewhere.

use super::cuts::{Cuts, alone};
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
    loosen(beads, band, score, options);
    let alone = Free::of(beads, band);
    let mut free = alone.clone();
    let mut open = candidates(&free, band, score, options);
    let all = open.clone();
    let mut found: Vec<Candidate> = Vec::new();
    loop {
        open.retain(|c| free.holds(c.block));
        let worth = |c: &Candidate| c.gain - margin(c.block, &found, options);
        let Some(best) = open.iter().copied().max_by(|x, y| worth(x).total_cmp(&worth(y))) else { break };
        if worth(&best) <= 0.0 {
            break;
        }
        free.take(best.block);
        found.push(best);
    }
    beads.retain(|bead| !bead.block.is_null() || free.holds(bead.block));
    for &bead in &found {
        let confidence = confidence(bead, &found, &all, options) * alone.confidence(bead.block);
        beads.push(Bead { block: bead.block, confidence, moved: true });
    }
    beads.sort_by_key(|bead| order(&bead.block));
}

/// Takes apart large beads whose sentences pair up better crosswise: the monotone pass can only hold such sentences together.
fn loosen(beads: &mut Vec<Bead>, band: &Band, score: &impl Fn(Block) -> Option<f64>, options: &AlignOptions) {
    let large = |bead: &Bead| bead.block.a > 1 && bead.block.b > 1;
    for at in (0..beads.len()).rev().filter(|&at| large(&beads[at])).collect::<Vec<_>>() {
        let bead = beads[at];
        let parts = singles(bead);
        let mut free = Free::of(&parts, band);
        let mut open = candidates(&free, band, score, options);
        let mut gained = -options.moved_margin;
        while let Some(best) = open.iter().copied().max_by(|x, y| x.gain.total_cmp(&y.gain)) {
            gained += best.gain;
            free.take(best.block);
            open.retain(|c| free.holds(c.block));
        }
        let whole = score(bead.block).unwrap_or(f64::NEG_INFINITY) - alone(bead.block, score);
        if gained > whole {
            beads.splice(at..=at, parts);
        }
    }
}

/// The sentences of a bead, each alone.
fn singles(bead: Bead) -> Vec<Bead> {
    let Block { i, j, .. } = bead.block;
    let ind = bead.block.ind().map(|i| Block::new(i, 1, j, 0));
    let eng = bead.block.eng().map(|j| Block::new(i, 0, j, 1));
    ind.chain(eng).map(|block| Bead { block, ..bead }).collect()
}

/// Which sentences stand alone, with the confidence that they do; 0 for those that do not.
#[derive(Clone)]
struct Free {
    ind: Vec<f64>,
    eng: Vec<f64>,
}

impl Free {
    fn of(beads: &[Bead], band: &Band) -> Self {
        let mut free = Free { ind: vec![0.0; band.height()], eng: vec![0.0; band.width()] };
        for bead in beads.iter().filter(|bead| bead.block.is_null()) {
            // A confidence that rounds to nothing still marks the sentence as free.
            free.set(bead.block, bead.confidence.max(f64::MIN_POSITIVE));
        }
        free
    }

    fn set(&mut self, block: Block, value: f64) {
        self.ind[block.ind()].fill(value);
        self.eng[block.eng()].fill(value);
    }

    fn take(&mut self, block: Block) {
        self.set(block, 0.0);
    }

    fn holds(&self, block: Block) -> bool {
        self.of_block(block).all(|x| x > 0.0)
    }

    /// How sure it is that the monotone order has no other use for the block's sentences.
    fn confidence(&self, block: Block) -> f64 {
        self.of_block(block).fold(1.0, f64::min)
    }

    fn of_block(&self, block: Block) -> impl Iterator<Item = f64> {
        self.ind[block.ind()].iter().chain(&self.eng[block.eng()]).copied()
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
    let mut cuts = Cuts::new(score);
    for i in (0..free.ind.len()).filter(|&i| free.ind[i] > 0.0) {
        for j in band.row(i).filter(|&j| free.eng[j] > 0.0) {
            for a in 1..=options.max_side.min(free.ind.len() - i) {
                for b in 1..=options.max_side.min(free.eng.len() - j) {
                    let block = Block::new(i, a, j, b);
                    if a + b > options.max_total || !free.holds(block) || !band.holds(block) {
                        continue;
                    }
                    let Some(value) = score(block) else { continue };
                    let gain = value - alone(block, score);
                    if gain > 0.0 && cuts.whole(block, value) {
                        found.push(Candidate { block, gain });
                    }
                }
            }
        }
    }
    found
}

/// What a candidate must gain: half as much next to a bead already recovered.
fn margin(block: Block, found: &[Candidate], options: &AlignOptions) -> f64 {
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

/// A recovered bead's share among itself, staying alone, and every block that could stand in its place beside the others.
fn confidence(bead: Candidate, found: &[Candidate], all: &[Candidate], options: &AlignOptions) -> f64 {
    let weight = |c: &Candidate| (options.temper * (c.gain - margin(c.block, found, options))).exp();
    let taken = |block: Block| found.iter().any(|f| f.block != bead.block && shares(f.block, block));
    let own = weight(&bead);
    let rivals =
        all.iter().filter(|c| c.block != bead.block && shares(c.block, bead.block) && !taken(c.block));
    own / (1.0 + own + rivals.map(weight).sum::<f64>())
}

/// Whether two blocks want a sentence in common.
fn shares(x: Block, y: Block) -> bool {
    let meet = |p: std::ops::Range<usize>, q: std::ops::Range<usize>| p.start < q.end && q.start < p.end;
    meet(x.ind(), y.ind()) || meet(x.eng(), y.eng())
}
