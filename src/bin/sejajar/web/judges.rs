//! The work of several annotators -> their agreement, and the history of a row.

use std::sync::Arc;

use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, RequestQuery, answer, wrong};
use super::api::{One, progress};
use super::snippet::snippet;
use super::{App, place};
use crate::review::agreement::{Difference, agreement as agree, measures, overall};
use crate::review::bead::{Bead, Status};
use crate::review::decision::Action;
use crate::review::queue::Needle;
use crate::review::view::{Past, Progress, View};

/// Maximum number of differences in a list.
const MOST_DIFFERENCES: usize = 500;

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
    answer(app, move |app, review| {
        let (table, views, only) = review.all([x.as_str(), y.as_str()]);
        let two = [&views[&x], &views[&y]];
        let (found, all) = (agree(table, two, only), overall(table, &two, only));
        let line = |difference: &Difference| {
            let (number, group) = &difference.place;
            let document = crate::review::draft::DocumentView::new(table, *number, None);
            let row = table.row_of(*number, group).map(|row| Bead::of_row(row, group.clone()));
            json!({
                "row": row.map(|bead| snippet(app, &document, &bead, &Needle::new(""))),
                "said": difference.said.map(Status::name),
            })
        };
        Ok(json!({
            "annotators": [x, y],
            "counts": found.counts,
            "kappa": found.kappa,
            "alpha": all.alpha,
            "differing": found.differences.len(),
            "differences": found.differences.iter().take(MOST_DIFFERENCES).map(line).collect::<Vec<_>>(),
        }))
    })
    .await
}

/// Annotators, one per line.
#[derive(Deserialize)]
pub struct Names {
    #[serde(default)]
    names: String,
}

/// The agreement of several annotators.
pub async fn agreements(State(app): State<Arc<App>>, names: RequestQuery<Names>) -> Answer {
    let named = names?.0.names;
    answer(app, move |_, review| {
        let known: Vec<String> = review.annotators().map(str::to_owned).collect();
        let names: Vec<String> = match named.as_str() {
            "" => known,
            list => {
                let wanted = list.lines().map(str::to_owned).collect::<Vec<_>>();
                if let Some(other) = wanted.iter().find(|name| !known.contains(name)) {
                    return Err(wrong(format!("{other} decided nothing in this table")));
                }
                wanted
            }
        };
        let counts: Vec<Progress> = names.iter().map(|name| progress(review, name)).collect();
        let (table, views, only) = review.all([]);
        let lines = measures(table, views, &names, only);
        let last = lines.last();
        let pairs: Vec<Value> = lines
            .chunks_exact(2)
            .map(|two| {
                let [x, y] = [&two[0].annotators[0], &two[0].annotators[1]];
                json!({"x": x, "y": y, "rows": two[0].rows, "agree": two[0].value, "kappa": two[1].value})
            })
            .collect();
        Ok(json!({
            "annotators": names,
            "counts": counts,
            "rows": last.map_or(0, |line| line.rows),
            "alpha": last.and_then(|line| line.value),
            "pairs": pairs,
        }))
    })
    .await
}

/// All decisions of all annotators on the sentences of a bead, the oldest first.
pub async fn history(State(app): State<Arc<App>>, one: RequestQuery<One>) -> Answer {
    let Query(One { annotator, bead, .. }) = one?;
    let name = app.annotator(&annotator)?;
    let (document, group) = place::parse(&bead).ok_or_else(|| wrong(format!("\"{bead}\" is no bead")))?;
    answer(app, move |_, review| {
        let (table, views, _) = review.all([name.as_str()]);
        if document >= table.documents.len() {
            return Err(wrong("there is no such document"));
        }
        let given = views[&name].document(table, document).given(&group);
        let is_about = |past: &Past| {
            let meets = past.given.ind.meets(&given.ind) || past.given.eng.meets(&given.eng);
            let is_deed = !matches!(past.entry.decision.action, Action::Undo(_) | Action::Redo(_));
            past.document == document && meets && is_deed
        };
        let mut found: Vec<(&View, &Past)> = views
            .values()
            .flat_map(|view| view.past().iter().map(move |past| (view, past)))
            .filter(|(_, past)| is_about(past))
            .collect();
        found.sort_by_key(|(_, past)| past.entry.seq);
        let line = |(view, past): (&View, &Past)| {
            let decision = &past.entry.decision;
            json!({
                "seq": past.entry.seq,
                "time": past.entry.time,
                "annotator": decision.annotator,
                "action": decision.action.name(),
                "value": decision.action.value(),
                "group": decision.group.to_string(),
                "undone": !view.counts(&past.entry),
            })
        };
        Ok(json!({"decisions": found.into_iter().map(line).collect::<Vec<_>>()}))
    })
    .await
}
