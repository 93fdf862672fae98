//! Audited documents, one after another -> the report: totals, one entry per document, the gravest rows, and
//! the documents to show whole.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::{Audited, DocumentCounts, gravest};
use super::judged::Judged;
use crate::audit::{Retelling, Severity, TENTHS, explain, severity, tenth};
use crate::model::{Flag, Pair};

/// The most rows of the documents that are shown whole, all together: pages must open.
const MOST_ROWS: usize = 5000;

/// The report of an audit.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Counts over everything.
    pub summary: Summary,
    /// One entry per document pair, in the order of the tables.
    pub documents: Vec<DocumentCounts>,
    /// The gravest rows, in the order of the tables.
    pub suspects: Vec<Suspect>,
    /// The estimates from a judged sample, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
    /// Documents to show whole, the worst first.
    #[serde(skip)]
    pub shown: Vec<Audited>,
    #[serde(skip)]
    limits: Limits,
}

/// How much a report holds.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Rows in the list of suspects.
    pub suspects: usize,
    /// Documents to show whole.
    pub shown: usize,
    /// The mildest flag that makes a row suspect.
    pub least: Severity,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { suspects: 50, shown: 10, least: Severity::Warning }
    }
}

/// Counts over everything.
#[derive(Debug, Default, Serialize)]
pub struct Summary {
    /// Document pairs.
    pub documents: usize,
    /// Rows.
    pub rows: usize,
    /// Rows with both sides.
    pub aligned_rows: usize,
    /// Rows by their gravest flag.
    pub gravest: BTreeMap<&'static str, usize>,
    /// Rows by code of their flags.
    pub flags: BTreeMap<&'static str, usize>,
    /// Aligned rows by confidence, one count for each tenth.
    pub confidence: [usize; TENTHS],
    /// Documents by how their article was made: faithful, trans-edited, same-event.
    pub retellings: BTreeMap<&'static str, usize>,
    /// Sentences of the articles: all, and those with a counterpart.
    pub ind_sentences: [usize; 2],
    /// Sentences of the reports: all, and those with a counterpart.
    pub eng_sentences: [usize; 2],
    /// The share of the reports' text that the articles tell, by characters.
    pub report_coverage: f64,
    /// The share of the articles' text that the reports tell, by characters.
    pub article_coverage: f64,
    #[serde(skip)]
    chars: [[f64; 2]; 2],
}

/// A row to look at.
#[derive(Debug, Clone, Serialize)]
pub struct Suspect {
    /// The row.
    pub pair_id: String,
    /// Name of the article.
    pub article_id: String,
    /// Name of the report.
    pub report_id: String,
    /// Position of its first Indonesian sentence.
    pub ind_start: usize,
    /// Position of its first English sentence.
    pub eng_start: usize,
    /// Its Indonesian text.
    pub ind_text: String,
    /// Its English text.
    pub eng_text: String,
    /// How sure it is.
    pub confidence: Option<f64>,
    /// Its flags, the gravest first.
    pub flags: Vec<Explained>,
    #[serde(skip)]
    rank: Severity,
}

/// A flag in words.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    /// Its code.
    pub code: &'static str,
    /// How grave it is.
    pub severity: &'static str,
    /// What it says, with its values.
    pub says: String,
}

impl Report {
    /// An empty report within some limits.
    pub fn new(limits: Limits) -> Self {
        Report { limits, ..Report::default() }
    }

    /// Takes the next document pair in.
    pub fn add(&mut self, audited: Audited) {
        self.summary.add(&audited);
        let suspects = audited.rows.iter().filter_map(|row| self.suspect(row));
        let suspects: Vec<Suspect> = suspects.collect();
        self.suspects.extend(suspects);
        // Only now and then, so that every row is moved a few times at most.
        if self.suspects.len() > 2 * self.limits.suspects {
            self.forget();
        }
        self.documents.push(audited.counts.clone());
        if audited.rows.len() <= MOST_ROWS {
            self.show(audited);
        }
    }

    /// The documents, those that need a look first; of equal ones in the order of the tables.
    pub fn worst_first(&self) -> Vec<&DocumentCounts> {
        let mut documents: Vec<&DocumentCounts> = self.documents.iter().collect();
        documents.sort_by_key(|document| std::cmp::Reverse(document.gravity()));
        documents
    }

    /// Keeps a document if it is among the worst so far.
    fn show(&mut self, audited: Audited) {
        let gravity = audited.counts.gravity();
        let at = self.shown.partition_point(|other| other.counts.gravity() >= gravity);
        if at < self.limits.shown {
            self.shown.truncate(self.limits.shown - 1);
            self.shown.insert(at, audited);
        }
        let mut rows = 0;
        self.shown.retain(|shown| {
            let fits = rows + shown.rows.len() <= MOST_ROWS;
            rows += if fits { shown.rows.len() } else { 0 };
            fits
        });
    }

    /// The report when all documents are in it, with the estimates from a judged sample.
    pub fn finish(mut self, judged: Option<Judged>) -> Self {
        self.forget();
        Report { judged, ..self }
    }

    fn suspect(&self, row: &Pair) -> Option<Suspect> {
        let rank = gravest(row).filter(|rank| *rank >= self.limits.least)?;
        Some(Suspect {
            pair_id: row.pair_id.clone(),
            article_id: row.article_id.clone(),
            report_id: row.report_id.clone(),
            ind_start: row.group.ind.hull().start,
            eng_start: row.group.eng.hull().start,
            ind_text: row.ind_text.clone(),
            eng_text: row.eng_text.clone(),
            confidence: row.confidence,
            flags: explained(&row.flags),
            rank,
        })
    }

    /// Keeps the gravest suspects, the earlier ones of equally grave; in the order of the tables.
    fn forget(&mut self) {
        let mut order: Vec<usize> = (0..self.suspects.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(self.suspects[at].rank));
        let mut kept = vec![false; self.suspects.len()];
        order.into_iter().take(self.limits.suspects).for_each(|at| kept[at] = true);
        let mut kept = kept.into_iter();
        self.suspects.retain(|_| kept.next().unwrap_or(false));
    }
}

/// Flags in words, the gravest first.
pub fn explained(flags: &[Flag]) -> Vec<Explained> {
    let mut flags: Vec<&Flag> = flags.iter().collect();
    flags.sort_by_key(|flag| std::cmp::Reverse(severity(flag)));
    let word =
        |flag: &&Flag| Explained { code: flag.code, severity: severity(flag).name(), says: explain(flag) };
    flags.iter().map(word).collect()
}

impl Summary {
    fn add(&mut self, audited: &Audited) {
        let DocumentCounts { coverage, flags, gravest, rows, .. } = &audited.counts;
        self.documents += 1;
        self.rows += rows;
        self.aligned_rows += coverage.aligned;
        for (severity, count) in Severity::ALL.into_iter().zip(gravest) {
            *self.gravest.entry(severity.name()).or_default() += count;
        }
        flags.iter().for_each(|(code, count)| *self.flags.entry(code).or_default() += count);
        if let Some(closeness) = coverage.closeness {
            *self.retellings.entry(Retelling::of(closeness).name()).or_default() += 1;
        }
        for row in audited.rows.iter().filter(|row| !row.group.is_null()) {
            if let Some(confidence) = row.confidence {
                self.confidence[tenth(confidence)] += 1;
            }
        }
        for (at, side) in [coverage.ind, coverage.eng].into_iter().enumerate() {
            self.chars[at][0] += side.chars as f64;
            self.chars[at][1] += side.told_chars;
            let sentences = if at == 0 { &mut self.ind_sentences } else { &mut self.eng_sentences };
            sentences[0] += side.sentences;
            sentences[1] += side.aligned;
        }
        let share = |[all, told]: [f64; 2]| told / all.max(1.0);
        (self.article_coverage, self.report_coverage) = (share(self.chars[0]), share(self.chars[1]));
    }
}
