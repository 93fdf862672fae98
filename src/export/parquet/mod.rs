//! Pairs -> the native table as Apache Parquet: typed columns, lists of strings, zstd, statistics of every
//! column. Texts are kept as they are, control characters included.

#[cfg(feature = "parquet")]
mod encode;

use super::ExportOptions;
use super::spec::{FileSpec, FormatSpec, Holds, Writer};
use crate::error::Result;

#[cfg(feature = "parquet")]
fn writer(options: &ExportOptions) -> Result<Writer> {
    Ok(Box::new(encode::Parquet::new(options)))
}

#[cfg(not(feature = "parquet"))]
fn writer(_options: &ExportOptions) -> Result<Writer> {
    let what = "this build writes no parquet: one with the feature parquet does; \
                csv, tsv and jsonl hold the same columns";
    Err(crate::error::Error::Option(what.into()))
}

/// The native table, typed columns.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "parquet",
    about: "native table, typed columns and lists, zstd (in builds with the feature parquet)",
    holds: Holds::Values,
    files: &[FileSpec::whole("parquet", writer)],
    reader: None,
};
