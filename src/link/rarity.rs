//! Fingerprints of reports -> how rare a term is among them.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use super::{Fingerprint, Term};

/// How many reports mention a term, in a table of fixed size: two terms that fall on one place look less rare, never rarer.
#[derive(Debug)]
pub struct Rarity {
    counts: Vec<AtomicU32>,
    reports: AtomicU32,
    mentions: AtomicU64,
}

/// Places of the table: few terms of a million reports share one, and it takes 8 MB.
const PLACES: usize = 1 << 21;

impl Default for Rarity {
    fn default() -> Self {
        let counts = (0..PLACES).map(|_| AtomicU32::new(0)).collect();
        Rarity { counts, reports: AtomicU32::new(0), mentions: AtomicU64::new(0) }
    }
}

impl Rarity {
    /// Counts what a report mentions; things of several readings count under each. Any thread may, in any order.
    pub fn add(&self, report: &Fingerprint) {
        self.reports.fetch_add(1, Relaxed);
        self.mentions.fetch_add(u64::from(report.len()), Relaxed);
        let readings = report.items.iter().flat_map(|item| &item.readings);
        let mut terms: Vec<Term> = readings.map(|&(term, _)| term).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            self.counts[term as usize % PLACES].fetch_add(1, Relaxed);
        }
    }

    /// How many reports mention the term.
    pub fn count(&self, term: Term) -> u32 {
        self.counts[term as usize % PLACES].load(Relaxed)
    }

    /// What a shared term is worth: the inverse document frequency of Robertson and Spärck Jones (1976), never below 0.
    pub fn weight(&self, term: Term) -> f32 {
        let (all, with) = (self.reports() as f32, self.count(term) as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// Mentions in a report on the mean.
    pub fn mean_len(&self) -> f32 {
        (self.mentions.load(Relaxed) as f64 / f64::from(self.reports().max(1))) as f32
    }

    /// Reports counted.
    pub fn reports(&self) -> u32 {
        self.reports.load(Relaxed)
    }
}
