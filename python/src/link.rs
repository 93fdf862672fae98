//! Articles and reports -> for each article the reports that it may have been made from, judged.

use pyo3::prelude::*;
use sejajar::link::{
    BLOCK, Candidate, Fingerprint, Index, Judged, Query, Rarity, Row, Sketch, Sums, Twins, best,
};
use sejajar::model::Language;

use crate::align::OnError;
use crate::error::{of_arrow, raised, warn, wrong};
use crate::heap::documents;
use crate::input::Input;
use crate::options::Options;
use crate::pool::Pool;
use crate::table::Table;

mod judging;
mod rows;
pub mod steps;
pub mod suspects;

/// Finds which report each article was made from.
///
/// Parameters
/// ----------
/// articles, reports
///     The Indonesian and the English documents: a folder, a file or a collection of records (``pathlib.Path``; .jsonl, .csv, .tsv),
///     a list of these or of documents as for :func:`align`, or a mapping of names to documents.
/// window : int, optional
///     Days between the dates of an article and of its report at most, where both are known; None: any.
/// top : int
///     Candidates listed for an article at most, 1 to 100.
/// min_confidence : float
///     Accept what is at least so sure to be a source.
/// threads, on_error, options
///     As for :func:`align_many`.
///
/// Returns
/// -------
/// Table
///     A row a candidate, with the columns of the command line tool: ``article_id``, ``report_id``, ``rank``, ``score``, ``accepted``,
///     ``evidence``, ``confidence``, ``lead``, ``similarity``, ``coverage``, ``agreement``, ``report_group``, ``article_date``,
///     ``report_date``. An article without any candidate has one row without a report.
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
    signature = (articles, reports, *, window=Some(30), top=5, min_confidence=0.5, threads=0, on_error="raise", options=None),
    text_signature = "(articles, reports, *, window=30, top=5, min_confidence=0.5, threads=0, on_error='raise', options=None)"
)]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn link(
    py: Python<'_>,
    articles: &Bound<'_, PyAny>,
    reports: &Bound<'_, PyAny>,
    window: Option<u32>,
    top: usize,
    min_confidence: f64,
    threads: usize,
    on_error: &str,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    if !(1..=100).contains(&top) {
        return Err(wrong(format!("top is {top} and may be 1 to 100")));
    }
    let options = Options::given(options)?.quotes_split(true);
    let linker = Linker {
        articles: documents(articles, Language::Ind, &options.options.read)?,
        reports: documents(reports, Language::Eng, &options.options.read)?,
        options,
        pool: Pool::new(threads)?,
        failures: OnError::of(on_error)?,
        window,
        top,
    };
    let found = linker.search(py)?;
    let linked = linker.judged(py, &found)?;
    rows::table(&linker, &found, &linked, min_confidence).map(Table::new).map_err(of_arrow)
}

/// What all of linking needs.
pub struct Linker {
    articles: Vec<Input>,
    reports: Vec<Input>,
    options: Options,
    pool: Pool,
    failures: OnError,
    window: Option<u32>,
    top: usize,
}

/// What the search has found.
pub struct Found {
    rarity: Rarity,
    /// For each report the first that it is a near-duplicate of, or itself.
    groups: Vec<u32>,
    /// The day of each report, and of each article.
    days: [Vec<Option<i32>>; 2],
    candidates: Vec<Vec<Candidate>>,
}

impl Linker {
    /// Reads every document once and searches the reports for candidates of every article.
    fn search(&self, py: Python<'_>) -> PyResult<Found> {
        let reports = self.fingerprints(py, &self.reports, Language::Eng)?;
        let articles = self.fingerprints(py, &self.articles, Language::Ind)?;
        let rarity = Rarity::default();
        reports.iter().flatten().for_each(|print| rarity.add(print));
        let groups = groups(&reports);
        let words: Vec<Vec<u32>> = reports
            .iter()
            .map(|print| print.as_ref().map(Fingerprint::to_words).unwrap_or_default())
            .collect();
        let blocks = words.chunks(BLOCK).enumerate().map(|(number, block)| {
            let rows = block.iter().map(|words| Row::of(words).unwrap_or_default());
            Index::new(&rarity, (number * BLOCK) as u32, rows)
        });
        let blocks: Vec<Index> = blocks.collect();
        let candidates = self.pool.each(py, &articles, |print| {
            let Some(print) = print else { return Vec::new() };
            let (query, mut sums) = (Query::new(print, &rarity), Sums::default());
            let found =
                blocks.iter().flat_map(|block| block.search(&query, self.window, self.top, &mut sums));
            best(found, self.top)
        })?;
        let day =
            |prints: &[Option<Fingerprint>]| prints.iter().map(|print| print.as_ref()?.published).collect();
        Ok(Found { groups, days: [day(&articles), day(&reports)], rarity, candidates })
    }

    /// What each document mentions; nothing of one that cannot be read.
    fn fingerprints(
        &self,
        py: Python<'_>,
        inputs: &[Input],
        language: Language,
    ) -> PyResult<Vec<Option<Fingerprint>>> {
        let mut prints = Vec::new();
        let read = |input: &Input| {
            let document = input.document(language, &self.options)?;
            let notes = crate::error::notes(&input.shown(), &document.text);
            Ok((self.options.aligner().fingerprint(&document), notes))
        };
        for chunk in inputs.chunks(self.pool.chunk()) {
            for print in self.pool.each(py, chunk, read)? {
                match print.map_err(raised) {
                    Ok((print, notes)) => {
                        warn(py, &notes)?;
                        prints.push(Some(print));
                    }
                    Err(error) => {
                        self.failures.met(py, error)?;
                        prints.push(None);
                    }
                }
            }
        }
        Ok(prints)
    }

    /// Aligns every article with its best candidates and judges these.
    fn judged(&self, py: Python<'_>, found: &Found) -> PyResult<Vec<Vec<Judged>>> {
        let numbers: Vec<usize> = (0..self.articles.len()).collect();
        let mut judged = Vec::new();
        for chunk in numbers.chunks(self.pool.chunk()) {
            for links in self.pool.each(py, chunk, |&article| self.judge(article, found))? {
                judged.push(
                    links
                        .map_err(raised)
                        .or_else(|error| self.failures.met(py, error).map(|()| Vec::new()))?,
                );
            }
        }
        Ok(judged)
    }

    fn judge(&self, article: usize, found: &Found) -> sejajar::Result<Vec<Judged>> {
        let candidates: Vec<judging::Found> = found.candidates[article]
            .iter()
            .map(|&candidate| judging::Found { candidate, group: found.groups[candidate.report as usize] })
            .collect();
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let document = self.articles[article].document(Language::Ind, &self.options)?;
        let report = |number: u32| self.reports[number as usize].document(Language::Eng, &self.options);
        judging::judged(&document, &candidates, report, &found.rarity, &self.options)
    }
}

/// For each report the first that it is a near-duplicate of, or itself.
fn groups(reports: &[Option<Fingerprint>]) -> Vec<u32> {
    let sketch = |print: &Option<Fingerprint>| {
        print.as_ref().map_or_else(Sketch::default, |print| print.sketch.clone())
    };
    let mut twins = Twins::default();
    let recall = |number: u32| Ok::<_, std::convert::Infallible>(sketch(&reports[number as usize]));
    let group = |print| match twins.add(&sketch(print), recall) {
        Ok(group) => group,
        Err(never) => match never {},
    };
    reports.iter().map(group).collect()
}
