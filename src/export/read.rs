//! Files in a native format -> pairs; messages name the file, the row and the column.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::cell::{Cell, finite, parse, unguard};
use super::{COLUMNS, Column, FormatName, META_COLUMNS, Type, columns};
use crate::error::{Error, Result};
use crate::model::Pair;

/// Reads the native table at `path`; see [`read`].
///
/// # Errors
/// [`Error::Io`], and those of [`read`].
pub fn read_file(path: &Path, format: Option<FormatName>) -> Result<Vec<Pair>> {
    let bytes = fs::read(path).map_err(|source| Error::io(path, source))?;
    read(&path.display().to_string(), &bytes, format)
}

/// Reads a native table (csv, tsv or jsonl; told from its first line when `format` is absent); `name` is what messages
/// call it.
///
/// Columns are found by name: their order is free and columns of the user's own are passed over. A byte order mark says
/// that the table was written for a spreadsheet, and the apostrophes that guard formulas are taken off again.
///
/// # Errors
/// [`Error::Line`] with the row (the header is row 1) for a missing column, a bad value or a broken row;
/// [`Error::Option`] for a format that cannot be read back.
pub fn read(name: &str, bytes: &[u8], format: Option<FormatName>) -> Result<Vec<Pair>> {
    let (bytes, excel) = match bytes.strip_prefix("\u{FEFF}".as_bytes()) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    match format.unwrap_or_else(|| sniff(bytes)) {
        FormatName::Csv => delimited(name, bytes, b',', excel),
        FormatName::Tsv => delimited(name, bytes, b'\t', excel),
        FormatName::Jsonl => json_lines(name, bytes),
        other => Err(Error::Option(format!(
            "{other} holds no texts and cannot be read back: csv, tsv or jsonl can"
        ))),
    }
}

fn sniff(bytes: &[u8]) -> FormatName {
    let first = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    match first {
        line if line.trim_ascii_start().starts_with(b"{") => FormatName::Jsonl,
        line if line.contains(&b'\t') => FormatName::Tsv,
        _ => FormatName::Csv,
    }
}

fn delimited(name: &str, bytes: &[u8], delimiter: u8, excel: bool) -> Result<Vec<Pair>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .has_headers(false)
        .from_reader(bytes);
    let mut rows = reader.records().enumerate().map(|(n, record)| {
        let row = n + 1;
        record.map(|record| (row, record)).map_err(|error| broken_row(name, row, &error))
    });
    let header = rows.next().transpose()?.map(|(_, header)| header).unwrap_or_default();
    let places = places(name, &header, delimiter)?;
    rows.map(|record| {
        let (row, record) = record?;
        let cells = places.iter().map(|&(place, column)| {
            let text = record.get(place).unwrap_or_default();
            (column, parse(column.kind, if excel && column.kind.is_textual() { unguard(text) } else { text }))
        });
        pair(name, row, cells)
    })
    .collect()
}

/// Where the header has each of our columns; those of metadata may be absent.
fn places(name: &str, header: &::csv::StringRecord, delimiter: u8) -> Result<Vec<(usize, &'static Column)>> {
    let find = |column: &Column| header.iter().position(|title| title.trim() == column.name);
    let place = |column: &'static Column| {
        find(column).map(|at| (at, column)).ok_or_else(|| {
            let semicolons = delimiter == b',' && header.len() == 1 && header[0].contains(';');
            let hint =
                if semicolons { " (cells are parted by \";\"; save the table with commas)" } else { "" };
            Error::line(name, 1, format!("the header has no column \"{}\"{hint}", column.name))
        })
    };
    let meta = META_COLUMNS.iter().filter_map(|column| Some(Ok((find(column)?, column))));
    COLUMNS.iter().map(place).chain(meta).collect()
}

fn broken_row(name: &str, row: usize, error: &::csv::Error) -> Error {
    let what = match error.kind() {
        ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        ::csv::ErrorKind::Utf8 { err, .. } => format!("cell {} is not UTF-8", err.field() + 1),
        other => format!("not a row of a table: {other:?}"),
    };
    Error::line(name, row, what)
}

fn json_lines(name: &str, bytes: &[u8]) -> Result<Vec<Pair>> {
    let lines = bytes.split(|&b| b == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(n, line)| {
            let object: Map<String, Value> = serde_json::from_slice(line)
                .map_err(|error| Error::line(name, n + 1, format!("not a JSON object: {error}")))?;
            let cells = columns(true).filter_map(|column| match object.get(column.name) {
                Some(value) => Some((column, json_cell(column.kind, value))),
                None if column.kind.is_optional() => None,
                None => Some((column, Err("is missing".to_owned()))),
            });
            pair(name, n + 1, cells)
        })
        .collect()
}

fn json_cell(kind: Type, value: &Value) -> Result<Cell<'static>, String> {
    let wrong = |wanted: &str| Err(format!("{value} is not {wanted}"));
    match (kind, value) {
        (Type::Text | Type::Shape, Value::String(text)) => Ok(Cell::Text(Cow::Owned(text.clone()))),
        (Type::Text | Type::Shape, _) => wrong("a string"),
        (Type::Optional | Type::Date, Value::Null) => Ok(Cell::Optional(None)),
        (Type::Optional | Type::Date, Value::String(text)) => {
            Ok(Cell::Optional((!text.is_empty()).then(|| Cow::Owned(text.clone()))))
        }
        (Type::Optional | Type::Date, _) => wrong("a string or null"),
        (Type::Position, _) => match value.as_u64().and_then(|n| usize::try_from(n).ok()) {
            Some(position) => Ok(Cell::Count(position)),
            None => wrong("a sentence position (0, 1, 2 …)"),
        },
        (Type::Probability | Type::Score, Value::Null) => Ok(Cell::Number(None)),
        (Type::Probability | Type::Score, _) => match value.as_f64() {
            Some(number) => finite(number, kind).map(|n| Cell::Number(Some(n))),
            None => wrong("a number or null"),
        },
        (Type::List, Value::Array(items)) => {
            let text = |item: &Value| item.as_str().map(|text| Cow::Owned(text.to_owned()));
            items
                .iter()
                .map(text)
                .collect::<Option<_>>()
                .map_or_else(|| wrong("a list of strings"), |l| Ok(Cell::List(l)))
        }
        (Type::List, _) => wrong("a list of strings"),
    }
}

/// A pair from what was found for each column, in order.
fn pair<'c>(
    name: &str,
    row: usize,
    cells: impl Iterator<Item = (&'c Column, Result<Cell<'static>, String>)>,
) -> Result<Pair> {
    let mut pair = Pair::default();
    for (column, cell) in cells {
        let put = cell.and_then(|cell| (column.put)(&mut pair, cell));
        put.map_err(|what| Error::line(name, row, format!("{}: {what}", column.name)))?;
    }
    Ok(pair)
}
