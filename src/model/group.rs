//! Sentences of both sides that belong together, whether or not they are neighbours.

use std::fmt;
use std::ops::Range;

use serde::{Serialize, Serializer};

use super::{Block, Language};

/// Positions of sentences of one side, ascending, each once; if there are none, the place of the empty side.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Places {
    at: usize,
    positions: Vec<usize>,
}

impl Places {
    /// The positions of a range; the place of an empty range is its start.
    pub fn run(range: Range<usize>) -> Self {
        Places { at: range.start, positions: range.collect() }
    }

    /// These positions, in any order.
    pub fn of(mut positions: Vec<usize>) -> Self {
        positions.sort_unstable();
        positions.dedup();
        Places { at: positions.first().copied().unwrap_or(0), positions }
    }

    /// No sentence, before the one at `at`.
    pub fn none(at: usize) -> Self {
        Places { at, positions: Vec::new() }
    }

    /// The positions that a table lists, checked against the start and the end that it also has; all of
    /// `hull` if it lists none.
    ///
    /// # Errors
    /// Positions that do not ascend, or whose hull is not `hull`.
    pub fn within(hull: Range<usize>, positions: Vec<usize>) -> Result<Self, String> {
        if positions.is_empty() {
            return Ok(Places::run(hull));
        }
        let said = joined(&positions, ";");
        if !positions.is_sorted_by(|x, y| x < y) {
            return Err(format!("\"{said}\" does not ascend: each sentence stands once, in order"));
        }
        let places = Places { at: positions[0], positions };
        if places.hull() != hull {
            return Err(format!(
                "\"{said}\" does not go with the start {} and the end {}",
                hull.start, hull.end
            ));
        }
        Ok(places)
    }

    /// The same positions of a section, counted from the start of the document.
    #[must_use]
    pub fn after(&self, start: usize) -> Self {
        Places { at: start + self.at, positions: self.iter().map(|position| start + position).collect() }
    }

    /// The number of positions.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// The positions.
    pub fn as_slice(&self) -> &[usize] {
        &self.positions
    }

    /// The positions, one by one.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator + Clone + '_ {
        self.positions.iter().copied()
    }

    /// From the first position up to the one after the last. A file may name any number, also the largest.
    pub fn hull(&self) -> Range<usize> {
        self.at..self.positions.last().map_or(self.at, |last| last.saturating_add(1))
    }

    /// Whether no position is missing between the first and the last.
    pub fn is_run(&self) -> bool {
        self.hull().len() == self.len()
    }

    /// Whether a position is among them.
    pub fn contains(&self, position: usize) -> bool {
        self.positions.binary_search(&position).is_ok()
    }

    /// Whether a position is also in `other`.
    pub fn meets(&self, other: &Places) -> bool {
        let (mine, its) = (self.hull(), other.hull());
        mine.start < its.end && its.start < mine.end && self.iter().any(|position| other.contains(position))
    }

    /// The positions that are not in `others`; if none remains, the place after them.
    pub fn without(&self, others: &Places) -> Self {
        let rest: Vec<usize> = self.iter().filter(|&position| !others.contains(position)).collect();
        if rest.is_empty() { Places::none(self.hull().end) } else { Places::of(rest) }
    }

    /// The maximal runs of neighbours.
    pub fn runs(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.positions.chunk_by(|x, y| x + 1 == *y).map(|run| run[0]..run[0].saturating_add(run.len()))
    }
}

/// The positions.
impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.positions.serialize(serializer)
    }
}

/// `0, 3`.
impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&joined(&self.positions, ", "))
    }
}

fn joined(positions: &[usize], between: &str) -> String {
    positions.iter().map(usize::to_string).collect::<Vec<_>>().join(between)
}

/// Indonesian and English sentences that belong together; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Group {
    /// The Indonesian sentences.
    pub ind: Places,
    /// The English sentences.
    pub eng: Places,
}

impl Group {
    /// The group of these sentences.
    pub fn new(ind: Places, eng: Places) -> Self {
        Group { ind, eng }
    }

    /// One side.
    pub fn side(&self, language: Language) -> &Places {
        match language {
            Language::Ind => &self.ind,
            Language::Eng => &self.eng,
        }
    }

    /// The smallest block with all of its sentences; there may be others between them.
    pub fn block(&self) -> Block {
        let (ind, eng) = (self.ind.hull(), self.eng.hull());
        Block::new(ind.start, ind.len(), eng.start, eng.len())
    }

    /// How many sentences of both sides.
    pub fn len(&self) -> usize {
        self.ind.len() + self.eng.len()
    }

    /// Whether it has no sentence at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the other group has exactly the same sentences, whatever the place of an empty side.
    pub fn is_same(&self, other: &Group) -> bool {
        self.ind.as_slice() == other.ind.as_slice() && self.eng.as_slice() == other.eng.as_slice()
    }

    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.ind.is_empty() || self.eng.is_empty()
    }

    /// Whether the sentences of each side are neighbours.
    pub fn is_run(&self) -> bool {
        self.ind.is_run() && self.eng.is_run()
    }

    /// The same with the sides exchanged.
    pub fn swapped(&self) -> Self {
        Group { ind: self.eng.clone(), eng: self.ind.clone() }
    }

    /// The numbers of sentences: `2-1`, `1-0`.
    pub fn align_type(&self) -> String {
        format!("{}-{}", self.ind.len(), self.eng.len())
    }

    /// The group itself if it has both sides, else each of its sentences as a group.
    pub fn pieces(self) -> Vec<Group> {
        if !self.is_null() {
            return vec![self];
        }
        let (i, j) = (self.ind.hull().start, self.eng.hull().start);
        let ind = self.ind.iter().map(|at| Group::from(Block::new(at, 1, j, 0)));
        ind.chain(self.eng.iter().map(|at| Group::from(Block::new(i, 0, at, 1)))).collect()
    }

    /// The reading order: that of the article; groups without Indonesian sentences come before the sentence
    /// at their place.
    pub fn order(&self) -> (usize, bool, usize) {
        (self.ind.hull().start, !self.ind.is_empty(), self.eng.hull().start)
    }

    /// The form in which the group is hashed: start and length of both sides, and every position if the group
    /// is no run.
    pub fn place(&self) -> String {
        let Block { i, a, j, b } = self.block();
        let hull = format!("{i} {a} {j} {b}");
        // Tables and stores hold hashes from before groups could have gaps.
        if self.is_run() { hull } else { format!("{hull} {self}") }
    }
}

impl From<Block> for Group {
    fn from(block: Block) -> Self {
        Group { ind: Places::run(block.ind()), eng: Places::run(block.eng()) }
    }
}

/// `[0, 3]:[2]`.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]:[{}]", self.ind, self.eng)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn places()(at in 0..9usize, positions in proptest::collection::vec(0..12usize, 0..6)) -> Places {
            if positions.is_empty() { Places::none(at) } else { Places::of(positions) }
        }
    }

    proptest! {
        #[test]
        fn positions_ascend_and_their_hull_holds_them(places in places()) {
            prop_assert!(places.as_slice().is_sorted_by(|x, y| x < y));
            prop_assert!(places.iter().all(|at| places.hull().contains(&at) && places.contains(at)));
            prop_assert_eq!(places.is_run(), places == Places::run(places.hull()));
            prop_assert_eq!(places.runs().flatten().collect::<Vec<_>>(), places.as_slice());
            let again = Places::within(places.hull(), places.as_slice().to_vec());
            prop_assert_eq!(again, Ok(places));
        }

        #[test]
        fn what_is_taken_out_is_no_longer_there(x in places(), y in places()) {
            let rest = x.without(&y);
            prop_assert!(!rest.meets(&y));
            prop_assert_eq!(x.meets(&y), rest.len() < x.len());
            prop_assert_eq!(x.meets(&y), y.meets(&x));
        }

        #[test]
        fn pieces_hold_each_sentence_once(ind in places(), eng in places()) {
            let group = Group::new(ind, eng);
            let pieces = group.clone().pieces();
            let mut all: Vec<_> = pieces.iter().flat_map(|piece| piece.ind.iter()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, group.ind.as_slice());
            prop_assert!(pieces.iter().all(|piece| piece.len() == 1 || !group.is_null()));
            let elsewhere = Places::of(group.ind.as_slice().to_vec());
            prop_assert!(Group::new(elsewhere, group.eng.clone()).is_same(&group));
            prop_assert_eq!(group.swapped().swapped(), group);
        }

        #[test]
        fn a_block_is_the_group_of_its_sentences(i in 0..9usize, a in 0..4usize, j in 0..9usize, b in 0..4usize) {
            let block = Block::new(i, a, j, b);
            let group = Group::from(block);
            prop_assert_eq!(group.block(), block);
            prop_assert!(group.is_run());
            prop_assert_eq!(group.align_type(), format!("{a}-{b}"));
            prop_assert_eq!(group.place(), format!("{i} {a} {j} {b}"));
        }
    }

    #[test]
    fn the_largest_number_is_a_position_like_any_other() {
        let places = Places::of(vec![3, usize::MAX]);
        assert_eq!(places.hull(), 3..usize::MAX);
        assert_eq!(places.runs().count(), 2);
        assert!(Places::within(3..5, vec![3, usize::MAX]).is_err());
    }

    #[test]
    fn a_table_must_not_contradict_itself() {
        let told = |hull, positions| Places::within(hull, positions).unwrap_err();
        assert_eq!(Places::within(3..5, vec![]), Ok(Places::run(3..5)));
        assert_eq!(told(0..4, vec![0, 2]), "\"0;2\" does not go with the start 0 and the end 4");
        assert!(told(0..4, vec![3, 0]).starts_with("\"3;0\" does not ascend"));
        assert!(told(0..4, vec![0, 0, 3]).starts_with("\"0;0;3\" does not ascend"));
    }

    #[test]
    fn groups_with_gaps_have_names_of_their_own() {
        let group = Group::new(Places::of(vec![3, 0]), Places::run(2..3));
        assert_eq!(group.to_string(), "[0, 3]:[2]");
        assert_eq!((group.block(), group.is_run()), (Block::new(0, 4, 2, 1), false));
        assert_ne!(group.place(), Group::from(group.block()).place());
    }
}
