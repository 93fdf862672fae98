//! Rows of any number of tables -> counts of what they hold.

use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::Serialize;
use std::hash::BuildHasher;
use unicode_segmentation::UnicodeSegmentation;

use super::coverage::told;
use super::estimate::{TENTHS, tenth};
use crate::model::Pair;

/// Counts over rows; the order of the rows makes no difference.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Statistics {
    /// All rows.
    pub rows: usize,
    /// Rows of sentences of both sides.
    pub aligned_rows: usize,
    /// Articles, by name.
    pub articles: Distinct,
    /// Reports, by name.
    pub reports: Distinct,
    /// The Indonesian side.
    pub ind: SideStatistics,
    /// The English side.
    pub eng: SideStatistics,
    /// Rows by shape, `1-1`.
    pub shapes: BTreeMap<String, usize>,
    /// Aligned rows by confidence, one count for each tenth.
    pub confidence: [usize; TENTHS],
    /// Aligned rows by the evidence that both sides share.
    pub evidence: SharedEvidence,
    /// Rows by code of their flags.
    pub flags: BTreeMap<String, usize>,
    /// Aligned rows by outlet of the article, where that is known.
    pub outlets: BTreeMap<String, usize>,
    /// Aligned rows by month of the article, `2016-02`, where that is known.
    pub months: BTreeMap<String, usize>,
}

/// Counts of one language.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SideStatistics {
    /// All sentences.
    pub sentences: usize,
    /// Sentences of aligned rows.
    pub aligned_sentences: usize,
    /// Sentences that the other side tells, by probability.
    pub told_sentences: f64,
    /// Characters of aligned rows.
    pub aligned_characters: usize,
    /// Words of aligned rows, as UAX #29 segments them.
    pub aligned_tokens: usize,
    /// Different words among these, in any case.
    pub aligned_types: Distinct,
}

/// Aligned rows by the evidence that both sides share.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SharedEvidence {
    /// Rows with both.
    pub names_and_numbers: usize,
    /// Rows with names and no numbers.
    pub names_only: usize,
    /// Rows with numbers and no names.
    pub numbers_only: usize,
    /// Rows that rest on words alone.
    pub neither: usize,
}

/// A count of different texts, which is all that is kept of them.
#[derive(Debug, Clone, Default)]
pub struct Distinct(FxHashSet<u64>);

impl Distinct {
    /// Counts a text unless it was counted before; whether it is a new one.
    pub fn add(&mut self, text: &str) -> bool {
        self.0.insert(FxBuildHasher.hash_one(text))
    }

    /// How many different texts there were.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl Serialize for Distinct {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.count() as u64)
    }
}

impl SideStatistics {
    fn add(&mut self, sentences: usize, text: &str, row: &Pair) {
        self.sentences += sentences;
        self.told_sentences += told(row) * sentences as f64;
        if row.group.is_null() {
            return;
        }
        self.aligned_sentences += sentences;
        self.aligned_characters += text.chars().count();
        for word in text.unicode_words() {
            self.aligned_tokens += 1;
            self.aligned_types.add(&word.to_lowercase());
        }
    }
}

impl Statistics {
    /// Counts a row.
    pub fn add(&mut self, row: &Pair) {
        self.rows += 1;
        self.articles.add(&row.article_id);
        self.reports.add(&row.report_id);
        self.ind.add(row.group.ind.len(), &row.ind_text, row);
        self.eng.add(row.group.eng.len(), &row.eng_text, row);
        *self.shapes.entry(row.align_type()).or_default() += 1;
        for flag in &row.flags {
            *self.flags.entry(flag.code.to_owned()).or_default() += 1;
        }
        if !row.group.is_null() {
            self.aligned(row);
        }
    }

    fn aligned(&mut self, row: &Pair) {
        self.aligned_rows += 1;
        if let Some(confidence) = row.confidence {
            self.confidence[tenth(confidence)] += 1;
        }
        *match (row.matched_names.is_empty(), row.matched_numbers.is_empty()) {
            (false, false) => &mut self.evidence.names_and_numbers,
            (false, true) => &mut self.evidence.names_only,
            (true, false) => &mut self.evidence.numbers_only,
            (true, true) => &mut self.evidence.neither,
        } += 1;
        if let Some(meta) = row.meta.as_deref().map(|meta| &meta.article) {
            if let Some(outlet) = &meta.outlet {
                *self.outlets.entry(outlet.clone()).or_default() += 1;
            }
            if let Some(day) = meta.published {
                *self.months.entry(format!("{:04}-{:02}", day.year(), day.month())).or_default() += 1;
            }
        }
    }
}
