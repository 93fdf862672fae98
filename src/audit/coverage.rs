//! The rows of one document pair -> how much of each side the other one tells.

use serde::Serialize;

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
}

/// The sentences of one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Covered {
    /// All of them.
    pub sentences: usize,
    /// Those that stand in a row with the other side.
    pub aligned: usize,
    /// Characters of all of them, white space left out.
    pub chars: usize,
    /// Characters of those that are aligned.
    pub aligned_chars: usize,
}

impl Covered {
    /// The share of the characters that the other side tells, 0 to 1; of an empty side 0.
    pub fn share(&self) -> f64 {
        self.aligned_chars as f64 / self.chars.max(1) as f64
    }

    /// Sentences that the other side lacks.
    pub fn alone(&self) -> usize {
        self.sentences - self.aligned
    }

    fn add(&mut self, sentences: usize, text: &str, is_aligned: bool) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        self.sentences += sentences;
        self.chars += chars;
        if is_aligned {
            self.aligned += sentences;
            self.aligned_chars += chars;
        }
    }
}

impl Coverage {
    /// Of the rows of one article and one report; `moved` says which row stands outside the order.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Pair>, moved: impl Fn(&Pair) -> bool) -> Self {
        let (mut coverage, mut confidences) = (Coverage::default(), Vec::new());
        for row in rows {
            let is_aligned = !row.group.is_null();
            coverage.ind.add(row.group.ind.len(), &row.ind_text, is_aligned);
            coverage.eng.add(row.group.eng.len(), &row.eng_text, is_aligned);
            if is_aligned {
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
