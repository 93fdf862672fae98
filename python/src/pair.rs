//! A row of the parallel table -> an object with its columns as attributes, which a notebook shows with its
//! evidence.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use sejajar::export::Type;
use sejajar::export::arrow::Batch;
use sejajar::model;

use crate::error::of_arrow;
use crate::html;
use crate::pickle;
use crate::table;

/// A row: sentences of an article and those of its report that stand side by side. Its columns are
/// attributes.
///
/// >>> import sejajar
/// >>> pair = sejajar.align("Gempa 6,5 mengguncang Palu.", "A 6.5 quake shook Palu.")[0]
/// >>> pair.align_type, pair.ind_start, pair.ind_end, pair.matched_numbers
/// ('1-1', 0, 1, ['number:6.5'])
/// >>> pair.ind_sentences, pair.eng_sentences
/// ([0], [0])
/// >>> pair
/// Pair(1-1, ind='Gempa 6,5 mengguncang Palu.', eng='A 6.5 quake shook Palu.')
/// >>> '<mark' in pair._repr_html_()
/// True
#[pyclass(frozen, module = "sejajar")]
pub struct Pair {
    /// All rows of its documents: names are read in their surroundings.
    all: Arc<Vec<model::Pair>>,
    at: usize,
}

impl Pair {
    /// The row at `at` of `all`.
    pub fn new(all: Arc<Vec<model::Pair>>, at: usize) -> Pair {
        Pair { all, at }
    }

    fn row(&self) -> &model::Pair {
        &self.all[self.at]
    }
}

/// A score as the table has it.
fn score(number: Option<f64>) -> Option<f64> {
    number.and_then(|number| Type::Score.rounded(number))
}

/// A probability or a share as the table has it.
fn share(number: Option<f64>) -> Option<f64> {
    number.and_then(|number| Type::Probability.rounded(number))
}

#[pymethods]
impl Pair {
    /// Identifies the row: `p_` and a hash of its place and its texts.
    #[getter]
    fn pair_id(&self) -> &str {
        &self.row().pair_id
    }

    /// Name of the Indonesian article.
    #[getter]
    fn article_id(&self) -> &str {
        &self.row().article_id
    }

    /// Name of the English report.
    #[getter]
    fn report_id(&self) -> &str {
        &self.row().report_id
    }

    /// Position of the first Indonesian sentence, from 0.
    #[getter]
    fn ind_start(&self) -> usize {
        self.row().group.ind.hull().start
    }

    /// Position after the last Indonesian sentence.
    #[getter]
    fn ind_end(&self) -> usize {
        self.row().group.ind.hull().end
    }

    /// Position of the first English sentence, from 0.
    #[getter]
    fn eng_start(&self) -> usize {
        self.row().group.eng.hull().start
    }

    /// Position after the last English sentence.
    #[getter]
    fn eng_end(&self) -> usize {
        self.row().group.eng.hull().end
    }

    /// The Indonesian sentences, joined by a space; empty where there is none.
    #[getter]
    fn ind_text(&self) -> &str {
        &self.row().ind_text
    }

    /// The English sentences, joined by a space; empty where there is none.
    #[getter]
    fn eng_text(&self) -> &str {
        &self.row().eng_text
    }

    /// How many Indonesian and English sentences stand together: `1-1`, `2-1`, `1-0` ...
    #[getter]
    fn align_type(&self) -> String {
        self.row().align_type()
    }

    /// Probability that exactly these sentences belong together.
    #[getter]
    fn confidence(&self) -> Option<f64> {
        share(self.row().confidence)
    }

    /// How well the two sides agree, in nats.
    #[getter]
    fn score(&self) -> Option<f64> {
        score(self.row().score)
    }

    /// The part of the score from names, in nats.
    #[getter]
    fn name_score(&self) -> Option<f64> {
        score(self.row().name_score)
    }

    /// The part of the score from numbers, dates, times and money, in nats.
    #[getter]
    fn number_score(&self) -> Option<f64> {
        score(self.row().number_score)
    }

    /// The part of the score from words, in nats.
    #[getter]
    fn word_score(&self) -> Option<f64> {
        score(self.row().word_score)
    }

    /// The part of the score from the lengths of the texts, in nats.
    #[getter]
    fn length_score(&self) -> Option<f64> {
        score(self.row().length_score)
    }

    /// Keys of the names found on both sides.
    #[getter]
    fn matched_names(&self) -> Vec<&str> {
        texts(&self.row().matched_names)
    }

    /// Keys of the numbers, dates and times found on both sides.
    #[getter]
    fn matched_numbers(&self) -> Vec<&str> {
        texts(&self.row().matched_numbers)
    }

    /// Keys found on the Indonesian side only.
    #[getter]
    fn unmatched_ind(&self) -> Vec<&str> {
        texts(&self.row().unmatched_ind)
    }

    /// Keys found on the English side only.
    #[getter]
    fn unmatched_eng(&self) -> Vec<&str> {
        texts(&self.row().unmatched_eng)
    }

    /// What a reader should look at: codes, some with what they are about after `=`.
    #[getter]
    fn flags(&self) -> Vec<String> {
        self.row().flags.iter().map(ToString::to_string).collect()
    }

    /// Positions of the Indonesian sentences; they need not be neighbours.
    #[getter]
    fn ind_sentences(&self) -> Vec<usize> {
        self.row().group.ind.as_slice().to_vec()
    }

    /// Positions of the English sentences; they need not be neighbours.
    #[getter]
    fn eng_sentences(&self) -> Vec<usize> {
        self.row().group.eng.as_slice().to_vec()
    }

    /// Where in `ind_text` the second and further sentences begin, so that `ind_text[a:b]` is one of them and
    /// the space behind it; empty where that is not known.
    #[getter]
    fn ind_cuts(&self) -> Vec<usize> {
        self.row().ind_cuts.clone()
    }

    /// The same of `eng_text`.
    #[getter]
    fn eng_cuts(&self) -> Vec<usize> {
        self.row().eng_cuts.clone()
    }

    /// Probability that both sides share content at all.
    #[getter]
    fn content_confidence(&self) -> Option<f64> {
        share(self.row().content_confidence)
    }

    /// The share of the Indonesian side that the English side explains.
    #[getter]
    fn ind_coverage(&self) -> Option<f64> {
        share(self.row().ind_coverage)
    }

    /// The share of the English side that the Indonesian side explains.
    #[getter]
    fn eng_coverage(&self) -> Option<f64> {
        share(self.row().eng_coverage)
    }

    /// The row as a dictionary of its columns.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let mut batch = Batch::new(false);
        batch.push(self.row()).map_err(of_arrow)?;
        let batch = batch.finish().map_err(of_arrow)?;
        Ok(table::dicts(py, &batch)?.get_item(0)?.cast_into()?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let quoted = |text: &str| Ok::<_, PyErr>(text.into_pyobject(py)?.repr()?.to_string());
        let row = self.row();
        Ok(format!(
            "Pair({}, ind={}, eng={})",
            row.align_type(),
            quoted(&row.ind_text)?,
            quoted(&row.eng_text)?
        ))
    }

    fn _repr_html_(&self) -> String {
        html::pairs(&self.all, &[self.at])
    }

    /// Whether the other row has the same in every column.
    fn __eq__(&self, other: PyRef<'_, Self>) -> PyResult<bool> {
        pickle::are_equal([self.row()].into_iter(), [other.row()].into_iter(), false)
    }

    fn __hash__(&self) -> u64 {
        pickle::hashed([self.row()].into_iter())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    /// A row never changes, so that it is its own copy.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// For pickle; the other rows of its documents go with it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Reduced<'py>)> {
        let ((lines, numbers), at) = pickle::packed(&self.all, &[self.at])?;
        let made_by = py.import("sejajar._sejajar")?.getattr("_pair")?;
        Ok((made_by, (PyBytes::new(py, &lines), PyBytes::new(py, &numbers), at[0])))
    }
}

/// The arguments that a pickled row is made of.
type Reduced<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, usize);

fn texts(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}
