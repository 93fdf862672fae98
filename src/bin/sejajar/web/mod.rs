//! A review -> a page on this machine, until Ctrl-C.

mod answer;
mod api;
mod assets;
mod download;
mod guard;
mod place;
mod sheet;
mod why;

use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use sejajar::Aligner;
use tokio::net::TcpListener;

use crate::review::Review;
use guard::{Guard, LARGEST_BODY};

/// Maximum time for open connections to end after Ctrl-C.
const FAREWELL: Duration = Duration::from_secs(2);

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
    let (told, mut heard) = tokio::sync::watch::channel(());
    let asked = async move {
        pressed.await;
        drop(told);
    };
    let server = axum::serve(listener, router(Arc::new(app), guard)).with_graceful_shutdown(asked);
    let patience = async move {
        let _ = heard.changed().await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = server => served.context("the server stopped"),
        () = patience => Ok(()),
    }
}

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
        .route("/api/queue", get(api::queue))
        .route("/api/rows", get(api::rows))
        .route("/api/document", get(api::document))
        .route("/api/why", get(why::why))
        .route("/api/agreement", get(api::agreement))
        .route("/api/export", get(download::export))
        .route("/api/decide", post(api::decide))
        .route("/api/undo", post(api::undo))
        .fallback(get(assets::file))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(guard, guard::guard))
        .with_state(app)
}
