//! A judged sample -> the quality of the corpus, with intervals, and the agreement of two judges.

use std::collections::BTreeMap;

use serde::Serialize;

/// The normal quantile of a two-sided interval of 95%.
const Z: f64 = 1.959_963_985;

/// A share with an interval of 95%.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The estimate.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Share {
    /// Wilson's score interval (1927) of a share among `n` independent judgements; `n` may be an effective
    /// number. `None` without judgements.
    pub fn wilson(share: f64, n: f64) -> Option<Share> {
        if n <= 0.0 {
            return None;
        }
        let (z2, centre) = (Z * Z, share + Z * Z / (2.0 * n));
        let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        Some(Share {
            share,
            low: ((centre - half) / scale).max(0.0),
            high: ((centre + half) / scale).min(1.0),
        })
    }
}

/// The judgements of one stratum.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stratum {
    /// Its number of rows in total.
    pub population: usize,
    /// The number of judged rows.
    pub judged: usize,
    /// The number of these that are right; an unaligned sentence is right if it has no counterpart.
    pub right: usize,
}

impl Stratum {
    /// The share that is right; without sampling error if the whole stratum was judged.
    pub fn precision(&self) -> Option<Share> {
        let share = self.right as f64 / self.judged.max(1) as f64;
        match self.left() {
            0.0 if self.judged > 0 => Some(Share { share, low: share, high: share }),
            left => Share::wilson(share, self.judged as f64 / left),
        }
    }

    /// The share of the stratum's rows that were not judged: the finite population correction of a variance.
    fn left(&self) -> f64 {
        let (judged, all) = (self.judged as f64, self.population as f64);
        if self.population <= self.judged { 0.0 } else { (all - judged) / (all - 1.0) }
    }
}

/// Estimates for the whole corpus from a judged sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The share of aligned rows that are right.
    pub precision: Option<Share>,
    /// The share of true beads that the corpus contains, counted as its right rows plus the beads missed by
    /// unaligned sentences.
    pub recall: Option<Share>,
    /// Strata with rows of which none was judged; the estimates leave them out.
    pub unjudged: Vec<String>,
}

/// The estimate from strata by name (see [`stratum`](super::stratum)).
///
/// Strata are weighted by their sizes; the interval is Wilson's for the effective number of judgements, 1 / Σ
/// W² (1 - f) / n (Kish 1965) with f the judged share of a stratum. A missed bead leaves an unaligned
/// sentence on both sides, so the number of missed beads is the mean of both sides. The interval of recall
/// combines the extremes of its parts, and is therefore conservative.
pub fn estimate(strata: &BTreeMap<String, Stratum>) -> Estimate {
    let is_null = |name: &str| name.ends_with(" only");
    let aligned = weighted(strata.iter().filter(|(name, _)| !is_null(name)).map(|(_, stratum)| stratum));
    let missed = |side: &str| {
        strata.get(side).map_or(Some((Share { share: 1.0, low: 1.0, high: 1.0 }, 0.0)), |stratum| {
            Some((stratum.precision()?, stratum.population as f64))
        })
    };
    let recall = aligned.and_then(|(found, rows)| {
        let (ind, eng) = (missed("ind only")?, missed("eng only")?);
        let lost = |of: fn(&Share) -> f64| ((1.0 - of(&ind.0)) * ind.1 + (1.0 - of(&eng.0)) * eng.1) / 2.0;
        let share = |found: f64, lost: f64| found * rows / (found * rows + lost).max(f64::MIN_POSITIVE);
        Some(Share {
            share: share(found.share, lost(|share| share.share)),
            low: share(found.low, lost(|share| share.low)),
            high: share(found.high, lost(|share| share.high)),
        })
    });
    let unjudged =
        strata.iter().filter(|(_, s)| s.judged == 0 && s.population > 0).map(|(name, _)| name.clone());
    Estimate { precision: aligned.map(|(share, _)| share), recall, unjudged: unjudged.collect() }
}

/// The share of right rows over strata, and their number of rows.
fn weighted<'s>(strata: impl Iterator<Item = &'s Stratum>) -> Option<(Share, f64)> {
    let judged: Vec<&Stratum> = strata.filter(|stratum| stratum.judged > 0).collect();
    let rows: f64 = judged.iter().map(|stratum| stratum.population as f64).sum();
    let sum = |of: &dyn Fn(f64, &Stratum) -> f64| -> f64 {
        judged.iter().map(|stratum| of(stratum.population as f64 / rows, stratum)).sum()
    };
    let share = sum(&|weight, s| weight * s.right as f64 / s.judged as f64);
    let spread = sum(&|weight, s| weight * weight * s.left() / s.judged as f64);
    let whole = Some(Share { share, low: share, high: share }).filter(|_| !judged.is_empty());
    let known = if spread > 0.0 { Share::wilson(share, 1.0 / spread) } else { whole };
    known.map(|share| (share, rows))
}

/// Judged rows in one range of confidence: their claimed and their actual precision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// The mean confidence of the judged rows.
    pub claimed: f64,
    /// The share of them that is right, each weighted by the number of rows it represents.
    pub right: Share,
    /// The number of judged rows.
    pub judged: usize,
}

/// Bins of a histogram of shares.
pub const TENTHS: usize = 10;

/// The bin of a share among [`TENTHS`]; 1 is in the last one.
pub fn tenth(share: f64) -> usize {
    ((share * TENTHS as f64) as usize).min(TENTHS - 1)
}

/// Reliability in ten bins of confidence, from (confidence, right, weight) of judged aligned rows; empty bins
/// are left out.
pub fn reliability(rows: &[(f64, bool, f64)]) -> Vec<Bin> {
    let bin = |at: usize| {
        let inside = rows.iter().filter(move |(confidence, ..)| tenth(*confidence) == at);
        let (mut claimed, mut right, mut all, mut squares, mut judged) = (0.0, 0.0, 0.0, 0.0, 0);
        for &(confidence, is_right, weight) in inside {
            claimed += weight * confidence;
            right += if is_right { weight } else { 0.0 };
            (all, squares, judged) = (all + weight, squares + weight * weight, judged + 1);
        }
        if judged == 0 {
            return None;
        }
        let share = Share::wilson(right / all, all * all / squares)?;
        Some(Bin { claimed: claimed / all, right: share, judged })
    };
    (0..TENTHS).filter_map(bin).collect()
}

/// The agreement of two judges.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreed {
    /// Rows by the answers of the first and the second: `[right, wrong][right, wrong]`.
    pub counts: [[usize; 2]; 2],
    /// Cohen's kappa; absent if chance agreement is certain, or if no row was judged by both.
    pub kappa: Option<f64>,
}

/// Cohen's kappa (1960) of two judges and two answers: agreement beyond that expected by chance.
pub fn kappa(counts: [[usize; 2]; 2]) -> Option<f64> {
    let [[rr, rw], [wr, ww]] = counts.map(|row| row.map(|count| count as f64));
    let all = rr + rw + wr + ww;
    let observed = (rr + ww) / all;
    let expected = ((rr + rw) * (rr + wr) + (wr + ww) * (rw + ww)) / (all * all);
    let kappa = (observed - expected) / (1.0 - expected);
    kappa.is_finite().then_some(kappa)
}

/// Krippendorff's alpha of any number of judges and `K` nominal answers: agreement beyond that expected by
/// chance.
///
/// A unit holds how many judges gave each answer; judges may be missing, and a unit with fewer than two
/// answers does not count. `None` if only one answer was ever given.
pub fn alpha<const K: usize>(units: &[[usize; K]]) -> Option<f64> {
    let (mut disagreed, mut totals) = (0.0, [0.0; K]);
    for unit in units {
        let judges = unit.iter().sum::<usize>() as f64;
        if judges < 2.0 {
            continue;
        }
        for (total, &count) in totals.iter_mut().zip(unit) {
            *total += count as f64;
            disagreed += count as f64 * (judges - count as f64) / (judges - 1.0);
        }
    }
    let all: f64 = totals.iter().sum();
    let expected: f64 = totals.iter().map(|total| total * (all - total)).sum::<f64>() / (all - 1.0);
    let alpha = 1.0 - disagreed / expected;
    alpha.is_finite().then_some(alpha)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(x: f64, y: f64) -> bool {
        (x - y).abs() < 5e-4
    }

    #[test]
    fn the_interval_of_wilson() {
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
        for (right, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let share = Share::wilson(f64::from(right) / f64::from(n), f64::from(n)).unwrap();
            assert!(close(share.low, low) && close(share.high, high), "{right}/{n}: {share:?}");
        }
        assert_eq!(Share::wilson(0.0, 0.0), None);
    }

    fn strata(of: &[(&str, usize, usize, usize)]) -> BTreeMap<String, Stratum> {
        let stratum = |&(name, population, judged, right): &(&str, usize, usize, usize)| {
            (name.to_owned(), Stratum { population, judged, right })
        };
        of.iter().map(stratum).collect()
    }

    #[test]
    fn strata_count_by_their_size() {
        let found = estimate(&strata(&[
            ("1-1 .95-1 names", 900, 10, 10),
            ("1-1 0-.5 names", 100, 10, 5),
            ("ind only", 100, 10, 9),
            ("eng only", 300, 10, 9),
        ]));
        assert!(close(found.precision.unwrap().share, 0.95));
        // 950 right rows; 10 and 30 missed, 20 on average.
        assert!(close(found.recall.unwrap().share, 950.0 / 970.0));
        let (precision, recall) = (found.precision.unwrap(), found.recall.unwrap());
        assert!(
            precision.low < 0.95
                && precision.high > 0.95
                && recall.low < recall.share
                && recall.share < recall.high
        );
    }

    #[test]
    fn what_was_not_judged_is_named() {
        let found = estimate(&strata(&[
            ("1-1 .95-1 names", 10, 5, 5),
            ("n-m 0-.5 names", 4, 0, 0),
            ("ind only", 3, 0, 0),
        ]));
        assert_eq!(found.unjudged, ["ind only", "n-m 0-.5 names"]);
        assert!(found.precision.is_some() && found.recall.is_none(), "nothing is known of what was missed");
        assert_eq!(estimate(&BTreeMap::new()).precision, None);
    }

    #[test]
    fn bins_hold_claims_against_judgements() {
        let rows: Vec<(f64, bool, f64)> =
            (0..40).map(|n| (0.9 + 0.001 * f64::from(n % 10), n % 10 != 0, 2.0)).collect();
        let bins = reliability(&rows);
        assert_eq!(bins.len(), 1);
        assert!(close(bins[0].right.share, 0.9) && close(bins[0].claimed, 0.9045) && bins[0].judged == 40);
        assert!(reliability(&[]).is_empty());
    }

    #[test]
    fn kappa_of_cohen() {
        let close = |counts, wanted: f64| (kappa(counts).unwrap() - wanted).abs() < 1e-12;
        assert!(
            close([[20, 5], [10, 15]], 0.4)
                && close([[10, 0], [0, 10]], 1.0)
                && close([[0, 5], [5, 0]], -1.0)
        );
        assert_eq!((kappa([[9, 0], [0, 0]]), kappa([[0, 0], [0, 0]])), (None, None));
    }

    /// The answers of judges (`.` for none), one line each, as counts for each unit.
    fn units(judges: &[&str]) -> Vec<[usize; 5]> {
        let mut units = vec![[0; 5]; judges[0].len()];
        for line in judges {
            for (unit, answer) in units.iter_mut().zip(line.bytes()).filter(|(_, answer)| *answer != b'.') {
                unit[usize::from(answer - b'1')] += 1;
            }
        }
        units
    }

    #[test]
    fn alpha_of_krippendorff() {
        // Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, examples A (0 and 1 there), B and
        // C.
        let binary = units(&["1211111121", "2221121111"]);
        let nominal = units(&["112243335441", "212223335444"]);
        let missing = units(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]);
        for (units, wanted) in [(binary, 0.095), (nominal, 0.692), (missing, 0.743)] {
            assert!(close(alpha(&units).unwrap(), wanted), "{:?}", alpha(&units));
        }
        assert_eq!((alpha(&[[3, 0], [2, 0]]), alpha::<2>(&[]), alpha(&[[1, 0], [0, 1]])), (None, None, None));
        assert_eq!(alpha(&[[2, 0], [0, 2]]), Some(1.0));
    }
}
