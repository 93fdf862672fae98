//! Rows of any table -> the flags of each, with explanations.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use sejajar::audit::{explain, severity};
use sejajar::auditing::{Audited, Auditor, BATCH};
use sejajar::model::{Flag, Pair, by_document};

use crate::error::of_arrow;
use crate::numbers::whole;
use crate::options::Options;
use crate::pairs::Pairs;
use crate::pool::Pool;
use crate::table::Table;

/// Reads the texts of a table again, whoever wrote it, and says what does not agree.
///
/// Parameters
/// ----------
/// table
///     Rows of ours (:class:`Pairs`), the path of a file, or a native table of pandas (2.2 or later), polars,
///     pyarrow or duckdb.
/// threads : int
///     How many to work on; 0: one per core.
/// options : Options, optional
///     The lexicon to read with.
///
/// Returns
/// -------
/// Table
///     One row per flag: ``pair_id``, ``article_id``, ``report_id``, ``code``, ``detail``, ``severity``
///     (notice, warning, error) and ``explanation``, a sentence. A row of the table with nothing against it
///     is not among them.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Sebanyak 12 orang tewas di Palu.", "As many as 21 people died in Palu.")
/// >>> [(flag["code"], flag["severity"], flag["detail"]) for flag in sejajar.audit(pairs).to_dicts()]
/// [('number-mismatch', 'error', 'number:12≠number:21')]
#[pyfunction]
#[pyo3(signature = (table, *, threads=0, options=None))]
pub fn audit(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = whole)] threads: i128,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let rows = Pairs::of(table)?;
    let mut flags: Vec<Vec<Flag>> = vec![Vec::new(); rows.len()];
    each(py, &rows, threads, options, |places, audited| {
        places.iter().zip(audited.rows).for_each(|(&at, row)| flags[at] = row.flags);
    })?;
    flagged(&rows, &flags).map(Table::new).map_err(of_arrow)
}

/// Audits the documents of a table as the command line tool does, and hands each to `take` with the positions
/// of its rows.
///
/// # Errors
/// Options that exclude each other, and whatever interrupted Python.
pub fn each(
    py: Python<'_>,
    rows: &[Pair],
    threads: i128,
    options: Option<&Bound<'_, Options>>,
    mut take: impl FnMut(&[usize], Audited),
) -> PyResult<()> {
    let (aligner, pool) = (Options::given(options).quotes_split(true).aligner(), Pool::new(threads)?);
    let mut auditor = Auditor::new(&aligner, aligner.options().flags.least, Vec::new());
    for documents in by_document(rows).chunks(BATCH) {
        let copied = |places: &Vec<usize>| places.iter().map(|&at| rows[at].clone()).collect();
        let batch = documents.iter().map(copied).collect();
        let batch = pool.run(py, || auditor.batch(batch))?;
        documents.iter().zip(batch).for_each(|(places, audited)| take(places, audited));
    }
    Ok(())
}

fn flagged(rows: &[Pair], flags: &[Vec<Flag>]) -> Result<RecordBatch, ArrowError> {
    const COLUMNS: [&str; 7] =
        ["pair_id", "article_id", "report_id", "code", "detail", "severity", "explanation"];
    let mut builders = COLUMNS.map(|_| StringBuilder::new());
    for (row, flags) in rows.iter().zip(flags) {
        for flag in flags {
            let (said, grave) = (explain(flag), severity(flag).name());
            let cells =
                [&row.pair_id, &row.article_id, &row.report_id, flag.code, &flag.detail, grave, &said];
            builders.iter_mut().zip(cells).for_each(|(builder, cell)| builder.append_value(cell));
        }
    }
    let arrays = builders.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
    RecordBatch::try_from_iter_with_nullable(
        COLUMNS.into_iter().zip(arrays).map(|(name, array)| (name, array, false)),
    )
}
