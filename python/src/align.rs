//! An article and its report, or many -> rows of the parallel table.

use std::collections::HashSet;
use std::path::PathBuf;

use pyo3::prelude::*;
use sejajar::documents::{Entry, Job, in_order_watched};
use sejajar::model::{Pair, Sides};
use sejajar::observer::Observer;
use sejajar::{Aligner, Decisions, Document, Error};

use crate::error::{raised, wrong};
use crate::input;
use crate::jobs::{self, Finding, pair};
use crate::numbers::whole;
use crate::observer::{OnError, Watch};
use crate::options::Options;
use crate::pairs::Pairs;
use crate::pool::Pool;

/// Aligns an article with its report.
///
/// A document is a text (``str``, ``bytes``), a file (``pathlib.Path``: text or web page), a list of
/// sentences, or a record (``dict`` with ``text`` or ``html`` and, where known, ``title``, ``date``, ``url``,
/// ``outlet``, ``byline``, ``name``).
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
    let options = Options::given(options).quotes_split(true);
    let named = |document, id: &Option<String>, unnamed| -> PyResult<Entry> {
        let entry = input::document(document, None, unnamed)?;
        Ok(Entry { name: id.clone().unwrap_or(entry.name), source: entry.source })
    };
    let job = pair(named(article, &article_id, "article")?, named(report, &report_id, "report")?);
    let rows = Watch::over(py, |watch| {
        let aligner = options.aligner_on(1, watch);
        let aligned = watch.beside(|| Aligned::of(&job, &aligner, aligned_only))?;
        if let Some(decisions) = options.decisions() {
            unjudged(decisions, &job).iter().for_each(|what| watch.warn(what));
        }
        Ok::<_, Error>(aligned.warned(&job, watch))
    })?;
    Ok(Pairs::new(rows, meta))
}

/// Aligns many articles with their reports.
///
/// Parameters
/// ----------
/// pairs
///     A folder (``pathlib.Path``) of ``NAME.ind.EXT`` beside ``NAME.eng.EXT`` (also ``.id`` and ``.en``,
///     ``_id`` and ``_en``, ``-indonesia`` and ``-english``, or a folder ``id`` and one ``en`` with files of
///     equal names); or a table of both texts, one pair per row (.csv, .tsv, .json, .jsonl); or two paths, of
///     articles and of reports, each a folder or a collection of records; or any iterable of ``(article,
///     report)`` or ``(name, article, report)``; or a mapping of names to ``(article, report)``. Documents
///     are as for :func:`align`.
/// manifest : path, optional
///     A table of pairs with the columns ``article`` and ``report`` (files, relative to it) and, if wanted,
///     ``name``, instead of ``pairs``.
/// pattern : (str, str), optional
///     Names of the articles and of the reports of a folder: ``("{name}_a.txt", "{name}_b.txt")``.
/// fields, fields_ind, fields_eng : dict or str, optional
///     Names of the fields of records, if unusual: ``{"text": "isi", "title": "judul"}``, or as for the
///     command line ``"text=isi,title=judul"``; of both sides, of articles, of reports. The fields are text,
///     html, title, date, url, outlet, byline and name; ind and eng are the texts of a table of both.
/// threads : int
///     How many to work on; 0: one per core. The rows are the same for any number.
/// on_error : {"raise", "warn"}
///     What is done about a pair that cannot be read: raise :class:`SejajarError`, or warn and continue.
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
#[pyo3(signature = (pairs=None, *, manifest=None, pattern=None, fields=None, fields_ind=None, fields_eng=None,
    threads=0, on_error="raise", aligned_only=false, meta=false, options=None))]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn align_many(
    py: Python<'_>,
    pairs: Option<&Bound<'_, PyAny>>,
    manifest: Option<PathBuf>,
    pattern: Option<(String, String)>,
    fields: Option<&Bound<'_, PyAny>>,
    fields_ind: Option<&Bound<'_, PyAny>>,
    fields_eng: Option<&Bound<'_, PyAny>>,
    #[pyo3(from_py_with = whole)] threads: i128,
    on_error: &str,
    aligned_only: bool,
    meta: bool,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Pairs> {
    let options = Options::given(options).quotes_split(true);
    let (on_error, pool) = (OnError::of(on_error)?, Pool::new(threads)?);
    let finding = Finding::of(&options, manifest, pattern, [fields, fields_ind, fields_eng])?;
    let pairs = jobs::Pairs::of(pairs, &finding)?;
    let rows = Watch::over(py, |watch| -> PyResult<Vec<Pair>> {
        let aligner = options.aligner_on(pool.threads().current_num_threads(), watch);
        let (mut rows, mut names) = (Vec::new(), HashSet::new());
        let jobs = pairs.jobs(&finding, watch)?.map(|job| job.and_then(|job| once(&mut names, job)));
        let jobs = jobs.filter_map(|job| match job {
            Err(error) => on_error.met(error, watch).err().map(Err),
            job => Some(job),
        });
        let align = |job: &Job| Aligned::of(job, &aligner, aligned_only);
        let check = || watch.check().map_err(raised);
        let take = |job: Job, aligned: sejajar::Result<Aligned>| {
            check()?;
            match aligned {
                Ok(aligned) => rows.extend(aligned.warned(&job, watch)),
                Err(error) => on_error.met(raised(error), watch)?,
            }
            Ok(())
        };
        in_order_watched(pool.threads(), jobs, align, take, check)?;
        let unmet = options.decisions().map(|decisions| decisions.unmet(&names));
        unmet.into_iter().flatten().for_each(|what| watch.warn(&what));
        Ok(rows)
    })?;
    Ok(Pairs::new(rows, meta))
}

/// Fails where a pair has the names of an earlier one: rows of both could not be told apart.
fn once(names: &mut HashSet<[String; 2]>, job: Job) -> PyResult<Job> {
    if names.insert(job.names.clone()) {
        return Ok(job);
    }
    let name = &job.names[0];
    Err(wrong(format!("{name}: is the name of two pairs; give names as in (name, article, report)")))
}

/// A message where judgements are on other documents only: probably these have other names.
fn unjudged(decisions: &Decisions, job: &Job) -> Option<String> {
    let judged = decisions.documents();
    let [article, report] = &job.names;
    let is_judged = judged.iter().any(|(a, r, _)| a == article && (r.is_empty() || r == report));
    let &(first, ..) = judged.first().filter(|_| !is_judged)?;
    Some(format!(
        "no judgement is on \"{article}\" beside \"{report}\"; names are given with article_id and report_id \
         (the first judgement is on \"{first}\")"
    ))
}

/// The rows of a pair, both documents as they were read, and messages about judgements on other texts.
struct Aligned {
    rows: Vec<Pair>,
    documents: [Document; 2],
    outdated: Vec<String>,
}

impl Aligned {
    /// Reads and aligns both sides.
    fn of(job: &Job, aligner: &Aligner, aligned_only: bool) -> Result<Aligned, Error> {
        let (article, report) = job.read(aligner)?;
        let mut rows = aligner.align(&article, &report)?;
        rows.retain(|row| !(aligned_only && row.group.is_null()));
        let outdated = aligner.options().decisions.as_ref().map(|decisions| {
            let sentences = Sides::new(article.sentences.as_slice(), report.sentences.as_slice());
            decisions.outdated([&article.text.name, &report.text.name], sentences)
        });
        Ok(Aligned { rows, documents: [article, report], outdated: outdated.unwrap_or_default() })
    }

    /// The rows, after warnings of everything that was noticed of the documents.
    fn warned(self, job: &Job, observer: &dyn Observer) -> Vec<Pair> {
        let [article, report] = &self.documents;
        job.article.warn(article, observer);
        job.report.warn(report, observer);
        self.outdated.iter().for_each(|what| observer.warn(what));
        self.rows
    }
}
