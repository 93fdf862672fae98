//! Pairs -> files, one format a file, and back again from the native ones.
//!
//! The native table ([`COLUMNS`]) is the same in every format that can hold it: one list of columns says the
//! order, the names, the types and what they mean, and writers, readers and the data dictionary all follow
//! it.
//!
//! ```
//! use sejajar::export::{ExportOptions, FormatName, write};
//! let mut out = Vec::new();
//! let mut csv = FormatName::Csv.writer(&ExportOptions::default()).unwrap();
//! write(&mut out, csv.as_mut(), &[]).unwrap();
//! assert!(out.starts_with(b"pair_id,article_id,report_id,"));
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod bitextor;
mod cell;
mod check;
mod column;
mod csv;
mod documents;
mod file;
mod flag;
mod held;
mod hf;
mod hunalign;
mod jsonl;
mod kind;
mod known;
mod ladder;
mod line;
mod losses;
mod meta;
mod moses;
mod name;
#[cfg(feature = "parquet")]
mod parquet;
mod props;
mod read;
mod schema;
mod select;
mod split;
mod text;
mod text_table;
mod tmx;
mod tsv;
mod vecalign;
mod xces;
mod xliff;
mod xml;

use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Pair;

pub use cell::{guard, unguard};
pub use column::{COLUMNS, Column, SCHEMA_VERSION};
pub use documents::{DocumentNames, file_stem};
pub use file::AtomicFile;
pub use kind::Type;
pub use known::Piece;
pub use losses::Losses;
pub use meta::{META_COLUMNS, columns};
pub use name::FormatName;
pub use read::{Rows, read, read_file, rows};
pub use schema::{schema, schema_path};
pub use select::{LeftOut, Selection, Sieve};
pub use split::{Part, Parts, Split};
pub use text_table::TextTable;

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// For spreadsheets (csv and tsv only): a byte order mark first, and an apostrophe before text cells that
    /// would otherwise run as a formula (they start with `=`, `+`, `-`, `@`, a tab or a carriage return).
    pub excel: bool,
    /// The columns of metadata ([`META_COLUMNS`]) behind the native ones (formats that hold the native table
    /// only).
    pub meta: bool,
}

/// A way to write pairs: [`begin`](Format::begin) once, [`pair`](Format::pair) for each, [`end`](Format::end)
/// once.
///
/// A format of several files has a writer for each of them, to which the same pairs go
/// ([`FormatName::writers`]). Methods fail only where `out` does.
pub trait Format {
    /// Writes what stands before the first pair.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// Writes one pair.
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()>;

    /// Writes what stands after the last pair.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// What could not be written so far because the format has no place for it.
    fn losses(&self) -> Losses {
        Losses::default()
    }
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

/// Writes `pairs` to the file `target`, which appears whole or not at all and replaces an existing one only
/// with `overwrite`.
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
