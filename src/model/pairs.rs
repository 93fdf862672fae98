//! The scores of every sentence pair of two documents, from which links between sentences are judged.

use std::ops::Range;

use super::{Score, Sides};

/// The score of an Indonesian and an English sentence as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairScore {
    /// The score of the two as a block, by parts.
    pub score: Score,
    /// The weight of the units of either side that found a partner.
    pub linked: Sides<f64>,
    /// Nats of the links, each divided by the square root of the number of sentences with either end: units
    /// that occur in one place only are the best evidence.
    pub unique: f64,
}

/// Two units that competitive linking has linked in a sentence pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitLink {
    /// The Indonesian unit, counted through the document.
    pub f: u32,
    /// The English unit.
    pub e: u32,
    /// Its contribution to the score, in nats.
    pub nats: f32,
}

/// A name, a number or a word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The cost of leaving it unlinked, as a share of the full cost.
    pub weight: f32,
    /// It is a name or a number.
    pub telling: bool,
    /// It is a name.
    pub named: bool,
}

/// The sentences of one side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Units {
    /// Every unit of the document, sentence by sentence.
    pub units: Vec<Unit>,
    /// The first unit of each sentence, and one past the last.
    pub first: Vec<u32>,
    /// The length of each sentence in characters, white space left out.
    pub chars: Vec<usize>,
}

impl Units {
    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The numbers of a sentence's units.
    pub fn of(&self, sentence: usize) -> Range<usize> {
        self.first[sentence] as usize..self.first[sentence + 1] as usize
    }

    /// The weight of a sentence's units.
    pub fn weight(&self, sentence: usize) -> f64 {
        self.units[self.of(sentence)].iter().map(|unit| f64::from(unit.weight)).sum()
    }
}

/// Every sentence pair of two documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs {
    /// The units of both sides.
    pub sides: Sides<Units>,
    /// A score for each pair, row by row: `height` rows of `width` cells.
    pub cells: Vec<PairScore>,
    /// The links of all pairs, cell by cell.
    pub links: Vec<UnitLink>,
    /// The first link of each cell, and one past the last.
    pub starts: Vec<u32>,
}

impl Pairs {
    /// How many Indonesian sentences there are.
    pub fn height(&self) -> usize {
        self.sides.ind.len()
    }

    /// How many English sentences there are.
    pub fn width(&self) -> usize {
        self.sides.eng.len()
    }

    /// The score of a pair.
    pub fn at(&self, i: usize, j: usize) -> &PairScore {
        &self.cells[i * self.width() + j]
    }

    /// The links of a pair.
    pub fn links_of(&self, i: usize, j: usize) -> &[UnitLink] {
        let cell = i * self.width() + j;
        &self.links[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }
}
