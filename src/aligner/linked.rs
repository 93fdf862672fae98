//! Two documents -> how likely each of their sentence pairs is a link, and what that rests on.

use crate::align::links::{self, BEAD, Features, Judged, Links, Made, Models, Vote, Weighing};
use crate::align::{self, AlignOptions};
use crate::config::Options;
use crate::model::{Alignment, Band, Group};
use crate::score::{EvidenceKinds, Scorer};

use super::{Aligner, Document};

/// Everything that links and beads of two documents are judged by.
#[derive(Debug)]
pub struct Judgement {
    /// The beads of the lattice.
    pub votes: Vec<Vote>,
    /// What is looked at of each pair, row by row.
    pub features: Features,
    /// How likely each pair is a link.
    pub links: Links,
    /// Groups that may be beads, and sentences that may stand alone.
    pub judged: Judged,
}

/// Whether links have a say: they are learnt from everything that a score rests on, without bounds on the
/// search.
pub(super) fn applies(options: &Options) -> bool {
    let usual = AlignOptions::default();
    let unbound = options.align.crossing && options.align.max_side >= usual.max_side;
    let voices = EvidenceKinds { embeddings: true, ..options.score.voices };
    !options.lattice
        && unbound
        && options.align.max_total >= usual.max_total
        && voices == EvidenceKinds::default()
}

impl Judgement {
    /// Of two documents that are not in a band; the features of all pairs are kept if `keep` says so.
    pub(super) fn new(
        scorer: &Scorer<'_>,
        band: &Band,
        options: &Options,
        models: &Models,
        keep: bool,
    ) -> Self {
        let (votes, lattice) = align::votes(band, |block| scorer.total(block), &options.align);
        let pairs = scorer.pairs();
        let mut features = Features::new();
        let see = |seen: &[f64]| features.extend(keep.then(|| <[f64; _]>::try_from(seen).ok()).flatten());
        let links = Links::judge(&pairs, &lattice, models, see);
        let judged = Judged::new(&pairs, &links, &votes);
        Judgement { votes, features, links, judged }
    }

    /// The beads that links make of the documents.
    pub(super) fn beads(&self, scorer: &Scorer<'_>, models: &Models, uncalibrated: bool) -> Alignment {
        let made = self.judged.beads(&self.links, models, &Weighing::default());
        let sure = |made: &Made| if uncalibrated { made.probability } else { made.confidence };
        let mut beads = links::ordered(&made, &self.links, sure);
        beads.iter_mut().for_each(|bead| bead.coverage = scorer.group(&bead.group).1.into());
        Alignment { beads }
    }

    /// What is looked at of a group.
    pub(super) fn bead(&self, group: &Group) -> [f64; BEAD.len()] {
        links::group(&self.links, &self.votes, group)
    }
}

impl Aligner {
    /// Judges two documents by a table of weights, and keeps what was looked at.
    pub fn judge(&self, ind: &Document, eng: &Document, models: &Models) -> Judgement {
        let units = self.units(ind, eng);
        let band = Band::full(ind.sentences.len(), eng.sentences.len());
        let meaning = self.meaning(ind, eng, &band);
        let scorer = Scorer::new(&units, &band, &self.options.score).with_meaning(meaning);
        Judgement::new(&scorer, &band, &self.options, models, true)
    }
}
