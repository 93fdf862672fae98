//! Documents -> the parts of the reports that their articles cover.

use super::Figure;
use super::beads::clipped;
use super::canvas::{Anchor, Canvas};
use super::frame::{Frame, SHARES, WIDE, quarters};
use super::outline::{Outline, Outlines};

const TENTHS: usize = 10;
const MOST: usize = 40;
const STRIP: (f64, f64) = (480.0, 12.0);

/// The mean coverage of each tenth of the reports: newsrooms keep the beginning.
pub fn kept(outlines: &Outlines) -> Option<Figure> {
    let mut sums = [[0.0; 2]; TENTHS];
    for (document, bead) in outlines.beads() {
        for at in bead.eng.iter() {
            let sum = &mut sums[at * TENTHS / document.sentences[1].max(1)];
            *sum = [sum[0] + bead.covered, sum[1] + 1.0];
        }
    }
    if sums.iter().all(|[_, sentences]| *sentences == 0.0) {
        return None;
    }
    let title = "Coverage by place in the report";
    let mut figure = Figure::new("kept-by-place", title, WIDE);
    let canvas = &mut figure.canvas;
    let frame = Frame::wide(SHARES, SHARES);
    frame.axes(canvas, ("place in the report", "share covered"), (&quarters(), &quarters()));
    for (at, [covered, sentences]) in
        sums.into_iter().enumerate().filter(|(_, [_, sentences])| *sentences > 0.0)
    {
        let (left, top) = frame.at(at as f64 / TENTHS as f64, covered / sentences);
        canvas.rect((left + 2.0, top), (306.0 / TENTHS as f64 - 4.0, frame.down.1 - top), "main", 1.0);
    }
    Some(figure)
}

/// One strip per report, from its first sentence to its last: the darker, the likelier the article covers it.
pub fn strips(outlines: &Outlines) -> Option<Figure> {
    let documents = outlines.least_covered(MOST);
    if documents.is_empty() {
        return None;
    }
    let title = "Sentences of each report that its article covers";
    let mut figure = Figure::new("coverage", title, (790.0, 62.0 + 16.0 * documents.len() as f64));
    let canvas = &mut figure.canvas;
    let note = "From the first sentence to the last; filled: covered, empty: omitted. The reports with the lowest coverage.";
    canvas.text((0.0, 31.0), Anchor::Start, "small", note);
    for (at, document) in documents.into_iter().enumerate() {
        strip(canvas, document, 42.0 + 16.0 * at as f64);
    }
    Some(figure)
}

fn strip(canvas: &mut Canvas, document: &Outline, top: f64) {
    let width = STRIP.0 / document.sentences[1].max(1) as f64;
    canvas.text((174.0, top + 10.0), Anchor::End, "small", &clipped(&document.names[1], 30));
    canvas.rect((180.0, top), STRIP, "soft", 1.0);
    if width < 1.0 {
        for (at, covered) in
            by_pixel(document).into_iter().enumerate().filter(|(_, covered)| *covered >= 0.05)
        {
            canvas.rect((180.0 + at as f64, top), (1.0, STRIP.1), "main", covered);
        }
    } else {
        for bead in document.beads.iter().filter(|bead| bead.covered >= 0.05) {
            for run in bead.eng.runs() {
                let (x, length) = (180.0 + width * run.start as f64, width * run.len() as f64);
                canvas.rect((x, top), (length, STRIP.1), "main", bead.covered);
            }
        }
    }
    let covered = format!("{:.0}% of {} sentences", 100.0 * document.coverage(), document.sentences[1]);
    canvas.text((666.0, top + 10.0), Anchor::Start, "small", &covered);
}

/// The mean coverage of the sentences in each pixel of a strip, for reports with more sentences than pixels.
fn by_pixel(document: &Outline) -> Vec<f64> {
    let pixels = STRIP.0 as usize;
    let mut sums = vec![[0.0; 2]; pixels];
    for bead in &document.beads {
        for at in bead.eng.iter() {
            let sum = &mut sums[at * pixels / document.sentences[1].max(1)];
            *sum = [sum[0] + bead.covered, sum[1] + 1.0];
        }
    }
    sums.into_iter().map(|[covered, sentences]| covered / f64::max(sentences, 1.0)).collect()
}
