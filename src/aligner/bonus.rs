//! Judgements on two documents -> nats that they add to the scores of blocks, for documents that are aligned
//! by the lattice.

use crate::model::{Block, Decided, DecidedLink, Group};

/// The log odds of a certain judgement: more than any block is worth.
const CERTAIN: f64 = 200.0;

/// What judgements add to the score of a block.
pub(super) struct Bonus<'d> {
    decided: &'d Decided,
    /// Nats per unit of log odds.
    scale: f64,
}

impl<'d> Bonus<'d> {
    /// `temper` is what scores are multiplied by before they are log odds.
    pub(super) fn new(decided: &'d Decided, temper: f64) -> Self {
        Bonus { decided, scale: 1.0 / temper }
    }

    /// Nats for the judged links and beads of a block; the rows of the lattice are groups of more than minor
    /// parts.
    pub(super) fn of(&self, block: Block) -> f64 {
        if self.decided.is_empty() {
            return 0.0;
        }
        let odds = |link: &DecidedLink| if link.content < 0.0 { link.content } else { link.sure };
        let pairs = block.ind().flat_map(|i| block.eng().map(move |j| (i, j)));
        let links = pairs.filter_map(|(i, j)| self.decided.link(i, j)).map(odds);
        let group = Group::from(block);
        let same = self.decided.beads.iter().filter(|bead| bead.group.is_same(&group));
        let all = links.chain(same.map(|bead| bead.odds));
        self.scale * all.map(|odds| odds.clamp(-CERTAIN, CERTAIN)).sum::<f64>()
    }
}
