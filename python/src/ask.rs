//! Pairs of documents -> the questions about their links that decide most.

use std::path::PathBuf;

use pyo3::prelude::*;
use sejajar::Error;
use sejajar::aligner::{Aligner, Asked, Wanted};
use sejajar::documents::{Job, in_order_watched};
use sejajar::observer::Observer;

use crate::error::raised;
use crate::jobs::{Finding, Pairs};
use crate::numbers::{whole, whole_or_none, within};
use crate::observer::{OnError, Watch};
use crate::options::Options;
use crate::pool::Pool;
use crate::values::of_json;

/// Questions about the links of which least is certain, for people, a crowd or a program to answer.
///
/// With answers in the fields ``answer`` (yes, part, no) and, if there are several judges, ``judge``, the
/// table of questions is what ``Options(decisions=FILE)`` takes.
///
/// Parameters
/// ----------
/// pairs, manifest, pattern, fields, fields_ind, fields_eng, threads, on_error
///     As for :func:`align_many`.
/// number : int
///     How many in all: those that decide most.
/// per_article : int, optional
///     How many about each pair, in place of ``number``.
/// options : Options, optional
///     How documents are read and aligned; its ``decisions`` are used, and not asked for again.
///
/// Returns
/// -------
/// list of dict
///     One per question, in the order in which they should be asked of each pair: ``article_id``,
///     ``report_id``, ``ind`` and ``eng`` (positions, from 0), the texts with their neighbours, the question
///     in words, the probability of the link (``model``), and the bits of certainty that an answer is
///     expected to bring (``gain``).
///
/// >>> import sejajar
/// >>> texts = ("Gempa mengguncang Palu. Warga lari.", "A quake hit the town. People ran out of houses.")
/// >>> pair = ("quake", *texts)
/// >>> question = sejajar.ask([pair], number=1)[0]
/// >>> sorted(question)[:4], question["answer"]
/// (['answer', 'answers', 'article_id', 'eng'], '')
#[pyfunction]
#[pyo3(signature = (pairs=None, *, manifest=None, pattern=None, fields=None, fields_ind=None, fields_eng=None,
    number=50, per_article=None, threads=0, on_error="raise", options=None))]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn ask<'py>(
    py: Python<'py>,
    pairs: Option<&Bound<'py, PyAny>>,
    manifest: Option<PathBuf>,
    pattern: Option<(String, String)>,
    fields: Option<&Bound<'py, PyAny>>,
    fields_ind: Option<&Bound<'py, PyAny>>,
    fields_eng: Option<&Bound<'py, PyAny>>,
    #[pyo3(from_py_with = whole)] number: i128,
    #[pyo3(from_py_with = whole_or_none)] per_article: Option<i128>,
    #[pyo3(from_py_with = whole)] threads: i128,
    on_error: &str,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = Options::given(options).quotes_split(true);
    let (on_error, pool) = (OnError::of(on_error)?, Pool::new(threads)?);
    let wanted = match per_article {
        Some(most) => Wanted::PerArticle(within("per_article", most, 1..=10_000)?),
        None => Wanted::InAll(within("number", number, 1..=1_000_000)?),
    };
    let finding = Finding::of(&options, manifest, pattern, [fields, fields_ind, fields_eng])?;
    let pairs = Pairs::of(pairs, &finding)?;
    let asked = Watch::over(py, |watch| -> PyResult<Vec<Asked>> {
        let aligner = options.aligner_on(pool.threads().current_num_threads(), watch);
        let mut all = Vec::new();
        let jobs = pairs.jobs(&finding, watch)?;
        let check = || watch.check().map_err(raised);
        let take = |_, asked: Result<Vec<Asked>, Error>| {
            check()?;
            match asked {
                Ok(asked) => all.extend(asked),
                Err(error) => on_error.met(raised(error), watch)?,
            }
            Ok(())
        };
        in_order_watched(pool.threads(), jobs, |job: &Job| of_pair(job, &aligner, wanted), take, check)?;
        wanted.choose(&mut all);
        Ok(all)
    })?;
    of_json(py, &asked)
}

fn of_pair(job: &Job, aligner: &Aligner, wanted: Wanted) -> Result<Vec<Asked>, Error> {
    let (article, report) = job.read(aligner)?;
    aligner.ask(&article, &report, wanted)
}
