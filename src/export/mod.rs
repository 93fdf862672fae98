//! Pairs -> files, one format a file, and back again from the native ones.
//!
//! The native table ([`COLUMNS`]) is the same in every format that can hold it: one list of columns says the order,
//! the names, the types and what they mean, and writers, readers and the data dictionary all follow it.
//!
//! ```
//! use sejajar::export::{ExportOptions, FormatName, write};
//! let mut out = Vec::new();
//! let mut csv = FormatName::Csv.writer(&ExportOptions::default()).unwrap();
//! write(&mut out, csv.as_mut(), &[]).unwrap();
//! assert!(out.starts_with(b"pair_id,article_id,report_id,"));
//! ```

mod cell;
mod column;
mod csv;
mod file;
mod flag;
mod jsonl;
mod meta;
mod name;
mod read;
mod schema;
mod text;
mod tsv;
mod vecalign;

use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Pair;

pub use cell::{guard, unguard};
pub use column::{COLUMNS, Column, Type, columns};
pub use file::AtomicFile;
pub use meta::META_COLUMNS;
pub use name::FormatName;
pub use read::{read, read_file};
pub use schema::{schema, schema_path};

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// For spreadsheets (csv and tsv only): a byte order mark first, and an apostrophe before text cells that would
    /// otherwise run as a formula (they start with `=`, `+`, `-`, `@`, a tab or a carriage return).
    pub excel: bool,
    /// The columns of metadata ([`META_COLUMNS`]) behind the native ones (csv, tsv and jsonl only).
    pub meta: bool,
}

/// A way to write pairs: [`begin`](Format::begin) once, [`pair`](Format::pair) for each, [`end`](Format::end) once.
///
/// Every method writes whole lines to `out` and fails only where `out` does.
pub trait Format {
    /// Writes what stands before the first pair.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// Writes one pair.
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()>;

    /// Writes what stands after the last pair.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes `pairs` to `out` in the order given, from [`Format::begin`] to [`Format::end`].
///
/// # Errors
/// What `out` answers.
pub fn write<'a>(
    out: &mut dyn Write,
    format: &mut dyn Format,
    pairs: impl IntoIterator<Item = &'a Pair>,
) -> io::Result<()> {
    format.begin(out)?;
    for pair in pairs {
        format.pair(out, pair)?;
    }
    format.end(out)
}

/// Writes `pairs` to the file `target`, which appears whole or not at all and replaces an existing one only with
/// `overwrite`.
///
/// # Errors
/// Those of [`FormatName::writer`] and [`AtomicFile`].
pub fn write_file<'a>(
    target: &Path,
    format: FormatName,
    pairs: impl IntoIterator<Item = &'a Pair>,
    options: &ExportOptions,
    overwrite: bool,
) -> Result<()> {
    let mut writer = format.writer(options)?;
    let mut file = AtomicFile::create(target, overwrite)?;
    write(&mut file, writer.as_mut(), pairs).map_err(|source| Error::io(target, source))?;
    file.commit()
}

#[cfg(test)]
mod tests;
