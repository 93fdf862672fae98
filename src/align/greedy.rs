//! Blocks that may be beads outside the order -> the selection of them, each with its posterior.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{AlignOptions, LatticeBead};
use crate::model::{Band, Block, Sides};

/// A block of sentences that the monotone pass left unaligned on both sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) block: Block,
    /// Nats by which it is better than null beads of its sentences.
    pub(super) gain: f64,
}

/// The posterior of the null bead of each sentence; 0 for sentences in other beads.
#[derive(Clone)]
pub(super) struct Unaligned {
    pub(super) ind: Vec<f64>,
    pub(super) eng: Vec<f64>,
}

impl Unaligned {
    pub(super) fn of(beads: &[LatticeBead], band: &Band) -> Self {
        let mut free = Unaligned { ind: vec![0.0; band.height()], eng: vec![0.0; band.width()] };
        beads.iter().filter(|bead| bead.block.is_null()).for_each(|bead| free.free(bead));
        free
    }

    /// Adds the sentence of a null bead.
    pub(super) fn free(&mut self, bead: &LatticeBead) {
        // A posterior that rounds to zero still marks the sentence as unaligned.
        self.set(bead.block, bead.posterior.max(f64::MIN_POSITIVE));
    }

    fn set(&mut self, block: Block, value: f64) {
        self.ind[block.ind()].fill(value);
        self.eng[block.eng()].fill(value);
    }

    pub(super) fn take(&mut self, block: Block) {
        self.set(block, 0.0);
    }

    pub(super) fn holds(&self, block: Block) -> bool {
        self.of_block(block).all(|x| x > 0.0)
    }

    /// The least posterior among the null beads of the block's sentences.
    pub(super) fn posterior(&self, block: Block) -> f64 {
        self.of_block(block).fold(1.0, f64::min)
    }

    fn of_block(&self, block: Block) -> impl Iterator<Item = f64> {
        self.ind[block.ind()].iter().chain(&self.eng[block.eng()]).copied()
    }
}

/// A cut point: Indonesian and English position.
type Point = (usize, usize);

fn start(block: Block) -> Point {
    (block.i, block.j)
}

fn end(block: Block) -> Point {
    (block.i + block.a, block.j + block.b)
}

/// The candidates that were selected, and the points at which they begin and end.
#[derive(Default)]
pub(super) struct Selection {
    pub(super) taken: Vec<Candidate>,
    starts: FxHashSet<Point>,
    ends: FxHashSet<Point>,
}

/// A candidate in the queue by its present worth; of equals the later one comes first.
#[derive(PartialEq)]
struct Queued(f64, usize);

impl Eq for Queued {}

impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Queued {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl Selection {
    /// Selects candidates, best first, whose sentences are `free` and that gain more than the margin.
    pub(super) fn best_first(candidates: &[Candidate], free: &mut Unaligned, options: &AlignOptions) -> Self {
        let mut selection = Selection::default();
        let beside = Neighbours::new(candidates);
        let worth = |selection: &Selection, at: usize| selection.worth(&candidates[at], options);
        let mut queue: BinaryHeap<_> =
            (0..candidates.len()).map(|at| Queued(worth(&selection, at), at)).collect();
        while let Some(Queued(gain, at)) = queue.pop() {
            let best = candidates[at];
            if gain <= 0.0 {
                break;
            }
            if !free.holds(best.block) {
                continue;
            }
            free.take(best.block);
            selection.starts.insert(start(best.block));
            selection.ends.insert(end(best.block));
            selection.taken.push(best);
            // Its neighbours are worth more now; their older entries in the queue are skipped later, when
            // their sentences are no longer free.
            queue.extend(beside.of(best.block).map(|at| Queued(worth(&selection, at), at)));
        }
        selection
    }

    /// The gain of a candidate above the margin, which is halved next to a selected one.
    fn worth(&self, candidate: &Candidate, options: &AlignOptions) -> f64 {
        let block = candidate.block;
        let beside = self.ends.contains(&start(block)) || self.starts.contains(&end(block));
        candidate.gain - if beside { options.moved_margin / 2.0 } else { options.moved_margin }
    }

    /// The posterior of each selected candidate among three kinds of alternatives: itself, null beads, and
    /// every block that could replace it with the others in place.
    pub(super) fn shares(&self, candidates: &[Candidate], band: &Band, options: &AlignOptions) -> Vec<f64> {
        let weight = |candidate: &Candidate| (options.temper * self.worth(candidate, options)).exp();
        let mut owner = Sides::new(vec![None; band.height()], vec![None; band.width()]);
        for (at, bead) in self.taken.iter().enumerate() {
            owner.ind[bead.block.ind()].fill(Some(at));
            owner.eng[bead.block.eng()].fill(Some(at));
        }
        let mut rivals = vec![0.0; self.taken.len()];
        for candidate in candidates {
            let block = candidate.block;
            let mut owners = owner.ind[block.ind()].iter().chain(&owner.eng[block.eng()]).flatten();
            let Some(&first) = owners.next() else { continue };
            if owners.all(|&other| other == first) && self.taken[first].block != block {
                rivals[first] += weight(candidate);
            }
        }
        let share = |(bead, rivals)| weight(bead) / (1.0 + weight(bead) + rivals);
        self.taken.iter().zip(rivals).map(share).collect()
    }
}

/// Candidates by the points at which they begin and end.
struct Neighbours {
    starts: FxHashMap<Point, Vec<usize>>,
    ends: FxHashMap<Point, Vec<usize>>,
}

impl Neighbours {
    fn new(candidates: &[Candidate]) -> Self {
        let mut beside = Neighbours { starts: FxHashMap::default(), ends: FxHashMap::default() };
        for (at, candidate) in candidates.iter().enumerate() {
            beside.starts.entry(start(candidate.block)).or_default().push(at);
            beside.ends.entry(end(candidate.block)).or_default().push(at);
        }
        beside
    }

    /// Candidates that begin where the block ends or end where it begins.
    fn of(&self, block: Block) -> impl Iterator<Item = usize> {
        let after = self.starts.get(&end(block)).into_iter().flatten();
        let before = self.ends.get(&start(block)).into_iter().flatten();
        after.chain(before).copied()
    }
}
