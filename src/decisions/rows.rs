//! The bytes of a table or of JSON lines -> the judgements in it.

use serde_json::{Map, Value};

use super::row::{ANSWER, Cells, Row};
use crate::error::{Error, Result};
use crate::read::Delimited;
use crate::suggestion;

/// The judgements of a file, in order.
pub(super) fn rows(name: &str, bytes: &[u8]) -> Result<Vec<Row>> {
    let bare = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let found =
        if bare.trim_ascii_start().starts_with(b"{") { objects(name, bare)? } else { table(name, bytes)? };
    let rows = found.into_iter().filter_map(|(line, cells)| {
        let row = Row::of(line, &cells).map_err(|what| Error::line(name, line, what));
        row.transpose()
    });
    rows.collect()
}

/// The cells of a delimited table, each row with its line.
fn table(name: &str, bytes: &[u8]) -> Result<Vec<(usize, Cells)>> {
    let Delimited { text, delimiter, .. } = Delimited::of(name, bytes, |head| check(name, head).is_ok())?;
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(delimiter).trim(csv::Trim::Headers).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| Error::line(name, 1, error.to_string()))?.clone();
    check(name, &header)?;
    let line = |place: Option<&csv::Position>| place.map_or(1, csv::Position::line) as usize;
    let rows = reader.records().map(|record| {
        let record = record.map_err(|error| Error::line(name, line(error.position()), error.to_string()))?;
        let cells =
            header.iter().zip(record.iter()).map(|(column, cell)| (column.to_owned(), cell.to_owned()));
        Ok((line(record.position()), cells.collect()))
    });
    rows.collect()
}

/// Fails if the header lacks a column.
fn check(name: &str, header: &csv::StringRecord) -> Result<()> {
    let has = |column: &str| header.iter().any(|title| title == column);
    let missing = |column: &str, other: &str| {
        let hint = suggestion::column(column, header, |_| false);
        Err(Error::line(name, 1, format!("the header has no column \"{column}\"{other}{hint}")))
    };
    if !has("article_id") {
        return missing("article_id", "");
    }
    if has("action") && has("annotator") {
        let what = "is the log of all decisions of a review; export its table or its rows";
        return Err(Error::input(name, what));
    }
    if !ANSWER.iter().any(|column| has(column)) {
        return missing(ANSWER[0], " (nor \"status\")");
    }
    let (links, beads) = (["ind", "eng"], ["ind_sentences", "eng_sentences"]);
    if ![links, beads].iter().any(|columns| columns.iter().all(|column| has(column))) {
        return missing("ind", " and \"eng\" (links), nor \"ind_sentences\" and \"eng_sentences\" (beads)");
    }
    Ok(())
}

/// The cells of JSON lines.
fn objects(name: &str, bytes: &[u8]) -> Result<Vec<(usize, Cells)>> {
    let text = std::str::from_utf8(bytes).map_err(|error| Error::input(name, error.to_string()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rows = lines.map(|(at, line)| {
        let object: Map<String, Value> =
            serde_json::from_str(line).map_err(|error| Error::line(name, at + 1, error.to_string()))?;
        Ok((at + 1, object.into_iter().map(|(key, value)| (key, written(&value))).collect()))
    });
    rows.collect()
}

/// A value as the cell of a table would have it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
