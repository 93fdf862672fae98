//! Judgements from outside on the links and beads of two documents.

use rustc_hash::FxHashMap;

use super::Group;

/// The judgements on two documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decided {
    links: Vec<DecidedLink>,
    /// The place of each judged pair in `links`.
    places: FxHashMap<(usize, usize), usize>,
    /// On beads; each group occurs once.
    pub beads: Vec<DecidedBead>,
}

/// A judgement on a link: the log odds that it adds to those of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DecidedLink {
    /// The Indonesian sentence, counted from 0.
    pub ind: usize,
    /// The English sentence, counted from 0.
    pub eng: usize,
    /// Added to the log odds that the sentences share substance; infinite if the judgement is certain.
    pub content: f64,
    /// Added to the log odds that they share more than a minor part.
    pub sure: f64,
}

/// A judgement on a bead.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedBead {
    /// Its sentences.
    pub group: Group,
    /// Added to the log odds that it is exactly a bead; infinite if the judgement is certain.
    pub odds: f64,
}

impl Decided {
    /// Whether nothing was judged.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.beads.is_empty()
    }

    /// The judgements on links between sentences, in the order in which they were made; each pair occurs
    /// once.
    pub fn links(&self) -> &[DecidedLink] {
        &self.links
    }

    /// The judgement on a pair of sentences.
    pub fn link(&self, ind: usize, eng: usize) -> Option<&DecidedLink> {
        self.places.get(&(ind, eng)).map(|&at| &self.links[at])
    }

    /// The same, to be changed; a pair without a judgement gets one that adds nothing.
    pub fn link_mut(&mut self, ind: usize, eng: usize) -> &mut DecidedLink {
        let next = self.links.len();
        let at = *self.places.entry((ind, eng)).or_insert(next);
        if at == next {
            self.links.push(DecidedLink { ind, eng, content: 0.0, sure: 0.0 });
        }
        &mut self.links[at]
    }
}

impl DecidedLink {
    /// Whether the sentences belong into one bead, beyond doubt.
    pub fn is_fixed(&self) -> bool {
        self.sure == f64::INFINITY
    }

    /// Whether the sentences share nothing, beyond doubt.
    pub fn is_forbidden(&self) -> bool {
        self.content == f64::NEG_INFINITY
    }
}
