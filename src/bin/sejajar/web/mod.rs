//! A review -> a page on this machine, until Ctrl-C.

mod answer;
mod api;
mod assets;
mod connections;
mod deciding;
mod download;
mod guard;
mod judges;
mod pictures;
mod place;
mod sheet;
mod snippet;
mod why;

use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use sejajar::Aligner;
use tokio::net::TcpListener;

use crate::review::Review;
pub use deciding::adjudicated;
use guard::{Guard, LARGEST_BODY};

/// Maximum time for open connections to end after Ctrl-C.
const FAREWELL: Duration = Duration::from_secs(2);
/// Maximum time for a request, with the arrival of its body.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings of the server.
#[derive(Debug)]
pub struct Settings {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The annotator, unless the page names another one.
    pub annotator: String,
    /// Whether decisions are rejected.
    pub read_only: bool,
    /// Whether the model's opinions are hidden: confidence, scores, flags, and the order by them.
    pub blind: bool,
    /// The seed of the random order.
    pub seed: u64,
    /// The annotator who decides between the others, if the review is for that.
    pub adjudicator: Option<String>,
}

/// The state shared by all requests.
pub struct App {
    review: Mutex<Review>,
    settings: Settings,
    aligner: Aligner,
}

/// Serves until Ctrl-C; `ready` receives the address to open.
///
/// # Errors
/// An address on which the server cannot listen.
pub fn serve(review: Review, settings: Settings, ready: impl FnOnce(&str)) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let outcome = runtime.block_on(serve_until_told(review, settings, ready));
    runtime.shutdown_timeout(FAREWELL);
    outcome
}

async fn serve_until_told(review: Review, settings: Settings, ready: impl FnOnce(&str)) -> Result<()> {
    let wanted = SocketAddr::new(settings.host, settings.port);
    let listener = TcpListener::bind(wanted).await.with_context(|| {
        format!(
            "cannot listen on {wanted}; another --port may be free (0 takes any), or another --host be yours"
        )
    })?;
    let guard = Arc::new(Guard::new(listener.local_addr()?)?);
    let app = App { review: Mutex::new(review), settings, aligner: Aligner::default() };
    let pressed = interrupt().await;
    ready(&guard.url());
    raise_no_signal_for_large_files();
    connections::serve(listener, router(Arc::new(app), guard), pressed, FAREWELL).await;
    Ok(())
}

/// Beyond a limit on the size of files, writing fails; without a handler the signal would end the process
/// before the decision could be refused.
#[cfg(unix)]
fn raise_no_signal_for_large_files() {
    /// SIGXFSZ on Linux and the BSDs.
    const TOO_LARGE: i32 = 25;
    let kind = tokio::signal::unix::SignalKind::from_raw(TOO_LARGE);
    // The handler remains when the stream of signals is gone.
    drop(tokio::signal::unix::signal(kind));
}

#[cfg(not(unix))]
fn raise_no_signal_for_large_files() {}

/// Waits for Ctrl-C, which is caught from the moment of the call: a user may press it as soon as the address
/// is printed.
async fn interrupt() -> impl Future<Output = ()> {
    let mut pressed = Box::pin(tokio::signal::ctrl_c());
    // The signal is caught only once the future has been polled.
    let first = poll_fn(|context| Poll::Ready(pressed.as_mut().poll(context))).await;
    async move {
        let caught = match first {
            Poll::Ready(caught) => caught,
            Poll::Pending => pressed.await,
        };
        // If signals cannot be caught, Ctrl-C ends the process at once; all decisions are on disk.
        if caught.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn router(app: Arc<App>, guard: Arc<Guard>) -> Router {
    Router::new()
        .route("/api/session", get(api::session))
        .route("/api/store", get(api::store))
        .route("/api/queue", get(api::queue))
        .route("/api/next", get(api::next))
        .route("/api/rows", get(api::rows))
        .route("/api/document", get(api::document))
        .route("/api/beads", get(pictures::beads))
        .route("/api/figures", get(pictures::figures))
        .route("/api/why", get(why::why))
        .route("/api/history", get(judges::history))
        .route("/api/agreement", get(judges::agreement))
        .route("/api/agreement/all", get(judges::agreements))
        .route("/api/export", get(download::export))
        .route("/api/decide", post(deciding::decide))
        .route("/api/undo", post(deciding::undo))
        .route("/api/redo", post(deciding::redo))
        .route("/api/accept", post(deciding::accept))
        .route("/api/take", post(deciding::take))
        .route("/api/adjudicate", post(deciding::adjudicate))
        .route("/api/restore", post(deciding::restore))
        .fallback(get(assets::file))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(guard, guard::guard))
        .layer(from_fn(in_time))
        .with_state(app)
}

/// Ends requests whose body never arrives.
async fn in_time(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(PATIENCE, next.run(request)).await;
    answered.unwrap_or_else(|_| (StatusCode::REQUEST_TIMEOUT, "The request took too long.\n").into_response())
}
