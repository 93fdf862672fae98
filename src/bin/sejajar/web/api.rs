//! Requests of the page -> answers in JSON; the review is locked during each.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use sejajar::model::Group;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Problem, RequestBody, RequestQuery, answer, wrong};
use super::{App, place, sheet};
use crate::review::agreement::{Difference, agreement as agree};
use crate::review::bead::{Bead, Status, key};
use crate::review::codes::CODES;
use crate::review::decision::{Action, Decision, Entry};
use crate::review::queue::{Filter, Order, Place, queue as places};
use crate::review::table::{Document, Side, Table};
use crate::review::{Refusal, Review};

/// Maximum number of rows per request.
const MOST_ROWS: usize = 200;
/// Maximum number of differences in a list.
const MOST_DIFFERENCES: usize = 500;
/// Maximum number of characters of a text in a row of the queue.
const SNIPPET: usize = 120;
/// Maximum number of characters of a search.
const LONGEST_WORDS: usize = 200;

/// The annotator of a request.
#[derive(Deserialize)]
pub struct Who {
    #[serde(default)]
    annotator: String,
}

/// The data with which the page starts.
pub async fn session(State(app): State<Arc<App>>, who: RequestQuery<Who>) -> Answer {
    let name = app.annotator(&who?.0.annotator)?;
    answer(app, move |app, review| {
        let annotators: Vec<String> = review.annotators().map(str::to_owned).collect();
        let (table, view) = review.view(&name);
        let mut flags: BTreeMap<&str, usize> = BTreeMap::new();
        table
            .rows
            .iter()
            .flat_map(|row| &row.flags)
            .for_each(|flag| *flags.entry(flag.code).or_default() += 1);
        let codes: Vec<Value> = CODES
            .iter()
            .map(|c| json!({"name": c.name, "meaning": c.meaning, "kreutzer": c.kreutzer}))
            .collect();
        Ok(json!({
            "table": table.name,
            "rows": table.rows.len(),
            "documents": table.documents.len(),
            "annotator": name,
            "annotators": annotators,
            "read_only": app.settings.read_only,
            "codes": codes,
            "flags": flags,
            "progress": view.progress(table),
        }))
    })
    .await
}

/// Filter and order of the queue.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    annotator: String,
    #[serde(default)]
    order: Order,
    #[serde(default)]
    status: String,
    #[serde(default)]
    flag: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    words: String,
}

/// The names of the beads in the queue.
pub async fn queue(State(app): State<Arc<App>>, wanted: RequestQuery<Wanted>) -> Answer {
    let Query(Wanted { annotator, order, status, flag, kind, words }) = wanted?;
    let name = app.annotator(&annotator)?;
    if words.chars().count() > LONGEST_WORDS {
        return Err(wrong(format!("at most {LONGEST_WORDS} characters can be searched for")));
    }
    answer(app, move |_, review| {
        let (table, view) = review.view(&name);
        let found = places(table, view, &Filter { status, flag, kind, words }, order);
        let names: Vec<String> = found.iter().map(place::name).collect();
        Ok(json!({"beads": names, "progress": view.progress(table)}))
    })
    .await
}

/// Several beads by name, separated by commas.
#[derive(Deserialize)]
pub struct Several {
    #[serde(default)]
    annotator: String,
    #[serde(default)]
    beads: String,
}

/// A summary of each of several beads; null for one that no longer exists.
pub async fn rows(State(app): State<Arc<App>>, several: RequestQuery<Several>) -> Answer {
    let Query(Several { annotator, beads }) = several?;
    let name = app.annotator(&annotator)?;
    let wanted: Vec<Place> = beads.split(',').take(MOST_ROWS).filter_map(place::parse).collect();
    answer(app, move |_, review| {
        let (table, view) = review.view(&name);
        let known = wanted.into_iter().filter(|place| place.0 < table.documents.len());
        let row = |(document, group): Place| {
            view.bead(table, document, &group).map(|bead| snippet(table, document, &bead))
        };
        let rows: Vec<Option<Value>> = known.map(row).collect();
        Ok(json!({"rows": rows}))
    })
    .await
}

fn snippet(table: &Table, document: usize, bead: &Bead) -> Value {
    let row = bead.row.map(|row| &table.rows[row]);
    let text = |side: Side| {
        let first = side.of(&bead.group).iter().next().and_then(|at| table.sentence(document, side, at));
        first.unwrap_or_default().chars().take(SNIPPET).collect::<String>()
    };
    let flags: Vec<&str> = row.map_or_else(Vec::new, |row| row.flags.iter().map(|flag| flag.code).collect());
    json!({
        "id": place::name(&(document, bead.group.clone())),
        "article": table.documents[document].article,
        "ind": text(Side::Ind),
        "eng": text(Side::Eng),
        "type": bead.group.align_type(),
        "confidence": row.and_then(|row| row.confidence),
        "flags": flags,
        "status": bead.status().name(),
    })
}

/// One bead by name.
#[derive(Deserialize)]
pub struct One {
    #[serde(default)]
    annotator: String,
    #[serde(default)]
    pub bead: String,
}

/// The document around a bead.
pub async fn document(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let Query(One { annotator, bead }) = one?;
    let name = app.annotator(&annotator)?;
    let place = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |app, review| {
        let (table, view) = review.view(&name);
        if place.0 >= table.documents.len() {
            return Err(Problem(StatusCode::NOT_FOUND, "there is no such document".to_owned()));
        }
        Ok(sheet::sheet(app, table, &view.beads(table, place.0), &place))
    })
    .await
}

/// A decision as sent by the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    annotator: String,
    bead: String,
    action: String,
    #[serde(default)]
    value: String,
}

/// Takes a decision; the answer is sent when it is on disk.
pub async fn decide(State(app): State<Arc<App>>, sent: RequestBody<Sent>) -> Answer {
    let Json(Sent { annotator, bead, action, value }) = sent?;
    let annotator = app.annotator(&annotator)?;
    let (document, group) = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    let action = Action::parse(&action, &value).map_err(wrong)?;
    if matches!(action, Action::Undo(_)) {
        return Err(wrong("an undo has an address of its own"));
    }
    app.writable()?;
    answer(app, move |_, review| {
        let names = review.table.documents.get(document).map(Document::names);
        let (article, report) = names.ok_or_else(|| wrong("there is no such document"))?;
        let (article, report) = (article.to_owned(), report.to_owned());
        let decision = Decision { annotator: annotator.clone(), article, report, group, action };
        changed(review, &annotator, document, |review| review.decide(decision))
    })
    .await
}

/// Takes back the last decision of an annotator.
pub async fn undo(State(app): State<Arc<App>>, who: RequestBody<Who>) -> Answer {
    let annotator = app.annotator(&who?.0.annotator)?;
    app.writable()?;
    answer(app, move |_, review| {
        let (table, view) = review.view(&annotator);
        let last =
            view.last().and_then(|entry| table.document(&entry.decision.article, &entry.decision.report));
        changed(review, &annotator, last.unwrap_or_default(), |review| review.undo(&annotator))
    })
    .await
}

/// Writes, and answers which beads are gone and which are new.
fn changed(
    review: &mut Review,
    annotator: &str,
    document: usize,
    write: impl FnOnce(&mut Review) -> Result<Entry, Refusal>,
) -> Result<Value, Problem> {
    let before = groups(review, annotator, document);
    let Entry { seq, decision, .. } = write(review)?;
    let now = groups(review, annotator, document);
    let without = |groups: &[Group], others: &[Group]| -> Vec<String> {
        let others: HashSet<&Group> = others.iter().collect();
        let left = groups.iter().filter(|group| !others.contains(group));
        left.map(|group| place::name(&(document, group.clone()))).collect()
    };
    let (table, view) = review.view(annotator);
    Ok(json!({
        "seq": seq,
        "action": decision.action.name(),
        "bead": place::name(&(document, decision.group)),
        "gone": without(&before, &now),
        "made": without(&now, &before),
        "progress": view.progress(table),
    }))
}

fn groups(review: &mut Review, annotator: &str, document: usize) -> Vec<Group> {
    let (table, view) = review.view(annotator);
    view.beads(table, document).iter().map(|bead| key(&bead.group)).collect()
}

/// Two annotators.
#[derive(Deserialize)]
pub struct Two {
    x: String,
    y: String,
}

/// The agreement of two annotators.
pub async fn agreement(State(app): State<Arc<App>>, two: RequestQuery<Two>) -> Answer {
    let Query(Two { x, y }) = two?;
    let (x, y) = (app.annotator(&x)?, app.annotator(&y)?);
    answer(app, move |_, review| {
        let (table, views) = review.views(&x, &y);
        let found = agree(table, views);
        let line = |difference: &Difference| {
            let (document, group) = &difference.place;
            let row = table.row_of(*document, group).map(|row| Bead::of_row(row, group.clone()));
            json!({
                "row": row.map(|bead| snippet(table, *document, &bead)),
                "said": difference.said.map(Status::name),
            })
        };
        Ok(json!({
            "annotators": [x, y],
            "counts": found.counts,
            "kappa": found.kappa,
            "differing": found.differences.len(),
            "differences": found.differences.iter().take(MOST_DIFFERENCES).map(line).collect::<Vec<_>>(),
        }))
    })
    .await
}
