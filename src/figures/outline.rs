//! The rows of a document -> the little of them that pictures need.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use crate::audit::told;
use crate::model::{Language, Pair, Places};

/// Documents of which names and numbers are kept, for the matrix of all articles and reports.
const MOST_KEYED: usize = 40;

/// A document pair.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Names of the article and of the report.
    pub names: [String; 2],
    /// The number of sentences of either side.
    pub sentences: [usize; 2],
    /// Its rows, in the order of the table.
    pub beads: Vec<OutlineBead>,
    /// Values that differ: a key of the article and one of the report, and whether one is the other one
    /// rounded.
    pub changed: Vec<(String, String, bool)>,
    /// The keys of names and numbers of either side; empty for documents after the first ones.
    pub keys: [BTreeSet<String>; 2],
}

/// A row.
#[derive(Debug, Clone)]
pub struct OutlineBead {
    /// The positions of its sentences.
    pub ind: Places,
    /// Those of the report.
    pub eng: Places,
    /// Its confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// Whether it is out of order.
    pub moved: bool,
    /// The probability that the other side covers its sentences, 0 to 1.
    pub covered: f64,
}

impl OutlineBead {
    /// Whether it has sentences of both sides.
    pub fn is_aligned(&self) -> bool {
        !self.ind.is_empty() && !self.eng.is_empty()
    }
}

impl Outline {
    /// The outline of the rows of one document pair.
    pub fn of<R: Borrow<Pair>>(rows: &[R]) -> Self {
        let beads = rows.iter().map(|row| bead(row.borrow())).collect();
        let mut outline = Outline { beads, ..Outline::default() };
        if let Some(first) = rows.first().map(R::borrow) {
            outline.names = [first.article_id.clone(), first.report_id.clone()];
        }
        for row in rows.iter().map(R::borrow) {
            for (most, side) in outline.sentences.iter_mut().zip([Language::Ind, Language::Eng]) {
                *most = (*most).max(row.group.side(side).hull().end);
            }
            outline.changed.extend(row.flags.iter().filter_map(|flag| changed(flag.code, &flag.detail)));
        }
        outline
    }

    /// The share of the report that the article covers, by sentences.
    pub fn coverage(&self) -> f64 {
        let sum = self.beads.iter().map(|bead| bead.covered * bead.eng.len() as f64).fold(0.0, |x, y| x + y);
        sum / self.sentences[1].max(1) as f64
    }
}

fn bead(row: &Pair) -> OutlineBead {
    OutlineBead {
        ind: row.group.ind.clone(),
        eng: row.group.eng.clone(),
        confidence: row.confidence,
        moved: row.flags.iter().any(|flag| flag.code == "moved"),
        covered: told(row),
    }
}

/// The two values of a flag on numbers, in the order article, report.
fn changed(code: &str, detail: &str) -> Option<(String, String, bool)> {
    let rounded = code == "rounded";
    let about_values = rounded || ["number-mismatch", "percent-mismatch", "money-mismatch"].contains(&code);
    let (ind, eng) = detail.split_once('≠')?;
    about_values.then(|| (ind.to_owned(), eng.to_owned(), rounded))
}

/// Document pairs, in the order of their tables.
#[derive(Debug, Clone, Default)]
pub struct Outlines {
    /// One outline for each.
    pub documents: Vec<Outline>,
}

impl Outlines {
    /// Adds the rows of the next document pair.
    pub fn add<R: Borrow<Pair>>(&mut self, rows: &[R]) {
        let mut outline = Outline::of(rows);
        if self.documents.len() < MOST_KEYED {
            outline.keys = keys(rows);
        }
        self.documents.push(outline);
    }

    /// The documents with the lowest coverage, at most so many.
    pub fn least_covered(&self, most: usize) -> Vec<&Outline> {
        let mut documents: Vec<&Outline> = self.documents.iter().collect();
        documents.sort_by(|x, y| x.coverage().total_cmp(&y.coverage()));
        documents.truncate(most);
        documents
    }

    /// All rows, each with the number of sentences of its sides.
    pub fn beads(&self) -> impl Iterator<Item = (&Outline, &OutlineBead)> {
        self.documents.iter().flat_map(|document| document.beads.iter().map(move |bead| (document, bead)))
    }
}

/// The names and numbers of either side, by the cells of the rows.
fn keys<R: Borrow<Pair>>(rows: &[R]) -> [BTreeSet<String>; 2] {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    for row in rows.iter().map(R::borrow) {
        for (set, alone) in found.iter_mut().zip([&row.unmatched_ind, &row.unmatched_eng]) {
            set.extend([&row.matched_names, &row.matched_numbers, alone].into_iter().flatten().cloned());
        }
    }
    found
}
