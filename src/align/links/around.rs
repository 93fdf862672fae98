//! The first judgement of all pairs -> the further features of the second one: the neighbourhood of a pair,
//! and the part of it that surer pairs leave unexplained.

use super::logit;
use super::matrix::Matrix;
use crate::model::{Language, Pairs, Sides, UnitLink, Units};

/// The features of the second judgement that the first one does not have, in order.
pub const AROUND: [&str; 21] = [
    "first",
    "next",
    "previous",
    "right",
    "left",
    "below",
    "above",
    "across_right",
    "across_left",
    "diagonal",
    "diagonal_second",
    "rest_root",
    "rest_share",
    "context_ind",
    "context_eng",
    "nameless_ind",
    "nameless_eng",
    "follows_ind",
    "follows_eng",
    "first_x_close",
    "rest_root_x_close",
];

/// The log odds of pairs beyond the ends of a document.
const OUTSIDE: f64 = -6.0;

/// The first judgement of all pairs, and the data of both documents that features are made from.
pub(super) struct Around<'p> {
    pairs: &'p Pairs,
    first: &'p Matrix,
    odds: Matrix,
    /// Nats of each pair's links that no surer pair of the row (of the column) explains.
    rest: Sides<Matrix>,
    /// The share of a sentence's names and numbers that are unlinked in the pair but linked to a neighbour of
    /// the other sentence.
    context: Sides<Matrix>,
    /// Whether each sentence is without names.
    nameless: Sides<Vec<bool>>,
    /// How faithful a translation the documents are.
    closeness: f64,
}

impl<'p> Around<'p> {
    /// For all pairs, each with its first probability.
    pub(super) fn new(pairs: &'p Pairs, first: &'p Matrix, closeness: f64) -> Self {
        let nameless = pairs.sides.as_ref().map(|units| {
            (0..units.len()).map(|at| !units.units[units.of(at)].iter().any(|unit| unit.named)).collect()
        });
        Around {
            pairs,
            first,
            odds: first.map(logit),
            rest: Sides::of(|side| rest(pairs, first, side)),
            context: Sides::of(|side| Linked::new(pairs, side).context()),
            nameless,
            closeness,
        }
    }

    /// The features of a pair, in the order of [`AROUND`].
    pub(super) fn of(&self, i: usize, j: usize) -> [f64; AROUND.len()] {
        let odds = |down, right| self.odds.beside((i, j), (down, right), OUTSIDE);
        let sure = |down, right| self.first.beside((i, j), (down, right), 0.0);
        let rest = self.rest.ind.at(i, j).min(self.rest.eng.at(i, j));
        let diagonal = sure(-1, -1);
        let nameless = [self.nameless.ind[i], self.nameless.eng[j]].map(f64::from);
        [
            self.odds.at(i, j),
            odds(1, 1),
            odds(-1, -1),
            odds(0, 1),
            odds(0, -1),
            odds(1, 0),
            odds(-1, 0),
            odds(1, -1),
            odds(-1, 1),
            sure(1, 1).max(diagonal),
            sure(2, 2).max(sure(-2, -2)),
            rest.max(0.0).sqrt(),
            rest / self.pairs.at(i, j).score.links().max(1.0),
            self.context.ind.at(i, j),
            self.context.eng.at(i, j),
            nameless[0],
            nameless[1],
            nameless[0] * diagonal.max(sure(-1, 0)),
            nameless[1] * diagonal.max(sure(0, -1)),
            self.odds.at(i, j) * self.closeness,
            rest.max(0.0).sqrt() * self.closeness,
        ]
    }
}

/// The end of a link on one side.
fn end(link: &UnitLink, side: Language) -> usize {
    match side {
        Language::Ind => link.f as usize,
        Language::Eng => link.e as usize,
    }
}

/// The cell of a sentence of one side and a sentence of the other.
fn cell(side: Language, own: usize, other: usize) -> (usize, usize) {
    match side {
        Language::Ind => (own, other),
        Language::Eng => (other, own),
    }
}

/// Nats of each pair's links to units of one side that no surer pair of that sentence links already.
fn rest(pairs: &Pairs, first: &Matrix, side: Language) -> Matrix {
    let (n, m) = (pairs.height(), pairs.width());
    let mut rest = Matrix::zeros(n, m);
    let mut held = vec![0.0f64; pairs.sides.get(side).units.len()];
    let (mine, others) = cell(side, n, m);
    let mut order: Vec<usize> = Vec::with_capacity(others);
    for own in 0..mine {
        let cell = |other: usize| cell(side, own, other);
        let sure = |other: usize| {
            let (i, j) = cell(other);
            first.at(i, j)
        };
        order.clear();
        order.extend((0..others).filter(|&other| {
            let (i, j) = cell(other);
            !pairs.links_of(i, j).is_empty()
        }));
        order.sort_by(|&x, &y| sure(y).total_cmp(&sure(x)));
        for &other in &order {
            let (i, j) = cell(other);
            let links = pairs.links_of(i, j);
            let free = |link: &UnitLink| f64::from(link.nats) * (1.0 - held[end(link, side)]);
            *rest.at_mut(i, j) = links.iter().map(free).sum();
            for link in links {
                let held = &mut held[end(link, side)];
                *held = held.max(sure(other));
            }
        }
    }
    rest
}

/// The names and numbers of one side, and the sentences of the other side with which they are linked.
struct Linked<'p> {
    pairs: &'p Pairs,
    side: Language,
}

/// The sentences to whose names a pronoun or a role may refer, by distance, with their weights: one and two
/// before, one after.
const NEAR: [(isize, f64); 3] = [(-1, 1.0), (-2, 0.7), (1, 0.5)];

impl<'p> Linked<'p> {
    fn new(pairs: &'p Pairs, side: Language) -> Self {
        Linked { pairs, side }
    }

    fn units(&self) -> &Units {
        self.pairs.sides.get(self.side)
    }

    /// For each pair the share of this side's names and numbers that are not linked in it, but to a neighbour
    /// of the other sentence.
    fn context(&self) -> Matrix {
        let (n, m) = (self.pairs.height(), self.pairs.width());
        let mut context = Matrix::zeros(n, m);
        let (mine, others) = cell(self.side, n, m);
        let mut marks: Vec<f64> = Vec::new();
        for own in 0..mine {
            let units = self.units().of(own);
            let telling: Vec<(usize, f64)> = units
                .filter(|&unit| self.units().units[unit].telling)
                .map(|unit| (unit, f64::from(self.units().units[unit].weight)))
                .collect();
            let all: f64 = telling.iter().map(|(_, weight)| weight).sum();
            if telling.is_empty() {
                continue;
            }
            self.mark(own, others, &telling, &mut marks);
            for other in 0..others {
                let near = telling.iter().enumerate().map(|(at, (_, weight))| {
                    let linked = |other: usize| marks[other * telling.len() + at];
                    let beside = NEAR.iter().map(|&(step, share)| match other.checked_add_signed(step) {
                        Some(near) if near < others => share * linked(near),
                        _ => 0.0,
                    });
                    weight * beside.fold(0.0, f64::max) * (1.0 - linked(other))
                });
                let (i, j) = cell(self.side, own, other);
                *context.at_mut(i, j) = near.sum::<f64>() / all;
            }
        }
        context
    }

    /// Marks for each name or number of a sentence the sentences of the other side with which it is linked.
    fn mark(&self, own: usize, others: usize, telling: &[(usize, f64)], marks: &mut Vec<f64>) {
        marks.clear();
        marks.resize(others * telling.len(), 0.0);
        for other in 0..others {
            let (i, j) = cell(self.side, own, other);
            for link in self.pairs.links_of(i, j) {
                if let Ok(at) = telling.binary_search_by_key(&end(link, self.side), |(unit, _)| *unit) {
                    marks[other * telling.len() + at] = 1.0;
                }
            }
        }
    }
}
