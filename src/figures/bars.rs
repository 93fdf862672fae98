//! Counts -> horizontal bars.

use super::Figure;
use super::canvas::Anchor;

const WIDTH: f64 = 360.0;
const LABEL: f64 = 130.0;
const ROW: f64 = 20.0;
const TOP: f64 = 28.0;

/// One bar per count, the longest for the largest; nothing if all are zero.
pub fn bars(name: &str, title: &str, counts: &[(String, f64)]) -> Option<Figure> {
    let most = counts.iter().map(|(_, count)| *count).fold(0.0, f64::max);
    if most == 0.0 {
        return None;
    }
    let mut figure = Figure::new(name, title, (WIDTH, TOP + ROW * counts.len() as f64 + 6.0));
    let canvas = &mut figure.canvas;
    for (at, (label, count)) in counts.iter().enumerate() {
        let (y, length) = (TOP + ROW * at as f64, (WIDTH - LABEL - 50.0) * count / most);
        canvas.text((LABEL - 6.0, y + 13.0), Anchor::End, "", label);
        canvas.rect((LABEL, y + 2.0), (length, 14.0), "main", 1.0);
        canvas.text((LABEL + length + 4.0, y + 13.0), Anchor::Start, "", &count.to_string());
    }
    Some(figure)
}
