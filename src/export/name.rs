//! The name of a format -> what is known about it and its writers.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::bitextor::Bitextor;
use super::csv::Csv;
use super::hf::Hf;
use super::hunalign::Hunalign;
use super::jsonl::Jsonl;
use super::known::{Holds, KNOWN, Known, Piece};
use super::ladder::Ladder;
use super::moses::Moses;
use super::text::Text;
use super::tmx::Tmx;
use super::tsv::Tsv;
use super::vecalign::Vecalign;
use super::xces::{XcesDocument, XcesLinks};
use super::xliff::Xliff;
use super::{ExportOptions, Format};
use crate::error::{Error, Result};
use crate::model::Language;

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
    /// The native table, typed columns.
    Parquet,
    /// Beads as Vecalign writes them, positions only.
    Vecalign,
    /// A page to read.
    Text,
    /// A translation memory (TMX 1.4b).
    Tmx,
    /// Translation units (XLIFF 2.1).
    Xliff,
    /// Sentence links and documents as OPUS has them (XCES).
    Xces,
    /// Two files, line beside line.
    Moses,
    /// The table of Bitextor.
    Bitextor,
    /// Beads with their texts, as `hunalign -text` writes them.
    Hunalign,
    /// hunalign's ladder of positions.
    Ladder,
    /// The `translation` objects of Hugging Face datasets.
    Hf,
}

impl FormatName {
    /// Every format, the default first.
    pub const ALL: [FormatName; KNOWN.len()] = {
        let mut all = [FormatName::Csv; KNOWN.len()];
        let mut n = 0;
        while n < KNOWN.len() {
            all[n] = KNOWN[n].format;
            n += 1;
        }
        all
    };

    fn known(self) -> &'static Known {
        &KNOWN[self as usize]
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.known().name
    }

    /// The ending of its files, without the dot (`align` for Vecalign's beads, as its scorer names them); of
    /// the first, where there are several.
    pub fn ending(self) -> &'static str {
        self.known().pieces[0].ending
    }

    /// What it is, in a few words for a help page.
    pub fn about(self) -> &'static str {
        self.known().about
    }

    /// The files that it writes, in the order of [`writers`](Self::writers).
    pub fn pieces(self) -> &'static [Piece] {
        self.known().pieces
    }

    /// Whether a file can hold only one article with its report (positions without names).
    pub fn one_file_a_document(self) -> bool {
        self.known().pieces.iter().any(|piece| piece.one_document)
    }

    /// Whether [`read`](super::read()) reads it back.
    pub fn is_native(self) -> bool {
        self.is_table() && self != FormatName::Parquet
    }

    /// Whether it holds every column of the native table.
    pub fn is_table(self) -> bool {
        self.known().holds == Holds::Table
    }

    /// Whether it holds only rows that have both sides; its writers pass over the others and count them.
    pub fn is_pairs_only(self) -> bool {
        self.known().holds == Holds::Pairs
    }

    /// Whether spreadsheets open it, so that [`ExportOptions::excel`] makes sense.
    pub fn is_spreadsheet(self) -> bool {
        matches!(self, FormatName::Csv | FormatName::Tsv)
    }

    /// The endings that tell formats apart, without the dot.
    pub fn endings() -> Vec<&'static str> {
        let single = Self::ALL.into_iter().filter(|format| format.pieces().len() == 1);
        single.map(Self::ending).filter(|ending| !ending.contains('.')).collect()
    }

    /// The format that the ending of `path` asks for, if any does.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "ndjson" => Some(FormatName::Jsonl),
            other => {
                let mut single = Self::ALL.into_iter().filter(|format| format.pieces().len() == 1);
                single.find(|format| format.ending() == other || format.name() == other)
            }
        }
    }

    /// A fresh writer.
    ///
    /// # Errors
    /// Those of [`writers`](Self::writers), and [`Error::Option`] for a format that is more than one file.
    pub fn writer(self, options: &ExportOptions) -> Result<Box<dyn Format + Send>> {
        let mut writers = self.writers(options)?;
        match (writers.pop(), writers.is_empty()) {
            (Some(writer), true) => Ok(writer),
            _ => Err(Error::Option(format!(
                "{self} is more than one file: write a table first, then export that to {self}"
            ))),
        }
    }

    /// Fresh writers, one for each of [`pieces`](Self::pieces): every row goes to each of them.
    ///
    /// # Errors
    /// [`Error::Option`] for `excel` with a format that no spreadsheet opens, for `meta` with one that is no
    /// table, and for parquet in a build without it.
    pub fn writers(self, options: &ExportOptions) -> Result<Vec<Box<dyn Format + Send>>> {
        if options.excel && !self.is_spreadsheet() {
            return Err(Error::Option(format!("the option excel goes with csv or tsv, not with {self}")));
        }
        if options.meta && !self.is_table() {
            return Err(Error::Option(format!(
                "the option meta goes with csv, tsv, jsonl or parquet, not with {self}"
            )));
        }
        Ok(match self {
            FormatName::Csv => vec![Box::new(Csv::new(options))],
            FormatName::Tsv => vec![Box::new(Tsv::new(options))],
            FormatName::Jsonl => vec![Box::new(Jsonl::new(options))],
            FormatName::Parquet => vec![parquet(options)?],
            FormatName::Vecalign => vec![Box::new(Vecalign::default())],
            FormatName::Text => vec![Box::new(Text::default())],
            FormatName::Tmx => vec![Box::new(Tmx::default())],
            FormatName::Xliff => vec![Box::new(Xliff::default())],
            FormatName::Xces => vec![
                Box::new(XcesLinks::default()),
                Box::new(XcesDocument::new(Language::Ind)),
                Box::new(XcesDocument::new(Language::Eng)),
            ],
            FormatName::Moses => {
                vec![Box::new(Moses::new(Language::Ind)), Box::new(Moses::new(Language::Eng))]
            }
            FormatName::Bitextor => vec![Box::new(Bitextor::default())],
            FormatName::Hunalign => vec![Box::new(Hunalign::default())],
            FormatName::Ladder => vec![Box::new(Ladder::default())],
            FormatName::Hf => vec![Box::new(Hf::default())],
        })
    }
}

#[cfg(feature = "parquet")]
fn parquet(options: &ExportOptions) -> Result<Box<dyn Format + Send>> {
    Ok(Box::new(super::parquet::Parquet::new(options)))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_options: &ExportOptions) -> Result<Box<dyn Format + Send>> {
    let what = "this build writes no parquet: one with the feature parquet does; \
                csv, tsv and jsonl hold the same columns";
    Err(Error::Option(what.into()))
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
