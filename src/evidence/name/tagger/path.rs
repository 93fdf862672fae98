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

/// Finds paths; kept from stretch to stretch for its room.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// For each unit and label the best label before.
    back: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

impl Path {
    /// The best labels; what stands before and behind the stretch is outside, or the sentence's start or end.
    pub fn best(&mut self, rows: &[Weights], model: &Model, opens: bool, closes: bool) -> &[usize] {
        let start = if opens { LABELS } else { OUTSIDE };
        let mut sums: [i32; LABELS] = std::array::from_fn(|to| {
            let first = if goes_on(to) { NEVER } else { model.step(start, to) };
            (first + rows[0][to]).max(NEVER)
        });
        self.back.clear();
        for row in &rows[1..] {
            let came = |from: usize, to: usize| (sums[from] + model.step(from, to), from);
            let best: [_; LABELS] = std::array::from_fn(|to| {
                if goes_on(to) {
                    came(to - 1, to).max(came(to, to))
                } else {
                    (1..LABELS).fold(came(OUTSIDE, to), |best, from| best.max(came(from, to)))
                }
            });
            self.back.push(best.map(|(_, from)| from as u8));
            sums = std::array::from_fn(|to| (best[to].0 + row[to]).max(NEVER));
        }
        let last = |label: usize| sums[label] + if closes { 0 } else { model.step(label, OUTSIDE) };
        let mut label = (0..LABELS).max_by_key(|&label| (last(label), LABELS - label)).unwrap_or_default();
        self.labels.clear();
        self.labels.resize(rows.len(), label);
        for (n, back) in self.back.iter().enumerate().rev() {
            label = usize::from(back[label]);
            self.labels[n] = label;
        }
        &self.labels
    }
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
