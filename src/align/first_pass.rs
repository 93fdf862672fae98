//! The rough similarity of sentence pairs in a wide band -> the best path through it, as anchors for a narrow
//! band.

use crate::model::Band;

/// The similarity from which a pair is an anchor, in nats.
const SURE: f32 = 8.0;

/// The last step of the best path to a cut point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A pair similar enough to be an anchor.
    Anchor,
    Pair,
    Ind,
    Eng,
}

/// The similar pairs on the best monotone path of one-to-one pairs through `band`, in order.
///
/// `fill` adds the similarity of sentence `i` and each English sentence of its row, in nats, to a row of
/// zeros. This is the first of two passes, as in Moore (2002): full scores are then needed near the path
/// only.
pub fn first_pass(band: &Band, mut fill: impl FnMut(usize, &mut [f32])) -> Vec<(usize, usize)> {
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(band.height() + 1);
    steps.push(vec![Step::Eng; band.cuts(0).len()]);
    let mut above = vec![0.0; band.cuts(0).len()];
    let mut worth = Vec::new();
    for i in 0..band.height() {
        worth.clear();
        worth.resize(band.row(i).len(), 0.0);
        fill(i, &mut worth);
        let (sums, from) = next(band, i, &above, &worth);
        above = sums;
        steps.push(from);
    }
    back(band, &steps)
}

/// The best sums at the cut points after sentence `i`, and the steps that lead to them.
fn next(band: &Band, i: usize, above: &[f64], worth: &[f32]) -> (Vec<f64>, Vec<Step>) {
    let (upper, cuts, row) = (band.cuts(i), band.cuts(i + 1), band.row(i));
    let mut sums: Vec<f64> = Vec::with_capacity(cuts.len());
    let mut steps = Vec::with_capacity(cuts.len());
    for j in cuts {
        let mut best = (f64::NEG_INFINITY, Step::Eng);
        let mut offer = |sum: f64, step| {
            if sum > best.0 {
                best = (sum, step);
            }
        };
        if j > 0 && row.contains(&(j - 1)) && upper.contains(&(j - 1)) {
            let worth = worth[j - 1 - row.start];
            let step = if worth > SURE { Step::Anchor } else { Step::Pair };
            offer(above[j - 1 - upper.start] + f64::from(worth), step);
        }
        if upper.contains(&j) {
            offer(above[j - upper.start], Step::Ind);
        }
        if let Some(&before) = sums.last() {
            offer(before, Step::Eng);
        }
        sums.push(best.0);
        steps.push(best.1);
    }
    (sums, steps)
}

/// The anchors on the path that ends at the last cut point.
fn back(band: &Band, steps: &[Vec<Step>]) -> Vec<(usize, usize)> {
    let (mut i, mut j) = (band.height(), band.width());
    let mut anchors = Vec::new();
    while i > 0 {
        let step = steps[i][j - band.cuts(i).start];
        (i, j) = match step {
            Step::Anchor | Step::Pair => (i - 1, j - 1),
            Step::Ind => (i - 1, j),
            Step::Eng => (i, j - 1),
        };
        if step == Step::Anchor {
            anchors.push((i, j));
        }
    }
    anchors.reverse();
    anchors
}
