//! An article and the candidates that other machines have found for it -> its rows of the table of links.

use pyo3::prelude::*;
use sejajar::aligner::Document;
use sejajar::link::{self, Candidate};
use sejajar::model::Language;

use super::judging::{Found, judged};
use super::rows::Columns;
use super::steps::Rarity;
use crate::error::{of_arrow, raised};
use crate::input::Input;
use crate::options::Options;
use crate::table::Table;

/// A candidate as Python gives it: name, similarity, name of its group, day, document.
type Given<'py> = (String, f32, String, Option<i32>, Option<Bound<'py, PyAny>>);

/// Aligns an article with the best of its candidates and says of each how sure it is: its rows of :func:`link`.
///
/// Parameters
/// ----------
/// article
///     As for :func:`align`; not read if there is no candidate.
/// candidates : list of tuple
///     The best first: name, similarity, name of the first report that it is a near-duplicate of (or its own), day (see
///     :func:`published`), and the report as for :func:`align`. A fourth one and those that are less than .6 times as similar as the best
///     one are not read and may be None.
/// rarity : Rarity
///     Of all reports.
/// article_id : str, optional
///     What the table calls the article.
/// min_confidence, options
///     As for :func:`link`.
///
/// >>> from sejajar import linking
/// >>> report = "A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said."
/// >>> print = linking.fingerprint(report, "eng")
/// >>> rarity = linking.Rarity()
/// >>> rarity.add(print)
/// >>> article = "Gempa 6,5 mengguncang Palu pada Rabu. Sebanyak 12 orang tewas, kata Dewi Larasati."
/// >>> linking.judge(article, [("quake", 0.9, "quake", None, report)], rarity).to_dicts()[0]["rank"]
/// 1
#[pyfunction]
#[pyo3(signature = (article, candidates, rarity, *, article_id=None, min_confidence=0.5, options=None))]
pub fn judge(
    py: Python<'_>,
    article: &Bound<'_, PyAny>,
    candidates: Vec<Given<'_>>,
    rarity: &Bound<'_, Rarity>,
    article_id: Option<&str>,
    min_confidence: f64,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let options = Options::given(options)?.quotes_split(true);
    let article = Input::of(article, article_id.unwrap_or("article"))?;
    let article = article_id.map_or(article.clone(), |name| article.called(name));
    let candidates = Candidates::of(candidates)?;
    let rarity = &rarity.get().0;
    let table = || -> sejajar::Result<_> {
        let mut columns = Columns::default();
        if candidates.found.is_empty() {
            columns.alone(&article.name);
        } else {
            let document = article.document(Language::Ind, &options)?;
            let report = |number| candidates.document(number, &options);
            let links = judged(&document, &candidates.found, report, rarity, &options)?;
            let day = document.text.meta.published.map(link::day_number);
            let named = |number| candidates.named(number);
            columns.article(&article.name, day, &links, named, min_confidence);
        }
        Ok(columns)
    };
    py.detach(table).map_err(raised)?.finish().map(Table::new).map_err(of_arrow)
}

/// The candidates of an article; reports are numbered in the order of their names, as ties are decided.
struct Candidates {
    names: Vec<String>,
    found: Vec<Found>,
    given: Vec<(Option<i32>, Option<Input>)>,
}

impl Candidates {
    fn of(given: Vec<Given<'_>>) -> PyResult<Candidates> {
        let mut names: Vec<String> =
            given.iter().flat_map(|(name, _, group, ..)| [name.clone(), group.clone()]).collect();
        names.sort_unstable();
        names.dedup();
        let mut candidates = Candidates { names, found: Vec::new(), given: Vec::new() };
        for (name, similarity, group, day, document) in given {
            let candidate = Candidate { report: candidates.number(&name), similarity };
            candidates.found.push(Found { candidate, group: candidates.number(&group) });
            let document =
                document.map(|document| Ok::<_, PyErr>(Input::of(&document, &name)?.called(&name)));
            candidates.given.push((day, document.transpose()?));
        }
        Ok(candidates)
    }

    fn number(&self, name: &str) -> u32 {
        self.names.partition_point(|other| other.as_str() < name) as u32
    }

    fn place(&self, number: u32) -> Option<usize> {
        self.found.iter().position(|found| found.candidate.report == number)
    }

    fn document(&self, number: u32, options: &Options) -> sejajar::Result<Document> {
        match self.place(number).and_then(|at| self.given[at].1.as_ref()) {
            Some(input) => input.document(Language::Eng, options),
            None => {
                let name = &self.names[number as usize];
                Err(sejajar::Error::input(name, "is a candidate to align, but its document is not given"))
            }
        }
    }

    /// The name and the day of a report.
    fn named(&self, number: u32) -> (&str, Option<i32>) {
        let day = self.place(number).and_then(|at| self.given[at].0);
        (&self.names[number as usize], day)
    }
}
