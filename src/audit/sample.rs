//! Rows -> a sample to judge, drawn evenly from strata, the same for the same seed whatever the order of the
//! rows.

use std::collections::{BTreeMap, BinaryHeap};

use crate::model::{Pair, fnv, mixed};

/// The stratum of a row: its side where it has one only; else its shape, its band of confidence and what it
/// rests on.
///
/// Such as `1-1 .95-1 names+numbers`, `n-m 0-.5 neither`, `ind only`.
pub fn stratum(row: &Pair) -> String {
    let shape = match (row.group.ind.len(), row.group.eng.len()) {
        (_, 0) => return "ind only".to_owned(),
        (0, _) => return "eng only".to_owned(),
        (1, 1) => "1-1",
        _ => "n-m",
    };
    let Some(confidence) = row.confidence else { return format!("{shape} unknown") };
    let band = match confidence {
        c if c < 0.5 => "0-.5",
        c if c < 0.8 => ".5-.8",
        c if c < 0.95 => ".8-.95",
        _ => ".95-1",
    };
    let evidence = match (row.matched_names.is_empty(), row.matched_numbers.is_empty()) {
        (false, false) => "names+numbers",
        (false, true) => "names",
        (true, false) => "numbers",
        (true, true) => "neither",
    };
    format!("{shape} {band} {evidence}")
}

/// Draws rows as they come by: of each stratum those with the smallest hashes of seed and `pair_id` (bottom-k
/// sampling), so that memory holds no more than the sample of each stratum.
#[derive(Debug)]
pub struct Sampler {
    size: usize,
    seed: u64,
    strata: BTreeMap<String, Drawn>,
}

#[derive(Debug, Default)]
struct Drawn {
    population: usize,
    /// The largest hash on top.
    rows: BinaryHeap<(u64, usize)>,
}

/// A row of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The number under which the row was shown to [`Sampler::see`].
    pub row: usize,
    /// Its stratum.
    pub stratum: String,
    /// How many rows the stratum has in all.
    pub population: usize,
}

impl Sampler {
    /// A sampler of `size` rows in all.
    pub fn new(size: usize, seed: u64) -> Self {
        Sampler { size, seed, strata: BTreeMap::new() }
    }

    /// How many strata there are so far.
    pub fn strata(&self) -> usize {
        self.strata.len()
    }

    /// Shows a row under a number of the caller's; gives the number of a row that is not needed any more, if
    /// there is one.
    pub fn see(&mut self, number: usize, row: &Pair) -> Option<usize> {
        let drawn = self.strata.entry(stratum(row)).or_default();
        drawn.population += 1;
        let texts = || {
            let Pair { article_id, report_id, group, ind_text, eng_text, .. } = row;
            format!("{article_id} {report_id} {:?} {ind_text} {eng_text}", group.block())
        };
        let hash =
            if row.pair_id.is_empty() { hash(self.seed, &texts()) } else { hash(self.seed, &row.pair_id) };
        drawn.rows.push((hash, number));
        if drawn.rows.len() > self.size { drawn.rows.pop().map(|(_, number)| number) } else { None }
    }

    /// The sample, by stratum and then in the order drawn: of each stratum in proportion to the root of its
    /// size (power allocation, Bankier 1988), at least one row and at most all of them.
    pub fn sample(self) -> Vec<Chosen> {
        let populations: Vec<usize> = self.strata.values().map(|drawn| drawn.population).collect();
        let shares = allocate(self.size, &populations);
        let mut chosen = Vec::new();
        for ((stratum, drawn), share) in self.strata.into_iter().zip(shares) {
            let population = drawn.population;
            let rows = drawn.rows.into_sorted_vec().into_iter().take(share);
            chosen.extend(rows.map(|(_, row)| Chosen { row, stratum: stratum.clone(), population }));
        }
        chosen
    }
}

/// How many of `size` rows each stratum gets.
fn allocate(size: usize, populations: &[usize]) -> Vec<usize> {
    let mut shares = vec![0; populations.len()];
    for _ in 0..size.min(populations.iter().sum()) {
        // The next row goes to the stratum that is furthest below its share: the method of highest averages,
        // by roots.
        let open = (0..shares.len()).filter(|&at| shares[at] < populations[at]);
        let claim = |at: usize| (populations[at] as f64).sqrt() / (shares[at] as f64 + 1e-9);
        let Some(next) = open.max_by(|&x, &y| claim(x).total_cmp(&claim(y)).then(y.cmp(&x))) else { break };
        shares[next] += 1;
    }
    shares
}

/// The hash of a name that is drawn with `seed`.
fn hash(seed: u64, name: &str) -> u64 {
    const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;
    mixed(fnv(name.bytes()) ^ seed.wrapping_mul(GAMMA).wrapping_add(GAMMA))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn row(n: usize) -> Pair {
        let (a, b) = if n.is_multiple_of(10) { (1, 0) } else { (1, 1) };
        let confidence = Some(if n % 25 == 1 { 0.4 } else { 0.99 });
        Pair {
            pair_id: format!("p_{n:016x}"),
            group: Block::new(n, a, n, b).into(),
            confidence,
            ..Pair::default()
        }
    }

    fn drawn(rows: &[usize], size: usize, seed: u64) -> Vec<Chosen> {
        let mut sampler = Sampler::new(size, seed);
        for &n in rows {
            sampler.see(n, &row(n));
        }
        sampler.sample()
    }

    #[test]
    fn the_order_of_rows_does_not_matter_and_the_seed_does() {
        let rows: Vec<usize> = (0..1000).collect();
        let back: Vec<usize> = rows.iter().rev().copied().collect();
        assert_eq!(drawn(&rows, 60, 7), drawn(&back, 60, 7));
        assert_ne!(drawn(&rows, 60, 7), drawn(&rows, 60, 8));
        assert_eq!(drawn(&rows, 60, 7).len(), 60);
    }

    #[test]
    fn small_strata_are_in_it_and_none_gives_more_than_it_has() {
        let sample = drawn(&(0..1000).collect::<Vec<_>>(), 60, 7);
        let count = |stratum: &str| sample.iter().filter(|chosen| chosen.stratum == stratum).count();
        assert!(
            count("1-1 0-.5 neither") >= 8 && count("ind only") >= 10 && count("1-1 .95-1 neither") >= 25
        );
        assert_eq!(allocate(10, &[1, 2, 100]), [1, 1, 8]);
        assert_eq!(allocate(10, &[2, 2]), [2, 2]);
        assert_eq!(drawn(&[], 10, 1), []);
    }
}
