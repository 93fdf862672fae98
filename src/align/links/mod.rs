//! Scores and lattice posteriors of sentence pairs -> links with probabilities, and beads made of them.
//!
//! A link joins two sentences that share substance. It is judged twice by logistic regression: first by the
//! pair itself and the lattice's posterior, then also by the first judgement of its neighbourhood. Beads are
//! groups of links; they are chosen by a search for the partition with the largest worth. `scripts/links`
//! learns all weights. Every sentence is in exactly one bead, and the order of the candidates does not
//! matter.

mod around;
mod bead;
mod choose;
mod gain;
mod given;
mod judge;
mod matrix;
mod order;
mod pair;
mod refit;
mod table;
mod why;

use std::sync::OnceLock;

use super::LatticeBead;
use crate::model::{Decided, Group, Language, Pairs, Places, Sides};
use bead::Evidence;
use choose::Candidate;
use given::Given;

pub use around::AROUND;
pub use bead::{ALONE, BEAD, ROW, row};
pub use choose::Weighing;
pub use gain::{Question, questions};
pub use judge::{Known, LinkJudge};
pub use matrix::Matrix;
pub use order::ordered;
pub use pair::{MEANING, PAIR};
pub use refit::{Case, Cases, FEWEST, Refitted, cases, refit};
pub use table::{Logistic, Models};
pub use why::{Contribution, LinkQuestion, Why};

/// The log odds of a probability, which is kept away from 0 and 1.
fn logit(p: f64) -> f64 {
    ((p + 1e-4) / (1.0 - p + 1e-4)).ln()
}

/// The features of every pair, row by row, in the order of [`PAIR`], [`MEANING`] and [`AROUND`].
pub type Features = Vec<[f64; PAIR.len() + MEANING.len() + AROUND.len()]>;

/// The probability that each sentence pair of two documents is a link.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Links {
    /// By the pair itself and the lattice.
    pub first: Matrix,
    /// By all features, with minor parts and echoes counted as links.
    pub content: Matrix,
    /// By all features, without those.
    pub sure: Matrix,
    /// How faithful a translation the documents are, 0 to 1: the mean share of a sentence's weight that its
    /// partners explain.
    pub closeness: f64,
}

/// A bead made of links.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedBead {
    /// Its sentences.
    pub group: Group,
    /// The probability that it is exactly a bead, or that the sentence has no partner.
    pub probability: f64,
    /// The share of such rows that are right on documents with gold.
    pub confidence: f64,
}

/// Everything from which beads are chosen: see [`Judged::new`].
#[derive(Debug)]
pub struct Judged {
    /// Groups that may be beads, with their features.
    pub groups: Vec<(Group, [f64; BEAD.len()])>,
    /// The features of each sentence as a null bead.
    pub alone: Sides<Vec<[f64; ALONE.len()]>>,
    /// What judgements from outside demand.
    given: Given,
}

impl Judged {
    /// Every group that links or the beads of the lattice propose, and every sentence, with its features.
    /// Groups that contradict certain judgements are left out.
    pub fn new(pairs: &Pairs, links: &Links, lattice: &[LatticeBead], decided: &Decided) -> Self {
        let given = Given::new(decided);
        let evidence = Evidence::new(&links.sure, &links.content, links.closeness);
        let (null, both): (Vec<&LatticeBead>, _) = lattice.iter().partition(|bead| bead.block.is_null());
        let known = both.iter().map(|bead: &&LatticeBead| (Group::from(bead.block), bead.posterior));
        let known: rustc_hash::FxHashMap<Group, f64> = known.collect();
        let proposed = known.keys().cloned().chain(given.proposed(&links.sure));
        let groups = choose::candidates(&links.sure, proposed);
        let groups = groups.into_iter().filter(|group| given.allows(group)).map(|group| {
            let features = evidence.bead(&group, known.get(&group).copied().unwrap_or(0.0));
            (group, features)
        });
        let mut lone = Sides::new(vec![0.0; pairs.height()], vec![0.0; pairs.width()]);
        for bead in null {
            lone.ind[bead.block.ind()].fill(bead.posterior);
            lone.eng[bead.block.eng()].fill(bead.posterior);
        }
        let alone = Sides::of(|side| {
            let chars = pairs.sides.get(side).chars.iter().zip(lone.get(side)).enumerate();
            chars.map(|(at, (&chars, &lattice))| evidence.alone(side, at, chars, lattice)).collect()
        });
        Judged { groups: groups.collect(), alone, given }
    }

    /// The partition of all sentences into beads with the largest worth, in no order.
    pub fn beads(&self, links: &Links, models: &Models, weighing: &Weighing) -> Vec<LinkedBead> {
        let alone = Sides::of(|side| {
            let judged = self.alone.get(side).iter().enumerate().map(|(at, features)| {
                self.given.probability(&lone(side, at), models.alone.probability(features))
            });
            judged.collect::<Vec<f64>>()
        });
        let weighing = &weighing.at(links.closeness);
        let candidates = self.groups.iter().map(|(group, features)| {
            let probability = self.given.probability(group, models.bead.probability(features));
            let worth = self.given.worth(group);
            Candidate::new(group.clone(), probability, links, &alone, weighing).worth_more(worth)
        });
        let (height, width) = (links.sure.height(), links.sure.width());
        let taken = choose::choose(candidates.collect(), (height, width));
        let mut free = Sides::new(vec![true; height], vec![true; width]);
        for candidate in &taken {
            candidate.group.ind.iter().for_each(|i| free.ind[i] = false);
            candidate.group.eng.iter().for_each(|j| free.eng[j] = false);
        }
        let ind = (0..height).filter(|&i| free.ind[i]);
        let ind = ind.map(|i| (lone(Language::Ind, i), alone.ind[i]));
        let eng = (0..width).filter(|&j| free.eng[j]);
        let eng = eng.map(|j| (lone(Language::Eng, j), alone.eng[j]));
        let both = taken.into_iter().map(|candidate| (candidate.group, candidate.probability));
        let made = both.chain(ind).chain(eng).map(|(group, probability)| {
            let confidence = models.row.probability(&row(&group, probability, links.closeness));
            LinkedBead { group, probability, confidence }
        });
        made.collect()
    }
}

/// A sentence without a partner.
fn lone(side: Language, at: usize) -> Group {
    let (one, none) = (Places::of(vec![at]), Places::none(0));
    if side == Language::Ind { Group::new(one, none) } else { Group::new(none, one) }
}

/// The features of a group, whether or not it is among the candidates.
pub fn group(links: &Links, lattice: &[LatticeBead], group: &Group) -> [f64; BEAD.len()] {
    let same = lattice.iter().find(|bead| Group::from(bead.block) == *group);
    let evidence = Evidence::new(&links.sure, &links.content, links.closeness);
    evidence.bead(group, same.map_or(0.0, |bead| bead.posterior))
}

/// The weights that `scripts/links` has written, for documents with or without sentence vectors.
pub fn builtin(vectors: bool) -> &'static Models {
    static MODELS: [OnceLock<Models>; 2] = [OnceLock::new(), OnceLock::new()];
    const TABLES: [(&str, &str); 2] = [
        ("weights.tsv", include_str!("../../../corpus/links/weights.tsv")),
        ("weights-vectors.tsv", include_str!("../../../corpus/links/weights-vectors.tsv")),
    ];
    let (name, text) = TABLES[usize::from(vectors)];
    let parse = || Models::parse(name, text).expect("the built-in table parses");
    MODELS[usize::from(vectors)].get_or_init(parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_rises_with_the_probability_of_rows_of_one_kind() {
        let (one, none) = (Places::of(vec![0]), Places::none(0));
        let two = Places::of(vec![0, 4]);
        let kinds = [(&one, &one), (&two, &one), (&one, &none), (&none, &one)];
        for (ind, eng) in kinds {
            let group = Group::new(ind.clone(), eng.clone());
            for close in [0.2, 0.4, 0.6, 0.8] {
                for vectors in [false, true] {
                    let sure = |p: f64| builtin(vectors).row.probability(&row(&group, p, close));
                    let shown: Vec<f64> = (1..100).map(|n| sure(f64::from(n) / 100.0)).collect();
                    assert!(shown.is_sorted(), "{group:?} {close}: {shown:?}");
                }
            }
        }
    }

    #[test]
    fn a_fault_of_the_table_is_reported_with_its_line() {
        let wrong = Models::parse("weights.tsv", "# head\nfirst\tnames\t0\t1\nfirst\tnone\t0\t1\n");
        assert!(wrong.unwrap_err().contains("weights.tsv:3: \"first"));
    }
}
