//! Documents -> dot plots side by side: the position in the article against that in the report.

use std::collections::HashSet;

use super::Figure;
use super::beads::clipped;
use super::canvas::{Anchor, Canvas};
use super::frame::Frame;
use super::outline::{Outline, Outlines};

const MOST: usize = 24;
const ACROSS: usize = 6;
const CELL: (f64, f64) = (120.0, 140.0);
const SIDE: f64 = 96.0;
const TOP: f64 = 44.0;

/// Small multiples of the documents with the lowest coverage.
/// A translation is a diagonal, a retelling is not.
pub fn dots(outlines: &Outlines) -> Option<Figure> {
    let documents = outlines.least_covered(MOST);
    if documents.is_empty() {
        return None;
    }
    let rows = documents.len().div_ceil(ACROSS);
    let size = (CELL.0 * ACROSS as f64 + 24.0, TOP + CELL.1 * rows as f64 + 8.0);
    let mut figure = Figure::new("dot-plots", "Places of the rows: article across, report down", size);
    let canvas = &mut figure.canvas;
    let note = "The lowest coverage comes first. Larger dots are more certain; orange squares are moved.";
    canvas.text((0.0, 31.0), Anchor::Start, "small", note);
    for (at, document) in documents.into_iter().enumerate() {
        let corner = (8.0 + CELL.0 * (at % ACROSS) as f64, TOP + CELL.1 * (at / ACROSS) as f64);
        one(canvas, document, corner);
    }
    Some(figure)
}

fn one(canvas: &mut Canvas, document: &Outline, (x, y): (f64, f64)) {
    let [ind, eng] = document.sentences.map(|sentences| sentences.max(1) as f64);
    // The report runs downwards, as it is read.
    let frame =
        Frame { across: (x, x + SIDE), down: (y + 20.0, y + 20.0 + SIDE), x: (0.0, ind), y: (eng, 0.0) };
    canvas.text((x, y + 12.0), Anchor::Start, "small", &clipped(&document.names[0], 17));
    canvas.rect((x, y + 20.0), (SIDE, SIDE), "soft", 1.0);
    // In a long document many dots would fall on one pixel; one of them is enough.
    let mut taken: HashSet<(i32, i32)> = HashSet::new();
    for bead in document.beads.iter().filter(|bead| bead.is_aligned()) {
        let radius = 1.0 + 2.0 * bead.confidence.unwrap_or(0.5);
        for i in bead.ind.iter() {
            for e in bead.eng.iter() {
                let at = frame.at(i as f64 + 0.5, e as f64 + 0.5);
                if !taken.insert((at.0.round() as i32, at.1.round() as i32)) {
                    continue;
                }
                match bead.moved {
                    true => canvas.rect(
                        (at.0 - radius, at.1 - radius),
                        (2.0 * radius, 2.0 * radius),
                        "other",
                        1.0,
                    ),
                    false => canvas.circle(at, radius, "main"),
                }
            }
        }
    }
}
