//! Audited documents -> pictures in SVG: how the sides of a document are connected, which parts of the
//! reports are covered, how far confidence holds, and which values differ.
//!
//! Text stays text, so that pictures can be searched, translated and read aloud. Colours are those of Okabe
//! and Ito (2008), which colour-blind readers can tell apart; every difference of colour is also one of
//! shape, place or width.

mod bars;
mod beads;
mod canvas;
mod confidence;
mod coverage;
mod dots;
mod frame;
mod numbers;
mod outline;
mod reliability;
mod shared;

pub use bars::bars;
pub use beads::{beads, beads_around};
pub use outline::{Outline, OutlineBead, Outlines};

use crate::audit::Bin;
use canvas::{Anchor, Canvas};

/// The style of every picture: a page that contains pictures has it once, a file of its own contains it.
pub const STYLE: &str = include_str!("figure.css");

/// A picture.
#[derive(Debug, Clone)]
pub struct Figure {
    /// A name for a file, without an ending.
    pub name: String,
    /// Its heading, which is also its accessible name.
    pub title: String,
    canvas: Canvas,
}

impl Figure {
    /// A picture of a size in pixels, empty but for its heading.
    fn new(name: &str, title: &str, (width, height): (f64, f64)) -> Self {
        let mut canvas = Canvas::new(width, height);
        canvas.text((0.0, 14.0), Anchor::Start, "heading", title);
        Figure { name: name.to_owned(), title: title.to_owned(), canvas }
    }

    /// The picture as an element of a page that has [`STYLE`].
    pub fn inline(&self) -> String {
        self.canvas.svg(&self.title, "")
    }

    /// The picture as the content of a file.
    pub fn file(&self) -> String {
        self.canvas.svg(&self.title, STYLE)
    }
}

/// The pictures of a collection; those for which the rows have no data are left out. `judged` holds the bins
/// of a judged sample, if there is one.
pub fn overview(outlines: &Outlines, judged: &[Bin]) -> Vec<Figure> {
    [
        confidence::histogram(outlines),
        confidence::by_position(outlines),
        reliability::reliability(judged),
        coverage::kept(outlines),
        coverage::strips(outlines),
        dots::dots(outlines),
        shared::shared(outlines),
        numbers::numbers(outlines),
    ]
    .into_iter()
    .flatten()
    .collect()
}
