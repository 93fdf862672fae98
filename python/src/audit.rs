//! Rows of any table -> what is to be said against each, and how much of either document the other one tells.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{Float64Builder, StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use sejajar::audit::{Coverage, Covered, Repeats, explain, severity};
use sejajar::model::{Flag, Pair};

use crate::error::of_arrow;
use crate::options::Options;
use crate::pairs::Pairs;
use crate::pool::Pool;
use crate::table::Table;

/// Reads the texts of a table again, whoever wrote it, and says what does not agree.
///
/// Parameters
/// ----------
/// table
///     Rows of ours (:class:`Pairs`), the path of a file, or a native table of pandas (2.2 or later), polars, pyarrow or duckdb.
/// threads : int
///     How many to work on; 0: one a core.
/// options : Options, optional
///     The lexicon to read with.
///
/// Returns
/// -------
/// Table
///     A row a flag: ``pair_id``, ``article_id``, ``report_id``, ``code``, ``detail``, ``severity`` (notice, warning, error) and
///     ``explanation``, a sentence. A row of the table with nothing against it is not among them.
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
    threads: usize,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let options = Options::given(options)?.quotes_split(true);
    let (rows, pool) = (Pairs::of(table)?, Pool::new(threads)?);
    let documents = documents(&rows);
    let mut flags: Vec<Vec<Flag>> = vec![Vec::new(); rows.len()];
    let aligner = options.aligner();
    for chunk in documents.chunks(pool.chunk()) {
        let read = |places: &Vec<usize>| {
            let rows: Vec<Pair> = places.iter().map(|&at| rows[at].clone()).collect();
            aligner.inspect(&rows)
        };
        for (places, inspections) in chunk.iter().zip(pool.each(py, chunk, read)?) {
            for (&at, inspection) in places.iter().zip(inspections) {
                flags[at] = inspection.flags;
            }
        }
    }
    let mut repeats = Repeats::default();
    for (row, flags) in rows.iter().zip(&mut flags) {
        flags.extend(repeats.see(row));
    }
    flagged(&rows, &flags).map(Table::new).map_err(of_arrow)
}

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
///     A row an article and report: ``article_id``, ``report_id``, ``ind_sentences``, ``ind_aligned``, ``ind_chars``,
///     ``ind_aligned_chars``, the same of ``eng``, ``aligned`` rows, ``moved`` ones among them, and their mean ``confidence``.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> counts = sejajar.coverage(pairs).to_dicts()[0]
/// >>> counts["ind_sentences"], counts["ind_aligned"], counts["eng_sentences"], counts["eng_aligned"]
/// (2, 1, 1, 1)
#[pyfunction]
pub fn coverage(table: &Bound<'_, PyAny>) -> PyResult<Table> {
    let rows = Pairs::of(table)?;
    let documents = documents(&rows).into_iter().map(|places| {
        let rows: Vec<&Pair> = places.iter().map(|&at| &rows[at]).collect();
        let moved = |row: &Pair| row.flags.iter().any(|flag| flag.code == "moved");
        (rows[0], Coverage::of(rows.iter().copied(), moved))
    });
    covered(&documents.collect::<Vec<_>>()).map(Table::new).map_err(of_arrow)
}

/// The rows of each article and report, by where they stand, in the order in which these are met.
fn documents(rows: &[Pair]) -> Vec<Vec<usize>> {
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut documents: Vec<Vec<usize>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let number = *numbers.entry((&row.article_id, &row.report_id)).or_insert(documents.len());
        if number == documents.len() {
            documents.push(Vec::new());
        }
        documents[number].push(at);
    }
    documents
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
    let (mut builders, mut confidences) = (COUNTS.map(|_| UInt32Builder::new()), Float64Builder::new());
    for (row, coverage) in documents {
        articles.append_value(&row.article_id);
        reports.append_value(&row.report_id);
        let side = |side: &Covered| [side.sentences, side.aligned, side.chars, side.aligned_chars];
        let counts =
            [side(&coverage.ind).as_slice(), &side(&coverage.eng), &[coverage.aligned, coverage.moved]]
                .concat();
        builders.iter_mut().zip(counts).for_each(|(builder, count)| builder.append_value(count as u32));
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
