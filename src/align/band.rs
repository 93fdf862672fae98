//! Anchors of a long document -> the band around the longest chain of them.

use std::ops::Range;

use crate::model::Band;

/// Sentences by which a band without anchors opens at most: a text without any is a list that repeats itself,
/// and its middle tells as much as its edges.
const WIDEST: usize = 100;

/// The band of `n` by `m` sentences that keeps `margin` sentences around the longest chain of anchors that
/// rises on both sides.
///
/// `anchors` are (Indonesian, English) positions, in any order; without any the band follows the diagonal.
/// The chain is a longest increasing subsequence (patience sorting), as in the anchor passes of diff tools.
pub fn band(n: usize, m: usize, anchors: &[(usize, usize)], margin: usize) -> Band {
    let mut points = vec![(0, 0)];
    points.extend(longest_chain(anchors));
    points.push((n, m));
    let mut rows: Vec<Range<usize>> = Vec::with_capacity(n);
    for pair in points.windows(2) {
        let ((i0, j0), (i1, j1)) = (pair[0], pair[1]);
        for i in i0..i1 {
            // Between anchors a long gap may be filled in any order, so the band opens as the gap does.
            let slack = margin + ((j1 - j0).min(i1 - i0) / 4).min(WIDEST);
            let middle = j0 + (i - i0) * (j1 - j0) / (i1 - i0);
            let low = middle.saturating_sub(slack).max(j0.saturating_sub(margin));
            rows.push(low..(middle + slack + 1).min(j1 + margin));
        }
    }
    Band::new(rows, m)
}

/// The longest chain of anchors in which both positions rise.
fn longest_chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted = anchors.to_vec();
    sorted.sort_by_key(|&(i, j)| (i, std::cmp::Reverse(j)));
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; sorted.len()];
    for (k, &(_, j)) in sorted.iter().enumerate() {
        let place = tails.partition_point(|&t| sorted[t].1 < j);
        before[k] = place.checked_sub(1).map(|p| tails[p]);
        if place == tails.len() { tails.push(k) } else { tails[place] = k }
    }
    let mut chain = Vec::new();
    let mut at = tails.last().copied();
    while let Some(k) = at {
        chain.push(sorted[k]);
        at = before[k];
    }
    chain.reverse();
    chain
}
