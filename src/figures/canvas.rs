//! Shapes -> the text of an SVG image.

use std::fmt::{self, Display, Write};

use crate::markup::html;

/// The side of a text on which its position lies.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// An image to draw on; the origin is its upper left corner, units are pixels.
#[derive(Debug, Clone)]
pub struct Canvas {
    width: f64,
    height: f64,
    shapes: String,
}

/// A coordinate with one decimal, none where it is whole.
struct At(f64);

impl Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0;
        // Negative zero would be written with its sign.
        write!(f, "{}", if tenths == 0.0 { 0.0 } else { tenths })
    }
}

impl Canvas {
    /// An empty image.
    pub fn new(width: f64, height: f64) -> Self {
        Canvas { width, height, shapes: String::new() }
    }

    /// The image, with a style of its own if there is one.
    pub fn svg(&self, title: &str, style: &str) -> String {
        let (Canvas { width, height, shapes }, title) = (self, html(title));
        let size = format!("viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"");
        let space = if style.is_empty() { "" } else { " xmlns=\"http://www.w3.org/2000/svg\"" };
        let mut out = format!("<svg{space} class=\"figure\" role=\"img\" aria-label=\"{title}\" {size}>\n");
        if !style.is_empty() {
            let _ = writeln!(out, "<title>{title}</title>\n<style>\n{style}</style>");
            let _ = writeln!(out, "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>");
        }
        out + shapes + "</svg>\n"
    }

    /// A text of the class `class`, with its baseline at `y`.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.shape(format_args!(
            "<text x=\"{}\" y=\"{}\"{anchor}{}>{}</text>",
            At(x),
            At(y),
            named(class),
            html(text)
        ));
    }

    /// A text that runs upwards, centred on a point.
    pub fn upright(&mut self, (x, y): (f64, f64), text: &str) {
        let (x, y) = (At(x), At(y));
        self.shape(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" transform=\"rotate(-90 {x} {y})\">{}</text>",
            html(text)
        ));
    }

    /// A text that rises to the right from a point.
    pub fn slanted(&mut self, (x, y): (f64, f64), text: &str) {
        let (x, y) = (At(x), At(y));
        self.shape(format_args!(
            "<text class=\"small\" x=\"{x}\" y=\"{y}\" transform=\"rotate(-50 {x} {y})\">{}</text>",
            html(text)
        ));
    }

    /// A line of a width in pixels.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, class: &str) {
        self.shape(format_args!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\"{}/>",
            At(from.0),
            At(from.1),
            At(to.0),
            At(to.1),
            At(width),
            named(class)
        ));
    }

    /// A rectangle, by its upper left corner and its size.
    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: &str, opacity: f64) {
        let opacity = if opacity < 1.0 { format!(" fill-opacity=\"{opacity:.2}\"") } else { String::new() };
        self.shape(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{opacity}{}/>",
            At(x),
            At(y),
            At(width),
            At(height),
            named(class)
        ));
    }

    /// A circle.
    pub fn circle(&mut self, (x, y): (f64, f64), radius: f64, class: &str) {
        self.shape(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
            At(x),
            At(y),
            At(radius),
            named(class)
        ));
    }

    /// The shapes that `draw` adds, as one group that a page finds by the number of a row.
    pub fn row(&mut self, number: usize, draw: impl FnOnce(&mut Self)) {
        self.shape(format_args!("<g data-row=\"{number}\">"));
        draw(self);
        self.shape(format_args!("</g>"));
    }

    fn shape(&mut self, shape: fmt::Arguments) {
        let _ = writeln!(self.shapes, "{shape}");
    }
}

fn named(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}
