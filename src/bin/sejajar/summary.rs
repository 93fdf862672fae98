//! What a run has counted -> the lines that close it.

use std::collections::BTreeMap;
use std::fmt::Write;

use sejajar::audit::Summary;
use sejajar::linking::Totals;

use crate::say::{counted, grouped};

/// The closing lines about rows.
pub fn of_rows(summary: &Summary) -> String {
    let rows: usize = summary.beads.values().sum();
    let mut out = format!(
        "{}: {} ({})",
        counted(summary.pairs, "pair"),
        counted(rows, "row"),
        by_count(&summary.beads)
    );
    if let Some(mean) = summary.mean_confidence() {
        let share = 100.0 * summary.shared as f64 / summary.aligned as f64;
        let _ = write!(out, "\nmean confidence {mean:.3}, ");
        let _ = write!(
            out,
            "evidence: {share:.0}% of {} aligned rows share a name or a number",
            grouped(summary.aligned)
        );
    }
    for (what, counts) in [
        ("articles by how they were made", by_count(&summary.retellings)),
        ("flags", by_count(&summary.flags)),
        ("dropped lines", by_count(&summary.dropped)),
    ] {
        if !counts.is_empty() {
            let _ = write!(out, "\n{what}: {counts}");
        }
    }
    out
}

/// The closing line about links.
pub fn of_links(totals: &Totals) -> String {
    let mean = totals.mean_confidence().unwrap_or_default();
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
