//! Rows of texts -> a table of comma separated values beside the rows of a corpus: links, errors, notes.

use std::borrow::Cow;
use std::io::Write;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::guard;

/// A table on its way out.
pub struct Table<W: Write> {
    out: csv::Writer<W>,
    /// What messages call it.
    name: String,
    excel: bool,
}

impl<W: Write> Table<W> {
    /// A table with its first line; for spreadsheets it opens with a byte order mark, and texts that would
    /// run as formulas are guarded.
    pub fn new(mut out: W, name: String, columns: &[&str], excel: bool) -> Result<Self> {
        if excel {
            out.write_all("\u{FEFF}".as_bytes()).map_err(|source| Error::io(&name, source))?;
        }
        let mut table = Table { out: csv::Writer::from_writer(out), name, excel };
        table.row(columns.iter().copied())?;
        Ok(table)
    }

    /// Writes a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<()> {
        for cell in cells {
            let cell = self.cell(cell.as_ref());
            let written = self.out.write_field(cell.as_bytes());
            written.map_err(|error| broken(&self.name, error))?;
        }
        let ended = self.out.write_record(None::<&[u8]>);
        ended.map_err(|error| broken(&self.name, error))
    }

    /// What it was written to.
    pub fn finish(self) -> Result<W> {
        self.out.into_inner().map_err(|error| Error::io(&self.name, error.into_error()).into())
    }

    /// A figure below zero is no formula.
    fn cell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_text = self.excel && text.parse::<f64>().is_err();
        if is_text { guard(Cow::Borrowed(text)) } else { Cow::Borrowed(text) }
    }
}

fn broken(name: &str, error: csv::Error) -> anyhow::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::io(name, source).into(),
        other => Error::input(name, format!("{other:?}")).into(),
    }
}
