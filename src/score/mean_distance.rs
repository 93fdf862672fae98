//! Sentence vectors of two sides -> the mean distance of each run of sentences from the other side.

use std::ops::Range;

use crate::model::{Block, Vectors};

/// The largest number of sentences in a run.
const MOST: usize = Block::MOST;

/// For every run of a side, by its first sentence and its length, its mean distance from runs of each length
/// of the other side.
#[derive(Debug)]
pub struct MeanDistance(Vec<[[f32; MOST]; MOST]>);

impl MeanDistance {
    /// `beside` are the sentences of the other side with which each sentence may be aligned: all of them, or
    /// those of a band, so that the topic of a chapter does not count as similarity.
    pub fn new(side: &Vectors, other: &Vectors, beside: &[Range<usize>]) -> Self {
        let mut means: [Mean<'_>; MOST] = std::array::from_fn(|at| Mean::new(other, at + 1));
        let mut room = Vec::new();
        let distances = |(start, beside): (usize, &Range<usize>)| {
            means.iter_mut().for_each(|mean| mean.turn_to(beside));
            let mut table = [[1.0; MOST]; MOST];
            for (count, row) in (1..=side.len() - start).zip(&mut table) {
                let run = side.run(start, count, &mut room);
                *row = means.each_ref().map(|mean| 1.0 - dot(run, &mean.vector));
            }
            table
        };
        MeanDistance(beside.iter().enumerate().map(distances).collect())
    }

    /// The mean distance between the run of `count` sentences from `start` and runs of `other` sentences.
    pub fn of(&self, start: usize, count: usize, other: usize) -> f32 {
        self.0[start][count - 1][other - 1]
    }
}

/// The mean of the nonzero vectors of a side's runs of `count` sentences, in a stretch that moves on.
struct Mean<'v> {
    side: &'v Vectors,
    count: usize,
    /// The first sentences of the runs in the sum.
    starts: Range<usize>,
    sum: Vec<f64>,
    runs: f64,
    vector: Vec<f32>,
    room: Vec<f32>,
}

impl<'v> Mean<'v> {
    fn new(side: &'v Vectors, count: usize) -> Self {
        let (sum, vector) = (vec![0.0; side.dimension()], vec![0.0; side.dimension()]);
        Mean { side, count, starts: 0..0, sum, runs: 0.0, vector, room: Vec::new() }
    }

    /// Makes `vector` the mean of the runs inside a stretch, neither end of which is before that of the last
    /// one.
    fn turn_to(&mut self, stretch: &Range<usize>) {
        let end = (stretch.end + 1).saturating_sub(self.count).max(self.starts.end);
        let start = stretch.start.min(end);
        let starts = start..end;
        if starts == self.starts {
            return;
        }
        (self.starts.start..start.min(self.starts.end)).for_each(|at| self.add(at, -1.0));
        (start.max(self.starts.end)..end).for_each(|at| self.add(at, 1.0));
        self.starts = starts;
        let runs = self.runs.max(1.0);
        self.vector.iter_mut().zip(&self.sum).for_each(|(mean, sum)| *mean = (sum / runs) as f32);
    }

    fn add(&mut self, at: usize, sign: f64) {
        let run = self.side.run(at, self.count, &mut self.room);
        self.runs += if says(run) { sign } else { 0.0 };
        self.sum.iter_mut().zip(run).for_each(|(sum, &x)| *sum += sign * f64::from(x));
    }
}

/// Whether a vector is not all zeros.
pub fn says(vector: &[f32]) -> bool {
    vector.iter().any(|&x| x != 0.0)
}

/// The scalar product of two vectors, in lanes for which the compiler uses vector instructions.
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    const LANES: usize = 16;
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    let mut sums = [0.0f32; LANES];
    for (x, y) in xs.iter().zip(ys) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    let rest: f32 = x_rest.iter().zip(y_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_move_on() {
        let side = Vectors::new(3, (0..21u16).map(|x| f32::from(x * 37 % 11) - 5.0).collect());
        for count in 1..=3 {
            let mut moved = Mean::new(&side, count);
            for stretch in [0..0, 0..4, 1..5, 5..7, 6..7] {
                moved.turn_to(&stretch);
                let mut anew = Mean::new(&side, count);
                anew.turn_to(&stretch);
                let close = moved.vector.iter().zip(&anew.vector).all(|(x, y)| (x - y).abs() < 1e-6);
                assert!(close, "{count} {stretch:?}: {:?} {:?}", moved.starts, anew.starts);
            }
        }
    }
}
