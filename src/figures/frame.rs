//! A plotting area with named axes, in the coordinates of the data.

use super::canvas::{Anchor, Canvas};

/// A value and its label.
pub type Tick = (f64, String);

/// The part of a canvas on which data lie between two axes.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The left and the right edge in pixels.
    pub across: (f64, f64),
    /// The upper and the lower edge in pixels.
    pub down: (f64, f64),
    /// The least and the largest value of either axis.
    pub x: (f64, f64),
    pub y: (f64, f64),
}

/// The sizes of pictures with a wide and with a square frame, in pixels.
pub const WIDE: (f64, f64) = (380.0, 260.0);
pub const SQUARE: (f64, f64) = (380.0, 390.0);
/// The least and the largest share.
pub const SHARES: (f64, f64) = (0.0, 1.0);

impl Frame {
    /// The frame of a picture of the size [`WIDE`].
    pub fn wide(x: (f64, f64), y: (f64, f64)) -> Self {
        Frame { across: (54.0, 360.0), down: (30.0, 220.0), x, y }
    }

    /// The frame of a picture of the size [`SQUARE`].
    pub fn square(x: (f64, f64), y: (f64, f64)) -> Self {
        Frame { across: (54.0, 364.0), down: (30.0, 340.0), x, y }
    }

    /// The pixel of a point of the data.
    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let share = |value: f64, (least, most): (f64, f64)| (value - least) / (most - least);
        let ((left, right), (top, bottom)) = (self.across, self.down);
        (left + (right - left) * share(x, self.x), bottom - (bottom - top) * share(y, self.y))
    }

    /// Draws the axes, their names, and a label with a grid line for each tick.
    pub fn axes(&self, canvas: &mut Canvas, names: (&str, &str), ticks: (&[Tick], &[Tick])) {
        let ((left, right), (top, bottom)) = (self.across, self.down);
        for (value, label) in ticks.0 {
            let (x, _) = self.at(*value, self.y.0);
            canvas.line((x, top), (x, bottom), 1.0, "grid");
            canvas.text((x, bottom + 15.0), Anchor::Middle, "small", label);
        }
        for (value, label) in ticks.1 {
            let (_, y) = self.at(self.x.0, *value);
            canvas.line((left, y), (right, y), 1.0, "grid");
            canvas.text((left - 6.0, y + 3.5), Anchor::End, "small", label);
        }
        canvas.line((left, bottom), (right, bottom), 1.0, "axis");
        canvas.line((left, top), (left, bottom), 1.0, "axis");
        canvas.text(((left + right) / 2.0, bottom + 32.0), Anchor::Middle, "", names.0);
        canvas.upright((left - 42.0, (top + bottom) / 2.0), names.1);
    }
}

/// The ticks of a share: 0 to 100 % in quarters.
pub fn quarters() -> Vec<Tick> {
    (0..=4).map(|at| (f64::from(at) / 4.0, format!("{}%", 25 * at))).collect()
}

/// Round ticks from 0 to a count.
pub fn counts(most: f64) -> Vec<Tick> {
    let rough = (most / 4.0).max(1.0);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * power).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    let last = (most / step).floor() as usize;
    (0..=last).map(|at| (at as f64 * step, (at as f64 * step).to_string())).collect()
}
