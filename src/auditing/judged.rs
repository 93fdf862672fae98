//! Samples that were judged -> estimates with intervals, reliability, and how far two judges agree.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::judgements::{JudgedRow, Judgements};
use crate::audit::{Agreed, Bin, Estimate, Stratum, estimate, kappa, reliability};
use crate::error::{Error, Result};

/// What the judgements of a sample say of the corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    /// Rows that were judged.
    pub rows: usize,
    /// By stratum.
    pub strata: BTreeMap<String, Stratum>,
    /// Of the corpus.
    pub estimate: Estimate,
    /// How often rows of some confidence are right.
    pub reliability: Vec<Bin>,
    /// How far two judges agree, where there are two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreed>,
    /// Rows on which they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// A row on which two judges differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The row.
    pub pair_id: String,
    /// What the first and the second said.
    pub said: [String; 2],
    /// Its Indonesian text.
    pub ind_text: String,
    /// Its English text.
    pub eng_text: String,
}

/// What was said of rows, by `pair_id`.
type Said<'f> = HashMap<&'f str, bool>;

/// What files of judgements say. The first that has a `stratum` column is the sample; a second file with
/// judgements is that of a second judge.
///
/// # Errors
/// [`Error::Input`] where no file is a sample, no file is judged, or more than two are.
pub fn judged(files: &[Judgements]) -> Result<Judged> {
    let name = |file: Option<&Judgements>| file.map_or_else(String::new, |file| file.name.clone());
    let Some(sample) = files.iter().find(|file| file.is_sample()) else {
        let what = "has no column \"stratum\"; name the file that the option sample wrote, beside files of judgements";
        return Err(Error::input(name(files.first()), what));
    };
    let judges: Vec<&Judgements> = files.iter().filter(|file| file.is_judged()).collect();
    let (first, second) = match judges[..] {
        [] => {
            let what = "holds no judgements: write accepted or rejected into its column \"status\"";
            return Err(Error::input(name(files.first()), what));
        }
        [first] => (first, None),
        [first, second] => (first, Some(second)),
        [_, _, third, ..] => {
            let rows = third.rows.len();
            let what = format!("is the third file of judgements ({rows} rows); name one or two");
            return Err(Error::input(name(files.last()), what));
        }
    };
    let said = first.rows.iter().filter_map(|row| Some((row.cells.pair_id.as_str(), row.right?))).collect();
    let strata = strata(&sample.rows, &said);
    let (agreement, differences) =
        second.map_or((None, Vec::new()), |second| compared(&first.rows, &second.rows));
    Ok(Judged {
        rows: strata.values().map(|stratum| stratum.judged).sum(),
        estimate: estimate(&strata),
        reliability: reliability(&points(&sample.rows, &said, &strata)),
        strata,
        agreement,
        differences,
    })
}

/// Judgements by stratum.
fn strata(sample: &[JudgedRow], said: &Said<'_>) -> BTreeMap<String, Stratum> {
    let mut strata: BTreeMap<String, Stratum> = BTreeMap::new();
    for row in sample {
        let Some((name, population)) = &row.stratum else { continue };
        let stratum = strata.entry(name.clone()).or_default();
        stratum.population = *population;
        if let Some(&right) = said.get(row.cells.pair_id.as_str()) {
            stratum.judged += 1;
            stratum.right += usize::from(right);
        }
    }
    strata
}

/// Of each judged row with both sides its confidence, whether it is right, and how many rows it stands for.
fn points(
    sample: &[JudgedRow],
    said: &Said<'_>,
    strata: &BTreeMap<String, Stratum>,
) -> Vec<(f64, bool, f64)> {
    let point = |row: &JudgedRow| {
        let right = *said.get(row.cells.pair_id.as_str())?;
        let stratum = strata.get(&row.stratum.as_ref()?.0)?;
        Some((row.cells.confidence?, right, stratum.population as f64 / stratum.judged as f64))
    };
    sample.iter().filter(|row| row.is_aligned()).filter_map(point).collect()
}

/// How far two judges agree, and the rows on which they do not.
fn compared(first: &[JudgedRow], second: &[JudgedRow]) -> (Option<Agreed>, Vec<Difference>) {
    let others: HashMap<&str, &JudgedRow> =
        second.iter().map(|row| (row.cells.pair_id.as_str(), row)).collect();
    let (mut counts, mut differences) = ([[0; 2]; 2], Vec::new());
    for row in first {
        let Some(other) = others.get(row.cells.pair_id.as_str()) else { continue };
        let (Some(x), Some(y)) = (row.right, other.right) else { continue };
        counts[usize::from(!x)][usize::from(!y)] += 1;
        if x != y {
            differences.push(Difference {
                pair_id: row.cells.pair_id.clone(),
                said: [&row.cells, &other.cells].map(|cells| cells.status.clone()),
                ind_text: row.cells.ind_text.clone(),
                eng_text: row.cells.eng_text.clone(),
            });
        }
    }
    (Some(Agreed { counts, kappa: kappa(counts) }), differences)
}
