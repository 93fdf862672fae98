//! A sentence pair -> the features of the first judgement.

use super::matrix::{Matrix, Top};
use crate::model::{PairScore, Pairs, Sides};

/// The features of the first judgement, in order.
pub const PAIR: [&str; 36] = [
    "names",
    "numbers",
    "words",
    "unlinked",
    "length",
    "coverage_ind",
    "coverage_eng",
    "coverage_larger",
    "coverage_smaller",
    "coverage_product",
    "links_per_weight",
    "row_links",
    "column_links",
    "row_coverage",
    "column_coverage",
    "row_unique",
    "column_unique",
    "headlines",
    "headline_ind",
    "headline_eng",
    "position",
    "lattice",
    "lattice_log",
    "lattice_ind",
    "lattice_eng",
    "closeness",
    "lattice_x_close",
    "lattice_log_x_close",
    "coverage_smaller_x_close",
    "unique_root_x_close",
    "unique",
    "unique_root",
    "length_ratio",
    "length_difference",
    "chars_ind",
    "chars_eng",
];

/// The features from sentence vectors, in order; all zeros without any.
pub const MEANING: [&str; 4] = ["meaning", "meaning_root", "row_meaning", "column_meaning"];

/// All pairs of two documents, with their rivals.
pub(super) struct Features<'p> {
    pairs: &'p Pairs,
    lattice: &'p Matrix,
    /// The weight of each sentence.
    weights: Sides<Vec<f64>>,
    /// The share of each side's weight that the other one explains.
    coverage: Sides<Matrix>,
    links: Rivals,
    smaller: Rivals,
    unique: Rivals,
    meaning: Rivals,
    /// For each sentence the probability of a partner according to the lattice.
    partners: Sides<Vec<f64>>,
    /// How faithful a translation the documents are: see [`closeness`].
    closeness: f64,
}

/// A number for each pair, with the best of each row and column.
struct Rivals {
    values: Matrix,
    rows: Vec<Top>,
    columns: Vec<Top>,
}

impl Rivals {
    fn of(values: Matrix) -> Self {
        let Sides { ind: rows, eng: columns } = values.tops();
        Rivals { values, rows, columns }
    }

    /// The lead over the best rival of the row, and of the column.
    fn leads(&self, i: usize, j: usize) -> [f64; 2] {
        let x = self.values.at(i, j);
        [self.rows[i].lead(x), self.columns[j].lead(x)]
    }
}

impl<'p> Features<'p> {
    /// For all pairs; `lattice` has the posterior of each.
    pub(super) fn new(pairs: &'p Pairs, lattice: &'p Matrix) -> Self {
        let (n, m) = (pairs.height(), pairs.width());
        let weights = pairs.sides.as_ref();
        let weights = weights.map(|units| (0..units.len()).map(|at| units.weight(at)).collect::<Vec<f64>>());
        let of = |cell: &dyn Fn(&PairScore) -> f64| Matrix::of(n, m, |i, j| cell(pairs.at(i, j)));
        let share = |linked: f64, weight: f64| linked / weight.max(1e-9);
        let coverage = Sides {
            ind: Matrix::of(n, m, |i, j| share(pairs.at(i, j).linked.ind, weights.ind[i])),
            eng: Matrix::of(n, m, |i, j| share(pairs.at(i, j).linked.eng, weights.eng[j])),
        };
        let smaller = Matrix::of(n, m, |i, j| coverage.ind.at(i, j).min(coverage.eng.at(i, j)));
        let closeness = closeness(lattice, &smaller);
        let partners = lattice.sums().map(clamped);
        let links = Rivals::of(of(&|pair| pair.score.links()));
        let (unique, meaning) =
            (Rivals::of(of(&|pair| pair.unique)), Rivals::of(of(&|pair| pair.score.embeddings)));
        let smaller = Rivals::of(smaller);
        Features { pairs, lattice, weights, coverage, links, smaller, unique, meaning, partners, closeness }
    }

    /// The features of a pair, in the order of [`PAIR`] and [`MEANING`].
    pub(super) fn of(&self, i: usize, j: usize) -> [f64; PAIR.len() + MEANING.len()] {
        let pair = self.pairs.at(i, j);
        let score = &pair.score;
        let (x, y) = (self.coverage.ind.at(i, j), self.coverage.eng.at(i, j));
        let [row_links, column_links] = self.links.leads(i, j);
        let [row_smaller, column_smaller] = self.smaller.leads(i, j);
        let [row_unique, column_unique] = self.unique.leads(i, j);
        let [row_meaning, column_meaning] = self.meaning.leads(i, j);
        let headlines = [f64::from(i == 0), f64::from(j == 0)];
        let sides = &self.pairs.sides;
        let chars = [sides.ind.chars[i], sides.eng.chars[j]].map(|x| (x as f64 + 5.0).ln());
        let lattice = self.lattice.at(i, j);
        let place = |at: usize, of: usize| at as f64 / of.saturating_sub(1).max(1) as f64;
        let position = place(i, self.pairs.height()) - place(j, self.pairs.width());
        [
            score.names,
            score.numbers,
            score.words,
            score.unlinked,
            score.length,
            x,
            y,
            x.max(y),
            x.min(y),
            x * y,
            score.links() / self.weights.ind[i].min(self.weights.eng[j]).max(1.0),
            row_links,
            column_links,
            row_smaller,
            column_smaller,
            row_unique,
            column_unique,
            headlines[0] * headlines[1],
            headlines[0],
            headlines[1],
            position.abs(),
            lattice,
            (lattice + 1e-3).ln(),
            self.partners.ind[i],
            self.partners.eng[j],
            self.closeness,
            lattice * self.closeness,
            (lattice + 1e-3).ln() * self.closeness,
            x.min(y) * self.closeness,
            pair.unique.sqrt() * self.closeness,
            pair.unique,
            pair.unique.sqrt(),
            chars[0] - chars[1],
            (chars[0] - chars[1]).abs(),
            chars[0],
            chars[1],
            score.embeddings,
            score.embeddings.max(0.0).sqrt(),
            row_meaning,
            column_meaning,
        ]
    }

    /// How faithful a translation the documents are, 0 to 1.
    pub(super) fn closeness(&self) -> f64 {
        self.closeness
    }
}

/// The mean share of a pair's weight that is explained (the smaller one of the two sides), weighted by the
/// posteriors of the lattice. Of the development documents, nine in ten faithful translations have .5 or
/// more, nine in ten retold ones .46 or less.
fn closeness(lattice: &Matrix, smaller: &Matrix) -> f64 {
    let cells = lattice.cells().iter().zip(smaller.cells());
    let (sum, all) = cells.fold((0.0, 0.0), |(sum, all), (p, share)| (sum + p * share, all + p));
    if all > 0.0 { sum / all } else { 0.0 }
}

fn clamped(probabilities: Vec<f64>) -> Vec<f64> {
    probabilities.into_iter().map(|p| p.clamp(0.0, 1.0)).collect()
}
