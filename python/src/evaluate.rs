//! Gold and a hypothesis in files -> the agreement of both, as dictionaries of Python.

use std::path::PathBuf;

use pyo3::prelude::*;
use sejajar::eval::{align_paths, split_paths};

use crate::error::{raised, wrong};
use crate::values::of_json;

/// Compares a hypothesis with gold: alignments or splittings of ours and of other tools.
///
/// Parameters
/// ----------
/// kind : {"align", "split"}
///     Beads against gold beads, or sentence ends against those of gold.
/// gold : path
///     A file, or for alignments a folder of ``NAME.gold``.
/// hypothesis : path
///     A file, a folder of ``NAME.align``, ``NAME.csv`` and so on, or one table for a folder of gold.
/// format : str, optional
///     The form of the beads of the hypothesis, where its look does not tell.
///
/// Returns
/// -------
/// dict
///     The report that the command line tool writes with ``-f json``.
///
/// >>> import sejajar, tempfile, pathlib
/// >>> folder = pathlib.Path(tempfile.mkdtemp())
/// >>> _ = (folder / "a.gold").write_text("[0]:[0]\n[1]:[1, 2]\n")
/// >>> _ = (folder / "a.align").write_text("[0]:[0]:2.5\n[1]:[1]:0.3\n[]:[2]:0\n")
/// >>> report = sejajar.evaluate("align", folder / "a.gold", folder / "a.align")
/// >>> report["strict"]["r"], report["lax"]["r"]
/// (0.5, 1.0)
#[pyfunction]
#[pyo3(signature = (kind, gold, hypothesis, *, format=None))]
pub fn evaluate<'py>(
    py: Python<'py>,
    kind: &str,
    gold: PathBuf,
    hypothesis: PathBuf,
    format: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    match (kind, format) {
        ("align", format) => {
            let format = format.map(str::parse).transpose().map_err(raised)?;
            let report = py.detach(|| align_paths(&gold, &hypothesis, format)).map_err(raised)?;
            of_json(py, &report)
        }
        ("split", None) => of_json(py, &py.detach(|| split_paths(&gold, &hypothesis)).map_err(raised)?),
        ("split", Some(_)) => Err(wrong("format goes with the kind \"align\"")),
        (other, _) => Err(wrong(format!("kind is \"{other}\" and may be \"align\" or \"split\""))),
    }
}
