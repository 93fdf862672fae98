//! The rows of document pairs -> counts over all of them, for the lines that close a run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Retelling, closeness};
use crate::model::{Pair, SourceText};

/// Counts over pairs of documents. The order in which they are added makes no difference.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Pairs of documents.
    pub pairs: usize,
    /// Rows by the shape of their bead.
    pub beads: BTreeMap<String, usize>,
    /// Rows with a sentence on either side.
    pub aligned: usize,
    /// The sum of the confidence of the aligned rows.
    pub confidence_sum: f64,
    /// Pairs by how their article was made: faithful, trans-edited, same-event.
    #[serde(default)]
    pub retellings: BTreeMap<String, usize>,
    /// Aligned rows that share a name or a number.
    pub shared: usize,
    /// Rows by flag.
    pub flags: BTreeMap<String, usize>,
    /// Dropped lines by the reason why they were dropped.
    pub dropped: BTreeMap<String, usize>,
}

impl Summary {
    /// Counts one pair of documents: its rows, and the lines that were dropped from its texts.
    pub fn add(&mut self, rows: &[Pair], texts: &[&SourceText]) {
        self.pairs += 1;
        if let Some(closeness) = closeness(rows) {
            *self.retellings.entry(Retelling::of(closeness).name().to_owned()).or_default() += 1;
        }
        for row in rows {
            *self.beads.entry(row.align_type()).or_default() += 1;
            for flag in &row.flags {
                *self.flags.entry(flag.code.to_owned()).or_default() += 1;
            }
            if row.group.is_null() {
                continue;
            }
            self.aligned += 1;
            self.confidence_sum += row.confidence.unwrap_or(0.0);
            self.shared += usize::from(!row.matched_names.is_empty() || !row.matched_numbers.is_empty());
        }
        for dropped in texts.iter().flat_map(|text| &text.dropped) {
            *self.dropped.entry(dropped.reason.clone()).or_default() += 1;
        }
    }

    /// The mean confidence of the aligned rows, if there are any.
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.aligned > 0).then(|| self.confidence_sum / self.aligned as f64)
    }

    /// The counts as files for other programs have them: with the mean confidence instead of the sum, which
    /// only serves to merge summaries.
    pub fn to_json(&self) -> Value {
        json!({
            "pairs": self.pairs,
            "beads": self.beads,
            "aligned": self.aligned,
            "mean_confidence": self.mean_confidence(),
            "retellings": self.retellings,
            "shared": self.shared,
            "flags": self.flags,
            "dropped": self.dropped,
        })
    }

    /// Adds the counts of another summary.
    pub fn merge(&mut self, other: &Summary) {
        self.pairs += other.pairs;
        self.aligned += other.aligned;
        self.confidence_sum += other.confidence_sum;
        self.shared += other.shared;
        for (into, from) in [
            (&mut self.beads, &other.beads),
            (&mut self.retellings, &other.retellings),
            (&mut self.flags, &other.flags),
            (&mut self.dropped, &other.dropped),
        ] {
            from.iter().for_each(|(key, count)| *into.entry(key.clone()).or_default() += count);
        }
    }
}
