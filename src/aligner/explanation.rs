//! A judgement of two documents -> links with probabilities, and the reasons for each link and bead.

use super::linked::Judgement;
use crate::align::links::{LinkQuestion, Models, Why, row};
use crate::model::Group;

/// The links of two documents, with the reasons for links, beads and confidences.
#[derive(Debug)]
pub struct Explanation {
    judgement: Judgement,
    models: Models,
}

/// Two sentences with the probability that they share substance.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LinkExplanation {
    /// The Indonesian sentence, counted from 0.
    pub ind: usize,
    /// The English sentence, counted from 0.
    pub eng: usize,
    /// The probability that they share substance, 0 to 1.
    pub probability: f64,
    /// The probability that they share more than a minor part.
    pub sure: f64,
    /// The reasons for `probability`.
    pub why: Why,
}

impl Explanation {
    pub(super) fn new(judgement: Judgement, models: &Models) -> Self {
        Explanation { judgement, models: models.clone() }
    }

    /// How faithful a translation the documents are, 0 to 1.
    pub fn closeness(&self) -> f64 {
        self.judgement.links.closeness
    }

    /// The numbers of Indonesian and English sentences.
    pub fn size(&self) -> (usize, usize) {
        (self.judgement.links.sure.height(), self.judgement.links.sure.width())
    }

    /// Every pair of sentences for which `keep` holds, given the positions and the probability; in order.
    pub fn links(&self, keep: impl Fn(usize, usize, f64) -> bool) -> Vec<LinkExplanation> {
        let (n, m) = self.size();
        let pairs = (0..n).flat_map(|i| (0..m).map(move |j| (i, j)));
        let kept = pairs.filter(|&(i, j)| keep(i, j, self.judgement.links.content.at(i, j)));
        kept.map(|(i, j)| self.link(i, j)).collect()
    }

    /// One pair of sentences.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size).
    pub fn link(&self, ind: usize, eng: usize) -> LinkExplanation {
        let links = &self.judgement.links;
        LinkExplanation {
            ind,
            eng,
            probability: links.content.at(ind, eng),
            sure: links.sure.at(ind, eng),
            why: self.why_link(ind, eng, LinkQuestion::Content),
        }
    }

    /// Why two sentences are linked with their probability.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size).
    pub fn why_link(&self, ind: usize, eng: usize, asked: LinkQuestion) -> Why {
        let why = self.models.why_link(asked, &self.judgement.features[ind * self.size().1 + eng]);
        let links = &self.judgement.links;
        let held = if asked == LinkQuestion::Content { &links.content } else { &links.sure };
        match self.judgement.decided.link(ind, eng) {
            Some(_) => why.judged(held.at(ind, eng)),
            None => why,
        }
    }

    /// Why a group is exactly a bead, or a single sentence without a partner, with its probability.
    ///
    /// # Panics
    /// If a position is not below [`size`](Self::size), or the group is empty.
    pub fn why_bead(&self, group: &Group) -> Why {
        match (group.ind.as_slice(), group.eng.as_slice()) {
            ([i, ..], []) => self.models.why_alone(&self.judgement.judged.alone.ind[*i]),
            ([], [j, ..]) => self.models.why_alone(&self.judgement.judged.alone.eng[*j]),
            _ => self.models.why_bead(&self.judgement.bead(group)),
        }
    }

    /// Why a row of this group with this posterior has its confidence.
    pub fn why_row(&self, group: &Group, posterior: f64) -> Why {
        self.models.why_row(&row(group, posterior, self.closeness()))
    }
}
