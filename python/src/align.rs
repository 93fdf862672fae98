//! An article and its report, or many -> rows of the parallel table.

use pyo3::prelude::*;
use sejajar::Error;
use sejajar::model::{Language, Pair};

use crate::error::{notes, raised, warn, wrong};
use crate::input::Input;
use crate::jobs::{Job, Jobs, Names};
use crate::options::Options;
use crate::pairs::Pairs;
use crate::pool::Pool;

/// Aligns an article with its report.
///
/// A document is a text (``str``, ``bytes``), a file (``pathlib.Path``: text or web page), a list of sentences, or a record
/// (``dict`` with ``text`` or ``html`` and, where known, ``title``, ``date``, ``url``, ``outlet``, ``byline``, ``name``).
///
/// Parameters
/// ----------
/// article, report
///     The Indonesian and the English document.
/// article_id, report_id : str, optional
///     What the table calls them; else the name of the file or record.
/// aligned_only : bool
///     Leave out rows of sentences without a partner.
/// meta : bool
///     Put columns of what both documents say of themselves behind the others.
/// options : Options, optional
///     How they are read and aligned.
///
/// Returns
/// -------
/// Pairs
///     A row for each group of sentences that stand side by side.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> [(pair.align_type, pair.matched_numbers) for pair in pairs]
/// [('1-1', ['number:6.5']), ('1-0', [])]
#[pyfunction]
#[pyo3(signature = (article, report, *, article_id=None, report_id=None, aligned_only=false, meta=false, options=None))]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn align(
    py: Python<'_>,
    article: &Bound<'_, PyAny>,
    report: &Bound<'_, PyAny>,
    article_id: Option<String>,
    report_id: Option<String>,
    aligned_only: bool,
    meta: bool,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Pairs> {
    let options = Options::given(options)?.quotes_split(true);
    let mut job = Job { article: Input::of(article, "article")?, report: Input::of(report, "report")? };
    job.article.name = article_id.unwrap_or(job.article.name);
    job.report.name = report_id.unwrap_or(job.report.name);
    let aligned = py.detach(|| job.align(&options, aligned_only)).map_err(raised)?;
    warn(py, &aligned.notes)?;
    Ok(Pairs::new(aligned.rows, meta))
}

/// Aligns many articles with their reports.
///
/// Parameters
/// ----------
/// pairs
///     A folder (``pathlib.Path``) of ``NAME.ind.EXT`` beside ``NAME.eng.EXT``; or any iterable of ``(article, report)`` or
///     ``(name, article, report)``; or a mapping of names to ``(article, report)``. Documents are as for :func:`align`.
/// threads : int
///     How many to work on; 0: one a core. The rows are the same for any number.
/// on_error : {"raise", "warn"}
///     What is done about a pair that cannot be read: raise :class:`SejajarError`, or warn and go on.
/// aligned_only, meta, options
///     As for :func:`align`.
///
/// Returns
/// -------
/// Pairs
///     The rows of all pairs, in their order.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align_many([
/// ...     ("quake", "Gempa 6,5 mengguncang Palu.", "A 6.5 quake shook Palu."),
/// ...     ("rain", "Hujan turun di Medan.", "Rain fell in Medan."),
/// ... ])
/// >>> [(pair.article_id, pair.matched_names) for pair in pairs]
/// [('quake', ['name:palu']), ('rain', ['name:medan'])]
#[pyfunction]
#[pyo3(signature = (pairs, *, threads=0, on_error="raise", aligned_only=false, meta=false, options=None))]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn align_many(
    py: Python<'_>,
    pairs: &Bound<'_, PyAny>,
    threads: usize,
    on_error: &str,
    aligned_only: bool,
    meta: bool,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Pairs> {
    let options = Options::given(options)?.quotes_split(true);
    let failures = OnError::of(on_error)?;
    let (pool, mut jobs, mut names) = (Pool::new(threads)?, Jobs::of(pairs)?, Names::default());
    let mut rows = Vec::new();
    loop {
        let chunk = jobs.take(pool.chunk())?;
        if chunk.is_empty() {
            return Ok(Pairs::new(rows, meta));
        }
        let mut ready = Vec::new();
        for job in chunk {
            match job.and_then(|job| names.see(&job).map(|()| job)) {
                Ok(job) => ready.push(job),
                Err(error) => failures.met(py, error)?,
            }
        }
        for aligned in pool.each(py, &ready, |job| job.align(&options, aligned_only))? {
            match aligned {
                Ok(aligned) => {
                    warn(py, &aligned.notes)?;
                    rows.extend(aligned.rows);
                }
                Err(error) => failures.met(py, raised(error))?,
            }
        }
    }
}

/// What is done about a document that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    Raise,
    Warn,
}

impl OnError {
    /// The one that Python names.
    ///
    /// # Errors
    /// Another name.
    pub fn of(name: &str) -> PyResult<OnError> {
        match name {
            "raise" => Ok(OnError::Raise),
            "warn" => Ok(OnError::Warn),
            other => Err(wrong(format!("on_error is \"{other}\" and may be \"raise\" or \"warn\""))),
        }
    }

    /// Raises what went wrong, or tells it; what is no error of ours is raised in any case.
    ///
    /// # Errors
    /// The error itself.
    pub fn met(self, py: Python<'_>, error: PyErr) -> PyResult<()> {
        if self == OnError::Raise || !error.is_instance_of::<crate::error::SejajarError>(py) {
            return Err(error);
        }
        warn(py, &[error.value(py).to_string()])
    }
}

/// Rows of a pair, and what was noticed of its documents.
pub struct Aligned {
    rows: Vec<Pair>,
    notes: Vec<String>,
}

impl Job {
    /// Reads and aligns both sides.
    fn align(&self, options: &Options, aligned_only: bool) -> Result<Aligned, Error> {
        let ind = self.article.document(Language::Ind, options)?;
        let eng = self.report.document(Language::Eng, options)?;
        let mut rows = options.aligner().align(&ind, &eng)?;
        rows.retain(|row| !(aligned_only && row.group.is_null()));
        let mut told = notes(&self.article.shown(), &ind.text);
        told.extend(notes(&self.report.shown(), &eng.text));
        Ok(Aligned { rows, notes: told })
    }
}
