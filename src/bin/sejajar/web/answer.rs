//! The common part of all answers: the annotator of a request, the lock on the review during the work, and
//! errors as JSON.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::App;
use crate::review::decision;
use crate::review::queue::{Desk, Order};
use crate::review::{Cause, Refusal, Review, Trouble};
use crate::say;

/// JSON, or an error.
pub type Answer = Result<Json<Value>, Problem>;
/// The query of a request.
pub type RequestQuery<T> = Result<Query<T>, QueryRejection>;
/// The body of a request.
pub type RequestBody<T> = Result<Json<T>, JsonRejection>;

/// The error answer to a request.
pub struct Problem {
    status: StatusCode,
    what: String,
    /// The trouble with the store, if that is the reason.
    store: Option<Cause>,
}

impl Problem {
    /// An error that is not about the store.
    pub fn new(status: StatusCode, what: impl Into<String>) -> Self {
        Problem { status, what: what.into(), store: None }
    }
}

impl App {
    /// The annotator named by a request, or else the default of the server.
    pub fn annotator(&self, name: &str) -> Result<String, Problem> {
        let name = if name.is_empty() { &self.settings.annotator } else { name };
        decision::annotator(name).map_err(wrong)
    }

    /// Fails if the server takes no decisions.
    pub fn writable(&self) -> Result<(), Problem> {
        let what = "this review is read only: it was started with --read-only";
        if self.settings.read_only { Err(Problem::new(StatusCode::FORBIDDEN, what)) } else { Ok(()) }
    }

    /// Fails if the model's opinions are hidden.
    pub fn seeing(&self) -> Result<(), Problem> {
        let what = "this review is blind: it was started with --blind";
        if self.settings.blind { Err(Problem::new(StatusCode::FORBIDDEN, what)) } else { Ok(()) }
    }

    /// The orders of the queue, the default one first.
    pub fn orders(&self, review: &Review) -> &'static [(Order, &'static str)] {
        match (self.settings.blind, review.only.is_some()) {
            (true, _) => &[(Order::Random, "random")],
            (false, true) => {
                &[(Order::Sample, "sample"), (Order::Suspect, "suspect"), (Order::Reading, "reading")]
            }
            (false, false) => &[(Order::Suspect, "suspect"), (Order::Reading, "reading")],
        }
    }

    /// The views from which the queue of an annotator is made.
    pub fn desk<'r>(&self, review: &'r mut Review, me: &'r str) -> Desk<'r> {
        let (table, views, only) = review.all([me]);
        Desk { table, views, me, only, seed: self.settings.seed }
    }
}

/// Answers a request by a function of the review.
pub async fn answer(
    app: Arc<App>,
    work: impl FnOnce(&App, &mut Review) -> Result<Value, Problem> + Send + 'static,
) -> Answer {
    locked(app, work).await.map(Json)
}

/// Runs the work of one request on a thread that may block, on a review that is up to date with the store.
pub async fn locked<T: Send + 'static>(
    app: Arc<App>,
    work: impl FnOnce(&App, &mut Review) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let work = move || {
        let mut review = app.review.lock().unwrap_or_else(PoisonError::into_inner);
        // What is wrong with the store is part of the answers; reading goes on from memory.
        let _ = review.refresh();
        work(&app, &mut review)
    };
    let stopped = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the request was not answered");
    tokio::task::spawn_blocking(work).await.map_err(stopped)?
}

/// An error for an invalid request.
pub fn wrong(what: impl Into<String>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, what)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = json!({"error": self.what});
        if let Some(cause) = self.store {
            answer["store"] = cause.name().into();
        }
        (self.status, Json(answer)).into_response()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Conflict(what) => Problem::new(StatusCode::CONFLICT, what),
            Refusal::Failed(Trouble { cause, what }) => {
                let status = match cause {
                    Cause::Locked => StatusCode::SERVICE_UNAVAILABLE,
                    _ => StatusCode::INTERNAL_SERVER_ERROR,
                };
                Problem { status, what: format!("not saved: {what}"), store: Some(cause) }
            }
        }
    }
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, say::told(&error))
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Problem::new(rejection.status(), rejection.body_text())
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Problem::new(rejection.status(), rejection.body_text())
    }
}
