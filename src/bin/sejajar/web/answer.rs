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
use crate::review::{Refusal, Review};
use crate::say;

/// JSON, or an error.
pub type Answer = Result<Json<Value>, Problem>;
/// The query of a request.
pub type RequestQuery<T> = Result<Query<T>, QueryRejection>;
/// The body of a request.
pub type RequestBody<T> = Result<Json<T>, JsonRejection>;

/// The error answer to a request.
pub struct Problem(pub StatusCode, pub String);

impl App {
    /// The annotator named by a request, or else the default of the server.
    pub fn annotator(&self, name: &str) -> Result<String, Problem> {
        let name = if name.is_empty() { &self.settings.annotator } else { name };
        decision::annotator(name).map_err(wrong)
    }

    /// Fails if the server takes no decisions.
    pub fn writable(&self) -> Result<(), Problem> {
        let what = "this review is read only: it was started with --read-only";
        if self.settings.read_only { Err(Problem(StatusCode::FORBIDDEN, what.to_owned())) } else { Ok(()) }
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
        review.refresh().map_err(Refusal::Failed)?;
        work(&app, &mut review)
    };
    let stopped = |_| Problem(StatusCode::INTERNAL_SERVER_ERROR, "the request was not answered".to_owned());
    tokio::task::spawn_blocking(work).await.map_err(stopped)?
}

/// An error for an invalid request.
pub fn wrong(what: impl Into<String>) -> Problem {
    Problem(StatusCode::BAD_REQUEST, what.into())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Conflict(what) => Problem(StatusCode::CONFLICT, what),
            Refusal::Failed(error) => {
                Problem(StatusCode::INTERNAL_SERVER_ERROR, format!("not saved: {}", say::told(&error)))
            }
        }
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Problem(rejection.status(), rejection.body_text())
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Problem(rejection.status(), rejection.body_text())
    }
}
