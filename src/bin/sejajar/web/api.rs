//! What the page shows -> answers in JSON; the review is locked during each.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Problem, RequestQuery, answer, wrong};
use super::snippet::snippet;
use super::{App, place, sheet};
use crate::review::Review;
use crate::review::codes::CODES;
use crate::review::queue::{Desk, Filter, Needle, Order, Place, queue as places};
use crate::review::table::Table;
use crate::review::view::{Progress, View};

/// Maximum number of rows per request.
const MOST_ROWS: usize = 200;
/// Number of rows that come with the first answer: more than a list shows at once.
const FIRST_ROWS: usize = 50;
/// Maximum number of characters of a search.
const LONGEST_WORDS: usize = 200;

/// The annotator of a request.
#[derive(Deserialize)]
pub struct Who {
    #[serde(default)]
    pub annotator: String,
}

/// The data with which the page starts.
pub async fn session(State(app): State<Arc<App>>, who: RequestQuery<Who>) -> Answer {
    let name = app.annotator(&who?.0.annotator)?;
    answer(app, move |app, review| {
        let annotators: Vec<String> = review.annotators().map(str::to_owned).collect();
        let orders: Vec<&str> = app.orders(review).iter().map(|(_, name)| *name).collect();
        let store = store_state(review);
        let codes: Vec<Value> = CODES
            .iter()
            .map(|c| json!({"name": c.name, "meaning": c.meaning, "kreutzer": c.kreutzer}))
            .collect();
        let only = review.only.as_ref().map(|only| json!({"name": only.name, "rows": only.rows.len()}));
        let progress = progress(review, &name);
        let (table, view) = review.view(&name);
        Ok(json!({
            "table": table.name,
            "rows": table.rows.len(),
            "documents": table.documents.len(),
            "annotator": name,
            "annotators": annotators,
            "read_only": app.settings.read_only,
            "blind": app.settings.blind,
            "only": only,
            "adjudicator": app.settings.adjudicator,
            "orders": orders,
            "store": store,
            "guessed": table.guessed(),
            "codes": codes,
            "flags": flags(app, table),
            "progress": progress,
            "can": can(view),
        }))
    })
    .await
}

/// The number of rows with each flag.
fn flags<'t>(app: &App, table: &'t Table) -> BTreeMap<&'t str, usize> {
    let mut flags: BTreeMap<&str, usize> = BTreeMap::new();
    if !app.settings.blind {
        let all = table.rows.iter().flat_map(|row| &row.flags);
        all.for_each(|flag| *flags.entry(flag.code).or_default() += 1);
    }
    flags
}

/// The progress of an annotator on the rows to judge.
pub fn progress(review: &mut Review, name: &str) -> Progress {
    let (table, views, only) = review.all([name]);
    only.map_or_else(|| views[name].progress(table), |sample| sample.progress(table, &views[name]))
}

/// What the annotator's next undo and redo would do, in words.
pub fn can(view: &View) -> Value {
    let told = |entry: Option<&crate::review::decision::Entry>| {
        let entry = entry?;
        let name = entry.decision.action.name();
        Some(match view.step(entry.step()).count() {
            0 | 1 => name.to_owned(),
            count => format!("{count} decisions"),
        })
    };
    json!({"undo": told(view.last()), "redo": told(view.next())})
}

/// The state of the store.
pub async fn store(State(app): State<Arc<App>>) -> Answer {
    answer(app, |_, review| Ok(store_state(review))).await
}

fn store_state(review: &Review) -> Value {
    let trouble = review.trouble();
    json!({
        "path": review.store().display().to_string(),
        "state": trouble.as_ref().map_or("ok", |trouble| trouble.cause.name()),
        "what": trouble.map(|trouble| trouble.what).unwrap_or_default(),
    })
}

/// Filter and order of the queue.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    annotator: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    flag: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    differs: String,
    document: Option<usize>,
    /// With `queue`: also the summaries of the first rows, and the document of the first one.
    #[serde(default)]
    first: String,
    /// With `next`: the bead after which the next one is sought.
    #[serde(default)]
    after: String,
    /// With `next`: `unjudged`, `open` or `differs`.
    #[serde(default)]
    want: String,
}

impl Wanted {
    fn order(&self, app: &App, review: &Review) -> Result<Order, Problem> {
        let orders = app.orders(review);
        if app.settings.blind && !self.flag.is_empty() {
            app.seeing()?;
        }
        let named = orders.iter().find(|(_, name)| self.order == *name || self.order.is_empty());
        named.map(|(order, _)| *order).ok_or_else(|| {
            let names: Vec<&str> = orders.iter().map(|(_, name)| *name).collect();
            wrong(format!("\"{}\" is not an order of this review: {}", self.order, names.join(", ")))
        })
    }

    fn filter(&self) -> Result<Filter, Problem> {
        needle(&self.words)?;
        Ok(Filter {
            status: self.status.clone(),
            flag: self.flag.clone(),
            kind: self.kind.clone(),
            words: self.words.clone(),
            differs: self.differs.clone(),
            document: self.document,
        })
    }
}

/// Words to search for, unless they are too long.
fn needle(words: &str) -> Result<Needle, Problem> {
    match words.chars().count() {
        0..=LONGEST_WORDS => Ok(Needle::new(words)),
        _ => Err(wrong(format!("at most {LONGEST_WORDS} characters can be searched for"))),
    }
}

/// The names of the beads in the queue.
pub async fn queue(State(app): State<Arc<App>>, wanted: RequestQuery<Wanted>) -> Answer {
    let Query(wanted) = wanted?;
    let name = app.annotator(&wanted.annotator)?;
    let filter = wanted.filter()?;
    answer(app, move |app, review| {
        let order = wanted.order(app, review)?;
        let progress = progress(review, &name);
        let found = places(&app.desk(review, &name), &filter, order);
        let mut answer = json!({"progress": progress});
        if wanted.first == "1" {
            let desk = app.desk(review, &name);
            let shown = &found[..found.len().min(FIRST_ROWS)];
            answer["rows"] =
                shown.iter().map(|place| row(app, &desk, place, &Needle::new(&filter.words))).collect();
            answer["document"] = found.first().map(|place| sheet::sheet(app, &desk, place, false)).into();
        }
        // Tens of thousands of names are moved rather than copied.
        answer["beads"] = found.iter().map(place::name).collect::<Vec<_>>().into();
        Ok(answer)
    })
    .await
}

/// The next bead of the queue that is open, or on which annotators differ, after a bead and round its end.
pub async fn next(State(app): State<Arc<App>>, wanted: RequestQuery<Wanted>) -> Answer {
    let Query(wanted) = wanted?;
    let name = app.annotator(&wanted.annotator)?;
    let filter = wanted.filter()?;
    answer(app, move |app, review| {
        let order = wanted.order(app, review)?;
        let desk = app.desk(review, &name);
        let sought = match wanted.want.as_str() {
            "" | "unjudged" | "open" => {
                let status = if wanted.want == "open" { "open" } else { "unjudged" };
                Filter { status: status.to_owned(), ..filter.clone() }
            }
            "differs" if filter.differs.is_empty() => Filter { differs: "*".to_owned(), ..filter.clone() },
            "differs" => filter.clone(),
            other => return Err(wrong(format!("\"{other}\" is none of unjudged, open, differs"))),
        };
        let bead = after(&desk, &filter, &sought, order, place::parse(&wanted.after).as_ref());
        Ok(json!({"bead": bead.as_ref().map(place::name)}))
    })
    .await
}

/// The first of the sought beads behind a place of the queue, else the first one of all.
fn after(
    desk: &Desk<'_>,
    filter: &Filter,
    sought: &Filter,
    order: Order,
    place: Option<&Place>,
) -> Option<Place> {
    let found = places(desk, sought, order);
    // Without a condition on the status, the bead that was just judged is still in its place.
    let every =
        places(desk, &Filter { status: String::new(), differs: String::new(), ..filter.clone() }, order);
    let is = |other: &Place| place.is_some_and(|(of, group)| *of == other.0 && other.1.is_same(group));
    let start = every.iter().position(is).map_or(0, |at| at + 1);
    let known: std::collections::HashSet<&Place> = found.iter().collect();
    let round = every[start..].iter().chain(&every[..start]);
    round.filter(|other| !is(other)).find(|other| known.contains(other)).cloned()
}

/// Several beads by name, separated by commas.
#[derive(Deserialize)]
pub struct Several {
    #[serde(default)]
    annotator: String,
    #[serde(default)]
    beads: String,
    #[serde(default)]
    words: String,
}

/// A summary of each of several beads; null for one that no longer exists.
pub async fn rows(State(app): State<Arc<App>>, several: RequestQuery<Several>) -> Answer {
    let Query(Several { annotator, beads, words }) = several?;
    let needle = needle(&words)?;
    let name = app.annotator(&annotator)?;
    let wanted: Vec<Place> = beads.split(',').take(MOST_ROWS).filter_map(place::parse).collect();
    answer(app, move |app, review| {
        let desk = app.desk(review, &name);
        let known = wanted.iter().filter(|place| place.0 < desk.table.documents.len());
        let rows: Vec<Value> = known.map(|place| row(app, &desk, place, &needle)).collect();
        Ok(json!({"rows": rows}))
    })
    .await
}

/// The summary of a bead; null if it no longer exists.
fn row(app: &App, desk: &Desk<'_>, (number, group): &Place, needle: &Needle) -> Value {
    let document = desk.view().document(desk.table, *number);
    document.bead(group).map(|bead| snippet(app, &document, &bead, needle)).into()
}

/// One bead by name.
#[derive(Deserialize)]
pub struct One {
    #[serde(default)]
    pub annotator: String,
    #[serde(default)]
    pub bead: String,
    /// Also what the other annotators said.
    #[serde(default)]
    pub others: String,
}

/// The document around a bead.
pub async fn document(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let Query(One { annotator, bead, others }) = one?;
    let name = app.annotator(&annotator)?;
    let place = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |app, review| {
        if place.0 >= review.table.documents.len() {
            return Err(Problem::new(StatusCode::NOT_FOUND, "there is no such document"));
        }
        Ok(sheet::sheet(app, &app.desk(review, &name), &place, others == "1"))
    })
    .await
}
