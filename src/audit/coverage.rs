//! The rows of one document pair -> the share of each side that the other one covers.

use serde::Serialize;

use super::closeness;
use crate::model::Pair;

/// The coverage of an article and its report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// The Indonesian side.
    pub ind: Covered,
    /// The English side.
    pub eng: Covered,
    /// Rows with both sides.
    pub aligned: usize,
    /// The number of these that are outside the order.
    pub moved: usize,
    /// Their mean confidence, of those that have one; 0 without any.
    pub confidence: f64,
    /// How faithful a translation the article is, 0 to 1; none if the rows lack coverages.
    pub closeness: Option<f64>,
}

/// The sentences of one side.
///
/// The probability that the other side covers a sentence is the `content_confidence` of its row, or, for an
/// unaligned sentence, one minus its confidence. In tables without these columns every sentence of an aligned
/// row counts as covered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Covered {
    /// The number of sentences.
    pub sentences: usize,
    /// The number of sentences in a row with the other side.
    pub aligned: usize,
    /// The expected number of sentences that the other side covers.
    pub told: f64,
    /// The number of characters, without white space.
    pub chars: usize,
    /// The number of characters of aligned sentences.
    pub aligned_chars: usize,
    /// The expected number of characters that the other side covers.
    pub told_chars: f64,
}

impl Covered {
    /// The share of the characters that the other side covers, 0 to 1; 0 for an empty side.
    pub fn share(&self) -> f64 {
        self.told_chars / self.chars.max(1) as f64
    }

    /// The expected number of sentences that the other side lacks.
    pub fn alone(&self) -> usize {
        (self.sentences as f64 - self.told).round() as usize
    }

    fn add(&mut self, sentences: usize, text: &str, row: &Pair) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let told = told(row);
        self.sentences += sentences;
        self.chars += chars;
        self.told += told * sentences as f64;
        self.told_chars += told * chars as f64;
        if !row.group.is_null() {
            self.aligned += sentences;
            self.aligned_chars += chars;
        }
    }
}

/// The probability that the other side covers the sentences of a row, 0 to 1: see [`Covered`].
pub fn told(row: &Pair) -> f64 {
    if row.group.is_null() {
        1.0 - row.confidence.unwrap_or(1.0)
    } else {
        row.content_confidence.unwrap_or(1.0)
    }
}

impl Coverage {
    /// That of the rows of one article and one report. Rows with the flag `moved` are outside the order.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Pair> + Clone) -> Self {
        let moved = |row: &Pair| row.flags.iter().any(|flag| flag.code == "moved");
        let mut coverage = Coverage { closeness: closeness(rows.clone()), ..Coverage::default() };
        let mut confidences = Vec::new();
        for row in rows {
            coverage.ind.add(row.group.ind.len(), &row.ind_text, row);
            coverage.eng.add(row.group.eng.len(), &row.eng_text, row);
            if !row.group.is_null() {
                coverage.aligned += 1;
                coverage.moved += usize::from(moved(row));
                confidences.extend(row.confidence);
            }
        }
        coverage.confidence =
            confidences.iter().fold(0.0, |sum, c| sum + c) / confidences.len().max(1) as f64;
        coverage
    }
}
