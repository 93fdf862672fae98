//! Fingerprints of reports -> how rare a term is among them.

use super::{Fingerprint, Term};

/// How many reports mention a term, in a table of fixed size: two terms that fall on one place look less rare, never rarer.
#[derive(Debug, Clone)]
pub struct Rarity {
    counts: Vec<u32>,
    reports: u32,
    mentions: u64,
}

/// Places of the table: few terms of a million reports share one, and it takes 8 MB.
const PLACES: usize = 1 << 21;

impl Default for Rarity {
    fn default() -> Self {
        Rarity { counts: vec![0; PLACES], reports: 0, mentions: 0 }
    }
}

impl Rarity {
    /// Counts what a report mentions; things of several readings count under each.
    pub fn add(&mut self, report: &Fingerprint) {
        self.reports += 1;
        self.mentions += u64::from(report.len());
        let mut terms: Vec<Term> =
            report.items.iter().flat_map(|item| &item.readings).map(|&(term, _)| term).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            self.counts[term as usize % PLACES] += 1;
        }
    }

    /// How many reports mention the term.
    pub fn count(&self, term: Term) -> u32 {
        self.counts[term as usize % PLACES]
    }

    /// What a shared term is worth: the inverse document frequency of Robertson and Spärck Jones (1976), never below 0.
    pub fn weight(&self, term: Term) -> f32 {
        let (all, with) = (self.reports as f32, self.count(term) as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// Mentions in a report on the mean.
    pub fn mean_len(&self) -> f32 {
        (self.mentions as f64 / f64::from(self.reports.max(1))) as f32
    }

    /// Reports counted.
    pub fn reports(&self) -> u32 {
        self.reports
    }
}
