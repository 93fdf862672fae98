//! What was done, counted, for the lines that close a run.

use std::collections::BTreeMap;
use std::fmt::Write;

use sejajar::audit::{Retelling, closeness};
use sejajar::linking::Totals;
use sejajar::model::{Pair, SourceText};
use serde::{Deserialize, Serialize};

use crate::say::{counted, grouped};

/// Counts over pairs of documents; adding up is independent of order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    pairs: usize,
    beads: BTreeMap<String, usize>,
    aligned: usize,
    /// Sum over aligned rows.
    confidence: f64,
    /// Pairs by how their article was made: faithful, trans-edited, same-event.
    #[serde(default)]
    retellings: BTreeMap<String, usize>,
    /// Aligned rows that share a name or a number.
    shared: usize,
    flags: BTreeMap<String, usize>,
    dropped: BTreeMap<String, usize>,
}

impl Summary {
    /// Counts one pair of documents.
    pub fn add(&mut self, rows: &[Pair], articles: &[&SourceText]) {
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
            self.confidence += row.confidence.unwrap_or(0.0);
            self.shared += usize::from(!row.matched_names.is_empty() || !row.matched_numbers.is_empty());
        }
        for dropped in articles.iter().flat_map(|article| &article.dropped) {
            *self.dropped.entry(dropped.reason.clone()).or_default() += 1;
        }
    }

    /// Adds what another summary counts.
    pub fn merge(&mut self, other: &Summary) {
        self.pairs += other.pairs;
        self.aligned += other.aligned;
        self.confidence += other.confidence;
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

    /// The closing lines.
    pub fn text(&self) -> String {
        let rows: usize = self.beads.values().sum();
        let mut out =
            format!("{}: {} ({})", counted(self.pairs, "pair"), counted(rows, "row"), by_count(&self.beads));
        if self.aligned > 0 {
            let aligned = self.aligned as f64;
            let share = 100.0 * self.shared as f64 / aligned;
            let _ = write!(out, "\nmean confidence {:.3}, ", self.confidence / aligned);
            let _ = write!(
                out,
                "evidence: {share:.0}% of {} aligned rows share a name or a number",
                grouped(self.aligned)
            );
        }
        for (what, counts) in [
            ("articles by how they were made", by_count(&self.retellings)),
            ("flags", by_count(&self.flags)),
            ("dropped lines", by_count(&self.dropped)),
        ] {
            if !counts.is_empty() {
                let _ = write!(out, "\n{what}: {counts}");
            }
        }
        out
    }
}

/// The closing line about links.
pub fn of_links(totals: &Totals) -> String {
    let mean = totals.confidence / totals.accepted.max(1) as f64;
    format!(
        "{}: {} with a source, {} accepted (mean confidence {mean:.3})",
        counted(totals.articles, "article"),
        grouped(totals.linked),
        counted(totals.accepted, "link"),
    )
}

/// `1-1 120, 2-1 8`: the most frequent first.
pub fn by_count<K: AsRef<str>>(counts: &BTreeMap<K, usize>) -> String {
    let mut sorted: Vec<_> = counts.iter().map(|(key, &count)| (key.as_ref(), count)).collect();
    sorted.sort_by_key(|&(key, count)| (std::cmp::Reverse(count), key));
    let parts: Vec<_> = sorted.iter().map(|(key, count)| format!("{key} {}", grouped(*count))).collect();
    parts.join(", ")
}
