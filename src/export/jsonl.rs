//! Pairs -> the native table as JSON lines: an object a row, lists as arrays, missing values as null.

use std::io::{self, Write};

use super::cell::{Cell, figure};
use super::kind::Type;
use super::{ExportOptions, Format, columns};
use crate::model::Pair;

/// Writer of JSON lines.
pub struct Jsonl {
    meta: bool,
    line: Vec<u8>,
}

impl Jsonl {
    /// A writer with `options`.
    pub fn new(options: &ExportOptions) -> Self {
        Jsonl { meta: options.meta, line: Vec::new() }
    }
}

impl Format for Jsonl {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

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

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Appends `cell` as JSON; figures keep the decimals that the other formats write.
fn value(line: &mut Vec<u8>, cell: &Cell<'_>, kind: Type) -> io::Result<()> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(line, text)?,
        Cell::Optional(text) => serde_json::to_writer(line, text)?,
        Cell::Count(count) => write!(line, "{count}")?,
        Cell::Number(number) => {
            let text = number.and_then(|number| figure(number, kind));
            line.extend(text.as_deref().unwrap_or("null").as_bytes());
        }
        Cell::List(items) => serde_json::to_writer(line, items)?,
        Cell::Counts(counts) => serde_json::to_writer(line, counts)?,
    }
    Ok(())
}
