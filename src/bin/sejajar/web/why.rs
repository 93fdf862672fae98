//! A bead of the page -> the reasons for its confidence, from the texts in the table.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use sejajar::Result;
use sejajar::model::Group;
use serde_json::json;

use super::answer::{Answer, Problem, RequestQuery, answer, wrong};
use super::api::One;
use super::{App, place};
use crate::explaining::{Told, Which};
use crate::review::table::{Side, Table};

/// Maximum number of sentence pairs, beyond which the page would wait too long.
const MOST_PAIRS: usize = 1 << 16;

/// The reasons for a bead's confidence, in the form of `align --explain`.
pub async fn why(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let bead = one?.0.bead;
    let (document, group) = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |app, review| {
        if group.is_empty() {
            return Err(wrong(format!("\"{bead}\" holds no sentence")));
        }
        if document >= review.table.documents.len() {
            return Err(Problem(StatusCode::NOT_FOUND, "there is no such document".to_owned()));
        }
        let text = explained(app, &review.table, document, &group);
        Ok(json!({"text": text.unwrap_or_else(|what| what)}))
    })
    .await
}

/// The explanation, or the reason why there is none.
fn explained(app: &App, table: &Table, document: usize, group: &Group) -> Result<String, String> {
    let mut options = app.aligner.options().clone();
    options.sentences = true;
    let aligner = app.aligner.with_options(options);
    let read = |side: Side| {
        let text = text(table, document, side);
        let name = table.documents[document].names().0;
        aligner.read(name, text.as_bytes(), side.language()).map_err(|_| {
            "The table holds the sentences of one side only: there is nothing to compare.".to_owned()
        })
    };
    let (ind, eng) = (read(Side::Ind)?, read(Side::Eng)?);
    if ind.sentences.len() * eng.sentences.len() > MOST_PAIRS {
        return Err("The documents are too long for this page; see sejajar align --explain.".to_owned());
    }
    let (_, explained) = aligner.align_explained(&ind, &eng).map_err(|error| error.to_string())?;
    let rows = &table.rows[table.documents[document].rows.clone()];
    let told = Told { ind: &ind, eng: &eng, rows, aligner: &aligner, explained: explained.as_ref() };
    let found = told.all(&[Which::Sentences(group.clone())]).map_err(|error| error.to_string())?;
    Ok(found.into_iter().map(|(_, text)| text).collect())
}

/// The sentences of a side, one per line; a line is blank if the table lacks the sentence.
fn text(table: &Table, document: usize, side: Side) -> String {
    let rows = &table.rows[table.documents[document].rows.clone()];
    let last = rows.iter().filter_map(|row| side.of(&row.group).iter().next_back()).max();
    let lines = (0..last.map_or(0, |last| last + 1)).map(|at| table.sentence(document, side, at));
    lines.map(|line| line.unwrap_or_default().replace('\n', " ")).collect::<Vec<_>>().join("\n")
}
