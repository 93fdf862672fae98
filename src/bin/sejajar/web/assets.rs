//! The files of the page, embedded in the program: no path leads to any other file.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Path, type and content of each.
const FILES: [(&str, &str, &str); 33] = [
    ("/", HTML, include_str!("assets/index.html")),
    ("/style.css", STYLE, include_str!("assets/style.css")),
    ("/card.css", STYLE, include_str!("assets/card.css")),
    ("/app.js", SCRIPT, include_str!("assets/app.js")),
    ("/annotators.js", SCRIPT, include_str!("assets/annotators.js")),
    ("/api.js", SCRIPT, include_str!("assets/api.js")),
    ("/bands.js", SCRIPT, include_str!("assets/bands.js")),
    ("/card.js", SCRIPT, include_str!("assets/card.js")),
    ("/choose.js", SCRIPT, include_str!("assets/choose.js")),
    ("/compare.js", SCRIPT, include_str!("assets/compare.js")),
    ("/cut.js", SCRIPT, include_str!("assets/cut.js")),
    ("/dialogs.js", SCRIPT, include_str!("assets/dialogs.js")),
    ("/dom.js", SCRIPT, include_str!("assets/dom.js")),
    ("/edit.js", SCRIPT, include_str!("assets/edit.js")),
    ("/filters.js", SCRIPT, include_str!("assets/filters.js")),
    ("/first.js", SCRIPT, include_str!("assets/first.js")),
    ("/found.js", SCRIPT, include_str!("assets/found.js")),
    ("/header.js", SCRIPT, include_str!("assets/header.js")),
    ("/identity.js", SCRIPT, include_str!("assets/identity.js")),
    ("/judge.js", SCRIPT, include_str!("assets/judge.js")),
    ("/keys.js", SCRIPT, include_str!("assets/keys.js")),
    ("/panel.js", SCRIPT, include_str!("assets/panel.js")),
    ("/figure.css", STYLE, sejajar::figures::STYLE),
    ("/pictures.css", STYLE, include_str!("assets/pictures.css")),
    ("/pictures.js", SCRIPT, include_str!("assets/pictures.js")),
    ("/queue.js", SCRIPT, include_str!("assets/queue.js")),
    ("/repair.js", SCRIPT, include_str!("assets/repair.js")),
    ("/sheet.js", SCRIPT, include_str!("assets/sheet.js")),
    ("/state.js", SCRIPT, include_str!("assets/state.js")),
    ("/svg.js", SCRIPT, include_str!("assets/svg.js")),
    ("/walk.js", SCRIPT, include_str!("assets/walk.js")),
    ("/words.js", SCRIPT, include_str!("assets/words.js")),
    ("/icon.svg", "image/svg+xml", include_str!("assets/icon.svg")),
];
const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The file at a path.
pub async fn file(uri: Uri) -> Response {
    match FILES.iter().find(|(path, ..)| *path == uri.path()) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response(),
    }
}
