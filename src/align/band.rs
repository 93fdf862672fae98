//! Anchors of a long document -> the band around the longest chain of them.

use std::ops::Range;

use crate::model::{Band, rising};

/// The most sentences by which a band opens between anchors. A text without any is a list that repeats
/// itself, and its middle says as much as its edges.
const WIDEST: usize = 100;

/// The most sentences by which a band opens around a longer gap than [`LONG`]: no text of so many sentences
/// is without any anchor, unless it repeats itself or belongs to something else.
const NARROW: usize = 20;

/// See [`NARROW`].
const LONG: usize = 1 << 12;

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
        let gap = (j1 - j0).min(i1 - i0);
        // Between anchors a long gap may be filled in any order, so the band opens as the gap does.
        let slack = if gap > LONG { margin.min(NARROW) } else { margin + (gap / 4).min(WIDEST) };
        for i in i0..i1 {
            let middle = j0 + (i - i0) * (j1 - j0) / (i1 - i0);
            let low = middle.saturating_sub(slack).max(j0.saturating_sub(margin));
            rows.push(low..(middle + slack + 1).min(j1 + margin));
        }
    }
    Band::new(rows, m)
}

/// The longest chain of anchors in which both positions rise, with one anchor per sentence at most.
fn longest_chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted = anchors.to_vec();
    sorted.sort_by_key(|&(i, j)| (i, std::cmp::Reverse(j)));
    let run = rising(&sorted.iter().map(|&(_, j)| j).collect::<Vec<_>>());
    run.into_iter().map(|at| sorted[at]).collect()
}
