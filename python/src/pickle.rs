//! Rows -> bytes of which another process of Python makes the same rows; which rows are equal.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use sejajar::Result;
use sejajar::export::{ExportOptions, FormatName, read, write};
use sejajar::model;

use crate::error::{raised, wrong};
use crate::html::document;
use crate::pair::Pair;
use crate::pairs::Pairs;

/// Rows as they travel: the native table as JSON lines, and the bits of all numbers, of which a table has
/// only some decimals.
pub type State = (Vec<u8>, Vec<u8>);

/// The rows at `at` of `all` with all rows of their documents, in which names are read; and where they are
/// among these.
///
/// # Errors
/// Those of the writer.
pub fn packed(all: &[model::Pair], at: &[usize]) -> PyResult<(State, Vec<usize>)> {
    let mut is_kept = vec![false; all.len()];
    for &at in at {
        if !is_kept[at] {
            is_kept[document(all, at)].fill(true);
        }
    }
    let (mut kept, mut places) = (Vec::new(), vec![0; all.len()]);
    for (row, _) in is_kept.iter().enumerate().filter(|(_, is_kept)| **is_kept) {
        places[row] = kept.len();
        kept.push(&all[row]);
    }
    let meta = kept.iter().any(|row| row.meta.is_some());
    let bits = |row: &&model::Pair| figures(row).map(|number| number.unwrap_or(f64::NAN).to_le_bytes());
    let numbers = kept.iter().flat_map(bits).flatten().collect();
    let state = (lines(kept, meta).map_err(raised)?, numbers);
    Ok((state, at.iter().map(|&at| places[at]).collect()))
}

/// The rows of [`packed`].
fn unpacked((lines, numbers): (&[u8], &[u8])) -> Result<Vec<model::Pair>> {
    let mut rows = read("pickle", lines, Some(FormatName::JSONL))?;
    let mut numbers =
        numbers.chunks_exact(8).map(|bits| bits.try_into().map_or(f64::NAN, f64::from_le_bytes));
    for row in &mut rows {
        for figure in figures_mut(row) {
            *figure = numbers.next().filter(|number| number.is_finite());
        }
    }
    Ok(rows)
}

/// A table that was pickled.
///
/// # Errors
/// Bytes of another version, and others.
#[pyfunction(name = "_pairs")]
pub fn pairs(lines: &[u8], numbers: &[u8], at: Vec<usize>, meta: bool) -> PyResult<Pairs> {
    let rows = unpacked((lines, numbers)).map_err(raised)?;
    match at.iter().all(|&at| at < rows.len()) {
        true => Ok(Pairs::some(rows, at, meta)),
        false => Err(wrong("pickle: has fewer rows than it says")),
    }
}

/// A row that was pickled.
///
/// # Errors
/// Those of [`pairs`].
#[pyfunction(name = "_pair")]
pub fn pair(lines: &[u8], numbers: &[u8], at: usize) -> PyResult<Pair> {
    Ok(pairs(lines, numbers, vec![at], false)?.row(0))
}

/// Whether tables of these rows would be the same.
///
/// # Errors
/// Those of the writer.
pub fn are_equal<'r>(
    mine: impl ExactSizeIterator<Item = &'r model::Pair> + Clone,
    others: impl ExactSizeIterator<Item = &'r model::Pair> + Clone,
    meta: bool,
) -> PyResult<bool> {
    let ids = mine.clone().zip(others.clone()).all(|(x, y)| x.pair_id == y.pair_id);
    if mine.len() != others.len() || !ids {
        return Ok(false);
    }
    // Rows that differ may still have the same decimals in a table.
    for (x, y) in mine.zip(others).filter(|(x, y)| !std::ptr::eq(*x, *y) && x != y) {
        if lines([x], meta).map_err(raised)? != lines([y], meta).map_err(raised)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The same for equal rows.
pub fn hashed<'r>(rows: impl Iterator<Item = &'r model::Pair>) -> u64 {
    let mut hasher = DefaultHasher::new();
    rows.for_each(|row| row.pair_id.hash(&mut hasher));
    hasher.finish()
}

fn lines<'r>(rows: impl IntoIterator<Item = &'r model::Pair>, meta: bool) -> Result<Vec<u8>> {
    let mut writer = FormatName::JSONL.writer(&ExportOptions { meta, ..ExportOptions::default() })?;
    let mut out = Vec::new();
    write(&mut out, writer.as_mut(), rows).map_err(|source| sejajar::Error::io("pickle", source))?;
    Ok(out)
}

fn figures(row: &model::Pair) -> [Option<f64>; 9] {
    figures_mut(&mut row.clone()).map(|figure| *figure)
}

fn figures_mut(row: &mut model::Pair) -> [&mut Option<f64>; 9] {
    [
        &mut row.confidence,
        &mut row.score,
        &mut row.name_score,
        &mut row.number_score,
        &mut row.word_score,
        &mut row.length_score,
        &mut row.content_confidence,
        &mut row.ind_coverage,
        &mut row.eng_coverage,
    ]
}
