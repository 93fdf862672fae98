//! Rows of texts -> a table of comma-separated values beside the native one: links, errors, notes.

use std::borrow::Cow;
use std::io::Write;

use super::guard;
use crate::error::{Error, Result};

/// A table that is being written.
pub struct TextTable<W: Write> {
    out: csv::Writer<W>,
    /// The name of the table in messages.
    name: String,
    excel: bool,
}

impl<W: Write> TextTable<W> {
    /// Writes the header line. With `excel` the table opens with a byte order mark, and texts that a
    /// spreadsheet would run as formulas are guarded.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(mut out: W, name: String, columns: &[&str], excel: bool) -> Result<Self> {
        if excel {
            out.write_all("\u{FEFF}".as_bytes()).map_err(|source| Error::io(&name, source))?;
        }
        let mut table = TextTable { out: csv::Writer::from_writer(out), name, excel };
        table.row(columns)?;
        Ok(table)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer below.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<()> {
        for cell in cells {
            let cell = self.cell(cell.as_ref());
            let written = self.out.write_field(cell.as_bytes());
            written.map_err(|error| broken(&self.name, error))?;
        }
        let ended = self.out.write_record(None::<&[u8]>);
        ended.map_err(|error| broken(&self.name, error))
    }

    /// The writer below, to which everything has been handed.
    ///
    /// # Errors
    /// Those of that writer.
    pub fn finish(self) -> Result<W> {
        self.out.into_inner().map_err(|error| Error::io(&self.name, error.into_error()))
    }

    /// A figure below zero is no formula.
    fn cell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_text = self.excel && text.parse::<f64>().is_err();
        if is_text { guard(Cow::Borrowed(text)) } else { Cow::Borrowed(text) }
    }
}

fn broken(name: &str, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::io(name, source),
        other => Error::input(name, format!("{other:?}")),
    }
}
