//! A unit that a sentence has many times -> the occurrences on the other side with which each may be linked.

use rustc_hash::FxHashMap;

/// The occurrences of a unit in a sentence with which one occurrence on the other side may be linked: those
/// of a similar number among their like. Links are one-to-one and in order, so that more of them would only
/// make the cells of long sentences that repeat themselves grow with the square of their length.
pub const LIKE: usize = 32;

/// Takes the occurrences in the first sentence off a list of postings.
pub fn next_cell<'p>(list: &mut &'p [(u32, u32)]) -> Option<(usize, &'p [(u32, u32)])> {
    let (&(j, _), rest) = list.split_first()?;
    // A long sentence may have the unit thousands of times, and the document millions of times.
    let mut within = 1;
    while rest.get(within - 1).is_some_and(|&(other, _)| other == j) {
        within *= 2;
    }
    let within = within.min(rest.len());
    let again = rest[..within].partition_point(|&(other, _)| other == j);
    let (cell, rest) = list.split_at(again + 1);
    *list = rest;
    Some((j as usize, cell))
}

/// The occurrences of a cell for one that has `before` of its like before it in its sentence.
pub fn nearest(cell: &[(u32, u32)], before: usize) -> &[(u32, u32)] {
    if cell.len() <= LIKE && before < LIKE {
        return cell;
    }
    let start = before.saturating_sub(LIKE / 2).min(cell.len());
    &cell[start..(before + LIKE / 2).min(cell.len())]
}

/// The units of a sentence, each with the number of occurrences for which it stands: a unit that occurs more
/// than [`LIKE`] times comes once for all of them, any other each time by itself.
pub fn grouped(units: &[u32]) -> impl Iterator<Item = (u32, usize)> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    if units.len() > LIKE {
        units.iter().for_each(|&unit| *counts.entry(unit).or_default() += 1);
        counts.retain(|_, count| *count > LIKE);
    }
    units.iter().filter_map(move |&unit| match counts.get_mut(&unit) {
        Some(count) => Some((unit, std::mem::take(count))).filter(|(_, count)| *count > 0),
        None => Some((unit, 1)),
    })
}

/// The number of occurrences of each unit so far in one sentence.
pub struct Seen(Vec<(usize, usize)>);

impl Seen {
    /// For so many kinds of units.
    pub fn new(types: usize) -> Self {
        Seen(vec![(usize::MAX, 0); types])
    }

    /// The number before this one in the sentence.
    pub fn before(&mut self, unit: u32, sentence: usize) -> usize {
        let (last, count) = &mut self.0[unit as usize];
        if std::mem::replace(last, sentence) != sentence {
            *count = 0;
        }
        *count += 1;
        *count - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_of_a_similar_number_are_near() {
        let cell: Vec<(u32, u32)> = (0..100).map(|e| (0, e)).collect();
        assert_eq!(nearest(&cell[..LIKE], LIKE - 1).len(), LIKE);
        assert_eq!(nearest(&cell, 50), &cell[34..66]);
        assert_eq!(nearest(&cell, 0), &cell[..16]);
        assert!(nearest(&cell, 200).is_empty());
    }

    #[test]
    fn units_that_repeat_stand_for_all_of_their_like() {
        let few = vec![7; LIKE];
        assert!(grouped(&few).eq(few.iter().map(|&unit| (unit, 1))));
        let many = [vec![1], vec![7; LIKE], vec![2, 7, 2]].concat();
        assert!(grouped(&many).eq([(1, 1), (7, LIKE + 1), (2, 1), (2, 1)]));
    }

    #[test]
    fn postings_fall_into_cells() {
        let mut list = &[(1, 0), (1, 1), (1, 2), (4, 3), (5, 4), (5, 5), (5, 6), (5, 7), (5, 8)][..];
        let mut sizes = Vec::new();
        while let Some((j, cell)) = next_cell(&mut list) {
            sizes.push((j, cell.len()));
        }
        assert_eq!(sizes, [(1, 3), (4, 1), (5, 5)]);
    }
}
