//! Judgements from outside -> which groups may be beads, and which must be.

use rustc_hash::FxHashSet;

use super::logit;
use super::matrix::Matrix;
use super::table::sigmoid;
use crate::model::{Decided, DecidedBead, DecidedLink, Group, Language, Places};

/// The worth of a group for each accepted link group or bead in it: more than all others may add up to.
const FIXED: f64 = 1e3;

/// What judgements demand of the beads of two documents.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Sentences that accepted links join, each with each of the other side. Where the links are a chain,
    /// whose ends share nothing that is known, the worth of the groups decides.
    joined: Vec<Group>,
    /// Pairs of sentences that share nothing.
    apart: Vec<(usize, usize)>,
    /// Judged beads.
    beads: Vec<DecidedBead>,
}

impl Given {
    pub(super) fn new(decided: &Decided) -> Self {
        let pairs = |holds: fn(&DecidedLink) -> bool| {
            let held = decided.links().iter().filter(move |link| holds(link));
            held.map(|link| (link.ind, link.eng)).collect::<Vec<(usize, usize)>>()
        };
        let (fixed, apart) = (pairs(DecidedLink::is_fixed), pairs(DecidedLink::is_forbidden));
        let known: FxHashSet<(usize, usize)> = fixed.iter().copied().collect();
        let mut joined = joined(fixed.into_iter());
        joined.retain(|group| cells(group).all(|pair| known.contains(&pair)));
        Given { apart, joined, beads: decided.beads.clone() }
    }

    /// The groups that must be, or may be although no link proposes them. `sure` has the probability of each
    /// link.
    pub(super) fn proposed(&self, sure: &Matrix) -> Vec<Group> {
        let judged = self.beads.iter().filter(|bead| bead.odds > 0.0).map(|bead| bead.group.clone());
        let unlike = self.beads.iter().filter(|bead| bead.odds < 0.0).filter_map(|bead| partner(bead, sure));
        self.joined.iter().cloned().chain(judged).chain(unlike).filter(|group| !group.is_null()).collect()
    }

    /// Whether a group is compatible with all certain judgements.
    pub(super) fn allows(&self, group: &Group) -> bool {
        let whole = |other: &Group| holds(group, other) || !meets(group, other);
        let exact = |bead: &DecidedBead| match bead.odds {
            f64::INFINITY => bead.group.is_same(group) || !meets(group, &bead.group),
            f64::NEG_INFINITY => !bead.group.is_same(group),
            _ => true,
        };
        let demanded = |bead: &DecidedBead| bead.odds == f64::INFINITY && bead.group.is_same(group);
        let apart = |&(i, j): &(usize, usize)| !(group.ind.contains(i) && group.eng.contains(j));
        let links = self.joined.iter().all(whole) && self.apart.iter().all(apart);
        (links || self.beads.iter().any(demanded)) && self.beads.iter().all(exact)
    }

    /// The probability of a bead, with the judgement on it.
    pub(super) fn probability(&self, group: &Group, probability: f64) -> f64 {
        match self.beads.iter().find(|bead| bead.group.is_same(group)) {
            Some(bead) => sigmoid(logit(probability) + bead.odds),
            None => probability,
        }
    }

    /// What a group is worth more because it is demanded.
    pub(super) fn worth(&self, group: &Group) -> f64 {
        let joined = self.joined.iter().filter(|other| holds(group, other)).count();
        let demanded = self.beads.iter().filter(|bead| match bead.odds {
            f64::INFINITY => bead.group.is_same(group),
            f64::NEG_INFINITY => bead.group.is_null() && holds(group, &bead.group),
            _ => false,
        });
        FIXED * (joined + demanded.count()) as f64
    }
}

/// For a sentence that is said to have a partner, a group of it and the likeliest one.
fn partner(bead: &DecidedBead, sure: &Matrix) -> Option<Group> {
    let best = |ps: &mut dyn Iterator<Item = f64>| ps.enumerate().max_by(|x, y| x.1.total_cmp(&y.1));
    let (ind, eng) = match (bead.group.ind.as_slice(), bead.group.eng.as_slice()) {
        (&[i], []) => (i, best(&mut sure.row(i).iter().copied())?.0),
        ([], &[j]) => (best(&mut sure.column(j))?.0, j),
        _ => return None,
    };
    Some(Group::new(Places::of(vec![ind]), Places::of(vec![eng])))
}

/// Whether the sentences of `other` are all in `group`.
fn holds(group: &Group, other: &Group) -> bool {
    let side = |side: Language| other.side(side).iter().all(|at| group.side(side).contains(at));
    side(Language::Ind) && side(Language::Eng)
}

fn meets(group: &Group, other: &Group) -> bool {
    group.ind.meets(&other.ind) || group.eng.meets(&other.eng)
}

/// The sentence pairs of a group.
fn cells(group: &Group) -> impl Iterator<Item = (usize, usize)> + '_ {
    group.ind.iter().flat_map(|i| group.eng.iter().map(move |j| (i, j)))
}

/// The connected components of some links.
fn joined(links: impl Iterator<Item = (usize, usize)>) -> Vec<Group> {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (i, j) in links {
        let (met, mut rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(ind, eng)| ind.contains(&i) || eng.contains(&j));
        let mut whole = (vec![i], vec![j]);
        for (ind, eng) in met {
            whole.0.extend(ind);
            whole.1.extend(eng);
        }
        rest.push(whole);
        groups = rest;
    }
    groups.into_iter().map(|(ind, eng)| Group::new(Places::of(ind), Places::of(eng))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(ind: &[usize], eng: &[usize]) -> Group {
        Group::new(Places::of(ind.to_vec()), Places::of(eng.to_vec()))
    }

    fn given(links: &[(usize, usize, f64)], beads: &[(Group, f64)]) -> Given {
        let mut decided = Decided::default();
        for &(ind, eng, odds) in links {
            *decided.link_mut(ind, eng) = DecidedLink { ind, eng, content: odds, sure: odds };
        }
        let beads = beads.iter().map(|(group, odds)| DecidedBead { group: group.clone(), odds: *odds });
        decided.beads = beads.collect();
        Given::new(&decided)
    }

    const YES: f64 = f64::INFINITY;
    const NO: f64 = f64::NEG_INFINITY;

    #[test]
    fn accepted_links_hold_their_sentences_together_and_rejected_ones_apart() {
        let given = given(&[(0, 1, YES), (0, 2, YES), (3, 3, NO)], &[]);
        for (ind, eng, allowed) in [
            (&[0][..], &[1, 2][..], true),
            (&[0, 1], &[1, 2, 3], true),
            (&[0], &[1], false),
            (&[1], &[2], false),
            (&[3], &[3], false),
            (&[3], &[4], true),
        ] {
            assert_eq!(given.allows(&group(ind, eng)), allowed, "{ind:?} {eng:?}");
        }
        assert!(given.worth(&group(&[0], &[1, 2])) > 0.0);
    }

    #[test]
    fn of_a_chain_any_part_may_be_a_bead() {
        let given = given(&[(0, 0, YES), (1, 0, YES), (1, 1, YES), (0, 1, NO)], &[]);
        assert!(given.allows(&group(&[0, 1], &[0])) && given.allows(&group(&[1], &[0, 1])));
        assert!(!given.allows(&group(&[0, 1], &[0, 1])), "the ends are said to share nothing");
    }

    #[test]
    fn an_accepted_bead_is_exact_and_a_rejected_one_is_not() {
        let given = given(&[(0, 1, NO)], &[(group(&[0], &[0, 1]), YES), (group(&[2], &[2]), NO)]);
        assert!(given.allows(&group(&[0], &[0, 1])), "a bead counts for more than a link");
        assert!(!given.allows(&group(&[0], &[0])) && !given.allows(&group(&[0, 3], &[0, 1])));
        assert!(!given.allows(&group(&[2], &[2])) && given.allows(&group(&[2], &[2, 3])));
        assert_eq!(given.probability(&group(&[0], &[0, 1]), 0.1), 1.0);
    }

    #[test]
    fn doubtful_judgements_forbid_nothing() {
        let given = given(&[(0, 0, -2.0)], &[(group(&[1], &[1]), -1.0)]);
        assert!(given.allows(&group(&[0], &[0])) && given.allows(&group(&[1], &[1])));
        assert!(given.probability(&group(&[1], &[1]), 0.5) < 0.3);
    }
}
