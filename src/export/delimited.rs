//! Pairs -> the native table with commas (RFC 4180 with `\n`) or tabs between its cells, and back.
//!
//! Control characters other than tab, line feed and carriage return are left out: U+0000 ends the text in
//! many readers. With tabs nothing is quoted: tabs, line feeds and carriage returns inside a cell become one
//! space each, and a quotation mark is a character like any other, so read it without quoting (`quoting=3` in
//! pandas, `quote = ""` in R).

use std::borrow::Cow;
use std::io::{self, Read, Write};

use super::cell::{guard, is_control, parse, strip_controls, unguard};
use super::held::held;
use super::meta::in_reading_order;
use super::read::pair;
use super::spec::{FileSpec, FormatSpec, Holds, RowIter};
use super::{Column, ExportOptions, Format, Losses, columns};
use crate::error::{Error, Result};
use crate::model::Pair;
use crate::suggestion;

/// Writer of delimited values.
struct Delimited {
    between: char,
    options: ExportOptions,
    line: String,
    losses: Losses,
}

impl Delimited {
    fn new(between: char, options: &ExportOptions) -> Self {
        Delimited { between, options: *options, line: String::new(), losses: Losses::default() }
    }
}

impl Format for Delimited {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<_> = columns(self.options.meta).map(|column| column.name).collect();
        let mark = if self.options.excel { "\u{FEFF}" } else { "" };
        writeln!(out, "{mark}{}", names.join(&self.between.to_string()))
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        let pair = &*held(pair, is_control, &mut self.losses.characters);
        for (n, column) in columns(self.options.meta).enumerate() {
            if n > 0 {
                self.line.push(self.between);
            }
            let cell = (column.get)(pair);
            let whole = cell.plain(column.kind);
            let text = if self.between == ',' { strip_controls(&whole) } else { flatten(&whole) };
            if matches!(text, Cow::Owned(_)) {
                self.losses.characters += whole.matches(is_control).count();
            }
            let text = if self.options.excel && column.kind.is_textual() { guard(text) } else { text };
            if self.between == ',' { quote(&mut self.line, &text) } else { self.line.push_str(&text) }
        }
        self.line.push('\n');
        out.write_all(self.line.as_bytes())
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// `text` on one line and in one cell.
pub fn flatten(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || is_control(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|&c| !is_control(c));
    kept.map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }).collect()
}

/// Appends `text`, in quotes where RFC 4180 asks for them.
fn quote(line: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let asks = memchr::memchr3(b',', b'"', b'\n', bytes).is_some() || bytes.contains(&b'\r');
    if !asks {
        return line.push_str(text);
    }
    line.push('"');
    let mut start = 0;
    for quote in memchr::memchr_iter(b'"', bytes) {
        line.push_str(&text[start..=quote]);
        start = quote;
    }
    line.push_str(&text[start..]);
    line.push('"');
}

/// Reads a table; `excel` says that the apostrophes that guard formulas are to be taken off.
fn rows<'r>(name: &str, input: impl Read + 'r, between: u8, excel: bool) -> Result<RowIter<'r>> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(between)
        .quoting(between == b',')
        .has_headers(false)
        .from_reader(input);
    let name = name.to_owned();
    let mut rows = reader.into_records().enumerate().map(|(n, record)| (n + 1, record));
    let header = match rows.next() {
        Some((row, record)) => record.map_err(|error| broken_row(&name, row, error))?,
        None => csv::StringRecord::new(),
    };
    let places = places(&name, &header, between)?;
    Ok(Box::new(rows.map(move |(row, record)| {
        let record = record.map_err(|error| broken_row(&name, row, error))?;
        let cells = places.iter().map(|&(place, column)| {
            let text = record.get(place).unwrap_or_default();
            (column, parse(column.kind, if excel && column.kind.is_textual() { unguard(text) } else { text }))
        });
        pair(&name, row, cells)
    })))
}

/// Where the header has each of our columns.
fn places(name: &str, header: &csv::StringRecord, between: u8) -> Result<Vec<(usize, &'static Column)>> {
    let find = |column: &Column| header.iter().position(|title| title.trim() == column.name);
    let missing = |column: &Column| {
        let semicolons = between == b',' && header.len() == 1 && header[0].contains(';');
        let hint = if semicolons {
            " (cells are separated by \";\"; save the table with commas)".to_owned()
        } else {
            suggestion::column(column.name, header, is_column)
        };
        Err(Error::line(name, 1, format!("the header has no column \"{}\"{hint}", column.name)))
    };
    let place = |column: &'static Column| match find(column) {
        Some(at) => Some(Ok((at, column))),
        None => (!column.may_be_absent()).then(|| missing(column)),
    };
    in_reading_order().filter_map(place).collect()
}

/// Whether a column has this title.
fn is_column(title: &str) -> bool {
    columns(true).any(|column| column.name == title.trim())
}

fn broken_row(name: &str, row: usize, error: csv::Error) -> Error {
    let what = match error.into_kind() {
        csv::ErrorKind::Io(source) => return Error::io(name, source),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        csv::ErrorKind::Utf8 { err, .. } => format!("cell {} is not UTF-8", err.field() + 1),
        other => format!("not a row of a table: {other:?}"),
    };
    Error::line(name, row, what)
}

/// The native table, comma separated.
pub const CSV: FormatSpec = FormatSpec {
    name: "csv",
    about: "native table, comma separated",
    holds: Holds::Cells,
    files: &[FileSpec::whole("csv", |options| Ok(Box::new(Delimited::new(',', options))))],
    reader: Some(|name, input, excel| rows(name, input, b',', excel)),
};

/// The native table, tab separated.
pub const TSV: FormatSpec = FormatSpec {
    name: "tsv",
    about: "native table, tab separated, no quoting; tabs and newlines in texts become spaces",
    holds: Holds::Cells,
    files: &[FileSpec::whole("tsv", |options| Ok(Box::new(Delimited::new('\t', options))))],
    reader: Some(|name, input, excel| rows(name, input, b'\t', excel)),
};
