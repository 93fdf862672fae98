//! What links and beads were judged by -> why each is as likely as it is.

use super::linked::Judgement;
use crate::align::links::{Asked, Models, Why, row};
use crate::model::Group;

/// The links of two documents, and what everything rests on.
#[derive(Debug)]
pub struct Explained {
    judgement: Judgement,
    models: &'static Models,
}

/// Two sentences that may share substance.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ExplainedLink {
    /// The Indonesian sentence, counted from 0.
    pub ind: usize,
    /// The English sentence, counted from 0.
    pub eng: usize,
    /// The probability that they share substance, 0 to 1.
    pub probability: f64,
    /// The probability that they share more than a minor part.
    pub sure: f64,
    /// What `probability` rests on.
    pub why: Why,
}

impl Explained {
    pub(super) fn new(judgement: Judgement, models: &'static Models) -> Self {
        Explained { judgement, models }
    }

    /// How faithful a translation the documents are, 0 to 1.
    pub fn closeness(&self) -> f64 {
        self.judgement.links.closeness
    }

    /// How many Indonesian and English sentences there are.
    pub fn size(&self) -> (usize, usize) {
        (self.judgement.links.sure.height(), self.judgement.links.sure.width())
    }

    /// Every pair of sentences that `keep` keeps, given their positions and their probability; in order.
    pub fn links(&self, keep: impl Fn(usize, usize, f64) -> bool) -> Vec<ExplainedLink> {
        let (n, m) = self.size();
        let pairs = (0..n).flat_map(|i| (0..m).map(move |j| (i, j)));
        let kept = pairs.filter(|&(i, j)| keep(i, j, self.judgement.links.content.at(i, j)));
        kept.map(|(i, j)| self.link(i, j)).collect()
    }

    /// One pair of sentences.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size).
    pub fn link(&self, ind: usize, eng: usize) -> ExplainedLink {
        let links = &self.judgement.links;
        ExplainedLink {
            ind,
            eng,
            probability: links.content.at(ind, eng),
            sure: links.sure.at(ind, eng),
            why: self.why_link(ind, eng, Asked::Content),
        }
    }

    /// Why two sentences are as likely to be linked as they are.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size).
    pub fn why_link(&self, ind: usize, eng: usize, asked: Asked) -> Why {
        self.models.why_link(asked, &self.judgement.features[ind * self.size().1 + eng])
    }

    /// Why a group is as likely as it is to be exactly a bead, or a sentence on its own to have no partner.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size), or the group holds no sentence.
    pub fn why_bead(&self, group: &Group) -> Why {
        match (group.ind.as_slice(), group.eng.as_slice()) {
            ([i, ..], []) => self.models.why_alone(&self.judgement.judged.alone.ind[*i]),
            ([], [j, ..]) => self.models.why_alone(&self.judgement.judged.alone.eng[*j]),
            _ => self.models.why_bead(&self.judgement.bead(group)),
        }
    }

    /// Why a row of this group and this posterior has the confidence that it has.
    pub fn why_row(&self, group: &Group, posterior: f64) -> Why {
        self.models.why_row(&row(group, posterior, self.closeness()))
    }
}
