//! Weights of consecutive units -> the best sequence of labels (Viterbi), and the names in it.

use crate::model::Entity;

use super::Tagged;
use super::model::{LABELS, LANES, Model, NEVER, OUTSIDE, Weights, goes_on};

/// Maximum number of units of a name: a long line in capitals is cut.
const LONGEST: usize = 32;

/// Finds the best labels; its buffers are reused.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// For each unit and label the best label before.
    back: Vec<[u8; LANES]>,
    labels: Vec<usize>,
}

impl Path {
    /// The best labels of the units. The neighbours of the range are outside of names, or `opens` and
    /// `closes` mark the start and the end of the sentence.
    pub fn best(&mut self, rows: &[Weights], model: &Model, opens: bool, closes: bool) -> &[usize] {
        let start = if opens { LABELS } else { OUTSIDE };
        let mut sums = reached(model.steps(start), &rows[0]);
        self.back.clear();
        for row in &rows[1..] {
            let (best, from) = steps(&sums, model);
            self.back.push(from.map(|label| label as u8));
            sums = reached(&best, row);
        }
        let last = |label: usize| sums[label] + if closes { 0 } else { model.steps(label)[OUTSIDE] };
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

/// The best score of a step to each label, and the label that it comes from; all labels are computed in
/// parallel.
#[inline]
fn steps(sums: &Weights, model: &Model) -> (Weights, Weights) {
    let (mut best, mut came) = ([i32::MIN; LANES], [0; LANES]);
    for (from, before) in sums.iter().enumerate().take(LABELS) {
        let steps = model.steps(from);
        for to in 0..LANES {
            let sum = before + steps[to];
            came[to] = if sum >= best[to] { from as i32 } else { came[to] };
            best[to] = best[to].max(sum);
        }
    }
    (best, came)
}

/// The scores of each label after the unit's weights are added.
fn reached(ways: &Weights, unit: &Weights) -> Weights {
    std::array::from_fn(|label| (ways[label] + unit[label]).max(NEVER))
}

/// Adds the names that the labels of the units from `start` on describe.
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
