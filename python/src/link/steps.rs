//! The steps of `link` one by one, for engines that spread a collection over machines.

use std::sync::Mutex;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use sejajar::link::{self, BLOCK, Fingerprint, Query, Row, Sums};
use sejajar::model::Language;

use crate::error::{notes, raised, warn, wrong};
use crate::input::Input;
use crate::options::Options;

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
        let print = options.aligner().fingerprint(&document);
        Ok((bytes(&print.to_words()), notes(&input.shown(), &document.text)))
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
pub struct Rarity(pub(super) link::Rarity);

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
