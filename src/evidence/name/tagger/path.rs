//! Weights of a stretch of units -> the labels that fit best together (Viterbi), and the names that they mean.

use crate::model::Entity;

use super::Tagged;
use super::model::{LABELS, Model, Weights};

/// The label of what is no name.
const OUTSIDE: usize = 0;
/// Units that a name has at most: a line of capitals that goes on and on is cut.
const LONGEST: usize = 32;
/// No path.
const NEVER: i32 = i32::MIN / 2;

/// The best labels; what stands before and behind the stretch is outside, or the sentence's start or end.
pub(super) fn best(rows: &[Weights], model: &Model, opens: bool, closes: bool) -> Vec<usize> {
    let from = if opens { LABELS } else { OUTSIDE };
    let mut sums = [NEVER; LABELS];
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
    for (n, row) in rows.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut steps = [0u8; LABELS];
        for to in 0..LABELS {
            let came = |from: usize| sums[from] + model.step(from, to);
            let (best, step) = match (n, goes_on(to)) {
                (0, true) => (NEVER, OUTSIDE),
                (0, false) => (model.step(from, to), OUTSIDE),
                (_, true) => {
                    [to - 1, to].map(|from| (came(from), from)).into_iter().max().unwrap_or_default()
                }
                (_, false) => (0..LABELS).map(|from| (came(from), from)).max().unwrap_or_default(),
            };
            next[to] = (best + row[to]).max(NEVER);
            steps[to] = step as u8;
        }
        sums = next;
        back.push(steps);
    }
    let last = |label: usize| sums[label] + if closes { 0 } else { model.step(label, OUTSIDE) };
    let mut label = (0..LABELS).max_by_key(|&label| (last(label), LABELS - label)).unwrap_or_default();
    let mut labels = vec![label; rows.len()];
    for n in (1..rows.len()).rev() {
        label = usize::from(back[n][label]);
        labels[n - 1] = label;
    }
    labels
}

/// Whether the label is that of a further unit of a name.
fn goes_on(label: usize) -> bool {
    label != OUTSIDE && label.is_multiple_of(2)
}

/// Adds the names that the labels of the units from `start` on mean.
pub(super) fn names(labels: &[usize], start: usize, found: &mut Vec<Tagged>) {
    for (n, &label) in labels.iter().enumerate() {
        let at = start + n;
        let before = found.last_mut().filter(|name| at - name.first < LONGEST);
        if let (true, Some(name)) = (goes_on(label), before) {
            name.last = at;
        } else if label != OUTSIDE {
            let entity = [Entity::Person, Entity::Organisation, Entity::Place][(label - 1) / 2];
            found.push(Tagged { first: at, last: at, entity });
        }
    }
}
