//! Rows -> pictures that a notebook shows.

use pyo3::prelude::*;
use sejajar::figures::{self as library, Outlines};
use sejajar::model;

use crate::pairs::Pairs;

/// A picture, which notebooks show.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu.", "A 6.5 quake shook Palu.")
/// >>> figure = sejajar.figures(pairs)[0]
/// >>> figure.name, figure.svg.startswith("<svg"), figure
/// ('confidence', True, <Figure confidence: Aligned rows by confidence>)
#[pyclass(frozen, module = "sejajar")]
pub struct Figure {
    /// Its name, from which a file can be named.
    #[pyo3(get)]
    name: String,
    /// Its title, as it is written above the picture.
    #[pyo3(get)]
    title: String,
    /// The text of an SVG file.
    #[pyo3(get)]
    svg: String,
}

impl Figure {
    fn of(figure: &library::Figure) -> Self {
        Figure { name: figure.name.clone(), title: figure.title.clone(), svg: figure.file() }
    }
}

#[pymethods]
impl Figure {
    fn _repr_svg_(&self) -> &str {
        &self.svg
    }

    fn __repr__(&self) -> String {
        format!("<Figure {}: {}>", self.name, self.title)
    }
}

/// Pictures of the rows of a table: the distribution of confidence, the coverage of the reports, dot
/// plots, shared names and numbers, changed numbers, and bead diagrams of the ``documents`` with the
/// lowest coverage.
///
/// >>> import sejajar
/// >>> pairs = sejajar.align("Gempa 6,5 mengguncang Palu.", "A 6.5 quake shook Palu.")
/// >>> [figure.name for figure in sejajar.figures(pairs)][:2]
/// ['confidence', 'confidence-by-place']
#[pyfunction]
#[pyo3(signature = (table, *, documents=10))]
pub fn figures(py: Python<'_>, table: &Bound<'_, PyAny>, documents: usize) -> PyResult<Vec<Figure>> {
    let rows = Pairs::of(table)?;
    Ok(py.detach(|| {
        let mut outlines = Outlines::default();
        rows.chunk_by(same_documents).for_each(|rows| outlines.add(rows));
        let diagrams = outlines.least_covered(documents).into_iter().map(library::beads);
        let overview = library::overview(&outlines, &[]).into_iter();
        overview.chain(diagrams).map(|figure| Figure::of(&figure)).collect()
    }))
}

fn same_documents(row: &model::Pair, next: &model::Pair) -> bool {
    (&row.article_id, &row.report_id) == (&next.article_id, &next.report_id)
}
