//! An annotator's view -> a file for download, in a form that is safe to open in a spreadsheet.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sejajar::export::{ExportOptions, FormatName, file_stem};
use serde::Deserialize;

use super::answer::{Problem, RequestQuery, locked};
use super::{App, place};
use crate::review::{Review, agreement, exchange, export};

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
    Rows,
    Agreement,
}

/// The file.
pub async fn export(State(app): State<Arc<App>>, file: RequestQuery<File>) -> Result<Response, Problem> {
    let Query(file) = file?;
    let name = app.annotator(&file.annotator)?;
    let document = place::parse(&file.bead).map_or(0, |place| place.0);
    let (stem, bytes) = locked(app, move |app, review| {
        if matches!(file.what, DownloadKind::Table | DownloadKind::Rows) {
            // These files hold scores.
            app.seeing()?;
        }
        if document >= review.table.documents.len() {
            return Err(Problem::new(StatusCode::NOT_FOUND, "there is no such document"));
        }
        Ok(written(review, &name, file.what, document)?)
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
            exchange::write(&mut out, review.log())?;
            "decisions.csv".to_owned()
        }
        DownloadKind::Gold => {
            let (table, view) = review.view(name);
            export::gold(&mut out, table, view, document)?;
            format!("{}.gold", file_stem(&export::gold_names(table)[document]))
        }
        DownloadKind::Agreement => {
            let names: Vec<String> = review.annotators().map(str::to_owned).collect();
            let (table, views, only) = review.all([]);
            export::measures(&mut out, &agreement::measures(table, views, &names, only))?;
            "agreement.csv".to_owned()
        }
        DownloadKind::Table | DownloadKind::Rows => {
            let (table, views, only) = review.all([name]);
            let options = ExportOptions { excel: true, meta: table.has_meta(), ..ExportOptions::default() };
            let is_table = matches!(what, DownloadKind::Table);
            let beads = if is_table { export::Beads::Made } else { export::Beads::Given(only) };
            export::table(&mut out, table, &views[name], beads, FormatName::CSV, &options)?;
            (if is_table { "reviewed.csv" } else { "rows.csv" }).to_owned()
        }
    };
    Ok((file, out))
}
