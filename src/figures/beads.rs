//! A document -> its bead diagram: both sides as columns of sentences, joined where they correspond.

use std::ops::Range;

use super::Figure;
use super::canvas::{Anchor, Canvas};
use super::outline::{Outline, OutlineBead};
use crate::model::Places;

/// The sentences of a side that are drawn at most.
const MOST: usize = 400;
const WIDTH: f64 = 340.0;
const COLUMNS: [f64; 2] = [90.0, 250.0];
const TOP: f64 = 62.0;
const STEP: f64 = 14.0;
/// Half the width of the area around a sentence that belongs to its row on a page.
const REACH: f64 = 34.0;

/// The diagram of the first sentences of a document. The width of a line is the confidence of its row; rows
/// out of order are orange and marked by a ring at both ends; sentences without a counterpart are open
/// circles.
pub fn beads(document: &Outline) -> Figure {
    let shown = document.sentences.map(|sentences| 0..sentences.min(MOST));
    Diagram { document, shown, grouped: false }.figure()
}

/// The diagram around a row, for a page: the shapes of each row are in groups that have its number in
/// `document.beads` as `data-row`.
pub fn beads_around(document: &Outline, row: usize) -> Figure {
    let window = |side: usize| {
        let places = |bead: &OutlineBead| [&bead.ind, &bead.eng][side].hull();
        let extent = |every: bool| {
            let hulls = || document.beads.iter().filter(|bead| every || !bead.moved).map(places);
            hulls().map(|hull| hull.start).min().unwrap_or(0)..hulls().map(|hull| hull.end).max().unwrap_or(0)
        };
        let all = extent(true);
        // Rows out of order may come from far away.
        let Range { start, end } = if all.len() > MOST { extent(false) } else { all };
        let here = document.beads.get(row).map_or(0, |bead| places(bead).start);
        let start = start.max(here.saturating_sub(MOST / 2).min(end.saturating_sub(MOST)));
        start..end.min(start + MOST)
    };
    Diagram { document, shown: [window(0), window(1)], grouped: true }.figure()
}

/// A document, and the sentences of both sides that are drawn.
struct Diagram<'d> {
    document: &'d Outline,
    shown: [Range<usize>; 2],
    grouped: bool,
}

impl Diagram<'_> {
    fn figure(&self) -> Figure {
        let [article, report] = &self.document.names;
        let longest = self.shown[0].len().max(self.shown[1].len());
        let mut canvas = Canvas::new(WIDTH, TOP + STEP * longest as f64 + 12.0);
        canvas.text((0.0, 14.0), Anchor::Start, "heading", &clipped(article, 48));
        canvas.text((0.0, 30.0), Anchor::Start, "small", legend(self.document));
        canvas.text((COLUMNS[0], 48.0), Anchor::Middle, "small", "article, sentence");
        canvas.text((COLUMNS[1], 48.0), Anchor::Middle, "small", "report, sentence");
        // Rows in order lie over those out of order, which cross them.
        for moved in [true, false] {
            self.each(&mut canvas, |bead| bead.moved == moved, Self::lines);
        }
        self.each(&mut canvas, |_| true, Self::ends);
        self.labels(&mut canvas);
        let title = format!("Beads of {article} and {report}");
        Figure { name: format!("beads-{article}"), title, canvas }
    }

    /// Draws the rows that pass `test` and have a sentence that is shown.
    fn each(
        &self,
        canvas: &mut Canvas,
        test: impl Fn(&OutlineBead) -> bool,
        draw: impl Fn(&Self, &mut Canvas, &OutlineBead),
    ) {
        for (number, bead) in self.document.beads.iter().enumerate() {
            let seen = self.seen(&bead.ind, 0).next().or(self.seen(&bead.eng, 1).next()).is_some();
            match (seen && test(bead), self.grouped) {
                (false, _) => {}
                (true, false) => draw(self, canvas, bead),
                (true, true) => canvas.row(number, |canvas| draw(self, canvas, bead)),
            }
        }
    }

    /// The heights of the sentences of a side that are shown.
    fn seen(&self, places: &Places, side: usize) -> impl Iterator<Item = f64> {
        let Range { start, end } = self.shown[side];
        places.iter().filter(move |at| (start..end).contains(at)).map(move |at| y(at - start))
    }

    fn lines(&self, canvas: &mut Canvas, bead: &OutlineBead) {
        let width = 0.5 + 3.0 * bead.confidence.unwrap_or(0.5);
        for ind in self.seen(&bead.ind, 0) {
            for eng in self.seen(&bead.eng, 1) {
                canvas.line((COLUMNS[0], ind), (COLUMNS[1], eng), width, class(bead));
            }
        }
    }

    fn ends(&self, canvas: &mut Canvas, bead: &OutlineBead) {
        for (side, (places, x)) in [(&bead.ind, COLUMNS[0]), (&bead.eng, COLUMNS[1])].into_iter().enumerate()
        {
            for y in self.seen(places, side) {
                if self.grouped {
                    canvas.rect((x - REACH, y - STEP / 2.0), (2.0 * REACH, STEP), "area", 0.0);
                }
                if bead.moved {
                    canvas.circle((x, y), 6.0, "open");
                }
                canvas.circle((x, y), 4.0, if bead.is_aligned() { class(bead) } else { "open" });
            }
        }
    }

    fn labels(&self, canvas: &mut Canvas) {
        for (side, x) in COLUMNS.into_iter().enumerate() {
            let (anchor, away) = [(Anchor::End, -12.0), (Anchor::Start, 12.0)][side];
            for at in self.shown[side].clone().filter(|at| at % 5 == 0) {
                let y = y(at - self.shown[side].start);
                canvas.text((x + away, y + 3.5), anchor, "small", &at.to_string());
            }
        }
    }
}

fn legend(document: &Outline) -> &'static str {
    let moved = document.beads.iter().any(|bead| bead.moved);
    let known = document.beads.iter().any(|bead| bead.confidence.is_some());
    match (known, moved) {
        (true, true) => "width: confidence · orange, ringed: moved · open: alone",
        (true, false) => "width: confidence · open: without a counterpart",
        (false, true) => "orange, ringed: moved · open: without a counterpart",
        (false, false) => "open: without a counterpart",
    }
}

fn y(row: usize) -> f64 {
    TOP + STEP * row as f64
}

fn class(bead: &OutlineBead) -> &'static str {
    if bead.moved { "other" } else { "main" }
}

/// A name within a number of characters.
pub(super) fn clipped(name: &str, most: usize) -> String {
    match name.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
