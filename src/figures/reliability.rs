//! Bins of judged rows -> a reliability diagram (DeGroot and Fienberg 1983).

use super::Figure;
use super::frame::{Frame, SHARES, SQUARE, quarters};
use crate::audit::Bin;

/// The share that judges found right against the confidence, with intervals of 95 %; right confidences lie on
/// the diagonal.
pub fn reliability(bins: &[Bin]) -> Option<Figure> {
    if bins.is_empty() {
        return None;
    }
    let title = "Judged right, by confidence";
    let mut figure = Figure::new("reliability", title, SQUARE);
    let canvas = &mut figure.canvas;
    let frame = Frame::square(SHARES, SHARES);
    let names = ("confidence", "share judged right (line: 95% interval)");
    frame.axes(canvas, names, (&quarters(), &quarters()));
    canvas.line(frame.at(0.0, 0.0), frame.at(1.0, 1.0), 1.0, "axis");
    for Bin { claimed, right, .. } in bins {
        canvas.line(frame.at(*claimed, right.low), frame.at(*claimed, right.high), 2.0, "main");
        canvas.circle(frame.at(*claimed, right.share), 4.0, "main");
    }
    Some(figure)
}
