//! Groups that may be beads, each with its probability -> a choice of them in which no two share a sentence.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use super::Links;
use super::matrix::Matrix;
use crate::model::{Group, Places, Sides};

/// The weights of a group's worth, tuned on development documents of every kind (`scripts/links`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighing {
    /// The worth of a group in retold documents before its probability is added; a larger value turns more
    /// doubtful groups into rows. In faithful translations it is 0.
    pub base: f64,
    /// The worth of a sentence without a partner, times the probability that it has none.
    pub alone: f64,
    /// The worth of each link of a group, times its probability above `link_from`.
    pub link: f64,
    /// The probability from which a link counts in favour of a group. For F1, a link is worth taking from
    /// about half of the F1 that can be reached.
    pub link_from: f64,
    /// The share of the judgement `sure` in a link's probability; the rest is `content`. Minor parts cost no
    /// precision, but bring no recall.
    pub sure: f64,
}

impl Default for Weighing {
    fn default() -> Self {
        Weighing { base: 0.15, alone: 0.1, link: 0.7, link_from: 0.45, sure: 0.3 }
    }
}

/// Below the first closeness documents are retold; from the second they are faithful translations.
const FAITHFUL: (f64, f64) = (0.36, 0.5);

/// The worth of a sentence without a partner in a faithful translation.
const ALONE_FAITHFUL: f64 = 0.6;

/// The probability from which a link counts in favour of a group there.
const LINK_FROM_FAITHFUL: f64 = 0.5;

impl Weighing {
    /// The weights for documents of a closeness.
    pub(super) fn at(self, closeness: f64) -> Self {
        let (retold, faithful) = FAITHFUL;
        let share = ((faithful - closeness) / (faithful - retold)).clamp(0.0, 1.0);
        let between = |retold: f64, faithful: f64| retold * share + faithful * (1.0 - share);
        let alone = between(self.alone, ALONE_FAITHFUL);
        let link_from = between(self.link_from, LINK_FROM_FAITHFUL);
        Weighing { base: self.base * share, alone, link_from, ..self }
    }

    /// The worth of a link, by its two probabilities.
    fn of_link(&self, content: f64, sure: f64) -> f64 {
        self.link * (content + self.sure * (sure - content) - self.link_from)
    }
}

/// Groups do not grow by links less likely than this.
const LEAST: f64 = 0.08;
/// The number of groups that grow from one pair at most.
const MOST_GROUPS: usize = 25;
/// Most sentences of a group.
const MOST: usize = 9;

/// A group in the queue, by the probability of the links by which it has grown.
#[derive(PartialEq)]
struct Queued(f64, Group);

impl Eq for Queued {}

impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Queued {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then_with(|| other.1.cmp(&self.1))
    }
}

/// Every group that may be a bead: those that grow from each likely pair by likely links, best first, and
/// those of `beads`.
pub(super) fn candidates(sure: &Matrix, beads: impl Iterator<Item = Group>) -> Vec<Group> {
    let mut found: FxHashSet<Group> = beads.collect();
    let near = Near::new(sure);
    for (i, j) in near.pairs() {
        grow(&near, i, j, &mut found);
    }
    let mut found: Vec<Group> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// The number of links of a sentence by which groups grow at most: repetitive text has one per sentence.
const NEAREST: usize = 8;

/// The likeliest links of each sentence, with their probabilities.
struct Near {
    ind: Vec<Vec<(usize, f64)>>,
    eng: Vec<Vec<(usize, f64)>>,
}

impl Near {
    fn new(sure: &Matrix) -> Self {
        let mut near = Near { ind: vec![Vec::new(); sure.height()], eng: vec![Vec::new(); sure.width()] };
        for i in 0..sure.height() {
            for (j, &p) in sure.row(i).iter().enumerate().filter(|&(_, &p)| p >= LEAST) {
                near.ind[i].push((j, p));
                near.eng[j].push((i, p));
            }
        }
        for links in near.ind.iter_mut().chain(&mut near.eng).filter(|links| links.len() > NEAREST) {
            links.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            links.truncate(NEAREST);
        }
        near
    }

    /// The pairs that are among the likeliest links of both their sentences.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pairs = self.ind.iter().enumerate().flat_map(|(i, row)| row.iter().map(move |&(j, _)| (i, j)));
        pairs.filter(|&(i, j)| self.eng[j].iter().any(|&(other, _)| other == i))
    }

    /// The groups with one sentence more.
    fn larger<'n>(&'n self, group: &'n Group) -> impl Iterator<Item = (f64, Group)> + 'n {
        let eng = group.ind.iter().flat_map(|i| &self.ind[i]);
        let eng = eng.filter(|(j, _)| !group.eng.contains(*j));
        let eng = eng.map(|&(j, p)| (p, Group::new(group.ind.clone(), with(&group.eng, j))));
        let ind = group.eng.iter().flat_map(|j| &self.eng[j]);
        let ind = ind.filter(|(i, _)| !group.ind.contains(*i));
        eng.chain(ind.map(|&(i, p)| (p, Group::new(with(&group.ind, i), group.eng.clone()))))
    }
}

fn with(places: &Places, at: usize) -> Places {
    Places::of(places.iter().chain([at]).collect())
}

fn grow(near: &Near, i: usize, j: usize, found: &mut FxHashSet<Group>) {
    let start = Group::new(Places::of(vec![i]), Places::of(vec![j]));
    let (mut queue, mut seen) = (BinaryHeap::from([Queued(1.0, start)]), FxHashSet::default());
    while let Some(Queued(likely, group)) = queue.pop()
        && seen.len() < MOST_GROUPS
    {
        if !seen.insert(group.clone()) {
            continue;
        }
        if group.ind.len() + group.eng.len() < MOST {
            let larger = near.larger(&group).filter(|(_, group)| !seen.contains(group));
            queue.extend(larger.map(|(p, group)| Queued(likely * p, group)));
        }
        found.insert(group);
    }
}

/// A group that may be chosen.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) group: Group,
    /// The probability that it is exactly a bead.
    pub(super) probability: f64,
    /// Its worth over null beads of its sentences.
    worth: f64,
}

impl Candidate {
    /// A group with its worth; `alone` has the probability of each sentence that it has no partner.
    pub(super) fn new(
        group: Group,
        probability: f64,
        links: &Links,
        alone: &Sides<Vec<f64>>,
        weighing: &Weighing,
    ) -> Self {
        let cells = group.ind.iter().flat_map(|i| group.eng.iter().map(move |j| (i, j)));
        let links: f64 =
            cells.map(|(i, j)| weighing.of_link(links.content.at(i, j), links.sure.at(i, j))).sum();
        let lone = group.ind.iter().map(|i| alone.ind[i]).chain(group.eng.iter().map(|j| alone.eng[j]));
        let worth = weighing.base + probability + links - weighing.alone * lone.sum::<f64>();
        Candidate { group, probability, worth }
    }

    /// The same, worth more by so much.
    pub(super) fn worth_more(self, more: f64) -> Self {
        Candidate { worth: self.worth + more, ..self }
    }
}

/// By how much a candidate may be worth less than those that it replaces for an exchange to be tried at all.
const FILLED: f64 = 0.6;
/// The largest number of passes over all candidates.
const PASSES: usize = 20;

/// The chosen candidates: best first, then exchanged as long as the total worth rises.
pub(super) fn choose(mut candidates: Vec<Candidate>, (height, width): (usize, usize)) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.worth > 0.0);
    candidates.sort_by(|x, y| y.worth.total_cmp(&x.worth).then_with(|| x.group.cmp(&y.group)));
    let nodes = |group: &Group| -> Vec<usize> {
        group.ind.iter().chain(group.eng.iter().map(|j| height + j)).collect()
    };
    let nodes: Vec<Vec<usize>> = candidates.iter().map(|candidate| nodes(&candidate.group)).collect();
    let mut taken = Taken { candidates: &candidates, nodes: &nodes, owner: vec![None; height + width] };
    taken.fill();
    for _ in 0..PASSES {
        let exchanged = (0..candidates.len()).filter(|&at| taken.exchange(at)).count();
        if exchanged == 0 {
            break;
        }
    }
    let mut chosen: Vec<usize> = taken.owner.into_iter().flatten().collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(|at| candidates[at].clone()).collect()
}

/// The candidate to which each sentence belongs.
struct Taken<'c> {
    candidates: &'c [Candidate],
    /// The sentences of each candidate; English ones are numbered after the Indonesian ones.
    nodes: &'c [Vec<usize>],
    owner: Vec<Option<usize>>,
}

impl Taken<'_> {
    fn put(&mut self, at: usize) {
        self.nodes[at].iter().for_each(|&node| self.owner[node] = Some(at));
    }

    fn remove(&mut self, at: usize) {
        self.nodes[at].iter().for_each(|&node| self.owner[node] = None);
    }

    /// Replaces the candidates that share sentences with this one by it and by the best others that then fit,
    /// if that is worth more.
    fn exchange(&mut self, at: usize) -> bool {
        if self.nodes[at].iter().all(|&node| self.owner[node] == Some(at)) {
            return false;
        }
        let mut out: Vec<usize> = self.nodes[at].iter().filter_map(|&node| self.owner[node]).collect();
        out.sort_unstable();
        out.dedup();
        let lost: f64 = out.iter().map(|&other| self.candidates[other].worth).sum();
        let gain = self.candidates[at].worth - lost;
        if gain < -FILLED {
            return false;
        }
        let before = self.owner.clone();
        out.iter().for_each(|&other| self.remove(other));
        self.put(at);
        let filled = if out.is_empty() { 0.0 } else { self.fill() };
        if gain + filled > 1e-9 {
            return true;
        }
        self.owner = before;
        false
    }

    /// Takes every candidate whose sentences are free, best first; returns the worth of these.
    fn fill(&mut self) -> f64 {
        let mut worth = 0.0;
        for at in 0..self.candidates.len() {
            if self.nodes[at].iter().all(|&node| self.owner[node].is_none()) {
                self.put(at);
                worth += self.candidates[at].worth;
            }
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_speaks_for_a_group_from_half_way_up_and_sooner_in_retold_documents() {
        let (retold, faithful) = (Weighing::default().at(0.2), Weighing::default().at(0.8));
        assert!(retold.of_link(0.48, 0.48) > 0.0 && faithful.of_link(0.48, 0.48) < 0.0);
        assert!(faithful.alone > retold.alone && faithful.base == 0.0);
        let minor_part = retold.of_link(0.6, 0.1);
        assert!(minor_part < retold.of_link(0.6, 0.6), "a minor part speaks less");
    }
}
