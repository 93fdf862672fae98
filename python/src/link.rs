//! Articles and reports -> for each article the reports that it may have been made from, judged.

use pyo3::prelude::*;
use sejajar::Error;
use sejajar::aligner::Aligner;
use sejajar::documents::{DocumentSet, Failure, Input, Reading};
use sejajar::linking::{Linked, Linker, Settings, arrow};
use sejajar::model::Language;
use sejajar::observer::Observer;

use crate::error::{of_arrow, raised, wrong};
use crate::fields::FieldNames;
use crate::input::inputs;
use crate::numbers::{self, probability, whole, whole_or_none};
use crate::observer::{OnError, Watch};
use crate::options::Options;
use crate::pool::Pool;
use crate::table::Table;

/// Finds which report each article was made from.
///
/// Parameters
/// ----------
/// articles, reports
///     The Indonesian and the English documents: a folder, a file or a collection of records
///     (``pathlib.Path``; .jsonl, .csv, .tsv), a list of these or of documents as for :func:`align`, or a
///     mapping of names to documents.
/// window : int, optional
///     Days between the dates of an article and of its report at most, where both are known; None: any.
/// top : int
///     Candidates listed for an article at most, 1 to 100.
/// min_confidence : float
///     Accept what is at least so sure to be a source.
/// fields, fields_ind, fields_eng, threads, on_error, options
///     As for :func:`align_many`.
///
/// Returns
/// -------
/// Table
///     One row per candidate, with the columns of the command line tool: ``article_id``, ``report_id``,
///     ``rank``, ``score``, ``accepted``, ``evidence``, ``confidence``, ``lead``, ``similarity``,
///     ``coverage``, ``agreement``, ``report_group``, ``article_date``, ``report_date``. An article without
///     any candidate has one row without a report.
///
/// >>> import sejajar
/// >>> links = sejajar.link(
/// ...     {"gempa": "Gempa 6,5 mengguncang Palu pada Rabu. Sebanyak 12 orang tewas, kata Dewi Larasati."},
/// ...     {"quake": "A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said.",
/// ...      "cup": "The final ended 3-1 in Medan on Sunday."},
/// ... )
/// >>> [(link["report_id"], link["rank"], link["accepted"]) for link in links.to_dicts()][0]
/// ('quake', 1, True)
#[pyfunction]
#[pyo3(
    signature = (articles, reports, *, window=Some(30), top=5, min_confidence=0.5, fields=None, fields_ind=None,
        fields_eng=None, threads=0, on_error="raise", options=None),
    text_signature = "(articles, reports, *, window=30, top=5, min_confidence=0.5, fields=None, fields_ind=None, \
        fields_eng=None, threads=0, on_error='raise', options=None)"
)]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn link(
    py: Python<'_>,
    articles: &Bound<'_, PyAny>,
    reports: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = whole_or_none)] window: Option<i128>,
    #[pyo3(from_py_with = whole)] top: i128,
    min_confidence: f64,
    fields: Option<&Bound<'_, PyAny>>,
    fields_ind: Option<&Bound<'_, PyAny>>,
    fields_eng: Option<&Bound<'_, PyAny>>,
    #[pyo3(from_py_with = whole)] threads: i128,
    on_error: &str,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let options = Options::given(options).quotes_split(true);
    let (strict, pool) = (OnError::of(on_error)? == OnError::Raise, Pool::new(threads)?);
    let inputs = [inputs(articles, Language::Ind)?, inputs(reports, Language::Eng)?];
    let fields = FieldNames::of([fields, fields_ind, fields_eng])?;
    let reading = fields.reading(&options)?;
    if !fields.is_empty() && !inputs.iter().flatten().any(|input| matches!(input, Input::Path(_))) {
        return Err(wrong(
            "fields, fields_ind and fields_eng are for files (pathlib.Path), and articles and reports hold \
             documents",
        ));
    }
    let settings = Settings {
        window: numbers::window(window)?,
        top: numbers::top(top)?,
        min_confidence: probability("min_confidence", min_confidence)?,
    };
    settings.check().map_err(raised)?;
    let work = |watch: &Watch| {
        let aligner = options.aligner_on(pool.threads().current_num_threads(), watch);
        linked(inputs, &aligner, &reading, settings, strict, pool.threads(), watch)
    };
    let linked = Watch::over(py, work)?;
    arrow::batch(&linked).map(Table::new).map_err(of_arrow)
}

/// The candidates of every article, judged, without the rows of those that are accepted.
fn linked(
    [articles, reports]: [Vec<Input>; 2],
    aligner: &Aligner,
    reading: &Reading,
    settings: Settings,
    strict: bool,
    pool: &rayon::ThreadPool,
    observer: &Watch,
) -> sejajar::Result<Vec<Linked>> {
    let articles = documents(articles, Language::Ind, strict, reading, observer)?;
    let reports = documents(reports, Language::Eng, strict, reading, observer)?;
    let linker = Linker {
        articles: &articles,
        reports: &reports,
        aligner,
        settings,
        strict,
        pool,
        folder: None,
        observer,
    };
    let found = linker.search()?;
    warn(&found.failures, observer);
    found.readable()?;
    found.notes.tell(observer);
    let mut all = Vec::with_capacity(found.articles());
    let without_rows = |mut linked: Linked| {
        linked.links.iter_mut().for_each(|link| link.rows = Vec::new());
        Ok(linked)
    };
    found.links(0..found.articles(), without_rows, |linked| {
        warn(&linked.failures, observer);
        all.push(linked);
        Ok::<_, Error>(())
    })?;
    Ok(all)
}

/// The documents of one side.
fn documents(
    inputs: Vec<Input>,
    language: Language,
    strict: bool,
    reading: &Reading,
    observer: &Watch,
) -> sejajar::Result<DocumentSet> {
    let mut set = DocumentSet::gather(inputs, language, reading, observer)?;
    if strict && !set.failures.is_empty() {
        return Err(set.failures.swap_remove(0).error);
    }
    warn(&set.failures, observer);
    Ok(set)
}

fn warn(failures: &[Failure], observer: &Watch) {
    failures.iter().for_each(|failure| observer.warn(&failure.error.to_string()));
}
