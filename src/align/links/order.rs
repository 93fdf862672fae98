//! Beads made of links -> beads in the order of the article, with those outside the order marked as moved.

use super::{LinkedBead, Links};
use crate::model::{Bead, Group, Language, Places, Sides};

/// The probability from which a row outside the order is marked as moved: a doubtful one is no sign of order.
const MOVED: f64 = 0.5;

/// Puts beads in the order of the Indonesian side; a sentence without a partner follows the partner of the
/// sentence before it. `confidence` and `coverage` are asked for each bead.
pub fn ordered(
    made: &[LinkedBead],
    links: &Links,
    confidence: impl Fn(&LinkedBead) -> f64,
    coverage: impl Fn(&Group) -> Sides<f64>,
) -> Vec<Bead> {
    let size = Sides::new(links.sure.height(), links.sure.width());
    let behind = Sides::of(|side| partners(made, *size.get(side), side));
    let mut beads: Vec<Bead> = made
        .iter()
        .map(|made| Bead {
            group: placed(&made.group, &behind),
            confidence: confidence(made),
            content: content(&made.group, links),
            coverage: coverage(&made.group),
            moved: false,
        })
        .collect();
    beads.sort_by_key(|bead| {
        let group = &bead.group;
        (group.ind.hull().start, !group.ind.is_empty(), group.eng.hull().start)
    });
    let both: Vec<usize> = (0..beads.len()).filter(|&at| !beads[at].group.is_null()).collect();
    let chain = heaviest(&both.iter().map(|&at| step(&beads[at])).collect::<Vec<_>>());
    for (at, _) in both.into_iter().zip(chain).filter(|(_, kept)| !kept) {
        beads[at].moved = beads[at].content >= MOVED;
    }
    beads
}

/// For each sentence of a side the position after its partners on the other side; for a sentence without a
/// partner, that of the sentence before it.
fn partners(made: &[LinkedBead], size: usize, side: Language) -> Vec<usize> {
    let mut behind = vec![None; size];
    for group in made.iter().map(|made| &made.group).filter(|group| !group.is_null()) {
        let (own, other) = (group.side(side), group.side(side.other()));
        own.iter().for_each(|at| behind[at] = Some(other.hull().end));
    }
    let mut last = 0;
    let place = |behind: Option<usize>| {
        last = behind.unwrap_or(last);
        last
    };
    behind.into_iter().map(place).collect()
}

/// The group with the position of an empty side filled in.
fn placed(group: &Group, behind: &Sides<Vec<usize>>) -> Group {
    match (group.ind.as_slice(), group.eng.as_slice()) {
        ([], [j, ..]) => Group::new(Places::none(behind.eng[*j]), group.eng.clone()),
        ([i, ..], []) => Group::new(group.ind.clone(), Places::none(behind.ind[*i])),
        _ => group.clone(),
    }
}

/// The probability of the likeliest link of a group.
fn content(group: &Group, links: &Links) -> f64 {
    let cells = group.ind.iter().flat_map(|i| group.eng.iter().map(move |j| (i, j)));
    cells.map(|(i, j)| links.content.at(i, j)).fold(0.0, f64::max)
}

/// The start of a bead on the English side, and its number of sentences.
fn step(bead: &Bead) -> (usize, usize) {
    (bead.group.eng.hull().start, bead.group.ind.len() + bead.group.eng.len())
}

/// Whether each (position, weight) belongs to the rising chain with the largest weight.
fn heaviest(steps: &[(usize, usize)]) -> Vec<bool> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(steps.len());
    for (at, &(place, weight)) in steps.iter().enumerate() {
        let before =
            (0..at).filter(|&other| steps[other].0 < place).max_by_key(|&other| (best[other].0, at - other));
        best.push((weight + before.map_or(0, |before| best[before].0), before));
    }
    let mut kept = vec![false; steps.len()];
    let mut next = (0..steps.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
    while let Some(at) = next {
        kept[at] = true;
        next = best[at].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_chain_is_kept() {
        let weighed =
            |places: &[usize]| heaviest(&places.iter().map(|&place| (place, 2)).collect::<Vec<_>>());
        assert_eq!(weighed(&[0, 1, 7, 2, 3]), [true, true, false, true, true]);
        assert_eq!(heaviest(&[(5, 9), (1, 2), (2, 2)]), [true, false, false]);
        assert!(heaviest(&[]).is_empty());
    }
}
