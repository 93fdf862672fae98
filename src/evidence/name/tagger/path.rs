//! Weights of a stretch of units -> the labels that fit best together (Viterbi), and the names that they
//! mean.

use crate::model::Entity;

use super::Tagged;
use super::model::{LABELS, LANES, Model, NEVER, OUTSIDE, Weights, goes_on};

/// Units that a name has at most: a line of capitals that goes on and on is cut.
const LONGEST: usize = 32;

/// Finds paths; kept from stretch to stretch for its room.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// For each unit and label the best label before.
    back: Vec<[u8; LANES]>,
    labels: Vec<usize>,
}

impl Path {
    /// The best labels; what stands before and behind the stretch is outside, or the sentence's start or end.
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

/// The best way to each label from the labels before, and which of those it comes from; all of them are
/// looked at side by side.
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

/// What the ways to each label are worth with what the unit adds.
fn reached(ways: &Weights, unit: &Weights) -> Weights {
    std::array::from_fn(|label| (ways[label] + unit[label]).max(NEVER))
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
