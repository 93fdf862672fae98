//! The steps of linking and aligning over record batches -> functions of `sejajar.batches`.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema};
use sejajar::batches;
use sejajar::linking::Judge;
use sejajar::model::Language;

use crate::batch::{Batch, cast};
use crate::error::{of_arrow, raised, wrong};
use crate::numbers::{self, probability, whole};
use crate::observer::Watch;
use crate::options::Options;
use crate::searching::Rarity;

/// The columns that a step gives, as a schema of pyarrow: ``"fingerprints"``, ``"groups"``, ``"search"``,
/// ``"best"``, ``"judge"``, ``"align"``.
///
/// >>> from sejajar import batches
/// >>> batches.schema("groups").names
/// ['report_id', 'group']
#[pyfunction]
#[pyo3(signature = (step, *, meta=false))]
pub fn schema<'py>(py: Python<'py>, step: &str, meta: bool) -> PyResult<Bound<'py, PyAny>> {
    let schema = match step {
        "fingerprints" => batches::prints_schema(),
        "groups" => batches::groups_schema(),
        "search" => batches::found_schema(),
        "best" => batches::best_schema(),
        "judge" => batches::judged_schema().map_err(raised)?,
        "align" => batches::aligned_schema(meta),
        other => return Err(wrong(format!("\"{other}\" is not a step that gives rows"))),
    };
    PySchema::new(portable_schema(&schema)).into_pyarrow(py)
}

/// Reads documents and finds what each of them mentions.
///
/// Parameters
/// ----------
/// batch
///     A record batch, table or data frame with the columns ``name`` and ``document`` (texts, or structs with
///     the fields of a record).
/// lang : {"ind", "eng"}
///     The language of the documents.
/// rarity : Rarity, optional
///     Of all reports: articles become the queries that a search needs, and reports, which are given without,
///     fingerprints.
/// options : Options, optional
///     How the documents are read.
///
/// Returns
/// -------
/// pyarrow.RecordBatch
///     ``name``, ``day`` (of publication, from 1970-01-01), ``print``, ``sketch``, and ``error`` for a
///     document that cannot be read.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> quake = {"name": "quake", "document": "A 6.5 quake shook Palu on 2 May 2024."}
/// >>> reports = pyarrow.RecordBatch.from_pylist([quake])
/// >>> batches.fingerprints(reports, "eng").column_names
/// ['name', 'day', 'print', 'sketch', 'error']
#[pyfunction]
#[pyo3(signature = (batch, lang, *, rarity=None, options=None))]
pub fn fingerprints<'py>(
    py: Python<'py>,
    batch: Batch,
    lang: &str,
    rarity: Option<&Bound<'py, Rarity>>,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (language, batch) = (lang.parse::<Language>().map_err(wrong)?, batch.0);
    let aligner = Options::given(options).quotes_split(true).aligner();
    let rarity = rarity.map(|rarity| Arc::clone(&rarity.get().0));
    given(py, |watch| batches::fingerprints(&batch, language, rarity.as_deref(), &aligner, watch))
}

/// The ``top`` best candidates of each article among those of all blocks.
///
/// Parameters
/// ----------
/// batch
///     A record batch, table or data frame with the columns ``article_id`` and ``found``, a list of
///     ``report_id`` and ``similarity`` (32 bits).
/// top : int
///     Candidates of an article at most.
///
/// Returns
/// -------
/// pyarrow.RecordBatch
///     ``article_id``, ``report_id``, ``similarity``, and ``aligned``: whether :func:`judge` needs the report
///     itself. The best candidate of an article comes first.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> candidate = pyarrow.struct({"report_id": pyarrow.string(), "similarity": pyarrow.float32()})
/// >>> found = pyarrow.list_(candidate)
/// >>> schema = pyarrow.schema({"article_id": pyarrow.string(), "found": found})
/// >>> both = [{"report_id": "x", "similarity": 0.25}, {"report_id": "y", "similarity": 0.75}]
/// >>> row = {"article_id": "a", "found": both}
/// >>> batches.best(pyarrow.RecordBatch.from_pylist([row], schema=schema)).column("report_id").to_pylist()
/// ['y', 'x']
#[pyfunction]
#[pyo3(signature = (batch, *, top=5))]
pub fn best<'py>(
    py: Python<'py>,
    batch: Batch,
    #[pyo3(from_py_with = whole)] top: i128,
) -> PyResult<Bound<'py, PyAny>> {
    let top = numbers::top(top)?;
    given(py, |_| batches::best(&batch.0, top))
}

/// Aligns articles with the best of their candidates and says of each candidate how sure it is: rows of
/// :func:`sejajar.link`.
///
/// Parameters
/// ----------
/// batch
///     A record batch, table or data frame with the columns ``article_id``, ``article`` and ``candidates``: a
///     list of ``report_id``, ``similarity``, ``group`` (of :class:`NearDuplicates`), ``day`` (of
///     :func:`fingerprints`) and ``report``, which may be missing where :func:`best` says so. A column
///     ``unread`` may hold the errors of articles that could not be read.
/// rarity : Rarity
///     Of all reports.
/// min_confidence, options
///     As for :func:`sejajar.link`.
///
/// Returns
/// -------
/// pyarrow.RecordBatch
///     The columns of :func:`sejajar.link`, the ``bucket`` of the article where it has one, and ``error`` for
///     what cannot be read.
///
/// >>> from sejajar import batches
/// >>> batches.schema("judge").names[:3]
/// ['article_id', 'report_id', 'rank']
#[pyfunction]
#[pyo3(signature = (batch, rarity, *, min_confidence=0.5, options=None))]
pub fn judge<'py>(
    py: Python<'py>,
    batch: Batch,
    rarity: &Bound<'py, Rarity>,
    min_confidence: f64,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let min_confidence = probability("min_confidence", min_confidence)?;
    let aligner = Options::given(options).quotes_split(true).aligner();
    let judge = Judge { aligner: &aligner, rarity: &rarity.get().0, min_confidence };
    given(py, |watch| batches::judge(&batch.0, &judge, watch))
}

/// Aligns pairs: rows of :func:`sejajar.align_many`.
///
/// Parameters
/// ----------
/// batch
///     A record batch, table or data frame with the columns ``article`` and ``report`` (texts, or structs
///     with the fields of a record), and ``name``, or ``article_id`` and ``report_id``.
/// meta, options
///     As for :func:`sejajar.align`.
///
/// Returns
/// -------
/// pyarrow.RecordBatch
///     The columns of :func:`sejajar.align`, the ``bucket`` of the pair where it has one, and ``error`` for
///     what cannot be read.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> rain = {"name": "rain", "article": "Hujan turun di Palu.", "report": "Rain fell in Palu."}
/// >>> pairs = pyarrow.RecordBatch.from_pylist([rain])
/// >>> batches.align(pairs).column("align_type").to_pylist()
/// ['1-1']
#[pyfunction]
#[pyo3(name = "align_batch", signature = (batch, *, meta=false, options=None))]
pub fn align<'py>(
    py: Python<'py>,
    batch: Batch,
    meta: bool,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let aligner = Options::given(options).quotes_split(true).aligner();
    given(py, |watch| batches::align(&batch.0, meta, &aligner, watch))
}

/// The batch that a step gives, for pyarrow.
pub fn given<'py>(
    py: Python<'py>,
    step: impl FnOnce(&Watch) -> sejajar::Result<RecordBatch> + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let batch = Watch::over(py, step)?;
    let portable = cast(&batch, portable_schema(&batch.schema())).map_err(of_arrow)?;
    PyRecordBatch::new(portable).into_pyarrow(py)
}

/// A schema in which anything may be missing, as engines of Java expect.
fn portable_schema(schema: &Schema) -> SchemaRef {
    let field = |field: &Arc<Field>| Field::new(field.name(), portable_type(field.data_type()), true);
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

fn portable_type(kind: &DataType) -> DataType {
    match kind {
        DataType::List(item) => DataType::new_list(portable_type(item.data_type()), true),
        other => other.clone(),
    }
}
