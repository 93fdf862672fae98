//! An annotator's view -> a file for download, in a form that is safe to open in a spreadsheet.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sejajar::export::{ExportOptions, FormatName, file_stem};
use serde::Deserialize;

use super::answer::{Problem, RequestQuery, locked};
use super::{App, place};
use crate::review::{Refusal, Review, exchange, export};

/// The requested file.
#[derive(Deserialize)]
pub struct File {
    #[serde(default)]
    annotator: String,
    what: DownloadKind,
    /// A bead of the document, for gold.
    #[serde(default)]
    bead: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum DownloadKind {
    Gold,
    Table,
    Csv,
}

/// The file.
pub async fn export(State(app): State<Arc<App>>, file: RequestQuery<File>) -> Result<Response, Problem> {
    let Query(file) = file?;
    let name = app.annotator(&file.annotator)?;
    let document = place::parse(&file.bead).map_or(0, |place| place.0);
    let (stem, bytes) = locked(app, move |_, review| {
        if document >= review.table.documents.len() {
            return Err(Problem(StatusCode::NOT_FOUND, "there is no such document".to_owned()));
        }
        written(review, &name, file.what, document).map_err(|error| Refusal::Failed(error).into())
    })
    .await?;
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The name and the content of a file.
fn written(
    review: &mut Review,
    name: &str,
    what: DownloadKind,
    document: usize,
) -> anyhow::Result<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let file = match what {
        DownloadKind::Csv => {
            exchange::write(&mut out, &review.log()?)?;
            "decisions.csv".to_owned()
        }
        DownloadKind::Gold => {
            let (table, view) = review.view(name);
            export::gold(&mut out, table, view, document)?;
            format!("{}.gold", file_stem(&export::gold_names(table)[document]))
        }
        DownloadKind::Table => {
            let (table, view) = review.view(name);
            let options = ExportOptions { excel: true, meta: table.has_meta(), ..ExportOptions::default() };
            export::table(&mut out, table, view, export::Beads::Made, FormatName::CSV, &options)?;
            "reviewed.csv".to_owned()
        }
    };
    Ok((file, out))
}
