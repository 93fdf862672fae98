//! Weights and vectors -> a rough similarity of sentence pairs, sufficient for the first pass over a long
//! document.

use std::ops::Range;

use super::Units;
use super::like::{grouped, next_cell};
use super::links::{Postings, half};
use super::meaning::Meaning;

/// Computes the similarity of one Indonesian sentence and many English ones at a time.
#[derive(Debug)]
pub struct RoughSimilarity<'u> {
    units: &'u Units<'u>,
    meaning: Option<Meaning<'u>>,
    postings: Postings,
    halves: Vec<f32>,
    /// For each English sentence the last Indonesian unit with a link to it, and the worth of that link.
    last: Vec<(u32, f32)>,
    /// The number of Indonesian units so far.
    turn: u32,
}

impl<'u> RoughSimilarity<'u> {
    /// For these units; `meaning` has the gains of sentence vectors in the same band, if there are any.
    pub fn new(units: &'u Units<'u>, meaning: Option<Meaning<'u>>) -> Self {
        let halves: Vec<f32> = units.eng.sentences.iter().map(|units| half(units)).collect();
        let last = vec![(0, 0.0); halves.len()];
        RoughSimilarity { units, meaning, postings: Postings::of_side(&units.eng), halves, last, turn: 0 }
    }

    /// Adds to `row` the similarity of sentence `i` and the English sentences of `range`: the best link of
    /// each of its units above the floor of chance, and the gain of the vectors.
    pub fn fill(&mut self, i: usize, range: &Range<usize>, row: &mut [f32]) {
        if let Some(meaning) = &self.meaning {
            let gains = meaning.row(i, range.clone()).iter();
            row.iter_mut().zip(gains).for_each(|(worth, gain)| *worth += gain.max(0.0));
        }
        let units = &self.units.ind.sentences[i];
        let floor = half(units);
        for (unit, times) in grouped(units) {
            self.turn += 1;
            for &(kind, weight) in self.units.weights.of(unit as usize) {
                let mut list = self.postings.within(kind, range);
                while let Some((j, _)) = next_cell(&mut list) {
                    let worth = weight - floor - self.halves[j];
                    let (turn, best) = &mut self.last[j];
                    let best_before = if *turn == self.turn { *best } else { 0.0 };
                    if worth > best_before {
                        row[j - range.start] += (worth - best_before) * times as f32;
                        (*turn, *best) = (self.turn, worth);
                    }
                }
            }
        }
    }
}
