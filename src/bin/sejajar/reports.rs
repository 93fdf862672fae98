//! Options for pipelines -> tables of errors and of dropped lines, the counts of a run as JSON, and a line
//! per document.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use clap::Args;
use sejajar::Error;
use sejajar::documents::{DROPPED_COLUMNS, DocumentSet, ERROR_COLUMNS, ErrorRow, dropped_lines};
use sejajar::export::{AtomicFile, TextTable};
use sejajar::model::{Language, SourceText};
use sejajar::versions::TABLES;
use serde_json::{Value, json};

/// The version of the summary: it grows when a field changes its name or its meaning.
const SCHEMA: u32 = 1;

/// Reports on the documents that a run reads.
#[derive(Debug, Clone, Args)]
pub struct DocumentReportArgs {
    /// Write the lines that are left out of documents, with the reasons (.csv)
    ///
    /// These are lines of the page rather than of the article: advertisements, "read also" links, footers.
    #[arg(long, value_name = "FILE", help_heading = "Output", hide_short_help = true)]
    pub dropped: Option<PathBuf>,
    /// Print one line per document
    #[arg(short, long, conflicts_with = "quiet", help_heading = "General", hide_short_help = true)]
    pub verbose: bool,
}

impl DocumentReportArgs {
    /// Opens the table of dropped lines, if it is requested.
    ///
    /// # Errors
    /// Those of [`DroppedTable::open`].
    pub fn open(&self, overwrite: bool, excel: bool) -> Result<Option<DroppedTable>> {
        self.dropped.as_ref().map(|path| DroppedTable::open(path, overwrite, excel)).transpose()
    }

    /// Refuses a table in a file that one of the documents is in.
    ///
    /// # Errors
    /// Such a file, and those of temporary files.
    pub fn no_input(&self, sets: [&DocumentSet; 2]) -> Result<()> {
        let Some(path) = &self.dropped else { return Ok(()) };
        if sets[0].reads(path)? || sets[1].reads(path)? {
            return Err(Error::is_input(path).into());
        }
        Ok(())
    }
}

/// Reports on a whole run.
#[derive(Debug, Clone, Args)]
pub struct RunReportArgs {
    /// Write the inputs that could not be used, with codes (.csv)
    #[arg(long, value_name = "FILE", help_heading = "Output", hide_short_help = true)]
    pub errors: Option<PathBuf>,
    /// Write the counts of the run (.json)
    #[arg(long, value_name = "FILE", help_heading = "Output", hide_short_help = true)]
    pub summary: Option<PathBuf>,
}

/// Refuses two outputs in one file; each has the option that names it.
///
/// # Errors
/// The first file that is named twice.
pub fn apart(outputs: &[(&str, Option<&Path>)]) -> Result<()> {
    for (at, &(option, path)) in outputs.iter().enumerate() {
        let twin = outputs[..at].iter().find(|(_, before)| path.is_some() && *before == path);
        if let (Some(path), Some((before, _))) = (path, twin) {
            let what = format!(
                "{} is named by both {before} and {option}; give each a file of its own",
                path.display()
            );
            return Err(Error::Option(what).into());
        }
    }
    Ok(())
}

/// A table of comma-separated values that appears whole or not at all.
pub struct Table(TextTable<AtomicFile>);

impl Table {
    /// Opens the table before any work is done.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(path: &Path, columns: &[&str], overwrite: bool, excel: bool) -> Result<Self> {
        let file = AtomicFile::create(path, overwrite)?;
        Ok(Table(TextTable::new(file, path.display().to_string(), columns, excel)?))
    }

    /// Puts the table in place.
    pub fn finish(self) -> Result<()> {
        Ok(self.0.finish()?.commit()?)
    }
}

/// The table of dropped lines, which several threads may share.
pub struct DroppedTable(Mutex<(Table, Option<Error>)>);

impl DroppedTable {
    /// Opens the table before any work is done.
    ///
    /// # Errors
    /// Those of [`Table::open`].
    pub fn open(path: &Path, overwrite: bool, excel: bool) -> Result<Self> {
        Ok(DroppedTable(Mutex::new((Table::open(path, &DROPPED_COLUMNS, overwrite, excel)?, None))))
    }

    /// Adds the lines of a document. A fault of the file is kept until the end, because those who report
    /// documents cannot end the run.
    pub fn add(&self, language: Language, name: &str, text: &SourceText) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (table, broken) = &mut *held;
        if broken.is_none() {
            *broken = dropped_lines(language, name, text).try_for_each(|row| table.0.row(row)).err();
        }
    }

    /// Puts the table in place.
    ///
    /// # Errors
    /// A file that broke on the way.
    pub fn finish(self) -> Result<()> {
        let (table, broken) = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        broken.map_or(Ok(()), |error| Err(error.into())).and_then(|()| table.finish())
    }
}

/// The reports on a run while it goes on.
pub struct RunReports {
    errors: Option<Table>,
    summary: Option<(AtomicFile, PathBuf)>,
    codes: BTreeMap<String, usize>,
}

impl RunReports {
    /// Opens both files before any work is done.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(args: &RunReportArgs, overwrite: bool, excel: bool) -> Result<Self> {
        let errors = args.errors.as_ref().map(|path| Table::open(path, &ERROR_COLUMNS, overwrite, excel));
        let summary = args.summary.as_ref();
        let summary =
            summary.map(|path| Ok::<_, Error>((AtomicFile::create(path, overwrite)?, path.clone())));
        Ok(RunReports { errors: errors.transpose()?, summary: summary.transpose()?, codes: BTreeMap::new() })
    }

    /// Counts and writes an error.
    ///
    /// # Errors
    /// Those of the file.
    pub fn fail(&mut self, row: &ErrorRow) -> Result<()> {
        *self.codes.entry(row.code.clone()).or_default() += 1;
        Ok(self.errors.as_mut().map_or(Ok(()), |table| table.0.row(row.cells()))?)
    }

    /// Puts both files in place; `counts` are those of the command.
    ///
    /// # Errors
    /// Those of the files.
    pub fn finish(self, command: &str, counts: &Value) -> Result<()> {
        self.errors.map_or(Ok(()), Table::finish)?;
        let Some((mut file, path)) = self.summary else { return Ok(()) };
        let summary = json!({
            "schema": SCHEMA,
            "sejajar": env!("CARGO_PKG_VERSION"),
            "tables": TABLES.into_iter().collect::<BTreeMap<_, _>>(),
            "command": command,
            "counts": counts,
            "errors": self.codes,
        });
        writeln!(file, "{summary:#}").with_context(|| path.display().to_string())?;
        Ok(file.commit()?)
    }
}
