//! What is known of a format -> everything that is asked about it by name or by the ending of a file.

use std::fmt;
use std::io::BufRead;
use std::path::Path;
use std::str::FromStr;

use super::{ExportOptions, FORMATS, Format};
use crate::error::{Error, Result};
use crate::model::Pair;
use crate::suggestion;

/// The description of a format, which stands at the end of the format's own file.
pub struct FormatSpec {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words for a help page.
    pub about: &'static str,
    /// How much of a table it holds.
    pub holds: Holds,
    /// The files that it writes.
    pub files: &'static [FileSpec],
    /// Reads it back, if anything of ours does.
    pub(super) reader: Option<Reader>,
}

/// How much of a table a format holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Every column, as cells of text that spreadsheets open.
    Cells,
    /// Every column, with numbers and lists as such.
    Values,
    /// Every row, not every column.
    Rows,
    /// Rows that have both sides, not every column.
    Pairs,
}

/// One of the files that a format writes.
pub struct FileSpec {
    /// The folder in which it stands; empty if it stands beside the others.
    pub folder: &'static str,
    /// The ending of its name, without the dot.
    pub ending: &'static str,
    /// Whether it can hold only one article with its report.
    pub one_document: bool,
    writer: NewWriter,
}

/// A writer on its way to a thread.
pub type Writer = Box<dyn Format + Send>;

/// Makes a fresh writer of a file.
type NewWriter = fn(&ExportOptions) -> Result<Writer>;

/// Reads rows from what follows the byte order mark; the flag says whether there was one.
pub(super) type Reader = for<'r> fn(&str, Box<dyn BufRead + 'r>, bool) -> Result<RowIter<'r>>;

/// Rows, each read when it is asked for.
pub(super) type RowIter<'r> = Box<dyn Iterator<Item = Result<Pair>> + 'r>;

impl FileSpec {
    /// A file that holds all rows.
    pub(super) const fn whole(ending: &'static str, writer: NewWriter) -> Self {
        FileSpec { folder: "", ending, one_document: false, writer }
    }

    /// A file in `folder` that holds one article with its report.
    pub(super) const fn of_document(folder: &'static str, ending: &'static str, writer: NewWriter) -> Self {
        FileSpec { folder, ending, one_document: true, writer }
    }

    /// A fresh writer of this file.
    ///
    /// # Errors
    /// [`Error::Option`] in a build that cannot write the format.
    pub fn writer(&self, options: &ExportOptions) -> Result<Writer> {
        (self.writer)(options)
    }
}

/// A format that pairs can be written in, named.
#[derive(Clone, Copy)]
pub struct FormatName(pub(super) &'static FormatSpec);

impl FormatName {
    /// Every format, the default first.
    pub fn all() -> impl Iterator<Item = FormatName> {
        FORMATS.iter().map(|spec| FormatName(spec))
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What it is, in a few words for a help page.
    pub fn about(self) -> &'static str {
        self.0.about
    }

    /// The files that it writes; every row goes to each of them.
    pub fn files(self) -> &'static [FileSpec] {
        self.0.files
    }

    /// The ending of its first file, without the dot (`align` for Vecalign's beads, as its scorer names
    /// them).
    pub fn ending(self) -> &'static str {
        self.0.files[0].ending
    }

    /// Whether a file can hold only one article with its report (positions without names).
    pub fn one_file_a_document(self) -> bool {
        self.0.files.iter().any(|file| file.one_document)
    }

    /// Whether [`read`](super::read()) reads it back.
    pub fn is_native(self) -> bool {
        self.0.reader.is_some()
    }

    /// Whether it holds every column of the native table.
    pub fn is_table(self) -> bool {
        matches!(self.0.holds, Holds::Cells | Holds::Values)
    }

    /// Whether it holds only rows that have both sides; its writers pass over the others and count them.
    pub fn is_pairs_only(self) -> bool {
        self.0.holds == Holds::Pairs
    }

    /// Whether spreadsheets open it, so that [`ExportOptions::excel`] makes sense.
    pub fn is_spreadsheet(self) -> bool {
        self.0.holds == Holds::Cells
    }

    /// The endings that tell formats apart, without the dot.
    pub fn endings() -> Vec<&'static str> {
        Self::single().map(Self::ending).filter(|ending| !ending.contains('.')).collect()
    }

    /// The format that the ending of `path` asks for, if any does.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let wanted = if ending == "ndjson" { Self::JSONL.name() } else { &ending };
        Self::single().find(|format| format.ending() == wanted || format.name() == wanted)
    }

    fn single() -> impl Iterator<Item = Self> {
        Self::all().filter(|format| format.files().len() == 1)
    }

    /// A fresh writer.
    ///
    /// # Errors
    /// Those of [`check`](Self::check), and [`Error::Option`] for a format that is more than one file.
    pub fn writer(self, options: &ExportOptions) -> Result<Writer> {
        self.check(options)?;
        match self.files() {
            [file] => file.writer(options),
            _ => Err(Error::Option(format!(
                "{self} is more than one file: write a table first, then export that to {self}"
            ))),
        }
    }

    /// Whether the format can be written with these options.
    ///
    /// # Errors
    /// [`Error::Option`] for `excel` with a format that no spreadsheet opens, for `meta` with one that is no
    /// table, and in a build that cannot write the format.
    pub fn check(self, options: &ExportOptions) -> Result<()> {
        let refused = |option: &str, does: fn(Self) -> bool| {
            let others = either(Self::all().filter(|format| does(*format)));
            Err(Error::Option(format!("the option {option} goes with {others}, not with {self}")))
        };
        match options {
            ExportOptions { excel: true, .. } if !self.is_spreadsheet() => {
                refused("excel", Self::is_spreadsheet)
            }
            ExportOptions { meta: true, .. } if !self.is_table() => refused("meta", Self::is_table),
            _ => self.files().iter().try_for_each(|file| file.writer(options).map(drop)),
        }
    }
}

/// `csv, tsv or jsonl`.
pub(super) fn either(formats: impl Iterator<Item = FormatName>) -> String {
    let names: Vec<_> = formats.map(FormatName::name).collect();
    match &names[..] {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

impl PartialEq for FormatName {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for FormatName {}

impl Default for FormatName {
    fn default() -> Self {
        Self::CSV
    }
}

impl fmt::Debug for FormatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
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
        Self::all().find(|format| format.name() == wanted).ok_or_else(|| {
            let names: Vec<_> = Self::all().map(Self::name).collect();
            let hint = suggestion::hint(name, names.iter().copied());
            Error::Option(format!("\"{name}\" is not a format: {}{hint}", names.join(", ")))
        })
    }
}
