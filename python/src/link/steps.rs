//! The steps of `link` one by one, for engines that spread a collection over machines.

use std::sync::Mutex;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use sejajar::link::{BLOCK, Candidate, Fingerprint, Query, Row, Sums};
use sejajar::model::Language;
use sejajar::{link, pipeline};

use super::judging::{Found, judged};
use super::rows::Columns;
use crate::error::{notes, of_arrow, raised, warn, wrong};
use crate::input::Input;
use crate::options::Options;
use crate::table::Table;

/// What a document mentions, as the few kilobytes that a search of sources needs of it.
///
/// Parameters
/// ----------
/// document
///     As for :func:`align`.
/// lang : {"ind", "eng"}
///     Its language.
/// name : str, optional
///     What messages call it.
/// options : Options, optional
///     How it is read.
///
/// >>> from sejajar import linking
/// >>> len(linking.fingerprint("A 6.5 quake shook Palu.", "eng")) > 0
/// True
#[pyfunction]
#[pyo3(signature = (document, lang, *, name=None, options=None))]
pub fn fingerprint<'py>(
    py: Python<'py>,
    document: &Bound<'py, PyAny>,
    lang: &str,
    name: Option<&str>,
    options: Option<&Bound<'py, Options>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let language = lang.parse::<Language>().map_err(wrong)?;
    let options = Options::given(options)?.quotes_split(true);
    let input = Input::of(document, name.unwrap_or("document"))?;
    let read = || -> sejajar::Result<_> {
        let document = input.document(language, &options)?;
        let print = pipeline::fingerprint(&document, language, &options.lexicon);
        Ok((bytes(&print.to_words()), notes(&input.shown(), &document.article)))
    };
    let (print, notes) = py.detach(read).map_err(raised)?;
    warn(py, &notes)?;
    Ok(PyBytes::new(py, &print))
}

/// The day that a fingerprint's document was published, in days from 1970-01-01; None where that is not known.
///
/// >>> from sejajar import linking
/// >>> linking.published(linking.fingerprint({"text": "Rain fell.", "date": "2024-05-02"}, "eng"))
/// 19845
#[pyfunction]
pub fn published(print: &[u8]) -> PyResult<Option<i32>> {
    let words = words(print)?;
    Ok(Row::of(&words).ok_or_else(no_fingerprint)?.published)
}

/// The part of a fingerprint that :class:`Twins` looks at, a hundred bytes and a few.
///
/// >>> from sejajar import linking
/// >>> print = linking.fingerprint("A 6.5 quake shook Palu.", "eng")
/// >>> len(linking.sketch(print)) < len(print)
/// True
#[pyfunction]
pub fn sketch<'py>(py: Python<'py>, print: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
    let sketch = Fingerprint { items: Vec::new(), ..read(print)? };
    Ok(PyBytes::new(py, &bytes(&sketch.to_words())))
}

/// How many reports mention what: by this a search knows what is rare.
///
/// Each machine adds the reports that it has read; tables of several machines are merged, in any order. ``bytes(rarity)`` is a table that
/// ``Rarity(table)`` reads, of 8 bytes for each thing mentioned and at most 16 MB.
///
/// >>> from sejajar import linking
/// >>> rarity = linking.Rarity()
/// >>> rarity.add(linking.fingerprint("A 6.5 quake shook Palu.", "eng"))
/// >>> linking.Rarity(bytes(rarity)).reports
/// 1
#[pyclass(frozen, module = "sejajar.linking")]
pub struct Rarity(link::Rarity);

#[pymethods]
impl Rarity {
    #[new]
    #[pyo3(signature = (table=None))]
    fn new(table: Option<&[u8]>) -> PyResult<Rarity> {
        let Some(table) = table else { return Ok(Rarity(link::Rarity::default())) };
        let read = link::Rarity::from_words(&words(table)?);
        read.map(Rarity).ok_or_else(|| wrong("this is no table of rarity, which bytes(Rarity) gives"))
    }

    /// Counts what a report mentions.
    fn add(&self, print: &[u8]) -> PyResult<()> {
        self.0.add(&read(print)?);
        Ok(())
    }

    /// Counts what another table has counted too.
    fn merge(&self, other: &Bound<'_, Rarity>) {
        self.0.merge(&other.get().0);
    }

    /// What to look up for an article, when all reports have been counted.
    fn query<'py>(&self, py: Python<'py>, print: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &bytes(&Query::new(&read(print)?, &self.0).to_words())))
    }

    /// Reports counted.
    #[getter]
    fn reports(&self) -> u32 {
        self.0.reports()
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &bytes(&self.0.to_words()))
    }
}

/// A block of at most 65,536 reports, given as fingerprints, to be searched.
///
/// >>> from sejajar import linking
/// >>> reports = [linking.fingerprint(text, "eng") for text in ("Rain fell in Medan.", "A 6.5 quake shook Palu.")]
/// >>> rarity = linking.Rarity()
/// >>> for report in reports:
/// ...     rarity.add(report)
/// >>> index = linking.Index(rarity, reports)
/// >>> query = rarity.query(linking.fingerprint("Gempa 6,5 mengguncang Palu.", "ind"))
/// >>> [report for report, similarity in index.search(query)]
/// [1]
#[pyclass(frozen, module = "sejajar.linking")]
pub struct Index {
    index: link::Index,
    sums: Mutex<Sums>,
}

#[pymethods]
impl Index {
    #[new]
    fn new(rarity: &Bound<'_, Rarity>, prints: &Bound<'_, PyAny>) -> PyResult<Index> {
        let mut builder = link::IndexBuilder::default();
        for (number, print) in prints.try_iter()?.enumerate() {
            if number >= BLOCK {
                return Err(wrong(format!("a block holds at most {BLOCK} reports; make several")));
            }
            let words = words(print?.extract()?)?;
            builder.add(&rarity.get().0, Row::of(&words).ok_or_else(no_fingerprint)?);
        }
        Ok(Index { index: builder.finish(0), sums: Mutex::default() })
    }

    /// The ``top`` reports that share most with an article, each with its place in the block and how much that is (0 to 1), the best
    /// first; where both have a day, at most ``window`` days apart.
    #[pyo3(signature = (query, *, window=Some(30), top=5), text_signature = "($self, query, *, window=30, top=5)")]
    fn search(&self, query: &[u8], window: Option<u32>, top: usize) -> PyResult<Vec<(u32, f32)>> {
        let query = Query::from_words(&words(query)?)
            .ok_or_else(|| wrong("this is no query, which Rarity.query gives"))?;
        let mut sums = self.sums.lock().map_err(|_| wrong("the index is broken by an earlier failure"))?;
        let found = self.index.search(&query, window, top, &mut sums);
        Ok(found.into_iter().map(|candidate| (candidate.report, candidate.similarity)).collect())
    }
}

/// Tells near-duplicates among reports that come in a fixed order; keeps some 130 bytes of each.
///
/// >>> from sejajar import linking
/// >>> print = linking.fingerprint("The quake shook Palu on Wednesday and twelve people died there, the agency said.", "eng")
/// >>> twins = linking.Twins()
/// >>> [twins.add(print), twins.add(print)]
/// [0, 0]
#[pyclass(module = "sejajar.linking")]
#[derive(Default)]
pub struct Twins {
    twins: link::Twins,
    sketches: Vec<link::Sketch>,
}

#[pymethods]
impl Twins {
    #[new]
    fn new() -> Twins {
        Twins::default()
    }

    /// Takes the fingerprint of the next report, or its sketch: the number of the first one that it is a near-duplicate of, or its own.
    fn add(&mut self, print: &[u8]) -> PyResult<u32> {
        self.sketches.push(read(print)?.sketch);
        let sketches = &self.sketches;
        let recall = |number: u32| Ok::<_, std::convert::Infallible>(sketches[number as usize].clone());
        match self.twins.add(&sketches[sketches.len() - 1], recall) {
            Ok(first) => Ok(first),
            Err(never) => match never {},
        }
    }
}

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
            let day = document.article.meta.published.map(link::day_number);
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

    fn document(&self, number: u32, options: &Options) -> sejajar::Result<pipeline::Document> {
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

fn read(print: &[u8]) -> PyResult<Fingerprint> {
    Fingerprint::from_words(&words(print)?).ok_or_else(no_fingerprint)
}

fn no_fingerprint() -> PyErr {
    wrong("these bytes are no fingerprint, which linking.fingerprint gives")
}

/// Numbers as the bytes that Python keeps, the low ones first.
fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn words(bytes: &[u8]) -> PyResult<Vec<u32>> {
    let (words, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(wrong("these bytes are cut off: their number is no multiple of four"));
    }
    Ok(words.iter().map(|&word| u32::from_le_bytes(word)).collect())
}
