//! The rows of one document pair -> the same with their flags renewed, and how much of either side the other
//! one tells.

use std::collections::BTreeMap;

use sejajar::Aligner;
use sejajar::aligner::Inspection;
use sejajar::audit::{Coverage, Repeats, Severity, is_shown, severity};
use sejajar::model::Pair;
use serde::Serialize;

/// A document pair with its rows.
#[derive(Debug, Clone)]
pub struct Audited {
    /// What is counted of it.
    pub document: Document,
    /// Its rows with renewed flags, in the order of the table.
    pub rows: Vec<Pair>,
    /// What the texts of each row say.
    pub inspections: Vec<Inspection>,
}

/// What is counted of a document pair.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Document {
    /// Name of the article.
    pub article_id: String,
    /// Name of the report.
    pub report_id: String,
    /// How many rows it has.
    pub rows: usize,
    /// What either side tells of the other.
    pub coverage: Coverage,
    /// Rows by code of their flags.
    pub flags: BTreeMap<&'static str, usize>,
    /// Rows by their gravest flag: notice, warning, error.
    pub gravest: [usize; 3],
}

/// Reads the rows of one document pair again.
pub fn audited(rows: Vec<Pair>, aligner: &Aligner) -> Audited {
    let inspections = aligner.inspect(&rows);
    let renewed = rows.into_iter().zip(&inspections);
    let renewed = renewed.map(|(mut row, inspection)| {
        row.flags.clone_from(&inspection.flags);
        row
    });
    let rows = renewed.collect();
    Audited { document: Document::default(), rows, inspections }
}

impl Audited {
    /// Adds the flags that need the documents before this one.
    pub fn finish(&mut self, repeats: &mut Repeats, least: Severity) {
        for row in &mut self.rows {
            let repeated = repeats.see(row).filter(|flag| is_shown(flag, least));
            row.flags.extend(repeated);
        }
    }

    /// Forgets flags milder than these, but for those that `align` writes too, and counts.
    pub fn forget(&mut self, least: Severity) {
        for row in &mut self.rows {
            row.flags.retain(|flag| is_shown(flag, least));
        }
        self.document = Document::of(&self.rows);
    }
}

impl Document {
    fn of(rows: &[Pair]) -> Document {
        let first = rows.first().cloned().unwrap_or_default();
        let coverage = Coverage::of(rows, |row| row.flags.iter().any(|flag| flag.code == "moved"));
        let mut document = Document {
            article_id: first.article_id,
            report_id: first.report_id,
            rows: rows.len(),
            coverage,
            ..Document::default()
        };
        for row in rows {
            let mut codes: Vec<&str> = row.flags.iter().map(|flag| flag.code).collect();
            codes.dedup();
            codes.iter().for_each(|code| *document.flags.entry(*code).or_default() += 1);
            if let Some(gravest) = gravest(row) {
                document.gravest[gravest as usize] += 1;
            }
        }
        document
    }
}

/// How grave the gravest flag of a row is.
pub fn gravest(row: &Pair) -> Option<Severity> {
    row.flags.iter().map(severity).max()
}
