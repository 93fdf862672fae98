//! The text of an alignment, from sejajar or another tool -> groups of sentence positions.

use std::fmt;
use std::str::FromStr;

use super::gather::Gathered;
use super::group::{Document, Group};
use super::line::{content, position, quoted};
use super::{ladder, table};
use crate::error::{Error, Result};

/// The file format of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BeadFormat {
    /// One bead per line, `[0]:[0, 1]` with an optional `:score`.
    Vecalign,
    /// hunalign's ladder: one boundary per line, `ind TAB eng TAB score`; with `-text`, its beads with their
    /// texts.
    Hunalign,
    /// A table of ours: csv, tsv or jsonl, as its first line says.
    Table,
    /// A comma-separated table of sejajar.
    Csv,
    /// A tab-separated table of sejajar.
    Tsv,
    /// A table of sejajar as one JSON object per line.
    Jsonl,
}

impl BeadFormat {
    /// Every format.
    pub const ALL: [BeadFormat; 6] = [
        BeadFormat::Vecalign,
        BeadFormat::Hunalign,
        BeadFormat::Table,
        BeadFormat::Csv,
        BeadFormat::Tsv,
        BeadFormat::Jsonl,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            BeadFormat::Vecalign => "vecalign",
            BeadFormat::Hunalign => "hunalign",
            BeadFormat::Table => "table",
            BeadFormat::Csv => "csv",
            BeadFormat::Tsv => "tsv",
            BeadFormat::Jsonl => "jsonl",
        }
    }

    /// The format of `text`, detected from its first line of content; a text without content is an empty list
    /// of beads.
    ///
    /// # Errors
    /// [`Error::Line`] if the line belongs to none of the formats.
    pub fn detect(name: &str, text: &str) -> Result<Self> {
        match content(text).next() {
            None => Ok(BeadFormat::Vecalign),
            Some((_, line)) if line.starts_with('[') => Ok(BeadFormat::Vecalign),
            Some((_, line)) if table::is_header(line) => Ok(BeadFormat::Table),
            Some((_, line)) if line.split('\t').count() == 3 => Ok(BeadFormat::Hunalign),
            Some((n, line)) => {
                Err(Error::line(name, n, format!("{} opens no alignment: {WORKS}", quoted(line))))
            }
        }
    }
}

const WORKS: &str =
    "beads \"[0]:[0, 1]\", a hunalign ladder (3 columns, tabs between) or a table of ours would";

impl fmt::Display for BeadFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for BeadFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let wanted = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == wanted).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            Error::Option(format!("\"{name}\" is not a format of alignments: {}", names.join(", ")))
        })
    }
}

/// Reads an alignment in `format` (detected if absent); `name` is its name in messages.
///
/// # Errors
/// [`Error::Line`] for the first line that is not in the format.
pub(super) fn documents(name: &str, text: &str, format: Option<BeadFormat>) -> Result<Vec<Document>> {
    let format = format.map_or_else(|| BeadFormat::detect(name, text), Ok)?;
    match format {
        BeadFormat::Vecalign => vecalign(name, text).map(|groups| vec![(None, groups)]),
        BeadFormat::Hunalign => ladder::read(name, text).map(|groups| vec![(None, groups)]),
        BeadFormat::Table => table::read(name, text, table::TableFormat::of(text)),
        BeadFormat::Csv => table::read(name, text, table::TableFormat::Delimited(b',')),
        BeadFormat::Tsv => table::read(name, text, table::TableFormat::Delimited(b'\t')),
        BeadFormat::Jsonl => table::read(name, text, table::TableFormat::Json),
    }
}

/// Reads `[0]:[0, 1]` beads, each with an optional `:score`; blank lines and `#` comments are skipped.
///
/// # Errors
/// [`Error::Line`] for the first line that is not a bead, or that repeats a sentence of another bead.
pub fn vecalign(name: &str, text: &str) -> Result<Vec<Group>> {
    let mut gathered = Gathered::default();
    for (n, line) in content(text) {
        let group = bead(line).ok_or_else(|| {
            let what = format!("{} is not a bead such as \"[0]:[0, 1]\" or \"[3]:[]:0.25\"", quoted(line));
            Error::line(name, n, what)
        })?;
        gathered.push(name, n, group)?;
    }
    Ok(gathered.groups())
}

fn bead(line: &str) -> Option<Group> {
    let (ind, rest) = positions(line)?;
    let (eng, rest) = positions(rest.strip_prefix(':')?)?;
    let score = rest.trim();
    let fits = score.is_empty() || score.strip_prefix(':').is_some_and(|s| s.trim().parse::<f64>().is_ok());
    fits.then(|| Group::new(ind, eng))
}

fn positions(text: &str) -> Option<(Vec<usize>, &str)> {
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    let items = inside.split(',').map(str::trim).filter(|item| !item.is_empty());
    Some((items.map(position).collect::<Option<_>>()?, rest))
}
