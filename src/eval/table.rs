//! A native table (csv, tsv or jsonl) -> the groups of each document in it; it looks at names and positions only.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::beads::{Document, Group, quoted};
use super::gather::Gathered;
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

/// How a table is written down.
#[derive(Clone, Copy)]
pub enum Writing {
    /// A header and rows, this byte between their cells.
    Delimited(u8),
    /// A JSON object a line.
    Json,
}

impl Writing {
    /// That of `text`, as its first line says.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let tabs = text.split('\n').next().is_some_and(|header| header.contains('\t'));
        match (text.starts_with('{'), tabs) {
            (true, _) => Writing::Json,
            (false, true) => Writing::Delimited(b'\t'),
            (false, false) => Writing::Delimited(b','),
        }
    }
}

/// Reads the rows of a table and gathers them by article, in order of appearance.
///
/// # Errors
/// [`Error::Line`] with the row (a header is row 1).
pub fn read(name: &str, text: &str, writing: Writing) -> Result<Vec<Document>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let rows = match writing {
        Writing::Json => json(name, text),
        Writing::Delimited(between) => delimited(name, text, between),
    }?;
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut articles: Vec<(String, Gathered)> = Vec::new();
    for (n, row) in rows {
        let group = Group::from_ranges(row.ind_start..row.ind_end, row.eng_start..row.eng_end)
            .map_err(|what| Error::line(name, n, what))?;
        let place = *places.entry(row.article_id).or_insert_with_key(|article| {
            articles.push((article.clone(), Gathered::default()));
            articles.len() - 1
        });
        articles[place].1.push(name, n, group)?;
    }
    Ok(articles.into_iter().map(|(article, gathered)| (Some(article), gathered.groups())).collect())
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

fn delimited(name: &str, text: &str, between: u8) -> Result<Vec<(usize, Row)>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(between).quoting(between != b'\t').from_reader(text.as_bytes());
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
