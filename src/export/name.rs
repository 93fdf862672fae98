//! The name of a format -> what is known about it and its writer.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::csv::Csv;
use super::jsonl::Jsonl;
use super::text::Text;
use super::tsv::Tsv;
use super::vecalign::Vecalign;
use super::{ExportOptions, Format};
use crate::error::{Error, Result};

/// A format that pairs can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum FormatName {
    /// The native table, comma separated (RFC 4180).
    #[default]
    Csv,
    /// The native table, tab separated, never quoted.
    Tsv,
    /// The native table, a JSON object a line.
    Jsonl,
    /// Beads as Vecalign writes them, positions only.
    Vecalign,
    /// A page to read.
    Text,
}

impl FormatName {
    /// Every format, the default first.
    pub const ALL: [FormatName; 5] =
        [FormatName::Csv, FormatName::Tsv, FormatName::Jsonl, FormatName::Vecalign, FormatName::Text];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            FormatName::Csv => "csv",
            FormatName::Tsv => "tsv",
            FormatName::Jsonl => "jsonl",
            FormatName::Vecalign => "vecalign",
            FormatName::Text => "text",
        }
    }

    /// The ending of its files, without the dot (`align` for Vecalign's beads, as its scorer names them).
    pub fn ending(self) -> &'static str {
        match self {
            FormatName::Vecalign => "align",
            FormatName::Text => "txt",
            other => other.name(),
        }
    }

    /// What it is, in a few words for a help page.
    pub fn about(self) -> &'static str {
        match self {
            FormatName::Csv => "native table, comma separated",
            FormatName::Tsv => {
                "native table, tab separated, no quoting; tabs and newlines in texts become spaces"
            }
            FormatName::Jsonl => "native table, one JSON object a line",
            FormatName::Vecalign => "sentence positions only, `[0]:[0, 1]:SCORE`, a file a document pair",
            FormatName::Text => "a page to read: both texts, shared evidence, what does not agree",
        }
    }

    /// Whether a file can hold only one article with its report (positions without names).
    pub fn one_file_a_document(self) -> bool {
        self == FormatName::Vecalign
    }

    /// Whether [`read`](super::read()) reads it back.
    pub fn is_native(self) -> bool {
        !matches!(self, FormatName::Vecalign | FormatName::Text)
    }

    /// Whether spreadsheets open it, so that [`ExportOptions::excel`] makes sense.
    pub fn is_spreadsheet(self) -> bool {
        matches!(self, FormatName::Csv | FormatName::Tsv)
    }

    /// The format that the ending of `path` asks for, if any does.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "ndjson" => Some(FormatName::Jsonl),
            other => Self::ALL.into_iter().find(|format| format.ending() == other || format.name() == other),
        }
    }

    /// A fresh writer.
    ///
    /// # Errors
    /// [`Error::Option`] for `excel` with a format that no spreadsheet opens, for `meta` with one that is no table.
    pub fn writer(self, options: &ExportOptions) -> Result<Box<dyn Format + Send>> {
        if options.excel && !self.is_spreadsheet() {
            return Err(Error::Option(format!("--excel goes with csv or tsv, not with {self}")));
        }
        if options.meta && !self.is_native() {
            return Err(Error::Option(format!("--meta goes with csv, tsv or jsonl, not with {self}")));
        }
        Ok(match self {
            FormatName::Csv => Box::new(Csv::new(options)),
            FormatName::Tsv => Box::new(Tsv::new(options)),
            FormatName::Jsonl => Box::new(Jsonl::new(options)),
            FormatName::Vecalign => Box::new(Vecalign::default()),
            FormatName::Text => Box::new(Text::default()),
        })
    }
}

impl fmt::Display for FormatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FormatName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let wanted = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == wanted).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            Error::Option(format!("\"{name}\" is not a format: {}", names.join(", ")))
        })
    }
}
