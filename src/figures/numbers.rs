//! Values that differ -> those of the articles against those of the reports.

use super::Figure;
use super::canvas::{Anchor, Canvas};
use super::frame::{Frame, SQUARE};
use super::outline::Outlines;

/// Differences that are drawn, and that are labelled, at most.
const MOST: usize = 2000;
const LABELLED: usize = 12;

/// The flagged values on logarithmic axes: rounded ones lie near the diagonal, mistakes often a power of ten
/// from it.
pub fn numbers(outlines: &Outlines) -> Option<Figure> {
    let changed = outlines.documents.iter().flat_map(|document| &document.changed);
    let points: Vec<(f64, f64, bool)> = changed
        .filter_map(|(ind, eng, rounded)| Some((value(eng)?, value(ind)?, *rounded)))
        .take(MOST)
        .collect();
    if points.is_empty() {
        return None;
    }
    let title = "Numbers that differ";
    let mut figure = Figure::new("numbers", title, SQUARE);
    let canvas = &mut figure.canvas;
    let range = range(&points);
    let frame = Frame::square(range, range);
    let ticks = powers(range);
    let names = ("value of the report (circle: rounded, square: other)", "value of the article");
    frame.axes(canvas, names, (&ticks, &ticks));
    canvas.line(frame.at(range.0, range.0), frame.at(range.1, range.1), 1.0, "axis");
    for &(report, article, rounded) in &points {
        let (x, y) = frame.at(report.log10(), article.log10());
        match rounded {
            true => canvas.circle((x, y), 3.5, "main"),
            false => canvas.rect((x - 3.5, y - 3.5), (7.0, 7.0), "other", 1.0),
        }
    }
    labels(canvas, &frame, &points);
    Some(figure)
}

/// Names the first mistakes for which there is room.
fn labels(canvas: &mut Canvas, frame: &Frame, points: &[(f64, f64, bool)]) {
    let mut lines: Vec<f64> = Vec::new();
    for &(report, article, _) in points.iter().filter(|point| !point.2) {
        let (x, y) = frame.at(report.log10(), article.log10());
        if lines.len() == LABELLED || lines.iter().any(|line| (line - y).abs() < 12.0) {
            continue;
        }
        lines.push(y);
        let (anchor, away) = if x > 210.0 { (Anchor::End, -6.0) } else { (Anchor::Start, 6.0) };
        let text = format!("{} against {}", short(article), short(report));
        canvas.text((x + away, y - 5.0), anchor, "small", &text);
    }
}

/// A value in few characters.
fn short(value: f64) -> String {
    if (1e-3..1e7).contains(&value) { value.to_string() } else { format!("{value:.2e}") }
}

/// The positive value of a key of a number, a share or a sum: its last part.
fn value(key: &str) -> Option<f64> {
    key.rsplit(':').next()?.parse().ok().filter(|value: &f64| value.is_finite() && *value > 0.0)
}

/// The powers of ten between which all values lie.
fn range(points: &[(f64, f64, bool)]) -> (f64, f64) {
    let logarithms = || points.iter().flat_map(|point| [point.0.log10(), point.1.log10()]);
    let (least, most) = (logarithms().fold(f64::MAX, f64::min), logarithms().fold(f64::MIN, f64::max));
    (least.floor(), most.ceil().max(least.floor() + 1.0))
}

/// At most eight ticks at powers of ten.
fn powers((least, most): (f64, f64)) -> Vec<(f64, String)> {
    let step = ((most - least) / 8.0).ceil().max(1.0) as usize;
    let name = |power: i32| match power {
        -3..=6 => 10f64.powi(power).to_string(),
        _ => format!("1e{power}"),
    };
    (least as i32..=most as i32).step_by(step).map(|power| (f64::from(power), name(power))).collect()
}
