//! Decisions of the page -> the store; the answer to each is sent when it is on disk.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sejajar::model::Group;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Problem, RequestBody, answer, wrong};
use super::api::{Who, can, progress};
use super::{App, place};
use crate::review::bead::{Status, key};
use crate::review::decision::{Action, Decision, Entry};
use crate::review::draft::DocumentView;
use crate::review::queue::Place;
use crate::review::table::{Side, Table};
use crate::review::view::View;
use crate::review::{Refusal, Review, adjudication, codes};

/// A decision of the page.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    annotator: String,
    bead: String,
    action: String,
    #[serde(default)]
    value: String,
    /// Codes of errors that are given together with the judgement.
    codes: Option<Vec<String>>,
}

/// Takes a decision.
pub async fn decide(State(app): State<Arc<App>>, sent: RequestBody<Sent>) -> Answer {
    let Json(Sent { annotator, bead, action, value, codes }) = sent?;
    let annotator = app.annotator(&annotator)?;
    let (document, group) = named(&bead)?;
    let action = Action::parse(&action, &value).map_err(wrong)?;
    if matches!(action, Action::Undo(_) | Action::Redo(_)) {
        return Err(wrong("undo and redo have addresses of their own"));
    }
    let codes = codes.map(|codes| codes::parse(&codes.join(";"))).transpose().map_err(wrong)?;
    app.writable()?;
    answer(app, move |_, review| {
        let mut actions = vec![action];
        actions.extend(codes.map(Action::Code));
        let decisions =
            decisions(&review.table, &annotator, document, actions.into_iter().map(|a| (group.clone(), a)))?;
        changed(review, &annotator, Some(document), |review| review.step(&annotator, |_, _| Ok(decisions)))
    })
    .await
}

/// Takes back the last step of an annotator.
pub async fn undo(State(app): State<Arc<App>>, who: RequestBody<Who>) -> Answer {
    retraced(app, who, View::last, Review::undo).await
}

/// Does again the last step that an annotator took back.
pub async fn redo(State(app): State<Arc<App>>, who: RequestBody<Who>) -> Answer {
    retraced(app, who, View::next, Review::redo).await
}

/// Writes that the step of the entry that `entry` finds is taken back or done again.
async fn retraced(
    app: Arc<App>,
    who: RequestBody<Who>,
    entry: fn(&View) -> Option<&Entry>,
    write: fn(&mut Review, &str) -> Result<Entry, Refusal>,
) -> Answer {
    let annotator = app.annotator(&who?.0.annotator)?;
    app.writable()?;
    answer(app, move |_, review| {
        let (table, view) = review.view(&annotator);
        let document = entry(view).and_then(|entry| document_of(table, entry));
        changed(review, &annotator, document, |review| write(review, &annotator).map(|entry| vec![entry]))
    })
    .await
}

/// The unjudged rows of a document, from a confidence upwards.
#[derive(Deserialize)]
pub struct Sure {
    #[serde(default)]
    annotator: String,
    document: usize,
    above: f64,
}

/// Accepts all unjudged rows of a document that are as sure as that.
pub async fn accept(State(app): State<Arc<App>>, sure: RequestBody<Sure>) -> Answer {
    let Json(Sure { annotator, document, above }) = sure?;
    let annotator = app.annotator(&annotator)?;
    app.writable()?;
    app.seeing()?;
    answer(app, move |app, review| {
        exists(&review.table, document)?;
        let desk = app.desk(review, &annotator);
        let view = desk.view().document(desk.table, document);
        let is_sure = |row: usize| desk.table.rows[row].confidence.is_some_and(|sure| sure >= above);
        let beads = view.beads();
        let sure = beads.iter().filter(|bead| {
            bead.status() == Status::Unjudged && bead.row.is_some_and(is_sure) && desk.is_sampled(&view, bead)
        });
        let groups: Vec<Group> = sure.map(|bead| bead.group.clone()).collect();
        let steps = groups.into_iter().map(|group| (group, Action::Accept));
        let decisions = decisions(&review.table, &annotator, document, steps)?;
        changed(review, &annotator, Some(document), |review| review.step(&annotator, |_, _| Ok(decisions)))
    })
    .await
}

/// A bead, and another annotator.
#[derive(Deserialize)]
pub struct Taken {
    #[serde(default)]
    annotator: String,
    bead: String,
    from: String,
}

/// Takes over what another annotator decided on the sentences of a bead.
pub async fn take(State(app): State<Arc<App>>, taken: RequestBody<Taken>) -> Answer {
    let Json(Taken { annotator, bead, from }) = taken?;
    let annotator = app.annotator(&annotator)?;
    let (document, group) = named(&bead)?;
    app.writable()?;
    answer(app, move |_, review| {
        exists(&review.table, document)?;
        changed(review, &annotator, Some(document), |review| {
            review.step(&annotator, |table, views| {
                adjudication::take(table, views, (&annotator, &from), document, &group)
            })
        })
    })
    .await
}

/// Annotators who judged independently.
#[derive(Deserialize)]
pub struct Judges {
    #[serde(default)]
    annotator: String,
    /// All others, if empty.
    #[serde(default)]
    from: Vec<String>,
}

/// Judges the unjudged rows of an annotator on which the others agree.
pub async fn adjudicate(State(app): State<Arc<App>>, judges: RequestBody<Judges>) -> Answer {
    let Json(Judges { annotator, from }) = judges?;
    let annotator = app.annotator(&annotator)?;
    app.writable()?;
    answer(app, move |_, review| {
        let (count, differing) = adjudicated(review, &annotator, from)?;
        let progress = progress(review, &annotator);
        let (_, view) = review.view(&annotator);
        Ok(json!({"count": count, "differing": differing, "progress": progress, "can": can(view)}))
    })
    .await
}

/// The number of decisions taken over by the adjudicator, and of rows on which the others differ.
///
/// # Errors
/// A store that cannot be written.
pub fn adjudicated(review: &mut Review, me: &str, from: Vec<String>) -> Result<(usize, usize), Refusal> {
    let others: Vec<String> = if from.is_empty() {
        review.annotators().filter(|name| *name != me).map(str::to_owned).collect()
    } else {
        from
    };
    review.refresh()?;
    let (table, views, only) = review.all([me]);
    let decisions = adjudication::agreed(table, views, me, &others, only).map_err(Refusal::Conflict)?;
    let differing = adjudication::disputes(table, views, &others, only);
    let count = decisions.len();
    if count > 0 {
        review.step(me, |_, _| Ok(decisions))?;
    }
    Ok((count, differing))
}

/// Writes all decisions to the disk again, after the store vanished.
pub async fn restore(State(app): State<Arc<App>>) -> Answer {
    app.writable()?;
    answer(app, |_, review| {
        let done = review.restore()?;
        Ok(json!({
            "path": done.path.display().to_string(),
            "moved": done.moved,
            "decisions": done.decisions,
            "state": "ok",
        }))
    })
    .await
}

/// Writes, and answers which beads are gone and which are new.
fn changed(
    review: &mut Review,
    annotator: &str,
    document: Option<usize>,
    write: impl FnOnce(&mut Review) -> Result<Vec<Entry>, Refusal>,
) -> Result<Value, Problem> {
    let document = document.unwrap_or_default();
    let (before, old) = seen(review, annotator, document);
    let entries = write(review)?;
    let (now, new) = seen(review, annotator, document);
    let without = |groups: &[Group], others: &[Group]| -> Vec<String> {
        let others: HashSet<&Group> = others.iter().collect();
        let left = groups.iter().filter(|group| !others.contains(group));
        left.map(|group| place::name(&(document, group.clone()))).collect()
    };
    let progress = progress(review, annotator);
    let (table, view) = review.view(annotator);
    let last = entries.last();
    let count = match last.map(|entry| &entry.decision.action) {
        Some(Action::Undo(step) | Action::Redo(step)) => view.step(*step).count(),
        _ => entries.len(),
    };
    let bead = last.and_then(|entry| holding(&view.document(table, document), &entry.decision.group));
    let bead = bead.map(|group| place::name(&(document, group)));
    Ok(json!({
        "seq": last.map(|entry| entry.seq),
        "action": last.map(|entry| entry.decision.action.name()),
        "bead": bead,
        "count": count,
        "gone": without(&before, &now),
        "made": without(&now, &before),
        "renumbered": old != new,
        "progress": progress,
        "can": can(view),
    }))
}

/// The bead of these sentences, or else the one that holds the first of them now.
fn holding(document: &DocumentView<'_>, group: &Group) -> Option<Group> {
    if let Some(bead) = document.bead(group) {
        return Some(bead.group.clone());
    }
    let holds = |side: Side| {
        let first = side.of(group).iter().next()?;
        let beads = document.beads();
        beads.iter().find(|bead| side.of(&bead.group).contains(first)).map(|bead| bead.group.clone())
    };
    holds(Side::Ind).or_else(|| holds(Side::Eng))
}

/// The beads of a document, and its positions on both sides.
fn seen(review: &mut Review, annotator: &str, document: usize) -> (Vec<Group>, [Vec<usize>; 2]) {
    let (table, view) = review.view(annotator);
    let document = view.document(table, document);
    let groups = document.beads().iter().map(|bead| key(&bead.group)).collect();
    (groups, [Side::Ind, Side::Eng].map(|side| document.positions(side)))
}

fn named(bead: &str) -> Result<Place, Problem> {
    place::parse(bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))
}

fn exists(table: &Table, document: usize) -> Result<(), Problem> {
    if document < table.documents.len() { Ok(()) } else { Err(wrong("there is no such document")) }
}

fn decisions(
    table: &Table,
    annotator: &str,
    document: usize,
    steps: impl Iterator<Item = (Group, Action)>,
) -> Result<Vec<Decision>, Problem> {
    exists(table, document)?;
    let (article, report) = table.documents[document].names();
    let made = |(group, action): (Group, Action)| {
        let (annotator, article, report) = (annotator.to_owned(), article.to_owned(), report.to_owned());
        Decision { annotator, article, report, group, action }
    };
    Ok(steps.map(made).collect())
}

fn document_of(table: &Table, entry: &Entry) -> Option<usize> {
    table.document(&entry.decision.article, &entry.decision.report)
}
