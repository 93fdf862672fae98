//! The rows of one document pair -> how much of each side the other one tells.

use serde::Serialize;

use super::closeness;
use crate::model::Pair;

/// What became of the sentences of an article and its report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// The Indonesian side.
    pub ind: Covered,
    /// The English side.
    pub eng: Covered,
    /// Rows with both sides.
    pub aligned: usize,
    /// Of these how many stand outside the order.
    pub moved: usize,
    /// Their mean confidence, of those that have one; 0 without any.
    pub confidence: f64,
    /// How faithful a translation the article is, 0 to 1; none where rows do not know it.
    pub closeness: Option<f64>,
}

/// The sentences of one side.
///
/// The probability that the other side tells a sentence is the `content_confidence` of its row, or, for a
/// sentence on its own, one minus its confidence. Tables without these columns count every sentence of an
/// aligned row as told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Covered {
    /// All of them.
    pub sentences: usize,
    /// Those that stand in a row with the other side.
    pub aligned: usize,
    /// How many the other side tells, by probability.
    pub told: f64,
    /// Characters of all of them, white space left out.
    pub chars: usize,
    /// Characters of those that are aligned.
    pub aligned_chars: usize,
    /// How many characters the other side tells, by probability.
    pub told_chars: f64,
}

impl Covered {
    /// The share of the characters that the other side tells, 0 to 1; of an empty side 0.
    pub fn share(&self) -> f64 {
        self.told_chars / self.chars.max(1) as f64
    }

    /// How many sentences the other side lacks, by probability.
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

/// The probability that the other side tells the sentences of a row, 0 to 1: see [`Covered`].
pub fn told(row: &Pair) -> f64 {
    if row.group.is_null() {
        1.0 - row.confidence.unwrap_or(1.0)
    } else {
        row.content_confidence.unwrap_or(1.0)
    }
}

impl Coverage {
    /// Of the rows of one article and one report; `moved` says which row stands outside the order.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Pair> + Clone, moved: impl Fn(&Pair) -> bool) -> Self {
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
