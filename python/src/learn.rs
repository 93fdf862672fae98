//! Files with pairs of documents -> a lexicon learnt from them, in a file.

use std::io::Write;
use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use sejajar::documents::{PairInputs, find};
use sejajar::export::AtomicFile;
use sejajar::learn::{LearnOptions, Learned, Round};
use sejajar::learning::{Learning, start};

use crate::error::{raised, wrong};
use crate::numbers::{whole, within};
use crate::observer::{OnError, Watch};
use crate::options::Options;
use crate::pool::Pool;

/// Learns a lexicon from pairs of documents and writes it, with the bytes of the command line tool.
///
/// Parameters
/// ----------
/// inputs : path
///     A folder of ``NAME.ind.EXT`` beside ``NAME.eng.EXT`` or other names as for :func:`align_many`; or an
///     article and its report, or a collection of articles and one of reports.
/// output : path
///     The lexicon to write: ``ind TAB eng TAB t(eng|ind) TAB t(ind|eng)`` per line.
/// manifest : path, optional
///     A table of pairs with the columns ``article`` and ``report``, instead of ``inputs``.
/// start : {"builtin", "empty"} or path
///     The lexicon to start from.
/// rounds : int
///     The maximum number of rounds of aligning and estimating.
/// threads : int
///     0: one per core.
/// on_error : {"raise", "warn"}
///     The response to a pair that cannot be read.
/// overwrite : bool
///     Replace a file that exists.
/// options : Options, optional
///     How documents are read.
///
/// Returns
/// -------
/// list of dict
///     The rounds: ``pairs``, ``translations``, the log likelihood of a word ``before`` and ``after`` in
///     documents kept apart, and whether the round was ``kept``.
///
/// >>> import sejajar, tempfile, pathlib
/// >>> folder = pathlib.Path(tempfile.mkdtemp())
/// >>> _ = (folder / "a.ind.txt").write_text("Hujan turun di Palu.")
/// >>> _ = (folder / "a.eng.txt").write_text("Rain fell in Palu.")
/// >>> rounds = sejajar.learn(folder, output=folder / "mine.tsv")
/// >>> rounds[0]["pairs"], rounds[0]["kept"], (folder / "mine.tsv").exists()
/// (1, False, True)
#[pyfunction]
#[pyo3(signature = (*inputs, output, manifest=None, start="builtin", rounds=4, threads=0, on_error="raise",
    overwrite=false, options=None))]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn learn<'py>(
    py: Python<'py>,
    inputs: Vec<PathBuf>,
    output: PathBuf,
    manifest: Option<PathBuf>,
    start: &str,
    #[pyo3(from_py_with = whole)] rounds: i128,
    #[pyo3(from_py_with = whole)] threads: i128,
    on_error: &str,
    overwrite: bool,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyList>> {
    let (on_error, pool) = (OnError::of(on_error)?, Pool::new(threads)?);
    let options = Options::given(options).quotes_split(true);
    let (reading, options) = (options.reading(), options.options);
    let mut learn = LearnOptions::default();
    learn.rounds = within("rounds", rounds, 1..=20)?;
    let work = |watch: &Watch| -> PyResult<Learned> {
        let pairs = PairInputs { manifest: manifest.as_deref(), paths: &inputs, pattern: None };
        let jobs = find(pairs, options.sentences, &reading, watch);
        let (mut jobs, start) = (jobs.map_err(raised)?, self::start(start).map_err(raised)?);
        let mut file = AtomicFile::create(output, overwrite).map_err(raised)?;
        let learning = Learning { start, options, learn, pool: pool.threads(), observer: watch };
        let unreadable = learning.remove_unreadable(&mut jobs).map_err(raised)?;
        let failures = unreadable.into_iter().map(raised).chain(jobs.failures.drain(..).map(raised));
        failures.into_iter().try_for_each(|failure| on_error.met(failure, watch))?;
        if jobs.jobs.is_empty() {
            return Err(wrong("nothing to learn from"));
        }
        let learned = learning.run(&jobs.jobs, |_| ()).map_err(raised)?;
        let written = file.write_all(learned.lexicon.to_tsv().as_bytes());
        written.map_err(|source| raised(sejajar::Error::io(file.target(), source)))?;
        file.commit().map_err(raised)?;
        Ok(learned)
    };
    let learned = Watch::over(py, work)?;
    let rounds = learned.rounds.iter().map(|round| counts(py, round)).collect::<PyResult<Vec<_>>>()?;
    PyList::new(py, rounds)
}

fn counts<'py>(py: Python<'py>, round: &Round) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("pairs", round.pairs)?;
    dict.set_item("translations", round.translations)?;
    dict.set_item("before", round.likelihood.0)?;
    dict.set_item("after", round.likelihood.1)?;
    dict.set_item("kept", round.kept)?;
    Ok(dict)
}
