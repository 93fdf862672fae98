//! Numbers of right, given and wanted items -> precision, recall and F1.

use serde::{Serialize, Serializer};

/// Precision, recall and F1, each 0 to 1; serialised with 4 decimals.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Measure {
    /// Precision: the share of the hypothesis that is right.
    #[serde(serialize_with = "rounded")]
    pub p: f64,
    /// Recall: the share of the gold that was found.
    #[serde(serialize_with = "rounded")]
    pub r: f64,
    /// Their harmonic mean.
    #[serde(serialize_with = "rounded")]
    pub f1: f64,
}

impl Measure {
    /// From `right` of `given` and `found` of `wanted` items; 0 if there are none.
    pub fn new(right: usize, given: usize, found: usize, wanted: usize) -> Self {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (p, r) = (share(right, given), share(found, wanted));
        Measure { p, r, f1: 2.0 * p * r / (p + r).max(1e-12) }
    }
}

fn rounded<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e4).round_ties_even() / 1e4)
}
