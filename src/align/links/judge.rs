//! Pairs and lattice posteriors, with judgements from outside if there are any -> the probability of each
//! link.

use super::matrix::Matrix;
use super::table::sigmoid;
use super::{AROUND, Links, MEANING, Models, PAIR, around, logit, pair};
use crate::model::{Decided, Pairs};

/// The log odds to which a judgement is cut off as a feature of its neighbours: a model that never saw
/// certainty in training should not extrapolate.
const SEEN_AT_MOST: f64 = 5.0;

/// Judges the links of two documents, as often as there are different judgements from outside.
pub struct LinkJudge<'p> {
    pairs: &'p Pairs,
    models: &'p Models,
    features: pair::Features<'p>,
    first: Matrix,
}

/// The log odds that a pair is known to have.
pub type Known = (usize, usize, f64);

impl<'p> LinkJudge<'p> {
    /// `lattice` has the posterior that both sentences of a pair are in one bead.
    pub fn new(pairs: &'p Pairs, lattice: &'p Matrix, models: &'p Models) -> Self {
        let features = pair::Features::new(pairs, lattice);
        let (n, m) = (pairs.height(), pairs.width());
        let first = Matrix::of(n, m, |i, j| models.first.probability(&features.of(i, j)));
        LinkJudge { pairs, models, features, first }
    }

    /// The links, given what is `known` of some pairs. `see` is called with the features of each pair.
    pub fn links(&self, known: &[Known], mut see: impl FnMut(&[f64])) -> Links {
        let (n, m) = (self.pairs.height(), self.pairs.width());
        let mut first = self.first.clone();
        for &(i, j, odds) in known {
            *first.at_mut(i, j) = sigmoid(odds.clamp(-SEEN_AT_MOST, SEEN_AT_MOST));
        }
        let closeness = self.features.closeness();
        let around = around::Around::new(self.pairs, &first, closeness);
        let (mut content, mut sure) = (Matrix::zeros(n, m), Matrix::zeros(n, m));
        let mut all = [0.0; PAIR.len() + MEANING.len() + AROUND.len()];
        for i in 0..n {
            for j in 0..m {
                let (pair, beside) = all.split_at_mut(PAIR.len() + MEANING.len());
                pair.copy_from_slice(&self.features.of(i, j));
                beside.copy_from_slice(&around.of(i, j));
                see(&all);
                *content.at_mut(i, j) = self.models.content.probability(&all);
                *sure.at_mut(i, j) = self.models.sure.probability(&all);
            }
        }
        Links { first, content, sure, closeness }
    }

    /// The links, given the judgements on some of them.
    ///
    /// A judgement adds to the log odds that the model alone gives its pair; the other pairs see the sum in
    /// their neighbourhood.
    pub fn decided(&self, decided: &Decided, see: impl FnMut(&[f64])) -> Links {
        let before = self.links(&[], |_| {});
        let known = decided.links().iter().map(|link| {
            let (i, j) = (link.ind, link.eng);
            (i, j, logit(before.content.at(i, j)) + link.content)
        });
        let mut links = self.links(&known.collect::<Vec<Known>>(), see);
        for link in decided.links() {
            let (i, j) = (link.ind, link.eng);
            *links.content.at_mut(i, j) = sigmoid(logit(before.content.at(i, j)) + link.content);
            *links.sure.at_mut(i, j) = sigmoid(logit(before.sure.at(i, j)) + link.sure);
        }
        links
    }
}
