//! Groups of sentences and single sentences -> the features by which they are judged to be beads.

use super::logit;
use super::matrix::Matrix;
use crate::model::{Group, Language, Sides};

/// The features of a group of sentences, in order.
pub const BEAD: [&str; 28] = [
    "outside",
    "outside_best",
    "outside_best_odds",
    "weakest",
    "weakest_odds",
    "tree",
    "attachment",
    "inside",
    "one_to_one",
    "one_to_two",
    "two_to_one",
    "three",
    "four",
    "five_or_more",
    "sentences",
    "gap",
    "gap_size",
    "smaller_side",
    "lattice",
    "lattice_odds",
    "lattice_x_close",
    "close",
    "one_to_one_x_close",
    "outside_x_close",
    "tree_x_close",
    "attachment_x_close",
    "lattice_odds_x_close",
    "content",
];

/// The features of a sentence as a null bead, in order.
pub const ALONE: [&str; 13] = [
    "none",
    "none_odds",
    "best",
    "best_odds",
    "probability",
    "english",
    "lattice",
    "lattice_odds",
    "lattice_x_close",
    "close",
    "chars",
    "none_odds_x_close",
    "lattice_odds_x_close",
];

/// The features of a bead that was chosen, in order: how far its probability holds depends on its kind.
pub const ROW: [&str; 12] = [
    "odds",
    "odds_x_close",
    "close",
    "article_alone",
    "report_alone",
    "article_alone_x_close",
    "report_alone_x_close",
    "odds_aligned",
    "odds_low",
    "large",
    "large_x_close",
    "odds_high",
];

/// The features in [`ROW`] of a group and the probability that it is exactly a bead.
pub fn row(group: &Group, probability: f64, close: f64) -> [f64; ROW.len()] {
    let is = |yes: bool| f64::from(yes);
    let odds = logit(probability);
    let (article, report) = (is(group.eng.is_empty()), is(group.ind.is_empty()));
    let large = is(group.ind.len() + group.eng.len() > 2);
    [
        odds,
        odds * close,
        close,
        article,
        report,
        article * close,
        report * close,
        odds * is(!group.is_null()),
        odds.min(2.0),
        large,
        large * close,
        (odds - 2.5).max(0.0),
    ]
}

/// Probabilities are cut off here, so that no product of their complements vanishes.
const MOST: f64 = 0.995;

/// The link probabilities from which the features of groups and of single sentences are computed.
pub(super) struct Evidence<'m> {
    pub(super) sure: &'m Matrix,
    pub(super) content: &'m Matrix,
    /// ln(1 - p) of each pair, and their sums.
    none: Matrix,
    sums: Sides<Vec<f64>>,
    close: f64,
}

impl<'m> Evidence<'m> {
    pub(super) fn new(sure: &'m Matrix, content: &'m Matrix, close: f64) -> Self {
        let none = sure.map(|p| (-p.clamp(0.0, MOST)).ln_1p());
        let sums = none.sums();
        Evidence { sure, content, none, sums, close }
    }

    /// The features of a group. `lattice` is the posterior of exactly this group, 0 where the lattice has
    /// others.
    pub(super) fn bead(&self, group: &Group, lattice: f64) -> [f64; BEAD.len()] {
        let (a, b) = (group.ind.len(), group.eng.len());
        let cells = || group.ind.iter().flat_map(|i| group.eng.iter().map(move |j| (i, j)));
        let inside = |matrix: &Matrix| cells().map(|(i, j)| matrix.at(i, j)).sum::<f64>();
        let outside = group.ind.iter().map(|i| self.sums.ind[i]).sum::<f64>()
            + group.eng.iter().map(|j| self.sums.eng[j]).sum::<f64>()
            - 2.0 * inside(&self.none);
        let best = self.best_outside(group);
        let (tree, weakest) = self.tree(group);
        let gap = group.ind.hull().len() - a + group.eng.hull().len() - b;
        let (size, attachment) = ((a * b) as f64, self.attachment(group));
        let shape = |is: bool| f64::from(is);
        [
            outside,
            best,
            logit(best),
            weakest,
            logit(weakest),
            tree,
            attachment,
            (inside(self.sure) / size + 1e-3).ln(),
            shape((a, b) == (1, 1)),
            shape((a, b) == (1, 2)),
            shape((a, b) == (2, 1)),
            shape(a + b == 3),
            shape(a + b == 4),
            shape(a + b > 4),
            (a + b) as f64,
            shape(gap > 0),
            (gap as f64).ln_1p(),
            a.min(b) as f64,
            lattice,
            logit(lattice),
            lattice * self.close,
            self.close,
            shape((a, b) == (1, 1)) * self.close,
            outside * self.close,
            tree * self.close,
            attachment * self.close,
            logit(lattice) * self.close,
            inside(self.content) / size,
        ]
    }

    /// The probability of the likeliest link between a sentence of the group and one outside.
    fn best_outside(&self, group: &Group) -> f64 {
        let rows = group.ind.iter().flat_map(|i| self.sure.row(i).iter().enumerate());
        let right = rows.filter(|(j, _)| !group.eng.contains(*j)).map(|(_, &p)| p);
        let columns = group.eng.iter().flat_map(|j| self.sure.column(j).enumerate());
        let below = columns.filter(|(i, _)| !group.ind.contains(*i)).map(|(_, p)| p);
        right.chain(below).fold(0.0, f64::max)
    }

    /// The mean log odds of each sentence's best link inside the group.
    fn attachment(&self, group: &Group) -> f64 {
        let best = |ps: &mut dyn Iterator<Item = f64>| logit(ps.fold(0.0, f64::max));
        let ind = group.ind.iter().map(|i| best(&mut group.eng.iter().map(|j| self.sure.at(i, j))));
        let eng = group.eng.iter().map(|j| best(&mut group.ind.iter().map(|i| self.sure.at(i, j))));
        ind.chain(eng).sum::<f64>() / (group.ind.len() + group.eng.len()) as f64
    }

    /// The likeliest tree of links that holds the group together (Prim 1957): the logarithm of its
    /// probability, and its weakest link.
    fn tree(&self, group: &Group) -> (f64, f64) {
        let (ind, eng) = (group.ind.as_slice(), group.eng.as_slice());
        let (mut rows, mut columns) = (vec![false; ind.len()], vec![false; eng.len()]);
        rows[0] = true;
        let (mut product, mut weakest) = (0.0, 1.0f64);
        for _ in 1..ind.len() + eng.len() {
            let mut best = (-1.0, 0, 0);
            for (x, &i) in ind.iter().enumerate() {
                for (y, &j) in eng.iter().enumerate().filter(|&(y, _)| rows[x] != columns[y]) {
                    let p = self.sure.at(i, j);
                    if p > best.0 {
                        best = (p, x, y);
                    }
                }
            }
            (rows[best.1], columns[best.2]) = (true, true);
            product += (best.0 + 1e-4).ln();
            weakest = weakest.min(best.0);
        }
        (product, weakest)
    }

    /// The features of a sentence as a null bead. `lattice` is the posterior of that bead, 0 where the
    /// lattice has another.
    pub(super) fn alone(&self, side: Language, at: usize, chars: usize, lattice: f64) -> [f64; ALONE.len()] {
        let none = self.sums.get(side)[at];
        let best = match side {
            Language::Ind => self.sure.row(at).iter().copied().fold(0.0, f64::max),
            Language::Eng => self.sure.column(at).fold(0.0, f64::max),
        };
        let odds = logit(none.exp());
        [
            none,
            odds,
            best,
            logit(best),
            none.exp(),
            f64::from(side == Language::Eng),
            lattice,
            logit(lattice),
            lattice * self.close,
            self.close,
            (chars as f64 + 5.0).ln(),
            odds * self.close,
            logit(lattice) * self.close,
        ]
    }
}
