//! Record batches -> a table of Python that any Arrow library takes without copies.

use std::fmt::Write;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, SchemaRef};
use pyo3::exceptions::PyModuleNotFoundError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::html;
use crate::values::value;

/// Rows that a notebook shows at most.
pub const SHOWN: usize = 20;

/// A table: give it to pandas, polars, pyarrow or duckdb, which take its columns without copies.
///
/// >>> import sejajar
/// >>> sentences = sejajar.split("Hujan turun. Jalan banjir.", "ind")
/// >>> len(sentences), sentences.columns
/// (2, ['text', 'start', 'end', 'paragraph', 'reason'])
/// >>> sentences.to_dicts()[1]["text"]
/// 'Jalan banjir.'
#[pyclass(frozen, subclass, module = "sejajar")]
pub struct Table {
    batch: RecordBatch,
}

impl Table {
    /// A table of one batch.
    pub fn new(batch: RecordBatch) -> Table {
        Table { batch }
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    /// Names of the columns, in order.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The rows as dictionaries.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        dicts(py, &self.batch)
    }

    /// The table in pandas (needs pandas and pyarrow).
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        to_pandas(slf.as_any())
    }

    /// The table in polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        to_polars(slf.as_any())
    }

    /// The table in pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        to_arrow(slf.as_any())
    }

    /// The table as an Arrow stream, by the PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        stream(py, self.batch.schema(), [Ok(self.batch.clone())], requested_schema)
    }

    /// The columns and their types, by the PyCapsule interface of Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.batch.schema().as_ref())
    }

    fn __repr__(&self) -> String {
        format!("Table of {} rows: {}", self.batch.num_rows(), self.columns().join(", "))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let mut out = String::from("<table><thead><tr>");
        for name in self.columns() {
            let _ = write!(out, "<th>{}</th>", html::escaped(&name));
        }
        out.push_str("</tr></thead><tbody>");
        for row in 0..self.batch.num_rows().min(SHOWN) {
            out.push_str("<tr>");
            for array in self.batch.columns() {
                let shown = value(py, array, row)?;
                let shown = if shown.is_none() { String::new() } else { shown.str()?.to_string() };
                let _ = write!(out, "<td style=\"text-align:left\">{}</td>", html::escaped(&shown));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out.push_str(&html::more(self.batch.num_rows(), SHOWN));
        Ok(out)
    }
}

/// Batches as a capsule that holds an Arrow stream; each is made when it is asked for.
pub fn stream<'py, B>(
    py: Python<'py>,
    schema: SchemaRef,
    batches: B,
    requested: Option<Bound<'py, PyCapsule>>,
) -> PyArrowResult<Bound<'py, PyCapsule>>
where
    B: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    B::IntoIter: Send + 'static,
{
    let arrays = batches.into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
    // What a schema says beside its fields, such as the version of the table, is metadata of the struct here.
    let field =
        Field::new_struct("", schema.fields().clone(), false).with_metadata(schema.metadata().clone());
    to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field.into())), requested)
}

/// The rows of a batch as dictionaries.
pub fn dicts<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyList>> {
    let out = PyList::empty(py);
    for row in 0..batch.num_rows() {
        let dict = PyDict::new(py);
        for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
            dict.set_item(field.name(), value(py, array, row)?)?;
        }
        out.append(dict)?;
    }
    Ok(out)
}

/// A table of ours in pandas.
pub fn to_pandas<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let needed = |module| needed(table.py(), module, "to_pandas needs pandas and pyarrow", "pandas");
    needed("pandas")?;
    needed("pyarrow")?.call_method1("table", (table,))?.call_method0("to_pandas")
}

/// A table of ours in polars.
pub fn to_polars<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    needed(table.py(), "polars", "to_polars needs polars", "polars")?.call_method1("DataFrame", (table,))
}

/// A table of ours in pyarrow.
pub fn to_arrow<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    needed(table.py(), "pyarrow", "to_arrow needs pyarrow", "pandas")?.call_method1("table", (table,))
}

/// A module that sejajar itself does not need.
///
/// # Errors
/// One that is not installed: says by which extra of the package it is.
fn needed<'py>(py: Python<'py>, module: &str, what: &str, extra: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(module).map_err(|error| {
        if !error.is_instance_of::<PyModuleNotFoundError>(py) {
            return error;
        }
        let missing = PyModuleNotFoundError::new_err(format!("{what}: pip install 'sejajar[{extra}]'"));
        missing.set_cause(py, Some(error));
        missing
    })
}
