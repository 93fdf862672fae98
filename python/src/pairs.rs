//! Rows of the parallel table -> a sequence and an Arrow table of Python; tables of others and files -> such
//! rows.

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList, PySlice};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::to_schema_pycapsule;
use pyo3_arrow::input::AnyRecordBatch;
use sejajar::export::arrow::{Batch, from_batch, schema};
use sejajar::export::{self, ExportOptions, FormatName};
use sejajar::model;

use crate::error::{check_format, of_arrow, raised, wrong};
use crate::html;
use crate::input::path;
use crate::native::native;
use crate::pair::Pair;
use crate::pickle;
use crate::table::{self, stream};

/// Rows of a batch of the stream.
const BATCH: usize = 16_384;

/// Rows of the parallel table: a sequence of :class:`Pair`, and a table that pandas, polars, pyarrow and
/// duckdb take without copies.
///
/// The columns are those of the command line tool; lists (``matched_names``, ``flags`` ...) are lists.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu.", "A 6.5 quake shook Palu.")
/// >>> len(pairs), pairs[0].matched_names
/// (1, ['name:palu'])
/// >>> pairs.columns[:3]
/// ['pair_id', 'article_id', 'report_id']
#[pyclass(frozen, sequence, module = "sejajar")]
pub struct Pairs {
    /// All rows of the documents, so that a part of them is still read in its surroundings.
    all: Arc<Vec<model::Pair>>,
    /// The rows of this table among them.
    at: Vec<usize>,
    meta: bool,
}

impl Pairs {
    /// All of some rows, with columns of metadata if `meta` says so.
    pub fn new(rows: Vec<model::Pair>, meta: bool) -> Pairs {
        let at = (0..rows.len()).collect();
        Pairs::some(rows, at, meta)
    }

    /// The rows at `at` of the rows of some documents.
    pub fn some(rows: Vec<model::Pair>, at: Vec<usize>, meta: bool) -> Pairs {
        Pairs { all: Arc::new(rows), at, meta }
    }

    /// The rows of whatever holds a native table: one of ours, or of any library that has Arrow tables.
    ///
    /// # Errors
    /// Something else, and tables that are not native ones.
    pub fn of(table: &Bound<'_, PyAny>) -> PyResult<Vec<model::Pair>> {
        if let Ok(pairs) = table.cast::<Pairs>() {
            return Ok(pairs.get().rows().cloned().collect());
        }
        if let Some(path) = path(table)? {
            return export::read_file(&path, None).map_err(raised);
        }
        let Ok(batches) = table.extract::<AnyRecordBatch>() else {
            let kind = table.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "{kind} is no table; give Pairs, a file (pathlib.Path), or a table of pandas (2.2 or later), polars, pyarrow or duckdb"
            )));
        };
        let mut rows = Vec::new();
        for batch in batches.into_reader()? {
            let batch = native(&batch.map_err(of_arrow)?).map_err(of_arrow)?;
            rows.extend(from_batch("table", rows.len() + 1, &batch).map_err(raised)?);
        }
        Ok(rows)
    }

    /// The rows, in order.
    fn rows(&self) -> impl ExactSizeIterator<Item = &model::Pair> + Clone {
        self.at.iter().map(|&at| &self.all[at])
    }

    /// The row at `at`.
    pub fn row(&self, at: usize) -> Pair {
        Pair::new(Arc::clone(&self.all), self.at[at])
    }
}

#[pymethods]
impl Pairs {
    /// Rows of a native table that some other library holds (anything with the Arrow PyCapsule interface), or
    /// of a file.
    #[staticmethod]
    fn from_table(table: &Bound<'_, PyAny>) -> PyResult<Pairs> {
        let rows = Pairs::of(table)?;
        let meta = match table.cast::<Pairs>() {
            Ok(pairs) => pairs.get().meta,
            Err(_) => rows.iter().any(|row| row.meta.is_some()),
        };
        Ok(Pairs::new(rows, meta))
    }

    fn __len__(&self) -> usize {
        self.at.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = at.cast::<PySlice>() {
            let range = slice.indices(self.at.len() as isize)?;
            let picked =
                (0..range.slicelength).map(|n| self.at[(range.start + n as isize * range.step) as usize]);
            let pairs = Pairs { all: Arc::clone(&self.all), at: picked.collect(), meta: self.meta };
            return Ok(pairs.into_pyobject(py)?.into_any());
        }
        let at: isize = at.extract()?;
        let from_start = if at < 0 { at + self.at.len() as isize } else { at };
        let found = usize::try_from(from_start).ok().filter(|&at| at < self.at.len());
        let at = found.ok_or_else(|| PyIndexError::new_err(format!("no row {at} of {}", self.at.len())))?;
        Ok(self.row(at).into_pyobject(py)?.into_any())
    }

    fn __iter__(slf: Py<Self>) -> Rows {
        Rows { pairs: slf, next: 0 }
    }

    /// Names of the columns, in order.
    #[getter]
    fn columns(&self) -> Vec<&'static str> {
        export::columns(self.meta).map(|column| column.name).collect()
    }

    /// Writes the rows to a file of any format that is one file (csv, tsv, jsonl, tmx, xliff, hf, ...); told
    /// from its ending unless named.
    ///
    /// The file appears whole or not at all; an existing one is replaced only with ``overwrite``.
    #[pyo3(signature = (path, format=None, *, overwrite=false))]
    fn write(&self, py: Python<'_>, path: PathBuf, format: Option<&str>, overwrite: bool) -> PyResult<()> {
        let format = match format {
            Some(name) => name.parse().map_err(raised)?,
            None => FormatName::of_path(&path).ok_or_else(|| {
                wrong(format!("{}: its ending is that of no format; name one", path.display()))
            })?,
        };
        check_format(format)?;
        let options = ExportOptions { meta: self.meta, ..ExportOptions::default() };
        py.detach(|| export::write_file(&path, format, self.rows(), &options, overwrite)).map_err(raised)
    }

    /// The rows as dictionaries.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let out = PyList::empty(py);
        for batch in self.batches() {
            for row in table::dicts(py, &batch.map_err(of_arrow)?)? {
                out.append(row)?;
            }
        }
        Ok(out)
    }

    /// The table in pandas (needs pandas and pyarrow).
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table::to_pandas(slf.as_any())
    }

    /// The table in polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table::to_polars(slf.as_any())
    }

    /// The table in pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table::to_arrow(slf.as_any())
    }

    /// The table as an Arrow stream, by the PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        stream(py, schema(self.meta), self.batches(), requested_schema)
    }

    /// The columns and their types, by the PyCapsule interface of Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, schema(self.meta).as_ref())
    }

    fn __repr__(&self) -> String {
        let aligned = self.rows().filter(|row| !row.group.is_null()).count();
        format!("Pairs of {} rows, {aligned} of them aligned", self.at.len())
    }

    fn _repr_html_(&self) -> String {
        html::pairs(&self.all, &self.at)
    }

    /// Whether the other table has the same columns and rows.
    fn __eq__(&self, other: PyRef<'_, Self>) -> PyResult<bool> {
        Ok(self.meta == other.meta && pickle::are_equal(self.rows(), other.rows(), self.meta)?)
    }

    fn __hash__(&self) -> u64 {
        pickle::hashed(self.rows())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    /// Rows never change, so that they are their own copy.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// For pickle; of documents of which it has some rows, the others go with it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Reduced<'py>)> {
        let ((lines, numbers), at) = pickle::packed(&self.all, &self.at)?;
        let made_by = py.import("sejajar._sejajar")?.getattr("_pairs")?;
        Ok((made_by, (PyBytes::new(py, &lines), PyBytes::new(py, &numbers), at, self.meta)))
    }
}

impl Pairs {
    /// The rows as record batches, each made when it is asked for.
    fn batches(&self) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + use<> {
        let (all, at, meta) = (Arc::clone(&self.all), self.at.clone(), self.meta);
        let mut batch = Batch::new(meta);
        (0..at.len()).step_by(BATCH).map(move |start| {
            for &row in &at[start..at.len().min(start + BATCH)] {
                batch.push(&all[row])?;
            }
            batch.finish()
        })
    }
}

/// The arguments that a pickled table is made of.
type Reduced<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, Vec<usize>, bool);

/// An iterator over rows.
#[pyclass(module = "sejajar")]
pub struct Rows {
    pairs: Py<Pairs>,
    next: usize,
}

#[pymethods]
impl Rows {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<Pair> {
        let pairs = self.pairs.get();
        self.next += 1;
        (self.next <= pairs.at.len()).then(|| pairs.row(self.next - 1))
    }
}

/// Reads a table that the command line tool or :meth:`Pairs.write` has written (csv, tsv or jsonl; told from
/// its first line).
///
/// Raises :class:`SejajarError` with the row and the column of what is wrong with it.
///
/// >>> import sejajar, tempfile, pathlib
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "pairs.csv"
/// >>> sejajar.align("Hujan turun di Palu.", "Rain fell in Palu.").write(path)
/// >>> sejajar.read_pairs(path)[0].ind_text
/// 'Hujan turun di Palu.'
#[pyfunction]
#[pyo3(signature = (path, format=None))]
pub fn read_pairs(py: Python<'_>, path: PathBuf, format: Option<&str>) -> PyResult<Pairs> {
    let format: Option<FormatName> = format.map(str::parse).transpose().map_err(raised)?;
    let rows = py.detach(|| export::read_file(&path, format)).map_err(raised)?;
    let meta = rows.iter().any(|row| row.meta.is_some());
    Ok(Pairs::new(rows, meta))
}
