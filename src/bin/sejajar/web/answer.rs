//! The frame of every answer: who asks, the review locked for as long as the work takes, and what went wrong
//! as JSON.

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

/// JSON, or what went wrong.
pub type Answer = Result<Json<Value>, Problem>;
/// What the address of a request says.
pub type Asked<T> = Result<Query<T>, QueryRejection>;
/// What the body of a request says.
pub type Told<T> = Result<Json<T>, JsonRejection>;

/// What a request is answered with in place of what it asked for.
pub struct Problem(pub StatusCode, pub String);

impl App {
    /// The annotator that a request names, or else the one that the server was started with.
    pub fn annotator(&self, name: &str) -> Result<String, Problem> {
        let name = if name.is_empty() { &self.settings.annotator } else { name };
        decision::annotator(name).map_err(wrong)
    }

    /// Whether decisions are taken.
    pub fn writable(&self) -> Result<(), Problem> {
        let what = "this review is read only: it was started with --read-only";
        if self.settings.read_only { Err(Problem(StatusCode::FORBIDDEN, what.to_owned())) } else { Ok(()) }
    }
}

/// The answer to a request, by work on the review.
pub async fn answer(
    app: Arc<App>,
    work: impl FnOnce(&App, &mut Review) -> Result<Value, Problem> + Send + 'static,
) -> Answer {
    locked(app, work).await.map(Json)
}

/// Does the work of one request on a thread that may wait for the disk, with all that is in the store by now.
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

/// A request that cannot be understood.
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
