//! Rows -> how their confidence is distributed, and where in the article it is low.

use super::Figure;
use super::canvas::Anchor;
use super::frame::{Frame, SHARES, WIDE, counts, quarters};
use super::outline::{Outline, OutlineBead, Outlines};

/// The lower ends of the bins. They halve towards 1, where most rows lie.
const BINS: [(f64, &str); 9] = [
    (0.0, "0"),
    (0.25, ".25"),
    (0.5, ".5"),
    (0.75, ".75"),
    (0.9, ".9"),
    (0.95, ".95"),
    (0.98, ".98"),
    (0.99, ".99"),
    (0.995, ".995"),
];
const TENTHS: usize = 10;

/// Counts of aligned rows by confidence, in bins that grow finer towards 1.
pub fn histogram(outlines: &Outlines) -> Option<Figure> {
    let mut rows = [0usize; BINS.len()];
    confident(outlines).for_each(|(_, _, confidence)| rows[bin(confidence)] += 1);
    let most = *rows.iter().max().filter(|most| **most > 0)? as f64;
    let title = "Aligned rows by confidence";
    let mut figure = Figure::new("confidence", title, WIDE);
    let canvas = &mut figure.canvas;
    let x = (0.0, BINS.len() as f64);
    let frame = Frame::wide(x, (0.0, most));
    let mut ends: Vec<(f64, String)> =
        BINS.iter().enumerate().map(|(at, (_, label))| (at as f64, (*label).to_owned())).collect();
    ends.push((x.1, "1".to_owned()));
    frame.axes(canvas, ("confidence (bins grow finer towards 1)", "rows"), (&ends, &counts(most)));
    for (at, count) in rows.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let (left, top) = frame.at(at as f64, count as f64);
        canvas.rect((left + 2.0, top), (306.0 / x.1 - 4.0, frame.down.1 - top), "main", 1.0);
        canvas.text((left + 153.0 / x.1, top - 3.0), Anchor::Middle, "small", &count.to_string());
    }
    Some(figure)
}

/// The quartiles of confidence over the article, by tenths of it.
pub fn by_position(outlines: &Outlines) -> Option<Figure> {
    let mut tenths: [Vec<f64>; TENTHS] = Default::default();
    for (document, bead, confidence) in confident(outlines) {
        let at = bead.ind.hull().start * TENTHS / document.sentences[0].max(1);
        tenths[at.min(TENTHS - 1)].push(confidence);
    }
    if tenths.iter().all(Vec::is_empty) {
        return None;
    }
    let title = "Confidence by place in the article";
    let mut figure = Figure::new("confidence-by-place", title, WIDE);
    let canvas = &mut figure.canvas;
    let frame = Frame::wide(SHARES, SHARES);
    let names = ("place in the article", "confidence: median, middle half");
    frame.axes(canvas, names, (&quarters(), &quarters()));
    for (at, rows) in tenths.iter_mut().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        rows.sort_by(f64::total_cmp);
        let quantile = |share: f64| rows[((rows.len() - 1) as f64 * share).round() as usize];
        let left = frame.at(at as f64 / TENTHS as f64, 0.0).0;
        let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| frame.at(0.0, quantile(share)).1);
        canvas.rect((left + 4.0, high), (22.0, (low - high).max(1.0)), "area", 1.0);
        canvas.line((left + 4.0, middle), (left + 26.0, middle), 3.0, "main");
    }
    Some(figure)
}

/// The aligned rows that have a confidence.
fn confident(outlines: &Outlines) -> impl Iterator<Item = (&Outline, &OutlineBead, f64)> {
    let aligned = outlines.beads().filter(|(_, bead)| bead.is_aligned());
    aligned.filter_map(|(document, bead)| Some((document, bead, bead.confidence?)))
}

fn bin(confidence: f64) -> usize {
    BINS.iter().rposition(|(least, _)| confidence >= *least).unwrap_or(0)
}
