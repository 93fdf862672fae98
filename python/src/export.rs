//! Rows and tables of Python -> files of other tools, by the library's export.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use sejajar::export::{Export, ExportOptions, Exported, FormatName, Input, OutputOptions, Selection};

use crate::error::{check_format, raised, warn};
use crate::input::path;
use crate::numbers::{probability, whole, within};
use crate::observer::Watch;
use crate::pairs::Pairs;

/// Writes rows in any format of the command line tool, to the same files with the same bytes.
///
/// Parameters
/// ----------
/// table : path, list of path, Pairs or table
///     A table, a folder of tables such as a corpus that ``build`` has made, several of them, or rows in
///     memory. Files are read one row at a time, so that they may be larger than memory.
/// to : str
///     The format: csv, tsv, jsonl, parquet, vecalign, text, tmx, xliff, xces, moses, bitextor, hunalign,
///     ladder, hf.
/// output : path
///     A file (of moses: the prefix of both), or a folder (existing, or with a trailing slash) for one file
///     per pair of documents.
/// min_confidence : float, optional
///     Only rows of at least this confidence.
/// align_types, without : list of str
///     Only rows of these shapes; only rows without these flags.
/// dedup : bool
///     Of pairs of the same texts only the first.
/// aligned_only : bool
///     Leave out rows of unaligned sentences; formats of pairs always do.
/// split : str, optional
///     Parts and their shares, ``"train=.8,dev=.1,test=.1"``; documents stay whole.
/// seed : int
///     Another number divides documents in another way.
/// excel, meta, schema, overwrite : bool
///     As the options of the tool: for spreadsheets, columns of metadata, a data dictionary, replace files.
///
/// Returns
/// -------
/// dict
///     ``rows``: the number of rows by output or part; ``left_out``: the number of rows left out, by reason.
///
/// >>> import json, sejajar, tempfile, pathlib
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu. Hujan turun.", "A 6.5 quake shook Palu.")
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "pairs.hf.jsonl"
/// >>> sejajar.export(pairs, "hf", path)["left_out"]
/// {'unaligned': 1}
/// >>> json.loads(path.read_text())["translation"]
/// {'en': 'A 6.5 quake shook Palu.', 'id': 'Gempa 6,5 mengguncang Palu.'}
#[pyfunction]
#[pyo3(signature = (table, to, output, *, min_confidence=None, align_types=Vec::new(), without=Vec::new(), dedup=false,
    aligned_only=false, split=None, seed=0, excel=false, meta=false, schema=false, overwrite=false),
    text_signature = "(table, to, output, *, min_confidence=None, align_types=(), without=(), dedup=False, \
    aligned_only=False, split=None, seed=0, excel=False, meta=False, schema=False, overwrite=False)")]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn export<'py>(
    py: Python<'py>,
    table: &Bound<'py, PyAny>,
    to: &str,
    output: PathBuf,
    min_confidence: Option<f64>,
    align_types: Vec<String>,
    without: Vec<String>,
    dedup: bool,
    aligned_only: bool,
    split: Option<&str>,
    #[pyo3(from_py_with = whole)] seed: i128,
    excel: bool,
    meta: bool,
    schema: bool,
    overwrite: bool,
) -> PyResult<Bound<'py, PyDict>> {
    let format: FormatName = to.parse().map_err(raised)?;
    check_format(format)?;
    let min_confidence = min_confidence.map(|share| probability("min_confidence", share)).transpose()?;
    let options = ExportOptions { excel, meta, ..ExportOptions::default() };
    let export = Export {
        output: Some(output),
        form: OutputOptions { format, options, overwrite, schema },
        selection: Selection { min_confidence, align_types, without, aligned_only, dedup },
        split: split.map(str::parse).transpose().map_err(raised)?,
        seed: within("seed", seed, 0..=i128::from(u64::MAX))?,
    };
    let exported = match paths(table)? {
        Some(paths) => Watch::over(py, |watch| export.run(Input::Files(&paths), watch))?,
        None => {
            let rows = Pairs::of(table)?;
            Watch::over(py, |watch| export.run(Input::Rows(&rows), watch))?
        }
    };
    counts(py, &exported, format)
}

/// The paths, if the argument is one or a list of them.
fn paths(table: &Bound<'_, PyAny>) -> PyResult<Option<Vec<PathBuf>>> {
    if let Some(path) = path(table)? {
        return Ok(Some(vec![path]));
    }
    let is_list = table.is_instance_of::<PyList>() || table.is_instance_of::<PyTuple>();
    is_list.then(|| table.extract()).transpose()
}

/// Warns of losses, and gives back the counts.
fn counts<'py>(py: Python<'py>, exported: &Exported, format: FormatName) -> PyResult<Bound<'py, PyDict>> {
    let (rows, left_out) = (PyDict::new(py), PyDict::new(py));
    for (name, written) in &exported.written {
        warn(py, &written.losses.warnings(name, format))?;
        rows.set_item(name, written.rows)?;
    }
    for (reason, count) in &exported.left_out {
        left_out.set_item(reason.name(), count)?;
    }
    let all = PyDict::new(py);
    all.set_item("rows", rows)?;
    all.set_item("left_out", left_out)?;
    Ok(all)
}
