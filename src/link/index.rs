//! Fingerprints of reports -> an inverted index, which finds the reports that share most with an article.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Query, Rarity, Row, Term};

/// A report that an article may have been made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The report's position among all.
    pub report: u32,
    /// Its similarity to the article, 0 (nothing shared) to 1 (all shared that any report has).
    pub similarity: f32,
}

/// An inverted index of a block of reports.
#[derive(Debug)]
pub struct Index {
    /// The position of the block's first report among all.
    base: u32,
    /// The position of the first posting of each term, and the number of its postings.
    terms: FxHashMap<Term, (u32, u32)>,
    postings: Vec<Posting>,
    published: Vec<Option<i32>>,
}

/// A report that mentions a term.
#[derive(Debug, Clone, Copy)]
struct Posting {
    /// The report's position in the block.
    report: u16,
    /// The share of the term's weight that the report gets for its number of mentions, in units of 1 /
    /// [`PARTS`].
    share: u16,
}

impl Posting {
    /// The part of the term's weight that the report gets.
    fn earned(self, weight: f32) -> f32 {
        weight * f32::from(self.share) / PARTS
    }
}

/// Maximum number of reports in a block.
pub const BLOCK: usize = 1 << 16;
/// The number of units in a share of 1; a share is less than 1 + [`SATURATION`].
const PARTS: f32 = 65_535.0 / (1.0 + SATURATION);
/// BM25: saturation of repeated mentions.
pub(super) const SATURATION: f32 = 0.6;
/// BM25: normalization by the length of the report.
pub(super) const LENGTH: f32 = 0.4;

impl Index {
    /// The `most` reports of the block that share most with an article, best first (ties in order of
    /// reports); if both have a day of publication, only those within `window` days of the article.
    pub fn search(&self, query: &Query, window: Option<u32>, most: usize, sums: &mut Sums) -> Vec<Candidate> {
        sums.begin(self.published.len());
        for item in &query.items {
            match item[..] {
                [(term, weight)] => {
                    self.postings(term)
                        .iter()
                        .for_each(|posting| sums.add(posting.report, posting.earned(weight)));
                }
                _ => {
                    sums.item += 1;
                    for &(term, weight) in item {
                        let postings = self.postings(term).iter();
                        postings.for_each(|posting| sums.add_better(posting.report, posting.earned(weight)));
                    }
                }
            }
        }
        let near = |report: u16| match (query.published, self.published[usize::from(report)], window) {
            (Some(x), Some(y), Some(days)) => x.abs_diff(y) <= days,
            _ => true,
        };
        let candidate = |&report: &u16| Candidate {
            report: self.base + u32::from(report),
            similarity: (sums.sums[usize::from(report)] / query.whole).min(1.0),
        };
        best(sums.touched.iter().filter(|&&report| near(report)).map(candidate), most)
    }

    fn postings(&self, term: Term) -> &[Posting] {
        let (start, count) = self.terms.get(&term).copied().unwrap_or_default();
        &self.postings[start as usize..(start + count) as usize]
    }
}

/// Builds an index report by report, so that the fingerprints need not stay in memory.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    /// Term, report and share of every mention.
    all: Vec<(Term, u16, u16)>,
    published: Vec<Option<i32>>,
}

impl IndexBuilder {
    /// Adds the next report, of at most [`BLOCK`].
    pub fn add(&mut self, rarity: &Rarity, report: Row<'_>) {
        let number = self.published.len() as u16;
        self.published.push(report.published);
        let length = 1.0 - LENGTH + LENGTH * report.len() as f32 / rarity.mean_len().max(1.0);
        for (count, readings) in report.items() {
            let count = count as f32;
            let share = count * (1.0 + SATURATION) / (count + SATURATION * length);
            self.all.extend(readings.map(|term| (term, number, (share * PARTS) as u16)));
        }
    }

    /// The finished index; `base` is the position of the first report among all.
    pub fn finish(self, base: u32) -> Index {
        let IndexBuilder { mut all, published } = self;
        // Two items of a report may share a reading: the larger share counts.
        all.sort_unstable_by_key(|&(term, report, share)| (term, report, Reverse(share)));
        all.dedup_by_key(|&mut (term, report, _)| (term, report));
        let mut terms: FxHashMap<Term, (u32, u32)> = FxHashMap::default();
        for (at, (term, ..)) in (0u32..).zip(&all) {
            terms.entry(*term).or_insert((at, 0)).1 += 1;
        }
        let postings = all.into_iter().map(|(_, report, share)| Posting { report, share }).collect();
        Index { base, terms, postings, published }
    }
}

/// Sums per report of a block while a query is looked up, reused by the next query.
#[derive(Debug, Default)]
pub struct Sums {
    /// For each report its sum, 0 if it shares nothing yet.
    sums: Vec<f32>,
    /// Reports with a sum above 0.
    touched: Vec<u16>,
    /// For each report, the last item with several readings that it shared, and the weight it got for that
    /// item.
    last: Vec<(u32, f32)>,
    /// The number of the current item with several readings.
    item: u32,
}

impl Sums {
    fn begin(&mut self, reports: usize) {
        for report in self.touched.drain(..) {
            self.sums[usize::from(report)] = 0.0;
        }
        self.sums.resize(reports.max(self.sums.len()), 0.0);
        self.last.resize(self.sums.len(), (0, 0.0));
    }

    /// Adds the weight of an item with one reading.
    fn add(&mut self, report: u16, gain: f32) {
        let sum = &mut self.sums[usize::from(report)];
        if *sum == 0.0 && gain > 0.0 {
            self.touched.push(report);
        }
        *sum += gain;
    }

    /// Adds the weight of a reading; of several readings of an item, the best counts.
    fn add_better(&mut self, report: u16, gain: f32) {
        let (last, best) = &mut self.last[usize::from(report)];
        let before = if *last == self.item { *best } else { 0.0 };
        if gain > before {
            (*last, *best) = (self.item, gain);
            self.add(report, gain - before);
        }
    }
}

/// The `most` best candidates, best first; ties in order of reports.
pub fn best(candidates: impl IntoIterator<Item = Candidate>, most: usize) -> Vec<Candidate> {
    let order =
        |x: &Candidate, y: &Candidate| y.similarity.total_cmp(&x.similarity).then(x.report.cmp(&y.report));
    let mut kept: Vec<Candidate> = Vec::with_capacity(most.saturating_add(1).min(128));
    for candidate in candidates {
        // Most candidates are worse than all that are kept.
        if kept.len() == most && kept.last().is_none_or(|last| order(last, &candidate).is_lt()) {
            continue;
        }
        let place = kept.partition_point(|held| order(held, &candidate).is_lt());
        kept.insert(place, candidate);
        kept.truncate(most);
    }
    kept
}
