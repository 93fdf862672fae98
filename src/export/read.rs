//! Files in a native format -> pairs, one at a time; messages name the file, the row and the column.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::cell::{Cell, finite, parse, unguard};
use super::meta::in_reading_order;
use super::{Column, FormatName, Type};
use crate::error::{Error, Result};
use crate::model::Pair;

/// Reads the native table at `path`; see [`read`].
///
/// # Errors
/// [`Error::Io`], and those of [`read`].
pub fn read_file(path: &Path, format: Option<FormatName>) -> Result<Vec<Pair>> {
    let file = File::open(path).map_err(|source| Error::io(path, source))?;
    rows(&path.display().to_string(), file, format)?.collect()
}

/// Reads a native table (csv, tsv or jsonl; told from its first line when `format` is absent); `name` is what
/// messages call it.
///
/// Columns are found by name: their order is free, columns of the user's own are passed over, and those that
/// earlier versions of the table did not have may be absent: sentences are then those from start to end, and
/// nothing is known of the rest. A byte order mark says that the table was written for a spreadsheet, and the
/// apostrophes that guard formulas are taken off again.
///
/// # Errors
/// [`Error::Line`] with the row (the header is row 1) for a missing column, a bad value or a broken row;
/// [`Error::Input`] for a table in UTF-16; [`Error::Option`] for a format that cannot be read back.
pub fn read(name: &str, bytes: &[u8], format: Option<FormatName>) -> Result<Vec<Pair>> {
    rows(name, bytes, format)?.collect()
}

/// The rows of a native table, each read when it is asked for, so that a table may be larger than memory;
/// behind an error nothing comes.
pub struct Rows<'r> {
    rows: Box<dyn Iterator<Item = Result<Pair>> + 'r>,
    failed: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<Pair>;

    fn next(&mut self) -> Option<Result<Pair>> {
        let next = if self.failed { None } else { self.rows.next() };
        self.failed |= matches!(next, Some(Err(_)));
        next
    }
}

/// Opens a native table for reading row by row; see [`read`].
///
/// # Errors
/// Those of [`read`]: what is wrong with the header at once, what is wrong with a row when that is asked for.
pub fn rows<'r>(name: &str, input: impl Read + 'r, format: Option<FormatName>) -> Result<Rows<'r>> {
    let mut input = BufReader::new(input);
    let mut head = Vec::new();
    let first = input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut head);
    first.map_err(|source| Error::io(name, source))?;
    let excel = head.starts_with(MARK);
    if excel {
        head.drain(..MARK.len());
    }
    if is_wide(&head) {
        let what =
            "is in UTF-16; save it as UTF-8 (a spreadsheet's \"CSV UTF-8\", or iconv -f UTF-16 -t UTF-8)";
        return Err(Error::input(name, what));
    }
    let format = format.unwrap_or_else(|| sniff(&head));
    let input = Cursor::new(head).chain(input);
    let rows: Box<dyn Iterator<Item = Result<Pair>>> = match format {
        FormatName::Csv => Box::new(delimited(name, input, b',', excel)?),
        FormatName::Tsv => Box::new(delimited(name, input, b'\t', excel)?),
        FormatName::Jsonl => Box::new(json_lines(name, input)),
        other => {
            return Err(Error::Option(format!("{other} cannot be read back: csv, tsv or jsonl can")));
        }
    };
    Ok(Rows { rows, failed: false })
}

/// The byte order mark.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// So much of a table is looked at to tell its format, in bytes.
const LONGEST_HEADER: u64 = 1 << 16;

/// Whether a table opens as UTF-16 does: with its mark, or with every other byte zero.
fn is_wide(head: &[u8]) -> bool {
    let zero =
        |from: usize| head.iter().skip(from).step_by(2).take(4).filter(|&&byte| byte == 0).count() == 4;
    head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || zero(0) != zero(1)
}

fn sniff(first: &[u8]) -> FormatName {
    match first {
        line if line.trim_ascii_start().starts_with(b"{") => FormatName::Jsonl,
        line if line.contains(&b'\t') => FormatName::Tsv,
        _ => FormatName::Csv,
    }
}

fn delimited<'r>(
    name: &str,
    input: impl Read + 'r,
    delimiter: u8,
    excel: bool,
) -> Result<impl Iterator<Item = Result<Pair>> + 'r> {
    let reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .has_headers(false)
        .from_reader(input);
    let name = name.to_owned();
    let mut rows = reader.into_records().enumerate().map(|(n, record)| (n + 1, record));
    let header = match rows.next() {
        Some((row, record)) => record.map_err(|error| broken_row(&name, row, error))?,
        None => ::csv::StringRecord::new(),
    };
    let places = places(&name, &header, delimiter)?;
    Ok(rows.map(move |(row, record)| {
        let record = record.map_err(|error| broken_row(&name, row, error))?;
        let cells = places.iter().map(|&(place, column)| {
            let text = record.get(place).unwrap_or_default();
            (column, parse(column.kind, if excel && column.kind.is_textual() { unguard(text) } else { text }))
        });
        pair(&name, row, cells)
    }))
}

/// Where the header has each of our columns.
fn places(name: &str, header: &::csv::StringRecord, delimiter: u8) -> Result<Vec<(usize, &'static Column)>> {
    let find = |column: &Column| header.iter().position(|title| title.trim() == column.name);
    let missing = |column: &Column| {
        let semicolons = delimiter == b',' && header.len() == 1 && header[0].contains(';');
        let hint = if semicolons { " (cells are parted by \";\"; save the table with commas)" } else { "" };
        Err(Error::line(name, 1, format!("the header has no column \"{}\"{hint}", column.name)))
    };
    let place = |column: &'static Column| match find(column) {
        Some(at) => Some(Ok((at, column))),
        None => (!column.may_be_absent()).then(|| missing(column)),
    };
    in_reading_order().filter_map(place).collect()
}

fn broken_row(name: &str, row: usize, error: ::csv::Error) -> Error {
    let what = match error.into_kind() {
        ::csv::ErrorKind::Io(source) => return Error::io(name, source),
        ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        ::csv::ErrorKind::Utf8 { err, .. } => format!("cell {} is not UTF-8", err.field() + 1),
        other => format!("not a row of a table: {other:?}"),
    };
    Error::line(name, row, what)
}

fn json_lines<'r>(name: &str, input: impl BufRead + 'r) -> impl Iterator<Item = Result<Pair>> + 'r {
    let name = name.to_owned();
    let filled = |line: &std::io::Result<Vec<u8>>| !matches!(line, Ok(line) if line.trim_ascii().is_empty());
    let lines = input.split(b'\n').enumerate().filter(move |(_, line)| filled(line));
    lines.map(move |(n, line)| {
        let line = line.map_err(|source| Error::io(&name, source))?;
        let object: Map<String, Value> = serde_json::from_slice(&line)
            .map_err(|error| Error::line(&name, n + 1, format!("not a JSON object: {error}")))?;
        let cells = in_reading_order().filter_map(|column| match object.get(column.name) {
            Some(value) => Some((column, json_cell(column.kind, value))),
            None if column.may_be_absent() => None,
            None => Some((column, Err("is missing".to_owned()))),
        });
        pair(&name, n + 1, cells)
    })
}

const WHOLE: &str = "a list of whole numbers";

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
        (Type::Numbers, Value::Null) => Ok(Cell::Counts(Cow::Borrowed(&[]))),
        (Type::Numbers, Value::Array(items)) => {
            let number = |item: &Value| item.as_u64().and_then(|n| usize::try_from(n).ok());
            let counts = items.iter().map(number).collect::<Option<Vec<_>>>();
            counts.map_or_else(|| wrong(WHOLE), |counts| Ok(Cell::Counts(Cow::Owned(counts))))
        }
        (Type::Numbers, _) => wrong(WHOLE),
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
