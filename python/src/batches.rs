//! The steps of linking and aligning over record batches -> functions and classes of `sejajar.batches`.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::{PyRecordBatch, PySchema};
use sejajar::batches;
use sejajar::link;
use sejajar::linking::Judge;
use sejajar::model::Language;

use crate::error::{of_arrow, raised, wrong};
use crate::numbers::{self, probability, whole, whole_or_none};
use crate::observer::Watch;
use crate::options::Options;

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
///     A record batch of pyarrow with the columns ``name`` and ``document`` (texts, or structs with the
///     fields of a record).
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
    batch: PyRecordBatch,
    lang: &str,
    rarity: Option<&Bound<'py, Rarity>>,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (language, batch) = (lang.parse::<Language>().map_err(wrong)?, batch.into_inner());
    let aligner = Options::given(options).quotes_split(true).aligner();
    let rarity = rarity.map(|rarity| Arc::clone(&rarity.get().0));
    given(py, |watch| batches::fingerprints(&batch, language, rarity.as_deref(), &aligner, watch))
}

/// How many reports mention each thing, so that a search knows what is rare.
///
/// Every machine adds the fingerprints that it has; tables of several machines are merged, in any order.
/// ``bytes(rarity)`` is a table that ``Rarity(table)`` reads, of 8 bytes for each thing mentioned and at most
/// 16 MB.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> reports = pyarrow.RecordBatch.from_pylist([{"name": "quake", "document": "A 6.5 quake shook Palu."}])
/// >>> rarity = batches.Rarity()
/// >>> rarity.add(batches.fingerprints(reports, "eng"))
/// >>> batches.Rarity(bytes(rarity)).reports
/// 1
#[pyclass(frozen, module = "sejajar.batches")]
pub struct Rarity(Arc<link::Rarity>);

#[pymethods]
impl Rarity {
    #[new]
    #[pyo3(signature = (table=None))]
    fn new(table: Option<&[u8]>) -> PyResult<Rarity> {
        let Some(table) = table else { return Ok(Rarity(Arc::default())) };
        batches::rarity_of(table).map(|read| Rarity(Arc::new(read))).map_err(raised)
    }

    /// Counts what the reports of a batch with the column ``print`` mention.
    fn add(&self, py: Python<'_>, batch: PyRecordBatch) -> PyResult<()> {
        py.detach(|| batches::count(batch.as_ref(), &self.0)).map_err(raised)
    }

    /// Counts what other machines have counted, by a batch with the column ``table``.
    fn merge(&self, py: Python<'_>, batch: PyRecordBatch) -> PyResult<()> {
        py.detach(|| batches::merge(batch.as_ref(), &self.0)).map_err(raised)
    }

    /// Reports counted.
    #[getter]
    fn reports(&self) -> u32 {
        self.0.reports()
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &batches::table_of(&self.0))
    }
}

/// Finds near-duplicates among reports that come in the order of their names; some hundred bytes of each are
/// kept.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> text = "The quake shook Palu on Wednesday and twelve people died there, the agency said."
/// >>> reports = pyarrow.RecordBatch.from_pylist([{"name": name, "document": text} for name in ("a", "b")])
/// >>> batches.NearDuplicates().groups(batches.fingerprints(reports, "eng")).to_pylist()
/// [{'report_id': 'a', 'group': 'a'}, {'report_id': 'b', 'group': 'a'}]
#[pyclass(frozen, module = "sejajar.batches")]
#[derive(Default)]
pub struct NearDuplicates(Mutex<batches::NearDuplicates>);

#[pymethods]
impl NearDuplicates {
    #[new]
    fn new() -> NearDuplicates {
        NearDuplicates::default()
    }

    /// For each report of the next batch (``name``, ``sketch``) the first one that it is a near-duplicate of,
    /// or itself: ``report_id``, ``group``.
    fn groups<'py>(&self, py: Python<'py>, batch: PyRecordBatch) -> PyResult<Bound<'py, PyAny>> {
        given(py, |_| self.0.lock().unwrap_or_else(PoisonError::into_inner).groups(batch.as_ref()))
    }
}

/// Searches blocks of at most 65,536 reports, one after the other, for the ``top`` reports that share most
/// with each article; where both have a day, at most ``window`` days apart.
///
/// >>> import pyarrow
/// >>> from sejajar import batches
/// >>> def documents(*texts):
/// ...     return pyarrow.RecordBatch.from_pylist([{"name": text[:6], "document": text} for text in texts])
/// >>> reports = batches.fingerprints(documents("Rain fell in Medan.", "A 6.5 quake shook Palu."), "eng")
/// >>> rarity = batches.Rarity()
/// >>> rarity.add(reports)
/// >>> articles = batches.fingerprints(documents("Gempa 6,5 mengguncang Palu."), "ind", rarity=rarity)
/// >>> rows = [{"block": "1", "asks": False, **row} for row in reports.to_pylist()]
/// >>> rows += [{"block": "1", "asks": True, **row} for row in articles.to_pylist()]
/// >>> found = batches.Search(rarity).search(pyarrow.RecordBatch.from_pylist(rows))
/// >>> found.column("report_id").to_pylist()
/// ['A 6.5 ']
#[pyclass(frozen, module = "sejajar.batches")]
pub struct Search(Mutex<batches::Search>);

#[pymethods]
impl Search {
    #[new]
    #[pyo3(signature = (rarity, *, window=Some(30), top=5), text_signature = "(rarity, *, window=30, top=5)")]
    fn new(
        rarity: &Bound<'_, Rarity>,
        #[pyo3(from_py_with = whole_or_none)] window: Option<i128>,
        #[pyo3(from_py_with = whole)] top: i128,
    ) -> PyResult<Search> {
        let (window, top) = (numbers::window(window)?, numbers::top(top)?);
        Ok(Search(Mutex::new(batches::Search::new(Arc::clone(&rarity.get().0), window, top))))
    }

    /// The candidates of the articles in the next batch, which has the columns ``block``, ``asks`` (whether
    /// the row is an article's), ``name`` and ``print``; of each block the reports come first, and then the
    /// articles: ``article_id``, ``report_id``, ``similarity``.
    fn search<'py>(&self, py: Python<'py>, batch: PyRecordBatch) -> PyResult<Bound<'py, PyAny>> {
        given(py, |_| self.0.lock().unwrap_or_else(PoisonError::into_inner).search(batch.as_ref()))
    }
}

/// The ``top`` best candidates of each article among those of all blocks.
///
/// Parameters
/// ----------
/// batch
///     A record batch of pyarrow with the columns ``article_id`` and ``found``, a list of ``report_id`` and
///     ``similarity`` (32 bits).
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
    batch: PyRecordBatch,
    #[pyo3(from_py_with = whole)] top: i128,
) -> PyResult<Bound<'py, PyAny>> {
    let top = numbers::top(top)?;
    given(py, |_| batches::best(batch.as_ref(), top))
}

/// Aligns articles with the best of their candidates and says of each candidate how sure it is: rows of
/// :func:`sejajar.link`.
///
/// Parameters
/// ----------
/// batch
///     A record batch of pyarrow with the columns ``article_id``, ``article`` and ``candidates``: a list of
///     ``report_id``, ``similarity``, ``group`` (of :class:`NearDuplicates`), ``day`` (of
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
    batch: PyRecordBatch,
    rarity: &Bound<'py, Rarity>,
    min_confidence: f64,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let min_confidence = probability("min_confidence", min_confidence)?;
    let aligner = Options::given(options).quotes_split(true).aligner();
    let judge = Judge { aligner: &aligner, rarity: &rarity.get().0, min_confidence };
    given(py, |watch| batches::judge(batch.as_ref(), &judge, watch))
}

/// Aligns pairs: rows of :func:`sejajar.align_many`.
///
/// Parameters
/// ----------
/// batch
///     A record batch of pyarrow with the columns ``article`` and ``report`` (texts, or structs with the
///     fields of a record), and ``name``, or ``article_id`` and ``report_id``.
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
    batch: PyRecordBatch,
    meta: bool,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let aligner = Options::given(options).quotes_split(true).aligner();
    given(py, |watch| batches::align(batch.as_ref(), meta, &aligner, watch))
}

/// The batch that a step gives, for pyarrow.
fn given<'py>(
    py: Python<'py>,
    step: impl FnOnce(&Watch) -> sejajar::Result<RecordBatch> + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let batch = Watch::over(py, step)?;
    PyRecordBatch::new(portable(&batch).map_err(of_arrow)?).into_pyarrow(py)
}

/// A batch in which anything may be missing, as engines of Java expect.
fn portable(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let schema = portable_schema(&batch.schema());
    let columns = batch.columns().iter().zip(schema.fields());
    let columns = columns.map(|(column, field)| arrow_cast::cast(column, field.data_type()));
    RecordBatch::try_new(Arc::clone(&schema), columns.collect::<Result<_, _>>()?)
}

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
