//! Articles by reports -> how many of their names and numbers they share.

use super::Figure;
use super::beads::clipped;
use super::canvas::Anchor;
use super::outline::{Outline, Outlines};

const MOST: usize = 30;
const CELL: f64 = 15.0;
const LEFT: f64 = 190.0;
const TOP: f64 = 130.0;

/// A matrix of the first documents. A dark cell off the diagonal is a report that also fits the article.
pub fn shared(outlines: &Outlines) -> Option<Figure> {
    let documents: Vec<&Outline> = outlines
        .documents
        .iter()
        .filter(|document| document.keys.iter().all(|keys| !keys.is_empty()))
        .take(MOST)
        .collect();
    if documents.len() < 2 {
        return None;
    }
    let title = "Names and numbers that articles (down) share with reports (across)";
    let side = CELL * documents.len() as f64;
    let mut figure = Figure::new("shared", title, ((LEFT + side + 130.0).max(460.0), TOP + side + 28.0));
    let canvas = &mut figure.canvas;
    for (at, document) in documents.iter().enumerate() {
        let middle = CELL * at as f64 + CELL / 2.0;
        canvas.text((LEFT - 6.0, TOP + middle + 3.5), Anchor::End, "small", &clipped(&document.names[0], 28));
        canvas.slanted((LEFT + middle, TOP - 6.0), &clipped(&document.names[1], 20));
        for (across, other) in documents.iter().enumerate() {
            let corner = (LEFT + CELL * across as f64, TOP + CELL * at as f64);
            canvas.rect(corner, (CELL - 1.0, CELL - 1.0), "soft", 1.0);
            let share = jaccard(document, other);
            if share >= 0.01 {
                canvas.rect(corner, (CELL - 1.0, CELL - 1.0), "main", share);
            }
        }
    }
    let note = "The darker, the larger the share of all names and numbers of both (Jaccard).";
    canvas.text((0.0, TOP + side + 20.0), Anchor::Start, "small", note);
    Some(figure)
}

/// The share of the keys of an article and a report together that both have.
fn jaccard(article: &Outline, report: &Outline) -> f64 {
    let (ind, eng) = (&article.keys[0], &report.keys[1]);
    let both = ind.intersection(eng).count();
    both as f64 / (ind.len() + eng.len() - both).max(1) as f64
}
