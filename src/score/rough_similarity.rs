//! Weights and vectors -> what two sentences have in common, roughly: enough to find the way through a long
//! document.

use std::ops::Range;

use super::Units;
use super::links::{Postings, half};
use super::meaning::Meaning;

/// What sentence pairs have in common.
#[derive(Debug)]
pub struct RoughSimilarity<'u> {
    units: &'u Units<'u>,
    meaning: Option<Meaning<'u>>,
    postings: Postings,
    halves: Vec<f32>,
    /// For each English sentence the last Indonesian unit that found a link in it, and that link's worth.
    last: Vec<(u32, f32)>,
    /// Indonesian units looked at so far.
    turn: u32,
}

impl<'u> RoughSimilarity<'u> {
    /// Nothing looked at yet; `meaning` is what sentence vectors say in the same band, where there are any.
    pub fn new(units: &'u Units<'u>, meaning: Option<Meaning<'u>>) -> Self {
        let halves: Vec<f32> = units.eng.sentences.iter().map(|units| half(units)).collect();
        let last = vec![(0, 0.0); halves.len()];
        RoughSimilarity { units, meaning, postings: Postings::of_side(&units.eng), halves, last, turn: 0 }
    }

    /// Adds to `row` what sentence `i` has in common with the English sentences of `range`: the best link of
    /// each of its units, less what a link is worth by chance; and what their vectors gain.
    pub fn fill(&mut self, i: usize, range: &Range<usize>, row: &mut [f32]) {
        if let Some(meaning) = &self.meaning {
            let gains = meaning.row(i, range.clone()).iter();
            row.iter_mut().zip(gains).for_each(|(worth, gain)| *worth += gain.max(0.0));
        }
        let units = &self.units.ind.sentences[i];
        let floor = half(units);
        for &unit in units {
            self.turn += 1;
            for &(kind, weight) in self.units.weights.of(unit as usize) {
                for j in self.postings.within(kind, range).iter().map(|(j, _)| *j as usize) {
                    let worth = weight - floor - self.halves[j];
                    let (turn, best) = &mut self.last[j];
                    let best_before = if *turn == self.turn { *best } else { 0.0 };
                    if worth > best_before {
                        row[j - range.start] += worth - best_before;
                        (*turn, *best) = (self.turn, worth);
                    }
                }
            }
        }
    }
}
