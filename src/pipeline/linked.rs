//! Two documents -> how likely each of their sentence pairs is a link, and what that rests on.

use crate::align;
use crate::align::links::{Features, Judged, Links, Models, Vote};
use crate::config::Options;
use crate::lexicon::Lexicon;
use crate::model::Band;
use crate::score::Scorer;

use super::Document;

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

/// Judges two documents by a table of weights, and keeps what was looked at.
pub fn judge(
    ind: &Document,
    eng: &Document,
    lexicon: &Lexicon,
    options: &Options,
    models: &Models,
) -> Judgement {
    let units = super::units(ind, eng, lexicon, options);
    let band = Band::full(ind.sentences.len(), eng.sentences.len());
    let scorer =
        Scorer::new(&units, &band, &options.score).with_meaning(super::meaning(ind, eng, options, &band));
    let (votes, lattice) = align::votes(&band, |block| scorer.total(block), &options.align);
    let pairs = scorer.pairs();
    let mut features = Features::new();
    let links = Links::judge(&pairs, &lattice, models, |seen| features.extend(<[f64; _]>::try_from(seen)));
    let judged = Judged::new(&pairs, &links, &votes);
    Judgement { votes, features, links, judged }
}
