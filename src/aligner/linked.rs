//! Two documents -> the probability of each link, and everything from which links and beads are judged.

use crate::align::links::{
    self, BEAD, Features, Judged, LinkJudge, LinkedBead, Links, Matrix, Models, Weighing,
};
use crate::align::{self, AlignOptions, LatticeBead};
use crate::config::Options;
use crate::error::Result;
use crate::model::{Band, Bead, Decided, Group};
use crate::score::{EvidenceKinds, Scorer};

use super::{Aligner, Document};

/// Everything from which the links and beads of two documents are judged.
#[derive(Debug)]
pub struct Judgement {
    /// The beads of the lattice.
    pub lattice: Vec<LatticeBead>,
    /// The posterior that both sentences of each pair are in one bead of the lattice.
    pub posteriors: Matrix,
    /// The features of each pair, row by row; empty if they were not kept.
    pub features: Features,
    /// The probability that each pair is a link.
    pub links: Links,
    /// Judgements from outside on links and beads.
    pub decided: Decided,
    /// Groups that may be beads, and sentences that may be null beads.
    pub judged: Judged,
}

/// Whether links decide: their weights are learnt with all kinds of evidence and without limits on the
/// search.
pub(super) fn applies(options: &Options) -> bool {
    let usual = AlignOptions::default();
    let unbound = options.align.crossing && options.align.max_side >= usual.max_side;
    let kinds = EvidenceKinds { embeddings: true, ..options.score.kinds };
    !options.lattice
        && unbound
        && options.align.max_total >= usual.max_total
        && kinds == EvidenceKinds::default()
}

impl Judgement {
    /// For two documents without a band; `keep` says whether the features of all pairs are kept.
    ///
    /// # Errors
    /// [`Error::Stopped`](crate::Error) where the aligner should end its work.
    pub(super) fn new(
        scorer: &Scorer<'_>,
        band: &Band,
        aligner: &Aligner,
        models: &Models,
        decided: &Decided,
        keep: bool,
    ) -> Result<Self> {
        let Aligner { options, stop, .. } = aligner;
        let mut features = Features::new();
        let see = |seen: &[f64]| features.extend(keep.then(|| <[f64; _]>::try_from(seen).ok()).flatten());
        let pairs = scorer.pairs();
        let total = |block| stop.score(block, || scorer.total(block));
        let (lattice, posteriors) = align::align_with_pairs(band, total, &options.align);
        stop.check()?;
        let judge = LinkJudge::new(&pairs, &posteriors, models);
        let links = if decided.is_empty() { judge.links(&[], see) } else { judge.decided(decided, see) };
        stop.check()?;
        let judged = Judged::new(&pairs, &links, &lattice, decided);
        stop.check()?;
        Ok(Judgement { lattice, posteriors, features, links, decided: decided.clone(), judged })
    }

    /// The beads of the two documents.
    pub(super) fn beads(&self, scorer: &Scorer<'_>, models: &Models, uncalibrated: bool) -> Vec<Bead> {
        let made = self.judged.beads(&self.links, models, &Weighing::default());
        let sure = |made: &LinkedBead| if uncalibrated { made.probability } else { made.confidence };
        links::ordered(&made, &self.links, sure, |group| scorer.group(group).1)
    }

    /// The features of a group.
    pub(super) fn bead(&self, group: &Group) -> [f64; BEAD.len()] {
        links::group(&self.links, &self.lattice, group)
    }
}

impl Aligner {
    /// Judges two documents by a table of weights, and keeps all features.
    ///
    /// # Errors
    /// [`Error::Stopped`](crate::Error) where the work should end.
    pub fn judge(&self, ind: &Document, eng: &Document, models: &Models) -> Result<Judgement> {
        let units = self.units(ind, eng);
        let band = Band::full(ind.sentences.len(), eng.sentences.len());
        let meaning = self.meaning(ind, eng, &band);
        let scorer = Scorer::new(&units, &band, &self.options.score).with_meaning(meaning);
        Judgement::new(&scorer, &band, self, models, &Decided::default(), true)
    }
}
