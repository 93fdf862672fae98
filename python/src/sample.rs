//! Rows of any table -> a sample to judge; judged samples -> estimates with intervals.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use pyo3_arrow::input::AnyRecordBatch;
use sejajar::auditing::{self, Judgements, SAMPLE_COLUMNS, SampledRow, write_sample};
use sejajar::export::AtomicFile;
use sejajar::export::arrow::Batch;

use crate::audit::each;
use crate::error::{of_arrow, raised};
use crate::input::path;
use crate::numbers::{whole, within};
use crate::options::Options;
use crate::pairs::Pairs;
use crate::table::Table;
use crate::values::of_json;

/// Rows to judge: a table with the native columns, the ``stratum`` of each row, the ``population`` of the
/// stratum, and the empty columns ``status`` and ``note`` for the judge.
///
/// >>> import sejajar
/// >>> sample = sejajar.sample(sejajar.align("Hujan turun di Palu.", "Rain fell in Palu."), 1)
/// >>> len(sample), sample.columns[-4:], sample.missing_strata
/// (1, ['stratum', 'population', 'status', 'note'], 0)
#[pyclass(frozen, extends = Table, module = "sejajar")]
pub struct Sample {
    rows: Vec<SampledRow>,
    strata: usize,
}

#[pymethods]
impl Sample {
    /// How many strata the table has of which no row is in the sample; a larger sample has rows of all.
    #[getter]
    fn missing_strata(&self) -> usize {
        let drawn: HashSet<&str> = self.rows.iter().map(|row| row.stratum.as_str()).collect();
        self.strata - drawn.len()
    }

    /// Writes the sample as the csv file that ``sejajar audit --sample`` writes, to judge by hand or in
    /// ``sejajar review``.
    ///
    /// The file appears whole or not at all; an existing one is replaced only with ``overwrite``. ``excel``
    /// is for spreadsheets: a byte order mark, and an apostrophe before texts that would run as formulas.
    #[pyo3(signature = (path, *, excel=false, overwrite=false))]
    fn write(&self, py: Python<'_>, path: PathBuf, excel: bool, overwrite: bool) -> PyResult<()> {
        let written = py.detach(|| {
            let mut file = AtomicFile::create(&path, overwrite)?;
            write_sample(&path.display().to_string(), &mut file, &self.rows, excel)?;
            file.commit()
        });
        written.map_err(raised)
    }
}

/// Draws rows to judge from a table, by strata of shape, confidence and evidence, with unaligned sentences of
/// both sides.
///
/// The rows have their flags renewed, as by :func:`audit`. Fill in ``status`` (``accepted`` or ``rejected``)
/// and give the result to :func:`judged`.
///
/// Parameters
/// ----------
/// table
///     As for :func:`audit`.
/// size : int
///     How many rows; no more than there are.
/// seed : int
///     Another number draws other rows.
/// threads : int
///     How many to work on; 0: one per core.
/// options : Options, optional
///     The lexicon to read with.
///
/// Returns
/// -------
/// Sample
///     A :class:`Table` of the rows that ``sejajar audit --sample`` draws, in the order of the table.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> sample = sejajar.sample(pairs, 2)
/// >>> [(row["stratum"], row["population"], row["status"]) for row in sample.to_dicts()]
/// [('1-1 .95-1 names+numbers', 1, ''), ('ind only', 1, '')]
#[pyfunction]
#[pyo3(signature = (table, size, *, seed=0, threads=0, options=None))]
pub fn sample<'py>(
    py: Python<'py>,
    table: &Bound<'py, PyAny>,
    #[pyo3(from_py_with = whole)] size: i128,
    #[pyo3(from_py_with = whole)] seed: i128,
    #[pyo3(from_py_with = whole)] threads: i128,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, Sample>> {
    let size = within("size", size, 1..=i128::from(u32::MAX))?;
    let mut sample = auditing::Sample::new(size, within("seed", seed, 0..=i128::from(u64::MAX))?);
    let rows = Pairs::of(table)?;
    each(py, &rows, threads, options, |_, audited| audited.rows.into_iter().for_each(|row| sample.see(row)))?;
    let (strata, rows) = (sample.strata(), sample.draw());
    let table = Table::new(batch(&rows).map_err(of_arrow)?);
    Bound::new(py, PyClassInitializer::from(table).add_subclass(Sample { rows, strata }))
}

/// Estimates precision and recall, with intervals of 95 %, from a sample that was judged.
///
/// Parameters
/// ----------
/// samples
///     Each the path of a csv file, or a table of :func:`sample`, pandas (2.2 or later), polars, pyarrow or
///     duckdb, with the columns ``pair_id`` and ``status``; the first that has ``stratum`` and ``population``
///     is the sample. A second one with judgements is another judge's.
///
/// Returns
/// -------
/// dict
///     The values that ``sejajar audit --judged FILE --format json`` writes: ``rows`` that were judged,
///     ``strata``, ``estimate`` (``precision`` and ``recall``, each with ``share``, ``low`` and ``high``),
///     ``reliability`` by confidence, and of two judges ``agreement`` and ``differences``.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> frame = sejajar.sample(pairs, 2).to_pandas()
/// >>> frame["status"] = "accepted"
/// >>> sejajar.judged(frame)["estimate"]["precision"]
/// {'share': 1.0, 'low': 1.0, 'high': 1.0}
#[pyfunction]
#[pyo3(signature = (*samples))]
pub fn judged<'py>(py: Python<'py>, samples: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
    let read = samples.iter().map(|sample| judgements(&sample)).collect::<PyResult<Vec<_>>>()?;
    of_json(py, &auditing::judged(&read).map_err(raised)?)
}

/// The judgements of a file or a table.
fn judgements(sample: &Bound<'_, PyAny>) -> PyResult<Judgements> {
    if let Some(path) = path(sample)? {
        return Judgements::read(&path).map_err(raised);
    }
    let Ok(batches) = sample.extract::<AnyRecordBatch>() else {
        let kind = sample.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "{kind} is no table; give a csv file (pathlib.Path), or a table of pandas (2.2 or later), polars, pyarrow or duckdb"
        )));
    };
    let mut text = String::new();
    for batch in batches.into_reader()? {
        append(&mut text, &batch.map_err(of_arrow)?).map_err(of_arrow)?;
    }
    Judgements::parse("table", text.as_bytes()).map_err(raised)
}

/// Appends the plain columns of a batch as comma separated values, and before the first one their names.
fn append(text: &mut String, batch: &RecordBatch) -> Result<(), ArrowError> {
    let schema = batch.schema();
    let plain = |(field, _): &(&Arc<Field>, &ArrayRef)| !field.data_type().is_nested();
    let columns: Vec<(&Arc<Field>, &ArrayRef)> =
        schema.fields().iter().zip(batch.columns()).filter(plain).collect();
    let line = |cells: Vec<&str>| {
        let quoted: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        quoted.join(",") + "\n"
    };
    if text.is_empty() {
        *text += &line(columns.iter().map(|(field, _)| field.name().as_str()).collect());
    }
    let cells = columns.iter().map(|(_, array)| arrow_cast::cast(array, &DataType::Utf8));
    let cells = cells.collect::<Result<Vec<_>, _>>()?;
    let cells: Vec<&StringArray> = cells.iter().map(AsArray::as_string).collect();
    for row in 0..batch.num_rows() {
        let cells = cells.iter().map(|column| if column.is_null(row) { "" } else { column.value(row) });
        *text += &line(cells.collect());
    }
    Ok(())
}

/// The table of a sample.
fn batch(rows: &[SampledRow]) -> Result<RecordBatch, ArrowError> {
    let mut native = Batch::new(false);
    let (mut strata, mut populations) = (StringBuilder::new(), Int32Builder::new());
    let mut empty = StringBuilder::new();
    for SampledRow { row, stratum, population } in rows {
        native.push(row)?;
        strata.append_value(stratum);
        populations.append_value(*population as i32);
        empty.append_value("");
    }
    let (native, empty) = (native.finish()?, Arc::new(empty.finish()) as ArrayRef);
    let more: [ArrayRef; 4] =
        [Arc::new(strata.finish()), Arc::new(populations.finish()), Arc::clone(&empty), empty];
    let schema = native.schema();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    let field =
        |(name, array): (&str, &ArrayRef)| Arc::new(Field::new(name, array.data_type().clone(), false));
    fields.extend(SAMPLE_COLUMNS.into_iter().zip(&more).map(field));
    let columns = native.columns().iter().cloned().chain(more).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields).with_metadata(schema.metadata().clone())), columns)
}
