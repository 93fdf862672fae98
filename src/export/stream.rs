//! Rows -> one open output in a format, with its data dictionary beside it.

use std::io::Write;
use std::path::Path;

use super::{AtomicFile, ExportOptions, FormatName, Losses, Place, Writer, schema, schema_path};
use crate::error::{Error, Result};
use crate::model::Pair;

/// The form of the outputs of a run.
#[derive(Debug, Clone, Copy)]
pub struct OutputOptions {
    /// The format.
    pub format: FormatName,
    /// How it is written.
    pub options: ExportOptions,
    /// Whether files that exist are replaced.
    pub overwrite: bool,
    /// Whether a data dictionary is written beside each table.
    pub schema: bool,
}

/// One open output.
pub struct Stream {
    place: Place,
    format: FormatName,
    writer: Writer,
    /// Whether the part before the first row is written: a run without any row that fails leaves no bare
    /// header.
    begun: bool,
    dictionary: Option<AtomicFile>,
}

impl Stream {
    /// The output at `place` of a format that is one file.
    ///
    /// # Errors
    /// Those of [`FormatName::writer`], and a data dictionary that cannot be written.
    pub fn new(place: Place, form: OutputOptions) -> Result<Self> {
        let writer = form.format.writer(&form.options)?;
        Self::of(place, writer, form)
    }

    /// The output at `place` by `writer`, which may be one of several of its format.
    ///
    /// # Errors
    /// A data dictionary that cannot be written.
    pub(super) fn of(place: Place, writer: Writer, form: OutputOptions) -> Result<Self> {
        let dictionary = match &place {
            _ if !form.schema => None,
            Place::File(file) if !is_device(file.target()) => Some(dictionary(file.target(), form)?),
            _ => {
                let what =
                    "the option schema writes beside the table: give the option output a file or a folder";
                return Err(Error::Option(what.into()));
            }
        };
        Ok(Stream { place, format: form.format, writer, begun: false, dictionary })
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// Its format.
    pub fn format(&self) -> FormatName {
        self.format
    }

    fn begin(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let begun = self.writer.begin(self.place.out());
        begun.map_err(|source| self.place.broken(source))
    }

    /// Writes rows.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn rows(&mut self, rows: &[Pair]) -> Result<()> {
        self.begin()?;
        for row in rows {
            let written = self.writer.pair(self.place.out(), row);
            written.map_err(|source| self.place.broken(source))?;
        }
        Ok(())
    }

    /// Writes the part after the last row, and puts the file in place; gives back what the format could not
    /// hold.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn finish(mut self) -> Result<Losses> {
        self.begin()?;
        let ended = self.writer.end(self.place.out());
        ended.map_err(|source| self.place.broken(source))?;
        self.place.finish()?;
        self.dictionary.map_or(Ok(()), AtomicFile::commit)?;
        Ok(self.writer.losses())
    }
}

/// Something that exists and is neither file nor folder, such as `/dev/null`.
pub fn is_device(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

/// The data dictionary of a table, written but not yet in place.
fn dictionary(table: &Path, form: OutputOptions) -> Result<AtomicFile> {
    let none = || Error::Option(format!("the option schema: {} is not a table", form.format));
    let value = schema(form.format, form.options.meta).ok_or_else(none)?;
    let mut file = AtomicFile::create(schema_path(table), form.overwrite)?;
    let text = format!("{value:#}\n");
    let written = file.write_all(text.as_bytes());
    written.map_err(|source| Error::io(file.target(), source))?;
    Ok(file)
}
