//! A native table (csv, tsv or jsonl) -> the groups of each document in it; it looks at names and positions only.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::beads::{Document, Group, quoted};
use crate::error::{Error, Result};

/// The columns that an alignment needs.
#[derive(Deserialize)]
struct Row {
    article_id: String,
    ind_start: usize,
    ind_end: usize,
    eng_start: usize,
    eng_end: usize,
}

/// Whether `line` is the header of a native table or a row of it in JSON.
pub fn is_header(line: &str) -> bool {
    line.starts_with('{') || line.split([',', '\t']).any(|name| name.trim_matches('"') == "ind_start")
}

/// Reads the rows of a table and gathers them by article, in order of appearance.
///
/// # Errors
/// [`Error::Line`] with the row (a header is row 1).
pub fn read(name: &str, text: &str) -> Result<Vec<Document>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let rows = if text.trim_start().starts_with('{') { json(name, text) } else { delimited(name, text) }?;
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut documents: Vec<Document> = Vec::new();
    for (n, row) in rows {
        let group = Group::from_ranges(row.ind_start..row.ind_end, row.eng_start..row.eng_end)
            .map_err(|what| Error::line(name, n, what))?;
        let place = *places.entry(row.article_id).or_insert_with_key(|article| {
            documents.push((Some(article.clone()), Vec::new()));
            documents.len() - 1
        });
        documents[place].1.push(group);
    }
    Ok(documents)
}

fn json(name: &str, text: &str) -> Result<Vec<(usize, Row)>> {
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| match serde_json::from_str(line) {
            Ok(row) => Ok((n + 1, row)),
            Err(error) => Err(Error::line(name, n + 1, format!("{}: {error}", quoted(line)))),
        })
        .collect()
}

fn delimited(name: &str, text: &str) -> Result<Vec<(usize, Row)>> {
    let tabs = text.split('\n').next().is_some_and(|header| header.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quoting(!tabs)
        .from_reader(text.as_bytes());
    let rows = reader.deserialize().enumerate().map(|(n, row)| match row {
        Ok(row) => Ok((n + 2, row)),
        Err(error) => Err(Error::line(name, n + 2, complaint(&error))),
    });
    rows.collect()
}

fn complaint(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        other => format!("not a row of a table: {other:?}"),
    }
}
