//! The band of a document that is too large to be searched at once -> sections that are searched one by one.

use std::ops::Range;

use crate::model::{Band, Sides};

/// Cuts a band into sections that cost no more than `budget` each, as far as a single sentence does not.
///
/// `costs` has the cost of each row, `anchors` the sure pairs of a path through the band, in order. A section
/// ends between two sure pairs that follow each other on both sides, if the last half of the budget has any;
/// else in the middle of the band. No bead joins two sections.
pub fn sections(
    band: &Band,
    costs: &[u64],
    anchors: &[(usize, usize)],
    budget: u64,
) -> Vec<Sides<Range<usize>>> {
    let (n, m) = (band.height(), band.width());
    let (mut sections, mut at, mut anchors) = (Vec::new(), (0, 0), anchors);
    while at != (n, m) {
        let longest = longest(&costs[at.0..], budget) + at.0;
        let end = if longest == n { (n, m) } else { cut(band, at, longest, &mut anchors) };
        sections.push(Sides::new(at.0..end.0, at.1..end.1));
        at = end;
    }
    sections
}

/// How many rows cost no more than the budget; at least one.
fn longest(costs: &[u64], budget: u64) -> usize {
    let mut sum = 0;
    let within = costs.iter().take_while(|&&cost| {
        sum += cost;
        sum <= budget
    });
    within.count().max(1).min(costs.len())
}

/// The cut point at which the section from `at` ends, `longest` at the latest.
fn cut(band: &Band, at: (usize, usize), longest: usize, anchors: &mut &[(usize, usize)]) -> (usize, usize) {
    let before = anchors.partition_point(|&(i, _)| i < at.0);
    let within = &anchors[before..];
    let (near, later) = within.split_at(within.partition_point(|&(i, _)| i <= longest));
    let half = at.0 + (longest - at.0) / 2;
    let follows = |pair: &&[(usize, usize)]| {
        let ((i, j), next) = (pair[0], pair[1]);
        next == (i + 1, j + 1) && next.0 > half && j >= at.1
    };
    let sure = near.windows(2).rev().find(follows).map(|pair| pair[1]);
    *anchors = if sure.is_some() { within } else { later };
    sure.unwrap_or_else(|| {
        let row = band.row(longest - 1);
        (longest, ((row.start + row.end).div_ceil(2)).clamp(at.1, band.width()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagonal(n: usize) -> Vec<(usize, usize)> {
        (0..n).map(|i| (i, i)).collect()
    }

    #[test]
    fn sections_follow_each_other_and_keep_to_the_budget() {
        let band = crate::align::band(100, 90, &[], 5);
        let costs: Vec<u64> = (0..100).map(|i| 1 + i % 7).collect();
        let sections = sections(&band, &costs, &[], 40);
        let mut at = (0, 0);
        for Sides { ind, eng } in &sections {
            assert_eq!((ind.start, eng.start), at);
            assert!(costs[ind.clone()].iter().sum::<u64>() <= 40 && !ind.is_empty());
            at = (ind.end, eng.end);
        }
        assert_eq!(at, (100, 90));
    }

    #[test]
    fn a_section_ends_between_two_sure_pairs() {
        let band = crate::align::band(100, 100, &diagonal(100), 5);
        let path = [&diagonal(28)[..], &[(30, 31), (34, 34)]].concat();
        let first = &sections(&band, &[1; 100], &path, 40)[0];
        assert_eq!((first.ind.clone(), first.eng.clone()), (0..27, 0..27));
    }

    #[test]
    fn a_sentence_above_the_budget_has_a_section_of_its_own() {
        let band = crate::align::band(3, 3, &[], 1);
        let sections = sections(&band, &[1, 100, 1], &[], 10);
        assert_eq!(
            sections.iter().map(|section| section.ind.clone()).collect::<Vec<_>>(),
            [0..1, 1..2, 2..3]
        );
    }
}
