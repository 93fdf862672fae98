//! The files of the page, embedded in the program: no path leads to any other file.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Path, type and content of each.
const FILES: [(&str, &str, &str); 10] = [
    ("/", HTML, include_str!("assets/index.html")),
    ("/style.css", "text/css; charset=utf-8", include_str!("assets/style.css")),
    ("/app.js", SCRIPT, include_str!("assets/app.js")),
    ("/api.js", SCRIPT, include_str!("assets/api.js")),
    ("/dom.js", SCRIPT, include_str!("assets/dom.js")),
    ("/queue.js", SCRIPT, include_str!("assets/queue.js")),
    ("/sheet.js", SCRIPT, include_str!("assets/sheet.js")),
    ("/card.js", SCRIPT, include_str!("assets/card.js")),
    ("/dialogs.js", SCRIPT, include_str!("assets/dialogs.js")),
    ("/icon.svg", "image/svg+xml", include_str!("assets/icon.svg")),
];
const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The file at a path.
pub async fn file(uri: Uri) -> Response {
    match FILES.iter().find(|(path, ..)| *path == uri.path()) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response(),
    }
}
