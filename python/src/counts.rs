//! Rows of any table -> counts: how much of either side the other one tells, and what there is of everything.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use sejajar::audit::{Coverage, Covered, Statistics};
use sejajar::model::{Pair, by_document};

use crate::error::of_arrow;
use crate::pairs::Pairs;
use crate::table::Table;
use crate::values::of_json;

/// Counts how much of every article its report tells, and the other way round.
///
/// Parameters
/// ----------
/// table
///     As for :func:`audit`.
///
/// Returns
/// -------
/// Table
///     One row per article and report: ``article_id``, ``report_id``, ``ind_sentences``, ``ind_aligned``,
///     ``ind_chars``, ``ind_aligned_chars``, the same of ``eng``, ``aligned`` rows, ``moved`` ones among
///     them, and their mean ``confidence``.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> counts = sejajar.coverage(pairs).to_dicts()[0]
/// >>> counts["ind_sentences"], counts["ind_aligned"], counts["eng_sentences"], counts["eng_aligned"]
/// (2, 1, 1, 1)
#[pyfunction]
pub fn coverage(table: &Bound<'_, PyAny>) -> PyResult<Table> {
    let rows = Pairs::of(table)?;
    let documents = by_document(&rows).into_iter().map(|places| {
        let rows: Vec<&Pair> = places.iter().map(|&at| &rows[at]).collect();
        (rows[0], Coverage::of(rows.iter().copied()))
    });
    covered(&documents.collect::<Vec<_>>()).map(Table::new).map_err(of_arrow)
}

/// Counts what there is in a table: rows, documents, sentences, tokens, shapes, confidence, flags.
///
/// Parameters
/// ----------
/// table
///     As for :func:`audit`.
///
/// Returns
/// -------
/// dict
///     The values that ``sejajar stats --format json`` writes. ``ind`` and ``eng`` have the counts of either
///     side; ``confidence`` has one count of aligned rows for each tenth; ``outlets`` and ``months`` are
///     known where the table has metadata.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> counts = sejajar.stats(pairs)
/// >>> counts["rows"], counts["aligned_rows"], counts["shapes"], counts["eng"]["aligned_tokens"]
/// (2, 1, {'1-0': 1, '1-1': 1}, 5)
#[pyfunction]
pub fn stats<'py>(py: Python<'py>, table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let rows = Pairs::of(table)?;
    let mut counts = Statistics::default();
    py.detach(|| rows.iter().for_each(|row| counts.add(row)));
    of_json(py, &counts)
}

fn covered(documents: &[(&Pair, Coverage)]) -> Result<RecordBatch, ArrowError> {
    const COUNTS: [&str; 10] = [
        "ind_sentences",
        "ind_aligned",
        "ind_chars",
        "ind_aligned_chars",
        "eng_sentences",
        "eng_aligned",
        "eng_chars",
        "eng_aligned_chars",
        "aligned",
        "moved",
    ];
    let (mut articles, mut reports) = (StringBuilder::new(), StringBuilder::new());
    let (mut builders, mut confidences) = (COUNTS.map(|_| Int32Builder::new()), Float64Builder::new());
    for (row, coverage) in documents {
        articles.append_value(&row.article_id);
        reports.append_value(&row.report_id);
        let side = |side: &Covered| [side.sentences, side.aligned, side.chars, side.aligned_chars];
        let counts =
            [side(&coverage.ind).as_slice(), &side(&coverage.eng), &[coverage.aligned, coverage.moved]]
                .concat();
        builders.iter_mut().zip(counts).for_each(|(builder, count)| builder.append_value(count as i32));
        confidences.append_value(coverage.confidence);
    }
    let counts = builders.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
    let mut columns = vec![
        ("article_id", Arc::new(articles.finish()) as ArrayRef, false),
        ("report_id", Arc::new(reports.finish()), false),
    ];
    columns.extend(COUNTS.into_iter().zip(counts).map(|(name, array)| (name, array, false)));
    columns.push(("confidence", Arc::new(confidences.finish()), false));
    RecordBatch::try_from_iter_with_nullable(columns)
}
