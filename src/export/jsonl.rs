//! Pairs -> the native table as JSON lines: one object per row, lists as arrays, missing values as null; and
//! back.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use serde_json::{Map, Value};

use super::cell::{Cell, figure, finite};
use super::meta::in_reading_order;
use super::read::pair;
use super::spec::{FileSpec, FormatSpec, Holds, RowIter};
use super::{ExportOptions, Format, Type, columns};
use crate::error::{Error, Result};
use crate::model::Pair;

/// Writer of JSON lines.
struct Jsonl {
    meta: bool,
    line: Vec<u8>,
}

impl Jsonl {
    fn new(options: &ExportOptions) -> Self {
        Jsonl { meta: options.meta, line: Vec::new() }
    }
}

impl Format for Jsonl {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        for (n, column) in columns(self.meta).enumerate() {
            let before = if n == 0 { '{' } else { ',' };
            write!(self.line, "{before}\"{}\":", column.name)?;
            value(&mut self.line, &(column.get)(pair), column.kind)?;
        }
        self.line.extend(b"}\n");
        out.write_all(&self.line)
    }
}

/// Appends `cell` as JSON; figures keep the decimals that the other formats write.
pub(super) fn value(mut line: impl Write, cell: &Cell<'_>, kind: Type) -> io::Result<()> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(line, text)?,
        Cell::Optional(text) => serde_json::to_writer(line, text)?,
        Cell::Count(count) => write!(line, "{count}")?,
        Cell::Number(number) => {
            let text = number.and_then(|number| figure(number, kind));
            line.write_all(text.as_deref().unwrap_or("null").as_bytes())?;
        }
        Cell::List(items) => serde_json::to_writer(line, items)?,
        Cell::Counts(counts) => serde_json::to_writer(line, counts)?,
    }
    Ok(())
}

/// Reads a table of objects.
fn rows<'r>(name: &str, input: impl BufRead + 'r) -> RowIter<'r> {
    let name = name.to_owned();
    let filled = |line: &io::Result<Vec<u8>>| !matches!(line, Ok(line) if line.trim_ascii().is_empty());
    let lines = input.split(b'\n').enumerate().filter(move |(_, line)| filled(line));
    Box::new(lines.map(move |(n, line)| {
        let line = line.map_err(|source| Error::io(&name, source))?;
        let object: Map<String, Value> = serde_json::from_slice(&line)
            .map_err(|error| Error::line(&name, n + 1, format!("not a JSON object: {error}")))?;
        let cells = in_reading_order().filter_map(|column| match object.get(column.name) {
            Some(value) => Some((column, json_cell(column.kind, value))),
            None if column.may_be_absent() => None,
            None => Some((column, Err("is missing".to_owned()))),
        });
        pair(&name, n + 1, cells)
    }))
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

/// The native table, one JSON object per row.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "jsonl",
    about: "native table, one JSON object per line",
    holds: Holds::Values,
    files: &[FileSpec::whole("jsonl", |options| Ok(Box::new(Jsonl::new(options))))],
    reader: Some(|name, input, _| Ok(rows(name, input))),
};
