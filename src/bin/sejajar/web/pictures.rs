//! A review -> its pictures on the page, as the text of SVG images.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use sejajar::figures::{Figure, beads_around, overview};
use serde_json::{Value, json};

use super::answer::{Answer, Problem, RequestQuery, answer, wrong};
use super::api::{One, Who};
use super::{App, place};
use crate::review::outlines;

fn shown(figure: &Figure) -> Value {
    json!({"name": figure.name, "title": figure.title, "svg": figure.inline()})
}

/// The diagram of the beads around a bead. Its groups with `data-row` are those of `rows`, in order.
pub async fn beads(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let Query(One { annotator, bead, .. }) = one?;
    let name = app.annotator(&annotator)?;
    let (number, group) = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |app, review| {
        if number >= review.table.documents.len() {
            return Err(Problem::new(StatusCode::NOT_FOUND, "there is no such document"));
        }
        let (table, view) = review.view(&name);
        let found = outlines::around(&view.document(table, number), &group, app.settings.blind);
        let named = |group| place::name(&(number, group));
        let moved = found.outline.beads.iter().enumerate().filter(|(_, bead)| bead.moved);
        Ok(json!({
            "figure": shown(&beads_around(&found.outline, found.row)),
            "moved": moved.map(|(n, _)| named(found.beads[n].clone())).collect::<Vec<_>>(),
            "rows": found.beads.into_iter().map(named).collect::<Vec<_>>(),
            "left": found.left,
        }))
    })
    .await
}

/// The pictures of the whole table.
pub async fn figures(State(app): State<Arc<App>>, who: RequestQuery<Who>) -> Answer {
    // Coverage, too, is derived from confidence.
    app.seeing()?;
    let name = app.annotator(&who?.0.annotator)?;
    answer(app, move |_, review| {
        let (table, views, only) = review.all([name.as_str()]);
        let view = &views[&name];
        let bins = outlines::judged(table, view, only);
        let figures = overview(&outlines::all(table, view), &bins);
        Ok(json!({"figures": figures.iter().map(shown).collect::<Vec<_>>()}))
    })
    .await
}
