//! The rows of one document pair -> the same with their flags renewed, and how much of either side the other
//! one tells.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::aligner::{Aligner, Inspection};
use crate::audit::{Coverage, Repeats, Retelling, Severity, is_shown, severity};
use crate::model::Pair;

/// A document pair with its rows.
#[derive(Debug, Clone)]
pub struct Audited {
    /// Counts over its rows.
    pub counts: DocumentCounts,
    /// Its rows with renewed flags, in the order of the table.
    pub rows: Vec<Pair>,
    /// The evidence in the texts of each row.
    pub inspections: Vec<Inspection>,
}

/// Counts over the rows of a document pair.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DocumentCounts {
    /// Name of the article.
    pub article_id: String,
    /// Name of the report.
    pub report_id: String,
    /// How many rows it has.
    pub rows: usize,
    /// How much either side tells of the other.
    pub coverage: Coverage,
    /// Rows by code of their flags.
    pub flags: BTreeMap<&'static str, usize>,
    /// Rows by their gravest flag: notice, warning, error.
    pub gravest: [usize; 3],
}

impl Audited {
    /// Reads the rows of one document pair again.
    pub(super) fn new(mut rows: Vec<Pair>, aligner: &Aligner) -> Self {
        let inspections = aligner.inspect(&rows);
        for (row, inspection) in rows.iter_mut().zip(&inspections) {
            row.flags.clone_from(&inspection.flags);
        }
        Audited { counts: DocumentCounts::default(), rows, inspections }
    }

    /// Adds the flags of rows that repeat earlier ones.
    pub(super) fn mark_repeats(&mut self, repeats: &mut Repeats, least: Severity) {
        for row in &mut self.rows {
            let repeated = repeats.see(row).filter(|flag| is_shown(flag, least));
            row.flags.extend(repeated);
        }
    }

    /// Leaves out flags milder than `least`, but for those that `align` writes too, and counts.
    pub(super) fn finish(&mut self, least: Severity) {
        for row in &mut self.rows {
            row.flags.retain(|flag| is_shown(flag, least));
        }
        self.counts = DocumentCounts::of(&self.rows);
    }
}

/// The columns of a table of documents.
pub const DOCUMENT_COLUMNS: [&str; 20] = [
    "article_id",
    "report_id",
    "rows",
    "aligned_rows",
    "ind_sentences",
    "ind_aligned",
    "eng_sentences",
    "eng_aligned",
    "report_coverage",
    "article_coverage",
    "moved",
    "confidence",
    "notices",
    "warnings",
    "errors",
    "flags",
    "ind_told",
    "eng_told",
    "closeness",
    "retelling",
];

impl DocumentCounts {
    fn of(rows: &[Pair]) -> Self {
        let first = rows.first().cloned().unwrap_or_default();
        let mut counts = DocumentCounts {
            article_id: first.article_id,
            report_id: first.report_id,
            rows: rows.len(),
            coverage: Coverage::of(rows),
            ..DocumentCounts::default()
        };
        for row in rows {
            let mut codes: Vec<&str> = row.flags.iter().map(|flag| flag.code).collect();
            codes.dedup();
            codes.iter().for_each(|code| *counts.flags.entry(*code).or_default() += 1);
            if let Some(gravest) = gravest(row) {
                counts.gravest[gravest as usize] += 1;
            }
        }
        counts
    }

    /// How much it needs a look: more errors count first, then more warnings, then less of the report told.
    pub fn gravity(&self) -> (usize, usize, usize) {
        let omitted = (1000.0 * (1.0 - self.coverage.eng.share())) as usize;
        (self.gravest[2], self.gravest[1], omitted)
    }

    /// The cells of its line in a table of documents, one for each of [`DOCUMENT_COLUMNS`].
    pub fn cells(&self) -> Vec<String> {
        let DocumentCounts { article_id, report_id, rows, coverage, flags, gravest } = self;
        let Coverage { ind, eng, aligned, moved, confidence, closeness } = coverage;
        let mut cells = vec![article_id.clone(), report_id.clone()];
        let counts = [*rows, *aligned, ind.sentences, ind.aligned, eng.sentences, eng.aligned];
        cells.extend(counts.iter().map(ToString::to_string));
        cells.extend([eng.share(), ind.share()].map(|share| format!("{share:.4}")));
        cells.extend([moved.to_string(), format!("{confidence:.4}")]);
        cells.extend(gravest.iter().map(ToString::to_string));
        cells.push(flags.iter().map(|(code, count)| format!("{code}={count}")).collect::<Vec<_>>().join(";"));
        cells.extend([ind.told, eng.told].map(|told| format!("{told:.2}")));
        cells.push(closeness.map_or(String::new(), |closeness| format!("{closeness:.4}")));
        cells.push(closeness.map_or("", |closeness| Retelling::of(closeness).name()).to_owned());
        cells
    }
}

/// How grave the gravest flag of a row is.
pub fn gravest(row: &Pair) -> Option<Severity> {
    row.flags.iter().map(severity).max()
}
