//! A number for each sentence pair.

use crate::model::Sides;

/// `height` rows of `width` numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    height: usize,
    width: usize,
    cells: Vec<f64>,
}

/// The largest and the second largest number of a row or column; the second of a single one is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Top {
    pub(super) first: f64,
    second: f64,
}

impl Top {
    const NONE: Top = Top { first: f64::NEG_INFINITY, second: f64::NEG_INFINITY };

    fn see(&mut self, x: f64) {
        if x > self.first {
            self.second = std::mem::replace(&mut self.first, x);
        } else if x > self.second {
            self.second = x;
        }
    }

    /// The difference between a number of the row and the best of the others.
    pub(super) fn lead(self, x: f64) -> f64 {
        let rival = if x == self.first { self.second } else { self.first };
        if rival.is_finite() { x - rival } else { x }
    }
}

impl Matrix {
    /// With a number for each pair.
    pub(super) fn of(height: usize, width: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..height).flat_map(|i| (0..width).map(move |j| (i, j)));
        Matrix { height, width, cells: cells.map(|(i, j)| cell(i, j)).collect() }
    }

    /// All zeros.
    pub(in crate::align) fn zeros(height: usize, width: usize) -> Self {
        Matrix { height, width, cells: vec![0.0; height * width] }
    }

    /// How many Indonesian sentences there are.
    pub fn height(&self) -> usize {
        self.height
    }

    /// How many English sentences there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of a pair.
    pub fn at(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.width + j]
    }

    /// The numbers of an Indonesian sentence.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.cells[i * self.width..(i + 1) * self.width]
    }

    /// The numbers of an English sentence.
    pub fn column(&self, j: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.height).map(move |i| self.at(i, j))
    }

    /// All numbers, row by row.
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    pub(in crate::align) fn at_mut(&mut self, i: usize, j: usize) -> &mut f64 {
        &mut self.cells[i * self.width + j]
    }

    /// The number of a pair at a distance in sentences; `outside` beyond the ends of the documents.
    pub(super) fn beside(&self, (i, j): (usize, usize), (down, right): (isize, isize), outside: f64) -> f64 {
        match (i.checked_add_signed(down), j.checked_add_signed(right)) {
            (Some(i), Some(j)) if i < self.height && j < self.width => self.at(i, j),
            _ => outside,
        }
    }

    /// The two largest numbers of each row and of each column.
    pub(super) fn tops(&self) -> Sides<Vec<Top>> {
        let mut tops = Sides::new(vec![Top::NONE; self.height], vec![Top::NONE; self.width]);
        for (i, row) in tops.ind.iter_mut().enumerate() {
            for (&x, column) in self.row(i).iter().zip(&mut tops.eng) {
                row.see(x);
                column.see(x);
            }
        }
        tops
    }

    /// The sums of each row and of each column.
    pub(super) fn sums(&self) -> Sides<Vec<f64>> {
        let mut columns = vec![0.0; self.width];
        let rows = (0..self.height).map(|i| {
            self.row(i).iter().zip(&mut columns).for_each(|(x, sum)| *sum += x);
            self.row(i).iter().sum()
        });
        Sides { ind: rows.collect(), eng: columns }
    }

    /// The same with `f` applied to every number.
    pub(super) fn map(&self, f: impl Fn(f64) -> f64) -> Matrix {
        Matrix { height: self.height, width: self.width, cells: self.cells.iter().map(|&x| f(x)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_over_the_best_of_the_others() {
        let matrix = Matrix::of(2, 3, |i, j| [[1.0, 5.0, 2.0], [4.0, 4.0, 0.0]][i][j]);
        let Sides { ind: rows, eng: columns } = matrix.tops();
        assert_eq!([rows[0].lead(5.0), rows[0].lead(1.0), rows[1].lead(4.0)], [3.0, -4.0, 0.0]);
        assert_eq!([columns[0].lead(4.0), columns[2].lead(2.0)], [3.0, 2.0]);
        assert_eq!(
            Matrix::of(1, 1, |_, _| 3.0).tops().ind[0].lead(3.0),
            3.0,
            "without a rival it is the number"
        );
    }
}
