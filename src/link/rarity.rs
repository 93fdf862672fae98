//! Fingerprints of reports -> document frequencies of their terms.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use super::{Fingerprint, Term};

/// The number of reports that mention each term, in a table of fixed size: terms that share a slot look more
/// common, never rarer.
#[derive(Debug)]
pub struct Rarity {
    counts: Vec<AtomicU32>,
    reports: AtomicU32,
    mentions: AtomicU64,
}

/// Slots of the table, which takes 8 MB: few terms of a million reports share one.
const PLACES: usize = 1 << 21;

impl Default for Rarity {
    fn default() -> Self {
        let counts = (0..PLACES).map(|_| AtomicU32::new(0)).collect();
        Rarity { counts, reports: AtomicU32::new(0), mentions: AtomicU64::new(0) }
    }
}

impl Rarity {
    /// Counts the terms of a report; a thing with several readings counts under each. May be called by any
    /// thread, in any order.
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

    /// Adds the counts of another table.
    pub fn merge(&self, other: &Rarity) {
        self.reports.fetch_add(other.reports(), Relaxed);
        self.mentions.fetch_add(other.mentions.load(Relaxed), Relaxed);
        for (count, more) in self.counts.iter().zip(&other.counts) {
            count.fetch_add(more.load(Relaxed), Relaxed);
        }
    }

    /// The table as a row of numbers, which [`from_words`](Rarity::from_words) reads; the row is short if few
    /// reports were counted.
    pub fn to_words(&self) -> Vec<u32> {
        let mentions = self.mentions.load(Relaxed);
        let mut out = vec![self.reports(), mentions as u32, (mentions >> 32) as u32];
        let counts = (0u32..).zip(&self.counts).map(|(place, count)| (place, count.load(Relaxed)));
        out.extend(counts.filter(|&(_, count)| count > 0).flat_map(|(place, count)| [place, count]));
        out
    }

    /// Reads what [`to_words`](Rarity::to_words) wrote; `None` for anything else.
    pub fn from_words(words: &[u32]) -> Option<Rarity> {
        let (&[reports, low, high], counts) = words.split_first_chunk::<3>()?;
        let mentions = u64::from(high) << 32 | u64::from(low);
        let mut rarity = Rarity { reports: reports.into(), mentions: mentions.into(), ..Rarity::default() };
        let (pairs, []) = counts.as_chunks::<2>() else { return None };
        for &[place, count] in pairs {
            *rarity.counts.get_mut(place as usize)?.get_mut() = count;
        }
        Some(rarity)
    }

    /// The number of reports that mention the term.
    pub fn count(&self, term: Term) -> u32 {
        self.counts[term as usize % PLACES].load(Relaxed)
    }

    /// The weight of a shared term: the inverse document frequency of Robertson and Spärck Jones (1976),
    /// never below 0.
    pub fn weight(&self, term: Term) -> f32 {
        let (all, with) = (self.reports() as f32, self.count(term) as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// Mean number of mentions per report.
    pub fn mean_len(&self) -> f32 {
        (self.mentions.load(Relaxed) as f64 / f64::from(self.reports().max(1))) as f32
    }

    /// The number of reports counted.
    pub fn reports(&self) -> u32 {
        self.reports.load(Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, term};
    use super::*;

    fn rarity(reports: &[&str]) -> Rarity {
        let rarity = Rarity::default();
        for report in reports {
            let mut builder = Builder::default();
            report.split(' ').for_each(|word| builder.mention(&[(term(word), 1.0)]));
            rarity.add(&builder.finish(None));
        }
        rarity
    }

    #[test]
    fn tables_of_two_halves_make_the_table_of_all() {
        let (all, halves) = (rarity(&["a b", "a c d", "a"]), rarity(&["a b"]));
        halves.merge(&Rarity::from_words(&rarity(&["a c d", "a"]).to_words()).unwrap());
        assert_eq!(halves.to_words(), all.to_words());
        assert_eq!((halves.reports(), halves.count(term("a")), halves.mean_len()), (3, 3, 2.0));
    }

    #[test]
    fn what_is_no_table_is_none() {
        for words in [&[][..], &[1, 2], &[1, 2, 0, 7], &[1, 2, 0, u32::MAX, 1]] {
            assert!(Rarity::from_words(words).is_none(), "{words:?}");
        }
    }
}
