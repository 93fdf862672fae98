//! What the steps of linking share and keep -> classes of `sejajar.batches`.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use sejajar::{batches, link};

use crate::batch::Batch;
use crate::batches::given;
use crate::error::raised;
use crate::numbers::{self, whole, whole_or_none};

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
pub struct Rarity(pub Arc<link::Rarity>);

#[pymethods]
impl Rarity {
    #[new]
    #[pyo3(signature = (table=None))]
    fn new(table: Option<&[u8]>) -> PyResult<Rarity> {
        let Some(table) = table else { return Ok(Rarity(Arc::default())) };
        batches::rarity_of(table).map(|read| Rarity(Arc::new(read))).map_err(raised)
    }

    /// Counts what the reports of a batch with the column ``print`` mention.
    fn add(&self, py: Python<'_>, batch: Batch) -> PyResult<()> {
        py.detach(|| batches::count(&batch.0, &self.0)).map_err(raised)
    }

    /// Counts what other machines have counted, by a batch with the column ``table``.
    fn merge(&self, py: Python<'_>, batch: Batch) -> PyResult<()> {
        py.detach(|| batches::merge(&batch.0, &self.0)).map_err(raised)
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
    fn groups<'py>(&self, py: Python<'py>, batch: Batch) -> PyResult<Bound<'py, PyAny>> {
        given(py, |_| self.0.lock().unwrap_or_else(PoisonError::into_inner).groups(&batch.0))
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
    fn search<'py>(&self, py: Python<'py>, batch: Batch) -> PyResult<Bound<'py, PyAny>> {
        given(py, |_| self.0.lock().unwrap_or_else(PoisonError::into_inner).search(&batch.0))
    }
}
