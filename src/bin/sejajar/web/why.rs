//! A bead of the page -> the reasons for its confidence, from the texts in the table.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use sejajar::Result;
use sejajar::model::{Group, Pair};
use serde_json::json;

use super::answer::{Answer, Problem, RequestQuery, answer, wrong};
use super::api::One;
use super::{App, place};
use crate::explaining::{Told, Which};
use crate::review::draft::DocumentView;
use crate::review::table::Side;

/// Maximum number of sentence pairs, beyond which the page would wait too long.
const MOST_PAIRS: usize = 1 << 16;

/// The reasons for a bead's confidence, in the form of `align --explain`.
pub async fn why(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let One { annotator, bead, .. } = one?.0;
    let name = app.annotator(&annotator)?;
    app.seeing()?;
    let (document, group) = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |app, review| {
        if group.is_empty() {
            return Err(wrong(format!("\"{bead}\" holds no sentence")));
        }
        if document >= review.table.documents.len() {
            return Err(Problem::new(StatusCode::NOT_FOUND, "there is no such document"));
        }
        let (table, view) = review.view(&name);
        let text = explained(app, &view.document(table, document), &group);
        Ok(json!({"text": text.unwrap_or_else(|what| what)}))
    })
    .await
}

/// The explanation, or the reason why there is none.
fn explained(app: &App, document: &DocumentView<'_>, group: &Group) -> Result<String, String> {
    let DocumentView { table, number, .. } = *document;
    let mut options = app.aligner.options().clone();
    options.sentences = true;
    let aligner = app.aligner.with_options(options);
    let read = |side: Side| {
        let text = text(document, side);
        let name = table.documents[number].names().0;
        aligner.read(name, text.as_bytes(), side.language()).map_err(|_| {
            "The table holds the sentences of one side only: there is nothing to compare.".to_owned()
        })
    };
    let (ind, eng) = (read(Side::Ind)?, read(Side::Eng)?);
    if ind.sentences.len() * eng.sentences.len() > MOST_PAIRS {
        return Err("The documents are too long for this page; see sejajar align --explain.".to_owned());
    }
    let (_, explained) = aligner.align_explained(&ind, &eng).map_err(|error| error.to_string())?;
    let renumbered: Vec<Pair>;
    let rows = if document.is_recut() {
        renumbered = document.beads().iter().map(|bead| document.as_row(bead)).collect();
        &renumbered
    } else {
        &table.rows[table.documents[number].rows.clone()]
    };
    let told = Told { ind: &ind, eng: &eng, rows, aligner: &aligner, explained: explained.as_ref() };
    let found = told.all(&[Which::Sentences(group.clone())]).map_err(|error| error.to_string())?;
    Ok(found.into_iter().map(|(_, text)| text).collect())
}

/// The sentences of a side, one per line; a line is blank if the table lacks the sentence.
fn text(document: &DocumentView<'_>, side: Side) -> String {
    let last = document.positions(side).last().copied();
    let lines = (0..last.map_or(0, |last| last + 1)).map(|at| document.sentence(side, at));
    lines.map(|line| line.unwrap_or_default().replace('\n', " ")).collect::<Vec<_>>().join("\n")
}
