//! Gold groups and hypothesised groups of one document -> counts, as Vecalign's scorer counts.

use std::fmt;
use std::ops::AddAssign;

use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};

use super::group::Group;
use super::measure::Measure;

/// The number of groups and of those that agree.
///
/// A group is strictly right if the other side has exactly the same group; it is laxly right if it shares an
/// Indonesian and an English sentence with one or more groups of the other side that align them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Groups of the hypothesis.
    pub given: usize,
    /// Groups of the gold.
    pub wanted: usize,
    /// Groups of the hypothesis that are strictly right.
    pub right: usize,
    /// Groups of the gold that were strictly found.
    pub found: usize,
    /// Groups of the hypothesis that are laxly right.
    pub lax_right: usize,
    /// Groups of the gold that were laxly found.
    pub lax_found: usize,
}

impl Tally {
    /// Strict precision, recall and F1.
    pub fn strict(&self) -> Measure {
        Measure::new(self.right, self.given, self.found, self.wanted)
    }

    /// Lax precision, recall and F1.
    pub fn lax(&self) -> Measure {
        Measure::new(self.lax_right, self.given, self.lax_found, self.wanted)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.given += other.given;
        self.wanted += other.wanted;
        self.right += other.right;
        self.found += other.found;
        self.lax_right += other.lax_right;
        self.lax_found += other.lax_found;
    }
}

/// The shape of a group, by its numbers of article and report sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// One to one.
    OneOne,
    /// Several Indonesian sentences to one English sentence.
    ManyOne,
    /// One Indonesian sentence to several English ones.
    OneMany,
    /// Several to several.
    ManyMany,
    /// An unaligned Indonesian sentence.
    IndOnly,
    /// An unaligned English sentence.
    EngOnly,
}

impl Shape {
    /// Every shape, in the order of the tables.
    pub const ALL: [Shape; 6] =
        [Shape::OneOne, Shape::ManyOne, Shape::OneMany, Shape::ManyMany, Shape::IndOnly, Shape::EngOnly];

    fn of(group: &Group) -> Self {
        match (group.ind.len(), group.eng.len()) {
            (0, _) => Shape::EngOnly,
            (_, 0) => Shape::IndOnly,
            (1, 1) => Shape::OneOne,
            (_, 1) => Shape::ManyOne,
            (1, _) => Shape::OneMany,
            _ => Shape::ManyMany,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Shape::OneOne => "1-1",
            Shape::ManyOne => "n-1",
            Shape::OneMany => "1-n",
            Shape::ManyMany => "n-m",
            Shape::IndOnly => "1-0",
            Shape::EngOnly => "0-1",
        })
    }
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The counts of one document, or the sums of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// As Vecalign's scorer counts: an unaligned sentence counts in precision (right only if it is unaligned
    /// in the gold too), never in recall.
    pub all: Tally,
    /// Without unaligned sentences in precision either.
    pub linked: Tally,
    /// Each shape separately, in the order of [`Shape::ALL`]; here unaligned sentences count in recall as
    /// well.
    pub by_shape: [Tally; 6],
}

impl Counts {
    /// Counts the groups of one document; the order of both sides is irrelevant, and groups may cross.
    pub fn new(gold: &[Group], hypothesis: &[Group]) -> Self {
        let (gold, hypothesis) = (split_nulls(gold), split_nulls(hypothesis));
        let (wanted, given) = (Side::new(&gold), Side::new(&hypothesis));
        let mut counts = Counts::default();
        for group in &hypothesis {
            let (strict, lax) = wanted.has(group);
            counts.add(
                group,
                Tally {
                    given: 1,
                    right: usize::from(strict),
                    lax_right: usize::from(lax),
                    ..Tally::default()
                },
            );
        }
        for group in &gold {
            let (strict, lax) = given.has(group);
            counts.add(
                group,
                Tally {
                    wanted: 1,
                    found: usize::from(strict),
                    lax_found: usize::from(lax),
                    ..Tally::default()
                },
            );
        }
        counts
    }

    fn add(&mut self, group: &Group, tally: Tally) {
        self.by_shape[Shape::of(group) as usize] += tally;
        if !group.is_null() {
            self.linked += tally;
        }
        if !group.is_null() || tally.given > 0 {
            self.all += tally;
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.all += other.all;
        self.linked += other.linked;
        for (sum, more) in self.by_shape.iter_mut().zip(other.by_shape) {
            *sum += more;
        }
    }
}

/// One side, prepared for look-ups. It holds each sentence once per group, never the pairs of a group: one
/// wrong cell in a table (a bead of a million by a million) would make more pairs than fit in memory.
struct Side<'a> {
    set: FxHashSet<&'a Group>,
    ind: Places,
    eng: Places,
}

impl<'a> Side<'a> {
    fn new(groups: &'a [Group]) -> Self {
        Side {
            set: groups.iter().collect(),
            ind: Places::new(groups, |group| &group.ind),
            eng: Places::new(groups, |group| &group.eng),
        }
    }

    /// Whether this side has `group` strictly, and laxly: in a group that shares an Indonesian and an English
    /// sentence with it.
    fn has(&self, group: &Group) -> (bool, bool) {
        let strict = self.set.contains(group);
        if strict || group.is_null() {
            return (strict, strict);
        }
        let met: FxHashSet<usize> = group.ind.iter().flat_map(|&i| self.ind.of(i)).collect();
        (false, group.eng.iter().flat_map(|&j| self.eng.of(j)).any(|at| met.contains(&at)))
    }
}

/// The groups that contain each sentence of one language: (sentence, group), sorted.
struct Places(Vec<(usize, usize)>);

impl Places {
    fn new(groups: &[Group], side: impl Fn(&Group) -> &Vec<usize>) -> Self {
        let mut places = Vec::with_capacity(groups.iter().map(|group| side(group).len()).sum());
        for (at, group) in groups.iter().enumerate() {
            places.extend(side(group).iter().map(|&sentence| (sentence, at)));
        }
        places.sort_unstable();
        Places(places)
    }

    fn of(&self, sentence: usize) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|&(other, _)| other < sentence);
        self.0[first..].iter().take_while(move |&&(other, _)| other == sentence).map(|&(_, at)| at)
    }
}

/// The groups, with one-sided groups split into one group per sentence.
fn split_nulls(groups: &[Group]) -> Vec<Group> {
    groups.iter().flat_map(Group::split_null).collect()
}
