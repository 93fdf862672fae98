//! Fingerprints of reports -> for an article's fingerprint the reports that share most of what is rare.

use super::{Fingerprint, Item, Rarity, Term};

/// A report that an article may have been made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The report's position among all.
    pub report: u32,
    /// What it shares with the article, 0 (nothing) to 1 (everything that any report has).
    pub similarity: f32,
}

/// A block of reports by what they mention.
#[derive(Debug)]
pub struct Index<'r> {
    rarity: &'r Rarity,
    /// The position of the block's first report among all.
    base: u32,
    /// Terms, ascending, and where the postings of each start; one start more than terms.
    terms: Vec<Term>,
    starts: Vec<u32>,
    postings: Vec<Posting>,
    published: Vec<Option<i32>>,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    report: u32,
    /// How much of the term's worth the report earns by mentioning it as often as it does.
    share: f32,
}

/// BM25: mentions beyond the first are soon worth little.
const SATURATION: f32 = 0.6;
/// BM25: how much mentions in longer reports count less.
const LENGTH: f32 = 0.4;
/// Postings that a search looks at before it leaves the commoner items out. Cost then no longer grows with the collection;
/// what is rare has spoken by then.
const ENOUGH: u32 = 40_000;
/// Items that are looked up however common they are.
const LEAST: usize = 12;

impl<'r> Index<'r> {
    /// The index of a block of reports whose first stands at `base` among all that `rarity` has counted.
    pub fn new<'f>(
        rarity: &'r Rarity,
        base: u32,
        reports: impl IntoIterator<Item = &'f Fingerprint>,
    ) -> Self {
        let mut all: Vec<(Term, Posting)> = Vec::new();
        let mut published = Vec::new();
        for (report, print) in (0u32..).zip(reports) {
            published.push(print.published);
            let length = 1.0 - LENGTH + LENGTH * print.len() as f32 / rarity.mean_len().max(1.0);
            for item in &print.items {
                let share =
                    item.count as f32 * (1.0 + SATURATION) / (item.count as f32 + SATURATION * length);
                all.extend(item.readings.iter().map(|&(term, _)| (term, Posting { report, share })));
            }
        }
        all.sort_unstable_by_key(|&(term, posting)| (term, posting.report));
        // Two items of a report may share a reading: the better one stands for both.
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0 && next.1.report == kept.1.report;
            if same {
                kept.1.share = kept.1.share.max(next.1.share);
            }
            same
        });
        let (mut terms, mut starts) = (Vec::new(), Vec::new());
        for (at, (term, _)) in (0u32..).zip(&all) {
            if terms.last() != Some(term) {
                terms.push(*term);
                starts.push(at);
            }
        }
        starts.push(all.len() as u32);
        let postings = all.into_iter().map(|(_, posting)| posting).collect();
        Index { rarity, base, terms, starts, postings, published }
    }

    /// The `most` reports of the block that share most with an article, best first (of equals the earlier one); where both have a
    /// day of publication only those within `window` days of the article.
    pub fn search(&self, article: &Fingerprint, window: Option<u32>, most: usize) -> Vec<Candidate> {
        let items = self.by_worth(&article.items);
        let mut sums = vec![0.0f32; self.published.len()];
        // The best reading of the current item in each report, marked with the item's number.
        let mut seen = vec![(0u32, 0.0f32); self.published.len()];
        let (mut looked_at, mut whole) = (0, 0.0);
        for (number, (worth, item)) in (1u32..).zip(&items) {
            let cost: u32 = item.readings.iter().map(|&(term, _)| self.rarity.count(term)).sum();
            looked_at += cost;
            if number as usize > LEAST && looked_at > ENOUGH {
                break;
            }
            whole += worth * (1.0 + SATURATION) / (1.0 + SATURATION * (1.0 - LENGTH));
            for &(term, weight) in &item.readings {
                let weight = weight * self.rarity.weight(term) * repeated(item);
                for posting in self.postings(term) {
                    let gain = weight * posting.share;
                    let (last, best) = &mut seen[posting.report as usize];
                    let before = if *last == number { *best } else { 0.0 };
                    if gain > before {
                        sums[posting.report as usize] += gain - before;
                        (*last, *best) = (number, gain);
                    }
                }
            }
        }
        let near = |report: usize| match (article.published, self.published[report], window) {
            (Some(x), Some(y), Some(days)) => x.abs_diff(y) <= days,
            _ => true,
        };
        let found = (0u32..).zip(&sums).filter(|&(report, &sum)| sum > 0.0 && near(report as usize));
        let candidate = |(report, &sum): (u32, &f32)| Candidate {
            report: self.base + report,
            similarity: (sum / whole.max(f32::MIN_POSITIVE)).min(1.0),
        };
        best(found.map(candidate).collect(), most)
    }

    /// An article's items with what a report that shares them can earn, the rarest first; what no report mentions is left out.
    fn by_worth<'i>(&self, items: &'i [Item]) -> Vec<(f32, &'i Item)> {
        let worth = |item: &Item| {
            let known = item.readings.iter().filter(|&&(term, _)| self.rarity.count(term) > 0);
            let best = known.map(|&(term, weight)| weight * self.rarity.weight(term)).fold(0.0, f32::max);
            best * repeated(item)
        };
        let mut items: Vec<_> =
            items.iter().map(|item| (worth(item), item)).filter(|&(worth, _)| worth > 0.0).collect();
        items.sort_by(|x, y| y.0.total_cmp(&x.0));
        items
    }

    fn postings(&self, term: Term) -> &[Posting] {
        match self.terms.binary_search(&term) {
            Ok(at) => &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }
}

/// What an item counts for being mentioned again and again.
fn repeated(item: &Item) -> f32 {
    1.0 + (item.count as f32).ln()
}

/// The `most` best of some candidates, best first; of equals the earlier report.
pub fn best(mut candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    let order =
        |x: &Candidate, y: &Candidate| y.similarity.total_cmp(&x.similarity).then(x.report.cmp(&y.report));
    if candidates.len() > most && most > 0 {
        candidates.select_nth_unstable_by(most - 1, order);
    }
    candidates.truncate(most);
    candidates.sort_by(order);
    candidates
}
