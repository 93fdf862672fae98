//! Pairs -> files, one format a file, and back again from the native ones.
//!
//! The native table ([`columns`]) is the same in every format that can hold it: one list of columns says the order,
//! the names, the types and what they mean, and writers, readers and the data dictionary all follow it.
//!
//! ```
//! use sejajar::export::{ExportOptions, FormatName, write};
//! let mut out = Vec::new();
//! write(&mut out, FormatName::Csv, &[], &ExportOptions::default()).unwrap();
//! assert!(out.starts_with(b"pair_id,article_id,report_id,"));
//! ```

mod cell;
mod column;
mod csv;
mod file;
mod flag;
mod jsonl;
mod name;
mod read;
mod schema;
mod tsv;
mod vecalign;

use std::io::{self, Write};

use crate::error::Result;
use crate::model::Pair;

pub use column::{COLUMNS, Column, Type};
pub use file::AtomicFile;
pub use name::FormatName;
pub use read::{read, read_file};
pub use schema::{schema, schema_path};

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// For spreadsheets (csv and tsv only): a byte order mark first, and an apostrophe before text cells that would
    /// otherwise run as a formula (they start with `=`, `+`, `-`, `@`, a tab or a carriage return).
    pub excel: bool,
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

/// Writes `pairs` to `out`, in the order given.
///
/// # Errors
/// An option that `format` does not take ([`Error::Option`](crate::Error::Option)), or what `out` answers
/// ([`Error::Io`](crate::Error::Io) without a path worth naming; use [`FormatName::writer`] to handle it yourself).
pub fn write(out: &mut dyn Write, format: FormatName, pairs: &[Pair], options: &ExportOptions) -> Result<()> {
    let mut writer = format.writer(options)?;
    write_all(writer.as_mut(), out, pairs).map_err(|source| crate::Error::io("output", source))
}

fn write_all(format: &mut dyn Format, out: &mut dyn Write, pairs: &[Pair]) -> io::Result<()> {
    format.begin(out)?;
    for pair in pairs {
        format.pair(out, pair)?;
    }
    format.end(out)
}

#[cfg(test)]
mod tests;
