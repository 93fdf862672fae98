//! A document -> its bead diagram: both sides as columns of sentences, joined where they correspond.

use super::Figure;
use super::canvas::{Anchor, Canvas};
use super::outline::{Outline, OutlineBead};

/// The sentences of a side that are drawn at most.
const MOST: usize = 400;
const WIDTH: f64 = 340.0;
const COLUMNS: [f64; 2] = [90.0, 250.0];
const TOP: f64 = 62.0;
const STEP: f64 = 14.0;

/// The diagram of a document. The width of a line is the confidence of its row; rows out of order are orange
/// and dashed by a ring at both ends; sentences without a counterpart are open circles.
pub fn beads(document: &Outline) -> Figure {
    let [article, report] = &document.names;
    let shown = document.sentences.map(|sentences| sentences.min(MOST));
    let longest = shown[0].max(shown[1]);
    let mut canvas = Canvas::new(WIDTH, TOP + STEP * longest as f64 + 12.0);
    canvas.text((0.0, 14.0), Anchor::Start, "heading", &clipped(article, 48));
    canvas.text((0.0, 30.0), Anchor::Start, "small", legend(document));
    canvas.text((COLUMNS[0], 48.0), Anchor::Middle, "small", "article, sentence");
    canvas.text((COLUMNS[1], 48.0), Anchor::Middle, "small", "report, sentence");
    let drawn = || {
        document
            .beads
            .iter()
            .filter(|bead| bead.ind.hull().end <= shown[0] && bead.eng.hull().end <= shown[1])
    };
    // Rows in order lie over those out of order, which cross them.
    for moved in [true, false] {
        drawn().filter(|bead| bead.moved == moved).for_each(|bead| lines(&mut canvas, bead));
    }
    drawn().for_each(|bead| ends(&mut canvas, bead));
    for (side, x) in COLUMNS.into_iter().enumerate() {
        let (anchor, away) = [(Anchor::End, -12.0), (Anchor::Start, 12.0)][side];
        for at in (0..shown[side]).filter(|at| at % 5 == 0) {
            canvas.text((x + away, y(at) + 3.5), anchor, "small", &at.to_string());
        }
    }
    let title = format!("Beads of {article} and {report}");
    Figure { name: format!("beads-{article}"), title, canvas }
}

fn legend(document: &Outline) -> &'static str {
    match document.beads.iter().any(|bead| bead.moved) {
        true => "width: confidence · orange, ringed: moved · open: alone",
        false => "width: confidence · open: without a counterpart",
    }
}

fn y(position: usize) -> f64 {
    TOP + STEP * position as f64
}

fn class(bead: &OutlineBead) -> &'static str {
    if bead.moved { "other" } else { "main" }
}

fn lines(canvas: &mut Canvas, bead: &OutlineBead) {
    let width = 0.5 + 3.0 * bead.confidence.unwrap_or(0.5);
    for ind in bead.ind.iter() {
        for eng in bead.eng.iter() {
            canvas.line((COLUMNS[0], y(ind)), (COLUMNS[1], y(eng)), width, class(bead));
        }
    }
}

fn ends(canvas: &mut Canvas, bead: &OutlineBead) {
    for (places, x) in [(&bead.ind, COLUMNS[0]), (&bead.eng, COLUMNS[1])] {
        for at in places.iter() {
            if bead.moved {
                canvas.circle((x, y(at)), 6.0, "open");
            }
            canvas.circle((x, y(at)), 4.0, if bead.is_aligned() { class(bead) } else { "open" });
        }
    }
}

/// A name within a number of characters.
pub(super) fn clipped(name: &str, most: usize) -> String {
    match name.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
