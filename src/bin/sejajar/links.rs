//! Links -> rows of links.csv, and back again.

use anyhow::Result;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::say::{counted, grouped};
use crate::table::Table;
use sejajar::linking::{Link, Linked};

/// The columns, in order.
pub const COLUMNS: [&str; 14] = [
    "article_id",
    "report_id",
    "rank",
    "score",
    "accepted",
    "evidence",
    "confidence",
    "lead",
    "similarity",
    "coverage",
    "agreement",
    "report_group",
    "article_date",
    "report_date",
];
/// Shared keys that a row shows.
const SHOWN: usize = 8;

/// Links on their way out.
pub struct Links {
    out: Table<Place>,
    totals: Totals,
}

/// What was found, counted.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// Articles of which a report was accepted.
    pub linked: usize,
    /// Links accepted.
    pub accepted: usize,
    /// Sum of the confidence of those.
    pub confidence: f64,
    /// Rows of the table.
    pub rows: usize,
}

impl Links {
    /// Opens a table at `place`; for spreadsheets if `excel` says so.
    pub fn new(place: Place, excel: bool) -> Result<Links> {
        let name = place.name();
        Ok(Links { out: Table::new(place, name, &COLUMNS, excel)?, totals: Totals::default() })
    }

    /// Writes the rows of an article.
    pub fn add(&mut self, linked: &Linked) -> Result<()> {
        self.totals.articles += 1;
        let accepted = linked.links.iter().filter(|link| link.accepted);
        self.totals.linked += usize::from(accepted.clone().count() > 0);
        self.totals.accepted += accepted.clone().count();
        self.totals.confidence += accepted.map(|link| link.judged.confidence).sum::<f64>();
        self.totals.rows += linked.links.len().max(1);
        if linked.links.is_empty() {
            let mut row = vec![String::new(); COLUMNS.len()];
            (row[0], row[4]) = (linked.article.clone(), "false".to_owned());
            self.out.row(row)?;
        }
        for (rank, link) in (1..).zip(&linked.links) {
            self.out.row(row(linked, rank, link))?;
        }
        Ok(())
    }

    /// Puts the table in place.
    pub fn finish(self) -> Result<Totals> {
        self.out.finish()?.finish()?;
        Ok(self.totals)
    }
}

fn row(linked: &Linked, rank: usize, link: &Link) -> Vec<String> {
    let judged = &link.judged;
    let figure = |value: Option<f64>, digits: usize| value.map_or(String::new(), |v| format!("{v:.digits$}"));
    let shared =
        judged.candidacy.support.as_ref().map(|support| support.shared.as_slice()).unwrap_or_default();
    vec![
        linked.article.clone(),
        link.report.clone(),
        rank.to_string(),
        figure(judged.score, 3),
        link.accepted.to_string(),
        shared.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(";"),
        format!("{:.4}", judged.confidence),
        figure(judged.lead, 3),
        format!("{:.4}", judged.candidacy.candidate.similarity),
        figure(judged.coverage, 4),
        figure(judged.agreement, 4),
        link.group.clone(),
        day(linked.published),
        day(link.published),
    ]
}

fn day(date: Option<Date>) -> String {
    date.map_or(String::new(), |date| date.to_string())
}

impl Totals {
    /// Adds what another table counts.
    pub fn merge(&mut self, other: &Totals) {
        self.articles += other.articles;
        self.linked += other.linked;
        self.accepted += other.accepted;
        self.confidence += other.confidence;
        self.rows += other.rows;
    }

    /// The closing line.
    pub fn text(&self) -> String {
        let mean = self.confidence / self.accepted.max(1) as f64;
        format!(
            "{}: {} with a source, {} accepted (mean confidence {mean:.3})",
            counted(self.articles, "article"),
            grouped(self.linked),
            counted(self.accepted, "link"),
        )
    }
}
