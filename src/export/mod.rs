//! Pairs -> files, and back again from the native formats. Each format is one file of this folder, which
//! ends in its description.
//!
//! The native table ([`COLUMNS`]) is the same in every format that can hold it: one list of columns says the
//! order, the names, the types and what they mean, and writers, readers and the data dictionary all follow
//! it.
//!
//! ```
//! use sejajar::export::{ExportOptions, FormatName, write};
//! let mut out = Vec::new();
//! let mut csv = FormatName::CSV.writer(&ExportOptions::default()).unwrap();
//! write(&mut out, csv.as_mut(), &[]).unwrap();
//! assert!(out.starts_with(b"pair_id,article_id,report_id,"));
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod bitextor;
mod cell;
mod check;
mod column;
mod delimited;
mod documents;
mod file;
mod flag;
mod held;
mod hf;
mod hunalign;
mod jsonl;
mod ladder;
mod line;
mod losses;
mod meta;
mod moses;
mod page;
mod parquet;
mod place;
mod props;
mod read;
mod run;
mod schema;
mod select;
mod sink;
mod spec;
mod split;
mod stream;
mod tables;
mod target;
mod text;
mod text_table;
mod tmx;
mod unnamed;
mod vecalign;
mod xces;
mod xliff;
mod xml;

use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::Pair;

pub use cell::{Type, guard, unguard};
pub use column::{COLUMNS, Column, SCHEMA_VERSION};
pub use documents::{DocumentNames, file_stem};
pub use file::{AtomicFile, identity};
pub use losses::Losses;
pub use meta::{META_COLUMNS, columns};
pub use page::{PageOptions, Part as PagePart};
pub use place::Place;
pub use read::{Rows, read, read_file, rows};
pub use run::{Export, Exported, Input};
pub use schema::{schema, schema_path};
pub use select::{LeftOut, Selection, Sieve};
pub use sink::{Sink, Written, create_folder};
pub use spec::{FileSpec, FormatName, FormatSpec, Holds, Writer};
pub use split::{Part, Parts, Split};
pub use stream::{OutputOptions, Stream, is_device};
pub use tables::{no_input, open_table, tables};
pub use target::{Target, is_folder};
pub use text_table::TextTable;

/// Every format, in the order of help pages. To add one, list it here and declare its file above.
pub static FORMATS: &[&FormatSpec] = &[
    &delimited::CSV,
    &delimited::TSV,
    &jsonl::FORMAT,
    &parquet::FORMAT,
    &vecalign::FORMAT,
    &text::FORMAT,
    &tmx::FORMAT,
    &xliff::FORMAT,
    &xces::FORMAT,
    &moses::FORMAT,
    &bitextor::FORMAT,
    &hunalign::FORMAT,
    &ladder::FORMAT,
    &hf::FORMAT,
];

impl FormatName {
    /// The native table, comma separated.
    pub const CSV: FormatName = FormatName(&delimited::CSV);
    /// The native table, tab separated.
    pub const TSV: FormatName = FormatName(&delimited::TSV);
    /// JSON lines for Hugging Face datasets.
    pub const HF: FormatName = FormatName(&hf::FORMAT);
    /// The native table, one JSON object per row.
    pub const JSONL: FormatName = FormatName(&jsonl::FORMAT);
    /// A page to read.
    pub const TEXT: FormatName = FormatName(&text::FORMAT);
}

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// For spreadsheets (csv and tsv only): a byte order mark first, and an apostrophe before text cells that
    /// would otherwise run as a formula (they start with `=`, `+`, `-`, `@`, a tab or a carriage return).
    pub excel: bool,
    /// The columns of metadata ([`META_COLUMNS`]) behind the native ones (formats that hold the native table
    /// only).
    pub meta: bool,
    /// The layout of a page to read (text only).
    pub page: PageOptions,
}

/// A way to write pairs: [`begin`](Format::begin) once, [`pair`](Format::pair) for each, [`end`](Format::end)
/// once.
///
/// A format of several files has a writer for each of them, to which the same pairs go
/// ([`FormatName::files`]). Methods fail only where `out` does.
pub trait Format {
    /// Writes what comes before the first pair.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes one pair.
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()>;

    /// Writes what comes after the last pair.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

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
